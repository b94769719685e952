//! Questions that sleep, and what wakes them.

use chrono::NaiveDate;
use runde::domain::query::{Condition, Query};
use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::{File, today};
use crate::session::{Begin, Session};

/// Whether the first question waits in the inbox on a day.
fn waits(file: &File, day: NaiveDate) -> bool {
    let query = Query::all(Kind::Question, 10).when(Condition::Waiting(day));
    file.store().rows(&query).unwrap().iter().any(|row| row.id == Id(1))
}

fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

#[test]
fn a_question_comes_back_on_its_day_by_itself() {
    let file = File::little();
    Session::on(&file)
        .keys("Ts<Enter>")
        .says("Wiedervorlage")
        .keys("<Esc>2vv")
        .shows("Schläft bis")
        .shows("29.11.2026");
    assert!(!waits(&file, on("2026-11-28")) && waits(&file, on("2026-11-29")));
    let mut session = Session::on(&file);
    session.keys("T").shows("Eingang 1/4");
    let week = session.now() + chrono::Days::new(7);
    session.keys("<Esc>").happen(runde::app::Event::Clock(week)).keys("2v").shows("Wer fördert Wärmepumpen");
}

#[test]
fn one_that_woke_is_gone_through_like_any_other() {
    let file = File::little();
    file.colleague_sets(
        Kind::Question,
        1,
        &[(Field::Snooze, "date".into()), (Field::SnoozeUntil, "2026-11-20".into())],
    );
    let mut session = Session::on(&file);
    session.keys("T").shows("Wer fördert Wärmepumpen in Schulen?").keys("m").shows("Eingang 1/5");
    session.keys("a1p1<Enter>").shows("Eingang 2/5");
    assert!(file.record(Kind::Question, 1).get(Field::Snooze).is_unknown());
}

#[test]
fn the_meeting_wakes_it_also_where_it_was_brought_forward() {
    let file = File::little();
    Session::on(&file).keys("Tsklima<Enter>").says("Wiedervorlage").keys("<Esc>2vv").shows("Sitzung KA, 03.12.2026");
    assert!(!waits(&file, on("2026-12-02")) && waits(&file, on("2026-12-03")));
    file.colleague_sets(Kind::Meeting, 1, &[(Field::Starts, "2026-11-30T10:00".into())]);
    assert!(!waits(&file, on("2026-11-29")) && waits(&file, on("2026-11-30")));
}

#[test]
fn where_no_meeting_is_planned_the_first_that_is_wakes_it() {
    let file = File::little();
    file.colleague_sets(Kind::Question, 1, &[(Field::Snooze, "meeting".into()), (Field::SnoozeGroup, Id(3).into())]);
    assert!(!waits(&file, today()));
    let meeting = Record::new(Kind::Meeting, Id(77)).with(Field::Title, "Erste").with(Field::Group, Id(3));
    file.colleague_makes(&[meeting.with(Field::Starts, "2027-01-12T09:00").with(Field::State, "planned")]);
    assert!(waits(&file, today()));
}

#[test]
fn a_guest_of_the_institution_wakes_it_once_booked() {
    let file = File::with(&[
        Record::new(Kind::Institution, Id(9070)).with(Field::Name, "Xanthium-Amt").with(Field::Kind, "state_agency"),
        Record::new(Kind::Institution, Id(9071))
            .with(Field::Name, "Abteilung Hitze")
            .with(Field::Kind, "state_agency")
            .with(Field::Parent, Id(9070)),
        Record::new(Kind::Contact, Id(70)).with(Field::LastName, "Adler").with(Field::Institution, Id(9071)),
        Record::new(Kind::Invitation, Id(70))
            .with(Field::Contact, Id(70))
            .with(Field::Meeting, Id(1))
            .with(Field::State, "asked"),
    ]);
    Session::on(&file)
        .keys("Tsgast<Enter>xanthi<Enter>")
        .says("Wiedervorlage")
        .keys("<Esc>2vv")
        .shows("Gast: Xanthium-Amt");
    assert!(!waits(&file, today()));
    file.colleague_sets(Kind::Invitation, 70, &[(Field::State, "accepted".into())]);
    assert!(waits(&file, today()));
    assert!(waits(&file, on("2027-06-01")), "it does not fall asleep again when the meeting is over");
}

#[test]
fn what_somebody_else_does_with_it_wakes_it_and_what_oneself_does_not() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ts<Enter>").keys("<Esc>2vv").shows("Wer fördert Wärmepumpen");
    session.keys("iNoch einmal nachsehen.<Ctrl-S>").says("Gespeichert");
    session.shows("Wer fördert Wärmepumpen");
    assert!(!waits(&file, today()));
    let mut other = Session::begin(&file, Begin { login: "jmus", ..Begin::default() });
    other.keys("2Gm").says("mitbetroffen");
    assert!(waits(&file, today()));
    session.look().hides("Wer fördert Wärmepumpen");
    other.keys("m").keys("s<Enter>");
    assert!(!waits(&file, today()), "put to sleep again, it sleeps again");
}

#[test]
fn a_comment_of_somebody_else_wakes_it() {
    let file = File::little();
    Session::on(&file).keys("Ts<Enter>").says("Wiedervorlage");
    let mut other = Session::begin(&file, Begin { login: "jmus", ..Begin::default() });
    other.keys("2GiDas Land hat heute geantwortet.<Ctrl-S>").says("Gespeichert");
    assert!(waits(&file, today()));
    assert_eq!(file.record(Kind::Question, 1).get(Field::Snooze), &Value::from("date"));
}

#[test]
fn a_day_that_is_over_is_refused_in_words_and_can_be_mended() {
    let file = File::little();
    let mut session = Session::on(&file);
    session
        .keys("Tsheute<Enter>")
        .shows("nicht in der Zukunft")
        .keys("<Ctrl-U>gestern<Enter>")
        .shows("nicht in der Zukunft")
        .shows("gestern");
    assert!(file.record(Kind::Question, 1).get(Field::Snooze).is_unknown());
    session.keys("<Ctrl-U>15.1.2027<Enter>").says("Wiedervorlage");
    assert_eq!(file.record(Kind::Question, 1).text(Field::SnoozeUntil), "2027-01-15");
}

#[test]
fn what_wakes_next_stands_first() {
    let file = File::little();
    for (id, day) in [(1, "2027-03-01"), (4, "2026-12-24")] {
        file.colleague_sets(Kind::Question, id, &[(Field::Snooze, "date".into()), (Field::SnoozeUntil, day.into())]);
    }
    let mut session = Session::on(&file);
    session.keys("2vv").shows("[Wiedervorlage]");
    let lines = session.lines();
    let place = |title: &str| lines.iter().position(|line| line.contains(title)).unwrap();
    assert!(place("Wie beginnt man") < place("Wer fördert"), "{}", session.screen());
}

/// The first question, put to sleep and woken by what a colleague has said of it.
fn woken_by_a_comment(file: &File) -> Session {
    let mut session = Session::on(file);
    session.keys("Tsklima<Enter>").says("Wiedervorlage").keys("<Esc>");
    let mut other = Session::begin(file, Begin { login: "jmus", ..Begin::default() });
    other.keys("2GiDas Land hat heute geantwortet.<Ctrl-S>").says("Gespeichert");
    assert!(waits(file, today()));
    session
}

#[test]
fn undo_leaves_a_colleagues_sign_of_life_where_it_is() {
    let file = File::little();
    let mut session = woken_by_a_comment(&file);
    session.look().keys("T").shows("Wer fördert Wärmepumpen in Schulen?").keys("a1p1<Enter>").shows("Eingang 2/5");
    session.keys("u").says("Zurückgenommen").shows("Eingang 1/5");
    assert_eq!(file.record(Kind::Question, 1).get(Field::Snooze), &Value::from("meeting"));
    assert!(waits(&file, today()), "it is awake as before");
    // Redo and undo once more, and it is as it was.
    session.keys("<Ctrl-R>").says("Wiederhergestellt: Zuweisung");
    session.keys("u").says("Zurückgenommen: Zuweisung");
    assert!(waits(&file, today()));
    session.keys("s<Enter>").says("Wiedervorlage");
    assert!(!waits(&file, today()), "put to sleep again, it sleeps again");
    session.keys("u").says("Zurückgenommen: Wiedervorlage");
    assert!(waits(&file, today()), "that it was put to sleep again is taken back");
    session.keys("<Ctrl-R>").says("Wiederhergestellt: Wiedervorlage");
    assert!(!waits(&file, today()));
}

#[test]
fn parting_a_duplicate_leaves_a_colleagues_sign_of_life_where_it_is() {
    let file = File::little();
    let mut session = woken_by_a_comment(&file);
    session.look().keys("T").shows("Wer fördert Wärmepumpen in Schulen?");
    session.keys("d1").says("Dublettenvermerk").keys("<Esc>");
    session.keys("2vvvvvvG").shows("1 Wer fördert Wärmepumpen").keys("z1").says("Gespeichert");
    assert_eq!(file.record(Kind::Question, 1).get(Field::Snooze), &Value::from("meeting"));
    assert!(waits(&file, today()));
}

#[test]
fn triage_says_who_woke_it_and_what_was_said() {
    let file = File::little();
    let mut session = woken_by_a_comment(&file);
    session.look().keys("T").shows("Wieder vorgelegt: Kommentar von Jörg Muster, 22.11.2026");
    session.shows("Jörg Muster, 22.11.2026: Das Land hat heute geantwortet.").hides("eingetreten");
    session.resize(80, 24).shows("Wieder vorgelegt: Kommentar von Jörg Muster, 22.11.2026").shows("Das Land hat heute");
    session.keys("s<Enter>u").shows("Zurückgenommen").shows("Wieder vorgelegt: Kommentar von Jörg Muster");
    // It is not settled by the sleep from which it woke.
    session.keys("m").shows("Eingang 1/5");
}

#[test]
fn triage_says_which_day_meeting_or_guest_woke_it() {
    let file = File::with(&[
        Record::new(Kind::Institution, Id(9070)).with(Field::Name, "Xanthium-Amt").with(Field::Kind, "state_agency"),
        Record::new(Kind::Contact, Id(70)).with(Field::LastName, "Adler").with(Field::Institution, Id(9070)),
        Record::new(Kind::Invitation, Id(70))
            .with(Field::Contact, Id(70))
            .with(Field::Meeting, Id(1))
            .with(Field::State, "accepted"),
    ]);
    let sleeps = |id, fields: &[(Field, Value)]| file.colleague_sets(Kind::Question, id, fields);
    sleeps(1, &[(Field::Snooze, "date".into()), (Field::SnoozeUntil, "2026-11-20".into())]);
    sleeps(2, &[(Field::Snooze, "guest".into()), (Field::SnoozeInstitution, Id(9070).into())]);
    sleeps(3, &[(Field::Snooze, "meeting".into()), (Field::SnoozeGroup, Id(1).into())]);
    let mut session = Session::on(&file);
    session.keys("T").shows("Wieder vorgelegt: für den 20.11.2026 vorgemerkt");
    session.keys("<Space>").shows("Wieder vorgelegt: Adler kommt als Gast, Vierte Sitzung");
    session.keys("<Space>").shows("Wieder vorgelegt: Sitzung „Vierte Sitzung");
    session.keys("<Esc>2Gkk").shows("Wieder vorgelegt");
}

#[test]
fn an_answer_to_check_again_whose_sleep_is_over_is_gone_through() {
    let answer = Record::new(Kind::Answer, Id(90)).with(Field::Question, Id(1)).with(Field::Text, "Ja.");
    let file = File::with(&[answer.with(Field::ValidUntil, "2026-10-31")]);
    file.colleague_sets(
        Kind::Question,
        1,
        &[(Field::State, "answered".into()), (Field::Snooze, "date".into()), (Field::SnoozeUntil, "2026-11-20".into())],
    );
    let mut session = Session::on(&file);
    session.keys("T").shows("Eingang 1/5").shows("Erneut prüfen").hides("Inzwischen");
}

//! Who could speak, asking them, what they answer, and what is noted afterwards.

use runde::app::Scope;
use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::File;
use crate::posts::given;
use crate::session::{Begin, Session};

/// The next meeting has the topic of two contacts; Müller speaks on it, and was asked in spring.
fn talked() -> File {
    let file = File::little();
    let topics = || Value::links([Id(1)]);
    let earlier = Record::new(Kind::Meeting, Id(2)).with(Field::Title, "Frühjahrstreffen").with(Field::State, "held");
    let asked = Record::new(Kind::Invitation, Id(1)).with(Field::Contact, Id(1)).with(Field::Meeting, Id(2));
    given(
        &file,
        vec![
            earlier.with(Field::Starts, "2026-04-15T14:00").create(),
            asked.with(Field::State, "accepted").with(Field::AskedOn, "2026-03-02").create(),
            Record::new(Kind::Meeting, Id(1)).set(Field::Topics, topics()),
            Record::new(Kind::Contact, Id(1)).set(Field::Topics, topics()),
            Record::new(Kind::Contact, Id(1)).set(Field::LeadTime, "3 Monate"),
            Record::new(Kind::Contact, Id(2)).set(Field::Topics, topics()),
        ],
    );
    file
}

fn invitation(file: &File, contact: i64, meeting: i64) -> Option<Record> {
    let store = runde::store::Store::open(&file.path(), true).unwrap();
    let mut all = store.whole(Kind::Invitation).unwrap().into_iter().filter(|record| !record.is_removed());
    all.find(|record| {
        record.get(Field::Contact) == &Value::from(Id(contact))
            && record.get(Field::Meeting) == &Value::from(Id(meeting))
    })
}

#[test]
fn who_could_speak_is_listed_with_reasons_and_warnings_and_enter_invites() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("1S").shows("Wer könnte sprechen am 03.12.2026").shows("Jürgen Müller").shows("Ute Grünwald");
    session.shows("zuletzt eingeladen am 02.03.2026").shows("braucht Vorlauf: 3 Monate; es sind noch 11 Tage");
    session.keys("<Enter>").says("Gespeichert: Einladung");
    let first = [1, 2].into_iter().find_map(|contact| invitation(&file, contact, 1)).unwrap();
    assert_eq!((first.text(Field::State), first.text(Field::AskedOn)), ("asked", "2026-11-22"));
    assert_eq!(first.get(Field::InvitedBy).as_link(), Some(Id(1)));
    session.keys("u").says("Zurückgenommen: Einladung");
    assert_eq!(invitation(&file, 1, 1), None);
}

#[test]
fn nobody_is_asked_twice_to_the_same_meeting() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("5E").shows("Zu welcher Sitzung").keys("<Enter>").says("Gespeichert: Einladung");
    session.keys("E<Enter>").says("schon eingeladen");
    session.keys("S").shows("zu dieser Sitzung schon eingeladen");
}

#[test]
fn what_is_to_be_known_is_said_before_and_does_not_forbid() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("5jE<Enter>").shows("zuletzt eingeladen am 02.03.2026").shows("braucht Vorlauf");
    session.keys("<Esc>");
    assert_eq!(invitation(&file, 1, 1), None);
    session.keys("E<Enter><Enter>").says("Gespeichert: Einladung");
    assert!(invitation(&file, 1, 1).is_some());
}

#[test]
fn who_accepts_is_a_guest_of_the_meeting_and_who_declines_is_none() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("5E<Enter>").keys("r").shows("zugesagt").keys("1").says("Antwort auf Einladung");
    assert_eq!(file.record(Kind::Meeting, 1).get(Field::Guests), &Value::links([Id(2)]));
    session.keys("r").shows("abgesagt").keys("1").says("Antwort auf Einladung");
    assert!(file.record(Kind::Meeting, 1).get(Field::Guests).is_unknown());
    session.keys("uu").says("Zurückgenommen: Antwort auf Einladung");
    assert_eq!(invitation(&file, 2, 1).unwrap().text(Field::State), "asked");
}

#[test]
fn from_the_meeting_somebody_is_invited_too() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("3v<Enter>E").shows("Wen einladen?").keys("gruen<Enter>").says("Gespeichert: Einladung");
    assert!(invitation(&file, 2, 1).is_some());
    session.keys("r1").says("Antwort auf Einladung").shows("Ute Grünwald");
    assert_eq!(file.record(Kind::Meeting, 1).get(Field::Guests), &Value::links([Id(2)]));
}

#[test]
fn after_the_meeting_the_talk_is_noted_with_what_is_known_of_it() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("5vvvvvr").shows("Vortrag eintragen").keys("1").shows("Jürgen Müller").shows("Frühjahrstreffen");
    session.shows("Hitzeaktionspläne").shows("15.04.2026").keys("<Ctrl-S>").says("Gespeichert");
    let store = runde::store::Store::open(&file.path(), true).unwrap();
    let talks = store.whole(Kind::Talk).unwrap();
    let talk = talks.iter().find(|talk| talk.get(Field::Meeting) == &Value::from(Id(2))).unwrap();
    assert_eq!(talk.text(Field::Given), "2026-04-15");
    // Noted once, it is not offered again.
    session.keys("<Esc>r").hides("Vortrag eintragen");
}

#[test]
fn a_form_that_says_accepted_seats_the_guest_too() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("5E<Enter>").says("Einladung").keys("vvvvv").keys("<Enter>").shows("Sitzung  ").shows("Kontakt  ");
    session.keys("e");
    assert!(session.is_in(Scope::Form));
    session.keys("<Tab><Tab><Tab><Enter>zuges<Enter><Ctrl-S>").says("Gespeichert");
    assert_eq!(file.record(Kind::Meeting, 1).get(Field::Guests), &Value::links([Id(2)]));
}

#[test]
fn a_meeting_that_is_over_takes_no_guests_and_one_without_topics_says_so() {
    let file = talked();
    let mut session = Session::on(&file);
    session.keys("3vvv/Fruehjahr<Enter>Egruen<Enter>").says("vorbei");
    session.keys("S").says("keine Themen");
    assert_eq!(invitation(&file, 2, 2), None);
}

#[test]
fn on_a_small_window_all_is_there() {
    let file = talked();
    let mut session = Session::begin(&file, Begin { size: (80, 24), ..Begin::default() });
    session.keys("1S").shows("Jürgen Müller").shows("Ute Grünwald").keys("<Down><Esc>").hides("Wer könnte");
}

#[test]
fn talks_and_invitations_begin_with_the_day_of_the_meeting_the_newest_first() {
    let file = talked();
    let invited = |id, meeting| {
        Record::new(Kind::Invitation, Id(id)).with(Field::Contact, Id(2)).with(Field::Meeting, Id(meeting))
    };
    let talk = |id, title: &str| Record::new(Kind::Talk, Id(id)).with(Field::Title, title).with(Field::Contact, Id(1));
    given(
        &file,
        vec![
            // Asked long before, and of no meeting at all.
            invited(2, 1).with(Field::State, "asked").with(Field::AskedOn, "2025-01-02").create(),
            Record::new(Kind::Invitation, Id(3)).with(Field::Contact, Id(2)).with(Field::State, "asked").create(),
            // Nobody has noted the day of the one at the spring meeting.
            talk(11, "Wärme im Konvoi").with(Field::Meeting, Id(2)).create(),
            talk(12, "Gründächer").with(Field::Given, "2026-05-04").create(),
            talk(13, "Irgendwann").create(),
        ],
    );
    for size in [(80, 24), (120, 40)] {
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        let rows = |session: &Session| -> Vec<String> {
            let shown = session.lines().into_iter().skip(3).take(3);
            shown.map(|line| line.chars().skip(3).take(24).collect::<String>().trim().to_owned()).collect()
        };
        session.keys("5VVV").shows("[Einladungen]").shows("Sitzung▼");
        let shown = rows(&session);
        assert!(shown[0].starts_with("03.12.2026") && shown[1].starts_with("15.04.2026  Frühjahr"), "{shown:?}");
        assert!(shown[2].starts_with("Ute") || shown[2].is_empty(), "{shown:?}");
        session.keys("V").shows("[Vorträge]").shows("Tag▼");
        let shown = rows(&session);
        assert!(shown[0].starts_with("04.05.2026   Gründächer"), "{shown:?}");
        assert!(shown[1].starts_with("15.04.2026   Wärme"), "{shown:?}");
        assert_eq!(shown[2], "Irgendwann");
    }
}

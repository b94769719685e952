//! The coordinator goes through the inbox.

use runde::app::Scope;
use runde::domain::{Field, Id, Kind, QuestionState, Record, Value, question};

use crate::file::{File, member};
use crate::session::{Begin, Session};

fn state(file: &File, id: i64) -> QuestionState {
    question::state(&file.record(Kind::Question, id))
}

#[test]
fn parts_are_chosen_by_single_keys_and_enter_takes_them_as_one_change() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T").shows("Wer fördert Wärmepumpen in Schulen?").shows("Eingang 1/5");
    let before = file.store().latest().unwrap();
    session.keys("a2p1").shows("Eingang 1/5").shows("gewählt");
    assert_eq!(file.store().latest().unwrap(), before);
    session.keys("<Enter>").shows("Gibt es Mittel für die Schwammstadt?").shows("Eingang 2/5");
    assert_eq!(file.store().latest().unwrap(), before + 1);
    let question = file.record(Kind::Question, 1);
    assert_eq!(question.get(Field::Group).as_link(), Some(Id(2)));
    assert_eq!((state(&file, 1), question.text(Field::Priority)), (QuestionState::Assigned, "1"));
}

#[test]
fn enter_on_a_question_of_the_inbox_begins_there() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vjj<Enter>").shows("Eingang 3/5").shows("Wer zahlt Wärmepumpen in Schulen und Kitas?");
    assert!(session.is_in(Scope::Triage));
    session.keys("<Esc>").shows("Gibt es Mittel");
    assert!(session.is_in(Scope::List));
}

#[test]
fn a_group_is_found_while_its_name_is_typed() {
    let file = File::little();
    Session::on(&file).keys("Tawaerme<Enter>").says("Gewählt").keys("j").says("Zuweisung");
    assert_eq!(file.record(Kind::Question, 1).get(Field::Group).as_link(), Some(Id(2)));
}

#[test]
fn contact_topic_and_list_are_set_without_leaving_the_question() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Tcmueller<Enter>").says("Gewählt: Kontakt");
    session.keys("tgebaeude<Enter>").says("Gewählt: Thema");
    session.keys("l1").says("Gewählt: Fragenliste").shows("Eingang 1/5");
    session.keys("j").says("Gespeichert").shows("Eingang 2/5");
    let question = file.record(Kind::Question, 1);
    assert_eq!(question.get(Field::Contact).as_link(), Some(Id(1)));
    assert_eq!(question.get(Field::Topics).as_links().len(), 1);
    let list = file.store().card(Kind::List, Id(1)).unwrap().unwrap();
    assert_eq!(list.sections[0].rows.len(), 1);
}

#[test]
fn the_likeliest_original_stands_first_and_gets_the_askers_of_its_duplicate() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T<Space><Space>").shows("Wer zahlt Wärmepumpen in Schulen und Kitas?");
    session.keys("d1").says("Dublettenvermerk").shows("Eingang 4/5");
    assert_eq!(state(&file, 3), QuestionState::Duplicate);
    assert_eq!(file.record(Kind::Question, 3).get(Field::DuplicateOf).as_link(), Some(Id(1)));
    let askers = file.record(Kind::Question, 1).get(Field::Askers).as_links();
    assert_eq!(askers, [member("Kaarst"), member("Jüchen")].into());
}

#[test]
fn a_snoozed_question_sleeps_for_a_week() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ts<Enter>").says("Wiedervorlage").shows("Eingang 2/5");
    let question = file.record(Kind::Question, 1);
    assert_eq!((question.text(Field::Snooze), question.text(Field::SnoozeUntil)), ("date", "2026-11-29"));
    session.keys("s+2w<Enter>").shows("Eingang 3/5");
    assert_eq!(file.record(Kind::Question, 2).text(Field::SnoozeUntil), "2026-12-06");
    session.keys("2vv").shows("Wiedervorlage").shows("Gibt es Mittel für die Schwamms");
}

#[test]
fn snoozing_offers_the_next_meeting_of_a_group() {
    let file = File::little();
    Session::on(&file).keys("Ts").shows("Bis zur nächsten Sitzung: Klima").keys("klima<Enter>").says("Wiedervorlage");
    let question = file.record(Kind::Question, 1);
    assert_eq!((question.text(Field::Snooze), question.text(Field::SnoozeUntil)), ("meeting", "2026-12-03"));
    assert_eq!(question.get(Field::SnoozeGroup).as_link(), Some(Id(1)));
}

#[test]
fn a_question_is_declined_with_a_reason_and_not_without() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Tx<Enter>");
    assert_eq!(state(&file, 1), QuestionState::Inbox);
    session.keys("<Esc>xNicht Sache der Allianz<Enter>").says("Ablehnung").shows("Eingang 2/5");
    assert_eq!(state(&file, 1), QuestionState::Declined);
    assert_eq!(file.record(Kind::Question, 1).text(Field::Reason), "Nicht Sache der Allianz");
}

#[test]
fn an_answer_settles_its_question() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("TrDas Land, bis Ende 2027.<Ctrl-S>").says("Antwort").shows("Eingang 2/5");
    assert_eq!(state(&file, 1), QuestionState::Answered);
    let card = file.store().card(Kind::Question, Id(1)).unwrap().unwrap();
    let answer = card.sections.iter().find(|section| section.kind == Kind::Answer).unwrap().rows[0].id;
    assert_eq!(file.record(Kind::Answer, answer.0).text(Field::Text), "Das Land, bis Ende 2027.");
}

#[test]
fn a_town_joins_and_leaves_with_one_key() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T<Space>m").says("mitbetroffen");
    assert_eq!(file.record(Kind::Question, 2).get(Field::Affected).as_links(), [member("Kaarst")].into());
    session.keys("m");
    assert!(file.record(Kind::Question, 2).get(Field::Affected).as_links().is_empty());
}

#[test]
fn whose_town_is_not_known_chooses_it_with_the_same_key() {
    let file = File::little();
    let mut session = Session::begin(&file, Begin { login: "neu", ..Begin::default() });
    session.keys("T<Space>m").says("Ihre Kommune ist nicht bekannt").keys("juechen<Space><Enter>").says("Gespeichert");
    assert_eq!(file.record(Kind::Question, 2).get(Field::Affected).as_links(), [member("Jüchen")].into());
}

#[test]
fn a_skipped_question_stays_in_the_inbox_and_the_end_says_so() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T<Space>").says("Übersprungen").shows("Eingang 2/5");
    session.keys("a1p2<Enter><Space><Space><Space>").shows("Der Eingang ist durchgesehen.");
    session.shows("1  erledigt").shows("1    Klimaanpassung").shows("4  übersprungen");
    session.shows("Die übersprungenen Fragen durchgehen").shows("Mailtext an die Fragenden");
    session.keys("<Space>").shows("Eingang 1/4").shows("Wer fördert Wärmepumpen in Schulen?");
    assert_eq!(state(&file, 1), QuestionState::Inbox);
}

#[test]
fn undo_returns_to_the_question() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta1p1<Enter>").shows("Eingang 2/5");
    session.keys("u").says("Zurückgenommen: Zuweisung").shows("Eingang 1/5");
    assert_eq!(state(&file, 1), QuestionState::Inbox);
    assert!(file.record(Kind::Question, 1).get(Field::Group).is_unknown());
    session.keys("<Ctrl-R>").shows("Eingang 2/5").hides("Inzwischen");
    assert_eq!(state(&file, 1), QuestionState::Assigned);
}

#[test]
fn a_question_that_a_colleague_settles_meanwhile_moves_on_and_says_so() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T").shows("Eingang 1/5");
    let settled =
        [(Field::Group, Value::from(Id(3))), (Field::State, "assigned".into()), (Field::Priority, "2".into())];
    file.colleague_sets(Kind::Question, 1, &settled);
    session.look().says("Inzwischen von jmus erledigt").shows("Eingang 2/5");
    file.colleague_sets(Kind::Question, 3, &settled);
    session.look().keys("<Space>").shows("Eingang 4/5");
}

#[test]
fn a_colleagues_note_on_the_question_in_front_leaves_it_in_front() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T");
    file.colleague_sets(Kind::Question, 1, &[(Field::Remark, "Bitte bald.".into())]);
    session.look().shows("Eingang 1/5").shows("Bitte bald.");
}

#[test]
fn keys_typed_faster_than_the_file_answers_mean_what_they_would_mean_slowly() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.at_once("Ta2p1ja3p2jtgeb").shows("Eingang 3/5").shows("Themen setzen");
    let settled = |id| {
        let question = file.record(Kind::Question, id);
        (question.get(Field::Group).as_link(), question.text(Field::Priority).to_owned())
    };
    assert_eq!(settled(1), (Some(Id(2)), "1".to_owned()));
    assert_eq!(settled(2), (Some(Id(3)), "2".to_owned()));
}

#[test]
fn what_was_typed_ahead_is_not_taken_for_an_answer_to_a_conflict() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta2p1");
    file.colleague_sets(Kind::Question, 1, &[(Field::Group, Value::from(Id(1)))]);
    session.at_once("jjp1").shows("Wer fördert Wärmepumpen in Schulen?").shows("Klimaanpassung");
    assert_eq!(file.record(Kind::Question, 1).get(Field::Group).as_link(), Some(Id(1)));
    assert!(file.record(Kind::Question, 1).get(Field::Priority).is_unknown());
    session.keys("<Esc>").shows("Eingang 1/5");
}

#[test]
fn a_choice_is_taken_back_before_it_is_saved() {
    let file = File::little();
    let mut session = Session::on(&file);
    let before = file.store().latest().unwrap();
    session.keys("Ta2p1uu").says("Auswahl zurückgenommen: Arbeitskreis").hides("gewählt");
    assert_eq!(file.store().latest().unwrap(), before);
    session.keys("u").says("nichts zurückzunehmen");
}

#[test]
fn the_end_gives_a_mail_to_those_who_asked() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta1p1<Enter>xNicht unsere Sache<Enter><Space><Space><Space>b");
    session.shows("liegt beim Arbeitskreis Klimaanpassung").shows("wird nicht weiterverfolgt: Nicht unsere Sache");
    assert!(session.copied.last().unwrap().contains("Kaarst"));
    session.keys("<Esc>F").shows("[Fragenlisten]").shows("Fragen an das Ministerium");
}

#[test]
fn a_picker_that_is_open_when_a_colleague_takes_the_question_closes_with_a_word() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Tp").shows("Priorität");
    let settled =
        [(Field::Group, Value::from(Id(3))), (Field::State, "assigned".into()), (Field::Priority, "2".into())];
    file.colleague_sets(Kind::Question, 1, &settled);
    session.look().says("Inzwischen von jmus erledigt").shows("Eingang 2/5");
    session.keys("1");
    assert!(file.record(Kind::Question, 2).get(Field::Priority).is_unknown());
}

#[test]
fn undo_of_an_earlier_pass_names_the_question_and_goes_to_it() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta1p1<Enter>").shows("Eingang 2/5").keys("<Esc>T").shows("Eingang 1/4");
    session.keys("u").says("Zurückgenommen: Zuweisung, 1 Wer fördert").shows("Eingang 1/5");
    session.shows("Wer fördert Wärmepumpen in Schulen?");
}

#[test]
fn two_windows_of_one_person_do_not_settle_a_question_twice() {
    let file = File::little();
    let mut first = Session::on(&file);
    let mut second = Session::on(&file);
    second.keys("T").shows("Eingang 1/5");
    first.keys("Ta1p1<Enter>").shows("Eingang 2/5");
    second.look().says("Inzwischen von Anna Beispiel erledigt").shows("Eingang 2/5");
}

#[test]
fn undo_returns_to_the_duplicate_also_where_a_colleague_took_the_kept_question_meanwhile() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("T<Space><Space>").shows("Wer zahlt Wärmepumpen in Schulen und Kitas?");
    session.keys("d1").says("Dublettenvermerk").shows("Eingang 4/5");
    let taken = [(Field::Group, Value::from(Id(3))), (Field::State, "assigned".into()), (Field::Priority, "2".into())];
    file.colleague_sets(Kind::Question, 1, &taken);
    session.look().keys("kkk").says("Inzwischen von jmus erledigt");
    session.keys("u").says("Zurückgenommen: Dublettenvermerk").shows("Eingang 3/5");
    session.shows("Wer zahlt Wärmepumpen in Schulen und Kitas?");
    assert_eq!((state(&file, 1), state(&file, 3)), (QuestionState::Assigned, QuestionState::Inbox));
}

/// What a colleague does to a question to settle it.
fn settled() -> [(Field, Value); 3] {
    [(Field::Group, Value::from(Id(3))), (Field::State, "assigned".into()), (Field::Priority, "2".into())]
}

#[test]
fn a_note_under_way_stays_over_its_question_while_a_colleague_takes_that() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("TiDas Land ");
    file.colleague_sets(Kind::Question, 1, &settled());
    session.look().says("Inzwischen von jmus erledigt").shows("Eingang 1/5");
    session.keys("weiß es.<Ctrl-S>").shows("Eingang 2/5");
    let card = file.store().card(Kind::Question, Id(1)).unwrap().unwrap();
    assert_eq!(card.comments.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Das Land weiß es."]);
}

#[test]
fn an_answer_that_is_given_up_leads_on_from_a_question_that_is_taken() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Tr");
    file.colleague_sets(Kind::Question, 1, &settled());
    session.look().says("Inzwischen von jmus erledigt").shows("Eingang 1/5");
    session.keys("<Esc>").shows("Gibt es Mittel für die Schwammstadt?").shows("Eingang 2/5");
    session.keys("a1p1<Enter>").shows("Eingang 3/5");
    assert_eq!(file.record(Kind::Question, 2).get(Field::Group).as_link(), Some(Id(1)));
}

#[test]
fn the_last_comments_stand_below_the_question_and_all_of_them_further_down() {
    let file = File::little();
    let note = |id, text: String| {
        Record::new(Kind::Comment, Id(id))
            .with(Field::Subject, "question")
            .with(Field::SubjectId, 1)
            .with(Field::Person, Id(2))
            .with(Field::Given, format!("2026-11-{:02}T09:00", id - 880))
            .with(Field::Text, text)
    };
    let long = format!("{}Ende.", "Das Land prüft noch. ".repeat(20));
    file.colleague_makes(&[
        note(891, "Der erste Satz.".to_owned()),
        note(892, long),
        note(893, "Der letzte.".to_owned()),
    ]);
    for (width, height) in [(120, 40), (80, 30)] {
        let mut session = Session::begin(&file, Begin { size: (width, height), ..Begin::default() });
        session.keys("T").shows("Kommentare 3").shows("Jörg Muster, 12.11.2026: Das Land prüft noch.").shows("…");
        session.shows("Jörg Muster, 13.11.2026: Der letzte.").hides("Der erste Satz.").hides("Ende.");
        session.shows("mehr").keys("<PageDown>").shows("Ende.");
        session.keys("<PageUp>").hides("Ende.");
    }
}

#[test]
fn a_decision_that_a_colleague_made_at_the_same_time_leaves_nothing_in_the_history() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta3p2");
    file.colleague_sets(Kind::Question, 1, &settled());
    session.keys("j").says("Inzwischen von").says("erledigt");
    let lines = file.store().history(None, None, 20).unwrap();
    assert!(lines.iter().all(|line| !line.edits.is_empty()), "{lines:?}");
    session.keys("<Esc>1").hides("Zuweisung");
}

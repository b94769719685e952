//! The question hour: one question after the other, written down while people talk, and nothing is lost.

use runde::app::Event;
use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::{File, today};
use crate::lists::listed;
use crate::session::{Begin, Session};

/// A list of four questions to Jürgen Müller for a meeting, and the meeting after that.
fn file() -> File {
    let file = listed();
    let next = Record::new(Kind::Meeting, Id(2)).with(Field::Title, "Fünfte Sitzung Klimaanpassung");
    let next = next.with(Field::Group, Id(1)).with(Field::Starts, "2027-01-20T10:00").with(Field::State, "planned");
    file.colleague_makes(&[next]);
    file.colleague_sets(Kind::Meeting, 1, &[(Field::Guests, Value::links([Id(1)]))]);
    file.colleague_sets(Kind::List, 1, &[(Field::Meeting, Value::from(Id(1))), (Field::Contact, Value::from(Id(1)))]);
    file
}

fn begin(file: &File) -> Session {
    let mut session = Session::on(file);
    session.keys("fVierte<Enter>Q").shows("Fragestunde").shows("Frage 1").shows("0 von 4 erledigt");
    session
}

/// The answers to a question.
fn answers(file: &File, question: i64) -> Vec<Record> {
    let store = file.store();
    let card = store.card(Kind::Question, Id(question)).unwrap().unwrap();
    let section = card.sections.iter().find(|section| section.kind == Kind::Answer).unwrap();
    section.rows.iter().map(|row| store.record(Kind::Answer, row.id).unwrap().unwrap()).collect()
}

#[test]
fn an_hour_with_three_answers_and_one_that_comes_later() {
    let file = file();
    let mut session = begin(&file);
    session.shows("Wer fördert Wärmepumpen in Schulen?").shows("Antwort von Jürgen Müller").shows("Kaarst");
    // The first is put off; it comes again after the others.
    session.keys("<Ctrl-T>").says("Zurückgestellt").shows("Frage 2");
    session.keys("Aus dem Landesprogramm.<Enter>Bis März.<Ctrl-S>").says("Gespeichert: Antwort auf Frage 2");
    session.shows("Frage 3").shows("1 von 4 erledigt");
    session.keys("Die Gemeinde.<Ctrl-S>").shows("Frage 4").keys("Mit einem Leitfaden.<Ctrl-S>");
    session.shows("Frage 1").shows("zurückgestellt").keys("Der Bund.<Ctrl-S>").shows("Ende der Fragestunde");
    let answer = &answers(&file, 2)[0];
    assert_eq!(answer.text(Field::Text), "Aus dem Landesprogramm.\nBis März.");
    assert_eq!(answer.get(Field::Contact).as_link(), Some(Id(1)));
    assert_eq!((answer.get(Field::Meeting).as_link(), answer.text(Field::Given)), (Some(Id(1)), "2026-11-22"));
    assert_eq!(file.record(Kind::Question, 2).text(Field::State), "answered");
    assert!(session.drafts.is_empty());
    session.shows("Alle Fragen sind erledigt").keys("<Enter>").says("Fragestunde geschlossen: 4 erledigt");
    assert_eq!(file.record(Kind::List, 1).text(Field::State), "answered");
}

#[test]
fn what_was_not_asked_rolls_over_to_the_next_list_in_one_act() {
    let file = file();
    let mut session = begin(&file);
    session.keys("Der Bund.<Ctrl-S><F10>").shows("Die 3 offenen Fragen kommen auf die nächste Liste");
    session.keys("<Enter>").shows("1 erledigt, 3 Fragen auf der neuen Liste");
    session.shows("Fragen an Jürgen Müller, Treffen am 20.01.2027");
    let store = file.store();
    let old = store.question_list(Id(1)).unwrap().unwrap();
    assert_eq!((old.listed.len(), old.record.text(Field::State)), (1, "answered"));
    let lists = store.lists_of_meeting(Id(2)).unwrap();
    let new = store.question_list(lists[0]).unwrap().unwrap();
    let questions: Vec<i64> = new.listed.iter().map(|listed| listed.question.id.0).collect();
    assert_eq!((questions, new.record.get(Field::Contact).as_link()), (vec![2, 3, 4], Some(Id(1))));
    session.keys("u").says("Zurückgenommen: Ende der Fragestunde");
    assert_eq!(file.store().question_list(Id(1)).unwrap().unwrap().listed.len(), 4);
    assert!(file.store().lists_of_meeting(Id(2)).unwrap().is_empty());
}

#[test]
fn they_go_onto_the_draft_that_is_there_and_stand_there_once() {
    let file = file();
    let draft = Record::new(Kind::List, Id(2)).with(Field::Title, "Nächstes Mal").with(Field::State, "draft");
    let draft = draft.with(Field::Contact, Id(1)).with(Field::Meeting, Id(2));
    let there = Record::new(Kind::Entry, Id(50)).with(Field::List, Id(2)).with(Field::Question, Id(3));
    file.colleague_makes(&[draft, there]);
    let mut session = begin(&file);
    session.keys("<F10><Enter>").says("0 erledigt, 4 Fragen jetzt auf „Nächstes Mal“");
    let listed = file.store().question_list(Id(2)).unwrap().unwrap().listed;
    assert_eq!(listed.iter().map(|listed| listed.question.id.0).collect::<Vec<_>>(), [3, 1, 2, 4]);
}

#[test]
fn a_line_that_drops_in_the_middle_of_a_word_loses_nothing() {
    let file = file();
    let mut session = begin(&file);
    session.keys("<Tab><Tab>Die Gemeinde trägt ein Dri");
    assert!(session.app.has_unkept() && session.drafts.is_empty());
    session.happen(Event::Pause);
    assert!(!session.app.has_unkept() && session.drafts.len() == 1);
    session.keys("tt").happen(Event::Terminate);
    let drafts = session.drafts.clone();
    drop(session);
    let mut session = Session::on(&file);
    session.happen(Event::Drafts(drafts)).says("Entwurf");
    session.keys("fVierte<Enter>Q").says("Entwurf wiederhergestellt");
    session.shows("Frage 3").shows("Die Gemeinde trägt ein Dritt").keys("el.<Ctrl-S>").says("Antwort auf Frage 3");
    assert_eq!(answers(&file, 3)[0].text(Field::Text), "Die Gemeinde trägt ein Drittel.");
}

#[test]
fn escape_keeps_the_words_and_the_hour_goes_on_with_them() {
    let file = file();
    let mut session = begin(&file);
    session.keys("Halber Satz<Tab>Noch einer<Esc>").says("bleibt als Entwurf").shows("Vierte Sitzung");
    assert_eq!(session.drafts.len(), 2);
    session.keys("Q").shows("Halber Satz").keys("<Tab>").shows("Noch einer");
    // The same words are offered among the drafts, as an answer to be finished in a form.
    session.keys("<Esc>:entw<Enter>").shows("Halber Satz");
}

#[test]
fn while_the_drive_is_away_one_writes_on() {
    let file = file();
    let mut session = begin(&file);
    session.cable.pull();
    session.keys("Der Bund.<Ctrl-S>").shows("Frage 2").keys("Aus dem Landesprogramm.<Ctrl-S>").shows("Frage 3");
    session.keys("<F10>").shows("wird gespeichert").keys("<Enter>").says("noch nicht in der Datei");
    assert_eq!(session.noted(), 2);
    session.plug_in();
    session.shows("2 von 4 erledigt");
    assert_eq!(answers(&file, 1)[0].text(Field::Text), "Der Bund.");
    assert_eq!(answers(&file, 2).len(), 1);
    assert!(session.drafts.is_empty());
}

#[test]
fn an_answer_that_waited_for_the_drive_is_there_once_after_a_crash_and_no_draft_is_left() {
    let file = file();
    let mut session = begin(&file);
    session.cable.pull();
    session.keys("Der Bund.<Ctrl-S>Ein hal");
    session.happen(Event::Pause);
    let drafts = session.drafts.clone();
    assert_eq!((drafts.len(), session.noted()), (2, 1));
    // Nobody says goodbye: what is on this host is all that is left.
    drop(session);
    let mut session = Session::with_drafts(&file, drafts);
    assert_eq!(session.drafts.len(), 1, "{:?}", session.drafts);
    assert_eq!(answers(&file, 1)[0].text(Field::Text), "Der Bund.");
    session.keys("fVierte<Enter>Q").shows("Frage 2").shows("Ein hal").shows("1 von 4 erledigt");
}

#[test]
fn what_is_written_on_while_an_answer_is_on_its_way_is_kept_for_that_answer() {
    let file = file();
    let mut session = begin(&file);
    session.cable.pull();
    session.keys("Der Bund.<Ctrl-S><Shift-Tab> Und das Land.<Esc>").plug_in();
    assert_eq!(answers(&file, 1)[0].text(Field::Text), "Der Bund.");
    assert_eq!(session.drafts.len(), 1);
    session.keys(":entw<Enter><Enter>").shows("Der Bund. Und das Land.").keys("<Ctrl-S>").says("Gespeichert");
    let found = answers(&file, 1);
    assert_eq!((found.len(), found[0].text(Field::Text)), (1, "Der Bund. Und das Land."));
    assert!(session.drafts.is_empty());
}

#[test]
fn an_answer_can_be_mended_and_taken_back() {
    let file = file();
    let mut session = begin(&file);
    session.keys("Der Bund.<Ctrl-S><Shift-Tab>").shows("beantwortet").keys(" Und das Land.<Ctrl-S>");
    let found = answers(&file, 1);
    assert_eq!((found.len(), found[0].text(Field::Text)), (1, "Der Bund. Und das Land."));
    session.keys("<F10>uu").shows("0 von 4 erledigt");
    assert_eq!(file.record(Kind::Question, 1).text(Field::State), "inbox");
    session.keys("<Tab>").shows("Der Bund. Und das Land.").keys("<Ctrl-S>");
    assert_eq!(answers(&file, 1).len(), 1);
}

#[test]
fn somebody_else_answers_by_two_keys() {
    let file = file();
    let mut session = begin(&file);
    session.keys("<Ctrl-G>Grün<Enter>").shows("Antwort von Ute Grünwald").keys("Nein.<Ctrl-S>");
    assert_eq!(answers(&file, 1)[0].get(Field::Contact).as_link(), Some(Id(2)));
    session.shows("Antwort von Jürgen Müller");
}

#[test]
fn what_a_colleague_settles_meanwhile_shows_and_no_word_is_lost() {
    let file = file();
    let mut session = begin(&file);
    session.keys("Der Bund");
    file.colleague_sets(Kind::Question, 1, &[(Field::State, Value::text("answered"))]);
    session.look();
    session.shows("inzwischen erledigt").shows("Der Bund").shows("1 von 4 erledigt").keys(".<Ctrl-S>");
    assert_eq!(answers(&file, 1)[0].text(Field::Text), "Der Bund.");
}

#[test]
fn who_answers_a_question_that_a_colleague_has_just_answered_reads_so() {
    let file = file();
    let mut session = begin(&file);
    session.hold_changes().keys("Bis Ende 2027.<Ctrl-S>");
    file.colleague_sets(Kind::Question, 1, &[(Field::State, Value::text("answered"))]);
    session.let_through().says("Auch jmus hat sie inzwischen beantwortet");
    assert_eq!(answers(&file, 1).len(), 1);
}

#[test]
fn two_windows_that_went_on_with_the_same_words_lose_none_of_them() {
    let file = file();
    let mut first = begin(&file);
    first.keys("Das Land").happen(Event::Pause);
    let mut second = Session::with_drafts(&file, first.drafts.clone());
    second.keys("fVierte<Enter>Q").shows("Das Land").keys(" zahlt.<Ctrl-S>").says("Gespeichert: Antwort auf Frage 1");
    first.keys(" und der Bund.<Ctrl-S>").shows("Aus einem anderen Fenster").shows("Frage 2");
    first.keys("<Shift-Tab>").shows("Das Land und der Bund.").keys("<Ctrl-S>").says("Gespeichert: Antwort auf Frage 1");
    let texts: Vec<_> = answers(&file, 1).iter().map(|answer| answer.text(Field::Text).to_owned()).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(["Das Land zahlt.", "Das Land und der Bund."].iter().all(|text| texts.iter().any(|told| told == text)));
    assert_eq!((first.drafts.len(), second.drafts.len()), (0, 0));
}

#[test]
fn nothing_is_closed_while_words_are_not_saved() {
    let file = file();
    let mut session = begin(&file);
    session.keys("Der Bund.<F10>").shows("nicht gespeichert").keys("<Enter>").says("ist noch nicht gespeichert");
    session.shows("Frage 1").shows("Der Bund.");
}

#[test]
fn the_window_may_change_and_long_questions_can_be_read() {
    let file = file();
    let long = (1..=40).map(|line| format!("Absatz {line} der langen Frage.")).collect::<Vec<_>>().join("\n");
    file.colleague_sets(Kind::Question, 1, &[(Field::Text, Value::text(long))]);
    let mut session = begin(&file);
    session.keys("Der Bund zahlt.").resize(80, 24).shows("Der Bund zahlt.").hides("Absatz 30");
    session.keys("<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn>").shows("Absatz 37").shows("Der Bund zahlt.");
    session.keys(" Ganz.").shows("Der Bund zahlt. Ganz.").resize(60, 16).shows("Der Bund zahlt. Ganz.");
}

#[test]
fn help_find_and_pasting_work_while_writing_and_no_word_is_lost() {
    let file = file();
    let mut session = begin(&file);
    session.happen(Event::Paste("Der Bund\nund das Land".to_owned())).shows("und das Land");
    session.keys("<F1>").shows("Antwort speichern und zur nächsten Frage").keys("<Esc>").shows("und das Land");
    session.keys("<Ctrl-F>Grünwald<Enter>").shows("gruenwald@example.org").hides("Antwort von");
    assert_eq!(session.drafts.len(), 1);
    session.keys("fVierte<Enter>Q").shows("und das Land").keys("<Ctrl-C>").shows("Beenden?").keys("<Esc>");
    session.shows("und das Land").keys("<Ctrl-C><Enter>");
    assert!(session.ended && session.drafts.len() == 1);
}

#[test]
fn a_list_without_a_meeting_has_its_hour_too_and_a_meeting_with_two_lists_asks_which() {
    let file = file();
    let other = Record::new(Kind::List, Id(2)).with(Field::Title, "Zweite Liste").with(Field::State, "draft");
    let entry = Record::new(Kind::Entry, Id(60)).with(Field::List, Id(2)).with(Field::Question, Id(5));
    file.colleague_makes(&[other.with(Field::Meeting, Id(1)), entry]);
    let mut session = Session::on(&file);
    session.keys("fVierte<Enter>Q").shows("Fragestunde mit welcher Liste?").keys("Zweite<Enter>");
    session.shows("Darf man Lastenräder").shows("0 von 1 erledigt").keys("<Esc>");
    file.colleague_sets(Kind::List, 2, &[(Field::Meeting, Value::Unknown)]);
    session.keys("fZweite Li<Enter>Q").shows("Darf man Lastenräder").keys("<F10><Enter>");
    session.says("Offene Fragen");
}

#[test]
fn a_meeting_without_a_list_says_what_to_do() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("fVierte<Enter>Q").says("noch keine Fragenliste").hides("Antwort von");
}

#[test]
fn the_hour_looks_like_this() {
    for (size, width) in [((80, 24), "80"), ((120, 40), "120")] {
        let file = file();
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("fVierte<Enter>Q<Tab><Tab>Die Kommune trägt ein Drittel,\nden Rest der Bund.");
        assert_eq!(session.now().date(), today());
        insta::assert_snapshot!(format!("hour_{width}"), session.screen());
        session.keys("<Ctrl-S>Ein Leitfaden kommt.<F10>");
        insta::assert_snapshot!(format!("hour_end_{width}"), session.screen());
    }
}

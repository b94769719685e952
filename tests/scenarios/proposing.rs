//! The coordinator takes what is proposed, or changes a part of it first.

use runde::domain::{Field, Id, Kind, QuestionState, Record, Value, question};

use crate::file::{File, member};
use crate::session::{Begin, Session};

/// Questions on heat planning that went to its group and to Ute Grünwald, and one that waits.
fn file() -> File {
    let decided = |id: i64, title: &str, text: &str| {
        Record::new(Kind::Question, Id(id))
            .with(Field::Title, title)
            .with(Field::Text, text)
            .with(Field::Askers, Value::links([member("Kaarst")]))
            .with(Field::State, "assigned")
            .with(Field::Group, Id(2))
            .with(Field::Topics, Value::links([Id(1)]))
            .with(Field::Contact, Id(2))
            .with(Field::Priority, "3")
    };
    File::with(&[
        decided(11, "Wärmeplanung: Welche Daten liefert der Netzbetreiber?", "Er will nur Straßenzüge nennen."),
        decided(12, "Wie teuer wird die Wärmeplanung?", "Drei Büros haben Angebote für die Wärmeplanung gemacht."),
        decided(13, "Gutachten zur Wärmeplanung", "Wer liest das Gutachten zur Wärmeplanung gegen?"),
    ])
}

/// Triage at the fourth question, on heat planning.
fn at_heat_planning(file: &File) -> Session {
    let mut session = Session::on(file);
    session.keys("T<Space><Space><Space>").shows("Wie beginnt man die Wärmeplanung?").shows("Vorschlag");
    session
}

fn decided(file: &File, id: i64) -> (QuestionState, Option<Id>, Option<Id>, String) {
    let record = file.record(Kind::Question, id);
    let link = |field| record.get(field).as_link();
    (question::state(&record), link(Field::Group), link(Field::Contact), record.text(Field::Priority).to_owned())
}

#[test]
fn enter_takes_the_whole_proposal_and_undo_gives_it_back() {
    let file = file();
    let mut session = at_heat_planning(&file);
    session.shows("Kommunale Wärmeplanung").shows("sicher").shows("wie die Fragen").shows("Ute Grünwald");
    let before = file.store().latest().unwrap();
    session.keys("<Enter>").shows("Eingang 5/5");
    assert_eq!(decided(&file, 4), (QuestionState::Assigned, Some(Id(2)), Some(Id(2)), "3".to_owned()));
    assert!(file.record(Kind::Question, 4).get(Field::Topics).as_links().contains(&Id(1)));
    assert_eq!(file.store().latest().unwrap(), before + 1);
    session.keys("u").shows("Eingang 4/5").shows("Vorschlag");
    assert_eq!(decided(&file, 4), (QuestionState::Inbox, None, None, String::new()));
    assert!(file.record(Kind::Question, 4).get(Field::Topics).as_links().is_empty());
}

#[test]
fn a_wrong_part_is_changed_with_its_key_and_enter_takes_the_rest() {
    let file = file();
    let mut session = at_heat_planning(&file);
    session.keys("a3").shows("Eingang 4/5").keys("<Enter>").shows("Eingang 5/5");
    assert_eq!(decided(&file, 4), (QuestionState::Assigned, Some(Id(3)), Some(Id(2)), "3".to_owned()));
}

#[test]
fn a_sure_duplicate_is_joined_with_one_key() {
    let file = File::with(&[Record::new(Kind::Question, Id(11))
        .with(Field::Title, "Gibt es Mittel für die Schwammstadt?")
        .with(Field::Text, "Es geht um zwei Plätze.")
        .with(Field::Askers, Value::links([member("Jüchen")]))
        .with(Field::State, "inbox")]);
    let mut session = Session::on(&file);
    session.keys("TG").keys("<Space><Space><Space><Space><Space>").shows("Eingang 6/6").shows("Dublette von");
    session.keys("<Enter>").says("Dublettenvermerk");
    let joined = file.record(Kind::Question, 11);
    assert_eq!(joined.get(Field::DuplicateOf).as_link(), Some(Id(2)));
    assert!(joined.get(Field::Group).is_unknown());
    session.keys("u").shows("Eingang 6/6");
    assert!(file.record(Kind::Question, 11).get(Field::DuplicateOf).is_unknown());
}

#[test]
fn where_nothing_is_proposed_enter_goes_on() {
    let file = File::with(&[Record::new(Kind::Question, Id(11))
        .with(Field::Title, "Xylophon?")
        .with(Field::Askers, Value::links([member("Jüchen")]))
        .with(Field::State, "inbox")]);
    let mut session = Session::on(&file);
    session.keys("T<Space><Space><Space><Space><Space>").shows("Eingang 6/6").hides("Vorschlag");
    let before = file.store().latest().unwrap();
    session.keys("<Enter>").shows("Der Eingang ist durchgesehen.");
    assert_eq!(file.store().latest().unwrap(), before);
}

#[test]
fn who_only_reads_goes_on_with_enter_and_changes_nothing() {
    let file = file();
    let mut session = Session::begin(&file, Begin { read_only: true, ..Begin::default() });
    let before = file.store().latest().unwrap();
    session.keys("T<Space><Space><Space><Enter>").shows("Eingang 5/5");
    assert_eq!(file.store().latest().unwrap(), before);
}

#[test]
fn the_next_question_knows_what_was_just_decided() {
    let file = File::with(&[
        Record::new(Kind::Question, Id(11))
            .with(Field::Title, "Zisterne auf dem Friedhof?")
            .with(Field::Text, "Wer hat eine Zisterne mit Pumpe auf dem Friedhof?")
            .with(Field::State, "inbox"),
        Record::new(Kind::Question, Id(12))
            .with(Field::Title, "Gießkannen am Friedhof")
            .with(Field::Text, "Auf dem Friedhof verschwinden die Gießkannen, wer kettet sie an?")
            .with(Field::State, "inbox"),
    ]);
    let mut session = Session::on(&file);
    session.keys("T<Space><Space><Space><Space><Space>").shows("Eingang 6/7");
    session.keys("a3p2<Enter>").shows("Eingang 7/7").shows("wie Frage 6");
}

#[test]
fn whoever_decides_the_same_a_moment_later_reads_who_was_faster() {
    let file = file();
    let mut session = at_heat_planning(&file);
    session.hold_changes().keys("<Enter>").shows("Eingang 5/5");
    let mut other = Session::begin(&file, Begin { login: "jmus", ..Begin::default() });
    other.keys("T<Space><Space><Space><Enter>").says("Gespeichert");
    session.let_through().says("Inzwischen von Jörg Muster erledigt: 4").shows("Eingang 5/5");
}

#[test]
fn a_proposal_that_met_somebody_faster_moves_on_and_says_so() {
    let file = file();
    let mut session = at_heat_planning(&file);
    session.hold_changes().keys("<Enter>").shows("Eingang 5/5");
    let declined = [(Field::State, Value::from("declined")), (Field::Reason, Value::from("Ist geklärt."))];
    file.colleague_sets(Kind::Question, 4, &declined);
    session.let_through().says("Inzwischen von jmus erledigt: 4").shows("Eingang 5/5");
    assert_eq!(decided(&file, 4).0, QuestionState::Declined);
    session.keys("<Space>").shows("1  von anderen erledigt").shows("4  übersprungen");
}

#[test]
fn reasons_that_are_cut_say_so_and_are_read_with_one_key() {
    let file = file();
    let long = "Kommunale Wärmeplanung mit Netzen, Speichern, Quartieren und Nachbarn, im Bestand wie im Neubau, auch ohne Gas";
    for size in [(80, 24), (120, 40)] {
        file.colleague_sets(Kind::Topic, 1, &[(Field::Name, Value::from(long))]);
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("T<Space><Space><Space>").shows("Wie beginnt man die Wärmeplanung?").shows("Vorschlag");
        let cut = |session: &Session| session.lines().iter().filter(|line| line.contains('…')).count();
        assert!(cut(&session) > 0, "{}", session.screen());
        session.shows("Bild↓ mehr").keys("<PgDn>");
        assert_eq!(cut(&session), 0, "{}", session.screen());
        session.shows("wie die Fragen").keys("<PgUp>").shows("Bild↓ mehr");
    }
}

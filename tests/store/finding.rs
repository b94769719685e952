//! Whom one can ask comes first: by where the words stand, who speaks, who was met, who left.

use runde::domain::{Act, Change, Edit, Field, Id, IdSource, Kind, Outcome, Record, Value};
use runde::store::Store;

/// A file of contacts, in the order of their ids.
struct Book {
    store: Store,
    ids: IdSource,
}

impl Book {
    fn of(records: impl IntoIterator<Item = Record>) -> Self {
        let mut book = Self { store: Store::in_memory().unwrap(), ids: IdSource::new(5) };
        book.apply(records.into_iter().map(|record| record.create()).collect());
        book
    }

    fn apply(&mut self, edits: Vec<Edit>) {
        let change = Change::new(self.ids.change(), Act::Edit, edits);
        assert!(matches!(self.store.apply(&change).unwrap(), Outcome::Applied(_)));
    }

    fn set(&mut self, kind: Kind, id: i64, field: Field, value: impl Into<Value>) {
        let edit = self.store.record(kind, Id(id)).unwrap().unwrap().set(field, value.into());
        self.apply(vec![edit]);
    }

    fn found(&self, words: &str) -> Vec<i64> {
        self.store.find(words, Some(Kind::Contact), 60).unwrap().iter().map(|hit| hit.id.0).collect()
    }
}

fn contact(id: i64, last: &str) -> Record {
    Record::new(Kind::Contact, Id(id)).with(Field::LastName, last)
}

fn topic(id: i64, name: &str, synonyms: &str) -> Record {
    Record::new(Kind::Topic, Id(id)).with(Field::Name, name).with(Field::Synonyms, synonyms)
}

fn knows(id: i64, last: &str, topic: i64) -> Record {
    contact(id, last).with(Field::Topics, Value::links([Id(topic)]))
}

#[test]
fn names_come_before_posts_before_topics_before_notes() {
    let book = Book::of([
        topic(1, "Solar", ""),
        contact(1, "Ahrens").with(Field::Note, "fragt nach Solar"),
        knows(2, "Behrens", 1),
        contact(3, "Clasen").with(Field::Function, "Referat Solar"),
        contact(4, "Solar"),
    ]);
    assert_eq!(book.found("solar"), [4, 3, 2, 1]);
}

#[test]
fn whole_words_come_before_beginnings_before_parts() {
    let book = Book::of([
        contact(1, "Ahrens").with(Field::Keywords, "Stadtplanung"),
        contact(2, "Behrens").with(Field::Keywords, "Planungsrecht"),
        contact(3, "Clasen").with(Field::Keywords, "Planung"),
    ]);
    assert_eq!(book.found("planung"), [3, 2, 1]);
}

#[test]
fn who_speaks_comes_first_and_who_was_met_later_before_who_never_was() {
    let meeting = |id, starts: &str, state: &str, guest: i64| {
        Record::new(Kind::Meeting, Id(id))
            .with(Field::Title, "Treffen")
            .with(Field::Starts, starts)
            .with(Field::State, state)
            .with(Field::Guests, Value::links([Id(guest)]))
    };
    let mut book = Book::of([
        topic(1, "Wärmeplanung", ""),
        knows(1, "Ahrens", 1),
        knows(2, "Behrens", 1),
        knows(3, "Clasen", 1),
        knows(4, "Dahl", 1).with(Field::Speaker, 1),
        knows(5, "Ebert", 1),
        meeting(1, "2025-03-01T10:00", "held", 2),
        meeting(2, "2026-09-01T10:00", "planned", 3),
        Record::new(Kind::Talk, Id(1))
            .with(Field::Title, "Netze")
            .with(Field::Contact, Id(5))
            .with(Field::Given, "2026-06-01"),
    ]);
    assert_eq!(book.found("wärme"), [4, 5, 2, 1, 3]);
    let hits = book.store.find("wärme", None, 60).unwrap();
    let visits: Vec<Option<&str>> = hits.iter().map(|hit| hit.visited.as_deref()).collect();
    assert_eq!(visits, [None, Some("2026-06-01"), Some("2025-03-01"), None, None]);
    // Once the planned meeting is held, its guest was there.
    book.set(Kind::Meeting, 2, Field::State, "held");
    assert_eq!(book.found("wärme"), [4, 3, 5, 2, 1]);
}

#[test]
fn who_left_comes_last_and_says_so() {
    let tenure = |id, contact: i64, until: Option<&str>| {
        let tenure = Record::new(Kind::Tenure, Id(id)).with(Field::Contact, Id(contact)).with(Field::Post, Id(1));
        until.map_or(tenure.clone(), |until| tenure.with(Field::Until, until))
    };
    let mut book = Book::of([
        Record::new(Kind::Institution, Id(1)).with(Field::Name, "Landesamt").with(Field::Kind, "state_agency"),
        Record::new(Kind::Post, Id(1)).with(Field::Name, "Referat Abwärme").with(Field::Institution, Id(1)),
        contact(1, "Ahrens").with(Field::Keywords, "Abwärme").with(Field::Speaker, 1),
        contact(2, "Behrens").with(Field::Keywords, "Abwärme"),
        contact(3, "Clasen"),
        tenure(1, 2, Some("2001-12-31")),
        tenure(2, 3, Some("2999-12-31")),
    ]);
    assert_eq!(book.found("abwärme"), [1, 3, 2]);
    book.set(Kind::Contact, 1, Field::Left, 1);
    assert_eq!(book.found("abwärme"), [3, 1, 2]);
    let hits = book.store.find("abwärme", Some(Kind::Contact), 60).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.left).collect::<Vec<_>>(), [false, true, true]);
    // The post changed hands, and with it what it is looked for by.
    book.set(Kind::Tenure, 2, Field::Until, "2002-01-01");
    assert_eq!(book.found("abwärme"), [1, 2]);
}

#[test]
fn a_new_synonym_leads_to_the_contacts_of_the_topic_at_once() {
    let mut book =
        Book::of([topic(1, "Kommunale Wärmeplanung", "Wärmeplan"), knows(1, "Ahrens", 1), contact(2, "Ott")]);
    assert_eq!(book.found("kwp"), [] as [i64; 0]);
    book.set(Kind::Topic, 1, Field::Synonyms, "Wärmeplan\nKWP\nNahwärme-Konzept");
    for typed in ["kwp", "KWP", "nahwärme", "nahwaermekonz", "konzept"] {
        assert_eq!(book.found(typed), [1], "{typed}");
    }
    book.set(Kind::Topic, 1, Field::Synonyms, "Wärmeplan");
    assert_eq!(book.found("kwp"), [] as [i64; 0]);
}

#[test]
fn where_nothing_has_all_words_what_has_most_of_them_is_found_and_says_so() {
    let book = Book::of([
        contact(1, "Müller").with(Field::Keywords, "Wärme\nRecht"),
        contact(2, "Müller").with(Field::Keywords, "Hitze"),
        contact(3, "Schulz").with(Field::Keywords, "Wärme"),
    ]);
    assert_eq!(book.found("müller wärme"), [1]);
    assert_eq!(book.found("recht wärme müller"), [1]);
    assert_eq!(book.found("schulz hitze")[..], [3, 2]);
    assert!(book.store.find("schulz hitze", None, 9).unwrap().iter().all(|hit| !hit.fits));
    assert!(book.store.find("müller hitze", None, 9).unwrap().iter().all(|hit| hit.fits));
    let most = book.store.find("müller wärme kanal", None, 9).unwrap();
    assert_eq!((most[0].id, most[0].fits), (Id(1), false));
}

#[test]
fn a_note_is_found_however_many_have_the_name() {
    let many = (1..=100).map(|id| contact(id, "Müller"));
    let book = Book::of(many.chain([contact(101, "Müller").with(Field::Note, "Logo gestaltet")]));
    assert_eq!(book.found("müller logo"), [101]);
    let speakers = (1..=100).map(|id| contact(id, &format!("Amt {id}")).with(Field::Keywords, "Hitze"));
    let last = contact(101, "Zander").with(Field::Keywords, "Hitze").with(Field::Speaker, 1);
    let book = Book::of(speakers.chain([last, contact(102, "Hitze")]));
    assert_eq!(book.found("hitze")[..2], [102, 101]);
    let mixed = book.store.find("hitze", None, 60).unwrap();
    assert_eq!((mixed[0].id, mixed[1].id), (Id(102), Id(101)));
}

#[test]
fn short_ones_and_those_with_dots_inside_are_found() {
    let body = |id, name: &str| {
        Record::new(Kind::Institution, Id(id)).with(Field::Name, name).with(Field::Kind, "state_agency")
    };
    let at = |id, last: &str, body: i64| contact(id, last).with(Field::Institution, Id(body));
    let book = Book::of([
        body(1, "IT.NRW"),
        body(2, "NRW.BANK"),
        body(3, "VHS Kaarst-Korschenbroich"),
        at(1, "Ahrens", 1),
        at(2, "Behrens", 2),
        at(3, "Rütten", 3),
        contact(4, "Clasen").with(Field::Keywords, "Kom.EMS"),
    ]);
    for (typed, meant) in [
        ("it.nrw", 1),
        ("itnrw", 1),
        ("nrw.bank", 2),
        ("NRWBANK", 2),
        ("vhs", 3),
        ("rü", 3),
        ("rue", 3),
        ("kaarst-korsch", 3),
        ("kom.ems", 4),
        ("komems", 4),
        ("kom-ems", 4),
    ] {
        assert_eq!(book.found(typed).first(), Some(&meant), "{typed}");
    }
}

#[test]
fn a_renamed_institution_is_found_under_both_names() {
    let mut book = Book::of([
        Record::new(Kind::Institution, Id(1)).with(Field::Name, "Umweltamt").with(Field::Kind, "state_agency"),
        contact(1, "Ahrens").with(Field::Institution, Id(1)),
    ]);
    book.set(Kind::Institution, 1, Field::Name, "LANUK");
    assert_eq!(book.found("umweltamt"), [] as [i64; 0]);
    book.set(Kind::Institution, 1, Field::FormerNames, "Umweltamt");
    assert_eq!((book.found("lanuk"), book.found("umweltamt")), (vec![1], vec![1]));
}

#[test]
fn the_question_with_the_typed_number_comes_first() {
    let question =
        |id, title: &str| Record::new(Kind::Question, Id(id)).with(Field::Title, title).with(Field::State, "inbox");
    let book =
        Book::of([question(1, "Eins"), question(2, "Zwei"), contact(1, "Ahrens").with(Field::Unit, "Dezernat 2")]);
    let hits = book.store.find("2", None, 9).unwrap();
    assert_eq!((hits[0].kind, hits[0].id, hits[1].kind), (Kind::Question, Id(2), Kind::Contact));
}

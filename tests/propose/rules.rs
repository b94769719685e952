//! What proposals keep to, whatever the questions are.

use runde::domain::propose::{Certainty, Part, Proposal, Reason};
use runde::domain::{Act, Field, GroupState, Id, Kind, ListState, Record, Value};

use crate::alliance::Alliance;

/// Two groups, a topic, two contacts, two lists, and nothing decided yet.
fn alliance() -> Alliance {
    let group = |id, name: &str, purpose: &str| {
        let group = Record::new(Kind::Group, Id(id)).with(Field::Name, name).with(Field::Purpose, purpose);
        group.with(Field::State, GroupState::Active)
    };
    Alliance::of(&[
        Record::new(Kind::Topic, Id(1)).with(Field::Name, "Spielplätze").with(Field::Synonyms, "Rutsche\nSandkasten"),
        group(1, "Grün", "Parks, Spielplätze und Friedhöfe pflegen").with(Field::Topics, Value::links([Id(1)])),
        group(2, "Netze", "Glasfaser und Mobilfunk ausbauen"),
        Record::new(Kind::Institution, Id(1)).with(Field::Name, "Netzagentur").with(Field::Kind, "company"),
        Record::new(Kind::Contact, Id(1)).with(Field::LastName, "Adler").with(Field::Keywords, "Glasfaser\nFunkloch"),
        Record::new(Kind::Contact, Id(2)).with(Field::LastName, "Busch").with(Field::Function, "Spielplatzprüferin"),
        Record::new(Kind::Post, Id(1)).with(Field::Name, "Referat Funk").with(Field::Institution, Id(1)),
        list(1, "Fragen an Adler", ListState::Draft).with(Field::Contact, Id(1)),
        list(2, "Alte Fragen an Adler", ListState::Sent).with(Field::Contact, Id(1)),
    ])
}

fn list(id: i64, title: &str, state: ListState) -> Record {
    Record::new(Kind::List, Id(id)).with(Field::Title, title).with(Field::State, state)
}

fn asked(id: i64, title: &str) -> Record {
    Record::new(Kind::Question, Id(id)).with(Field::Title, title).with(Field::State, "inbox")
}

impl Alliance {
    fn with(&mut self, records: &[Record]) -> &mut Self {
        self.apply(Act::Create, records.iter().map(Record::create).collect());
        self
    }

    fn sets(&mut self, number: i64, field: Field, value: impl Into<Value>) -> &mut Self {
        let edit = self.question(number).set(field, value);
        self.apply(Act::Edit, vec![edit]);
        self
    }
}

#[test]
fn a_group_is_proposed_by_its_purpose_before_anything_was_decided() {
    let mut alliance = alliance();
    let proposal = alliance.with(&[asked(1, "Wer prüft die Rutsche auf dem Spielplatz?")]).proposal(1);
    let group = proposal.group.proposed().unwrap();
    assert_eq!((group.value, group.label.as_str()), (Id(1), "Grün"));
    assert_eq!(proposal.topic.proposed().unwrap().value, Id(1));
    assert_eq!(proposal.contact.proposed().unwrap().value, (Kind::Contact, Id(2)));
    assert!(proposal.group.reasons.contains(&Reason::Topic("Spielplätze".to_owned())));
    let words = |reason: &Reason| matches!(reason, Reason::Words(words) if words.contains(&"Spielplatz".to_owned()));
    assert!(proposal.group.reasons.iter().any(words), "{:?}", proposal.group.reasons);
}

#[test]
fn what_shares_no_word_with_anything_gets_no_proposal() {
    let mut alliance = alliance();
    let proposal = alliance.with(&[asked(1, "Xylophon?")]).proposal(1);
    assert_eq!(proposal, Proposal::default());
}

#[test]
fn the_very_next_question_knows_the_last_decision() {
    let mut alliance = alliance();
    alliance.with(&[asked(1, "Darf der Zirkus auf die Festwiese?"), asked(2, "Zirkus und Festwiese: wer genehmigt?")]);
    assert!(alliance.proposal(2).group.proposed().is_none());
    alliance.sets(1, Field::State, "assigned").sets(1, Field::Group, Id(2));
    let proposal = alliance.proposal(2);
    assert_eq!(proposal.group.proposed().unwrap().value, Id(2));
    assert!(proposal.group.reasons.contains(&Reason::Like(vec![1])), "{:?}", proposal.group.reasons);
}

#[test]
fn groups_that_rest_and_contacts_that_left_are_not_proposed() {
    let mut alliance = alliance();
    alliance.with(&[asked(1, "Glasfaser im Funkloch?")]);
    assert_eq!(alliance.proposal(1).group.proposed().unwrap().value, Id(2));
    assert_eq!(alliance.proposal(1).contact.proposed().unwrap().value, (Kind::Contact, Id(1)));
    let set = |alliance: &mut Alliance, kind, id, field, value: Value| {
        let record = alliance.store.record(kind, Id(id)).unwrap().unwrap();
        alliance.apply(Act::Edit, vec![record.set(field, value)]);
    };
    set(&mut alliance, Kind::Group, 2, Field::State, "paused".into());
    set(&mut alliance, Kind::Contact, 1, Field::Left, 1.into());
    let proposal = alliance.proposal(1);
    assert!(proposal.group.candidates.iter().all(|group| group.value != Id(2)));
    assert!(proposal.contact.candidates.iter().all(|contact| contact.value != (Kind::Contact, Id(1))));
}

#[test]
fn who_holds_the_post_now_is_asked_what_the_one_before_was_asked() {
    let mut alliance = alliance();
    let tenure = |id, contact| {
        let tenure = Record::new(Kind::Tenure, Id(id)).with(Field::Post, Id(1)).with(Field::Contact, Id(contact));
        tenure.with(Field::Since, "2024-01-01")
    };
    alliance.with(&[
        tenure(1, 1).with(Field::Until, "2026-01-01"),
        tenure(2, 2),
        asked(1, "Wann kommt der Umsetzer auf den Kirchturm?"),
        asked(2, "Umsetzer auf dem Kirchturm: was kostet im Jahr der Strom dafür?"),
    ]);
    alliance.sets(1, Field::State, "assigned").sets(1, Field::Contact, Id(1));
    let proposal = alliance.proposal(2);
    assert_eq!(proposal.contact.proposed().unwrap().value, (Kind::Contact, Id(2)));
    // The question goes to the post too, so that the next one takes it over again.
    let others = Proposal { duplicate_of: Part::default(), ..proposal };
    let taken = others.left(&alliance.question(2), false).edits(&alliance.question(2), Id(99)).unwrap();
    assert!(taken.contains(&alliance.question(2).set(Field::Post, Id(1))), "{taken:?}");
    alliance.sets(1, Field::Contact, Value::Unknown).sets(1, Field::Post, Id(1));
    assert_eq!(alliance.proposal(2).contact.proposed().unwrap().value, (Kind::Contact, Id(2)));
}

#[test]
fn a_list_is_proposed_that_is_not_sent_yet_and_is_for_whom_one_asks() {
    let mut alliance = alliance();
    alliance.with(&[asked(1, "Glasfaser im Funkloch?")]);
    let proposal = alliance.proposal(1);
    assert_eq!(proposal.list.proposed().unwrap().value, Id(1));
    assert_eq!(proposal.list.certainty, proposal.contact.certainty);
    assert!(proposal.list.candidates.iter().all(|list| list.value != Id(2)));
}

#[test]
fn of_two_equal_questions_the_one_asked_first_is_kept() {
    let mut alliance = alliance();
    alliance.with(&[asked(1, "Wer streut den Kirchweg im Winter?"), asked(2, "Wer streut den Kirchweg im Winter?")]);
    let second = alliance.proposal(2).duplicate_of;
    assert_eq!((second.proposed().unwrap().value, second.certainty), (Id(1), Certainty::Sure));
    assert!(alliance.proposal(1).duplicate_of.candidates.is_empty());
    // A third is a duplicate of the first, not of the second.
    alliance.sets(2, Field::DuplicateOf, Id(1)).sets(2, Field::State, "duplicate");
    alliance.with(&[asked(3, "Wer streut im Winter den Kirchweg?")]);
    let third = alliance.proposal(3).duplicate_of;
    assert_eq!(third.candidates.iter().map(|kept| kept.value).collect::<Vec<_>>(), [Id(1)]);
}

#[test]
fn the_words_of_the_askers_are_kept_where_they_wrote_them() {
    let mut alliance = alliance();
    let mut question = asked(1, "Glasfaser im Funkloch?").with(Field::Priority, "1");
    question = question.with(Field::Topics, Value::links([Id(1)]));
    let proposal = alliance.with(&[question]).proposal(1);
    assert_eq!(proposal.priority.proposed().unwrap().value.code(), "1");
    assert!(proposal.priority.reasons.contains(&Reason::Stated));
    assert_eq!(proposal.topic.proposed().unwrap().value, Id(1));
    assert!(proposal.topic.reasons.contains(&Reason::Stated));
}

#[test]
fn the_names_of_the_towns_decide_nothing() {
    let mut alliance = Alliance::of_towns(&["Norderhafen", "Ostermoor"]);
    let group = Record::new(Kind::Group, Id(1)).with(Field::Name, "Norderhafen").with(Field::State, GroupState::Active);
    alliance.with(&[group, asked(1, "Norderhafen")]);
    assert!(alliance.proposal(1).group.proposed().is_none());
}

#[test]
fn the_same_file_gives_the_same_proposal() {
    let mut alliance = alliance();
    alliance.with(&[asked(1, "Glasfaser auf dem Spielplatz?"), asked(2, "Rutsche mit Mobilfunk?")]);
    let first = alliance.proposal(2);
    assert!((0..5).all(|_| alliance.proposal(2) == first));
}

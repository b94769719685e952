//! What people rely on in pickers.

use super::*;
use crate::app::Keymap;
use crate::domain::{Choice, Language, Priority, Set};

fn press(picker: &mut Picker, keys: &str) -> Step {
    let keymap = Keymap::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let context = Context { language: Language::German, keymap: &keymap, today };
    let steps = keys.split(' ').map(|key| picker.key(key.parse().unwrap(), &context));
    steps.last().unwrap()
}

fn item(id: i64, short: &str, label: &str, other: &str) -> Choosable {
    let short = (!short.is_empty()).then(|| short.to_owned());
    Choosable { id: Id(id), short, label: label.to_owned(), other: other.to_owned() }
}

fn towns() -> Vec<Choosable> {
    vec![
        item(1, "DO", "Dormagen", ""),
        item(2, "JÜ", "Jüchen", "Juechen"),
        item(3, "KA", "Kaarst", ""),
        item(4, "NE", "Neuss", "Stadt Neuss"),
        item(5, "RKN", "Rhein-Kreis Neuss", "Kreis"),
    ]
}

fn members(several: bool) -> Picker {
    let mut picker = Picker::records("Mitglied", Kind::Member, several, true, []);
    assert_eq!(picker.needs(), Some(Kind::Member));
    assert_eq!(picker.provide(Kind::Member, &towns(), false), Step::Stay);
    assert_eq!(picker.needs(), None);
    picker
}

fn one(id: i64) -> Step {
    Step::Answer(Answer::One(Pick::Record(Id(id))))
}

fn several(ids: &[i64]) -> Step {
    Step::Answer(Answer::Several(ids.iter().copied().map(Id).collect()))
}

#[test]
fn typing_filters_and_enter_takes_the_first() {
    assert_eq!(press(&mut members(false), "j u e c h Enter"), one(2));
    assert_eq!(press(&mut members(false), "n e u Enter"), one(4));
    assert_eq!(press(&mut members(false), "n e u Down Enter"), one(5));
    assert_eq!(press(&mut members(false), "n e u s s Space k Enter"), one(5));
    assert_eq!(press(&mut members(false), "x x Enter"), Step::Stay);
}

#[test]
fn a_digit_takes_its_entry_at_once_while_nothing_is_typed() {
    assert_eq!(press(&mut members(false), "3"), one(3));
    assert_eq!(press(&mut members(false), "9"), Step::Stay);
    assert_eq!(press(&mut members(false), "0"), Step::Answer(Answer::One(Pick::None)));
    let mut picker = members(false);
    assert_eq!(press(&mut picker, "k 3"), Step::Stay);
    assert_eq!(picker.filter.text(), "k3");
}

#[test]
fn the_digits_of_priorities_are_their_codes() {
    for (digit, priority) in ["1", "2", "3", "4"].into_iter().zip(Priority::ALL) {
        let mut picker = Picker::choices("Priorität", Set::Priority, true, None, Language::German);
        let choice = Choice::Priority(*priority);
        assert_eq!(choice.code(), digit);
        assert_eq!(press(&mut picker, digit), Step::Answer(Answer::One(Pick::Choice(choice))));
    }
}

#[test]
fn questions_are_looked_for_by_their_numbers() {
    let mut picker = Picker::records("Dublette", Kind::Question, false, false, []);
    picker.provide(Kind::Question, &[item(7, "", "1 Bäume", ""), item(8, "", "214 Radwege", "")], false);
    assert_eq!(press(&mut picker, "2 1 Enter"), one(8));
}

#[test]
fn what_has_a_day_is_looked_for_by_it() {
    let mut picker = Picker::records("Sitzung", Kind::Meeting, false, false, []);
    let meetings = [item(7, "", "Treffen 12.01.2027", ""), item(8, "", "Treffen 17.03.2027", "")];
    picker.provide(Kind::Meeting, &meetings, false);
    assert_eq!(press(&mut picker, "1 7 . 0 3 Enter"), one(8));
    let entry = |id, day: &str| Entry {
        pick: Pick::Record(Id(id)),
        label: "Treffen".to_owned(),
        short: Some(day.to_owned()),
        other: String::new(),
    };
    let mut picker = Picker::entries("Einladen", vec![entry(7, "12.01.2027"), entry(8, "17.03.2027")]);
    assert_eq!(press(&mut picker, "1"), Step::Stay);
    assert_eq!(press(&mut picker, "7 . 0 3 Enter"), one(8));
    // Numbers before the names of a few entries leave them their digits.
    let mut picker = Picker::entries("Ähnlich", vec![entry(7, "12"), entry(8, "214")]);
    assert_eq!(press(&mut picker, "2"), one(8));
}

#[test]
fn several_are_ticked_and_the_words_that_led_there_go() {
    let mut picker = members(true);
    press(&mut picker, "k a Space");
    assert_eq!(picker.filter.text(), "");
    assert_eq!(picker.pick(), Some(Pick::Record(Id(3))), "the ticked entry stays selected");
    assert_eq!(press(&mut picker, "d o Enter"), several(&[1, 3]));
    assert_eq!(press(&mut members(true), "1 2 1 Enter"), several(&[2]));
}

#[test]
fn opening_and_closing_changes_nothing() {
    let mut picker = Picker::records("Mitbetroffen", Kind::Member, true, false, [Id(4), Id(99)]);
    picker.provide(Kind::Member, &towns(), false);
    assert_eq!(press(&mut picker, "Enter"), several(&[4, 99]));
    assert_eq!(press(&mut picker, "Esc"), Step::Close);
}

#[test]
fn one_begins_at_the_present_value() {
    let mut picker = Picker::records("Mitglied", Kind::Member, false, true, [Id(4)]);
    picker.provide(Kind::Member, &towns(), false);
    assert_eq!(press(&mut picker, "Enter"), one(4));
    let present = Some(Choice::Priority(Priority::Low));
    let mut picker = Picker::choices("Priorität", Set::Priority, false, present, Language::German);
    assert_eq!(press(&mut picker, "Up Enter"), Step::Answer(Answer::One(Pick::Choice(Priority::Medium.into()))));
}

#[test]
fn the_empty_entry_is_found_by_its_name() {
    assert_eq!(press(&mut members(false), "o h n e Enter"), Step::Answer(Answer::One(Pick::None)));
}

#[test]
fn among_many_the_file_is_asked_and_old_answers_are_passed_over() {
    let mut picker = Picker::records("Kontakt", Kind::Contact, false, false, []);
    // Typed before the records have come.
    assert_eq!(press(&mut picker, "m ü"), Step::Stay);
    let looks = |words: &str| Step::Looks { kind: Kind::Contact, words: words.to_owned() };
    assert_eq!(picker.provide(Kind::Contact, &[item(1, "", "Anna Abel", "")], true), looks("mü"));
    assert_eq!(press(&mut picker, "l"), looks("mül"));
    picker.provide_found(Kind::Contact, "mü", &[item(8, "", "Max Mühlen", "")]);
    assert_eq!(press(&mut picker, "Enter"), Step::Stay, "the answer to other words is not shown");
    picker.provide_found(Kind::Contact, "mül", &[item(9, "", "Eva Müller", "")]);
    assert_eq!(press(&mut picker, "Enter"), one(9));
    assert_eq!(picker.label(Pick::Record(Id(9))), Some("Eva Müller"));
}

#[test]
fn keys_of_the_program_work_inside() {
    assert_eq!(press(&mut members(false), "Ctrl-F"), Step::Act(Action::Find));
    assert_eq!(press(&mut members(false), "F1"), Step::Act(Action::Help));
    assert_eq!(press(&mut members(false), "?"), Step::Stay);
    assert_eq!(press(&mut members(false), "q"), Step::Stay);
}

#[test]
fn sort_fields_are_those_that_can_be_sorted_by() {
    let picker = Picker::fields("Ordnen", Kind::Question, Language::German);
    assert!(picker.entries.iter().any(|entry| entry.pick == Pick::Field(Field::Due)));
    assert!(picker.entries.iter().all(|entry| entry.pick != Pick::Field(Field::Askers)));
}

#[test]
fn ways_to_what_is_not_among_the_entries_stay_whatever_is_typed() {
    let entry = |place, label: &str| Entry {
        pick: Pick::Number(place),
        label: label.to_owned(),
        short: None,
        other: String::new(),
    };
    let number = |place| Step::Answer(Answer::One(Pick::Number(place)));
    let entries = vec![entry(0, "Jana Ahrens"), entry(1, "Aus allen Kontakten …"), entry(2, "Neuer Kontakt …")];
    let picker = || Picker::entries("Nachfolge", entries.clone()).with_lasting(2);
    assert_eq!(press(&mut picker(), "x y z Enter"), number(1));
    assert_eq!(press(&mut picker(), "x y z Down Enter"), number(2));
    assert_eq!(press(&mut picker(), "a h r Enter"), number(0));
    assert_eq!(press(&mut picker(), "3"), number(2));
}

fn snooze() -> Picker {
    let entry = |(place, label): (usize, &&str)| Entry {
        pick: Pick::Number(place),
        label: (*label).to_owned(),
        short: None,
        other: String::new(),
    };
    let entries = ["In einer Woche", "Bis zum Gast", "Sitzung 31.12.2026"].iter().enumerate().map(entry).collect();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Picker::entries("Später", entries).with_typed(Typed::Day { today, language: Language::German })
}

#[test]
fn a_day_is_typed_as_people_write_it_and_no_digit_of_it_chooses_anything() {
    let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let until = |day| Step::Answer(Answer::One(Pick::Day(day)));
    assert_eq!(press(&mut snooze(), "1 5 . 1 . Enter"), until(day(2027, 1, 15)));
    assert_eq!(press(&mut snooze(), "f r Enter"), until(day(2026, 11, 27)));
    assert_eq!(press(&mut snooze(), "1"), Step::Stay);
    assert_eq!(press(&mut snooze(), "Enter"), Step::Answer(Answer::One(Pick::Number(0))));
    assert_eq!(press(&mut snooze(), "g a s t Enter"), Step::Answer(Answer::One(Pick::Number(1))));
}

#[test]
fn a_day_that_is_over_or_that_is_none_cannot_be_taken_and_it_is_said_why() {
    for (keys, why) in [
        (
            "2 1 . 1 1 . 2 0 2 6 Enter",
            "Der 21.11.2026 liegt nicht in der Zukunft. Nichts wurde geändert; bitte einen späteren Tag angeben.",
        ),
        ("3 1 . 2 . Enter", "Den 31.2.2026 gibt es nicht."),
    ] {
        let mut picker = snooze();
        assert_eq!(press(&mut picker, keys), Step::Stay);
        assert_eq!(picker.typed.as_ref().unwrap().problem(picker.filter.text()).as_deref(), Some(why));
    }
}

#[test]
fn what_is_not_there_can_be_made_under_the_typed_name() {
    let fresh = || {
        let typed = Typed::New { name: "Fragen an Adler".to_owned(), what: "Neu" };
        let mut picker = Picker::records("Fragenliste", Kind::List, false, false, []).with_typed(typed);
        picker.provide(Kind::List, &[item(1, "", "Fragen an das LANUK", "")], false);
        picker
    };
    assert_eq!(press(&mut fresh(), "Enter"), one(1), "one that is there stands before it");
    let mut picker = fresh();
    assert_eq!(press(&mut picker, "2"), Step::Answer(Answer::One(Pick::New)));
    assert_eq!(picker.label(Pick::New), Some("Fragen an Adler"));
    assert_eq!(press(&mut fresh(), "l a n u k Enter"), one(1));
    assert_eq!(
        press(&mut fresh(), "l a n u l Enter"),
        Step::Answer(Answer::One(Pick::New)),
        "what is only like it is not meant"
    );
    assert_eq!(
        {
            let mut picker = fresh();
            picker.paste("\u{200b}\u{200b}");
            picker.label(Pick::New).map(str::to_owned)
        }
        .as_deref(),
        Some("Fragen an Adler")
    );
    let mut picker = fresh();
    assert_eq!(press(&mut picker, "H i t z e Enter"), Step::Answer(Answer::One(Pick::New)));
    assert_eq!(picker.label(Pick::New), Some("Hitze"));
}

#[test]
fn questions_stand_as_the_file_has_found_them_and_all_are_back_without_words() {
    let mut picker = Picker::records("Dublette", Kind::Question, false, false, []);
    picker.provide(Kind::Question, &[item(7, "", "1 Mustermann", ""), item(8, "", "2 Radwege", "")], true);
    for letter in ["m", "u", "s", "t", "e", "r"] {
        press(&mut picker, letter);
    }
    picker.provide_found(Kind::Question, "must", &[item(9, "", "3 Bäume", "")]);
    assert_eq!(picker.pick(), Some(Pick::Record(Id(7))), "what was asked before the last letters is passed over");
    picker.provide_found(Kind::Question, "muster", &[item(9, "", "3 Bäume", "ein Mustervertrag")]);
    assert_eq!((picker.shown.len(), picker.pick()), (1, Some(Pick::Record(Id(9)))));
    press(&mut picker, "Ctrl-U");
    assert_eq!(picker.shown.len(), 2);
}

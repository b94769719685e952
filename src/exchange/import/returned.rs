//! A card that Runde wrote and somebody edited: what they changed in it since, field by field.
//!
//! What was written is written and read once more from the contact as it was then. So whatever a form leaves out or
//! spells in its own way is nobody's change.

use std::collections::{BTreeMap, HashMap};

use super::merge::Merged;
use super::{Seen, damaged};
use crate::domain::fold::key;
use crate::domain::merge::line_key;
use crate::domain::{Field, FieldType, Language, Record, Value};
use crate::exchange::card::Card;
use crate::exchange::export::{self, Format, Outgoing};
use crate::exchange::form::{self, Form};
use crate::exchange::{outlook, sheet, vcard};

/// The card of a contact as it is read when Runde has written it.
pub(super) fn written(outgoing: Outgoing, format: Format) -> Option<Card> {
    let bytes = export::write(&[outgoing], format, Language::German).bytes;
    if format != Format::Csv {
        return vcard::read(&bytes).cards.pop();
    }
    let sheet = sheet::read(&bytes).ok()?;
    let mapping = form::recognise_as(Form::Contacts, &sheet.header).ok()?;
    outlook::card(sheet.rows.first()?, &mapping)
}

/// What a card said when it was written, and what it says now.
pub(super) struct Returned<'a> {
    /// The contact as it was when the card was written.
    pub(super) was: &'a Record,
    pub(super) before: &'a BTreeMap<Field, Value>,
    pub(super) after: &'a BTreeMap<Field, Value>,
    /// Whether the file still has a place for everything; only then what is missing was taken out.
    pub(super) is_whole: bool,
}

impl Returned<'_> {
    /// What the card changes in the contact as it is now. A field that was changed in Runde too stays.
    pub(super) fn merge(&self, seen: &Seen) -> Merged {
        let mut merged = Merged::default();
        for (&field, after) in self.after {
            let (before, now) = (self.before.get(&field).unwrap_or(&Value::Unknown), seen.record.get(field));
            if is_same(before, after) || is_same(now, after) || after.is_unknown() && !self.is_whole {
                continue;
            }
            let to = match seen.record.kind.holds(field) {
                Some(FieldType::Lines) if !is_damaged(field, after) => self.lines(field, now, before, after),
                Some(FieldType::Links(..)) => after.clone(),
                _ if !is_damaged(field, after) && is_same(now, self.was.get(field)) => after.clone(),
                _ => {
                    merged.conflicts.push((field, now.clone(), after.clone()));
                    continue;
                }
            };
            if !is_same(&to, now) {
                merged.edits.push(seen.record.set(field, to.clone()));
                merged.fields.push((field, now.clone(), to));
            }
        }
        merged
    }

    /// The lines that are here, without those that were taken out of the card and with those that were put in; one
    /// that was edited keeps its place.
    fn lines(&self, field: Field, now: &Value, before: &Value, after: &Value) -> Value {
        let of =
            |value: &Value| -> Vec<String> { value.as_text().unwrap_or_default().lines().map(str::to_owned).collect() };
        let key_of = |line: &String| plain(&line_key(field, line));
        let (before, after) = (of(before), of(after));
        let missing = |from: &[String], all: &[String]| -> Vec<String> {
            let there: Vec<String> = from.iter().map(key_of).collect();
            all.iter().filter(|line| !there.contains(&key_of(line))).cloned().collect()
        };
        let (gone, come) = (missing(&after, &before), missing(&before, &after));
        let mut instead: HashMap<String, &String> = HashMap::new();
        if gone.len() == come.len() {
            instead.extend(gone.iter().map(key_of).zip(&come));
        }
        let mut lines: Vec<String> = Vec::new();
        for line in of(now) {
            match instead.get(&key_of(&line)) {
                Some(edited) => lines.push((*edited).clone()),
                None if self.is_whole && gone.iter().any(|gone| key_of(gone) == key_of(&line)) => {}
                None => lines.push(line),
            }
        }
        let new = missing(&lines, &come);
        lines.extend(new);
        Value::text(lines.join("\n"))
    }
}

/// The categories of a card that came, and those that went.
pub(super) fn categories(before: &Card, after: &Card) -> (Vec<String>, Vec<String>) {
    let missing = |from: &Card, all: &Card| -> Vec<String> {
        let there: Vec<String> = from.categories.iter().map(|category| key(category)).collect();
        all.categories.iter().filter(|category| !there.contains(&key(category))).cloned().collect()
    };
    (missing(before, after), missing(after, before))
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => {
            one == other || plain(one) == plain(other) || lost_letters(one, other) || lost_letters(other, one)
        }
        _ => one == other || one.is_unknown() && other.is_unknown(),
    }
}

/// Whether a text is another one in which letters became question marks, as a sheet that is saved in an old encoding
/// makes of `Kocabaş`.
fn lost_letters(less: &str, whole: &str) -> bool {
    let is_lost =
        |(less, whole): (char, char)| less == whole || less == '?' && whole.is_alphabetic() && !whole.is_ascii();
    less.contains('?') && less.chars().count() == whole.chars().count() && less.chars().zip(whole.chars()).all(is_lost)
}

/// The text without what programs for sheets take off numbers: zeros and the plus at their beginning.
fn plain(text: &str) -> String {
    let word = |word: &str| {
        let rest = word.trim_start_matches(['+', '0']);
        let is_number = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { rest.to_owned() } else { word.to_owned() }
    };
    text.lines().map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

/// Whether a program for sheets has made something else of a number or an address.
fn is_damaged(field: Field, value: &Value) -> bool {
    let is_reached = matches!(field, Field::Phones | Field::Mails);
    let is_lost = |text: &str| is_reached && text.lines().any(|line| damaged::problem(field, line).is_some());
    value.as_text().is_some_and(|text| text.split_whitespace().any(damaged::is_power) || is_lost(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Kind};

    fn merged(
        now: &str,
        was: &str,
        before: &str,
        after: &str,
        field: Field,
        is_whole: bool,
    ) -> (Option<String>, usize) {
        let contact = |text: &str| Record::new(Kind::Contact, Id(1)).with(field, text);
        let of = |text: &str| BTreeMap::from([(field, Value::from(text))]);
        let seen = Seen { record: contact(now), brought: BTreeMap::new(), taken_back: false };
        let (was, before, after) = (contact(was), of(before), of(after));
        let merged = Returned { was: &was, before: &before, after: &after, is_whole }.merge(&seen);
        let to = merged.fields.first().map(|(_, _, to)| to.as_text().unwrap_or_default().to_owned());
        (to, merged.conflicts.len())
    }

    #[test]
    fn a_field_follows_the_card_unless_somebody_changed_it_here() {
        let unit = |now, after, is_whole| merged(now, "a", "a", after, Field::Unit, is_whole);
        assert_eq!(unit("a", "a", true), (None, 0));
        assert_eq!(unit("a", "b", true), (Some("b".to_owned()), 0));
        assert_eq!(unit("c", "a", true), (None, 0));
        assert_eq!(unit("c", "b", true), (None, 1));
        assert_eq!(unit("b", "b", true), (None, 0));
        assert_eq!(unit("a", "", true), (Some(String::new()), 0));
        assert_eq!(unit("a", "", false), (None, 0));
    }

    #[test]
    fn lines_follow_one_by_one_beside_those_that_are_new_here() {
        let phones = |now, before, after| merged(now, before, before, after, Field::Phones, true).0;
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(phones("0221 1\n0221 2", "0221 1\n0221 2", "0221 3\n0221 2"), is("0221 3\n0221 2"));
        assert_eq!(phones("0221 1\n0221 9", "0221 1", "0221 3"), is("0221 3\n0221 9"));
        assert_eq!(phones("0221 1\n0221 2", "0221 1\n0221 2", "0221 2"), is("0221 2"));
        assert_eq!(phones("0221 1", "0221 1", "0221 1\n0171 5"), is("0221 1\n0171 5"));
        assert_eq!(phones("0221 1\n0221 2\n0221 3\n0221 4", "0221 1\n0221 2", "0221 1\n0221 2"), None);
    }

    #[test]
    fn what_a_program_for_sheets_makes_of_numbers_is_nobody_s_change() {
        let same = |field, before, after| merged(before, before, before, after, field, true);
        assert_eq!(same(Field::Phones, "02214710", "2214710"), (None, 0));
        assert_eq!(same(Field::Phones, "+492214710", "492214710"), (None, 0));
        assert_eq!(same(Field::Phones, "+492214710", "4,92215E+09"), (None, 1));
        assert_eq!(same(Field::Phones, "+492214710", "#######"), (None, 1));
        assert_eq!(same(Field::Mails, "a@example.org", "=A1"), (None, 1));
        assert_eq!(same(Field::LastName, "Kocabaş", "Kocaba?"), (None, 0));
        assert_eq!(same(Field::LastName, "Kocabas", "Kocaba?"), (Some("Kocaba?".to_owned()), 0));
        assert_eq!(same(Field::Address, "Weg 1\n01069 Dresden", "Weg 1\n1069 Dresden"), (None, 0));
    }
}

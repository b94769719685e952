//! The guest sheet: the open questions for one guest, body, meeting or list, grouped and numbered.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Field, Id, Kind, Priority, Record, question_list};

/// What goes to a guest, or is laid before one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestSheet {
    /// For which contact, post, institution, meeting or list.
    pub of: (Kind, Id),
    /// What that is called.
    pub name: String,
    /// Who asks, as a whole.
    pub alliance: Option<String>,
    /// Who is asked, with the name; none where it is a body, or several are.
    pub guest: Option<(Record, String)>,
    /// The body that is asked.
    pub body: Option<String>,
    /// The meeting at which it is asked: its title and when it begins.
    pub meeting: Option<(String, Option<String>)>,
    /// The questions.
    pub groups: Vec<SheetGroup>,
    /// Whether there are more than anybody would lay before a guest.
    pub more: bool,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetGroup {
    /// The topic, or the list; none where there is nothing to tell groups by.
    pub name: Option<String>,
    /// The questions, in their order.
    pub questions: Vec<SheetQuestion>,
}

/// A question on a guest sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetQuestion {
    /// Its number on the sheet.
    pub place: i64,
    /// The question.
    pub question: Record,
    /// The members that ask.
    pub askers: Vec<String>,
    /// The members that have it too; none of those that ask.
    pub affected: Vec<String>,
}

impl SheetQuestion {
    /// The title; none where it is only the beginning of the text, which says it again.
    pub fn title(&self) -> Option<&str> {
        let title = self.question.text(Field::Title).trim();
        let begins = title.trim_end_matches(['…', '.', ' ']).split_whitespace();
        let is_cut = title.ends_with(['…']) || title.ends_with("...");
        let mut words = self.question.text(Field::Text).split_whitespace();
        let is_beginning = begins.clone().all(|word| {
            words
                .next()
                .is_some_and(|next| next == word || next.trim_end_matches(['.', ',', ';', ':', '–', '-', '(']) == word)
        });
        let is_all = words.next().is_none();
        (!is_beginning || !(is_cut || is_all) || begins.clone().next().is_none()).then_some(title)
    }
}

impl GuestSheet {
    /// Every question on it, in order.
    pub fn questions(&self) -> impl Iterator<Item = &SheetQuestion> {
        self.groups.iter().flat_map(|group| &group.questions)
    }

    /// How many members ask, or have one of the questions too.
    pub fn towns(&self) -> usize {
        let mut all = BTreeSet::new();
        for question in self.questions() {
            for field in [Field::Askers, Field::Affected] {
                all.extend(question.question.get(field).as_links());
            }
        }
        all.len()
    }
}

/// Groups questions by their topic: the guest's `own` topics first, then the most shared, in the groups and among them.
/// Numbers run on from `first`.
pub fn grouped(questions: Vec<(Option<String>, SheetQuestion)>, own: &BTreeSet<String>, first: i64) -> Vec<SheetGroup> {
    let mut groups: Vec<SheetGroup> = Vec::new();
    for (name, question) in questions {
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.questions.push(question),
            None => groups.push(SheetGroup { name, questions: vec![question] }),
        }
    }
    for group in &mut groups {
        group.questions.sort_by_key(weight);
    }
    // What belongs to no topic stands last.
    let is_own = |group: &SheetGroup| group.name.as_ref().is_some_and(|name| own.contains(name));
    groups.sort_by_key(|group| (group.name.is_none(), !is_own(group), group.questions.first().map(weight)));
    for (place, question) in (first..).zip(groups.iter_mut().flat_map(|group| &mut group.questions)) {
        question.place = place;
    }
    groups
}

/// What comes first: many towns, then urgent, then old.
fn weight(question: &SheetQuestion) -> (Reverse<usize>, bool, Option<Priority>, i64) {
    let record = &question.question;
    let priority = Priority::from_code(record.text(Field::Priority));
    let number = record.get(Field::Number).as_number().unwrap_or(i64::MAX);
    (Reverse(question_list::towns(record)), priority.is_none(), priority, number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Value;

    fn question(number: i64, towns: i64) -> SheetQuestion {
        let question = Record::new(Kind::Question, Id(number))
            .with(Field::Number, number)
            .with(Field::Askers, Value::links((1..=towns).map(Id)));
        SheetQuestion { place: 0, question, askers: Vec::new(), affected: Vec::new() }
    }

    #[test]
    fn the_most_shared_come_first_in_groups_and_among_them() {
        let (heat, trees) = (Some("Hitze".to_owned()), Some("Bäume".to_owned()));
        let groups = grouped(
            vec![
                (None, question(1, 9)),
                (heat.clone(), question(2, 1)),
                (trees.clone(), question(3, 2)),
                (trees.clone(), question(4, 5)),
                (heat.clone(), question(5, 1)),
            ],
            &BTreeSet::new(),
            1,
        );
        let names: Vec<_> = groups.iter().map(|group| group.name.clone()).collect();
        assert_eq!(names, [trees, heat, None]);
        let order: Vec<_> =
            groups.iter().flat_map(|group| &group.questions).map(|q| (q.place, q.question.id.0)).collect();
        assert_eq!(order, [(1, 4), (2, 3), (3, 2), (4, 5), (5, 1)]);
    }

    #[test]
    fn a_title_that_the_text_says_again_is_none() {
        let titled = |title: &str, text: &str| {
            let question = question(1, 1);
            let question = SheetQuestion {
                question: question.question.with(Field::Title, title).with(Field::Text, text),
                ..question
            };
            question.title().map(str::to_owned)
        };
        let long = "Wer zahlt die Pumpen, wenn das Land nicht zahlt? Wir haben zwei Schulen.";
        assert_eq!(titled("Wer zahlt die Pumpen, wenn …", long), None);
        assert_eq!(titled("Wer zahlt die Pumpen …", long), None);
        assert_eq!(titled(long, long), None);
        for title in [
            "Wer zahlt die Pumpen?",
            "Wärme: Wer zahlt die Pumpen …",
            "Wer zahlt die Pumpen, wenn das Land nicht zahlt?",
        ] {
            assert_eq!(titled(title, long).as_deref(), Some(title));
        }
        assert_eq!(titled("Wer zahlt?", "").as_deref(), Some("Wer zahlt?"));
    }

    #[test]
    fn urgent_ones_come_before_others_that_as_many_share() {
        let urgent = question(9, 1);
        let urgent = SheetQuestion { question: urgent.question.clone().with(Field::Priority, "1"), ..urgent };
        let groups = grouped(vec![(None, question(1, 1)), (None, urgent)], &BTreeSet::new(), 4);
        let order: Vec<_> = groups[0].questions.iter().map(|q| (q.place, q.question.id.0)).collect();
        assert_eq!(order, [(4, 9), (5, 1)]);
    }
}

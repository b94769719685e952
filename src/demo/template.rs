//! Sentences with places to fill: `An der {f} {ort} …`.

use super::calendar::Calendar;

/// What is filled in, drawn once for a question, so that its title, text and explanation agree.
pub(super) struct Scene {
    /// Part of the town.
    pub(super) place: &'static str,
    /// A building that is called `die …`.
    pub(super) building: &'static str,
    /// A school that is called `die …`.
    pub(super) school: &'static str,
    /// A building that is called `das …`.
    pub(super) house: &'static str,
    /// A committee of the council.
    pub(super) committee: &'static str,
    /// Who works on it.
    pub(super) clerk: &'static str,
    /// Another member.
    pub(super) neighbour: &'static str,
    /// A number from 2 to 14.
    pub(super) few: u64,
    /// A number of people, pages, cases.
    pub(super) many: u64,
    /// Power of a solar plant, in kWp.
    pub(super) power: u64,
    /// Square metres.
    pub(super) area: u64,
    /// Hundreds of metres.
    pub(super) length: u64,
    /// Thousands of euros.
    pub(super) money: u64,
    /// A day to come, by its number.
    pub(super) day: usize,
    /// The year to come.
    pub(super) year: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Place,
    Building,
    School,
    House,
    Committee,
    Clerk,
    Neighbour,
    Few,
    Many,
    Power,
    Area,
    Length,
    Money,
    Day,
    Year,
}

enum Piece {
    Words(&'static str),
    Slot(Slot),
}

/// A sentence, taken apart once and filled often.
pub(super) struct Template(Vec<Piece>);

impl Template {
    /// Takes a text apart; a slot that is not known stays as it is written.
    pub(super) fn new(text: &'static str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            if !before.is_empty() {
                pieces.push(Piece::Words(before));
            }
            pieces.push(slot(name).map_or(Piece::Words(name), Piece::Slot));
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest));
        }
        Self(pieces)
    }

    /// Whether it says the place.
    pub(super) fn names_place(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Slot(Slot::Place)))
    }

    /// Appends the sentence.
    pub(super) fn fill(&self, scene: &Scene, calendar: &Calendar, into: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => into.push_str(words),
                Piece::Slot(slot) => fill(*slot, scene, calendar, into),
            }
        }
    }

    /// The sentence by itself.
    pub(super) fn text(&self, scene: &Scene, calendar: &Calendar) -> String {
        let mut text = String::with_capacity(160);
        self.fill(scene, calendar, &mut text);
        text
    }
}

fn slot(name: &str) -> Option<Slot> {
    Some(match name {
        "ort" => Slot::Place,
        "f" => Slot::Building,
        "s" => Slot::School,
        "n" => Slot::House,
        "aus" => Slot::Committee,
        "bearb" => Slot::Clerk,
        "nachbar" => Slot::Neighbour,
        "z" => Slot::Few,
        "gz" => Slot::Many,
        "kwp" => Slot::Power,
        "m2" => Slot::Area,
        "km" => Slot::Length,
        "te" => Slot::Money,
        "frist" => Slot::Day,
        "jahr" => Slot::Year,
        _ => return None,
    })
}

fn fill(slot: Slot, scene: &Scene, calendar: &Calendar, into: &mut String) {
    match slot {
        Slot::Place => into.push_str(scene.place),
        Slot::Building => into.push_str(scene.building),
        Slot::School => into.push_str(scene.school),
        Slot::House => into.push_str(scene.house),
        Slot::Committee => into.push_str(scene.committee),
        Slot::Clerk => into.push_str(scene.clerk),
        Slot::Neighbour => into.push_str(scene.neighbour),
        Slot::Few => push_number(into, scene.few),
        Slot::Many => push_number(into, scene.many),
        Slot::Power => push_number(into, scene.power),
        Slot::Area => push_grouped(into, scene.area),
        Slot::Money => push_grouped(into, scene.money),
        Slot::Length => {
            push_number(into, scene.length / 10);
            into.push(',');
            push_number(into, scene.length % 10);
        }
        Slot::Day => into.push_str(calendar.german(scene.day)),
        Slot::Year => push_number(into, scene.year),
    }
}

fn push_number(into: &mut String, number: u64) {
    if number >= 10 {
        push_number(into, number / 10);
    }
    into.push(char::from(b'0' + (number % 10) as u8));
}

fn push_grouped(into: &mut String, number: u64) {
    if number >= 1000 {
        push_grouped(into, number / 1000);
        into.push('.');
        for digit in [number / 100 % 10, number / 10 % 10, number % 10] {
            push_number(into, digit);
        }
    } else {
        push_number(into, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_german_way() {
        let mut text = String::new();
        push_grouped(&mut text, 1_205_030);
        assert_eq!(text, "1.205.030");
    }
}

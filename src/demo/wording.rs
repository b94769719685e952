//! What questions say: sentences written by hand, filled with places, buildings, sums and dates.

use super::calendar::Calendar;
use super::cast::{Cast, Town};
use super::chance::Chance;
use super::table::rows;
use super::template::{Scene, Template};

const CORES: [&str; 7] = [
    include_str!("words/heat.txt"),
    include_str!("words/sun.txt"),
    include_str!("words/adaptation.txt"),
    include_str!("words/mobility.txt"),
    include_str!("words/funding.txt"),
    include_str!("words/administration.txt"),
    include_str!("words/education.txt"),
];
const CLOSERS: &str = include_str!("words/closers.txt");
const NOTES: &str = include_str!("words/notes.txt");
const NOUNS: &str = include_str!("words/nouns.txt");
const RARE: &str = include_str!("words/rare.txt");

/// One question as somebody might ask it, and what was answered.
pub(super) struct Core {
    /// The id of its topic.
    pub(super) topic: i64,
    /// Two ways to head it.
    pub(super) titles: [Template; 2],
    /// The question.
    pub(super) text: Template,
    /// The same question in the words of somebody else.
    pub(super) again: Option<Template>,
    /// What explains it.
    pub(super) explanation: Option<Template>,
    /// An answer.
    pub(super) answer: Template,
}

/// Every sentence there is.
pub(super) struct Wording {
    /// The questions.
    pub(super) cores: Vec<Core>,
    /// Sentences behind a question that name a school.
    pub(super) schools: Vec<Template>,
    /// Other sentences behind a question.
    pub(super) closers: Vec<Template>,
    /// Explanations that fit any question.
    pub(super) explanations: Vec<Template>,
    /// Remarks.
    pub(super) remarks: Vec<Template>,
    /// Days in words.
    pub(super) dues: Vec<Template>,
    /// Comments.
    pub(super) comments: Vec<Template>,
    /// Reasons to decline.
    pub(super) reasons: Vec<Template>,
    /// Where an answer comes from.
    pub(super) sources: Vec<Template>,
    /// Sentences with words that hardly ever occur.
    pub(super) rare: Vec<&'static str>,
    buildings: Vec<&'static str>,
    schoolhouses: Vec<&'static str>,
    houses: Vec<&'static str>,
    committees: Vec<&'static str>,
    clerks: Vec<&'static str>,
}

impl Wording {
    /// Reads the word files.
    pub(super) fn read(cast: &Cast) -> Self {
        let lines = |words: &'static str, letter: &str| {
            rows(words).filter(|row| row.cell(0) == letter).map(|row| Template::new(row.cell(1))).collect::<Vec<_>>()
        };
        let nouns = |slot: &str| {
            rows(NOUNS).filter(|row| row.cell(0) == slot).flat_map(|row| row.parts(1, ',')).collect::<Vec<_>>()
        };
        Self {
            cores: CORES.iter().flat_map(|text| cores(text, cast)).collect(),
            schools: lines(CLOSERS, "S"),
            closers: lines(CLOSERS, "O"),
            explanations: lines(NOTES, "E"),
            remarks: lines(NOTES, "R"),
            dues: lines(NOTES, "D"),
            comments: lines(NOTES, "C"),
            reasons: lines(NOTES, "N"),
            sources: lines(NOTES, "Q"),
            rare: RARE.lines().collect(),
            buildings: nouns("f"),
            schoolhouses: nouns("s"),
            houses: nouns("n"),
            committees: nouns("aus"),
            clerks: nouns("bearb"),
        }
    }

    /// Draws what a question of a member is about, on a day.
    pub(super) fn scene(&self, chance: &mut Chance, towns: &[Town], town: usize, day: usize, year: u64) -> Scene {
        // The county, which comes first, is nobody's neighbour.
        let others = towns.len().saturating_sub(1).max(1);
        let other = chance.below(others as u64) as usize;
        let other = if other + 1 == town { (other + 1) % others } else { other };
        let neighbour = towns.get(other + 1).map_or("", |town| town.name);
        Scene {
            place: towns.get(town).map_or("", |town| chance.word(&town.places)),
            building: chance.word(&self.buildings),
            school: chance.word(&self.schoolhouses),
            house: chance.word(&self.houses),
            committee: chance.word(&self.committees),
            clerk: chance.word(&self.clerks),
            neighbour,
            few: chance.within(3..=14),
            many: chance.within(22..=240),
            power: chance.within(18..=190),
            area: chance.within(8..=120) * 50,
            length: chance.within(4..=65),
            money: chance.within(3..=84) * 5,
            day: day + chance.within(30..=180) as usize,
            year: year + 1,
        }
    }

    /// One of several sentences, filled; empty where there is none.
    pub(super) fn one(chance: &mut Chance, of: &[Template], scene: &Scene, calendar: &Calendar) -> String {
        chance.pick(of).map_or_else(String::new, |template| template.text(scene, calendar))
    }
}

fn cores(text: &'static str, cast: &Cast) -> Vec<Core> {
    let mut cores: Vec<Core> = Vec::new();
    let mut topic = 0;
    let mut titles = None;
    let mut body = "";
    let mut again = None;
    let mut explanation = None;
    for line in text.lines() {
        let (mark, rest) = line.split_at_checked(2).unwrap_or((line, ""));
        match mark {
            "# " => topic = cast.topic(rest).map_or(0, |id| id.0),
            "? " => titles = rest.split_once(" | "),
            "~ " => again = Some(Template::new(rest)),
            "+ " => explanation = Some(Template::new(rest)),
            "> " => {
                if let Some((first, second)) = titles.take() {
                    cores.push(Core {
                        topic,
                        titles: [Template::new(first), Template::new(second)],
                        text: Template::new(body),
                        again: again.take(),
                        explanation: explanation.take(),
                        answer: Template::new(rest),
                    });
                }
            }
            _ if !line.trim().is_empty() => body = line,
            _ => {}
        }
    }
    cores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_questions() {
        let cast = Cast::assemble();
        let wording = Wording::read(&cast);
        assert!(wording.cores.len() > 150, "{}", wording.cores.len());
        for topic in 1..=cast.topics.len() as i64 {
            assert!(wording.cores.iter().filter(|core| core.topic == topic).count() >= 8, "{topic}");
        }
    }

    #[test]
    fn no_slot_stays_open() {
        let cast = Cast::assemble();
        let wording = Wording::read(&cast);
        let calendar = Calendar::around(chrono::NaiveDate::default());
        let scene = wording.scene(&mut Chance::new(1, 1), &cast.towns, 0, 5, 2026);
        for core in &wording.cores {
            for template in core.titles.iter().chain([&core.text, &core.answer]).chain(&core.again) {
                let text = template.text(&scene, &calendar);
                assert!(text.len() > 10 && !text.contains(['{', '}', '|']), "{text}");
            }
        }
    }
}

//! Who could speak on something at a meeting: what speaks for somebody, and what one should know before asking.

mod terms;

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::{Format, Id, InvitationState, fold};
use terms::{is_online, lead_days, reaches};

/// The meeting for which somebody is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    /// The meeting; none where only the topic counts.
    pub meeting: Option<Id>,
    /// What it is called.
    pub name: String,
    /// When it takes place.
    pub day: Option<NaiveDate>,
    /// Where: the place and the host.
    pub place: String,
    /// Its topics.
    pub topics: BTreeSet<Id>,
    /// What the topics are called.
    pub topic_names: Vec<String>,
    /// The names of the topics, their synonyms, and the focus: what talks and keywords are compared with.
    pub words: Vec<String>,
}

/// Somebody who may speak.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The contact.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// Their institution, in short.
    pub institution: Option<String>,
    /// Their function.
    pub function: Option<String>,
    /// Their topics.
    pub topics: Vec<(Id, String)>,
    /// The topics of the posts that they hold.
    pub post_topics: Vec<(Id, String)>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Titles of talks.
    pub titles: Vec<String>,
    /// Whether they give talks.
    pub is_speaker: bool,
    /// How they speak.
    pub format: Option<Format>,
    /// What they ask for it.
    pub fee: Option<String>,
    /// How long before they have to be asked.
    pub lead_time: Option<String>,
    /// Where they travel.
    pub reach: Option<String>,
    /// Their first mail address.
    pub mail: Option<String>,
    /// When they were last asked, and to which meeting.
    pub asked: Option<Asked>,
    /// When they were last heard.
    pub heard: Option<NaiveDate>,
    /// How they answered an invitation to this very meeting.
    pub answer: Option<InvitationState>,
}

/// An invitation in the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When.
    pub on: NaiveDate,
    /// To which meeting.
    pub meeting: Option<String>,
    /// The answer.
    pub state: InvitationState,
    /// Who asked.
    pub by: Option<String>,
}

/// What speaks for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A topic of the contact.
    Topic(String),
    /// A topic of a post that they hold.
    PostTopic(String),
    /// A talk.
    Title(String),
    /// A keyword.
    Keyword(String),
}

/// What one should know before asking. Nothing here forbids to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// They were asked to this very meeting.
    AskedToThis(InvitationState),
    /// They were asked within the last twelve months.
    AskedLately(Asked),
    /// They were heard within the last twelve months.
    HeardLately(NaiveDate),
    /// They want to be asked earlier; with what they said, and the days that are left.
    TooLate(String, i64),
    /// They speak from afar only, and the meeting is in a room.
    OnlyOnline,
    /// They speak in a room only, and the meeting is a video conference.
    OnlyOnSite,
    /// They do not say that they travel to the place.
    Reach(String),
}

/// A candidate with what speaks for and against asking them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Who.
    pub candidate: Candidate,
    /// Better ones have more.
    pub score: u32,
    /// Never empty.
    pub reasons: Vec<Reason>,
    /// What to know before.
    pub warnings: Vec<Warning>,
}

/// Months after which somebody can be asked again without a second thought.
const LATELY: Months = Months::new(12);

/// Letters from which two words are of one family when they share their beginning: `Sanierung`, `sanieren`.
const STEM: usize = 6;

/// Words that stand in every second name of a topic and tell nothing.
const COMMON: &[&str] =
    &["und", "fur", "der", "die", "das", "den", "des", "mit", "von", "bei", "kommunal", "kommunale"];

/// Those with a reason to be asked, the best first.
pub fn rank(occasion: &Occasion, candidates: Vec<Candidate>, today: NaiveDate) -> Vec<Suggested> {
    let words = telling(&occasion.words);
    let judged = candidates.into_iter().filter_map(|candidate| judge(occasion, &words, candidate, today));
    let mut all: Vec<Suggested> = judged.collect();
    all.sort_by_cached_key(|suggested| {
        let key = fold::key(&suggested.candidate.name);
        (std::cmp::Reverse(suggested.score), suggested.warnings.len(), key, suggested.candidate.id)
    });
    all
}

/// Words in functions and names of those who pass things on: a secretariat has the topics of its unit, and nobody there
/// speaks on them.
const PASSING_ON: &[&str] =
    &["sekretariat", "vorzimmer", "assistenz", "poststelle", "postfach", "geschaftszimmer", "secretariat", "mailbox"];

/// Whether somebody passes on what comes in, and nothing says that they speak all the same.
fn passes_on(candidate: &Candidate) -> bool {
    let speaks = candidate.is_speaker || !candidate.titles.is_empty() || candidate.heard.is_some();
    let texts = [candidate.function.as_deref().unwrap_or_default(), &candidate.name];
    let is_office = |word: &str| PASSING_ON.iter().any(|wanted| word.starts_with(wanted) || word.ends_with(wanted));
    !speaks && texts.into_iter().flat_map(fold::words).any(|word| is_office(&word))
}

fn judge(occasion: &Occasion, words: &[String], candidate: Candidate, today: NaiveDate) -> Option<Suggested> {
    if passes_on(&candidate) {
        return None;
    }
    let mut reasons = Vec::new();
    let mut score = 0;
    let of = |topics: &[(Id, String)]| -> Vec<String> {
        topics.iter().filter(|(id, _)| occasion.topics.contains(id)).map(|(_, name)| name.clone()).collect()
    };
    for name in of(&candidate.topics) {
        score += if reasons.is_empty() { 40 } else { 10 };
        reasons.push(Reason::Topic(name));
    }
    for name in of(&candidate.post_topics) {
        if !reasons.contains(&Reason::Topic(name.clone())) {
            score += if reasons.is_empty() { 30 } else { 10 };
            reasons.push(Reason::PostTopic(name));
        }
    }
    // One talk that fits is what one is looking for; a second one adds little.
    for (place, title) in candidate.titles.iter().filter(|title| fits(title, words)).enumerate() {
        score += if place == 0 { 30 } else { 5 };
        reasons.push(Reason::Title(title.clone()));
    }
    for (place, keyword) in candidate.keywords.iter().filter(|keyword| fits(keyword, words)).enumerate() {
        score += if place == 0 { 15 } else { 3 };
        reasons.push(Reason::Keyword(keyword.clone()));
    }
    if reasons.is_empty() {
        return None;
    }
    if candidate.is_speaker {
        score += 25;
    }
    let warnings = warnings(occasion, &candidate, today);
    let against: u32 = warnings.iter().map(weight).sum();
    Some(Suggested { score: u32::saturating_sub(score, against), candidate, reasons, warnings })
}

const fn weight(warning: &Warning) -> u32 {
    match warning {
        // Whoever was asked already stands behind all who were not.
        Warning::AskedToThis(_) => 1000,
        Warning::AskedLately(_) | Warning::HeardLately(_) => 20,
        Warning::TooLate(..) | Warning::OnlyOnline | Warning::OnlyOnSite => 15,
        Warning::Reach(_) => 5,
    }
}

/// What one should know before asking somebody.
pub fn warnings(occasion: &Occasion, candidate: &Candidate, today: NaiveDate) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let is_lately = |day: NaiveDate| today - LATELY < day && day <= today;
    if let Some(state) = candidate.answer {
        warnings.push(Warning::AskedToThis(state));
    } else if let Some(asked) = candidate.asked.as_ref().filter(|asked| is_lately(asked.on)) {
        warnings.push(Warning::AskedLately(asked.clone()));
    }
    if let Some(heard) = candidate.heard.filter(|heard| is_lately(*heard)) {
        warnings.push(Warning::HeardLately(heard));
    }
    if let (Some(day), Some(lead)) = (occasion.day, &candidate.lead_time) {
        let left = (day - today).num_days();
        if lead_days(lead).is_some_and(|needed| needed > left) {
            warnings.push(Warning::TooLate(lead.clone(), left));
        }
    }
    if occasion.meeting.is_none() {
        return warnings;
    }
    match (candidate.format, is_online(&occasion.place)) {
        (Some(Format::Online), false) => warnings.push(Warning::OnlyOnline),
        (Some(Format::OnSite), true) => warnings.push(Warning::OnlyOnSite),
        (Some(Format::Online), true) | (Some(Format::Both), _) => return warnings,
        _ => {}
    }
    if let Some(reach) = candidate.reach.as_ref().filter(|reach| !reaches(reach, &occasion.place)) {
        warnings.push(Warning::Reach(reach.clone()));
    }
    warnings
}

/// The words that tell one topic from another, folded, each once.
fn telling(texts: &[String]) -> Vec<String> {
    let words: BTreeSet<String> = texts.iter().flat_map(|text| fold::words(text)).collect();
    words.into_iter().filter(|word| word.chars().count() > 1 && !COMMON.contains(&word.as_str())).collect()
}

/// Whether a text speaks of one of these words: short ones whole, long ones also as part of a compound.
fn fits(text: &str, words: &[String]) -> bool {
    fold::words(text).any(|word| words.iter().any(|wanted| is_akin(&word, wanted)))
}

fn is_akin(word: &str, wanted: &str) -> bool {
    let length = |text: &str| text.chars().count();
    if word == wanted {
        return true;
    }
    let (short, long) = if length(word) < length(wanted) { (word, wanted) } else { (wanted, word) };
    if length(short) < STEM {
        return false;
    }
    long.contains(short) || word.chars().take(STEM).eq(wanted.chars().take(STEM))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn occasion() -> Occasion {
        Occasion {
            meeting: Some(Id(1)),
            day: Some(on(12, 16)),
            place: "Rathaus Kaarst".to_owned(),
            topics: BTreeSet::from([Id(3)]),
            words: vec!["Kommunale Wärmeplanung".to_owned(), "KWP".to_owned()],
            ..Occasion::default()
        }
    }

    fn candidate(id: i64) -> Candidate {
        Candidate { id: Id(id), name: format!("Person {id}"), ..Candidate::default() }
    }

    fn ranked(candidates: Vec<Candidate>) -> Vec<(i64, Vec<Reason>)> {
        rank(&occasion(), candidates, on(11, 22)).into_iter().map(|one| (one.candidate.id.0, one.reasons)).collect()
    }

    #[test]
    fn those_with_the_topic_and_a_talk_on_it_come_first_and_others_not_at_all() {
        let topic = (Id(3), "Wärmeplanung".to_owned());
        let expert = Candidate { topics: vec![topic.clone()], ..candidate(1) };
        let speaker = Candidate {
            topics: vec![topic.clone()],
            titles: vec!["Wärmeplanung im Konvoi".to_owned()],
            is_speaker: true,
            ..candidate(2)
        };
        let in_post = Candidate { post_topics: vec![topic], ..candidate(3) };
        let abbreviated = Candidate { keywords: vec!["KWP".to_owned()], ..candidate(4) };
        let other = Candidate { titles: vec!["Radverkehr im Winter".to_owned()], is_speaker: true, ..candidate(5) };
        let found = ranked(vec![other, abbreviated, in_post, expert, speaker]);
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [2, 1, 3, 4]);
        assert_eq!(found[0].1.len(), 2);
    }

    #[test]
    fn a_secretariat_is_no_speaker_unless_it_has_spoken() {
        let topics = vec![(Id(3), "Wärmeplanung".to_owned())];
        let at = |id, function: &str| Candidate {
            topics: topics.clone(),
            function: Some(function.to_owned()),
            ..candidate(id)
        };
        let mailbox = Candidate { name: "Funktionspostfach Wärme".to_owned(), ..at(4, "Referat 3") };
        let all = vec![
            at(1, "Sekretariat"),
            at(2, "Teamassistenz Wärme"),
            at(3, "Referat Wärme"),
            mailbox,
            Candidate { heard: Some(on(1, 10)), ..at(5, "Geschäftszimmer") },
            Candidate { is_speaker: true, ..at(6, "Assistenz der Leitung") },
            at(7, "Staatssekretärin"),
        ];
        let mut found: Vec<i64> = ranked(all).into_iter().map(|(id, _)| id).collect();
        found.sort_unstable();
        assert_eq!(found, [3, 5, 6, 7]);
    }

    #[test]
    fn compounds_and_inflections_are_akin_and_common_words_are_not() {
        let words = telling(&["Kommunale Wärmeplanung".to_owned(), "energetische Sanierung".to_owned()]);
        for (text, fit) in [
            ("Die Waermeplanungen der Nachbarn", true),
            ("Sanierungsfahrplan", true),
            ("Kommunale Haushalte", false),
            ("Warme Mahlzeiten", false),
            ("", false),
        ] {
            assert_eq!(fits(text, &words), fit, "{text}");
        }
    }

    #[test]
    fn who_was_asked_or_heard_within_a_year_is_named_with_a_warning_and_stands_lower() {
        let topic = vec![(Id(3), "Wärmeplanung".to_owned())];
        let asked = |on| Some(Asked { on, meeting: None, state: InvitationState::Declined, by: None });
        let long_ago = NaiveDate::from_ymd_opt(2025, 11, 22).unwrap();
        let all = vec![
            Candidate { topics: topic.clone(), asked: asked(on(3, 1)), ..candidate(1) },
            Candidate { topics: topic.clone(), asked: asked(long_ago), heard: Some(long_ago), ..candidate(2) },
            Candidate { topics: topic.clone(), heard: Some(on(11, 1)), ..candidate(3) },
            Candidate {
                topics: topic,
                answer: Some(InvitationState::Accepted),
                asked: asked(on(11, 1)),
                ..candidate(4)
            },
        ];
        let found = rank(&occasion(), all, on(11, 22));
        let warned: Vec<(i64, usize)> = found.iter().map(|one| (one.candidate.id.0, one.warnings.len())).collect();
        assert_eq!(warned, [(2, 0), (1, 1), (3, 1), (4, 1)]);
        assert_eq!(found[3].warnings, [Warning::AskedToThis(InvitationState::Accepted)]);
    }

    #[test]
    fn too_short_a_time_and_the_wrong_room_are_said() {
        let told = |candidate: &Candidate, occasion: &Occasion| warnings(occasion, candidate, on(11, 22));
        let slow = Candidate { lead_time: Some("4 Wochen".to_owned()), ..candidate(1) };
        assert_eq!(told(&slow, &occasion()), [Warning::TooLate("4 Wochen".to_owned(), 24)]);
        let quick = Candidate { lead_time: Some("3 Wochen".to_owned()), ..candidate(1) };
        assert_eq!(told(&quick, &occasion()), []);
        let afar = Candidate { format: Some(Format::Online), reach: Some("Aachen".to_owned()), ..candidate(1) };
        assert_eq!(told(&afar, &occasion()), [Warning::OnlyOnline, Warning::Reach("Aachen".to_owned())]);
        let video = Occasion { place: "Videokonferenz".to_owned(), ..occasion() };
        assert_eq!(told(&afar, &video), []);
        let here = Candidate { format: Some(Format::OnSite), reach: Some("Kreis Kaarst".to_owned()), ..candidate(1) };
        assert_eq!(told(&here, &occasion()), []);
        assert_eq!(told(&here, &video)[0], Warning::OnlyOnSite);
        let wide = Candidate { reach: Some("landesweit".to_owned()), ..candidate(1) };
        assert_eq!(told(&wide, &occasion()), []);
    }
}

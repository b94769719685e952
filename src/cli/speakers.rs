//! `runde speakers`: who could speak at a meeting, or on a topic, the best first.

use serde::Serialize;

use super::arguments::Speakers;
use super::json;
use super::session::Session;
use super::table::cell;
use super::trouble::Trouble;
use crate::domain::speaking::{Occasion, Reason, Suggested, Warning, rank};
use crate::domain::{Id, Kind};
use crate::text::speaking as words;

/// Who could speak, and for what they are looked for.
#[derive(Debug, Serialize)]
struct SpeakersJson<'a> {
    meeting: Option<Id>,
    day: Option<String>,
    topics: Vec<Id>,
    speakers: Vec<SpeakerJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SpeakerJson<'a> {
    contact: Id,
    name: &'a str,
    institution: Option<&'a str>,
    mail: Option<&'a str>,
    score: u32,
    reasons: Vec<NoteJson>,
    warnings: Vec<NoteJson>,
}

/// A reason or a warning: its code, and the words with which the screen says it.
#[derive(Debug, Serialize)]
struct NoteJson {
    code: &'static str,
    text: String,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Speakers) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let today = session.today();
    let named = |kind, name: &Option<String>| name.as_ref().map(|name| session.resolve(&store, kind, name)).transpose();
    let (meeting, topic) = (named(Kind::Meeting, &arguments.meeting)?, named(Kind::Topic, &arguments.topic)?);
    let Some(occasion) = store.occasion(meeting, topic, today)? else {
        return Err(Trouble::Failed(words::words(session.language).no_meeting.to_owned()));
    };
    let candidates = store.candidates_to_speak(&occasion, today)?;
    let mut suggested = rank(&occasion, candidates, today);
    suggested.truncate(arguments.limit);
    if arguments.json {
        let json = speakers_json(session, &occasion, &suggested);
        return json::write(session.out, &json);
    }
    writeln!(session.out, "{}", cell(&words::who_could_speak(session.language, &occasion)))?;
    if suggested.is_empty() {
        let texts = words::words(session.language);
        let knows_topic = !occasion.topics.is_empty() || !occasion.words.is_empty();
        writeln!(session.err, "{}", if knows_topic { texts.nobody } else { texts.no_topic })?;
    }
    for one in &suggested {
        let known = [&one.candidate.function, &one.candidate.institution, &one.candidate.mail];
        let who: Vec<&str> = std::iter::once(one.candidate.name.as_str())
            .chain(known.into_iter().flatten().map(String::as_str))
            .collect();
        writeln!(session.out, "{}", cell(&who.join("  ")))?;
        let reasons: Vec<String> = one.reasons.iter().map(|reason| words::reason(session.language, reason)).collect();
        writeln!(session.out, "  {}", cell(&reasons.join(" · ")))?;
        for warning in &one.warnings {
            writeln!(session.out, "  ! {}", cell(&words::warning(session.language, warning)))?;
        }
    }
    Ok(())
}

fn speakers_json<'a>(session: &Session<'_>, occasion: &Occasion, suggested: &'a [Suggested]) -> SpeakersJson<'a> {
    let speaker = |one: &'a Suggested| SpeakerJson {
        contact: one.candidate.id,
        name: &one.candidate.name,
        institution: one.candidate.institution.as_deref(),
        mail: one.candidate.mail.as_deref(),
        score: one.score,
        reasons: one
            .reasons
            .iter()
            .map(|reason| NoteJson { code: reason_code(reason), text: words::reason(session.language, reason) })
            .collect(),
        warnings: one
            .warnings
            .iter()
            .map(|warning| NoteJson { code: warning_code(warning), text: words::warning(session.language, warning) })
            .collect(),
    };
    SpeakersJson {
        meeting: occasion.meeting,
        day: occasion.day.map(|day| day.to_string()),
        topics: occasion.topics.iter().copied().collect(),
        speakers: suggested.iter().map(speaker).collect(),
    }
}

const fn reason_code(reason: &Reason) -> &'static str {
    match reason {
        Reason::Topic(_) => "topic",
        Reason::PostTopic(_) => "post_topic",
        Reason::Title(_) => "talk_title",
        Reason::Keyword(_) => "keyword",
    }
}

const fn warning_code(warning: &Warning) -> &'static str {
    match warning {
        Warning::AskedToThis(_) => "asked_to_this",
        Warning::AskedLately(_) => "asked_lately",
        Warning::HeardLately(_) => "heard_lately",
        Warning::TooLate(..) => "too_late",
        Warning::OnlyOnline => "only_online",
        Warning::OnlyOnSite => "only_on_site",
        Warning::Reach(_) => "reach",
    }
}

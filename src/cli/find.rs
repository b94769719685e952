//! `runde find`: words looked for everywhere, the best first.

use serde::Serialize;

use super::arguments::Find;
use super::json;
use super::names::clipped;
use super::session::Session;
use super::table::{self, cell};
use super::trouble::Trouble;
use crate::domain::entry::is_blank;
use crate::domain::{Field, FieldType, Hit, Id, Kind};
use crate::text;
use crate::text::command_line::{self, Wrong};

/// Something found.
#[derive(Debug, Serialize)]
struct HitJson<'a> {
    kind: Kind,
    id: Id,
    label: &'a str,
    line: &'a str,
    text: &'a str,
    state: Option<&'a str>,
    mail: Option<&'a str>,
    phone: Option<&'a str>,
    speaker: bool,
    left: bool,
    visited: Option<&'a str>,
    all_words: bool,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Find) -> Result<(), Trouble> {
    let words = arguments.words.join(" ");
    if is_blank(&words) {
        return Err(session.wrong(&Wrong::Empty));
    }
    let store = session.open_to_read()?;
    let hits = store.find(&words, arguments.kind, arguments.limit)?;
    if arguments.json {
        let json: Vec<HitJson<'_>> = hits.iter().map(hit_json).collect();
        return json::write(session.out, &json);
    }
    if hits.is_empty() {
        writeln!(session.err, "{}", command_line::nothing_found(session.language))?;
    }
    if hits.first().is_some_and(|hit| !hit.fits) {
        writeln!(session.err, "{}", text::words(session.language).most_words)?;
    }
    let rows: Vec<Vec<String>> = hits.iter().map(|hit| cells(session, hit)).collect();
    Ok(table::write(session.out, &rows)?)
}

fn hit_json(hit: &Hit) -> HitJson<'_> {
    HitJson {
        kind: hit.kind,
        id: hit.id,
        label: &hit.label,
        line: &hit.line,
        text: &hit.text,
        state: hit.state.as_deref(),
        mail: hit.mail.as_deref(),
        phone: hit.phone.as_deref(),
        speaker: hit.speaker,
        left: hit.left,
        visited: hit.visited.as_deref(),
        all_words: hit.fits,
    }
}

fn cells(session: &Session<'_>, hit: &Hit) -> Vec<String> {
    let state = match (hit.kind.holds(Field::State), &hit.state) {
        (Some(FieldType::Choice(set)), Some(code)) => set.choice(code),
        _ => None,
    };
    vec![
        text::kind(session.language, hit.kind).to_owned(),
        clipped(&hit.label),
        state.map(|state| text::choice(session.language, state).to_owned()).unwrap_or_default(),
        clipped(&hit.line),
        cell(hit.mail.as_deref().unwrap_or_default()),
        standing(session, hit),
    ]
}

/// What tells whether one can ask a contact: that the person left, gives talks, was last met in which month.
fn standing(session: &Session<'_>, hit: &Hit) -> String {
    let words = text::words(session.language);
    let visited = hit.visited.as_deref().and_then(|day| Some(format!("{}.{}", day.get(5..7)?, day.get(..4)?)));
    let signs = [hit.left.then_some(words.has_left), hit.speaker.then_some(words.gives_talks), visited.as_deref()];
    signs.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

//! Posts, hand-over and institutions in words: what cards say at their head, and what is asked before an act.

use chrono::NaiveDate;

use super::{Pair, counted, said};
use crate::domain::fact::{Fact, Hanging, Tenured};
use crate::domain::institution::{self, Merging, Unmergeable};
use crate::domain::post::{HandOver, Hindrance, Standing};
use crate::domain::{Kind, Language, dates};

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// The fixed words of this part.
        #[derive(Debug)]
        pub struct PostWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: PostWords = PostWords { $($name: $german),+ };
        static ENGLISH: PostWords = PostWords { $($name: $english),+ };
    };
}

words! {
    which_post: "Um welche Funktion geht es?", "Which post is it?";
    for_which_post: "Für welche Funktion?", "For which post?";
    other_contact: "Aus allen Kontakten …", "From all contacts …";
    new_contact: "Neuer Kontakt …", "New contact …";
    first_day: "Ab wann?", "From which day?";
    has_left: "ist ausgeschieden", "has left";
    stays: "bleibt als Kontakt erreichbar", "can still be reached";
    no_post: "Dieser Kontakt hat zurzeit keine Funktion; eine Besetzung lässt sich bei der Funktion anlegen.",
        "This contact holds no post at present; a tenure can be made under the post.";
    one_at_a_time: "Bitte nur einen Eintrag auswählen.", "Please choose one record only.";
    new_name: "Neuer Name", "New name";
    new_name_hint: "Der bisherige Name bleibt unter den früheren Namen und wird weiter gefunden.",
        "The present name is kept among the former names and is still found.";
    new_short_name: "Neues Kürzel", "New short name";
    new_short_hint: "Leer lassen, wenn es keines gibt.", "Leave empty where there is none.";
    since_when: "Seit wann?", "Since when?";
    merge_into: "In welche Einrichtung geht sie auf?", "Into which institution does it go?";
    merge_day: "Wann aufgegangen?", "On which day?";
    vacant: "zurzeit nicht besetzt", "vacant at present";
    holder: "Besetzt mit", "Held by";
    holds: "Funktion", "Post";
    held: "Frühere Funktion", "Former post";
    hangs: "Offen", "Open";
    gone_into: "Aufgegangen in", "Has gone into";
    took_in: "Hierin aufgegangen", "Took in";
    above: "Darüber", "Above it";
    last_asked: "Zuletzt eingeladen", "Last invited";
    last_heard: "Letzter Vortrag", "Last talk";
}

/// The fixed words of posts and institutions.
pub fn words(language: Language) -> &'static PostWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// A day as the language writes it.
pub fn day(language: Language, day: NaiveDate) -> String {
    dates::format(day, language)
}

/// A day as what has happened is told: `am 01.04.2025`.
fn on_day(language: Language, on: NaiveDate) -> String {
    format!("{} {}", said(language, ("am", "on")), day(language, on))
}

/// The hint of a prompt for a day that may stay empty.
pub fn today_hint(language: Language, today: NaiveDate) -> String {
    let today = day(language, today);
    match language {
        Language::German => format!("12.3., morgen, fr, +2w; leer: heute, {today}"),
        Language::English => format!("12.3., tomorrow, fri, +2w; empty: today, {today}"),
    }
}

/// From when to when, `seit 1.1.2026, bis 30.6.2026`; empty where neither is known.
pub fn span(language: Language, since: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    let (since_word, until_word) = (said(language, ("seit", "since")), said(language, ("bis", "until")));
    let since = since.map(|since| format!("{since_word} {}", day(language, since)));
    let until = until.map(|until| format!("{until_word} {}", day(language, until)));
    since.into_iter().chain(until).collect::<Vec<_>>().join(", ")
}

/// The label of a fact on a card, and what stands beside it.
pub fn fact(language: Language, fact: &Fact) -> (&'static str, String) {
    let texts = words(language);
    match fact {
        Fact::Due(reason) => (super::privacy::privacy_words(language).label, super::privacy::reason(language, *reason)),
        Fact::Vacant(last) => {
            let since = last.and_then(|last| last.succ_opt()).map(|first| span(language, Some(first), None));
            (texts.holder, joined([Some(texts.vacant.to_owned()), since]))
        }
        Fact::Holder(tenured) => (texts.holder, tenure(language, tenured)),
        Fact::Holds(tenured, hanging) => {
            // That nothing waits goes without saying.
            let waits = (hanging.questions + hanging.invitations > 0).then(|| waits(language, hanging));
            (texts.holds, joined([Some(tenure(language, tenured)), waits]))
        }
        Fact::Held(tenured) => (texts.held, tenure(language, tenured)),
        Fact::Hangs(hanging) => (texts.hangs, waits(language, hanging)),
        Fact::Asked { on, meeting, state, by, .. } => {
            let by = by.as_ref().map(|by| format!("{} {by}", said(language, ("durch", "by"))));
            let state = super::choice(language, (*state).into()).to_owned();
            (texts.last_asked, joined([on.map(|on| on_day(language, on)), meeting.clone(), Some(state), by]))
        }
        Fact::Heard { title, on, feedback, .. } => {
            (texts.last_heard, joined([on.map(|on| on_day(language, on)), Some(title.clone()), feedback.clone()]))
        }
        Fact::GoneInto(_, name, on) => {
            (texts.gone_into, joined([Some(name.clone()), on.map(|on| on_day(language, on))]))
        }
        Fact::TookIn(_, name, on) => (texts.took_in, joined([Some(name.clone()), on.map(|on| on_day(language, on))])),
        Fact::AskedToo { number, members, by, on, .. } => {
            let label = said(language, ("Auch gefragt", "Asked too"));
            let number = format!("{} {number}", said(language, ("Frage", "question")));
            (label, joined([Some(members.clone()), by.clone(), on.map(|on| on_day(language, on)), Some(number)]))
        }
        Fact::Above(_, name) => (texts.above, name.clone()),
        Fact::Woke(waking) => (super::snooze::back_label(language), super::snooze::woken(language, waking)),
        Fact::RanOut { .. } => super::answers::ran_out(language, fact).unwrap_or_default(),
    }
}

fn tenure(language: Language, tenured: &Tenured) -> String {
    let span = span(language, tenured.since, tenured.until);
    joined([Some(tenured.name.clone()), Some(span)])
}

fn waits(language: Language, hanging: &Hanging) -> String {
    let counts = [(Kind::Question, hanging.questions), (Kind::Invitation, hanging.invitations)];
    let counts: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| open(language, *kind, *count)).collect();
    counts.join(", ")
}

fn open(language: Language, kind: Kind, count: usize) -> String {
    let counted = counted(language, kind, count);
    match (language, counted.split_once(' ')) {
        (Language::German, Some((number, noun))) => {
            format!("{number} offene {noun}")
        }
        (Language::English, Some((number, noun))) => format!("{number} open {noun}"),
        (_, None) => counted,
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who is looked for when a post is handed over.
pub fn successor_title(language: Language, standing: &Standing) -> String {
    match (language, &standing.holder) {
        (Language::German, Some(holder)) => format!("Wer folgt auf {}?", holder.name),
        (Language::German, None) => format!("{}: Wer übernimmt?", standing.name),
        (Language::English, Some(holder)) => format!("Who follows {}?", holder.name),
        (Language::English, None) => format!("{}: who takes it?", standing.name),
    }
}

/// Whether the one who held the post is still to be reached: what is asked.
pub fn leaving_title(language: Language, name: &str) -> String {
    match language {
        Language::German => format!("{name} hat keine andere Funktion:"),
        Language::English => format!("{name} holds no other post:"),
    }
}

/// What a hand-over does, in numbers: the question and what stands below it.
pub fn look(language: Language, standing: &Standing, to: &HandOver, name: &str) -> (String, String) {
    let on = day(language, to.day);
    let german = language == Language::German;
    let question = match (&standing.holder, german) {
        (Some(holder), true) => format!("„{}“ von {} an {name} übergeben, ab {on}?", standing.name, holder.name),
        (None, true) => format!("„{}“ an {name} geben, ab {on}?", standing.name),
        (Some(holder), false) => format!("Hand \"{}\" over from {} to {name}, from {on}?", standing.name, holder.name),
        (None, false) => format!("Give \"{}\" to {name}, from {on}?", standing.name),
    };
    let mut lines = Vec::new();
    let moving = [(Kind::Question, standing.questions.len()), (Kind::Invitation, standing.invitations.len())];
    let mut moves: Vec<String> =
        moving.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| open(language, kind, count)).collect();
    if !standing.lists.is_empty() {
        let lists = counted(language, Kind::List, standing.lists.len());
        moves.push(if german { format!("{lists} im Entwurf") } else { format!("{lists} in draft") });
    }
    if !standing.meetings.is_empty() {
        let count = standing.meetings.len();
        moves.push(match (german, count) {
            (true, 1) => "1 Platz als Gast einer Sitzung".to_owned(),
            (true, count) => format!("{count} Plätze als Gast von Sitzungen"),
            (false, 1) => "1 seat as guest of a meeting".to_owned(),
            (false, count) => format!("{count} seats as guest of meetings"),
        });
    }
    if moves.is_empty() {
        moves.push(said(language, ("nichts, was offen ist", "nothing that is open")).to_owned());
    }
    // A line each: numbers are compared, not read.
    lines.push(said(language, ("Geht über:", "Moves:")).to_owned());
    lines.extend(moves.into_iter().map(|moved| format!("  {moved}")));
    let topics: Vec<&str> = standing.topics.iter().map(|(_, name)| name.as_str()).collect();
    if !topics.is_empty() {
        lines.push(format!(
            "{} {}",
            said(language, ("Themen der Funktion:", "Topics of the post:")),
            topics.join(", ")
        ));
    }
    if let Some(holder) = &standing.holder {
        let (questions, talks) = standing.stays;
        let (questions, talks) = (counted(language, Kind::Question, questions), counted(language, Kind::Talk, talks));
        lines.push(match german {
            true => format!("Bleibt bei {}: {questions} mit Antwort, {talks}, Historie", holder.name),
            false => format!("Stays with {}: {questions} with an answer, {talks}, history", holder.name),
        });
        if to.leaves {
            lines.push(match german {
                true => format!("{} wird als ausgeschieden vermerkt.", holder.name),
                false => format!("{} is marked as left.", holder.name),
            });
        }
    }
    (question, lines.join("\n"))
}

/// That nobody holds a post so.
pub fn not_held(language: Language) -> &'static str {
    said(language, ("So hat niemand diese Funktion.", "Nobody holds this post so."))
}

/// That somebody has to say who of several gives a post up.
pub fn several_hold(language: Language, names: &str) -> String {
    match language {
        Language::German => format!("Mehrere haben diese Funktion: {names}. Wer gibt sie ab? Bitte mit --from sagen."),
        Language::English => format!("Several hold this post: {names}. Who gives it up? Please say it with --from."),
    }
}

/// Why a post cannot be handed over so.
pub fn hindrance(language: Language, why: Hindrance) -> String {
    match (why, language) {
        (Hindrance::HoldsIt, Language::German) => {
            "Diese Person hat die Funktion schon. Nichts wurde geändert; bitte jemand anderen wählen.".to_owned()
        }
        (Hindrance::HoldsIt, Language::English) => {
            "This person holds the post already. Nothing was changed; please choose somebody else.".to_owned()
        }
        (Hindrance::Before(since), Language::German) => format!(
            "Die jetzige Besetzung beginnt erst am {}. Nichts wurde geändert; bitte einen späteren Tag wählen.",
            day(language, since)
        ),
        (Hindrance::Before(since), Language::English) => format!(
            "The present tenure begins only on {}. Nothing was changed; please choose a later day.",
            day(language, since)
        ),
    }
}

/// What a merging does, in numbers: the question and what stands below it.
pub fn merging(language: Language, merging: &Merging, on: NaiveDate) -> (String, String) {
    let [from, into] = &merging.names;
    let on = day(language, on);
    let moves: Vec<String> =
        institution::moving(merging).into_iter().map(|(kind, count)| counted(language, kind, count)).collect();
    let nothing = said(language, ("nichts", "nothing")).to_owned();
    let moves = if moves.is_empty() { nothing } else { moves.join(", ") };
    match language {
        Language::German => (
            format!("„{from}“ zum {on} in „{into}“ aufgehen lassen?"),
            format!(
                "Geht über: {moves}\n„{from}“ steht danach nicht mehr in den Listen, wird aber gefunden und nennt, worin sie aufgegangen ist."
            ),
        ),
        Language::English => (
            format!("Let \"{from}\" go into \"{into}\" on {on}?"),
            format!("Moves: {moves}\n\"{from}\" leaves the lists, is still found, and says what it has gone into."),
        ),
    }
}

/// Why an institution cannot go into another.
pub fn unmergeable(language: Language, why: Unmergeable) -> &'static str {
    let pair: Pair = match why {
        Unmergeable::Same => (
            "Eine Einrichtung kann nicht in sich selbst aufgehen. Nichts wurde geändert.",
            "An institution cannot go into itself. Nothing was changed.",
        ),
        Unmergeable::HasGone => (
            "Die gewählte Einrichtung ist selbst in einer anderen aufgegangen. Nichts wurde geändert; bitte diese wählen.",
            "The chosen institution has gone into another one itself. Nothing was changed; please choose that one.",
        ),
        Unmergeable::Ended => (
            "Diese Einrichtung ist schon in einer anderen aufgegangen; nichts wurde geändert. Bitte den Eintrag wählen, in dem sie aufging.",
            "This institution has gone into another already; nothing was changed. Please choose the one it went into.",
        ),
        Unmergeable::Below => (
            "Die gewählte Einrichtung gehört zu einem Teil dieser. Nichts wurde geändert; bitte sie zuerst im Baum lösen.",
            "The chosen institution belongs to a part of this one. Nothing was changed; please move it in the tree first.",
        ),
    };
    said(language, pair)
}

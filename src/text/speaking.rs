//! Speakers and invitations in words: why somebody fits, what to know before asking, how an invitation is answered.

use chrono::NaiveDate;

use super::posts::day;
use super::{Pair, choice, said};
use crate::domain::speaking::{Candidate, Occasion, Reason, Warning};
use crate::domain::{Choice, Format, InvitationState, Language};

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// The fixed words of this part.
        #[derive(Debug)]
        pub struct SpeakingWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: SpeakingWords = SpeakingWords { $($name: $german),+ };
        static ENGLISH: SpeakingWords = SpeakingWords { $($name: $english),+ };
    };
}

words! {
    invite_to: "Zu welcher Sitzung einladen?", "Invite to which meeting?";
    invite_whom: "Wen einladen?", "Invite whom?";
    which_invitation: "Welche Einladung?", "Which invitation?";
    note_talk: "Vortrag eintragen, mit Rückmeldung …", "Note the talk, with feedback …";
    invites: "zu dieser Sitzung einladen", "invite to this meeting";
    shows: "ansehen", "look at";
    both_formats: "vor Ort oder online", "on site or online";
    no_meeting: "Es ist keine Sitzung geplant. Bitte zuerst eine Sitzung anlegen.",
        "No meeting is planned. Please make a meeting first.";
    no_invitation: "Hier steht keine Einladung, die beantwortet werden kann.", "There is no invitation here to be answered.";
    meeting_over: "Diese Sitzung ist vorbei oder abgesagt. Niemand wurde eingeladen.",
        "This meeting is over or called off. Nobody was invited.";
    nobody: "Zu diesen Themen ist niemand bekannt. Themen der Sitzung oder der Kontakte ergänzen.",
        "Nobody is known for these topics. Add topics to the meeting or to contacts.";
    no_topic: "Die Sitzung hat noch keine Themen und keinen Schwerpunkt. Bitte zuerst eintragen, worum es geht.",
        "The meeting has no topics and no focus yet. Please enter first what it is about.";
    no_talk_known: "kein Vortrag bekannt", "no talk known";
    fee: "Honorar", "fee";
}

/// The fixed words of speakers and invitations.
pub fn words(language: Language) -> &'static SpeakingWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// What is asked when speakers are looked for.
pub fn who_could_speak(language: Language, occasion: &Occasion) -> String {
    let on = match occasion.topic_names.as_slice() {
        [] => occasion.words.first().cloned().unwrap_or_default(),
        names => names.join(", "),
    };
    let meeting = match (language, occasion.day) {
        (Language::German, Some(on)) => format!(" am {}", day(language, on)),
        (Language::English, Some(on)) => format!(" on {}", day(language, on)),
        (_, None) => String::new(),
    };
    match language {
        Language::German => format!("Wer könnte sprechen{meeting}: {on}"),
        Language::English => format!("Who could speak{meeting}: {on}"),
    }
}

/// What speaks for somebody: `Thema Wärmeplanung`, `Vortrag „…“`.
pub fn reason(language: Language, reason: &Reason) -> String {
    let (german, english) = match reason {
        Reason::Topic(name) => (format!("Thema {name}"), format!("topic {name}")),
        Reason::PostTopic(name) => (format!("Funktion mit Thema {name}"), format!("post with topic {name}")),
        Reason::Title(title) => (format!("Vortrag „{title}“"), format!("talk \"{title}\"")),
        Reason::Keyword(word) => (format!("Stichwort {word}"), format!("keyword {word}")),
    };
    if language == Language::German { german } else { english }
}

/// How somebody speaks, for what, and how soon: what is known of it.
pub fn terms(language: Language, candidate: &Candidate) -> Vec<String> {
    let format = candidate.format.map(|format| match format {
        Format::Both => words(language).both_formats.to_owned(),
        format => choice(language, Choice::Format(format)).to_owned(),
    });
    let fee = candidate.fee.as_ref().map(|fee| format!("{}: {fee}", words(language).fee));
    let lead = candidate.lead_time.as_ref().map(|lead| format!("{}: {lead}", said(language, ("Vorlauf", "lead time"))));
    format.into_iter().chain(fee).chain(lead).chain(candidate.reach.clone()).collect()
}

/// What to know before asking somebody.
pub fn warning(language: Language, warning: &Warning) -> String {
    let german = language == Language::German;
    match warning {
        Warning::AskedToThis(state) => {
            let state = choice(language, Choice::InvitationState(*state));
            if german {
                format!("zu dieser Sitzung schon eingeladen: {state}")
            } else {
                format!("invited to this meeting already: {state}")
            }
        }
        Warning::AskedLately(asked) => {
            let state = choice(language, Choice::InvitationState(asked.state));
            let meeting = asked.meeting.as_ref().map(|meeting| format!(", {meeting}")).unwrap_or_default();
            let by = asked.by.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
            let on = day(language, asked.on);
            if german {
                format!("zuletzt eingeladen am {on} ({state}{meeting}{by})")
            } else {
                format!("last invited on {on} ({state}{meeting}{by})")
            }
        }
        Warning::HeardLately(heard) => {
            let on = day(language, *heard);
            if german { format!("zuletzt gehört am {on}") } else { format!("last heard on {on}") }
        }
        Warning::TooLate(lead, left) => match (german, left) {
            (true, 1) => format!("braucht Vorlauf: {lead}; es ist noch 1 Tag"),
            (true, left) => format!("braucht Vorlauf: {lead}; es sind noch {left} Tage"),
            (false, 1) => format!("needs lead time: {lead}; 1 day is left"),
            (false, left) => format!("needs lead time: {lead}; {left} days are left"),
        },
        Warning::OnlyOnline => said(language, ("spricht nur online", "speaks online only")).to_owned(),
        Warning::OnlyOnSite => said(language, ("spricht nur vor Ort", "speaks on site only")).to_owned(),
        Warning::Reach(reach) => {
            if german {
                format!("Anreise prüfen: {reach}")
            } else {
                format!("check whether they travel so far: {reach}")
            }
        }
    }
}

/// What was asked before somebody is invited of whom something is to be known.
pub fn invite_question(language: Language, name: &str, meeting: &str) -> String {
    match language {
        Language::German => format!("{name} trotzdem einladen zu „{meeting}“?"),
        Language::English => format!("Invite {name} to \"{meeting}\" all the same?"),
    }
}

/// Somebody is invited to a meeting already.
pub fn is_invited(language: Language, name: &str, state: InvitationState) -> String {
    let state = choice(language, Choice::InvitationState(state));
    match language {
        Language::German => format!("{name} ist zu dieser Sitzung schon eingeladen ({state}). Nichts wurde geändert."),
        Language::English => format!("{name} is invited to this meeting already ({state}). Nothing was changed."),
    }
}

/// What is asked when an invitation is answered: `Jürgen Müller, gefragt am 3.11.2026: Antwort`.
pub fn answer_title(language: Language, name: &str, asked_on: Option<NaiveDate>) -> String {
    let asked = asked_on.map(|on| day(language, on));
    match (language, asked) {
        (Language::German, Some(on)) => format!("{name}, eingeladen am {on}: Antwort"),
        (Language::German, None) => format!("{name}: Antwort"),
        (Language::English, Some(on)) => format!("{name}, invited on {on}: answer"),
        (Language::English, None) => format!("{name}: answer"),
    }
}

/// What an answer means for the meeting.
pub fn answer_means(language: Language, state: InvitationState) -> &'static str {
    let pair: Pair = match state {
        InvitationState::Accepted => ("steht unter den Gästen der Sitzung", "stands among the guests of the meeting"),
        InvitationState::Declined => ("steht nicht unter den Gästen", "is not among the guests"),
        InvitationState::Asked => ("die Antwort steht noch aus", "the answer is still waited for"),
    };
    said(language, pair)
}

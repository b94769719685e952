//! What a sleeping question waits for, in a few words.

use chrono::NaiveDate;

use super::said;
use crate::domain::fact::Waking;
use crate::domain::{Field, Language, Record, Snooze, dates};

/// Until when a question sleeps, and why; `group` and `institution` are what it waits for, where it waits for such.
pub fn sleeps(language: Language, question: &Record, group: Option<&str>, institution: Option<&str>) -> String {
    let german = language == Language::German;
    let day = question.text(Field::SnoozeUntil).parse().ok().map(|day| dates::format(day, language));
    match Snooze::from_code(question.text(Field::Snooze)) {
        Some(Snooze::Meeting) => {
            let who = group.unwrap_or(super::words(language).alliance_meeting);
            let day = day.map(|day| format!(", {day}")).unwrap_or_default();
            if german { format!("Sitzung {who}{day}") } else { format!("Meeting {who}{day}") }
        }
        Some(Snooze::Guest) => {
            let who = institution.unwrap_or_default();
            if german { format!("Gast: {who}") } else { format!("Guest: {who}") }
        }
        Some(Snooze::Date) | None => day.unwrap_or_default(),
    }
}

/// What stands before the reason why a question is back.
pub const fn back_label(language: Language) -> &'static str {
    said(language, ("Wieder vorgelegt", "Back"))
}

/// What woke a question.
pub fn woken(language: Language, waking: &Waking) -> String {
    let german = language == Language::German;
    let day = |day| dates::format(day, language);
    match waking {
        Waking::Day(on) if german => format!("für den {} vorgemerkt", day(*on)),
        Waking::Day(on) => format!("noted for {}", day(*on)),
        // Its day stands in its name.
        Waking::Meeting { label, is_planned, .. } => match (german, is_planned) {
            (true, false) => format!("Sitzung „{label}“"),
            (true, true) => format!("Sitzung „{label}“ ist geplant"),
            (false, false) => format!("meeting “{label}”"),
            (false, true) => format!("meeting “{label}” is planned"),
        },
        Waking::Guest { name, meeting, .. } => {
            let meeting = meeting.as_ref().map(|meeting| format!(", {meeting}")).unwrap_or_default();
            if german { format!("{name} kommt als Gast{meeting}") } else { format!("{name} comes as a guest{meeting}") }
        }
        Waking::Somebody { act, by, at } => {
            let act = act.map_or(said(language, ("Änderung", "change")), |act| super::act(language, act));
            let on = at.get(..10).and_then(|on| on.parse().ok()).map(day).unwrap_or_default();
            if german { format!("{act} von {by}, {on}") } else { format!("{act} by {by}, {on}") }
        }
    }
}

/// A day to sleep until, as an entry to choose.
pub fn until(language: Language, day: NaiveDate) -> String {
    let day = dates::format_short(day, language);
    match language {
        Language::German => format!("Bis {day}"),
        Language::English => format!("Until {day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Id, Kind};

    #[test]
    fn it_says_until_when_and_for_whom() {
        let question = |kind| Record::new(Kind::Question, Id(1)).with(Field::Snooze, kind);
        let say = |question: &Record| sleeps(Language::German, question, Some("KA"), Some("LANUK"));
        let on = "2026-12-03";
        assert_eq!(say(&question(Snooze::Date).with(Field::SnoozeUntil, on)), "03.12.2026");
        assert_eq!(say(&question(Snooze::Meeting).with(Field::SnoozeUntil, on)), "Sitzung KA, 03.12.2026");
        assert_eq!(say(&question(Snooze::Meeting)), "Sitzung KA");
        assert_eq!(say(&question(Snooze::Guest)), "Gast: LANUK");
    }

    #[test]
    fn it_says_what_woke_it() {
        let say = |waking: &Waking| woken(Language::German, waking);
        let on = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        let (by, at) = ("Jörg Muster".to_owned(), "2026-11-22T13:52:00Z".to_owned());
        let note = Waking::Somebody { act: Some(Act::Comment), by: by.clone(), at: at.clone() };
        assert_eq!(say(&note), "Kommentar von Jörg Muster, 22.11.2026");
        assert_eq!(say(&Waking::Somebody { act: None, by, at }), "Änderung von Jörg Muster, 22.11.2026");
        assert_eq!(say(&Waking::Day(on)), "für den 03.12.2026 vorgemerkt");
        let meeting =
            |is_planned| Waking::Meeting { meeting: Id(1), label: "Vierte".to_owned(), on: Some(on), is_planned };
        assert_eq!(say(&meeting(false)), "Sitzung „Vierte“");
        assert_eq!(say(&meeting(true)), "Sitzung „Vierte“ ist geplant");
        let guest = Waking::Guest { contact: Id(1), name: "Ute Grünwald".to_owned(), meeting: None };
        assert_eq!(say(&guest), "Ute Grünwald kommt als Gast");
    }
}

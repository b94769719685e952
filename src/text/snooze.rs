//! What a sleeping question waits for, in a few words.

use chrono::NaiveDate;

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
    use crate::domain::{Id, Kind};

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
}

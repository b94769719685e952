//! What speakers write of themselves in words: how long before they want to be asked, and where they travel.

use crate::domain::fold;

/// The days that a lead time means: `4 Wochen` are 28, of `6 bis 8 Wochen` the shorter counts. `None` where it names
/// no time.
pub(super) fn lead_days(text: &str) -> Option<i64> {
    const NUMBERS: &[&str] = &["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht"];
    const ENGLISH: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight"];
    let number = |word: &str| {
        let named =
            |names: &[&str]| names.iter().position(|name| *name == word).and_then(|at| i64::try_from(at + 1).ok());
        let digits = word.parse::<i64>().ok().filter(|number| (0..1000).contains(number));
        let one = ["eine", "einen", "einem", "einer", "a"].contains(&word).then_some(1);
        digits.or(one).or_else(|| named(NUMBERS)).or_else(|| named(ENGLISH))
    };
    let mut first = None;
    for word in fold::words(text) {
        if let Some(number) = number(&word) {
            // A word between two numbers makes them a span; anything else begins anew.
            first = first.or(Some(number));
            continue;
        }
        let unit = match word.as_str() {
            word if ["tag", "day"].iter().any(|unit| word.starts_with(unit)) => 1,
            word if ["woche", "week"].iter().any(|unit| word.starts_with(unit)) => 7,
            word if ["monat", "month"].iter().any(|unit| word.starts_with(unit)) => 30,
            "quartal" | "quartale" | "quarter" | "quarters" => 91,
            word if ["jahr", "year"].iter().any(|unit| word.starts_with(unit)) => 365,
            _ => continue,
        };
        return first.map(|number| number * unit);
    }
    None
}

/// Whether a place is none that one travels to.
pub(super) fn is_online(place: &str) -> bool {
    let signs = ["online", "video", "webex", "teams", "zoom", "digital"];
    fold::words(place).any(|word| signs.iter().any(|sign| word.starts_with(sign)))
}

/// Whether somebody who says so travels to a place. What is said in general reaches everywhere.
pub(super) fn reaches(reach: &str, place: &str) -> bool {
    const WIDE: &[&str] = &[
        "landesweit",
        // A district is wider than an alliance; whether it is theirs, nobody has to be warned of.
        "regierungsbezirk",
        "bundesweit",
        "europaweit",
        "weltweit",
        "uberall",
        "deutschland",
        "europa",
        "nrw",
        "nordrhein",
        "westfalen",
        "nationwide",
        "everywhere",
        "germany",
        "egal",
        "unbegrenzt",
    ];
    let places: Vec<String> = fold::words(place).collect();
    let mut words = fold::words(reach).filter(|word| word.chars().count() > 2).peekable();
    words.peek().is_none() || words.any(|word| WIDE.contains(&word.as_str()) || places.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_times_are_read_as_people_write_them() {
        for (text, days) in [
            ("4 Wochen", Some(28)),
            ("6 bis 8 Wochen", Some(42)),
            ("6-8 weeks", Some(42)),
            ("3 Monate", Some(90)),
            ("mindestens zwei Monate vorher", Some(60)),
            ("ein Monat", Some(30)),
            ("14 Tage", Some(14)),
            ("1 Jahr", Some(365)),
            ("kurzfristig möglich", None),
            ("Wochen", None),
            ("", None),
            ("99999999999999999999 Wochen", None),
        ] {
            assert_eq!(lead_days(text), days, "{text}");
        }
    }
}

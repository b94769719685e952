//! Sums of money as people write them, held as whole cents.
//!
//! Ambiguous figures are read the German way: a point before exactly three digits groups thousands
//! (`12.500` is twelve thousand five hundred), a single comma begins the decimals. Where both signs
//! stand, the later one begins the decimals, so `1,500.50` is read as the English write it. Several
//! commas group thousands. A sum that is no whole number of cents is refused instead of rounded:
//! an English `1,567` would otherwise become 1.57 unseen.
use thiserror::Error;

use super::fold::fold;
use super::language::Language;

/// Why a text is no sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyProblem {
    #[error("empty")]
    Empty,
    #[error("not understood")]
    NotUnderstood,
    /// Parts of a cent remain; see the note on `1,567` above.
    #[error("finer than a cent")]
    TooFine,
    #[error("too large")]
    TooLarge,
}

/// Words before or behind the figure that do not change it.
const IGNORED: [&str; 9] = ["ca", "rd", "rund", "etwa", "circa", "about", "€", "eur", "euro"];

/// Words behind the figure and the power of ten that they stand for.
const SCALES: [(&str, u32); 14] = [
    ("t€", 3),
    ("teur", 3),
    ("teuro", 3),
    ("tsd", 3),
    ("tausend", 3),
    ("k", 3),
    ("k€", 3),
    ("t", 3),
    ("mio", 6),
    ("million", 6),
    ("millionen", 6),
    ("m€", 6),
    ("mrd", 9),
    ("milliarden", 9),
];

/// Gives the sum in cents.
///
/// # Errors
/// [`MoneyProblem`], for everything that is no single sum.
pub fn parse(text: &str) -> Result<i64, MoneyProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(MoneyProblem::Empty);
    }
    if text.len() > 80 {
        return Err(MoneyProblem::NotUnderstood);
    }
    let folded = fold(text).replace('−', "-");
    let first = folded.find(|letter: char| letter.is_ascii_digit()).ok_or(MoneyProblem::NotUnderstood)?;
    let behind = folded[first..].find(|letter: char| !is_figure(letter)).map_or(folded.len(), |length| first + length);
    let negative = sign(&folded[..first])?;
    let scale = scale(&folded[behind..])?;
    let (whole, decimals) = figure(folded[first..behind].trim_end())?;
    cents(negative, &whole, &decimals, scale)
}

/// Gives the sum as people read it: `12.500,00 €` or `€12,500.00`.
#[must_use]
pub fn format(cents: i64, language: Language) -> String {
    let (group, decimal) = match language {
        Language::German => ('.', ','),
        Language::English => (',', '.'),
    };
    let sign = if cents < 0 { "-" } else { "" };
    let magnitude = cents.unsigned_abs();
    let whole = (magnitude / 100).to_string();
    let mut grouped = String::with_capacity(whole.len() * 2);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    let rest = magnitude % 100;
    match language {
        Language::German => format!("{sign}{grouped}{decimal}{rest:02} €"),
        Language::English => format!("{sign}€{grouped}{decimal}{rest:02}"),
    }
}

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '\'' | '’' | '-' | '–')
}

/// What stands before the figure: nothing but a minus and words without weight.
fn sign(before: &str) -> Result<bool, MoneyProblem> {
    let mut negative = false;
    for word in before.split_whitespace() {
        let mut word = word;
        if let Some(rest) = word.strip_prefix('-') {
            if negative {
                return Err(MoneyProblem::NotUnderstood);
            }
            negative = true;
            word = rest;
        }
        let word = word.trim_start_matches('~').trim_end_matches('.');
        let (word, minus_behind) = match word.strip_suffix('-') {
            Some(rest) => (rest, true),
            None => (word, false),
        };
        if !(word.is_empty() || IGNORED.contains(&word)) || (minus_behind && negative) {
            return Err(MoneyProblem::NotUnderstood);
        }
        negative |= minus_behind;
    }
    Ok(negative)
}

fn scale(behind: &str) -> Result<u32, MoneyProblem> {
    let mut scale = 0;
    for word in behind.split_whitespace() {
        let word = word.trim_end_matches('.');
        if word.is_empty() || IGNORED.contains(&word) {
            continue;
        }
        match SCALES.iter().find(|(name, _)| *name == word) {
            Some((_, power)) if scale == 0 => scale = *power,
            _ => return Err(MoneyProblem::NotUnderstood),
        }
    }
    Ok(scale)
}

/// Splits the figure into the digits before and behind the decimal sign.
fn figure(text: &str) -> Result<(String, String), MoneyProblem> {
    let text = text.trim_end_matches(['-', '–']).trim_end_matches(' ');
    let without_end = text.trim_end_matches([',', '.']);
    if text.len() - without_end.len() > 1 {
        return Err(MoneyProblem::NotUnderstood);
    }
    // Blanks and apostrophes can only group thousands.
    let text: String = join_groups(without_end)?;
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let decimal = match (commas, points) {
        (1, 0) => Some(','),
        (0, 1) if !are_thousands(&text, '.') => Some('.'),
        (_, 0) | (0, _) => None,
        _ => text.chars().rev().find(|letter| !letter.is_ascii_digit()),
    };
    let (whole, decimals) = match decimal {
        Some(sign) => text.rsplit_once(sign).ok_or(MoneyProblem::NotUnderstood)?,
        None => (text.as_str(), ""),
    };
    let group = match decimal {
        Some(',') => '.',
        Some(_) => ',',
        None if commas > 0 => ',',
        None => '.',
    };
    if whole.contains(|letter: char| !letter.is_ascii_digit()) && !are_thousands(whole, group) {
        return Err(MoneyProblem::NotUnderstood);
    }
    let whole = whole.replace(group, "");
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(decimals) {
        return Err(MoneyProblem::NotUnderstood);
    }
    Ok((whole, decimals.to_owned()))
}

fn join_groups(text: &str) -> Result<String, MoneyProblem> {
    let signs = [' ', '\'', '’'];
    if !text.contains(signs) {
        return Ok(text.to_owned());
    }
    let (whole, rest) = match text.find([',', '.']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let joined = whole.replace(['\'', '’'], " ");
    if rest.contains(signs) || !are_thousands(&joined, ' ') {
        return Err(MoneyProblem::NotUnderstood);
    }
    Ok(joined.replace(' ', "") + rest)
}

/// Whether the sign groups thousands: one to three digits first, not a lone zero, then threes.
fn are_thousands(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && first != "0"
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

fn cents(negative: bool, whole: &str, decimals: &str, scale: u32) -> Result<i64, MoneyProblem> {
    let decimals = decimals.trim_end_matches('0');
    let places = (scale + 2) as usize;
    if decimals.len() > places {
        return Err(MoneyProblem::TooFine);
    }
    let digits = format!("{whole}{decimals:0<places$}");
    let magnitude: i64 = digits.parse().map_err(|_| MoneyProblem::TooLarge)?;
    Ok(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sums_are_read_as_people_write_them() {
        for (text, cents) in [
            ("12.500 €", 1_250_000),
            ("97.500,00 €", 9_750_000),
            ("15 T€", 1_500_000),
            ("15T€", 1_500_000),
            ("2,4 Mio", 240_000_000),
            ("2,4 Mio. €", 240_000_000),
            ("1,25 Mrd. Euro", 125_000_000_000),
            ("ca. 96.000", 9_600_000),
            ("rd. 5 Tsd. €", 500_000),
            ("1500", 150_000),
            ("1.500,5", 150_050),
            ("1,500.50", 150_050),
            ("1,500,000", 150_000_000),
            ("1.500.000", 150_000_000),
            ("1.500", 150_000),
            ("1,500", 150),
            ("12.5", 1_250),
            ("0.500", 50),
            ("12 500,00 €", 1_250_000),
            ("12\u{a0}500 €", 1_250_000),
            ("12'500.50", 1_250_050),
            ("€ 300", 30_000),
            ("€1,234.56", 123_456),
            ("250,- €", 25_000),
            ("250,-- €", 25_000),
            ("250,–", 25_000),
            ("-3,50 €", -350),
            ("- 3,50 €", -350),
            ("−12", -1_200),
            ("-€5.00", -500),
            ("450 EUR", 45_000),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Ok(cents), "{text}");
        }
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        for (text, problem) in [
            ("", MoneyProblem::Empty),
            ("  ", MoneyProblem::Empty),
            ("viel", MoneyProblem::NotUnderstood),
            ("10 bis 20 €", MoneyProblem::NotUnderstood),
            ("10-20", MoneyProblem::NotUnderstood),
            ("1.50.000", MoneyProblem::NotUnderstood),
            ("12.03.2027", MoneyProblem::NotUnderstood),
            ("1..5", MoneyProblem::NotUnderstood),
            ("5 Mio Tsd", MoneyProblem::NotUnderstood),
            ("5 Stunden", MoneyProblem::NotUnderstood),
            ("1,567", MoneyProblem::TooFine),
            ("99999999999999999999", MoneyProblem::TooLarge),
            ("999999999999 Mrd", MoneyProblem::TooLarge),
        ] {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn sums_are_shown_in_the_language() {
        assert_eq!(format(1_250_000, Language::German), "12.500,00 €");
        assert_eq!(format(123_456_789, Language::English), "€1,234,567.89");
        assert_eq!(format(-5, Language::German), "-0,05 €");
        assert_eq!(format(99_900, Language::German), "999,00 €");
        assert_eq!(format(i64::MIN, Language::German), "-92.233.720.368.547.758,08 €");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(cents in -i64::MAX..=i64::MAX) {
            prop_assert_eq!(parse(&format(cents, Language::German)), Ok(cents));
            prop_assert_eq!(parse(&format(cents, Language::English)), Ok(cents));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[0-9.,' €-]*|.*") {
            let _ = parse(&text);
        }
    }
}

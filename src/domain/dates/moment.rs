//! A day with the time of day, where one was written.
use chrono::{NaiveDate, NaiveTime};

use super::{DateProblem, LONGEST, parse};

/// A day, and the time of day if somebody wrote one: no time is not midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// Gives the day and time meant by `text`: everything that [`parse`] reads, alone or followed by a
/// time (`14:00`, `14 Uhr`, `um 14.30 Uhr`), and ISO with `T`.
///
/// # Errors
/// [`DateProblem`]; a time with a zone is not understood, as local time is meant throughout.
pub fn parse_moment(text: &str, today: NaiveDate) -> Result<Moment, DateProblem> {
    let text = text.trim();
    let whole = parse(text, today);
    if let Ok(date) = whole {
        return Ok(Moment { date, time: None });
    }
    if text.len() > LONGEST {
        return Err(DateProblem::NotUnderstood);
    }
    let mut problem = whole.err().unwrap_or(DateProblem::NotUnderstood);
    for (position, letter) in text.char_indices() {
        if !letter.is_whitespace() && !matches!(letter, 'T' | 't') {
            continue;
        }
        let Some(time) = time(&text[position + letter.len_utf8()..]) else {
            continue;
        };
        match parse(text[..position].trim_end().trim_end_matches(','), today) {
            Ok(date) => {
                let time = Some(time);
                return Ok(Moment { date, time });
            }
            Err(DateProblem::NotUnderstood | DateProblem::Empty) => {}
            Err(day_problem) => problem = day_problem,
        }
    }
    Err(problem)
}

/// `14:00`, `14:00:00`, `14 Uhr`, `14.30 Uhr`, `14:30 h`, `um 9 Uhr`
fn time(text: &str) -> Option<NaiveTime> {
    let lower = text.trim().to_lowercase();
    let text = lower.strip_prefix("um ").unwrap_or(&lower).trim_start();
    let (figures, named) = match text.strip_suffix("uhr").or_else(|| text.strip_suffix('h')) {
        Some(figures) => (figures.trim_end(), true),
        None => (text, false),
    };
    let mut parts = figures.split(|letter| letter == ':' || (named && letter == '.'));
    let hour = part(parts.next()?)?;
    let minute = match parts.next() {
        Some(minute) if minute.len() == 2 => part(minute)?,
        None if named => 0,
        _ => return None,
    };
    let second = match parts.next() {
        Some(second) if second.len() == 2 => part(second)?,
        Some(_) => return None,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn part(digits: &str) -> Option<u32> {
    if matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// Whether the rest of a folded text is nothing, or has the look of a time of day in any form,
/// zone and fractions included.
pub(super) fn is_time(rest: &str) -> bool {
    let rest = rest.trim();
    if rest.is_empty() {
        return true;
    }
    let (iso, rest) = match rest.strip_prefix('t') {
        Some(rest) => (true, rest),
        None => (false, rest.trim_start_matches([',', ' '])),
    };
    let (figures, named) = match rest.strip_suffix("uhr") {
        Some(figures) => (figures, true),
        None => (rest, false),
    };
    let signs = |letter: char| matches!(letter, '0'..='9' | ':' | '.' | '+' | '-' | 'z' | ' ');
    figures.starts_with(|letter: char| letter.is_ascii_digit())
        && figures.chars().all(signs)
        && (iso || named || figures.contains(':'))
}

//! Finds the day, month and year at the beginning of a folded text.
use chrono::{Datelike, NaiveDate};

use super::DateProblem;

/// Day, month and perhaps a year, as written; not yet known to be in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    day: u32,
    month: u32,
    year: Option<i32>,
}

impl Written {
    /// The date, if it was written with its year.
    pub(super) fn with_year(self) -> Option<Result<NaiveDate, DateProblem>> {
        self.year.map(|year| self.in_year(year))
    }

    /// The date; without a year the next such day from `today` on.
    pub(super) fn on_or_after(self, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
        if let Some(year) = self.year {
            return self.in_year(year);
        }
        // Eight years hold a 29 February, also around 2100.
        (today.year()..=today.year().saturating_add(8))
            .filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.day))
            .find(|date| *date >= today)
            .ok_or(DateProblem::NoSuchDay { day: self.day, month: self.month, year: today.year() })
    }

    /// The date; without a year the last such day up to `today`.
    pub(super) fn on_or_before(self, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
        if let Some(year) = self.year {
            return self.in_year(year);
        }
        (today.year().saturating_sub(8)..=today.year())
            .rev()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.day))
            .find(|date| *date <= today)
            .ok_or(DateProblem::NoSuchDay { day: self.day, month: self.month, year: today.year() })
    }

    fn in_year(self, year: i32) -> Result<NaiveDate, DateProblem> {
        NaiveDate::from_ymd_opt(year, self.month, self.day).ok_or(DateProblem::NoSuchDay {
            day: self.day,
            month: self.month,
            year,
        })
    }
}

/// Gives the date at the beginning of the text, and what follows it.
pub(super) fn leading(folded: &str) -> Option<(Written, &str)> {
    let (digits, rest) = digits(folded);
    match digits.len() {
        0 => month_first(folded),
        1 | 2 => day_first(number(digits)?, rest),
        4 => year_first(digits, rest),
        8 => compact(digits, rest),
        _ => None,
    }
}

/// `12.3.`, `12.3`, `12. 3. 2027`, `12. März`, `12 Mar 2027`
fn day_first(day: u32, rest: &str) -> Option<(Written, &str)> {
    let spaced = rest.trim_start();
    let (dotted, behind) = match spaced.strip_prefix('.') {
        Some(behind) => (true, behind.trim_start()),
        None => (false, spaced),
    };
    if let Some((month, behind)) = month_name(behind) {
        let (year, behind) = year(behind)?;
        return Some((Written { day, month, year }, behind));
    }
    let (digits, behind) = digits(behind);
    if !dotted || !matches!(digits.len(), 1 | 2) {
        return None;
    }
    let month = number(digits)?;
    match behind.trim_start().strip_prefix('.') {
        Some(behind) => {
            let (year, behind) = year(behind)?;
            Some((Written { day, month, year }, behind))
        }
        None => {
            let year = None;
            Some((Written { day, month, year }, behind))
        }
    }
}

/// `March 12, 2027`
fn month_first(folded: &str) -> Option<(Written, &str)> {
    let (month, rest) = month_name(folded)?;
    let (digits, rest) = digits(rest.trim_start());
    if !matches!(digits.len(), 1 | 2) {
        return None;
    }
    let day = number(digits)?;
    let (year, rest) = year(rest.trim_start_matches([',', ' ']))?;
    Some((Written { day, month, year }, rest))
}

/// `2027-03-12`, `2027/3/12`
fn year_first<'text>(year: &str, rest: &'text str) -> Option<(Written, &'text str)> {
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/'))?;
    let (month, rest) = digits(&rest[1..]);
    let (day, rest) = digits(rest.strip_prefix(sign)?);
    if !matches!(month.len(), 1 | 2) || !matches!(day.len(), 1 | 2) {
        return None;
    }
    let written = Written { day: number(day)?, month: number(month)?, year: year.parse().ok() };
    Some((written, rest))
}

/// `20270312`
fn compact<'text>(digits: &str, rest: &'text str) -> Option<(Written, &'text str)> {
    let written = Written { day: number(&digits[6..])?, month: number(&digits[4..6])?, year: digits[..4].parse().ok() };
    Some((written, rest))
}

/// A year of two or four digits, or none at all; a figure of another length is no date.
fn year(text: &str) -> Option<(Option<i32>, &str)> {
    let (digits, rest) = digits(text.trim_start());
    match digits.len() {
        0 => Some((None, text)),
        2 => Some((Some(2000 + digits.parse::<i32>().ok()?), rest)),
        4 => Some((digits.parse().ok(), rest)),
        _ => None,
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

/// A month's name or abbreviation, with its dot; German and English, folded.
fn month_name(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let month = match name {
        "jan" | "januar" | "janner" | "january" => 1,
        "feb" | "februar" | "february" => 2,
        "mar" | "mrz" | "marz" | "march" => 3,
        "apr" | "april" => 4,
        "mai" | "may" => 5,
        "jun" | "juni" | "june" => 6,
        "jul" | "juli" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "okt" | "oct" | "oktober" | "october" => 10,
        "nov" | "november" => 11,
        "dez" | "dec" | "dezember" | "december" => 12,
        _ => return None,
    };
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

//! Dates as people write them, read and shown.
mod calendar;
mod moment;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use thiserror::Error;

use super::fold::fold;
use super::language::Language;

pub use moment::{Moment, parse_moment};

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateProblem {
    #[error("empty")]
    Empty,
    #[error("not understood")]
    NotUnderstood,
    /// The form is right, but the calendar has no such day. Without a written year, `year` is the
    /// one that was tried first.
    #[error("no such day: {year}-{month}-{day}")]
    NoSuchDay { day: u32, month: u32, year: i32 },
    /// Outside 1900 to 2199: almost certainly a slip of the finger.
    #[error("year out of range: {0}")]
    YearOutOfRange(i32),
}

/// No date is longer than this when written; what is longer is not looked at.
const LONGEST: usize = 64;

/// Gives the date meant by `text` when it is written on the day `today`.
///
/// Understood are `12.3.`, `12.03.2027`, `12.3.27`, `12. März 2027`, `2027-03-12`, words (`heute`,
/// `morgen`, `tomorrow`), weekdays (`fr`, `Friday`: the next such day, never today) and distances
/// (`+3`, `+2w`, `+1m`, `+1j`). Without a year it is the next such day, today included; years of two
/// digits lie in 2000 to 2099.
///
/// # Errors
/// [`DateProblem`]
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    looking(Way::Ahead, text, today)
}

/// Gives the date as [`parse`] does, for something that has happened: without a year, and of weekdays, it is the last
/// such day, today included.
///
/// # Errors
/// [`DateProblem`]
pub fn parse_past(text: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    looking(Way::Back, text, today)
}

/// Where a day lies that is written without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Ahead,
    Back,
}

fn looking(way: Way, text: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let folded = prepared(text)?;
    let date = if let Some(distance) = folded.strip_prefix('+') {
        after(distance, today)
    } else if let Some(days) = day_word(&folded) {
        moved(today, days)
    } else if let Some(day) = weekday(folded.trim_end_matches('.')) {
        match way {
            Way::Ahead => following(today, day),
            Way::Back => moved(following(today, day)?, -7),
        }
    } else {
        let (written, rest) = calendar::leading(without_weekday(&folded)).ok_or(DateProblem::NotUnderstood)?;
        if !rest.trim().is_empty() {
            return Err(DateProblem::NotUnderstood);
        }
        match way {
            Way::Ahead => written.on_or_after(today),
            Way::Back => written.on_or_before(today),
        }
    }?;
    within(date)
}

/// Gives the date written at the beginning of `text`, for lists in which it must carry its year.
/// A time behind it is passed over.
///
/// # Errors
/// [`DateProblem`]; a day without a year is not understood.
pub fn parse_written(text: &str) -> Result<NaiveDate, DateProblem> {
    let folded = prepared(text)?;
    let (written, rest) = calendar::leading(without_weekday(&folded)).ok_or(DateProblem::NotUnderstood)?;
    if !moment::is_time(rest) {
        return Err(DateProblem::NotUnderstood);
    }
    within(written.with_year().ok_or(DateProblem::NotUnderstood)??)
}

/// Gives the date as people read it: `12.03.2027` or `12 Mar 2027`.
#[must_use]
pub fn format(date: NaiveDate, language: Language) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    match language {
        Language::German => format!("{day:02}.{month:02}.{year}"),
        Language::English => format!("{day} {} {year}", ENGLISH_MONTHS[date.month0() as usize]),
    }
}

/// Gives the date behind its weekday: `Fr 12.03.2027` or `Fri 12 Mar 2027`.
#[must_use]
pub fn format_short(date: NaiveDate, language: Language) -> String {
    let names = match language {
        Language::German => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    let name = names[date.weekday().num_days_from_monday() as usize];
    format!("{name} {}", format(date, language))
}

const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn prepared(text: &str) -> Result<String, DateProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    if text.len() > LONGEST {
        return Err(DateProblem::NotUnderstood);
    }
    Ok(fold(text))
}

fn within(date: NaiveDate) -> Result<NaiveDate, DateProblem> {
    if (1900..=2199).contains(&date.year()) { Ok(date) } else { Err(DateProblem::YearOutOfRange(date.year())) }
}

fn day_word(folded: &str) -> Option<i64> {
    match folded {
        "vorgestern" => Some(-2),
        "gestern" | "yesterday" => Some(-1),
        "heute" | "today" => Some(0),
        "morgen" | "tomorrow" => Some(1),
        "ubermorgen" => Some(2),
        _ => None,
    }
}

fn moved(today: NaiveDate, days: i64) -> Result<NaiveDate, DateProblem> {
    let distance = Days::new(days.unsigned_abs());
    let date = if days < 0 { today.checked_sub_days(distance) } else { today.checked_add_days(distance) };
    date.ok_or(DateProblem::YearOutOfRange(today.year()))
}

/// The names are compared folded, therefore `tusday` and `tu` for `Tuesday` and `Tue`.
fn weekday(folded: &str) -> Option<Weekday> {
    match folded {
        "mo" | "mon" | "montag" | "monday" => Some(Weekday::Mon),
        "di" | "dienstag" | "tu" | "tusday" => Some(Weekday::Tue),
        "mi" | "mittwoch" | "we" | "wed" | "wednesday" => Some(Weekday::Wed),
        "do" | "donnerstag" | "th" | "thu" | "thursday" => Some(Weekday::Thu),
        "fr" | "fri" | "freitag" | "friday" => Some(Weekday::Fri),
        "sa" | "sat" | "samstag" | "sonnabend" | "saturday" => Some(Weekday::Sat),
        "so" | "sonntag" | "su" | "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

fn following(today: NaiveDate, day: Weekday) -> Result<NaiveDate, DateProblem> {
    let ahead = day.days_since(today.weekday());
    moved(today, if ahead == 0 { 7 } else { i64::from(ahead) })
}

/// Takes a weekday from before a date (`Fr 12.03.2027`, `Fr., 12.3.`). It is not compared with the
/// date: the figures are what people copy, the weekday is decoration.
fn without_weekday(folded: &str) -> &str {
    let end = folded.find(|letter: char| !letter.is_alphabetic()).unwrap_or(folded.len());
    if weekday(&folded[..end]).is_some() { folded[end..].trim_start_matches(['.', ',', ' ']) } else { folded }
}

fn after(distance: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let distance = distance.trim_start();
    let end = distance.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(distance.len());
    if end == 0 || end > 5 {
        return Err(DateProblem::NotUnderstood);
    }
    let count: u32 = distance[..end].parse().map_err(|_| DateProblem::NotUnderstood)?;
    let date = match distance[end..].trim() {
        "" | "t" | "tag" | "tage" | "d" | "day" | "days" => today.checked_add_days(Days::new(u64::from(count))),
        "w" | "woche" | "wochen" | "week" | "weeks" => today.checked_add_days(Days::new(u64::from(count) * 7)),
        "m" | "monat" | "monate" | "month" | "months" => today.checked_add_months(Months::new(count)),
        "j" | "jahr" | "jahre" | "y" | "year" | "years" => today.checked_add_months(Months::new(count * 12)),
        _ => return Err(DateProblem::NotUnderstood),
    };
    date.ok_or(DateProblem::YearOutOfRange(today.year()))
}

#[cfg(test)]
mod tests;

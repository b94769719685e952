//! What people type into a field, read by the type of the field; and what a field holds, written so that it
//! can be typed again. Links to other records are not typed but chosen: they need the file.

use chrono::{NaiveDate, NaiveDateTime};

use super::dates::{self, DateProblem, Moment};
use super::money::{self, MoneyProblem};
use super::{Field, FieldType, Kind, Language, Set, Value, fold};

/// Why a text cannot stand in a field. An empty text always can: the field is unknown then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryProblem {
    /// It is no day.
    #[error("no date: {0}")]
    Date(#[from] DateProblem),
    /// It is no sum of money.
    #[error("no sum of money: {0}")]
    Money(#[from] MoneyProblem),
    /// A day alone, where the time of day is wanted too.
    #[error("the time of day is missing")]
    NoTime,
    /// It is no whole number.
    #[error("no whole number")]
    Number,
    /// It is neither yes nor no.
    #[error("neither yes nor no")]
    Flag,
    /// It is no list of goals from 1 to 17.
    #[error("no goals from 1 to 17")]
    Goals,
    /// It is none of the values of a closed set.
    #[error("not a value of {0:?}")]
    Choice(Set),
    /// The text is longer than the field takes; with the most characters that a line or a text may have.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// The day lies before that of another field of the record, where it cannot; with that field and its day.
    #[error("before {0:?} {1:?} {2}")]
    Before(Kind, Field, NaiveDate),
    /// The field refers to other records, which are looked up in the file.
    #[error("a link is chosen, not typed")]
    Link,
}

/// The most characters of a line: the longest titles and addresses in real lists have some 200, and a row of a list
/// has to be drawn and compared at every key.
pub const LONGEST_LINE: usize = 500;

/// The most characters of a long text: some forty printed pages. What is longer is a document, and the history would
/// keep it once for every change of it.
pub const LONGEST_TEXT: usize = 100_000;

/// The last of the goals of the Agenda 2030.
const LAST_GOAL: u8 = 17;

/// How the file holds a moment.
const MOMENT: &str = "%Y-%m-%dT%H:%M";

/// What a text means in a field of this type, written on the day `today`. Values of closed sets are read by
/// their codes; `text::entry` knows their names too.
pub fn read(holds: FieldType, text: &str, today: NaiveDate) -> Result<Value, EntryProblem> {
    let line = one_line(text);
    if is_blank(&line) {
        return Ok(Value::Unknown);
    }
    let value = value(holds, text, line, today)?;
    fits(holds, &value)?;
    Ok(value)
}

/// Whether a value is short enough for a field of this type; [`EntryProblem::TooLong`] where it is not.
pub fn fits(holds: FieldType, value: &Value) -> Result<(), EntryProblem> {
    let Some(text) = value.as_text() else { return Ok(()) };
    // Bytes are never fewer than characters, and known without counting.
    let is_longer = |text: &str, most: usize| text.len() > most && text.chars().count() > most;
    let has_long_line = match holds {
        FieldType::LongText => false,
        FieldType::Lines => text.lines().any(|line| is_longer(line, LONGEST_LINE)),
        _ => is_longer(text, LONGEST_LINE),
    };
    if has_long_line {
        return Err(EntryProblem::TooLong(LONGEST_LINE));
    }
    if is_longer(text, LONGEST_TEXT) { Err(EntryProblem::TooLong(LONGEST_TEXT)) } else { Ok(()) }
}

/// Whether a text shows nothing: blanks, control characters and characters without a width.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_control() || letter == '\u{ad}' || is_unseen(letter))
}

/// Characters that take no room, or that reorder or break the line around them: with them, two texts can look the
/// same and differ. The soft hyphen is none of them, as pasted German is full of it.
pub const fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn value(holds: FieldType, text: &str, line: String, today: NaiveDate) -> Result<Value, EntryProblem> {
    match holds {
        FieldType::Line => Ok(Value::Text(line)),
        FieldType::LongText => Ok(Value::text(long_text(text).trim_matches('\n'))),
        FieldType::Lines => {
            let lines: Vec<String> = text.lines().map(one_line).filter(|line| !is_blank(line)).collect();
            Ok(Value::Text(lines.join("\n")))
        }
        FieldType::Date => Ok(Value::from(dates::parse(&line, today)?)),
        FieldType::DateOrWords => match dates::parse(&line, today) {
            Ok(date) => Ok(Value::from(date)),
            Err(DateProblem::NotUnderstood | DateProblem::Empty) => Ok(Value::Text(line)),
            // It was meant as a date and is a slip: kept as words, nobody would be reminded of it.
            Err(problem) => Err(problem.into()),
        },
        FieldType::Moment => moment(dates::parse_moment(&line, today)?),
        FieldType::Number => number(&line).map(Value::Number).ok_or(EntryProblem::Number),
        FieldType::Money => Ok(Value::Number(money::parse(&line)?)),
        FieldType::Flag => flag(&line),
        FieldType::Goals => goals(&line),
        FieldType::Choice(set) => {
            let wanted = fold::key(&line);
            let found = set.choices().into_iter().find(|choice| fold::key(choice.code()) == wanted);
            found.map(|choice| Value::text(choice.code())).ok_or(EntryProblem::Choice(set))
        }
        FieldType::Link(_) | FieldType::Links(..) | FieldType::Subject => Err(EntryProblem::Link),
    }
}

/// What a field holds, as people read and type it; empty where nothing is known. Closed sets appear by their
/// codes and links by their ids, as their names are not known here.
pub fn written(holds: FieldType, value: &Value, language: Language) -> String {
    match (holds, value) {
        (_, Value::Unknown) => String::new(),
        (FieldType::Date | FieldType::DateOrWords, Value::Text(text)) => {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
            date.map_or_else(|_| text.clone(), |date| dates::format(date, language))
        }
        (FieldType::Moment, Value::Text(text)) => match NaiveDateTime::parse_from_str(text, MOMENT) {
            Ok(moment) => format!("{} {}", dates::format(moment.date(), language), moment.format("%H:%M")),
            Err(_) => text.clone(),
        },
        (FieldType::Money, Value::Number(cents)) => money::format(*cents, language),
        (FieldType::Flag, Value::Number(number)) => yes_or_no(*number != 0, language).to_owned(),
        (FieldType::Goals, Value::Text(text)) => text.split(',').map(str::trim).collect::<Vec<_>>().join(", "),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Links(ids)) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The words of a flag.
const fn yes_or_no(yes: bool, language: Language) -> &'static str {
    match (language, yes) {
        (Language::German, true) => "ja",
        (Language::German, false) => "nein",
        (Language::English, true) => "yes",
        (Language::English, false) => "no",
    }
}

/// Line breaks and control characters become blanks, several blanks one.
fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text as it was typed, with one form of line break and without control characters or blanks at line ends.
fn long_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |line: &str| line.chars().filter(|c| *c == '\t' || !c.is_control()).collect::<String>();
    text.split('\n').map(|line| kept(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn moment(moment: Moment) -> Result<Value, EntryProblem> {
    let time = moment.time.ok_or(EntryProblem::NoTime)?;
    Ok(Value::Text(moment.date.and_time(time).format(MOMENT).to_string()))
}

/// A whole number, also with its thousands grouped: `45.000`, `45,000`, `45 000`.
fn number(line: &str) -> Option<i64> {
    let (sign, digits) = line.strip_prefix('-').map_or((1, line), |rest| (-1, rest));
    let groups: Vec<&str> = digits.split(['.', ',', ' ', '\'']).collect();
    let are_digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let are_thousands = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if !are_digits || !are_thousands {
        return None;
    }
    groups.concat().parse::<i64>().ok().map(|number| sign * number)
}

fn flag(line: &str) -> Result<Value, EntryProblem> {
    match fold::fold(line).as_str() {
        "ja" | "j" | "yes" | "y" | "x" | "1" | "true" | "wahr" => Ok(Value::Number(1)),
        // No is not told from unknown in the file, which holds yes or nothing.
        "nein" | "n" | "no" | "0" | "false" | "falsch" | "-" => Ok(Value::Unknown),
        _ => Err(EntryProblem::Flag),
    }
}

fn goals(line: &str) -> Result<Value, EntryProblem> {
    let folded = fold::fold(line).replace("sdg", " ");
    let mut goals = std::collections::BTreeSet::new();
    for word in folded.split([',', ';', ' ', '+', '/']).filter(|word| !word.is_empty()) {
        let goal = word.parse::<u8>().ok().filter(|goal| (1..=LAST_GOAL).contains(goal));
        goals.insert(goal.ok_or(EntryProblem::Goals)?);
    }
    Ok(Value::text(goals.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn reads(holds: FieldType, text: &str) -> Result<Value, EntryProblem> {
        read(holds, text, today())
    }

    #[test]
    fn nothing_typed_is_unknown_in_every_field() {
        for &kind in Kind::ALL {
            for spec in kind.spec().fields {
                assert_eq!(reads(spec.holds, " \n "), Ok(Value::Unknown), "{spec:?}");
                assert_eq!(written(spec.holds, &Value::Unknown, Language::German), "", "{spec:?}");
            }
        }
    }

    #[test]
    fn what_nobody_can_see_is_nothing() {
        for text in ["\u{200b}\u{feff}", "\u{202e} \u{2069}", "\u{7}\u{1b}", "\u{ad}\n\u{200d}"] {
            for holds in [FieldType::Line, FieldType::LongText, FieldType::Lines, FieldType::Date] {
                assert_eq!(reads(holds, text), Ok(Value::Unknown), "{text:?}");
            }
        }
        assert_eq!(reads(FieldType::Lines, "a\n\u{200b}\nb"), Ok(Value::text("a\nb")));
    }

    #[test]
    fn what_is_too_long_is_refused_not_cut() {
        let (line, text) = (EntryProblem::TooLong(LONGEST_LINE), EntryProblem::TooLong(LONGEST_TEXT));
        for holds in [FieldType::Line, FieldType::DateOrWords, FieldType::Lines] {
            assert!(reads(holds, &"ü".repeat(LONGEST_LINE)).is_ok());
            assert_eq!(reads(holds, &"ü".repeat(LONGEST_LINE + 1)), Err(line));
        }
        assert!(reads(FieldType::LongText, &"ü".repeat(LONGEST_TEXT)).is_ok());
        assert_eq!(reads(FieldType::LongText, &"ü".repeat(LONGEST_TEXT + 1)), Err(text));
        assert_eq!(reads(FieldType::Lines, &"kurz\n".repeat(LONGEST_TEXT / 4)), Err(text));
    }

    #[test]
    fn every_type_reads_what_people_write() {
        for (holds, text, value) in [
            (FieldType::Line, " zwei\n Zeilen ", Value::text("zwei Zeilen")),
            (FieldType::Line, "a\u{1b}[31mb", Value::text("a [31mb")),
            (FieldType::LongText, "a  b \r\n\r\nc\u{7}\r\n", Value::text("a  b\n\nc")),
            (FieldType::Lines, "a@example.org\n\n b@example.org", Value::text("a@example.org\nb@example.org")),
            (FieldType::Date, "1.12.", Value::text("2026-12-01")),
            (FieldType::DateOrWords, "morgen", Value::text("2026-11-23")),
            (FieldType::DateOrWords, "vor  Pfingsten", Value::text("vor Pfingsten")),
            (FieldType::Moment, "3.2.2027 um 14.30 Uhr", Value::text("2027-02-03T14:30")),
            (FieldType::Number, "45.000", Value::Number(45_000)),
            (FieldType::Number, "-7", Value::Number(-7)),
            (FieldType::Money, "12.500 €", Value::Number(1_250_000)),
            (FieldType::Flag, "Ja", Value::Number(1)),
            (FieldType::Flag, "nein", Value::Unknown),
            (FieldType::Goals, "SDG 13, 7", Value::text("7,13")),
            (FieldType::Choice(Set::QuestionState), "Assigned", Value::text("assigned")),
            (FieldType::Choice(Set::ApplicationState), "proof of use", Value::text("proof_of_use")),
        ] {
            assert_eq!(reads(holds, text), Ok(value), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_stand_in_a_field_is_refused_with_its_reason() {
        for (holds, text, problem) in [
            (FieldType::Date, "neulich", EntryProblem::Date(DateProblem::NotUnderstood)),
            (
                FieldType::DateOrWords,
                "31.2.2027",
                EntryProblem::Date(DateProblem::NoSuchDay { day: 31, month: 2, year: 2027 }),
            ),
            (FieldType::Moment, "3.2.2027", EntryProblem::NoTime),
            (FieldType::Number, "4.5", EntryProblem::Number),
            (FieldType::Number, "viele", EntryProblem::Number),
            (FieldType::Money, "viel", EntryProblem::Money(MoneyProblem::NotUnderstood)),
            (FieldType::Flag, "vielleicht", EntryProblem::Flag),
            (FieldType::Goals, "7, 18", EntryProblem::Goals),
            (FieldType::Choice(Set::Priority), "9", EntryProblem::Choice(Set::Priority)),
            (FieldType::Link(Kind::Group), "KA", EntryProblem::Link),
        ] {
            assert_eq!(reads(holds, text), Err(problem), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (holds, value) in [
            (FieldType::Date, Value::text("2027-03-01")),
            (FieldType::DateOrWords, Value::text("vor Pfingsten")),
            (FieldType::Moment, Value::text("2027-02-03T14:30")),
            (FieldType::Money, Value::Number(-1_250_050)),
            (FieldType::Flag, Value::Number(1)),
            (FieldType::Goals, Value::text("7,13")),
            (FieldType::Lines, Value::text("a; b\nc")),
            (FieldType::Choice(Set::Priority), Value::text("2")),
        ] {
            for language in [Language::German, Language::English] {
                let text = written(holds, &value, language);
                assert_eq!(reads(holds, &text), Ok(value.clone()), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[0-9.,: €a-z\n]*|.*") {
            for &kind in Kind::ALL {
                for spec in kind.spec().fields {
                    let _ = read(spec.holds, &text, today());
                }
            }
        }

        #[test]
        fn long_text_read_twice_stays(text in ".*|[a \n\t\r]*") {
            let once = reads(FieldType::LongText, &text).unwrap();
            let again = written(FieldType::LongText, &once, Language::German);
            prop_assert_eq!(reads(FieldType::LongText, &again).unwrap(), once);
        }
    }
}

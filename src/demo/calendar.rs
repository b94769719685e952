//! The days of the demo: two years back, some years ahead, and the hours in which people work.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days before today at which the demo starts.
pub(super) const PAST: usize = 730;
const AHEAD: usize = 1400;
/// Seconds that people work in a day: from 7 to 16 o'clock, UTC.
pub(super) const WORKDAY: u64 = 9 * 3600;
const MORNING: u64 = 7 * 3600;

/// A point in time, in seconds of working time since the demo's start. Adding a working day never ends on a Sunday.
pub(super) type Moment = u64;

/// A length of time in working days.
pub(super) const fn days(count: u64) -> Moment {
    count * WORKDAY
}

/// The days by number, 0 being the first; today is [`PAST`].
pub(super) struct Calendar {
    first: NaiveDate,
    iso: Vec<String>,
    german: Vec<String>,
    working: Vec<usize>,
}

impl Calendar {
    /// The calendar around a day.
    pub(super) fn around(today: NaiveDate) -> Self {
        let first = today.checked_sub_days(Days::new(PAST as u64)).unwrap_or(today);
        let dates: Vec<NaiveDate> = first.iter_days().take(PAST + AHEAD).collect();
        let working = dates
            .iter()
            .take(PAST)
            .enumerate()
            .filter(|(_, date)| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun))
            .map(|(day, _)| day)
            .collect();
        Self {
            first,
            iso: dates.iter().map(|date| date.format("%Y-%m-%d").to_string()).collect(),
            german: dates.iter().map(|date| date.format("%d.%m.%Y").to_string()).collect(),
            working,
        }
    }

    /// The moment at which the demo ends: the evening of the last working day before today.
    pub(super) fn end(&self) -> Moment {
        days(self.working.len() as u64)
    }

    /// The day of a moment.
    pub(super) fn day(&self, moment: Moment) -> usize {
        let index = (moment / WORKDAY) as usize;
        self.working.get(index).or(self.working.last()).copied().unwrap_or_default()
    }

    /// The first moment of a day, or of the next one on which people work.
    pub(super) fn morning(&self, day: usize) -> Moment {
        days(self.working.partition_point(|&working| working < day) as u64)
    }

    /// A day as the file holds it.
    pub(super) fn iso(&self, day: usize) -> &str {
        self.iso.get(day).or(self.iso.last()).map_or("", String::as_str)
    }

    /// A day as people write it.
    pub(super) fn german(&self, day: usize) -> &str {
        self.german.get(day).or(self.german.last()).map_or("", String::as_str)
    }

    /// The year of a day.
    pub(super) fn year(&self, day: usize) -> u64 {
        self.iso(day).get(..4).and_then(|year| year.parse().ok()).unwrap_or_default()
    }

    /// The number of a date; nothing where it lies outside.
    pub(super) fn number(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from((date - self.first).num_days()).ok().filter(|&day| day < self.iso.len())
    }

    /// This day, or the Monday after it.
    pub(super) fn weekday(&self, day: usize) -> usize {
        match self.date(day).map(|date| date.weekday()) {
            Some(Weekday::Sat) => day + 2,
            Some(Weekday::Sun) => day + 1,
            _ => day,
        }
    }

    /// The date of a day; nothing at the end of all days.
    pub(super) fn date(&self, day: usize) -> Option<NaiveDate> {
        self.first.checked_add_days(Days::new(day as u64))
    }

    /// The day so many days from today.
    pub(super) fn from_today(delta: i64) -> usize {
        usize::try_from(PAST as i64 + delta).unwrap_or_default()
    }

    /// A moment as changes hold it: `2026-11-20T08:15:30Z`.
    pub(super) fn stamp(&self, moment: Moment) -> String {
        let (hours, minutes, seconds) = self.clock(moment);
        let mut text = String::with_capacity(20);
        text.push_str(self.iso(self.day(moment)));
        for (mark, number) in [('T', hours), (':', minutes), (':', seconds)] {
            text.push(mark);
            push_two(&mut text, number);
        }
        text.push('Z');
        text
    }

    /// A moment as fields hold it: `2026-11-20T08:15`.
    pub(super) fn minute(&self, moment: Moment) -> String {
        let mut text = self.stamp(moment);
        text.truncate(16);
        text
    }

    fn clock(&self, moment: Moment) -> (u64, u64, u64) {
        let of_day = MORNING + if moment < self.end() { moment % WORKDAY } else { WORKDAY - 1 };
        (of_day / 3600, of_day / 60 % 60, of_day % 60)
    }
}

fn push_two(text: &mut String, number: u64) {
    for digit in [number / 10, number % 10] {
        text.push(char::from(b'0' + (digit % 10) as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_happens_at_weekends_or_from_today_on() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let calendar = Calendar::around(today);
        assert_eq!(calendar.iso(PAST), "2026-11-22");
        assert_eq!(calendar.stamp(calendar.end() - 1), "2026-11-20T15:59:59Z");
        assert_eq!(calendar.stamp(calendar.end() - days(5)), "2026-11-16T07:00:00Z");
        assert_eq!(calendar.morning(calendar.number(today).unwrap() - 1), calendar.end());
    }
}

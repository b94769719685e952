//! Which back-ups are kept: the latest, and the last one of each of some days, weeks and months.

use chrono::{Datelike, NaiveDate};

/// Back-ups that are kept whatever their date.
const LATEST: usize = 3;
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// The places of those that nobody needs any more, given the days on which they were made, the latest first.
///
/// "The latest" is by the order in which they were made, and a day counts where it has a back-up: what time it is
/// now does not matter. A clock that jumps can thus not make the new ones look old.
pub(super) fn superfluous(made: &[NaiveDate]) -> Vec<usize> {
    let mut days = First::new(DAYS);
    let mut weeks = First::new(WEEKS);
    let mut months = First::new(MONTHS);
    let mut left = Vec::new();
    for (place, day) in made.iter().enumerate() {
        let of_day = days.takes((day.year(), day.ordinal()));
        let of_week = weeks.takes((day.iso_week().year(), day.iso_week().week()));
        let of_month = months.takes((day.year(), day.month()));
        if !(of_day || of_week || of_month || place < LATEST) {
            left.push(place);
        }
    }
    left
}

/// Takes the first of each span of time, until it has as many as it wants.
struct First {
    seen: Vec<(i32, u32)>,
    most: usize,
}

impl First {
    const fn new(most: usize) -> Self {
        Self { seen: Vec::new(), most }
    }

    fn takes(&mut self, span: (i32, u32)) -> bool {
        let is_first = self.seen.len() < self.most && !self.seen.contains(&span);
        if is_first {
            self.seen.push(span);
        }
        is_first
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() + TimeDelta::days(offset)
    }

    /// Makes a back-up on each of these days, in this order, and throws away after each. Gives what is left, the
    /// latest first, as the number of each back-up and its day.
    fn lived(days: &[NaiveDate]) -> Vec<(usize, NaiveDate)> {
        let mut kept: Vec<(usize, NaiveDate)> = Vec::new();
        for (number, day) in days.iter().enumerate() {
            kept.insert(0, (number, *day));
            let made: Vec<NaiveDate> = kept.iter().map(|(_, day)| *day).collect();
            let left = superfluous(&made);
            let mut place = 0;
            kept.retain(|_| {
                place += 1;
                !left.contains(&(place - 1))
            });
        }
        kept
    }

    #[test]
    fn after_two_years_there_are_days_weeks_and_months() {
        let last = day(0);
        let days: Vec<NaiveDate> = (0..730).rev().filter_map(|back| last.checked_sub_days(Days::new(back))).collect();
        let kept: Vec<i64> = lived(&days).iter().map(|(_, day)| (last - *day).num_days()).collect();
        assert_eq!(kept[..7], [0, 1, 2, 3, 4, 5, 6]);
        assert!(kept.iter().filter(|back| **back < 35).count() >= 7 + 3);
        assert!(kept.iter().any(|back| *back > 320), "{kept:?}");
        assert!(kept.len() <= LATEST + DAYS + WEEKS + MONTHS);
    }

    proptest! {
        #[test]
        fn the_latest_are_never_thrown_away_whatever_the_clock_says(
            offsets in prop::collection::vec(-20_000i64..20_000, 1..80)
        ) {
            let days: Vec<NaiveDate> = offsets.iter().map(|offset| day(*offset)).collect();
            let kept = lived(&days);
            for number in days.len().saturating_sub(LATEST)..days.len() {
                prop_assert!(kept.iter().any(|(kept, _)| *kept == number));
            }
            prop_assert!(kept.len() <= LATEST + DAYS + WEEKS + MONTHS);
        }

        #[test]
        fn each_of_the_last_seven_days_keeps_its_latest(
            gaps in prop::collection::vec(0u64..40, 1..120)
        ) {
            let mut now = day(0);
            let days: Vec<NaiveDate> = gaps.iter().map(|gap| { now = now + Days::new(*gap); now }).collect();
            let kept = lived(&days);
            let mut wanted: Vec<(usize, NaiveDate)> = Vec::new();
            for (number, day) in days.iter().enumerate().rev() {
                if wanted.len() < DAYS && wanted.iter().all(|(_, other)| other != day) {
                    wanted.push((number, *day));
                }
            }
            for one in wanted {
                prop_assert!(kept.contains(&one), "{one:?} in {kept:?}");
            }
        }

        #[test]
        fn what_was_kept_once_is_not_missed_later(
            offsets in prop::collection::vec(-400i64..400, 1..60)
        ) {
            let days: Vec<NaiveDate> = offsets.iter().map(|offset| day(*offset)).collect();
            // Throwing away again at once takes nothing more.
            let left: Vec<NaiveDate> = lived(&days).into_iter().map(|(_, day)| day).collect();
            prop_assert_eq!(superfluous(&left), Vec::<usize>::new());
        }
    }
}

//! What people rely on when they type dates.
use super::*;
use chrono::NaiveTime;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A Sunday.
fn today() -> NaiveDate {
    day(2026, 11, 22)
}

#[test]
fn of_what_has_happened_the_last_such_day_is_meant() {
    for (text, date) in [
        ("12.3.", day(2026, 3, 12)),
        ("22.11.", day(2026, 11, 22)),
        ("23.11.", day(2025, 11, 23)),
        ("29.2.", day(2024, 2, 29)),
        ("12.3.2027", day(2027, 3, 12)),
        ("fr", day(2026, 11, 20)),
        ("so", day(2026, 11, 22)),
        ("gestern", day(2026, 11, 21)),
    ] {
        assert_eq!(parse_past(text, today()), Ok(date), "{text}");
    }
    assert_eq!(parse_past("31.2.", today()), Err(DateProblem::NoSuchDay { day: 31, month: 2, year: 2026 }));
}

#[test]
fn dates_are_read_as_people_write_them() {
    for (text, date) in [
        ("12.3.", day(2027, 3, 12)),
        ("12.3", day(2027, 3, 12)),
        ("22.11.", day(2026, 11, 22)),
        ("23.11", day(2026, 11, 23)),
        ("21.11.", day(2027, 11, 21)),
        ("29.2.", day(2028, 2, 29)),
        ("12.03.2027", day(2027, 3, 12)),
        ("12.3.27", day(2027, 3, 12)),
        ("12. 3. 2027", day(2027, 3, 12)),
        ("12. März 2027", day(2027, 3, 12)),
        ("12.März", day(2027, 3, 12)),
        ("1. Mrz. 27", day(2027, 3, 1)),
        ("12 Mar 2027", day(2027, 3, 12)),
        ("March 12, 2027", day(2027, 3, 12)),
        ("2027-03-12", day(2027, 3, 12)),
        ("2027/03/12", day(2027, 3, 12)),
        ("20270312", day(2027, 3, 12)),
        ("Fr 12.03.2027", day(2027, 3, 12)),
        ("Fr., 12.3.", day(2027, 3, 12)),
        ("heute", day(2026, 11, 22)),
        ("Morgen", day(2026, 11, 23)),
        ("übermorgen", day(2026, 11, 24)),
        ("uebermorgen", day(2026, 11, 24)),
        ("gestern", day(2026, 11, 21)),
        ("tomorrow", day(2026, 11, 23)),
        ("so", day(2026, 11, 29)),
        ("mo", day(2026, 11, 23)),
        ("Fr.", day(2026, 11, 27)),
        ("Dienstag", day(2026, 11, 24)),
        ("Tuesday", day(2026, 11, 24)),
        ("tue", day(2026, 11, 24)),
        ("th", day(2026, 11, 26)),
        ("+3", day(2026, 11, 25)),
        ("+3t", day(2026, 11, 25)),
        ("+3d", day(2026, 11, 25)),
        ("+2w", day(2026, 12, 6)),
        ("+2 Wochen", day(2026, 12, 6)),
        ("+1m", day(2026, 12, 22)),
        ("+1j", day(2027, 11, 22)),
        ("+1Y", day(2027, 11, 22)),
    ] {
        assert_eq!(parse(text, today()), Ok(date), "{text}");
    }
    assert_eq!(parse("+1m", day(2027, 1, 31)), Ok(day(2027, 2, 28)));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "asap",
        "vor Pfingsten",
        "Q3/2026",
        "12",
        "12.",
        "12.3.127",
        "12.3.2027 x",
        "+",
        "+x",
        "+3q",
        "3/4/2027",
        "2027-03",
        "1.2.3.4",
        "+999999",
        "0",
    ] {
        assert_eq!(parse(text, today()), Err(DateProblem::NotUnderstood), "{text}");
    }
    assert_eq!(parse(" ", today()), Err(DateProblem::Empty));
    assert_eq!(parse("31.2.2027", today()), Err(DateProblem::NoSuchDay { day: 31, month: 2, year: 2027 }));
    assert_eq!(parse("31.2.", today()), Err(DateProblem::NoSuchDay { day: 31, month: 2, year: 2026 }));
    for (text, year) in [("12.3.3027", 3027), ("12.3.1027", 1027), ("+900j", 2926)] {
        assert_eq!(parse(text, today()), Err(DateProblem::YearOutOfRange(year)), "{text}");
    }
}

#[test]
fn lists_need_the_year() {
    for text in [
        "12.03.2027",
        "12.3.27",
        "2027-03-12",
        "2027/03/12",
        "20270312",
        "20270312T070000Z",
        "12.03.2027 14:30",
        "12.03.2027, 14 Uhr",
        "2027-03-12T08:00:00.000+01:00",
        "2027-03-12 08:00:00",
        " 12. März 2027 ",
    ] {
        assert_eq!(parse_written(text), Ok(day(2027, 3, 12)), "{text}");
    }
    for text in ["12.3.", "morgen", "+3", "vor Pfingsten", "Q3/2026", "12.03.2027 oder später"] {
        assert_eq!(parse_written(text), Err(DateProblem::NotUnderstood), "{text}");
    }
}

#[test]
fn a_time_is_read_only_where_it_stands() {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    for (text, date, time) in [
        ("12.3. 14:00", day(2027, 3, 12), time(14, 0)),
        ("12.03.2027 14 Uhr", day(2027, 3, 12), time(14, 0)),
        ("12.3. 14 Uhr", day(2027, 3, 12), time(14, 0)),
        ("12.03.2027, 9.30 Uhr", day(2027, 3, 12), time(9, 30)),
        ("12. März 2027 um 14:30 Uhr", day(2027, 3, 12), time(14, 30)),
        ("2027-03-12T14:00", day(2027, 3, 12), time(14, 0)),
        ("2027-03-12 14:00:00", day(2027, 3, 12), time(14, 0)),
        ("morgen 9:30", day(2026, 11, 23), time(9, 30)),
        ("fr 14h", day(2026, 11, 27), time(14, 0)),
        ("Fr 12.03.2027 14:00", day(2027, 3, 12), time(14, 0)),
        ("12.3.", day(2027, 3, 12), None),
        ("+2w", day(2026, 12, 6), None),
    ] {
        assert_eq!(parse_moment(text, today()), Ok(Moment { date, time }), "{text}");
    }
    for text in ["12.3. 25:00", "14:00", "12.3.2027 1430", "2027-03-12T14:00Z", "12.3. 14:60"] {
        assert_eq!(parse_moment(text, today()), Err(DateProblem::NotUnderstood), "{text}");
    }
    assert_eq!(parse_moment("31.2.2027 14:00", today()), Err(DateProblem::NoSuchDay { day: 31, month: 2, year: 2027 }));
}

#[test]
fn dates_are_shown_in_the_language() {
    let date = day(2027, 3, 12);
    assert_eq!(format(date, Language::German), "12.03.2027");
    assert_eq!(format(date, Language::English), "12 Mar 2027");
    assert_eq!(format_short(date, Language::German), "Fr 12.03.2027");
    assert_eq!(format_short(date, Language::English), "Fri 12 Mar 2027");
}

proptest! {
    #[test]
    fn what_is_shown_is_read_again(days in 693_596i32..802_800) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        for language in [Language::German, Language::English] {
            prop_assert_eq!(parse(&format(date, language), today()), Ok(date));
            prop_assert_eq!(parse(&format_short(date, language), today()), Ok(date));
            prop_assert_eq!(parse_written(&format(date, language)), Ok(date));
        }
    }

    #[test]
    fn any_text_on_any_day_is_read_or_refused(
        text in "\\PC*|[0-9.+:TtWwMmJj ]{0,14}|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{0,5}|.*",
        days in prop::option::of(i32::MIN..i32::MAX),
    ) {
        let today = days.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MAX);
        for result in [parse(&text, today), parse_written(&text)].into_iter().flatten() {
            prop_assert!((1900..=2199).contains(&result.year()));
        }
        let _ = parse_moment(&text, today);
        let _ = parse(&text, NaiveDate::MIN);
    }

    #[test]
    fn a_day_without_year_is_never_past(text in "[0-9]{1,2}\\.[0-9]{1,2}\\.?") {
        if let Ok(date) = parse(&text, today()) {
            prop_assert!(date >= today());
        }
    }
}

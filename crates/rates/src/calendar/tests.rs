use super::*;
use jiff::civil::date;

fn at(day: Date, hour: i8) -> Timestamp {
    let time = day.at(hour, 0, 0, 0);
    time.to_zoned(TimeZone::fixed(MOSCOW)).unwrap().timestamp()
}

#[track_caller]
fn check(now: Date, newest: Date, expected: Option<Date>) {
    let expected = match expected {
        Some(expected_date) => Staleness::Stale { expected_date },
        None => Staleness::Fresh,
    };
    for hour in [0, 12, 23] {
        assert_eq!(
            staleness(at(now, hour), Some(newest)),
            expected,
            "{now} {hour}:00, {newest}"
        );
    }
}

#[test]
fn the_table_of_days_off_is_read() {
    let calendar = Calendar::parse(include_str!("../../data/holidays.txt")).unwrap();
    assert!((2024..=2027).all(|it| calendar.knows(it)) && !calendar.knows(2028));
    let business = |year| {
        let days = date(year, 1, 1)
            .series(1.day())
            .take_while(|it| it.year() == year);
        days.filter(|it| calendar.is_business_day(*it)).count()
    };
    // The production calendar says 248, 247 and 247; of them 3, 1 and 0 are Saturdays worked in exchange.
    assert_eq!(
        (business(2024), business(2025), business(2026)),
        (245, 246, 247)
    );
    for (line, text) in [
        (1, "2024-01-01"),
        (2, "year 2024\n2024-01-09..2024-01-01"),
        (1, "year x"),
        (3, "year 2024\n# a\n2025-01-01 b"),
    ] {
        assert_eq!(
            Calendar::parse(text).unwrap_err(),
            BadCalendar(line),
            "{text}"
        );
    }
}

#[test]
fn fridays_rates_hold_from_saturday_to_monday() {
    let saturday = date(2025, 10, 11);
    for day in 11..=13 {
        check(date(2025, 10, day), saturday, None);
        check(date(2025, 10, day), date(2025, 10, 10), Some(saturday));
    }
    check(date(2025, 10, 14), saturday, Some(date(2025, 10, 14)));
    check(date(2025, 10, 14), date(2025, 10, 14), None);
    // 08.11.2025 was the day before 11.11.2025.
    check(date(2025, 11, 10), date(2025, 11, 8), None);
    check(
        date(2025, 11, 11),
        date(2025, 11, 8),
        Some(date(2025, 11, 11)),
    );
    // The file of 27.08.2022 was the newest on Monday, 29.08.2022.
    check(date(2022, 8, 29), date(2022, 8, 27), None);
}

#[test]
fn a_public_holiday_is_skipped() {
    // 07.03.2019 was followed by 09.03.2019: the year is not in the table, the Labour Code serves.
    check(date(2019, 3, 8), date(2019, 3, 7), None);
    check(date(2019, 3, 9), date(2019, 3, 7), Some(date(2019, 3, 9)));
    check(date(2019, 3, 11), date(2019, 3, 9), None);
    // 12.06.2026 is a Friday.
    check(date(2026, 6, 12), date(2026, 6, 11), None);
    check(
        date(2026, 6, 13),
        date(2026, 6, 11),
        Some(date(2026, 6, 13)),
    );
}

#[test]
fn nothing_new_comes_in_the_new_year_break() {
    // 31.12.2025 to 11.01.2026 are off. What is set on 12.01 holds from 13.01.
    for day in 1..=12 {
        check(date(2026, 1, day), date(2025, 12, 31), None);
    }
    check(
        date(2026, 1, 13),
        date(2025, 12, 31),
        Some(date(2026, 1, 13)),
    );
    // The bank may choose an earlier date than the one expected here; what is older is stale all the same.
    check(date(2026, 1, 12), date(2026, 1, 10), None);
    check(
        date(2026, 1, 12),
        date(2025, 12, 30),
        Some(date(2026, 1, 10)),
    );
    // A year that nobody has entered yet: 1 to 8 January.
    check(date(2031, 1, 8), date(2030, 12, 31), None);
    check(
        date(2031, 1, 10),
        date(2030, 12, 31),
        Some(date(2031, 1, 10)),
    );
}

#[test]
fn rates_of_tomorrow_are_known_the_evening_before_and_not_missed() {
    // In the evening of 13.10.2025 the rates of the 14th are out; without them those in force are still fresh.
    check(date(2025, 10, 13), date(2025, 10, 14), None);
    check(date(2025, 10, 13), date(2025, 10, 11), None);
    let never = staleness(at(date(2025, 10, 14), 9), None);
    assert_eq!(
        never,
        Staleness::Stale {
            expected_date: date(2025, 10, 14)
        }
    );
}

#[test]
fn the_day_begins_in_moscow() {
    let evening: Timestamp = "2025-10-13T21:00:00Z".parse().unwrap();
    assert_eq!(moscow_date(evening), date(2025, 10, 14));
    assert_eq!(
        staleness(evening, Some(date(2025, 10, 11))),
        Staleness::Stale {
            expected_date: date(2025, 10, 14)
        }
    );
}

#[test]
fn a_holiday_on_a_weekend_moves_to_monday_where_the_year_is_not_known() {
    let calendar = Calendar::russia();
    assert!(!calendar.is_business_day(date(2022, 6, 13)));
    assert!(!calendar.is_business_day(date(2021, 5, 3)));
    assert!(calendar.is_business_day(date(2022, 1, 10)));
    assert!(
        !calendar.is_business_day(date(2026, 1, 9)) && calendar.is_business_day(date(2026, 1, 12))
    );
}

#[test]
fn the_ends_of_time_are_survived() {
    for now in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        assert_ne!(staleness(now, None), Staleness::Fresh);
        assert_eq!(staleness(now, Some(Date::MAX)), Staleness::Fresh);
    }
    assert_eq!(Calendar::russia().holds_from(Date::MAX), Date::MAX);
}

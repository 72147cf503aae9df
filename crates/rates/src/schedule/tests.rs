use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    format!("{text}+03:00").parse().unwrap()
}

#[track_caller]
fn check(now: &str, success: Option<&str>, attempt: Option<&str>, due: &str) {
    check_with(now, success, attempt, Date::MAX, due);
}

#[track_caller]
fn check_with(now: &str, success: Option<&str>, attempt: Option<&str>, newest: Date, due: &str) {
    let found = next_due(at(now), success.map(at), attempt.map(at), Some(newest));
    assert_eq!(found, at(due), "{newest}");
}

#[test]
fn at_ten_and_at_six_in_moscow() {
    let morning = Some("2025-10-14T10:00:05");
    check("2025-10-14T10:01", morning, morning, "2025-10-14T18:00");
    check("2025-10-14T17:59:59", morning, morning, "2025-10-14T18:00");
    check("2025-10-14T18:00", morning, morning, "2025-10-14T18:00");
    let evening = Some("2025-10-14T18:00:03");
    check("2025-10-14T18:01", evening, evening, "2025-10-15T10:00");
    check("2025-10-15T09:00", evening, evening, "2025-10-15T10:00");
}

#[test]
fn at_the_start_what_was_missed_is_made_up_once() {
    check("2025-10-14T12:00", None, None, "2025-10-14T12:00");
    let before = Some("2025-10-10T18:00:03");
    check("2025-10-14T12:00", before, before, "2025-10-14T12:00");
    // Older than 24 hours is always due.
    check(
        "2025-10-14T09:59",
        Some("2025-10-13T09:58"),
        None,
        "2025-10-14T09:59",
    );
    // Started in the morning with last evening's rates: not before ten.
    let evening = Some("2025-10-13T18:30");
    check("2025-10-14T08:00", evening, evening, "2025-10-14T10:00");
}

#[test]
fn after_a_failure_half_an_hour_passes() {
    let success = Some("2025-10-13T18:30");
    check(
        "2025-10-14T10:05",
        success,
        Some("2025-10-14T10:00"),
        "2025-10-14T10:30",
    );
    check(
        "2025-10-14T11:00",
        success,
        Some("2025-10-14T10:00"),
        "2025-10-14T11:00",
    );
    check(
        "2025-10-14T10:05",
        None,
        Some("2025-10-14T10:00"),
        "2025-10-14T10:30",
    );
    // A failure of the hand, while the rates are up to date, moves nothing.
    check(
        "2025-10-14T09:00",
        success,
        Some("2025-10-14T08:59"),
        "2025-10-14T10:00",
    );
}

#[test]
fn what_is_not_out_yet_is_asked_for_every_half_an_hour() {
    let evening = Some("2025-10-14T18:00:03");
    let check = |now: &str, tried, newest, due: &str| check_with(now, tried, tried, newest, due);
    let (tuesday, wednesday) = (date(2025, 10, 14), date(2025, 10, 15));
    check("2025-10-14T18:01", evening, tuesday, "2025-10-14T18:30:03");
    check("2025-10-14T19:00", evening, tuesday, "2025-10-14T19:00");
    check("2025-10-14T18:01", evening, wednesday, "2025-10-15T10:00");
    // On through the night; and the slot of the morning comes first.
    let late = Some("2025-10-15T09:50");
    check("2025-10-15T09:51", late, tuesday, "2025-10-15T10:00");
    // Nothing comes after Saturday's list until Monday evening, nor in the New Year break.
    let saturday = date(2025, 10, 11);
    let sunday = Some("2025-10-12T18:00:03");
    check("2025-10-12T19:00", sunday, saturday, "2025-10-13T10:00");
    let monday = Some("2025-10-13T18:00:03");
    check("2025-10-13T18:01", monday, saturday, "2025-10-13T18:30:03");
    let holiday = Some("2026-01-05T18:00:03");
    let last = date(2025, 12, 31);
    check("2026-01-05T19:00", holiday, last, "2026-01-06T10:00");
}

#[test]
fn a_clock_that_was_set_back_costs_one_refresh() {
    let ahead = Some("2027-01-01T10:00");
    check("2025-10-14T12:00", ahead, ahead, "2025-10-14T12:00");
    let now = Some("2025-10-14T12:00");
    check("2025-10-14T12:01", now, now, "2025-10-14T18:00");
}

fn time() -> impl Strategy<Value = Timestamp> {
    // 1970 to 2100, to the second.
    (0i64..4_102_444_800).prop_map(|it| Timestamp::from_second(it).unwrap())
}

fn span() -> impl Strategy<Value = i64> {
    // Seconds, hours and years, forwards and backwards.
    prop_oneof![
        -100i64..100,
        -90_000i64..90_000,
        -100_000_000i64..100_000_000
    ]
}

fn newest() -> impl Strategy<Value = Option<Date>> {
    let day = time().prop_map(moscow_date);
    prop_oneof![Just(None), Just(Some(Date::MAX)), day.prop_map(Some)]
}

fn plus(time: Timestamp, seconds: i64) -> Timestamp {
    time.checked_add(SignedDuration::from_secs(seconds))
        .unwrap()
}

proptest! {
    #[test]
    fn never_in_the_past_and_never_further_than_a_night(now in time(), success in proptest::option::of(time()), attempt in proptest::option::of(time()), newest in newest()) {
        let due = next_due(now, success, attempt, newest);
        prop_assert!(due >= now);
        prop_assert!(due.duration_since(now) <= SignedDuration::from_hours(16));
        prop_assert!(nap(now, due) <= LONGEST_NAP);
    }

    #[test]
    fn what_is_older_than_a_day_is_due(now in time(), age in 86_400i64..1_000_000_000, attempt in proptest::option::of(1_800i64..90_000), newest in newest()) {
        let success = plus(now, -age);
        let due = next_due(now, Some(success), attempt.map(|it| plus(now, -it)), newest);
        prop_assert_eq!(due, now);
    }

    #[test]
    fn a_sleep_of_any_length_keeps_the_appointment(now in time(), success in span(), attempt in span(), slept in 0i64..10_000_000, newest in newest()) {
        let (success, attempt) = (Some(plus(now, -success.abs())), Some(plus(now, -attempt.abs())));
        let due = next_due(now, success, attempt, newest);
        let awake = plus(now, slept);
        prop_assert_eq!(next_due(awake, success, attempt, newest), due.max(awake));
    }

    #[test]
    fn a_success_is_never_followed_at_once(now in time(), later in 1i64..57_600, newest in newest()) {
        let due = next_due(now, Some(now), Some(now), newest);
        prop_assert!(due > now);
        let again = plus(now, later);
        prop_assert_eq!(next_due(again, Some(now), Some(now), newest), due.max(again));
    }

    /// A program that does as it is told, over weeks in which the clock jumps, the machine sleeps and the banks fail.
    #[test]
    fn jumps_of_the_clock_neither_stop_nor_flood_it(start in 1_000_000_000i64..2_000_000_000, events in prop::collection::vec((span(), any::<bool>()), 1..40)) {
        let mut now = Timestamp::from_second(start).unwrap();
        let (mut success, mut attempt) = (None, None);
        for (jump, answers) in events {
            now = plus(now, jump);
            let mut tries = 0;
            // A day goes by at the pace of the naps.
            let end = plus(now, 86_400);
            while now < end {
                let due = next_due(now, success, attempt, Some(Date::MAX));
                if due > now {
                    let step = nap(now, due);
                    prop_assert!(!step.is_zero());
                    now = now.checked_add(due.duration_since(now).min(SignedDuration::from_mins(20))).unwrap();
                    continue;
                }
                tries += 1;
                attempt = Some(now);
                if answers {
                    success = Some(now);
                }
                now = plus(now, 1);
            }
            if answers {
                // Both slots of the day, and what the jump made due; one when it ends on a slot that was served.
                prop_assert!((1..=3).contains(&tries), "{} refreshes in a day", tries);
                prop_assert!(now.duration_since(success.unwrap()) <= SignedDuration::from_hours(24));
            } else {
                prop_assert!((1..=49).contains(&tries), "{} attempts in a day", tries);
            }
        }
    }
}

//! When the next refresh is due: pure functions of the clock and of what is known of the last one.
//!
//! The application remembers two times and the rates in its store, asks [`next_due`] and takes a [`nap`] at a time.
//! Nothing counts time that has passed: after a sleep of the machine or a change of its clock the next call sees the
//! new time and answers for it.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::{Calendar, MOSCOW, moscow_date};

/// The times of day in Moscow: in the morning for the rates in force, in the evening for those of the next day.
const SLOTS: [i64; 2] = [10 * 3600, 18 * 3600];
const DAY: i64 = 24 * 3600;
/// When a day's list is out: the slot of the evening.
const EVENING: SignedDuration = SignedDuration::from_secs(SLOTS[1]);

/// How long after a refresh that failed or brought nothing new the next one is tried.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(30);

/// The longest time to wait before asking again. The timers of an operating system stand still while it sleeps, and
/// its clock may be set; so nobody waits for more than this at once.
pub const LONGEST_NAP: Duration = Duration::from_secs(60);

/// When the next refresh is due: never before `now`, and `now` itself when it is due already.
///
/// A refresh is due at 10:00 and at 18:00 Moscow time. One that was missed, because the program did not run or the
/// machine slept, is due at once, but only one of them; so it always is when the last success is older than 24 hours.
/// After a failure the next attempt waits for a [`PAUSE`], and so it does as long as the `newest` effective date is not
/// that of the last list: every business day's is out in its evening. A remembered time that lies ahead was written
/// under another setting of the clock and counts for nothing.
#[must_use]
pub fn next_due(
    now: Timestamp,
    last_success: Option<Timestamp>,
    last_attempt: Option<Timestamp>,
    newest: Option<Date>,
) -> Timestamp {
    let past = |time: &Timestamp| *time <= now;
    let (success, attempt) = (last_success.filter(past), last_attempt.filter(past));
    if let Some(success) = success
        && success >= slot_at_or_before(now)
    {
        let slot = slot_after(now);
        return match is_awaited(now, newest) {
            true => again(now, success.max(attempt.unwrap_or(success))).min(slot),
            false => slot,
        };
    }
    match attempt {
        Some(attempt) if success.is_none_or(|it| it < attempt) => again(now, attempt),
        _ => now,
    }
}

/// Whether the list that was set last is still to come.
fn is_awaited(now: Timestamp, newest: Option<Date>) -> bool {
    let evening = now.checked_sub(EVENING).unwrap_or(Timestamp::MIN);
    let set_on = Calendar::russia().last_business_day(moscow_date(evening));
    newest.is_none_or(|newest| set_on.is_some_and(|set_on| newest <= set_on))
}

/// How long to wait before asking [`next_due`] again: until it is due, or the [`LONGEST_NAP`].
#[must_use]
pub fn nap(now: Timestamp, due: Timestamp) -> Duration {
    let left = now.duration_until(due);
    Duration::try_from(left).map_or(Duration::ZERO, |left| left.min(LONGEST_NAP))
}

fn slot_at_or_before(now: Timestamp) -> Timestamp {
    let (day, time) = moscow(now);
    match SLOTS.iter().rev().find(|slot| **slot <= time) {
        Some(slot) => at(day, *slot, Timestamp::MIN),
        None => at(day - 1, SLOTS[SLOTS.len() - 1], Timestamp::MIN),
    }
}

fn slot_after(now: Timestamp) -> Timestamp {
    let (day, time) = moscow(now);
    match SLOTS.iter().find(|slot| **slot > time) {
        Some(slot) => at(day, *slot, Timestamp::MAX),
        None => at(day + 1, SLOTS[0], Timestamp::MAX),
    }
}

/// Days since 1970 and seconds of the day, in Moscow.
fn moscow(now: Timestamp) -> (i64, i64) {
    let local = now.as_duration().as_secs() + i64::from(MOSCOW.seconds())
        - i64::from(now.as_duration().subsec_nanos() < 0);
    (local.div_euclid(DAY), local.rem_euclid(DAY))
}

fn at(day: i64, time: i64, beyond: Timestamp) -> Timestamp {
    Timestamp::from_second(day * DAY + time - i64::from(MOSCOW.seconds())).unwrap_or(beyond)
}

fn again(now: Timestamp, tried: Timestamp) -> Timestamp {
    now.max(tried.checked_add(PAUSE).unwrap_or(Timestamp::MAX))
}

#[cfg(test)]
mod tests;

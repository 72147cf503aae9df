//! Business days of Moscow, and whether the newest rates are the ones in force.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

/// Moscow is three hours ahead of UTC all the year round, since 26.10.2014 (Federal Law 248-FZ of 21.07.2014). A
/// fixed offset needs no time zone database, which a desktop may lack or hold in an old edition.
pub const MOSCOW: Offset = Offset::constant(3);

/// The most days to look back for a business day: the New Year break has 11; the ends of the calendar have none.
const LONGEST_BREAK: usize = 31;

/// The date in Moscow.
#[must_use]
pub fn moscow_date(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::fixed(MOSCOW)).date()
}

/// Whether the newest rates that are known are the ones in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Staleness {
    /// They are.
    Fresh,
    /// The bank has set newer ones.
    Stale {
        /// The date from which those hold.
        expected_date: Date,
    },
}

/// The days off of some years; of the others the public holidays of the Labour Code.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    off: BTreeSet<Date>,
}

/// A line of a table of days off that cannot be read, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} of the calendar cannot be read")]
pub struct BadCalendar(pub usize);

static RUSSIA: LazyLock<Calendar> = LazyLock::new(|| {
    // A test reads the same text; without it the public holidays of the Labour Code remain.
    Calendar::parse(include_str!("../data/holidays.txt")).unwrap_or_default()
});

/// Whether the newest rates are in force, by the calendar of Russia. See [`Calendar::staleness`].
#[must_use]
pub fn staleness(now: Timestamp, newest: Option<Date>) -> Staleness {
    RUSSIA.staleness(moscow_date(now), newest)
}

impl Calendar {
    /// The days off of Russia as this version knows them: `data/holidays.txt`.
    #[must_use]
    pub fn russia() -> &'static Self {
        &RUSSIA
    }

    /// Reads a table of days off in the form of `data/holidays.txt`.
    ///
    /// # Errors
    /// [`BadCalendar`] with the first line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, BadCalendar> {
        let mut calendar = Self::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                calendar.read(line).ok_or(BadCalendar(at + 1))?;
            }
        }
        Ok(calendar)
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_whitespace();
        let first = words.next()?;
        if first == "year" {
            self.years.insert(words.next()?.parse().ok()?);
            return Some(());
        }
        let (from, to) = first.split_once("..").unwrap_or((first, first));
        let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
        let known = |date: Date| self.years.contains(&date.year());
        if !known(from) || !known(to) || to < from || from.duration_until(to).as_hours() > 31 * 24 {
            return None;
        }
        let mut date = from;
        while date <= to {
            self.off.insert(date);
            date = date.tomorrow().ok()?;
        }
        Some(())
    }

    /// Whether the year is in the table, and not only guessed from the Labour Code.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// Whether people work on this day in Moscow: Monday to Friday, and no day off.
    #[must_use]
    pub fn is_business_day(&self, date: Date) -> bool {
        !weekend(date) && !self.is_off(date)
    }

    /// Whether the newest rates that are known up to a day are the ones in force on it.
    ///
    /// On every business day the bank sets the rates for the next day: Friday's hold from Saturday to Monday, those of
    /// the last day before a public holiday from the day after it (07.03.2019 was followed by 09.03.2019), so that
    /// nothing new comes for about eleven days around the New Year. Rates from before the last business day that must
    /// have been followed by newer ones are stale. When the bank chooses an earlier date than the one expected here,
    /// that is fresh too. Rates for tomorrow, which are out the evening before, are never missed today.
    #[must_use]
    pub fn staleness(&self, today: Date, newest: Option<Date>) -> Staleness {
        let days = std::iter::successors(today.yesterday().ok(), |day| day.yesterday().ok());
        let set = days
            .take(LONGEST_BREAK)
            .filter(|day| self.is_business_day(*day));
        let mut lists = set.map(|set_on| (set_on, self.holds_from(set_on)));
        if let Some((set_on, expected_date)) = lists.find(|(_, from)| *from <= today) {
            return match newest {
                Some(newest) if newest > set_on => Staleness::Fresh,
                _ => Staleness::Stale { expected_date },
            };
        }
        match newest {
            Some(_) => Staleness::Fresh,
            None => Staleness::Stale {
                expected_date: today,
            },
        }
    }

    /// The last business day up to a date; none at the ends of the calendar.
    #[must_use]
    pub fn last_business_day(&self, date: Date) -> Option<Date> {
        let days = std::iter::successors(Some(date), |day| day.yesterday().ok());
        days.take(LONGEST_BREAK)
            .find(|day| self.is_business_day(*day))
    }

    /// From when the rates hold that are set on a business day: the next day that is neither a day off nor a Sunday.
    #[must_use]
    pub fn holds_from(&self, set_on: Date) -> Date {
        let mut date = set_on.saturating_add(1.day());
        while date != Date::MAX && (date.weekday() == Weekday::Sunday || self.is_off(date)) {
            date = date.saturating_add(1.day());
        }
        date
    }

    fn is_off(&self, date: Date) -> bool {
        if self.knows(date.year()) {
            return self.off.contains(&date);
        }
        public_holiday(date) || moved_to_monday(date)
    }
}

fn weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Labour Code, article 112, part 1.
fn public_holiday(date: Date) -> bool {
    matches!(
        (date.month(), date.day()),
        (1, 1..=8) | (2, 23) | (3, 8) | (5, 1 | 9) | (6, 12) | (11, 4)
    )
}

/// Labour Code, article 112, part 2: a holiday on a weekend, but for January's, moves to the next working day.
fn moved_to_monday(date: Date) -> bool {
    let moved = |days: i64| {
        let day = date.checked_sub(days.days());
        day.is_ok_and(|it| public_holiday(it) && it.month() != 1)
    };
    date.weekday() == Weekday::Monday && (moved(1) || moved(2))
}

#[cfg(test)]
mod tests;

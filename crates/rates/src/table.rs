//! Rates by currency and date, kept in memory.

mod change;
mod fraction;
mod price;

#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;
use oferta_domain::Dec;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::day::{Day, Source};
use crate::error::{RateError, Result};
pub use change::Change;
pub use price::{Price, convert};

/// Days between two stored rates that are compared. The longest holidays of a bank fit in.
const NEIGHBOURS: i64 = 14;

/// A rate that the organisation sets itself, over the banks'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualRate {
    /// Its id, the same on every device.
    pub id: String,
    /// The currency.
    pub currency: Currency,
    /// The first date on which it holds.
    pub from: Date,
    /// The last date on which it holds; none until it is withdrawn.
    pub until: Option<Date>,
    /// What it says.
    pub price: Price,
    /// Why the organisation does not use the bank's.
    pub reason: String,
}

/// The rate of a currency on a date, with what a quote has to remember of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate<'a> {
    /// The currency.
    pub currency: Currency,
    /// What so many units cost in the base of the table.
    pub price: Price,
    /// The date from which it holds: on or before the one asked for.
    pub effective_date: Date,
    /// Who says so.
    pub origin: Origin<'a>,
}

/// Who a rate is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin<'a> {
    /// By definition: one unit of the base costs one.
    Base,
    /// A bank.
    Bank(Source),
    /// The organisation, for this reason.
    Manual(&'a str),
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    effective_date: Date,
    source: Source,
    price: Price,
}

/// Rates of many currencies over many dates in one base, with the organisation's own over the banks'.
///
/// A look-up is two binary searches and allocates nothing.
#[derive(Clone, Debug)]
pub struct RateTable {
    base: Currency,
    /// By currency; the entries of each by date, at most one a date.
    series: Vec<(Currency, Vec<Entry>)>,
    /// By currency, then by the first date, then by the id.
    manual: Vec<ManualRate>,
}

impl RateTable {
    /// An empty table of prices in `base`: roubles for the bank of Russia, euro for the ECB.
    #[must_use]
    pub fn new(base: Currency) -> Self {
        Self {
            base,
            series: Vec::new(),
            manual: Vec::new(),
        }
    }

    /// Takes in a day as it came from a source.
    ///
    /// # Errors
    /// As [`RateTable::insert`]; then no row has been taken.
    pub fn insert_day(&mut self, day: &Day) -> Result<()> {
        self.accepts(day.source)?;
        for row in &day.rows {
            positive(row.currency, row.price())?;
        }
        for row in &day.rows {
            self.put(row.currency, day.effective_date, day.source, row.price());
        }
        Ok(())
    }

    /// Takes in one stored rate. Of two for the same date the better source stays, of one source the later.
    ///
    /// Cheapest in the order of dates.
    ///
    /// # Errors
    /// [`RateError::OtherBase`], [`RateError::NotPositive`].
    pub fn insert(
        &mut self,
        currency: Currency,
        effective_date: Date,
        source: Source,
        price: Price,
    ) -> Result<()> {
        self.accepts(source)?;
        positive(currency, price)?;
        self.put(currency, effective_date, source, price);
        Ok(())
    }

    /// Replaces the organisation's own rates.
    ///
    /// # Errors
    /// [`RateError::NotPositive`]; then the ones before stay.
    pub fn set_manual(&mut self, mut rates: Vec<ManualRate>) -> Result<()> {
        for rate in &rates {
            positive(rate.currency, rate.price)?;
        }
        rates.sort_by(|a, b| (a.currency, a.from, &a.id).cmp(&(b.currency, b.from, &b.id)));
        self.manual = rates;
        Ok(())
    }

    /// The rate of a currency on a date: the organisation's own ([`RateTable::manual`]), else the bank's with the
    /// newest effective date on or before it. The base is 1 by definition.
    ///
    /// `None` when nothing that old is known. How old the rate is tells [`crate::calendar::staleness`]; a currency
    /// that its bank no longer lists keeps its last rate and is stale ever after.
    #[must_use]
    pub fn rate(&self, currency: Currency, date: Date) -> Option<Rate<'_>> {
        if currency == self.base {
            return Some(Rate {
                currency,
                price: Price::ONE,
                effective_date: date,
                origin: Origin::Base,
            });
        }
        if let Some(own) = self.manual(currency, date) {
            return Some(Rate {
                currency,
                price: own.price,
                effective_date: own.from,
                origin: Origin::Manual(&own.reason),
            });
        }
        let entry = self.entries_to(currency, date).last()?;
        Some(Rate {
            currency,
            price: entry.price,
            effective_date: entry.effective_date,
            origin: Origin::Bank(entry.source),
        })
    }

    /// Converts an amount at the rates of a date, as one exact fraction rounded once: half away from zero, to the
    /// minor unit of the target.
    ///
    /// # Errors
    /// [`RateError::NoRate`] of the first currency without one, [`RateError::Overflow`].
    pub fn convert(&self, amount: Dec, from: Currency, to: Currency, date: Date) -> Result<Dec> {
        let price = |currency| match self.rate(currency, date) {
            Some(rate) => Ok(rate.price),
            None => Err(RateError::NoRate { currency, date }),
        };
        if from == to {
            return convert(amount, Price::ONE, Price::ONE, to.minor_units());
        }
        convert(amount, price(from)?, price(to)?, to.minor_units())
    }

    /// The bank's rate on a date against the one stored before it, at most 14 days older: beside the changes of a
    /// day, one of a year would be misread. Both are from stored days: what a feed calls the previous value may be for
    /// another nominal. The organisation's own rates do not count.
    #[must_use]
    pub fn change(&self, currency: Currency, date: Date) -> Option<Change> {
        let [.., before, now] = self.entries_to(currency, date) else {
            return None;
        };
        let neighbours_until = before.effective_date.saturating_add(NEIGHBOURS.days());
        (now.effective_date <= neighbours_until).then_some(Change {
            previous_date: before.effective_date,
            previous: before.price,
            effective_date: now.effective_date,
            current: now.price,
        })
    }

    /// The newest date of a list: from then on most currencies have a rate, or a newer one. A history of some of them is no
    /// list.
    #[must_use]
    pub fn newest(&self) -> Option<Date> {
        let last = self.series.iter().filter_map(|(_, entries)| entries.last());
        let mut dates: Vec<Date> = last.map(|it| it.effective_date).collect();
        let middle = dates.len() / 2;
        dates.sort_unstable_by(|a, b| b.cmp(a));
        dates.get(middle).copied()
    }

    /// Whether a list came into force after one date and up to another: most currencies have a rate of then. A history
    /// of some of them is no list.
    #[must_use]
    pub fn has_list(&self, after: Date, until: Date) -> bool {
        let listed = self.series.iter().filter(|(currency, _)| {
            let newest = self.entries_to(*currency, until).last();
            newest.is_some_and(|it| it.effective_date > after)
        });
        listed.count() * 2 > self.series.len()
    }

    /// The currencies with a bank's rate, by their letters.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.series.iter().map(|(currency, _)| *currency)
    }

    fn accepts(&self, source: Source) -> Result<()> {
        if source.base() == self.base {
            return Ok(());
        }
        Err(RateError::OtherBase {
            table: self.base,
            got: source.base(),
        })
    }

    fn put(&mut self, currency: Currency, effective_date: Date, source: Source, price: Price) {
        let place = match self.series.binary_search_by_key(&currency, |it| it.0) {
            Ok(place) => place,
            Err(place) => {
                self.series.insert(place, (currency, Vec::new()));
                place
            }
        };
        let entries = &mut self.series[place].1;
        let entry = Entry {
            effective_date,
            source,
            price,
        };
        if entries
            .last()
            .is_none_or(|it| it.effective_date < effective_date)
        {
            entries.push(entry);
            return;
        }
        match entries.binary_search_by_key(&effective_date, |it| it.effective_date) {
            Ok(at) if source <= entries[at].source => entries[at] = entry,
            Ok(_) => {}
            Err(at) => entries.insert(at, entry),
        }
    }

    /// The organisation's own rate on a date: the one with the newest first date among those that hold, of two with the
    /// same the one with the later id.
    #[must_use]
    pub fn manual(&self, currency: Currency, date: Date) -> Option<&ManualRate> {
        let end = self
            .manual
            .partition_point(|it| (it.currency, it.from) <= (currency, date));
        self.manual[..end]
            .iter()
            .rev()
            .take_while(|it| it.currency == currency)
            .find(|it| it.until.is_none_or(|until| date <= until))
    }

    fn entries_to(&self, currency: Currency, date: Date) -> &[Entry] {
        let Ok(place) = self.series.binary_search_by_key(&currency, |it| it.0) else {
            return &[];
        };
        let entries = &self.series[place].1;
        &entries[..entries.partition_point(|it| it.effective_date <= date)]
    }
}

fn positive(currency: Currency, price: Price) -> Result<()> {
    if price.nominal.0 > Decimal::ZERO && price.value.0 > Decimal::ZERO {
        return Ok(());
    }
    Err(RateError::NotPositive(currency))
}

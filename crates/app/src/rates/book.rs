//! The rates in memory: read from the store at the first need; they grow with what the banks tell, and a step that may
//! have changed the organisation's own has these read again.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use oferta_domain::entity::{OrganisationRate, RateSource};
use oferta_domain::{Dec, entity};
use oferta_rates::calendar::{Calendar, Staleness};
use oferta_rates::table::{Change, Origin, Price};
use oferta_rates::{Currency, Day, History, ManualRate, RateTable, Source};
use oferta_store::{Connection, StoreError, rate as rates_of};
use parking_lot::RwLock;

use crate::app::Open;
use crate::error::{AppError, Result};

/// The rates of the store, and what they were read under.
#[derive(Default)]
pub(crate) struct Book {
    known: RwLock<Option<(At, Known)>>,
    /// How often something was stored.
    refreshes: AtomicU64,
}

/// What was stored last, and the last step of the store.
#[derive(Clone, Copy, PartialEq, Eq)]
struct At {
    refreshes: u64,
    steps: u64,
}

/// Every rate that is known.
pub(crate) struct Known {
    roubles: RateTable,
    euro: RateTable,
}

/// The rate of a currency on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Roubles for so many units.
    pub price: Price,
    pub effective_date: Date,
    pub source: RateSource,
}

impl Book {
    /// Takes in what was just stored. A book that was read before that is read anew.
    pub(super) fn grow(&self, insert: impl FnOnce(&mut Known) -> oferta_rates::Result<()>) {
        let mut place = self.known.write();
        let before = self.refreshes.fetch_add(1, Ordering::AcqRel);
        if let Some((at, known)) = &mut *place
            && at.refreshes == before
            && insert(known).is_ok()
        {
            at.refreshes = before + 1;
        }
    }

    /// Looks something up: inside a step through its connection, so that the store is not read beside it.
    pub(super) fn look_in<T>(
        &self,
        open: &Open,
        step: Option<&Connection>,
        look: impl FnOnce(&Known) -> T,
    ) -> Result<T> {
        match step {
            // Nothing else can be committed while the step is open.
            Some(conn) => self.read(conn, self.now(open), look),
            None => self.look(open, look),
        }
    }

    /// Looks something up outside of a step. What it may have to read is a moment of the store of its own.
    pub(crate) fn look<T>(&self, open: &Open, look: impl FnOnce(&Known) -> T) -> Result<T> {
        let at = self.now(open);
        if let Some((known_at, known)) = &*self.known.read()
            && *known_at == at
        {
            return Ok(look(known));
        }
        open.store.read(|conn| self.read(conn, at, look))
    }

    /// Read before the store is: a change between the two makes the book void too early, never too late.
    fn now(&self, open: &Open) -> At {
        At {
            refreshes: self.refreshes.load(Ordering::Acquire),
            steps: open.store.steps(),
        }
    }

    fn read<T>(&self, conn: &Connection, at: At, look: impl FnOnce(&Known) -> T) -> Result<T> {
        if let Some((known_at, known)) = &*self.known.read()
            && *known_at == at
        {
            return Ok(look(known));
        }
        let mut place = self.known.write();
        let known = match place.take() {
            // A step can only have changed the organisation's own rates, which are few.
            Some((known_at, mut known)) if known_at.refreshes == at.refreshes => {
                known.roubles.set_manual(own_rates(conn)?)?;
                known
            }
            _ => Known::read(conn)?,
        };
        let answer = look(&known);
        *place = Some((at, known));
        Ok(answer)
    }
}

impl Known {
    /// Reads every stored rate.
    pub(super) fn read(conn: &Connection) -> Result<Known> {
        let mut known = Known {
            roubles: RateTable::new(Currency::RUB),
            euro: RateTable::new(Currency::EUR),
        };
        rates_of::every(conn, |stored| {
            let shape = || StoreError::Shape(format!("{stored:?}"));
            let source = source_named(stored.source).ok_or_else(shape)?;
            let table = match source {
                Source::Ecb => &mut known.euro,
                Source::CbrXml | Source::CbrMirror => &mut known.roubles,
            };
            let price = Price {
                nominal: stored.nominal.parse().map_err(|_| shape())?,
                value: stored.value.parse().map_err(|_| shape())?,
            };
            let currency = stored.currency.parse().map_err(|_| shape())?;
            let date = stored.effective_date.parse().map_err(|_| shape())?;
            table
                .insert(currency, date, source, price)
                .map_err(|_| shape())
        })?;
        known.roubles.set_manual(own_rates(conn)?)?;
        Ok(known)
    }

    /// Whether something can be converted with these days: reference rates of the ECB count through what the euro costs.
    pub(super) fn makes_use_of(&self, days: &[Day]) -> bool {
        let in_roubles = |day: &Day| matches!(day.source, Source::CbrXml | Source::CbrMirror);
        days.iter().any(in_roubles) || self.roubles.currencies().any(|it| it == Currency::EUR)
    }

    /// Takes in a day.
    pub(super) fn take_day(&mut self, day: &Day) -> oferta_rates::Result<()> {
        match day.source {
            Source::Ecb => self.euro.insert_day(day),
            Source::CbrXml | Source::CbrMirror => self.roubles.insert_day(day),
        }
    }

    /// Takes in the history of a currency, which only the bank of Russia tells.
    pub(super) fn take_history(
        &mut self,
        currency: Currency,
        history: &History,
    ) -> oferta_rates::Result<()> {
        history.points.iter().try_for_each(|point| {
            let (nominal, value) = (point.nominal, point.value);
            let price = Price { nominal, value };
            let date = point.effective_date;
            self.roubles.insert(currency, date, Source::CbrXml, price)
        })
    }

    /// What holds on a date. A reference rate of the ECB counts where the bank of Russia has none that is in force.
    pub(crate) fn rate(&self, currency: Currency, date: Date) -> Option<Found> {
        let own = self.roubles.rate(currency, date).map(|own| Found {
            price: own.price,
            effective_date: own.effective_date,
            source: match own.origin {
                Origin::Bank(source) => source_of(source),
                Origin::Base | Origin::Manual(_) => RateSource::Organisation,
            },
        });
        if own.is_some_and(|own| own.newer(date).is_none()) {
            return own;
        }
        self.through_euro(currency, date, own).or(own)
    }

    /// As many units as are one euro cost what the euro costs. None where that is not newer than what is known. It is as
    /// old as the older of the two.
    fn through_euro(&self, currency: Currency, date: Date, own: Option<Found>) -> Option<Found> {
        if currency == Currency::EUR {
            return None;
        }
        let units = self.euro.rate(currency, date)?;
        if own.is_some_and(|own| units.effective_date <= own.effective_date) {
            return None;
        }
        let euro = self.roubles.rate(Currency::EUR, date)?;
        Some(Found {
            price: Price {
                nominal: Dec(units.price.nominal.checked_mul(*euro.price.nominal)?),
                value: Dec(units.price.value.checked_mul(*euro.price.value)?),
            },
            effective_date: units.effective_date.min(euro.effective_date),
            source: RateSource::Ecb,
        })
    }

    /// The organisation's own rate that holds.
    pub(super) fn manual(&self, currency: Currency, date: Date) -> Option<&ManualRate> {
        self.roubles.manual(currency, date)
    }

    /// The dates after one and up to another on which lists came into force that are not known.
    pub(super) fn missing(&self, since: Date, today: Date) -> Vec<Date> {
        let calendar = Calendar::russia();
        let days = std::iter::successors(Some(since), |day| day.tomorrow().ok());
        let set = days
            .take_while(|day| *day < today)
            .filter(|day| calendar.is_business_day(*day));
        let lists = set.map(|set_on| (set_on, calendar.holds_from(set_on)));
        lists
            .filter(|(set_on, from)| *from <= today && !self.roubles.has_list(*set_on, *from))
            .map(|(_, from)| from)
            .collect()
    }

    /// The bank's rate on a date against the one stored before it.
    pub(super) fn change(&self, currency: Currency, date: Date) -> Option<Change> {
        self.roubles.change(currency, date)
    }

    /// The newest date from which rates of a bank hold.
    pub(super) fn newest(&self) -> Option<Date> {
        let euro = self.euro.newest().map(of_ecb);
        self.roubles.newest().max(euro)
    }

    /// The currencies a bank has a rate of.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.roubles.currencies().chain(self.euro.currencies())
    }
}

impl Found {
    /// From when a newer rate holds than this one on a date; none while it is in force.
    pub(super) fn newer(&self, date: Date) -> Option<Date> {
        newer(self.source, self.effective_date, date)
    }
}

/// From when a bank's newer rate holds than the one of a date, on another date; none while it is in force.
pub(super) fn newer(source: RateSource, since: Date, on: Date) -> Option<Date> {
    let since = match source {
        RateSource::Organisation | RateSource::Manual => return None,
        RateSource::Ecb => of_ecb(since),
        RateSource::CbrXml | RateSource::CbrMirror => since,
    };
    match Calendar::russia().staleness(on, Some(since)) {
        Staleness::Fresh => None,
        Staleness::Stale { expected_date } => Some(expected_date),
    }
}

/// The ECB tells its rates in the afternoon of their date: they take the place of those of the next day.
fn of_ecb(date: Date) -> Date {
    Calendar::russia().holds_from(date)
}

fn own_rates(conn: &Connection) -> Result<Vec<ManualRate>> {
    let rates = rates_of::own(conn, false)?.into_iter();
    Ok(rates.filter_map(own_rate).collect())
}

/// None for a currency that no table knows; the fields are checked before they are saved.
fn own_rate(rate: OrganisationRate) -> Option<ManualRate> {
    Some(ManualRate {
        id: rate.id,
        currency: rate.currency.parse().ok()?,
        from: rate.valid_from,
        until: rate.valid_until,
        price: Price {
            nominal: rate.nominal,
            value: rate.value,
        },
        reason: rate.reason,
    })
}

/// A source as rows name it.
pub(super) fn source_of(source: Source) -> RateSource {
    match source {
        Source::CbrXml => RateSource::CbrXml,
        Source::CbrMirror => RateSource::CbrMirror,
        Source::Ecb => RateSource::Ecb,
    }
}

fn source_named(name: &str) -> Option<Source> {
    match name {
        "cbr_xml" => Some(Source::CbrXml),
        "cbr_mirror" => Some(Source::CbrMirror),
        "ecb" => Some(Source::Ecb),
        _ => None,
    }
}

/// Roubles for one unit, to ten decimals.
pub(super) fn per_unit(price: Price) -> Result<Dec> {
    let one = Dec(rust_decimal::Decimal::ONE);
    let unit = oferta_rates::table::convert(one, price, Price::ONE, 10).map_err(AppError::from)?;
    Ok(Dec(unit.normalize()))
}

/// The price a row of a quote keeps.
pub(super) fn price_of(rate: &entity::QuoteRate) -> Price {
    Price {
        nominal: rate.nominal,
        value: rate.value,
    }
}

//! The rates in memory: read from the store at the first need, void when a refresh or a step changed them.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use oferta_domain::entity::{OrganisationRate, RateSource};
use oferta_domain::{Dec, entity};
use oferta_rates::table::{Change, Origin, Price};
use oferta_rates::{Currency, ManualRate, RateTable, Source};
use oferta_store::{Connection, StoreError, rate as rates_of};
use parking_lot::RwLock;

use crate::app::Open;
use crate::error::{AppError, Result};

/// The rates of the store, and what they were read under.
#[derive(Default)]
pub(crate) struct Book {
    known: RwLock<Option<(At, Known)>>,
    /// Grows with every refresh that stored something.
    refreshes: AtomicU64,
}

/// The refresh and the step of the store that were the last ones.
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
    /// Says that a refresh changed the stored rates.
    pub(super) fn void(&self) {
        self.refreshes.fetch_add(1, Ordering::Release);
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

    /// What holds on a date. A reference rate of the ECB counts where it is newer than the bank of Russia's and the
    /// euro has a rate in roubles: `n` units are one euro, so as many units cost what the euro costs.
    pub(crate) fn rate(&self, currency: Currency, date: Date) -> Option<Found> {
        let roubles = self.roubles.rate(currency, date);
        let through_euro = self.through_euro(currency, date);
        match (roubles, through_euro) {
            (Some(own), Some(euro))
                if matches!(own.origin, Origin::Bank(_))
                    && own.effective_date < euro.effective_date =>
            {
                Some(euro)
            }
            (Some(own), _) => Some(Found {
                price: own.price,
                effective_date: own.effective_date,
                source: match own.origin {
                    Origin::Bank(source) => source_of(source),
                    Origin::Base | Origin::Manual(_) => RateSource::Organisation,
                },
            }),
            (None, euro) => euro,
        }
    }

    fn through_euro(&self, currency: Currency, date: Date) -> Option<Found> {
        if currency == Currency::EUR {
            return None;
        }
        let units = self.euro.rate(currency, date)?;
        let euro = self.roubles.rate(Currency::EUR, date)?;
        Some(Found {
            price: Price {
                nominal: Dec(units.price.nominal.checked_mul(*euro.price.nominal)?),
                value: Dec(units.price.value.checked_mul(*euro.price.value)?),
            },
            effective_date: units.effective_date,
            source: RateSource::Ecb,
        })
    }

    /// The bank's rate on a date against the one stored before it.
    pub(super) fn change(&self, currency: Currency, date: Date) -> Option<Change> {
        self.roubles.change(currency, date)
    }

    /// The newest effective date of the bank of Russia.
    pub(super) fn newest(&self) -> Option<Date> {
        self.roubles.newest()
    }

    /// The currencies a bank has a rate of.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.roubles.currencies().chain(self.euro.currencies())
    }
}

fn own_rates(conn: &Connection) -> Result<Vec<ManualRate>> {
    let rates = rates_of::own(conn, false)?.into_iter();
    Ok(rates.filter_map(own_rate).collect())
}

/// None for a currency that no table knows; the fields are checked before they are saved.
fn own_rate(rate: OrganisationRate) -> Option<ManualRate> {
    Some(ManualRate {
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

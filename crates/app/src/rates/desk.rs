//! What the worker does: asks, stores what came in one transaction, and remembers how it went.

use std::sync::{Arc, Weak};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use oferta_domain::entity::Organisation;
use oferta_rates::fetch::{Failed, NoSource, Refreshed};
use oferta_rates::flight::Flight;
use oferta_rates::schedule::next_due;
use oferta_rates::{Clock, Currency, Day, Fetcher, History, RateError, Settings};
use oferta_store::{Connection, local, rate as rates_of, rate::BankRate};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

use super::book::{Known, source_of};
use super::today;
use super::worker::opened;
use crate::app::Open;
use crate::diagnostics;
use crate::error::{AppError, ErrorBody, Result};
use crate::workspace;

/// What is remembered of the refreshes, as a setting of the device.
const REMEMBERED: &str = "rates_refresh";
/// How many days back missed lists are brought.
const MISSED: i64 = 31;
/// The tags of everything that shows rates, and of how fresh they are.
const RATES: &[&str] = &["rates", "rates_state"];
const STATE: &[&str] = &["rates_state"];

/// How the last refreshes went, in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Remembered {
    pub success: Option<i64>,
    pub attempt: Option<i64>,
    /// The day up to which every list was brought that the calendar expects.
    pub whole: Option<Date>,
    /// Why the last one brought nothing.
    pub failure: Option<ErrorBody>,
}

impl Remembered {
    pub(super) fn read(conn: &Connection) -> Result<Remembered> {
        let stored = local::setting(conn, REMEMBERED)?;
        Ok(stored
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    fn write(&self, conn: &Connection) -> Result<()> {
        let text = serde_json::to_string(self).map_err(AppError::internal)?;
        Ok(local::set_setting(conn, REMEMBERED, &text)?)
    }
}

/// What is remembered at the start of the program: an attempt of an earlier run is none of this one, which may be in reach
/// of the banks.
fn at_start(open: &Open) -> Remembered {
    let stored = open.store.read(Remembered::read).unwrap_or_default();
    Remembered {
        attempt: None,
        ..stored
    }
}

/// Where the worker sits. It holds the workspace only while it reads or writes.
pub(crate) struct Desk {
    open: Weak<Open>,
    clock: Arc<dyn Clock>,
    /// In memory as well: a store that cannot be written must not make the bank be asked without end.
    remembered: Mutex<Remembered>,
    refreshing: Flight<Result<()>>,
    /// How many refreshes are under way: one or none.
    under_way: Mutex<bool>,
}

impl Desk {
    pub(super) fn new(open: &Arc<Open>) -> Desk {
        Desk {
            open: Arc::downgrade(open),
            clock: open.host.clock(),
            remembered: Mutex::new(at_start(open)),
            refreshing: Flight::default(),
            under_way: Mutex::new(false),
        }
    }

    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.strong_count() > 0
    }

    pub(super) fn remembered(&self) -> Remembered {
        self.remembered.lock().clone()
    }

    pub(super) fn is_refreshing(&self) -> bool {
        *self.under_way.lock()
    }

    /// When the next refresh is due; none where it does not begin by itself.
    pub(super) fn due(&self, now: Timestamp) -> Option<Timestamp> {
        let open = self.open.upgrade()?;
        if !open.options.rates.automatic || !workspace::rate_settings(&open).ok()?.automatic {
            return None;
        }
        let newest = open.rates.book.look(&open, Known::newest).ok()?;
        let remembered = self.remembered.lock();
        let time = |ms: Option<i64>| Timestamp::from_millisecond(ms?).ok();
        let (success, attempt) = (time(remembered.success), time(remembered.attempt));
        Some(next_due(now, success, attempt, newest))
    }

    /// Brings the newest rates. Whoever asks while it is under way gets the same answer.
    pub(crate) async fn refresh(self: Arc<Self>) -> Result<()> {
        let desk = Arc::clone(&self);
        self.refreshing
            .join(move || async move {
                *desk.under_way.lock() = true;
                let guard = UnderWay(&desk);
                let outcome = desk.bring().await;
                drop(guard);
                desk.tell(if outcome.is_ok() { RATES } else { STATE });
                outcome
            })
            .await
    }

    async fn bring(&self) -> Result<()> {
        let banks = {
            let open = opened(&self.open)?;
            self.remember(&open, |it| {
                it.attempt = Some(self.clock.now().as_millisecond());
            });
            open.host.stale(STATE);
            addresses(&open)?
        };
        let outcome = self.fetch(banks).await;
        if let Err(error) = &outcome {
            let failure = error.body();
            self.remember(&*opened(&self.open)?, |it| it.failure = Some(failure));
        }
        outcome
    }

    async fn fetch(&self, banks: Settings) -> Result<()> {
        let fetcher = Fetcher::new(banks, self.clock())?;
        let mut refreshed = fetcher.refresh().await?;
        let failed = std::mem::take(&mut refreshed.failed);
        let (missing, today) = {
            let open = opened(&self.open)?;
            if !open
                .rates
                .book
                .look(&open, |it| it.makes_use_of(&refreshed.days))?
            {
                return Err(NoSource(failed).into());
            }
            for Failed { error, .. } in failed {
                diagnostics::note(&open, "rates.refresh", &error.into());
            }
            let (newest, today) = (open.rates.book.look(&open, Known::newest)?, today(&open));
            let whole = self.remembered().whole.or(newest).unwrap_or(today);
            self.store(&open, &refreshed, whole)?;
            let since = whole.max(today.saturating_sub(MISSED.days()));
            let missing = open.rates.book.look(&open, |it| it.missing(since, today))?;
            (missing, today)
        };
        if !missing.is_empty() {
            self.tell(RATES);
        }
        // The rates of today stand; what is still missing is left for the next time.
        let made_up = self.make_up(&fetcher, &missing, today).await;
        drop(made_up);
        Ok(())
    }

    /// Brings the lists of the days on which nobody asked for them.
    async fn make_up(&self, fetcher: &Fetcher, missing: &[Date], today: Date) -> Result<()> {
        for date in missing {
            let day = fetcher.day(*date).await?;
            let open = opened(&self.open)?;
            let rows = rows(&day, Some(self.clock.now().as_millisecond()));
            open.store
                .write_local(|conn| Ok::<_, AppError>(rates_of::keep(conn, &rows)?))?;
            open.rates.book.grow(|known| known.take_day(&day));
        }
        self.remember(&*opened(&self.open)?, |it| it.whole = Some(today));
        Ok(())
    }

    /// The days and the success of the refresh, or neither.
    fn store(&self, open: &Open, refreshed: &Refreshed, whole: Date) -> Result<()> {
        let at = refreshed.fetched_at.as_millisecond();
        let mut remembered = self.remembered();
        remembered.success = Some(at);
        remembered.whole = Some(whole);
        remembered.failure = None;
        open.store.write_local(|conn| {
            for day in &refreshed.days {
                rates_of::keep(conn, &rows(day, Some(at)))?;
            }
            remembered.write(conn)
        })?;
        *self.remembered.lock() = remembered;
        let days = &refreshed.days;
        open.rates
            .book
            .grow(|known| days.iter().try_for_each(|day| known.take_day(day)));
        Ok(())
    }

    fn remember(&self, open: &Open, change: impl FnOnce(&mut Remembered)) {
        let mut remembered = self.remembered.lock();
        change(&mut remembered);
        // It stands in memory; the store will have it with the next one.
        let written = open.store.write_local(|conn| remembered.write(conn));
        drop(written);
    }

    /// Brings the history of one currency between two dates.
    pub(super) async fn history(
        self: Arc<Self>,
        currency: String,
        bank_id: String,
        from: Date,
        to: Date,
    ) -> Result<()> {
        let banks = addresses(&*opened(&self.open)?)?;
        let fetcher = Fetcher::new(banks, self.clock())?;
        let history = fetcher.history(&bank_id, from, to).await?;
        if history.bank_id != bank_id {
            return Err(RateError::NotRates(history.bank_id).into());
        }
        let code = currency.parse().map_err(AppError::internal)?;
        let open = opened(&self.open)?;
        let at = self.clock.now().as_millisecond();
        let points = points(&currency, &bank_id, &history, at);
        open.store
            .write_local(|conn| Ok::<_, AppError>(rates_of::keep(conn, &points)?))?;
        open.rates
            .book
            .grow(|known| known.take_history(code, &history));
        drop(open);
        self.tell(RATES);
        Ok(())
    }

    /// Takes note of a refresh by itself that failed.
    pub(super) fn note(&self, error: &AppError) {
        if let Some(open) = self.open.upgrade() {
            diagnostics::note(&open, "rates.refresh", error);
        }
    }

    fn tell(&self, tags: &[&'static str]) {
        if let Some(open) = self.open.upgrade() {
            open.host.stale(tags);
        }
    }
}

/// A refresh that is given up is no longer under way, either.
struct UnderWay<'a>(&'a Desk);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        *self.0.under_way.lock() = false;
    }
}

/// The addresses of the banks as they are set, for the currency the organisation counts in.
fn addresses(open: &Open) -> Result<Settings> {
    let set = workspace::rate_settings(open)?;
    let seller: Organisation = open.store.read(workspace::singleton)?;
    Ok(Settings {
        cbr: set.cbr,
        mirror: set.mirror,
        ecb: set.ecb,
        base: match seller.currency.as_str() {
            "EUR" => Currency::EUR,
            _ => Currency::RUB,
        },
        proxy: open.options.rates.banks.proxy.clone(),
    })
}

/// A day as the store keeps it.
pub(crate) fn rows(day: &Day, fetched_at: Option<i64>) -> Vec<BankRate> {
    let rows = day.rows.iter().map(|row| BankRate {
        currency: row.currency.to_string(),
        effective_date: day.effective_date,
        source: source_of(day.source),
        nominal: row.nominal,
        value: row.value,
        bank_id: row.bank_id.clone(),
        name: row.name.clone(),
        fetched_at,
    });
    rows.collect()
}

fn points(currency: &str, bank_id: &str, history: &History, at: i64) -> Vec<BankRate> {
    let rows = history.points.iter().map(|point| BankRate {
        currency: currency.to_owned(),
        effective_date: point.effective_date,
        source: oferta_domain::entity::RateSource::CbrXml,
        nominal: point.nominal,
        value: point.value,
        bank_id: Some(bank_id.to_owned()),
        name: String::new(),
        fetched_at: Some(at),
    });
    rows.collect()
}

//! Exchange rates: the bank's and the organisation's own, kept fresh by a worker, and what a quote takes of them.

mod book;
mod desk;
mod history;
mod own;
mod requote;
mod snapshot;
mod worker;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use oferta_domain::entity::RateSource;
use oferta_rates::Currency;
use oferta_rates::calendar::{Staleness, moscow_date, staleness};
use oferta_store::{Connection, rate as rates_of};

use crate::api::common::Nothing;
use crate::api::rates::{RateChange, RateList, RateRow, RatesState};
use crate::app::Open;
use crate::error::Result;
use book::{Book, Found, Known, per_unit};
use worker::Worker;

pub(crate) use desk::rows;
pub(crate) use history::{history, load_history};
pub(crate) use own::{delete_manual, own, restore_manual, set_manual};
pub(crate) use requote::refresh_rates;
pub(crate) use snapshot::{list_price, outdated, snapshots};

/// Decimals of a change of the value, and of its percents.
const DIFFERENCE: u32 = 6;
const PERCENT: u32 = 2;

/// The rates of an open workspace.
#[derive(Default)]
pub(crate) struct Rates {
    book: Book,
    pub(crate) worker: Worker,
}

impl Rates {
    /// Starts the worker, unless it runs.
    pub(crate) fn start(&self, open: &Arc<Open>) {
        self.worker.start(open);
    }

    /// Ends the worker and waits for it.
    pub(crate) fn stop(&self) {
        self.worker.stop();
    }
}

/// Today in Moscow: the bank's day, not the person's.
fn today(open: &Open) -> Date {
    moscow_date(open.host.clock().now())
}

fn iso(ms: Option<i64>) -> Option<String> {
    let time = Timestamp::from_millisecond(ms?).ok()?;
    Some(time.to_string())
}

/// `rates.list`.
pub(crate) fn list(open: &Open, _: Nothing) -> Result<RateList> {
    let today = today(open);
    let rates = open.store.read(|conn| {
        let in_use: BTreeSet<String> = rates_of::in_use(conn)?.into_iter().collect();
        let own = rates_of::own(conn, false)?;
        open.rates.book.look(open, |known| {
            let own_codes = own.iter().filter_map(|it| it.currency.parse().ok());
            let codes: BTreeSet<Currency> = known.currencies().chain(own_codes).collect();
            let found = codes
                .into_iter()
                .filter_map(|code| Some((code, known.rate(code, today)?)));
            found
                .map(|(code, found)| {
                    let mut row = row(conn, known, code, found, today)?;
                    row.in_use = in_use.contains(code.as_str());
                    let manual = known.manual(code, today);
                    row.own = manual.and_then(|it| own.iter().find(|own| own.id == it.id).cloned());
                    Ok(row)
                })
                .collect::<Result<Vec<_>>>()
        })?
    })?;
    Ok(RateList { rates, today })
}

fn row(
    conn: &Connection,
    known: &Known,
    code: Currency,
    found: Found,
    today: Date,
) -> Result<RateRow> {
    let stored = rates_of::on(conn, code.as_str(), found.effective_date, found.source)?;
    let of_bank = matches!(found.source, RateSource::CbrXml | RateSource::CbrMirror);
    let change = known.change(code, today).filter(|_| of_bank);
    let change = change.and_then(|it| {
        Some(RateChange {
            previous_date: it.previous_date,
            difference: it.difference(DIFFERENCE)?,
            percent: it.percent(PERCENT)?,
        })
    });
    Ok(RateRow {
        currency: code.to_string(),
        value: found.price.value,
        nominal: found.price.nominal,
        per_unit: per_unit(found.price)?,
        effective_date: found.effective_date,
        source: found.source,
        fetched_at: iso(stored.and_then(|it| it.fetched_at)),
        change,
        stale: found.newer(today).is_some(),
        in_use: false,
        own: None,
        has_history: rates_of::bank_id(conn, code.as_str())?.is_some(),
    })
}

/// `rates.state`.
pub(crate) fn state(open: &Open, _: Nothing) -> Result<RatesState> {
    let newest = open.rates.book.look(open, Known::newest)?;
    let now = open.host.clock().now();
    let expected = match staleness(now, newest) {
        Staleness::Fresh => None,
        Staleness::Stale { expected_date } => Some(expected_date),
    };
    let desk = open.rates.worker.desk();
    let remembered = match &desk {
        Some(desk) => desk.remembered(),
        None => open.store.read(desk::Remembered::read)?,
    };
    let due = desk.as_ref().and_then(|desk| desk.due(now));
    Ok(RatesState {
        newest,
        stale: expected.is_some(),
        expected,
        last_success: iso(remembered.success),
        last_attempt: iso(remembered.attempt),
        failure: remembered.failure,
        refreshing: desk.is_some_and(|desk| desk.is_refreshing()),
        next: due.map(|it| it.to_string()),
    })
}

/// `rates.refresh`.
pub(crate) fn refresh(open: &Open, _: Nothing) -> Result<RatesState> {
    open.rates.worker.ask(desk::Desk::refresh)?;
    state(open, Nothing {})
}

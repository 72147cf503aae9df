//! The rates of one currency over time.

use oferta_domain::entity::RateSource;
use oferta_rates::table::Price;
use oferta_store::rate::{self as rates_of, BankRate};

use super::book::per_unit;
use crate::api::rates::{RateHistory, RateHistoryQuery, RatePoint};
use crate::app::Open;
use crate::error::{AppError, Code, Result};

/// The most points of an answer: more than a chart of the screen can show.
const MAX_POINTS: usize = 500;

/// `rates.history`.
pub(crate) fn history(open: &Open, query: RateHistoryQuery) -> Result<RateHistory> {
    check(&query)?;
    let currency = query.currency.as_str();
    open.store.read(|conn| {
        let stored = rates_of::between(conn, currency, query.from, query.to)?;
        let days = one_a_day(stored);
        let every = days.len().div_ceil(MAX_POINTS).max(1);
        // Counted from the end, so that the last one always is among them.
        let points = days.iter().rev().step_by(every).rev().map(point);
        Ok(RateHistory {
            points: points.collect::<Result<_>>()?,
            every: u32::try_from(every).unwrap_or(u32::MAX),
            first: rates_of::first(conn, currency)?,
            has_history: rates_of::bank_id(conn, currency)?.is_some(),
            currency: query.currency.clone(),
        })
    })
}

/// `rates.load_history`.
pub(crate) fn load_history(open: &Open, query: RateHistoryQuery) -> Result<RateHistory> {
    check(&query)?;
    let id = open
        .store
        .read(|conn| rates_of::bank_id(conn, &query.currency))?;
    let id = id.ok_or_else(|| AppError::new(Code::NotPublished).at("currency"))?;
    let (currency, from, to) = (query.currency.clone(), query.from, query.to);
    open.rates
        .worker
        .ask(move |desk| desk.history(currency, id, from, to))?;
    history(open, query)
}

fn check(query: &RateHistoryQuery) -> Result<()> {
    if query.to < query.from {
        return Err(AppError::new(Code::EndsBeforeStart).at("to"));
    }
    Ok(())
}

/// Of each date the rate of the better source, which is the bank of Russia's own list; the ECB counts in another base.
fn one_a_day(stored: Vec<BankRate>) -> Vec<BankRate> {
    let mut days: Vec<BankRate> = Vec::with_capacity(stored.len());
    for rate in stored {
        match days.last_mut() {
            _ if rate.source == RateSource::Ecb => {}
            Some(last) if last.effective_date == rate.effective_date => {
                if rate.source == RateSource::CbrXml {
                    *last = rate;
                }
            }
            _ => days.push(rate),
        }
    }
    days
}

fn point(rate: &BankRate) -> Result<RatePoint> {
    let (value, nominal) = (rate.value, rate.nominal);
    Ok(RatePoint {
        date: rate.effective_date,
        value,
        nominal,
        per_unit: per_unit(Price { nominal, value })?,
    })
}

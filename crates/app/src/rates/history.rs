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
        Ok(RateHistory {
            points: thinned(&days.iter().map(point).collect::<Result<Vec<_>>>()?, every),
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

/// Every so many points, counted from the end so that the last one is among them, and with them the lowest and the
/// highest of all.
fn thinned(points: &[RatePoint], every: usize) -> Vec<RatePoint> {
    let at = |it: &(usize, &RatePoint)| it.1.per_unit;
    let lowest = points.iter().enumerate().min_by_key(at).map(|it| it.0);
    let highest = points.iter().enumerate().max_by_key(at).map(|it| it.0);
    let kept = points.iter().enumerate().filter(|(i, _)| {
        (points.len() - 1 - i).is_multiple_of(every) || [lowest, highest].contains(&Some(*i))
    });
    kept.map(|(_, point)| point.clone()).collect()
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

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use oferta_domain::Dec;

    use super::*;

    #[test]
    fn a_peak_of_one_day_is_not_thinned_out() {
        let day = |i: usize, per_unit: i64| RatePoint {
            date: Date::constant(2025, 1, 1).saturating_add(jiff::Span::new().days(i as i64)),
            value: Dec(per_unit.into()),
            nominal: Dec(1.into()),
            per_unit: Dec(per_unit.into()),
        };
        let points: Vec<RatePoint> = (0..100)
            .map(|i| day(i, if i == 41 { 99 } else { 50 + (i % 2) as i64 }))
            .collect();
        let kept = thinned(&points, 10);
        assert_eq!(kept.len(), 12);
        assert!(kept.iter().any(|it| it.date == points[41].date));
        assert_eq!(kept[11].date, points[99].date);
    }
}

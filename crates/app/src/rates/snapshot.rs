//! The rates a quote keeps: rows of its own, which follow the bank only when a person asks.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::currency::minor_units;
use oferta_domain::entity::{Product, Quote, QuoteRate};
use oferta_domain::validate::Validate;
use oferta_pricing::{Currency, FaultKey, convert};
use oferta_store::Connection;

use super::book::newer;
use super::today;
use crate::api::terms::{Warning, WarningKind};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::quote_edit::rate_id;
use crate::quote_view::input::rates_of;

/// The rates of these currencies that hold for a quote ([`day_of`]). The rouble needs none.
/// A currency without a rate is left out. Inside a step its connection is given.
///
/// # Errors
/// Whatever the store reports.
pub(crate) fn snapshots(
    open: &Open,
    step: Option<&Connection>,
    quote: &Quote,
    currencies: &[&str],
) -> Result<Vec<QuoteRate>> {
    let date = day_of(open, quote);
    snapshots_on(open, step, &quote.id, currencies, date)
}

/// A warning for each kept rate of a bank that was no longer in force on the date of the quote.
pub(crate) fn outdated(open: &Open, quote: &Quote, kept: &[QuoteRate]) -> Vec<Warning> {
    let date = quote.quote_date.min(today(open));
    let old = kept.iter().filter_map(|rate| {
        let since = rate.rate_date?;
        let expected = newer(rate.source, since, date)?;
        Some(Warning {
            kind: WarningKind::RateOutdated,
            params: BTreeMap::from([
                ("currency", rate.currency.clone()),
                ("date", since.to_string()),
                ("expected", expected.to_string()),
            ]),
            line_id: None,
            field: Some("rates"),
        })
    });
    old.collect()
}

/// The bank's day of a quote: that of its date; of one written today or dated ahead, today's in Moscow, which may be
/// another date than where the person is.
fn day_of(open: &Open, quote: &Quote) -> Date {
    let (date, now) = (quote.quote_date, today(open));
    if date < open.host.today() {
        date.min(now)
    } else {
        now
    }
}

/// As [`snapshots`], on a date.
pub(super) fn snapshots_on(
    open: &Open,
    step: Option<&Connection>,
    quote_id: &str,
    currencies: &[&str],
    date: Date,
) -> Result<Vec<QuoteRate>> {
    open.rates.book.look_in(open, step, |known| {
        let found = currencies.iter().filter_map(|currency| {
            let rate = known.rate(currency.parse().ok()?, date)?;
            let rate = QuoteRate {
                id: rate_id(quote_id, currency),
                quote_id: quote_id.to_owned(),
                currency: (*currency).to_owned(),
                value: rate.price.value,
                nominal: rate.price.nominal,
                rate_date: Some(rate.effective_date),
                source: rate.source,
            };
            // One with more digits than a quote takes is typed by hand.
            (*currency != "RUB" && rate.faults().is_empty()).then_some(rate)
        });
        found.collect()
    })
}

/// The list price of a product in the currency of a quote: as it is, or converted as one exact fraction and rounded
/// to the minor unit. What that takes is added to the rates the quote keeps. None when there is no price or no rate.
/// Inside a step its connection is given.
///
/// # Errors
/// [`Code::AmountOverflow`], whatever the store reports.
pub(crate) fn list_price(
    open: &Open,
    step: Option<&Connection>,
    quote: &Quote,
    kept: &mut Vec<QuoteRate>,
    product: &Product,
) -> Result<Option<Dec>> {
    let Some(price) = product.price else {
        return Ok(None);
    };
    if product.currency == quote.currency {
        return Ok(Some(price));
    }
    let lacking: Vec<&str> = [product.currency.as_str(), quote.currency.as_str()]
        .into_iter()
        .filter(|code| *code != "RUB" && !kept.iter().any(|rate| rate.currency == **code))
        .collect();
    let taken = if lacking.is_empty() {
        Vec::new()
    } else {
        snapshots(open, step, quote, &lacking)?
    };
    if taken.len() < lacking.len() {
        return Ok(None);
    }
    kept.extend(taken);
    converted(price, &product.currency, &quote.currency, kept)
}

/// An amount in another currency at the rates a quote keeps; none where one is missing.
pub(super) fn converted(
    amount: Dec,
    from: &str,
    to: &str,
    kept: &[QuoteRate],
) -> Result<Option<Dec>> {
    let (Some(from), Some(into)) = (Currency::parse(from), Currency::parse(to)) else {
        return Ok(None);
    };
    match convert(*amount, from, into, &rates_of(kept), minor_units(to)) {
        Ok(converted) => Ok(Some(Dec(converted.normalize()))),
        Err(FaultKey::NoRate) => Ok(None),
        Err(_) => Err(AppError::new(Code::AmountOverflow).param("line", "—")),
    }
}

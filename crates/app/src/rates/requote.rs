//! The rates of today for a quote: what they would make of it, and their taking over.

use std::collections::BTreeSet;

use oferta_domain::Dec;
use oferta_domain::entity::{LineKind, Quote, QuoteLine, QuoteRate, RateSource};
use oferta_rates::table::Change;
use oferta_store::{Connection, product as products_of};
use serde_json::Value;

use super::book::price_of;
use super::snapshot::{converted, snapshots_on};
use super::{PERCENT, today};
use crate::api::rates::{QuoteRateChange, QuoteRatesRefresh, RefreshQuoteRates};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;
use crate::quote_edit::change;
use crate::quote_view::view;
use crate::sheet;

/// `quote.refresh_rates`.
pub(crate) fn refresh_rates(open: &Open, request: RefreshQuoteRates) -> Result<QuoteRatesRefresh> {
    let sheet = sheet::read(open, &request.id)?;
    if !sheet.quote.status.is_editable() {
        return Err(AppError::new(Code::QuoteLocked));
    }
    let plan = open.store.read(|conn| {
        let missing = sheet.view.terms.as_ref().map(|it| &it.missing_rates[..]);
        let rates = Rates {
            quote: &sheet.quote,
            basis: &sheet.basis,
            missing: missing.unwrap_or_default(),
        };
        rates.plan(open, conn, &sheet.rows, &request)
    })?;
    let mut rows = sheet.rows.clone();
    for (i, price) in &plan.prices {
        rows[*i].unit_price = *price;
    }
    let after = view(&sheet.quote, &rows, &plan.basis)?.totals;
    let before = sheet.view.totals.clone();
    // The edit takes the sheet out of its place, which it cannot while it is being read.
    drop(sheet);
    let delta = if request.preview {
        None
    } else {
        let (taken, prices) = (&plan.taken, &plan.prices);
        Some(change(open, "quote.refresh_rates", &request.id, |draft| {
            for rate in taken {
                draft.keep_rate(rate.clone())?;
            }
            for (i, price) in prices {
                let price = Value::from(price.to_string());
                draft.set_row(*i, &Fields::from_iter([("unit_price".to_owned(), price)]))?;
            }
            Ok(())
        })?)
    };
    Ok(QuoteRatesRefresh {
        rates: plan.changes,
        before,
        after,
        converted: u32::try_from(plan.prices.len()).unwrap_or(u32::MAX),
        delta,
    })
}

/// What a quote is priced with.
struct Rates<'a> {
    quote: &'a Quote,
    basis: &'a Basis,
    missing: &'a [String],
}

/// What a refresh would change.
struct Plan {
    changes: Vec<QuoteRateChange>,
    taken: Vec<QuoteRate>,
    /// The basis with the new rates.
    basis: Basis,
    /// Rows whose price is a list price in another currency, and what it comes to.
    prices: Vec<(usize, Dec)>,
}

impl Rates<'_> {
    fn plan(
        &self,
        open: &Open,
        conn: &Connection,
        rows: &[QuoteLine],
        request: &RefreshQuoteRates,
    ) -> Result<Plan> {
        let kept = self.basis.rates.iter().map(|rate| rate.currency.as_str());
        let codes: BTreeSet<&str> = kept
            .chain(self.missing.iter().map(String::as_str))
            .collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let news = snapshots_on(open, None, &self.quote.id, &codes, today(open))?;
        let mut changes = Vec::with_capacity(codes.len());
        let mut taken = Vec::new();
        for code in codes {
            let of = |rates: &[QuoteRate]| rates.iter().find(|it| it.currency == code).cloned();
            let (old, new) = (of(&self.basis.rates), of(&news));
            let chosen = match &request.currencies {
                Some(chosen) => chosen.iter().any(|it| it == code),
                None => old
                    .as_ref()
                    .is_none_or(|it| it.source != RateSource::Manual),
            };
            if let Some(new) = &new
                && chosen
                && old.as_ref() != Some(new)
            {
                taken.push(new.clone());
            }
            changes.push(QuoteRateChange {
                percent: percent(old.as_ref(), new.as_ref()),
                currency: code.to_owned(),
                chosen: chosen && new.is_some(),
                old,
                new,
            });
        }
        let mut basis = self.basis.clone();
        basis
            .rates
            .retain(|old| !taken.iter().any(|new| new.currency == old.currency));
        basis.rates.extend(taken.iter().cloned());
        let prices = self.prices(conn, rows, &basis)?;
        Ok(Plan {
            changes,
            taken,
            basis,
            prices,
        })
    }

    /// The lines whose price still is the list price of their product as it was converted: they follow the rate. A
    /// price that a person typed never does.
    fn prices(
        &self,
        conn: &Connection,
        rows: &[QuoteLine],
        now: &Basis,
    ) -> Result<Vec<(usize, Dec)>> {
        let mut prices = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let Some(product_id) = row.product_id.as_deref() else {
                continue;
            };
            if row.kind != LineKind::Line || row.calculated {
                continue;
            }
            let product = products_of::get(conn, product_id)?;
            let Some(list) = product.price else { continue };
            if product.currency == self.quote.currency {
                continue;
            }
            let at = |rates| converted(list, &product.currency, &self.quote.currency, rates);
            if let Some(new) = at(&now.rates)?
                && at(&self.basis.rates)? == Some(row.unit_price)
                && new != row.unit_price
            {
                prices.push((i, new));
            }
        }
        Ok(prices)
    }
}

fn percent(old: Option<&QuoteRate>, new: Option<&QuoteRate>) -> Option<Dec> {
    let (old, new) = (old?, new?);
    let change = Change {
        previous_date: old.rate_date.unwrap_or_default(),
        previous: price_of(old),
        effective_date: new.rate_date.unwrap_or_default(),
        current: price_of(new),
    };
    change.percent(PERCENT)
}

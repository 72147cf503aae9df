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
use crate::api::quote::QuoteTotals;
use crate::api::rates::{QuoteRateChange, QuoteRatesRefresh, RefreshQuoteRates};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;
use crate::quote_edit::change;
use crate::quote_view::{view, view_as_stored};
use crate::sheet;

/// `quote.refresh_rates`.
pub(crate) fn refresh_rates(open: &Open, request: RefreshQuoteRates) -> Result<QuoteRatesRefresh> {
    let sheet = sheet::read(open, &request.id)?;
    let before = sheet.view.totals.clone();
    let (plan, delta) = if request.preview {
        let status = sheet.quote.status;
        if !(status.is_editable() || status.is_revisable()) {
            return Err(AppError::new(Code::QuoteLocked));
        }
        // What was offered is priced anew as the draft that it becomes.
        let basis = match status.is_editable() {
            true => sheet.basis.clone(),
            false => open.store.read(|conn| Basis::of_draft(conn, &request.id))?,
        };
        let rates = Rates {
            open,
            step: None,
            quote: &sheet.quote,
            rows: &sheet.rows,
            basis: &basis,
        };
        (rates.plan(&request)?, None)
    } else {
        // The edit takes the sheet out of its place, which it cannot while it is being read.
        drop(sheet);
        let mut plan = None;
        let delta = change(open, "quote.refresh_rates", &request.id, |draft| {
            let rates = Rates {
                open,
                step: Some(draft.tx.conn()),
                quote: &draft.quote,
                rows: &draft.rows,
                basis: &draft.basis,
            };
            let made = rates.plan(&request)?;
            if !made.is_as(&request.shown) {
                return Err(AppError::new(Code::RatesMoved));
            }
            for rate in &made.taken {
                draft.keep_rate(rate.clone())?;
            }
            for (i, price) in &made.prices {
                let price = Value::from(price.to_string());
                draft.set_row(*i, &Fields::from_iter([("unit_price".to_owned(), price)]))?;
            }
            plan = Some(made);
            Ok(())
        })?;
        (
            plan.ok_or_else(|| AppError::internal("no plan"))?,
            Some(delta),
        )
    };
    Ok(QuoteRatesRefresh {
        rates: plan.changes,
        before,
        after: plan.after,
        converted: u32::try_from(plan.prices.len()).unwrap_or(u32::MAX),
        delta,
    })
}

/// What a quote is priced with.
struct Rates<'a> {
    open: &'a Open,
    /// The connection of the step, inside one.
    step: Option<&'a Connection>,
    quote: &'a Quote,
    rows: &'a [QuoteLine],
    basis: &'a Basis,
}

/// What a refresh would change.
struct Plan {
    changes: Vec<QuoteRateChange>,
    taken: Vec<QuoteRate>,
    /// Rows whose price is a list price in another currency, and what it comes to.
    prices: Vec<(usize, Dec)>,
    after: QuoteTotals,
}

impl Plan {
    /// Whether the chosen currencies get these rates and no others.
    fn is_as(&self, shown: &[QuoteRate]) -> bool {
        let chosen = self.changes.iter().filter(|change| change.chosen);
        let mut news: Vec<&QuoteRate> = chosen.filter_map(|change| change.new.as_ref()).collect();
        let mut shown: Vec<&QuoteRate> = shown.iter().collect();
        shown.sort_by(|a, b| a.currency.cmp(&b.currency));
        news.sort_by(|a, b| a.currency.cmp(&b.currency));
        news == shown
    }
}

impl Rates<'_> {
    fn plan(&self, request: &RefreshQuoteRates) -> Result<Plan> {
        let now = view_as_stored(self.quote, self.rows, self.basis)?;
        let missing = now.terms.map(|terms| terms.missing_rates);
        let kept = self.basis.rates.iter().map(|rate| rate.currency.as_str());
        let codes: BTreeSet<&str> = kept
            .chain(missing.iter().flatten().map(String::as_str))
            .collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let today = today(self.open);
        let news = snapshots_on(self.open, self.step, &self.quote.id, &codes, today)?;
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
        let prices = self.prices(&basis)?;
        let mut rows = self.rows.to_vec();
        for (i, price) in &prices {
            rows[*i].unit_price = *price;
        }
        Ok(Plan {
            changes,
            taken,
            prices,
            after: view(self.quote, &rows, &basis)?.totals,
        })
    }

    /// The lines whose price still is the list price of their product as it was converted: they follow the rate. A
    /// price that a person typed never does.
    fn prices(&self, now: &Basis) -> Result<Vec<(usize, Dec)>> {
        match self.step {
            Some(conn) => self.prices_in(conn, now),
            None => self.open.store.read(|conn| self.prices_in(conn, now)),
        }
    }

    fn prices_in(&self, conn: &Connection, now: &Basis) -> Result<Vec<(usize, Dec)>> {
        let mut prices = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some(product_id) = row.product_id.as_deref() else {
                continue;
            };
            if row.kind != LineKind::Line || row.calculated {
                continue;
            }
            // Of a product that is gone nobody knows what the price was converted from.
            let Some(product) = products_of::find(conn, product_id)? else {
                continue;
            };
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

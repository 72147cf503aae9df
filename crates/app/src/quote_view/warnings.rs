//! What a person should look at before a quote goes out. Nothing is stopped by it.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{LineKind, Quote, QuoteLine};
use rust_decimal::Decimal;

use super::input::LineTerms;
use super::sums::ratio;
use crate::api::quote::LineAmounts;
use crate::api::terms::{ResolvedTerms, Warning, WarningKind};
use crate::basis::Basis;

/// How many lines are named for one kind; the rest is counted.
const NAMED_LINES: usize = 50;

/// What is looked at.
pub(super) struct Looked<'a> {
    pub quote: &'a Quote,
    pub rows: &'a [QuoteLine],
    pub basis: &'a Basis,
    pub terms: Option<&'a ResolvedTerms>,
    /// Of the lines, sections left out; empty for a plain quote.
    pub lines: &'a [LineTerms],
    /// Of every row.
    pub amounts: &'a [LineAmounts],
    pub missing_rates: &'a [String],
}

/// Warnings as they are found.
#[derive(Default)]
struct Found {
    warnings: Vec<Warning>,
    lines: BTreeMap<WarningKind, usize>,
}

type Params = BTreeMap<&'static str, String>;

impl Found {
    fn quote(&mut self, kind: WarningKind, field: &'static str, params: Params) {
        self.warnings.push(Warning {
            kind,
            params,
            line_id: None,
            field: Some(field),
        });
    }

    fn line(&mut self, kind: WarningKind, row: &QuoteLine, field: &'static str, params: Params) {
        let count = self.lines.entry(kind).or_default();
        *count += 1;
        if *count <= NAMED_LINES {
            self.warnings.push(Warning {
                kind,
                params,
                line_id: Some(row.id.clone()),
                field: Some(field),
            });
        }
    }

    fn all(mut self) -> Vec<Warning> {
        for (kind, count) in self.lines {
            if count > NAMED_LINES {
                let of = serde_json::to_value(kind).unwrap_or_default();
                self.warnings.push(Warning {
                    kind: WarningKind::More,
                    params: BTreeMap::from([
                        ("of", of.as_str().unwrap_or_default().to_owned()),
                        ("count", (count - NAMED_LINES).to_string()),
                    ]),
                    line_id: None,
                    field: None,
                });
            }
        }
        self.warnings
    }
}

/// Every warning of a quote.
pub(super) fn warnings(look: &Looked<'_>) -> Vec<Warning> {
    let mut found = Found::default();
    vat_changes(look, &mut found);
    if let Some(terms) = look.terms {
        supplier_vat_changes(look, &mut found);
        for code in look.missing_rates {
            let params = BTreeMap::from([("currency", code.clone())]);
            found.quote(WarningKind::RateMissing, "rates", params);
        }
        unpriced_lines(look, &mut found);
        low_markups(look, terms, &mut found);
        if terms.milestones_left() < *terms.milestones.value {
            found.quote(WarningKind::AdvancesTooLarge, "milestones", Params::new());
        }
        let commission = terms
            .commission_rate
            .value
            .or(terms.commission_amount.value);
        if commission.is_some_and(|c| !c.is_zero()) && terms.commission_party.value.is_empty() {
            let kind = WarningKind::CommissionPartyMissing;
            found.quote(kind, "commission_party", Params::new());
        }
    }
    found.all()
}

/// The last day on which goods of this quote may be shipped.
fn last_day(look: &Looked<'_>) -> Date {
    let days = look.terms.map_or(0, |terms| terms.delivery_days.value);
    let valid = look.quote.valid_until.unwrap_or(look.quote.quote_date);
    valid.saturating_add(i64::from(days).days())
}

fn lines<'a>(look: &Looked<'a>) -> impl Iterator<Item = (&'a QuoteLine, &'a LineAmounts)> {
    let rows = look.rows.iter().zip(look.amounts);
    rows.filter(|(row, _)| row.kind == LineKind::Line)
}

/// VAT follows the day of shipment: a rate that holds today may not hold then.
fn vat_changes(look: &Looked<'_>, found: &mut Found) {
    let region = look.terms.map_or("RU", |terms| &terms.seller_region.value);
    let last = last_day(look);
    let mut warn = |rate: Option<Dec>, row: Option<&QuoteLine>| {
        let Some(rate) = rate else { return };
        let Some(next) = look.basis.tables.vat_after(region, rate, last) else {
            return;
        };
        let date = next.valid_from.map(|d| d.to_string()).unwrap_or_default();
        let params = BTreeMap::from([
            ("rate", rate.to_string()),
            ("to", next.value.to_string()),
            ("date", date),
        ]);
        match row {
            Some(row) => found.line(WarningKind::VatChanges, row, "vat_rate", params),
            None => found.quote(WarningKind::VatChanges, "vat_rate", params),
        }
    };
    warn(look.quote.vat_rate, None);
    for (row, _) in lines(look).filter(|(row, _)| row.vat_rate.is_some()) {
        warn(row.vat_rate, Some(row));
    }
}

/// Named once for each country.
fn supplier_vat_changes(look: &Looked<'_>, found: &mut Found) {
    let last = last_day(look);
    let mut seen: Vec<&str> = Vec::new();
    for ((row, _), line) in lines(look).zip(look.lines) {
        let country = row.supplier_country.as_deref().unwrap_or_default();
        if !line.supplier_vat_inherited || seen.contains(&country) {
            continue;
        }
        seen.push(country);
        let Some(then) = look.basis.tables.supplier_vat(country, last) else {
            continue;
        };
        if then.value != line.supplier_vat {
            let date = then.valid_from.map(|d| d.to_string()).unwrap_or_default();
            let params = BTreeMap::from([
                ("country", country.to_owned()),
                ("from", line.supplier_vat.to_string()),
                ("to", then.value.to_string()),
                ("date", date),
            ]);
            found.quote(WarningKind::SupplierVatChanges, "supplier_vat", params);
        }
    }
}

fn unpriced_lines(look: &Looked<'_>, found: &mut Found) {
    for ((row, _), line) in lines(look).zip(look.lines) {
        match line.missing {
            Some(WarningKind::RateMissing) => {
                let params = BTreeMap::from([("currency", line.currency.clone())]);
                found.line(WarningKind::RateMissing, row, "purchase_currency", params);
            }
            // A fixed price needs no purchase price; only its profit is unknown.
            Some(kind) if row.calculated => {
                found.line(kind, row, "purchase_price", Params::new());
            }
            _ => {}
        }
    }
}

/// The markup of the quote, of lines that have their own, and of fixed prices.
fn low_markups(look: &Looked<'_>, terms: &ResolvedTerms, found: &mut Found) {
    let on = look.quote.quote_date;
    let tables = &look.basis.tables;
    let Some(least) = tables.minimum_markup(terms.payment(), terms.deal.value, on) else {
        return;
    };
    let params = |markup: Dec| {
        BTreeMap::from([
            ("markup", markup.to_string()),
            ("minimum", least.to_string()),
        ])
    };
    let markup = terms.markup.value;
    if markup < least {
        found.quote(WarningKind::MarkupBelowMinimum, "markup", params(markup));
    }
    for ((row, amounts), line) in lines(look).zip(look.lines) {
        let own = match row.calculated {
            true => row.markup,
            false if line.missing.is_some() => None,
            false => amounts
                .landed
                .as_ref()
                .filter(|landed| *landed.cost > Decimal::ZERO)
                .and_then(|landed| ratio(*landed.profit, *landed.cost)),
        };
        if let Some(markup) = own.filter(|markup| *markup < least) {
            let field = if row.calculated {
                "markup"
            } else {
                "unit_price"
            };
            found.line(WarningKind::MarkupBelowMinimum, row, field, params(markup));
        }
    }
}

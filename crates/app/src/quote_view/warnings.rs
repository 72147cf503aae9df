//! What a person should look at before a quote goes out. Nothing is stopped by it.

mod markups;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use jiff::ToSpan;
use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{Deal, LineKind, LineVat, Policy, Quote, QuoteLine};
use oferta_pricing::{Calculation, LineResult};

use super::input::{LineTerms, given_away};
use crate::api::terms::{CustomsFee, ResolvedTerms, Warning, WarningKind};
use crate::basis::Basis;
use crate::dated::Change;
use crate::terms::resolve;

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
    pub missing_rates: &'a [String],
    pub customs_fee: Option<&'a CustomsFee>,
    pub calculation: &'a Calculation,
}

impl<'a> Looked<'a> {
    /// Country of the seller.
    pub(super) fn region(&self) -> Cow<'a, str> {
        match self.terms {
            Some(terms) => Cow::Borrowed(&terms.seller_region.value),
            None => Cow::Owned(
                resolve(None, self.basis.defaults.as_ref())
                    .seller_region
                    .value,
            ),
        }
    }

    /// The last day on which goods of this quote may be shipped.
    pub(super) fn last_day(&self) -> Date {
        let days = self.terms.map_or(0, |terms| terms.delivery_days.value);
        let valid = self.quote.valid_until.unwrap_or(self.quote.quote_date);
        valid.saturating_add(i64::from(days).days())
    }

    /// The day of the quote and that day.
    fn days(&self) -> (Date, Date) {
        (self.quote.quote_date, self.last_day())
    }

    /// The lines, sections left out.
    fn rows(&self) -> impl Iterator<Item = &'a QuoteLine> {
        let rows = self.rows.iter();
        rows.filter(|row| row.kind == LineKind::Line)
    }

    /// The lines of a quote that is priced from cost.
    fn landed(&self) -> impl Iterator<Item = Line<'a>> {
        let priced = self.calculation.priced().lines.iter();
        let lines = self.rows().zip(self.lines).zip(priced);
        lines.map(|((row, terms), result)| Line { row, terms, result })
    }
}

/// A line of a quote that is priced from cost.
struct Line<'a> {
    row: &'a QuoteLine,
    terms: &'a LineTerms,
    result: &'a LineResult,
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
        changes_by_country(look, &mut found);
        changes_of_quote(look, terms, &mut found);
        for code in look.missing_rates {
            let params = Params::from([("currency", code.clone())]);
            found.quote(WarningKind::RateMissing, "rates", params);
        }
        unpriced_lines(look, &mut found);
        reference_policy(look, &mut found);
        missing_weights(look, &mut found);
        markups::low(look, terms, &mut found);
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
    } else {
        zero_prices(look, &mut found);
    }
    found.all()
}

/// `name` is what the figure of today is called.
fn change_params(name: &'static str, from: Dec, change: Change) -> Params {
    Params::from([
        (name, from.to_string()),
        ("to", change.to.to_string()),
        (
            "date",
            change.date.map(|d| d.to_string()).unwrap_or_default(),
        ),
    ])
}

/// VAT follows the day of shipment: a rate that holds today may not hold then.
fn vat_changes(look: &Looked<'_>, found: &mut Found) {
    if look
        .terms
        .is_some_and(|terms| terms.deal.value == Deal::Export)
    {
        // What leaves the country bears 0 %, whatever the quote says of sales at home.
        return;
    }
    let region = look.region();
    let mut warn = |rate: Option<Dec>, row: Option<&QuoteLine>| {
        let Some(rate) = rate else { return };
        let tables = &look.basis.tables;
        let Some(change) = tables.vat_change(&region, rate, look.days()) else {
            return;
        };
        let params = change_params("rate", rate, change);
        match row {
            Some(row) => found.line(WarningKind::VatChanges, row, "vat_rate", params),
            None => found.quote(WarningKind::VatChanges, "vat_rate", params),
        }
    };
    warn(look.quote.vat_rate, None);
    for row in look.rows().filter(|row| row.vat_rate.is_some()) {
        warn(row.vat_rate.and_then(LineVat::rate), Some(row));
    }
}

/// What lines inherit by the country of their supplier: each change is named once for a country.
fn changes_by_country(look: &Looked<'_>, found: &mut Found) {
    let (tables, days, region) = (&look.basis.tables, look.days(), look.region());
    let (mut taxed, mut marked_up) = (HashSet::new(), HashSet::new());
    let mut warn = |kind, field, country: &str, from, change| {
        let mut params = change_params("from", from, change);
        params.insert("country", country.to_owned());
        found.quote(kind, field, params);
    };
    for Line { row, terms, .. } in look.landed() {
        let country = row.supplier_country.as_deref().unwrap_or_default();
        let from = terms.supplier_vat;
        if terms.supplier_vat_inherited
            && taxed.insert(country)
            && let Some(change) = tables.supplier_vat_change(country, from, days)
        {
            let kind = WarningKind::SupplierVatChanges;
            warn(kind, "supplier_vat", country, from, change);
        }
        let from = terms.internal_markup;
        if terms.internal_markup_inherited
            && marked_up.insert(country)
            && let Some(change) = tables.internal_markup_change(country, &region, from, days)
        {
            let kind = WarningKind::InternalMarkupChanges;
            warn(kind, "internal_markup", country, from, change);
        }
    }
}

/// What the quote is priced with as a whole: a fee that is paid when the goods come, and the markup it may have.
fn changes_of_quote(look: &Looked<'_>, terms: &ResolvedTerms, found: &mut Found) {
    let (tables, days) = (&look.basis.tables, look.days());
    let fee = look.customs_fee.filter(|fee| fee.cost_id.is_some());
    if let Some((value, from)) = fee.and_then(|fee| fee.customs_value.zip(fee.fee))
        && let Some(change) = tables.customs_fee_change(&look.region(), *value, days)
    {
        let params = change_params("from", from, change);
        found.quote(WarningKind::CustomsFeeChanges, "costs", params);
    }
    let (payment, deal) = (terms.payment(), terms.deal.value);
    if let Some(from) = tables.minimum_markup(payment, deal, days.0)
        && let Some(change) = tables.minimum_markup_change(payment, deal, days)
    {
        let params = change_params("from", from, change);
        found.quote(WarningKind::MinimumMarkupChanges, "markup", params);
    }
}

fn unpriced_lines(look: &Looked<'_>, found: &mut Found) {
    for Line { row, terms, .. } in look.landed() {
        let Some(missing) = terms.missing else {
            continue;
        };
        let (field, params) = match missing {
            WarningKind::RateMissing => {
                let currency = terms.currency.clone();
                ("purchase_currency", Params::from([("currency", currency)]))
            }
            _ => ("purchase_price", Params::new()),
        };
        // A fixed price needs no purchase price; only its profit is unknown.
        let kind = if terms.calculated {
            missing
        } else {
            WarningKind::ProfitUnknown
        };
        found.line(kind, row, field, params);
    }
}

/// List prices: nothing but the price itself says that it was forgotten.
fn zero_prices(look: &Looked<'_>, found: &mut Found) {
    let input = look.calculation.input();
    let lines = look.rows().zip(&input.lines);
    for (row, _) in lines.filter(|(row, line)| input.takes_part(line) && given_away(row)) {
        found.line(WarningKind::PriceZero, row, "unit_price", Params::new());
    }
}

/// The spreadsheet knows no fixed prices, no discounts and no lines that do not count.
fn reference_policy(look: &Looked<'_>, found: &mut Found) {
    let quote = look.quote;
    let discounted = quote.discount_rate.is_some() || quote.discount_amount.is_some();
    let passed_over = |row: &QuoteLine| {
        !row.calculated
            || row.discount.is_some_and(|discount| !discount.is_zero())
            || row.optional
            || row.alternative_of.is_some()
    };
    if quote.policy == Policy::Reference && (discounted || look.rows().any(passed_over)) {
        found.quote(WarningKind::ReferencePolicy, "policy", Params::new());
    }
}

/// Once a line has a weight, the freight goes by weight: nothing of it is put on lines that have none.
fn missing_weights(look: &Looked<'_>, found: &mut Found) {
    let sums = &look.calculation.priced().totals.sums;
    if (sums.freight_to_border + sums.freight_after_border).is_zero() {
        return;
    }
    let input = look.calculation.input();
    let counted = input.lines.iter().filter(|line| input.takes_part(line));
    let (without, with): (Vec<_>, Vec<_>) = counted.partition(|line| line.weight_kg.is_zero());
    if !with.is_empty() && !without.is_empty() {
        let params = Params::from([("count", without.len().to_string())]);
        found.quote(WarningKind::WeightMissing, "weight_kg", params);
    }
}

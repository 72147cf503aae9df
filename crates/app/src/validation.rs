//! The workbook that shows how a quote was calculated, for people who check it. It holds costs: it is never made from
//! what a customer sees, nor the other way round.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oferta_documents::validation::{
    self, CheckedLine, CheckedRevision, CostBlock, DerivationStep, ExchangeRate, NamedValue,
    Policy, ResolvedTerm, ValidationView,
};
use oferta_documents::{Currency, Language as Printed};
use oferta_domain::currency::minor_units;
use oferta_domain::entity::{Language, Leg, LineKind, Quote, QuoteLine};
use oferta_pricing::{self as engine, Calculation, HEADER_CELLS, LINE_CELLS, SUM_CELLS};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::api::document::{Exported, ValidationOf};
use crate::api::quote::LineAmounts;
use crate::api::revision::{TraceOperand, TraceOrigin, TraceStep};
use crate::api::terms::{Origin, Resolved, ResolvedTerms, TermsView};
use crate::app::Open;
use crate::document::{date, put};
use crate::error::{AppError, Code, Result};
use crate::parties::Parties;
use crate::quote_view::{self, View};
use crate::revision::Kept;
use crate::sheet::{self, Sheet};
use crate::trace::Telling;

/// `document.validation`.
pub(crate) fn export(open: &Open, request: ValidationOf) -> Result<Exported> {
    let (stem, view) = match &request.revision_id {
        Some(revision_id) => of_revision(open, &request.quote_id, revision_id)?,
        None => of_now(open, &request.quote_id)?,
    };
    put(open, None, &stem, "xlsx", &validation::render(&view)?)
}

fn of_now(open: &Open, quote_id: &str) -> Result<(String, ValidationView)> {
    let sheet = sheet::read(open, quote_id)?;
    let Sheet {
        quote, rows, view, ..
    } = &*sheet;
    let parties = open.store.read(|conn| Parties::read(conn, quote))?;
    let checked = Checked { quote, rows, view };
    checked.told(&parties, None)
}

/// A revision is derived again from what it keeps: inputs, terms, rates and tables.
fn of_revision(open: &Open, quote_id: &str, revision_id: &str) -> Result<(String, ValidationView)> {
    let (number, kept, parties) = open.store.read(|conn| {
        let (revision, kept) = Kept::read(conn, quote_id, revision_id)?;
        let parties = match &kept.parties {
            Some(parties) => parties.clone(),
            None => Parties::read(conn, &kept.quote)?,
        };
        Ok::<_, AppError>((revision.number, kept, parties))
    })?;
    let basis = kept.basis.clone().unwrap_or_default();
    let view = quote_view::view(&kept.quote, &kept.rows, &basis)?;
    let as_kept = kept.agrees(&view.calculation);
    let checked = Checked {
        quote: &kept.quote,
        rows: &kept.rows,
        view: &view,
    };
    checked.told(&parties, Some(CheckedRevision { number, as_kept }))
}

/// What is checked: a quote with its rows, and what the calculation says of it.
struct Checked<'a> {
    quote: &'a Quote,
    rows: &'a [QuoteLine],
    view: &'a View,
}

impl Checked<'_> {
    /// The stem of the file name, and what the workbook shows.
    fn told(
        &self,
        parties: &Parties,
        revision: Option<CheckedRevision>,
    ) -> Result<(String, ValidationView)> {
        let Checked { quote, view, .. } = self;
        if view.calculation.input().lines.is_empty() {
            return Err(AppError::new(Code::QuoteEmpty));
        }
        let manager = &parties.manager;
        let number = quote.number.clone().unwrap_or_else(|| quote.label.clone());
        let (language, kind, mark) = match quote.language {
            Language::Ru => (Printed::Ru, "Проверка расчёта", "ред."),
            Language::En => (Printed::En, "Calculation check", "rev."),
        };
        let mark = revision.map(|revision| format!(" {mark} {}", revision.number));
        let stem = format!("{kind} {number}{}", mark.unwrap_or_default());
        let (lines, names) = lines(self);
        let terms = view.terms.as_ref();
        let seen = ValidationView {
            language,
            number,
            revision,
            title: quote.title.clone(),
            date: date(quote.quote_date),
            customer: parties.customer_name().to_owned(),
            manager: format!("{} {}", manager.first_name, manager.last_name),
            currency: Currency {
                code: quote.currency.clone(),
                minor_units: minor_units(&quote.currency),
            },
            policy: policy(&view.calculation),
            terms: terms
                .map(|terms| resolved(&terms.resolved))
                .unwrap_or_default(),
            rates: terms.map(rates).unwrap_or_default(),
            costs: terms.map(costs).unwrap_or_default(),
            lines,
            steps: whole_quote(view)
                .into_iter()
                .map(|step| derivation(quote, step))
                .collect(),
            totals: totals(&view.calculation, &names),
        };
        Ok((stem, seen))
    }
}

/// The steps of the whole quote.
fn whole_quote(view: &View) -> Vec<TraceStep> {
    let (input, priced) = (view.calculation.input(), view.calculation.priced());
    let traces = engine::Traces::new(input, priced);
    Telling::of(view).steps(None, traces.quote())
}

fn policy(calculation: &Calculation) -> Policy {
    match calculation.input().policy {
        engine::Policy::Invoice => Policy::Invoice,
        engine::Policy::Reference => Policy::Reference,
    }
}

fn resolved(terms: &ResolvedTerms) -> Vec<ResolvedTerm> {
    let mut all = Vec::new();
    let mut of = |name: &str, value: String, origin: Origin| {
        all.push(ResolvedTerm {
            name: name.to_owned(),
            value,
            origin: origin_of(origin),
        });
    };
    macro_rules! terms {
        ($($name:ident)*) => { $(of(stringify!($name), word(&terms.$name), terms.$name.origin);)* };
    }
    terms!(seller_region deal incoterms markup);
    of("margin", terms.margin.to_string(), terms.markup.origin);
    terms!(
        client_advance milestones deferral_days supplier_advance delivery_days customs_term_days loan_rate agent_fee_rate
        forex_reserve_rate insurance_rate commission_rate commission_amount commission_currency commission_party
    );
    all
}

fn origin_of(origin: Origin) -> validation::Origin {
    match origin {
        Origin::Quote => validation::Origin::Quote,
        Origin::Organisation => validation::Origin::Organisation,
        Origin::BuiltIn => validation::Origin::BuiltIn,
    }
}

/// The value as it goes over the wire: a decimal, a number, a code; empty for nothing.
fn word<T: Serialize>(term: &Resolved<T>) -> String {
    match serde_json::to_value(&term.value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(serde_json::Value::Null) | Err(_) => String::new(),
        Ok(other) => other.to_string(),
    }
}

fn rates(terms: &TermsView) -> Vec<ExchangeRate> {
    let rates = terms.rates.iter().map(|rate| ExchangeRate {
        currency: rate.currency.clone(),
        value: *rate.value,
        nominal: *rate.nominal,
        date: rate.rate_date.map(date),
    });
    rates.collect()
}

fn costs(terms: &TermsView) -> Vec<CostBlock> {
    let costs = terms.costs.iter().map(|cost| CostBlock {
        name: cost.name.clone(),
        amount: *cost.amount,
        currency: cost.currency.clone(),
        before_border: cost.leg == Leg::BeforeBorder,
    });
    costs.collect()
}

/// Every line, and the names of the amounts that any of them has.
fn lines(checked: &Checked<'_>) -> (Vec<CheckedLine>, BTreeSet<&'static str>) {
    let Checked { quote, rows, view } = checked;
    let (input, priced) = (view.calculation.input(), view.calculation.priced());
    let rows: Vec<(&QuoteLine, &LineAmounts)> = rows
        .iter()
        .zip(&view.amounts)
        .filter(|(row, _)| row.kind == LineKind::Line)
        .collect();
    let numbers: HashMap<&str, usize> = rows
        .iter()
        .map(|(row, _)| row.id.as_str())
        .zip(0..)
        .collect();
    let number = |id: &str| numbers.get(id).copied();
    let traces = engine::Traces::new(input, priced);
    let telling = Telling::of(view);
    let mut names = BTreeSet::new();
    let mut checked: Vec<CheckedLine> = Vec::with_capacity(rows.len());
    for (at, (row, amounts)) in rows.iter().enumerate() {
        let result = &priced.lines[at];
        let steps = traces.line(at);
        let cells = LINE_CELLS.iter().map(|(name, cell)| (*name, cell(result)));
        let mut by_name: BTreeMap<&'static str, Decimal> = cells
            .chain([("gross_price", result.gross_price)])
            .filter(|(_, value)| !value.is_zero())
            .collect();
        for step in &steps {
            by_name.entry(step.name.key()).or_insert(step.result);
        }
        names.extend(by_name.keys().copied());
        let replaced = row.alternative_of.as_deref().and_then(number);
        checked.push(CheckedLine {
            no: u32::try_from(at + 1).unwrap_or(u32::MAX),
            article: row.article.clone(),
            name: row.name.clone(),
            unit: row.unit.clone(),
            quantity: *row.quantity,
            counted: !row.optional && row.alternative_of.is_none(),
            inputs: inputs(row, amounts, replaced),
            amounts: by_name
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            steps: telling
                .steps(Some(row), steps)
                .into_iter()
                .map(|step| derivation(quote, step))
                .collect(),
        });
    }
    for line in &mut checked {
        for name in &names {
            line.amounts.entry((*name).to_owned()).or_default();
        }
    }
    (checked, names)
}

fn inputs(
    row: &QuoteLine,
    amounts: &LineAmounts,
    replaced: Option<usize>,
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut of = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            all.insert(name.to_owned(), value);
        }
    };
    let landed = amounts
        .landed
        .as_ref()
        .and_then(|landed| landed.line.as_ref());
    if let Some(landed) = landed {
        of("purchase_price", row.purchase_price.map(|d| d.to_string()));
        of("purchase_currency", Some(landed.purchase_currency.clone()));
        of(
            "price_includes_vat",
            Some(landed.price_includes_vat.to_string()),
        );
        of("supplier_country", row.supplier_country.clone());
        of("supplier_vat", Some(landed.supplier_vat.to_string()));
        of(
            "supplier_discount",
            row.supplier_discount.map(|d| d.to_string()),
        );
        of("internal_markup", Some(landed.internal_markup.to_string()));
        of("duty_rate", row.duty_rate.map(|d| d.to_string()));
        of("excise_per_kg", row.excise_per_kg.map(|d| d.to_string()));
        of("markup", Some(landed.markup.to_string()));
        of("margin", Some(landed.margin.to_string()));
        of("weight_kg", row.weight_kg.map(|d| d.to_string()));
    }
    if landed.is_none() || !row.calculated {
        of("fixed_price", Some(row.unit_price.to_string()));
    }
    of("discount", row.discount.map(|d| d.to_string()));
    let vat_rate = amounts.vat_rate.map(|d| d.to_string());
    of(
        "vat_rate",
        vat_rate.or_else(|| Some("without_vat".to_owned())),
    );
    of("optional", row.optional.then(|| "true".to_owned()));
    of("alternative_of", replaced.map(|at| (at + 1).to_string()));
    all
}

fn derivation(quote: &Quote, step: TraceStep) -> DerivationStep {
    let operands = step.operands.into_iter().map(|operand| NamedValue {
        name: operand_name(&operand),
        value: operand.value.normalize().to_string(),
        origin: inheritable(&operand),
        title: operand.title,
        currency: operand.currency.filter(|code| *code != quote.currency),
    });
    DerivationStep {
        name: step.name.to_owned(),
        operands: operands.collect(),
        result: *step.value,
    }
}

/// Whose an operand is, if it could be inherited.
fn inheritable(operand: &TraceOperand) -> Option<validation::Origin> {
    match operand.origin {
        TraceOrigin::Overridden => Some(validation::Origin::Line),
        TraceOrigin::Table => Some(validation::Origin::Table),
        // A quote of list prices has no terms: what its lines inherit is its own.
        TraceOrigin::Inherited => Some(operand.term.map_or(validation::Origin::Quote, origin_of)),
        TraceOrigin::Quote => operand.term.map(origin_of),
        TraceOrigin::Line | TraceOrigin::Step | TraceOrigin::Total => None,
    }
}

/// The name that the workbook knows an operand by.
fn operand_name(operand: &TraceOperand) -> String {
    let name = operand.name.strip_prefix("terms.").unwrap_or(operand.name);
    match (name, operand.origin) {
        ("weight", TraceOrigin::Total) => "quote.weight_kg".to_owned(),
        (name, TraceOrigin::Total) => format!("quote.{name}"),
        ("unit_price", TraceOrigin::Line) => "purchase_price".to_owned(),
        ("sale_price", _) => "fixed_price".to_owned(),
        ("rates", _) => "rate".to_owned(),
        ("commission.rate", _) => "commission_rate".to_owned(),
        ("commission.amount", _) => "commission_amount".to_owned(),
        ("discount.rate", _) => "discount".to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// The sums of the amounts that lines have, and what is computed once for the whole quote.
fn totals(calculation: &Calculation, names: &BTreeSet<&'static str>) -> BTreeMap<String, Decimal> {
    let totals = &calculation.priced().totals;
    let sums = SUM_CELLS
        .iter()
        .map(|(name, cell)| (*name, cell(&totals.sums)))
        .filter(|(name, _)| names.contains(name));
    let header = HEADER_CELLS
        .iter()
        .map(|(name, cell)| (*name, cell(totals)))
        .filter(|(_, value)| !value.is_zero());
    sums.chain(header)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

//! From the JSON form to a quote.

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::fields::{Elements, Fields, MAX_FAULTS, Reader};
use crate::check::{MAX_COSTS, MAX_LINES, check, nameless};
use crate::fault::{Fault, FaultKey};
use crate::input::{
    Commission, CommissionSize, Cost, Currency, Deal, Discount, Incoterms, Leg, LineInput, Policy,
    QuoteInput, Rate, Region, Vat,
};

/// Bytes of an input. 10,000 lines with every field take about a quarter.
pub const MAX_BYTES: usize = 32 << 20;

const POLICIES: [(&str, Policy); 2] = [
    ("invoice", Policy::Invoice),
    ("reference", Policy::Reference),
];
const DEALS: [(&str, Deal); 4] = [
    ("supply", Deal::Supply),
    ("transit", Deal::Transit),
    ("fin_transit", Deal::FinTransit),
    ("export", Deal::Export),
];
const INCOTERMS: [(&str, Incoterms); 11] = [
    ("EXW", Incoterms::Exw),
    ("FCA", Incoterms::Fca),
    ("FAS", Incoterms::Fas),
    ("FOB", Incoterms::Fob),
    ("CFR", Incoterms::Cfr),
    ("CIF", Incoterms::Cif),
    ("CPT", Incoterms::Cpt),
    ("CIP", Incoterms::Cip),
    ("DAP", Incoterms::Dap),
    ("DPU", Incoterms::Dpu),
    ("DDP", Incoterms::Ddp),
];
const LEGS: [(&str, Leg); 2] = [
    ("before_border", Leg::BeforeBorder),
    ("after_border", Leg::AfterBorder),
];

/// Reads a quote from JSON text in UTF-8.
///
/// A field that is missing or `null` has the value that [`QuoteInput::new`] and [`LineInput::default`] presume; the
/// currency, and of every line its id, its quantity and a price are needed. A VAT rate is a decimal or `"none"`,
/// which is "without VAT": a quote without a rate is without VAT, a line without one takes the quote's.
///
/// # Errors
/// Everything that is wrong with the form, and everything that [`check`] finds in what could be read; the first 1,000
/// faults where there are more.
pub fn read(text: &[u8]) -> Result<QuoteInput, Vec<Fault>> {
    let whole = |key| {
        let field = String::new();
        vec![Fault {
            line: None,
            field,
            key,
        }]
    };
    if text.len() > MAX_BYTES {
        return Err(whole(FaultKey::InputTooLong));
    }
    let text =
        std::str::from_utf8(text).map_err(|error| whole(FaultKey::Syntax(error.to_string())))?;
    let raw: &RawValue =
        serde_json::from_str(text).map_err(|error| whole(FaultKey::Syntax(error.to_string())))?;
    let mut reader = Reader {
        found: Vec::new(),
        line: None,
    };
    let input = quote(&mut reader, raw);
    let mut found = reader.found;
    let Some(input) = input else {
        return Err(found);
    };
    found.append(&mut check(&input));
    found.truncate(MAX_FAULTS);
    if found.is_empty() {
        Ok(input)
    } else {
        Err(found)
    }
}

/// A quote of what could be read, where that is enough to check it.
fn quote(reader: &mut Reader, raw: &RawValue) -> Option<QuoteInput> {
    let mut fields = reader.object(raw, "")?;
    fields.require("currency");
    let currency = fields.currency("currency");
    let mut input = QuoteInput::new(currency.unwrap_or(Currency::RUB));
    input.policy = fields.word("policy", &POLICIES).unwrap_or_default();
    input.minor_units = minor_units(&mut fields).unwrap_or(input.minor_units);
    if let Some(code) = fields.text("seller_region") {
        input.seller_region = Region::parse(&code);
        if input.seller_region.is_none() {
            fields.fault("seller_region", FaultKey::UnknownValue);
        }
    }
    input.deal = fields.word("deal", &DEALS).unwrap_or_default();
    input.incoterms = fields.word("incoterms", &INCOTERMS).unwrap_or_default();
    input.vat_rate = vat(&mut fields).unwrap_or_default();
    input.markup = fields.decimal("markup").unwrap_or_default();
    if let Some(mut fields) = fields.object("discount") {
        input.discount = match either(&mut fields) {
            Some(Either::Rate(rate)) => Some(Discount::Rate(rate)),
            Some(Either::Amount(amount)) => Some(Discount::Amount(amount)),
            None => None,
        };
        fields.finish();
    }
    input.commission = fields.object("commission").and_then(commission);
    if let Some(mut fields) = fields.object("rates") {
        let codes: Vec<String> = fields
            .fields
            .iter()
            .map(|(code, _)| code.to_string())
            .collect();
        for code in codes {
            match Currency::parse(&code) {
                Some(currency) => {
                    if let Some(fields) = fields.object(&code) {
                        input.rates.insert(currency, rate(fields));
                    }
                }
                None => {
                    fields.fault(&code, FaultKey::UnknownCurrency);
                    fields.take(&code);
                }
            }
        }
    }
    if let Some(fields) = fields.object("terms") {
        terms(fields, &mut input);
    }
    let mut costs = elements::<MAX_COSTS>(&mut fields, "costs");
    let mut lines = elements::<MAX_LINES>(&mut fields, "lines");
    if costs.len() > MAX_COSTS {
        fields.fault("costs", FaultKey::TooManyCosts(MAX_COSTS));
        costs.clear();
    }
    if lines.len() > MAX_LINES {
        fields.fault("lines", FaultKey::TooManyLines(MAX_LINES));
        lines.clear();
    }
    fields.finish();
    for (i, raw) in costs.into_iter().enumerate() {
        if reader.full() {
            break;
        }
        let path = format!("costs.{}", i + 1);
        if let Some(fields) = reader.object(raw, &path) {
            input.costs.extend(cost(fields));
        }
    }
    for (i, raw) in lines.into_iter().enumerate() {
        if reader.full() {
            break;
        }
        reader.line = Some(nameless(i));
        input
            .lines
            .push(line(reader, raw).unwrap_or_else(|| LineInput {
                id: nameless(i),
                ..LineInput::default()
            }));
    }
    currency.map(|_| input)
}

fn elements<'a, const LIMIT: usize>(fields: &mut Fields<'_, 'a>, name: &str) -> Vec<&'a RawValue> {
    let Some(raw) = fields.take(name) else {
        return Vec::new();
    };
    match serde_json::from_str::<Elements<'a, LIMIT>>(raw.get()) {
        Ok(elements) => elements.0,
        Err(_) => {
            fields.fault(name, FaultKey::WrongType("an array"));
            Vec::new()
        }
    }
}

/// A whole number, in quotes or not.
fn minor_units(fields: &mut Fields<'_, '_>) -> Option<u32> {
    let raw = fields.take("minor_units")?;
    let units = raw.get().trim_matches('"').parse();
    if units.is_err() {
        fields.fault("minor_units", FaultKey::WrongType("a whole number"));
    }
    units.ok()
}

fn vat(fields: &mut Fields<'_, '_>) -> Option<Vat> {
    let named = |(name, raw): &(_, &RawValue)| *name == "vat_rate" && raw.get() == "\"none\"";
    if fields.fields.iter().any(named) {
        fields.take("vat_rate");
        return Some(Vat::Without);
    }
    fields.decimal("vat_rate").map(Vat::Rate)
}

enum Either {
    Rate(Decimal),
    Amount(Decimal),
}

/// Exactly one of `rate` and `amount`.
fn either(fields: &mut Fields<'_, '_>) -> Option<Either> {
    match (fields.has("rate"), fields.has("amount")) {
        (true, false) => fields.decimal("rate").map(Either::Rate),
        (false, true) => fields.decimal("amount").map(Either::Amount),
        (true, true) => {
            fields.fault("amount", FaultKey::WrongType("left out beside a rate"));
            fields.take("rate");
            fields.take("amount");
            None
        }
        (false, false) => {
            fields.fault("rate", FaultKey::Required);
            None
        }
    }
}

fn commission(mut fields: Fields<'_, '_>) -> Option<Commission> {
    let size = either(&mut fields);
    let currency = fields.currency("currency");
    let party = fields.text("party").unwrap_or_default();
    fields.finish();
    let size = match size? {
        Either::Rate(rate) => CommissionSize::Rate(rate),
        Either::Amount(amount) => CommissionSize::Amount(amount, currency),
    };
    Some(Commission { size, party })
}

/// The rate of a currency; 1 where it could not be read, so that its lines are not at fault as well.
fn rate(mut fields: Fields<'_, '_>) -> Rate {
    if fields.has("per_quote_unit") {
        let units = fields.decimal("per_quote_unit").unwrap_or(Decimal::ONE);
        fields.finish();
        return Rate::PerQuoteUnit(units);
    }
    fields.require("value");
    fields.require("nominal");
    let value = fields.decimal("value").unwrap_or(Decimal::ONE);
    let nominal = fields.decimal("nominal").unwrap_or(Decimal::ONE);
    fields.finish();
    Rate::Roubles { value, nominal }
}

fn terms(mut fields: Fields<'_, '_>, input: &mut QuoteInput) {
    let terms = &mut input.terms;
    for (name, into) in [
        ("client_advance", &mut terms.client_advance),
        ("supplier_advance", &mut terms.supplier_advance),
        ("milestones", &mut terms.milestones),
        ("delivery_days", &mut terms.delivery_days),
        ("deferral_days", &mut terms.deferral_days),
        ("customs_term_days", &mut terms.customs_term_days),
        ("loan_rate", &mut terms.loan_rate),
        ("agent_fee_rate", &mut terms.agent_fee_rate),
        ("forex_reserve_rate", &mut terms.forex_reserve_rate),
        ("insurance_rate", &mut terms.insurance_rate),
    ] {
        if let Some(value) = fields.decimal(name) {
            *into = value;
        }
    }
    fields.finish();
}

fn cost(mut fields: Fields<'_, '_>) -> Option<Cost> {
    fields.require("amount");
    fields.require("leg");
    let name = fields.text("name").unwrap_or_default();
    let amount = fields.decimal("amount");
    let currency = fields.currency("currency");
    let leg = fields.word("leg", &LEGS);
    fields.finish();
    Some(Cost {
        name,
        amount: amount?,
        currency,
        leg: leg?,
    })
}

fn line(reader: &mut Reader, raw: &RawValue) -> Option<LineInput> {
    let mut fields = reader.object(raw, "")?;
    let id = fields.text("id").unwrap_or_default();
    if !id.is_empty() {
        fields.name_line(&id);
    }
    fields.require("quantity");
    if !fields.has("sale_price") {
        fields.require("unit_price");
    }
    let mut line = LineInput {
        id,
        currency: fields.currency("currency"),
        vat_rate: vat(&mut fields),
        markup: fields.decimal("markup"),
        sale_price: fields.decimal("sale_price"),
        sale_currency: fields.currency("sale_currency"),
        alternative_of: fields.text("alternative_of"),
        ..LineInput::default()
    };
    line.price_includes_vat = fields.flag("price_includes_vat").unwrap_or(true);
    line.optional = fields.flag("optional").unwrap_or(false);
    for (name, into) in [
        ("quantity", &mut line.quantity),
        ("unit_price", &mut line.unit_price),
        ("supplier_vat", &mut line.supplier_vat),
        ("supplier_discount", &mut line.supplier_discount),
        ("weight_kg", &mut line.weight_kg),
        ("internal_markup", &mut line.internal_markup),
        ("duty_rate", &mut line.duty_rate),
        ("excise_per_kg", &mut line.excise_per_kg),
        ("discount", &mut line.discount),
    ] {
        if let Some(value) = fields.decimal(name) {
            *into = value;
        }
    }
    fields.finish();
    Some(line)
}

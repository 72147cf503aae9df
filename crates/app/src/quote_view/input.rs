//! A quote as the engine takes it: everything resolved, nothing that it would refuse.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::currency::minor_units;
use oferta_domain::entity::{self, LineKind, Quote, QuoteLine, QuoteRate};
use oferta_pricing::{
    Commission, CommissionSize, Cost, Currency, Deal, Discount, Incoterms, Leg, LineInput, Policy,
    QuoteInput, Rate, Region, Terms, Vat,
};
use rust_decimal::Decimal;

use crate::api::terms::{ResolvedTerms, WarningKind};
use crate::basis::Basis;

/// A country whose prices are quoted without VAT.
const NET_COUNTRY: &str = "CN";

/// The engine's input, and what it was made from line by line.
pub(super) struct Prepared {
    pub input: QuoteInput,
    /// What applies to each line; empty for a plain quote.
    pub lines: Vec<LineTerms>,
    /// Currencies in use without a rate.
    pub missing_rates: Vec<String>,
}

/// What applies to a line of a quote that is priced from cost.
pub(super) struct LineTerms {
    pub currency: String,
    pub price_includes_vat: bool,
    pub supplier_vat: Dec,
    /// Whether the VAT of the supplier comes from the dated table.
    pub supplier_vat_inherited: bool,
    pub internal_markup: Dec,
    /// Whether the internal markup comes from the dated table.
    pub internal_markup_inherited: bool,
    pub markup: Dec,
    /// The price follows from the cost.
    pub calculated: bool,
    pub missing: Option<WarningKind>,
}

impl LineTerms {
    /// The price follows from a cost that is not known.
    pub(super) fn unpriced(&self) -> bool {
        self.calculated && self.missing.is_some()
    }
}

/// Whether something is sold at a price of nothing: goods given away exist, a price that was forgotten is more likely.
pub(crate) fn given_away(row: &QuoteLine) -> bool {
    !row.quantity.is_zero() && row.unit_price.is_zero()
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap_or(Currency::RUB)
}

fn vat(rate: Option<Dec>) -> Vat {
    rate.map_or(Vat::Without, |rate| Vat::Rate(*rate))
}

/// The rates of a quote as the engine takes them.
pub(crate) fn rates(basis: &Basis) -> BTreeMap<Currency, Rate> {
    rates_of(&basis.rates)
}

/// Kept rates as the engine takes them.
pub(crate) fn rates_of(kept: &[QuoteRate]) -> BTreeMap<Currency, Rate> {
    let rates = kept.iter().filter_map(|rate| {
        let (value, nominal) = (*rate.value, *rate.nominal);
        Some((
            Currency::parse(&rate.currency)?,
            Rate::Roubles { value, nominal },
        ))
    });
    rates.filter(|(code, _)| *code != Currency::RUB).collect()
}

/// Keeps track of what can be converted.
struct Exchange<'a> {
    rates: &'a BTreeMap<Currency, Rate>,
    quote: Currency,
    missing: Vec<String>,
}

impl Exchange<'_> {
    /// The currency, if it can be converted into that of the quote; else what is missing is noted.
    fn usable(&mut self, code: &str) -> Option<Currency> {
        let from = currency(code);
        if from == self.quote {
            return Some(from);
        }
        let mut usable = true;
        for side in [from, self.quote] {
            if side != Currency::RUB && !self.rates.contains_key(&side) {
                usable = false;
                let code = side.code();
                if !self.missing.iter().any(|found| found == code) {
                    self.missing.push(code.to_owned());
                }
            }
        }
        usable.then_some(from)
    }
}

/// A plain quote: list prices, nothing bought.
pub(super) fn plain(quote: &Quote, rows: &[QuoteLine]) -> Prepared {
    let mut input = header(quote);
    input.lines = priced(rows).map(sold).collect();
    Prepared {
        input,
        lines: Vec::new(),
        missing_rates: Vec::new(),
    }
}

/// A quote that is priced from cost.
pub(super) fn landed(
    quote: &Quote,
    rows: &[QuoteLine],
    basis: &Basis,
    terms: &ResolvedTerms,
) -> Prepared {
    let rates = rates(basis);
    let mut exchange = Exchange {
        rates: &rates,
        quote: currency(&quote.currency),
        missing: Vec::new(),
    };
    let mut input = header(quote);
    input.policy = match quote.policy {
        entity::Policy::Invoice => Policy::Invoice,
        entity::Policy::Reference => Policy::Reference,
    };
    input.seller_region = Region::parse(&terms.seller_region.value);
    input.deal = deal(terms.deal.value);
    let export = input.deal == Deal::Export;
    if export {
        // An export bears 0 %, whatever the quote says of sales at home: the expected revenue has no VAT in it.
        input.vat_rate = Vat::Rate(Decimal::ZERO);
    }
    input.incoterms = incoterms(terms.incoterms.value);
    input.markup = *terms.markup.value;
    input.terms = payment(terms);
    input.commission = commission(terms, &mut exchange);
    input.costs = costs(basis, &mut exchange);
    let mut lines = Vec::with_capacity(rows.len());
    let mut countries = Countries::default();
    for row in priced(rows) {
        let inherited = countries.inherited(row, quote, basis, terms);
        let mut line = line_terms(row, quote, inherited, terms);
        let mut sold = sold(row);
        if row.calculated {
            sold.sale_price = None;
        }
        if export {
            sold.vat_rate = None;
        }
        match (row.purchase_price, exchange.usable(&line.currency)) {
            (Some(price), Some(currency)) => {
                sold.unit_price = *price;
                sold.currency = Some(currency);
            }
            (Some(_), None) => line.missing = Some(WarningKind::RateMissing),
            (None, _) => line.missing = Some(WarningKind::PurchasePriceMissing),
        }
        bought(&mut sold, row, &line);
        input.lines.push(sold);
        lines.push(line);
    }
    let missing_rates = exchange.missing;
    input.rates = rates;
    Prepared {
        input,
        lines,
        missing_rates,
    }
}

fn priced(rows: &[QuoteLine]) -> impl Iterator<Item = &QuoteLine> {
    rows.iter().filter(|row| row.kind == LineKind::Line)
}

fn header(quote: &Quote) -> QuoteInput {
    let mut input = QuoteInput::new(currency(&quote.currency));
    input.minor_units = minor_units(&quote.currency);
    input.vat_rate = vat(quote.vat_rate);
    input.discount = match (quote.discount_rate, quote.discount_amount) {
        (Some(rate), _) => Some(Discount::Rate(*rate)),
        (None, Some(amount)) => Some(Discount::Amount(*amount)),
        (None, None) => None,
    };
    input
}

/// What a line is sold for. An alternative counts as little as an optional line, whatever it is an alternative of.
fn sold(row: &QuoteLine) -> LineInput {
    LineInput {
        id: row.id.clone(),
        quantity: *row.quantity,
        sale_price: Some(*row.unit_price),
        vat_rate: row.vat_rate.map(|own| vat(own.rate())),
        discount: row.discount.map(|d| *d).unwrap_or_default(),
        optional: row.optional || row.alternative_of.is_some(),
        ..LineInput::default()
    }
}

fn bought(sold: &mut LineInput, row: &QuoteLine, line: &LineTerms) {
    let number = |value: Option<Dec>| value.map(|d| *d).unwrap_or_default();
    sold.price_includes_vat = line.price_includes_vat;
    sold.supplier_vat = *line.supplier_vat;
    sold.supplier_discount = number(row.supplier_discount);
    sold.weight_kg = number(row.weight_kg);
    sold.internal_markup = *line.internal_markup;
    sold.duty_rate = number(row.duty_rate);
    sold.excise_per_kg = number(row.excise_per_kg);
    sold.markup = row.markup.map(|markup| *markup);
}

/// The currency a line is bought in, in a quote of this currency.
pub(crate) fn purchase_currency<'a>(row: &'a QuoteLine, quoted: &'a str) -> &'a str {
    row.purchase_currency.as_deref().unwrap_or(quoted)
}

/// What a line inherits from the dated tables.
#[derive(Clone, Copy)]
struct Inherited {
    supplier_vat: Dec,
    internal_markup: Dec,
}

/// The countries of a quote are few, its lines may be many: each is looked up once.
#[derive(Default)]
struct Countries<'a>(Vec<(&'a str, Inherited)>);

impl<'a> Countries<'a> {
    fn inherited(
        &mut self,
        row: &'a QuoteLine,
        quote: &Quote,
        basis: &Basis,
        terms: &ResolvedTerms,
    ) -> Inherited {
        let country = row.supplier_country.as_deref().unwrap_or_default();
        if let Some((_, known)) = self.0.iter().find(|(known, _)| *known == country) {
            return *known;
        }
        let (tables, on): (_, Date) = (&basis.tables, quote.quote_date);
        let vat = tables.supplier_vat(country, on);
        let markup = tables.internal_markup(country, &terms.seller_region.value, on);
        let found = Inherited {
            supplier_vat: vat.unwrap_or_default(),
            internal_markup: markup.unwrap_or_default(),
        };
        self.0.push((country, found));
        found
    }
}

fn line_terms(
    row: &QuoteLine,
    quote: &Quote,
    inherited: Inherited,
    terms: &ResolvedTerms,
) -> LineTerms {
    let country = row.supplier_country.as_deref().unwrap_or_default();
    LineTerms {
        currency: purchase_currency(row, &quote.currency).to_owned(),
        price_includes_vat: row.price_includes_vat.unwrap_or(country != NET_COUNTRY),
        supplier_vat_inherited: row.supplier_vat.is_none(),
        supplier_vat: row.supplier_vat.unwrap_or(inherited.supplier_vat),
        internal_markup_inherited: row.internal_markup.is_none(),
        internal_markup: row.internal_markup.unwrap_or(inherited.internal_markup),
        markup: row.markup.unwrap_or(terms.markup.value),
        // The spreadsheet knows no fixed prices.
        calculated: row.calculated || quote.policy == entity::Policy::Reference,
        missing: None,
    }
}

fn payment(terms: &ResolvedTerms) -> Terms {
    Terms {
        client_advance: *terms.client_advance.value,
        supplier_advance: *terms.supplier_advance.value,
        milestones: terms.milestones_left(),
        delivery_days: Decimal::from(terms.delivery_days.value),
        deferral_days: Decimal::from(terms.deferral_days.value),
        customs_term_days: Decimal::from(terms.customs_term_days.value),
        loan_rate: *terms.loan_rate.value,
        agent_fee_rate: *terms.agent_fee_rate.value,
        forex_reserve_rate: *terms.forex_reserve_rate.value,
        insurance_rate: *terms.insurance_rate.value,
    }
}

/// The commission of an agent. One that names nobody is not counted: a warning says so until the party is there.
fn commission(terms: &ResolvedTerms, exchange: &mut Exchange<'_>) -> Option<Commission> {
    let size = match (terms.commission_rate.value, terms.commission_amount.value) {
        (Some(rate), _) => CommissionSize::Rate(*rate),
        (None, Some(amount)) => {
            let currency = match &terms.commission_currency.value {
                Some(code) => Some(exchange.usable(code)?),
                None => None,
            };
            CommissionSize::Amount(*amount, currency)
        }
        (None, None) => return None,
    };
    let party = terms.commission_party.value.trim();
    (!party.is_empty()).then(|| Commission {
        size,
        party: party.to_owned(),
    })
}

/// The cost blocks that can be converted.
fn costs(basis: &Basis, exchange: &mut Exchange<'_>) -> Vec<Cost> {
    let blocks = basis.costs.iter().filter_map(|cost| {
        Some(Cost {
            currency: Some(exchange.usable(&cost.currency)?),
            name: cost.name.clone(),
            amount: *cost.amount,
            leg: match cost.leg {
                entity::Leg::BeforeBorder => Leg::BeforeBorder,
                entity::Leg::AfterBorder => Leg::AfterBorder,
            },
        })
    });
    blocks.collect()
}

fn deal(deal: entity::Deal) -> Deal {
    match deal {
        entity::Deal::Supply => Deal::Supply,
        entity::Deal::Transit => Deal::Transit,
        entity::Deal::FinTransit => Deal::FinTransit,
        entity::Deal::Export => Deal::Export,
    }
}

fn incoterms(incoterms: entity::Incoterms) -> Incoterms {
    use entity::Incoterms as I;
    match incoterms {
        I::Exw => Incoterms::Exw,
        I::Fca => Incoterms::Fca,
        I::Fas => Incoterms::Fas,
        I::Fob => Incoterms::Fob,
        I::Cfr => Incoterms::Cfr,
        I::Cif => Incoterms::Cif,
        I::Cpt => Incoterms::Cpt,
        I::Cip => Incoterms::Cip,
        I::Dap => Incoterms::Dap,
        I::Dpu => Incoterms::Dpu,
        I::Ddp => Incoterms::Ddp,
    }
}

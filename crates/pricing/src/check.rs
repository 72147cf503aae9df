//! The rules that an input has to satisfy before it is priced, all of them at once.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::fault::{Fault, FaultKey, Faults, shown};
use crate::input::{CommissionSize, Currency, Discount, LineInput, QuoteInput, Rate, Vat};
use crate::rates;

/// Lines that a quote may have.
pub const MAX_LINES: usize = 10_000;
/// Costs that a quote may have.
pub const MAX_COSTS: usize = 1_000;
/// Characters of an id, a name or a party.
pub const MAX_TEXT: usize = 1_000;

/// Everything that is wrong with an input; empty when it can be priced.
///
/// Two faults come to light only in [`price`](crate::price): an amount that does not fit, and a discount
/// larger than the quote.
pub fn check(input: &QuoteInput) -> Vec<Fault> {
    let mut faults = Faults {
        line: None,
        found: Vec::new(),
    };
    check_header(input, &mut faults);
    if input.lines.len() > MAX_LINES {
        faults.add("lines", FaultKey::TooManyLines(MAX_LINES));
        return faults.found;
    }
    let mut found = faults.found;
    for (i, line) in input.lines.iter().enumerate() {
        let mut faults = check_line(input, line);
        if line.id.is_empty() {
            faults.iter_mut().for_each(|f| f.line = Some(nameless(i)));
        }
        found.append(&mut faults);
    }
    check_ids(&input.lines, &mut found);
    found
}

/// What a line without an id is called in its faults.
pub(crate) fn nameless(index: usize) -> String {
    format!("#{}", index + 1)
}

fn check_header(input: &QuoteInput, faults: &mut Faults<'_>) {
    if input.minor_units > 4 {
        let (least, most) = (Decimal::ZERO, Decimal::from(4));
        faults.add("minor_units", FaultKey::OutOfRange(least, most));
    }
    check_vat(input.vat_rate, "vat_rate", faults);
    check_markup(input.markup, "markup", faults);
    match input.discount {
        Some(Discount::Rate(rate)) => share(rate, "discount.rate", faults),
        Some(Discount::Amount(amount)) => not_negative(amount, "discount.amount", faults),
        None => {}
    }
    if let Some(commission) = &input.commission {
        match commission.size {
            CommissionSize::Rate(rate) => share(rate, "commission.rate", faults),
            CommissionSize::Amount(amount, currency) => {
                not_negative(amount, "commission.amount", faults);
                known(input, currency, "commission.currency", faults);
            }
        }
        let (CommissionSize::Rate(size) | CommissionSize::Amount(size, _)) = commission.size;
        if !size.is_zero() && commission.party.trim().is_empty() {
            faults.add("commission.party", FaultKey::Required);
        }
        text(&commission.party, "commission.party", faults);
    }
    check_rates(input, faults);
    check_terms(input, faults);
    if input.costs.len() > MAX_COSTS {
        faults.add("costs", FaultKey::TooManyCosts(MAX_COSTS));
        return;
    }
    for (i, cost) in input.costs.iter().enumerate() {
        let field = |name: &str| format!("costs.{}.{name}", i + 1);
        if cost.name.len() > MAX_TEXT {
            text(&cost.name, &field("name"), faults);
        }
        if cost.amount.is_sign_negative() {
            not_negative(cost.amount, &field("amount"), faults);
        }
        if missing(input, cost.currency) {
            faults.add(field("currency"), FaultKey::NoRate);
        }
    }
}

fn check_rates(input: &QuoteInput, faults: &mut Faults<'_>) {
    for (currency, rate) in &input.rates {
        let numbers = match rate {
            Rate::Roubles { value, nominal } => [("value", *value), ("nominal", *nominal)],
            Rate::PerQuoteUnit(units) => [("per_quote_unit", *units), ("", Decimal::ONE)],
        };
        for (name, number) in numbers {
            if number <= Decimal::ZERO {
                faults.add(format!("rates.{currency}.{name}"), FaultKey::NotPositive);
            }
        }
        let one = match rate {
            Rate::Roubles { value, nominal } => *currency != Currency::RUB || value == nominal,
            Rate::PerQuoteUnit(units) => *currency != input.currency || *units == Decimal::ONE,
        };
        if !one {
            faults.add(format!("rates.{currency}"), FaultKey::NotOne);
        }
    }
}

fn check_terms(input: &QuoteInput, faults: &mut Faults<'_>) {
    let terms = &input.terms;
    share(terms.client_advance, "terms.client_advance", faults);
    share(terms.supplier_advance, "terms.supplier_advance", faults);
    share(terms.milestones, "terms.milestones", faults);
    // Where one share alone is out of range, the sum says nothing new and might not fit.
    let both = [terms.client_advance, terms.milestones];
    if both.into_iter().all(is_share) && both.iter().sum::<Decimal>() > Decimal::ONE {
        faults.add("terms.client_advance", FaultKey::AdvancesExceedOne);
    }
    not_negative(terms.delivery_days, "terms.delivery_days", faults);
    not_negative(terms.deferral_days, "terms.deferral_days", faults);
    not_negative(terms.customs_term_days, "terms.customs_term_days", faults);
    share(terms.loan_rate, "terms.loan_rate", faults);
    share(terms.agent_fee_rate, "terms.agent_fee_rate", faults);
    share(terms.forex_reserve_rate, "terms.forex_reserve_rate", faults);
    share(terms.insurance_rate, "terms.insurance_rate", faults);
}

/// The faults of one line by itself.
pub(crate) fn check_line(input: &QuoteInput, line: &LineInput) -> Vec<Fault> {
    let mut faults = Faults {
        line: Some(&line.id),
        found: Vec::new(),
    };
    let faults = &mut faults;
    if line.id.is_empty() {
        faults.add("id", FaultKey::Required);
    }
    text(&line.id, "id", faults);
    if line.quantity.is_sign_negative() || line.quantity.is_zero() {
        faults.add("quantity", FaultKey::NotPositive);
    }
    not_negative(line.unit_price, "unit_price", faults);
    known(input, line.currency, "currency", faults);
    share(line.supplier_vat, "supplier_vat", faults);
    share(line.supplier_discount, "supplier_discount", faults);
    not_negative(line.weight_kg, "weight_kg", faults);
    not_negative(line.internal_markup, "internal_markup", faults);
    not_negative(line.duty_rate, "duty_rate", faults);
    not_negative(line.excise_per_kg, "excise_per_kg", faults);
    if let Some(markup) = line.markup {
        check_markup(markup, "markup", faults);
    }
    if let Some(vat) = line.vat_rate {
        check_vat(vat, "vat_rate", faults);
    }
    if let Some(price) = line.sale_price {
        not_negative(price, "sale_price", faults);
    }
    known(input, line.sale_currency, "sale_currency", faults);
    share(line.discount, "discount", faults);
    std::mem::take(&mut faults.found)
}

fn check_ids(lines: &[LineInput], found: &mut Vec<Fault>) {
    let mut add = |line: &LineInput, field: &str, key| {
        found.push(Fault {
            line: Some(shown(&line.id)),
            field: field.to_owned(),
            key,
        });
    };
    let mut index: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        if index.insert(&line.id, i).is_some() && !line.id.is_empty() {
            add(line, "id", FaultKey::DuplicateId);
        }
    }
    if lines.iter().all(|line| line.alternative_of.is_none()) {
        return;
    }
    // Each line points at one other at most: walk, and mark what leads nowhere new. 0 = not seen.
    let mut seen = vec![0usize; lines.len()];
    for start in 0..lines.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(target) = &lines[at].alternative_of else {
                break;
            };
            let Some(next) = index.get(target.as_str()) else {
                add(&lines[at], "alternative_of", FaultKey::UnknownLine);
                break;
            };
            if seen[*next] == start + 1 {
                add(&lines[at], "alternative_of", FaultKey::AlternativeCycle);
            }
            at = *next;
        }
    }
}

/// From 0 to 1. Compares digits, not decimals: every number of every line passes here at each keystroke.
fn is_share(value: Decimal) -> bool {
    let whole = 10i128.pow(value.scale().min(28));
    (0..=whole).contains(&value.mantissa())
}

fn share(value: Decimal, field: &str, faults: &mut Faults<'_>) {
    if !is_share(value) {
        faults.add(field, FaultKey::OutOfRange(Decimal::ZERO, Decimal::ONE));
    }
}

fn not_negative(value: Decimal, field: &str, faults: &mut Faults<'_>) {
    if value.is_sign_negative() && !value.is_zero() {
        faults.add(field, FaultKey::Negative);
    }
}

fn check_vat(vat: Vat, field: &str, faults: &mut Faults<'_>) {
    share(vat.rate(), field, faults);
}

/// A markup below -100 % would make a price negative.
fn check_markup(markup: Decimal, field: &str, faults: &mut Faults<'_>) {
    if markup < Decimal::NEGATIVE_ONE {
        let (least, most) = (Decimal::NEGATIVE_ONE, Decimal::MAX);
        faults.add(field, FaultKey::OutOfRange(least, most));
    }
}

fn missing(input: &QuoteInput, currency: Option<Currency>) -> bool {
    currency.is_some_and(|c| {
        c != input.currency && rates::factor(&input.rates, c, input.currency).is_err()
    })
}

fn known(input: &QuoteInput, currency: Option<Currency>, field: &str, faults: &mut Faults<'_>) {
    if missing(input, currency) {
        faults.add(field, FaultKey::NoRate);
    }
}

fn text(value: &str, field: &str, faults: &mut Faults<'_>) {
    if value.len() > MAX_TEXT && value.chars().count() > MAX_TEXT {
        faults.add(field, FaultKey::TextTooLong(MAX_TEXT));
    }
}

//! The customs processing fee: paid at the border for a declaration, by the customs value of what is declared.
//!
//! The customs value is the contract price with the freight to the border (Eurasian Customs Code, art. 39 and 40); the
//! fee itself is no part of it, so its block stands among the costs after the border. Goods from the seller's own
//! customs territory are not declared, and under other terms than DDP the buyer declares.

use oferta_domain::Dec;
use oferta_domain::entity::{Deal, Incoterms, LineKind, Quote, QuoteLine};
use oferta_pricing::{Calculation, Currency, convert};
use rust_decimal::Decimal;

use super::input::LineTerms;
use crate::api::terms::{CustomsFee, ResolvedTerms};
use crate::basis::Basis;
use crate::dated::in_one_customs_territory;
use crate::terms::customs_fee_id;

/// What the table has for a quote; none where the seller declares nothing.
pub(super) fn fee(
    quote: &Quote,
    rows: &[QuoteLine],
    basis: &Basis,
    terms: &ResolvedTerms,
    lines: &[LineTerms],
    calculation: &Calculation,
) -> Option<CustomsFee> {
    let imports = terms.incoterms.value == Incoterms::Ddp && terms.deal.value != Deal::Export;
    let region = terms.seller_region.value.as_str();
    let (input, priced) = (calculation.input(), calculation.priced());
    let rows = rows.iter().filter(|row| row.kind == LineKind::Line);
    let abroad = rows.enumerate().filter(|(i, row)| {
        let country = row.supplier_country.as_deref().unwrap_or_default();
        input.takes_part(&input.lines[*i]) && !in_one_customs_territory(country, region)
    });
    let abroad: Vec<usize> = abroad.map(|(i, _)| i).collect();
    if !imports || abroad.is_empty() {
        return None;
    }
    let known = abroad.iter().all(|i| lines[*i].missing.is_none());
    let value = |i: &usize| priced.lines[*i].internal_total + priced.lines[*i].freight_to_border;
    let sum: Decimal = abroad.iter().map(value).sum();
    let roubles = || convert(sum, input.currency, Currency::RUB, &input.rates, 2).ok();
    let customs_value = known.then(roubles).flatten();
    let id = customs_fee_id(&quote.id);
    Some(CustomsFee {
        customs_value: customs_value.map(|value| Dec(value.normalize())),
        fee: customs_value
            .and_then(|value| basis.tables.customs_fee(region, value, quote.quote_date)),
        cost_id: basis.costs.iter().any(|cost| cost.id == id).then_some(id),
    })
}

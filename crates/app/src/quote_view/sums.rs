//! What the engine says, row by row and in total, as the screens take it.

use std::collections::HashSet;

use oferta_domain::Dec;
use oferta_domain::entity::{LineKind, QuoteLine};
use oferta_pricing::{self as engine, LineResult, Priced, QuoteInput, Vat};
use rust_decimal::Decimal;

use super::input::{LineTerms, given_away};
use crate::api::quote::{Landed, LandedLine, LineAmounts, QuoteTotals, VatAtRate};
use crate::terms::margin_of;

pub(super) use crate::terms::share as ratio;

/// What is known of the rows from before an edit that neither brought, removed nor moved any.
pub(super) struct Kept<'a> {
    pub amounts: &'a [LineAmounts],
    /// Rows whose own fields changed.
    pub touched: &'a HashSet<String>,
    /// Lines, sections left out, whose results changed.
    pub changed: HashSet<usize>,
}

impl Kept<'_> {
    /// The sums of a row that stand: two divisions and an allocation for each of a thousand rows are felt.
    fn standing(&self, row: usize, id: &str, line: usize) -> Option<&LineAmounts> {
        let stands = !self.changed.contains(&line) && !self.touched.contains(id);
        self.amounts.get(row).filter(|_| stands)
    }
}

/// The sums of every row; those of a heading are the sums of its lines that count.
pub(super) fn of_rows(
    rows: &[QuoteLine],
    input: &QuoteInput,
    priced: &Priced,
    lines: &[LineTerms],
    kept: Option<&Kept<'_>>,
) -> Vec<LineAmounts> {
    let mut results = input.lines.iter().zip(&priced.lines).enumerate();
    let mut out: Vec<LineAmounts> = Vec::with_capacity(rows.len());
    let mut section: Option<usize> = None;
    for row in rows {
        let sums = match row.kind {
            LineKind::Section => {
                section = Some(out.len());
                LineAmounts {
                    landed: (!lines.is_empty()).then(Box::default),
                    ..LineAmounts::default()
                }
            }
            LineKind::Line => {
                let Some((i, (line, result))) = results.next() else {
                    break;
                };
                let counts = section.filter(|_| input.takes_part(line));
                if let Some(heading) = counts.and_then(|i| out.get_mut(i)) {
                    add(heading, result, lines.get(i));
                }
                match kept.and_then(|kept| kept.standing(out.len(), &row.id, i)) {
                    Some(standing) => standing.clone(),
                    None => {
                        let vat_rate = rate(input.vat_charged(line));
                        amounts(row, result, vat_rate, lines.get(i), input.minor_units)
                    }
                }
            }
        };
        out.push(sums);
    }
    let headings = out.iter_mut().filter_map(|sums| sums.landed.as_mut());
    for landed in headings.filter(|landed| landed.line.is_none()) {
        effective(landed);
    }
    out
}

/// A rate as the screens take it: none is "without VAT".
fn rate(vat: Vat) -> Option<Dec> {
    match vat {
        Vat::Without => None,
        Vat::Rate(rate) => Some(Dec(rate)),
    }
}

fn amounts(
    row: &QuoteLine,
    result: &LineResult,
    vat_rate: Option<Dec>,
    line: Option<&LineTerms>,
    minor_units: u32,
) -> LineAmounts {
    LineAmounts {
        gross_price: Dec(result.gross_price),
        line_discount: Dec(result.line_discount),
        header_discount: Dec(result.header_discount),
        net: Dec(result.net),
        vat_rate,
        vat: Dec(result.vat),
        gross: Dec(result.gross),
        unit_price: (result.unit_price != *row.unit_price).then_some(Dec(result.unit_price)),
        landed: line.map(|line| Box::new(landed(row, result, line, minor_units))),
    }
}

/// What was earned, as markup and as margin.
fn effective(landed: &mut Landed) {
    landed.markup = landed
        .profit
        .and_then(|profit| ratio(*profit, *landed.cost));
    let margin = |profit: Dec| ratio(*profit, *profit + *landed.cost);
    landed.margin = landed.profit.and_then(margin);
}

fn landed(row: &QuoteLine, result: &LineResult, line: &LineTerms, minor_units: u32) -> Landed {
    let unit_cost = result.cost.checked_div(*row.quantity).unwrap_or_default();
    let mut landed = Landed {
        cost: Dec(result.cost),
        profit: line
            .missing
            .is_none()
            .then(|| Dec(result.net - result.cost)),
        markup: None,
        margin: None,
        line: Some(LandedLine {
            unit_cost: Dec(engine::round(unit_cost, minor_units)),
            unit_gross: Dec(result.unit_gross),
            purchase_currency: line.currency.clone(),
            price_includes_vat: line.price_includes_vat,
            supplier_vat: line.supplier_vat,
            internal_markup: line.internal_markup,
            markup: line.markup,
            margin: margin_of(line.markup),
            missing: line.missing,
        }),
    };
    effective(&mut landed);
    landed
}

/// Sums of a section are sums of sums that fit the total already, so they cannot overflow.
fn add(total: &mut LineAmounts, line: &LineResult, terms: Option<&LineTerms>) {
    total.gross_price.0 += line.gross_price;
    total.line_discount.0 += line.line_discount;
    total.header_discount.0 += line.header_discount;
    total.net.0 += line.net;
    total.vat.0 += line.vat;
    total.gross.0 += line.gross;
    let known = terms.is_some_and(|terms| terms.missing.is_none());
    if let Some(landed) = total.landed.as_mut().filter(|_| known) {
        landed.cost.0 += line.cost;
        landed.profit.get_or_insert_default().0 += line.net - line.cost;
    }
}

/// What is known of the cost of the lines that count.
#[derive(Default)]
struct Known {
    lines: usize,
    net: Decimal,
    cost: Decimal,
    /// Lines without a known cost.
    unknown: usize,
}

fn known(input: &QuoteInput, priced: &Priced, lines: &[LineTerms]) -> Known {
    let mut known = Known::default();
    let results = input.lines.iter().zip(&priced.lines).zip(lines);
    for ((_, result), terms) in results.filter(|((line, _), _)| input.takes_part(line)) {
        if terms.missing.is_some() {
            known.unknown += 1;
        } else {
            known.lines += 1;
            known.net += result.net;
            known.cost += result.cost;
        }
    }
    known
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// The totals; cost and profit only where the quote is priced from cost, as `landed` has it line by line.
pub(super) fn totals(
    rows: &[QuoteLine],
    input: &QuoteInput,
    priced: &Priced,
    landed: Option<&[LineTerms]>,
) -> QuoteTotals {
    let sums = &priced.totals.sums;
    let lines = input.lines.iter();
    let optional = lines.filter(|line| !input.takes_part(line)).count();
    let priced_rows = || {
        let rows = rows.iter().filter(|row| row.kind == LineKind::Line);
        rows.zip(&input.lines)
    };
    let alternatives = priced_rows()
        .filter(|(row, line)| row.alternative_of.is_some() && !input.takes_part(line))
        .count();
    let known = landed.map(|lines| known(input, priced, lines));
    let earning = known
        .as_ref()
        .filter(|known| known.lines > 0 || known.unknown == 0);
    let unpriced = match landed {
        Some(lines) => lines.iter().filter(|line| line.unpriced()).count(),
        None => priced_rows()
            .filter(|(row, line)| input.takes_part(line) && given_away(row))
            .count(),
    };
    QuoteTotals {
        gross_price: Dec(sums.gross_price),
        line_discount: Dec(sums.line_discount),
        header_discount: Dec(sums.header_discount),
        net: Dec(sums.net),
        vat: Dec(sums.vat),
        gross: Dec(sums.gross),
        by_rate: priced
            .totals
            .by_rate
            .iter()
            .map(|at| VatAtRate {
                rate: rate(at.rate),
                net: Dec(at.net),
                vat: Dec(at.vat),
            })
            .collect(),
        lines: count(input.lines.len() - optional),
        optional_lines: count(optional),
        alternative_lines: count(alternatives),
        cost: landed.map(|_| Dec(sums.cost)),
        unknown_cost_lines: known.as_ref().map(|known| count(known.unknown)),
        unpriced_lines: count(unpriced),
        profit: earning.map(|known| Dec(known.net - known.cost)),
        markup: earning.and_then(|known| ratio(known.net - known.cost, known.cost)),
        margin: earning.and_then(|known| ratio(known.net - known.cost, known.net)),
    }
}

//! What the calculation says of a quote: sums per row, of sections and of the whole.

use oferta_domain::currency::minor_units;
use oferta_domain::entity::{LineKind, Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_pricing::{Discount, Fault, LineSums, Priced, QuoteInput};
use oferta_store::{WriteTx, quote as quotes_of};

use crate::api::quote::{LineAmounts, LineView, QuoteTotals, VatAtRate};
use crate::error::{AppError, Code, Result};

/// What the calculation says: the sums of every row in order, and the totals.
#[derive(Clone)]
pub(crate) struct View {
    pub amounts: Vec<LineAmounts>,
    pub totals: QuoteTotals,
}

/// Some rows with their sums, as the screens take them.
pub(crate) fn line_views(
    rows: &[QuoteLine],
    amounts: &[LineAmounts],
    offset: usize,
    limit: usize,
) -> Vec<LineView> {
    let views = rows.iter().zip(amounts).skip(offset).take(limit);
    views
        .map(|(line, amounts)| LineView {
            line: line.clone(),
            amounts: amounts.clone(),
        })
        .collect()
}

/// Prices the rows of a quote.
///
/// # Errors
/// A sum that does not fit names its line (counted as printed); a discount larger than the quote names the limit.
pub(crate) fn view(quote: &Quote, rows: &[QuoteLine]) -> Result<View> {
    let minor = minor_units(&quote.currency);
    let priced_rows = || rows.iter().filter(|row| row.kind == LineKind::Line);
    let input = QuoteInput {
        minor_units: minor,
        discount: match (quote.discount_rate, quote.discount_amount) {
            (Some(rate), _) => Some(Discount::Rate(*rate)),
            (None, Some(amount)) => Some(Discount::Amount(*amount)),
            (None, None) => None,
        },
        lines: priced_rows()
            .map(|row| oferta_pricing::Line {
                quantity: *row.quantity,
                unit_price: *row.unit_price,
                discount: row.discount.map(|d| *d).unwrap_or_default(),
                vat_rate: effective_vat(quote, row).map(|d| *d),
                optional: row.optional,
            })
            .collect(),
    };
    let priced = oferta_pricing::price(&input).map_err(|fault| match fault {
        Fault::Line(i) => AppError::new(Code::AmountOverflow)
            .param("line", i + 1)
            .at(format!("lines.{}.unit_price", row_of(rows, i))),
        Fault::Total => AppError::new(Code::AmountOverflow).param("line", "—"),
        Fault::DiscountTooLarge(limit) => AppError::new(Code::DiscountTooLarge)
            .param("limit", limit)
            .at("discount_amount"),
    })?;
    Ok(View {
        amounts: sums_of_rows(quote, rows, &priced),
        totals: totals(&input, priced),
    })
}

/// The index among all rows of the line with this index among the lines.
fn row_of(rows: &[QuoteLine], line: usize) -> usize {
    let mut lines = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.kind == LineKind::Line);
    lines.nth(line).map_or(line, |(i, _)| i)
}

/// The VAT rate that applies to a row.
fn effective_vat(quote: &Quote, row: &QuoteLine) -> Option<oferta_domain::Dec> {
    row.vat_rate.or(quote.vat_rate)
}

fn amounts(sums: &LineSums, vat_rate: Option<oferta_domain::Dec>) -> LineAmounts {
    LineAmounts {
        gross_price: sums.gross_price.into(),
        line_discount: sums.line_discount.into(),
        header_discount: sums.header_discount.into(),
        net: sums.net.into(),
        vat_rate,
        vat: sums.vat.into(),
        gross: sums.gross.into(),
    }
}

fn sums_of_rows(quote: &Quote, rows: &[QuoteLine], priced: &Priced) -> Vec<LineAmounts> {
    let mut priced = priced.lines.iter();
    let mut out: Vec<LineAmounts> = Vec::with_capacity(rows.len());
    let mut section: Option<usize> = None;
    for row in rows {
        let sums = match row.kind {
            LineKind::Section => {
                section = Some(out.len());
                LineAmounts::default()
            }
            LineKind::Line => {
                let line = priced.next().copied().unwrap_or_default();
                let counts = section.filter(|_| !row.optional);
                if let Some(heading) = counts.and_then(|i| out.get_mut(i)) {
                    add(heading, &line);
                }
                amounts(&line, effective_vat(quote, row))
            }
        };
        out.push(sums);
    }
    out
}

/// Sums of a section are sums of sums that fit the total already, so they cannot overflow.
fn add(total: &mut LineAmounts, line: &LineSums) {
    total.gross_price.0 += line.gross_price;
    total.line_discount.0 += line.line_discount;
    total.header_discount.0 += line.header_discount;
    total.net.0 += line.net;
    total.vat.0 += line.vat;
    total.gross.0 += line.gross;
}

fn totals(input: &QuoteInput, priced: Priced) -> QuoteTotals {
    let sums = priced.totals.sums;
    let optional = input.lines.iter().filter(|line| line.optional).count();
    QuoteTotals {
        gross_price: sums.gross_price.into(),
        line_discount: sums.line_discount.into(),
        header_discount: sums.header_discount.into(),
        net: sums.net.into(),
        vat: sums.vat.into(),
        gross: sums.gross.into(),
        by_rate: priced
            .totals
            .by_rate
            .into_iter()
            .map(|r| VatAtRate {
                rate: r.rate.map(Into::into),
                net: r.net.into(),
                vat: r.vat.into(),
            })
            .collect(),
        lines: u32::try_from(input.lines.len() - optional).unwrap_or(u32::MAX),
        optional_lines: u32::try_from(optional).unwrap_or(u32::MAX),
    }
}

/// Stores the totals in the header: a cache for lists, in the transaction of the change.
pub(crate) fn store_totals(
    tx: &mut WriteTx<'_>,
    quote: &mut Quote,
    totals: &QuoteTotals,
) -> Result<()> {
    quote.net = totals.net;
    quote.vat = totals.vat;
    quote.gross = totals.gross;
    quote.line_count = totals.lines + totals.optional_lines;
    let (net, vat, gross) = (
        quote.net.to_string(),
        quote.vat.to_string(),
        quote.gross.to_string(),
    );
    tx.derive(
        Quote::TABLE,
        &quote.id,
        &[
            ("net", &net),
            ("vat", &vat),
            ("gross", &gross),
            ("line_count", &quote.line_count),
        ],
    )?;
    Ok(())
}

/// Computes and stores the totals of a quote after its rows were changed from elsewhere (undo).
pub(crate) fn refresh_totals(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    let (mut quote, deleted) = quotes_of::get(tx.conn(), id)?;
    if deleted.is_some() {
        // Its lines may be in the bin with it; whoever restores it has them back and prices it then.
        return Ok(());
    }
    let rows = quotes_of::lines(tx.conn(), id)?;
    let view = view(&quote, &rows)?;
    store_totals(tx, &mut quote, &view.totals)
}

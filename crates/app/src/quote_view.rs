//! What the calculation says of a quote: sums per row, of sections and of the whole.

pub(crate) mod input;
mod sums;
mod warnings;

use std::collections::HashSet;

use oferta_domain::entity::{LineKind, Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_pricing::{Calculation, Fault, FaultKey, QuoteInput};
use oferta_store::{WriteTx, quote as quotes_of};

use crate::api::quote::{LineAmounts, LineView, QuoteTotals};
use crate::api::terms::{TermsView, Warning};
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::terms::resolve;
use sums::Kept;

/// An edit of more lines than this prices the whole quote anew.
const FEW_LINES: usize = 8;

/// What the calculation says: the sums of every row in order, the totals, and how they arose.
pub(crate) struct View {
    pub amounts: Vec<LineAmounts>,
    pub totals: QuoteTotals,
    pub warnings: Vec<Warning>,
    /// None for a plain quote of list prices.
    pub terms: Option<TermsView>,
    pub calculation: Calculation,
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

/// What was said of a quote before some edit.
pub(crate) struct Before<'a> {
    pub calculation: Calculation,
    /// The sums of every row.
    pub amounts: &'a [LineAmounts],
    /// Rows whose own fields changed; none where rows came, went or moved.
    pub touched: Option<&'a HashSet<String>>,
}

/// Prices the rows of a quote.
///
/// # Errors
/// A sum that does not fit names its line (counted as printed); a discount larger than the quote names the limit.
pub(crate) fn view(quote: &Quote, rows: &[QuoteLine], basis: &Basis) -> Result<View> {
    view_after(None, quote, rows, basis)
}

/// Prices the rows of a quote that was priced before some edit: only what the edit touches is computed again.
///
/// # Errors
/// As [`view`].
pub(crate) fn view_after(
    before: Option<Before<'_>>,
    quote: &Quote,
    rows: &[QuoteLine],
    basis: &Basis,
) -> Result<View> {
    let terms = basis
        .own
        .as_ref()
        .map(|own| resolve(Some(own), basis.defaults.as_ref()));
    let prepared = match &terms {
        Some(terms) => input::landed(quote, rows, basis, terms),
        None => input::plain(quote, rows),
    };
    let known = before
        .as_ref()
        .and_then(|before| Some((before.amounts, before.touched?)));
    let before = before.map(|before| before.calculation);
    let (calculation, changed) =
        calculated(before, prepared.input).map_err(|faults| refused(rows, faults))?;
    let kept = known
        .zip(changed)
        .map(|((amounts, touched), changed)| Kept {
            amounts,
            touched,
            changed,
        });
    let (input, priced) = (calculation.input(), calculation.priced());
    let amounts = sums::of_rows(quote, rows, input, priced, &prepared.lines, kept.as_ref());
    let totals = sums::totals(rows, input, priced, terms.is_some());
    let warnings = warnings::warnings(&warnings::Looked {
        quote,
        rows,
        basis,
        terms: terms.as_ref(),
        lines: &prepared.lines,
        amounts: &amounts,
        missing_rates: &prepared.missing_rates,
    });
    let terms = basis.own.clone().zip(terms);
    Ok(View {
        amounts,
        totals,
        warnings,
        terms: terms.map(|(own, resolved)| TermsView {
            own,
            resolved,
            costs: basis.costs.clone(),
            rates: basis.rates.clone(),
            missing_rates: prepared.missing_rates,
        }),
        calculation,
    })
}

/// The calculation, and the lines whose amounts may be others than before; none where all may.
type Calculated = (Calculation, Option<HashSet<usize>>);

fn calculated(
    before: Option<Calculation>,
    mut input: QuoteInput,
) -> std::result::Result<Calculated, Vec<Fault>> {
    let Some(mut before) = before else {
        return Ok((Calculation::new(input)?, None));
    };
    let lines = std::mem::take(&mut input.lines);
    let same = before.input().lines.len() == lines.len() && same_header(before.input(), &input);
    let now = lines.iter().zip(&before.input().lines).enumerate();
    let edited: Vec<usize> = now.filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
    let moved = |i: &usize| lines[*i].id != before.input().lines[*i].id;
    if !same || edited.len() > FEW_LINES || edited.iter().any(moved) {
        input.lines = lines;
        return Ok((Calculation::new(input)?, None));
    }
    let mut changed: HashSet<usize> = edited.iter().copied().collect();
    let mut edited = edited.into_iter().peekable();
    for (i, line) in lines.into_iter().enumerate() {
        if edited.next_if_eq(&i).is_some() {
            changed.extend(before.set_line(i, line)?);
        }
    }
    Ok((before, Some(changed)))
}

/// Whether everything but the lines is the same; the lines of `now` are taken out.
fn same_header(before: &QuoteInput, now: &QuoteInput) -> bool {
    (before.policy, before.currency, before.minor_units)
        == (now.policy, now.currency, now.minor_units)
        && (before.seller_region, before.deal, before.incoterms)
            == (now.seller_region, now.deal, now.incoterms)
        && (before.vat_rate, before.markup, before.discount)
            == (now.vat_rate, now.markup, now.discount)
        && before.commission == now.commission
        && before.rates == now.rates
        && before.terms == now.terms
        && before.costs == now.costs
}

/// What the engine refuses. Fields are checked before they are saved, so what is left is size.
fn refused(rows: &[QuoteLine], faults: Vec<Fault>) -> AppError {
    let Some(fault) = faults.into_iter().next() else {
        return AppError::internal("a refusal without a fault");
    };
    match (&fault.key, &fault.line) {
        (FaultKey::Overflow, Some(id)) => {
            let lines = rows.iter().filter(|row| row.kind == LineKind::Line);
            let number = lines.take_while(|row| row.id != *id).count() + 1;
            let at = rows
                .iter()
                .position(|row| row.id == *id)
                .unwrap_or_default();
            AppError::new(Code::AmountOverflow)
                .param("line", number)
                .at(format!("lines.{at}.unit_price"))
        }
        (FaultKey::Overflow, None) => AppError::new(Code::AmountOverflow).param("line", "—"),
        (FaultKey::DiscountTooLarge(limit), _) => AppError::new(Code::DiscountTooLarge)
            .param("limit", limit)
            .at("discount_amount"),
        _ => AppError::internal(fault),
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
    match totals_now(tx, id)? {
        Some((mut quote, totals)) => store_totals(tx, &mut quote, &totals),
        None => Ok(()),
    }
}

/// As [`refresh_totals`], but leaves a quote alone whose totals are what they were.
pub(crate) fn refresh_changed_totals(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    match totals_now(tx, id)? {
        Some((quote, now))
            if (quote.net, quote.vat, quote.gross) == (now.net, now.vat, now.gross) =>
        {
            Ok(())
        }
        Some((mut quote, totals)) => store_totals(tx, &mut quote, &totals),
        None => Ok(()),
    }
}

/// A quote and its totals as they follow from the store; none in the bin: its lines may be there with it, and
/// whoever restores it has them back and prices it then.
fn totals_now(tx: &WriteTx<'_>, id: &str) -> Result<Option<(Quote, QuoteTotals)>> {
    let (quote, deleted) = quotes_of::get(tx.conn(), id)?;
    if deleted.is_some() {
        return Ok(None);
    }
    let rows = quotes_of::lines(tx.conn(), id)?;
    let basis = Basis::read(tx.conn(), &quote)?;
    let totals = view(&quote, &rows, &basis)?.totals;
    Ok(Some((quote, totals)))
}

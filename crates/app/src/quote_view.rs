//! What the calculation says of a quote: sums per row, of sections and of the whole.

mod customs;
pub(crate) mod input;
mod sums;
mod warnings;

use std::collections::HashSet;

use oferta_domain::Dec;
use oferta_domain::entity::{LineKind, Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_pricing::{Calculation, Fault, FaultKey, QuoteInput};
use oferta_store::{WriteTx, quote as quotes_of};

use crate::api::quote::{LineAmounts, LineView, QuoteTotals};
use crate::api::terms::{TermsView, Warning, WarningKind};
use crate::basis::Basis;
use crate::error::{AppError, Code, ErrorBody, Result};
use crate::terms::resolve;
use sums::Kept;

/// What the calculation says: the sums of every row in order, the totals, and how they arose.
pub(crate) struct View {
    pub amounts: Vec<LineAmounts>,
    pub totals: QuoteTotals,
    pub warnings: Vec<Warning>,
    /// The rates of VAT to choose from.
    pub vat_rates: Vec<Dec>,
    /// The lines that count, whose price follows from the cost, and that have none: counted as printed. A list price of
    /// nothing is warned of, and stops nothing.
    pub unpriced: Vec<usize>,
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

/// As [`view`], for a quote as the store has it: what its prices follow from may have made its discount larger than the
/// quote since. Then it is left out, and a warning says so.
pub(crate) fn view_as_stored(quote: &Quote, rows: &[QuoteLine], basis: &Basis) -> Result<View> {
    let too_large = match view(quote, rows, basis) {
        Err(error) if error.code == Code::DiscountTooLarge => error,
        other => return other,
    };
    let undiscounted = Quote {
        discount_amount: None,
        ..quote.clone()
    };
    let mut view = view(&undiscounted, rows, basis)?;
    view.warnings.insert(
        0,
        Warning {
            kind: WarningKind::DiscountTooLarge,
            params: too_large.params,
            line_id: None,
            field: Some("discount"),
        },
    );
    Ok(view)
}

/// The totals of what a person may choose, or why it cannot be chosen.
///
/// # Errors
/// Whatever is no matter of size.
pub(crate) fn choice(view: Result<View>) -> Result<(Option<QuoteTotals>, Option<ErrorBody>)> {
    match view {
        Ok(view) => Ok((Some(view.totals), None)),
        Err(error) if matches!(error.code, Code::DiscountTooLarge | Code::AmountOverflow) => {
            Ok((None, Some(error.body())))
        }
        Err(error) => Err(error),
    }
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
        calculated(before, prepared.input).map_err(|faults| refused(quote, rows, faults))?;
    let kept = known
        .zip(changed)
        .map(|((amounts, touched), changed)| Kept {
            amounts,
            touched,
            changed,
        });
    let (input, priced) = (calculation.input(), calculation.priced());
    let amounts = sums::of_rows(rows, input, priced, &prepared.lines, kept.as_ref());
    let landed = terms.is_some().then_some(&*prepared.lines);
    let totals = sums::totals(rows, input, priced, landed);
    let fee = terms
        .as_ref()
        .and_then(|terms| customs::fee(quote, rows, basis, terms, &prepared.lines, &calculation));
    let looked = warnings::Looked {
        quote,
        rows,
        basis,
        terms: terms.as_ref(),
        lines: &prepared.lines,
        missing_rates: &prepared.missing_rates,
        customs_fee: fee.as_ref(),
        calculation: &calculation,
    };
    let warnings = warnings::warnings(&looked);
    let days = [quote.quote_date, looked.last_day()];
    let vat_rates = basis.tables.vat_rates(&looked.region(), &days);
    let unpriced = unpriced(input, &prepared.lines);
    let terms = basis.own.clone().zip(terms);
    Ok(View {
        amounts,
        totals,
        warnings,
        vat_rates,
        unpriced,
        terms: terms.map(|(own, resolved)| TermsView {
            vat_to_begin_with: basis
                .vat_to_begin_with(&resolved.seller_region.value, quote.quote_date),
            own,
            resolved,
            costs: basis.costs.clone(),
            rates: basis.rates.clone(),
            missing_rates: prepared.missing_rates,
            customs_fee: fee,
        }),
        calculation,
    })
}

/// The lines that count and have no price, counted as printed.
fn unpriced(input: &QuoteInput, lines: &[input::LineTerms]) -> Vec<usize> {
    let counted = input.lines.iter().zip(lines).enumerate();
    counted
        .filter(|(_, (line, terms))| input.takes_part(line) && terms.unpriced())
        .map(|(i, _)| i + 1)
        .collect()
}

/// How many lines without a price are named.
const NAMED_LINES: usize = 20;

/// Refuses a quote that has lines without a price, and names them.
///
/// # Errors
/// [`Code::LinesUnpriced`].
pub(crate) fn check_priced(rows: &[QuoteLine], unpriced: &[usize]) -> Result<()> {
    let Some(first) = unpriced.first() else {
        return Ok(());
    };
    let lines = rows.iter().enumerate();
    let mut lines = lines.filter(|(_, row)| row.kind == LineKind::Line);
    let at = lines.nth(first - 1).map_or(0, |(at, _)| at);
    let named: Vec<String> = unpriced
        .iter()
        .take(NAMED_LINES)
        .map(usize::to_string)
        .collect();
    let more = if unpriced.len() > NAMED_LINES {
        "…"
    } else {
        ""
    };
    Err(AppError::new(Code::LinesUnpriced)
        .param("count", unpriced.len())
        .param("lines", named.join(", ") + more)
        .at(format!("lines.{at}.purchase_price")))
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
    let anew = !same || edited.iter().any(moved);
    input.lines = lines;
    if anew {
        return Ok((Calculation::new(input)?, None));
    }
    let mut changed: HashSet<usize> = edited.iter().copied().collect();
    match edited[..] {
        [] => {}
        [i] => changed.extend(before.set_line(i, input.lines.swap_remove(i))?),
        // One after another they might stop at a state that nobody asked for: a discount larger than what is left.
        _ => {
            let after = Calculation::new(input)?;
            let pairs = before.priced().lines.iter().zip(&after.priced().lines);
            changed.extend(
                (0..)
                    .zip(pairs)
                    .filter(|(_, (a, b))| a != b)
                    .map(|(i, _)| i),
            );
            before = after;
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
fn refused(quote: &Quote, rows: &[QuoteLine], faults: Vec<Fault>) -> AppError {
    let Some(fault) = faults.into_iter().next() else {
        return AppError::internal("a refusal without a fault");
    };
    match (&fault.key, &fault.line) {
        (FaultKey::Overflow, Some(id)) => {
            let lines = rows.iter().filter(|row| row.kind == LineKind::Line);
            let number = lines.take_while(|row| row.id != *id).count() + 1;
            AppError::new(Code::AmountOverflow)
                .param("line", number)
                .param("row", id)
                .at("unit_price")
        }
        (FaultKey::Overflow, None) => AppError::new(Code::AmountOverflow).param("line", "—"),
        (FaultKey::DiscountTooLarge(limit), _) => AppError::new(Code::DiscountTooLarge)
            .param("limit", limit)
            .param("currency", &quote.currency)
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
    let totals = view_as_stored(&quote, &rows, &basis)?.totals;
    Ok(Some((quote, totals)))
}

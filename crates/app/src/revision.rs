//! Revisions: what was quoted when a quote was handed in or sent, kept for good.
//!
//! A revision keeps the header, the rows, what the prices followed from (terms, defaults, cost blocks, rates, dated
//! tables), and every named amount of every line and of the whole, so that the derivation of each price can be shown
//! again: inputs and amounts are the trace (`quote.trace` with a revision tells it and says whether it still agrees).
//! Values that are nothing are left out, which halves it. Who stood on the quote is kept as well, so that its documents
//! can be printed again as they were.

mod compare;
mod edition;
mod revert;

use std::collections::HashSet;

use jiff::civil::Date;
use oferta_domain::entity::{Quote, QuoteLine, QuoteRevision};
use oferta_domain::status::QuoteStatus;
use oferta_pricing::{Calculation, HEADER_CELLS, LINE_CELLS, LineResult, Priced, SUM_CELLS};
use oferta_store::{Connection, WriteTx, quote as quotes_of, revision as revisions_of};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::api::common::ById;
use crate::api::quote::VatAtRate;
use crate::api::revision::{QuoteStanding, RevisionRow, RevisionView, Revisions};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::parties::Parties;
use crate::quote_view::view;

pub(crate) use compare::compare;
pub(crate) use edition::{Edition, look};
pub(crate) use revert::revert;

/// The form of the content.
const FORM: u32 = 1;

/// What a revision keeps, as far as it is read again.
#[derive(Deserialize)]
pub(crate) struct Kept {
    pub quote: Quote,
    pub rows: Vec<QuoteLine>,
    pub basis: Option<Basis>,
    /// The amounts of every line by its id.
    lines: Map<String, Value>,
    /// What applied, by the name of the term; none for a plain quote.
    resolved: Option<Map<String, Value>>,
    /// The amounts of the whole.
    totals: Map<String, Value>,
    by_rate: Vec<VatAtRate>,
    /// The lines whose cost was not known.
    #[serde(default)]
    unknown_cost: HashSet<String>,
    /// Who stood on it; revisions of the first versions do not say.
    pub parties: Option<Parties>,
}

impl Kept {
    /// A revision of a quote, and what it keeps.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a revision of another quote.
    pub(crate) fn read(
        conn: &Connection,
        quote_id: &str,
        revision_id: &str,
    ) -> Result<(QuoteRevision, Kept)> {
        let revision = revisions_of::get(conn, revision_id)?;
        if revision.quote_id != quote_id {
            return Err(AppError::new(Code::NotFound).at("revision_id"));
        }
        let kept = serde_json::from_str(&revision.content).map_err(AppError::internal)?;
        Ok((revision, kept))
    }

    /// Whether a line is computed as it is kept.
    pub(crate) fn agrees_on(&self, line_id: &str, result: &LineResult) -> bool {
        let kept = self.lines.get(line_id).and_then(Value::as_object);
        kept.is_none_or(|kept| *kept == amounts_of_line(result))
    }

    /// Whether every amount is computed as it is kept.
    pub(crate) fn agrees(&self, calculation: &Calculation) -> bool {
        let priced = calculation.priced();
        let mut lines = calculation.input().lines.iter().zip(&priced.lines);
        lines.all(|(line, result)| self.agrees_on(&line.id, result))
            && self.totals == totals(priced)
    }
}

/// Whom a revision names; the rest of its content is passed over.
#[derive(Deserialize)]
struct KeptParties {
    parties: Option<Parties>,
}

/// Where a quote stands on a day, and which revision it is.
pub(crate) fn standing(conn: &Connection, quote: &Quote, today: Date) -> Result<QuoteStanding> {
    let last: Option<RevisionRow> = revisions_of::newest(conn, &quote.id)?;
    Ok(QuoteStanding {
        status: quote.status.on(today, quote.valid_until),
        revision: number(conn, quote, last.as_ref())?,
        last,
    })
}

/// The number of the revision that a quote is, or as a draft will be.
fn number(conn: &Connection, quote: &Quote, last: Option<&RevisionRow>) -> Result<u32> {
    match quote.status {
        QuoteStatus::Draft => Ok(revisions_of::next_number(conn, &quote.id)?),
        _ => Ok(last.map_or(1, |revision| revision.number)),
    }
}

/// Makes the next revision, unless the newest holds the same for the same parties.
pub(crate) fn make(
    tx: &mut WriteTx<'_>,
    quote: &Quote,
    rows: &[QuoteLine],
    basis: &Basis,
    status: QuoteStatus,
    hash: String,
) -> Result<()> {
    let parties = Parties::read(tx.conn(), quote)?;
    let newest: Option<RevisionRow> = revisions_of::newest(tx.conn(), &quote.id)?;
    if let Some(newest) = newest.filter(|newest| newest.hash == hash) {
        let newest = revisions_of::get(tx.conn(), &newest.id)?;
        let kept: KeptParties =
            serde_json::from_str(&newest.content).map_err(AppError::internal)?;
        if kept.parties.is_none_or(|kept| kept.print_as(&parties)) {
            return Ok(());
        }
    }
    let content = content(quote, rows, basis, &parties)?;
    tx.insert(&QuoteRevision {
        id: tx.new_id(),
        quote_id: quote.id.clone(),
        number: revisions_of::next_number(tx.conn(), &quote.id)?,
        status,
        made_at: tx.now_ms(),
        hash,
        content,
    })?;
    Ok(())
}

fn content(quote: &Quote, rows: &[QuoteLine], basis: &Basis, parties: &Parties) -> Result<String> {
    let view = view(quote, rows, basis)?;
    let calculation = &view.calculation;
    let priced = calculation.priced();
    let ids = calculation.input().lines.iter().map(|line| &line.id);
    let lines: Map<String, Value> = ids
        .zip(&priced.lines)
        .map(|(id, result)| (id.clone(), Value::Object(amounts_of_line(result))))
        .collect();
    let sums = rows.iter().zip(&view.amounts);
    let unknown_cost: Vec<&String> = sums
        .filter(|(_, sums)| {
            let line = sums.landed.as_ref().and_then(|landed| landed.line.as_ref());
            line.is_some_and(|line| line.missing.is_some())
        })
        .map(|(row, _)| &row.id)
        .collect();
    let content = json!({
        "form": FORM,
        "quote": quote,
        "rows": rows,
        "basis": basis.landed(),
        "resolved": view.terms.map(|terms| terms.resolved),
        "lines": lines,
        "totals": totals(priced),
        "by_rate": view.totals.by_rate,
        "unknown_cost": (!unknown_cost.is_empty()).then_some(unknown_cost),
        "parties": parties,
    });
    serde_json::to_string(&without_nothing(content)).map_err(AppError::internal)
}

/// Every named amount of a line.
fn amounts_of_line(result: &LineResult) -> Map<String, Value> {
    let cells = LINE_CELLS.iter().map(|(name, cell)| (*name, cell(result)));
    let gross_price = ("gross_price", result.gross_price);
    amounts(cells.chain([gross_price]))
}

/// The amounts of the whole quote.
fn totals(priced: &Priced) -> Map<String, Value> {
    let totals = &priced.totals;
    let sums = SUM_CELLS
        .iter()
        .map(|(name, cell)| (*name, cell(&totals.sums)));
    let header = HEADER_CELLS
        .iter()
        .map(|(name, cell)| (*name, cell(totals)));
    amounts(sums.chain(header))
}

/// Amounts by name; those that are nothing are left out.
fn amounts<'a>(cells: impl Iterator<Item = (&'a str, Decimal)>) -> Map<String, Value> {
    cells
        .filter(|(_, value)| !value.is_zero())
        .map(|(name, value)| (name.to_owned(), Value::from(value.normalize().to_string())))
        .collect()
}

fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nothing(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
        other => other,
    }
}

/// `quote.revisions`.
pub(crate) fn list(open: &Open, by: ById) -> Result<Revisions> {
    open.store.read(|conn| {
        quotes_of::get(conn, &by.id)?;
        Ok(Revisions {
            revisions: revisions_of::list(conn, &by.id)?,
        })
    })
}

/// `quote.revision`.
pub(crate) fn get(open: &Open, by: ById) -> Result<RevisionView> {
    let revision = open.store.read(|conn| revisions_of::get(conn, &by.id))?;
    Ok(RevisionView {
        content: serde_json::from_str(&revision.content).map_err(AppError::internal)?,
        id: revision.id,
        quote_id: revision.quote_id,
        number: revision.number,
        status: revision.status,
        hash: revision.hash,
    })
}

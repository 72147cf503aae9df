//! Revisions of quotes, and how prices arose.

use oferta_domain::Dec;
use oferta_domain::entity::Policy;
use oferta_domain::status::QuoteStatus;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::terms::Origin;

/// Where a quote stands today.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct QuoteStanding {
    /// Its status; what was sent has expired when its validity is over.
    pub status: QuoteStatus,
    /// Which revision it is, or will be when it is handed in or sent.
    pub revision: u32,
    /// What was handed in or sent last.
    pub last: Option<RevisionRow>,
}

/// A revision in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RevisionRow {
    /// The revision.
    pub id: String,
    /// 1, 2, …
    pub number: u32,
    /// The status the quote went into.
    pub status: QuoteStatus,
    /// When, ISO 8601.
    pub made_at: String,
    /// Hash of what was quoted.
    pub hash: String,
}

/// `quote.revisions`.
#[derive(Debug, Serialize, TS)]
pub struct Revisions {
    /// The oldest first.
    pub revisions: Vec<RevisionRow>,
}

/// `quote.revision`: what was quoted.
#[derive(Debug, Serialize, TS)]
pub struct RevisionView {
    /// The revision.
    pub id: String,
    /// The quote.
    pub quote_id: String,
    /// 1, 2, …
    pub number: u32,
    /// The status the quote went into.
    pub status: QuoteStatus,
    /// Hash of what was quoted.
    pub hash: String,
    /// Header, rows, what prices follow from, every result.
    #[ts(type = "unknown")]
    pub content: Value,
}

/// `quote.trace`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TraceOf {
    /// The quote.
    pub id: String,
    /// The line.
    pub line_id: String,
    /// As a revision keeps it; none means as it is now.
    #[serde(default)]
    pub revision_id: Option<String>,
}

/// How the price of a line arose.
#[derive(Debug, Serialize, TS)]
pub struct Trace {
    /// The line.
    pub line_id: String,
    /// Currency of the amounts.
    pub currency: String,
    /// How amounts are rounded.
    pub policy: Policy,
    /// Whether it gives what the revision keeps; false where a newer version calculates otherwise.
    pub as_kept: bool,
    /// The steps in order; those that are nothing for this line are left out.
    pub steps: Vec<TraceStep>,
    /// The steps of the whole quote that the line bears a share of: insurance, outlays, interest.
    pub quote: Vec<TraceStep>,
}

/// One step of a derivation.
#[derive(Debug, Serialize, TS)]
pub struct TraceStep {
    /// Its name in the pricing specification, with `quote.` before what is computed once for the whole quote.
    pub name: &'static str,
    /// What came out.
    pub value: Dec,
    /// What that is measured in.
    pub unit: TraceUnit,
    /// Currency of money.
    pub currency: Option<String>,
    /// What went into it; what leaves it as it is (no discount) is left out.
    pub operands: Vec<TraceOperand>,
}

/// Something that went into a step.
#[derive(Debug, Serialize, TS)]
pub struct TraceOperand {
    /// The field, the step, or the total.
    pub name: &'static str,
    /// What a person calls it: the name of a cost block.
    pub title: Option<String>,
    /// Its value.
    pub value: Dec,
    /// What that is measured in.
    pub unit: TraceUnit,
    /// Currency of money; of an exchange rate the currency it is of.
    pub currency: Option<String>,
    /// Where it comes from.
    pub origin: TraceOrigin,
    /// Where the quote has it from, if it is a term of the quote.
    pub term: Option<Origin>,
}

/// What a value of a trace is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TraceUnit {
    /// Money.
    Money,
    /// A fraction.
    Share,
    /// Units of the line.
    Quantity,
    /// Kilograms.
    Kilograms,
    /// Days.
    Days,
    /// What one unit of a currency is worth in that of the quote.
    Exchange,
}

/// Where an operand comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TraceOrigin {
    /// The line.
    Line,
    /// The line, in place of what the quote or a table says.
    Overridden,
    /// The quote; the line could override it.
    Inherited,
    /// A dated table, by the country of the supplier; the line could override it.
    Table,
    /// The quote.
    Quote,
    /// An earlier step.
    Step,
    /// An amount of the whole quote.
    Total,
}

//! A revision to look at, and two of them side by side.

use oferta_domain::Dec;
use oferta_domain::entity::{Cost, LineKind, Quote, QuoteRate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::quote::{LineView, QuoteTotals};
use super::revision::RevisionRow;

/// `quote.edition`: some rows of a quote as a revision keeps it.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditionOf {
    /// The quote.
    pub id: String,
    /// The revision.
    pub revision_id: String,
    /// How many rows to skip.
    #[serde(default)]
    pub offset: u32,
    /// At most this many, 500 at the most; 0 means 500.
    #[serde(default)]
    pub limit: u32,
}

/// A quote as a revision keeps it.
#[derive(Debug, Serialize, TS)]
pub struct Edition {
    /// The revision.
    pub revision: RevisionRow,
    /// The header as it was.
    pub quote: Quote,
    /// Name of the customer as it was.
    pub customer: String,
    /// Name of the contact as it was.
    pub contact: String,
    /// What applied, by the name of the term; empty for a plain quote.
    #[ts(type = "Record<string, string | number | boolean | null>")]
    pub terms: serde_json::Map<String, Value>,
    /// The cost blocks as they were.
    pub costs: Vec<Cost>,
    /// The rates as they were.
    pub rates: Vec<QuoteRate>,
    /// The sums as they were.
    pub totals: QuoteTotals,
    /// How many rows there are, sections included.
    pub row_count: u32,
    /// The asked rows with the sums they had.
    pub lines: Vec<LineView>,
}

/// `quote.compare`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareOf {
    /// The quote.
    pub id: String,
    /// The one side: a revision, or none for the quote as it is now.
    #[serde(default)]
    pub from: Option<String>,
    /// The other side.
    #[serde(default)]
    pub to: Option<String>,
    /// Leave out rows in which nothing differs.
    #[serde(default)]
    pub only_changes: bool,
    /// How many rows to skip.
    #[serde(default)]
    pub offset: u32,
    /// At most this many, 500 at the most; 0 means 500.
    #[serde(default)]
    pub limit: u32,
}

/// Two states of a quote side by side.
#[derive(Debug, Serialize, TS)]
pub struct Comparison {
    /// The one side; none for the quote as it is now.
    pub from: Option<RevisionRow>,
    /// The other side.
    pub to: Option<RevisionRow>,
    /// Fields of the header that differ; customer and contact by their names.
    pub header: Vec<FieldChange>,
    /// Terms that apply and differ, by their names.
    pub terms: Vec<FieldChange>,
    /// Cost blocks that differ.
    pub costs: Vec<Pair<Cost>>,
    /// Rates that differ.
    pub rates: Vec<Pair<QuoteRate>>,
    /// The sums of both, and by how much they differ.
    pub totals: TotalsChange,
    /// What became of the lines and headings.
    pub counts: ChangeCounts,
    /// How many rows match the request.
    pub row_count: u32,
    /// The asked rows: those of the other side in its order, each removed one behind the one it followed.
    pub lines: Vec<LineChange>,
}

/// A value on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Pair<T> {
    /// On the one side; none where it is missing.
    pub from: Option<T>,
    /// On the other side; none where it is missing.
    pub to: Option<T>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FieldChange {
    /// Its name.
    pub field: String,
    /// Its value on the one side.
    #[ts(type = "string | number | boolean | null")]
    pub from: Value,
    /// Its value on the other side.
    #[ts(type = "string | number | boolean | null")]
    pub to: Value,
}

/// The sums of both sides.
#[derive(Debug, Serialize, TS)]
pub struct TotalsChange {
    /// Currencies.
    pub currency: Pair<String>,
    /// The sums.
    pub sums: Pair<QuoteTotals>,
    /// By how much they differ: other less one side; none where the currencies differ.
    pub difference: Option<Difference>,
}

/// Other side less one side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct Difference {
    /// Without VAT.
    pub net: Dec,
    /// VAT.
    pub vat: Dec,
    /// With VAT.
    pub gross: Dec,
    /// Cost; none where either side is not priced from cost.
    pub cost: Option<Dec>,
    /// Profit; none where either side is not priced from cost.
    pub profit: Option<Dec>,
}

/// How many rows became what. A row that moved and changed counts as both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct ChangeCounts {
    /// Only on the other side.
    pub added: u32,
    /// Only on the one side.
    pub removed: u32,
    /// On both, with other values.
    pub changed: u32,
    /// On both, at another place among the others.
    pub moved: u32,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowChange {
    /// It is only on the other side.
    Added,
    /// It is only on the one side.
    Removed,
    /// It has other values or sums.
    Changed,
    /// Nothing differs.
    Same,
}

/// A row on both sides.
#[derive(Debug, Serialize, TS)]
pub struct LineChange {
    /// The row.
    pub id: String,
    /// Line or heading.
    pub kind: LineKind,
    /// What became of it.
    pub change: RowChange,
    /// Whether it stands at another place among the others.
    pub moved: bool,
    /// Its article, or that it had.
    pub article: String,
    /// Its name, or that it had.
    pub name: String,
    /// Its number among the lines of each side.
    pub number: Pair<u32>,
    /// Its quantity on each side; of a heading none that says anything.
    pub quantity: Pair<Dec>,
    /// Price of one unit as it is printed, on each side; of a heading none that says anything.
    pub unit_price: Pair<Dec>,
    /// Its sum without VAT on each side.
    pub net: Pair<Dec>,
    /// Whether it counts in the totals of each side.
    pub counts: Pair<bool>,
    /// Sum without VAT, other less one side, a missing one being nothing; none where the currencies differ.
    pub difference: Option<Dec>,
    /// Fields that differ.
    pub fields: Vec<FieldChange>,
}

/// `quote.revert`: goes back to a revision by making the next one from it.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RevertTo {
    /// The quote.
    pub id: String,
    /// The revision.
    pub revision_id: String,
}

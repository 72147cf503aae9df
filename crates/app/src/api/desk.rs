//! What stands beside a quote: its history, notes, preview.

use oferta_domain::entity::QuoteNote;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `activity.list`: a page of who did what, newest first. Without `entity` and `entity_id` it is everything.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ActivityQuery {
    /// Only what was done to rows of this table.
    pub entity: Option<String>,
    /// Only what was done to this row; then `entity` is of no account.
    pub entity_id: Option<String>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most this many actions, 500 at the most; 0 means 50.
    pub limit: u32,
}

/// One action of the log.
#[derive(Debug, Serialize, TS)]
pub struct ActivityEntry {
    /// The action.
    pub id: String,
    /// When, ISO 8601.
    pub at: String,
    /// Who, as the person was called then; empty where the profile had no name.
    pub author: String,
    /// `noun.verb`.
    pub action: String,
    /// The table of what it was done to.
    pub entity: String,
    /// What it was done to, if one row.
    pub entity_id: Option<String>,
    /// A name to show.
    pub label: String,
    /// How many rows changed.
    pub rows: u32,
    /// What changed, by table and kind; empty where that is too much to be told in a list.
    pub parts: Vec<ActivityPart>,
}

/// Rows of one table that changed in the same way.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct ActivityPart {
    /// The table.
    pub table: String,
    /// What was done to them.
    pub kind: ChangeKind,
    /// How many.
    pub rows: u32,
    /// Which fields, in the order they were changed.
    pub fields: Vec<String>,
}

/// What was done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was made.
    Insert,
    /// Fields of it were changed.
    Change,
    /// It was put into the bin.
    Delete,
    /// It was taken out of the bin.
    Restore,
    /// It was removed for good.
    Purge,
}

/// What an action changed, row by row.
#[derive(Debug, Serialize, TS)]
pub struct ActivityDetails {
    /// The first 200 rows.
    pub changes: Vec<ActivityRow>,
    /// How many rows more.
    pub more: u32,
}

/// A row that an action changed.
#[derive(Debug, Serialize, TS)]
pub struct ActivityRow {
    /// Its table.
    pub table: String,
    /// What was done to it.
    pub kind: ChangeKind,
    /// Its name, as far as it has one.
    pub name: String,
    /// The fields with their values before and after.
    pub fields: Vec<ActivityField>,
}

/// A field that an action changed. A row that is named by its id is shown by its name.
#[derive(Debug, PartialEq, Serialize, TS)]
pub struct ActivityField {
    /// The field.
    pub field: String,
    /// What it was; none for a row that was made.
    #[ts(type = "string | number | boolean | null")]
    pub was: serde_json::Value,
    /// What it is.
    #[ts(type = "string | number | boolean | null")]
    pub now: serde_json::Value,
}

/// Names a quote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfQuote {
    /// The quote.
    pub quote_id: String,
}

/// The notes of a quote.
#[derive(Debug, Serialize, TS)]
pub struct Notes {
    /// Newest first.
    pub notes: Vec<QuoteNote>,
}

/// `document.preview`: a page of what the customer will see.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewOf {
    /// The quote.
    pub quote_id: String,
    /// Which page, from 1; the last one where there are fewer.
    #[serde(default)]
    pub page: u32,
    /// Instead of `page`: the one that shows this line.
    #[serde(default)]
    pub line: Option<String>,
}

/// A page of a document.
#[derive(Debug, Serialize, TS)]
pub struct PreviewPage {
    /// Which one, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The page as an SVG image that is complete in itself.
    pub svg: String,
    /// Its width in points (1/72 inch).
    pub width: u32,
    /// Its height in points.
    pub height: u32,
}

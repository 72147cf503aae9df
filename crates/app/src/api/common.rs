//! Shapes that many commands share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request without content.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Names one row.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ById {
    /// The row.
    pub id: String,
}

/// Names rows, at most 10,000.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ByIds {
    /// The rows.
    pub ids: Vec<String>,
}

/// A change of some fields of one row. `set` holds field names and new values.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// The row.
    pub id: String,
    /// Field names and new values; the types are those of the entity.
    #[ts(type = "Record<string, string | number | boolean | null>")]
    pub set: serde_json::Map<String, serde_json::Value>,
}

/// Some fields of a new row; fields left out take their defaults.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Field names and values; the types are those of the entity.
    #[ts(type = "Record<string, string | number | boolean | null>")]
    pub set: serde_json::Map<String, serde_json::Value>,
}

/// Asks for one page of a list.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Search text; empty means everything.
    pub text: String,
    /// Field to sort by; each list names its own, the first being the default. Ignored while searching.
    pub sort: String,
    /// Largest first.
    pub descending: bool,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most this many rows, 500 at the most; 0 means 200.
    pub limit: u32,
    /// The bin instead of the living rows.
    pub bin: bool,
    /// Only rows of this supplier (products) or customer (quotes).
    pub owner: Option<String>,
    /// Only quotes in this status.
    pub status: Option<String>,
}

/// One page of a list.
#[derive(Debug, Serialize, TS)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Hand this to `after` for the next page; none at the end.
    pub next: Option<String>,
    /// How many rows match in all. While searching it counts to 1,000 at the most.
    pub total: u32,
    /// Whether `total` stopped counting.
    pub total_is_minimum: bool,
}

/// Answer of a command that changed data and has nothing else to say.
#[derive(Debug, Serialize, TS)]
pub struct Changed {
    /// The step that undoes it; none when nothing changed.
    pub undo: Option<String>,
    /// How many rows changed.
    pub rows: u32,
}

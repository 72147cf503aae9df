//! What support needs to know.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `diagnostics.errors`: asks for one page of the error log.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ErrorLogQuery {
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most this many rows, 500 at the most; 0 means 200.
    pub limit: u32,
}

/// An error that a command answered with. No text of a person and no secret stands in it.
#[derive(Debug, Serialize, TS)]
pub struct LoggedError {
    /// When, ISO 8601.
    pub at: String,
    /// The command; `unknown` for one that is not in the table.
    pub command: String,
    /// `E3004`.
    pub code: String,
    /// The field at fault.
    pub field: Option<String>,
    /// What the placeholders of the message stand for, as far as it is harmless.
    pub params: BTreeMap<String, String>,
}

//! Reminders.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `reminder.list`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ReminderQuery {
    /// Only those of this quote; none means all.
    pub quote_id: Option<String>,
    /// The `next` of the page before; none means the first page.
    pub after: Option<ReminderPlace>,
}

/// Open reminders.
#[derive(Debug, Serialize, TS)]
pub struct Reminders {
    /// The earliest first, at most 500.
    pub reminders: Vec<ReminderView>,
    /// Where the next page begins; none behind the last one.
    pub next: Option<ReminderPlace>,
}

/// Where a reminder stands among others.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderPlace {
    /// When it is due, in milliseconds since 1970.
    pub due_at: i64,
    /// The reminder.
    pub id: String,
}

/// A reminder with what its quote is called.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct ReminderView {
    /// The reminder.
    pub id: String,
    /// Its quote.
    pub quote_id: String,
    /// When it is due, in milliseconds since 1970.
    pub due_at: i64,
    /// What to do then.
    pub text: String,
    /// The number of the quote.
    pub label: String,
    /// What the quote is about.
    pub title: String,
    /// Who it is for.
    pub customer: String,
}

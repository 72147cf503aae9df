//! Reminders of quotes, and which of them this device has told the person about.

use oferta_domain::entity::Reminder;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::row;

/// The most reminders that are looked at together.
pub const MOST: usize = 500;

const COLUMNS: &str = "SELECT r.id, r.quote_id, r.due_at, r.text, r.done, q.label, q.title, coalesce(c.name, '') AS customer \
    FROM reminder r JOIN quote q ON q.id = r.quote_id LEFT JOIN customer c ON c.id = q.customer_id";
const OPEN: &str = "r.deleted_at IS NULL AND r.done = 0 AND q.deleted_at IS NULL";

/// A reminder with what its quote is called.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct OpenReminder {
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

const PAGE: &str = "(r.due_at, r.id) > (:due_at, :id) ORDER BY r.due_at, r.id LIMIT";

fn open_sql() -> String {
    format!("{COLUMNS} WHERE {OPEN} AND {PAGE} {MOST}")
}

fn of_quote_sql() -> String {
    format!("{COLUMNS} WHERE {OPEN} AND r.quote_id = :quote_id AND {PAGE} {MOST}")
}

fn untold_sql() -> String {
    format!(
        "{COLUMNS} LEFT JOIN reminder_told t ON t.reminder_id = r.id AND t.due_at = r.due_at \
         WHERE {OPEN} AND t.due_at IS NULL ORDER BY r.due_at, r.id LIMIT {MOST}"
    )
}

/// The open reminders of living quotes, the earliest first; of one quote where one is named. At most [`MOST`], behind
/// the one with the time and id `after`.
///
/// # Errors
/// Whatever SQLite reports.
pub fn open<T: DeserializeOwned>(
    conn: &Connection,
    quote_id: Option<&str>,
    after: (i64, &str),
) -> Result<Vec<T>> {
    let (due_at, id) = after;
    match quote_id {
        Some(quote_id) => row::query(conn, &of_quote_sql(), (quote_id, due_at, id)),
        None => row::query(conn, &open_sql(), (due_at, id)),
    }
}

/// The open reminders whose time this device has not told yet, the earliest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn untold(conn: &Connection) -> Result<Vec<OpenReminder>> {
    row::query(conn, &untold_sql(), [])
}

/// Remembers that the person was told of a reminder for the time it is due.
///
/// # Errors
/// Whatever SQLite reports.
pub fn tell(conn: &Connection, reminder: &OpenReminder) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO reminder_told (reminder_id, due_at) VALUES (?1, ?2) \
         ON CONFLICT (reminder_id) DO UPDATE SET due_at = ?2",
    )?
    .execute((&reminder.id, reminder.due_at))?;
    Ok(())
}

/// A reminder, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<Reminder> {
    let sql = "SELECT id, quote_id, due_at, text, done FROM reminder WHERE id = :id";
    row::query_one(conn, sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "reminder",
        id: id.to_owned(),
    })
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![open_sql(), of_quote_sql(), untold_sql()]
}

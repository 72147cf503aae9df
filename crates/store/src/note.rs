//! Notes of the house about a quote.

use oferta_domain::entity::QuoteNote;
use rusqlite::Connection;

use crate::error::{Result, StoreError};
use crate::row;

const COLUMNS: &str = "id, quote_id, text, author, written_at";

fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM quote_note WHERE quote_id = :quote_id AND deleted_at IS NULL \
         ORDER BY written_at DESC, id DESC"
    )
}

/// The notes of a quote, newest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn list(conn: &Connection, quote_id: &str) -> Result<Vec<QuoteNote>> {
    row::query(conn, &list_sql(), [quote_id])
}

/// A note, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<QuoteNote> {
    let sql = format!("SELECT {COLUMNS} FROM quote_note WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "quote_note",
        id: id.to_owned(),
    })
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![list_sql()]
}

//! Revisions of quotes: what was quoted, never changed.

use oferta_domain::entity::QuoteRevision;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::iso;
use crate::row;

const LIST: &str = concat!(
    "SELECT id, number, status, ",
    iso!("made_at"),
    " AS made_at, hash FROM quote_revision WHERE quote_id = :quote_id AND deleted_at IS NULL ORDER BY number, id"
);
const NEWEST: &str = concat!(
    "SELECT id, number, status, ",
    iso!("made_at"),
    " AS made_at, hash FROM quote_revision WHERE quote_id = :quote_id AND deleted_at IS NULL \
     ORDER BY number DESC, id DESC LIMIT 1"
);
const NEXT: &str =
    "SELECT 1 + coalesce(max(number), 0) FROM quote_revision WHERE quote_id = :quote_id";
const COLUMNS: &str = "id, quote_id, number, status, made_at, hash, content";

fn latest_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM quote_revision WHERE quote_id = :quote_id AND deleted_at IS NULL \
         ORDER BY number DESC, id DESC LIMIT 1"
    )
}

/// The revisions of a quote in order, without their content.
///
/// # Errors
/// Whatever SQLite reports.
pub fn list<T: DeserializeOwned>(conn: &Connection, quote_id: &str) -> Result<Vec<T>> {
    row::query(conn, LIST, [quote_id])
}

/// The newest revision of a quote without its content, if it has one.
///
/// # Errors
/// Whatever SQLite reports.
pub fn newest<T: DeserializeOwned>(conn: &Connection, quote_id: &str) -> Result<Option<T>> {
    row::query_one(conn, NEWEST, [quote_id])
}

/// The number of the next revision of a quote: what was taken back keeps its own, which may stand on paper.
///
/// # Errors
/// Whatever SQLite reports.
pub fn next_number(conn: &Connection, quote_id: &str) -> Result<u32> {
    Ok(conn
        .prepare_cached(NEXT)?
        .query_row([quote_id], |row| row.get(0))?)
}

/// A revision.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<QuoteRevision> {
    let sql = format!("SELECT {COLUMNS} FROM quote_revision WHERE id = :id AND deleted_at IS NULL");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "quote_revision",
        id: id.to_owned(),
    })
}

/// The newest revision of a quote, if it has one.
///
/// # Errors
/// Whatever SQLite reports.
pub fn latest(conn: &Connection, quote_id: &str) -> Result<Option<QuoteRevision>> {
    row::query_one(conn, &latest_sql(), [quote_id])
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![LIST.into(), NEWEST.into(), NEXT.into(), latest_sql()]
}

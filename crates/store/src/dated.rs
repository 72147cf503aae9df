//! The dated tables.

use oferta_domain::entity::{DatedKind, DatedValue};
use rusqlite::Connection;

use crate::error::{Result, StoreError};
use crate::row;

const COLUMNS: &str = "id, kind, country, region, category, terms, deal, above, up_to, value, valid_from, valid_until, source";
const IDS: &str = "SELECT id FROM dated_value";

fn table_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM dated_value WHERE kind = :kind AND deleted_at IS NULL \
         ORDER BY country, region, valid_from, n"
    )
}

fn bin_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM dated_value WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, n DESC"
    )
}

/// One table, by country, region and first day.
///
/// # Errors
/// Whatever SQLite reports.
pub fn table(conn: &Connection, kind: DatedKind) -> Result<Vec<DatedValue>> {
    let kind = serde_json::to_value(kind)?;
    row::query(conn, &table_sql(), [kind.as_str()])
}

/// What was removed from every table, newest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn bin(conn: &Connection) -> Result<Vec<DatedValue>> {
    row::query(conn, &bin_sql(), [])
}

/// A row, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<DatedValue> {
    let sql = format!("SELECT {COLUMNS} FROM dated_value WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "dated_value",
        id: id.to_owned(),
    })
}

/// The ids of every row there is, in the bin or not.
///
/// # Errors
/// Whatever SQLite reports.
pub fn ids(conn: &Connection) -> Result<std::collections::HashSet<String>> {
    let mut statement = conn.prepare_cached(IDS)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![table_sql(), bin_sql(), IDS.into()]
}

//! Templates of lines, sections and whole quotes.

use oferta_domain::entity::LineTemplate;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::iso;
use crate::row;

const ROW: &str = concat!(
    "SELECT id, name, scope, row_count, ",
    iso!("updated_at"),
    " AS updated_at, ",
    iso!("deleted_at"),
    " AS deleted_at FROM line_template WHERE "
);

fn list_sql(bin: bool) -> String {
    let rest = match bin {
        true => "deleted_at IS NOT NULL ORDER BY line_template.deleted_at DESC, n DESC",
        false => "deleted_at IS NULL ORDER BY name, n",
    };
    format!("{ROW}{rest}")
}

/// Every template without its content, by name; of the bin the newest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn list<T: DeserializeOwned>(conn: &Connection, bin: bool) -> Result<Vec<T>> {
    row::query(conn, &list_sql(bin), [])
}

/// A living template without its content.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn row_of<T: DeserializeOwned>(conn: &Connection, id: &str) -> Result<T> {
    let sql = format!("{ROW}id = :id AND deleted_at IS NULL");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| not_found(id))
}

/// A living template.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<LineTemplate> {
    let sql = "SELECT id, name, scope, row_count, content FROM line_template \
        WHERE id = :id AND deleted_at IS NULL";
    row::query_one(conn, sql, [id])?.ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> StoreError {
    StoreError::NotFound {
        table: "line_template",
        id: id.to_owned(),
    }
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![list_sql(false), list_sql(true)]
}

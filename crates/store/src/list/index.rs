//! The full-text index, kept from the write path.

use rusqlite::Connection;

use super::INDEXED;
use crate::error::Result;

/// Takes a row that was inserted into the full-text index.
pub(crate) fn index_row(conn: &Connection, table: &str, id: &str) -> Result<()> {
    index(conn, table, id, Known::No)
}

/// Brings the full-text index in step with a row that was changed, deleted or restored.
pub(crate) fn reindex_row(conn: &Connection, table: &str, id: &str) -> Result<()> {
    index(conn, table, id, Known::Yes)
}

/// Whether a change of this field changes what the index holds of a row.
pub(crate) fn is_indexed(table: &str, field: &str) -> bool {
    INDEXED
        .iter()
        .filter(|list| list.table == table)
        .any(|list| {
            // The name of the customer stands in the index of its quotes.
            (table == "quote" && field == "customer_id")
                || list
                    .searched
                    .split(", ")
                    .any(|column| column.strip_prefix("t.") == Some(field))
        })
}

/// Whether the index may hold the row already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    No,
    Yes,
}

fn index(conn: &Connection, table: &str, id: &str, known: Known) -> Result<()> {
    let Some(list) = INDEXED.iter().find(|list| list.table == table) else {
        return Ok(());
    };
    let found = conn
        .prepare_cached(&format!(
            "SELECT t.n, t.deleted_at IS NULL, search_text({}) FROM {table} t {} WHERE t.id = ?",
            list.searched, list.joins
        ))?
        .query_row([id], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, bool>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
    let (n, lives, text) = found;
    if known == Known::Yes {
        conn.prepare_cached(&format!("DELETE FROM {table}_fts WHERE rowid = ?"))?
            .execute([n])?;
    }
    if lives {
        conn.prepare_cached(&format!(
            "INSERT INTO {table}_fts (rowid, text) VALUES (?, ?)"
        ))?
        .execute((n, text))?;
    }
    Ok(())
}

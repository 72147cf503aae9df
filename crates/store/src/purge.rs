//! Rows that go for good: out of the bin, with everything that belongs to them.
//!
//! Steps of the history that touched such a row are dropped, and with them all that were made before: what cannot be
//! taken back bars the way to what lies behind it. The outbox keeps its groups: colleagues must hear of what was done
//! before it was purged.

use oferta_domain::entity::{
    Attachment, Contact, Cost, Customer, LineTemplate, Product, Quote, QuoteLine, QuoteNote,
    QuoteRate, QuoteRevision, Reminder, Supplier, Terms,
};
use oferta_domain::field::{Entity, TableDef};
use rusqlite::Connection;

use crate::attachment;
use crate::error::{Result, StoreError};
use crate::write::WriteTx;

/// A table whose rows go for good by themselves, in an order in which nothing waits for a later one.
pub const TABLES: [&TableDef; 12] = [
    QuoteNote::TABLE,
    Attachment::TABLE,
    Reminder::TABLE,
    QuoteLine::TABLE,
    QuoteRate::TABLE,
    Cost::TABLE,
    Quote::TABLE,
    Terms::TABLE,
    LineTemplate::TABLE,
    Product::TABLE,
    Customer::TABLE,
    Supplier::TABLE,
];

/// What belongs to a row of a table: tables and the columns that name it.
fn children(table: &str) -> &'static [(&'static TableDef, &'static str)] {
    match table {
        "quote" => &[
            (QuoteLine::TABLE, "quote_id"),
            (QuoteRate::TABLE, "quote_id"),
            (QuoteRevision::TABLE, "quote_id"),
            (QuoteNote::TABLE, "quote_id"),
            (Attachment::TABLE, "quote_id"),
            (Reminder::TABLE, "quote_id"),
            // The terms of a quote have its id.
            (Terms::TABLE, "id"),
        ],
        "terms" => &[(Cost::TABLE, "terms_id")],
        "customer" => &[(Contact::TABLE, "customer_id")],
        _ => &[],
    }
}

/// Questions whether another row still names one, in the bin or not.
fn uses(table: &str) -> &'static [&'static str] {
    match table {
        "customer" => &[
            "SELECT 1 FROM quote WHERE customer_id = :id LIMIT 1",
            "SELECT 1 FROM contact c JOIN quote q ON q.contact_id = c.id WHERE c.customer_id = :id LIMIT 1",
        ],
        "supplier" => &[
            "SELECT 1 FROM product WHERE supplier_id = :id AND deleted_at IS NULL LIMIT 1",
            "SELECT 1 FROM product WHERE supplier_id = :id AND deleted_at IS NOT NULL LIMIT 1",
        ],
        _ => &[],
    }
}

fn expired_sql(table: &str) -> String {
    // Terms that are no template go with their quote.
    let kind = if table == "terms" {
        "kind = 'template' AND "
    } else {
        ""
    };
    format!(
        "SELECT id FROM {table} WHERE {kind}deleted_at IS NOT NULL AND deleted_at < :before ORDER BY deleted_at, n"
    )
}

/// The rows of a table that were put into the bin before a time, the oldest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn expired(conn: &Connection, table: &TableDef, before_ms: i64) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(&expired_sql(table.name))?;
    let ids = statement.query_map([before_ms], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whether another row still names this one.
///
/// # Errors
/// Whatever SQLite reports.
pub fn is_used(conn: &Connection, table: &TableDef, id: &str) -> Result<bool> {
    for question in uses(table.name) {
        if conn.prepare_cached(question)?.exists([id])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes rows of the bin for good, with what belongs to them, and drops the steps of the history that touched them.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::NotInBin`] for a row that lives; whatever SQLite reports, a row that is
/// still used included.
pub fn purge(tx: &mut WriteTx<'_>, table: &'static TableDef, ids: &[String]) -> Result<()> {
    let mut touched_at = i64::MIN;
    for id in ids {
        match tx.current(table, id) {
            Err(StoreError::InBin { .. }) => {}
            Ok(_) => {
                return Err(StoreError::NotInBin {
                    table: table.name,
                    id: id.clone(),
                });
            }
            Err(error) => return Err(error),
        }
        touched_at = touched_at.max(purge_family(tx, table, id)?);
    }
    forget_steps(tx.conn(), touched_at)
}

/// Answers when any of it was touched last.
fn purge_family(tx: &mut WriteTx<'_>, table: &'static TableDef, id: &str) -> Result<i64> {
    let sql = format!("SELECT updated_at FROM {} WHERE id = :id", table.name);
    let mut touched_at = tx
        .conn()
        .prepare_cached(&sql)?
        .query_row([id], |row| row.get(0))?;
    for (child, column) in children(table.name) {
        let ids: Vec<String> = {
            let sql = format!("SELECT id FROM {} WHERE {column} = :id", child.name);
            let mut statement = tx.conn().prepare_cached(&sql)?;
            let ids = statement.query_map([id], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<_>>()?
        };
        for id in ids {
            touched_at = purge_family(tx, child, &id)?.max(touched_at);
        }
    }
    let hash = (table.name == "attachment")
        .then(|| attachment::get(tx.conn(), id))
        .transpose()?
        .map(|file| file.hash);
    tx.purge_row(table, id)?;
    if let Some(hash) = hash {
        attachment::release(tx.conn(), &hash)?;
    }
    Ok(touched_at)
}

/// Forgets the steps up to the last that may have touched what was touched last at that time. Steps are made one after
/// another, whatever the clock says.
fn forget_steps(conn: &Connection, touched_at: i64) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM history WHERE n <= (SELECT max(n) FROM history WHERE at <= :touched_at)",
    )?
    .execute([touched_at])?;
    Ok(())
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    let mut queries: Vec<String> = TABLES.iter().map(|t| expired_sql(t.name)).collect();
    for table in TABLES {
        queries.extend(uses(table.name).iter().map(|&sql| sql.to_owned()));
    }
    queries
}

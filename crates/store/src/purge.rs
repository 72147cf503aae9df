//! Rows that go for good: out of the bin, with everything that belongs to them.
//!
//! Steps of the history that touched such a row are dropped, so that an undo never meets half of what it needs. The
//! outbox keeps its groups: colleagues must hear of what was done before it was purged.

use std::borrow::Cow;
use std::collections::HashSet;

use oferta_domain::entity::{
    Attachment, Contact, Cost, Customer, Product, Quote, QuoteLine, QuoteNote, QuoteRate,
    QuoteRevision, Reminder, Supplier, Terms,
};
use oferta_domain::field::{Entity, TableDef};
use rusqlite::Connection;
use serde::Deserialize;

use crate::attachment;
use crate::error::{Result, StoreError};
use crate::write::WriteTx;

/// A table whose rows go for good by themselves, in an order in which nothing waits for a later one.
pub const TABLES: [&TableDef; 8] = [
    QuoteNote::TABLE,
    Attachment::TABLE,
    Reminder::TABLE,
    Quote::TABLE,
    Terms::TABLE,
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
    let mut gone = HashSet::new();
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
        purge_family(tx, table, id, &mut gone)?;
    }
    forget_steps(tx.conn(), &gone)
}

fn purge_family(
    tx: &mut WriteTx<'_>,
    table: &'static TableDef,
    id: &str,
    gone: &mut HashSet<String>,
) -> Result<()> {
    for (child, column) in children(table.name) {
        let ids: Vec<String> = {
            let sql = format!("SELECT id FROM {} WHERE {column} = :id", child.name);
            let mut statement = tx.conn().prepare_cached(&sql)?;
            let ids = statement.query_map([id], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<_>>()?
        };
        for id in ids {
            purge_family(tx, child, &id, gone)?;
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
    gone.insert(id.to_owned());
    Ok(())
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

fn forget_steps(conn: &Connection, gone: &HashSet<String>) -> Result<()> {
    let steps: Vec<(i64, i64, i64)> = {
        let mut statement = conn.prepare_cached("SELECT n, first_seq, last_seq FROM history")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    let mut groups =
        conn.prepare_cached("SELECT ops FROM outbox WHERE seq BETWEEN :first AND :last")?;
    let mut forget = conn.prepare_cached("DELETE FROM history WHERE n = :n")?;
    for (n, first, last) in steps {
        let mut rows = groups.query([first, last])?;
        let mut touched = false;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?;
            let text = text
                .as_str()
                .map_err(|e| StoreError::Shape(e.to_string()))?;
            let ops: Vec<Named<'_>> = serde_json::from_str(text)?;
            touched |= ops.iter().any(|op| gone.contains(op.id.as_ref()));
        }
        if touched {
            forget.execute([n])?;
        }
    }
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

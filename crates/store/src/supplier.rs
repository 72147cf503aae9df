//! Suppliers.

use oferta_domain::entity::Supplier;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::{ListDef, ListRequest, Listed, iso};
use crate::row;

const COLUMNS: &str = "id, name, country, currency, note, import_mapping";

pub(crate) const LIST: ListDef = ListDef {
    table: "supplier",
    columns: concat!(
        "t.id, t.name, t.country, t.currency, \
         (SELECT count(*) FROM product p WHERE p.supplier_id = t.id AND p.deleted_at IS NULL) AS products, ",
        iso!("t.deleted_at"),
        " AS deleted_at"
    ),
    joins: "",
    sorts: &[("name", "t.name")],
    owner: None,
    status: None,
    exact: None,
    searched: "t.name",
};

/// A page of suppliers. Sorts: `name`.
///
/// # Errors
/// [`StoreError::BadSort`], [`StoreError::BadCursor`], whatever SQLite reports.
pub fn list<T: DeserializeOwned>(
    conn: &Connection,
    request: &ListRequest<'_>,
) -> Result<Listed<T>> {
    LIST.page(conn, request)
}

/// A supplier, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<Supplier> {
    let sql = format!("SELECT {COLUMNS} FROM supplier WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "supplier",
        id: id.to_owned(),
    })
}

/// The id of the living supplier of that name, case left aside.
///
/// # Errors
/// Whatever SQLite reports.
pub fn by_name(conn: &Connection, name: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM supplier WHERE name = :name AND deleted_at IS NULL ORDER BY n LIMIT 1",
    )?;
    let mut rows = statement.query([name])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

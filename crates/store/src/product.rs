//! Products.

use oferta_domain::entity::Product;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::{ListDef, ListRequest, Listed, iso};
use crate::row;

const COLUMNS: &str =
    "id, supplier_id, article, brand, name, unit, price, currency, weight_kg, hs_code, note";

pub(crate) const LIST: ListDef = ListDef {
    table: "product",
    columns: concat!(
        "t.id, t.article, t.brand, t.name, t.unit, t.price, t.currency, coalesce(s.name, '') AS supplier, \
         t.weight_kg, t.hs_code, ",
        iso!("t.deleted_at"),
        " AS deleted_at"
    ),
    joins: "LEFT JOIN supplier s ON s.id = t.supplier_id",
    sorts: &[
        ("name", "t.name"),
        ("article", "t.article"),
        ("brand", "t.brand"),
        ("price", "coalesce(t.price, '') COLLATE decimals"),
        ("updated_at", "t.updated_at"),
    ],
    owner: Some("supplier_id"),
    status: None,
    exact: Some("article"),
    searched: "t.article, t.brand, t.name",
};

/// A page of products. Sorts: `name`, `article`, `brand`, `price`, `updated_at`.
///
/// # Errors
/// [`StoreError::BadSort`], [`StoreError::BadCursor`], whatever SQLite reports.
pub fn list<T: DeserializeOwned>(
    conn: &Connection,
    request: &ListRequest<'_>,
) -> Result<Listed<T>> {
    LIST.page(conn, request)
}

/// A product, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<Product> {
    let sql = format!("SELECT {COLUMNS} FROM product WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "product",
        id: id.to_owned(),
    })
}

/// A product that is not in the bin, if there is one of this id.
///
/// # Errors
/// Whatever SQLite reports.
pub fn find(conn: &Connection, id: &str) -> Result<Option<Product>> {
    let sql = format!("SELECT {COLUMNS} FROM product WHERE id = :id AND deleted_at IS NULL");
    row::query_one(conn, &sql, [id])
}

/// The living product of an article, where there is one and no other.
///
/// # Errors
/// Whatever SQLite reports.
pub fn of_article(conn: &Connection, article: &str) -> Result<Option<Product>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM product WHERE article = :article AND deleted_at IS NULL LIMIT 2"
    );
    let mut found: Vec<Product> = row::query(conn, &sql, [article])?;
    let only = found.pop();
    Ok(only.filter(|_| found.is_empty()))
}

/// Every living product of a supplier, for an import to compare with.
///
/// # Errors
/// Whatever SQLite reports.
pub fn of_supplier(conn: &Connection, supplier_id: &str) -> Result<Vec<Product>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM product WHERE supplier_id = :supplier_id AND deleted_at IS NULL"
    );
    row::query(conn, &sql, [supplier_id])
}

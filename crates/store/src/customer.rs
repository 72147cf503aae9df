//! Customers and their contacts.

use oferta_domain::entity::{Contact, Customer};
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::{ListDef, ListRequest, Listed, iso};
use crate::row;

const CUSTOMER_COLUMNS: &str = "id, name, full_name, inn, kpp, ogrn, legal_address, delivery_address, bank_name, bic, \
    account, corr_account, phone, email, website, note, primary_contact_id";
const CONTACT_COLUMNS: &str = "id, customer_id, first_name, last_name, position, phone, email";

pub(crate) const LIST: ListDef = ListDef {
    table: "customer",
    columns: concat!(
        "t.id, t.name, t.inn, t.phone, t.email, \
         trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')) AS contact, \
         (SELECT count(*) FROM quote q WHERE q.customer_id = t.id AND q.deleted_at IS NULL) AS quotes, ",
        iso!("t.deleted_at"),
        " AS deleted_at"
    ),
    joins: "LEFT JOIN contact p ON p.id = t.primary_contact_id",
    sorts: &[
        ("name", "t.name"),
        ("inn", "t.inn"),
        ("updated_at", "t.updated_at"),
    ],
    owner: None,
    status: None,
    exact: Some("inn"),
    searched: "t.name, t.full_name, t.inn, t.phone, t.email",
};

/// A page of customers. Sorts: `name`, `inn`, `updated_at`.
///
/// # Errors
/// [`StoreError::BadSort`], [`StoreError::BadCursor`], whatever SQLite reports.
pub fn list<T: DeserializeOwned>(
    conn: &Connection,
    request: &ListRequest<'_>,
) -> Result<Listed<T>> {
    LIST.page(conn, request)
}

/// A customer, in the bin or not, with the time it was put there (ISO 8601).
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<(Customer, Option<String>)> {
    let sql = format!("SELECT {CUSTOMER_COLUMNS} FROM customer WHERE id = :id");
    let customer = row::query_one(conn, &sql, [id])?;
    let customer = customer.ok_or_else(|| StoreError::NotFound {
        table: "customer",
        id: id.to_owned(),
    })?;
    let deleted = conn
        .prepare_cached(concat!(
            "SELECT ",
            iso!("deleted_at"),
            " FROM customer WHERE id = :id"
        ))?
        .query_row([id], |r| r.get(0))?;
    Ok((customer, deleted))
}

/// The living contacts of a customer, by last name.
///
/// # Errors
/// Whatever SQLite reports.
pub fn contacts(conn: &Connection, customer_id: &str) -> Result<Vec<Contact>> {
    let sql = format!(
        "SELECT {CONTACT_COLUMNS} FROM contact WHERE customer_id = :customer_id AND deleted_at IS NULL ORDER BY last_name, n"
    );
    row::query(conn, &sql, [customer_id])
}

/// A contact, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn contact(conn: &Connection, id: &str) -> Result<Contact> {
    let sql = format!("SELECT {CONTACT_COLUMNS} FROM contact WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "contact",
        id: id.to_owned(),
    })
}

/// Other living customers with this INN: id, name, KPP.
///
/// # Errors
/// Whatever SQLite reports.
pub fn same_inn(conn: &Connection, inn: &str, but: &str) -> Result<Vec<(String, String, String)>> {
    if inn.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT id, name, kpp FROM customer WHERE inn = :inn AND id <> :but AND deleted_at IS NULL ORDER BY n LIMIT 20",
    )?;
    let rows = statement.query_map([inn, but], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

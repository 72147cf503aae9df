//! Terms with their cost blocks, and the rates a quote keeps.

use oferta_domain::entity::{Cost, QuoteRate, Terms};
use rusqlite::Connection;

use crate::error::{Result, StoreError};
use crate::list::iso;
use crate::row;

const COLUMNS: &str = "id, kind, name, seller_region, deal, incoterms, markup, client_advance, supplier_advance, milestones, \
    delivery_days, deferral_days, customs_term_days, loan_rate, agent_fee_rate, forex_reserve_rate, insurance_rate, \
    commission_rate, commission_amount, commission_currency, commission_party";
const COSTS: &str = "SELECT id, terms_id, pos, name, amount, currency, leg FROM cost \
    WHERE terms_id = :terms_id AND deleted_at IS NULL ORDER BY pos, id";
const RATES: &str = "SELECT id, quote_id, currency, value, nominal, rate_date, source FROM quote_rate \
    WHERE quote_id = :quote_id AND deleted_at IS NULL ORDER BY currency, id";
const LANDED_DRAFTS: &str = "SELECT t.id FROM terms t JOIN quote q ON q.id = t.id \
    WHERE t.kind = 'quote' AND t.deleted_at IS NULL AND q.deleted_at IS NULL AND q.status = 'draft'";

fn templates_sql(bin: bool) -> String {
    let (which, order) = if bin {
        ("IS NOT NULL", "deleted_at DESC, n DESC")
    } else {
        ("IS NULL", "name, n")
    };
    format!(
        "SELECT {COLUMNS} FROM terms WHERE kind = 'template' AND deleted_at {which} ORDER BY {order}"
    )
}

/// The living terms of this id: of a quote, of the organisation, or a template.
///
/// # Errors
/// Whatever SQLite reports.
pub fn find(conn: &Connection, id: &str) -> Result<Option<Terms>> {
    let sql = format!("SELECT {COLUMNS} FROM terms WHERE id = :id AND deleted_at IS NULL");
    row::query_one(conn, &sql, [id])
}

/// A template that lives.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn template(conn: &Connection, id: &str) -> Result<Terms> {
    let sql = format!(
        "SELECT {COLUMNS} FROM terms WHERE id = :id AND kind = 'template' AND deleted_at IS NULL"
    );
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "terms",
        id: id.to_owned(),
    })
}

/// Every template by name; of the bin the newest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn templates(conn: &Connection, bin: bool) -> Result<Vec<Terms>> {
    row::query(conn, &templates_sql(bin), [])
}

/// Whether every one of these ids is a template, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`] names the first that is not.
pub fn are_templates(conn: &Connection, ids: &[String]) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM terms WHERE id = :id AND kind = 'template')",
    )?;
    for id in ids {
        if !statement.query_row([id], |row| row.get(0))? {
            return Err(StoreError::NotFound {
                table: "terms",
                id: id.to_owned(),
            });
        }
    }
    Ok(())
}

/// When some terms were put into the bin (ISO 8601), if they are in it.
///
/// # Errors
/// Whatever SQLite reports.
pub fn deleted_at(conn: &Connection, id: &str) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached(concat!(
            "SELECT ",
            iso!("deleted_at"),
            " FROM terms WHERE id = :id"
        ))?
        .query_row([id], |row| row.get(0))?)
}

/// The cost blocks of some terms, in order.
///
/// # Errors
/// Whatever SQLite reports.
pub fn costs(conn: &Connection, terms_id: &str) -> Result<Vec<Cost>> {
    row::query(conn, COSTS, [terms_id])
}

/// The rates a quote keeps, by currency.
///
/// # Errors
/// Whatever SQLite reports.
pub fn rates(conn: &Connection, quote_id: &str) -> Result<Vec<QuoteRate>> {
    row::query(conn, RATES, [quote_id])
}

/// The living drafts that are priced from cost: what depends on defaults and dated tables.
///
/// # Errors
/// Whatever SQLite reports.
pub fn landed_drafts(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(LANDED_DRAFTS)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The owner of a row that belongs to terms: the id of the terms and their kind as it is stored.
///
/// # Errors
/// Whatever SQLite reports.
pub fn owner_of_cost(conn: &Connection, cost_id: &str) -> Result<(String, String)> {
    Ok(conn
        .prepare_cached(
            "SELECT t.id, t.kind FROM cost c JOIN terms t ON t.id = c.terms_id WHERE c.id = :id",
        )?
        .query_row([cost_id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The kind of some terms as it is stored, in the bin or not.
///
/// # Errors
/// Whatever SQLite reports.
pub fn kind(conn: &Connection, id: &str) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT kind FROM terms WHERE id = :id")?
        .query_row([id], |row| row.get(0))?)
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![
        templates_sql(false),
        templates_sql(true),
        COSTS.into(),
        RATES.into(),
        LANDED_DRAFTS.into(),
    ]
}

//! Quotes and their rows.

use oferta_domain::FieldClass;
use oferta_domain::entity::{Quote, QuoteLine};
use oferta_domain::field::Entity;
use oferta_domain::status::QuoteStatus;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};
use crate::list::{ListDef, ListRequest, Listed, Sql, iso};
use crate::row;

const COLUMNS: &str = "id, label, number, title, customer_id, contact_id, status, currency, vat_rate, discount_rate, \
    discount_amount, policy, quote_date, valid_until, language, delivery_text, payment_text, note, net, vat, gross, line_count";
const LINE_COLUMNS: &str = "id, quote_id, pos, kind, product_id, article, brand, name, unit, quantity, unit_price, \
    discount, vat_rate, optional, weight_kg, hs_code, note, purchase_price, purchase_currency, price_includes_vat, \
    supplier_country, supplier_vat, supplier_discount, internal_markup, duty_rate, excise_per_kg, markup, alternative_of, calculated";

pub(crate) const LIST: ListDef = ListDef {
    table: "quote",
    columns: concat!(
        "t.id, t.label, t.number, t.title, coalesce(c.name, '') AS customer, t.status, t.currency, t.gross, t.line_count, \
         t.quote_date, t.valid_until, max(1, coalesce((SELECT max(r.number) FROM quote_revision r \
         WHERE r.quote_id = t.id AND (r.deleted_at IS NULL OR t.status = 'draft')), 0) + (t.status = 'draft')) AS revision, \
         (SELECT r.due_at FROM reminder r WHERE r.quote_id = t.id AND r.deleted_at IS NULL AND r.done = 0 \
          ORDER BY r.due_at LIMIT 1) AS reminder_at, ",
        iso!("t.updated_at"),
        " AS updated_at, ",
        iso!("t.deleted_at"),
        " AS deleted_at"
    ),
    joins: "LEFT JOIN customer c ON c.id = t.customer_id",
    sorts: &[
        ("updated_at", "t.updated_at"),
        ("quote_date", "t.quote_date"),
        ("label", "t.label"),
        ("gross", "t.gross"),
    ],
    owner: Some("customer_id"),
    status: Some(in_status),
    exact: Some("label"),
    searched: "t.label, t.number, t.title, c.name",
};

/// As [`QuoteStatus::on`] says it. The plus keeps the order of the sort: a page ends long before all are looked at.
fn in_status(sql: &mut Sql, status: &str, today: &str) {
    match status {
        "sent" => {
            sql.push(" AND t.status = 'sent'");
            sql.bind(
                " AND (t.valid_until IS NULL OR t.valid_until >= ?)",
                today.to_owned(),
            );
        }
        "expired" => sql.bind(
            " AND +t.status IN ('sent', 'expired') AND (+t.status = 'expired' OR t.valid_until < ?)",
            today.to_owned(),
        ),
        other => sql.bind(" AND t.status = ?", other.to_owned()),
    }
}

/// A page of quotes. Sorts: `updated_at`, `quote_date`, `label`, `gross`.
///
/// # Errors
/// [`StoreError::BadSort`], [`StoreError::BadCursor`], whatever SQLite reports.
pub fn list<T: DeserializeOwned>(
    conn: &Connection,
    request: &ListRequest<'_>,
) -> Result<Listed<T>> {
    LIST.page(conn, request)
}

/// How many living quotes stand in each stored status that has any, and how many of the sent ones have expired.
const COUNTS: &str = "SELECT status, count(*) AS quotes, count(CASE WHEN valid_until < :today THEN 1 END) AS over \
    FROM quote WHERE deleted_at IS NULL GROUP BY status";

/// How many living quotes stand in each status on a day (`YYYY-MM-DD`); a status without any may be left out.
///
/// # Errors
/// Whatever SQLite reports.
pub fn counts(conn: &Connection, today: &str) -> Result<Vec<(QuoteStatus, u32)>> {
    #[derive(serde::Deserialize)]
    struct Count {
        status: QuoteStatus,
        quotes: u32,
        over: u32,
    }
    let found: Vec<Count> = row::query(conn, COUNTS, [today])?;
    let sent = found.iter().find(|count| count.status == QuoteStatus::Sent);
    let over = sent.map_or(0, |count| count.over);
    let on_the_day = |count: &Count| match count.status {
        QuoteStatus::Sent => count.quotes - over,
        QuoteStatus::Expired => count.quotes + over,
        _ => count.quotes,
    };
    let mut counts: Vec<_> = found.iter().map(|c| (c.status, on_the_day(c))).collect();
    if !counts
        .iter()
        .any(|(status, _)| *status == QuoteStatus::Expired)
    {
        counts.push((QuoteStatus::Expired, over));
    }
    Ok(counts)
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![COUNTS.into()]
}

/// A quote, in the bin or not, with the time it was put there (ISO 8601).
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<(Quote, Option<String>)> {
    let sql = format!("SELECT {COLUMNS} FROM quote WHERE id = :id");
    let quote = row::query_one(conn, &sql, [id])?;
    let quote = quote.ok_or_else(|| StoreError::NotFound {
        table: "quote",
        id: id.to_owned(),
    })?;
    let deleted = conn
        .prepare_cached(concat!(
            "SELECT ",
            iso!("deleted_at"),
            " FROM quote WHERE id = :id"
        ))?
        .query_row([id], |r| r.get(0))?;
    Ok((quote, deleted))
}

/// Every living row of a quote in order.
///
/// # Errors
/// Whatever SQLite reports.
pub fn lines(conn: &Connection, quote_id: &str) -> Result<Vec<QuoteLine>> {
    let sql = format!(
        "SELECT {LINE_COLUMNS} FROM quote_line WHERE quote_id = :quote_id AND deleted_at IS NULL ORDER BY pos, id"
    );
    row::query(conn, &sql, [quote_id])
}

/// The living drafts that name this contact.
///
/// # Errors
/// Whatever SQLite reports.
pub fn drafts_to(conn: &Connection, contact_id: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM quote WHERE contact_id = :contact_id AND status = 'draft' AND deleted_at IS NULL",
    )?;
    let ids = statement.query_map([contact_id], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The hash of what a state command is given for: every field of the header that is neither state nor
/// derived, every row in order, and `basis`: whatever else the prices follow from, as it is. Whoever decides
/// about the quote decides about this content.
///
/// # Errors
/// [`StoreError::Shape`] when a row cannot be written as JSON.
pub fn content_hash(
    quote: &Quote,
    rows: &[QuoteLine],
    basis: Option<&impl serde::Serialize>,
) -> Result<String> {
    let serde_json::Value::Object(mut header) = serde_json::to_value(quote)? else {
        return Err(StoreError::Shape("a quote is an object".into()));
    };
    header.retain(|name, _| {
        Quote::TABLE
            .field(name)
            .is_some_and(|f| !matches!(f.class, FieldClass::State | FieldClass::Derived))
    });
    let mut hasher = blake3::Hasher::new();
    hasher.update(&serde_json::to_vec(&header)?);
    for row in rows {
        hasher.update(&serde_json::to_vec(row)?);
    }
    if let Some(basis) = basis {
        hasher.update(&serde_json::to_vec(basis)?);
    }
    Ok(format!("b3:{}", hasher.finalize().to_hex()))
}

/// The next label of this device: `D7-0012`. Called inside the step that makes the quote, so that a failed
/// step uses no number up.
///
/// # Errors
/// Whatever SQLite reports.
pub fn next_label(conn: &Connection) -> Result<String> {
    let (device, last): (String, i64) = conn.query_row(
        "UPDATE device SET last_quote = last_quote + 1 RETURNING label, last_quote",
        [],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    Ok(format!("{device}-{last:04}"))
}

//! Exchange rates: what the banks published, which belongs to this device, and the organisation's own.

use std::fmt::Display;

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{OrganisationRate, RateSource};
use rusqlite::Connection;
use serde::Deserialize;

use crate::error::{Result, StoreError};
use crate::row;

/// What a bank published for one currency and day: `nominal` units cost `value` in the base of the source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BankRate {
    /// The currency, ISO 4217.
    pub currency: String,
    /// The date from which it holds.
    pub effective_date: Date,
    /// Who gave it: a bank, never a person.
    pub source: RateSource,
    /// How many units the value is for.
    pub nominal: Dec,
    /// Their price in roubles; of the ECB in euro.
    pub value: Dec,
    /// The bank's own id of the currency.
    pub bank_id: Option<String>,
    /// The name the bank gives it on that day.
    pub name: String,
    /// When it came, in milliseconds since 1970; none for what came with the program.
    pub fetched_at: Option<i64>,
}

/// A published rate as it stands in the store, for reading many at once.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// The currency.
    pub currency: &'a str,
    /// The date from which it holds.
    pub effective_date: &'a str,
    /// Who gave it.
    pub source: &'a str,
    /// How many units the value is for.
    pub nominal: &'a str,
    /// Their price.
    pub value: &'a str,
}

const KEEP: &str = "INSERT INTO bank_rate (currency, effective_date, source, nominal, value, bank_id, name, fetched_at) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (currency, effective_date, source) DO UPDATE SET \
    nominal = ?4, value = ?5, bank_id = coalesce(?6, bank_id), name = CASE ?7 WHEN '' THEN name ELSE ?7 END, fetched_at = ?8";
const EVERY: &str = "SELECT currency, effective_date, source, nominal, value FROM bank_rate \
    ORDER BY currency, effective_date, source";
const ON: &str = "SELECT currency, effective_date, source, nominal, value, bank_id, name, fetched_at FROM bank_rate \
    WHERE currency = :currency AND effective_date = :date AND source = :source";
const BETWEEN: &str = "SELECT currency, effective_date, source, nominal, value, bank_id, name, fetched_at FROM bank_rate \
    WHERE currency = :currency AND effective_date BETWEEN :from AND :to ORDER BY effective_date, source";
const BANK_ID: &str = "SELECT bank_id FROM bank_rate WHERE currency = :currency AND bank_id IS NOT NULL \
    ORDER BY effective_date DESC LIMIT 1";
const FIRST: &str = "SELECT min(effective_date) FROM bank_rate WHERE currency = :currency";
const COLUMNS: &str = "id, currency, value, nominal, valid_from, valid_until, reason";
/// The tables whose currencies are in use.
const USERS: [&str; 4] = ["quote", "product", "cost", "quote_rate"];

/// Each step jumps to the next currency of the index, so no table is read.
fn in_use_sql() -> String {
    let codes = |table: &str| {
        let next = |after: &str| {
            format!("(SELECT min(currency) FROM {table} WHERE deleted_at IS NULL {after})")
        };
        let (first, next) = (next(""), next("AND currency > code"));
        format!(
            "of_{table} (code) AS (SELECT {first} UNION ALL SELECT {next} FROM of_{table} WHERE code IS NOT NULL)"
        )
    };
    let found = |table: &str| format!("SELECT code FROM of_{table} WHERE code IS NOT NULL");
    format!(
        "WITH RECURSIVE {} {}",
        USERS.map(codes).join(", "),
        USERS.map(found).join(" UNION ALL ")
    )
}

fn own_sql(bin: bool) -> String {
    let (which, order) = if bin {
        ("IS NOT NULL", "deleted_at DESC, n DESC")
    } else {
        ("IS NULL", "currency, valid_from, n")
    };
    format!("SELECT {COLUMNS} FROM organisation_rate WHERE deleted_at {which} ORDER BY {order}")
}

/// The name of a source as it is stored.
fn name(source: RateSource) -> Result<String> {
    match serde_json::to_value(source)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(StoreError::Shape(other.to_string())),
    }
}

/// Keeps published rates; one that is there already is replaced. Belongs into one transaction with what is said of
/// the refresh that brought them.
///
/// # Errors
/// Whatever SQLite reports.
pub fn keep(conn: &Connection, rates: &[BankRate]) -> Result<()> {
    let mut statement = conn.prepare_cached(KEEP)?;
    for rate in rates {
        statement.execute((
            &rate.currency,
            text(rate.effective_date),
            name(rate.source)?,
            text(rate.nominal),
            text(rate.value),
            &rate.bank_id,
            &rate.name,
            rate.fetched_at,
        ))?;
    }
    Ok(())
}

fn text(value: impl Display) -> String {
    value.to_string()
}

/// Shows every published rate, by currency, date and source.
///
/// # Errors
/// Whatever `visit` answers, or SQLite.
pub fn every(conn: &Connection, mut visit: impl FnMut(Stored<'_>) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare_cached(EVERY)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cell = |i: usize| {
            let found = row.get_ref(i)?.as_str();
            found.map_err(|error| StoreError::Shape(error.to_string()))
        };
        visit(Stored {
            currency: cell(0)?,
            effective_date: cell(1)?,
            source: cell(2)?,
            nominal: cell(3)?,
            value: cell(4)?,
        })?;
    }
    Ok(())
}

/// One published rate.
///
/// # Errors
/// Whatever SQLite reports.
pub fn on(
    conn: &Connection,
    currency: &str,
    date: Date,
    source: RateSource,
) -> Result<Option<BankRate>> {
    row::query_one(conn, ON, (currency, text(date), name(source)?))
}

/// The published rates of a currency from one date to another, oldest first; of one date those of every source.
///
/// # Errors
/// Whatever SQLite reports.
pub fn between(conn: &Connection, currency: &str, from: Date, to: Date) -> Result<Vec<BankRate>> {
    row::query(conn, BETWEEN, (currency, text(from), text(to)))
}

/// The date of the oldest published rate of a currency.
///
/// # Errors
/// Whatever SQLite reports.
pub fn first(conn: &Connection, currency: &str) -> Result<Option<Date>> {
    #[derive(Deserialize)]
    struct First {
        #[serde(rename = "min(effective_date)")]
        date: Option<Date>,
    }
    let first: Option<First> = row::query_one(conn, FIRST, [currency])?;
    Ok(first.and_then(|it| it.date))
}

/// The id by which the bank of Russia knows a currency, the newest that was told.
///
/// # Errors
/// Whatever SQLite reports.
pub fn bank_id(conn: &Connection, currency: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Id {
        bank_id: String,
    }
    let found: Option<Id> = row::query_one(conn, BANK_ID, [currency])?;
    Ok(found.map(|it| it.bank_id))
}

/// The currencies of quotes, of the rates they keep, of costs and products; one may be named twice.
///
/// # Errors
/// Whatever SQLite reports.
pub fn in_use(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(&in_use_sql())?;
    let codes = statement.query_map([], |row| row.get(0))?;
    Ok(codes.collect::<rusqlite::Result<_>>()?)
}

/// The organisation's own rates by currency and first day; of the bin the newest first.
///
/// # Errors
/// Whatever SQLite reports.
pub fn own(conn: &Connection, bin: bool) -> Result<Vec<OrganisationRate>> {
    row::query(conn, &own_sql(bin), [])
}

/// One of the organisation's own rates, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<OrganisationRate> {
    let sql = format!("SELECT {COLUMNS} FROM organisation_rate WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "organisation_rate",
        id: id.to_owned(),
    })
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    let named = [ON, BETWEEN, BANK_ID, FIRST].map(str::to_owned);
    let own = [own_sql(false), own_sql(true)];
    own.into_iter().chain(named).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tests::fixture::{NOW, count, local, store};

    fn rate(currency: &str, day: Date, source: RateSource, value: &str) -> BankRate {
        BankRate {
            currency: currency.into(),
            effective_date: day,
            source,
            nominal: "1".parse().unwrap(),
            value: value.parse().unwrap(),
            bank_id: (source == RateSource::CbrXml).then(|| "R01235".into()),
            name: String::new(),
            fetched_at: Some(NOW),
        }
    }

    #[test]
    fn a_rate_that_comes_again_replaces_what_was_there() {
        let (_folder, store) = store();
        let day = date(2025, 10, 14);
        for value in ["80.1", "80.8548"] {
            let rates = [rate("USD", day, RateSource::CbrXml, value)];
            local(&store, |conn| keep(conn, &rates)).unwrap();
        }
        assert_eq!(count(&store, "bank_rate"), 1);
        let found = store.read(|conn| on(conn, "USD", day, RateSource::CbrXml));
        let found = found.unwrap().unwrap();
        assert_eq!(found.value.to_string(), "80.8548");
        let none = store.read(|conn| on(conn, "USD", day, RateSource::Ecb));
        assert!(none.unwrap().is_none());
    }

    #[test]
    fn a_day_that_cannot_be_stored_whole_leaves_nothing() {
        let (_folder, store) = store();
        let day = date(2025, 10, 14);
        let failed: Result<()> = local(&store, |conn| {
            keep(conn, &[rate("USD", day, RateSource::CbrXml, "80.8548")])?;
            Err(StoreError::DiskFull)
        });
        assert!(failed.is_err());
        assert_eq!(count(&store, "bank_rate"), 0);
    }

    #[test]
    fn a_series_comes_in_the_order_of_its_dates() {
        let (_folder, store) = store();
        let days = [date(2025, 10, 14), date(2019, 3, 9), date(2025, 10, 11)];
        let rates = days.map(|day| rate("USD", day, RateSource::CbrXml, "80"));
        local(&store, |conn| keep(conn, &rates)).unwrap();
        let mut seen = Vec::new();
        store
            .read(|conn| {
                every(conn, |stored| {
                    seen.push(stored.effective_date.to_owned());
                    Ok(())
                })
            })
            .unwrap();
        assert_eq!(seen, ["2019-03-09", "2025-10-11", "2025-10-14"]);
        let year = store.read(|conn| between(conn, "USD", date(2025, 1, 1), date(2025, 12, 31)));
        assert_eq!(year.unwrap().len(), 2);
        let oldest = store.read(|conn| first(conn, "USD")).unwrap();
        assert_eq!(oldest, Some(date(2019, 3, 9)));
        assert_eq!(store.read(|conn| first(conn, "EUR")).unwrap(), None);
        let id = store.read(|conn| bank_id(conn, "USD")).unwrap();
        assert_eq!(id.as_deref(), Some("R01235"));
    }

    #[test]
    fn currencies_in_use_are_found_without_reading_the_tables() {
        let (_folder, store) = store();
        assert!(store.read(in_use).unwrap().is_empty());
        store
            .write(NOW, |tx| {
                for (id, currency) in [("p1", "CNY"), ("p2", "CNY"), ("p3", "USD")] {
                    let mut product = crate::tests::fixture::product(id, "A", "x", None);
                    product.currency = currency.into();
                    tx.insert(&product)?;
                }
                let step = crate::Step::new("product.create", "product", None, "x");
                Ok::<_, StoreError>(((), step))
            })
            .unwrap();
        assert_eq!(store.read(in_use).unwrap(), ["CNY", "USD"]);
        let plan: Vec<String> = store
            .read(|conn| {
                let mut statement =
                    conn.prepare(&format!("EXPLAIN QUERY PLAN {}", in_use_sql()))?;
                let steps = statement.query_map([], |row| row.get(3))?;
                Ok::<_, StoreError>(steps.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        for table in USERS {
            let index = format!("INDEX {table}_currency");
            let by_index = plan.iter().filter(|step| step.contains(&index));
            assert_eq!(by_index.count(), 2, "{plan:?}");
            let scan = format!("SCAN {table} ");
            assert!(!plan.iter().any(|step| step.starts_with(&scan)), "{plan:?}");
        }
    }
}

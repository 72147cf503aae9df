//! The activity log: who did what and when, newest first, and what it changed.

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::error::{Result, StoreError};
use crate::list::{Listed, MAX_PAGE, iso};
use crate::row;

const DEFAULT_PAGE: u32 = 50;

/// An action of the log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct ActivityRow {
    n: i64,
    /// The action.
    pub id: String,
    /// When, ISO 8601.
    pub at: String,
    /// Who, as the person was called then; empty where the profile had no name.
    pub author: String,
    /// `noun.verb`.
    pub action: String,
    /// The table of what it was done to.
    pub entity: String,
    /// What it was done to, if one row.
    pub entity_id: Option<String>,
    /// A name to show.
    pub label: String,
    /// How many rows changed.
    pub rows: u32,
    seq: i64,
}

const COLUMNS: &str = concat!(
    "SELECT n, id, ",
    iso!("at"),
    " AS at, author, action, entity, entity_id, label, rows, seq FROM activity"
);

/// Which actions are asked for. A row says more than its table.
#[derive(Clone, Copy, Debug)]
pub enum Filter<'a> {
    /// All of them.
    Everything,
    /// Those done to rows of this table.
    Table(&'a str),
    /// Those done to this row.
    Row(&'a str),
}

impl Filter<'_> {
    fn condition(&self) -> &'static str {
        match self {
            Filter::Everything => "?1 = ''",
            Filter::Table(_) => "entity = ?1",
            Filter::Row(_) => "entity_id = ?1",
        }
    }

    fn value(&self) -> &str {
        match self {
            Filter::Everything => "",
            Filter::Table(value) | Filter::Row(value) => value,
        }
    }
}

fn page_sql(filter: Filter<'_>) -> String {
    format!(
        "{COLUMNS} WHERE {} AND n < ?2 ORDER BY n DESC LIMIT ?3",
        filter.condition()
    )
}

fn count_sql(filter: Filter<'_>) -> String {
    format!("SELECT count(*) FROM activity WHERE {}", filter.condition())
}

const ONE: &str = concat!(
    "SELECT n, id, ",
    iso!("at"),
    " AS at, author, action, entity, entity_id, label, rows, seq FROM activity WHERE id = :id"
);
const BEFORE: &str = "SELECT seq FROM activity WHERE n < :n ORDER BY n DESC LIMIT 1";
const SIZE: &str =
    "SELECT coalesce(sum(octet_length(ops)), 0) FROM outbox WHERE seq BETWEEN :first AND :last";
const OPS: &str = "SELECT ops FROM outbox WHERE seq BETWEEN :first AND :last ORDER BY seq";

/// A page of the log, newest first. `after` is the cursor of the page before; a `limit` of 0 means 50, and 500 is the
/// most.
///
/// # Errors
/// [`StoreError::BadCursor`], whatever SQLite reports.
pub fn page(
    conn: &Connection,
    filter: Filter<'_>,
    after: Option<&str>,
    limit: u32,
) -> Result<Listed<ActivityRow>> {
    let limit = match limit {
        0 => DEFAULT_PAGE,
        n => n.min(MAX_PAGE),
    };
    let before: i64 = match after {
        Some(cursor) => cursor.parse().map_err(|_| StoreError::BadCursor)?,
        None => i64::MAX,
    };
    let asked = (filter.value(), before, i64::from(limit) + 1);
    let mut rows: Vec<ActivityRow> = row::query(conn, &page_sql(filter), asked)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| last.n.to_string());
    let total = conn
        .prepare_cached(&count_sql(filter))?
        .query_row([filter.value()], |row| row.get(0))?;
    Ok(Listed {
        rows,
        next,
        total,
        total_is_minimum: false,
    })
}

/// An action.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<ActivityRow> {
    row::query_one(conn, ONE, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "activity",
        id: id.to_owned(),
    })
}

/// What an action changed, as operations of the outbox; none where they are larger than `most` bytes in all or no
/// longer kept.
///
/// # Errors
/// [`StoreError::Shape`] when an operation cannot be read, whatever SQLite reports.
pub fn operations(conn: &Connection, row: &ActivityRow, most: i64) -> Result<Vec<Value>> {
    let before: Option<i64> = conn
        .prepare_cached(BEFORE)?
        .query_row([row.n], |r| r.get(0))
        .optional()?;
    // Where the action before it is no longer in the log, the last group of this one has to do.
    let range = (before.map_or(row.seq, |seq| seq + 1), row.seq);
    let size: i64 = conn.prepare_cached(SIZE)?.query_row(range, |r| r.get(0))?;
    if size > most {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(OPS)?;
    let mut rows = statement.query(range)?;
    let mut ops = Vec::new();
    while let Some(group) = rows.next()? {
        let text = group.get_ref(0)?;
        let text = text
            .as_str()
            .map_err(|e| StoreError::Shape(e.to_string()))?;
        ops.extend(serde_json::from_str::<Vec<Value>>(text)?);
    }
    Ok(ops)
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    let mut queries: Vec<String> = [BEFORE, SIZE, OPS, ONE].map(str::to_owned).into();
    for filter in [Filter::Table("x"), Filter::Row("x")] {
        queries.extend([page_sql(filter), count_sql(filter)]);
    }
    queries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::fixture::{customer, set, step, store};
    use oferta_domain::entity::Customer;
    use oferta_domain::field::Entity;
    use serde_json::json;

    #[test]
    fn pages_show_every_action_once_the_newest_first() {
        let (_folder, store) = store();
        step(&store, |tx| tx.insert(&customer("c1", "0"))).unwrap();
        for i in 1..25 {
            let name = set(&[("name", json!(i.to_string()))]);
            step(&store, |tx| {
                tx.patch(Customer::TABLE, "c1", name).map(|_| ())
            })
            .unwrap();
        }
        for filter in [Filter::Everything, Filter::Table("customer")] {
            let (mut seen, mut after) = (Vec::new(), None::<String>);
            loop {
                let page = store
                    .read(|conn| page(conn, filter, after.as_deref(), 10))
                    .unwrap();
                assert_eq!(page.total, 25);
                seen.extend(page.rows);
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 25);
            assert!(seen.is_sorted_by(|a, b| a.n > b.n));
            let ops = store
                .read(|conn| operations(conn, &seen[0], 1_000))
                .unwrap();
            assert_eq!(ops[0]["was"]["name"], "23");
            let first = store
                .read(|conn| operations(conn, &seen[24], 1_000))
                .unwrap();
            assert_eq!(first[0]["ins"]["name"], "0");
            let too_large = store.read(|conn| operations(conn, &seen[0], 10)).unwrap();
            assert!(too_large.is_empty());
        }
        let nobody = store.read(|conn| page(conn, Filter::Row("nobody"), None, 0));
        assert_eq!(nobody.unwrap().total, 0);
        let foreign = store.read(|conn| page(conn, Filter::Everything, Some("x"), 0));
        assert!(matches!(foreign, Err(StoreError::BadCursor)));
    }
}

//! What went wrong on this device: the coded errors of the last 30 days, kept for diagnosis. Nothing of it is
//! synced.

use rusqlite::Connection;

use crate::error::{Result, StoreError};
use crate::list::{Listed, MAX_PAGE, iso};
use crate::row;

/// How long an error is kept: 30 days in milliseconds.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// The most errors that are kept: an error that repeats itself for ever must not fill the disk.
pub const MAX_ERRORS: i64 = 10_000;
const DEFAULT_PAGE: u32 = 200;

/// An error to be kept. Whoever makes it answers for what stands in it: no secret and no text of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewError {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The command that failed.
    pub command: &'static str,
    /// The code, `E3004`.
    pub code: &'static str,
    /// The field at fault.
    pub field: Option<String>,
    /// Parameters of the message, a JSON object of texts.
    pub params: String,
}

/// An error that was kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct KeptError {
    n: i64,
    /// When, ISO 8601.
    pub at: String,
    /// The command that failed.
    pub command: String,
    /// The code, `E3004`.
    pub code: String,
    /// The field at fault.
    pub field: Option<String>,
    /// Parameters of the message, a JSON object of texts.
    pub params: String,
}

const INSERT: &str = "INSERT INTO error_log (at, command, code, field, params) VALUES (:at, :command, :code, :field, :params)";
const FORGET_OLD: &str = "DELETE FROM error_log WHERE at < :oldest";
const FORGET_MANY: &str = "DELETE FROM error_log WHERE n <= (SELECT max(n) FROM error_log) - :most";
const PAGE: &str = concat!(
    "SELECT n, ",
    iso!("at"),
    " AS at, command, code, field, params FROM error_log WHERE n < :before ORDER BY n DESC LIMIT :limit"
);

/// Keeps errors, and forgets those that are older than 30 days or more than [`MAX_ERRORS`].
///
/// # Errors
/// Whatever SQLite reports.
pub fn keep(conn: &Connection, errors: &[NewError], now_ms: i64) -> Result<()> {
    let mut insert = conn.prepare_cached(INSERT)?;
    for error in errors {
        insert.execute((
            error.at,
            error.command,
            error.code,
            &error.field,
            &error.params,
        ))?;
    }
    conn.prepare_cached(FORGET_OLD)?
        .execute([now_ms - KEPT_MS])?;
    conn.prepare_cached(FORGET_MANY)?.execute([MAX_ERRORS])?;
    Ok(())
}

/// A page of the kept errors, the newest first. `after` is the cursor of the page before; a `limit` of 0 means
/// 200, and 500 is the most.
///
/// # Errors
/// [`StoreError::BadCursor`], whatever SQLite reports.
pub fn page(conn: &Connection, after: Option<&str>, limit: u32) -> Result<Listed<KeptError>> {
    let limit = match limit {
        0 => DEFAULT_PAGE,
        n => n.min(MAX_PAGE),
    };
    let before: i64 = match after {
        Some(cursor) => cursor.parse().map_err(|_| StoreError::BadCursor)?,
        None => i64::MAX,
    };
    let mut rows: Vec<KeptError> = row::query(conn, PAGE, (before, i64::from(limit) + 1))?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| last.n.to_string());
    let total = conn
        .prepare_cached("SELECT count(*) FROM error_log")?
        .query_row([], |row| row.get(0))?;
    Ok(Listed {
        rows,
        next,
        total,
        total_is_minimum: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::fixture::{NOW, count, local, store};

    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

    fn error(at: i64, code: &'static str) -> NewError {
        NewError {
            at,
            command: "quote.edit",
            code,
            field: None,
            params: "{}".into(),
        }
    }

    #[test]
    fn errors_are_kept_for_thirty_days() {
        let (_folder, store) = store();
        let old = error(NOW, "E3004");
        local(&store, |conn| keep(conn, &[old], NOW)).unwrap();
        local(&store, |conn| keep(conn, &[], NOW + 30 * DAY_MS)).unwrap();
        assert_eq!(count(&store, "error_log"), 1);
        local(&store, |conn| keep(conn, &[], NOW + 30 * DAY_MS + 1)).unwrap();
        assert_eq!(count(&store, "error_log"), 0);
    }

    #[test]
    fn an_error_that_repeats_itself_does_not_fill_the_disk() {
        let (_folder, store) = store();
        let first = error(NOW, "E3002");
        let loops = vec![error(NOW, "E3004"); 4_000];
        local(&store, |conn| keep(conn, &[first], NOW)).unwrap();
        for _ in 0..3 {
            local(&store, |conn| keep(conn, &loops, NOW)).unwrap();
        }
        assert_eq!(count(&store, "error_log"), MAX_ERRORS);
        let last = store.read(|conn| page(conn, None, 1)).unwrap();
        assert_eq!((last.total, &*last.rows[0].code), (10_000, "E3004"));
    }

    #[test]
    fn pages_show_every_error_once_the_newest_first() {
        let (_folder, store) = store();
        let errors: Vec<_> = (0..25).map(|i| error(NOW + i, "E3004")).collect();
        local(&store, |conn| keep(conn, &errors, NOW)).unwrap();
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = store.read(|conn| page(conn, after.as_deref(), 10)).unwrap();
            assert_eq!(page.total, 25);
            seen.extend(page.rows.into_iter().map(|row| row.at));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 25);
        assert!(seen.is_sorted_by(|a, b| a > b), "{seen:?}");
        for cursor in ["", "x", "1.5", "[1]"] {
            let refused = store.read(|conn| page(conn, Some(cursor), 10));
            assert!(matches!(refused, Err(StoreError::BadCursor)), "{cursor}");
        }
    }

    #[test]
    fn no_query_reads_the_whole_log() {
        let (_folder, store) = store();
        for sql in [PAGE, FORGET_OLD, FORGET_MANY] {
            let plan = store
                .read(|conn| {
                    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                    let blank = vec![0; statement.parameter_count()];
                    let steps = statement
                        .query_map(rusqlite::params_from_iter(blank), |r| r.get::<_, String>(3))?;
                    Ok::<_, StoreError>(steps.collect::<rusqlite::Result<Vec<_>>>()?.join("; "))
                })
                .unwrap();
            assert!(
                !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"),
                "{sql}\n{plan}"
            );
        }
    }
}

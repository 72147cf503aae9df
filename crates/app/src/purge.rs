//! Rows that go for good: when a person says so, and once a day what has been in the bin for long enough.

use oferta_domain::entity::{Customer, LineTemplate, Product, Quote, Supplier, Terms};
use oferta_domain::field::{Entity, TableDef};
use oferta_store::{Step, StoreError, local, purge as purged};

use crate::api::common::{Changed, Nothing};
use crate::api::workspace::{BinTable, Purge};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::patch::check_count;
use crate::workspace;

/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The day on which the bin was last looked through.
const PURGED_ON: &str = "purged_on";
/// What time it was for the bin then, in milliseconds since 1970.
const BIN_TIME: &str = "bin_time";
/// The time of the bin goes no further than this from one look to the next.
const MOST_BETWEEN_LOOKS: i64 = 2 * DAY_MS;
/// Rows of one transaction: a keystroke must not wait for a whole bin.
const AT_ONCE: usize = 50;
/// What is out of date when rows are gone.
const TAGS: [&str; 10] = [
    "quote",
    "customer",
    "supplier",
    "product",
    "template",
    "line_template",
    "quote_note",
    "attachment",
    "reminder",
    "history",
];

/// `bin.purge`.
pub(crate) fn purge(open: &Open, request: Purge) -> Result<Changed> {
    check_count(request.ids.len())?;
    let (table, action, label) = match request.table {
        BinTable::Quote => (Quote::TABLE, "quote.purge", "label"),
        BinTable::Customer => (Customer::TABLE, "customer.purge", "name"),
        BinTable::Supplier => (Supplier::TABLE, "supplier.purge", "name"),
        BinTable::Product => (Product::TABLE, "product.purge", "name"),
        BinTable::Template => (Terms::TABLE, "template.purge", "name"),
        BinTable::LineTemplate => (LineTemplate::TABLE, "line_template.purge", "name"),
    };
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let mut name = String::new();
        for id in &request.ids {
            if purged::is_used(tx.conn(), table, id)? {
                return Err(AppError::new(Code::StillUsed));
            }
            let kind = if table.name == "terms" {
                "kind"
            } else {
                "'template'"
            };
            let sql = format!("SELECT {label}, {kind} FROM {} WHERE id = ?", table.name);
            let found: std::result::Result<(String, String), _> =
                tx.conn()
                    .query_row(&sql, [id], |row| Ok((row.get(0)?, row.get(1)?)));
            match found {
                Ok((called, kind)) if kind == "template" => name = called,
                // The terms of a quote have no bin of their own.
                _ => return Err(AppError::new(Code::NotFound)),
            }
        }
        purged::purge(tx, table, &request.ids)?;
        let one = (request.ids.len() == 1).then(|| request.ids[0].as_str());
        let label = one.map_or("", |_| name.as_str());
        Ok(((), for_good(Step::new(action, table.name, one, label))))
    })?;
    Ok(Changed {
        undo: None,
        rows: done.rows,
    })
}

/// It cannot be undone, and may go to colleagues in several groups.
fn for_good(mut step: Step) -> Step {
    step.undoable = false;
    step.bulk = true;
    step
}

/// Once a day, removes what has been in the bin for as long as the settings say. What others still name stays.
///
/// A clock that is set far ahead must not empty the bin for good: the time of the bin follows it by two days a look.
///
/// # Errors
/// Whatever the store answers; it is tried again at the next look at the clock.
pub(crate) fn daily(open: &Open) -> Result<()> {
    let today = open.host.today().to_string();
    let last = open.store.read(|conn| local::setting(conn, PURGED_ON))?;
    if last.as_deref() == Some(&today) {
        return Ok(());
    }
    let days = workspace::settings(open, Nothing {})?.bin_days;
    let last = open.store.read(|conn| local::setting(conn, BIN_TIME))?;
    let last = last.and_then(|time| time.parse::<i64>().ok());
    let now = open.now_ms();
    let now = last.map_or(now, |last| now.min(last.saturating_add(MOST_BETWEEN_LOOKS)));
    if days > 0 {
        let before = now - i64::from(days) * DAY_MS;
        let mut gone = 0;
        for table in purged::TABLES {
            gone += purge_expired(open, table, before)?;
        }
        if gone > 0 {
            open.host.stale(&TAGS);
        }
    }
    Ok(open.store.write_local(|conn| {
        local::set_setting(conn, BIN_TIME, &now.to_string())?;
        local::set_setting(conn, PURGED_ON, &today)
    })?)
}

fn purge_expired(open: &Open, table: &'static TableDef, before_ms: i64) -> Result<u32> {
    let ids = open
        .store
        .read(|conn| purged::expired(conn, table, before_ms))?;
    let mut rows = 0;
    for some in ids.chunks(AT_ONCE) {
        let (_, done) = open.store.write(open.now_ms(), |tx| {
            let mut free = Vec::with_capacity(some.len());
            for id in some {
                if !purged::is_used(tx.conn(), table, id)? {
                    free.push(id.clone());
                }
            }
            purged::purge(tx, table, &free)?;
            let step = Step::new("bin.purge", table.name, None, "");
            Ok::<_, StoreError>(((), for_good(step)))
        })?;
        rows += done.rows;
    }
    Ok(rows)
}

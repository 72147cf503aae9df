//! What belongs to this device alone: settings and drafts.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// How long a draft is kept: 30 days in milliseconds.
const DRAFT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// The most drafts that are answered at once.
pub const MOST_DRAFTS: usize = 500;

/// The device: id of the store, id of the device, label.
///
/// # Errors
/// Whatever SQLite reports.
pub fn device(conn: &Connection) -> Result<(String, String, String)> {
    Ok(
        conn.query_row("SELECT store_id, device_id, label FROM device", [], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })?,
    )
}

/// One setting.
///
/// # Errors
/// Whatever SQLite reports.
pub fn setting(conn: &Connection, name: &str) -> Result<Option<String>> {
    Ok(conn
        .query_row("SELECT value FROM setting WHERE name = ?", [name], |r| {
            r.get(0)
        })
        .optional()?)
}

/// Sets a setting.
///
/// # Errors
/// Whatever SQLite reports.
pub fn set_setting(conn: &Connection, name: &str, value: &str) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute((name, value))?;
    Ok(())
}

/// Keeps a text that is being typed; an empty one is forgotten. Drafts older than 30 days go.
///
/// # Errors
/// Whatever SQLite reports.
pub fn set_draft(conn: &Connection, place: &str, text: &str, now_ms: i64) -> Result<()> {
    if text.is_empty() {
        conn.prepare_cached("DELETE FROM draft WHERE place = ? OR at < ?")?
            .execute((place, now_ms - DRAFT_MS))?;
    } else {
        conn.prepare_cached(
            "INSERT INTO draft (place, text, at) VALUES (?1, ?2, ?3) ON CONFLICT (place) DO UPDATE SET text = ?2, at = ?3",
        )?
        .execute((place, text, now_ms))?;
    }
    Ok(())
}

/// Drafts whose place begins with `prefix` and comes behind `after`: place and text, at most [`MOST_DRAFTS`].
///
/// # Errors
/// Whatever SQLite reports.
pub fn drafts(conn: &Connection, prefix: &str, after: &str) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT place, text FROM draft WHERE substr(place, 1, length(?1)) = ?1 AND place > ?2 \
         ORDER BY place LIMIT {MOST_DRAFTS}"
    ))?;
    let rows = statement.query_map([prefix, after], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

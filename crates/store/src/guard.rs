//! Development and tests only: a commit that changed a synced row without an outbox row is aborted.
//!
//! The release build does not install it; the write path makes such a commit impossible to write by mistake,
//! and this proves it in every test.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use oferta_domain::entity;
use rusqlite::Connection;
use rusqlite::hooks::Action;

use crate::error::Result;

/// Installs the guard on the writer.
pub(crate) fn install(conn: &mut Connection) -> Result<()> {
    let synced = Arc::new(AtomicBool::new(false));
    let logged = Arc::new(AtomicBool::new(false));
    let (s, l) = (synced.clone(), logged.clone());
    conn.update_hook(Some(
        move |action: Action, _database: &str, table: &str, _row: i64| {
            if entity::table(table).is_some() {
                s.store(true, Ordering::Relaxed);
            }
            if table == "outbox" && action == Action::SQLITE_INSERT {
                l.store(true, Ordering::Relaxed);
            }
        },
    ))?;
    let (s, l) = (synced.clone(), logged.clone());
    conn.commit_hook(Some(move || {
        let changed = s.swap(false, Ordering::Relaxed);
        let logged = l.swap(false, Ordering::Relaxed);
        changed && !logged
    }))?;
    conn.rollback_hook(Some(move || {
        synced.store(false, Ordering::Relaxed);
        logged.store(false, Ordering::Relaxed);
    }))?;
    Ok(())
}

//! Opening a connection: the key first, then every setting, then reading the settings back.

use std::path::Path;

use oferta_domain::collate;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};
use rust_decimal::Decimal;

use crate::ending::{self, OpenConnection};
use crate::error::{Result, StoreError};
use crate::key::StoreKey;
use crate::search;

/// What every connection runs with, and must read back.
///
/// WAL with `synchronous=FULL`: what was committed survives power loss. Memory for temporary tables: nothing
/// unencrypted reaches the disk. No `mmap`: a corrupt page must not be amplified.
const SETTINGS: [(&str, &str, &str); 6] = [
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("fullfsync", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
];

/// How long a statement waits for another connection of this process.
const BUSY_MS: u32 = 5_000;

/// Opens the file with the key and every setting.
///
/// # Errors
/// [`StoreError::WrongKey`] when the key does not open the file, [`StoreError::Setting`] when a setting does
/// not hold, and whatever SQLite reports.
pub(crate) fn open(path: &Path, key: &StoreKey) -> Result<OpenConnection> {
    let _under_way = ending::put_off();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(path, flags)?;
    ending::watch();
    conn.pragma_update(None, "key", format!("x'{}'", key.hex()))?;
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    conn.busy_timeout(std::time::Duration::from_millis(u64::from(BUSY_MS)))?;
    for (name, wanted, _) in SETTINGS {
        conn.pragma_update_and_check(None, name, wanted, |_| Ok(()))
            .or_else(|e| match e {
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                other => Err(other),
            })?;
    }
    conn.pragma_update(None, "cache_size", -8_000)?;
    for (name, wanted, read_back) in SETTINGS {
        let found: String = conn.pragma_query_value(None, name, |row| {
            let value = row.get_ref(0)?;
            Ok(match value {
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                other => other.as_str().unwrap_or_default().to_owned(),
            })
        })?;
        if found != read_back {
            return Err(StoreError::Setting {
                name,
                wanted,
                found,
            });
        }
    }
    conn.create_collation("names", collate::compare)?;
    conn.create_collation("decimals", compare_decimals)?;
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("search_text", -1, flags, |ctx| {
        let mut parts = Vec::with_capacity(ctx.len());
        for i in 0..ctx.len() {
            parts.push(ctx.get_raw(i).as_str_or_null()?.unwrap_or_default());
        }
        Ok(search::indexed_text(&parts))
    })?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(OpenConnection::new(conn))
}

/// Exact order of decimals kept as text; what is no decimal (an empty text) comes first.
fn compare_decimals(a: &str, b: &str) -> std::cmp::Ordering {
    a.parse::<Decimal>().ok().cmp(&b.parse::<Decimal>().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_sort_by_value() {
        let mut texts = ["10", "9.5", "", "1000000000000.01", "9.50", "-3"];
        texts.sort_by(|a, b| compare_decimals(a, b));
        assert_eq!(texts, ["", "-3", "9.5", "9.50", "10", "1000000000000.01"]);
    }

    #[test]
    fn the_file_is_unreadable_without_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let conn = open(&path, &StoreKey::from_bytes([1; 32])).unwrap();
        conn.execute_batch(
            "CREATE TABLE t (secret TEXT); INSERT INTO t VALUES ('видимая строка');",
        )
        .unwrap();
        conn.pragma_query_value(None, "wal_checkpoint", |_| Ok(()))
            .unwrap();
        drop(conn);
        let bytes = std::fs::read(&path).unwrap();
        assert!(
            !bytes.windows(6).any(|w| w == b"SQLite"),
            "the header stands in the open"
        );
        assert!(!bytes.windows(14).any(|w| w == "видимая".as_bytes()));
        assert!(matches!(
            open(&path, &StoreKey::from_bytes([2; 32])),
            Err(StoreError::WrongKey)
        ));
    }
}

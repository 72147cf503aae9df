//! Files of quotes: what they are called, and their bytes.
//!
//! The bytes stand in the store itself, in chunks under the hash of the whole, so that they are encrypted, backed up and
//! rolled back with everything else. They are written chunk by chunk, each in a transaction of its own, because a
//! keystroke must not wait for ten megabytes; what was not finished is swept away at the next start.

use oferta_domain::entity::Attachment;
use rusqlite::Connection;

use crate::error::{Result, StoreError};
use crate::row;
use crate::store::Store;

/// Bytes of a chunk: a few milliseconds of writing.
const CHUNK: usize = 512 * 1024;

const COLUMNS: &str = "id, quote_id, name, bytes, hash, author, added_at";
const LENGTH: &str = "SELECT coalesce(sum(length(bytes)), 0) FROM file_chunk WHERE hash = :hash";
const CHUNKS: &str = "SELECT bytes FROM file_chunk WHERE hash = :hash ORDER BY no";

fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM attachment WHERE quote_id = :quote_id AND deleted_at IS NULL ORDER BY added_at, id"
    )
}

/// The files of a quote in the order they were added.
///
/// # Errors
/// Whatever SQLite reports.
pub fn list(conn: &Connection, quote_id: &str) -> Result<Vec<Attachment>> {
    row::query(conn, &list_sql(), [quote_id])
}

/// A file, in the bin or not.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(conn: &Connection, id: &str) -> Result<Attachment> {
    let sql = format!("SELECT {COLUMNS} FROM attachment WHERE id = :id");
    row::query_one(conn, &sql, [id])?.ok_or_else(|| StoreError::NotFound {
        table: "attachment",
        id: id.to_owned(),
    })
}

/// The name under which bytes are kept: BLAKE3 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Keeps bytes under their hash; nothing is written when they are there already.
///
/// # Errors
/// [`StoreError::DiskFull`], whatever SQLite reports; what was written by then is swept away at the next start.
pub fn keep(store: &Store, bytes: &[u8]) -> Result<String> {
    let hash = hash(bytes);
    if store.read(|conn| content(conn, &hash))?.is_some() {
        return Ok(hash);
    }
    for (no, chunk) in (0..).zip(bytes.chunks(CHUNK)) {
        store.write_local(|conn| put(conn, &hash, no, chunk))?;
    }
    Ok(hash)
}

fn put(conn: &Connection, hash: &str, no: i64, chunk: &[u8]) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO file_chunk (hash, no, bytes) VALUES (?, ?, ?)")?
        .execute((hash, no, chunk))?;
    Ok(())
}

/// Keeps bytes that were kept once more where they are no longer all there: another file of the same bytes may have
/// gone for good meanwhile. In the step that names them nothing can come between.
///
/// # Errors
/// Whatever SQLite reports.
pub fn keep_still(conn: &Connection, hash: &str, bytes: &[u8]) -> Result<()> {
    let there: i64 = conn
        .prepare_cached(LENGTH)?
        .query_row([hash], |row| row.get(0))?;
    if usize::try_from(there).is_ok_and(|there| there == bytes.len()) {
        return Ok(());
    }
    let mut chunks = (0..).zip(bytes.chunks(CHUNK));
    chunks.try_for_each(|(no, chunk)| put(conn, hash, no, chunk))
}

/// The bytes of a hash; none where they are not all there.
///
/// # Errors
/// Whatever SQLite reports.
pub fn content(conn: &Connection, wanted: &str) -> Result<Option<Vec<u8>>> {
    let mut statement = conn.prepare_cached(CHUNKS)?;
    let mut rows = statement.query([wanted])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        let chunk = row.get_ref(0)?;
        bytes.extend_from_slice(
            chunk
                .as_blob()
                .map_err(|e| StoreError::Shape(e.to_string()))?,
        );
    }
    Ok(Some(bytes).filter(|bytes| !bytes.is_empty() && hash(bytes) == wanted))
}

/// Removes the bytes of a hash, unless another file names them.
///
/// # Errors
/// Whatever SQLite reports.
pub(crate) fn release(conn: &Connection, hash: &str) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM file_chunk WHERE hash = :hash AND NOT EXISTS (SELECT 1 FROM attachment WHERE hash = :hash)",
    )?
    .execute([hash])?;
    Ok(())
}

/// Removes bytes that no file names, in the bin or not. Only while no file is being added.
///
/// # Errors
/// Whatever SQLite reports.
pub fn sweep(conn: &Connection) -> Result<()> {
    conn.execute(
        "DELETE FROM file_chunk WHERE NOT EXISTS (SELECT 1 FROM attachment a WHERE a.hash = file_chunk.hash)",
        [],
    )?;
    Ok(())
}

#[cfg(test)]
pub(crate) fn queries() -> Vec<String> {
    vec![list_sql(), CHUNKS.into(), LENGTH.into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::fixture::{count, local, store};

    fn noise(length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        blake3::Hasher::new().finalize_xof().fill(&mut bytes);
        bytes
    }

    #[test]
    fn bytes_come_back_as_they_were() {
        let (_folder, store) = store();
        for length in [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let bytes = noise(length);
            let hash = keep(&store, &bytes).unwrap();
            let back = store.read(|conn| content(conn, &hash)).unwrap();
            assert!(back == Some(bytes), "{length}");
        }
        let chunks = count(&store, "file_chunk");
        keep(&store, &noise(3 * CHUNK)).unwrap();
        assert_eq!(count(&store, "file_chunk"), chunks, "kept twice");
        let nobody = store.read(|conn| content(conn, "nobody")).unwrap();
        assert_eq!(nobody, None);
    }

    #[test]
    fn bytes_that_are_not_all_there_are_not_given_out_and_swept() {
        let (_folder, store) = store();
        let hash = keep(&store, &noise(3 * CHUNK)).unwrap();
        local(&store, |conn| {
            conn.execute("DELETE FROM file_chunk WHERE no = 1", [])?;
            Ok(())
        })
        .unwrap();
        assert_eq!(store.read(|conn| content(conn, &hash)).unwrap(), None);
        local(&store, sweep).unwrap();
        assert_eq!(count(&store, "file_chunk"), 0);
    }

    #[test]
    fn bytes_that_went_with_another_file_are_kept_again() {
        let (_folder, store) = store();
        let bytes = noise(2 * CHUNK + 1);
        let hash = keep(&store, &bytes).unwrap();
        local(&store, |conn| {
            release(conn, &hash)?;
            keep_still(conn, &hash, &bytes)
        })
        .unwrap();
        let back = store.read(|conn| content(conn, &hash)).unwrap();
        assert!(back == Some(bytes));
    }

    #[test]
    fn a_full_disk_is_said_and_can_be_tried_again() {
        let (_folder, store) = store();
        let limit = |pages: i64| {
            local(&store, |conn| {
                conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
                Ok(())
            })
            .unwrap();
        };
        limit(400);
        let full = keep(&store, &noise(6 * CHUNK));
        assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
        limit(1_000_000);
        let hash = keep(&store, &noise(6 * CHUNK)).unwrap();
        assert!(store.read(|conn| content(conn, &hash)).unwrap().is_some());
    }
}

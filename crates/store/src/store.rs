//! The open store: one writer, pooled readers, an exclusive lock on the folder.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use rusqlite::{Connection, TransactionBehavior};

use crate::connection;
use crate::ending::{self, OpenConnection};
use crate::error::{Result, StoreError};
use crate::guard;
use crate::key::StoreKey;
use crate::migrate::{self, MIGRATIONS};
use crate::write::{Step, StepDone, WriteTx, new_id};

/// Name of the store file in its folder.
pub const STORE_FILE: &str = "oferta.db";
const LOCK_FILE: &str = "oferta.lock";
const POOLED_READERS: usize = 3;

/// The open store.
pub struct Store {
    path: PathBuf,
    key: StoreKey,
    writer: Mutex<OpenConnection>,
    readers: Mutex<Vec<OpenConnection>>,
    steps: AtomicU64,
    /// Held as long as the store is open: a second process is told so instead of sharing the file.
    _lock: Lock,
}

impl Store {
    /// Makes the store of a folder.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when there is one; whatever the file system and SQLite report.
    pub fn create(folder: &Path, key: StoreKey, store_id: &str, now_ms: i64) -> Result<Store> {
        fs::create_dir_all(folder)?;
        if folder.join(STORE_FILE).exists() {
            return Err(StoreError::Exists);
        }
        Store::connect(folder, key, store_id, now_ms)
    }

    /// Opens the store of a folder and brings it up to date. `store_id` is for a store that has none yet.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing in the file was changed when this fails.
    pub fn open(folder: &Path, key: StoreKey, store_id: &str, now_ms: i64) -> Result<Store> {
        if !folder.join(STORE_FILE).exists() {
            return Err(StoreError::Io(std::io::ErrorKind::NotFound.into()));
        }
        Store::connect(folder, key, store_id, now_ms)
    }

    fn connect(folder: &Path, key: StoreKey, store_id: &str, now_ms: i64) -> Result<Store> {
        let _under_way = ending::put_off();
        let lock = lock(folder)?;
        let path = folder.join(STORE_FILE);
        let mut writer = connection::open(&path, &key)?;
        migrate::migrate(&mut writer, MIGRATIONS, now_ms)?;
        make_device(&writer, store_id, now_ms)?;
        if cfg!(debug_assertions) {
            guard::install(&mut writer)?;
        }
        Ok(Store {
            path,
            key,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            steps: AtomicU64::new(0),
            _lock: lock,
        })
    }

    /// The key, for the recovery screen.
    pub fn key(&self) -> &StoreKey {
        &self.key
    }

    /// Reads from a connection that never waits for the writer and sees one moment of the store.
    ///
    /// # Errors
    /// Whatever `read` answers, or SQLite when a connection cannot be opened.
    pub fn read<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let _under_way = ending::put_off();
        let pooled = self.readers.lock().pop();
        let conn = match pooled {
            Some(conn) => conn,
            None => {
                let conn = connection::open(&self.path, &self.key)?;
                conn.pragma_update(None, "query_only", "ON")
                    .map_err(StoreError::from)?;
                conn
            }
        };
        let tx = conn.unchecked_transaction().map_err(StoreError::from)?;
        let result = read(&tx);
        drop(tx);
        let mut readers = self.readers.lock();
        if readers.len() < POOLED_READERS {
            readers.push(conn);
        }
        result
    }

    /// Runs a step in one transaction and commits it. When this returns, the step is on the disk.
    ///
    /// # Errors
    /// Whatever `change` answers, or SQLite; then nothing was changed.
    pub fn write<T, E: From<StoreError>>(
        &self,
        now_ms: i64,
        change: impl FnOnce(&mut WriteTx<'_>) -> std::result::Result<(T, Step), E>,
    ) -> std::result::Result<(T, StepDone), E> {
        let _under_way = ending::put_off();
        let mut writer = self.writer.lock();
        let tx = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let mut write = WriteTx::new(&tx, now_ms);
        let (value, step) = change(&mut write)?;
        let done = write.finish(&step)?;
        tx.commit().map_err(StoreError::from)?;
        self.steps.fetch_add(1, Ordering::Release);
        Ok((value, done))
    }

    /// How many steps were committed since the store was opened. What was read under a number is what the store
    /// holds for as long as the number stands; inside [`Store::write`] it cannot change.
    pub fn steps(&self) -> u64 {
        self.steps.load(Ordering::Acquire)
    }

    /// Changes what belongs to this device alone: settings, drafts, counters, the history itself.
    ///
    /// # Errors
    /// Whatever `change` answers, or SQLite; then nothing was changed.
    pub fn write_local<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let _under_way = ending::put_off();
        let mut writer = self.writer.lock();
        let tx = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = change(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Writes the log back into the file, so that the folder holds one file with everything.
    ///
    /// # Errors
    /// Whatever SQLite reports.
    pub fn checkpoint(&self) -> Result<()> {
        let _under_way = ending::put_off();
        self.readers.lock().clear();
        self.writer
            .lock()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Lets the planner look at the tables it lacks figures for; cheap when there is nothing to do.
    ///
    /// # Errors
    /// Whatever SQLite reports.
    pub fn optimise(&self) -> Result<()> {
        let _under_way = ending::put_off();
        self.writer.lock().execute_batch("PRAGMA optimize")?;
        Ok(())
    }

    /// Checks every page and every reference.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with what was found.
    pub fn check(&self) -> Result<()> {
        self.read(|conn| {
            for pragma in [
                "cipher_integrity_check",
                "integrity_check",
                "foreign_key_check",
            ] {
                let mut statement = conn.prepare(&format!("PRAGMA {pragma}"))?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let found = row.get_ref(0)?.as_str().unwrap_or(pragma).to_owned();
                    if found != "ok" {
                        return Err(StoreError::Corrupt(found));
                    }
                }
            }
            Ok(())
        })
    }
}

/// Gives a store its device, unless it has one: a start that was killed may have left it out.
fn make_device(writer: &Connection, store_id: &str, now_ms: i64) -> Result<()> {
    if writer.query_row("SELECT EXISTS (SELECT 1 FROM device)", [], |row| row.get(0))? {
        return Ok(());
    }
    let device_id = new_id(now_ms);
    let label = format!("D{}", &device_id[device_id.len() - 2..].to_uppercase());
    writer.execute(
        "INSERT INTO device (one, store_id, device_id, label) VALUES (1, ?, ?, ?)",
        (store_id, device_id, label),
    )?;
    Ok(())
}

/// The exclusive lock on the folder.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process that is just being started has a copy of the handle
        // until it runs its own program, and would keep the lock. A failure leaves it to that closing.
        let released = self.0.unlock();
        drop(released);
    }
}

fn lock(folder: &Path) -> Result<Lock> {
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
        Err(TryLockError::Error(e)) => Err(e.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_store_is_free_though_a_copy_of_its_lock_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        assert!(matches!(lock(folder.path()), Err(StoreError::Busy)));
        // What a child process holds between fork and exec.
        let copy = held.0.try_clone().unwrap();
        drop(held);
        lock(folder.path()).unwrap();
        drop(copy);
    }
}

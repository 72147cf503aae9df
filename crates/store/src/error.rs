//! What can go wrong with the store.

use rusqlite::ffi::ErrorCode;

/// Shorthand for results of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What can go wrong with the store. The application maps each variant to a code once.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open the file.
    #[error("the key does not open the store")]
    WrongKey,
    /// The file is damaged.
    #[error("the store is damaged: {0}")]
    Corrupt(String),
    /// The file was made by a newer program: its compatibility level and the one this program knows.
    #[error("the store has compatibility level {found}, this program knows {known}")]
    Newer {
        /// Level of the file.
        found: i64,
        /// Level of this program.
        known: i64,
    },
    /// A landed migration is not the one that was applied.
    #[error("migration {0} differs from the one that was applied")]
    MigrationChanged(u32),
    /// A setting read back after opening is not what was set.
    #[error("setting {name} is {found}, not {wanted}")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// What was set.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// Another process uses the file.
    #[error("the store is in use")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The file or folder cannot be written.
    #[error("the store cannot be written: {0}")]
    ReadOnly(String),
    /// There is a store where one was to be made.
    #[error("there is a store already")]
    Exists,
    /// No row has this id.
    #[error("no {table} {id}")]
    NotFound {
        /// The table.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// The row is in the bin.
    #[error("{table} {id} is in the bin")]
    InBin {
        /// The table.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// The row is not in the bin.
    #[error("{table} {id} is not in the bin")]
    NotInBin {
        /// The table.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// A value differs from what the step to be undone left behind.
    #[error("{table} {id} has changed since")]
    UndoConflict {
        /// The table.
        table: String,
        /// The row.
        id: String,
    },
    /// The named history step is not the next one.
    #[error("the step is not the next one")]
    StepGone,
    /// A list was asked for a sort it does not have.
    #[error("no sort {0}")]
    BadSort(String),
    /// A page cursor that no list gave.
    #[error("not a page cursor")]
    BadCursor,
    /// The wrapped key or its file is malformed.
    #[error("the key file is broken: {0}")]
    KeyFile(String),
    /// Another failure of SQLite.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// Another failure of the file system.
    #[error("file: {0}")]
    Io(std::io::Error),
    /// A row does not have the shape the program expects.
    #[error("row: {0}")]
    Shape(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::ReadOnly(error.to_string())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt(error.to_string()),
            Some(ErrorCode::NotADatabase) => StoreError::WrongKey,
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded => StoreError::DiskFull,
            K::PermissionDenied | K::ReadOnlyFilesystem => StoreError::ReadOnly(error.to_string()),
            _ => StoreError::Io(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Shape(error.to_string())
    }
}

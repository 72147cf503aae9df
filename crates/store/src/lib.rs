//! The local store: one encrypted SQLite file that holds everything a manager sees.
//!
//! - [`key`] and [`keeper`]: the key of the file, its recovery text, and where it is kept.
//! - [`Store`]: opening with every safety setting read back, one writer and pooled readers.
//! - [`WriteTx`]: the one write path. Rows, outbox group, activity row and undo step commit together or not at
//!   all (invariants 4 and 5); COMMIT is the acknowledgement.
//! - the repositories: [`customer`], [`product`], [`supplier`], [`quote`], [`terms`], [`rate`], [`dated`],
//!   [`revision`], [`note`], [`activity`], each with the SQL of its tables.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)
)]

pub mod activity;
pub mod attachment;
mod connection;
pub mod customer;
pub mod dated;
mod ending;
mod error;
pub mod error_log;
mod guard;
pub mod history;
pub mod keeper;
pub mod key;
pub mod line_template;
pub mod list;
pub mod local;
mod migrate;
pub mod note;
pub mod product;
pub mod purge;
pub mod quote;
pub mod rate;
pub mod reminder;
pub mod revision;
pub mod row;
pub mod search;
mod store;
pub mod supplier;
pub mod terms;
mod write;

pub use error::{Result, StoreError};
pub use rusqlite::Connection;
pub use store::{STORE_FILE, Store};
pub use write::{Step, StepDone, WriteTx, is_living, new_id, stable_id};

#[cfg(test)]
mod tests;

//! What the business is made of: customers, products, quotes and the rules that hold for them everywhere.
//!
//! Nothing here reads a clock, a file or a random source, and no money or quantity is a float
//! (invariant 3 of the architecture): ids and times are handed in, so every rule can be replayed.
//!
//! - [`entity`]: the rows of the store, one struct per table, with the class of every field.
//! - [`currency`]: decimals of currencies.
//! - [`decimal`]: exact numbers that cross every boundary as text.
//! - [`status`]: the states of a quote and the commands that move it.
//! - [`requisites`]: check digits of Russian requisites.
//! - [`validate`]: what an entity must satisfy before it may be saved.
//! - [`collate`]: the order in which people expect names to stand.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod collate;
pub mod currency;
pub mod decimal;
pub mod entity;
pub mod field;
pub mod requisites;
pub mod status;
pub mod validate;

pub use decimal::Dec;
pub use field::{FieldClass, FieldDef, TableDef};

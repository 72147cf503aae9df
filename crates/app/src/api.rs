//! The types that cross to the screens: requests and responses of the command table.
//!
//! Entities themselves come from [`oferta_domain::entity`]; what stands here is how they are asked for.

pub mod attachment;
pub mod catalog;
pub mod common;
pub mod compare;
pub mod copy;
pub mod desk;
pub mod diagnostics;
pub mod document;
pub mod import;
pub mod line_template;
pub mod quote;
pub mod quote_edit;
pub mod rates;
pub mod reminder;
pub mod revision;
pub mod terms;
pub mod workspace;

//! The application without its window: every command of the screens, served to whoever asks.
//!
//! The Tauri shell and the test host both hold an [`App`] and pass commands to [`App::rpc`]. What the outside
//! must offer (a keychain, opening files) stands behind [`Host`]. No command waits for the network but those that the
//! table marks as online; what comes from there comes by a worker of its own.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod access;
mod activity;
pub mod api;
mod app;
mod attachment;
mod basis;
mod catalog;
pub mod command;
mod copy;
mod currency;
mod dated;
mod diagnostics;
mod document;
pub mod error;
mod history;
mod host;
mod import;
mod line_template;
mod note;
mod parties;
mod patch;
mod preview;
mod prices;
mod purge;
mod quote;
mod quote_edit;
mod quote_view;
mod rates;
mod reminder;
mod revision;
mod sample;
mod sheet;
mod template;
mod terms;
mod trace;
mod typescript;
mod validation;
mod workspace;

pub use app::{App, RateOptions, StartOptions};
pub use command::{COMMANDS, CommandInfo};
pub use host::{Host, HostError, Keychain, KeychainError, Notice, Taken};
pub use oferta_rates::{Clock, Settings as Banks, SystemClock, fetch::Proxy};
pub use typescript::files as generated_files;

#[cfg(test)]
mod tests;

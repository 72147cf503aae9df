//! Exchange rates: what the banks publish, kept by date, and when to ask again.
//!
//! Knows neither the store nor the screens. The application loads stored rows into a [`RateTable`], asks it for rates
//! and conversions, lets [`schedule`] tell when the next refresh is due, has a [`Fetcher`] bring a [`Day`], and stores
//! that day in one transaction. Nothing that reads a rate waits for the network, and no number passes through a float.
//!
//! - [`feed`]: the parsers of the Central Bank of Russia (CBR), its JSON mirror and the European Central Bank (ECB).
//! - [`day`]: what they give: a day of rows, a currency's history.
//! - [`table`]: rates by currency and date, manual rates, conversion, change.
//! - [`calendar`]: business days of Moscow, and whether the newest day is stale.
//! - [`schedule`]: when the next refresh is due.
//! - [`fetch`]: the client, its retries and its order of sources.
//! - [`flight`]: one refresh at a time, shared by all who ask for it.
//! - [`clock`]: time as the client sees it, so that tests own it.
//! - `testing` (feature): a bank on loopback and a clock that stands still, for tests of whoever uses this crate.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod calendar;
pub mod clock;
pub mod currency;
pub mod day;
pub mod error;
pub mod feed;
pub mod fetch;
pub mod flight;
pub mod number;
pub mod schedule;
pub mod table;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use clock::{Clock, SystemClock};
pub use currency::Currency;
pub use day::{Day, History, Row, Source};
pub use error::{RateError, Result};
pub use fetch::{Fetcher, Settings};
pub use table::{ManualRate, Rate, RateTable};

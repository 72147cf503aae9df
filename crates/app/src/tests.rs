//! The application as a screen notices it: through `rpc`, over a real encrypted store.

mod architecture;
mod catalog;
mod costing;
mod diagnostics;
mod fixture;
mod generated;
mod hostile;
mod importing;
mod keys;
mod landed;
mod quotes;
mod sample;
mod sheet;

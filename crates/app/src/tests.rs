//! The application as a screen notices it: through `rpc`, over a real encrypted store.

mod architecture;
mod catalog;
mod copies;
mod diagnostics;
mod fixture;
mod generated;
mod groups;
mod hostile;
mod importing;
mod keys;
mod landed;
mod quotes;
mod revisions;
mod sample;
mod sheet;

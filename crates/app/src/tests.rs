//! The application as a screen notices it: through `rpc`, over a real encrypted store.

mod architecture;
mod catalog;
mod desk;
mod diagnostics;
mod fixture;
mod generated;
mod hostile;
mod importing;
mod keys;
mod landed;
mod purge;
mod quotes;
mod reminders;
mod sample;
mod sheet;

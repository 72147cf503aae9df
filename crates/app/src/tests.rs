//! The application as a screen notices it: through `rpc`, over a real encrypted store.

mod architecture;
mod catalog;
mod copies;
mod costing;
mod desk;
mod diagnostics;
mod discounts;
mod documents;
mod fixture;
mod generated;
mod groups;
mod hostile;
mod importing;
mod keys;
mod landed;
mod purge;
mod quotes;
mod rates;
mod reading;
mod reminders;
mod revisions;
mod sample;
mod sheet;
mod vat;

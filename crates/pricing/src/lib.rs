//! The calculation engine: a pure function from what was quoted to every sum.
//!
//! It runs at each keystroke on the desktop and must give the same digits wherever it runs, so there is no
//! float, no clock and no I/O here. This is the list-price path of the pricing specification with the policy
//! `invoice`: prices are given, discounts and VAT are computed to the minor unit, and what is shared out always
//! adds up.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod allocate;
mod list_price;

pub use allocate::{Overflow, allocate, round};
pub use list_price::{
    Discount, Fault, Line, LineSums, Priced, QuoteInput, Totals, VatAtRate, price,
};

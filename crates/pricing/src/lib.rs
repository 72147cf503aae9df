//! The calculation engine: a pure function from what was quoted to every named intermediate.
//!
//! It runs at each keystroke on the desktop and must give the same digits wherever it runs, so there is no
//! float, no clock and no I/O here. [`price`](fn@price) is the whole of the
//! pricing specification, with both policies; [`Calculation`] prices one edited line again, [`trace`](fn@trace)
//! tells how a price arose.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod allocate;
mod calculation;
mod check;
mod computation;
mod fault;
mod input;
mod json;
mod markup;
mod number;
mod price;
mod rates;
mod result;
mod steps;
mod trace;

pub use allocate::{Overflow, allocate, round};
pub use calculation::Calculation;
pub use check::{MAX_COSTS, MAX_LINES, MAX_TEXT, check};
pub use fault::{Fault, FaultKey};
pub use input::{
    Commission, CommissionSize, Cost, Currency, Deal, Discount, Incoterms, Leg, LineInput, Policy,
    QuoteInput, Rate, Region, Terms, Vat,
};
pub use json::{MAX_BYTES, parse_decimal, read, write};
pub use markup::{margin_of_markup, markup_of_margin};
pub use price::price;
pub use rates::convert;
pub use result::{
    Cell, HEADER_CELLS, LINE_CELLS, LineResult, Priced, SUM_CELLS, Totals, VatAtRate,
};
pub use trace::{Operand, Origin, Step, StepName, Trace, Traces, Unit, trace};

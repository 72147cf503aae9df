//! The calculation engine: a pure function from what was quoted to every named intermediate.
//!
//! It runs at each keystroke on the desktop and must give the same digits wherever it runs, so there is no
//! float, no clock and no I/O here. [`engine`] is the whole of the pricing specification with both policies.

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

/// The whole of the pricing specification.
pub mod engine {
    pub use crate::allocate::{Overflow, allocate, round};
    pub use crate::calculation::Calculation;
    pub use crate::check::{MAX_COSTS, MAX_LINES, MAX_TEXT, check};
    pub use crate::fault::{Fault, FaultKey};
    pub use crate::input::{
        Commission, CommissionSize, Cost, Currency, Deal, Discount, Incoterms, Leg, LineInput,
        Policy, QuoteInput, Rate, Region, Terms, Vat,
    };
    pub use crate::json::{MAX_BYTES, parse_decimal, read, write};
    pub use crate::markup::{margin_of_markup, markup_of_margin};
    pub use crate::price::price;
    pub use crate::rates::convert;
    pub use crate::result::{
        Cell, HEADER_CELLS, LINE_CELLS, LineResult, Priced, SUM_CELLS, Totals, VatAtRate,
    };
    pub use crate::trace::{Operand, Origin, Step, StepName, Trace, Unit, trace};
}

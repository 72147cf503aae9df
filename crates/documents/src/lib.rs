//! PDF and XLSX out; price lists in.
//!
//! Out: everything a customer gets is rendered from a [`CustomerView`], which holds what a customer may see and nothing
//! else. [`validation`] alone shows costs, and takes a type of its own.
//! In: [`price_list`] reads a supplier's file within fixed limits and accounts for every row of it.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)
)]

pub mod file;
mod format;
mod labels;
pub mod pdf;
pub mod price_list;
mod render_error;
#[cfg(test)]
mod samples;
pub mod validation;
mod view;
pub mod xlsx;

pub use render_error::RenderError;
pub use view::{
    Currency, Customer, CustomerView, Date, Language, Line, Person, Row, Section, Seller, Subtotal,
    Terms, Totals, VatGroup,
};

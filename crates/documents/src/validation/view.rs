use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Currency, Date, Language};

/// All that a person needs who checks how a quote was calculated: what went in, every amount on the way, what came out.
///
/// It holds purchase prices and markups, so it is a type of its own: no customer layout takes it, and a
/// [`CustomerView`](crate::CustomerView) cannot be made from it. Amounts are given, not computed; names are those of
/// the pricing specification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidationView {
    /// Language of the workbook.
    pub language: Language,
    /// Number or label of the quote; empty for a draft.
    #[serde(default)]
    pub number: String,
    /// The revision that is checked; none for the quote as it is now.
    #[serde(default)]
    pub revision: Option<CheckedRevision>,
    /// What the quote is about.
    #[serde(default)]
    pub title: String,
    /// Date of the quote.
    pub date: Date,
    /// Who buys.
    #[serde(default)]
    pub customer: String,
    /// Who quotes.
    #[serde(default)]
    pub manager: String,
    /// Currency of every amount that names no other.
    pub currency: Currency,
    /// How amounts are rounded.
    pub policy: Policy,
    /// The terms that apply.
    #[serde(default)]
    pub terms: Vec<ResolvedTerm>,
    /// The exchange rates kept with the quote.
    #[serde(default)]
    pub rates: Vec<ExchangeRate>,
    /// Costs of the whole shipment.
    #[serde(default)]
    pub costs: Vec<CostBlock>,
    /// The lines in the order of the quote.
    pub lines: Vec<CheckedLine>,
    /// How the amounts of the whole quote arose that lines bear shares of: insurance, outlays, interest.
    #[serde(default)]
    pub steps: Vec<DerivationStep>,
    /// Amounts of the whole quote by name: sums of the lines and what is computed once for all of them.
    pub totals: BTreeMap<String, Decimal>,
}

/// A revision whose prices are derived again from what it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedRevision {
    /// 1, 2, …
    pub number: u32,
    /// Whether every amount is what the revision keeps; false where a newer version calculates otherwise.
    pub as_kept: bool,
}

/// How amounts are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// What is quoted can be invoiced to the minor unit.
    Invoice,
    /// As the spreadsheet has it that teams come from.
    Reference,
}

/// A term with the place that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedTerm {
    /// Its name: `markup`, `delivery_days`.
    pub name: String,
    /// Its value: a decimal, a fraction for shares, or a word; empty for nothing.
    pub value: String,
    /// Whose it is.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The quote itself.
    Quote,
    /// The defaults of the organisation.
    Organisation,
    /// What the program has built in.
    BuiltIn,
    /// The line, in place of what it would inherit.
    Line,
    /// A dated table, by the country of the supplier.
    Table,
}

/// An exchange rate: roubles for `nominal` units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// ISO 4217 code.
    pub currency: String,
    /// Roubles.
    pub value: Decimal,
    /// How many units they are for.
    pub nominal: Decimal,
    /// The day the rate is of.
    #[serde(default)]
    pub date: Option<Date>,
}

/// A cost of the whole shipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostBlock {
    /// What it is for.
    pub name: String,
    /// How much.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
    /// Arises on the way to the border, so that it is part of the customs value.
    pub before_border: bool,
}

/// A line with everything that was computed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedLine {
    /// Shown number, counted through the whole quote.
    pub no: u32,
    /// Article.
    #[serde(default)]
    pub article: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    #[serde(default)]
    pub unit: String,
    /// Quantity in that unit.
    pub quantity: Decimal,
    /// Takes part in sums; false for options and alternatives that are not chosen.
    pub counted: bool,
    /// What was typed or looked up for it, by name: decimals, fractions for shares, words.
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
    /// Every amount by name; one that is missing was not computed.
    pub amounts: BTreeMap<String, Decimal>,
    /// How its price arose.
    #[serde(default)]
    pub steps: Vec<DerivationStep>,
}

/// One amount on the way to a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivationStep {
    /// Its name: `duty`; `quote.` stands before those of the whole quote.
    pub name: String,
    /// What went into it, in order; `quote.` stands before amounts of the whole quote.
    pub operands: Vec<NamedValue>,
    /// What came out.
    pub result: Decimal,
}

/// A value by name. Names are those of the terms and of the amounts, besides `purchase_price`, `fixed_price` and `rate`: what
/// one unit of a currency is worth in that of the quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedValue {
    /// Its name.
    pub name: String,
    /// What a person calls it, beside its name: that of a cost block.
    #[serde(default)]
    pub title: Option<String>,
    /// A decimal, a fraction for shares, or a word.
    pub value: String,
    /// ISO 4217 code where it is not that of the quote.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whose it is, where it could be inherited.
    #[serde(default)]
    pub origin: Option<Origin>,
}

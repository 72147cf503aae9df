//! What is wrong with an input, line by line and field by field.

use std::fmt;

use rust_decimal::Decimal;

/// Characters of a name from the input that a fault repeats: one made to fill the memory is not told in full.
const SHOWN: usize = 80;

/// A name from the input as a fault tells it.
pub(crate) fn shown(name: &str) -> String {
    name.chars().take(SHOWN).collect()
}

/// One thing that is wrong. Faults are collected: a caller gets all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, where it is one line's fault: the first 80 characters of its id, or `#` and its number
    /// from 1 where it has none.
    pub line: Option<String>,
    /// The field: `quantity`, `terms.client_advance`, `rates.USD`, `costs.2.amount` (from 1); of a field that is not
    /// known the first 80 characters.
    pub field: String,
    /// What is wrong.
    pub key: FaultKey,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKey {
    /// The text is not JSON; says where.
    Syntax(String),
    /// The input is longer than [`MAX_BYTES`](crate::MAX_BYTES).
    InputTooLong,
    /// The field is missing.
    Required,
    /// There is no such field.
    UnknownField,
    /// The field is there twice.
    DuplicateField,
    /// The value is of another type; says which is expected.
    WrongType(&'static str),
    /// The text is not a decimal number of at most 28 digits.
    NotADecimal,
    /// The value is not one of those known.
    UnknownValue,
    /// The text is longer than so many characters.
    TextTooLong(usize),
    /// The value has to be greater than zero.
    NotPositive,
    /// The value may not be negative.
    Negative,
    /// The value has to lie between these.
    OutOfRange(Decimal, Decimal),
    /// The advance and the milestones of the client add up to more than 1.
    AdvancesExceedOne,
    /// Not a currency code.
    UnknownCurrency,
    /// The currency has no rate.
    NoRate,
    /// The currency that rates are given in is worth 1 by definition.
    NotOne,
    /// More lines than the limit.
    TooManyLines(usize),
    /// More costs than the limit.
    TooManyCosts(usize),
    /// Another line has this id.
    DuplicateId,
    /// There is no line with this id.
    UnknownLine,
    /// The lines are alternatives of each other in a circle.
    AlternativeCycle,
    /// The discount is larger than the sum it is taken off.
    DiscountTooLarge(Decimal),
    /// An amount does not fit 28 digits.
    Overflow,
}

impl FaultKey {
    /// The key by which a caller or a translation tells faults apart.
    pub fn name(&self) -> &'static str {
        match self {
            FaultKey::Syntax(_) => "syntax",
            FaultKey::InputTooLong => "input_too_long",
            FaultKey::Required => "required",
            FaultKey::UnknownField => "unknown_field",
            FaultKey::DuplicateField => "duplicate_field",
            FaultKey::WrongType(_) => "wrong_type",
            FaultKey::NotADecimal => "not_a_decimal",
            FaultKey::UnknownValue => "unknown_value",
            FaultKey::TextTooLong(_) => "text_too_long",
            FaultKey::NotPositive => "not_positive",
            FaultKey::Negative => "negative",
            FaultKey::OutOfRange(..) => "out_of_range",
            FaultKey::AdvancesExceedOne => "advances_exceed_one",
            FaultKey::UnknownCurrency => "unknown_currency",
            FaultKey::NoRate => "no_rate",
            FaultKey::NotOne => "not_one",
            FaultKey::TooManyLines(_) => "too_many_lines",
            FaultKey::TooManyCosts(_) => "too_many_costs",
            FaultKey::DuplicateId => "duplicate_id",
            FaultKey::UnknownLine => "unknown_line",
            FaultKey::AlternativeCycle => "alternative_cycle",
            FaultKey::DiscountTooLarge(_) => "discount_too_large",
            FaultKey::Overflow => "overflow",
        }
    }
}

impl fmt::Display for FaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKey::Syntax(place) => write!(f, "not JSON: {place}"),
            FaultKey::InputTooLong => f.write_str("the input is too long"),
            FaultKey::Required => f.write_str("is missing"),
            FaultKey::UnknownField => f.write_str("there is no such field"),
            FaultKey::DuplicateField => f.write_str("is there twice"),
            FaultKey::WrongType(expected) => write!(f, "has to be {expected}"),
            FaultKey::NotADecimal => f.write_str("is not a decimal number of at most 28 digits"),
            FaultKey::UnknownValue => f.write_str("is not a value known here"),
            FaultKey::TextTooLong(most) => write!(f, "is longer than {most} characters"),
            FaultKey::NotPositive => f.write_str("has to be greater than 0"),
            FaultKey::Negative => f.write_str("may not be negative"),
            FaultKey::OutOfRange(least, most) => write!(f, "has to be from {least} to {most}"),
            FaultKey::AdvancesExceedOne => f.write_str("advance and milestones exceed 1"),
            FaultKey::UnknownCurrency => f.write_str("is not a currency code"),
            FaultKey::NoRate => f.write_str("has no rate"),
            FaultKey::NotOne => f.write_str("is worth 1 by definition"),
            FaultKey::TooManyLines(most) => write!(f, "has more than {most} lines"),
            FaultKey::TooManyCosts(most) => write!(f, "has more than {most} costs"),
            FaultKey::DuplicateId => f.write_str("another line has this id"),
            FaultKey::UnknownLine => f.write_str("there is no such line"),
            FaultKey::AlternativeCycle => f.write_str("the alternatives form a circle"),
            FaultKey::DiscountTooLarge(limit) => write!(f, "exceeds {limit}"),
            FaultKey::Overflow => f.write_str("the amount is too large"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = &self.line {
            write!(f, "line {}: ", line.escape_debug())?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field.escape_debug())?;
        }
        write!(f, "{}: {}", self.key.name(), self.key)
    }
}

/// Faults of one quote or one line, as they are found.
pub(crate) struct Faults<'a> {
    pub line: Option<&'a str>,
    pub found: Vec<Fault>,
}

impl Faults<'_> {
    pub(crate) fn add(&mut self, field: impl Into<String>, key: FaultKey) {
        self.found.push(Fault {
            line: self.line.map(shown),
            field: field.into(),
            key,
        });
    }
}

use oferta_domain::Dec;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::fraction::Fraction;
use crate::day::{Point, Row};
use crate::error::{RateError, Result};

/// What `nominal` units of a currency cost in the base: never divided, never inverted, never rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// How many units.
    pub nominal: Dec,
    /// What they cost.
    pub value: Dec,
}

impl Price {
    /// One for one: the base itself.
    pub const ONE: Self = Self {
        nominal: Dec(Decimal::ONE),
        value: Dec(Decimal::ONE),
    };
}

impl Row {
    /// Both numbers of the row.
    #[must_use]
    pub fn price(&self) -> Price {
        Price {
            nominal: self.nominal,
            value: self.value,
        }
    }
}

impl Point {
    /// Both numbers of the record.
    #[must_use]
    pub fn price(&self) -> Price {
        Price {
            nominal: self.nominal,
            value: self.value,
        }
    }
}

/// Converts an amount between two currencies priced in the same base: `amount·v₁·n₂ / (n₁·v₂)` as one exact fraction,
/// rounded once, half away from zero, to `minor_units` decimals. Also for the rows that a quote remembers.
///
/// # Errors
/// [`RateError::Overflow`] when the result does not fit, or a number that divides is zero.
pub fn convert(amount: Dec, from: Price, to: Price, minor_units: u32) -> Result<Dec> {
    let top = Fraction::of(amount) * from.value.into() * to.nominal.into();
    let bottom = Fraction::of(from.nominal) * to.value.into();
    top.over(bottom)
        .and_then(|it| it.round(minor_units))
        .ok_or(RateError::Overflow)
}

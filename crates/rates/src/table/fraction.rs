use std::ops::{Mul, Sub};

use num_bigint::{BigInt, Sign};
use oferta_domain::Dec;
use rust_decimal::Decimal;

/// An exact fraction. The product of an amount, a value and a nominal has more digits than a decimal holds, and a
/// decimal would round it without a word.
pub(super) struct Fraction {
    top: BigInt,
    /// Positive.
    bottom: BigInt,
}

impl Fraction {
    pub(super) fn of(number: Dec) -> Self {
        Self {
            top: number.0.mantissa().into(),
            bottom: ten_to(number.0.scale()),
        }
    }

    /// The quotient; `None` when the divisor is zero or negative, which no price is.
    pub(super) fn over(self, divisor: Self) -> Option<Self> {
        (divisor.top.sign() == Sign::Plus).then(|| Self {
            top: self.top * divisor.bottom,
            bottom: self.bottom * divisor.top,
        })
    }

    /// Rounded half away from zero; `None` when a decimal cannot hold it.
    pub(super) fn round(self, decimals: u32) -> Option<Dec> {
        if decimals > Decimal::MAX_SCALE {
            return None;
        }
        let (sign, top) = self.top.into_parts();
        let bottom = self.bottom.into_parts().1;
        let scaled = top * ten_to(decimals).into_parts().1;
        // Half a unit is added before the division drops the rest.
        let units = (scaled * 2u32 + &bottom) / (bottom * 2u32);
        let units = i128::try_from(BigInt::from_biguint(sign, units)).ok()?;
        Decimal::try_from_i128_with_scale(units, decimals)
            .ok()
            .map(Dec)
    }
}

impl From<Dec> for Fraction {
    fn from(number: Dec) -> Self {
        Self::of(number)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self {
            top: self.top * other.top,
            bottom: self.bottom * other.bottom,
        }
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            top: self.top * &other.bottom - other.top * &self.bottom,
            bottom: self.bottom * other.bottom,
        }
    }
}

fn ten_to(exponent: u32) -> BigInt {
    BigInt::from(10u32).pow(exponent)
}

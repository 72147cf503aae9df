//! A fraction of big integers: what the fast decimal cannot decide is decided here.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::basis::ExactBasis;
use super::{Number, PUBLISHED, Undecided};

/// A fraction, or nothing where it was lost: divided by nothing, or longer than [`LONGEST`] bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exact(pub(super) Option<Fraction>);

/// `top / (bottom x 10^scale)`; the bottom is positive. Powers of ten stand apart because almost every sum is of
/// numbers that differ in nothing else, and then needs no common divisor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) top: BigInt,
    pub(super) bottom: BigInt,
    pub(super) scale: u32,
}

/// No quote of people comes near; one made to stop the program does.
const LONGEST: u64 = 4096;

pub(super) fn ten(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

impl Fraction {
    fn whole(top: BigInt) -> Fraction {
        Fraction {
            top,
            bottom: BigInt::one(),
            scale: 0,
        }
    }

    /// The numerators of two fractions over what both have below.
    fn common(&self, other: &Fraction) -> (BigInt, BigInt, BigInt, u32) {
        let scale = self.scale.max(other.scale);
        let mut a = &self.top * ten(scale - self.scale);
        let mut b = &other.top * ten(scale - other.scale);
        if self.bottom == other.bottom {
            return (a, b, self.bottom.clone(), scale);
        }
        let bottom = self.bottom.lcm(&other.bottom);
        a *= &bottom / &self.bottom;
        b *= &bottom / &other.bottom;
        (a, b, bottom, scale)
    }

    /// Magnitude in units of 10^-decimals: floor, remainder, unit.
    fn units(&self, decimals: u32) -> (BigUint, BigUint, BigUint) {
        let mut top = self.top.magnitude().clone();
        let mut bottom = self.bottom.magnitude().clone();
        if decimals >= self.scale {
            top *= ten(decimals - self.scale).magnitude();
        } else {
            bottom *= ten(self.scale - decimals).magnitude();
        }
        let (floor, remainder) = top.div_rem(&bottom);
        (floor, remainder, bottom)
    }

    fn rounded(&self, decimals: u32, up: impl Fn(&BigUint, &BigUint) -> bool) -> Fraction {
        let (mut magnitude, remainder, bottom) = self.units(decimals);
        if up(&remainder, &bottom) {
            magnitude += 1u32;
        }
        Fraction {
            top: BigInt::from_biguint(self.top.sign(), magnitude),
            bottom: BigInt::one(),
            scale: decimals,
        }
    }

    fn half_away(&self, decimals: u32) -> Fraction {
        self.rounded(decimals, |remainder, bottom| remainder * 2u32 >= *bottom)
    }
}

impl Exact {
    pub(super) fn fraction(top: BigInt, bottom: BigInt, scale: u32) -> Exact {
        if !bottom.is_positive() || top.bits() > LONGEST || bottom.bits() > LONGEST {
            return Exact(None);
        }
        Exact(Some(Fraction { top, bottom, scale }))
    }

    fn with(&self, other: &Exact, f: impl Fn(&Fraction, &Fraction) -> Exact) -> Exact {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => f(a, b),
            _ => Exact(None),
        }
    }
}

impl Number for Exact {
    type Basis = ExactBasis;

    fn of(value: Decimal) -> Exact {
        let value = value.normalize();
        Exact::fraction(value.mantissa().into(), BigInt::one(), value.scale())
    }

    fn whole(value: u32) -> Exact {
        Exact(Some(Fraction::whole(value.into())))
    }

    fn add(&self, other: &Exact) -> Exact {
        self.with(other, |a, b| {
            let (a, b, bottom, scale) = a.common(b);
            Exact::fraction(a + b, bottom, scale)
        })
    }

    fn sub(&self, other: &Exact) -> Exact {
        self.with(other, |a, b| {
            let (a, b, bottom, scale) = a.common(b);
            Exact::fraction(a - b, bottom, scale)
        })
    }

    fn take_out(&self, part: &Exact) -> Exact {
        self.sub(part)
    }

    fn mul(&self, other: &Exact) -> Exact {
        self.with(other, |a, b| {
            Exact::fraction(&a.top * &b.top, &a.bottom * &b.bottom, a.scale + b.scale)
        })
    }

    fn div(&self, other: &Exact) -> Exact {
        self.with(other, |a, b| {
            let more = ten(b.scale.saturating_sub(a.scale));
            let scale = a.scale.saturating_sub(b.scale);
            Exact::fraction(&a.top * &b.bottom * more, &a.bottom * &b.top, scale)
        })
    }

    fn at_least_zero(&self) -> Exact {
        match &self.0 {
            Some(value) if value.top.is_negative() => Exact::zero(),
            _ => self.clone(),
        }
    }

    fn is_zero(&self) -> bool {
        self.0.as_ref().is_some_and(|value| value.top.is_zero())
    }

    fn round_ratio(&self, divisor: &Exact, decimals: u32) -> Result<Exact, Undecided> {
        self.div(divisor).round(decimals)
    }

    fn round(&self, decimals: u32) -> Result<Exact, Undecided> {
        let value = self.0.as_ref().ok_or(Undecided)?;
        Ok(Exact(Some(value.half_away(decimals))))
    }

    fn round_up(&self, decimals: u32) -> Result<Exact, Undecided> {
        let value = self.0.as_ref().ok_or(Undecided)?;
        let up = |remainder: &BigUint, _: &BigUint| !remainder.is_zero();
        Ok(Exact(Some(value.rounded(decimals, up))))
    }

    fn canonical(self) -> Exact {
        self
    }

    fn publish(&self) -> Result<Decimal, Undecided> {
        let value = self.0.as_ref().ok_or(Undecided)?;
        let even = value.bottom.is_one();
        let most = if even {
            value.scale.min(PUBLISHED)
        } else {
            PUBLISHED
        };
        // As many decimals as the decimal type holds beside the whole part.
        for decimals in (0..=most).rev() {
            // An amount of so few digits that its decimals matter is not cut short.
            if even && value.scale <= 4 && decimals < value.scale {
                break;
            }
            let mantissa = value.half_away(decimals).top.to_i128();
            let decimal =
                mantissa.map(|mantissa| Decimal::try_from_i128_with_scale(mantissa, decimals));
            if let Some(Ok(decimal)) = decimal {
                return Ok(decimal);
            }
        }
        Err(Undecided)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::of(text.parse().unwrap())
    }

    #[test]
    fn ties_go_away_from_zero() {
        let check = |value: &Exact, expected: &str| {
            let found = value.round(2).unwrap().publish().unwrap();
            assert_eq!(found.to_string(), expected);
        };
        check(&exact("0.01").div(&exact("3")).mul(&exact("1.5")), "0.01");
        check(&exact("-0.01").div(&exact("3")).mul(&exact("1.5")), "-0.01");
        check(&exact("2").div(&exact("3")), "0.67");
    }

    #[test]
    fn a_fraction_too_long_is_lost() {
        let mut value = exact("1");
        for _ in 0..100 {
            value = value.div(&exact("1.0000000000000000000000000007"));
        }
        assert_eq!(value.round(2), Err(Undecided));
        assert_eq!(exact("1").div(&exact("0")).publish(), Err(Undecided));
    }

    #[test]
    fn a_large_amount_keeps_the_decimals_that_fit() {
        let large = exact("70000000000000000000000").div(&exact("3"));
        assert_eq!(
            large.publish().unwrap().to_string(),
            "23333333333333333333333.333333"
        );
        assert_eq!(
            exact("79228162514264337593543950335")
                .mul(&exact("10"))
                .publish(),
            Err(Undecided)
        );
    }
}

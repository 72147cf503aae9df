//! A decimal of 128 bits with a bound of its error.

use rust_decimal::Decimal;

use super::basis::FastBasis;
use super::digits::{POW10, bits, divide, signed, times};
use super::{Number, PUBLISHED, Undecided};

/// `mantissa / 10^scale`, off the true value by at most `error / 10^scale`. An error of `LOST` says nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fast {
    pub(super) mantissa: i128,
    pub(super) error: u64,
    pub(super) scale: u32,
}

const LOST: u64 = u64::MAX;
/// Decimals of a quotient that does not come out even.
const QUOTIENT: u32 = 15;
/// Error of a published value that does not show, in units of its last decimal: a unit of the tenth decimal.
const UNSEEN: u64 = 100_000;
/// Above so many bits a product gives up decimals beyond [`QUOTIENT`].
const ROOMY: u32 = 100;

impl Fast {
    const LOST: Fast = Fast {
        mantissa: 0,
        error: LOST,
        scale: 0,
    };

    #[inline(always)]
    pub(super) fn exact(mantissa: i128, scale: u32) -> Fast {
        Fast {
            mantissa,
            error: 0,
            scale,
        }
    }

    /// The same value with more decimals.
    #[inline(always)]
    pub(super) fn at_scale(self, scale: u32) -> Fast {
        let more = scale - self.scale;
        if more == 0 || self.error == LOST {
            return self;
        }
        let Some(power) = POW10.get(more as usize) else {
            return Fast::LOST;
        };
        let Some(mantissa) = times(self.mantissa, *power as i128) else {
            return Fast::LOST;
        };
        let error = match (self.error, u64::try_from(*power)) {
            (0, _) => 0,
            (error, Ok(power)) => error.saturating_mul(power),
            _ => LOST,
        };
        Fast {
            mantissa,
            error,
            scale,
        }
    }

    /// The value with fewer decimals, rounded; an error of one unit unless it comes out even.
    fn trimmed(self, scale: u32) -> Fast {
        if self.scale <= scale || self.error == LOST {
            return self;
        }
        let Some(power) = POW10.get((self.scale - scale) as usize) else {
            return Fast::LOST;
        };
        let (mut quotient, remainder) = divide(self.mantissa.unsigned_abs(), *power);
        let mut error = (u128::from(self.error).div_ceil(*power)) as u64;
        if remainder != 0 {
            quotient += u128::from(remainder >= *power / 2);
            error += 1;
        }
        Fast {
            mantissa: signed(quotient, self.mantissa),
            error,
            scale,
        }
    }

    #[inline(always)]
    fn aligned(self, other: Fast) -> (Fast, Fast) {
        match self.scale.cmp(&other.scale) {
            std::cmp::Ordering::Equal => (self, other),
            std::cmp::Ordering::Less => (self.at_scale(other.scale), other),
            std::cmp::Ordering::Greater => (self, other.at_scale(self.scale)),
        }
    }

    /// The error of a product, in units of its last decimal.
    #[inline(always)]
    fn product_error(self, other: Fast) -> u64 {
        if self.error | other.error == 0 {
            return 0;
        }
        if self.error == LOST || other.error == LOST {
            return LOST;
        }
        let part =
            |mantissa: i128, error: u64| mantissa.unsigned_abs().saturating_mul(u128::from(error));
        let sum = part(self.mantissa, other.error)
            .saturating_add(part(other.mantissa, self.error))
            .saturating_add(u128::from(self.error) * u128::from(other.error));
        u64::try_from(sum).unwrap_or(LOST)
    }

    #[cold]
    fn mul_trimmed(self, other: Fast) -> Fast {
        let (a, b) = (self.trimmed(QUOTIENT), other.trimmed(QUOTIENT));
        match times(a.mantissa, b.mantissa) {
            Some(mantissa) => Fast {
                mantissa,
                error: a.product_error(b),
                scale: a.scale + b.scale,
            }
            .trimmed(QUOTIENT),
            None => Fast::LOST,
        }
    }

    /// The magnitude of `self / divisor` in units of 10^-decimals: floor, and what says where in the unit it lies
    /// (remainder, its error, and the size of the unit).
    #[inline(always)]
    fn units(self, divisor: Fast, decimals: u32) -> Result<(u128, u128, u128, u128), Undecided> {
        if self.error == LOST || divisor.error != 0 || divisor.mantissa <= 0 {
            return Err(Undecided);
        }
        let (mut top, mut bottom) = (self.mantissa.unsigned_abs(), divisor.mantissa as u128);
        let mut error = u128::from(self.error);
        let (up, down) = (decimals + divisor.scale, self.scale);
        if up > down {
            let power = *POW10.get((up - down) as usize).ok_or(Undecided)?;
            top = match (u64::try_from(top), u64::try_from(power)) {
                (Ok(top), Ok(power)) => u128::from(top) * u128::from(power),
                _ => top.checked_mul(power).ok_or(Undecided)?,
            };
            error = error.checked_mul(power).ok_or(Undecided)?;
        } else if down > up {
            let power = *POW10.get((down - up) as usize).ok_or(Undecided)?;
            bottom = match (u64::try_from(bottom), u64::try_from(power)) {
                (Ok(bottom), Ok(power)) => u128::from(bottom) * u128::from(power),
                _ => bottom.checked_mul(power).ok_or(Undecided)?,
            };
        }
        if bottom >> 126 != 0 {
            return Err(Undecided);
        }
        let (floor, remainder) = divide(top, bottom);
        Ok((floor, remainder, error, bottom))
    }
}

impl Number for Fast {
    type Basis = FastBasis;

    #[inline(always)]
    fn of(value: Decimal) -> Fast {
        if value.scale() > 8 {
            let value = value.normalize();
            return Fast::exact(value.mantissa(), value.scale());
        }
        Fast::exact(value.mantissa(), value.scale())
    }

    #[inline(always)]
    fn whole(value: u32) -> Fast {
        Fast::exact(i128::from(value), 0)
    }

    #[inline(always)]
    fn add(&self, other: &Fast) -> Fast {
        let (a, b) = self.aligned(*other);
        match a.mantissa.checked_add(b.mantissa) {
            Some(mantissa) => Fast {
                mantissa,
                error: a.error.saturating_add(b.error),
                scale: a.scale.max(b.scale),
            },
            None => Fast::LOST,
        }
    }

    #[inline(always)]
    fn sub(&self, other: &Fast) -> Fast {
        let (a, b) = self.aligned(*other);
        match a.mantissa.checked_sub(b.mantissa) {
            Some(mantissa) => Fast {
                mantissa,
                error: a.error.saturating_add(b.error),
                scale: a.scale.max(b.scale),
            },
            None => Fast::LOST,
        }
    }

    fn take_out(&self, part: &Fast) -> Fast {
        let (a, b) = self.aligned(*part);
        match (
            a.mantissa.checked_sub(b.mantissa),
            a.error.checked_sub(b.error),
        ) {
            (Some(mantissa), Some(error)) if a.error != LOST => Fast {
                mantissa,
                error,
                scale: a.scale,
            },
            _ => Fast::LOST,
        }
    }

    #[inline(always)]
    fn mul(&self, other: &Fast) -> Fast {
        match times(self.mantissa, other.mantissa) {
            Some(mantissa) => {
                let product = Fast {
                    mantissa,
                    error: self.product_error(*other),
                    scale: self.scale + other.scale,
                };
                if product.scale > QUOTIENT && bits(mantissa) > ROOMY {
                    product.trimmed(QUOTIENT)
                } else {
                    product
                }
            }
            None => self.mul_trimmed(*other),
        }
    }

    #[inline(always)]
    fn div(&self, other: &Fast) -> Fast {
        if self.error == LOST || other.error != 0 || other.mantissa <= 0 {
            return Fast::LOST;
        }
        if other.mantissa == 1 && other.scale == 0 {
            return *self;
        }
        let Ok((quotient, remainder, error, bottom)) = self.units(*other, QUOTIENT) else {
            return Fast::LOST;
        };
        if quotient >> 126 != 0 {
            return Fast::LOST;
        }
        let mut error = if error == 0 {
            0
        } else {
            u64::try_from(error.div_ceil(bottom)).unwrap_or(LOST)
        };
        let mut quotient = quotient;
        if remainder != 0 {
            quotient += u128::from(remainder >= bottom - remainder);
            error = error.saturating_add(1);
        }
        Fast {
            mantissa: signed(quotient, self.mantissa),
            error,
            scale: QUOTIENT,
        }
    }

    #[inline(always)]
    fn at_least_zero(&self) -> Fast {
        Fast {
            mantissa: self.mantissa.max(0),
            ..*self
        }
    }

    #[inline(always)]
    fn is_zero(&self) -> bool {
        self.mantissa == 0 && self.error == 0
    }

    #[inline(always)]
    fn round_ratio(&self, divisor: &Fast, decimals: u32) -> Result<Fast, Undecided> {
        let (floor, remainder, error, bottom) = self.units(*divisor, decimals)?;
        // The tie stands at half of the unit; twice everything keeps it whole.
        let (twice, wide) = (2 * remainder, error.saturating_mul(2));
        if error != 0 && (twice.abs_diff(bottom) <= wide || wide >= bottom) {
            return Err(Undecided);
        }
        let magnitude = floor + u128::from(twice >= bottom);
        if magnitude >> 126 != 0 {
            return Err(Undecided);
        }
        Ok(Fast::exact(signed(magnitude, self.mantissa), decimals))
    }

    #[inline(always)]
    fn round(&self, decimals: u32) -> Result<Fast, Undecided> {
        if self.error == 0 && self.scale <= decimals {
            let rounded = self.at_scale(decimals);
            return if rounded.error == LOST {
                Err(Undecided)
            } else {
                Ok(rounded)
            };
        }
        self.round_ratio(&Fast::exact(1, 0), decimals)
    }

    fn round_up(&self, decimals: u32) -> Result<Fast, Undecided> {
        let (floor, remainder, error, bottom) = self.units(Fast::exact(1, 0), decimals)?;
        if error != 0 && (remainder <= error || bottom - remainder <= error) {
            return Err(Undecided);
        }
        let magnitude = floor + u128::from(remainder != 0);
        if magnitude >> 126 != 0 {
            return Err(Undecided);
        }
        Ok(Fast::exact(signed(magnitude, self.mantissa), decimals))
    }

    fn canonical(mut self) -> Fast {
        while self.scale > 0
            && self.error != LOST
            && self.mantissa % 10 == 0
            && self.error.is_multiple_of(10)
        {
            self.mantissa /= 10;
            self.error /= 10;
            self.scale -= 1;
        }
        self
    }

    #[inline(always)]
    fn publish(&self) -> Result<Decimal, Undecided> {
        let short = if self.scale > PUBLISHED {
            self.trimmed(PUBLISHED)
        } else {
            *self
        };
        let magnitude = short.mantissa.unsigned_abs();
        if magnitude >> 96 != 0 || short.error > UNSEEN {
            return short.publish_large();
        }
        Ok(Decimal::from_parts(
            magnitude as u32,
            (magnitude >> 32) as u32,
            (magnitude >> 64) as u32,
            short.mantissa < 0,
            short.scale,
        ))
    }
}

impl Fast {
    /// A value of many digits: as many decimals as fit, where its error does not show.
    #[cold]
    fn publish_large(self) -> Result<Decimal, Undecided> {
        let mut digits = 0;
        while (self.mantissa.unsigned_abs() / POW10[digits as usize]) >> 96 != 0 {
            digits += 1;
        }
        // An amount of so few decimals is not cut short.
        if digits > self.scale || (self.error == 0 && self.scale <= 4) {
            return Err(Undecided);
        }
        let short = self.trimmed(self.scale - digits);
        // What the error hides is beyond the 28th digit or beyond the tenth decimal.
        if short.error > 2
            && u128::from(short.error) > POW10[short.scale.saturating_sub(10) as usize]
        {
            return Err(Undecided);
        }
        Decimal::try_from_i128_with_scale(short.mantissa, short.scale).map_err(|_| Undecided)
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::Exact;
    use super::*;
    use proptest::prelude::*;

    fn fast(text: &str) -> Fast {
        Fast::of(text.parse().unwrap())
    }

    fn rounded(value: &Fast) -> Option<String> {
        let rounded = value.round(2).ok()?;
        Some(rounded.publish().unwrap().to_string())
    }

    #[test]
    fn a_tie_is_decided_only_when_it_is_certain() {
        assert_eq!(rounded(&fast("0.125")).as_deref(), Some("0.13"));
        assert_eq!(rounded(&fast("-0.125")).as_deref(), Some("-0.13"));
        assert_eq!(rounded(&fast("0.1249999")).as_deref(), Some("0.12"));
        // 0.01 / 3 x 1.5 is exactly the tie 0.005, which the quotient has lost.
        let lost = fast("0.01").div(&fast("3")).mul(&fast("1.5"));
        assert_eq!(rounded(&lost), None);
        assert_eq!(rounded(&fast("1").div(&fast("3"))).as_deref(), Some("0.33"));
        // An even quotient stays exact.
        assert_eq!(
            rounded(&fast("0.03").div(&fast("1.2"))).as_deref(),
            Some("0.03")
        );
    }

    #[test]
    fn what_does_not_fit_is_lost_until_it_is_used() {
        let huge = fast("79228162514264337593543950335");
        let lost = huge.mul(&huge);
        assert_eq!(lost.round(2), Err(Undecided));
        assert_eq!(lost.add(&fast("1")).publish(), Err(Undecided));
        assert_eq!(fast("1").div(&fast("0")).round(2), Err(Undecided));
    }

    proptest! {
        #[test]
        fn both_kinds_agree(values in prop::collection::vec((-1_000_000_000i64..1_000_000_000, 0u32..7), 5), divisor in 1i64..1_000_000, by in 0u32..5, minor in 0u32..5) {
            fn chain<N: Number>(values: &[Decimal], divisor: Decimal, minor: u32) -> [Result<Decimal, Undecided>; 4] {
                let v: Vec<N> = values.iter().map(|v| N::of(*v)).collect();
                let divisor = N::of(divisor);
                let value = v[0].mul(&v[1]).div(&divisor).add(&v[2]).mul(&v[3].plus_one()).sub(&v[4]);
                [
                    value.round(minor).and_then(|v| v.publish()),
                    v[0].round_ratio(&divisor, minor).and_then(|v| v.publish()),
                    value.round_up(1).and_then(|v| v.publish()),
                    value.at_least_zero().publish(),
                ]
            }
            let values: Vec<Decimal> = values.into_iter().map(|(m, s)| Decimal::new(m, s)).collect();
            let divisor = Decimal::new(divisor, by);
            let (fast, exact) = (chain::<Fast>(&values, divisor, minor), chain::<Exact>(&values, divisor, minor));
            for (i, (fast, exact)) in fast.into_iter().zip(exact).enumerate() {
                let exact = exact.unwrap();
                match fast {
                    Ok(fast) if i < 3 => prop_assert_eq!(fast, exact),
                    Ok(fast) => prop_assert!((fast - exact).abs() <= Decimal::new(1, 10).max(exact.abs() * Decimal::new(1, 26))),
                    Err(Undecided) => {}
                }
            }
        }
    }
}

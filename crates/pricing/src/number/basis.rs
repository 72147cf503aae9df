//! Sharing an amount out over weights: exact parts, and parts by largest remainder.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::digits::divide;
use super::exact::{Exact, Fraction, ten};
use super::fast::Fast;
use super::{Basis, Number, Undecided};

/// Weights as binary fractions of their sum, so that a part is a product and no division.
pub(crate) struct FastBasis {
    weights: Vec<i128>,
    /// Sum of the weights; zero when it is not known.
    total: u128,
    /// What the error of the weights makes of a share, in units of 2^-80, rounded up.
    drift: u128,
    /// Each weight over the sum, in units of 2^-127, at most three units too small.
    shares: Vec<u128>,
    /// The one line that has all the weight.
    sole: Option<usize>,
    /// The weights are exact.
    exact: bool,
}

/// High half of a product.
#[inline(always)]
fn high(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (ah, al, bh, bl) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let (low, left, right) = (al * bl, ah * bl, al * bh);
    let middle = (low >> 64) + (left & LOW) + (right & LOW);
    ah * bh + (left >> 64) + (right >> 64) + (middle >> 64)
}

/// floor((2^255 - 1) / divisor) for a divisor of 128 bits.
fn reciprocal(divisor: u128) -> u128 {
    let (mut rest, mut quotient) = (u128::MAX >> 1, 0u128);
    for _ in 0..128 {
        let carry = rest >> 127 != 0;
        rest = rest << 1 | 1;
        quotient <<= 1;
        if carry || rest >= divisor {
            rest = rest.wrapping_sub(divisor);
            quotient |= 1;
        }
    }
    quotient
}

impl FastBasis {
    /// Weights that these numbers cannot tell: no amount but zero can be shared out over them.
    fn unknown(lines: usize) -> FastBasis {
        FastBasis {
            weights: vec![0; lines],
            total: 0,
            drift: 0,
            shares: vec![0; lines],
            sole: None,
            exact: false,
        }
    }

    /// The largest remainders among parts in one band of uncertainty, by exact comparison.
    fn settle(
        &self,
        amount: u64,
        mut band: Vec<usize>,
        left: usize,
        same: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Vec<usize>, Undecided> {
        if self.exact {
            let remainder = |i: usize| {
                let product = (self.weights[i] as u128).checked_mul(u128::from(amount))?;
                Some(divide(product, self.total).1)
            };
            let exact: Option<Vec<(u128, usize)>> =
                band.iter().map(|i| Some((remainder(*i)?, *i))).collect();
            let mut exact = exact.ok_or(Undecided)?;
            exact.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            return Ok(exact.into_iter().take(left).map(|(_, i)| i).collect());
        }
        if band.iter().any(|i| !same(band[0], *i)) {
            return Err(Undecided);
        }
        band.truncate(left);
        Ok(band)
    }
}

impl Basis<Fast> for FastBasis {
    fn new(given: &[Option<Fast>]) -> FastBasis {
        let scale = given.iter().flatten().map(|w| w.scale).max().unwrap_or(0);
        let mut weights = Vec::with_capacity(given.len());
        let (mut total, mut error, mut worst) = (0i128, 0u64, 0u64);
        for weight in given {
            let weight = weight.unwrap_or(Fast::exact(0, 0)).at_scale(scale);
            let Some(sum) = total.checked_add(weight.mantissa) else {
                return FastBasis::unknown(given.len());
            };
            total = sum;
            error = error.saturating_add(weight.error);
            worst = worst.max(weight.error);
            weights.push(weight.mantissa);
        }
        if total == 0 && error == 0 {
            for (weight, given) in weights.iter_mut().zip(given) {
                *weight = i128::from(given.is_some());
                total += *weight;
            }
        }
        let spread = u128::from(error) + u128::from(worst);
        if total <= 0 || spread >> 48 != 0 || spread >= total as u128 {
            return FastBasis::unknown(given.len());
        }
        let total = total as u128;
        let shift = total.leading_zeros();
        let reciprocal = reciprocal(total << shift);
        let shares = weights
            .iter()
            .map(|weight| high((*weight as u128) << shift, reciprocal))
            .collect();
        let drift = match spread {
            0 => 0,
            spread => (spread << 80) / (total - u128::from(error)) + 1,
        };
        let mut heavy = weights.iter().enumerate().filter(|(_, w)| **w != 0);
        let sole = match (heavy.next(), heavy.next()) {
            (Some((i, _)), None) if error == worst => Some(i),
            _ => None,
        };
        FastBasis {
            weights,
            total,
            drift,
            shares,
            sole,
            exact: error == 0,
        }
    }

    fn share(&self, amount: &Fast) -> Vec<Fast> {
        const SCALE: u32 = 15;
        if let Some(sole) = self.sole {
            let mut parts = vec![Fast::zero(); self.weights.len()];
            parts[sole] = *amount;
            return parts;
        }
        if amount.is_zero() {
            return vec![Fast::zero(); self.weights.len()];
        }
        let lost = Fast::whole(1).div(&Fast::zero());
        if self.total == 0 || amount.scale > SCALE {
            // Beyond so many decimals the product is left to the exact numbers.
            return vec![lost; self.weights.len()];
        }
        let amount = amount.at_scale(SCALE);
        let magnitude = amount.mantissa.unsigned_abs();
        // amount x drift / 2^80, rounded up
        let upper = (magnitude >> 64).checked_mul(self.drift);
        let lower = (magnitude & u128::from(u64::MAX)).checked_mul(self.drift);
        let drift = match (upper, lower) {
            (Some(upper), Some(lower)) => u64::try_from((upper >> 16) + (lower >> 80) + 2).ok(),
            _ => None,
        };
        let (Some(drift), true) = (drift, magnitude >> 120 == 0) else {
            return vec![lost; self.weights.len()];
        };
        let error = amount.error.saturating_add(drift).saturating_add(4);
        let part = |(share, weight): (&u128, &i128)| {
            if *weight == 0 {
                return Fast::zero();
            }
            let part = (high(magnitude, *share) << 1) as i128;
            Fast {
                mantissa: if amount.mantissa < 0 { -part } else { part },
                error,
                scale: SCALE,
            }
        };
        self.shares.iter().zip(&self.weights).map(part).collect()
    }

    fn allocate(
        &self,
        amount: &Fast,
        decimals: u32,
        same: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Vec<Fast>, Undecided> {
        let count = self.weights.len();
        if amount.is_zero() || count == 0 {
            return Ok(vec![Fast::exact(0, decimals); count]);
        }
        let units = u64::try_from(amount.mantissa.unsigned_abs()).map_err(|_| Undecided)?;
        if self.total == 0 || units >> 63 != 0 || amount.scale != decimals {
            return Err(Undecided);
        }
        let negative = amount.mantissa < 0;
        // Uncertainty of a remainder in units of 2^-64.
        let band = (u128::from(units).saturating_mul(self.drift) >> 16) + 8;
        if band >> 40 != 0 {
            return Err(Undecided);
        }
        let band = band as u64;
        let mut parts = Vec::with_capacity(count);
        let mut remainders = Vec::with_capacity(count);
        let mut left = units;
        for share in &self.shares {
            let low = u128::from(units) * (share & u128::from(u64::MAX));
            let product = u128::from(units) * (share >> 64) + (low >> 64);
            let (mut part, mut remainder) = ((product >> 63) as u64, (product << 1) as u64);
            // Next to a whole number it makes no difference on which side: the unit would come first.
            if remainder >= u64::MAX - band {
                (part, remainder) = (part + 1, 0);
            } else if remainder <= band {
                remainder = 0;
            }
            left = left.checked_sub(part).ok_or(Undecided)?;
            parts.push(part);
            remainders.push(remainder);
        }
        if left > 0 {
            let left = usize::try_from(left).ok().filter(|left| *left <= count);
            let mut left = left.ok_or(Undecided)?;
            let mut order = remainders.clone();
            let (_, cut, _) = order.select_nth_unstable(count - left);
            let cut = *cut;
            let (above, below) = (cut.saturating_add(2 * band), cut.saturating_sub(2 * band));
            let mut uncertain = Vec::new();
            for (i, remainder) in remainders.iter().enumerate() {
                if *remainder > above {
                    parts[i] += 1;
                    left -= 1;
                } else if *remainder >= below {
                    uncertain.push(i);
                }
            }
            if uncertain.len() > left {
                uncertain = self.settle(units, uncertain, left, same)?;
            }
            for i in uncertain {
                parts[i] += 1;
            }
        }
        let money = |part: u64| {
            let part = i128::from(part);
            Fast::exact(if negative { -part } else { part }, decimals)
        };
        Ok(parts.into_iter().map(money).collect())
    }
}

/// Weights over one common denominator.
pub(crate) struct ExactBasis {
    weights: Vec<BigInt>,
    /// Sum of the weights; nothing when a weight is lost.
    total: Option<BigInt>,
}

impl Basis<Exact> for ExactBasis {
    fn new(given: &[Option<Exact>]) -> ExactBasis {
        let known = given.iter().flatten();
        let fractions: Option<Vec<&Fraction>> = known.map(|w| w.0.as_ref()).collect();
        let Some(fractions) = fractions else {
            let weights = vec![BigInt::zero(); given.len()];
            return ExactBasis {
                weights,
                total: None,
            };
        };
        let scale = fractions.iter().map(|w| w.scale).max().unwrap_or(0);
        let mut bottom = BigInt::one();
        for fraction in &fractions {
            if !bottom.is_multiple_of(&fraction.bottom) {
                bottom = bottom.lcm(&fraction.bottom);
            }
            if Exact::fraction(BigInt::one(), bottom.clone(), 0)
                .0
                .is_none()
            {
                let weights = vec![BigInt::zero(); given.len()];
                return ExactBasis {
                    weights,
                    total: None,
                };
            }
        }
        let weigh = |weight: &Option<Exact>| match weight.as_ref().and_then(|w| w.0.as_ref()) {
            Some(w) => &w.top * (&bottom / &w.bottom) * ten(scale - w.scale),
            None => BigInt::zero(),
        };
        let mut weights: Vec<BigInt> = given.iter().map(weigh).collect();
        if weights.iter().all(Zero::is_zero) {
            weights = given
                .iter()
                .map(|w| i32::from(w.is_some()).into())
                .collect();
        }
        let total = weights.iter().sum();
        ExactBasis {
            weights,
            total: Some(total),
        }
    }

    fn share(&self, amount: &Exact) -> Vec<Exact> {
        let part = |weight: &BigInt| match (&self.total, &amount.0) {
            (Some(total), Some(_)) if total.is_zero() => Exact::zero(),
            (Some(total), Some(amount)) => {
                let shared = weight.gcd(total);
                Exact::fraction(
                    &amount.top * (weight / &shared),
                    &amount.bottom * (total / &shared),
                    amount.scale,
                )
            }
            _ => Exact(None),
        };
        self.weights.iter().map(part).collect()
    }

    fn allocate(
        &self,
        amount: &Exact,
        decimals: u32,
        _: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Vec<Exact>, Undecided> {
        let amount = amount.0.as_ref().ok_or(Undecided)?;
        let total = self.total.as_ref().ok_or(Undecided)?;
        let money = |units: BigInt| Exact::fraction(units, BigInt::one(), decimals);
        if total.is_zero() {
            return Ok(vec![money(BigInt::zero()); self.weights.len()]);
        }
        if amount.scale != decimals || !amount.bottom.is_one() {
            return Err(Undecided);
        }
        let units = amount.top.abs();
        let (mut parts, mut order) = (Vec::new(), Vec::new());
        let mut left = units.clone();
        for (i, weight) in self.weights.iter().enumerate() {
            let (part, remainder) = (&units * weight).div_rem(total);
            left -= &part;
            parts.push(part);
            order.push((remainder, i));
        }
        order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let left = left.to_usize().ok_or(Undecided)?;
        for (_, i) in order.iter().take(left) {
            parts[*i] += 1;
        }
        let signed = |part: BigInt| {
            money(if amount.top.is_negative() {
                -part
            } else {
                part
            })
        };
        Ok(parts.into_iter().map(signed).collect())
    }
}

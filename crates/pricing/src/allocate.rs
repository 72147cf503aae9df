//! Rounding to the minor unit, and sharing an amount out so that the parts always add up.

use rust_decimal::{Decimal, RoundingStrategy};

/// An exact result does not fit the decimal type (96 bits and a scale).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large")]
pub struct Overflow;

/// Rounds half away from zero to `minor_units` decimals: R of the pricing specification.
pub fn round(value: Decimal, minor_units: u32) -> Decimal {
    value.round_dp_with_strategy(minor_units, RoundingStrategy::MidpointAwayFromZero)
}

/// Shares `amount` out over `weights` by largest remainder, in units of the last of `minor_units` decimals.
///
/// `amount` must be rounded to `minor_units` already; the parts add up to it exactly. Ties go to the lower
/// index. Weights are not negative; when all are zero the parts are equal.
///
/// # Errors
/// [`Overflow`] when a product does not fit.
pub fn allocate(
    amount: Decimal,
    weights: &[Decimal],
    minor_units: u32,
) -> Result<Vec<Decimal>, Overflow> {
    if weights.is_empty() {
        return Ok(Vec::new());
    }
    let unit = Decimal::new(1, minor_units);
    let mut sum = Decimal::ZERO;
    for weight in weights {
        sum = sum.checked_add(*weight).ok_or(Overflow)?;
    }
    let count = Decimal::from(weights.len());
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given = Decimal::ZERO;
    for (i, weight) in weights.iter().enumerate() {
        let (top, bottom) = if sum.is_zero() {
            (amount.abs(), count)
        } else {
            (amount.abs().checked_mul(*weight).ok_or(Overflow)?, sum)
        };
        let part = top
            .checked_div(bottom)
            .ok_or(Overflow)?
            .trunc_with_scale(minor_units);
        let remainder = top
            .checked_sub(part.checked_mul(bottom).ok_or(Overflow)?)
            .ok_or(Overflow)?;
        given = given.checked_add(part).ok_or(Overflow)?;
        parts.push(part);
        remainders.push((remainder, i));
    }
    let mut left = amount.abs().checked_sub(given).ok_or(Overflow)?;
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, i) in remainders.iter().cycle().take(weights.len()) {
        if left < unit {
            break;
        }
        parts[*i] += unit;
        left -= unit;
    }
    if amount.is_sign_negative() {
        for part in &mut parts {
            part.set_sign_negative(true);
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_vectors_hold() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../vectors/allocation.json")).unwrap();
        let decimals = |v: &serde_json::Value| -> Vec<Decimal> {
            v.as_array()
                .unwrap()
                .iter()
                .map(|d| d.as_str().unwrap().parse().unwrap())
                .collect()
        };
        let cases = vectors["cases"].as_array().unwrap();
        assert!(!cases.is_empty());
        for case in cases {
            let amount = case["amount"].as_str().unwrap().parse().unwrap();
            let parts = allocate(amount, &decimals(&case["weights"]), 2).unwrap();
            assert_eq!(parts, decimals(&case["expected"]), "{case}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_always_add_up(amount in -10_000_000_000i64..10_000_000_000, weights in prop::collection::vec(0i64..1_000_000_000, 1..60)) {
            let amount = Decimal::new(amount, 2);
            let weights: Vec<Decimal> = weights.into_iter().map(|w| Decimal::new(w, 3)).collect();
            let parts = allocate(amount, &weights, 2).unwrap();
            prop_assert_eq!(parts.iter().sum::<Decimal>(), amount);
            let sum: Decimal = weights.iter().sum();
            if !sum.is_zero() {
                for (part, weight) in parts.iter().zip(&weights) {
                    prop_assert!((part - amount * weight / sum).abs() <= Decimal::new(1, 2));
                }
            }
        }
    }
}

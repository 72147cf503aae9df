//! Rounding to the minor unit, and sharing an amount out so that the parts always add up.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::number::exact::Exact;
use crate::number::fast::Fast;
use crate::number::{Basis, Number, Undecided};

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
/// The parts add up to the amount rounded to `minor_units`. Ties go to the lower
/// index. Weights are not negative; when all are zero the parts are equal.
///
/// # Errors
/// [`Overflow`] when the amount does not fit.
pub fn allocate(
    amount: Decimal,
    weights: &[Decimal],
    minor_units: u32,
) -> Result<Vec<Decimal>, Overflow> {
    fn by<N: Number>(
        amount: Decimal,
        weights: &[Decimal],
        minor_units: u32,
    ) -> Result<Vec<Decimal>, Undecided> {
        let weights: Vec<Option<N>> = weights.iter().map(|weight| Some(N::of(*weight))).collect();
        let amount = N::of(amount).round(minor_units)?;
        let parts = N::Basis::new(&weights).allocate(&amount, minor_units, &|_, _| false)?;
        parts.iter().map(N::publish).collect()
    }
    by::<Fast>(amount, weights, minor_units)
        .or_else(|_| by::<Exact>(amount, weights, minor_units))
        .map_err(|_| Overflow)
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

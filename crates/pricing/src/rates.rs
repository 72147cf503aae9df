//! What an amount is worth in another currency: one exact fraction, never a rounded or inverted rate.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::fault::FaultKey;
use crate::input::{Currency, Rate};
use crate::number::Number;
use crate::number::exact::Exact;

/// A factor `top / bottom` of decimals that are multiplied when they are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factor {
    pub top: [Decimal; 2],
    pub bottom: [Decimal; 2],
}

/// By what to multiply an amount in `from` to have it in `to`.
pub(crate) fn factor(
    rates: &BTreeMap<Currency, Rate>,
    from: Currency,
    to: Currency,
) -> Result<Factor, FaultKey> {
    const ONE: Decimal = Decimal::ONE;
    let roubles = |currency: Currency| match rates.get(&currency) {
        Some(Rate::Roubles { value, nominal }) => Ok((*value, *nominal)),
        None if currency == Currency::RUB => Ok((ONE, ONE)),
        _ => Err(FaultKey::NoRate),
    };
    if from == to {
        return Ok(Factor {
            top: [ONE; 2],
            bottom: [ONE; 2],
        });
    }
    if let Some(Rate::PerQuoteUnit(units)) = rates.get(&from) {
        return Ok(Factor {
            top: [ONE; 2],
            bottom: [*units, ONE],
        });
    }
    let (value, nominal) = roubles(from)?;
    let (to_value, to_nominal) = roubles(to)?;
    Ok(Factor {
        top: [value, to_nominal],
        bottom: [nominal, to_value],
    })
}

/// Converts an amount and rounds it half away from zero to so many decimals (at most 28).
///
/// Rates are in roubles for so many units, or in units for one unit of `to`.
///
/// # Errors
/// [`FaultKey::NoRate`] where a rate is missing, [`FaultKey::NotPositive`] where one is zero or negative,
/// [`FaultKey::Overflow`] where the result does not fit.
pub fn convert(
    amount: Decimal,
    from: Currency,
    to: Currency,
    rates: &BTreeMap<Currency, Rate>,
    decimals: u32,
) -> Result<Decimal, FaultKey> {
    let factor = factor(rates, from, to)?;
    if factor.bottom.iter().any(|d| *d <= Decimal::ZERO) {
        return Err(FaultKey::NotPositive);
    }
    let product = |parts: [Decimal; 2]| Exact::of(parts[0]).mul(&Exact::of(parts[1]));
    Exact::of(amount)
        .mul(&product(factor.top))
        .round_ratio(&product(factor.bottom), decimals.min(28))
        .and_then(|converted| converted.publish())
        .map_err(|_| FaultKey::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_hold() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../vectors/conversion.json")).unwrap();
        let decimal = |v: &serde_json::Value| v.as_str().unwrap().parse::<Decimal>().unwrap();
        let currency = |v: &serde_json::Value| Currency::parse(v.as_str().unwrap()).unwrap();
        let rates = vectors["rates"].as_object().unwrap();
        let rates = rates.iter().map(|(code, rate)| {
            let (value, nominal) = (decimal(&rate[0]), decimal(&rate[1]));
            (
                Currency::parse(code).unwrap(),
                Rate::Roubles { value, nominal },
            )
        });
        let rates = rates.collect();
        let cases = vectors["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 9);
        for case in cases {
            let found = convert(
                decimal(&case[0]),
                currency(&case[1]),
                currency(&case[2]),
                &rates,
                2,
            );
            assert_eq!(found, Ok(decimal(&case[3])), "{case}");
        }
    }

    #[test]
    fn a_missing_rate_has_a_name() {
        let [eur, usd] = ["EUR", "USD"].map(|code| Currency::parse(code).unwrap());
        let rates = BTreeMap::from([(eur, Rate::PerQuoteUnit(Decimal::ZERO))]);
        assert_eq!(
            convert(Decimal::ONE, usd, eur, &rates, 2),
            Err(FaultKey::NoRate)
        );
        assert_eq!(
            convert(Decimal::ONE, eur, usd, &rates, 2),
            Err(FaultKey::NotPositive)
        );
        assert_eq!(convert(Decimal::ONE, usd, usd, &rates, 2), Ok(Decimal::ONE));
    }
}

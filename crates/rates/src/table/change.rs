use jiff::civil::Date;
use oferta_domain::Dec;
use rust_decimal::Decimal;
use serde::Serialize;

use super::Price;
use super::fraction::Fraction;

/// A rate and the one stored before it.
///
/// The two may be for different nominals (DKK was 99.7833 for 10 and a day later 10.0019 for 1), so they are compared
/// per unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The date from which the earlier one held.
    pub previous_date: Date,
    /// The earlier one.
    pub previous: Price,
    /// The date from which the later one holds.
    pub effective_date: Date,
    /// The later one.
    pub current: Price,
}

impl Change {
    /// By how much one unit changed, rounded half away from zero.
    /// `None` when that does not fit a decimal.
    #[must_use]
    pub fn difference(&self, decimals: u32) -> Option<Dec> {
        let (was, now) = self.of_one_nominal();
        let both = Fraction::from(self.previous.nominal) * self.current.nominal.into();
        (now - was).over(both)?.round(decimals)
    }

    /// By how many percent one unit changed, rounded half away from zero. `None` when that does not fit a decimal.
    #[must_use]
    pub fn percent(&self, decimals: u32) -> Option<Dec> {
        let (was, now) = self.of_one_nominal();
        let divisor = Fraction::of(self.previous.value) * self.current.nominal.into();
        ((now - was) * Dec(Decimal::ONE_HUNDRED).into())
            .over(divisor)?
            .round(decimals)
    }

    /// Both values for the product of both nominals.
    fn of_one_nominal(&self) -> (Fraction, Fraction) {
        let of = |price: Price, other: Price| Fraction::of(price.value) * other.nominal.into();
        (
            of(self.previous, self.current),
            of(self.current, self.previous),
        )
    }
}

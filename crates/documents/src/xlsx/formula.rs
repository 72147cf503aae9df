//! Formulas that are written only where they are sure to give the amount that the quote says.

use rust_decimal::{Decimal, RoundingStrategy};

/// Arguments that one SUM may have in every spreadsheet program (Excel allows 255).
const SUM_ARGUMENTS: usize = 200;
/// Beyond this a double no longer holds two digits after the point with room to spare.
const DOUBLE_SAFE: i64 = 1_000_000_000_000;

/// Rows of the sheet, counted from zero, whose values are added up, as ranges with both ends inside.
#[derive(Debug, Default, Clone)]
pub(crate) struct Addends {
    ranges: Vec<(u32, u32)>,
}

impl Addends {
    pub(crate) fn push(&mut self, row: u32) {
        match self.ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.ranges.push((row, row)),
        }
    }

    /// `ROUND(SUM(...),scale)` over one column: the rounding takes away what doubles add in the last digit.
    /// None when there is nothing to add or more pieces than SUM takes.
    pub(crate) fn sum(&self, column: u16, scale: u32) -> Option<String> {
        if self.ranges.is_empty() || self.ranges.len() > SUM_ARGUMENTS {
            return None;
        }
        let letter = rust_xlsxwriter::utility::column_number_to_name(column);
        let ranges: Vec<String> = self
            .ranges
            .iter()
            .map(|(first, last)| format!("{letter}{}:{letter}{}", first + 1, last + 1))
            .collect();
        Some(format!("ROUND(SUM({}),{scale})", ranges.join(",")))
    }
}

/// Whether a spreadsheet's `ROUND(product, scale)` over doubles gives exactly `amount`.
///
/// The exact product must round (half away from zero, as ROUND does) to the amount and stand clear of the tie, where
/// the error of a double could tip it.
pub(super) fn rounds_to(factors: &[Decimal], scale: u32, amount: Decimal) -> bool {
    let product = factors
        .iter()
        .try_fold(Decimal::ONE, |product, factor| product.checked_mul(*factor));
    let Some(product) = product.filter(|product| product.abs() < Decimal::from(DOUBLE_SAFE)) else {
        return false;
    };
    let rounded = product.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    let unit = Decimal::new(1, scale.min(28));
    let from_tie = ((product - rounded).abs() - unit / Decimal::TWO).abs();
    rounded == amount && from_tie > unit / Decimal::from(50)
}

/// Whether `ROUND(SUM(...), scale)` over doubles gives exactly `amount`.
pub(crate) fn adds_up(
    mut addends: impl Iterator<Item = Decimal>,
    scale: u32,
    amount: Decimal,
) -> bool {
    let sum = addends.try_fold(Decimal::ZERO, |sum, addend| sum.checked_add(addend));
    amount.abs() < Decimal::from(DOUBLE_SAFE)
        && amount.normalize().scale() <= scale
        && sum == Some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_rounds(factors: &[&str], amount: &str, expected: bool) {
        let factors: Vec<Decimal> = factors.iter().map(|text| text.parse().unwrap()).collect();
        assert_eq!(
            rounds_to(&factors, 2, amount.parse().unwrap()),
            expected,
            "{factors:?}"
        );
    }

    #[test]
    fn a_product_is_a_formula_only_away_from_ties() {
        check_rounds(&["3", "1234.50"], "3703.50", true);
        check_rounds(&["3", "1234.50", "0.95"], "3518.33", false); // 3518.325 is a tie
        check_rounds(&["7", "0.333"], "2.33", true);
        check_rounds(&["7", "0.333"], "2.34", false);
        check_rounds(&["1", "1.005"], "1.01", false);
        check_rounds(&["1000000", "1000000"], "1000000000000", false);
        check_rounds(&["79228162514264337593543950335", "10"], "1", false);
    }

    #[test]
    fn rows_become_ranges() {
        let mut addends = Addends::default();
        for row in [5, 6, 7, 9, 11, 12] {
            addends.push(row);
        }
        assert_eq!(
            addends.sum(7, 2).unwrap(),
            "ROUND(SUM(H6:H8,H10:H10,H12:H13),2)"
        );
        assert_eq!(Addends::default().sum(7, 2), None);
    }
}

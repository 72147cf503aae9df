//! Numbers as banks print them, read from their text exactly.

use oferta_domain::Dec;
use oferta_domain::decimal::MAX_DIGITS;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Why a text is not the number of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NumberFault {
    /// Nothing stands there.
    #[error("blank")]
    Blank,
    /// Something else than a number stands there.
    #[error("not a number")]
    NotANumber,
    /// Zero or less.
    #[error("not positive")]
    NotPositive,
    /// More digits than an exact decimal holds ([`MAX_DIGITS`]).
    #[error("too many digits")]
    TooLong,
}

/// Reads a positive number exactly: `81,1291`, `94.6`, `10000`, `2,22616E-05`.
///
/// The bank prints a decimal comma, and small values in scientific notation *with* a comma (02.03.2002, TRL,
/// `VunitRate`); the mirror prints a point. Space around the number is dropped, grouping inside it is refused.
///
/// # Errors
/// [`NumberFault`].
pub fn positive(text: &str) -> Result<Dec, NumberFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberFault::Blank);
    }
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, exponent) = match unsigned.split_once(['E', 'e']) {
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (mantissa, scale) = read_digits(digits)?;
    if mantissa == 0 || negative {
        return Err(NumberFault::NotPositive);
    }
    assemble(mantissa, scale - exponent)
}

fn read_exponent(text: &str) -> Result<i32, NumberFault> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    if !plain {
        return Err(NumberFault::NotANumber);
    }
    text.parse().map_err(|_| NumberFault::NotANumber)
}

/// The digits without their mark, and how many of them stood after it.
fn read_digits(text: &str) -> Result<(i128, i32), NumberFault> {
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return Err(NumberFault::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let (mut mantissa, mut scale) = (0i128, 0);
    for digit in whole.bytes().chain(fraction.bytes()) {
        mantissa = mantissa
            .checked_mul(10)
            .and_then(|it| it.checked_add(i128::from(digit - b'0')))
            .ok_or(NumberFault::TooLong)?;
    }
    scale += i32::try_from(fraction.len()).map_err(|_| NumberFault::TooLong)?;
    Ok((mantissa, scale))
}

/// `mantissa · 10^-scale`, exactly or not at all.
fn assemble(mut mantissa: i128, mut scale: i32) -> Result<Dec, NumberFault> {
    while scale < 0 {
        mantissa = mantissa.checked_mul(10).ok_or(NumberFault::TooLong)?;
        scale += 1;
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    let scale = u32::try_from(scale).map_err(|_| NumberFault::TooLong)?;
    // What is stored as text is read back by `Dec`, whose limit counts the zeros before the first digit too.
    let digits = mantissa.to_string().len().max(scale as usize + 1);
    if digits > MAX_DIGITS {
        return Err(NumberFault::TooLong);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale)
        .map(Dec)
        .map_err(|_| NumberFault::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Result<&str, NumberFault>) {
        let read = positive(text).map(|it| it.to_string());
        assert_eq!(read.as_deref().map_err(|it| *it), expected, "{text:?}");
    }

    #[test]
    fn decimal_commas_and_points_are_read_exactly() {
        check("81,1291", Ok("81.1291"));
        check("94.6", Ok("94.6"));
        check("27,7980", Ok("27.798"));
        check("10000", Ok("10000"));
        check(" 18,4290\n", Ok("18.429"));
        // As a float this is 0.10000000000000000555.
        check("0,1", Ok("0.1"));
        check(
            "1234567890123456,789012345678",
            Ok("1234567890123456.789012345678"),
        );
    }

    #[test]
    fn scientific_notation_with_a_comma_is_read() {
        check("2,22616E-05", Ok("0.0000222616"));
        check("7,4484E-03", Ok("0.0074484"));
        check("1.5e+3", Ok("1500"));
        check("1E0", Ok("1"));
        check("1E27", Ok("1000000000000000000000000000"));
    }

    #[test]
    fn whatever_is_not_a_positive_number_is_named() {
        use NumberFault::*;
        for text in ["", "  ", "\u{a0}"] {
            check(text, Err(Blank));
        }
        for text in ["0", "0,0000", "-1", "-0", "0E5"] {
            check(text, Err(NotPositive));
        }
        for text in [
            "-", "1,2,3", "1 000", ",5", "5,", "E5", "1E", "1E+", "1E9999", "NaN", "inf", "+1",
            "0x10", "—", "١", "1e1.5",
        ] {
            check(text, Err(NotANumber));
        }
        for text in ["1E28", "1E-28", "1E-999", "12345678901234567890123456789"] {
            check(text, Err(TooLong));
        }
    }

    proptest! {
        #[test]
        fn a_printed_number_is_read_back(mantissa in 1i64.., scale in 0u32..18) {
            let number = Dec(Decimal::new(mantissa, scale).normalize());
            prop_assert_eq!(positive(&number.to_string().replace('.', ",")), Ok(number));
        }

        #[test]
        fn never_panics_and_what_is_read_can_be_stored(text in "[-+0-9,.eE ]{0,40}") {
            if let Ok(number) = positive(&text) {
                prop_assert_eq!(number.to_string().parse::<Dec>().unwrap(), number);
            }
        }
    }
}

//! Exact decimals as they cross a boundary: always text, never a float.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most digits a [`Dec`] may have, before and after the point together.
pub const MAX_DIGITS: usize = 28;

/// An exact decimal: money, a quantity, a rate or a share.
///
/// Over JSON it is a string of digits with at most one point and an optional leading minus
/// (`"1234.50"`). Exponents, thousands separators, signs other than `-`, JSON numbers and texts of more
/// than [`MAX_DIGITS`] digits are refused rather than rounded. Trailing zeros are dropped, so equal numbers are
/// equal texts wherever they are stored and compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ts_rs::TS)]
#[ts(type = "string")]
pub struct Dec(pub Decimal);

/// Why a text is not a [`Dec`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an exact decimal")]
pub struct NotDecimal;

impl FromStr for Dec {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let count = digits.bytes().filter(u8::is_ascii_digit).count();
        let points = digits.bytes().filter(|b| *b == b'.').count();
        let plain = count + points == digits.len()
            && points < 2
            && count != 0
            && count <= MAX_DIGITS
            && !digits.starts_with('.')
            && !digits.ends_with('.');
        if !plain {
            return Err(NotDecimal);
        }
        let value = Decimal::from_str_exact(text)
            .map_err(|_| NotDecimal)?
            .normalize();
        Ok(Dec(if value.is_zero() {
            Decimal::ZERO
        } else {
            value
        }))
    }
}

impl fmt::Display for Dec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Deref for Dec {
    type Target = Decimal;
    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl From<Decimal> for Dec {
    fn from(value: Decimal) -> Self {
        Dec(value)
    }
}

impl From<Dec> for Decimal {
    fn from(value: Dec) -> Self {
        value.0
    }
}

impl Serialize for Dec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Dec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Dec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal as a string")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Dec, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        let read = text.parse::<Dec>().ok().map(|d| d.to_string());
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn only_plain_exact_decimals_are_read() {
        check("0", Some("0"));
        check("-12.50", Some("-12.5"));
        check("-0.00", Some("0"));
        check(
            "1234567890123456789012345678",
            Some("1234567890123456789012345678"),
        );
        for bad in [
            "",
            "-",
            ".",
            ".5",
            "5.",
            "1e3",
            "1E3",
            "NaN",
            "Infinity",
            "+1",
            "1,5",
            "1 000",
            "--1",
            "1.2.3",
            "0x10",
            "١",
            "12345678901234567890123456789",
            " 1",
            "1\n",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn json_numbers_are_refused() {
        assert!(serde_json::from_str::<Dec>("1.10").is_err());
        assert!(serde_json::from_str::<Dec>("1").is_err());
        assert_eq!(
            serde_json::to_string(&"1.10".parse::<Dec>().unwrap()).unwrap(),
            "\"1.1\""
        );
    }

    proptest! {
        #[test]
        fn never_panics_and_round_trips(text in "\\PC{0,40}") {
            if let Ok(value) = text.parse::<Dec>() {
                prop_assert_eq!(value.to_string().parse::<Dec>().unwrap(), value);
            }
        }
    }
}

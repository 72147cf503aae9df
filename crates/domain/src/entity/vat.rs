//! VAT of a line.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Dec;
use crate::field::{FieldKind, FieldType};

/// What stands in place of a rate.
const WITHOUT: &str = "none";

/// VAT of a line that has its own: a rate, or none at all in a quote that has one. A line without VAT is not one at 0 %.
///
/// As text it is the rate as a fraction, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ts_rs::TS)]
#[ts(type = "string")]
pub enum LineVat {
    /// "Without VAT".
    Without,
    /// A rate as a fraction.
    Rate(Dec),
}

impl LineVat {
    /// The rate; none means "without VAT".
    pub fn rate(self) -> Option<Dec> {
        match self {
            LineVat::Without => None,
            LineVat::Rate(rate) => Some(rate),
        }
    }
}

impl fmt::Display for LineVat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LineVat::Without => f.write_str(WITHOUT),
            LineVat::Rate(rate) => rate.fmt(f),
        }
    }
}

impl Serialize for LineVat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LineVat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == WITHOUT {
            return Ok(LineVat::Without);
        }
        let rate = text.parse().map_err(serde::de::Error::custom)?;
        Ok(LineVat::Rate(rate))
    }
}

impl FieldType for LineVat {
    const KIND: FieldKind = FieldKind::Decimal;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_rate_or_none_and_nothing_else() {
        let read = |json: &str| serde_json::from_str::<Option<LineVat>>(json);
        for (json, expected) in [
            ("null", None),
            (r#""none""#, Some(LineVat::Without)),
            (r#""0""#, Some(LineVat::Rate(Dec::default()))),
            (r#""0.2""#, Some(LineVat::Rate("0.2".parse().unwrap()))),
        ] {
            let found = read(json).unwrap();
            assert_eq!(found, expected, "{json}");
            assert_eq!(serde_json::to_string(&found).unwrap(), json);
        }
        for json in [r#""None""#, r#""without""#, "0.2", r#""""#, "false"] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}

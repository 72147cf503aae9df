//! Currency codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 letters: three capitals.
///
/// Rates are kept by these letters and not by number or by the bank's id, both of which change with every
/// redenomination (BYR R01090/974 became BYN R01090B/933).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency([u8; 3]);

/// Why a text is not a currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a currency code of three capitals")]
pub struct NotCurrency;

impl Currency {
    /// The Russian rouble: the base of the bank of Russia, which never lists it.
    pub const RUB: Self = Self(*b"RUB");
    /// The euro: the base of the ECB, which never lists it.
    pub const EUR: Self = Self(*b"EUR");

    /// Its letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only capitals of ASCII are ever stored.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Decimals of its minor unit (ISO 4217).
    #[must_use]
    pub fn minor_units(&self) -> u32 {
        oferta_domain::currency::minor_units(self.as_str())
    }
}

impl FromStr for Currency {
    type Err = NotCurrency;

    fn from_str(text: &str) -> Result<Self, NotCurrency> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(NotCurrency),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = NotCurrency;
    fn try_from(text: String) -> Result<Self, NotCurrency> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_capitals_and_nothing_else() {
        assert_eq!("USD".parse::<Currency>().unwrap().to_string(), "USD");
        for bad in ["", "US", "usd", "USDT", "U D", "Р", "12A", "US\u{0}"] {
            assert_eq!(bad.parse::<Currency>(), Err(NotCurrency), "{bad:?}");
        }
        assert_eq!(serde_json::to_string(&Currency::RUB).unwrap(), "\"RUB\"");
        assert!(serde_json::from_str::<Currency>("\"rub\"").is_err());
    }
}

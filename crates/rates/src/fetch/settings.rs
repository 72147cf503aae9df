use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::day::Source;
use crate::error::{RateError, Result};

/// Where the rates are asked for. An office that keeps a copy, and every test, points them elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The folder of `XML_daily.asp` and `XML_dynamic.asp`.
    pub cbr: String,
    /// The folder of `daily_json.js` and `archive/`.
    pub mirror: String,
    /// The list of the European Central Bank.
    pub ecb: String,
    /// The currency the organisation counts in: the ECB is asked only by those who count in euro.
    pub base: Currency,
    /// The way out of the office.
    pub proxy: Proxy,
}

/// The way out of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proxy {
    /// The one the system is set to, if any.
    #[default]
    System,
    /// None, whatever the system says.
    Direct,
    /// The one at this address.
    At(String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cbr: "https://www.cbr.ru/scripts".into(),
            mirror: "https://www.cbr-xml-daily.ru".into(),
            ecb: "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml".into(),
            base: Currency::RUB,
            proxy: Proxy::System,
        }
    }
}

impl Settings {
    /// The sources in the order in which they are asked.
    pub(super) fn sources(&self) -> &'static [Source] {
        const ROUBLES: &[Source] = &[Source::CbrXml, Source::CbrMirror];
        const EURO: &[Source] = &[Source::CbrXml, Source::CbrMirror, Source::Ecb];
        if self.base == Currency::EUR {
            EURO
        } else {
            ROUBLES
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        for address in [&self.cbr, &self.mirror, &self.ecb] {
            check_address(address)?;
        }
        Ok(())
    }
}

/// Whether a text is an address of http or https that names a host.
///
/// # Errors
/// [`RateError::Address`].
pub fn check_address(address: &str) -> Result<()> {
    read(address).map(drop)
}

/// An address of http or https that names a host.
pub(super) fn read(address: &str) -> Result<Url> {
    let url = Url::parse(address).ok();
    url.filter(|it| matches!(it.scheme(), "http" | "https") && it.has_host())
        .ok_or_else(|| RateError::Address(address.to_owned()))
}

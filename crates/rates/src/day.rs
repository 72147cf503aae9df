//! What a bank gives: a day of rows, or the history of one currency.

use jiff::civil::Date;
use oferta_domain::Dec;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::number::{NumberFault, positive};

/// Where rates come from. Of two sources for the same day the earlier one here wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The official XML of the Central Bank of Russia.
    CbrXml,
    /// The JSON mirror of the official rates, kept by a third party.
    CbrMirror,
    /// The euro reference rates of the European Central Bank.
    Ecb,
}

impl Source {
    /// The currency in which its values stand.
    #[must_use]
    pub fn base(self) -> Currency {
        match self {
            Self::CbrXml | Self::CbrMirror => Currency::RUB,
            Self::Ecb => Currency::EUR,
        }
    }
}

/// One currency on one day: `nominal` units of it cost `value` units of the base.
///
/// The bank of Russia prints it so (10 CNY = 87.4478 RUB). The ECB prints the units for one euro, which is kept
/// unrounded as `nominal` units = 1 EUR. Nominals change from day to day (CNY was 10 in 2019, 1 in 2021, 10 in 2022),
/// so neither number means anything without the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The currency.
    pub currency: Currency,
    /// The bank's own id (`R01235`), which asks for a history; none at the ECB.
    pub bank_id: Option<String>,
    /// How many units the value is for: positive.
    pub nominal: Dec,
    /// Their price in the base: positive.
    pub value: Dec,
    /// The name the bank gives it on that day; empty at the ECB.
    pub name: String,
}

/// The rates of one effective date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The date from which they hold. Not the date of publication, which is the evening before.
    pub effective_date: Date,
    /// Who gave them.
    pub source: Source,
    /// The rows that can be used, in the order of the source, each currency once.
    pub rows: Vec<Row>,
    /// The rows that cannot, and why. They never take the day with them.
    pub dropped: Vec<Dropped>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Its code or date as the source wrote it, shortened to 32 characters.
    pub key: String,
    /// Why.
    pub fault: RowFault,
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// The code is not three capitals, or the date is no date.
    #[error("the code or date is malformed")]
    Key,
    /// The same currency or date stood there before.
    #[error("it stands there twice")]
    Twice,
    /// The nominal.
    #[error("nominal: {0}")]
    Nominal(NumberFault),
    /// The value.
    #[error("value: {0}")]
    Value(NumberFault),
}

/// The published rates of one currency over time, from the bank of Russia.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The bank's id of the currency, as the answer names it.
    pub bank_id: String,
    /// One point for each effective date, oldest first.
    pub points: Vec<Point>,
    /// The records that cannot be used.
    pub dropped: Vec<Dropped>,
}

/// The rate of one day in a [`History`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The date from which it holds.
    pub effective_date: Date,
    /// How many units the value is for: positive. It changes within a history.
    pub nominal: Dec,
    /// Their price in roubles: positive.
    pub value: Dec,
}

/// Both numbers of a row, or the first fault.
pub(crate) fn read_pair(nominal: &str, value: &str) -> Result<(Dec, Dec), RowFault> {
    Ok((
        positive(nominal).map_err(RowFault::Nominal)?,
        positive(value).map_err(RowFault::Value)?,
    ))
}

impl Dropped {
    pub(crate) fn new(key: &str, fault: RowFault) -> Self {
        Self {
            key: key.chars().take(32).collect(),
            fault,
        }
    }
}

impl Day {
    pub(crate) fn new(effective_date: Date, source: Source) -> Self {
        Self {
            effective_date,
            source,
            rows: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// Takes a row in, or notes why not.
    pub(crate) fn take(&mut self, key: &str, row: Result<Row, RowFault>) {
        let fault = match row {
            Ok(row) if !self.rows.iter().any(|it| it.currency == row.currency) => {
                self.rows.push(row);
                return;
            }
            Ok(_) => RowFault::Twice,
            Err(fault) => fault,
        };
        self.dropped.push(Dropped::new(key, fault));
    }
}

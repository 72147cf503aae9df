//! The JSON mirror of the official rates, kept by a third party: `daily_json.js`, and
//! `archive/YYYY/MM/DD/daily_json.js`, which has no file for a day on which no rate came into force.
//!
//! Its `Timestamp` is when the mirror looked, its time of day in `Date` is a constant, and its `Previous` may be for
//! another nominal (09.03.2019, DKK): none of them is read. Its `latest.js` holds rounded inverses and is never asked.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{Answer, MAX_ROWS, text};
use crate::day::{Day, Row, RowFault, Source, read_pair};
use crate::error::{RateError, Result};

#[derive(Deserialize)]
struct List<'a> {
    #[serde(rename = "Date")]
    date: Option<Cow<'a, str>>,
    #[serde(rename = "Valute", borrow)]
    rows: Option<Rows<'a>>,
}

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(rename = "ID", default)]
    id: Option<String>,
    #[serde(rename = "CharCode", default)]
    code: Option<String>,
    #[serde(rename = "Nominal", borrow, default)]
    nominal: Option<&'a RawValue>,
    #[serde(rename = "Value", borrow, default)]
    value: Option<&'a RawValue>,
    #[serde(rename = "Name", default)]
    name: Option<String>,
}

/// The rows in the order of the file, each read on its own, and whether there were more than [`MAX_ROWS`].
struct Rows<'a>(Vec<(String, &'a RawValue)>, bool);

impl<'de: 'a, 'a> Deserialize<'de> for Rows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Rows<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("currencies by code")
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut rows = Rows(Vec::new(), false);
                while rows.0.len() < MAX_ROWS {
                    match map.next_entry()? {
                        Some(row) => rows.0.push(row),
                        None => return Ok(rows),
                    }
                }
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    rows.1 = true;
                }
                Ok(rows)
            }
        }
        deserializer.deserialize_map(Read)
    }
}

/// Reads `daily_json.js`, the current one or one of the archive. Numbers are taken from the text as it stands.
///
/// # Errors
/// Those of a bad document; [`RateError::Empty`] when no row is left.
pub fn daily(answer: Answer<'_>) -> Result<Day> {
    let text = text::decode(answer)?;
    if text.trim_start().starts_with('<') {
        return Err(RateError::NotRates("markup".into()));
    }
    let list: List<'_> = serde_json::from_str(&text).map_err(|error| match error.classify() {
        Category::Eof => RateError::Truncated,
        Category::Data => RateError::NotRates(error.to_string()),
        Category::Syntax | Category::Io => RateError::Damaged(error.to_string()),
    })?;
    // The offset is always Moscow's, so the date is the first ten characters whatever the time says.
    let date = list.date.as_deref().and_then(|it| it.get(..10));
    let date = date.and_then(|it| it.parse::<Date>().ok());
    let (Some(date), Some(Rows(rows, more))) = (date, list.rows) else {
        return Err(RateError::NotRates("no date or no currencies".into()));
    };
    if more {
        return Err(RateError::TooMany {
            what: "rows",
            limit: MAX_ROWS,
        });
    }
    let mut day = Day::new(date, Source::CbrMirror);
    for (key, raw) in rows {
        let fields = serde_json::from_str(raw.get()).map_err(|_| RowFault::Key);
        day.take(&key, fields.and_then(|it| row(&key, &it)));
    }
    if day.rows.is_empty() {
        return Err(RateError::Empty);
    }
    Ok(day)
}

fn row(key: &str, fields: &Fields<'_>) -> std::result::Result<Row, RowFault> {
    let code = fields.code.as_deref().unwrap_or(key);
    let currency = code.parse().map_err(|_| RowFault::Key)?;
    let (nominal, value) = read_pair(number(fields.nominal), number(fields.value))?;
    Ok(Row {
        currency,
        bank_id: fields.id.clone().filter(|it| !it.is_empty()),
        nominal,
        value,
        name: fields.name.clone().unwrap_or_default(),
    })
}

/// The text of a JSON number, or of a string that holds one.
fn number(raw: Option<&RawValue>) -> &str {
    match raw.map(RawValue::get) {
        None | Some("null") => "",
        Some(text) => text
            .strip_prefix('"')
            .and_then(|it| it.strip_suffix('"'))
            .unwrap_or(text),
    }
}

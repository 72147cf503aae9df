//! The euro reference rates of the European Central Bank, for those who count in euro.
//!
//! `eurofxref-daily.xml` has one day, `eurofxref-hist-90d.xml` ninety; both nest `Cube` in `Cube`: the list, its days,
//! their rates in units of the currency for one euro
//! (<https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/>).

use jiff::civil::Date;
use quick_xml::events::BytesStart;

use super::xml::{Step, attribute, walk};
use super::{Answer, MAX_POINTS, text};
use crate::day::{Day, Row, RowFault, Source, read_pair};
use crate::error::{RateError, Result};

/// Reads the days of a list, in its order (the newest first). The rate is kept as the nominal of one euro, so that it
/// is never inverted; see [`Row`].
///
/// # Errors
/// Those of a bad document; [`RateError::Empty`] when a day has no usable row, or there is no day.
pub fn days(answer: Answer<'_>) -> Result<Vec<Day>> {
    let text = text::decode(answer)?;
    let (mut days, mut rows) = (Vec::<Day>::new(), 0);
    walk(&text, |step| {
        let Step::Open { depth, name, tag } = step else {
            return Ok(());
        };
        if depth == 0 && name != "Envelope" {
            return Err(RateError::NotRates(name.chars().take(32).collect()));
        }
        if name != "Cube" {
            return Ok(());
        }
        rows += 1;
        if rows > MAX_POINTS {
            return Err(RateError::TooMany {
                what: "rows",
                limit: MAX_POINTS,
            });
        }
        if let Some(time) = attribute(tag, "time")? {
            let date = time.trim().parse::<Date>();
            let date = date.map_err(|_| RateError::NotRates("no date".into()))?;
            days.push(Day::new(date, Source::Ecb));
        } else if let (Some(code), Some(day)) = (attribute(tag, "currency")?, days.last_mut()) {
            day.take(&code, row(&code, tag)?);
        }
        Ok(())
    })?;
    if days.is_empty() || days.iter().any(|day| day.rows.is_empty()) {
        return Err(RateError::Empty);
    }
    Ok(days)
}

fn row(code: &str, tag: &BytesStart<'_>) -> Result<std::result::Result<Row, RowFault>> {
    let rate = attribute(tag, "rate")?.unwrap_or_default();
    let Ok(currency) = code.parse() else {
        return Ok(Err(RowFault::Key));
    };
    // The rate of the ECB is the nominal here, but for a reader of the list it is the value.
    let pair = read_pair("1", &rate);
    Ok(pair.map(|(one, units)| Row {
        currency,
        bank_id: None,
        nominal: units,
        value: one,
        name: String::new(),
    }))
}

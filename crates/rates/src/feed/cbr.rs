//! The official XML of the Central Bank of Russia.
//!
//! `XML_daily.asp?date_req=DD/MM/YYYY` gives the newest day on or before the date, `XML_dynamic.asp` the history of one
//! currency by the bank's id. Both are in windows-1251 with decimal commas
//! (<https://www.cbr.ru/development/SXML/>).

use jiff::civil::Date;

use super::xml::{Step, attribute, date, walk};
use super::{Answer, MAX_POINTS, MAX_ROWS, text};
use crate::day::{Day, Dropped, History, Point, Row, RowFault, Source, read_pair};
use crate::error::{RateError, Result};

const DAY: usize = 0;
const ROW: usize = 1;
const FIELD: usize = 2;

/// The fields of a row that are read. `NumCode` changes with every redenomination, and `VunitRate` repeats value and
/// nominal (and is missing from old files): neither is looked at.
#[derive(Default)]
struct Fields {
    id: String,
    date: String,
    code: String,
    nominal: String,
    value: String,
    name: String,
}

impl Fields {
    fn set(&mut self, name: &str, text: &str) {
        let field = match name {
            "CharCode" => &mut self.code,
            "Nominal" => &mut self.nominal,
            "Value" => &mut self.value,
            "Name" => &mut self.name,
            _ => return,
        };
        text.clone_into(field);
    }
}

/// Reads `XML_daily.asp`.
///
/// A row whose code is malformed, whose nominal or value is blank, zero or negative, or whose currency stood there
/// before is dropped and named in [`Day::dropped`].
///
/// # Errors
/// Those of a bad document; [`RateError::Empty`] when no row is left.
pub fn daily(answer: Answer<'_>) -> Result<Day> {
    let text = text::decode(answer)?;
    let mut day = None;
    records(&text, "Valute", MAX_ROWS, |root, fields| {
        let Some(fields) = fields else {
            day = date(root).map(|date| Day::new(date, Source::CbrXml));
            return;
        };
        if let Some(day) = &mut day {
            day.take(&fields.code, row(fields));
        }
    })?;
    match day {
        Some(day) if day.rows.is_empty() => Err(RateError::Empty),
        Some(day) => Ok(day),
        None => Err(RateError::NotRates("no date".into())),
    }
}

/// Reads `XML_dynamic.asp`: one record for each day on which the rate was set, each with the nominal of its time.
///
/// # Errors
/// Those of a bad document; [`RateError::Empty`] when no record is left.
pub fn history(answer: Answer<'_>) -> Result<History> {
    let text = text::decode(answer)?;
    let (mut points, mut dropped) = (Vec::<Point>::new(), Vec::new());
    let bank_id = records(&text, "Record", MAX_POINTS, |_, fields| {
        let Some(fields) = fields else { return };
        match point(fields) {
            Ok(point) => points.push(point),
            Err(fault) => dropped.push(Dropped::new(&fields.date, fault)),
        }
    })?;
    points.sort_by_key(|it| it.effective_date);
    points.dedup_by(|next, kept| {
        let twice = next.effective_date == kept.effective_date;
        if twice {
            let key = next.effective_date.to_string();
            dropped.push(Dropped::new(&key, RowFault::Twice));
        }
        twice
    });
    if points.is_empty() {
        return Err(RateError::Empty);
    }
    Ok(History {
        bank_id,
        points,
        dropped,
    })
}

/// Walks through `ValCurs` and gives first its date, then the fields of every record; returns the id of the root.
fn records(
    text: &str,
    record: &str,
    limit: usize,
    mut meet: impl FnMut(&str, Option<&Fields>),
) -> Result<String> {
    let (mut fields, mut rows, mut root_id) = (Fields::default(), 0, String::new());
    let mut inside = false;
    walk(text, |step| {
        match step {
            Step::Open {
                depth: DAY,
                name,
                tag,
            } => {
                if name != "ValCurs" {
                    return Err(RateError::NotRates(name.chars().take(32).collect()));
                }
                root_id = attribute(tag, "ID")?.unwrap_or_default().into_owned();
                meet(&attribute(tag, "Date")?.unwrap_or_default(), None);
            }
            Step::Open {
                depth: ROW,
                name,
                tag,
            } => {
                inside = name == record;
                rows += 1;
                if rows > limit {
                    return Err(RateError::TooMany {
                        what: "rows",
                        limit,
                    });
                }
                fields = Fields {
                    id: attribute(tag, "ID")?.unwrap_or_default().trim().to_owned(),
                    date: attribute(tag, "Date")?.unwrap_or_default().into_owned(),
                    ..Fields::default()
                };
            }
            Step::Close {
                depth: FIELD,
                name,
                text,
            } => fields.set(name, text),
            Step::Close { depth: ROW, .. } if inside => meet("", Some(&fields)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(root_id)
}

fn row(fields: &Fields) -> std::result::Result<Row, RowFault> {
    let currency = fields.code.parse().map_err(|_| RowFault::Key)?;
    let (nominal, value) = read_pair(&fields.nominal, &fields.value)?;
    Ok(Row {
        currency,
        bank_id: Some(fields.id.clone()).filter(|it| !it.is_empty()),
        nominal,
        value,
        name: fields.name.clone(),
    })
}

fn point(fields: &Fields) -> std::result::Result<Point, RowFault> {
    let effective_date: Date = date(&fields.date).ok_or(RowFault::Key)?;
    let (nominal, value) = read_pair(&fields.nominal, &fields.value)?;
    Ok(Point {
        effective_date,
        nominal,
        value,
    })
}

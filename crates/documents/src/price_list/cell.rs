use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A price list as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// Sheets in the order of the file, empty ones included.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; of a text file, an empty text.
    pub name: String,
    /// Rows from the first of the sheet, so that index + 1 is the number that a spreadsheet shows. A row ends with its
    /// last filled cell.
    pub rows: Vec<Vec<Cell>>,
    /// Rows from 0, in their order, whose cells may not be what was meant: a quote is opened and not closed, and there
    /// are more or fewer of them than in most rows.
    pub torn: Vec<usize>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing, or nothing but spaces.
    #[default]
    Empty,
    /// Text as it was typed; leading zeros of an article are kept.
    Text(String),
    /// A number with the 15 significant digits that a spreadsheet shows.
    Number(Decimal),
    /// A date, a time or both, as ISO 8601 text.
    Date(String),
}

impl Cell {
    /// The cell as a reader sees it: 12345.0 is "12345".
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Date(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// A whole row as a person reads it.
    pub(super) fn joined(cells: &[Cell]) -> String {
        let filled = cells.iter().filter(|cell| !cell.is_empty());
        filled.map(Cell::text).collect::<Vec<_>>().join(" | ")
    }

    pub(super) fn from_text(text: String) -> Self {
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A double as a spreadsheet shows it: 15 significant digits (ECMA-376 part 1, 18.8.30), so that 0.1 + 0.2 is 0.3.
    pub(super) fn from_double(value: f64) -> Self {
        if !value.is_finite() {
            return Self::Empty;
        }
        let shown = format!("{value:.14e}");
        match Decimal::from_scientific(&shown) {
            Ok(number) => Self::Number(number.normalize()),
            // Beyond 28 digits: no price, but it shall be seen in the preview and in a fault.
            Err(_) => Self::Text(value.to_string()),
        }
    }
}

impl Sheet {
    /// The cell at a row and column counted from zero; outside of the sheet all is empty.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .unwrap_or(&Cell::Empty)
    }

    /// Columns of the widest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_double(value: f64, expected: &str) {
        assert_eq!(Cell::from_double(value).text(), expected);
    }

    #[test]
    fn doubles_read_as_a_spreadsheet_shows_them() {
        check_double(12345.0, "12345");
        check_double(0.1 + 0.2, "0.3");
        check_double(1234.5, "1234.5");
        check_double(1.1 * 3.0, "3.3");
        check_double(99_999_999_999_999.9, "99999999999999.9");
        check_double(4_607_123_456_789.0, "4607123456789");
        check_double(0.0, "0");
        check_double(-0.0, "0");
        check_double(1e-7, "0.0000001");
        check_double(-12.5, "-12.5");
        check_double(f64::NAN, "");
        assert!(matches!(Cell::from_double(1e300), Cell::Text(_)));
    }
}

use serde::{Deserialize, Serialize};

use super::Field;
use super::number::DecimalMark;

/// What a person, or [`guess`](super::guess), says about a sheet; remembered for each supplier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Index of the sheet in the file.
    pub sheet: usize,
    /// Last row of the heading, counted from zero; all rows after it are read. None when the list has no heading.
    pub header_row: Option<usize>,
    /// What each column holds, by its index. A field that is named twice is taken from its first column.
    pub columns: Vec<Option<Field>>,
    /// How numbers that are text are written.
    pub decimal: DecimalMark,
    /// ISO 4217 code of prices that name no currency themselves.
    pub currency: Option<String>,
}

impl Mapping {
    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|held| *held == Some(field))
    }

    /// The first row that is read, counted from zero.
    #[must_use]
    pub fn first_row(&self) -> usize {
        self.header_row.map_or(0, |row| row + 1)
    }
}

use super::{Cell, ReadError, Sheet};

/// Rows of a sheet that are read.
pub const MAX_ROWS: usize = 200_000;
/// Columns of a sheet that are read.
pub const MAX_COLUMNS: usize = 512;
/// Filled cells in all sheets together.
pub const MAX_CELLS: usize = 1_000_000;
/// Places held in memory, filled or not: a cell far to the right pays for those before it.
const MAX_PLACES: usize = 4_000_000;
/// Text in all cells together. One shared text that stands in every cell is stored once in the file, but not here.
const MAX_TEXT_BYTES: usize = 128 * 1024 * 1024;
/// Sheets of a file that are read.
const MAX_SHEETS: usize = 256;

/// Counts what a file takes while it is read, over all of its sheets.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    sheets: Vec<Sheet>,
    cells: usize,
    places: usize,
    text_bytes: usize,
}

impl Ledger {
    pub(super) fn open_sheet(&mut self, name: String) -> Result<(), ReadError> {
        if self.sheets.len() == MAX_SHEETS {
            return Err(ReadError::TooManyCells { limit: MAX_CELLS });
        }
        self.sheets.push(Sheet {
            name,
            rows: Vec::new(),
            torn: Vec::new(),
        });
        Ok(())
    }

    /// Puts a cell into the sheet that was opened last; row and column count from zero.
    pub(super) fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), ReadError> {
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cell.is_empty()) else {
            return Ok(());
        };
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(ReadError::TooFar {
                cell: address(row, column),
            });
        }
        if let Cell::Text(text) | Cell::Date(text) = &cell {
            self.text_bytes += text.len();
        }
        self.cells += 1;
        if row >= sheet.rows.len() {
            self.places += row + 1 - sheet.rows.len();
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut sheet.rows[row];
        if column >= cells.len() {
            self.places += column + 1 - cells.len();
            cells.resize_with(column + 1, Cell::default);
        }
        cells[column] = cell;
        if self.cells > MAX_CELLS || self.places > MAX_PLACES || self.text_bytes > MAX_TEXT_BYTES {
            return Err(ReadError::TooManyCells { limit: MAX_CELLS });
        }
        Ok(())
    }

    /// Notes that the cells of a row of the sheet that was opened last may not be what was meant; rows come in order.
    pub(super) fn tear(&mut self, row: usize) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.torn.push(row);
        }
    }

    pub(super) fn close(self) -> Vec<Sheet> {
        self.sheets
    }
}

/// "A1" of a row and column that count from zero.
pub(super) fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row.saturating_add(1))
}

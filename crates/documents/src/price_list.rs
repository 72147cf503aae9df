//! Suppliers' price lists: a file within limits becomes a [`Workbook`], a [`Mapping`] says what its columns are, and
//! [`rows`] accounts for every row of the sheet.

mod archive;
mod cell;
mod currency;
mod error;
mod field;
mod guess;
mod ledger;
mod mapping;
pub mod number;
mod ods;
mod reading;
mod source;
mod text;
mod xls;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub use cell::{Cell, Sheet, Workbook};
pub use error::ReadError;
pub use field::Field;
pub use guess::guess;
pub use ledger::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
pub use mapping::Mapping;
pub use reading::{FaultReason, Heading, PriceRow, Reading, RowFault, rows};
pub use source::{MAX_FILE_BYTES, load};

use source::Kind;

/// Reads a price list: XLSX, XLS, ODS, or text (CSV, TSV) in UTF-8, UTF-16 or windows-1251.
///
/// The file is read once, whole, and told apart by what is in it; its name only helps to explain a failure. Memory and
/// time are bounded whatever the file claims about itself.
///
/// # Errors
/// [`ReadError`] says what is wrong with the file; nothing is ever cut off to fit a limit.
pub fn read(path: &Path) -> Result<Workbook, ReadError> {
    read_bytes(&load(path, MAX_FILE_BYTES)?, &source::extension(path))
}

/// The same for a file that is already in memory, for example a pasted one. `extension` is without its dot.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(bytes: &[u8], extension: &str) -> Result<Workbook, ReadError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge {
            bytes: bytes.len() as u64,
        });
    }
    let kind = source::detect(bytes, extension)?;
    // The format libraries meet bytes that nobody checked; a panic of theirs is a damaged file, not our end.
    let sheets = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Zip => archive::read(bytes),
        Kind::CompoundFile => xls::read(bytes),
        Kind::Text => text::read(bytes, extension),
    }))
    .unwrap_or(Err(ReadError::Damaged))?;
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    Ok(Workbook { sheets })
}

#[cfg(test)]
mod tests;

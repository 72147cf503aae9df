//! The spreadsheet of a quote: numbers stay numbers, and the customer can check the sums.

pub(crate) mod cells;
pub(crate) mod formula;
mod rows;
mod sheet;
pub(crate) mod styles;
mod totals;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::labels::Labels;
use crate::{CustomerView, Date, Language, RenderError};

/// Renders the quote as one visible sheet, ready to print on A4.
///
/// The XLSX format keeps numbers as IEEE doubles (ECMA-376 part 1, 18.3.1.96): this is the only place where an amount
/// leaves exact decimals. A double holds 15 significant digits, so every amount below ten trillion with two decimals
/// reads back as it was. A formula is written only where its value is exactly the amount given; its result is stored
/// beside it, so that viewers that do not calculate show it too.
///
/// The same view gives the same bytes.
///
/// # Errors
/// [`RenderError::Spreadsheet`] when the quote is larger than a sheet can be.
pub fn render(view: &CustomerView) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    let heading = [view.kind.trim(), view.number.trim()].join(" ");
    workbook.set_properties(
        &DocProperties::new()
            .set_title(heading.trim())
            .set_author(view.seller.name.trim())
            .set_creation_datetime(&created(view.date)?),
    );
    workbook.add_worksheet().set_name(match view.language {
        Language::Ru => "Предложение",
        Language::En => "Quote",
    })?;
    let sheet = workbook.worksheet_from_index(0)?;
    sheet::write(sheet, view, Labels::of(view.language))?;
    Ok(workbook.save_to_buffer()?)
}

/// The document's own date: the writer would put the moment of export, and the same quote would differ each time.
pub(crate) fn created(date: Date) -> Result<ExcelDateTime, RenderError> {
    let year = u16::try_from(date.year).unwrap_or(1900).max(1900);
    Ok(ExcelDateTime::from_ymd(year, date.month, date.day)
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?)
}

#[cfg(test)]
mod tests;

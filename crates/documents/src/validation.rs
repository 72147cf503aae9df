//! The workbook for people who check a quote: what went in, every amount in the order of the pricing specification, and
//! how each price arose.

mod calculation;
mod cells;
mod derivation;
mod input;
mod labels;
mod names;
mod steps;
mod view;

use rust_xlsxwriter::{DocProperties, Workbook};

use crate::RenderError;
use crate::xlsx::created;

use cells::Writer;
use labels::Labels;

pub use view::{
    CheckedLine, CheckedRevision, CostBlock, DerivationStep, ExchangeRate, NamedValue, Origin,
    Policy, ResolvedTerm, ValidationView,
};

/// Renders the workbook: "Ввод", "Расчёт", "Вывод" in Russian, "Input", "Calculation", "Derivation" in English.
///
/// Numbers are numbers: they are kept as IEEE doubles (15 significant digits), and shown with as many digits as make
/// sense. Under every column of the calculation stand the sum of its lines, the total of the quote, and the difference
/// between the two, so that a fault shows itself. A sum is a formula where a spreadsheet is sure to get exactly it.
///
/// The same view gives the same bytes.
///
/// # Errors
/// [`RenderError::Spreadsheet`] when the quote is larger than a sheet can be.
pub fn render(view: &ValidationView) -> Result<Vec<u8>, RenderError> {
    let labels = Labels::of(view.language);
    let mut workbook = Workbook::new();
    let title = format!("{} {}", labels.title, view.number);
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title.trim())
            .set_creation_datetime(&created(view.date)?),
    );
    for (name, write) in [
        (labels.input, input::write as fn(&mut Writer<'_>) -> _),
        (labels.calculation, calculation::write),
        (labels.derivation, derivation::write),
    ] {
        let sheet = workbook.add_worksheet().set_name(name)?;
        write(&mut Writer::new(sheet, view, labels))?;
    }
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests;

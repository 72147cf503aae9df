use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::ledger::Ledger;
use super::{Cell, ReadError, Sheet};

/// Reads cell by cell as the file has them: a grid would be as large as the farthest cell wants.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut ledger = Ledger::default();
    for name in names {
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A chart that is listed among the sheets holds no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(fault(error)),
        };
        ledger.open_sheet(name)?;
        while let Some(cell) = cells.next_cell().map_err(fault)? {
            let (row, column) = cell.get_position();
            ledger.put(row as usize, column as usize, value(cell.get_value()))?;
        }
    }
    Ok(ledger.close())
}

fn value(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number((*number).into()),
        DataRef::Float(number) => Cell::from_double(*number),
        DataRef::String(text) => Cell::from_text(text.clone()),
        DataRef::SharedString(text) => Cell::from_text((*text).to_owned()),
        DataRef::Bool(truth) => Cell::Text(truth.to_string().to_uppercase()),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Date(text.clone()),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

pub(super) fn date(moment: ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let day = format!("{year:04}-{month:02}-{day:02}");
    if moment.is_duration() || moment.as_f64().abs() < 1.0 {
        Cell::Date(time)
    } else if (hour, minute, second) == (0, 0, 0) {
        Cell::Date(day)
    } else {
        Cell::Date(format!("{day}T{time}"))
    }
}

fn fault(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}

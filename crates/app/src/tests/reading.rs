//! Documents as whoever receives them reads them.

use std::io::{Cursor, Read};
use std::path::PathBuf;

use calamine::{Data, Range, Reader, Xlsx};
use rust_decimal::Decimal;
use serde_json::Value;

/// The bytes of a document that a command has written.
pub(super) fn written(done: &Value) -> Vec<u8> {
    let bytes = std::fs::read(PathBuf::from(done["path"].as_str().unwrap())).unwrap();
    assert_eq!(done["bytes"], bytes.len());
    bytes
}

/// A text without any space: where one was printed and where a gap, extraction from a PDF only guesses.
pub(super) fn dense(text: &str) -> String {
    let seen = |it: &char| !it.is_whitespace() && *it != '\u{200b}';
    text.chars().filter(seen).collect()
}

/// The text of a PDF, dense.
pub(super) fn pdf_text(bytes: &[u8]) -> String {
    dense(&pdf_extract::extract_text_from_mem(bytes).unwrap())
}

/// An amount as a Russian document prints it, dense.
pub(super) fn printed(amount: &Value) -> String {
    let amount: Decimal = amount.as_str().unwrap().parse().unwrap();
    format!("{amount:.2}").replace('.', ",")
}

/// The cells of a sheet.
pub(super) fn sheet(bytes: &[u8], index: usize) -> Range<Data> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let name = book.sheet_names()[index].clone();
    book.worksheet_range(&name).unwrap()
}

/// The numbers of the first row with a text that begins so, and the row.
pub(super) fn row_of<'a>(cells: &'a Range<Data>, text: &str) -> (Vec<Decimal>, &'a [Data]) {
    let begins = |cell: &Data| matches!(cell, Data::String(it) if it.starts_with(text));
    let has = |row: &&[Data]| row.iter().any(begins);
    let row = cells.rows().find(has);
    let row = row.unwrap_or_else(|| panic!("no row with {text:?} in {cells:?}"));
    let numbers = row.iter().filter_map(|cell| match cell {
        Data::Float(value) => Some(value.to_string().parse().unwrap()),
        _ => None,
    });
    (numbers.collect(), row)
}

/// Every part of a workbook as text, with what describes it.
pub(super) fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        all.push_str(&String::from_utf8_lossy(&text));
    }
    all
}

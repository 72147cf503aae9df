//! Text with separators: which alphabet, which separator, and the row numbers that a spreadsheet would show.

mod rows;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::ledger::Ledger;
use super::{Cell, ReadError, Sheet};
use rows::{Reach, Table};

/// Records that decide about the separator.
const SAMPLE: usize = 60;

pub(super) fn read(bytes: &[u8], extension: &str) -> Result<Vec<Sheet>, ReadError> {
    // One kind of line end, so that the lines can be counted.
    let decoded = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let (text, declared) = strip_declaration(&decoded);
    let separator = match (declared, extension) {
        (Some(separator), _) => separator,
        (None, "tsv" | "tab") => b'\t',
        (None, _) => separator(text),
    };
    let table = Table { text, separator };
    let (usual, _) = table.usual_width(usize::MAX);
    let mut ledger = Ledger::default();
    ledger.open_sheet(String::new())?;
    for (row, cells) in table.rows(Reach::Rows(usual)).enumerate() {
        if cells.is_torn(usual) {
            ledger.tear(row);
        }
        for (column, cell) in cells.cells.into_iter().enumerate() {
            ledger.put(row, column, Cell::from_text(cell.into_owned()))?;
        }
    }
    Ok(ledger.close())
}

/// UTF-16 and UTF-8 by their mark, UTF-8 when the bytes are valid UTF-8, else windows-1251: in Cyrillic text of any
/// length windows-1251 is never valid UTF-8.
fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let encoding = if bytes.starts_with(b"\xFF\xFE") {
        UTF_16LE
    } else if bytes.starts_with(b"\xFE\xFF") {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1251
    };
    encoding.decode(bytes).0
}

/// `sep=;` in the first line, as Excel writes and reads it.
fn strip_declaration(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else {
        return (text, None);
    };
    match rest.as_bytes() {
        [separator @ (b';' | b',' | b'\t'), ..] => {
            let rest = &rest[1..];
            (rest.strip_prefix('\n').unwrap_or(rest), Some(*separator))
        }
        _ => (text, None),
    }
}

/// The one that cuts most records into the same number of fields; a decimal comma does that less often.
fn separator(text: &str) -> u8 {
    let mut best = (b';', 0);
    for separator in [b';', b'\t', b','] {
        let (_, same) = Table { text, separator }.usual_width(SAMPLE);
        if same > best.1 {
            best = (separator, same);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[&[&str]]) {
        let sheets = read(bytes, "csv").unwrap();
        let cells: Vec<Vec<String>> = sheets[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text().into_owned()).collect())
            .collect();
        assert_eq!(cells, expected);
    }

    #[test]
    fn alphabets_and_separators_are_told_apart() {
        check(b"a,b\n1,2", &[&["a", "b"], &["1", "2"]]);
        check(
            b"a;b\n1,5;2,5\n3,5;4,5",
            &[&["a", "b"], &["1,5", "2,5"], &["3,5", "4,5"]],
        );
        check(b"a\tb\r\n1,5\t2\r\n", &[&["a", "b"], &["1,5", "2"]]);
        check(
            "\u{feff}Цена;№\n1;2".as_bytes(),
            &[&["Цена", "№"], &["1", "2"]],
        );
        check(
            &WINDOWS_1251.encode("Цена;Кран\n1;2").0,
            &[&["Цена", "Кран"], &["1", "2"]],
        );
        check(b"\xFF\xFEa\0;\0\x26\x04\n\0", &[&["a", "Ц"]]);
        check(b"\xFE\xFF\0a\0;\x04\x26", &[&["a", "Ц"]]);
        check(b"sep=,\r\na,b;c", &[&["a", "b;c"]]);
    }

    #[test]
    fn quotes_and_inch_marks_stay() {
        check(
            "A;Кран 1/2\" латунь;\"с ; внутри\"\nB;\"дюйм \"\"\";x".as_bytes(),
            &[
                &["A", "Кран 1/2\" латунь", "с ; внутри"],
                &["B", "дюйм \"", "x"],
            ],
        );
    }

    #[test]
    fn a_mark_that_nobody_closed_leads_no_separator_astray() {
        check(
            "Артикул;Товар;Цена\n1;\"Ромашка;1 234,50 руб.\n2;Кран;1 300,00 руб.\n3;Вентиль;900,10 руб.".as_bytes(),
            &[
                &["Артикул", "Товар", "Цена"],
                &["1", "\"Ромашка", "1 234,50 руб."],
                &["2", "Кран", "1 300,00 руб."],
                &["3", "Вентиль", "900,10 руб."],
            ],
        );
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        check(
            b"a;b\n\n\n\"two\nlines\";c\nd;e",
            &[&["a", "b"], &[], &[], &["two\nlines", "c"], &["d", "e"]],
        );
    }
}

//! The old binary workbook (MS-XLS). Its records may announce grids of any size, so that they are measured, and the
//! announcements taken out, before the workbook is parsed.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, SheetType, Xls, XlsError};

use super::ledger::{Ledger, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, address};
use super::{Cell, ReadError, Sheet};

/// Places of the grids that the sheets' farthest cells span.
const MAX_GRID: u64 = 4_000_000;
/// Sheets; several may point at one place of the file.
const MAX_SHEETS: usize = 256;
/// Shared text that all cells together may repeat, in bytes.
const MAX_REPEATED_TEXT: u64 = 192 * 1024 * 1024;

mod record {
    pub const EOF: u16 = 0x000A;
    pub const FORMULA: u16 = 0x0006;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const RICH_STRING: u16 = 0x00D6;
    pub const SHARED_STRINGS: u16 = 0x00FC;
    pub const LABEL_SHARED: u16 = 0x00FD;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const NUMBER: u16 = 0x0203;
    pub const FORMULA_TEXT: u16 = 0x0207;
    pub const LABEL: u16 = 0x0204;
    pub const TRUTH_OR_ERROR: u16 = 0x0205;
    pub const RK: u16 = 0x027E;
    pub const BOF: u16 = 0x0809;
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let stream = workbook_stream(bytes)?;
    let mut workbook = Xls::new(Cursor::new(repacked(&checked(stream)?)?)).map_err(fault)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut ledger = Ledger::default();
    for name in names {
        let range = workbook.worksheet_range(&name).map_err(fault)?;
        ledger.open_sheet(name)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (first_row as usize + row, first_column as usize + column);
            ledger.put(row, column, value(data))?;
        }
    }
    Ok(ledger.close())
}

fn value(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number((*number).into()),
        Data::Float(number) => Cell::from_double(*number),
        Data::String(text) => Cell::from_text(text.clone()),
        Data::Bool(truth) => Cell::Text(truth.to_string().to_uppercase()),
        Data::DateTime(moment) => super::xlsx::date(*moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text.clone()),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

fn fault(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}

fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let names: Vec<String> = file
        .read_root_storage()
        .map(|entry| entry.name().to_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|it| it == name);
    // MS-OFFCRYPTO 1.4: an encrypted XLSX is a compound file with this stream.
    if has("encryptedpackage") || has("encryptioninfo") {
        return Err(ReadError::Encrypted);
    }
    if has("_vba_project_cur") || has("vba") || has("macros") {
        return Err(ReadError::Macros);
    }
    let Some(name) = ["workbook", "book"].into_iter().find(|name| has(name)) else {
        return Err(ReadError::Unsupported);
    };
    let limit = bytes.len() as u64;
    let mut stream = Vec::new();
    file.open_stream(format!("/{name}"))
        .map_err(|_| ReadError::Damaged)?
        // A stream is a part of its file; a looped chain of sectors would be longer.
        .take(limit)
        .read_to_end(&mut stream)
        .map_err(|_| ReadError::Damaged)?;
    Ok(stream)
}

/// A fresh compound file with the workbook alone, so that no other part of the original is ever looked at.
fn repacked(stream: &[u8]) -> Result<Vec<u8>, ReadError> {
    let packed = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create_with_version(
            cfb::Version::V3,
            Cursor::new(Vec::with_capacity(stream.len() + 64 * 1024)),
        )?;
        let mut workbook = file.create_stream("/Workbook")?;
        workbook.write_all(stream)?;
        // Streams below 4096 bytes would go to the mini stream, which the parser reads differently.
        let padding = 4096usize.saturating_sub(stream.len());
        workbook.write_all(&vec![0; padding])?;
        workbook.flush()?;
        drop(workbook);
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    packed().map_err(|_| ReadError::Damaged)
}

/// One record: its type, where its payload begins, and how long it is.
struct Record {
    kind: u16,
    start: usize,
    length: usize,
}

impl Record {
    fn at(stream: &[u8], position: usize) -> Option<Self> {
        let kind = short(stream, position)?;
        let length = usize::from(short(stream, position + 2)?);
        let start = position + 4;
        (start + length <= stream.len()).then_some(Self {
            kind,
            start,
            length,
        })
    }

    fn end(&self) -> usize {
        self.start + self.length
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(short(bytes, at)?) | u32::from(short(bytes, at + 2)?) << 16)
}

/// Measures all sheets; returns the stream without announced sizes and without formulas, whose results are kept.
fn checked(mut stream: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    let mut sheets = Vec::new();
    let mut texts = Vec::new();
    let mut position = 0;
    while let Some(record) = Record::at(&stream, position) {
        match record.kind {
            record::FILE_PASS => return Err(ReadError::Encrypted),
            record::BOUND_SHEET => {
                let at = long(&stream, record.start).ok_or(ReadError::Damaged)?;
                sheets.push(at as usize);
            }
            record::SHARED_STRINGS => texts = shared_lengths(&stream, &record),
            record::EOF => break,
            _ => {}
        }
        position = record.end();
    }
    if sheets.is_empty() {
        return Err(ReadError::Damaged);
    }
    if sheets.len() > MAX_SHEETS {
        return Err(ReadError::TooManyCells { limit: MAX_CELLS });
    }
    if sheets.iter().any(|start| *start >= stream.len()) {
        return Err(ReadError::Damaged);
    }
    // Taken out first, as a hostile file may have its sheets begin inside of each other's records.
    neutralise(&mut stream, 0);
    for start in &sheets {
        neutralise(&mut stream, *start);
    }
    let mut total = Extent::default();
    for start in sheets {
        let extent = measure(&stream, start, &texts)?;
        total.cells += extent.cells;
        total.text += extent.text;
        total.grid += extent.grid;
    }
    if total.cells > MAX_CELLS as u64 || total.grid > MAX_GRID || total.text > MAX_REPEATED_TEXT {
        return Err(ReadError::TooManyCells { limit: MAX_CELLS });
    }
    Ok(stream)
}

#[derive(Default)]
struct Extent {
    cells: u64,
    text: u64,
    grid: u64,
}

fn measure(stream: &[u8], start: usize, texts: &[u64]) -> Result<Extent, ReadError> {
    let mut extent = Extent::default();
    let (mut top, mut left, mut bottom, mut right) = (u64::MAX, u64::MAX, 0u64, 0u64);
    let mut position = start;
    let mut depth = 0u32;
    while let Some(record) = Record::at(stream, position) {
        position = record.end();
        match record.kind {
            record::DIMENSIONS if stream[record.start..record.end()].iter().any(|it| *it != 0) => {
                return Err(ReadError::Damaged);
            }
            record::FORMULA_TEXT => extent.cells += 1,
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => break,
            record::EOF => depth -= 1,
            record::FORMULA
            | record::MUL_RK
            | record::RICH_STRING
            | record::LABEL_SHARED
            | record::NUMBER
            | record::LABEL
            | record::TRUTH_OR_ERROR
            | record::RK
                if depth <= 1 =>
            {
                let row = short(stream, record.start).ok_or(ReadError::Damaged)?;
                let column = short(stream, record.start + 2).ok_or(ReadError::Damaged)?;
                let width = match record.kind {
                    record::MUL_RK => (record.length.saturating_sub(6) / 6) as u64,
                    _ => 1,
                };
                let last = u64::from(column) + width.max(1) - 1;
                if usize::from(row) >= MAX_ROWS || last as usize >= MAX_COLUMNS {
                    return Err(ReadError::TooFar {
                        cell: address(row.into(), last as usize),
                    });
                }
                top = top.min(row.into());
                left = left.min(column.into());
                bottom = bottom.max(row.into());
                right = right.max(last);
                extent.cells += width;
                if record.kind == record::LABEL_SHARED {
                    let text =
                        long(stream, record.start + 6).and_then(|index| texts.get(index as usize));
                    extent.text += text.copied().unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    if top <= bottom {
        extent.grid = (bottom - top + 1) * (right - left + 1);
    }
    Ok(extent)
}

/// Bytes that each shared text may take in memory, in their order (MS-XLS 2.4.265 and 2.5.293). Ends early where the
/// table is broken; the parser will say so.
fn shared_lengths(stream: &[u8], first: &Record) -> Vec<u64> {
    let mut chunks = vec![&stream[(first.start + 8).min(first.end())..first.end()]];
    let mut position = first.end();
    while let Some(next) = Record::at(stream, position).filter(|it| it.kind == record::CONTINUE) {
        chunks.push(&stream[next.start..next.end()]);
        position = next.end();
    }
    let mut lengths = Vec::new();
    let mut table = SharedTexts {
        chunks,
        chunk: 0,
        at: 0,
    };
    while let Some(length) = table.next_length() {
        lengths.push(length);
    }
    lengths
}

/// The table of shared texts, cut into records.
struct SharedTexts<'a> {
    chunks: Vec<&'a [u8]>,
    chunk: usize,
    at: usize,
}

impl SharedTexts<'_> {
    fn next_length(&mut self) -> Option<u64> {
        while self.rest()?.is_empty() {
            self.chunk += 1;
            self.at = 0;
        }
        let head = self.rest()?;
        let characters = usize::from(short(head, 0)?);
        let flags = *head.get(2)?;
        let mut after = 3;
        let mut skipped = 0usize;
        if flags & 0x8 != 0 {
            skipped += usize::from(short(head, after)?) * 4;
            after += 2;
        }
        if flags & 0x4 != 0 {
            skipped += long(head, after)? as usize;
            after += 4;
        }
        self.at += after;
        self.skip_characters(characters, flags & 0x1 != 0)?;
        self.skip(skipped)?;
        Some(characters as u64 * 3)
    }

    fn rest(&self) -> Option<&[u8]> {
        self.chunks.get(self.chunk)?.get(self.at..)
    }

    /// Each record begins anew with a byte that says how wide its characters are.
    fn skip_characters(&mut self, mut count: usize, mut wide: bool) -> Option<()> {
        loop {
            let size = if wide { 2 } else { 1 };
            let here = (self.rest()?.len() / size).min(count);
            self.at += here * size;
            count -= here;
            if count == 0 {
                return Some(());
            }
            self.chunk += 1;
            wide = *self.chunks.get(self.chunk)?.first()? & 0x1 != 0;
            self.at = 1;
        }
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = self.rest()?.len().min(count);
            self.at += here;
            count -= here;
            if count > 0 {
                self.chunk += 1;
                self.at = 0;
            }
        }
        Some(())
    }
}

/// Takes out what the parser would set memory aside for: announced dimensions and the text of formulas.
fn neutralise(stream: &mut [u8], mut position: usize) {
    while let Some(record) = Record::at(stream, position) {
        match record.kind {
            record::DIMENSIONS => stream[record.start..record.end()].fill(0),
            // The token count stands after row, column, format, result and flags (MS-XLS 2.4.127).
            record::FORMULA if record.length >= 22 => {
                stream[record.start + 20..record.start + 22].fill(0);
            }
            _ => {}
        }
        position = record.end();
    }
}

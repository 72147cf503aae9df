//! OpenDocument spreadsheets. A few bytes may repeat a cell a million times here (ODF 1.3 part 3, 19.676 and 19.678),
//! so that the cells are counted as they are unrolled.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::archive::fault;
use super::ledger::Ledger;
use super::{Cell, ReadError, Sheet};

/// A manifest is a short list of parts.
const MAX_MANIFEST: u64 = 4 * 1024 * 1024;

pub(super) fn read(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Sheet>, ReadError> {
    if is_encrypted(archive) {
        return Err(ReadError::Encrypted);
    }
    if let Ok(mut kind) = archive.by_name("mimetype") {
        let mut text = String::new();
        let readable = (&mut kind).take(200).read_to_string(&mut text).is_ok();
        if !readable || !text.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Err(ReadError::Unsupported);
        }
    }
    let content = archive.by_name("content.xml").map_err(fault)?;
    Content::new(BufReader::new(content)).read()
}

fn is_encrypted(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else {
        return false;
    };
    let mut text = Vec::new();
    let read = manifest.take(MAX_MANIFEST).read_to_end(&mut text);
    let mark = b"encryption-data";
    read.is_ok() && text.windows(mark.len()).any(|window| window == mark)
}

struct Content<R: std::io::BufRead> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    ledger: Ledger,
    row: usize,
}

/// What a cell element says before its content is read.
struct Opened {
    repeated: usize,
    value: Option<Cell>,
}

impl<R: std::io::BufRead> Content<R> {
    fn new(source: R) -> Self {
        let mut xml = Reader::from_reader(source);
        xml.config_mut().expand_empty_elements = true;
        Self {
            xml,
            buffer: Vec::new(),
            ledger: Ledger::default(),
            row: 0,
        }
    }

    fn read(mut self) -> Result<Vec<Sheet>, ReadError> {
        loop {
            match self.next()? {
                Event::Start(start) => match start.name().as_ref() {
                    "table:table" => {
                        let name = attribute(&start, "table:name")?.unwrap_or_default();
                        self.ledger.open_sheet(name)?;
                        self.row = 0;
                    }
                    "table:table-row" => {
                        let repeated = count(&start, "table:number-rows-repeated")?;
                        self.read_row(repeated)?;
                    }
                    "table:shapes" | "table:tracked-changes" => self.skip(&start)?,
                    _ => {}
                },
                Event::Eof => return Ok(self.ledger.close()),
                _ => {}
            }
        }
    }

    /// Text and names are copied out of the buffer: a few short strings a cell.
    fn next(&mut self) -> Result<Event<'static>, ReadError> {
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer);
        event.map(Event::into_owned).map_err(|_| ReadError::Damaged)
    }

    fn skip(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let mut buffer = Vec::new();
        self.xml
            .read_to_end_into(start.name(), &mut buffer)
            .map(|_| ())
            .map_err(|_| ReadError::Damaged)
    }

    fn read_row(&mut self, repeated: usize) -> Result<(), ReadError> {
        let mut cells: Vec<(usize, usize, Cell)> = Vec::new();
        let mut column = 0usize;
        loop {
            match self.next()? {
                Event::Start(start) => {
                    if matches!(
                        start.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) {
                        let opened = open(&start)?;
                        let text = self.read_cell()?;
                        let cell = opened.value.unwrap_or_else(|| Cell::from_text(text));
                        if !cell.is_empty() {
                            cells.push((column, opened.repeated, cell));
                        }
                        column = column.saturating_add(opened.repeated);
                    } else {
                        self.skip(&start)?;
                    }
                }
                Event::End(end) if end.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
        if !cells.is_empty() {
            // The ledger ends this with an error long before a hostile count does.
            for row in 0..repeated {
                for (column, times, cell) in &cells {
                    for offset in 0..*times {
                        self.ledger
                            .put(self.row + row, column + offset, cell.clone())?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(repeated);
        Ok(())
    }

    /// The paragraphs up to the end of the cell, without its comments and pictures.
    fn read_cell(&mut self) -> Result<String, ReadError> {
        let mut text = String::new();
        let mut paragraphs = 0;
        loop {
            match self.next()? {
                Event::Start(start) => match start.name().as_ref() {
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" | "text:tab" => text.push(' '),
                    "text:line-break" => text.push('\n'),
                    "office:annotation" | "draw:frame" | "table:table" => self.skip(&start)?,
                    _ => {}
                },
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(reference) => {
                    match reference.resolve_char_ref() {
                        Ok(Some(character)) => text.push(character),
                        _ => text
                            .push_str(resolve_predefined_entity(reference.as_ref()).unwrap_or("")),
                    };
                }
                Event::End(end)
                    if matches!(
                        end.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    return Ok(text);
                }
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }
}

fn open(start: &BytesStart<'_>) -> Result<Opened, ReadError> {
    let value = |name| attribute(start, name);
    let kind = value("office:value-type")?.unwrap_or_default();
    let known = match kind.as_str() {
        "float" | "currency" | "percentage" => value("office:value")?
            .and_then(|number| number.parse::<f64>().ok())
            .map(Cell::from_double),
        "date" => value("office:date-value")?.map(Cell::Date),
        "time" => value("office:time-value")?.map(Cell::Date),
        "boolean" => value("office:boolean-value")?.map(|truth| Cell::Text(truth.to_uppercase())),
        _ => value("office:string-value")?
            .filter(|text| !text.is_empty())
            .map(Cell::from_text),
    };
    Ok(Opened {
        repeated: count(start, "table:number-columns-repeated")?,
        value: known,
    })
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let found = start
        .try_get_attribute(name)
        .map_err(|_| ReadError::Damaged)?;
    found
        .map(|attribute| {
            quick_xml::escape::unescape(&attribute.value)
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| ReadError::Damaged)
        })
        .transpose()
}

fn count(start: &BytesStart<'_>, name: &str) -> Result<usize, ReadError> {
    attribute(start, name)?.map_or(Ok(1), |text| {
        text.trim().parse().map_err(|_| ReadError::Damaged)
    })
}

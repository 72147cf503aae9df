//! A sheet under a mapping: every row that has anything in it becomes a product, a heading or a fault.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::number::{self, DecimalMark, NumberFault};
use super::{Cell, Field, Mapping, Sheet, currency};

/// Longest text of a field, in characters.
const LONGEST: usize = 1_000;
/// Characters of a faulty text that are repeated to the reader.
const SHOWN: usize = 120;

/// All rows of a list, accounted for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What can be taken over.
    pub products: Vec<PriceRow>,
    /// What could not be read, in the order of the rows.
    pub faults: Vec<RowFault>,
    /// Rows with nothing but a name: categories between the products, repeated headings.
    pub headings: Vec<Heading>,
    /// Rows with nothing in them.
    pub blanks: u32,
    /// How numbers that are text were read; [`DecimalMark::Auto`] when none of them has a comma or a point.
    pub decimal: DecimalMark,
}

/// One product of a list. Empty texts are absent ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRow {
    /// Row as a spreadsheet numbers it, from 1.
    pub row: u32,
    /// Article.
    pub article: String,
    /// Brand.
    pub brand: String,
    /// Name; of a product with an article only, empty.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// Price of one unit, above zero; none only when the mapping has no price column.
    pub price: Option<Decimal>,
    /// ISO 4217 code: of the row, else of the price text, else of the mapping.
    pub currency: Option<String>,
    /// Weight of one unit in kilograms.
    pub weight_kg: Option<Decimal>,
    /// Customs code, digits only.
    pub hs_code: String,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Note.
    pub note: String,
}

/// A row that is no product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Row as a spreadsheet numbers it, from 1.
    pub row: u32,
    /// Its text.
    pub text: String,
}

/// Something in a row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// Row as a spreadsheet numbers it, from 1.
    pub row: u32,
    /// The field, if it is one field's fault.
    pub field: Option<Field>,
    /// What is wrong.
    pub reason: FaultReason,
    /// The text at fault, shortened.
    pub text: String,
    /// Of a duplicate, the row that was kept.
    pub first_row: Option<u32>,
    /// Whether the row is a product all the same, without that field.
    pub kept: bool,
}

/// Why a row or a field of it was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultReason {
    /// Neither name nor article.
    NoName,
    /// The price is blank or zero.
    NoPrice,
    /// The price is not a number.
    UnreadablePrice,
    /// The price is below zero.
    NegativePrice,
    /// The currency of the row is not known.
    UnknownCurrency,
    /// A text of more than 1,000 characters.
    TooLong,
    /// The same article of the same brand stands in an earlier row.
    DuplicateArticle,
    /// A weight or quantity is not a number or is below zero.
    UnreadableNumber,
    /// A customs code that is not made of 4 to 14 digits.
    UnreadableCode,
    /// A quote is opened and not closed, and the cells are not as many as in most rows.
    UnclosedQuote,
}

/// Reads every row after the heading.
#[must_use]
pub fn rows(sheet: &Sheet, mapping: &Mapping) -> Reading {
    let mut reader = Reader {
        columns: Columns::of(mapping),
        decimal: resolved(sheet, mapping),
        default_currency: mapping.currency.clone(),
        first_rows: HashMap::new(),
        reading: Reading::default(),
    };
    reader.reading.decimal = reader.decimal;
    for (index, cells) in sheet.rows.iter().enumerate().skip(mapping.first_row()) {
        let row = index as u32 + 1;
        if sheet.torn.binary_search(&index).is_ok() {
            let fault = (None, FaultReason::UnclosedQuote, Cell::joined(cells));
            reader.fault(row, fault, None, false);
        } else {
            reader.row(row, cells);
        }
    }
    reader.reading
}

/// The columns of the fields, looked up once.
struct Columns {
    article: Option<usize>,
    brand: Option<usize>,
    name: Option<usize>,
    unit: Option<usize>,
    price: Option<usize>,
    currency: Option<usize>,
    weight_kg: Option<usize>,
    hs_code: Option<usize>,
    quantity: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn of(mapping: &Mapping) -> Self {
        Self {
            article: mapping.column(Field::Article),
            brand: mapping.column(Field::Brand),
            name: mapping.column(Field::Name),
            unit: mapping.column(Field::Unit),
            price: mapping.column(Field::Price),
            currency: mapping.column(Field::Currency),
            weight_kg: mapping.column(Field::WeightKg),
            hs_code: mapping.column(Field::HsCode),
            quantity: mapping.column(Field::Quantity),
            note: mapping.column(Field::Note),
        }
    }
}

/// The price column decides; where it says nothing, the other columns of numbers do.
fn resolved(sheet: &Sheet, mapping: &Mapping) -> DecimalMark {
    if mapping.decimal != DecimalMark::Auto {
        return mapping.decimal;
    }
    [Field::Price, Field::WeightKg, Field::Quantity]
        .into_iter()
        .filter_map(|field| mapping.column(field))
        .map(|column| {
            let cells = sheet.rows.iter().skip(mapping.first_row());
            number::resolve(cells.filter_map(|cells| match cells.get(column) {
                Some(Cell::Text(text)) => Some(text.as_str()),
                _ => None,
            }))
        })
        .find(|mark| *mark != DecimalMark::Auto)
        .unwrap_or_default()
}

struct Reader {
    columns: Columns,
    decimal: DecimalMark,
    default_currency: Option<String>,
    first_rows: HashMap<(String, String), u32>,
    reading: Reading,
}

/// A field's fault, before it is known whether the row is kept.
type Fault = (Option<Field>, FaultReason, String);

impl Reader {
    fn row(&mut self, row: u32, cells: &[Cell]) {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else {
            self.reading.blanks += 1;
            return;
        };
        let is_alone = filled.next().is_none();
        if is_alone && matches!(first, Cell::Text(_)) && !self.is_number(first) {
            self.reading.headings.push(Heading {
                row,
                text: first.text().chars().take(LONGEST).collect(),
            });
            return;
        }
        let mut missing = Vec::new();
        match self.product(row, cells, &mut missing) {
            Ok(product) => {
                self.reading.products.push(product);
                for fault in missing {
                    self.fault(row, fault, None, true);
                }
            }
            Err((fault, first_row)) => self.fault(row, fault, first_row, false),
        }
    }

    fn is_number(&self, cell: &Cell) -> bool {
        number::parse(&cell.text(), self.decimal).is_ok()
    }

    fn product(
        &mut self,
        row: u32,
        cells: &[Cell],
        missing: &mut Vec<Fault>,
    ) -> Result<PriceRow, (Fault, Option<u32>)> {
        let alone = |fault: Fault| (fault, None);
        let columns = &self.columns;
        let article = text(cells, columns.article, Field::Article).map_err(alone)?;
        let brand = text(cells, columns.brand, Field::Brand).map_err(alone)?;
        let name = text(cells, columns.name, Field::Name).map_err(alone)?;
        let unit = text(cells, columns.unit, Field::Unit).map_err(alone)?;
        let note = text(cells, columns.note, Field::Note).map_err(alone)?;
        if article.is_empty() && name.is_empty() {
            return Err(alone((None, FaultReason::NoName, Cell::joined(cells))));
        }
        let (price, priced_in) = self.price(cells).map_err(alone)?;
        let currency = self.currency(cells, priced_in).map_err(alone)?;
        let (weight_kg, fault) = self.number(cells, columns.weight_kg, Field::WeightKg);
        missing.extend(fault);
        let (quantity, fault) = self.number(cells, columns.quantity, Field::Quantity);
        missing.extend(fault);
        let (hs_code, fault) = customs_code(cells, columns.hs_code);
        missing.extend(fault);
        if !article.is_empty() {
            // A full upper case folds Cyrillic as well; articles differ in case by typing only.
            let key = (article.to_uppercase(), brand.to_uppercase());
            match self.first_rows.entry(key) {
                Entry::Occupied(first) => {
                    let fault = (Some(Field::Article), FaultReason::DuplicateArticle, article);
                    return Err((fault, Some(*first.get())));
                }
                Entry::Vacant(free) => {
                    free.insert(row);
                }
            }
        }
        Ok(PriceRow {
            row,
            article,
            brand,
            name,
            unit,
            price,
            currency,
            weight_kg,
            hs_code,
            quantity,
            note,
        })
    }

    fn price(&self, cells: &[Cell]) -> Result<(Option<Decimal>, Option<&'static str>), Fault> {
        let Some(column) = self.columns.price else {
            return Ok((None, None));
        };
        let cell = cells.get(column).unwrap_or(&Cell::Empty);
        let fault = |reason| (Some(Field::Price), reason, cell.text().into_owned());
        let text = cell.text();
        let number = match cell {
            Cell::Number(number) => *number,
            _ => number::parse(&text, self.decimal).map_err(|reason| {
                fault(match reason {
                    NumberFault::Blank => FaultReason::NoPrice,
                    NumberFault::NotANumber | NumberFault::TooLong => FaultReason::UnreadablePrice,
                })
            })?,
        };
        if number.is_zero() {
            Err(fault(FaultReason::NoPrice))
        } else if number.is_sign_negative() {
            Err(fault(FaultReason::NegativePrice))
        } else {
            Ok((Some(number), currency::split(&text).1))
        }
    }

    fn currency(
        &self,
        cells: &[Cell],
        priced_in: Option<&'static str>,
    ) -> Result<Option<String>, Fault> {
        let own = self.columns.currency.and_then(|column| cells.get(column));
        match own.filter(|cell| !cell.is_empty()) {
            Some(cell) => {
                let text = cell.text();
                currency::of_word(&text)
                    .map(|code| Some(code.to_owned()))
                    .ok_or_else(|| {
                        let field = Some(Field::Currency);
                        (field, FaultReason::UnknownCurrency, text.into_owned())
                    })
            }
            None => Ok(priced_in
                .map(str::to_owned)
                .or_else(|| self.default_currency.clone())),
        }
    }

    fn number(
        &self,
        cells: &[Cell],
        column: Option<usize>,
        field: Field,
    ) -> (Option<Decimal>, Option<Fault>) {
        let Some(cell) = column.and_then(|column| cells.get(column)) else {
            return (None, None);
        };
        let number = match cell {
            Cell::Number(number) => Ok(*number),
            _ => number::parse(&cell.text(), self.decimal),
        };
        match number {
            Ok(number) if !number.is_sign_negative() => (Some(number), None),
            Err(NumberFault::Blank) => (None, None),
            _ => {
                let text = cell.text().into_owned();
                (
                    None,
                    Some((Some(field), FaultReason::UnreadableNumber, text)),
                )
            }
        }
    }

    fn fault(&mut self, row: u32, fault: Fault, first_row: Option<u32>, kept: bool) {
        let (field, reason, text) = fault;
        self.reading.faults.push(RowFault {
            row,
            field,
            reason,
            text: text.chars().take(SHOWN).collect(),
            first_row,
            kept,
        });
    }
}

/// The text of a field with single spaces inside: cells are full of line breaks and doubled spaces.
fn text(cells: &[Cell], column: Option<usize>, field: Field) -> Result<String, Fault> {
    let Some(cell) = column.and_then(|column| cells.get(column)) else {
        return Ok(String::new());
    };
    let text = cell.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().nth(LONGEST).is_some() {
        Err((Some(field), FaultReason::TooLong, text))
    } else {
        Ok(text)
    }
}

fn customs_code(cells: &[Cell], column: Option<usize>) -> (String, Option<Fault>) {
    let Some(cell) = column.and_then(|column| cells.get(column)) else {
        return (String::new(), None);
    };
    let text = cell.text();
    let code: String = text
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '.')
        .collect();
    if code.is_empty() || matches!(code.as_str(), "-" | "–" | "—") {
        (String::new(), None)
    } else if (4..=14).contains(&code.len()) && code.bytes().all(|it| it.is_ascii_digit()) {
        (code, None)
    } else {
        let fault = (
            Some(Field::HsCode),
            FaultReason::UnreadableCode,
            text.into_owned(),
        );
        (String::new(), Some(fault))
    }
}

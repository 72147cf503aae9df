//! Price lists in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a price list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportField {
    /// Article.
    Article,
    /// Brand.
    Brand,
    /// Name.
    Name,
    /// Unit.
    Unit,
    /// Price.
    Price,
    /// Currency.
    Currency,
    /// Weight of one unit in kilograms.
    WeightKg,
    /// Commodity code.
    HsCode,
    /// Remark.
    Note,
}

/// Which sign stands before the fraction in the numbers of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// Decide from the whole price column.
    #[default]
    Auto,
    /// `1 234,50`.
    Comma,
    /// `1,234.50`.
    Dot,
}

/// How a price list is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportMapping {
    /// Index of the sheet.
    pub sheet: u32,
    /// Index of the last header row, from 0; none means the list has no header.
    pub header_row: Option<u32>,
    /// What each column holds; none means it is left out.
    pub columns: Vec<Option<ImportField>>,
    /// How numbers are read.
    pub decimal: DecimalSign,
    /// Currency of rows that name none, ISO 4217.
    pub currency: String,
}

/// `import.open`: reads a file and guesses its mapping.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportOpen {
    /// The file.
    pub path: String,
    /// The supplier whose remembered mapping is tried first.
    #[serde(default)]
    pub supplier_id: Option<String>,
}

/// `import.preview`: reads the opened file with another mapping or for another supplier.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportPreviewRequest {
    /// The opened file.
    pub import_id: String,
    /// How to read it.
    pub mapping: ImportMapping,
    /// The supplier, to tell new products from changed ones.
    #[serde(default)]
    pub supplier_id: Option<String>,
}

/// An opened price list.
#[derive(Debug, Serialize, TS)]
pub struct ImportPreview {
    /// Hand this back to `import.preview` and `import.run`.
    pub import_id: String,
    /// Name of the file.
    pub file_name: String,
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// How it was read.
    pub mapping: ImportMapping,
    /// Where the mapping comes from.
    pub mapping_source: MappingSource,
    /// The first rows of the sheet as they stand in the file: 1-based row number and cells, at most 60.
    pub raw: Vec<RawRow>,
    /// The first products as they would be imported, at most 100.
    pub products: Vec<ImportProduct>,
    /// How numbers were read in the end.
    pub decimal: DecimalSign,
    /// Counts of everything in the sheet.
    pub counts: ImportCounts,
    /// Rows that cannot be read, at most 500; `counts.faults` tells how many there are.
    pub faults: Vec<ImportFault>,
    /// Category headings, at most 100.
    pub headings: Vec<ImportHeading>,
}

/// Where a mapping comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MappingSource {
    /// Guessed from the file.
    Guessed,
    /// Remembered from the last list of the supplier.
    Remembered,
    /// Given in the request.
    Given,
}

/// A row as it stands in the file.
#[derive(Debug, Serialize, TS)]
pub struct RawRow {
    /// Number of the row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// The cells as text.
    pub cells: Vec<String>,
}

/// A product as it would be imported.
#[derive(Debug, Serialize, TS)]
pub struct ImportProduct {
    /// Number of the row.
    pub row: u32,
    /// Article.
    pub article: String,
    /// Brand.
    pub brand: String,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Price.
    pub price: Option<oferta_domain::Dec>,
    /// Currency.
    pub currency: String,
    /// Weight of one unit in kilograms.
    pub weight_kg: Option<oferta_domain::Dec>,
    /// Commodity code.
    pub hs_code: String,
    /// Price of the same article at this supplier now, if it is there with another price.
    pub old_price: Option<oferta_domain::Dec>,
}

/// Counts of a reading.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct ImportCounts {
    /// Rows of the sheet below the header, blank ones included.
    pub rows: u32,
    /// Rows read as products.
    pub products: u32,
    /// Of these: new at this supplier.
    pub new: u32,
    /// Of these: there, and something differs.
    pub changed: u32,
    /// Of these: there, and nothing differs.
    pub unchanged: u32,
    /// Rows that cannot be read.
    pub faults: u32,
    /// Category headings.
    pub headings: u32,
    /// Blank rows.
    pub blanks: u32,
}

/// A row that cannot be read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportFault {
    /// Number of the row.
    pub row: u32,
    /// The column at fault, if one.
    pub field: Option<ImportField>,
    /// Why, as a name the screens translate: `no_price`, `duplicate_article` …
    pub reason: String,
    /// What stands there.
    pub text: String,
    /// For a duplicate: the row that was taken.
    pub first_row: Option<u32>,
    /// Whether the row is a product all the same, without that field.
    pub kept: bool,
}

/// A category heading.
#[derive(Debug, Serialize, TS)]
pub struct ImportHeading {
    /// Number of the row.
    pub row: u32,
    /// Its text.
    pub text: String,
}

/// `import.run`: takes the products over as one step of the history.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRun {
    /// The opened file.
    pub import_id: String,
    /// How to read it.
    pub mapping: ImportMapping,
    /// An existing supplier.
    #[serde(default)]
    pub supplier_id: Option<String>,
    /// Or the name of a new one.
    #[serde(default)]
    pub new_supplier: Option<String>,
}

/// What an import did.
#[derive(Debug, Serialize, TS)]
pub struct ImportReport {
    /// The supplier.
    pub supplier_id: String,
    /// Counts: `new` were made, `changed` were updated.
    pub counts: ImportCounts,
    /// Every row that was not read, and why.
    pub faults: Vec<ImportFault>,
    /// Milliseconds it took.
    pub millis: u32,
    /// The step that undoes it all; none when nothing changed.
    pub undo: Option<String>,
}

/// `import.guess`: the first rows of a table that was pasted, as text.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuessTable {
    /// Rows of cells, at most 1,000.
    pub rows: Vec<Vec<String>>,
}

/// What the columns of a table most likely are.
#[derive(Debug, Serialize, TS)]
pub struct TableGuess {
    /// Index of the last header row, from 0; none means that there is no header.
    pub header_row: Option<u32>,
    /// What each column holds: a field of a price list, `quantity` among them; none where nothing suggests itself.
    pub columns: Vec<Option<String>>,
}

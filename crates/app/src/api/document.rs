//! Documents of quotes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `document.export`: writes a document of a quote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportQuote {
    /// The quote.
    pub quote_id: String,
    /// As a revision keeps it; none means as it is now.
    #[serde(default)]
    pub revision_id: Option<String>,
    /// What to write.
    pub format: DocumentFormat,
    /// Where to; none means the exports folder in the documents folder of the person.
    #[serde(default)]
    pub folder: Option<String>,
}

/// `document.validation`: writes the workbook that shows how a quote was calculated.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ValidationOf {
    /// The quote.
    pub quote_id: String,
    /// As a revision keeps it; none means as it is now.
    #[serde(default)]
    pub revision_id: Option<String>,
}

/// A document format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    /// PDF.
    Pdf,
    /// XLSX workbook.
    Xlsx,
}

/// A document that was written.
#[derive(Debug, Serialize, TS)]
pub struct Exported {
    /// Its full path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Size in bytes.
    pub bytes: u32,
}

/// `document.open` and `document.reveal`: only files that this application wrote.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentPath {
    /// Full path.
    pub path: String,
}

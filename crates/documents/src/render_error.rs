/// Why a document was not made. A document is made whole or not at all.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template did not compile with this quote; the text is for the log, not for a person.
    #[error("the template failed: {0}")]
    Template(String),
    /// The spreadsheet writer refused, for example because there are more rows than a sheet can hold.
    #[error("the spreadsheet was not written: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
}

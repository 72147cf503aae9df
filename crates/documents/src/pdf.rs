//! The PDF of a quote.

mod columns;
mod parties;
pub mod preview;
mod sheet;
mod words;
mod world;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::{CustomerView, RenderError};

/// Renders the quote as a tagged A4 PDF with embedded fonts.
///
/// The same view gives the same bytes: no clock, file, environment or system font is read. May be called from
/// several threads at once.
///
/// # Errors
/// [`RenderError::Template`] when the template does not compile.
pub fn render(view: &CustomerView) -> Result<Vec<u8>, RenderError> {
    let world = world::QuoteWorld::new(sheet::Sheet::of(view).to_json()?);
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(world::explain)?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Oferta".to_owned())),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(world::explain)?;
    // Layouts of earlier quotes would stay in memory for ever; a few generations keep re-rendering quick.
    typst::comemo::evict(4);
    Ok(bytes)
}

#[cfg(test)]
mod tests;

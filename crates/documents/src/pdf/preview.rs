//! The pages of a quote as images, from the source of the PDF.

use std::num::NonZeroUsize;

use typst::foundations::Value;
use typst::introspection::MetadataElem;
use typst_layout::{Page, PagedDocument};
use typst_svg::SvgOptions;

use super::{sheet, world};
use crate::{CustomerView, RenderError};

/// A quote laid out, kept to show one page after the other.
pub struct Pages {
    texts: Vec<u8>,
    document: PagedDocument,
    /// The page of each row, from 0.
    rows: Vec<usize>,
}

/// A page as an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageImage {
    /// An SVG that is complete in itself.
    pub svg: String,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

impl Pages {
    /// Lays the quote out; what is kept of `before` is given back as it is when nothing on the pages has changed.
    ///
    /// # Errors
    /// [`RenderError::Template`] when the template does not compile.
    pub fn of(view: &CustomerView, before: Option<Pages>) -> Result<Pages, RenderError> {
        let mut sheet = sheet::Sheet::of(view);
        sheet.marks = true;
        let texts = sheet.to_json()?;
        if let Some(same) = before.filter(|pages| pages.texts == texts) {
            return Ok(same);
        }
        let document = typst::compile::<PagedDocument>(&world::QuoteWorld::new(texts.clone()))
            .output
            .map_err(world::explain)?;
        typst::comemo::evict(2);
        Ok(Pages {
            rows: pages_of_rows(&document, view.rows.len()),
            texts,
            document,
        })
    }

    /// How many pages there are; at least one.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// The page, from 0, on which a row of the view begins.
    pub fn page_of_row(&self, row: usize) -> usize {
        self.rows.get(row).copied().unwrap_or_default()
    }

    /// The image of a page, counted from 0; none behind the last.
    pub fn image(&self, page: usize) -> Option<PageImage> {
        let page: &Page = self.document.pages().get(page)?;
        let points = |length: f64| length.round().clamp(0.0, 10_000.0) as u32;
        Some(PageImage {
            svg: typst_svg::svg(page, &SvgOptions::default()),
            width: points(page.frame.width().to_pt()),
            height: points(page.frame.height().to_pt()),
        })
    }
}

/// The template marks the first cell of each row with the number of the row.
fn pages_of_rows(document: &PagedDocument, count: usize) -> Vec<usize> {
    let mut pages = vec![0; count];
    let introspector = document.introspector();
    for element in introspector.elements().all() {
        let Some(mark) = element.to_packed::<MetadataElem>() else {
            continue;
        };
        let position = element
            .location()
            .and_then(|location| introspector.position(location));
        if let (Value::Int(row), Some(position)) = (&mark.value, position)
            && let Ok(row) = usize::try_from(*row)
            && let Some(page) = pages.get_mut(row)
        {
            *page = NonZeroUsize::get(position.page) - 1;
        }
    }
    pages
}

/// Gives back the memory that laying quotes out has taken.
pub fn forget() {
    typst::comemo::evict(0);
}

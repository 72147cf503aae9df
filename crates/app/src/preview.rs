//! The preview: pages of a quote as the PDF will have them.
//!
//! What was laid out is kept while somebody looks at it, so that turning a page costs only the drawing; closing the
//! preview gives the memory back. Nothing here waits for or holds up an edit.

use oferta_documents::pdf::preview::{Pages, forget};

use crate::api::common::Nothing;
use crate::api::desk::{PreviewOf, PreviewPage};
use crate::app::Open;
use crate::document::customer_view;
use crate::error::{AppError, Code, Result};
use crate::sheet;

/// `document.preview`.
pub(crate) fn page(open: &Open, of: PreviewOf) -> Result<PreviewPage> {
    let mut kept = open.preview.lock();
    let (_, seen) = customer_view(open, &of.quote_id, None)?;
    let pages = Pages::of(&seen, kept.take())?;
    let page = match &of.line {
        Some(id) => {
            let sheet = sheet::read(open, &of.quote_id)?;
            let row = sheet.rows.iter().position(|row| row.id == *id);
            row.map_or(0, |row| pages.page_of_row(row))
        }
        None => (of.page.max(1) as usize - 1).min(pages.count().saturating_sub(1)),
    };
    let image = pages
        .image(page)
        .ok_or_else(|| AppError::new(Code::RenderFailed))?;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let answer = PreviewPage {
        page: number(page + 1),
        pages: number(pages.count()),
        svg: image.svg,
        width: image.width,
        height: image.height,
    };
    *kept = Some(pages);
    Ok(answer)
}

/// `document.preview_close`.
pub(crate) fn close(open: &Open, _: Nothing) -> Result<Nothing> {
    *open.preview.lock() = None;
    forget();
    Ok(Nothing {})
}

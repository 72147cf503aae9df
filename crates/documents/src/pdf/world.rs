use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::RenderError;

/// Inter for what we write; Droid Sans Fallback, cut to GB 2312, for the Chinese names of suppliers and goods.
static FONTS: [&[u8]; 4] = [
    include_bytes!("../../fonts/Inter-Regular.otf"),
    include_bytes!("../../fonts/Inter-SemiBold.otf"),
    include_bytes!("../../fonts/Inter-Bold.otf"),
    include_bytes!("../../fonts/DroidSansFallback.ttf"),
];
static TEMPLATE: &str = include_str!("../../templates/supply.typ");

/// What every render shares: the standard library, the fonts and the parsed template.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    quote: FileId,
    /// Advances in em of the common characters, tabular figures included.
    advances: Vec<f32>,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect();
    let regular = fonts.first().map(|font| {
        font.clone().instantiate(
            FontVariant::default(),
            Abs::pt(8.0),
            &FontVariations::default(),
        )
    });
    let advance = |code| {
        let character = char::from_u32(code)?;
        regular.as_ref().map(|font| measure(font, character))
    };
    Press {
        advances: (0..MEASURED)
            .map(|code| advance(code).unwrap_or(WIDEST))
            .collect(),
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(id("supply.typ"), TEMPLATE.to_owned()),
        quote: id("quote.json"),
    }
});

/// Latin, Greek and Cyrillic.
const MEASURED: u32 = 0x530;
/// Width in em of a tabular figure, which the font keeps behind a feature.
const FIGURE: f32 = 0.66;
/// Taken for a character that was not measured.
const WIDEST: f32 = 1.0;

fn measure(font: &FontInstance, character: char) -> f32 {
    if character.is_ascii_digit() {
        return FIGURE;
    }
    let glyph = font.ttf().glyph_index(character);
    glyph
        .and_then(|glyph| font.x_advance(glyph.0))
        .map_or(WIDEST, |em| em.get() as f32)
}

/// Width of a character in em, as the regular font prints it.
pub(super) fn advance(character: char) -> f32 {
    PRESS
        .advances
        .get(character as usize)
        .copied()
        .unwrap_or(WIDEST)
}

/// # Panics
/// On a name that is not a plain file name; only the two constants above are passed.
#[allow(clippy::expect_used)]
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// All that a template can see: itself, the bundled fonts and one quote.
pub(super) struct QuoteWorld {
    press: &'static Press,
    quote: Bytes,
}

impl QuoteWorld {
    pub(super) fn new(quote_json: Vec<u8>) -> Self {
        Self {
            press: &PRESS,
            quote: Bytes::new(quote_json),
        }
    }
}

impl World for QuoteWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() {
            Ok(self.press.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.quote {
            Ok(self.quote.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

pub(super) fn explain(errors: impl IntoIterator<Item = SourceDiagnostic>) -> RenderError {
    let messages: Vec<String> = errors
        .into_iter()
        .map(|error| error.message.to_string())
        .collect();
    RenderError::Template(messages.join("; "))
}

#[cfg(test)]
mod tests {
    use super::PRESS;

    #[test]
    fn the_fonts_have_what_people_and_suppliers_write() {
        let written =
            "АяЁё Ққ Іі Əə ÄéñğşİŁ №₽€¥₺₸$ «»„“ ½×±≤≥°µ²³ Ø → 宁波华歆启禾阀门有限公司 单价 ￥";
        for c in written.chars().filter(|c| !c.is_whitespace()) {
            let covered = PRESS
                .fonts
                .iter()
                .any(|font| font.info().coverage.contains(c as u32));
            assert!(covered, "{c} would be printed as an empty box");
        }
    }
}

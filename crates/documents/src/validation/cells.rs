//! One cell at a time.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::labels::Labels;
use super::names::{self, Kind};
use super::view::{NamedValue, Policy, ValidationView};
use crate::format;
use crate::xlsx::cells::{double, looks_like_formula};
use crate::xlsx::styles::{ACCENT, RULE, SOFT, TINT, number_format, plain_format};
use crate::{Language, RenderError};

/// Of a piece of a sheet.
pub(super) type Written = Result<(), RenderError>;

/// Digits after the point that a cell shows at most; the value keeps all of its own.
const SHOWN_SCALE: u32 = 6;

/// The looks of cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// In a table.
    Cell,
    /// In a table, of a line that does not count.
    Aside,
    /// Under a table.
    Total,
    /// A difference that should not be.
    Fault,
}

/// What every sheet of the workbook is written with.
pub(super) struct Writer<'a> {
    pub sheet: &'a mut Worksheet,
    pub view: &'a ValidationView,
    pub labels: &'static Labels,
    /// The row that is being written.
    pub row: u32,
}

fn base() -> Format {
    Format::new().set_font_name("Arial").set_font_size(9)
}

pub(super) fn head() -> Format {
    base()
        .set_bold()
        .set_font_color(rust_xlsxwriter::Color::White)
        .set_background_color(ACCENT)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

fn look(look: Look) -> Format {
    let cell = base()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE);
    match look {
        Look::Cell => cell,
        Look::Aside => cell.set_font_color(SOFT).set_italic(),
        Look::Total => cell.set_bold().set_background_color(TINT),
        Look::Fault => cell
            .set_bold()
            .set_font_color(rust_xlsxwriter::Color::RGB(0x00B3_261E))
            .set_background_color(TINT),
    }
}

/// How a number of this kind is shown with so many digits after the point.
fn shown(kind: Kind, scale: u32) -> String {
    match kind {
        Kind::Share => format!(
            "{}%",
            plain_format(scale.saturating_sub(2).min(SHOWN_SCALE))
        ),
        _ => number_format(scale.min(SHOWN_SCALE)),
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        view: &'a ValidationView,
        labels: &'static Labels,
    ) -> Self {
        Self {
            sheet,
            view,
            labels,
            row: 0,
        }
    }

    pub(super) fn language(&self) -> Language {
        self.view.language
    }

    /// The heading that every sheet begins with: what it is, of which quote, that it is not for customers, how it
    /// is rounded.
    pub(super) fn preamble(&mut self, sheet: &str) -> Written {
        let revision = self.view.revision;
        let mark = revision.map_or_else(String::new, |revision| {
            format!("{} {}", self.labels.revision, revision.number)
        });
        let number = self.view.number.trim();
        let parts = [self.labels.title, number, &mark, "·", sheet];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let heading = parts.join(" ");
        self.put(0, &heading, &base().set_bold().set_font_size(14))?;
        self.row += 1;
        self.put(0, self.labels.internal, &base().set_font_color(SOFT))?;
        self.row += 1;
        let note = match self.view.policy {
            Policy::Invoice => self.labels.invoice_note,
            Policy::Reference => self.labels.reference_note,
        };
        self.put(0, note, &base().set_font_color(SOFT))?;
        self.row += 1;
        if revision.is_some_and(|revision| !revision.as_kept) {
            self.put(0, self.labels.not_as_kept, &base().set_bold())?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    pub(super) fn caption(&mut self, text: &str) -> Written {
        self.put(
            0,
            text,
            &base().set_bold().set_font_size(10).set_font_color(ACCENT),
        )?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn heads(&mut self, titles: &[&str]) -> Written {
        for (column, title) in (0..).zip(titles) {
            self.put(column, title, &head())?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes a string cell, never a formula.
    pub(super) fn put(&mut self, column: u16, text: &str, style: &Format) -> Written {
        let text = text.trim();
        if text.is_empty() {
            self.sheet.write_blank(self.row, column, style)?;
        } else if looks_like_formula(text) {
            let style = style.clone().set_quote_prefix();
            self.sheet
                .write_string_with_format(self.row, column, text, &style)?;
        } else {
            self.sheet
                .write_string_with_format(self.row, column, text, style)?;
        }
        Ok(())
    }

    /// Writes a text that may run over empty cells.
    pub(super) fn plain(&mut self, column: u16, text: &str) -> Written {
        self.put(column, text, &base())
    }

    pub(super) fn text(&mut self, column: u16, text: &str, of: Look) -> Written {
        self.put(column, text, &look(of).set_text_wrap())
    }

    /// Writes a number with all of its own digits, at least `min`.
    pub(super) fn number(&mut self, column: u16, value: Decimal, min: u32, of: Look) -> Written {
        let scale = value.normalize().scale().max(min);
        self.scaled(column, value, Kind::Number, scale, of)
    }

    /// Writes a number as its kind is shown with so many digits after the point.
    pub(super) fn scaled(
        &mut self,
        column: u16,
        value: Decimal,
        kind: Kind,
        scale: u32,
        of: Look,
    ) -> Written {
        let style = look(of).set_num_format(shown(kind, scale));
        self.sheet
            .write_number_with_format(self.row, column, double(value), &style)?;
        Ok(())
    }

    /// Writes a formula together with the value it gives.
    pub(super) fn formula(
        &mut self,
        column: u16,
        formula: String,
        value: Decimal,
        scale: u32,
        of: Look,
    ) -> Written {
        let style = look(of).set_num_format(shown(Kind::Money, scale));
        let formula =
            rust_xlsxwriter::Formula::new(formula).set_result(value.normalize().to_string());
        self.sheet
            .write_formula_with_format(self.row, column, formula, &style)?;
        Ok(())
    }

    /// Writes what stands under a name: a number where it is one, else its words.
    pub(super) fn named(&mut self, column: u16, key: &str, value: &str, of: Look) -> Written {
        let kind = names::kind(key);
        match value.parse::<Decimal>() {
            Ok(number) if kind != Kind::Word => {
                let least = match kind {
                    Kind::Money => self.view.currency.minor_units,
                    Kind::Share => 2,
                    _ => 0,
                };
                let scale = number.normalize().scale().max(least);
                self.scaled(column, number, kind, scale, of)
            }
            _ => {
                let words = names::code(value, self.language()).to_owned();
                self.text(column, &words, of)
            }
        }
    }

    /// An operand as a text: `duty rate = 5%`, and whose it is: `markup = 25% (organisation default)`. A value with more
    /// digits than are shown is said to be about so much.
    pub(super) fn spelled(&self, given: &NamedValue) -> String {
        let (key, value) = (given.name.as_str(), given.value.as_str());
        let language = self.language();
        let (sign, text) = match (names::kind(key), value.parse::<Decimal>()) {
            (Kind::Word, _) | (_, Err(_)) => ("=", names::code(value, language).to_owned()),
            (kind, Ok(number)) => {
                let short = number.round_dp_with_strategy(
                    SHOWN_SCALE,
                    rust_decimal::RoundingStrategy::MidpointAwayFromZero,
                );
                let text = match kind {
                    Kind::Share => format::percent(short, language),
                    Kind::Money => format::number(short, self.view.currency.minor_units, language),
                    _ => format::number(short, 0, language),
                };
                (if short == number { "=" } else { "≈" }, text)
            }
        };
        let mut name = names::words(key, language);
        let title = given.title.as_deref().map(str::trim).unwrap_or_default();
        if !title.is_empty() {
            name = match language {
                Language::Ru => format!("{name} «{title}»"),
                Language::En => format!("{name} “{title}”"),
            };
        }
        let told = match &given.currency {
            Some(currency) if key == "rate" => format!("{name} {currency} {sign} {text}"),
            Some(currency) => format!("{name} {sign} {text} {currency}"),
            None => format!("{name} {sign} {text}"),
        };
        match given.origin {
            Some(origin) => format!("{told} ({})", self.labels.origin_of(origin)),
            None => told,
        }
    }

    /// Sets the sheet up for printing: A4 across, as wide as one page, the heading rows on each.
    pub(super) fn page(
        &mut self,
        heads: Option<(u32, u32)>,
        freeze: Option<(u32, u16)>,
    ) -> Written {
        if let Some((first, last)) = heads {
            self.sheet.set_repeat_rows(first, last)?;
        }
        if let Some((row, column)) = freeze {
            self.sheet.set_freeze_panes(row, column)?;
        }
        self.sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(format!(
                "&L&8{}&R&8{} &P {} &N",
                self.labels.internal, self.labels.page, self.labels.of
            ));
        Ok(())
    }

    pub(super) fn widths(&mut self, widths: &[f64]) -> Written {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }
}

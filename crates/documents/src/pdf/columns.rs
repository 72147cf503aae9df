//! Which columns the table has and how wide they are. Measuring here lets the typesetter lay out a thousand rows
//! without measuring each of them, and tells whether the page must be turned.

use serde::Serialize;

use super::sheet::{LineTexts, RowTexts};
use super::world;
use crate::labels::Labels;

/// A4 less the margins of the template, in points.
const PORTRAIT_WIDTH: f32 = 515.0;
const LANDSCAPE_WIDTH: f32 = 762.0;
/// Below this the names of a portrait page become ladders of single words.
const NAME_MIN_WIDTH: f32 = 120.0;
/// Longer articles wrap.
const ARTICLE_MAX_WIDTH: f32 = 92.0;
const UNIT_MAX_WIDTH: f32 = 48.0;
const BODY_SIZE: f32 = 8.0;
const HEAD_SIZE: f32 = 7.0;
/// Both sides of a cell, and a hair for rounding.
const PADDING: f32 = 9.0;

/// One column as the template wants it.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub key: &'static str,
    pub label: String,
    /// Points; none takes what the others leave.
    pub width: Option<f32>,
    /// Aligned to the right.
    pub figure: bool,
}

/// The table's columns and the page they fit on.
pub(super) struct Layout {
    pub columns: Vec<Column>,
    pub landscape: bool,
}

/// What the quote as a whole decides about its columns.
pub(super) struct Wanted<'a> {
    pub labels: &'static Labels,
    pub currency: &'a str,
    pub with_vat: bool,
    /// The one rate of all lines, printed in the heading.
    pub common_rate: Option<String>,
}

pub(super) fn plan(rows: &[RowTexts], wanted: Wanted<'_>) -> Layout {
    let labels = wanted.labels;
    let money = |label: &str| format!("{label},\u{a0}{}", wanted.currency);
    let mut columns = vec![figure("no", labels.position.to_owned(), rows)];
    if lines(rows).any(|line| !line.article.is_empty()) {
        columns.push(text("article", labels.article, rows, ARTICLE_MAX_WIDTH));
    }
    columns.push(Column {
        key: "name",
        label: labels.name.to_owned(),
        width: None,
        figure: false,
    });
    columns.push(figure("quantity", labels.quantity.to_owned(), rows));
    if lines(rows).any(|line| !line.unit.is_empty()) {
        columns.push(text("unit", labels.unit, rows, UNIT_MAX_WIDTH));
    }
    columns.push(figure("price", money(labels.price), rows));
    if lines(rows).any(|line| !line.discount.is_empty()) {
        columns.push(figure("discount", labels.discount.to_owned(), rows));
    }
    columns.push(figure("net", money(labels.net), rows));
    if wanted.with_vat {
        let vat = match wanted.common_rate {
            Some(rate) => format!("{}\n{rate}", labels.vat),
            None => labels.vat.to_owned(),
        };
        columns.push(figure("vat", vat, rows));
        columns.push(figure("gross", money(labels.gross), rows));
    }
    let fixed: f32 = columns.iter().filter_map(|column| column.width).sum();
    Layout {
        landscape: PORTRAIT_WIDTH - fixed < NAME_MIN_WIDTH,
        columns,
    }
}

impl Layout {
    /// Points that the text of a column has.
    pub(super) fn room(&self, key: &str) -> f32 {
        let page = if self.landscape {
            LANDSCAPE_WIDTH
        } else {
            PORTRAIT_WIDTH
        };
        let fixed: f32 = self.columns.iter().filter_map(|column| column.width).sum();
        self.columns
            .iter()
            .find(|column| column.key == key)
            .map_or(page, |column| column.width.unwrap_or(page - fixed))
            - PADDING
    }
}

/// Points that a text takes in one line of body text.
pub(super) fn body_width(text: &str) -> f32 {
    width(text, BODY_SIZE)
}

/// The text in lines that fit into `room` points, broken at spaces, inside a word only when it is wider than a line.
pub(super) fn wrapped(text: &str, room: f32) -> String {
    let room = room / BODY_SIZE;
    let mut broken = String::with_capacity(text.len() + 8);
    for (index, paragraph) in text.split('\n').enumerate() {
        if index > 0 {
            broken.push('\n');
        }
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let width: f32 = word.chars().map(world::advance).sum();
            let space = if used > 0.0 { world::advance(' ') } else { 0.0 };
            if used > 0.0 && used + space + width > room {
                broken.push('\n');
                used = 0.0;
            } else if used > 0.0 {
                broken.push(' ');
                used += space;
            }
            for character in word.chars() {
                let advance = world::advance(character);
                if width > room && used > 0.0 && used + advance > room {
                    broken.push('\n');
                    used = 0.0;
                }
                broken.push(character);
                used += advance;
            }
        }
    }
    broken
}

fn lines(rows: &[RowTexts]) -> impl Iterator<Item = &LineTexts> {
    rows.iter().filter_map(|row| match row {
        RowTexts::Line(line) => Some(line.as_ref()),
        RowTexts::Section(_) => None,
    })
}

fn figure(key: &'static str, label: String, rows: &[RowTexts]) -> Column {
    let widest = rows
        .iter()
        .map(|row| match row {
            RowTexts::Line(line) => width(line.text(key), BODY_SIZE),
            // Subtotals are semi-bold.
            RowTexts::Section(section) => width(section.text(key), BODY_SIZE) * 1.05,
        })
        .fold(heading_width(&label), f32::max);
    Column {
        key,
        label,
        width: Some(widest + PADDING),
        figure: true,
    }
}

fn text(key: &'static str, label: &str, rows: &[RowTexts], limit: f32) -> Column {
    let widest = lines(rows)
        .map(|line| width(line.text(key), BODY_SIZE))
        .fold(0.0, f32::max)
        .min(limit)
        .max(heading_width(label));
    Column {
        key,
        label: label.to_owned(),
        width: Some(widest + PADDING),
        figure: false,
    }
}

fn heading_width(label: &str) -> f32 {
    label
        .lines()
        .map(|line| width(line, HEAD_SIZE) * 1.05)
        .fold(0.0, f32::max)
}

/// Width of one line in points, by the advances of the font; kerning only ever takes a little away.
fn width(text: &str, size: f32) -> f32 {
    text.chars().map(world::advance).sum::<f32>() * size
}

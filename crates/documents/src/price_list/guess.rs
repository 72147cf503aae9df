//! The mapping that a person would most likely choose.

use std::collections::{HashMap, HashSet};

use super::field::{Likeness, normalise};
use super::number::{self, DecimalMark};
use super::{Cell, Field, Mapping, Sheet, currency};

/// Rows at the top in which a heading is looked for; title blocks are shorter.
const HEADING_ROWS: usize = 40;
/// Rows of the list that are looked at when there is no heading.
const SAMPLE_ROWS: usize = 200;
/// Units as they stand in lists, normalised.
const UNITS: &[&str] = &[
    "шт",
    "м",
    "кг",
    "л",
    "м2",
    "м3",
    "уп",
    "упак",
    "компл",
    "комплект",
    "пара",
    "рул",
    "т",
    "п м",
    "пог м",
    "pcs",
    "pc",
    "ea",
    "set",
    "m",
    "kg",
    "box",
    "roll",
    "个",
    "套",
    "台",
];

/// Guesses the heading row and the columns of a sheet. The sheet's index in the mapping is 0: the caller knows it.
#[must_use]
pub fn guess(sheet: &Sheet) -> Mapping {
    let heading = find_heading(sheet);
    let header_row = heading.as_ref().map(|heading| heading.row);
    let mut columns = match &heading {
        Some(heading) => heading.columns.clone(),
        None => by_content(sheet),
    };
    while columns.last() == Some(&None) {
        columns.pop();
    }
    let mut mapping = Mapping {
        sheet: 0,
        header_row,
        columns,
        decimal: DecimalMark::Auto,
        currency: None,
    };
    mapping.currency = find_currency(sheet, &mapping, heading.as_ref());
    mapping
}

struct Heading {
    row: usize,
    /// One text a column; of a heading in two rows, both.
    texts: Vec<String>,
    columns: Vec<Option<Field>>,
    fields: usize,
}

fn find_heading(sheet: &Sheet) -> Option<Heading> {
    let mut best: Option<Heading> = None;
    for row in 0..sheet.rows.len().min(HEADING_ROWS) {
        let texts = texts(sheet, row);
        let two = two_rows(sheet, row, &texts);
        let one = Heading::of(row, texts);
        // A second row that belongs to the heading is not the first row of the list.
        let candidate = match two {
            Some(two) if two.fields >= one.fields => two,
            _ => one,
        };
        let is_better = best
            .as_ref()
            .is_none_or(|best| candidate.fields > best.fields);
        if candidate.fields >= 2 && candidate.is_list() && is_better {
            best = Some(candidate);
        }
    }
    best
}

impl Heading {
    fn of(row: usize, texts: Vec<String>) -> Self {
        let columns = assign(&texts);
        let fields = columns.iter().flatten().count();
        Self {
            row,
            texts,
            columns,
            fields,
        }
    }

    /// A list names what it sells; two words of a title block do not make a heading.
    fn is_list(&self) -> bool {
        self.columns
            .iter()
            .flatten()
            .any(|field| matches!(field, Field::Name | Field::Article | Field::Price))
    }
}

fn texts(sheet: &Sheet, row: usize) -> Vec<String> {
    sheet.rows[row]
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        })
        .collect()
}

/// "Цена" over "руб." and "USD": the upper text of a merged cell stands in its first column and is meant for those
/// to the right that the lower row fills.
fn two_rows(sheet: &Sheet, upper_row: usize, upper: &[String]) -> Option<Heading> {
    let lower_row = upper_row + 1;
    let cells = sheet.rows.get(lower_row)?;
    let has_numbers = cells.iter().any(|cell| {
        matches!(cell, Cell::Number(_) | Cell::Date(_))
            || number::parse(&cell.text(), DecimalMark::Auto).is_ok()
    });
    let lower = texts(sheet, lower_row);
    let spreads = lower
        .iter()
        .enumerate()
        .any(|(column, below)| !below.is_empty() && upper.get(column).is_none_or(String::is_empty));
    // A lower row that names fields of its own is a heading by itself and has its turn.
    let own_fields = assign(&lower).into_iter().flatten().count();
    if has_numbers || !spreads || own_fields >= 2 {
        return None;
    }
    let mut over = "";
    let joined = (0..upper.len().max(lower.len()))
        .map(|column| {
            let own = upper.get(column).map_or("", String::as_str);
            let below = lower.get(column).map_or("", String::as_str);
            if !own.is_empty() {
                over = own;
            }
            match (own.is_empty(), below.is_empty()) {
                (true, true) => String::new(),
                (true, false) => format!("{over} {below}"),
                (false, true) => own.to_owned(),
                (false, false) => format!("{own} {below}"),
            }
        })
        .collect();
    Some(Heading::of(lower_row, joined))
}

/// Each field goes to the column that names it best; of equals, to the first.
fn assign(headings: &[String]) -> Vec<Option<Field>> {
    let mut best: HashMap<Field, (usize, Likeness)> = HashMap::new();
    for (column, heading) in headings.iter().enumerate() {
        if let Some((field, likeness)) = Field::of_heading(heading) {
            let kept = best.entry(field).or_insert((column, likeness));
            if likeness > kept.1 {
                *kept = (column, likeness);
            }
        }
    }
    let mut columns = vec![None; headings.len()];
    for (field, (column, _)) in best {
        columns[column] = Some(field);
    }
    columns
}

/// What the cells of one column look like.
#[derive(Default)]
struct Look {
    filled: usize,
    numbers: usize,
    broken_numbers: usize,
    units: usize,
    customs_codes: usize,
    currencies: usize,
    coded: usize,
    letters: usize,
    distinct: HashSet<String>,
    counts_up: usize,
}

fn by_content(sheet: &Sheet) -> Vec<Option<Field>> {
    let width = sheet
        .rows
        .iter()
        .take(SAMPLE_ROWS)
        .map(Vec::len)
        .max()
        .unwrap_or(0);
    let looks: Vec<Look> = (0..width).map(|column| look(sheet, column)).collect();
    let mut columns: Vec<Option<Field>> = vec![None; width];
    let mut claim = |field: Field, score: &dyn Fn(&Look) -> usize| {
        let winner = (0..width)
            .filter(|column| columns[*column].is_none() && looks[*column].filled > 0)
            .map(|column| (score(&looks[column]), column))
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, column)| (*score, std::cmp::Reverse(*column)));
        if let Some((_, column)) = winner {
            columns[column] = Some(field);
        }
    };
    let most = |part: usize, look: &Look| {
        if part * 10 >= look.filled * 7 {
            part
        } else {
            0
        }
    };
    claim(Field::Unit, &|look| most(look.units, look));
    claim(Field::Currency, &|look| most(look.currencies, look));
    claim(Field::HsCode, &|look| most(look.customs_codes, look));
    claim(Field::Price, &|look| {
        if look.counts_up * 10 >= look.filled * 8 {
            0
        } else {
            // Prices have kopecks more often than quantities do.
            most(look.numbers, look) * (1 + 9 * look.broken_numbers / look.filled.max(1))
        }
    });
    claim(Field::Name, &|look| {
        if look.letters / look.filled.max(1) >= 4 {
            look.letters
        } else {
            0
        }
    });
    claim(Field::Article, &|look| {
        if look.counts_up * 10 >= look.filled * 8 || look.distinct.len() * 2 < look.filled {
            0
        } else {
            most(look.coded, look)
        }
    });
    columns
}

fn look(sheet: &Sheet, column: usize) -> Look {
    let mut look = Look::default();
    let mut previous = None;
    for row in 0..sheet.rows.len().min(SAMPLE_ROWS) {
        let cell = sheet.cell(row, column);
        if cell.is_empty() {
            continue;
        }
        let text = cell.text();
        look.filled += 1;
        if let Ok(number) = number::parse(&text, DecimalMark::Auto) {
            look.numbers += 1;
            look.broken_numbers += usize::from(number.scale() > 0 || text.contains([',', '.']));
            let follows = previous.is_none_or(|it: rust_decimal::Decimal| {
                it.checked_add(rust_decimal::Decimal::ONE) == Some(number)
            });
            look.counts_up += usize::from(follows && number.scale() == 0);
            previous = Some(number);
        }
        look.units += usize::from(UNITS.contains(&normalise(&text).as_str()));
        look.currencies +=
            usize::from(text.chars().count() <= 5 && currency::of_word(&text).is_some());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        look.customs_codes += usize::from(digits == 10 && digits == text.len());
        let short = text.chars().count() <= 30 && text.split_whitespace().count() <= 2;
        look.coded += usize::from(short && digits > 0);
        look.letters += text.chars().filter(|it| it.is_alphabetic()).count();
        look.distinct.insert(text.into_owned());
    }
    look
}

/// From the price's heading, then from any heading, then from the title block above.
fn find_currency(sheet: &Sheet, mapping: &Mapping, heading: Option<&Heading>) -> Option<String> {
    let heading = heading?;
    let price = mapping.column(Field::Price);
    let of_price = price.and_then(|column| currency::in_text(heading.texts.get(column)?));
    let title = || {
        (0..heading.row).find_map(|row| {
            texts(sheet, row)
                .iter()
                .find_map(|it| currency::in_text(it))
        })
    };
    of_price.or_else(title).map(str::to_owned)
}

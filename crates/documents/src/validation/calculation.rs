//! The second sheet: a row for every line, a column for every amount, and the sums against the totals.

use rust_decimal::Decimal;

use super::cells::{Look, Writer, Written, head};
use super::names::{self, Kind};
use super::steps::{LINE, QUOTE, Step};
use super::view::ValidationView;
use crate::xlsx::formula::{Addends, adds_up};

/// Columns before the amounts: number, article, name, quantity, whether it counts.
const FIRST: u16 = 5;
/// Digits shown of an amount that is not rounded.
const UNROUNDED: u32 = 4;
/// Digits shown of a share: 0.0000 %.
const SHARE: u32 = 6;

struct Column {
    step: &'static Step,
    index: u16,
    kind: Kind,
    scale: u32,
}

pub(super) fn write(writer: &mut Writer<'_>) -> Written {
    let columns = columns(writer.view);
    writer.preamble(writer.labels.calculation)?;
    let first = writer.row;
    heads(writer, &columns)?;
    let last = writer.row - 1;
    let counted = lines(writer, &columns)?;
    sums(writer, &columns, &counted)?;
    whole(writer)?;
    writer.widths(&[5.0, 17.0, 40.0, 9.0, 9.0])?;
    for column in &columns {
        writer.sheet.set_column_width(column.index, 15.0)?;
    }
    writer.page(Some((first, last)), Some((last + 1, 3)))
}

/// The columns that any line has an amount for.
fn columns(view: &ValidationView) -> Vec<Column> {
    let has = |step: &&Step| {
        view.lines
            .iter()
            .any(|line| line.amounts.contains_key(step.name))
    };
    let scale = |step: &Step, kind| {
        let digits = view
            .lines
            .iter()
            .filter_map(|line| line.amounts.get(step.name));
        let most = digits.map(|value| value.normalize().scale()).max();
        match kind {
            Kind::Share => SHARE,
            _ => most.unwrap_or_default().clamp(
                view.currency.minor_units,
                UNROUNDED.max(view.currency.minor_units),
            ),
        }
    };
    LINE.iter()
        .filter(has)
        .zip(FIRST..)
        .map(|(step, index)| {
            let kind = names::kind(step.name);
            Column {
                step,
                index,
                kind,
                scale: scale(step, kind),
            }
        })
        .collect()
}

fn heads(writer: &mut Writer<'_>, columns: &[Column]) -> Written {
    let labels = writer.labels;
    for column in columns {
        let step = format!("{} {}", labels.step, column.step.number);
        writer.put(column.index, &step, &head())?;
    }
    for column in 0..FIRST {
        writer.put(column, "", &head())?;
    }
    writer.row += 1;
    let fixed = [
        labels.no,
        labels.article,
        labels.name,
        labels.quantity,
        labels.counted,
    ];
    for (column, title) in (0..).zip(fixed) {
        writer.put(column, title, &head())?;
    }
    for column in columns {
        let words = names::heading(column.step.name, writer.language());
        let title = match column.kind {
            Kind::Share => words,
            _ => format!("{words}, {}", writer.view.currency.code),
        };
        writer.put(column.index, &title, &head())?;
    }
    writer.sheet.set_row_height(writer.row, 38)?;
    writer.row += 1;
    Ok(())
}

fn lines(writer: &mut Writer<'_>, columns: &[Column]) -> Result<Addends, crate::RenderError> {
    let (view, labels) = (writer.view, writer.labels);
    let mut counted = Addends::default();
    for line in &view.lines {
        let (look, word) = if line.counted {
            counted.push(writer.row);
            (Look::Cell, labels.yes)
        } else {
            (Look::Aside, labels.no_word)
        };
        writer.number(0, line.no.into(), 0, look)?;
        writer.text(1, &line.article, look)?;
        writer.text(2, &line.name, look)?;
        writer.number(3, line.quantity, 0, look)?;
        writer.text(4, word, look)?;
        for column in columns {
            match line.amounts.get(column.step.name) {
                Some(value) => {
                    writer.scaled(column.index, *value, column.kind, column.scale, look)?;
                }
                None => writer.text(column.index, "", look)?,
            }
        }
        writer.row += 1;
    }
    Ok(counted)
}

/// Three rows: what the lines add up to, what the quote says, and how far they are apart.
fn sums(writer: &mut Writer<'_>, columns: &[Column], counted: &Addends) -> Written {
    let (view, labels, first) = (writer.view, writer.labels, writer.row);
    for (offset, label) in (0..).zip([labels.sum, labels.total, labels.difference]) {
        writer.row = first + offset;
        for column in 0..FIRST + columns.len() as u16 {
            writer.text(column, "", Look::Total)?;
        }
        writer.text(2, label, Look::Total)?;
    }
    for column in columns.iter().filter(|column| column.step.summed) {
        let values = || {
            let lines = view.lines.iter().filter(|line| line.counted);
            lines.filter_map(|line| line.amounts.get(column.step.name).copied())
        };
        let sum = values().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value));
        let Some(sum) = sum else { continue };
        writer.row = first;
        let formula = match column.kind {
            Kind::Money if adds_up(values(), column.scale, sum) => {
                counted.sum(column.index, column.scale)
            }
            _ => None,
        };
        match formula {
            Some(formula) => {
                writer.formula(column.index, formula, sum, column.scale, Look::Total)?;
            }
            None => writer.scaled(column.index, sum, column.kind, column.scale, Look::Total)?,
        }
        let Some(total) = view.totals.get(column.step.name).copied() else {
            continue;
        };
        writer.row = first + 1;
        writer.scaled(column.index, total, column.kind, column.scale, Look::Total)?;
        writer.row = first + 2;
        let apart = total - sum;
        let unit = Decimal::new(1, column.scale.min(28));
        let look = if apart.abs() < unit {
            Look::Total
        } else {
            Look::Fault
        };
        writer.scaled(column.index, apart, column.kind, column.scale, look)?;
    }
    writer.row = first + 4;
    Ok(())
}

/// What is computed once for the whole quote.
fn whole(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    if !QUOTE
        .iter()
        .any(|(_, name, _)| view.totals.contains_key(*name))
    {
        return Ok(());
    }
    writer.caption(labels.whole_quote)?;
    let amount = format!("{}, {}", labels.amount, view.currency.code);
    for (column, title) in [
        (0, labels.step),
        (1, ""),
        (2, labels.value),
        (3, ""),
        (4, ""),
    ] {
        writer.put(column, title, &head())?;
    }
    writer.put(FIRST, &amount, &head())?;
    writer.put(FIRST + 1, labels.rule, &head())?;
    writer.row += 1;
    for (number, name, rule) in QUOTE {
        let Some(value) = view.totals.get(name).copied() else {
            continue;
        };
        let words = names::heading(&format!("quote.{name}"), view.language);
        for column in [1, 3, 4] {
            writer.text(column, "", Look::Cell)?;
        }
        writer.number(0, number.into(), 0, Look::Cell)?;
        writer.text(2, &words, Look::Cell)?;
        let most = UNROUNDED.max(view.currency.minor_units);
        let scale = value
            .normalize()
            .scale()
            .clamp(view.currency.minor_units, most);
        writer.scaled(FIRST, value, Kind::Money, scale, Look::Cell)?;
        // Long rules run over the empty cells to the right.
        writer.plain(FIRST + 1, &names::rule(rule, view.language))?;
        writer.row += 1;
    }
    Ok(())
}

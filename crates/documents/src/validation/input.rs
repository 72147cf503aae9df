//! The first sheet: what the quote was calculated from.

use super::cells::{Look, Writer, Written};
use super::names;
use super::view::Policy;
use crate::format::date;

/// Inputs of a line, in the order of their columns; those that no line has are left out.
const INPUTS: [&str; 18] = [
    "purchase_price",
    "purchase_currency",
    "price_includes_vat",
    "supplier_country",
    "supplier_vat",
    "supplier_discount",
    "weight_kg",
    "internal_markup",
    "duty_rate",
    "excise_per_kg",
    "markup",
    "margin",
    "fixed_price",
    "discount",
    "vat_rate",
    "rate",
    "optional",
    "alternative_of",
];

pub(super) fn write(writer: &mut Writer<'_>) -> Written {
    writer.widths(&[26.0, 22.0, 44.0, 16.0, 12.0, 10.0])?;
    writer.preamble(writer.labels.input)?;
    header(writer)?;
    terms(writer)?;
    rates(writer)?;
    costs(writer)?;
    lines(writer)?;
    writer.page(None, None)
}

fn header(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    let policy = match view.policy {
        Policy::Invoice => labels.invoice,
        Policy::Reference => labels.reference,
    };
    for (label, text) in [
        (labels.number, view.number.clone()),
        (labels.date, date(view.date, view.language)),
        (labels.subject, view.title.clone()),
        (labels.customer, view.customer.clone()),
        (labels.manager, view.manager.clone()),
        (labels.currency, view.currency.code.clone()),
        (labels.policy, policy.to_owned()),
    ] {
        if !text.trim().is_empty() {
            writer.text(0, label, Look::Total)?;
            writer.text(1, &text, Look::Cell)?;
            writer.row += 1;
        }
    }
    writer.row += 1;
    Ok(())
}

fn terms(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    if view.terms.is_empty() {
        return Ok(());
    }
    writer.caption(labels.terms)?;
    writer.heads(&[labels.term, labels.value, labels.origin])?;
    for term in &view.terms {
        let name = names::heading(&term.name, view.language);
        let origin = labels.origin_of(term.origin);
        writer.text(0, &name, Look::Cell)?;
        writer.named(1, &term.name, &term.value, Look::Cell)?;
        writer.text(2, origin, Look::Cell)?;
        writer.row += 1;
    }
    writer.row += 1;
    Ok(())
}

fn rates(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    if view.rates.is_empty() {
        return Ok(());
    }
    writer.caption(labels.rates)?;
    writer.heads(&[labels.currency, labels.rate_of, labels.nominal, labels.date])?;
    for rate in &view.rates {
        let day = rate
            .date
            .map_or_else(String::new, |day| date(day, view.language));
        writer.text(0, &rate.currency, Look::Cell)?;
        writer.number(1, rate.value, 2, Look::Cell)?;
        writer.number(2, rate.nominal, 0, Look::Cell)?;
        writer.text(3, &day, Look::Cell)?;
        writer.row += 1;
    }
    writer.row += 1;
    Ok(())
}

fn costs(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    if view.costs.is_empty() {
        return Ok(());
    }
    writer.caption(labels.costs)?;
    writer.heads(&[labels.cost, labels.amount, labels.leg, labels.currency])?;
    for cost in &view.costs {
        let leg = if cost.before_border {
            labels.before_border
        } else {
            labels.after_border
        };
        writer.text(0, &cost.name, Look::Cell)?;
        writer.number(1, cost.amount, view.currency.minor_units, Look::Cell)?;
        writer.text(2, leg, Look::Cell)?;
        writer.text(3, &cost.currency, Look::Cell)?;
        writer.row += 1;
    }
    writer.row += 1;
    Ok(())
}

fn lines(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    let columns: Vec<&str> = INPUTS
        .into_iter()
        .filter(|name| {
            view.lines
                .iter()
                .any(|line| line.inputs.contains_key(*name))
        })
        .collect();
    writer.caption(labels.lines)?;
    let mut titles = vec![
        labels.no.to_owned(),
        labels.article.to_owned(),
        labels.name.to_owned(),
        labels.unit.to_owned(),
        labels.quantity.to_owned(),
        labels.counted.to_owned(),
    ];
    titles.extend(
        columns
            .iter()
            .map(|name| names::heading(name, view.language)),
    );
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    writer.sheet.set_row_height(writer.row, 38)?;
    writer.heads(&titles)?;
    for line in &view.lines {
        let look = if line.counted {
            Look::Cell
        } else {
            Look::Aside
        };
        let counted = if line.counted {
            labels.yes
        } else {
            labels.no_word
        };
        writer.number(0, line.no.into(), 0, look)?;
        writer.text(1, &line.article, look)?;
        writer.text(2, &line.name, look)?;
        writer.text(3, &line.unit, look)?;
        writer.number(4, line.quantity, 0, look)?;
        writer.text(5, counted, look)?;
        for (column, name) in (6..).zip(&columns) {
            let value = line.inputs.get(*name).map_or("", String::as_str);
            writer.named(column, name, value, look)?;
        }
        writer.row += 1;
    }
    for column in (6..).take(columns.len()) {
        writer.sheet.set_column_width(column, 14.0)?;
    }
    Ok(())
}

//! The third sheet: how the price of every line arose.

use super::cells::{Look, Writer, Written};
use super::names;
use super::steps::rule_of;
use super::view::DerivationStep;

pub(super) fn write(writer: &mut Writer<'_>) -> Written {
    let (view, labels) = (writer.view, writer.labels);
    writer.widths(&[5.0, 34.0, 52.0, 78.0, 18.0])?;
    writer.preamble(labels.derivation)?;
    let head = writer.row;
    let result = format!("{}, {}", labels.result, view.currency.code);
    writer.heads(&[
        labels.no,
        labels.step,
        labels.rule,
        labels.operands,
        &result,
    ])?;
    if !view.steps.is_empty() {
        heading(writer, None, [labels.whole_quote, ""])?;
        for step in &view.steps {
            derive(writer, None, step)?;
        }
    }
    for line in &view.lines {
        let parts = [line.article.trim(), line.name.trim()];
        let mut parts = parts.into_iter().filter(|part| !part.is_empty());
        let titles = [parts.next(), parts.next()].map(Option::unwrap_or_default);
        heading(writer, Some(line.no), titles)?;
        for step in &line.steps {
            derive(writer, Some(line.no), step)?;
        }
        if line.steps.is_empty() {
            writer.text(1, labels.no_steps, Look::Aside)?;
            writer.row += 1;
        }
    }
    writer.page(Some((head, head)), Some((head + 1, 0)))
}

fn heading(writer: &mut Writer<'_>, no: Option<u32>, titles: [&str; 2]) -> Written {
    number(writer, no, Look::Total)?;
    for (column, title) in (1..).zip(titles) {
        writer.text(column, title, Look::Total)?;
    }
    for column in [3, 4] {
        writer.text(column, "", Look::Total)?;
    }
    writer.row += 1;
    Ok(())
}

/// The number of the line; none for the whole quote.
fn number(writer: &mut Writer<'_>, no: Option<u32>, look: Look) -> Written {
    match no {
        Some(no) => writer.number(0, no.into(), 0, look),
        None => writer.text(0, "", look),
    }
}

fn derive(writer: &mut Writer<'_>, no: Option<u32>, step: &DerivationStep) -> Written {
    let (language, policy) = (writer.language(), writer.view.policy);
    let operands: Vec<String> = step
        .operands
        .iter()
        .map(|operand| writer.spelled(operand))
        .collect();
    number(writer, no, Look::Aside)?;
    writer.text(1, &names::heading(&step.name, language), Look::Cell)?;
    writer.text(
        2,
        &names::rule(rule_of(&step.name, &step.operands, policy), language),
        Look::Cell,
    )?;
    writer.text(3, &operands.join("; "), Look::Cell)?;
    writer.named(4, &step.name, &step.result.to_string(), Look::Cell)?;
    writer.row += 1;
    Ok(())
}

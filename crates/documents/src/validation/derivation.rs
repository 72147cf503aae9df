//! The third sheet: how the price of every line arose.

use super::cells::{Look, Writer, Written};
use super::names;
use super::steps::rule_of;
use super::view::{CheckedLine, DerivationStep};

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
    for line in &view.lines {
        heading(writer, line)?;
        for step in &line.steps {
            derive(writer, line.no, step)?;
        }
        if line.steps.is_empty() {
            writer.text(1, labels.no_steps, Look::Aside)?;
            writer.row += 1;
        }
    }
    writer.page(Some((head, head)), Some((head + 1, 0)))
}

fn heading(writer: &mut Writer<'_>, line: &CheckedLine) -> Written {
    let parts = [line.article.trim(), line.name.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    writer.number(0, line.no.into(), 0, Look::Total)?;
    writer.text(1, parts.first().copied().unwrap_or_default(), Look::Total)?;
    writer.text(2, parts.get(1).copied().unwrap_or_default(), Look::Total)?;
    for column in [3, 4] {
        writer.text(column, "", Look::Total)?;
    }
    writer.row += 1;
    Ok(())
}

fn derive(writer: &mut Writer<'_>, no: u32, step: &DerivationStep) -> Written {
    let language = writer.language();
    let operands: Vec<String> = step
        .operands
        .iter()
        .map(|operand| writer.spelled(operand))
        .collect();
    writer.number(0, no.into(), 0, Look::Aside)?;
    writer.text(1, &names::heading(&step.name, language), Look::Cell)?;
    writer.text(
        2,
        &names::rule(rule_of(&step.name, &step.operands), language),
        Look::Cell,
    )?;
    writer.text(3, &operands.join("; "), Look::Cell)?;
    writer.named(4, &step.name, &step.result.to_string(), Look::Cell)?;
    writer.row += 1;
    Ok(())
}

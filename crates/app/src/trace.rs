//! How a price arose: the derivation of the engine, as the screens take it.

use oferta_domain::Dec;
use oferta_pricing::{self as engine, Calculation, Operand, Unit};
use oferta_store::revision as revisions_of;
use serde_json::{Map, Value};

use crate::api::revision::{Trace, TraceOf, TraceOperand, TraceOrigin, TraceStep, TraceUnit};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::quote_view::view;
use crate::revision::{Kept, amounts_of_line};
use crate::sheet;

/// `quote.trace`.
pub(crate) fn trace(open: &Open, request: TraceOf) -> Result<Trace> {
    let Some(revision_id) = &request.revision_id else {
        let sheet = sheet::read(open, &request.id)?;
        return told(&sheet.view.calculation, &request.line_id, None);
    };
    let revision = open
        .store
        .read(|conn| revisions_of::get(conn, revision_id))?;
    if revision.quote_id != request.id {
        return Err(AppError::new(Code::NotFound).at("revision_id"));
    }
    let kept: Kept = serde_json::from_str(&revision.content).map_err(AppError::internal)?;
    let view = view(&kept.quote, &kept.rows, &kept.basis.unwrap_or_default())?;
    let line = kept.lines.get(&request.line_id).and_then(Value::as_object);
    told(&view.calculation, &request.line_id, line)
}

/// The derivation of a line; `kept` are the amounts a revision has of it.
fn told(
    calculation: &Calculation,
    line_id: &str,
    kept: Option<&Map<String, Value>>,
) -> Result<Trace> {
    let (input, priced) = (calculation.input(), calculation.priced());
    let found = input.lines.iter().position(|line| line.id == line_id);
    let at = found.ok_or_else(|| AppError::new(Code::NotFound).at("line_id"))?;
    let trace = engine::trace(input, priced, at);
    Ok(Trace {
        line_id: line_id.to_owned(),
        currency: input.currency.code().to_owned(),
        as_kept: kept.is_none_or(|kept| *kept == amounts_of_line(&priced.lines[at])),
        steps: trace.steps.into_iter().map(step).collect(),
        quote: trace.quote.into_iter().map(step).collect(),
    })
}

fn step(step: engine::Step) -> TraceStep {
    TraceStep {
        name: step.name.key(),
        value: Dec(step.result),
        unit: unit(step.unit),
        currency: currency(step.unit),
        operands: step.operands.into_iter().map(operand).collect(),
    }
}

fn operand(operand: Operand) -> TraceOperand {
    use engine::Origin as O;
    TraceOperand {
        name: operand.name,
        value: Dec(operand.value),
        unit: unit(operand.unit),
        currency: currency(operand.unit),
        origin: match operand.origin {
            O::Line => TraceOrigin::Line,
            O::Overridden => TraceOrigin::Overridden,
            O::Inherited => TraceOrigin::Inherited,
            O::Quote => TraceOrigin::Quote,
            O::Step(_) => TraceOrigin::Step,
            O::Total => TraceOrigin::Total,
        },
    }
}

fn unit(unit: Unit) -> TraceUnit {
    match unit {
        Unit::Money(_) => TraceUnit::Money,
        Unit::Share => TraceUnit::Share,
        Unit::Quantity => TraceUnit::Quantity,
        Unit::Kilograms => TraceUnit::Kilograms,
        Unit::Days => TraceUnit::Days,
        Unit::Exchange(_) => TraceUnit::Exchange,
    }
}

fn currency(unit: Unit) -> Option<String> {
    match unit {
        Unit::Money(currency) | Unit::Exchange(currency) => Some(currency.code().to_owned()),
        _ => None,
    }
}

//! How a price arose: the derivation of the engine, as the screens and the workbook of the house take it.

mod origin;

use oferta_domain::Dec;
use oferta_domain::entity::{self, QuoteLine};
use oferta_pricing::{self as engine, Calculation, QuoteInput, StepName, Unit};

use crate::api::revision::{Trace, TraceOf, TraceOperand, TraceStep, TraceUnit};
use crate::api::terms::ResolvedTerms;
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::quote_view::{View, view};
use crate::revision::Kept;
use crate::sheet;

/// `quote.trace`.
pub(crate) fn trace(open: &Open, request: TraceOf) -> Result<Trace> {
    let Some(revision_id) = &request.revision_id else {
        let sheet = sheet::read(open, &request.id)?;
        return told(&sheet.rows, &sheet.view, &request.line_id, None);
    };
    let (_, kept) = open
        .store
        .read(|conn| Kept::read(conn, &request.id, revision_id))?;
    let basis = kept.basis.clone().unwrap_or_default();
    let view = view(&kept.quote, &kept.rows, &basis)?;
    told(&kept.rows, &view, &request.line_id, Some(&kept))
}

/// The derivation of a line; `kept` is the revision it is of.
fn told(rows: &[QuoteLine], view: &View, line_id: &str, kept: Option<&Kept>) -> Result<Trace> {
    let calculation = &view.calculation;
    let (input, priced) = (calculation.input(), calculation.priced());
    let found = input.lines.iter().position(|line| line.id == line_id);
    let at = found.ok_or_else(|| AppError::new(Code::NotFound).at("line_id"))?;
    let trace = engine::trace(input, priced, at);
    let telling = Telling::of(view);
    let row = rows.iter().find(|row| row.id == line_id);
    Ok(Trace {
        line_id: line_id.to_owned(),
        currency: input.currency.code().to_owned(),
        policy: policy(calculation),
        as_kept: kept.is_none_or(|kept| kept.agrees_on(line_id, &priced.lines[at])),
        steps: telling.steps(row, trace.steps),
        quote: telling.steps(None, trace.quote),
    })
}

fn policy(calculation: &Calculation) -> entity::Policy {
    match calculation.input().policy {
        engine::Policy::Invoice => entity::Policy::Invoice,
        engine::Policy::Reference => entity::Policy::Reference,
    }
}

/// What the steps of the engine do not say themselves: whose a value is, and what a person calls it.
pub(crate) struct Telling<'a> {
    input: &'a QuoteInput,
    terms: Option<&'a ResolvedTerms>,
}

impl<'a> Telling<'a> {
    pub(crate) fn of(view: &'a View) -> Telling<'a> {
        Telling {
            input: view.calculation.input(),
            terms: view.terms.as_ref().map(|terms| &terms.resolved),
        }
    }

    /// The steps of a line, or those of the whole quote.
    pub(crate) fn steps(
        &self,
        row: Option<&QuoteLine>,
        steps: impl IntoIterator<Item = engine::Step>,
    ) -> Vec<TraceStep> {
        let told = steps.into_iter().map(|step| self.step(row, step));
        told.collect()
    }

    fn step(&self, row: Option<&QuoteLine>, step: engine::Step) -> TraceStep {
        let mut names = self.cost_names(step.name);
        let operands = step.operands.into_iter().map(|operand| TraceOperand {
            name: operand.name,
            title: match operand.name {
                "cost_block" => names.next().filter(|name| !name.trim().is_empty()),
                _ => None,
            },
            value: Dec(operand.value),
            unit: unit(operand.unit),
            currency: currency(operand.unit),
            origin: origin::of(&operand, row),
            term: origin::term(&operand, self.terms),
        });
        TraceStep {
            name: step.name.key(),
            value: Dec(step.result),
            unit: unit(step.unit),
            currency: currency(step.unit),
            operands: operands.collect(),
        }
    }

    /// The names of the cost blocks that a step adds up, in its order: those that are nothing are left out of it.
    fn cost_names(&self, step: StepName) -> impl Iterator<Item = String> + use<'a> {
        let leg = match step {
            StepName::AllFreightToBorder => Some(engine::Leg::BeforeBorder),
            StepName::AllFreightAfterBorder => Some(engine::Leg::AfterBorder),
            _ => None,
        };
        let costs = self.input.costs.iter();
        costs
            .filter(move |cost| Some(cost.leg) == leg && !cost.amount.is_zero())
            .map(|cost| cost.name.clone())
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

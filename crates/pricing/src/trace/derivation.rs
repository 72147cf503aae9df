//! The pieces that derivations are made of: operands by where they come from, and steps.

use rust_decimal::Decimal;

use super::{Operand, Origin, Step, StepName, Unit};
use crate::input::{Currency, LineInput, QuoteInput};
use crate::rates;
use crate::result::LineResult;

/// The steps of a line as far as they are told.
pub(super) struct Derivation<'a> {
    pub(super) input: &'a QuoteInput,
    pub(super) line: &'a LineInput,
    pub(super) result: &'a LineResult,
    pub(super) steps: Vec<Step>,
}

impl Derivation<'_> {
    pub(super) fn money(&self) -> Unit {
        Unit::Money(self.input.currency)
    }

    pub(super) fn own(&self, name: &'static str, value: Decimal, unit: Unit) -> Operand {
        let origin = Origin::Line;
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    pub(super) fn quote(&self, name: &'static str, value: Decimal, unit: Unit) -> Operand {
        let origin = Origin::Quote;
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    pub(super) fn total(&self, name: &'static str, value: Decimal) -> Operand {
        let (unit, origin) = (self.money(), Origin::Total);
        Operand {
            name,
            value,
            unit,
            origin,
        }
    }

    /// An earlier step as an operand; zero where that step was nothing.
    pub(super) fn step(&self, name: StepName) -> Operand {
        let found = self.steps.iter().find(|step| step.name == name);
        Operand {
            name: name.key(),
            value: found.map_or(Decimal::ZERO, |step| step.result),
            unit: found.map_or(self.money(), |step| step.unit),
            origin: Origin::Step(name),
        }
    }

    pub(super) fn quantity(&self) -> Operand {
        self.own("quantity", self.line.quantity, Unit::Quantity)
    }

    pub(super) fn markup(&self) -> Operand {
        Operand {
            name: "markup",
            value: self.input.markup_of(self.line),
            unit: Unit::Share,
            origin: overridden(self.line.markup.is_some()),
        }
    }

    pub(super) fn vat_rate(&self) -> Operand {
        Operand {
            name: "vat_rate",
            value: self.input.vat_of(self.line).rate(),
            unit: Unit::Share,
            origin: overridden(self.line.vat_rate.is_some()),
        }
    }

    /// What a currency is worth; nothing where it is the quote's own.
    pub(super) fn exchange(&self, currency: Option<Currency>) -> Option<Operand> {
        let currency = currency.filter(|c| *c != self.input.currency)?;
        let factor = rates::factor(&self.input.rates, currency, self.input.currency).ok()?;
        let top = factor.top[0].checked_mul(factor.top[1])?;
        let bottom = factor.bottom[0].checked_mul(factor.bottom[1])?;
        let value = top.checked_div(bottom)?;
        Some(self.quote("rates", value, Unit::Exchange(currency)))
    }

    pub(super) fn put(
        &mut self,
        name: StepName,
        result: Decimal,
        operands: impl IntoIterator<Item = Operand>,
    ) {
        let unit = self.money();
        self.put_in(name, result, unit, operands);
    }

    pub(super) fn put_in(
        &mut self,
        name: StepName,
        result: Decimal,
        unit: Unit,
        operands: impl IntoIterator<Item = Operand>,
    ) {
        if result.is_zero() && name != StepName::Net {
            return;
        }
        // What changes nothing is not worth a row: a zero amount or rate, and steps that were left out.
        let operands = operands
            .into_iter()
            .filter(|o| !o.value.is_zero())
            .collect();
        self.steps.push(Step {
            name,
            operands,
            result,
            unit,
        });
    }
}

fn overridden(own: bool) -> Origin {
    if own {
        Origin::Overridden
    } else {
        Origin::Inherited
    }
}

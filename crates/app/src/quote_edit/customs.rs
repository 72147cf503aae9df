//! The customs fee among the costs of a draft.

use oferta_domain::entity::{Cost, Leg};
use oferta_domain::validate::Validate;

use super::{Draft, landed::MAX_COSTS, positions};
use crate::error::{AppError, Code, Result};
use crate::patch::put;
use crate::quote_view::{check_priced, view};
use crate::terms::{blank_cost, customs_fee_id};

impl Draft<'_, '_> {
    /// Puts the fee that the table has for the customs value into its block; a new block stands last.
    ///
    /// # Errors
    /// [`Code::CommandNotAllowed`] where nothing is declared; [`Code::LinesUnpriced`] and [`Code::RateMissing`] where
    /// the customs value is not known; [`Code::CustomsFeeUnknown`] where the table has no fee for it.
    pub(super) fn customs_fee(&mut self, name: &str) -> Result<()> {
        let view = view(&self.quote, &self.rows, &self.basis)?;
        let terms = view.terms.ok_or_else(|| AppError::new(Code::TermsNeeded))?;
        let found = terms.customs_fee;
        let found = found.ok_or_else(|| AppError::new(Code::CommandNotAllowed))?;
        let Some(value) = found.customs_value else {
            check_priced(&self.rows, &view.unpriced)?;
            return Err(AppError::new(Code::RateMissing).param("currency", &self.quote.currency));
        };
        let fee = found.fee.ok_or_else(|| {
            AppError::new(Code::CustomsFeeUnknown)
                .param("value", value)
                .param("currency", "RUB")
                .param("date", self.quote.quote_date)
        })?;
        let id = customs_fee_id(&self.quote.id);
        let kept = self.basis.costs.iter().position(|cost| cost.id == id);
        let cost = match kept {
            Some(i) => Cost {
                amount: fee,
                currency: "RUB".to_owned(),
                ..self.basis.costs[i].clone()
            },
            None => {
                if self.basis.costs.len() >= MAX_COSTS {
                    return Err(AppError::new(Code::TooManyRows).param("limit", MAX_COSTS));
                }
                let last = self.basis.costs.last().map(|cost| cost.pos.as_str());
                let pos = positions(last, None, 1).remove(0);
                Cost {
                    id,
                    name: name.trim().to_owned(),
                    amount: fee,
                    leg: Leg::AfterBorder,
                    ..blank_cost(self.tx, &self.quote.id, pos, "RUB")
                }
            }
        };
        if let Some(fault) = cost.faults().into_iter().next() {
            return Err(fault.into());
        }
        put(self.tx, &cost)?;
        match kept {
            Some(i) => self.basis.costs[i] = cost,
            None => self.basis.costs.push(cost),
        }
        Ok(())
    }
}

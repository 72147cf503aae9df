//! The steps of the specification, each written once for both kinds of number.
//!
//! A step that concerns one line takes that line, what earlier steps made of it, and its parts of shared amounts;
//! so one line can be computed again alone.

mod finance;
mod offer;
mod purchase;
mod sums;

pub(crate) use finance::{Finance, Freight};
pub(crate) use offer::{Offer, Sale};
pub(crate) use purchase::{Import, Purchase};
pub(crate) use sums::{ImportSums, OfferSums, PurchaseSums, SaleSums};

use rust_decimal::Decimal;

use crate::input::{Currency, Deal, Incoterms, Policy, QuoteInput};
use crate::number::{Number, Undecided};
use crate::rates;

/// By what to multiply an amount in another currency; none where it is one.
pub(crate) struct Worth<N> {
    currency: Currency,
    factor: Option<(N, N)>,
}

/// What of the quote every line is computed with.
pub(crate) struct Rules<'a, N> {
    pub input: &'a QuoteInput,
    pub invoice: bool,
    pub minor: u32,
    /// How many lines take part.
    pub takers: u32,
    ddp: bool,
    export: bool,
    taxed: bool,
    transit: bool,
    fee_rate: N,
    reserve_rate: N,
    fee_per_line: bool,
    markup: N,
    vat: N,
    worth: Vec<Worth<N>>,
}

fn product<N: Number>(parts: [Decimal; 2]) -> N {
    if parts[1] == Decimal::ONE {
        return N::of(parts[0]);
    }
    N::of(parts[0]).mul(&N::of(parts[1]))
}

impl<'a, N: Number> Rules<'a, N> {
    /// The rules of an input that has passed [`check`](crate::check).
    pub(crate) fn new(input: &'a QuoteInput) -> Rules<'a, N> {
        let export = input.deal == Deal::Export;
        let others = input.rates.keys().chain([&Currency::RUB]);
        let worth = others.filter(|c| **c != input.currency).filter_map(|c| {
            let factor = rates::factor(&input.rates, *c, input.currency).ok()?;
            Some(Worth {
                currency: *c,
                factor: Some((product(factor.top), product(factor.bottom))),
            })
        });
        let own = Worth {
            currency: input.currency,
            factor: None,
        };
        Rules {
            input,
            invoice: input.policy == Policy::Invoice,
            minor: input.minor_units,
            takers: input
                .lines
                .iter()
                .map(|line| u32::from(input.takes_part(line)))
                .sum(),
            ddp: input.incoterms == Incoterms::Ddp,
            export,
            taxed: input.charges_vat(),
            transit: matches!(input.deal, Deal::Transit | Deal::FinTransit),
            fee_rate: N::of(input.terms.agent_fee_rate),
            reserve_rate: N::of(input.terms.forex_reserve_rate),
            fee_per_line: !export
                && input.seller_region != Some(crate::input::Region::TR)
                && !input.terms.agent_fee_rate.is_zero(),
            markup: N::of(input.markup),
            vat: N::of(input.vat_rate.rate()),
            worth: [own].into_iter().chain(worth).collect(),
        }
    }

    /// The factor of a currency; none where an amount is in the currency of the quote already.
    fn worth(&self, currency: Option<Currency>) -> Option<&(N, N)> {
        let currency = currency?;
        let found = self.worth.iter().find(|w| w.currency == currency);
        found.and_then(|w| w.factor.as_ref())
    }

    fn converted(&self, amount: Decimal, currency: Option<Currency>) -> N {
        match self.worth(currency) {
            Some((top, bottom)) => N::of(amount).mul(top).div(bottom),
            None => N::of(amount),
        }
    }

    pub(crate) fn line_markup(&self, own: Option<Decimal>) -> N {
        own.map_or_else(|| self.markup.clone(), N::of)
    }

    fn line_vat(&self, own: Option<crate::input::Vat>) -> N {
        own.map_or_else(|| self.vat.clone(), |vat| N::of(vat.rate()))
    }

    /// R in policy `invoice`, the value as it is in `reference`.
    pub(crate) fn invoice_round(&self, value: N) -> Result<N, Undecided> {
        if self.invoice {
            value.round(self.minor)
        } else {
            Ok(value)
        }
    }
}

//! Pricing a quote: fast where that decides every rounding, exactly where it does not.

use rust_decimal::Decimal;

use crate::check::check;
use crate::computation::{Computation, Stop, Taxed};
use crate::fault::{Fault, FaultKey, shown};
use crate::input::QuoteInput;
use crate::number::exact::Exact;
use crate::number::fast::Fast;
use crate::number::{Number, Undecided};
use crate::result::{LineResult, Priced, Totals, VatAtRate};
use crate::steps::Rules;

/// Prices a quote.
///
/// The result is the same wherever it is computed: every rounding is decided on the exact rational value.
///
/// # Errors
/// Everything that [`check`] finds; else an amount that does not fit, or a discount larger than the quote.
pub fn price(input: &QuoteInput) -> Result<Priced, Vec<Fault>> {
    Ok(computed(input)?.0)
}

/// The priced quote, and how it was computed where the fast numbers decided everything.
pub(crate) fn computed(
    input: &QuoteInput,
) -> Result<(Priced, Option<Computation<Fast>>), Vec<Fault>> {
    let faults = check(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    match priced_by::<Fast>(input) {
        Ok((priced, computation)) => Ok((priced, Some(computation))),
        Err(Stop::Undecided(_)) => match priced_by::<Exact>(input) {
            Ok((priced, _)) => Ok((priced, None)),
            Err(stop) => Err(vec![fault(input, stop)]),
        },
        Err(stop) => Err(vec![fault(input, stop)]),
    }
}

fn priced_by<N: Number>(input: &QuoteInput) -> Result<(Priced, Computation<N>), Stop> {
    let computation = Computation::new(&Rules::<N>::new(input))?;
    let priced = computation.publish()?;
    Ok((priced, computation))
}

fn fault(input: &QuoteInput, stop: Stop) -> Fault {
    let (line, field, key) = match stop {
        Stop::Undecided(Some(i)) => {
            let line = &input.lines[i];
            let field = if line.sale_price.is_some() {
                "sale_price"
            } else {
                "unit_price"
            };
            (Some(shown(&line.id)), field, FaultKey::Overflow)
        }
        Stop::Undecided(None) => (None, "lines", FaultKey::Overflow),
        Stop::DiscountTooLarge(limit) => (
            None,
            "discount.amount",
            FaultKey::DiscountTooLarge(limit.normalize()),
        ),
    };
    Fault {
        line,
        field: field.to_owned(),
        key,
    }
}

impl<N: Number> Computation<N> {
    fn publish(&self) -> Result<Priced, Stop> {
        let mut lines = Vec::with_capacity(self.sales.len());
        for i in 0..self.sales.len() {
            let line = self.line(i).map_err(|_| Stop::Undecided(Some(i)))?;
            lines.push(line);
        }
        let totals = self.totals()?;
        Ok(Priced { lines, totals })
    }

    /// The amounts of a line.
    #[inline]
    pub(crate) fn line(&self, i: usize) -> Result<LineResult, Undecided> {
        let (bought, import) = (&self.purchases[i], &self.imports[i]);
        let (offer, sale) = (&self.offers[i], &self.sales[i]);
        Ok(LineResult {
            purchase: bought.purchase.publish()?,
            internal_unit: bought.internal_unit.publish()?,
            internal_total: bought.internal_total.publish()?,
            freight_to_border: self.to_border.part(i).publish()?,
            freight_after_border: self.after_border.part(i).publish()?,
            duty: import.duty.publish()?,
            excise: import.excise.publish()?,
            import_vat: import.import_vat.publish()?,
            financing: self.financing.part(i).publish()?,
            deferral: self.deferral.part(i).publish()?,
            cost: self.costs[i].publish()?,
            markup_amount: offer.markup_amount.publish()?,
            price_before_reserves: offer.price_before_reserves.publish()?,
            commission: self.commission.part(i).publish()?,
            forex_reserve: offer.forex_reserve.publish()?,
            agent_fee: offer.agent_fee.publish()?,
            unit_price: offer.unit_price.publish()?,
            gross_price: offer.gross_price.publish()?,
            line_discount: offer.line_discount.publish()?,
            header_discount: self.header_discount.part(i).publish()?,
            net: sale.net.publish()?,
            vat: sale.vat.publish()?,
            unit_gross: sale.unit_gross.publish()?,
            gross: sale.gross.publish()?,
            vat_payable: sale.vat.sub(&import.import_vat).publish()?,
        })
    }

    /// The totals.
    pub(crate) fn totals(&self) -> Result<Totals, Undecided> {
        let (bought, imported) = (
            self.bought.clone().canonical(),
            self.imported.clone().canonical(),
        );
        let (offered, sold) = (
            self.offered.clone().canonical(),
            self.sold.clone().canonical(),
        );
        let finance = &self.finance;
        let sums = LineResult {
            purchase: bought.purchase.publish()?,
            internal_unit: Decimal::ZERO,
            internal_total: bought.internal_total.publish()?,
            freight_to_border: self.to_border.sum().publish()?,
            freight_after_border: self.after_border.sum().publish()?,
            duty: imported.duty.publish()?,
            excise: imported.excise.publish()?,
            import_vat: imported.import_vat.publish()?,
            financing: self.financing.sum().publish()?,
            deferral: self.deferral.sum().publish()?,
            cost: self.cost.publish()?,
            markup_amount: offered.markup_amount.publish()?,
            price_before_reserves: Decimal::ZERO,
            commission: self.commission.sum().publish()?,
            forex_reserve: offered.forex_reserve.publish()?,
            agent_fee: offered.agent_fee.publish()?,
            unit_price: Decimal::ZERO,
            gross_price: offered.gross_price.publish()?,
            line_discount: offered.line_discount.publish()?,
            header_discount: self.header_discount.sum().publish()?,
            net: sold.net.publish()?,
            vat: sold.vat.publish()?,
            unit_gross: Decimal::ZERO,
            gross: sold.gross.publish()?,
            vat_payable: sold.vat.sub(&imported.import_vat).publish()?,
        };
        let mut by_rate = Vec::with_capacity(self.taxed.len());
        for Taxed { rate, net, vat, .. } in &self.taxed {
            by_rate.push(VatAtRate {
                rate: *rate,
                net: net.publish()?,
                vat: vat.publish()?,
            });
        }
        by_rate.sort_by_key(|entry| std::cmp::Reverse(entry.rate));
        Ok(Totals {
            sums,
            insurance: self.freight.insurance.publish()?,
            revenue_estimate: finance.revenue_estimate.publish()?,
            client_advance: finance.client_advance.publish()?,
            total_outlay: finance.total_outlay.publish()?,
            supplier_outlay: finance.supplier_outlay.publish()?,
            supplier_gap: finance.supplier_gap.publish()?,
            operations_gap: finance.operations_gap.publish()?,
            supplier_gap_interest: finance.supplier_gap_interest.publish()?,
            operations_gap_interest: finance.operations_gap_interest.publish()?,
            financing_cost: finance.financing_cost.publish()?,
            receivable_gap: finance.receivable_gap.publish()?,
            deferral_cost: finance.deferral_cost.publish()?,
            profit: sold.net.sub(&self.cost).publish()?,
            by_rate,
        })
    }
}

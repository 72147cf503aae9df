//! Steps 4, 5 and 8 to 11: freight and insurance, the cash that is paid out and in, and the interest on the gaps.

use super::{ImportSums, PurchaseSums, Rules};
use crate::input::{CommissionSize, Leg, Region};
use crate::number::{Number, Undecided};

/// Days of the year for simple interest.
const YEAR: u32 = 365;

/// What the shipment costs as a whole.
#[derive(Clone, PartialEq)]
pub(crate) struct Freight<N> {
    pub insurance: N,
    /// Until the border, insurance included; as it is shared out.
    pub to_border: N,
    /// After the border; as it is shared out.
    pub after_border: N,
}

/// Cash paid out and in, and what the gaps cost.
#[derive(Clone)]
pub(crate) struct Finance<N> {
    pub revenue_estimate: N,
    pub client_advance: N,
    pub total_outlay: N,
    pub supplier_outlay: N,
    pub supplier_gap: N,
    pub operations_gap: N,
    pub supplier_gap_interest: N,
    pub operations_gap_interest: N,
    pub financing_cost: N,
    pub receivable_gap: N,
    pub deferral_cost: N,
}

impl<N: Number> Rules<'_, N> {
    /// Steps 4 and 5: insurance, rounded up to one decimal, and the two legs.
    pub(crate) fn freight(&self, bought: &PurchaseSums<N>) -> Result<Freight<N>, Undecided> {
        let premium = bought
            .internal_total
            .mul(&N::of(self.input.terms.insurance_rate));
        let insurance = premium.round_up(1)?;
        let leg = |leg: Leg| {
            let costs = self.input.costs.iter().filter(move |cost| cost.leg == leg);
            costs.fold(N::zero(), |sum, cost| {
                sum.add(&self.converted(cost.amount, cost.currency))
            })
        };
        let to_border = leg(Leg::BeforeBorder).add(&insurance).canonical();
        Ok(Freight {
            insurance,
            to_border: self.invoice_round(to_border)?,
            after_border: self.invoice_round(leg(Leg::AfterBorder).canonical())?,
        })
    }

    /// The commission of an agent where it is an amount, in the currency of the quote.
    pub(crate) fn fixed_commission(&self) -> N {
        match self.input.commission.as_ref().map(|c| c.size) {
            Some(CommissionSize::Amount(amount, currency)) => self.converted(amount, currency),
            _ => N::zero(),
        }
    }

    /// Steps 8 to 11. `markups` is the sum of the markups of `lines` lines; `to_border` and `after_border` are the
    /// sums of their parts of the freight.
    pub(crate) fn finance(
        &self,
        bought: &PurchaseSums<N>,
        imported: &ImportSums<N>,
        (to_border, after_border): (&N, &N),
        (markups, lines): (&N, u32),
    ) -> Finance<N> {
        let terms = &self.input.terms;
        let fee = self.fee_rate.plus_one();
        let levies = imported.duty.add(&imported.excise);
        let supplier_outlay = bought.payable.mul(&N::of(terms.supplier_advance)).mul(&fee);
        let total_outlay = bought
            .payable
            .add(to_border)
            .mul(&fee)
            .add(&levies)
            .add(&imported.import_vat);
        let cost = bought
            .purchase
            .add(to_border)
            .add(after_border)
            .add(&levies);
        // c(1 + mean markup) + c x reserve, divided once: (sum of markups + lines x (1 + reserve)) / lines
        let lines = N::whole(lines.max(1));
        let factor = lines.mul(&self.reserve_rate.plus_one()).add(markups);
        let income = cost.mul(&factor).div(&lines).add(&self.fixed_commission());
        let revenue_estimate = if self.input.seller_region == Some(Region::RU) {
            income.mul(&self.vat.plus_one())
        } else {
            income
        };
        let client_advance = revenue_estimate.mul(&N::of(terms.client_advance));
        let supplier_gap = supplier_outlay.sub(&client_advance).at_least_zero();
        let ahead = client_advance.sub(&supplier_outlay).at_least_zero();
        let on_the_way = revenue_estimate.mul(&N::of(terms.milestones)).add(&ahead);
        let operations_gap = total_outlay
            .sub(&supplier_outlay)
            .sub(&on_the_way)
            .at_least_zero();
        let interest = |gap: &N, days| {
            let yearly = gap.mul(&N::of(terms.loan_rate)).mul(&N::of(days));
            yearly.div(&N::whole(YEAR))
        };
        let supplier_gap_interest = interest(&supplier_gap, terms.delivery_days);
        let operations_gap_interest = interest(&operations_gap, terms.customs_term_days);
        let receivable_gap = total_outlay.sub(&client_advance);
        let receivable_gap = if self.invoice {
            receivable_gap.at_least_zero()
        } else {
            receivable_gap
        };
        Finance {
            financing_cost: supplier_gap_interest.add(&operations_gap_interest),
            deferral_cost: interest(&receivable_gap, terms.deferral_days),
            revenue_estimate,
            client_advance,
            total_outlay,
            supplier_outlay,
            supplier_gap,
            operations_gap,
            supplier_gap_interest,
            operations_gap_interest,
            receivable_gap,
        }
    }

    /// Step 15: the commission of an agent as it is shared out, once the whole cost is known.
    pub(crate) fn commission(&self, cost: &N) -> Result<N, Undecided> {
        let amount = match self.input.commission.as_ref().map(|c| c.size) {
            Some(CommissionSize::Rate(rate)) => cost.mul(&N::of(rate)),
            _ => self.fixed_commission(),
        };
        self.invoice_round(amount)
    }
}

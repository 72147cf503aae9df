//! Steps 13 to 18: from the landed cost to the price, the discounts and VAT.

use super::{Purchase, Rules};
use crate::input::{Discount, LineInput};
use crate::number::{Number, Undecided};

/// What a line is offered for, before the discount on the quote.
#[derive(Clone, PartialEq)]
pub(crate) struct Offer<N> {
    pub markup_amount: N,
    pub price_before_reserves: N,
    pub forex_reserve: N,
    pub agent_fee: N,
    pub unit_price: N,
    /// g, before discounts.
    pub gross_price: N,
    pub line_discount: N,
}

/// What a line is sold for.
#[derive(Clone, PartialEq)]
pub(crate) struct Sale<N> {
    pub net: N,
    pub vat: N,
    pub unit_gross: N,
    pub gross: N,
}

impl<N: Number> Rules<'_, N> {
    /// Step 13: R(S + T + U + Y + Z + financing + deferral). The purchase comes last because the others are mostly
    /// amounts of money that add up in few digits.
    #[inline]
    pub(crate) fn cost(&self, purchase: &N, others: [&N; 6]) -> Result<N, Undecided> {
        let [first, rest @ ..] = others;
        let others = rest
            .into_iter()
            .fold(first.clone(), |sum, part| sum.add(part));
        others.add(purchase).round(self.minor)
    }

    /// Steps 14 to 16.
    #[inline]
    pub(crate) fn offer(
        &self,
        line: &LineInput,
        bought: &Purchase<N>,
        to_border: &N,
        cost: &N,
        commission: &N,
    ) -> Result<Offer<N>, Undecided> {
        let minor = self.minor;
        let quantity = N::of(line.quantity);
        let base = if self.transit { &bought.purchase } else { cost };
        let markup = self.line_markup(line.markup);
        let markup_amount = base.mul(&markup).round(minor)?;
        let marked_up = base.mul(&markup.plus_one());
        let price_before_reserves = marked_up.round_ratio(&quantity, minor)?;
        let agent_fee = if self.fee_per_line {
            let paid_abroad = bought.payable.mul(&bought.inner).add(to_border);
            self.invoice_round(paid_abroad.mul(&self.fee_rate))?
        } else {
            N::zero()
        };
        let exposed = price_before_reserves
            .mul(&quantity)
            .add(commission)
            .add(&agent_fee);
        let forex_reserve = self.invoice_round(exposed.mul(&self.reserve_rate))?;
        let unit_price = match line.sale_price {
            Some(price) if self.invoice => match self.worth(line.sale_currency) {
                Some((top, bottom)) => N::of(price).mul(top).round_ratio(bottom, minor)?,
                None => N::of(price).round(minor)?,
            },
            _ => {
                let price = cost.add(&markup_amount).add(commission);
                let price = price.add(&forex_reserve).add(&agent_fee);
                price.round_ratio(&quantity, minor)?
            }
        };
        let mut gross_price = unit_price.mul(&quantity);
        let mut line_discount = N::zero();
        if self.invoice {
            gross_price = gross_price.round(minor)?;
            if !line.discount.is_zero() {
                line_discount = gross_price.mul(&N::of(line.discount)).round(minor)?;
            }
        }
        Ok(Offer {
            markup_amount,
            price_before_reserves,
            forex_reserve,
            agent_fee,
            unit_price,
            gross_price,
            line_discount,
        })
    }

    /// The discount on the quote, of the sum after line discounts.
    pub(crate) fn header_discount(&self, sum: &N) -> Result<N, Undecided> {
        match self.input.discount {
            Some(Discount::Amount(amount)) if self.invoice => N::of(amount).round(self.minor),
            Some(Discount::Rate(rate)) if self.invoice => sum.mul(&N::of(rate)).round(self.minor),
            _ => Ok(N::zero()),
        }
    }

    /// Step 17: VAT on the line total in policy `invoice`, on the unit price in `reference`.
    #[inline]
    pub(crate) fn sale(
        &self,
        line: &LineInput,
        offer: &Offer<N>,
        header_discount: &N,
    ) -> Result<Sale<N>, Undecided> {
        let minor = self.minor;
        let rate = if self.taxed {
            self.line_vat(line.vat_rate)
        } else {
            N::zero()
        };
        let quantity = N::of(line.quantity);
        if self.invoice {
            let net = offer
                .gross_price
                .sub(&offer.line_discount)
                .sub(header_discount);
            let vat = net.mul(&rate).round(minor)?;
            let gross = net.add(&vat);
            let unit_gross = gross.round_ratio(&quantity, minor)?;
            return Ok(Sale {
                net,
                vat,
                unit_gross,
                gross,
            });
        }
        let net = offer.gross_price.clone();
        let unit_gross = offer.unit_price.mul(&rate.plus_one()).round(minor)?;
        let gross = unit_gross.mul(&quantity).round(minor)?;
        let vat = gross.sub(&net);
        Ok(Sale {
            net,
            vat,
            unit_gross,
            gross,
        })
    }
}

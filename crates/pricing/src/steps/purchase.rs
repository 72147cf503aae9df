//! Steps 1, 3, 6 and 7: what a line costs at the supplier and at the border.

use rust_decimal::Decimal;

use super::Rules;
use crate::input::LineInput;
use crate::number::{Number, Undecided};

/// What a line costs at the supplier.
#[derive(Clone, PartialEq)]
pub(crate) struct Purchase<N> {
    /// S: without supplier VAT.
    pub purchase: N,
    /// AZ: with supplier VAT.
    pub payable: N,
    /// One plus the internal markup.
    pub inner: N,
    /// Contract price of one unit.
    pub internal_unit: N,
    /// Contract price of the line.
    pub internal_total: N,
    /// Kilograms.
    pub weight: N,
}

/// What a line costs at the border.
#[derive(Clone, PartialEq)]
pub(crate) struct Import<N> {
    /// Y.
    pub duty: N,
    /// Z.
    pub excise: N,
    /// AO.
    pub import_vat: N,
}

fn plus_one<N: Number>(rate: Decimal) -> N {
    if rate.is_zero() {
        N::whole(1)
    } else {
        N::of(rate).plus_one()
    }
}

impl<N: Number> Rules<'_, N> {
    /// Steps 1 and 3. The purchase price stays one fraction until its end: S(1 + internal markup) / quantity is
    /// computed without dividing by the quantity that S was multiplied with.
    #[inline]
    pub(crate) fn purchase(&self, line: &LineInput) -> Result<Purchase<N>, Undecided> {
        let quantity = N::of(line.quantity);
        let weight = if line.weight_kg.is_zero() {
            N::zero()
        } else {
            N::of(line.weight_kg).mul(&quantity)
        };
        let inner = plus_one::<N>(line.internal_markup);
        if line.unit_price.is_zero() {
            let zero = N::zero();
            return Ok(Purchase {
                purchase: zero.clone(),
                payable: zero.clone(),
                inner,
                internal_unit: zero.clone(),
                internal_total: zero,
                weight,
            });
        }
        let mut price = N::of(line.unit_price);
        if !line.supplier_discount.is_zero() {
            price = price.mul(&N::whole(1).sub(&N::of(line.supplier_discount)));
        }
        let factor = self.worth(line.currency);
        if let Some((top, _)) = factor {
            price = price.mul(top);
        }
        let one = N::whole(1);
        let bottom = factor.map_or(&one, |(_, bottom)| bottom);
        let amount = price.mul(&quantity).div(bottom);
        let internal = price.mul(&inner);
        let (purchase, payable, internal_unit) = if line.supplier_vat.is_zero() {
            let internal_unit = internal.round_ratio(bottom, self.minor)?;
            (amount.clone(), amount, internal_unit)
        } else {
            let vat = plus_one::<N>(line.supplier_vat);
            if line.price_includes_vat {
                let internal_unit = internal.round_ratio(&bottom.mul(&vat), self.minor)?;
                (amount.div(&vat), amount, internal_unit)
            } else {
                let internal_unit = internal.round_ratio(bottom, self.minor)?;
                let payable = amount.mul(&vat);
                (amount, payable, internal_unit)
            }
        };
        let internal_total = internal_unit.mul(&quantity);
        Ok(Purchase {
            purchase,
            payable,
            inner,
            internal_unit,
            internal_total,
            weight,
        })
    }

    /// Steps 6 and 7: duty and excise, and VAT at import by the line's own rate.
    #[inline]
    pub(crate) fn import(
        &self,
        line: &LineInput,
        bought: &Purchase<N>,
        to_border: &N,
    ) -> Result<Import<N>, Undecided> {
        let duty = if self.ddp && !line.duty_rate.is_zero() {
            let value = bought.purchase.mul(&bought.inner).add(to_border);
            value.mul(&N::of(line.duty_rate)).round(self.minor)?
        } else {
            N::zero()
        };
        let excise = if line.excise_per_kg.is_zero() {
            N::zero()
        } else {
            self.invoice_round(N::of(line.excise_per_kg).mul(&bought.weight))?
        };
        let import_vat = if self.ddp && !self.export {
            let value = bought.internal_total.add(&duty).add(to_border).add(&excise);
            value.mul(&self.line_vat(line.vat_rate))
        } else {
            N::zero()
        };
        Ok(Import {
            duty,
            excise,
            import_vat,
        })
    }
}

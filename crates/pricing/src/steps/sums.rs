//! Sums over the lines that take part. A line can be taken out again, so that one edit needs no second look at the rest.

use super::{Import, Offer, Purchase, Sale};
use crate::number::Number;

macro_rules! sums {
    ($(#[$doc:meta])* $name:ident of $part:ident { $($field:ident),* }) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub(crate) struct $name<N> { $(pub $field: N),* }

        impl<N: Number> $name<N> {
            pub(crate) fn zero() -> Self {
                $name { $($field: N::zero()),* }
            }
            #[inline]
            pub(crate) fn add(&mut self, part: &$part<N>) {
                $(self.$field = self.$field.add(&part.$field);)*
            }
            /// Puts a line in place of one that was added before, as if that never was.
            pub(crate) fn swap(&mut self, old: &$part<N>, new: &$part<N>) {
                $(self.$field = self.$field.take_out(&old.$field).add(&new.$field);)*
            }
            pub(crate) fn canonical(self) -> Self {
                $name { $($field: self.$field.canonical()),* }
            }
        }
    };
}

sums! {
    /// Of what lines cost at the supplier.
    PurchaseSums of Purchase { purchase, payable, internal_total, weight }
}
sums! {
    /// Of what lines cost at the border.
    ImportSums of Import { duty, excise, import_vat }
}
sums! {
    /// Of what lines are offered for.
    OfferSums of Offer { markup_amount, forex_reserve, agent_fee, gross_price, line_discount }
}
sums! {
    /// Of what lines are sold for.
    SaleSums of Sale { net, vat, gross }
}

//! The two kinds of number that the steps of the specification are computed with.
//!
//! [`Fast`](fast::Fast) is a 128-bit decimal that carries a bound of its own error; it decides almost every
//! rounding. Where the error bound straddles a tie, or a value does not fit, the whole quote is computed again
//! with [`Exact`](exact::Exact), which is a fraction of big integers. So every rounding is decided on the exact
//! rational value, whichever kind decided it.

pub(crate) mod basis;
mod digits;
pub(crate) mod exact;
pub(crate) mod fast;

use rust_decimal::Decimal;

/// This kind of number cannot tell the result: the next kind has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undecided;

/// What the steps need of a number.
///
/// Arithmetic never fails: a value that is lost (too large, divided by nothing) stays lost until it is rounded
/// or published, which then is [`Undecided`].
pub(crate) trait Number: Clone + PartialEq {
    /// How an amount is shared out over weights of this kind.
    type Basis: Basis<Self>;

    /// An input, exactly.
    fn of(value: Decimal) -> Self;
    /// A small whole number.
    fn whole(value: u32) -> Self;
    /// The sum.
    fn add(&self, other: &Self) -> Self;
    /// The difference.
    fn sub(&self, other: &Self) -> Self;
    /// The sum without a part that was added to it before.
    fn take_out(&self, part: &Self) -> Self;
    /// The product.
    fn mul(&self, other: &Self) -> Self;
    /// The quotient.
    fn div(&self, other: &Self) -> Self;
    /// The value, or zero when it is negative.
    fn at_least_zero(&self) -> Self;
    /// Whether the value is certainly zero.
    fn is_zero(&self) -> bool;
    /// R of `self / divisor`: half away from zero to so many decimals. The divisor is positive.
    fn round_ratio(&self, divisor: &Self, decimals: u32) -> Result<Self, Undecided>;
    /// R: half away from zero to so many decimals.
    fn round(&self, decimals: u32) -> Result<Self, Undecided>;
    /// Away from zero to so many decimals.
    fn round_up(&self, decimals: u32) -> Result<Self, Undecided>;
    /// The same value in its shortest form, so that it does not tell how it was summed up.
    fn canonical(self) -> Self;
    /// The value as a decimal: exact where it has at most [`PUBLISHED`] decimals, else rounded there.
    fn publish(&self) -> Result<Decimal, Undecided>;

    /// One plus the value.
    fn plus_one(&self) -> Self {
        self.add(&Self::whole(1))
    }
    /// Zero.
    fn zero() -> Self {
        Self::whole(0)
    }
}

/// Decimals that a published value has at most.
pub(crate) const PUBLISHED: u32 = 15;

/// Weights, summed up, over which amounts are shared out. Weights that are all zero count as equal.
pub(crate) trait Basis<N>: Sized {
    /// From the weights; a line that takes no part weighs none.
    fn new(weights: &[Option<N>]) -> Self;
    /// The exact part of each weight, not rounded.
    fn share(&self, amount: &N) -> Vec<N>;
    /// Parts by largest remainder that add up to the amount, which is rounded to so many decimals.
    /// Ties go to the lower line; `same` says that two lines have one weight although it was not computed exactly.
    fn allocate(
        &self,
        amount: &N,
        decimals: u32,
        same: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Vec<N>, Undecided>;
}

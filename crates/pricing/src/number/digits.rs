//! Integers of 128 bits, quick where they fit 64.

/// Powers of ten.
pub(super) const POW10: [u128; 39] = {
    let mut table = [1u128; 39];
    let mut i = 1;
    while i < 39 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

/// The product where it fits; two factors of 64 bits always do.
#[inline(always)]
pub(super) fn times(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

#[inline(always)]
pub(super) fn bits(value: i128) -> u32 {
    128 - value.unsigned_abs().leading_zeros()
}

/// Quotient and remainder; one machine division where both fit 64 bits.
#[inline(always)]
pub(super) fn divide(a: u128, b: u128) -> (u128, u128) {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => (u128::from(a / b), u128::from(a % b)),
        _ => (a / b, a % b),
    }
}

#[inline(always)]
pub(super) fn signed(magnitude: u128, like: i128) -> i128 {
    if like < 0 {
        -(magnitude as i128)
    } else {
        magnitude as i128
    }
}

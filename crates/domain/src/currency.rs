//! Currencies: how many decimals their amounts have, and what is no money.

/// Decimals of the minor unit (ISO 4217); 2 where nothing else is known.
pub fn minor_units(code: &str) -> u32 {
    match code {
        "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "XAF" | "XOF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Whether an invoice can be paid in it. The special drawing rights of the IMF (XDR), the precious metals and the codes
/// for tests and for no currency stand in ISO 4217, some with rates, but nobody pays with them.
pub fn payable(code: &str) -> bool {
    !matches!(
        code,
        "XAG"
            | "XAU"
            | "XBA"
            | "XBB"
            | "XBC"
            | "XBD"
            | "XDR"
            | "XPD"
            | "XPT"
            | "XSU"
            | "XTS"
            | "XUA"
            | "XXX"
    )
}

#[cfg(test)]
mod tests {
    use super::payable;

    #[test]
    fn nobody_pays_with_drawing_rights_or_metals() {
        assert!(["USD", "RUB", "XOF", "XCD"].into_iter().all(payable));
        assert!(!["XDR", "XAU", "XXX"].into_iter().any(payable));
    }
}

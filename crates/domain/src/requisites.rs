//! Check digits of Russian requisites.
//!
//! Sources: order MMV-7-14/559@ (INN), order 13n of 2016 (OGRN), Bank of Russia instruction 515
//! of 1997 (account keys). Each function takes the text as typed and accepts digits only.

fn digits(text: &str, length: usize) -> Option<Vec<u32>> {
    if text.len() != length {
        return None;
    }
    text.chars().map(|c| c.to_digit(10)).collect()
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum()
}

/// Taxpayer number: 10 digits with one check digit, or 12 digits with two.
pub fn is_inn(text: &str) -> bool {
    const W10: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    const W11: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    const W12: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    if let Some(d) = digits(text, 10) {
        return weighted(&d, &W10) % 11 % 10 == d[9] && d.iter().any(|x| *x != 0);
    }
    digits(text, 12).is_some_and(|d| {
        weighted(&d, &W11) % 11 % 10 == d[10]
            && weighted(&d, &W12) % 11 % 10 == d[11]
            && d.iter().any(|x| *x != 0)
    })
}

/// Registration reason code: four digits, two digits or capital Latin letters, three digits.
pub fn is_kpp(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| b.is_ascii_digit() || ((4..6).contains(&i) && b.is_ascii_uppercase()))
}

/// State registration number: 13 digits (mod 11) or 15 digits (mod 13), the last being the check digit.
pub fn is_ogrn(text: &str) -> bool {
    let (length, modulus) = match text.len() {
        13 => (13, 11),
        15 => (15, 13),
        _ => return false,
    };
    let Some(d) = digits(text, length) else {
        return false;
    };
    let body = d[..length - 1]
        .iter()
        .fold(0u64, |n, x| n * 10 + u64::from(*x));
    body != 0 && body % modulus % 10 == u64::from(d[length - 1])
}

/// Bank identification code: 9 digits, the first two being the country (04).
pub fn is_bic(text: &str) -> bool {
    digits(text, 9).is_some() && text.starts_with("04")
}

fn account_key_holds(prefix: &[u32], account: &[u32]) -> bool {
    let sum: u32 = prefix
        .iter()
        .chain(account)
        .zip([7, 1, 3].iter().cycle())
        .map(|(d, w)| d * w)
        .sum();
    sum.is_multiple_of(10)
}

/// Settlement account: 20 digits whose key fits the last three digits of the BIC.
pub fn is_account(account: &str, bic: &str) -> bool {
    match (digits(account, 20), digits(bic, 9)) {
        (Some(account), Some(bic)) => account_key_holds(&bic[6..], &account),
        _ => false,
    }
}

/// Correspondent account: 20 digits whose key fits `0` and digits 5–6 of the BIC.
pub fn is_corr_account(account: &str, bic: &str) -> bool {
    match (digits(account, 20), digits(bic, 9)) {
        (Some(account), Some(bic)) => account_key_holds(&[0, bic[4], bic[5]], &account),
        _ => false,
    }
}

/// Whether the text has the form of a 20-digit account, when there is no BIC to check it against.
pub fn is_account_form(text: &str) -> bool {
    digits(text, 20).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inn() {
        for good in ["7707083893", "7736050003", "500100732259"] {
            assert!(is_inn(good), "{good}");
        }
        for bad in [
            "7707083894",
            "500100732258",
            "500100732269",
            "770708389",
            "77070838931",
            "",
            "770708389a",
            "0000000000",
            "７７０７０８３８９３",
        ] {
            assert!(!is_inn(bad), "{bad}");
        }
    }

    #[test]
    fn kpp() {
        assert!(is_kpp("770701001") && is_kpp("7707AB001"));
        for bad in ["77070100", "77070ab01", "A70701001", "7707010011"] {
            assert!(!is_kpp(bad), "{bad}");
        }
    }

    #[test]
    fn ogrn() {
        assert!(is_ogrn("1027700132195"));
        assert!(is_ogrn("304500116000157"));
        for bad in [
            "1027700132196",
            "304500116000158",
            "102770013219",
            "0000000000000",
        ] {
            assert!(!is_ogrn(bad), "{bad}");
        }
    }

    #[test]
    fn bank() {
        assert!(is_bic("044525225") && !is_bic("144525225") && !is_bic("04452522"));
        assert!(is_account("40702810138250123017", "044525225"));
        assert!(is_account("40702810200000000001", "044525225"));
        assert!(!is_account("40702810900000000001", "044525225"));
        assert!(is_corr_account("30101810400000000225", "044525225"));
        assert!(!is_corr_account("30101810400000000226", "044525225"));
        assert!(!is_account("", "044525225") && !is_account("40702810138250123017", ""));
    }
}

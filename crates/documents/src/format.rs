//! Numbers and dates as a reader of the document's language expects them.

use rust_decimal::Decimal;

use crate::{Currency, Date, Language};

const NBSP: char = '\u{a0}';
const EN_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Whole part in groups of three, at least `min_scale` digits after the point, no trailing zeros beyond them.
/// Nothing is rounded: more digits than `min_scale` are printed when the value has them.
pub(crate) fn number(value: Decimal, min_scale: u32, language: Language) -> String {
    let mut value = value.normalize();
    if value.scale() < min_scale {
        // Fails only beyond 28 digits, where the shorter form says the same.
        value.rescale(min_scale);
    }
    let (group, point) = match language {
        Language::Ru => (NBSP, ','),
        Language::En => (',', '.'),
    };
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + whole.len() / 3 + 2);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A fraction as per cent: 0.05 is "5 %" in Russian and "5%" in English.
pub(crate) fn percent(fraction: Decimal, language: Language) -> String {
    let hundredfold = fraction
        .checked_mul(Decimal::ONE_HUNDRED)
        .unwrap_or(Decimal::MAX);
    let number = number(hundredfold, 0, language);
    match language {
        Language::Ru => format!("{number}{NBSP}%"),
        Language::En => format!("{number}%"),
    }
}

/// An amount with its currency: "1 234,50 ₽", "USD 1,234.50".
pub(crate) fn amount(value: Decimal, currency: &Currency, language: Language) -> String {
    let number = number(value, currency.minor_units, language);
    let unit = currency_mark(currency, language);
    match language {
        Language::Ru => format!("{number}{NBSP}{unit}"),
        Language::En => format!("{unit}{NBSP}{number}"),
    }
}

/// How the currency is named in headings: its sign in Russian where it is unambiguous there, else the ISO code.
pub(crate) fn currency_mark(currency: &Currency, language: Language) -> &str {
    match (language, currency.code.as_str()) {
        (Language::Ru, "RUB") => "₽",
        (Language::Ru, "USD") => "$",
        (Language::Ru, "EUR") => "€",
        (Language::Ru, "TRY") => "₺",
        (Language::Ru, "KZT") => "₸",
        (_, code) => code,
    }
}

/// "20.11.2026" in Russian, "20 Nov 2026" in English.
pub(crate) fn date(date: Date, language: Language) -> String {
    let Date { year, month, day } = date;
    match language {
        Language::Ru => format!("{day:02}.{month:02}.{year:04}"),
        Language::En => {
            let month = EN_MONTHS
                .get(usize::from(month).wrapping_sub(1))
                .copied()
                .unwrap_or("?");
            format!("{day}{NBSP}{month}{NBSP}{year:04}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_number(value: &str, min_scale: u32, ru: &str, en: &str) {
        let value: Decimal = value.parse().unwrap();
        assert_eq!(
            number(value, min_scale, Language::Ru).replace(NBSP, " "),
            ru
        );
        assert_eq!(number(value, min_scale, Language::En), en);
    }

    #[test]
    fn numbers_are_grouped_and_never_rounded() {
        check_number("0", 2, "0,00", "0.00");
        check_number("5", 0, "5", "5");
        check_number("999.9", 2, "999,90", "999.90");
        check_number("1000", 2, "1 000,00", "1,000.00");
        check_number("1234567.89", 2, "1 234 567,89", "1,234,567.89");
        check_number("0.12345", 2, "0,12345", "0.12345");
        check_number("1.5000", 0, "1,5", "1.5");
        check_number("-1234.5", 2, "−1 234,50", "−1,234.50");
        check_number("-0.00", 2, "0,00", "0.00");
        check_number(
            "79228162514264337593543950335",
            2,
            "79 228 162 514 264 337 593 543 950 335",
            "79,228,162,514,264,337,593,543,950,335",
        );
    }

    #[test]
    fn per_cent_dates_and_amounts_follow_the_language() {
        let rub = Currency {
            code: "RUB".into(),
            minor_units: 2,
        };
        let day = Date {
            year: 2026,
            month: 11,
            day: 5,
        };
        assert_eq!(percent("0.05".parse().unwrap(), Language::Ru), "5\u{a0}%");
        assert_eq!(percent("0.125".parse().unwrap(), Language::En), "12.5%");
        assert_eq!(
            amount("1234.5".parse().unwrap(), &rub, Language::Ru),
            "1\u{a0}234,50\u{a0}₽"
        );
        assert_eq!(
            amount("1234.5".parse().unwrap(), &rub, Language::En),
            "RUB\u{a0}1,234.50"
        );
        assert_eq!(date(day, Language::Ru), "05.11.2026");
        assert_eq!(date(day, Language::En).replace(NBSP, " "), "5 Nov 2026");
    }
}

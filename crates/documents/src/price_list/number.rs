//! Numbers as people type them: `1 234,50`, `1,234.56`, `1'234.50`, `1234.56 руб.`

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::currency;

/// Which character is the decimal point of a column, or that this is to be found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1.234,56`
    Comma,
    /// `1,234.56`
    Dot,
    /// Decided by all numbers of the column together.
    #[default]
    Auto,
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NumberFault {
    /// Nothing, or a dash that stands for nothing.
    #[error("there is no number")]
    Blank,
    /// Words, or digits that are grouped as no number is.
    #[error("this is not a number")]
    NotANumber,
    /// More digits than a decimal of 28 digits holds.
    #[error("the number has too many digits")]
    TooLong,
}

/// Longest text that can be a number with its currency.
const LONGEST: usize = 64;

/// Reads a number with an optional currency before or after it.
///
/// The mark decides only where a text could be read both ways (`1,234`); `1.234,56` has one reading whatever the mark
/// is. With [`DecimalMark::Auto`] such a text is taken for grouped thousands. Nothing is rounded.
///
/// # Errors
/// [`NumberFault`].
pub fn parse(text: &str, mark: DecimalMark) -> Result<Decimal, NumberFault> {
    let (text, _) = currency::split(text);
    if text.is_empty() || text.chars().all(|it| matches!(it, '-' | '–' | '—' | '−')) {
        return Err(NumberFault::Blank);
    }
    if text.len() > LONGEST {
        return Err(NumberFault::NotANumber);
    }
    let (comma, dot) = (read(text, ','), read(text, '.'));
    let plain = match (comma, dot, mark) {
        (Some(comma), Some(dot), DecimalMark::Auto) => {
            // The reading with fewer digits after the point is the grouped one.
            if fraction(&comma) < fraction(&dot) {
                comma
            } else {
                dot
            }
        }
        (Some(comma), _, DecimalMark::Comma) | (Some(comma), None, _) => comma,
        (_, Some(dot), _) => dot,
        (None, None, _) => return Err(NumberFault::NotANumber),
    };
    Decimal::from_str_exact(&plain)
        .map(|number| number.normalize())
        .map_err(|_| NumberFault::TooLong)
}

/// The mark that the texts of a column prove, or for texts that can all be read both ways, the one that takes them for
/// grouped thousands; [`DecimalMark::Auto`] when no text has either character.
#[must_use]
pub fn resolve<'a>(texts: impl Iterator<Item = &'a str>) -> DecimalMark {
    let (mut comma_only, mut dot_only, mut comma_groups, mut dot_groups) = (0u32, 0u32, 0u32, 0u32);
    for text in texts {
        let (text, _) = currency::split(text);
        if text.len() > LONGEST || !text.contains([',', '.']) {
            continue;
        }
        match (read(text, ','), read(text, '.')) {
            (Some(_), None) => comma_only += 1,
            (None, Some(_)) => dot_only += 1,
            (Some(comma), Some(dot)) if fraction(&comma) < fraction(&dot) => dot_groups += 1,
            (Some(_), Some(_)) => comma_groups += 1,
            (None, None) => {}
        }
    }
    match comma_only.cmp(&dot_only) {
        std::cmp::Ordering::Greater => DecimalMark::Comma,
        std::cmp::Ordering::Less => DecimalMark::Dot,
        std::cmp::Ordering::Equal => match comma_groups.cmp(&dot_groups) {
            std::cmp::Ordering::Greater => DecimalMark::Dot,
            std::cmp::Ordering::Less => DecimalMark::Comma,
            std::cmp::Ordering::Equal => DecimalMark::Auto,
        },
    }
}

fn fraction(plain: &str) -> usize {
    plain.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// The number in plain notation if it is one when `point` is the decimal point.
fn read(text: &str, point: char) -> Option<String> {
    let text = text.trim();
    let (negative, text) = match text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        Some(inner) => (true, inner.trim()),
        None => match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        },
    };
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some((whole, _)) => (whole, ""),
        None => (text, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(fraction) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let group_mark = whole.chars().find(|character| !character.is_ascii_digit());
    let mut plain = String::with_capacity(text.len() + 2);
    if negative {
        plain.push('-');
    }
    match group_mark {
        None => plain.push_str(if whole.is_empty() { "0" } else { whole }),
        Some(mark) if is_group_mark(mark, point) => {
            for (index, group) in whole.split(mark).enumerate() {
                let fits = if index == 0 {
                    (1..=3).contains(&group.len())
                } else {
                    group.len() == 3
                };
                if !fits || !is_digits(group) {
                    return None;
                }
                plain.push_str(group);
            }
        }
        Some(_) => return None,
    }
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}

fn is_group_mark(mark: char, point: char) -> bool {
    match mark {
        ',' | '.' => mark != point,
        '\'' | '’' | '`' => true,
        mark => mark.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, mark: DecimalMark, expected: &str) {
        assert_eq!(
            parse(text, mark).map(|number| number.to_string()),
            Ok(expected.to_owned()),
            "{text:?}"
        );
    }

    fn check_fault(text: &str, expected: NumberFault) {
        assert_eq!(parse(text, DecimalMark::Auto), Err(expected), "{text:?}");
    }

    #[test]
    fn one_reading_needs_no_mark() {
        use DecimalMark::{Auto, Comma, Dot};
        for mark in [Auto, Comma, Dot] {
            check("1234", mark, "1234");
            check("1 234,50", mark, "1234.5");
            check("1\u{a0}234,50", mark, "1234.5");
            check("1\u{2009}234\u{2009}567,5", mark, "1234567.5");
            check("1\u{202f}234.5", mark, "1234.5");
            check("1,234.56", mark, "1234.56");
            check("1.234,56", mark, "1234.56");
            check("1.234.567", mark, "1234567");
            check("1'234.50", mark, "1234.5");
            check("1234.56 руб.", mark, "1234.56");
            check("1234,56р.", mark, "1234.56");
            check("$12.40", mark, "12.4");
            check("USD 12.40", mark, "12.4");
            check("12,5 €", mark, "12.5");
            check("¥ 1 200", mark, "1200");
            check("-12,5", mark, "-12.5");
            check("−12,5", mark, "-12.5");
            check("(12.50)", mark, "-12.5");
            check(",5", mark, "0.5");
            check("12,", mark, "12");
            check("0,0000001", mark, "0.0000001");
            check("00012", mark, "12");
        }
    }

    #[test]
    fn the_mark_decides_between_two_readings() {
        check("1,234", DecimalMark::Comma, "1.234");
        check("1,234", DecimalMark::Dot, "1234");
        check("1,234", DecimalMark::Auto, "1234");
        check("1.234", DecimalMark::Comma, "1234");
        check("1.234", DecimalMark::Dot, "1.234");
        check("1.234", DecimalMark::Auto, "1234");
    }

    #[test]
    fn what_is_no_number_is_told() {
        check_fault("", NumberFault::Blank);
        check_fault("  ", NumberFault::Blank);
        check_fault("-", NumberFault::Blank);
        check_fault("—", NumberFault::Blank);
        check_fault("по запросу", NumberFault::NotANumber);
        check_fault("12 34", NumberFault::NotANumber);
        check_fault("1,2,3", NumberFault::NotANumber);
        check_fault("1.2.3", NumberFault::NotANumber);
        check_fault("12 шт", NumberFault::NotANumber);
        check_fault("от 100", NumberFault::NotANumber);
        check_fault("1E+05", NumberFault::NotANumber);
        check_fault("#N/A", NumberFault::NotANumber);
        check_fault("10-20", NumberFault::NotANumber);
        check_fault("1 234'567", NumberFault::NotANumber);
        check_fault(&"9".repeat(40), NumberFault::TooLong);
        check_fault(&"9".repeat(70), NumberFault::NotANumber);
        check_fault(".", NumberFault::NotANumber);
        check_fault("$", NumberFault::NotANumber);
    }

    fn check_mark(texts: &[&str], expected: DecimalMark) {
        assert_eq!(resolve(texts.iter().copied()), expected, "{texts:?}");
    }

    #[test]
    fn a_column_proves_its_mark() {
        check_mark(&["1,234", "12,5", "7"], DecimalMark::Comma);
        check_mark(&["1,234", "12.5"], DecimalMark::Dot);
        check_mark(&["1,234", "5,678"], DecimalMark::Dot);
        check_mark(&["1.234", "5.678"], DecimalMark::Comma);
        check_mark(&["1 234,50 руб.", "1,234"], DecimalMark::Comma);
        check_mark(&["12", "по запросу", ""], DecimalMark::Auto);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            for mark in [DecimalMark::Auto, DecimalMark::Comma, DecimalMark::Dot] {
                let number = parse(&text, mark);
                prop_assert!(number.is_ok_and(|it| it.scale() <= 28) || parse(&text, mark).is_err());
            }
        }

        #[test]
        fn a_written_number_is_read_back(units in -999_999_999_999i64..999_999_999_999, scale in 0u32..6) {
            let number = Decimal::new(units, scale);
            let russian = number.to_string().replace('.', ",");
            prop_assert_eq!(parse(&russian, DecimalMark::Comma), Ok(number.normalize()));
            prop_assert_eq!(parse(&number.to_string(), DecimalMark::Dot), Ok(number.normalize()));
        }
    }
}

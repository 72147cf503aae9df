//! The order in which people expect names to stand.
//!
//! Cyrillic and Latin without regard to case, `ё` as `е`, and runs of digits by their value, so that
//! `М8` stands before `М10`. The store registers [`compare`] as the collation of its text indexes: a
//! change of the order means a reindex.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares two names; equal only when they differ in nothing but case and `ё`.
pub fn compare(a: &str, b: &str) -> Ordering {
    let same = shared_beginning(a, b);
    let (mut a, mut b) = (a[same..].chars().peekable(), b[same..].chars().peekable());
    loop {
        match (a.peek().copied(), b.peek().copied()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                match compare_numbers(&mut a, &mut b) {
                    Ordering::Equal => {}
                    other => return other,
                }
            }
            (Some(x), Some(y)) => {
                match fold(x).cmp(&fold(y)) {
                    Ordering::Equal => {}
                    other => return other,
                }
                a.next();
                b.next();
            }
        }
    }
}

/// How many bytes at the beginning need no comparison: the same in both, cut back to whole characters and
/// before a run of digits that may go on differently.
fn shared_beginning(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let inside = |bytes: &[u8], at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    while same > 0 && (inside(a, same) || inside(b, same)) {
        same -= 1;
    }
    while same > 0 && a[same - 1].is_ascii_digit() {
        same -= 1;
    }
    same
}

/// The character as it counts in search and order: lower case, `ё` as `е`.
pub fn fold(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => return c.to_ascii_lowercase(),
        'а'..='я' => return c,
        'А'..='Я' => return char::from_u32(c as u32 + 0x20).unwrap_or(c),
        _ => {}
    }
    match c.to_lowercase().next().unwrap_or(c) {
        'ё' => 'е',
        lower => lower,
    }
}

/// Leading zeros decide only between equal values, so the order stays total.
fn compare_numbers(a: &mut Peekable<Chars<'_>>, b: &mut Peekable<Chars<'_>>) -> Ordering {
    let (x, y) = (take_digits(a), take_digits(b));
    let (tx, ty) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
    tx.len()
        .cmp(&ty.len())
        .then_with(|| tx.cmp(ty))
        .then_with(|| x.len().cmp(&y.len()))
}

fn take_digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut run = String::new();
    while let Some(c) = chars.next_if(char::is_ascii_digit) {
        run.push(c);
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stand_where_people_look_for_them() {
        let mut names = [
            "болт М10",
            "Ёрш",
            "Болт М8",
            "ерш А",
            "жгут",
            "Болт",
            "bolt",
            "007",
            "7",
            "10",
        ];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "7",
                "007",
                "10",
                "bolt",
                "Болт",
                "Болт М8",
                "болт М10",
                "Ёрш",
                "ерш А",
                "жгут"
            ]
        );
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[а-яa-z0-9Ё ]{0,8}", b in "[а-яa-z0-9Ё ]{0,8}", c in "[а-яa-z0-9Ё ]{0,8}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
            let folded = |text: &str| text.chars().map(fold).collect::<String>();
            prop_assert_eq!(compare(&a, &b), compare(&folded(&a), &folded(&b)));
        }
    }
}

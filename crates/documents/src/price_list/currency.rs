//! Currencies as people write them beside a price.

/// Marks and the ISO 4217 codes they stand for. A yen sign is taken for the yuan: lists in yen name JPY.
const MARKS: &[(&str, &str)] = &[
    ("₽", "RUB"),
    ("рублей", "RUB"),
    ("рублях", "RUB"),
    ("руб", "RUB"),
    ("р", "RUB"),
    ("rub", "RUB"),
    ("rur", "RUB"),
    ("$", "USD"),
    ("usd", "USD"),
    ("долл", "USD"),
    ("доллар", "USD"),
    ("долларах", "USD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("евро", "EUR"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("元", "CNY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("юань", "CNY"),
    ("юаней", "CNY"),
    ("юанях", "CNY"),
    ("₺", "TRY"),
    ("try", "TRY"),
    ("лир", "TRY"),
    ("лирах", "TRY"),
    ("₸", "KZT"),
    ("kzt", "KZT"),
    ("тенге", "KZT"),
    ("тг", "KZT"),
    ("aed", "AED"),
    ("byn", "BYN"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("jpy", "JPY"),
    ("chf", "CHF"),
    ("inr", "INR"),
];

/// The ISO code that a word or a sign stands for.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    let word = word.trim().trim_matches('.').to_lowercase();
    MARKS
        .iter()
        .find(|(mark, _)| *mark == word)
        .map(|(_, code)| *code)
}

/// The currency named anywhere in a heading or a title: "Цена, руб.", "Price (USD)", "все цены в евро".
pub(super) fn in_text(text: &str) -> Option<&'static str> {
    let sign = text.chars().find_map(|character| {
        (!character.is_alphanumeric())
            .then(|| of_word(character.encode_utf8(&mut [0; 4])))
            .flatten()
    });
    sign.or_else(|| {
        text.split(|character: char| !character.is_alphabetic())
            // A lone letter of a heading is more often an abbreviation than a rouble.
            .filter(|word| word.chars().count() > 1 || *word == "元")
            .find_map(of_word)
    })
}

/// Splits a price text into its number and the currency before or after it.
pub(super) fn split(text: &str) -> (&str, Option<&'static str>) {
    let text = text.trim();
    let is_number = |character: char| character.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(is_number), text.rfind(is_number)) else {
        return (text, None);
    };
    let (before, after) = (&text[..first], &text[last + 1..]);
    // A sign or a leading point belongs to the number.
    let signed = before.trim_end_matches(|character| "-−+(.,".contains(character));
    if signed.trim().is_empty() && after.trim().is_empty() {
        return (text, None);
    }
    if let (Some(code), true) = (of_word(signed), after.trim().is_empty()) {
        return (text[signed.len()..].trim(), Some(code));
    }
    let unit = after.trim_start_matches(')').trim();
    let unit_at = text.len() - after.trim_start_matches(')').trim_start().len();
    match of_word(unit) {
        Some(code) if signed.trim().is_empty() => (text[..unit_at].trim(), Some(code)),
        _ => (text, None),
    }
}

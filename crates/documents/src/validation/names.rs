//! What the names of the pricing specification are called.

use crate::Language;

/// What a value is, so that it is written as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An amount: at least the digits of its currency.
    Money,
    /// A fraction, written as per cent.
    Share,
    /// Days, pieces, kilograms.
    Number,
    /// A code or a text.
    Word,
}

/// A name with its words, in lower case as they stand inside a formula.
pub(super) struct Name {
    pub key: &'static str,
    ru: &'static str,
    en: &'static str,
    pub kind: Kind,
}

impl Name {
    pub(super) fn words(&self, language: Language) -> &'static str {
        match language {
            Language::Ru => self.ru,
            Language::En => self.en,
        }
    }
}

macro_rules! names {
    ($($key:literal $kind:ident $ru:literal $en:literal;)*) => {
        &[$(Name { key: $key, ru: $ru, en: $en, kind: Kind::$kind },)*]
    };
}

const NAMES: &[Name] = names! {
    "purchase_price" Money "цена закупки" "purchase price";
    "purchase_currency" Word "валюта закупки" "purchase currency";
    "price_includes_vat" Word "цена включает НДС поставщика" "price includes supplier VAT";
    "supplier_country" Word "страна поставщика" "supplier country";
    "supplier_vat" Share "НДС поставщика" "supplier VAT";
    "supplier_discount" Share "скидка поставщика" "supplier discount";
    "rate" Number "курс" "rate";
    "quantity" Number "количество" "quantity";
    "weight_kg" Number "вес единицы, кг" "unit weight, kg";
    "internal_markup" Share "внутренняя наценка" "internal markup";
    "duty_rate" Share "ставка пошлины" "duty rate";
    "excise_per_kg" Money "акциз за кг" "excise per kg";
    "markup" Share "наценка" "markup";
    "margin" Share "маржа" "margin";
    "vat_rate" Share "ставка НДС" "VAT rate";
    "fixed_price" Money "заданная цена" "fixed price";
    "discount" Share "скидка" "discount";
    "optional" Word "опция" "optional";
    "alternative_of" Word "альтернатива строки" "alternative of line";

    "seller_region" Word "страна продавца" "seller country";
    "deal" Word "вид сделки" "kind of deal";
    "incoterms" Word "Инкотермс" "Incoterms";
    "client_advance" Share "аванс клиента" "customer advance";
    "supplier_advance" Share "аванс поставщику" "supplier advance";
    "milestones" Share "этапные платежи" "milestone payments";
    "delivery_days" Number "срок поставки, дней" "delivery, days";
    "deferral_days" Number "отсрочка, дней" "deferral, days";
    "customs_term_days" Number "срок финансирования таможни, дней" "customs term, days";
    "loan_rate" Share "ставка кредита в год" "loan rate a year";
    "agent_fee_rate" Share "ставка платёжного агента" "paying agent rate";
    "forex_reserve_rate" Share "ставка курсового резерва" "currency reserve rate";
    "insurance_rate" Share "ставка страхования" "insurance rate";
    "commission_rate" Share "ставка комиссии" "commission rate";
    "commission_amount" Money "сумма комиссии" "commission amount";
    "commission_currency" Word "валюта комиссии" "commission currency";
    "commission_party" Word "получатель комиссии" "commission recipient";

    "purchase" Money "закупка" "purchase";
    "value_share" Share "доля по стоимости" "share by value";
    "split_share" Share "доля затрат" "share of costs";
    "internal_unit" Money "внутренняя цена" "internal price";
    "internal_total" Money "внутренняя сумма" "internal total";
    "freight_to_border" Money "доставка до границы" "freight to the border";
    "freight_after_border" Money "доставка после границы" "freight after the border";
    "duty" Money "пошлина" "duty";
    "excise" Money "акциз" "excise";
    "supplier_payable" Money "к оплате поставщику" "payable to the supplier";
    "import_vat" Money "ввозной НДС" "import VAT";
    "financing" Money "финансирование" "financing";
    "deferral" Money "стоимость отсрочки" "deferral cost";
    "cost" Money "себестоимость" "cost";
    "markup_amount" Money "сумма наценки" "markup amount";
    "price_before_reserves" Money "цена до резервов" "price before reserves";
    "agent_fee" Money "вознаграждение платёжного агента" "paying agent fee";
    "commission" Money "комиссия" "commission";
    "forex_reserve" Money "курсовой резерв" "currency reserve";
    "unit_price" Money "цена за единицу" "unit price";
    "gross_price" Money "сумма до скидок" "amount before discounts";
    "line_discount" Money "скидка строки" "line discount";
    "header_discount" Money "доля скидки КП" "share of the quote discount";
    "net" Money "сумма без НДС" "net";
    "unit_gross" Money "цена с НДС" "unit price with VAT";
    "vat" Money "НДС" "VAT";
    "gross" Money "сумма с НДС" "gross";
    "vat_payable" Money "НДС к уплате" "VAT payable";

    "quote.insurance" Money "страхование" "insurance";
    "quote.supplier_outlay" Money "выплаты поставщикам" "outlay to suppliers";
    "quote.total_outlay" Money "все выплаты" "total outlay";
    "quote.revenue_estimate" Money "оценка выручки" "revenue estimate";
    "quote.client_advance" Money "сумма аванса клиента" "customer advance amount";
    "quote.supplier_gap" Money "нехватка на оплату поставщику" "gap at supplier payment";
    "quote.operations_gap" Money "нехватка на операции" "gap in operations";
    "quote.supplier_gap_interest" Money "проценты: поставщик" "interest: supplier";
    "quote.operations_gap_interest" Money "проценты: операции" "interest: operations";
    "quote.financing_cost" Money "стоимость финансирования" "financing cost";
    "quote.receivable_gap" Money "выплаты, не покрытые авансом" "outlay not covered by the advance";
    "quote.deferral_cost" Money "стоимость отсрочки всего" "deferral cost in total";
    "quote.profit" Money "прибыль" "profit";
};

/// Words of rules that are no names.
const WORDS: &[(&str, &str, &str)] = &[
    ("R", "ОКРУГЛ", "ROUND"),
    ("UP", "ВВЕРХ", "UP"),
    ("max", "МАКС", "MAX"),
    ("or", "или", "or"),
    (
        "base",
        "база (себестоимость, при транзите закупка)",
        "base (cost, in transit purchase)",
    ),
    ("costs", "прямые затраты", "direct costs"),
    ("weighed", "вес", "weight"),
    ("mean", "средняя", "mean"),
    (
        "vat_if_ru",
        "ставка НДС у продавца из РФ",
        "VAT rate of a seller in Russia",
    ),
    (
        "not_below_zero",
        "по правилам «по счёту» не меньше 0",
        "under the invoice policy not below 0",
    ),
];

/// Codes that stand for a word.
const CODES: &[(&str, &str, &str)] = &[
    ("supply", "поставка", "supply"),
    ("transit", "транзит", "transit"),
    ("fin_transit", "финансовый транзит", "financial transit"),
    ("export", "экспорт", "export"),
    ("true", "да", "yes"),
    ("false", "нет", "no"),
];

fn picked(
    table: &[(&str, &'static str, &'static str)],
    key: &str,
    language: Language,
) -> Option<&'static str> {
    table
        .iter()
        .find(|entry| entry.0 == key)
        .map(|(_, ru, en)| match language {
            Language::Ru => *ru,
            Language::En => *en,
        })
}

/// The name of a key.
pub(super) fn name(key: &str) -> Option<&'static Name> {
    NAMES.iter().find(|name| name.key == key)
}

/// What a value of this key is; of the whole quote it is what it is of a line.
pub(super) fn kind(key: &str) -> Kind {
    name(key)
        .or_else(|| name(key.strip_prefix("quote.")?))
        .map_or(Kind::Word, |name| name.kind)
}

/// A key in words. Sums over the quote get a Σ; a key that is not known stays as it is.
pub(super) fn words(key: &str, language: Language) -> String {
    if let Some(name) = name(key) {
        return name.words(language).to_owned();
    }
    match key.strip_prefix("quote.").and_then(name) {
        Some(name) => format!("Σ {}", name.words(language)),
        None => key.to_owned(),
    }
}

/// The same as a heading.
pub(super) fn heading(key: &str, language: Language) -> String {
    let words = words(key, language);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A code in words, or as it is.
pub(super) fn code(value: &str, language: Language) -> &str {
    picked(CODES, value, language).unwrap_or(value)
}

/// A rule with its names in words.
pub(super) fn rule(rule: &str, language: Language) -> String {
    let mut text = String::with_capacity(rule.len() * 2);
    let mut rest = rule;
    while let Some(start) = rest.find(is_name) {
        text.push_str(&rest[..start]);
        let end = rest[start..]
            .find(|character| !is_name(character))
            .map_or(rest.len(), |length| start + length);
        let token = &rest[start..end];
        match picked(WORDS, token, language) {
            Some(word) => text.push_str(word),
            None => text.push_str(&words(token, language)),
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_told_in_words() {
        let told = |text| rule(text, Language::Ru);
        assert_eq!(
            told("R(purchase × (1 + internal_markup) ÷ quantity)"),
            "ОКРУГЛ(закупка × (1 + внутренняя наценка) ÷ количество)"
        );
        assert_eq!(
            told("quote.freight_to_border × split_share"),
            "Σ доставка до границы × доля затрат"
        );
        assert_eq!(told("quote.insurance + 0.5"), "страхование + 0.5");
        assert_eq!(told("something_new × 2"), "something_new × 2");
    }

    #[test]
    fn every_name_is_there_once_and_in_both_languages() {
        for (at, name) in NAMES.iter().enumerate() {
            assert!(NAMES[..at].iter().all(|other| other.key != name.key));
            assert!(name.en.is_ascii(), "{}", name.en);
            assert!(!name.ru.is_ascii(), "{}", name.ru);
        }
        assert_eq!(words("quote.purchase", Language::En), "Σ purchase");
        assert_eq!(heading("duty_rate", Language::Ru), "Ставка пошлины");
        assert_eq!(kind("quote.purchase"), Kind::Money);
        assert_eq!(kind("unheard_of"), Kind::Word);
    }
}

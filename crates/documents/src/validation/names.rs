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
    "supplier_vat" Share "НДС поставщика" "VAT of the supplier";
    "supplier_discount" Share "скидка поставщика" "discount of the supplier";
    "cost_block" Money "расход поставки" "cost of the shipment";
    "rate" Number "курс" "exchange rate";
    "quantity" Number "количество" "quantity";
    "weight_kg" Number "вес единицы, кг" "weight of one unit, kg";
    "internal_markup" Share "внутренняя наценка" "internal markup";
    "duty_rate" Share "ставка пошлины" "duty rate";
    "excise_per_kg" Money "акциз за кг" "excise for a kg";
    "markup" Share "наценка" "markup";
    "margin" Share "маржа" "margin";
    "vat_rate" Share "ставка НДС" "VAT rate";
    "fixed_price" Money "введённая цена" "typed price";
    "discount" Share "скидка" "discount";
    "optional" Word "опция" "optional";
    "alternative_of" Word "альтернатива строки" "alternative of line";

    "seller_region" Word "страна продавца" "country of the seller";
    "deal" Word "тип сделки" "kind of deal";
    "incoterms" Word "Инкотермс" "Incoterms";
    "client_advance" Share "аванс клиента" "customer’s advance";
    "supplier_advance" Share "аванс поставщику" "advance to the supplier";
    "milestones" Share "этапные платежи клиента" "milestone payments";
    "delivery_days" Number "срок поставки, дней" "delivery time, days";
    "deferral_days" Number "отсрочка клиента после поставки, дней" "deferral after delivery, days";
    "customs_term_days" Number "срок кредита на таможню и логистику, дней" "time customs and carriers are financed, days";
    "loan_rate" Share "ставка кредита, годовых" "loan rate a year";
    "agent_fee_rate" Share "комиссия платёжного агента, ставка" "fee of the paying agent, rate";
    "forex_reserve_rate" Share "резерв на курсовые разницы, ставка" "exchange rate reserve, rate";
    "insurance_rate" Share "страхование груза, ставка" "cargo insurance, rate";
    "commission_rate" Share "агентское вознаграждение, % от себестоимости" "agent’s commission, % of the cost";
    "commission_amount" Money "агентское вознаграждение, сумма" "agent’s commission, amount";
    "commission_currency" Word "агентское вознаграждение, валюта" "agent’s commission, currency";
    "commission_party" Word "агентское вознаграждение, кому" "agent’s commission, to whom";

    "purchase" Money "закупка" "purchase";
    "value_share" Share "доля строки по стоимости" "share of the line by value";
    "split_share" Share "доля строки в расходах поставки" "share of the line in the costs of the shipment";
    "internal_unit" Money "контрактная цена единицы" "contract price of one unit";
    "internal_total" Money "контрактная стоимость" "contract value";
    "freight_to_border" Money "расходы до границы" "costs before the border";
    "freight_after_border" Money "расходы после границы" "costs after the border";
    "duty" Money "пошлина" "duty";
    "excise" Money "акциз" "excise";
    "supplier_payable" Money "к оплате поставщику" "payable to the supplier";
    "import_vat" Money "ввозной НДС" "import VAT";
    "financing" Money "финансирование поставки" "financing of the supply";
    "deferral" Money "финансирование отсрочки" "financing of the deferral";
    "cost" Money "себестоимость" "cost";
    "markup_amount" Money "наценка, сумма" "markup, amount";
    "price_before_reserves" Money "цена единицы до резервов" "price of one unit before reserves";
    "agent_fee" Money "комиссия платёжного агента" "fee of the paying agent";
    "commission" Money "агентское вознаграждение" "agent’s commission";
    "forex_reserve" Money "резерв на курсовые разницы" "exchange rate reserve";
    "unit_price" Money "цена единицы без НДС" "price of one unit excl. VAT";
    "gross_price" Money "сумма до скидок" "sum before discounts";
    "line_discount" Money "скидка строки" "discount of the line";
    "header_discount" Money "доля скидки предложения" "share of the quote’s discount";
    "net" Money "сумма без НДС" "sum excl. VAT";
    "unit_gross" Money "цена единицы с НДС" "price of one unit incl. VAT";
    "vat" Money "НДС" "VAT";
    "gross" Money "сумма с НДС" "sum incl. VAT";
    "vat_payable" Money "НДС к уплате" "VAT payable";

    "quote.lines" Number "число строк" "number of lines";
    "quote.weight_kg" Number "вес всех строк, кг" "weight of all lines, kg";
    "quote.mean_markup" Share "средняя наценка" "mean markup";
    "quote.after_line_discounts" Money "сумма всех строк после их скидок" "sum of all lines after their discounts";
    "quote.insurance" Money "страхование груза" "cargo insurance";
    "quote.supplier_outlay" Money "аванс поставщикам" "advance to the suppliers";
    "quote.total_outlay" Money "все выплаты" "all that is paid out";
    "quote.revenue_estimate" Money "ожидаемая выручка" "expected revenue";
    "quote.client_advance" Money "аванс клиента, сумма" "customer’s advance, amount";
    "quote.supplier_gap" Money "не хватает на аванс поставщикам" "lacking for the advance to the suppliers";
    "quote.operations_gap" Money "не хватает на остальные выплаты" "lacking for the other payments";
    "quote.supplier_gap_interest" Money "проценты до поставки" "interest until delivery";
    "quote.operations_gap_interest" Money "проценты за таможню и логистику" "interest on customs and freight";
    "quote.financing_cost" Money "финансирование, вся поставка" "financing, whole shipment";
    "quote.receivable_gap" Money "выплаты, не покрытые авансом" "outlay not covered by the advance";
    "quote.deferral_cost" Money "отсрочка, вся поставка" "deferral, whole shipment";
    "quote.profit" Money "прибыль" "profit";
};

/// Words of rules that are no names.
const WORDS: &[(&str, &str, &str)] = &[
    ("R", "ОКРУГЛ", "ROUND"),
    ("UP", "ВВЕРХ", "UP"),
    ("max", "МАКС", "MAX"),
    ("costs", "прямые затраты", "direct costs"),
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
    ("without_vat", "без НДС", "without VAT"),
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
            "Σ расходы до границы × доля строки в расходах поставки"
        );
        assert_eq!(told("quote.insurance + 0.5"), "страхование груза + 0.5");
        assert_eq!(told("something_new × 2"), "something_new × 2");
    }

    #[test]
    fn every_name_is_there_once_and_in_both_languages() {
        for (at, name) in NAMES.iter().enumerate() {
            assert!(NAMES[..at].iter().all(|other| other.key != name.key));
            let cyrillic = |text: &str| text.contains(|c| ('А'..='я').contains(&c));
            assert!(!cyrillic(name.en), "{}", name.en);
            assert!(cyrillic(name.ru), "{}", name.ru);
        }
        assert_eq!(words("quote.purchase", Language::En), "Σ purchase");
        assert_eq!(heading("duty_rate", Language::Ru), "Ставка пошлины");
        assert_eq!(kind("quote.purchase"), Kind::Money);
        assert_eq!(kind("unheard_of"), Kind::Word);
    }

    /// What a name is called on the screen: a message whose key is not that of the name.
    const CALLED: &[(&str, &str)] = &[
        ("rate", "trace_rate"),
        ("weight_kg", "trace_weight"),
        ("fixed_price", "trace_fixed_price"),
        ("freight_to_border", "cost_before_border"),
        ("freight_after_border", "cost_after_border"),
        ("commission", "term_commission"),
        ("commission_rate", "term_commission"),
        ("commission_amount", "term_commission"),
        ("commission_currency", "term_commission"),
        ("commission_party", "term_commission"),
        ("quote.weight_kg", "trace_weight_total"),
        ("quote.financing_cost", "trace_all_financing"),
        ("quote.deferral_cost", "trace_all_deferral"),
    ];

    /// Names that no derivation on the screen has.
    const OF_THE_WORKBOOK: &[&str] = &[
        "purchase_currency",
        "price_includes_vat",
        "supplier_country",
        "optional",
        "alternative_of",
        "quote.profit",
    ];

    #[test]
    fn names_are_those_of_the_screen() {
        let messages = |language: &str| {
            let all = ["costing", "trace", "trade"].map(|group| {
                let file = format!("../../ui/messages/{group}.{language}.json");
                let text = std::fs::read_to_string(file).unwrap();
                serde_json::from_str::<serde_json::Map<_, _>>(&text).unwrap()
            });
            all.into_iter().flatten().collect::<serde_json::Map<_, _>>()
        };
        let languages = [
            (messages("ru"), Language::Ru),
            (messages("en"), Language::En),
        ];
        for name in NAMES
            .iter()
            .filter(|name| !OF_THE_WORKBOOK.contains(&name.key))
        {
            let known = CALLED.iter().find(|(key, _)| *key == name.key);
            let candidates = match (known, name.key.strip_prefix("quote.")) {
                (Some((_, message)), _) => vec![(*message).to_owned()],
                (None, Some(whole)) => vec![format!("trace_quote_{whole}")],
                (None, None) => vec![format!("trace_{}", name.key), format!("term_{}", name.key)],
            };
            for (messages, language) in &languages {
                let message = candidates.iter().find_map(|key| messages.get(key));
                let screen = message.unwrap_or_else(|| panic!("{candidates:?}"));
                let screen = screen.as_str().unwrap().to_lowercase();
                let words = name.words(*language).to_lowercase();
                // A sheet says what is counted behind a comma, and shortens what would fill a formula.
                let holds = words == screen
                    || words.starts_with(&format!("{screen}, "))
                    || screen.starts_with(&format!("{words} "));
                assert!(holds, "{}: {words:?} is {screen:?} on the screen", name.key);
            }
        }
    }
}

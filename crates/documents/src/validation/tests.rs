use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetVisible, Xlsx};
use rust_decimal::Decimal;

use super::{
    CheckedLine, CheckedRevision, CostBlock, DerivationStep, ExchangeRate, NamedValue, Origin,
    Policy, ResolvedTerm, ValidationView,
};
use crate::samples::decimal;
use crate::{Currency, Date, Language};

fn amounts(pairs: &[(&str, &str)]) -> BTreeMap<String, Decimal> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), decimal(value)))
        .collect()
}

fn step(name: &str, operands: &[(&str, &str)], result: &str) -> DerivationStep {
    DerivationStep {
        name: name.into(),
        operands: operands
            .iter()
            .map(|(name, value)| NamedValue {
                name: (*name).into(),
                value: (*value).into(),
                title: None,
                currency: matches!(*name, "purchase_price" | "rate").then(|| "TRY".into()),
                origin: None,
            })
            .collect(),
        result: decimal(result),
    }
}

fn line(no: u32, counted: bool) -> CheckedLine {
    let inputs = [
        ("purchase_price", "100000"),
        ("purchase_currency", "TRY"),
        ("price_includes_vat", "true"),
        ("supplier_vat", "0.2"),
        ("duty_rate", "0.05"),
    ];
    CheckedLine {
        no,
        article: format!("A-{no}"),
        name: "Насос циркуляционный UPS 25-60 180".into(),
        unit: "шт".into(),
        quantity: decimal("3"),
        counted,
        inputs: inputs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        amounts: amounts(&[
            ("purchase", "1694.1491515254"),
            ("value_share", "0.3333333333"),
            ("internal_unit", "576.01"),
            ("internal_total", "1728.03"),
            ("duty", "87.73"),
            ("cost", "1859.91"),
            ("unit_price", "748.77"),
            ("net", "2246.33"),
            ("vat", "494.19"),
            ("gross", "2740.52"),
        ]),
        steps: vec![
            step(
                "purchase",
                &[
                    ("purchase_price", "100000"),
                    ("supplier_vat", "0.2"),
                    ("rate", "0.0203297900"),
                    ("quantity", "3"),
                ],
                "1694.1491515254",
            ),
            step(
                "duty",
                &[
                    ("duty_rate", "0.05"),
                    ("purchase", "1694.1491515254"),
                    ("deal", "supply"),
                ],
                "87.73",
            ),
        ],
    }
}

fn view(lines: u32, language: Language) -> ValidationView {
    let lines: Vec<CheckedLine> = (1..=lines).map(|no| line(no, no % 4 != 0)).collect();
    let mut totals = amounts(&[
        ("insurance", "36.8"),
        ("financing_cost", "866.344"),
        ("profit", "1159.26"),
    ]);
    for name in [
        "purchase",
        "internal_total",
        "duty",
        "cost",
        "net",
        "vat",
        "gross",
    ] {
        let counted = lines.iter().filter(|line| line.counted);
        let sum: Decimal = counted.map(|line| line.amounts[name]).sum();
        totals.insert(name.into(), sum);
    }
    let term = |name: &str, value: &str, origin| ResolvedTerm {
        name: name.into(),
        value: value.into(),
        origin,
    };
    ValidationView {
        language,
        number: "КП-2026-0142".into(),
        title: "Насосы для котельной".into(),
        date: Date {
            year: 2026,
            month: 11,
            day: 20,
        },
        customer: "АО «Севстройпроект»".into(),
        manager: "Иван Соколов".into(),
        currency: Currency {
            code: "EUR".into(),
            minor_units: 2,
        },
        revision: None,
        policy: Policy::Invoice,
        terms: vec![
            term("deal", "supply", Origin::Organisation),
            term("incoterms", "DDP", Origin::BuiltIn),
            term("markup", "0.2112", Origin::Quote),
            term("delivery_days", "80", Origin::Quote),
            term("commission_amount", "", Origin::BuiltIn),
        ],
        rates: vec![ExchangeRate {
            currency: "EUR".into(),
            value: decimal("90.788"),
            nominal: decimal("1"),
            date: Some(Date {
                year: 2026,
                month: 11,
                day: 19,
            }),
        }],
        costs: vec![CostBlock {
            name: "Фрахт Стамбул — Новороссийск".into(),
            amount: decimal("1500"),
            currency: "USD".into(),
            before_border: true,
        }],
        lines,
        steps: vec![step(
            "quote.supplier_gap",
            &[
                ("quote.supplier_outlay", "1694.15"),
                ("quote.client_advance", "1000"),
            ],
            "694.15",
        )],
        totals,
    }
}

struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    fn of(view: &ValidationView) -> Self {
        let bytes = super::render(view).unwrap();
        Self(calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap())
    }

    fn sheet(&mut self, name: &str) -> Range<Data> {
        self.0.worksheet_range(name).unwrap()
    }
}

fn find(range: &Range<Data>, text: &str) -> (u32, u32) {
    let start = range.start().unwrap();
    range
        .used_cells()
        .find(|(_, _, cell)| **cell == Data::String(text.into()))
        .map(|(row, column, _)| (start.0 + row as u32, start.1 + column as u32))
        .unwrap_or_else(|| panic!("no cell {text:?}"))
}

fn check_number(range: &Range<Data>, at: (u32, u32), expected: &str) {
    let Some(Data::Float(value)) = range.get_value(at) else {
        panic!("no number at {at:?}: {:?}", range.get_value(at));
    };
    assert_eq!(value.to_string(), expected, "{at:?}");
}

fn check_text(range: &Range<Data>, at: (u32, u32), expected: &str) {
    let found = range.get_value(at).map(ToString::to_string);
    let found = found.unwrap_or_default().replace('\u{a0}', " ");
    assert_eq!(found, expected, "{at:?}");
}

#[test]
fn the_workbook_has_three_visible_sheets_in_the_language_of_the_quote() {
    for (language, names) in [
        (Language::Ru, ["Ввод", "Расчёт", "Вывод"]),
        (Language::En, ["Input", "Calculation", "Derivation"]),
    ] {
        let book = Book::of(&view(4, language));
        let sheets = book.0.sheets_metadata().to_vec();
        assert!(
            sheets
                .iter()
                .all(|sheet| sheet.visible == SheetVisible::Visible)
        );
        let found: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(found, names);
    }
}

#[test]
fn the_input_says_what_applies_and_where_it_comes_from() {
    let input = Book::of(&view(4, Language::Ru)).sheet("Ввод");
    find(&input, "АО «Севстройпроект»");
    check_text(&input, (find(&input, "Округление").0, 1), "по счёту");
    let markup = find(&input, "Наценка");
    check_number(&input, (markup.0, 1), "0.2112");
    check_text(&input, (markup.0, 2), "задано в КП");
    let deal = find(&input, "Тип сделки");
    check_text(&input, (deal.0, 1), "поставка");
    check_text(&input, (deal.0, 2), "по умолчанию организации");
    let terms = find(&input, "Инкотермс");
    check_text(&input, (terms.0, 2), "встроено в программу");
    check_text(
        &input,
        (find(&input, "Агентское вознаграждение, сумма").0, 1),
        "",
    );
    let rates = find(&input, "Рублей");
    check_number(&input, (rates.0 + 1, rates.1), "90.788");
    check_text(&input, (rates.0 + 1, rates.1 + 2), "19.11.2026");
    let freight = find(&input, "Фрахт Стамбул — Новороссийск");
    check_number(&input, (freight.0, 1), "1500");
    check_text(&input, (freight.0, 2), "до границы");
    let vat = find(&input, "НДС поставщика");
    check_number(&input, (vat.0 + 1, vat.1), "0.2");
    check_text(&input, (vat.0 + 1, vat.1 - 1), "да");
    check_text(&input, (vat.0 + 4, 5), "нет");
}

#[test]
fn the_calculation_has_a_column_for_each_amount_in_the_order_of_the_steps() {
    let view = view(5, Language::Ru);
    let sheet = Book::of(&view).sheet("Расчёт");
    let expected = [
        ("Шаг 1", "Закупка, EUR", "purchase"),
        ("Шаг 2", "Доля строки по стоимости", "value_share"),
        ("Шаг 3", "Контрактная цена единицы, EUR", "internal_unit"),
        ("Шаг 3", "Контрактная стоимость, EUR", "internal_total"),
        ("Шаг 6", "Пошлина, EUR", "duty"),
        ("Шаг 13", "Себестоимость, EUR", "cost"),
        ("Шаг 16", "Цена единицы без НДС, EUR", "unit_price"),
        ("Шаг 16", "Сумма без НДС, EUR", "net"),
        ("Шаг 17", "НДС, EUR", "vat"),
        ("Шаг 17", "Сумма с НДС, EUR", "gross"),
    ];
    let head = find(&sheet, "Закупка, EUR");
    for (column, (number, title, name)) in (head.1..).zip(expected) {
        check_text(&sheet, (head.0 - 1, column), number);
        check_text(&sheet, (head.0, column), title);
        for (row, line) in (head.0 + 1..).zip(&view.lines) {
            let amount = line.amounts[name].normalize().to_string();
            check_number(&sheet, (row, column), &amount);
        }
    }
    check_text(&sheet, (head.0, head.1 + expected.len() as u32), "");
}

#[test]
fn sums_stand_against_the_totals_and_a_fault_shows() {
    let mut view = view(5, Language::Ru);
    view.totals.insert("net".into(), decimal("8985.33"));
    let mut book = Book::of(&view);
    let (sheet, formulas) = (
        book.sheet("Расчёт"),
        book.0.worksheet_formula("Расчёт").unwrap(),
    );
    let (first, _) = find(&sheet, "Сумма по строкам");
    let column = |title: &str| find(&sheet, title).1;
    check_text(&sheet, (first + 1, 2), "Итог КП");
    check_text(&sheet, (first + 2, 2), "Расхождение");
    for (title, sum, total, apart) in [
        ("Сумма без НДС, EUR", "8985.32", "8985.33", "0.01"),
        ("НДС, EUR", "1976.76", "1976.76", "0"),
        ("Закупка, EUR", "6776.5966061016", "6776.5966061016", "0"),
    ] {
        for (row, expected) in (first..).zip([sum, total, apart]) {
            check_number(&sheet, (row, column(title)), expected);
        }
    }
    check_text(&sheet, (first, column("Цена единицы без НДС, EUR")), "");
    let formula = |title: &str| formulas.get_value((first, column(title))).cloned();
    // The fourth line is an option: it is left out of the sum.
    let net = formula("Сумма без НДС, EUR").unwrap();
    assert!(net.starts_with("ROUND(SUM(") && net.contains(','), "{net}");
    assert_eq!(
        formula("Закупка, EUR").unwrap_or_default(),
        "",
        "not sure to be exact"
    );
    let profit = find(&sheet, "Прибыль");
    check_number(&sheet, (profit.0, 5), "1159.26");
    check_text(&sheet, (profit.0, 6), "Σ сумма без НДС − Σ себестоимость");
}

#[test]
fn the_derivation_tells_every_step_in_words() {
    let sheet = Book::of(&view(3, Language::Ru)).sheet("Вывод");
    let (row, _) = find(&sheet, "A-2");
    check_number(&sheet, (row, 0), "2");
    check_text(&sheet, (row + 1, 1), "Закупка");
    check_text(
        &sheet,
        (row + 1, 2),
        "цена закупки ÷ (1 + НДС поставщика) × (1 − скидка поставщика) × курс × количество",
    );
    check_text(
        &sheet,
        (row + 1, 3),
        "цена закупки = 100 000,00 TRY; НДС поставщика = 20 %; курс TRY ≈ 0,02033; количество = 3",
    );
    check_number(&sheet, (row + 1, 4), "1694.1491515254");
    let (whole, _) = find(&sheet, "По всему КП");
    assert!(whole < find(&sheet, "A-1").0, "before the lines");
    check_text(&sheet, (whole + 1, 0), "");
    check_text(&sheet, (whole + 1, 1), "Не хватает на аванс поставщикам");
    check_text(
        &sheet,
        (whole + 1, 2),
        "МАКС(0; аванс поставщикам − аванс клиента, сумма)",
    );
    check_text(
        &sheet,
        (whole + 1, 3),
        "аванс поставщикам = 1 694,15; аванс клиента, сумма = 1 000,00",
    );
    check_number(&sheet, (whole + 1, 4), "694.15");
    check_text(
        &sheet,
        (row + 2, 3),
        "ставка пошлины = 5 %; закупка ≈ 1 694,149152; тип сделки = поставка",
    );
    let english = Book::of(&view(1, Language::En)).sheet("Derivation");
    find(
        &english,
        "ROUND(duty rate × (purchase × (1 + internal markup) + costs before the border))",
    );
}

#[test]
fn the_derivation_tells_whose_a_value_is_and_what_a_cost_is_called() {
    let of = |language| {
        let mut view = view(1, language);
        let mut step = step(
            "purchase",
            &[
                ("markup", "0.25"),
                ("supplier_vat", "0.2"),
                ("supplier_vat", "0.1"),
                ("loan_rate", "0.2"),
                ("delivery_days", "80"),
                ("cost_block", "1500"),
            ],
            "1",
        );
        let origins = [
            Origin::Organisation,
            Origin::Table,
            Origin::Line,
            Origin::Quote,
            Origin::BuiltIn,
        ];
        for (operand, origin) in step.operands.iter_mut().zip(origins) {
            operand.origin = Some(origin);
        }
        step.operands[5].title = Some("Фрахт; до границы".into());
        view.lines[0].steps = vec![step];
        let sheet = match language {
            Language::Ru => "Вывод",
            Language::En => "Derivation",
        };
        let sheet = Book::of(&view).sheet(sheet);
        let (row, _) = find(&sheet, "A-1");
        let told = sheet.get_value((row + 1, 3)).map(ToString::to_string);
        told.unwrap_or_default().replace('\u{a0}', " ")
    };
    assert_eq!(
        of(Language::Ru),
        "наценка = 25 % (по умолчанию организации); НДС поставщика = 20 % (по стране поставщика); \
         НДС поставщика = 10 % (задано в строке); ставка кредита, годовых = 20 % (задано в КП); \
         срок поставки, дней = 80 (встроено в программу); расход поставки «Фрахт; до границы» = 1 500,00"
    );
    assert_eq!(
        of(Language::En),
        "markup = 25% (organisation default); VAT of the supplier = 20% (by the country of the supplier); \
         VAT of the supplier = 10% (set in the line); loan rate a year = 20% (set in the quote); \
         delivery time, days = 80 (built in); cost of the shipment “Фрахт; до границы” = 1,500.00"
    );
}

#[test]
fn a_revision_is_named_and_says_if_it_is_computed_otherwise_now() {
    let of = |as_kept| {
        let mut view = view(1, Language::Ru);
        view.revision = Some(CheckedRevision { number: 2, as_kept });
        Book::of(&view).sheet("Вывод")
    };
    check_text(
        &of(true),
        (0, 0),
        "Проверка расчёта КП-2026-0142 ред. 2 · Вывод",
    );
    let text = |range: &Range<Data>| format!("{range:?}").contains("считает иначе");
    assert!(!text(&of(true)) && text(&of(false)));
}

#[test]
fn what_went_in_tells_the_rule() {
    use super::steps::rule_of;
    let from = |name: &str| step("", &[(name, "1")], "1").operands;
    for (name, operand, policy, expected) in [
        (
            "purchase",
            "supplier_vat",
            Policy::Invoice,
            "purchase_price ÷ (1 + supplier_vat)",
        ),
        (
            "purchase",
            "purchase_price",
            Policy::Invoice,
            "purchase_price × (1 − supplier_discount)",
        ),
        (
            "value_share",
            "purchase",
            Policy::Invoice,
            "purchase ÷ Σ purchase",
        ),
        (
            "value_share",
            "quote.lines",
            Policy::Invoice,
            "1 ÷ quote.lines",
        ),
        ("split_share", "value_share", Policy::Invoice, "value_share"),
        (
            "split_share",
            "weight_kg",
            Policy::Invoice,
            "weight_kg × quantity ÷",
        ),
        ("markup_amount", "cost", Policy::Invoice, "R(cost × markup)"),
        (
            "markup_amount",
            "purchase",
            Policy::Invoice,
            "R(purchase × markup)",
        ),
        (
            "commission",
            "commission_rate",
            Policy::Invoice,
            "commission_rate × Σ cost",
        ),
        ("excise", "weight_kg", Policy::Invoice, "R(excise_per_kg"),
        ("excise", "weight_kg", Policy::Reference, "excise_per_kg"),
        (
            "unit_price",
            "cost",
            Policy::Invoice,
            "R((cost + markup_amount",
        ),
        (
            "unit_price",
            "fixed_price",
            Policy::Invoice,
            "R(fixed_price",
        ),
        (
            "gross_price",
            "unit_price",
            Policy::Invoice,
            "R(unit_price × quantity)",
        ),
        (
            "gross_price",
            "unit_price",
            Policy::Reference,
            "unit_price × quantity",
        ),
        ("gross", "net", Policy::Invoice, "net + vat"),
        (
            "gross",
            "unit_gross",
            Policy::Reference,
            "R(unit_gross × quantity)",
        ),
        (
            "unit_gross",
            "unit_price",
            Policy::Reference,
            "R(unit_price × (1 + vat_rate))",
        ),
        ("vat", "gross", Policy::Reference, "gross − net"),
        (
            "quote.financing_cost",
            "quote.supplier_gap_interest",
            Policy::Invoice,
            "quote.supplier_gap_interest +",
        ),
    ] {
        let rule = rule_of(name, &from(operand), policy);
        assert!(rule.starts_with(expected), "{name} from {operand}: {rule}");
    }
    assert_eq!(rule_of("unheard_of", &[], Policy::Invoice), "");
    for policy in [Policy::Invoice, Policy::Reference] {
        for given in super::steps::LINE {
            let rule = rule_of(given.name, &[], policy);
            let words = super::names::rule(rule, Language::Ru);
            assert!(!words.contains('_') && !words.contains("quote"), "{words}");
        }
    }
    for (_, _, rule) in super::steps::QUOTE {
        let words = super::names::rule(rule, Language::Ru);
        assert!(!words.contains('_') && !words.contains("quote"), "{words}");
    }
}

#[test]
fn no_text_becomes_a_formula() {
    for text in ["=1+1", "+7 912", "-5", "@SUM(A1)", "\t=2"] {
        let mut hostile = view(1, Language::Ru);
        hostile.customer = text.into();
        hostile.costs[0].name = text.into();
        hostile.lines[0].name = text.into();
        hostile.lines[0]
            .inputs
            .insert("supplier_country".into(), text.into());
        hostile.lines[0].steps[0].operands[2].value = text.into();
        let mut book = Book::of(&hostile);
        for name in ["Ввод", "Расчёт", "Вывод"] {
            let formulas = book.0.worksheet_formula(name).unwrap();
            for (_, _, formula) in formulas.used_cells() {
                assert!(
                    formula.is_empty() || formula.starts_with("ROUND(SUM("),
                    "{formula}"
                );
            }
        }
        find(&book.sheet("Расчёт"), text.trim());
    }
}

#[test]
fn the_same_quote_gives_the_same_bytes_and_an_empty_one_is_a_workbook() {
    let full = view(12, Language::En);
    assert_eq!(super::render(&full).unwrap(), super::render(&full).unwrap());
    let mut empty = view(0, Language::Ru);
    empty.terms.clear();
    empty.rates.clear();
    empty.costs.clear();
    empty.totals.clear();
    find(&Book::of(&empty).sheet("Расчёт"), "Сумма по строкам");
}

use std::collections::HashSet;

use super::*;
use crate::samples::{decimal, quote, total, with_sections};
use crate::{Currency, Language, Row, format};

/// The text of the PDF without any space: where a space was printed and where a gap, extraction only guesses.
fn text(bytes: &[u8]) -> String {
    dense(&pdf_extract::extract_text_from_mem(bytes).unwrap())
}

fn dense(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_whitespace() && *it != '\u{200b}')
        .collect()
}

fn pages(bytes: &[u8]) -> usize {
    pdf_extract::Document::load_mem(bytes)
        .unwrap()
        .get_pages()
        .len()
}

fn check_contains(text: &str, expected: &str) {
    assert!(
        text.contains(&dense(expected)),
        "{expected:?} is not in {text}"
    );
}

fn check_whole(view: &CustomerView) {
    let bytes = render(view).unwrap();
    let text = text(&bytes);
    let language = view.language;
    let number = |value| format::number(value, view.currency.minor_units, language);
    for line in view.lines() {
        for amount in [line.unit_price, line.net, line.vat, line.gross] {
            check_contains(&text, &number(amount));
        }
        check_contains(&text, &line.article);
        check_contains(&text, line.name.split(' ').next().unwrap());
    }
    for row in &view.rows {
        if let Row::Section(section) = row {
            check_contains(&text, &section.title);
        }
    }
    for expected in [
        &view.kind,
        &view.number,
        &view.title,
        &view.seller.name,
        &view.seller.full_name,
        &view.seller.inn,
        &view.seller.account,
        &view.customer.name,
        &view.customer.kpp,
        &view.manager.full_name(),
        &view.manager.email,
        &view.terms.delivery,
        &view.terms.payment,
        &format::date(view.date, language),
        &format::date(view.valid_until.unwrap(), language),
        &format::amount(view.totals.gross, &view.currency, language),
        &format::amount(view.totals.net, &view.currency, language),
    ] {
        check_contains(&text, expected);
    }
}

#[test]
fn everything_is_printed() {
    check_whole(&quote(1, Language::Ru));
    check_whole(&with_sections(12, Language::Ru));
    check_whole(&with_sections(12, Language::En));
}

#[test]
fn a_thousand_lines_are_paged_and_numbered() {
    let bytes = render(&quote(1000, Language::Ru)).unwrap();
    let text = text(&bytes);
    let count = pages(&bytes);
    assert!((20..80).contains(&count), "{count} pages");
    check_contains(&text, &format!("Страница 1 из {count}"));
    check_contains(&text, &format!("Страница {count} из {count}"));
    assert_eq!(text.matches("Наименование").count(), count);
    check_contains(&text, "37000-AB");
}

#[test]
fn totals_stay_with_the_last_line() {
    for lines in 1..60 {
        let view = quote(lines, Language::Ru);
        let bytes = render(&view).unwrap();
        let document = pdf_extract::extract_text_from_mem_by_pages(&bytes).unwrap();
        let with_total: Vec<_> = document
            .iter()
            .filter(|page| dense(page).contains("ИтогосНДС"))
            .collect();
        let last = view.lines().last().unwrap();
        assert_eq!(with_total.len(), 1);
        assert!(
            dense(with_total[0]).contains(&last.article),
            "{lines} lines"
        );
    }
}

#[test]
fn the_same_quote_gives_the_same_bytes() {
    let view = with_sections(12, Language::Ru);
    let first = render(&view).unwrap();
    let others: HashSet<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| render(&view).unwrap()))
            .collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert_eq!(others, HashSet::from([first]));
}

#[test]
fn a_users_text_is_never_markup() {
    let hostile = [
        "#panic(\"x\")",
        "$ x^2 $ *bold* _it_ [c] `code` @ref <label> = head",
        "\\ \\u{0} // comment /* open",
        "#import \"@preview/x:1.0.0\": *",
        "{{7*7}} ${7*7} %n%s",
        "\" ' « » \u{202e}abc\u{202c} \u{0}\u{7}",
    ];
    for name in hostile {
        let mut view = quote(1, Language::Ru);
        view.title = name.into();
        view.number = name.into();
        view.customer.name = name.into();
        view.terms.note = name.into();
        let Row::Line(line) = &mut view.rows[0] else {
            unreachable!("the first row is a line");
        };
        line.name = name.into();
        let text = text(&render(&view).unwrap());
        for word in name
            .split_whitespace()
            .filter(|word| word.is_ascii() && !word.contains('\u{0}'))
        {
            check_contains(&text.replace(['”', '“', '„'], "\""), word);
        }
    }
}

#[test]
fn a_text_of_any_length_is_printed_to_its_end() {
    let mut view = quote(2, Language::Ru);
    let Row::Line(line) = &mut view.rows[0] else {
        unreachable!("the first row is a line");
    };
    line.name = format!("{}конец", "безпробелов".repeat(2_000));
    line.article = "0123456789".repeat(20);
    view.terms.note = "слово ".repeat(20_000);
    let bytes = render(&view).unwrap();
    assert!(pages(&bytes) > 3);
    check_contains(&text(&bytes), "безпробеловконец");
}

#[test]
fn empty_fields_vanish() {
    let mut view = quote(1, Language::Ru);
    view.seller = crate::Seller {
        name: "ИП Волков".into(),
        ..crate::Seller::default()
    };
    view.customer = crate::Customer::default();
    view.contact = None;
    view.manager = crate::Person::default();
    view.terms = crate::Terms::default();
    view.valid_until = None;
    view.number = String::new();
    let text = text(&render(&view).unwrap());
    for absent in [
        "ИНН",
        "КПП",
        "БИК",
        "р/с",
        "Условия",
        "УСЛОВИЯ",
        "ПОКУПАТЕЛЬ",
        "действительно",
    ] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
}

#[test]
fn rates_and_currencies_of_all_kinds_are_printed() {
    let mut view = quote(3, Language::En);
    view.currency = Currency {
        code: "JPY".into(),
        minor_units: 0,
    };
    for (row, rate) in view.rows.iter_mut().zip([Some("0.22"), Some("0.1"), None]) {
        if let Row::Line(line) = row {
            line.vat_rate = rate.map(decimal);
        }
    }
    total(&mut view);
    let text = text(&render(&view).unwrap());
    for expected in ["22%", "10%", "no VAT", "VAT 22% on", "VAT 10% on", "JPY"] {
        check_contains(&text, expected);
    }
}

#[test]
fn an_empty_quote_is_still_a_document() {
    let mut view = quote(0, Language::Ru);
    check_contains(&text(&render(&view).unwrap()), "Итого");
    view.rows.push(Row::Section(crate::Section {
        title: "Пустой раздел".into(),
        subtotal: None,
    }));
    check_contains(&text(&render(&view).unwrap()), "Пустой раздел");
}

#[test]
fn what_a_customer_may_not_see_has_no_field() {
    let view = serde_json::to_string(&with_sections(3, Language::Ru)).unwrap();
    for secret in [
        "cost",
        "margin",
        "markup",
        "commission",
        "purchase",
        "supplier",
    ] {
        assert!(!view.contains(secret), "{secret}");
    }
}

#[test]
fn an_alternative_names_its_line_and_the_heading_the_revision() {
    let mut view = quote(6, Language::Ru);
    view.revision = Some(3);
    for row in &mut view.rows {
        if let Row::Line(line) = row {
            line.optional = line.no == 2 || line.no == 4;
            line.alternative_to = (line.no == 4).then_some(3);
        }
    }
    let text = text(&render(&view).unwrap());
    for expected in [
        "альтернатива поз. 3",
        "опция",
        "№ КП-2026-0142, редакция 3",
        "Позиции с пометкой «опция» и «альтернатива» в итог не входят",
    ] {
        check_contains(&text, expected);
    }
}

#[test]
fn the_name_of_an_account_stays_with_its_number() {
    // Whatever stands before them, a line end falls into one of them sooner or later.
    for length in (40..140).step_by(10) {
        let mut view = quote(1, Language::Ru);
        view.seller.bank_name = "Городской ".repeat(length / 10);
        view.seller.account = "40702810900000012345".to_owned();
        view.seller.corr_account = "30101810400000000225".to_owned();
        let text = pdf_extract::extract_text_from_mem(&render(&view).unwrap()).unwrap();
        let line = |number: &str| {
            let mut lines = text.lines().map(dense);
            lines.find(|line| line.contains(number)).unwrap_or_default()
        };
        for (name, number) in [
            ("р/с", &view.seller.account),
            ("к/с", &view.seller.corr_account),
        ] {
            assert!(line(number).contains(name), "{length}: {text}");
        }
    }
}

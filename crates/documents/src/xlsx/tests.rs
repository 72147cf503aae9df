use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetVisible, Xlsx};

use crate::samples::{decimal, quote, with_sections};
use crate::{CustomerView, Language, Row};

fn open(view: &CustomerView) -> (Range<Data>, Range<String>) {
    let bytes = super::render(view).unwrap();
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheets = workbook.sheets_metadata().to_vec();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].visible, SheetVisible::Visible);
    (
        workbook.worksheet_range(&sheets[0].name).unwrap(),
        workbook.worksheet_formula(&sheets[0].name).unwrap(),
    )
}

fn find(range: &Range<Data>, text: &str) -> (u32, u32) {
    let start = range.start().unwrap();
    range
        .used_cells()
        .find(|(_, _, cell)| **cell == Data::String(text.into()))
        .map(|(row, column, _)| (start.0 + row as u32, start.1 + column as u32))
        .unwrap_or_else(|| panic!("no cell {text:?}"))
}

fn number(range: &Range<Data>, at: (u32, u32)) -> String {
    match range.get_value(at) {
        Some(Data::Float(value)) => value.to_string(),
        other => panic!("no number at {at:?}: {other:?}"),
    }
}

#[test]
fn numbers_are_numbers_and_sums_are_formulas() {
    let view = with_sections(12, Language::Ru);
    let (cells, formulas) = open(&view);
    let head = find(&cells, "Сумма, RUB");
    for (offset, row) in (1..).zip(&view.rows) {
        let at = (head.0 + offset, head.1);
        match row {
            Row::Line(line) => {
                assert_eq!(number(&cells, at), line.net.normalize().to_string());
                assert_eq!(
                    number(&cells, (at.0, at.1 + 3)),
                    line.gross.normalize().to_string()
                );
                assert!(
                    formulas
                        .get_value((at.0, at.1 + 3))
                        .is_some_and(|it| it.starts_with("ROUND("))
                );
            }
            Row::Section(section) => {
                let subtotal = section.subtotal.as_ref().unwrap();
                assert_eq!(number(&cells, at), subtotal.net.normalize().to_string());
                assert!(
                    formulas
                        .get_value(at)
                        .is_some_and(|it| it.starts_with("ROUND(SUM("))
                );
            }
        }
    }
    let total = find(&cells, "Итого с НДС, RUB");
    let at = (total.0, total.1 + 1);
    assert_eq!(
        number(&cells, at),
        view.totals.gross.normalize().to_string()
    );
    let formula = formulas.get_value(at).unwrap();
    assert!(formula.starts_with("ROUND(SUM("), "{formula}");
}

#[test]
fn a_formula_never_gives_another_amount_than_the_quote() {
    let mut view = quote(3, Language::Ru);
    // Sums under another rounding policy: they are printed, and no formula claims to derive them.
    view.totals.gross += decimal("0.01");
    let Row::Line(line) = &mut view.rows[0] else {
        unreachable!("the first row is a line");
    };
    line.net += decimal("0.01");
    let (cells, formulas) = open(&view);
    let head = find(&cells, "Сумма, RUB");
    assert_eq!(
        formulas
            .get_value((head.0 + 1, head.1))
            .map_or("", String::as_str),
        ""
    );
    let total = find(&cells, "Итого с НДС, RUB");
    let at = (total.0, total.1 + 1);
    assert_eq!(
        number(&cells, at),
        view.totals.gross.normalize().to_string()
    );
    assert_eq!(formulas.get_value(at).map_or("", String::as_str), "");
}

#[test]
fn no_text_becomes_a_formula() {
    let hostile = [
        "=1+1",
        "+7 912",
        "-5",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "https://example.com",
        "\t=2",
    ];
    for text in hostile {
        let mut view = quote(1, Language::Ru);
        view.title = text.into();
        view.customer.name = text.into();
        let Row::Line(line) = &mut view.rows[0] else {
            unreachable!("the first row is a line");
        };
        line.name = text.into();
        line.article = text.into();
        let (cells, formulas) = open(&view);
        assert_eq!(
            cells.get_value(find(&cells, text.trim())),
            Some(&Data::String(text.trim().into()))
        );
        let start = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let at = (start.0 + row as u32, start.1 + column as u32);
            assert!(
                formula.is_empty() || formula.starts_with("ROUND("),
                "{at:?} {formula}"
            );
        }
    }
}

#[test]
fn the_same_quote_gives_the_same_bytes() {
    let view = with_sections(12, Language::En);
    assert_eq!(super::render(&view).unwrap(), super::render(&view).unwrap());
}

#[test]
fn an_optional_line_is_not_in_the_total() {
    let view = quote(5, Language::En);
    let (cells, formulas) = open(&view);
    let optional = view.lines().find(|line| line.optional).unwrap();
    find(&cells, &format!("{} (option)", optional.name));
    let total = find(&cells, "Total incl. VAT, RUB");
    let formula = formulas.get_value((total.0, total.1 + 1)).unwrap();
    assert!(formula.contains(','), "{formula} skips a row");
}

#[test]
fn a_quote_without_vat_has_no_vat_columns() {
    let mut view = quote(2, Language::Ru);
    for row in &mut view.rows {
        if let Row::Line(line) = row {
            line.vat_rate = None;
            line.vat = decimal("0");
            line.gross = line.net;
        }
    }
    crate::samples::total(&mut view);
    let (cells, _) = open(&view);
    assert!(
        !cells
            .used_cells()
            .any(|(_, _, cell)| cell.to_string().starts_with("НДС"))
    );
    find(&cells, "Итого, без НДС, RUB");
}

/// The fourth line can replace the third.
fn with_alternative(language: Language) -> CustomerView {
    let mut view = quote(6, language);
    view.revision = Some(2);
    for row in &mut view.rows {
        if let Row::Line(line) = row
            && line.no == 4
        {
            line.optional = true;
            line.alternative_to = Some(3);
        }
    }
    view
}

#[test]
fn an_alternative_names_its_line_and_is_not_in_the_total() {
    for (language, mark, footnote, heading) in [
        (
            Language::Ru,
            "альтернатива поз. 3",
            "Позиции с пометкой «альтернатива» можно выбрать взамен указанных; в итог они не входят.",
            "Коммерческое предложение № КП-2026-0142, редакция 2",
        ),
        (
            Language::En,
            "alternative to 3",
            "Lines marked “alternative” can replace the line named; they are not part of the total.",
            "Quotation No. КП-2026-0142, revision 2",
        ),
    ] {
        let view = with_alternative(language);
        let (cells, _) = open(&view);
        let line = view.lines().find(|line| line.alternative_to.is_some());
        find(&cells, &format!("{} ({mark})", line.unwrap().name));
        find(&cells, footnote);
        find(&cells, heading);
    }
}

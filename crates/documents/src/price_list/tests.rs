use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{Workbook as Writer, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::number::DecimalMark;
use super::*;

fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Writer::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose one sheet has these cells, for what a well-behaved writer would not write.
fn raw_xlsx(sheet: &str, shared: &str) -> Vec<u8> {
    zipped(&[
        (
            "[Content_Types].xml",
            br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#).as_bytes(),
        ),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ])
}

const NO_STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;

fn raw_ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="A">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

fn fault_of(bytes: &[u8], extension: &str) -> ReadError {
    read_bytes(bytes, extension).expect_err("this file is to be refused")
}

macro_rules! check_refused {
    ($bytes:expr, $extension:expr, $expected:pat $(if $guard:expr)?) => {
        let error = fault_of($bytes, $extension);
        assert!(matches!(&error, $expected $(if $guard)?), "{error:?}");
    };
}

#[test]
fn what_is_no_price_list_is_refused_by_its_reason() {
    check_refused!(b"", "xlsx", ReadError::Empty);
    check_refused!(b" \n;;\n", "csv", ReadError::Empty);
    check_refused!(&xlsx(|_| ()), "xlsx", ReadError::Empty);
    check_refused!(b"%PDF-1.7\n1 0 obj", "pdf", ReadError::Unsupported);
    check_refused!(b"%PDF-1.7\n1 0 obj", "xlsx", ReadError::Unsupported);
    check_refused!(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "png",
        ReadError::Unsupported
    );
    check_refused!(b"<html><table>", "xls", ReadError::Unsupported);
    check_refused!(&[0, 1, 2, 3, 4, 5, 6, 7, 8], "xlsx", ReadError::Damaged);
    check_refused!(&[0, 1, 2, 3, 4, 5, 6, 7, 8], "bin", ReadError::Unsupported);
    check_refused!(
        &zipped(&[("word/document.xml", b"<a/>")]),
        "docx",
        ReadError::Unsupported
    );
    check_refused!(
        &zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/vbaProject.bin", b"x")]),
        "xlsm",
        ReadError::Macros
    );
}

#[test]
fn a_cut_off_file_is_damaged() {
    let whole = xlsx(|sheet| {
        sheet.write_string(0, 0, "Артикул").unwrap();
    });
    for length in [10, 100, whole.len() / 2, whole.len() - 30] {
        check_refused!(&whole[..length], "xlsx", ReadError::Damaged);
    }
    check_refused!(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more",
        "xls",
        ReadError::Damaged
    );
}

#[test]
fn a_protected_file_is_named_as_such() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptionInfo")
        .unwrap()
        .write_all(b"x")
        .unwrap();
    file.create_stream("/EncryptedPackage")
        .unwrap()
        .write_all(&[7; 5000])
        .unwrap();
    file.flush().unwrap();
    check_refused!(
        &file.into_inner().into_inner(),
        "xlsx",
        ReadError::Encrypted
    );

    let ods = zipped(&[
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    check_refused!(&ods, "ods", ReadError::Encrypted);
}

#[test]
fn an_old_workbook_with_macros_is_refused() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/_VBA_PROJECT_CUR").unwrap();
    file.create_stream("/Workbook")
        .unwrap()
        .write_all(&[0; 5000])
        .unwrap();
    file.flush().unwrap();
    check_refused!(&file.into_inner().into_inner(), "xls", ReadError::Macros);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 400 * 1024 * 1024];
    let bomb = zipped(&[
        ("xl/workbook.xml", b"<a/>"),
        ("xl/worksheets/sheet1.xml", &zeros),
    ]);
    assert!(bomb.len() < 1024 * 1024);
    check_refused!(&bomb, "xlsx", ReadError::Inflates);
}

#[test]
fn announced_sizes_are_not_believed() {
    let shared = NO_STRINGS.replace("<sst ", r#"<sst count="1" uniqueCount = "99999999999" "#);
    check_refused!(
        &raw_xlsx(r#"<row><c r="A1"><v>1</v></c></row>"#, &shared),
        "xlsx",
        ReadError::TooManyCells { .. }
    );
    let padded = NO_STRINGS.replace(
        "<sst ",
        &format!(
            "<!--{}--><sst uniqueCount='88888888888' ",
            "x".repeat(65_400)
        ),
    );
    check_refused!(
        &raw_xlsx(r#"<row><c r="A1"><v>1</v></c></row>"#, &padded),
        "xlsx",
        ReadError::TooManyCells { .. }
    );
}

#[test]
fn a_far_cell_takes_no_memory() {
    check_refused!(
        &raw_xlsx(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, NO_STRINGS),
        "xlsx",
        ReadError::TooFar { cell } if cell == "XFD1048576"
    );
    // An empty one is no matter.
    let bytes = raw_xlsx(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>"#,
        NO_STRINGS,
    );
    assert_eq!(read_bytes(&bytes, "xlsx").unwrap().sheets[0].rows.len(), 1);
}

#[test]
fn repeated_cells_are_counted_as_they_unroll() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="500"/>"#;
    check_refused!(
        &raw_ods(&format!(
            r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#
        )),
        "ods",
        ReadError::TooManyCells { .. }
    );
    let far = cell.replace("500", "16384");
    check_refused!(
        &raw_ods(&format!("<table:table-row>{far}</table:table-row>")),
        "ods",
        ReadError::TooFar { .. }
    );
    // LibreOffice ends every sheet with a million empty rows.
    let empty = r#"<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let one = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Кран 1/2&quot; &amp; <text:s/>гайка</text:p></table:table-cell></table:table-row>"#;
    let workbook = read_bytes(&raw_ods(&format!("{one}{empty}")), "ods").unwrap();
    assert_eq!(workbook.sheets[0].rows.len(), 1);
    assert_eq!(workbook.sheets[0].cell(0, 0).text(), "Кран 1/2\" &  гайка");
}

#[test]
fn one_text_in_every_cell_is_counted_each_time() {
    let shared = format!(
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="1"><si><t>{}</t></si></sst>"#,
        "я".repeat(16_000)
    );
    let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(100));
    check_refused!(
        &raw_xlsx(&row.repeat(100), &shared),
        "xlsx",
        ReadError::TooManyCells { .. }
    );
}

#[test]
fn two_million_cells_are_too_many() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(200));
    check_refused!(
        &raw_xlsx(&row.repeat(10_000), NO_STRINGS),
        "xlsx",
        ReadError::TooManyCells { limit: MAX_CELLS }
    );
}

#[test]
fn a_file_on_disk_is_read_or_named_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("price.csv");
    assert!(matches!(read(&path), Err(ReadError::Missing)));
    assert!(matches!(read(folder.path()), Err(ReadError::Unsupported)));
    std::fs::write(&path, "Артикул;Цена\n001;1,5\n").unwrap();
    assert_eq!(read(&path).unwrap().sheets[0].cell(1, 0).text(), "001");
    let large = std::fs::File::create(&path).unwrap();
    large.set_len(MAX_FILE_BYTES + 1).unwrap();
    assert!(matches!(read(&path), Err(ReadError::TooLarge { .. })));
}

#[test]
fn cells_read_as_they_are_seen() {
    let bytes = xlsx(|sheet| {
        sheet.write_string(0, 0, "00123").unwrap();
        sheet.write_number(0, 1, 12345.0).unwrap();
        sheet.write_number(0, 2, 0.1 + 0.2).unwrap();
        sheet.write_boolean(0, 3, true).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 20).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
        sheet
            .write_datetime_with_format(0, 4, date, &format)
            .unwrap();
        sheet.write_string(2, 0, "  ").unwrap();
    });
    let workbook = read_bytes(&bytes, "xlsx").unwrap();
    let sheet = &workbook.sheets[0];
    let seen: Vec<_> = sheet.rows[0].iter().map(Cell::text).collect();
    assert_eq!(seen, ["00123", "12345", "0.3", "TRUE", "2026-11-20"]);
    assert_eq!(sheet.rows.len(), 1);
}

fn sheet_of(text: &str) -> Sheet {
    read_bytes(text.as_bytes(), "csv").unwrap().sheets.remove(0)
}

fn check_guess(text: &str, header_row: Option<usize>, columns: &[Option<Field>], currency: &str) {
    let mapping = guess(&sheet_of(text));
    assert_eq!(mapping.header_row, header_row, "{text}");
    assert_eq!(mapping.columns, columns, "{text}");
    assert_eq!(
        mapping.currency.as_deref().unwrap_or(""),
        currency,
        "{text}"
    );
}

#[test]
fn headings_are_found() {
    use Field::{Article, Brand, HsCode, Name, Note, Price, Quantity, Unit, WeightKg};
    check_guess(
        "Артикул;Наименование;Ед. изм.;Цена, руб.\n001;Кран;шт;10,5\n",
        Some(0),
        &[Some(Article), Some(Name), Some(Unit), Some(Price)],
        "RUB",
    );
    check_guess(
        "ООО Ромашка;;;\nПрайс-лист от 01.10.2026;;;\nВсе цены в евро;;;\n\n№ п/п;Код;Номенклатура;Цена\n1;001;Кран;10,5\n",
        Some(4),
        &[None, Some(Article), Some(Name), Some(Price)],
        "EUR",
    );
    check_guess(
        "Part No.;Description;Brand;HS Code;Weight, kg;FOB price (USD);Qty;Remark\nA1;Valve;X;8481808190;1.5;10.5;5;ok\n",
        Some(0),
        &[
            Some(Article),
            Some(Name),
            Some(Brand),
            Some(HsCode),
            Some(WeightKg),
            Some(Price),
            Some(Quantity),
            Some(Note),
        ],
        "USD",
    );
    check_guess(
        "型号;品名;单位;单价(CNY)\nA1;阀门;个;10.5\n",
        Some(0),
        &[Some(Article), Some(Name), Some(Unit), Some(Price)],
        "CNY",
    );
    // A heading in two rows, the upper one merged.
    check_guess(
        "Артикул;Наименование;Цена;\n;;розница, руб.;опт, руб.\n001;Кран;10,5;9,5\n",
        Some(1),
        // Of several prices, that of a reseller.
        &[Some(Article), Some(Name), None, Some(Price)],
        "RUB",
    );
}

#[test]
fn columns_without_headings_are_known_by_their_content() {
    use Field::{Article, Name, Price, Unit};
    check_guess(
        "1;AB-001;Кран шаровой латунный;шт;10,50\n2;AB-002;Насос циркуляционный;шт;1 234,50\n3;AB-003;Труба стальная;м;99,00\n",
        None,
        &[None, Some(Article), Some(Name), Some(Unit), Some(Price)],
        "",
    );
}

fn reading_of(text: &str) -> Reading {
    let sheet = sheet_of(text);
    rows(&sheet, &guess(&sheet))
}

#[test]
fn every_kind_of_row_is_told_apart() {
    let reading = reading_of(
        "Артикул;Наименование;Цена, руб.;Вес, кг;Код ТН ВЭД\n\
         001;Кран;1 234,50;0,5;8481 80 819 0\n\
         Насосы;;;;\n\
         \n\
         002;Насос;по запросу;1;\n\
         003;Насос;;1;\n\
         001;Кран снова;5,00;;\n\
         ;;7,00;1;\n\
         004;Труба;-5;1;\n\
         005;Муфта;$12.40;тяжёлый;\n\
         006;Хомут;0;;\n",
    );
    let products: Vec<_> = reading
        .products
        .iter()
        .map(|it| (it.row, it.article.as_str()))
        .collect();
    assert_eq!(products, [(2, "001"), (10, "005")]);
    let first = &reading.products[0];
    assert_eq!(first.price.unwrap().to_string(), "1234.5");
    assert_eq!(first.currency.as_deref(), Some("RUB"));
    assert_eq!(first.hs_code, "8481808190");
    assert_eq!(reading.products[1].currency.as_deref(), Some("USD"));
    assert_eq!(reading.headings.len(), 1);
    assert_eq!(
        (reading.headings[0].row, reading.headings[0].text.as_str()),
        (3, "Насосы")
    );
    assert_eq!(reading.blanks, 1);
    assert_eq!(reading.decimal, DecimalMark::Comma);
    let faults: Vec<_> = reading
        .faults
        .iter()
        .map(|it| (it.row, it.reason, it.kept))
        .collect();
    assert_eq!(
        faults,
        [
            (5, FaultReason::UnreadablePrice, false),
            (6, FaultReason::NoPrice, false),
            (7, FaultReason::DuplicateArticle, false),
            (8, FaultReason::NoName, false),
            (9, FaultReason::NegativePrice, false),
            (10, FaultReason::UnreadableNumber, true),
            (11, FaultReason::NoPrice, false),
        ]
    );
    assert_eq!(reading.faults[2].first_row, Some(2));
    assert_eq!(reading.faults[0].text, "по запросу");
}

#[test]
fn a_column_decides_how_its_numbers_are_read() {
    let price = |text: &str| reading_of(text).products[0].price.unwrap().to_string();
    assert_eq!(price("Артикул;Цена\n1;1,234\n2;5,5\n"), "1.234");
    assert_eq!(price("Артикул;Цена\n1;1,234\n2;5.5\n"), "1234");
    assert_eq!(price("Артикул;Цена\n1;1,234\n2;5,678\n"), "1234");
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        Just(Cell::Empty),
        "[A-Za-z0-9 ,.а-я-]{1,12}".prop_map(Cell::from_text),
        (-1000i64..100_000, 0u32..4)
            .prop_map(|(units, scale)| Cell::Number(rust_decimal::Decimal::new(units, scale))),
        "\\PC{0,20}".prop_map(Cell::from_text),
    ]
}

fn any_column() -> impl Strategy<Value = Option<Field>> {
    proptest::option::of(proptest::sample::select(vec![
        Field::Article,
        Field::Brand,
        Field::Name,
        Field::Unit,
        Field::Price,
        Field::Currency,
        Field::WeightKg,
        Field::HsCode,
        Field::Quantity,
        Field::Note,
    ]))
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(
        cells in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..8), 0..40),
        columns in proptest::collection::vec(any_column(), 0..8),
        header_row in proptest::option::of(0usize..5),
    ) {
        let sheet = Sheet { rows: cells, ..Sheet::default() };
        let mapping = Mapping { header_row, columns, ..Mapping::default() };
        for mapping in [mapping, guess(&sheet)] {
            let reading = rows(&sheet, &mapping);
            let mut accounted: Vec<u32> = reading.products.iter().map(|it| it.row).collect();
            accounted.extend(reading.headings.iter().map(|it| it.row));
            accounted.extend(reading.faults.iter().filter(|it| !it.kept).map(|it| it.row));
            accounted.sort_unstable();
            let filled: Vec<u32> = sheet.rows.iter().enumerate()
                .skip(mapping.first_row())
                .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
                .map(|(index, _)| index as u32 + 1)
                .collect();
            prop_assert_eq!(accounted, filled);
            let all = sheet.rows.len().saturating_sub(mapping.first_row());
            prop_assert_eq!(reading.blanks as usize, all - reading.products.len()
                - reading.headings.len()
                - reading.faults.iter().filter(|it| !it.kept).count());
        }
    }

    #[test]
    fn no_bytes_break_the_reader(mut bytes in proptest::collection::vec(any::<u8>(), 0..2000), kind in 0usize..4) {
        let head: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE"][kind];
        bytes.splice(0..0, head.iter().copied());
        if let Ok(workbook) = read_bytes(&bytes, "xlsx") {
            prop_assert!(workbook.sheets.iter().any(|sheet| !sheet.rows.is_empty()));
        }
    }

    #[test]
    fn a_bit_flipped_anywhere_breaks_nothing(at in any::<proptest::sample::Index>(), bit in 0u8..8) {
        let mut bytes = xlsx(|sheet| {
            for row in 0..20 {
                sheet.write_string(row, 0, format!("A{row}")).unwrap();
                sheet.write_number(row, 1, f64::from(row)).unwrap();
            }
        });
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(workbook) = read_bytes(&bytes, "xlsx") {
            prop_assert!(!workbook.sheets.is_empty());
        }
    }
}

/// Not a claim about time: the sheet of a real list's size is read whole, and the last row is there.
#[test]
fn ten_thousand_rows_are_read() {
    let bytes = xlsx(|sheet| {
        let heads = [
            "Артикул",
            "Наименование",
            "Бренд",
            "Ед.",
            "Цена, руб.",
            "Вес, кг",
            "ТН ВЭД",
            "Примечание",
        ];
        for (column, head) in (0..).zip(heads) {
            sheet.write_string(0, column, head).unwrap();
        }
        for row in 1..=10_000u32 {
            sheet.write_string(row, 0, format!("A-{row:05}")).unwrap();
            sheet
                .write_string(row, 1, format!("Кран шаровой латунный, исполнение {row}"))
                .unwrap();
            sheet.write_string(row, 2, "Вента").unwrap();
            sheet.write_string(row, 3, "шт").unwrap();
            sheet.write_number(row, 4, f64::from(row) * 1.17).unwrap();
            sheet.write_number(row, 5, 0.25).unwrap();
            sheet.write_string(row, 6, "8481808190").unwrap();
            sheet.write_string(row, 7, "со склада").unwrap();
        }
    });
    let workbook = read_bytes(&bytes, "xlsx").unwrap();
    let sheet = &workbook.sheets[0];
    let reading = rows(sheet, &guess(sheet));
    assert_eq!(reading.products.len(), 10_000);
    assert_eq!(reading.products[9_999].price.unwrap().to_string(), "11700");
    assert!(reading.faults.is_empty());
}

#[test]
fn a_row_whose_quote_is_not_closed_is_read_or_told_and_takes_no_other_with_it() {
    let read = |text: &str| rows(&sheet_of(text), &guess(&sheet_of(text)));
    let list = "Артикул;Наименование;Цена\n001;\"Ромашка кран латунный;10,5\n002;Кран 3/4\";11,5\n003;Кран 1\";12,5\n";
    let reading = read(list);
    let prices: Vec<_> = reading
        .products
        .iter()
        .map(|it| (it.article.as_str(), it.price.unwrap().to_string()))
        .collect();
    assert_eq!(
        prices,
        [
            ("001", "10.5".to_owned()),
            ("002", "11.5".to_owned()),
            ("003", "12.5".to_owned())
        ]
    );
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);

    let reading = read(&format!(
        "{list}004;\"Кран; шаровой;13,5\n005;Вентиль;14,5\n"
    ));
    assert_eq!(reading.products.len(), 4);
    let told = &reading.faults[..];
    assert!(
        matches!(
            told,
            [RowFault { row: 5, reason: FaultReason::UnclosedQuote, kept: false, text, .. }]
                if text == "004 | \"Кран | шаровой | 13,5"
        ),
        "{told:?}"
    );
}

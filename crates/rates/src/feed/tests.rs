use super::*;
use crate::day::{Day, Row, RowFault, Source};
use crate::error::RateError;
use crate::number::NumberFault;
use crate::table::Price;
use encoding_rs::WINDOWS_1251;
use jiff::civil::date;
use proptest::prelude::*;

const DAY_2024: &[u8] = include_bytes!("../../fixtures/cbr_2024-10-04.xml");

fn plain(bytes: &[u8]) -> Answer<'_> {
    Answer {
        bytes,
        charset: None,
    }
}

fn windows_1251(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(text).0.into_owned()
}

/// A day of the bank with these rows, declared and encoded as the bank does.
fn day_of(rows: &str) -> Vec<u8> {
    windows_1251(&format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs Date=\"14.10.2025\" name=\"Foreign Currency Market\">{rows}</ValCurs>"
    ))
}

fn row(code: &str, nominal: &str, value: &str) -> String {
    format!(
        "<Valute ID=\"R0\"><NumCode>1</NumCode><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal><Name>Имя</Name><Value>{value}</Value></Valute>"
    )
}

fn price(day: &Day, code: &str) -> Price {
    let row = day.rows.iter().find(|it| it.currency.as_str() == code);
    row.unwrap_or_else(|| panic!("no {code}")).price()
}

#[track_caller]
fn check(day: &Day, code: &str, nominal: &str, value: &str) {
    let found = price(day, code);
    let found = (found.nominal.to_string(), found.value.to_string());
    assert_eq!(found, (nominal.to_owned(), value.to_owned()), "{code}");
}

#[test]
fn a_day_of_the_bank_is_read_as_it_stands() {
    let day = cbr::daily(plain(DAY_2024)).unwrap();
    assert_eq!(day.effective_date, date(2024, 10, 4));
    assert_eq!((day.source, day.rows.len()), (Source::CbrXml, 13));
    assert!(day.dropped.is_empty());
    check(&day, "USD", "1", "95.0262");
    check(&day, "TRY", "10", "27.798");
    check(&day, "INR", "10", "11.3195");
    check(&day, "KRW", "1000", "72.7111");
    check(&day, "UZS", "10000", "74.484");
    let usd = day
        .rows
        .iter()
        .find(|it| it.currency.as_str() == "USD")
        .unwrap();
    assert_eq!(usd.bank_id.as_deref(), Some("R01235"));
    assert_eq!(usd.name, "Доллар США");
}

#[test]
fn scientific_notation_with_a_comma_is_a_number() {
    let day = cbr::daily(plain(include_bytes!("../../fixtures/cbr_2002-03-02.xml"))).unwrap();
    check(&day, "TRL", "1000000", "22.2616");
    check(&day, "BYR", "1000", "18.429");
    let day = cbr::daily(plain(&day_of(&row("TRL", "1", "2,22616E-05")))).unwrap();
    check(&day, "TRL", "1", "0.0000222616");
}

#[test]
fn a_day_without_unit_rates_and_a_day_of_one_row_are_days() {
    let day = cbr::daily(plain(include_bytes!("../../fixtures/cbr_2019-03-09.xml"))).unwrap();
    assert_eq!(day.rows.len(), 6);
    check(&day, "CNY", "10", "98.3519");
    let day = cbr::daily(plain(&day_of(&row("USD", "1", "80,8548")))).unwrap();
    assert_eq!(day.rows.len(), 1);
}

#[test]
fn names_are_read_in_the_declared_encoding_and_a_contradiction_is_an_error() {
    let text = WINDOWS_1251.decode(DAY_2024).0.into_owned();
    let name = |answer| cbr::daily(answer).map(|day| day.rows[0].name.clone());
    let dirham = Ok("Дирхам ОАЭ".to_owned());
    // The header, the declaration or the mark alone.
    let bare = windows_1251(&text.replace(" encoding=\"windows-1251\"", ""));
    let headed = |bytes, charset| Answer {
        bytes,
        charset: Some(charset),
    };
    assert_eq!(name(headed(&bare, "Windows-1251")), dirham);
    assert_eq!(name(plain(DAY_2024)), dirham);
    let marked = format!("\u{feff}{}", text.replace("windows-1251", "utf-8"));
    assert_eq!(name(plain(marked.as_bytes())), dirham);
    let marked = format!("\u{feff}{text}");
    assert_eq!(name(headed(marked.as_bytes(), "windows-1251")), dirham);
    // A proxy that changed the header alone, or the text and the header alone.
    assert_eq!(name(headed(DAY_2024, "utf-8")), dirham);
    assert_eq!(name(headed(text.as_bytes(), "utf-8")), dirham);
    // Nothing that was declared is true.
    let wrong = |encoding: &str| Err(RateError::Encoding(encoding.into()));
    assert_eq!(name(plain(text.as_bytes())), wrong("windows-1251"));
    assert_eq!(name(plain(&bare)), wrong("UTF-8"));
    assert_eq!(name(headed(&bare, "klingon")), wrong("klingon"));
}

#[test]
fn a_bad_row_is_dropped_and_the_day_kept() {
    let rows: String = [
        row("AAA", "0", "1,5"),
        row("BBB", "-1", "1,5"),
        row("CCC", "", "1,5"),
        row("DDD", "1", "0,0000"),
        row("EEE", "1", "-80,1"),
        row("FFF", "1", " "),
        row("GGG", "1", "много"),
        row("usd", "1", "80"),
        row("USD", "1", "80,8548"),
        row("USD", "1", "81"),
        "<Valute ID=\"R1\"/>".into(),
        "<Note>as of today</Note>".into(),
    ]
    .concat();
    let day = cbr::daily(plain(&day_of(&rows))).unwrap();
    assert_eq!(day.rows.len(), 1);
    check(&day, "USD", "1", "80.8548");
    let faults: Vec<_> = day
        .dropped
        .iter()
        .map(|it| (it.key.as_str(), it.fault))
        .collect();
    use NumberFault::*;
    let expected = [
        ("AAA", RowFault::Nominal(NotPositive)),
        ("BBB", RowFault::Nominal(NotPositive)),
        ("CCC", RowFault::Nominal(Blank)),
        ("DDD", RowFault::Value(NotPositive)),
        ("EEE", RowFault::Value(NotPositive)),
        ("FFF", RowFault::Value(Blank)),
        ("GGG", RowFault::Value(NotANumber)),
        ("usd", RowFault::Key),
        ("USD", RowFault::Twice),
        ("", RowFault::Key),
    ];
    assert_eq!(faults, expected);
    assert_eq!(
        cbr::daily(plain(&day_of(&row("USD", "0", "1")))),
        Err(RateError::Empty)
    );
}

#[test]
fn special_drawing_rights_stay_and_the_rouble_is_not_listed() {
    let day = cbr::daily(plain(DAY_2024)).unwrap();
    let lists = |code: &str| day.rows.iter().any(|it| it.currency.as_str() == code);
    assert!(lists("XDR") && lists("USD") && !lists("RUB"));
}

#[test]
fn a_redenominated_currency_is_another_one_with_an_id_of_its_own() {
    let ids = |bytes| {
        let day = cbr::daily(plain(bytes)).unwrap();
        let lira = |it: &&Row| it.name == "Турецких лир";
        let row = day.rows.iter().find(lira).unwrap();
        (row.currency.to_string(), row.bank_id.clone().unwrap())
    };
    let old = ids(include_bytes!("../../fixtures/cbr_2002-03-02.xml"));
    let new = ids(DAY_2024);
    assert_eq!(old, ("TRL".to_owned(), "R01700".to_owned()));
    assert_eq!(new, ("TRY".to_owned(), "R01700J".to_owned()));
}

#[test]
fn the_mirror_is_read_from_its_text() {
    let day = mirror::daily(plain(include_bytes!(
        "../../fixtures/mirror_2025-10-14.json"
    )))
    .unwrap();
    // The mirror looked on the 13th, in the evening; the rates hold from the 14th.
    assert_eq!(day.effective_date, date(2025, 10, 14));
    assert_eq!((day.source, day.rows.len()), (Source::CbrMirror, 9));
    check(&day, "KRW", "1000", "56.92");
    check(&day, "IRR", "100000", "13.7247");
    // Digits that no float keeps, an exponent, a number in quotes, a broken row, a missing code.
    let text = r#"{"Date":"2026-01-16T11:30:00+03:00","Valute":{
        "USD":{"CharCode":"USD","Nominal":1,"Value":78.123456789012345678901},
        "TRL":{"CharCode":"TRL","Nominal":1,"Value":2.22616E-05},
        "EUR":{"CharCode":"EUR","Nominal":"1","Value":"94,6"},
        "CNY":{"CharCode":"CNY","Nominal":1,"Value":null},
        "KZT":{"CharCode":77,"Nominal":1,"Value":1},
        "TRY":{"Nominal":10,"Value":18.0}}}"#;
    let day = mirror::daily(plain(text.as_bytes())).unwrap();
    check(&day, "USD", "1", "78.123456789012345678901");
    check(&day, "TRL", "1", "0.0000222616");
    check(&day, "EUR", "1", "94.6");
    check(&day, "TRY", "10", "18");
    let dropped: Vec<_> = day.dropped.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(dropped, ["CNY", "KZT"]);
}

#[test]
fn the_history_keeps_the_nominal_of_each_time() {
    let history =
        cbr::history(plain(include_bytes!("../../fixtures/cbr_history_cny.xml"))).unwrap();
    assert_eq!(history.bank_id, "R01375");
    let points: Vec<String> = history
        .points
        .iter()
        .map(|it| format!("{} {} {}", it.effective_date, it.nominal, it.value))
        .collect();
    assert_eq!(
        points,
        [
            "2019-03-09 10 98.3519",
            "2021-08-31 1 11.378",
            "2022-08-27 10 87.4478",
            "2024-10-04 1 13.4808",
            "2025-10-11 1 11.3626",
            "2025-10-14 1 11.2816",
        ]
    );
}

#[test]
fn the_ecb_gives_units_for_one_euro() {
    let days = ecb::days(plain(include_bytes!("../../fixtures/ecb_2025-10-14.xml"))).unwrap();
    assert_eq!(days.len(), 1);
    assert_eq!(days[0].effective_date, date(2025, 10, 14));
    check(&days[0], "USD", "1.1553", "1");
    check(&days[0], "JPY", "175.34", "1");
}

#[test]
fn what_is_no_list_of_rates_is_told_apart() {
    type Parser = fn(Answer<'_>) -> crate::Result<()>;
    let parsers: [Parser; 4] = [
        |it| cbr::daily(it).map(drop),
        |it| cbr::history(it).map(drop),
        |it| mirror::daily(it).map(drop),
        |it| ecb::days(it).map(drop),
    ];
    let fixtures: [&[u8]; 4] = [
        DAY_2024,
        include_bytes!("../../fixtures/cbr_history_cny.xml"),
        include_bytes!("../../fixtures/mirror_2025-10-14.json"),
        include_bytes!("../../fixtures/ecb_2025-10-14.xml"),
    ];
    let page = b"<!DOCTYPE html><html><body>\xd0\xe5\xe3\xeb\xe0\xec\xe5\xed\xf2</body></html>";
    let xhtml = b"<?xml version=\"1.0\"?><html xmlns=\"x\"><p>Sign in</p></html>";
    let long = vec![b' '; MAX_BYTES + 1];
    for (n, parse) in parsers.iter().enumerate() {
        assert_eq!(parse(plain(page)), Err(RateError::WebPage), "{n}");
        assert_eq!(parse(plain(xhtml)), Err(RateError::WebPage), "{n}");
        let large = Err(RateError::TooLarge { limit: MAX_BYTES });
        assert_eq!(parse(plain(&long)), large, "{n}");
        let cut = &fixtures[n][..fixtures[n].len() / 2];
        assert_eq!(parse(plain(cut)), Err(RateError::Truncated), "{n}");
        for other in fixtures.iter().enumerate().filter(|it| it.0 != n) {
            assert!(parse(plain(other.1)).is_err(), "{n} read {}", other.0);
        }
        assert!(parse(plain(b"Error in parameters")).is_err(), "{n}");
        assert!(parse(plain(b"")).is_err(), "{n}");
    }
    let error =
        b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs>Error in parameters</ValCurs>";
    assert!(matches!(
        cbr::daily(plain(error)),
        Err(RateError::NotRates(_))
    ));
    let torn = "<ValCurs Date=\"14.10.2025\"><Valute></ValCurs>";
    assert!(matches!(
        cbr::daily(plain(torn.as_bytes())),
        Err(RateError::Damaged(_))
    ));
}

#[test]
fn hostile_documents_are_refused() {
    let usd = row("USD", "1", "80");
    let entity = format!(
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ValCurs Date=\"14.10.2025\">{usd}</ValCurs>"
    );
    let parse = |text: &str| cbr::daily(plain(text.as_bytes())).unwrap_err();
    assert_eq!(parse(&entity), RateError::DocType);
    assert_eq!(
        parse(&String::from_utf8(day_of("&lol;")).unwrap()),
        RateError::DocType
    );
    let deep = format!("<ValCurs Date=\"14.10.2025\">{}", "<a>".repeat(100_000));
    assert_eq!(
        parse(&deep),
        RateError::TooMany {
            what: "levels",
            limit: MAX_DEPTH
        }
    );
    let many = day_of(&"<Valute/>".repeat(MAX_ROWS + 1));
    let limited = Err(RateError::TooMany {
        what: "rows",
        limit: MAX_ROWS,
    });
    assert_eq!(cbr::daily(plain(&many)), limited);
    let many: Vec<String> = (0..=MAX_ROWS).map(|it| format!("\"{it}\":{{}}")).collect();
    let many = format!(
        "{{\"Date\":\"2025-10-14\",\"Valute\":{{{}}}}}",
        many.join(",")
    );
    assert_eq!(mirror::daily(plain(many.as_bytes())), limited);
    let deep = format!("{{\"Date\":{}", "[".repeat(100_000));
    assert!(mirror::daily(plain(deep.as_bytes())).is_err());
    // Escapes that need no declaration are read.
    let day = cbr::daily(plain(&day_of(
        &row("USD", "1", "80").replace("Имя", "A &amp; &#1041;"),
    )))
    .unwrap();
    assert_eq!(day.rows[0].name, "A & Б");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_a_parser_panic(
        fixture in 0usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = [
            DAY_2024,
            include_bytes!("../../fixtures/cbr_history_cny.xml"),
            include_bytes!("../../fixtures/mirror_2025-10-14.json"),
            include_bytes!("../../fixtures/ecb_2025-10-14.xml"),
        ][fixture].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1));
        cbr::daily(plain(&bytes)).ok();
        cbr::history(plain(&bytes)).ok();
        mirror::daily(plain(&bytes)).ok();
        ecb::days(plain(&bytes)).ok();
    }
}

//! Bad input: every fault by name, all at once, and nothing that stops the program.

use std::io::Write;
use std::process::{Command, Stdio};

use oferta_pricing::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

fn good() -> Value {
    json!({
        "currency": "EUR", "vat_rate": "0.22", "rates": {"USD": {"per_quote_unit": "1.16"}},
        "terms": {}, "costs": [{"name": "freight", "amount": "10", "leg": "before_border"}],
        "lines": [{"id": "a", "quantity": "2", "unit_price": "10", "currency": "USD"}, {"id": "b", "quantity": "1", "unit_price": "5"}],
    })
}

/// The faults of a quote with one value put in place.
fn faults(pointer: &str, value: Value) -> Vec<String> {
    let mut quote = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = quote.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        parent => parent[name] = value,
    }
    told(quote.to_string().as_bytes())
}

fn told(text: &[u8]) -> Vec<String> {
    let faults = match read(text) {
        Ok(input) => price(&input).err().unwrap_or_default(),
        Err(faults) => faults,
    };
    let say = |f: &Fault| {
        format!(
            "{} {} {}",
            f.line.as_deref().unwrap_or("-"),
            f.field,
            f.key.name()
        )
    };
    faults.iter().map(say).collect()
}

#[test]
fn every_rule_names_line_and_field() {
    let check = |pointer: &str, value: Value, expected: &str| {
        assert_eq!(faults(pointer, value), [expected], "{pointer}")
    };
    check("/lines/0/quantity", json!("0"), "a quantity not_positive");
    check("/lines/0/quantity", json!("-1"), "a quantity not_positive");
    check(
        "/lines/0/unit_price",
        json!("-0.01"),
        "a unit_price negative",
    );
    check("/lines/0/sale_price", json!("-1"), "a sale_price negative");
    check(
        "/lines/0/discount",
        json!("1.01"),
        "a discount out_of_range",
    );
    check(
        "/lines/0/supplier_discount",
        json!("-0.1"),
        "a supplier_discount out_of_range",
    );
    check(
        "/lines/0/supplier_vat",
        json!("1.0000000001"),
        "a supplier_vat out_of_range",
    );
    check("/lines/0/vat_rate", json!("22"), "a vat_rate out_of_range");
    check("/lines/0/weight_kg", json!("-1"), "a weight_kg negative");
    check("/lines/0/duty_rate", json!("-1"), "a duty_rate negative");
    check(
        "/lines/0/excise_per_kg",
        json!("-1"),
        "a excise_per_kg negative",
    );
    check(
        "/lines/0/internal_markup",
        json!("-1"),
        "a internal_markup negative",
    );
    check("/lines/0/markup", json!("-1.5"), "a markup out_of_range");
    check("/lines/0/currency", json!("GBP"), "a currency no_rate");
    check(
        "/lines/0/currency",
        json!("usd"),
        "a currency unknown_currency",
    );
    check(
        "/lines/0/sale_currency",
        json!("GBP"),
        "a sale_currency no_rate",
    );
    check("/lines/0/id", json!("b"), "b id duplicate_id");
    check("/lines/0/id", json!(""), "#1 id required");
    check(
        "/lines/0/id",
        json!("x".repeat(1001)),
        &format!("{} id text_too_long", "x".repeat(80)),
    );
    check(
        "/lines/0/alternative_of",
        json!("z"),
        "a alternative_of unknown_line",
    );
    check(
        "/lines/0/alternative_of",
        json!("a"),
        "a alternative_of alternative_cycle",
    );
    check("/lines/0/quantity", json!(2), "a quantity wrong_type");
    check(
        "/lines/0/quantity",
        json!("1e3"),
        "a quantity not_a_decimal",
    );
    check(
        "/lines/0/quantity",
        json!("NaN"),
        "a quantity not_a_decimal",
    );
    check(
        "/lines/0/quantity",
        json!("1_000"),
        "a quantity not_a_decimal",
    );
    check(
        "/lines/0/quantity",
        json!("0.00000000000000000000000000001"),
        "a quantity not_a_decimal",
    );
    check("/lines/0/quantity", Value::Null, "a quantity required");
}

#[test]
fn every_rule_of_the_header_names_its_field() {
    let check = |pointer: &str, value: Value, expected: &str| {
        assert_eq!(faults(pointer, value), [expected], "{pointer}")
    };
    check("/incoterms", json!("XYZ"), "- incoterms unknown_value");
    check("/deal", json!("gift"), "- deal unknown_value");
    check("/policy", json!("guess"), "- policy unknown_value");
    check(
        "/seller_region",
        json!("Russia"),
        "- seller_region unknown_value",
    );
    check("/minor_units", json!("5"), "- minor_units out_of_range");
    check("/minor_units", json!(2.5), "- minor_units wrong_type");
    check("/currency", json!("EURO"), "- currency unknown_currency");
    check("/currency", Value::Null, "- currency required");
    check("/vat_rate", json!("-0.1"), "- vat_rate out_of_range");
    check("/markup", json!("-2"), "- markup out_of_range");
    check(
        "/terms/client_advance",
        json!("1.1"),
        "- terms.client_advance out_of_range",
    );
    check(
        "/terms/milestones",
        json!("0.5"),
        "- terms.client_advance advances_exceed_one",
    );
    check(
        "/terms/delivery_days",
        json!("-1"),
        "- terms.delivery_days negative",
    );
    check(
        "/terms/loan_rate",
        json!("-1"),
        "- terms.loan_rate out_of_range",
    );
    check(
        "/terms/kickback",
        json!("1"),
        "- terms.kickback unknown_field",
    );
    check(
        "/rates/CNY",
        json!({"value": "80", "nominal": "0"}),
        "- rates.CNY.nominal not_positive",
    );
    check(
        "/rates/USD",
        json!({"per_quote_unit": "-1"}),
        "- rates.USD.per_quote_unit not_positive",
    );
    check(
        "/rates/EUR",
        json!({"per_quote_unit": "2"}),
        "- rates.EUR not_one",
    );
    check(
        "/rates/RUB",
        json!({"value": "2", "nominal": "1"}),
        "- rates.RUB not_one",
    );
    check(
        "/rates/dollar",
        json!({"per_quote_unit": "2"}),
        "- rates.dollar unknown_currency",
    );
    check(
        "/costs/0",
        json!({"amount": "-1", "leg": "after_border"}),
        "- costs.1.amount negative",
    );
    check("/costs/0", json!({"amount": "1"}), "- costs.1.leg required");
    check(
        "/discount",
        json!({"rate": "2"}),
        "- discount.rate out_of_range",
    );
    check(
        "/discount",
        json!({"amount": "1000"}),
        "- discount.amount discount_too_large",
    );
    check("/discount", json!({}), "- discount.rate required");
    check(
        "/commission",
        json!({"amount": "-1", "party": "Agent"}),
        "- commission.amount negative",
    );
    check(
        "/commission",
        json!({"amount": "1"}),
        "- commission.party required",
    );
    check(
        "/commission",
        json!({"rate": "0.01", "party": " "}),
        "- commission.party required",
    );
    for rate in [
        "loan_rate",
        "agent_fee_rate",
        "forex_reserve_rate",
        "insurance_rate",
    ] {
        check(
            &format!("/terms/{rate}"),
            json!("1.01"),
            &format!("- terms.{rate} out_of_range"),
        );
    }
    check(
        "/commission",
        json!({"amount": "1", "currency": "GBP", "party": "Agent"}),
        "- commission.currency no_rate",
    );
    check("/lines", json!({}), "- lines wrong_type");
}

#[test]
fn a_commission_of_nothing_needs_no_party() {
    assert!(faults("/commission", json!({"rate": "0"})).is_empty());
}

#[test]
fn faults_do_not_repeat_what_is_endless() {
    let mut quote = good();
    let line = quote["lines"][0].as_object_mut().unwrap();
    line["id"] = json!("я".repeat(500_000));
    for i in 0..996 {
        line.insert(format!("{i}{}", "x".repeat(1_000)), json!("1"));
    }
    let faults = read(quote.to_string().as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 997, "996 fields and the length of the id");
    for fault in &faults {
        assert_eq!(fault.line.as_deref(), Some("я".repeat(80).as_str()));
        assert!(fault.field.len() <= 80, "{}", fault.field);
    }
}

#[test]
fn a_quote_of_nothing_but_unknown_fields_is_given_up_early() {
    let fields: Vec<String> = (0..600).map(|i| format!(r#""{i}":1"#)).collect();
    let line = format!("{{{}}}", fields.join(","));
    let lines = vec![line; 2_000].join(",");
    let text = format!(r#"{{"currency": "EUR", "lines": [{lines}]}}"#);
    let faults = read(text.as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 1_000);
    let places: std::collections::BTreeSet<_> = faults.iter().map(|f| f.line.clone()).collect();
    assert_eq!(places.len(), 2, "of all lines two have so many");
}

#[test]
fn faults_are_collected() {
    let mut quote = good();
    quote["incoterms"] = json!("XXX");
    quote["lines"][0]["quantity"] = json!("0");
    quote["lines"][0]["colour"] = json!("red");
    quote["lines"][1]["unit_price"] = json!("-5");
    let mut told = told(quote.to_string().as_bytes());
    told.sort();
    assert_eq!(
        told,
        [
            "- incoterms unknown_value",
            "a colour unknown_field",
            "a quantity not_positive",
            "b unit_price negative"
        ]
    );
}

#[test]
fn hostile_text_is_refused() {
    let first = |text: &str| told(text.as_bytes()).swap_remove(0);
    for text in [
        "",
        "nonsense",
        "{\"currency\": NaN}",
        "{\"a\": 1e999999999}{",
        "[",
        "\u{0}",
    ] {
        assert_eq!(first(text), "-  syntax", "{text}");
    }
    assert_eq!(told(b"\xff\xfe{}"), ["-  syntax"]);
    assert_eq!(first("[1]"), "-  wrong_type");
    assert_eq!(
        first(r#"{"currency": "EUR", "currency": "USD"}"#),
        "- currency duplicate_field"
    );
    let deep = "[".repeat(1_000_000);
    assert_eq!(first(&deep), "-  syntax");
    let deep = format!(
        r#"{{"currency": "EUR", "deep": {}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(first(&deep), "- deep unknown_field");
    let many = format!(
        r#"{{"currency": "EUR", "lines": [{}1]}}"#,
        "1,".repeat(1_000_000)
    );
    assert!(
        told(many.as_bytes())
            .iter()
            .any(|fault| fault == "- lines too_many_lines")
    );
    assert_eq!(told(&vec![b' '; MAX_BYTES + 1]), ["-  input_too_long"]);
}

fn line(id: usize, quantity: &str, price: &str) -> LineInput {
    LineInput {
        id: id.to_string(),
        quantity: quantity.parse().unwrap(),
        unit_price: price.parse().unwrap(),
        ..LineInput::default()
    }
}

#[test]
fn the_largest_quotes_fit() {
    let mut input = QuoteInput::new(Currency::parse("EUR").unwrap());
    input.vat_rate = Vat::Rate(Decimal::new(22, 2));
    input.markup = Decimal::new(2112, 4);
    input.discount = Some(Discount::Rate(Decimal::new(5, 2)));
    input.terms.insurance_rate = Decimal::new(47, 5);
    input.terms.client_advance = Decimal::new(3, 1);
    input.terms.loan_rate = Decimal::new(25, 2);
    input.terms.delivery_days = Decimal::from(80);
    for i in 0..MAX_LINES {
        let vat = [2i64, 13, 20, 21][i % 4];
        let supplier_vat = Decimal::new(vat, 2);
        input.lines.push(LineInput {
            supplier_vat,
            ..line(i, "1000000", "1000000000000")
        });
    }
    for policy in [Policy::Invoice, Policy::Reference] {
        input.policy = policy;
        let priced = price(&input).unwrap();
        assert!(priced.totals.sums.gross > Decimal::from_scientific("1e22").unwrap());
    }
    input.lines.push(line(MAX_LINES, "1", "1"));
    assert_eq!(
        price(&input).unwrap_err()[0].key,
        FaultKey::TooManyLines(MAX_LINES)
    );
}

/// What the quick numbers cannot tell is computed exactly, also where an amount is shared out over it.
#[test]
fn shares_of_what_is_long_are_exact() {
    let vat = json!({"currency": "EUR", "terms": {}, "costs": [{"amount": "100", "leg": "before_border"}],
    "lines": [
        {"id": "a", "quantity": "1", "unit_price": "10", "supplier_vat": "0.200000000000000000000000001"},
        {"id": "b", "quantity": "1", "unit_price": "10", "supplier_vat": "0.2"},
    ]});
    let large = |price: &str, quantity: &str, eur: &str, cny: &str| {
        json!({"currency": "EUR",
        "rates": {"EUR": {"value": eur, "nominal": "1"}, "CNY": {"value": cny, "nominal": "1"}},
        "costs": [{"amount": "100", "leg": "before_border"}],
        "lines": [
            {"id": "a", "quantity": quantity, "unit_price": price, "currency": "CNY", "supplier_vat": "0.13"},
            {"id": "b", "quantity": quantity, "unit_price": price, "currency": "CNY", "supplier_vat": "0.13"},
        ]})
    };
    for quote in [
        vat,
        large("1000000000000", "1000000", "1", "1000000"),
        large(
            "99999999999.99",
            "1000000",
            "0.010912345678",
            "11.512345678901",
        ),
    ] {
        for policy in ["invoice", "reference"] {
            let mut quote = quote.clone();
            quote["policy"] = json!(policy);
            let priced = price(&read(quote.to_string().as_bytes()).unwrap()).unwrap();
            let parts: Vec<Decimal> = priced
                .lines
                .iter()
                .map(|line| line.freight_to_border.round_dp(6))
                .collect();
            assert_eq!(parts, [Decimal::from(50), Decimal::from(50)], "{quote}");
        }
    }
}

#[test]
fn an_overflow_names_its_line() {
    let mut input = QuoteInput::new(Currency::parse("EUR").unwrap());
    input.lines = vec![
        line(1, "1", "1"),
        line(2, "10000000000000000", "10000000000000000"),
    ];
    let faults = price(&input).unwrap_err();
    assert_eq!(faults[0].line.as_deref(), Some("2"));
    assert_eq!(faults[0].key, FaultKey::Overflow);
}

/// Runs the binary and gives its exit code and what it said.
fn run(input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_price"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program stops reading at its limit, and then the pipe breaks.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        out.status.code().unwrap(),
        text(out.stdout),
        text(out.stderr),
    )
}

#[test]
fn the_binary_answers_or_says_what_is_wrong() {
    let (code, out, err) = run(good().to_string().as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    let result: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(result["lines"][1]["id"], "b");
    let mut bad = good();
    bad["lines"][0]["quantity"] = json!("0");
    bad["lines"][1]["unit_price"] = json!("-5");
    let (code, out, err) = run(bad.to_string().as_bytes());
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "line a: quantity: not_positive: has to be greater than 0\nline b: unit_price: negative: may not be negative\n"
    );
    let (code, _, err) = run(&vec![b' '; 100_000_000]);
    assert_eq!(
        (code, err.as_str()),
        (2, "input_too_long: the input is too long\n")
    );
}

#[test]
fn the_binary_refuses_hostile_input_and_prints_no_result() {
    let with = |change: fn(&mut Value)| {
        let mut input = good();
        change(&mut input);
        input.to_string()
    };
    let deep = "[".repeat(1_000_000);
    for (input, said) in [
        (String::new(), "syntax"),
        ("{\"currency\": NaN}".to_owned(), "syntax"),
        (deep, "syntax"),
        (
            r#"{"currency": "EUR", "currency": "USD"}"#.to_owned(),
            "duplicate_field",
        ),
        (with(|it| it["sudo"] = json!(true)), "unknown_field"),
        (with(|it| it["lines"][1]["id"] = json!("a")), "duplicate_id"),
        (
            with(|it| it["lines"][0]["unit_price"] = json!("1e400")),
            "unit_price",
        ),
        (
            with(|it| it["lines"][0]["unit_price"] = json!("9".repeat(200))),
            "unit_price",
        ),
    ] {
        let (code, out, err) = run(input.as_bytes());
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(said), "{said}: {err}");
        assert!(err.ends_with('\n') && !err.contains("panicked"), "{err}");
    }
}

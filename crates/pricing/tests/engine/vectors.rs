//! The vectors of the specification.

use oferta_pricing::{price, read, write};
use rust_decimal::Decimal;
use serde_json::Value;

/// Amounts that the specification leaves unrounded in one policy or the other.
fn unrounded(name: &str, policy: &str) -> bool {
    let shared = [
        "freight_to_border",
        "freight_after_border",
        "financing",
        "deferral",
        "commission",
    ];
    let fees = ["excise", "agent_fee", "forex_reserve"];
    let header = [
        "revenue_estimate",
        "client_advance",
        "total_outlay",
        "supplier_outlay",
        "supplier_gap",
        "operations_gap",
        "supplier_gap_interest",
        "operations_gap_interest",
        "financing_cost",
        "receivable_gap",
        "deferral_cost",
    ];
    ["purchase", "import_vat", "vat_payable"].contains(&name)
        || header.contains(&name)
        || (policy == "reference" && (shared.contains(&name) || fees.contains(&name)))
}

fn agree(found: &Value, expected: &Value, policy: &str, place: &str) {
    let (found, expected) = (found.as_object().unwrap(), expected.as_object().unwrap());
    let mut names: Vec<&String> = found.keys().collect();
    let mut expected_names: Vec<&String> = expected.keys().collect();
    names.sort();
    expected_names.sort();
    assert_eq!(names, expected_names, "{place}");
    for (name, expected) in expected {
        let (text, expected) = (found[name].as_str().unwrap(), expected.as_str().unwrap());
        if name == "id" {
            assert_eq!(text, expected, "{place}");
            continue;
        }
        let off: Decimal = text.parse::<Decimal>().unwrap() - expected.parse::<Decimal>().unwrap();
        let tolerance = if unrounded(name, policy) {
            Decimal::new(1, 6)
        } else {
            Decimal::ZERO
        };
        assert!(
            off.abs() <= tolerance,
            "{place}: {name} is {text}, not {expected}"
        );
    }
}

#[test]
fn the_vectors_hold() {
    let vectors: Value = serde_json::from_str(include_str!("../../vectors/pricing.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 9);
    for case in cases {
        let input = read(case["input"].to_string().as_bytes()).unwrap();
        let result = write(&input, &price(&input).unwrap());
        let result: Value = serde_json::from_str(&result).unwrap();
        let expected = &case["expected"];
        let (name, policy) = (
            case["name"].as_str().unwrap(),
            expected["policy"].as_str().unwrap(),
        );
        assert_eq!(
            (&result["policy"], &result["currency"]),
            (&expected["policy"], &expected["currency"])
        );
        let (lines, expected_lines) = (
            result["lines"].as_array().unwrap(),
            expected["lines"].as_array().unwrap(),
        );
        assert_eq!(lines.len(), expected_lines.len(), "{name}");
        for (line, expected) in lines.iter().zip(expected_lines) {
            agree(line, expected, policy, name);
        }
        agree(&result["totals"], &expected["totals"], policy, name);
    }
}

//! VAT of a quote and of its lines: a rate, none of their own, or "without VAT".

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::fixture::Desk;
use super::reading::{parts, pdf_text, row_of, sheet, written};

fn edit(desk: &Desk, id: &Value, edits: Value) -> Value {
    desk.ok("quote.edit", json!({"id": id, "edits": edits}))
}

fn get(desk: &Desk, id: &Value) -> Value {
    desk.ok("quote.get", json!({ "id": id }))
}

/// A quote at 22 % with a line that inherits it, one without VAT, and one at 0 %.
fn mixed(desk: &Desk) -> Value {
    let id = desk.quote(&[])["quote"]["id"].clone();
    let customer = desk.customer("Заря");
    let edits = json!([
        {"edit": "header", "set": {"vat_rate": "0.22", "customer_id": customer}},
        {"edit": "insert", "after": null, "lines": [
            {"name": "Насос", "unit_price": "100"},
            {"name": "Лицензия", "unit_price": "50", "vat_rate": "none"},
            {"name": "Вывоз", "unit_price": "10", "vat_rate": "0"},
        ]},
    ]);
    edit(desk, &id, edits);
    id
}

/// The own VAT of every line.
fn own(view: &Value) -> Vec<Value> {
    let lines = view["lines"].as_array().unwrap().iter();
    lines.map(|line| line["vat_rate"].clone()).collect()
}

fn stored() -> Vec<Value> {
    vec![Value::Null, json!("none"), json!("0")]
}

#[test]
fn a_line_without_vat_is_not_one_that_inherits_nor_one_at_nothing() {
    let mut desk = Desk::open();
    let id = mixed(&desk);
    let check = |desk: &Desk| {
        let view = get(desk, &id);
        assert_eq!(own(&view), stored());
        let amounts = |at: usize, name: &str| view["lines"][at]["amounts"][name].clone();
        assert_eq!(amounts(1, "vat_rate"), Value::Null);
        assert_eq!(
            (amounts(1, "vat"), amounts(1, "gross")),
            (json!("0"), json!("50"))
        );
        assert_eq!(amounts(2, "vat_rate"), "0");
        assert_eq!(
            view["totals"]["by_rate"],
            json!([
                {"rate": "0.22", "net": "100", "vat": "22"},
                {"rate": "0", "net": "10", "vat": "0"},
                {"rate": null, "net": "50", "vat": "0"},
            ])
        );
        view["lines"][1]["id"].clone()
    };
    check(&desk);
    desk.restart();
    let line = check(&desk);
    let set = |rate: Value| json!([{"edit": "line", "id": line, "set": {"vat_rate": rate}}]);
    edit(&desk, &id, set(json!("0.1")));
    assert_eq!(get(&desk, &id)["totals"]["vat"], "27");
    desk.ok("history.undo", json!({}));
    check(&desk);
    edit(&desk, &id, set(Value::Null));
    assert_eq!(get(&desk, &id)["totals"]["vat"], "33");
    desk.ok("history.undo", json!({}));
    check(&desk);
    for bad in ["None", "without", "1.01", "-0.1"] {
        let request = json!({"id": id, "edits": set(json!(bad))});
        let field = desk.fails("quote.edit", request).1;
        assert!(field.ends_with("vat_rate"), "{bad}: {field}");
    }
}

#[test]
fn copies_templates_and_revisions_keep_a_line_without_vat() {
    let desk = Desk::open();
    let id = mixed(&desk);
    for refresh in [false, true] {
        let copy = desk.ok("quote.duplicate", json!({"id": id, "refresh": refresh}));
        let copy = get(&desk, &copy["quote"]["quote"]["id"]);
        assert_eq!(own(&copy), stored(), "refresh {refresh}");
        assert_eq!(copy["totals"]["vat"], "22");
    }
    let saved = desk.ok(
        "line_template.save",
        json!({"quote_id": id, "name": "Набор"}),
    );
    let made = desk.ok("quote.create", json!({"template_id": saved["id"]}));
    assert_eq!(own(&made), stored());

    let sent = desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    let line = sent["lines"][1]["id"].clone();
    edit(
        &desk,
        &id,
        json!([{"edit": "line", "id": line, "set": {"vat_rate": null}}]),
    );
    let revision = desk.ok("quote.revisions", json!({ "id": id }))["revisions"][0]["id"].clone();
    let seen = desk.ok("quote.edition", json!({"id": id, "revision_id": revision}));
    assert_eq!(seen["lines"][1]["amounts"]["vat_rate"], Value::Null);
    assert_eq!(seen["totals"]["by_rate"], sent["totals"]["by_rate"]);
    let told = desk.ok(
        "quote.compare",
        json!({"id": id, "from": revision, "only_changes": true}),
    );
    assert_eq!(
        told["lines"][0]["fields"],
        json!([{"field": "vat_rate", "from": "none", "to": null}])
    );
    desk.ok("quote.revert", json!({"id": id, "revision_id": revision}));
    assert_eq!(own(&get(&desk, &id)), stored());
}

#[test]
fn the_documents_and_the_derivation_say_that_a_line_has_no_vat() {
    let desk = Desk::open();
    let id = mixed(&desk);
    let export = |format: &str| {
        let request = json!({"quote_id": id, "format": format});
        written(&desk.ok("document.export", request))
    };
    let pdf = pdf_text(&export("pdf"));
    assert!(pdf.contains("БезНДС") || pdf.contains("безНДС"), "{pdf}");
    assert!(parts(&export("xlsx")).to_lowercase().contains("без ндс"));
    let check = desk.ok("document.validation", json!({ "quote_id": id }));
    let check = written(&check);
    let cells = |name: &str| format!("{:?}", row_of(&sheet(&check, 0), name).1);
    assert!(
        cells("Лицензия").contains("без НДС"),
        "{}",
        cells("Лицензия")
    );
    assert!(!cells("Вывоз").contains("без НДС"));
    let line = get(&desk, &id)["lines"][1]["id"].clone();
    let trace = desk.ok("quote.trace", json!({"id": id, "line_id": line}));
    let steps = trace["steps"].as_array().unwrap();
    assert!(steps.iter().all(|step| step["name"] != "vat"), "{steps:?}");
    let gross = steps.iter().find(|step| step["name"] == "gross").unwrap();
    assert_eq!(gross["value"], "50");
}

#[test]
fn the_terms_tell_the_vat_that_the_quote_would_begin_with() {
    let desk = Desk::open();
    let id = mixed(&desk);
    let begins = |edits: Value| {
        let delta = edit(&desk, &id, edits);
        let view = get(&desk, &id);
        let of = |answer: &Value| answer["terms"]["vat_to_begin_with"].clone();
        assert_eq!(of(&delta), of(&view));
        of(&view)
    };
    let on =
        |day: &str| json!([{"edit": "header", "set": {"quote_date": day, "valid_until": null}}]);
    assert_eq!(
        begins(json!([{"edit": "terms", "set": {"markup": "0.2"}}])),
        "0.22"
    );
    assert_eq!(begins(on("2025-06-01")), "0.2");
    let seller = desk.ok("organisation.get", json!({}))["id"].clone();
    let set = |rate: Value| json!({"id": seller, "set": {"vat_rate": rate}});
    desk.ok("organisation.patch", set(json!("0.05")));
    assert_eq!(begins(on("2026-06-01")), "0.05");
    desk.ok("organisation.patch", set(Value::Null));
    assert_eq!(begins(on("2026-06-02")), Value::Null);
    let rate: Decimal = get(&desk, &id)["quote"]["vat_rate"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(rate, "0.22".parse().unwrap(), "the quote keeps its own");
}

use serde_json::{Value, json};

use super::fixture::{Desk, Mood, start};

#[test]
fn the_sample_workspace_is_complete() {
    let mut desk = Desk::new(Mood::Missing);
    desk.app.shutdown();
    desk.app = start(desk.folder.path(), &desk.double, true);
    let state = desk.state();
    assert_eq!(
        (&state["state"], &state["sample"]),
        (&json!("ready"), &json!(true)),
        "{state}"
    );
    assert_eq!(
        state["history"]["undo"],
        json!(null),
        "nobody undoes the sample"
    );
    let total = |list: &str| desk.ok(list, json!({}))["total"].as_u64().unwrap();
    assert!(total("product.list") >= 400, "{}", total("product.list"));
    assert_eq!(
        (
            total("customer.list"),
            total("quote.list"),
            total("supplier.list")
        ),
        (40, 25, 3)
    );
    let counts = desk.ok("quote.counts", json!({}))["counts"].clone();
    assert!(
        counts
            .as_array()
            .unwrap()
            .iter()
            .all(|c: &Value| c[1].as_u64().unwrap() > 0),
        "{counts}"
    );
    let quotes = desk.ok("quote.list", json!({}))["rows"].clone();
    let templates = desk.ok("template.list", json!({}))["templates"].clone();
    assert_eq!(templates.as_array().unwrap().len(), 2);
    let mut landed = 0;
    for quote in quotes.as_array().unwrap() {
        let view = desk.ok("quote.get", json!({"id": quote["id"]}));
        assert_eq!(view["totals"]["gross"], quote["gross"]);
        assert!(!view["customer"].is_null());
        if !view["terms"].is_null() {
            landed += 1;
            assert_eq!(view["terms"]["missing_rates"], json!([]));
            let margin: f64 = view["totals"]["margin"].as_str().unwrap().parse().unwrap();
            assert!((0.1..0.5).contains(&margin), "{margin}");
        }
    }
    assert_eq!(landed, 3);
}

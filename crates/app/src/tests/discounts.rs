//! What defaults make of drafts behind the back of their discount.

use serde_json::{Value, json};

use super::fixture::Desk;
use super::landed::{edit, get, insert, kinds, landed};

fn defaults(desk: &Desk, markup: &str) {
    desk.ok("terms.set_defaults", json!({"set": {"markup": markup}}));
}

/// A draft that cost 1,000, offered for 1,500 less 1,400, after its markup was taken from it.
fn outgrown(desk: &Desk) -> String {
    defaults(desk, "0.5");
    let lines = insert(json!([{"name": "Кран", "purchase_price": "1000"}]));
    let header = json!({"edit": "header", "set": {"discount_amount": "1400"}});
    let (id, delta) = landed(desk, json!([lines, header]));
    assert_eq!(delta["totals"]["net"], "100");
    defaults(desk, "0");
    id
}

fn listed(desk: &Desk) -> Value {
    desk.ok("quote.list", json!({}))["rows"][0]["gross"].clone()
}

#[test]
fn a_discount_that_outgrew_its_quote_is_left_out_and_said() {
    let desk = Desk::open();
    let id = outgrown(&desk);
    let view = get(&desk, &id);
    assert_eq!(
        (&view["totals"]["net"], &view["quote"]["discount_amount"]),
        (&json!("1000"), &json!("1400"))
    );
    let warning = &view["warnings"][0];
    assert_eq!(
        (&warning["kind"], &warning["params"], &warning["field"]),
        (
            &json!("discount_too_large"),
            &json!({"limit": "1000", "currency": "RUB"}),
            &json!("discount")
        )
    );
    assert_eq!(listed(&desk), view["totals"]["gross"]);
    desk.ok("document.export", json!({"quote_id": id, "format": "xlsx"}));
    // What leaves it so is refused, and what mends it is not.
    let titled = json!({"id": id, "edits": [{"edit": "header", "set": {"title": "Краны"}}]});
    assert_eq!(
        desk.fails("quote.edit", titled),
        ("E5008".into(), "discount_amount".into())
    );
    let mended = json!([{"edit": "header", "set": {"discount_amount": "100"}}]);
    let delta = edit(&desk, &id, mended);
    assert_eq!(delta["totals"]["net"], "900");
    assert!(!kinds(&delta).contains(&"discount_too_large"));
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"], view["totals"]);
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"]["net"], "100");
}

#[test]
fn it_is_not_handed_in_with_such_a_discount() {
    let desk = Desk::open();
    let id = outgrown(&desk);
    let customer = desk.customer("Заря");
    let header = json!({"customer_id": customer, "discount_amount": null});
    edit(&desk, &id, json!([{"edit": "header", "set": header}]));
    defaults(&desk, "0.5");
    edit(
        &desk,
        &id,
        json!([{"edit": "header", "set": {"discount_amount": "1400"}}]),
    );
    defaults(&desk, "0");
    let send = json!({"id": id, "command": "send"});
    assert_eq!(desk.fails("quote.set_status", send).0, "E5008");
}

#[test]
fn a_choice_that_the_discount_does_not_allow_leaves_the_other() {
    let desk = Desk::open();
    let lines = json!([{"name": "Кран", "purchase_price": "1000", "purchase_currency": "RUB", "markup": "0.5"}]);
    let header = json!({"edit": "header", "set": {"discount_amount": "300"}});
    let (id, before) = landed(&desk, json!([insert(lines), header]));
    let rates = json!([{"currency": "EUR", "value": "100"}]);
    let ask = |convert: bool, preview: bool| json!({"id": id, "currency": "EUR", "convert": convert, "preview": preview, "rates": rates});
    let told = desk.ok("quote.set_currency", ask(true, true));
    assert_eq!(
        (&told["keep"], &told["keep_refused"]["code"]),
        (&Value::Null, &json!("E5008"))
    );
    assert_eq!(
        (&told["convert"]["net"], &told["convert_refused"]),
        (&json!("12"), &Value::Null)
    );
    assert_eq!(
        desk.fails("quote.set_currency", ask(false, false)).0,
        "E5008"
    );
    let done = desk.ok("quote.set_currency", ask(true, false));
    assert_eq!(done["delta"]["totals"]["net"], "12");
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"], before["totals"]);
}

#[test]
fn a_copy_says_which_prices_its_discount_does_not_allow() {
    let desk = Desk::open();
    let product =
        desk.product(json!({"name": "Насос", "article": "N", "price": "1000", "currency": "RUB"}));
    let (id, _) = landed(
        &desk,
        json!([
            {"edit": "products", "after": null, "product_ids": [product]},
            {"edit": "header", "set": {"discount_amount": "900"}},
        ]),
    );
    let cheaper = json!({"id": product, "set": {"price": "500"}});
    desk.ok("product.patch", cheaper);
    let copy = |refresh, preview| json!({"id": id, "refresh": refresh, "preview": preview});
    let told = desk.ok("quote.duplicate", copy(true, true));
    assert_eq!(
        (&told["keep"]["net"], &told["keep_refused"]),
        (&json!("100"), &Value::Null)
    );
    assert_eq!(
        (&told["refresh"], &told["refresh_refused"]["code"]),
        (&Value::Null, &json!("E5008"))
    );
    assert_eq!(desk.fails("quote.duplicate", copy(true, false)).0, "E5008");
    let made = desk.ok("quote.duplicate", copy(false, false));
    assert_eq!(made["quote"]["totals"]["net"], "100");
}

#[test]
fn a_draft_comes_out_of_the_bin_with_the_totals_of_now() {
    let desk = Desk::open();
    let lines = insert(json!([{"name": "Кран", "purchase_price": "100"}]));
    let (id, _) = landed(&desk, json!([lines]));
    desk.ok("quote.delete", json!({"ids": [id]}));
    defaults(&desk, "0.5");
    desk.ok("quote.restore", json!({"ids": [id]}));
    assert_eq!(
        (listed(&desk), &get(&desk, &id)["totals"]["gross"]),
        (json!("183"), &json!("183"))
    );
}

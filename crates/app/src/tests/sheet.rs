//! The quote kept in memory is never another than the one in the store.

use serde_json::{Value, json};

use super::fixture::Desk;

/// The quote as it is kept, and as it is read once anything else was written.
fn check(desk: &Desk, id: &str) -> Value {
    let asked = json!({ "id": id });
    let kept = desk.ok("quote.get", asked.clone());
    desk.ok("supplier.create", json!({"set": {"name": "Завод"}}));
    let read = desk.ok("quote.get", asked);
    assert_eq!(kept, read);
    read
}

#[test]
fn every_way_to_change_a_quote_shows_what_is_stored() {
    let desk = Desk::open();
    let quote = desk.quote(&[("1", "10.10"), ("2", "20.20"), ("3", "30.30")]);
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let other = desk.quote(&[("7", "70")]);
    let row = |view: &Value, at: usize| view["lines"][at]["id"].as_str().unwrap().to_owned();
    let edit = |edits: Value| json!({"id": id, "edits": edits});
    let mut view = check(&desk, &id);
    for set in [json!({"quantity": "5"}), json!({"unit_price": "0.335"})] {
        desk.ok(
            "quote.edit",
            edit(json!([{"edit": "line", "id": row(&view, 1), "set": set}])),
        );
        view = check(&desk, &id);
    }
    // A refused edit leaves nothing behind, not even in memory.
    let refused = json!([
        {"edit": "line", "id": row(&view, 0), "set": {"quantity": "9"}},
        {"edit": "line", "id": row(&view, 1), "set": {"quantity": "-1"}},
    ]);
    desk.fails("quote.edit", edit(refused));
    assert_eq!(check(&desk, &id), view);
    desk.ok(
        "quote.edit",
        edit(json!([{"edit": "move", "ids": [row(&view, 2)], "after": null}])),
    );
    check(&desk, &id);
    desk.ok(
        "quote.edit",
        edit(json!([{"edit": "header", "set": {"discount_rate": "0.1"}}])),
    );
    check(&desk, &id);
    desk.ok("quote.get", json!({"id": other["quote"]["id"]}));
    for _ in 0..3 {
        desk.ok("history.undo", json!({}));
        check(&desk, &id);
        desk.ok("history.redo", json!({}));
    }
    desk.ok("quote.delete", json!({"ids": [id]}));
    check(&desk, &id);
    desk.ok("quote.restore", json!({"ids": [id]}));
    check(&desk, &id);
}

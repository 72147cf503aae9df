//! Optional lines and alternatives.

use serde_json::{Value, json};

use super::fixture::Desk;

/// A quote of these lines, with quantity 1, named by their price.
fn quote(desk: &Desk, prices: &[&str]) -> (String, Vec<String>) {
    let id = desk.ok("quote.create", json!({}))["quote"]["id"].clone();
    let lines: Vec<Value> = prices
        .iter()
        .map(|price| json!({"name": price, "unit_price": price}))
        .collect();
    let edits = json!([{"edit": "insert", "after": null, "lines": lines}]);
    let delta = desk.ok("quote.edit", json!({"id": id, "edits": edits}));
    let order = delta["order"].as_array().unwrap().iter();
    let order = order.map(|id| id.as_str().unwrap().to_owned()).collect();
    (id.as_str().unwrap().to_owned(), order)
}

fn edit(desk: &Desk, id: &str, edits: Value) -> Value {
    desk.ok("quote.edit", json!({"id": id, "edits": edits}))
}

/// The rows in order: `name`, of an alternative `name>name of the line it can replace`, of an option `name?`.
fn shown(desk: &Desk, id: &str) -> String {
    let view = desk.ok("quote.get", json!({ "id": id }));
    let lines = view["lines"].as_array().unwrap();
    let name = |id: &Value| {
        let found = lines.iter().find(|line| line["id"] == *id);
        found.map_or("-", |line| line["name"].as_str().unwrap())
    };
    let all = lines.iter().map(|line| {
        let mut text = line["name"].as_str().unwrap().to_owned();
        if line["optional"] == true {
            text.push('?');
        }
        if !line["alternative_of"].is_null() {
            text = format!("{text}>{}", name(&line["alternative_of"]));
        }
        text
    });
    all.collect::<Vec<_>>().join(" ")
}

fn net(desk: &Desk, id: &str) -> Value {
    desk.ok("quote.get", json!({ "id": id }))["totals"]["net"].clone()
}

#[test]
fn several_groups_are_gathered_at_once() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "2", "3", "4", "5", "6"]);
    let [a, b, c, d, e, f] = rows.try_into().unwrap();
    let of = |ids: &[&str], of: &str| json!({"edit": "alternative", "ids": ids, "of": of});
    let delta = edit(&desk, &id, json!([of(&[&f, &d], &a), of(&[&e], &b)]));
    assert_eq!(shown(&desk, &id), "1 4>1 6>1 2 5>2 3");
    // Their own alternatives come along.
    edit(&desk, &id, json!([of(&[&b, &a], &c)]));
    assert_eq!(shown(&desk, &id), "3 1>3 4>3 6>3 2>3 5>3");
    let order = desk.ok("quote.get", json!({ "id": id }))["lines"].clone();
    desk.ok("supplier.create", json!({"set": {"name": "Завод"}}));
    let read = desk.ok("quote.get", json!({ "id": id }))["lines"].clone();
    assert_eq!(order, read, "{delta}");
}

#[test]
fn an_alternative_stands_behind_its_line_and_is_chosen_as_one_step() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20", "300", "4000"]);
    let [a, b, _, d] = rows.clone().try_into().unwrap();
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [d], "of": a}]),
    );
    assert_eq!(shown(&desk, &id), "1 4000>1 20 300");
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [b], "of": d}]),
    );
    assert_eq!(
        shown(&desk, &id),
        "1 4000>1 20>1 300",
        "of an alternative is of its line"
    );
    assert_eq!(net(&desk, &id), "301");
    let view = desk.ok("quote.get", json!({ "id": id }));
    let totals = &view["totals"];
    assert_eq!(
        (
            &totals["lines"],
            &totals["optional_lines"],
            &totals["alternative_lines"]
        ),
        (&json!(2), &json!(2), &json!(2))
    );
    let delta = edit(&desk, &id, json!([{"edit": "choose", "id": b}]));
    assert_eq!(delta["totals"]["net"], "320");
    assert_eq!(shown(&desk, &id), "20 1>20 4000>20 300");
    desk.ok("history.undo", json!({}));
    assert_eq!(
        (shown(&desk, &id).as_str(), net(&desk, &id)),
        ("1 4000>1 20>1 300", json!("301"))
    );
    desk.ok("history.redo", json!({}));
    assert_eq!(shown(&desk, &id), "20 1>20 4000>20 300");
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [a], "of": null}]),
    );
    assert_eq!(
        (shown(&desk, &id).as_str(), net(&desk, &id)),
        ("20 4000>20 1 300", json!("321"))
    );
}

#[test]
fn an_optional_position_stays_optional_whichever_alternative_is_chosen() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20"]);
    edit(
        &desk,
        &id,
        json!([
            {"edit": "line", "id": rows[0], "set": {"optional": true}},
            {"edit": "alternative", "ids": [rows[1]], "of": rows[0]},
            {"edit": "choose", "id": rows[1]},
        ]),
    );
    assert_eq!(
        (shown(&desk, &id).as_str(), net(&desk, &id)),
        ("20? 1>20", json!("0"))
    );
}

#[test]
fn the_first_alternative_follows_a_chosen_line_that_is_removed() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20", "300", "4000"]);
    let group = json!([{"edit": "alternative", "ids": [rows[1], rows[2]], "of": rows[0]}]);
    edit(&desk, &id, group);
    let delta = edit(&desk, &id, json!([{"edit": "delete", "ids": [rows[0]]}]));
    assert_eq!(shown(&desk, &id), "20 300>20 4000");
    assert_eq!(
        (&delta["totals"]["net"], &delta["removed"]),
        (&json!("4020"), &json!([rows[0]]))
    );
    desk.ok("history.undo", json!({}));
    assert_eq!(shown(&desk, &id), "1 20>1 300>1 4000");
    edit(
        &desk,
        &id,
        json!([{"edit": "delete", "ids": [rows[0], rows[1]]}]),
    );
    assert_eq!(shown(&desk, &id), "300 4000");
    desk.ok("history.undo", json!({}));
    edit(
        &desk,
        &id,
        json!([{"edit": "delete", "ids": [rows[0], rows[1], rows[2]]}]),
    );
    assert_eq!(shown(&desk, &id), "4000");
}

#[test]
fn a_group_is_moved_and_copied_as_a_whole() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20", "300", "4000", "50000"]);
    let [a, b, c, d, e] = rows.clone().try_into().unwrap();
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [b], "of": a}, {"edit": "alternative", "ids": [d], "of": c}]),
    );
    assert_eq!(shown(&desk, &id), "1 20>1 300 4000>300 50000");
    // As Alt+Down and Alt+Up ask: over the next row, which the group goes over as a whole.
    let go = |ids: &[&String], after: Option<&String>| {
        edit(
            &desk,
            &id,
            json!([{"edit": "move", "ids": ids, "after": after}]),
        );
        shown(&desk, &id)
    };
    assert_eq!(go(&[&a], Some(&b)), "300 4000>300 1 20>1 50000");
    assert_eq!(go(&[&a], Some(&c)), "1 20>1 300 4000>300 50000");
    assert_eq!(go(&[&e], Some(&c)), "1 20>1 50000 300 4000>300");
    assert_eq!(go(&[&e], Some(&c)), "1 20>1 300 4000>300 50000");
    assert_eq!(
        go(&[&d], Some(&e)),
        "1 20>1 300 4000>300 50000",
        "an alternative stays in its group"
    );
    let line = json!([{"edit": "insert", "after": a, "lines": [{"name": "new"}]}]);
    edit(&desk, &id, line);
    assert_eq!(
        shown(&desk, &id),
        "1 20>1 new 300 4000>300 50000",
        "nothing comes between"
    );
    desk.ok("history.undo", json!({}));

    edit(&desk, &id, json!([{"edit": "duplicate", "ids": [a, b]}]));
    assert_eq!(shown(&desk, &id), "1 20>1 1 20>1 300 4000>300 50000");
    let view = desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(
        view["lines"][3]["alternative_of"], view["lines"][2]["id"],
        "its own copy"
    );
    desk.ok("history.undo", json!({}));
    edit(
        &desk,
        &id,
        json!([{"edit": "duplicate", "ids": [b]}, {"edit": "duplicate", "ids": [c]}]),
    );
    assert_eq!(shown(&desk, &id), "1 20>1 20>1 300 4000>300 300 50000");
    let copy = desk.ok("quote.duplicate", json!({ "id": id }))["quote"]["quote"]["id"].clone();
    assert_eq!(
        shown(&desk, copy.as_str().unwrap()),
        "1 20>1 20>1 300 4000>300 300 50000"
    );
}

#[test]
fn what_cannot_be_an_alternative_is_refused() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20"]);
    let section =
        json!([{"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "S"}]}]);
    let section = edit(&desk, &id, section)["order"][0].clone();
    for edit in [
        json!({"edit": "alternative", "ids": [rows[0]], "of": rows[0]}),
        json!({"edit": "alternative", "ids": [rows[0]], "of": section}),
        json!({"edit": "alternative", "ids": [section], "of": rows[0]}),
        json!({"edit": "choose", "id": rows[0]}),
    ] {
        let request = json!({"id": id, "edits": [edit]});
        assert_eq!(
            desk.fails("quote.edit", request),
            ("E2033".into(), "alternative_of".into()),
            "{edit}"
        );
    }
    // A group joins another with everything it has.
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [rows[1]], "of": rows[0]}]),
    );
    let own =
        json!({"id": id, "edits": [{"edit": "alternative", "ids": [rows[0]], "of": rows[1]}]});
    assert_eq!(desk.fails("quote.edit", own).0, "E2033");
    let line =
        json!([{"edit": "insert", "after": null, "lines": [{"name": "5", "unit_price": "5"}]}]);
    let new = edit(&desk, &id, line)["order"][0].clone();
    edit(
        &desk,
        &id,
        json!([{"edit": "alternative", "ids": [rows[0]], "of": new}]),
    );
    assert_eq!(shown(&desk, &id), "5 1>5 20>5 S");
    assert_eq!(net(&desk, &id), "5");
}

#[test]
fn a_section_leaves_out_what_does_not_count() {
    let desk = Desk::open();
    let (id, rows) = quote(&desk, &["1", "20", "300"]);
    edit(
        &desk,
        &id,
        json!([
            {"edit": "insert", "after": null, "lines": [{"kind": "section", "name": "S"}]},
            {"edit": "alternative", "ids": [rows[1]], "of": rows[0]},
            {"edit": "line", "id": rows[2], "set": {"optional": true}},
        ]),
    );
    let view = desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(view["lines"][0]["amounts"]["net"], "1");
    assert_eq!(
        view["lines"][2]["amounts"]["net"], "20",
        "it is priced on its own"
    );
    for format in ["pdf", "xlsx"] {
        desk.ok("document.export", json!({"quote_id": id, "format": format}));
    }
}

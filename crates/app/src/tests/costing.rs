//! What a landed quote says of its profit, its markups, its VAT and the customs fee.

use serde_json::{Value, json};

use super::fixture::Desk;
use super::landed::{edit, get, insert, kinds, landed};

fn warning<'a>(view: &'a Value, kind: &str) -> &'a Value {
    let warnings = view["warnings"].as_array().unwrap();
    let found = warnings.iter().find(|w| w["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind}: {}", view["warnings"]))
}

#[test]
fn the_profit_of_a_line_without_a_known_cost_is_not_known() {
    let desk = Desk::open();
    let known =
        json!({"name": "Кран", "quantity": "2", "unit_price": "150", "purchase_price": "100"});
    let unknown = json!({"name": "Клапан", "unit_price": "1000"});
    let (id, delta) = landed(
        &desk,
        json!([
            insert(json!([known, unknown])),
            insert(json!([{"kind": "section", "name": "Всё"}]))
        ]),
    );
    let row = |delta: &Value, name: &str| {
        let lines = delta["lines"].as_array().unwrap();
        lines.iter().find(|l| l["name"] == name).unwrap()["amounts"]["landed"].clone()
    };
    let amounts = row(&delta, "Клапан");
    for name in ["profit", "markup", "margin"] {
        assert_eq!(amounts[name], json!(null), "{name}");
    }
    assert_eq!(row(&delta, "Всё")["profit"], "100");
    assert_eq!(row(&delta, "Всё")["markup"], "0.5");
    let totals = &delta["totals"];
    for (name, value) in [
        ("net", json!("1300")),
        ("cost", json!("200")),
        ("profit", json!("100")),
        ("markup", json!("0.5")),
        ("margin", json!("0.333333")),
        ("unknown_cost_lines", json!(1)),
        ("unpriced_lines", json!(0)),
    ] {
        assert_eq!(totals[name], value, "{name}");
    }
    let said = warning(&delta, "profit_unknown");
    assert_eq!(said["field"], "purchase_price");
    let line = said["line_id"].clone();
    let set = json!([{"edit": "line", "id": line, "set": {"purchase_price": "10", "purchase_currency": "USD"}}]);
    let delta = edit(&desk, &id, set);
    assert_eq!(
        warning(&delta, "profit_unknown")["field"],
        "purchase_currency"
    );
    assert_eq!(delta["totals"]["profit"], "100");
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "rate", "currency": "USD", "value": "90"}]),
    );
    assert!(!kinds(&delta).contains(&"profit_unknown"));
    assert_eq!(
        (
            &delta["totals"]["profit"],
            &delta["totals"]["unknown_cost_lines"]
        ),
        (&json!("200"), &json!(0))
    );
    let only = insert(json!([{"name": "Муфта", "unit_price": "5"}]));
    let (_, delta) = landed(&desk, json!([only]));
    assert_eq!(delta["totals"]["profit"], json!(null), "nothing is known");
}

#[test]
fn a_line_without_a_price_is_neither_submitted_nor_sent() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let lines = json!([
        {"name": "Кран", "purchase_price": "100"},
        {"name": "Клапан", "purchase_price": "5", "purchase_currency": "USD"},
        {"name": "Муфта"},
        {"name": "Запас", "optional": true},
        {"name": "Вентиль", "unit_price": "7"},
    ]);
    let header = json!({"edit": "header", "set": {"customer_id": customer}});
    let (id, delta) = landed(&desk, json!([insert(lines), header]));
    assert_eq!(delta["totals"]["unpriced_lines"], 3);
    for command in ["submit", "send"] {
        let answer = desk.rpc("quote.set_status", json!({"id": id, "command": command}));
        let error = &answer["error"];
        assert_eq!(
            (
                &error["code"],
                &error["params"]["count"],
                &error["params"]["lines"]
            ),
            (&json!("E5021"), &json!("2"), &json!("2, 3")),
            "{answer}"
        );
        assert_eq!(error["field"], "lines.1.purchase_price");
    }
    let third = delta["lines"][2]["id"].clone();
    let rate = json!({"edit": "rate", "currency": "USD", "value": "90"});
    let price = json!({"edit": "line", "id": third, "set": {"unit_price": "12"}});
    edit(&desk, &id, json!([rate, price]));
    let view = desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    assert_eq!(view["quote"]["status"], "sent");
}

#[test]
fn a_discount_does_not_get_around_the_least_markup() {
    let desk = Desk::open();
    let lines = json!([
        {"name": "Кран", "purchase_price": "100"},
        {"name": "Клапан", "purchase_price": "100"},
    ]);
    let (id, delta) = landed(
        &desk,
        json!([{"edit": "terms", "set": {"markup": "0.2", "forex_reserve_rate": "0.05"}}, insert(lines)]),
    );
    let low = |delta: &Value| {
        let of = |kind: &str| kinds(delta).iter().filter(|k| **k == kind).count();
        (of("markup_below_minimum"), of("markup_left_below_minimum"))
    };
    assert_eq!(low(&delta), (0, 0), "{}", delta["warnings"]);
    let [line, other] = [0, 1].map(|at| delta["lines"][at]["id"].clone());
    let discount = |value: &str| json!({"edit": "line", "id": line, "set": {"discount": value}});
    // 126 less a tenth, less the cost of 100 and the reserve of 6: 7.4 is below 8 %, however much the reserve adds.
    let delta = edit(&desk, &id, json!([discount("0.1")]));
    assert_eq!(low(&delta), (0, 1));
    let said = warning(&delta, "markup_left_below_minimum");
    assert_eq!(
        said["params"],
        json!({"markup": "0.074", "minimum": "0.08"})
    );
    assert_eq!(
        (&said["line_id"], &said["field"]),
        (&line, &json!("discount"))
    );
    // A discount on the quote is said of the quote, once.
    let header = json!({"edit": "header", "set": {"discount_rate": "0.15"}});
    let delta = edit(&desk, &id, json!([discount("0"), header]));
    assert_eq!(low(&delta), (0, 1));
    let said = warning(&delta, "markup_left_below_minimum");
    assert_eq!(
        (&said["line_id"], &said["field"]),
        (&json!(null), &json!("discount"))
    );
    // A line whose own markup is high enough for the whole quote hides nothing.
    let own = json!({"edit": "line", "id": line, "set": {"markup": "0.09"}});
    let high = json!({"edit": "line", "id": other, "set": {"markup": "2"}});
    let header = json!({"edit": "header", "set": {"discount_rate": "0.02"}});
    let delta = edit(&desk, &id, json!([own, high, header]));
    assert_eq!(low(&delta), (0, 1));
    assert_eq!(
        warning(&delta, "markup_left_below_minimum")["line_id"],
        line
    );
}

#[test]
fn lines_without_weight_are_counted_where_freight_goes_by_weight() {
    let desk = Desk::open();
    let lines = json!([
        {"name": "Кран", "purchase_price": "100", "weight_kg": "2"},
        {"name": "Клапан", "purchase_price": "100"},
        {"name": "Муфта", "purchase_price": "100"},
        {"name": "Запас", "purchase_price": "100", "optional": true},
    ]);
    let (id, delta) = landed(&desk, json!([insert(lines)]));
    assert!(!kinds(&delta).contains(&"weight_missing"), "no freight");
    let freight =
        json!([{"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "50"}}]);
    let delta = edit(&desk, &id, freight);
    let said = warning(&delta, "weight_missing");
    assert_eq!(
        (&said["params"]["count"], &said["field"]),
        (&json!("2"), &json!("weight_kg"))
    );
    let heavy = get(&desk, &id)["lines"][0]["id"].clone();
    let set = json!([{"edit": "line", "id": heavy, "set": {"weight_kg": null}}]);
    let delta = edit(&desk, &id, set);
    assert!(!kinds(&delta).contains(&"weight_missing"), "by value");
}

#[test]
fn the_way_of_the_spreadsheet_says_what_it_leaves_out() {
    let desk = Desk::open();
    let lines = json!([
        {"name": "Кран", "purchase_price": "100"},
        {"name": "Клапан", "purchase_price": "50", "optional": true},
    ]);
    let (id, delta) = landed(&desk, json!([insert(lines)]));
    assert_eq!(
        (
            &delta["totals"]["lines"],
            &delta["totals"]["optional_lines"]
        ),
        (&json!(1), &json!(1))
    );
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "header", "set": {"policy": "reference"}}]),
    );
    assert_eq!(
        (
            &delta["totals"]["lines"],
            &delta["totals"]["optional_lines"],
            &delta["totals"]["net"]
        ),
        (&json!(2), &json!(0), &json!("150"))
    );
    assert_eq!(warning(&delta, "reference_policy")["field"], "policy");
    let line = get(&desk, &id)["lines"][1]["id"].clone();
    let counted = json!([{"edit": "line", "id": line, "set": {"optional": false}}]);
    let delta = edit(&desk, &id, counted);
    assert!(!kinds(&delta).contains(&"reference_policy"));
    let typed =
        json!([{"edit": "line", "id": line, "set": {"unit_price": "70", "purchase_price": null}}]);
    let delta = edit(&desk, &id, typed);
    assert!(kinds(&delta).contains(&"reference_policy"));
    assert!(
        kinds(&delta).contains(&"purchase_price_missing"),
        "a fixed price is of no account"
    );
    assert_eq!(delta["totals"]["unpriced_lines"], 1);
}

#[test]
fn the_vat_of_a_quote_comes_from_the_table_of_its_day() {
    let desk = Desk::open();
    let rates = |view: &Value| view["vat_rates"].clone();
    let plain = desk.quote(&[("1", "100")]);
    assert_eq!(plain["quote"]["vat_rate"], "0.22");
    assert_eq!(rates(&plain), json!(["0.22", "0.1", "0.07", "0.05", "0"]));
    let id = plain["quote"]["id"].as_str().unwrap();
    let dates = json!([{"edit": "header", "set": {"quote_date": "2024-12-01", "valid_until": "2024-12-10"}}]);
    assert_eq!(rates(&edit(&desk, id, dates)), json!(["0.2", "0.1", "0"]));
    let row = |set: Value| desk.ok("dated.create", json!({ "set": set }));
    row(json!({"kind": "vat", "country": "RU", "value": "0.24", "valid_from": "2026-11-01"}));
    row(
        json!({"kind": "vat", "country": "RU", "category": "reduced", "value": "0.12", "valid_from": "2026-12-01"}),
    );
    let standing = |value: &str| {
        let rows = desk.ok("dated.list", json!({"kind": "vat"}))["values"].clone();
        let found = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["value"] == value)
            .unwrap()
            .clone();
        found["standing"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        ["0.2", "0.22", "0.24", "0.1", "0.12"].map(standing),
        ["past", "covered", "now", "now", "future"]
    );
    assert_eq!(
        desk.quote(&[])["quote"]["vat_rate"],
        "0.24",
        "the standard rate of its day"
    );
    let organisation = desk.ok("organisation.get", json!({}))["id"].clone();
    desk.ok(
        "organisation.patch",
        json!({"id": organisation, "set": {"vat_rate": "0.05"}}),
    );
    assert_eq!(
        desk.quote(&[])["quote"]["vat_rate"],
        "0.05",
        "another rate stays"
    );
}

#[test]
fn a_newer_row_is_said_whatever_the_older_one_says() {
    let desk = Desk::open();
    let line =
        json!({"name": "Кран", "purchase_price": "100", "supplier_country": "TR", "markup": "0.2"});
    let dates = json!({"quote_date": "2026-11-20", "valid_until": "2026-12-20"});
    let (id, delta) = landed(
        &desk,
        json!([{"edit": "header", "set": dates}, insert(json!([line]))]),
    );
    let changes = |view: &Value| {
        kinds(view)
            .iter()
            .filter(|k| k.ends_with("changes"))
            .count()
    };
    assert_eq!(changes(&delta), 0);
    for set in [
        json!({"kind": "vat", "country": "RU", "value": "0.24", "valid_from": "2026-12-01"}),
        json!({"kind": "supplier_vat", "country": "TR", "value": "0.25", "valid_from": "2026-12-10"}),
        json!({"kind": "internal_markup", "country": "TR", "region": "RU", "value": "0.05", "valid_from": "2026-12-15"}),
    ] {
        desk.ok("dated.create", json!({ "set": set }));
    }
    let view = get(&desk, &id);
    assert_eq!(changes(&view), 3, "{}", view["warnings"]);
    for (kind, params, field) in [
        (
            "vat_changes",
            json!({"rate": "0.22", "to": "0.24", "date": "2026-12-01"}),
            "vat_rate",
        ),
        (
            "supplier_vat_changes",
            json!({"country": "TR", "from": "0.2", "to": "0.25", "date": "2026-12-10"}),
            "supplier_vat",
        ),
        (
            "internal_markup_changes",
            json!({"country": "TR", "from": "0.02", "to": "0.05", "date": "2026-12-15"}),
            "internal_markup",
        ),
    ] {
        let said = warning(&view, kind);
        assert_eq!((&said["params"], &said["field"]), (&params, &json!(field)));
    }
    let export = json!([{"edit": "terms", "set": {"deal": "export"}}]);
    let view = edit(&desk, &id, export);
    assert!(
        !kinds(&view).contains(&"vat_changes"),
        "what leaves the country bears 0 %"
    );
}

#[test]
fn a_fee_or_a_least_markup_that_changes_before_delivery_is_said() {
    let desk = Desk::open();
    let line = json!({"name": "Насос", "quantity": "10", "purchase_price": "1000", "purchase_currency": "CNY", "supplier_country": "CN"});
    let (id, _) = landed(
        &desk,
        json!([
            {"edit": "header", "set": {"quote_date": "2025-12-20", "valid_until": "2025-12-31"}},
            {"edit": "terms", "set": {"client_advance": "0", "markup": "0.5", "delivery_days": 45}},
            {"edit": "rate", "currency": "CNY", "value": "13"},
            insert(json!([line])),
        ]),
    );
    assert!(
        !kinds(&get(&desk, &id)).contains(&"customs_fee_changes"),
        "none is counted yet"
    );
    let view = edit(&desk, &id, json!([{"edit": "customs_fee", "name": "Сбор"}]));
    let said = warning(&view, "customs_fee_changes");
    let params = json!({"from": "1067", "to": "1231", "date": "2026-01-01"});
    assert_eq!(
        (&said["params"], &said["field"]),
        (&params, &json!("costs"))
    );
    assert!(!kinds(&view).contains(&"minimum_markup_changes"));
    for (value, from) in [("0.07", "2025-01-01"), ("0.09", "2026-01-15")] {
        let set = json!({"kind": "minimum_markup", "terms": "postpaid", "deal": "supply", "value": value, "valid_from": from});
        desk.ok("dated.create", json!({ "set": set }));
    }
    let said = warning(&get(&desk, &id), "minimum_markup_changes").clone();
    let params = json!({"from": "0.07", "to": "0.09", "date": "2026-01-15"});
    assert_eq!(
        (&said["params"], &said["field"]),
        (&params, &json!("markup"))
    );
    let soon = json!([{"edit": "terms", "set": {"delivery_days": 0}}]);
    let view = edit(&desk, &id, soon);
    assert!(
        !kinds(&view)
            .iter()
            .any(|kind| kind.ends_with("fee_changes"))
    );
}

#[test]
fn the_customs_fee_is_put_among_the_costs_on_demand() {
    let desk = Desk::open();
    let china = json!({"name": "Насос", "quantity": "10", "purchase_price": "1000", "purchase_currency": "CNY", "supplier_country": "CN"});
    let home = json!({"name": "Кран", "purchase_price": "900000", "supplier_country": "RU"});
    let (id, delta) = landed(&desk, json!([insert(json!([china, home]))]));
    let fee = |view: &Value| view["terms"]["customs_fee"].clone();
    assert_eq!(
        fee(&delta),
        json!({"customs_value": null, "fee": null, "cost_id": null})
    );
    let add = json!({"id": id, "edits": [{"edit": "customs_fee", "name": "Таможенный сбор"}]});
    assert_eq!(desk.fails("quote.edit", add.clone()).0, "E5021");
    let rate = json!({"edit": "rate", "currency": "CNY", "value": "13"});
    let freight =
        json!({"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "10326"}});
    let delta = edit(&desk, &id, json!([rate, freight]));
    // 130,000 with an internal markup of 2 %, and its share of the freight by value; the valve from home is not declared.
    let value = fee(&delta)["customs_value"]
        .as_str()
        .unwrap()
        .parse::<f64>()
        .unwrap();
    assert!(
        (value - (132_600.0 + 10_326.0 * 130_000.0 / (130_000.0 + 900_000.0 / 1.22))).abs() < 0.01,
        "{value}"
    );
    assert_eq!(fee(&delta)["fee"], "1231");
    assert_eq!(
        delta["terms"]["costs"].as_array().unwrap().len(),
        1,
        "never silently"
    );
    let delta = desk.ok("quote.edit", add.clone());
    let costs = delta["terms"]["costs"].as_array().unwrap();
    assert_eq!(
        (
            &costs[1]["name"],
            &costs[1]["amount"],
            &costs[1]["currency"],
            &costs[1]["leg"]
        ),
        (
            &json!("Таможенный сбор"),
            &json!("1231"),
            &json!("RUB"),
            &json!("after_border")
        )
    );
    assert_eq!(
        (&fee(&delta)["cost_id"], &fee(&delta)["customs_value"]),
        (&costs[1]["id"], &json!(value.to_string()))
    );
    let more = |quantity: &str| {
        let line = get(&desk, &id)["lines"][0]["id"].clone();
        edit(
            &desk,
            &id,
            json!([{"edit": "line", "id": line, "set": {"quantity": quantity}}]),
        )
    };
    let delta = more("100");
    assert_eq!(fee(&delta)["fee"], json!(null), "a gap of the table");
    let refused = desk.rpc("quote.edit", add.clone());
    assert_eq!(refused["error"]["code"], "E5022", "{refused}");
    assert_eq!(refused["error"]["params"]["date"], "2026-11-20");
    let delta = more("380");
    assert_eq!(
        (&fee(&delta)["fee"], &delta["terms"]["costs"][1]["amount"]),
        (&json!("21344"), &json!("1231"))
    );
    let delta = desk.ok("quote.edit", add.clone());
    let costs = delta["terms"]["costs"].as_array().unwrap();
    assert_eq!(
        (costs.len(), &costs[1]["amount"]),
        (2, &json!("21344")),
        "brought up to date, not twice"
    );
    let copy = desk.ok("quote.duplicate", json!({ "id": id }));
    assert_eq!(
        copy["terms"]["customs_fee"]["cost_id"],
        copy["terms"]["costs"][1]["id"]
    );
    edit(
        &desk,
        &id,
        json!([{"edit": "cost_delete", "ids": [costs[1]["id"]]}]),
    );
    let delta = desk.ok("quote.edit", add.clone());
    assert_eq!(
        delta["terms"]["costs"].as_array().unwrap().len(),
        2,
        "a removed one comes back"
    );
    let exw = json!([{"edit": "terms", "set": {"incoterms": "EXW"}}]);
    assert_eq!(
        fee(&edit(&desk, &id, exw)),
        json!(null),
        "the buyer declares"
    );
    assert_eq!(desk.fails("quote.edit", add).0, "E5002");
}

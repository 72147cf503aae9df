use serde_json::{Value, json};

use super::fixture::Desk;

/// A quote that is priced from cost, with what is edited into it.
pub(super) fn landed(desk: &Desk, edits: Value) -> (String, Value) {
    let id = desk.ok("quote.create", json!({}))["quote"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut all = vec![json!({"edit": "terms", "set": {}})];
    all.extend(edits.as_array().unwrap().iter().cloned());
    let delta = desk.ok("quote.edit", json!({"id": id, "edits": all}));
    (id, delta)
}

pub(super) fn edit(desk: &Desk, id: &str, edits: Value) -> Value {
    desk.ok("quote.edit", json!({"id": id, "edits": edits}))
}

pub(super) fn get(desk: &Desk, id: &str) -> Value {
    desk.ok("quote.get", json!({ "id": id }))
}

pub(super) fn kinds(view: &Value) -> Vec<&str> {
    let warnings = view["warnings"].as_array().unwrap();
    warnings
        .iter()
        .map(|w| w["kind"].as_str().unwrap())
        .collect()
}

pub(super) fn insert(lines: Value) -> Value {
    json!({"edit": "insert", "after": null, "lines": lines})
}

/// The first vector of the pricing specification: valves of 9.40 EUR net, sold in EUR.
fn vector(desk: &Desk) -> (String, Value) {
    landed(
        desk,
        json!([
            {"edit": "header", "set": {"currency": "EUR", "vat_rate": "0.22"}},
            {"edit": "terms", "set": {
                "markup": "0.2112", "client_advance": "0.5", "delivery_days": 80, "deferral_days": 10,
                "agent_fee_rate": "0.02", "loan_rate": "0.25", "forex_reserve_rate": "0.03",
                "insurance_rate": "0.00047",
            }},
            {"edit": "cost_insert", "after": null, "set": {"name": "До границы", "amount": "3250"}},
            {"edit": "cost_insert", "after": null, "set": {"name": "После", "amount": "2200", "leg": "after_border"}},
            insert(json!([{
                "name": "Клапан", "quantity": "8000", "purchase_price": "9.40", "price_includes_vat": false,
                "supplier_vat": "0", "internal_markup": "0.04", "duty_rate": "0.05",
            }])),
        ]),
    )
}

#[test]
fn a_landed_quote_has_the_numbers_of_the_specification() {
    let desk = Desk::open();
    let (id, delta) = vector(&desk);
    let amounts = &delta["lines"][0]["amounts"];
    assert_eq!(
        (
            &amounts["unit_price"],
            &amounts["landed"]["cost"],
            &amounts["landed"]["line"]["unit_gross"]
        ),
        (&json!("13.6"), &json!("85893.55"), &json!("16.59"))
    );
    let totals = &delta["totals"];
    for (name, value) in [
        ("net", "108800"),
        ("vat", "23936"),
        ("gross", "132736"),
        ("cost", "85893.55"),
        ("profit", "22906.45"),
        ("markup", "0.266684"),
        ("margin", "0.210537"),
    ] {
        assert_eq!(totals[name], value, "{name}");
    }
    assert_eq!(
        desk.ok("quote.list", json!({}))["rows"][0]["gross"],
        "132736"
    );
    assert_eq!(get(&desk, &id)["totals"], *totals);
    let line = &delta["lines"][0]["id"];
    let trace = desk.ok("quote.trace", json!({"id": id, "line_id": line}));
    let step = |name: &str| {
        let steps = trace["steps"].as_array().unwrap();
        steps.iter().find(|s| s["name"] == name).unwrap()["value"].clone()
    };
    assert_eq!(
        (step("purchase"), step("cost"), step("unit_price")),
        (json!("75200"), json!("85893.55"), json!("13.6"))
    );
    assert_eq!(
        desk.fails("quote.trace", json!({"id": id, "line_id": "nobody"}))
            .0,
        "E3006"
    );
}

#[test]
fn a_plain_quote_shows_none_of_it() {
    let desk = Desk::open();
    let view = desk.quote(&[("10", "1234.50")]);
    assert_eq!((&view["terms"], kinds(&view).len()), (&json!(null), 0));
    let line = view["lines"][0].as_object().unwrap();
    let mut keys: Vec<&str> = line.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "amounts",
            "article",
            "brand",
            "calculated",
            "discount",
            "hs_code",
            "id",
            "kind",
            "name",
            "note",
            "optional",
            "pos",
            "product_id",
            "quantity",
            "quote_id",
            "unit",
            "unit_price",
            "vat_rate",
            "weight_kg",
        ]
    );
    let amounts = line["amounts"].as_object().unwrap();
    assert_eq!(amounts.len(), 7, "{amounts:?}");
    assert_eq!(view["totals"].as_object().unwrap().len(), 11);
    let id = &view["quote"]["id"];
    let calculated = json!({"id": id, "edits": [{"edit": "line", "id": line["id"], "set": {"calculated": true}}]});
    assert_eq!(
        desk.fails("quote.edit", calculated),
        ("E5012".into(), "calculated".into())
    );
    let trace = desk.ok("quote.trace", json!({"id": id, "line_id": line["id"]}));
    assert!(!trace["steps"].as_array().unwrap().is_empty());
}

#[test]
fn terms_are_inherited_and_overridden() {
    let desk = Desk::open();
    desk.ok(
        "terms.set_defaults",
        json!({"set": {"markup": "0.1", "commission_rate": "0.02"}}),
    );
    let (id, delta) = landed(&desk, json!([]));
    let resolved = |view: &Value, name: &str| {
        let found = &view["terms"]["resolved"][name];
        (
            found["value"].clone(),
            found["origin"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(
        resolved(&delta, "markup"),
        (json!("0.1"), "organisation".into())
    );
    assert_eq!(
        resolved(&delta, "deal"),
        (json!("supply"), "built_in".into())
    );
    assert_eq!(
        resolved(&delta, "commission_rate"),
        (json!("0.02"), "organisation".into())
    );
    let set = |set: Value| edit(&desk, &id, json!([{"edit": "terms", "set": set}]));
    let delta = set(json!({"margin": "0.2", "commission_amount": "500", "deal": "export"}));
    assert_eq!(resolved(&delta, "markup"), (json!("0.25"), "quote".into()));
    assert_eq!(delta["terms"]["resolved"]["margin"], "0.2");
    assert_eq!(
        resolved(&delta, "commission_rate"),
        (json!(null), "quote".into())
    );
    assert_eq!(resolved(&delta, "deal"), (json!("export"), "quote".into()));
    assert!(kinds(&delta).contains(&"commission_party_missing"));
    let delta = set(json!({"markup": null, "commission_amount": "", "deal": ""}));
    assert_eq!(
        resolved(&delta, "markup"),
        (json!("0.1"), "organisation".into())
    );
    assert_eq!(
        resolved(&delta, "deal"),
        (json!("supply"), "built_in".into())
    );
    for (bad, code, field) in [
        (json!({"margin": "1"}), "E2029", "margin"),
        (
            json!({"client_advance": "0.7", "milestones": "0.4"}),
            "E2030",
            "milestones",
        ),
        (json!({"seller_region": "Russia"}), "E2028", "seller_region"),
        (
            json!({"commission_rate": "0.1", "commission_amount": "1"}),
            "E2031",
            "commission_amount",
        ),
        (json!({"name": "x"}), "E2005", "name"),
        (json!({"incoterms": "CPD"}), "E2004", "incoterms"),
    ] {
        let request = json!({"id": id, "edits": [{"edit": "terms", "set": bad}]});
        assert_eq!(
            desk.fails("quote.edit", request),
            (code.into(), field.into()),
            "{bad}"
        );
    }
    let defaults = desk.ok(
        "terms.set_defaults",
        json!({"set": {"markup": "0.5"}, "costs": [{"name": "Таможня", "amount": "100"}]}),
    );
    assert_eq!(
        (
            &defaults["resolved"]["markup"]["value"],
            &defaults["costs"][0]["amount"]
        ),
        (&json!("0.5"), &json!("100"))
    );
    let view = get(&desk, &id);
    assert_eq!(
        (
            &view["terms"]["resolved"]["markup"]["value"],
            &view["terms"]["costs"]
        ),
        (&json!("0.5"), &json!([]))
    );
    let organisation = json!([{"edit": "template", "id": defaults["own"]["id"]}]);
    assert_eq!(
        edit(&desk, &id, organisation)["terms"]["costs"][0]["amount"],
        "100"
    );
}

#[test]
fn changed_defaults_reach_the_totals_of_drafts_and_not_of_what_was_sent() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let lines = insert(json!([{"name": "Кран", "purchase_price": "100"}]));
    let header = json!({"edit": "header", "set": {"customer_id": customer}});
    let (sent, _) = landed(&desk, json!([lines, header]));
    desk.ok("quote.set_status", json!({"id": sent, "command": "send"}));
    let (draft, _) = landed(&desk, json!([lines]));
    let gross = |id: &str| {
        let rows = desk.ok("quote.list", json!({}))["rows"].clone();
        let row = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["id"] == id)
            .unwrap()
            .clone();
        assert_eq!(get(&desk, id)["totals"]["gross"], row["gross"]);
        row["gross"].clone()
    };
    assert_eq!((gross(&sent), gross(&draft)), (json!("122"), json!("122")));
    desk.ok("terms.set_defaults", json!({"set": {"markup": "0.5"}}));
    assert_eq!((gross(&sent), gross(&draft)), (json!("122"), json!("183")));
    desk.ok("history.undo", json!({}));
    assert_eq!(gross(&draft), json!("122"));
    desk.ok("history.redo", json!({}));
    desk.ok("quote.set_status", json!({"id": sent, "command": "reopen"}));
    assert_eq!(gross(&sent), json!("183"));
}

#[test]
fn a_typed_price_is_kept_until_it_is_calculated_again() {
    let desk = Desk::open();
    let lines = insert(json!([{"name": "Кран", "purchase_price": "100", "markup": "0.3"}]));
    let (id, delta) = landed(&desk, json!([lines]));
    let line = delta["lines"][0]["id"].clone();
    assert_eq!(delta["totals"]["net"], "130");
    let typed = json!([{"edit": "line", "id": line, "set": {"unit_price": "150"}}]);
    let delta = edit(&desk, &id, typed);
    assert_eq!(
        (&delta["lines"][0]["calculated"], &delta["totals"]["net"]),
        (&json!(false), &json!("150"))
    );
    assert_eq!(delta["totals"]["profit"], "50");
    let delta = edit(&desk, &id, json!([{"edit": "recalculate", "ids": [line]}]));
    assert_eq!(
        (&delta["lines"][0]["calculated"], &delta["totals"]["net"]),
        (&json!(true), &json!("130"))
    );
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "line", "id": line, "set": {"margin": "0.5"}}]),
    );
    assert_eq!(
        (&delta["lines"][0]["markup"], &delta["totals"]["net"]),
        (&json!("1"), &json!("200"))
    );
    let off = edit(&desk, &id, json!([{"edit": "terms_off"}]));
    assert_eq!(
        (
            &off["terms"],
            &off["lines"][0]["unit_price"],
            &off["lines"][0]["calculated"],
            &off["totals"]["net"]
        ),
        (&json!(null), &json!("200"), &json!(false), &json!("200"))
    );
    desk.ok("history.undo", json!({}));
    let back = get(&desk, &id);
    assert_eq!(
        (&back["lines"][0]["calculated"], &back["totals"]["cost"]),
        (&json!(true), &json!("100"))
    );
    desk.ok("history.redo", json!({}));
    assert_eq!(get(&desk, &id)["terms"], json!(null));
}

#[test]
fn products_are_bought_and_what_is_missing_is_said() {
    let desk = Desk::open();
    let set = json!({"name": "Huaxin", "country": "CN", "currency": "CNY"});
    let supplier = desk.ok("supplier.create", json!({ "set": set }))["id"].clone();
    let product = |price: Value| {
        desk.product(
            json!({"name": "Valve", "price": price, "currency": "CNY", "supplier_id": supplier}),
        )
    };
    let ids = [product(json!("100")), product(json!(null))];
    let (id, delta) = landed(
        &desk,
        json!([{"edit": "products", "after": null, "product_ids": ids}]),
    );
    assert_eq!(delta["without_price"].as_array().unwrap().len(), 1);
    let line = &delta["lines"][0];
    assert_eq!(
        (
            &line["purchase_currency"],
            &line["supplier_country"],
            &line["calculated"]
        ),
        (&json!("CNY"), &json!("CN"), &json!(true))
    );
    let applied = &line["amounts"]["landed"]["line"];
    assert_eq!(
        (
            &applied["price_includes_vat"],
            &applied["supplier_vat"],
            &applied["internal_markup"],
            &applied["missing"]
        ),
        (
            &json!(false),
            &json!("0.13"),
            &json!("0.02"),
            &json!("rate_missing")
        )
    );
    assert_eq!(delta["terms"]["missing_rates"], json!(["CNY"]));
    assert!(
        kinds(&delta).contains(&"rate_missing")
            && kinds(&delta).contains(&"purchase_price_missing")
    );
    let rate = json!([{"edit": "rate", "currency": "CNY", "value": "113.5", "nominal": "10"}]);
    let delta = edit(&desk, &id, rate);
    assert_eq!(
        (&delta["totals"]["net"], &delta["terms"]["missing_rates"]),
        (&json!("1135"), &json!([]))
    );
    assert!(
        kinds(&delta).contains(&"markup_below_minimum"),
        "{}",
        delta["warnings"]
    );
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "rate", "currency": "CNY", "value": null}]),
    );
    assert_eq!(delta["totals"]["net"], "0");
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"]["net"], "1135");
    for (bad, code) in [
        (
            json!({"edit": "rate", "currency": "RUB", "value": "2"}),
            "E2024",
        ),
        (
            json!({"edit": "rate", "currency": "CNY", "value": "0"}),
            "E2019",
        ),
        (
            json!({"edit": "cost_set", "id": "nobody", "set": {}}),
            "E3006",
        ),
        (
            json!({"edit": "line", "id": line["id"], "set": {"alternative_of": "nobody"}}),
            "E2033",
        ),
    ] {
        assert_eq!(
            desk.fails("quote.edit", json!({"id": id, "edits": [bad]}))
                .0,
            code,
            "{bad}"
        );
    }
    let copy = desk.ok("quote.duplicate", json!({ "id": id }))["quote"].clone();
    assert_eq!(
        (
            &copy["totals"]["net"],
            &copy["terms"]["rates"][0]["nominal"]
        ),
        (&json!("1135"), &json!("10"))
    );
}

#[test]
fn an_alternative_is_offered_and_does_not_count() {
    let desk = Desk::open();
    let view = desk.quote(&[("1", "100"), ("1", "80")]);
    let (id, main, other) = (
        &view["quote"]["id"],
        &view["lines"][0]["id"],
        &view["lines"][1]["id"],
    );
    let of = |line: &Value, main: Value| json!({"edit": "line", "id": line, "set": {"alternative_of": main}});
    let delta = desk.ok(
        "quote.edit",
        json!({"id": id, "edits": [of(other, main.clone())]}),
    );
    assert_eq!(
        (&delta["totals"]["net"], &delta["totals"]["optional_lines"]),
        (&json!("100"), &json!(1))
    );
    let chosen = json!([of(other, json!(null)), of(main, other.clone())]);
    let delta = desk.ok("quote.edit", json!({"id": id, "edits": chosen}));
    assert_eq!(delta["totals"]["net"], "80");
    let copy = desk.ok("quote.duplicate", json!({ "id": id }))["quote"].clone();
    assert_eq!(copy["lines"][1]["alternative_of"], copy["lines"][0]["id"]);
}

#[test]
fn a_change_of_vat_before_the_delivery_is_said() {
    let desk = Desk::open();
    let dates =
        json!({"quote_date": "2025-12-20", "valid_until": "2025-12-28", "vat_rate": "0.20"});
    let (id, delta) = landed(
        &desk,
        json!([
            {"edit": "header", "set": dates},
            insert(json!([{"name": "Кран", "purchase_price": "100", "supplier_country": "RU", "markup": "0.2"}])),
        ]),
    );
    let of = |view: &Value| kinds(view).iter().filter(|k| k.contains("vat")).count();
    assert_eq!(of(&delta), 0, "{}", delta["warnings"]);
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"delivery_days": 4}}]),
    );
    let changes = delta["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["kind"] == "vat_changes");
    let changes: Vec<&Value> = changes.collect();
    assert_eq!(
        changes[0]["params"],
        json!({"rate": "0.2", "to": "0.22", "date": "2026-01-01"})
    );
    let supplier = delta["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|w| w["kind"] == "supplier_vat_changes");
    assert_eq!(supplier.unwrap()["params"]["country"], "RU");
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"delivery_days": 3}}]),
    );
    assert_eq!(of(&delta), 0);
    let plain = desk.quote(&[("1", "1")])["quote"]["id"].clone();
    let late = json!({"quote_date": "2025-12-20", "valid_until": "2026-01-10", "vat_rate": "0.20"});
    let delta = desk.ok(
        "quote.edit",
        json!({"id": plain, "edits": [{"edit": "header", "set": late}]}),
    );
    assert_eq!(
        kinds(&delta),
        ["vat_changes"],
        "a plain quote is warned as well"
    );
}

#[test]
fn dated_tables_are_seeded_once_and_edited() {
    let mut desk = Desk::open();
    let total = |desk: &Desk| {
        desk.ok("dated.list", json!({}))["values"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(total(&desk), 42);
    desk.restart();
    assert_eq!(total(&desk), 42);
    let vat = desk.ok("dated.list", json!({"kind": "vat"}))["values"].clone();
    assert_eq!(vat.as_array().unwrap().len(), 6);
    let ended = desk.ok(
        "dated.set",
        json!({"id": vat[1]["id"], "set": {"valid_until": "2027-12-31"}}),
    );
    assert_eq!(ended["valid_until"], "2027-12-31");
    let new = json!({"kind": "vat", "country": "RU", "value": "0.24", "valid_from": "2028-01-01", "source": "проект"});
    let made = desk.ok("dated.create", json!({ "set": new }));
    desk.ok("dated.delete", json!({"ids": [made["id"]]}));
    assert_eq!(
        desk.ok("dated.list", json!({"bin": true}))["values"][0]["id"],
        made["id"]
    );
    desk.ok("dated.restore", json!({"ids": [made["id"]]}));
    assert_eq!(total(&desk), 43);
    for (set, code, field) in [
        (json!({"value": "0.1"}), "E2010", "kind"),
        (
            json!({"kind": "minimum_markup", "value": "0.1"}),
            "E2010",
            "terms",
        ),
        (json!({"kind": "vat", "value": "2"}), "E2021", "value"),
        (
            json!({"kind": "vat", "value": "0.1", "valid_from": "2026-01-01", "valid_until": "2025-01-01"}),
            "E2032",
            "valid_until",
        ),
    ] {
        assert_eq!(
            desk.fails("dated.create", json!({ "set": set })),
            (code.into(), field.into()),
            "{set}"
        );
    }
    desk.ok("dated.delete", json!({"ids": [vat[0]["id"]]}));
    desk.restart();
    assert_eq!(total(&desk), 42, "what was removed stays removed");
}

#[test]
fn another_currency_converts_or_keeps_the_numbers() {
    let desk = Desk::open();
    let lines = json!([
        {"name": "Кран", "quantity": "3", "unit_price": "1000.55"},
        {"name": "Клапан", "purchase_price": "500", "markup": "0.2"},
    ]);
    let (id, delta) = landed(
        &desk,
        json!([insert(lines), {"edit": "header", "set": {"discount_amount": "100"}}]),
    );
    let ask = |more: Value| {
        let mut request = json!({"id": id, "currency": "EUR", "convert": true});
        request
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        request
    };
    let preview = desk.ok("quote.set_currency", ask(json!({"preview": true})));
    assert_eq!(
        (&preview["convert"], &preview["missing_rates"]),
        (&json!(null), &json!(["EUR"]))
    );
    assert_eq!(
        (&preview["before"], &preview["keep"]["net"]),
        (&delta["totals"], &delta["totals"]["net"])
    );
    assert_eq!(desk.fails("quote.set_currency", ask(json!({}))).0, "E5013");
    let rates = json!([{"currency": "EUR", "value": "91.37"}]);
    let before = get(&desk, &id);
    let preview = desk.ok(
        "quote.set_currency",
        ask(json!({"preview": true, "rates": rates})),
    );
    assert_eq!(get(&desk, &id), before, "a preview writes nothing");
    let done = desk.ok("quote.set_currency", ask(json!({"rates": rates})));
    assert_eq!(done["delta"]["totals"], preview["convert"]);
    let view = get(&desk, &id);
    assert_eq!(
        (
            &view["totals"],
            &view["quote"]["currency"],
            &view["quote"]["discount_amount"]
        ),
        (&preview["convert"], &json!("EUR"), &json!("1.09"))
    );
    assert_eq!(
        (
            &view["lines"][0]["unit_price"],
            &view["lines"][1]["purchase_price"],
            &view["lines"][1]["purchase_currency"]
        ),
        (&json!("10.95"), &json!("500"), &json!("RUB"))
    );
    assert_eq!(view["terms"]["rates"][0]["value"], "91.37");
    desk.ok("history.undo", json!({}));
    assert_eq!(get(&desk, &id)["totals"], before["totals"]);
    let kept = desk.ok("quote.set_currency", json!({"id": id, "currency": "EUR"}));
    assert_eq!(kept["delta"]["totals"]["net"], before["totals"]["net"]);
    assert_eq!(
        desk.fails("quote.set_currency", json!({"id": id, "currency": "евро"}))
            .0,
        "E2024"
    );
}

/// Worked out by hand, at 80 roubles for a euro.
#[test]
fn every_amount_is_converted() {
    let desk = Desk::open();
    let (id, _) = landed(
        &desk,
        json!([
            {"edit": "terms", "set": {"markup": "0.2", "commission_amount": "160", "commission_party": "Агент"}},
            {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "800"}},
            {"edit": "header", "set": {"discount_amount": "100", "vat_rate": "0.22"}},
            insert(json!([
                {"name": "Кран", "quantity": "3", "unit_price": "1004.40"},
                {"name": "Клапан", "purchase_price": "500", "supplier_vat": "0", "weight_kg": "2", "excise_per_kg": "40"},
            ])),
        ]),
    );
    let rates = json!([{"currency": "EUR", "value": "80"}]);
    let asked = json!({"id": id, "currency": "EUR", "convert": true, "rates": rates});
    let done = desk.ok("quote.set_currency", asked);
    let view = get(&desk, &id);
    let (fixed, bought) = (&view["lines"][0], &view["lines"][1]);
    // 1,004.40 / 80 = 12.555, to the cent 12.56.
    assert_eq!(
        (&fixed["unit_price"], &fixed["amounts"]["gross_price"]),
        (&json!("12.56"), &json!("37.68"))
    );
    // 500 / 80 + 800 / 80 + 2 kg x 0.50 = 6.25 + 10 + 1; with a fifth and the 2 EUR of the agent 22.70.
    let landed = &bought["amounts"]["landed"];
    assert_eq!(
        (&bought["excise_per_kg"], &landed["cost"]),
        (&json!("0.5"), &json!("17.25"))
    );
    assert_eq!(bought["amounts"]["unit_price"], "22.7");
    assert_eq!(
        (&bought["purchase_price"], &bought["purchase_currency"]),
        (&json!("500"), &json!("RUB"))
    );
    assert_eq!(view["terms"]["own"]["commission_amount"], "2");
    let cost = &view["terms"]["costs"][0];
    assert_eq!(
        (&cost["amount"], &cost["currency"]),
        (&json!("800"), &json!("RUB")),
        "bought in roubles as before"
    );
    assert_eq!(view["quote"]["discount_amount"], "1.25");
    // 37.68 + 22.70 - 1.25 = 59.13; the discount is shared as 0.78 and 0.47, VAT is 8.12 and 4.89.
    let totals = &view["totals"];
    assert_eq!(
        (
            &totals["net"],
            &totals["vat"],
            &totals["gross"],
            &totals["cost"]
        ),
        (
            &json!("59.13"),
            &json!("13.01"),
            &json!("72.14"),
            &json!("17.25")
        )
    );
    assert_eq!(done["delta"]["totals"], *totals);
}

/// Who is not named gets nothing: the price follows when the party is there.
#[test]
fn a_commission_counts_once_it_has_a_party() {
    let desk = Desk::open();
    let (id, delta) = landed(
        &desk,
        json!([
            {"edit": "terms", "set": {"commission_rate": "0.1"}},
            insert(json!([{"name": "Кран", "purchase_price": "100"}])),
        ]),
    );
    assert_eq!(delta["totals"]["net"], "100");
    assert!(kinds(&delta).contains(&"commission_party_missing"));
    let delta = edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"commission_party": "Агент"}}]),
    );
    assert_eq!(delta["totals"]["net"], "110");
    assert!(!kinds(&delta).contains(&"commission_party_missing"));
}

#[test]
fn a_template_is_saved_loaded_and_undone() {
    let desk = Desk::open();
    let (from, _) = vector(&desk);
    let saved = desk.ok(
        "template.save",
        json!({"quote_id": from, "name": "Клапаны из ЕС"}),
    );
    let template = saved["terms"]["id"].clone();
    assert_eq!(saved["costs"].as_array().unwrap().len(), 2);
    let plain = desk.quote(&[("1", "100")]);
    let id = plain["quote"]["id"].as_str().unwrap();
    assert_eq!(
        desk.fails("template.save", json!({"quote_id": id, "name": "x"}))
            .0,
        "E5012"
    );
    let delta = desk.ok("template.apply", json!({"id": template, "quote_id": id}));
    assert_eq!(delta["terms"]["own"]["markup"], "0.2112");
    assert_eq!(delta["terms"]["costs"].as_array().unwrap().len(), 2);
    desk.ok("history.undo", json!({}));
    let back = get(&desk, id);
    assert_eq!(
        (&back["terms"], &back["totals"]),
        (&json!(null), &plain["totals"])
    );
    desk.ok("history.redo", json!({}));
    assert_eq!(
        get(&desk, id)["terms"]["costs"].as_array().unwrap().len(),
        2
    );
    desk.ok(
        "template.rename",
        json!({"id": template, "name": "Новое имя"}),
    );
    let list = |bin: bool| desk.ok("template.list", json!({ "bin": bin }))["templates"].clone();
    assert_eq!(list(false)[0]["terms"]["name"], "Новое имя");
    assert_eq!(
        desk.fails("template.rename", json!({"id": template, "name": " "}))
            .0,
        "E2010"
    );
    desk.ok("template.delete", json!({"ids": [template]}));
    assert_eq!(
        (list(false), list(true).as_array().unwrap().len()),
        (json!([]), 1)
    );
    desk.ok("template.restore", json!({"ids": [template]}));
    assert_eq!(list(false).as_array().unwrap().len(), 1);
    assert_eq!(
        desk.fails("template.delete", json!({"ids": [from]})).0,
        "E3006",
        "not the terms of a quote"
    );
}

#[test]
fn a_commission_of_a_template_stays_in_the_currency_of_its_quote() {
    let desk = Desk::open();
    let commission = json!({"commission_amount": "5000", "commission_party": "Агент"});
    let (from, _) = landed(&desk, json!([{"edit": "terms", "set": commission}]));
    let saved = desk.ok("template.save", json!({"quote_id": from, "name": "Агент"}));
    let (id, _) = landed(
        &desk,
        json!([{"edit": "header", "set": {"currency": "USD"}}]),
    );
    let asked = json!({"id": saved["terms"]["id"], "quote_id": id});
    let delta = desk.ok("template.apply", asked);
    let resolved = &delta["terms"]["resolved"];
    assert_eq!(
        (
            &resolved["commission_amount"]["value"],
            &resolved["commission_currency"]["value"]
        ),
        (&json!("5000"), &json!("RUB"))
    );
}

#[test]
fn a_commission_of_the_organisation_is_in_its_currency_whatever_the_quote_is_in() {
    let desk = Desk::open();
    let commission = json!({"commission_amount": "5000", "commission_party": "Агент"});
    let set = desk.ok("terms.set_defaults", json!({"set": commission}));
    assert_eq!(set["own"]["commission_currency"], "RUB");
    let dollars = |terms: Value| {
        let line = json!({"name": "Кран", "purchase_price": "1000", "purchase_currency": "USD"});
        let edits = json!([
            {"edit": "header", "set": {"currency": "USD"}},
            {"edit": "rate", "currency": "USD", "value": "80"},
            {"edit": "terms", "set": terms},
            {"edit": "insert", "after": null, "lines": [line]},
        ]);
        landed(&desk, edits).1
    };
    let inherited = dollars(json!({}));
    let resolved = &inherited["terms"]["resolved"];
    assert_eq!(resolved["commission_currency"]["value"], "RUB");
    // 5,000 roubles are 62.50 dollars.
    let typed = json!({"commission_amount": "62.50", "commission_currency": "USD"});
    assert_eq!(inherited["totals"], dollars(typed)["totals"]);
    assert_ne!(
        inherited["totals"],
        dollars(json!({"commission_amount": "0"}))["totals"]
    );
}

#[test]
fn the_costs_of_a_shipment_are_derived_from_their_blocks() {
    let desk = Desk::open();
    let cost = |amount: &str, currency: &str, leg: &str| json!({"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": amount, "currency": currency, "leg": leg}});
    let (id, view) = landed(
        &desk,
        json!([
            {"edit": "rate", "currency": "USD", "value": "92.5"},
            {"edit": "insert", "after": null, "lines": [{"name": "Кран", "purchase_price": "1000"}]},
            cost("1500", "USD", "before_border"),
            cost("200", "USD", "before_border"),
            cost("5000", "RUB", "after_border"),
        ]),
    );
    let asked = json!({"id": id, "line_id": view["lines"][0]["id"]});
    let trace = desk.ok("quote.trace", asked);
    let step = |name: &str| {
        let steps = trace["quote"].as_array().unwrap();
        let step = steps.iter().find(|step| step["name"] == name).unwrap();
        let told = |it: &Value| format!("{} {} {}", it["name"], it["value"], it["currency"]);
        let operands = step["operands"].as_array().unwrap().iter().map(told);
        (
            step["value"].clone(),
            operands.collect::<Vec<_>>().join(", ").replace('"', ""),
        )
    };
    let before = "cost_block 200 USD, cost_block 1500 USD, rates 92.5 USD";
    assert_eq!(
        step("quote.freight_to_border"),
        (json!("157250"), before.to_owned())
    );
    let after = (json!("5000"), "cost_block 5000 RUB".to_owned());
    assert_eq!(step("quote.freight_after_border"), after);
}

#[test]
fn a_revision_is_made_once_and_never_changes() {
    let desk = Desk::open();
    let customer = desk.customer("Заря");
    let (id, delta) = vector(&desk);
    let line = delta["lines"][0]["id"].clone();
    edit(
        &desk,
        &id,
        json!([{"edit": "header", "set": {"customer_id": customer}}]),
    );
    let status = |command: &str| desk.ok("quote.set_status", json!({"id": id, "command": command}));
    let list = || desk.ok("quote.revisions", json!({ "id": id }))["revisions"].clone();
    assert_eq!(list(), json!([]));
    for command in ["submit", "approve", "send"] {
        status(command);
    }
    let revisions = list();
    assert_eq!(
        (
            revisions.as_array().unwrap().len(),
            &revisions[0]["number"],
            &revisions[0]["status"]
        ),
        (1, &json!(1), &json!("submitted"))
    );
    let read = || desk.ok("quote.revision", json!({"id": revisions[0]["id"]}));
    let first = read();
    assert_eq!(first["content"]["totals"]["net"], "108800");
    assert_eq!(
        first["content"]["lines"][line.as_str().unwrap()]["cost"],
        "85893.55"
    );
    status("reopen");
    edit(
        &desk,
        &id,
        json!([{"edit": "terms", "set": {"markup": "0.5"}}]),
    );
    assert_eq!(read(), first);
    let asked = json!({"id": id, "line_id": line, "revision_id": revisions[0]["id"]});
    let trace = desk.ok("quote.trace", asked);
    assert_eq!(trace["as_kept"], true);
    let steps = trace["steps"].as_array().unwrap();
    assert_eq!(
        steps.iter().find(|s| s["name"] == "unit_price").unwrap()["value"],
        "13.6"
    );
    status("send");
    assert_eq!(list()[1]["number"], 2);
    desk.ok("history.undo", json!({}));
    assert_eq!(list().as_array().unwrap().len(), 1);
    desk.ok("history.redo", json!({}));
    assert_eq!(list().as_array().unwrap().len(), 2);
}

#[test]
fn an_edit_of_a_long_landed_quote_gives_what_pricing_it_anew_gives() {
    let mut desk = Desk::open();
    let lines: Vec<Value> = (1..=1_000)
        .map(|i| json!({"name": format!("Кран {i}"), "quantity": "3", "purchase_price": format!("{}.{}", i % 97 + 1, i % 10), "weight_kg": "0.5"}))
        .collect();
    let customer = desk.customer("Заря");
    let (id, delta) = landed(
        &desk,
        json!([
            {"edit": "terms", "set": {"markup": "0.2"}},
            {"edit": "header", "set": {"customer_id": customer}},
            {"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "1000"}},
            insert(json!(lines)),
        ]),
    );
    let line = delta["lines"][500]["id"].clone();
    for set in [
        json!({"discount": "0.1"}),
        json!({"purchase_price": "5000"}),
        json!({"quantity": "7"}),
    ] {
        edit(
            &desk,
            &id,
            json!([{"edit": "line", "id": line, "set": set}]),
        );
    }
    let (edited, page) = (
        get(&desk, &id)["totals"].clone(),
        json!({"id": id, "offset": 400, "limit": 200}),
    );
    let rows = desk.ok("quote.lines", page.clone());
    desk.restart();
    assert_eq!(
        (
            get(&desk, &id)["totals"].clone(),
            desk.ok("quote.lines", page)
        ),
        (edited, rows)
    );
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    let revision = desk.ok("quote.revisions", json!({ "id": id }))["revisions"][0]["id"].clone();
    let bytes = desk
        .ok("quote.revision", json!({ "id": revision }))
        .to_string()
        .len();
    assert!(bytes < 1_500_000, "{bytes}");
}

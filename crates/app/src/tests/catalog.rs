use serde_json::{Value, json};

use super::fixture::Desk;

#[test]
fn requisites_are_checked_at_their_field() {
    let desk = Desk::open();
    let id = desk.customer("Заря");
    let cases = [
        (json!({"inn": "7707083894"}), "E2013", "inn"),
        (json!({"kpp": "12"}), "E2014", "kpp"),
        (json!({"ogrn": "1027700132196"}), "E2015", "ogrn"),
        (json!({"bic": "144525225"}), "E2016", "bic"),
        (
            json!({"bic": "044525225", "account": "40702810900000000001"}),
            "E2017",
            "account",
        ),
        (json!({"email": "not an address"}), "E2018", "email"),
        (json!({"name": "  "}), "E2010", "name"),
        (json!({"name": "x".repeat(1_001)}), "E2011", "name"),
        (json!({"name": "a\u{7}b"}), "E2012", "name"),
        (json!({"colour": "red"}), "E2003", "colour"),
        (json!({"name": 5}), "E2004", "name"),
        (json!({"name": null}), "E2004", "name"),
    ];
    for (set, code, field) in cases {
        assert_eq!(
            desk.fails("customer.patch", json!({"id": id, "set": set})),
            (code.into(), field.into()),
            "{set}"
        );
    }
    let good = json!({"inn": " 7707083893 ", "kpp": "770701001", "ogrn": "1027700132195", "bic": "044525225",
        "account": "40702810138250123017", "corr_account": "30101810400000000225", "email": "a@b.ru"});
    let saved = desk.ok("customer.patch", json!({"id": id, "set": good}));
    assert_eq!(saved["customer"]["inn"], "7707083893");
}

#[test]
fn the_first_contact_is_primary_and_its_removal_hands_over() {
    let desk = Desk::open();
    let id = desk.customer("Заря");
    let contact = |first: &str| {
        let set = json!({"customer_id": id, "first_name": first, "last_name": "Петрова"});
        desk.ok("contact.create", json!({ "set": set }))["id"].clone()
    };
    let (anna, boris) = (contact("Анна"), contact("Борис"));
    let primary =
        || desk.ok("customer.get", json!({"id": id}))["customer"]["primary_contact_id"].clone();
    assert_eq!(primary(), anna);
    assert_eq!(
        desk.ok("customer.list", json!({}))["rows"][0]["contact"],
        "Анна Петрова"
    );
    desk.ok("contact.delete", json!({ "id": anna }));
    assert_eq!(primary(), boris);
    desk.ok("history.undo", json!({}));
    assert_eq!(primary(), anna);

    let other = desk.customer("Другой");
    let foreign = desk.fails(
        "customer.patch",
        json!({"id": other, "set": {"primary_contact_id": anna}}),
    );
    assert_eq!(foreign.0, "E5010");
    assert_eq!(
        desk.fails("contact.create", json!({"set": {"customer_id": id}})),
        ("E2010".into(), "first_name".into())
    );
}

#[test]
fn bin_restore_duplicate_and_undo_work_for_each_kind() {
    let desk = Desk::open();
    let kinds = [
        ("customer", json!({"name": "Заря"})),
        ("supplier", json!({"name": "Заря"})),
        ("product", json!({"name": "Кран", "price": "10.50"})),
    ];
    for (kind, set) in kinds {
        let command = |verb: &str| format!("{kind}.{verb}");
        let made = desk.ok(&command("create"), json!({ "set": set }));
        let id = if kind == "customer" {
            made["customer"]["id"].clone()
        } else {
            made["id"].clone()
        };
        let total = |bin: bool| desk.ok(&command("list"), json!({ "bin": bin }))["total"].clone();
        desk.ok(&command("duplicate"), json!({ "id": id }));
        assert_eq!(total(false), 2, "{kind}");
        let gone = desk.ok(&command("delete"), json!({"ids": [id, id]}));
        assert_eq!(
            (gone["rows"].clone(), total(false), total(true)),
            (json!(1), json!(1), json!(1)),
            "{kind}"
        );
        assert_eq!(
            desk.fails(
                &command("patch"),
                json!({"id": id, "set": {"name": "Новое"}})
            )
            .0,
            "E5009",
            "{kind}"
        );
        desk.ok(&command("restore"), json!({"ids": [id]}));
        assert_eq!(total(true), 0, "{kind}");
        desk.ok("history.undo", json!({}));
        assert_eq!(total(true), 1, "{kind}");
        desk.ok("history.redo", json!({}));
        assert_eq!(total(false), 2, "{kind}");
    }
}

#[test]
fn a_price_is_exact_text() {
    let desk = Desk::open();
    let id = desk.product(json!({"name": "Кран", "price": "1234.500000"}));
    assert_eq!(
        desk.ok("product.get", json!({ "id": id }))["price"],
        "1234.5"
    );
    for (price, code) in [
        (json!(12.5), "E2004"),
        (json!("1e3"), "E2004"),
        (json!("1 234,50"), "E2004"),
        (json!("-1"), "E2020"),
        (json!("0.0000001"), "E2023"),
        (json!("1000000000000.01"), "E2022"),
    ] {
        assert_eq!(
            desk.fails("product.patch", json!({"id": id, "set": {"price": price}})),
            (code.into(), "price".into()),
            "{price}"
        );
    }
    assert_eq!(
        desk.ok("product.patch", json!({"id": id, "set": {"price": null}}))["price"],
        json!(null)
    );
}

#[test]
fn settings_survive_a_restart_and_refuse_nonsense() {
    let mut desk = Desk::open();
    desk.ok(
        "settings.set",
        json!({"theme": "dark", "language": "en", "route": "#/quotes", "screens": {"grid": "x"}}),
    );
    assert_eq!(
        desk.fails("settings.set", json!({"zoom": 500})),
        ("E2009".into(), "zoom".into())
    );
    assert_eq!(
        desk.fails("settings.set", json!({"theme": "pink"})).0,
        "E2009"
    );
    let settings = desk.restart()["settings"].clone();
    assert_eq!(
        (
            &settings["theme"],
            &settings["language"],
            &settings["route"]
        ),
        (&json!("dark"), &json!("en"), &json!("#/quotes"))
    );
}

#[test]
fn a_text_being_typed_survives_a_crash() {
    let mut desk = Desk::open();
    desk.ok(
        "draft.set",
        json!({"place": "quote_line/1/name", "text": "Кран ша"}),
    );
    desk.ok(
        "draft.set",
        json!({"place": "quote_line/2/name", "text": "x"}),
    );
    desk.ok(
        "draft.set",
        json!({"place": "quote_line/2/name", "text": ""}),
    );
    desk.restart();
    let drafts = desk.ok("draft.list", json!({"prefix": "quote_line/"}));
    assert_eq!(
        drafts,
        json!({"drafts": [{"place": "quote_line/1/name", "text": "Кран ша"}], "next": null})
    );
    for row in 1_000..1_500 {
        let place = format!("quote_line/{row}/name");
        desk.ok("draft.set", json!({"place": place, "text": "x"}));
    }
    let first = desk.ok("draft.list", json!({"prefix": "quote_line/"}));
    assert_eq!(first["drafts"].as_array().unwrap().len(), 500);
    let rest = json!({"prefix": "quote_line/", "after": first["next"]});
    let last = desk.ok("draft.list", rest);
    assert_eq!(last["drafts"][0]["place"], "quote_line/1499/name");
    assert_eq!(
        (&last["drafts"][1], &last["next"]),
        (&Value::Null, &Value::Null)
    );
}

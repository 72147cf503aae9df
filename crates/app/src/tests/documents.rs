//! What stands in the documents: the numbers of the screen, and nothing that is for people of the house.

use oferta_domain::entity::QuoteRevision;
use oferta_domain::field::Entity;
use oferta_store::{Step, StoreError, revision as revisions_of};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::fixture::Desk;
use super::reading::{dense, parts, pdf_text, printed, row_of, sheet, written};

fn export(desk: &Desk, id: &Value, format: &str) -> Vec<u8> {
    let request = json!({"quote_id": id, "format": format});
    written(&desk.ok("document.export", request))
}

fn decimal(value: &Value) -> Decimal {
    value
        .as_str()
        .unwrap()
        .parse::<Decimal>()
        .unwrap()
        .normalize()
}

/// A draft priced from cost, with what is edited into it: its id.
fn landed(desk: &Desk, edits: &[Value]) -> Value {
    let id = desk.ok("quote.create", json!({}))["quote"]["id"].clone();
    let mut all = vec![json!({"edit": "terms", "set": {}})];
    all.extend_from_slice(edits);
    desk.ok("quote.edit", json!({"id": id, "edits": all}));
    id
}

#[test]
fn the_documents_have_the_numbers_of_the_screen() {
    let desk = Desk::open();
    let id = desk.quote(&[])["quote"]["id"].clone();
    let lines = json!([
        {"name": "Насос", "quantity": "10", "unit_price": "1234.50"},
        {"name": "Клапан", "quantity": "3", "unit_price": "77.335", "discount": "0.05"},
        {"name": "Фильтр", "quantity": "7", "unit_price": "555.55", "vat_rate": "0.1"},
        {"name": "Муфта", "quantity": "2", "unit_price": "91.17", "optional": true},
    ]);
    let edits = json!([
        {"edit": "insert", "after": null, "lines": lines},
        {"edit": "header", "set": {"discount_rate": "0.03"}},
    ]);
    desk.ok("quote.edit", json!({"id": id, "edits": edits}));
    let view = desk.ok("quote.get", json!({ "id": id }));
    let text = pdf_text(&export(&desk, &id, "pdf"));
    let cells = sheet(&export(&desk, &id, "xlsx"), 0);
    for line in view["lines"].as_array().unwrap() {
        let name = line["name"].as_str().unwrap();
        let amounts = &line["amounts"];
        let price = amounts.get("unit_price").unwrap_or(&line["unit_price"]);
        let shown = [price, &amounts["net"], &amounts["vat"], &amounts["gross"]];
        let (numbers, _) = row_of(&cells, name);
        for amount in shown {
            assert!(
                text.contains(&printed(amount)),
                "{name}: {amount} is not in {text}"
            );
            assert!(
                numbers.contains(&decimal(amount)),
                "{name}: {amount} is not in {numbers:?}"
            );
        }
        assert!(
            numbers.contains(&decimal(&line["quantity"])),
            "{name}: {numbers:?}"
        );
    }
    let totals = &view["totals"];
    assert_eq!(
        totals["gross"], "19019.32",
        "so that the totals are none of the amounts above"
    );
    for (label, amount) in [
        ("Итого без НДС", &totals["net"]),
        ("Итого с НДС", &totals["gross"]),
    ] {
        let both = format!("{}{}", dense(label), printed(amount));
        assert!(text.contains(&both), "{both} is not in {text}");
        let (numbers, _) = row_of(&cells, label);
        assert_eq!(numbers, [decimal(amount)], "{label}");
    }
    for at in totals["by_rate"].as_array().unwrap() {
        assert!(text.contains(&printed(&at["vat"])), "{at} is not in {text}");
    }
}

#[test]
fn an_export_bears_no_vat_anywhere() {
    let desk = Desk::open();
    let id = landed(
        &desk,
        &[
            json!({"edit": "header", "set": {"vat_rate": "0.22"}}),
            json!({"edit": "terms", "set": {
                "deal": "export", "incoterms": "FCA", "markup": "0.25", "client_advance": "0", "supplier_advance": "1",
                "delivery_days": 73, "loan_rate": "0.25",
            }}),
            json!({"edit": "insert", "after": null, "lines": [
                {"name": "Насос", "quantity": "2", "purchase_price": "1000", "supplier_vat": "0"},
                {"name": "Клапан", "quantity": "1", "purchase_price": "500", "supplier_vat": "0", "vat_rate": "0.1"},
            ]}),
        ],
    );
    let view = desk.ok("quote.get", json!({ "id": id }));
    // 2,500 for 73 days at 25 % is 125; the cost 2,625, the price 3,281.25.
    let totals = &view["totals"];
    assert_eq!(
        (&totals["net"], &totals["vat"], &totals["gross"]),
        (&json!("3281.25"), &json!("0"), &json!("3281.25"))
    );
    assert_eq!(
        totals["by_rate"],
        json!([{"rate": "0", "net": "3281.25", "vat": "0"}])
    );
    for line in view["lines"].as_array().unwrap() {
        assert_eq!(line["amounts"]["vat_rate"], "0");
    }
    let line = &view["lines"][0]["id"];
    let trace = desk.ok("quote.trace", json!({"id": id, "line_id": line}));
    let steps = trace["quote"].as_array().unwrap();
    let revenue = steps.iter().find(|s| s["name"] == "quote.revenue_estimate");
    assert_eq!(
        revenue.unwrap()["value"],
        "3125",
        "what the customer pays has no VAT in it"
    );
    let text = pdf_text(&export(&desk, &id, "pdf"));
    let cells = parts(&export(&desk, &id, "xlsx"));
    for wrong in ["22%", "10%", "0.22"] {
        assert!(!text.contains(wrong), "{wrong} in {text}");
    }
    for wrong in [
        "22 %",
        "22\u{a0}%",
        "10\u{a0}%",
        "<v>0.22</v>",
        "<v>0.1</v>",
    ] {
        assert!(!cells.contains(wrong), "{wrong} in {cells}");
    }
    assert!(text.contains("НДС0%"), "{text}");
}

#[test]
fn a_reference_quote_that_is_not_delivered_bears_no_vat() {
    let desk = Desk::open();
    let id = landed(
        &desk,
        &[
            json!({"edit": "header", "set": {"vat_rate": "0.22", "policy": "reference"}}),
            json!({"edit": "terms", "set": {"incoterms": "FCA", "markup": "0.25"}}),
            json!({"edit": "insert", "after": null, "lines": [{"name": "Насос", "purchase_price": "1000"}]}),
        ],
    );
    let view = desk.ok("quote.get", json!({ "id": id }));
    assert_eq!(
        view["totals"]["by_rate"],
        json!([{"rate": "0", "net": "1250", "vat": "0"}])
    );
    assert_eq!(view["lines"][0]["amounts"]["vat_rate"], "0");
}

#[test]
fn the_workbook_that_checks_a_landed_quote_has_inputs_names_and_results() {
    let desk = Desk::open();
    let id = landed(
        &desk,
        &[
            json!({"edit": "header", "set": {"currency": "EUR", "vat_rate": "0.22", "title": "Заказ"}}),
            json!({"edit": "terms", "set": {
                "markup": "0.2112", "client_advance": "0.5", "delivery_days": 80, "deferral_days": 10,
                "agent_fee_rate": "0.02", "loan_rate": "0.25", "forex_reserve_rate": "0.03",
                "insurance_rate": "0.00047",
            }}),
            json!({"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "3250"}}),
            json!({"edit": "cost_insert", "after": null, "set": {"name": "Склад", "amount": "2200", "leg": "after_border"}}),
            json!({"edit": "insert", "after": null, "lines": [{
                "name": "Клапан", "quantity": "8000", "purchase_price": "9.40", "price_includes_vat": false,
                "supplier_vat": "0", "internal_markup": "0.04", "duty_rate": "0.05",
            }]}),
        ],
    );
    let done = desk.ok("document.validation", json!({ "quote_id": id }));
    assert!(done["name"].as_str().unwrap().ends_with(".xlsx"));
    let bytes = written(&done);
    let d = |text: &str| text.parse::<Decimal>().unwrap();
    let (input, calculation, derivation) = (sheet(&bytes, 0), sheet(&bytes, 1), sheet(&bytes, 2));
    for (name, value) in [("Фрахт", "3250"), ("Склад", "2200")] {
        assert_eq!(row_of(&input, name).0, [d(value)], "{name}");
    }
    let (numbers, _) = row_of(&input, "Клапан");
    for value in ["8000", "9.4", "0.04", "0.05", "0.22"] {
        assert!(numbers.contains(&d(value)), "{value} is not in {numbers:?}");
    }
    let (numbers, _) = row_of(&calculation, "Клапан");
    for value in [
        "75200", "78240", "85893.55", "13.6", "108800", "23936", "132736",
    ] {
        assert!(numbers.contains(&d(value)), "{value} is not in {numbers:?}");
    }
    let (apart, _) = row_of(&calculation, "Расхождение");
    assert!(
        apart.len() > 10 && apart.iter().all(Decimal::is_zero),
        "{apart:?}"
    );
    let names: Vec<String> = derivation.rows().map(|row| row[1].to_string()).collect();
    for name in [
        "По всему КП",
        "Ожидаемая выручка",
        "Проценты до поставки",
        "Финансирование, вся поставка",
        "Пошлина",
        "Себестоимость",
    ] {
        assert!(
            names.iter().any(|found| found == name),
            "{name} is not in {names:?}"
        );
    }
    assert_eq!(
        row_of(&derivation, "Себестоимость").0,
        [Decimal::ONE, d("85893.55")]
    );
    let told = |label: &str| {
        let found = derivation.rows().find(|row| row[1] == label);
        found.unwrap()[3].to_string().replace('\u{a0}', " ")
    };
    for (label, operands) in [
        (
            "Цена единицы до резервов",
            "наценка = 21,12 % (задано в КП)",
        ),
        (
            "Контрактная цена единицы",
            "внутренняя наценка = 4 % (задано в строке)",
        ),
        ("Ввозной НДС", "ставка НДС = 22 % (задано в КП)"),
        (
            "Проценты до поставки",
            "срок поставки, дней = 80 (задано в КП)",
        ),
        (
            "Проценты за таможню и логистику",
            "срок кредита на таможню и логистику, дней = 10 (встроено в программу)",
        ),
        ("Σ расходы до границы", "расход поставки «Фрахт» = 3 250,00"),
        (
            "Σ расходы после границы",
            "расход поставки «Склад» = 2 200,00",
        ),
    ] {
        let told = told(label);
        assert!(told.contains(operands), "{label}: {told}");
    }
    let trace = desk.ok(
        "quote.trace",
        json!({"id": id, "line_id": desk.ok("quote.get", json!({ "id": id }))["lines"][0]["id"]}),
    );
    let told = |name: &str| {
        let steps = trace["quote"].as_array().unwrap();
        decimal(&steps.iter().find(|s| s["name"] == name).unwrap()["value"])
    };
    let close = |a: Decimal, b: Decimal| (a - b).abs() < d("0.000001");
    for (name, label) in [
        ("quote.revenue_estimate", "Ожидаемая выручка"),
        ("quote.supplier_gap_interest", "Проценты до поставки"),
        ("quote.financing_cost", "Финансирование, вся поставка"),
    ] {
        let (numbers, _) = row_of(&derivation, label);
        assert!(close(numbers[0], told(name)), "{label}: {numbers:?}");
    }
    desk.fails("document.validation", json!({"quote_id": "none"}));
}

#[test]
fn a_revision_is_derived_and_checked_as_it_was() {
    let desk = Desk::open();
    let id = landed(
        &desk,
        &[
            json!({"edit": "terms", "set": {"markup": "0.25"}}),
            json!({"edit": "cost_insert", "after": null, "set": {"name": "Фрахт", "amount": "300"}}),
            json!({"edit": "insert", "after": null, "lines": [{"name": "Клапан", "quantity": "10", "purchase_price": "100", "price_includes_vat": false}]}),
        ],
    );
    let line = desk.ok("quote.get", json!({ "id": id }))["lines"][0]["id"].clone();
    let set = json!([{"edit": "header", "set": {"customer_id": desk.customer("Заря")}}]);
    desk.ok("quote.edit", json!({"id": id, "edits": set}));
    desk.ok("quote.set_status", json!({"id": id, "command": "send"}));
    let revision = desk.ok("quote.revisions", json!({ "id": id }))["revisions"][0]["id"].clone();
    let edits = json!([
        {"edit": "terms", "set": {"markup": "0.5"}},
        {"edit": "line", "id": line, "set": {"markup": "0.75"}},
    ]);
    desk.ok("quote.edit", json!({"id": id, "edits": edits}));
    let trace = |revision: &Value| {
        let asked = json!({"id": id, "line_id": line, "revision_id": revision});
        desk.ok("quote.trace", asked)
    };
    let step = |trace: &Value, part: &str, name: &str| {
        let steps = trace[part].as_array().unwrap();
        steps.iter().find(|s| s["name"] == name).unwrap().clone()
    };
    let markup = |revision: &Value| {
        let step = step(&trace(revision), "steps", "markup_amount");
        let operand = step["operands"][1].clone();
        (
            operand["value"].clone(),
            operand["origin"].clone(),
            operand["term"].clone(),
        )
    };
    assert_eq!(
        markup(&Value::Null),
        (json!("0.75"), json!("overridden"), Value::Null)
    );
    assert_eq!(
        markup(&revision),
        (json!("0.25"), json!("inherited"), json!("quote"))
    );
    let kept = trace(&revision);
    assert_eq!(
        (&kept["as_kept"], &kept["policy"]),
        (&json!(true), &json!("invoice"))
    );
    let freight = step(&kept, "quote", "quote.freight_to_border");
    assert_eq!(freight["operands"][0]["title"], "Фрахт");

    let check = |revision: &Value| {
        let asked = json!({"quote_id": id, "revision_id": revision});
        let done = desk.ok("document.validation", asked);
        let name = done["name"].as_str().unwrap().to_owned();
        (name, sheet(&written(&done), 2))
    };
    let told = |sheet: &calamine::Range<calamine::Data>| {
        let row = sheet.rows().find(|row| row[1] == "Наценка, сумма");
        row.unwrap()[3].to_string().replace('\u{a0}', " ")
    };
    let (name, now) = check(&Value::Null);
    assert!(
        !name.contains("ред.") && told(&now).contains("наценка = 75 % (задано в строке)"),
        "{name}"
    );
    let (name, as_it_was) = check(&revision);
    assert!(name.ends_with("ред. 1.xlsx"), "{name}");
    assert!(
        told(&as_it_was).contains("наценка = 25 % (задано в КП)"),
        "{}",
        told(&as_it_was)
    );
    let warned =
        |sheet: &calamine::Range<calamine::Data>| format!("{sheet:?}").contains("считает иначе");
    assert!(!warned(&as_it_was));

    // A version that computed otherwise.
    let open = desk.app.workspace().unwrap();
    let changed = open.store.write(open.now_ms(), |tx| {
        let id = revision.as_str().unwrap_or_default();
        let kept = revisions_of::get(tx.conn(), id)?.content;
        let other = kept.replace(r#""cost":"1300""#, r#""cost":"1299""#);
        assert_ne!(other, kept);
        let set = Map::from_iter([("content".to_owned(), Value::from(other))]);
        tx.patch(QuoteRevision::TABLE, id, set)?;
        let step = Step::new("quote.edit", "quote", None, "");
        Ok::<_, StoreError>(((), step))
    });
    changed.unwrap();
    drop(open);
    assert_eq!(trace(&revision)["as_kept"], false);
    assert!(warned(&check(&revision).1));

    let other = desk.quote(&[("1", "100")]);
    for command in ["quote.trace", "document.validation"] {
        let asked = match command {
            "quote.trace" => {
                json!({"id": other["quote"]["id"], "line_id": line, "revision_id": revision})
            }
            _ => json!({"quote_id": other["quote"]["id"], "revision_id": revision}),
        };
        assert_eq!(desk.fails(command, asked).1, "revision_id", "{command}");
    }
}

/// A number as it may be written anywhere: with a point or a comma, a share as a fraction or as per cent.
fn spelled(value: &str) -> Vec<String> {
    let value: Decimal = value.parse().unwrap();
    let percent = (value * Decimal::ONE_HUNDRED).normalize();
    let forms = [value.normalize(), percent].map(|it| it.to_string());
    let comma = forms.clone().map(|it| it.replace('.', ","));
    forms
        .into_iter()
        .chain(comma)
        .filter(|it| it.len() > 4)
        .collect()
}

#[test]
fn nothing_that_is_for_people_of_the_house_leaves_it() {
    let desk = Desk::open();
    let supplier = json!({"name": "ТАЙНЫЙПОСТАВЩИК", "country": "CN", "currency": "CNY"});
    let supplier = desk.ok("supplier.create", json!({ "set": supplier }))["id"].clone();
    let product = desk.product(json!({
        "name": "Насос", "article": "N-1", "price": "7919.37", "currency": "CNY", "supplier_id": supplier,
    }));
    let id = landed(
        &desk,
        &[
            json!({"edit": "rate", "currency": "CNY", "value": "11.5173"}),
            json!({"edit": "terms", "set": {
                "markup": "0.313731", "commission_amount": "4447.77", "commission_party": "ТАЙНЫЙАГЕНТ",
            }}),
            json!({"edit": "cost_insert", "after": null, "set": {"name": "ТАЙНЫЙФРАХТ", "amount": "6661.13"}}),
            json!({"edit": "products", "after": null, "product_ids": [product]}),
        ],
    );
    let view = desk.ok("quote.get", json!({ "id": id }));
    let landed = &view["lines"][0]["amounts"]["landed"];
    let mut secrets: Vec<String> = ["ТАЙНЫЙАГЕНТ", "ТАЙНЫЙФРАХТ"].map(str::to_owned).into();
    let amounts = ["7919.37", "0.313731", "4447.77", "6661.13", "11.5173"];
    let cost = landed["cost"].as_str().unwrap();
    for value in amounts.into_iter().chain([cost]) {
        let spelled = spelled(value);
        assert!(!spelled.is_empty(), "{value} is no mark");
        secrets.extend(spelled);
    }
    // All of them stand in the workbook of the house, so the search would find them.
    let house = written(&desk.ok("document.validation", json!({ "quote_id": id })));
    let house = dense(&parts(&house));
    for mark in [
        "ТАЙНЫЙАГЕНТ",
        "ТАЙНЫЙФРАХТ",
        "7919.37",
        "0.313731",
        "4447.77",
        "6661.13",
        "11.5173",
        cost,
    ] {
        assert!(house.contains(mark), "{mark}");
    }
    for computed in ["profit", "markup", "margin"] {
        secrets.extend(spelled(landed[computed].as_str().unwrap()));
        secrets.extend(spelled(view["totals"][computed].as_str().unwrap()));
    }
    secrets.push("ТАЙНЫЙПОСТАВЩИК".into());
    for language in ["ru", "en"] {
        let set = json!([{"edit": "header", "set": {"language": language}}]);
        desk.ok("quote.edit", json!({"id": id, "edits": set}));
        for format in ["pdf", "xlsx"] {
            let bytes = export(&desk, &id, format);
            let mut all = String::from_utf8_lossy(&bytes).into_owned();
            all.push_str(&match format {
                "pdf" => pdf_text(&bytes),
                _ => dense(&parts(&bytes)),
            });
            for secret in &secrets {
                assert!(
                    !all.contains(secret.as_str()),
                    "{secret} leaves in {format}, {language}"
                );
            }
            assert!(all.contains("N-1"), "the text of {format} is read");
        }
    }
}

use oferta_domain::field::Entity;
use serde::Deserialize;

use super::fixture::{customer, product, step, store};
use crate::list::{INDEXED, ListRequest};
use crate::{Store, StoreError, customer as customers, product as products, quote};

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
}

#[test]
fn no_list_scans_a_whole_table_or_sorts() {
    let (_folder, store) = store();
    store
        .read(|conn| {
            for list in INDEXED {
                for (sql, plan) in list.plans(conn) {
                    let scans = plan
                        .split("; ")
                        .any(|step| step.starts_with("SCAN t") && !step.contains("INDEX"));
                    let sorts = plan.contains("TEMP B-TREE");
                    assert!(!scans && !sorts, "{sql}\n{plan}");
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn no_query_of_what_belongs_to_a_row_sorts() {
    let (_folder, store) = store();
    let queries = [
        crate::terms::queries(),
        crate::rate::queries(),
        crate::dated::queries(),
        crate::revision::queries(),
        crate::quote::queries(),
        crate::line_template::queries(),
        crate::note::queries(),
        crate::attachment::queries(),
        crate::reminder::queries(),
        crate::purge::queries(),
        crate::activity::queries(),
    ];
    for sql in queries.concat() {
        let plan: Vec<String> = store
            .read(|conn| {
                let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let names = vec!["x"; statement.parameter_count()];
                let steps = statement.query_map(rusqlite::params_from_iter(names), |r| r.get(3))?;
                Ok::<_, StoreError>(steps.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        let plan = plan.join("; ");
        let scans = plan
            .split("; ")
            .any(|step| step.starts_with("SCAN") && !step.contains("INDEX"));
        assert!(!scans && !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
    }
}

fn all(store: &Store, request: &ListRequest<'_>) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), None::<String>);
    loop {
        let request = ListRequest {
            after: after.as_deref(),
            limit: 7,
            ..request.clone()
        };
        let page = store
            .read(|conn| products::list::<Named>(conn, &request))
            .unwrap();
        assert!(page.rows.len() <= 7);
        ids.extend(page.rows.into_iter().map(|row| row.id));
        match page.next {
            Some(next) => after = Some(next),
            None => return ids,
        }
    }
}

#[test]
fn pages_show_every_row_once_in_order() {
    let (_folder, store) = store();
    step(&store, |tx| {
        for i in 0..60 {
            let price = (i % 4 != 0).then(|| format!("{}.5", (i * 37) % 11));
            tx.insert(&product(
                &format!("p{i:02}"),
                &format!("A{}", i % 13),
                &format!("Болт М{}", i % 9),
                price.as_deref(),
            ))?;
        }
        Ok(())
    })
    .unwrap();
    for sort in ["", "name", "article", "brand", "price", "updated_at"] {
        let up = all(
            &store,
            &ListRequest {
                sort,
                ..Default::default()
            },
        );
        let mut down = all(
            &store,
            &ListRequest {
                sort,
                descending: true,
                ..Default::default()
            },
        );
        down.reverse();
        assert_eq!(up, down, "{sort}");
        let mut once = up.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 60, "{sort}");
    }
    let by_price = all(
        &store,
        &ListRequest {
            sort: "price",
            ..Default::default()
        },
    );
    assert_eq!(
        by_price[..15]
            .iter()
            .map(|id| id[1..].parse::<u32>().unwrap() % 4)
            .sum::<u32>(),
        0,
        "no price comes first"
    );
    let found = all(
        &store,
        &ListRequest {
            text: "болт м3",
            ..Default::default()
        },
    );
    assert_eq!(found.len(), 7);
}

#[test]
fn a_foreign_cursor_or_sort_is_refused() {
    let (_folder, store) = store();
    for cursor in ["", "x", "[]", "[1]", "[{},1]", "[\"a\",\"b\"]", "null"] {
        let request = ListRequest {
            after: Some(cursor),
            ..Default::default()
        };
        assert!(
            matches!(
                store.read(|conn| products::list::<Named>(conn, &request)),
                Err(StoreError::BadCursor)
            ),
            "{cursor}"
        );
    }
    let request = ListRequest {
        sort: "name; DROP TABLE product",
        ..Default::default()
    };
    assert!(matches!(
        store.read(|conn| products::list::<Named>(conn, &request)),
        Err(StoreError::BadSort(_))
    ));
}

#[test]
fn an_exact_article_comes_first_and_only_once() {
    let (_folder, store) = store();
    step(&store, |tx| {
        tx.insert(&product("p1", "A-100-B", "Кран", None))?;
        tx.insert(&product("p2", "100", "Кран", None))?;
        tx.insert(&product("p3", "1001", "Кран", None))
    })
    .unwrap();
    let found = all(
        &store,
        &ListRequest {
            text: "100",
            ..Default::default()
        },
    );
    assert_eq!(found, ["p2", "p1", "p3"]);
}

#[test]
fn more_exact_matches_than_a_page_holds_are_all_shown_once() {
    for exact in [6, 7, 8, 20] {
        let (_folder, store) = store();
        step(&store, |tx| {
            tx.insert(&product("before", "A-100", "Кран", None))?;
            for i in 0..exact {
                tx.insert(&product(&format!("p{i:02}"), "100", "Кран", None))?;
            }
            tx.insert(&product("after", "1001", "Кран", None))
        })
        .unwrap();
        let found = all(
            &store,
            &ListRequest {
                text: "100",
                ..Default::default()
            },
        );
        let mut expected: Vec<_> = (0..exact).map(|i| format!("p{i:02}")).collect();
        expected.extend(["before".to_owned(), "after".to_owned()]);
        assert_eq!(found, expected);
    }
}

#[test]
fn the_bin_is_searched_apart() {
    let (_folder, store) = store();
    step(&store, |tx| {
        tx.insert(&customer("c1", "Заря"))?;
        tx.insert(&customer("c2", "Заречье"))
    })
    .unwrap();
    step(&store, |tx| {
        tx.delete(oferta_domain::entity::Customer::TABLE, "c1")
    })
    .unwrap();
    let names = |text, bin| {
        let request = ListRequest {
            text,
            bin,
            ..Default::default()
        };
        let page = store
            .read(|conn| customers::list::<Named>(conn, &request))
            .unwrap();
        assert_eq!(page.total as usize, page.rows.len());
        page.rows
            .into_iter()
            .map(|row| row.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("зар", false), ["Заречье"]);
    assert_eq!(names("ЗАР", true), ["Заря"]);
    assert_eq!(names("", true), ["Заря"]);
    assert_eq!(names("заречье", true), Vec::<String>::new());
}

#[test]
fn a_renamed_customer_is_found_in_its_quotes() {
    let (_folder, store) = store();
    store
        .write(super::fixture::NOW, |tx| {
            tx.insert(&customer("c1", "Старое имя"))?;
            tx.conn()
                .execute_batch(
                    "INSERT INTO quote (id, label, title, customer_id, status, currency, policy, quote_date, language,
                       delivery_text, payment_text, note, net, vat, gross, line_count, created_at, updated_at)
                     VALUES ('q1', 'D1-0001', 'Котельная', 'c1', 'draft', 'RUB', 'invoice', '2026-11-20', 'ru', '', '', '', '0', '0', '0', 0, 1, 1)",
                )
                .map_err(StoreError::from)?;
            crate::list::index_row(tx.conn(), "quote", "q1")?;
            Ok::<_, StoreError>(((), crate::Step::new("x.y", "quote", None, "")))
        })
        .unwrap();
    step(&store, |tx| {
        let name = super::fixture::set(&[("name", "Новая вывеска".into())]);
        tx.patch(oferta_domain::entity::Customer::TABLE, "c1", name)
            .map(|_| ())
    })
    .unwrap();
    #[derive(Deserialize)]
    struct Label {
        label: String,
    }
    let found = |text| {
        let request = ListRequest {
            text,
            ..Default::default()
        };
        store
            .read(|conn| quote::list::<Label>(conn, &request))
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.label)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("вывеска котельная"), ["D1-0001"]);
    assert!(found("старое").is_empty());
}

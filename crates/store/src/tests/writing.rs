use oferta_domain::entity::{Customer, Product};
use oferta_domain::field::Entity;
use serde_json::{Value, json};

use super::fixture::{count, customer, local, product, set, step, store};
use crate::history::{self, Direction};
use crate::{Step, Store, StoreError, customer as customers, product as products};

fn groups(store: &Store) -> Vec<(i64, Value)> {
    store
        .read(|conn| {
            let mut statement = conn.prepare("SELECT seq, ops FROM outbox ORDER BY seq")?;
            let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))?;
            Ok::<_, StoreError>(
                rows.map(|r| r.unwrap())
                    .map(|(s, o)| (s, serde_json::from_str(&o).unwrap()))
                    .collect(),
            )
        })
        .unwrap()
}

#[test]
fn a_step_is_rows_outbox_and_activity_together() {
    let (_folder, store) = store();
    step(&store, |tx| {
        tx.insert(&product("p1", "004512", "Кран", Some("1200.50")))
    })
    .unwrap();
    step(&store, |tx| {
        tx.patch(
            Product::TABLE,
            "p1",
            set(&[("price", json!("1180")), ("name", json!("Кран"))]),
        )
        .map(|_| ())
    })
    .unwrap();
    step(&store, |tx| tx.delete(Product::TABLE, "p1")).unwrap();
    let groups = groups(&store);
    assert_eq!(
        groups.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(groups[0].1[0]["ins"]["article"], "004512");
    assert_eq!(groups[0].1[0]["ins"]["price"], "1200.5");
    assert_eq!(
        groups[1].1,
        json!([{"t": "product", "id": "p1", "set": {"price": "1180"}, "was": {"price": "1200.5"}}])
    );
    assert_eq!(
        groups[2].1,
        json!([{"t": "product", "id": "p1", "del": true, "was": {"price": "1180", "currency": "RUB"}}])
    );
    assert_eq!(count(&store, "activity"), 3);
}

#[test]
fn a_failed_step_leaves_nothing_behind() {
    let (_folder, store) = store();
    let failed = step(&store, |tx| {
        tx.insert(&customer("c1", "Первый"))?;
        tx.delete(Customer::TABLE, "nobody")
    });
    assert!(matches!(
        failed,
        Err(StoreError::NotFound {
            table: "customer",
            ..
        })
    ));
    for table in ["customer", "outbox", "activity", "history"] {
        assert_eq!(count(&store, table), 0, "{table}");
    }
}

#[test]
fn a_change_that_changes_nothing_is_not_sent() {
    let (_folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Первый"))).unwrap();
    let done = step(&store, |tx| {
        tx.patch(Customer::TABLE, "c1", set(&[("name", json!("Первый"))]))
            .map(|_| ())
    })
    .unwrap();
    assert_eq!((done.rows, done.history_id), (0, None));
    assert_eq!(count(&store, "outbox"), 1);
}

#[test]
fn a_synced_row_is_never_changed_past_the_outbox() {
    let (_folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Первый"))).unwrap();
    let past = local(&store, |conn| {
        conn.execute("UPDATE customer SET name = 'Второй'", [])?;
        Ok(())
    });
    assert!(past.is_err());
    let name = store
        .read(|conn| customers::get(conn, "c1"))
        .unwrap()
        .0
        .name;
    assert_eq!(name, "Первый");
    step(&store, |tx| {
        tx.patch(Customer::TABLE, "c1", set(&[("name", json!("Третий"))]))
            .map(|_| ())
    })
    .unwrap();
}

#[test]
fn a_bulk_step_is_cut_into_groups_and_undone_as_one() {
    let (_folder, store) = store();
    store
        .write(super::fixture::NOW, |tx| {
            for i in 0..1_201 {
                tx.insert(&product(&format!("p{i}"), &i.to_string(), "Болт", None))?;
            }
            let mut step = Step::new("product.import", "product", None, "список");
            step.bulk = true;
            Ok::<_, StoreError>(((), step))
        })
        .unwrap();
    let sizes: Vec<usize> = groups(&store)
        .iter()
        .map(|(_, ops)| ops.as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [500, 500, 201]);
    travel(&store, Direction::Undo).unwrap();
    let living = store.read(|conn| {
        Ok::<_, StoreError>(conn.query_row(
            "SELECT count(*) FROM product WHERE deleted_at IS NULL",
            [],
            |r| r.get::<_, i64>(0),
        )?)
    });
    assert_eq!(living.unwrap(), 0);
}

fn travel(store: &Store, direction: Direction) -> Result<Option<String>, StoreError> {
    store
        .write(super::fixture::NOW, |tx| {
            let moved = history::travel(tx, direction, None)?;
            let mut step = Step::new("history.undo", "history", None, "");
            step.undoable = false;
            Ok((moved.map(|(row, _)| row.id), step))
        })
        .map(|(id, _)| id)
}

/// A move, and the price, note and life of the row afterwards.
type Move<'a> = (Direction, (&'a (String, String), bool));

#[test]
fn every_kind_of_change_is_undone_and_redone() {
    let (_folder, store) = store();
    step(&store, |tx| {
        tx.insert(&product("p1", "1", "Кран", Some("10")))
    })
    .unwrap();
    step(&store, |tx| {
        tx.patch(
            Product::TABLE,
            "p1",
            set(&[("price", json!("12")), ("note", json!("x"))]),
        )
        .map(|_| ())
    })
    .unwrap();
    step(&store, |tx| tx.delete(Product::TABLE, "p1")).unwrap();
    let state = |store: &Store| {
        store
            .read(|conn| {
                Ok::<_, StoreError>(conn.query_row(
                    "SELECT price, note, deleted_at IS NULL FROM product WHERE id = 'p1'",
                    [],
                    |r| {
                        Ok((
                            r.get::<_, String>(0)?,
                            r.get::<_, String>(1)?,
                            r.get::<_, bool>(2)?,
                        ))
                    },
                )?)
            })
            .unwrap()
    };
    let (ten, twelve) = (("10".into(), String::new()), ("12".into(), "x".to_owned()));
    let walk: [Move<'_>; 6] = [
        (Direction::Undo, (&twelve, true)),
        (Direction::Undo, (&ten, true)),
        (Direction::Undo, (&ten, false)),
        (Direction::Redo, (&ten, true)),
        (Direction::Redo, (&twelve, true)),
        (Direction::Redo, (&twelve, false)),
    ];
    for (i, (direction, (values, lives))) in walk.into_iter().enumerate() {
        assert!(travel(&store, direction).unwrap().is_some(), "move {i}");
        let (price, note, living) = state(&store);
        assert_eq!(((price, note), living), (values.clone(), lives), "move {i}");
    }
    assert_eq!(travel(&store, Direction::Redo).unwrap(), None);
    assert_eq!(
        count(&store, "outbox"),
        9,
        "what is taken back is a change like any other"
    );
}

#[test]
fn undo_never_overwrites_what_changed_since() {
    let (_folder, store) = store();
    step(&store, |tx| {
        tx.insert(&product("p1", "1", "Кран", Some("10")))
    })
    .unwrap();
    let mut silent = Step::new("product.patch", "product", Some("p1"), "");
    silent.undoable = false;
    step(&store, |tx| {
        tx.patch(Product::TABLE, "p1", set(&[("price", json!("12"))]))
            .map(|_| ())
    })
    .unwrap();
    store
        .write(super::fixture::NOW, |tx| {
            tx.patch(Product::TABLE, "p1", set(&[("price", json!("99"))]))?;
            Ok::<_, StoreError>(((), silent))
        })
        .unwrap();
    assert!(matches!(
        travel(&store, Direction::Undo),
        Err(StoreError::UndoConflict { .. })
    ));
    let price = store.read(|conn| products::get(conn, "p1")).unwrap().price;
    assert_eq!(price.unwrap().to_string(), "99");
}

#[test]
fn a_new_step_forgets_what_was_undone() {
    let (_folder, store) = store();
    step(&store, |tx| tx.insert(&customer("c1", "Первый"))).unwrap();
    step(&store, |tx| tx.insert(&customer("c2", "Второй"))).unwrap();
    travel(&store, Direction::Undo).unwrap();
    step(&store, |tx| tx.insert(&customer("c3", "Третий"))).unwrap();
    assert_eq!(travel(&store, Direction::Redo).unwrap(), None);
    travel(&store, Direction::Undo).unwrap();
    travel(&store, Direction::Undo).unwrap();
    assert_eq!(travel(&store, Direction::Undo).unwrap(), None);
}

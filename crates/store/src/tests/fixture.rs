use std::path::Path;

use oferta_domain::entity::{Customer, Product};
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::key::StoreKey;
use crate::{Connection, Result, Step, StepDone, Store, WriteTx};

pub(crate) const NOW: i64 = 1_795_000_000_000;

pub(crate) fn key() -> StoreKey {
    StoreKey::from_bytes([42; 32])
}

pub(crate) fn create(folder: &Path) -> Store {
    Store::create(folder, key(), "store-1", NOW).unwrap()
}

pub(crate) fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    (folder, store)
}

/// Changes what belongs to the device alone.
pub(crate) fn local<T>(store: &Store, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    store.write_local(change)
}

/// Runs a step that changes customers.
pub(crate) fn step(
    store: &Store,
    change: impl FnOnce(&mut WriteTx<'_>) -> Result<()>,
) -> Result<StepDone> {
    store
        .write(NOW, |tx| {
            change(tx)?;
            Ok::<_, crate::StoreError>(((), Step::new("customer.patch", "customer", None, "x")))
        })
        .map(|(_, done)| done)
}

pub(crate) fn customer(id: &str, name: &str) -> Customer {
    let blank = || String::new();
    Customer {
        id: id.into(),
        name: name.into(),
        full_name: blank(),
        inn: blank(),
        kpp: blank(),
        ogrn: blank(),
        legal_address: blank(),
        delivery_address: blank(),
        bank_name: blank(),
        bic: blank(),
        account: blank(),
        corr_account: blank(),
        phone: blank(),
        email: blank(),
        website: blank(),
        note: blank(),
        primary_contact_id: None,
    }
}

pub(crate) fn product(id: &str, article: &str, name: &str, price: Option<&str>) -> Product {
    Product {
        id: id.into(),
        supplier_id: None,
        article: article.into(),
        brand: "Zetkama".into(),
        name: name.into(),
        unit: "шт".into(),
        price: price.map(|p| p.parse().unwrap()),
        currency: "RUB".into(),
        weight_kg: None,
        hs_code: String::new(),
        note: String::new(),
    }
}

pub(crate) fn set(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

pub(crate) fn count(store: &Store, table: &str) -> i64 {
    store
        .read(|conn| {
            Ok::<_, crate::StoreError>(conn.query_row(
                &format!("SELECT count(*) FROM {table}"),
                [],
                |r| r.get(0),
            )?)
        })
        .unwrap()
}

//! Products.

use oferta_domain::entity::Product;
use oferta_domain::field::Entity;
use oferta_store::{WriteTx, product as products_of, supplier as suppliers_of};
use serde_json::Value;

use super::{Bin, asked, bin, page};
use crate::api::catalog::ProductRow;
use crate::api::common::{ById, ByIds, Changed, Create, ListQuery, Page, Patch};
use crate::app::Open;
use crate::catalog;
use crate::error::{AppError, Result};
use crate::patch::build;

/// `product.list`.
pub(crate) fn list(open: &Open, query: ListQuery) -> Result<Page<ProductRow>> {
    open.store
        .read(|conn| Ok(page(products_of::list(conn, &asked(&query))?)))
}

/// `product.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<Product> {
    open.store.read(|conn| Ok(products_of::get(conn, &by.id)?))
}

/// `product.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<Product> {
    catalog::create(open, "product.create", |tx| {
        let product = build(&blank(tx.new_id()), &request.set)?;
        known_supplier(tx, product.supplier_id.as_deref())?;
        let label = product.name.clone();
        Ok((product, label))
    })
}

/// `product.patch`.
pub(crate) fn patch(open: &Open, request: Patch) -> Result<Product> {
    let read = |tx: &WriteTx<'_>, id: &str| {
        if let Some(Value::String(supplier_id)) = request.set.get("supplier_id") {
            known_supplier(tx, Some(supplier_id))?;
        }
        Ok(products_of::get(tx.conn(), id)?)
    };
    catalog::patch(open, "product.patch", &request, read, |p: &Product| {
        p.name.clone()
    })
}

/// `product.duplicate`.
pub(crate) fn duplicate(open: &Open, by: ById) -> Result<Product> {
    catalog::create(open, "product.duplicate", |tx| {
        let copy = Product {
            id: tx.new_id(),
            ..products_of::get(tx.conn(), &by.id)?
        };
        let label = copy.name.clone();
        Ok((copy, label))
    })
}

/// `product.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "product.delete",
        Product::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `product.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "product.restore",
        Product::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

/// A product with its defaults.
pub(crate) fn blank(id: String) -> Product {
    Product {
        id,
        supplier_id: None,
        article: String::new(),
        brand: String::new(),
        name: String::new(),
        unit: String::new(),
        price: None,
        currency: "RUB".into(),
        weight_kg: None,
        hs_code: String::new(),
        note: String::new(),
    }
}

fn known_supplier(tx: &WriteTx<'_>, id: Option<&str>) -> Result<()> {
    match id {
        Some(id) => Ok(suppliers_of::get(tx.conn(), id)
            .map(|_| ())
            .map_err(|e| AppError::from(e).at("supplier_id"))?),
        None => Ok(()),
    }
}

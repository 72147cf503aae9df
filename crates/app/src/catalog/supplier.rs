//! Suppliers.

use oferta_domain::entity::Supplier;
use oferta_domain::field::Entity;
use oferta_store::supplier as suppliers_of;

use super::{Bin, asked, bin, page};
use crate::api::catalog::SupplierRow;
use crate::api::common::{ById, ByIds, Changed, Create, ListQuery, Page, Patch};
use crate::app::Open;
use crate::catalog;
use crate::error::Result;
use crate::patch::build;

/// `supplier.list`.
pub(crate) fn list(open: &Open, query: ListQuery) -> Result<Page<SupplierRow>> {
    open.store
        .read(|conn| Ok(page(suppliers_of::list(conn, &asked(&query))?)))
}

/// `supplier.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<Supplier> {
    open.store.read(|conn| Ok(suppliers_of::get(conn, &by.id)?))
}

/// `supplier.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<Supplier> {
    catalog::create(open, "supplier.create", |tx| {
        let supplier = build(&blank(tx.new_id()), &request.set)?;
        let label = supplier.name.clone();
        Ok((supplier, label))
    })
}

/// `supplier.patch`.
pub(crate) fn patch(open: &Open, request: Patch) -> Result<Supplier> {
    catalog::patch(
        open,
        "supplier.patch",
        &request,
        |tx, id| Ok(suppliers_of::get(tx.conn(), id)?),
        |s: &Supplier| s.name.clone(),
    )
}

/// `supplier.duplicate`.
pub(crate) fn duplicate(open: &Open, by: ById) -> Result<Supplier> {
    catalog::create(open, "supplier.duplicate", |tx| {
        let copy = Supplier {
            id: tx.new_id(),
            ..suppliers_of::get(tx.conn(), &by.id)?
        };
        let label = copy.name.clone();
        Ok((copy, label))
    })
}

/// `supplier.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "supplier.delete",
        Supplier::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `supplier.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "supplier.restore",
        Supplier::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

/// A supplier with its defaults.
pub(crate) fn blank(id: String) -> Supplier {
    Supplier {
        id,
        name: String::new(),
        country: String::new(),
        currency: "RUB".into(),
        note: String::new(),
        import_mapping: String::new(),
    }
}

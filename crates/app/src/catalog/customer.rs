//! Customers.

use oferta_domain::entity::Customer;
use oferta_domain::field::Entity;
use oferta_store::{Step, WriteTx, customer as customers_of};
use serde_json::Value;

use super::{Bin, asked, bin, page};
use crate::api::catalog::{CustomerRow, CustomerView};
use crate::api::common::{ById, ByIds, Changed, Create, ListQuery, Page, Patch};
use crate::api::workspace::NamedHit;
use crate::app::Open;
use crate::catalog;
use crate::error::{AppError, Code, Result};
use crate::patch::build;

/// `customer.list`.
pub(crate) fn list(open: &Open, query: ListQuery) -> Result<Page<CustomerRow>> {
    open.store
        .read(|conn| Ok(page(customers_of::list(conn, &asked(&query))?)))
}

/// `customer.get`.
pub(crate) fn get(open: &Open, by: ById) -> Result<CustomerView> {
    open.store.read(|conn| {
        let (customer, deleted_at) = customers_of::get(conn, &by.id)?;
        let contacts = customers_of::contacts(conn, &by.id)?;
        let same_inn = customers_of::same_inn(conn, &customer.inn, &by.id)?
            .into_iter()
            .map(|(id, name, detail)| NamedHit { id, name, detail })
            .collect();
        Ok(CustomerView {
            customer,
            contacts,
            deleted_at,
            same_inn,
        })
    })
}

/// `customer.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<CustomerView> {
    let made = catalog::create(open, "customer.create", |tx| {
        let customer = build(&blank(tx.new_id()), &request.set)?;
        let label = customer.name.clone();
        Ok((customer, label))
    })?;
    get(open, ById { id: made.id })
}

/// `customer.patch`.
pub(crate) fn patch(open: &Open, request: Patch) -> Result<CustomerView> {
    let read = |tx: &WriteTx<'_>, id: &str| Ok(customers_of::get(tx.conn(), id)?.0);
    if let Some(Value::String(contact_id)) = request.set.get("primary_contact_id") {
        let contact = open
            .store
            .read(|conn| customers_of::contact(conn, contact_id))?;
        if contact.customer_id != request.id {
            return Err(AppError::new(Code::ContactOfOther).at("primary_contact_id"));
        }
    }
    catalog::patch(open, "customer.patch", &request, read, |c: &Customer| {
        c.name.clone()
    })?;
    get(open, ById { id: request.id })
}

/// `customer.duplicate`.
pub(crate) fn duplicate(open: &Open, by: ById) -> Result<CustomerView> {
    let (id, _) = open.store.write(open.now_ms(), |tx| {
        let (original, _) = customers_of::get(tx.conn(), &by.id)?;
        let mut copy = Customer {
            id: tx.new_id(),
            primary_contact_id: None,
            ..original.clone()
        };
        let mut contacts = customers_of::contacts(tx.conn(), &by.id)?;
        for contact in &mut contacts {
            let id = tx.new_id();
            if original.primary_contact_id.as_deref() == Some(&contact.id) {
                copy.primary_contact_id = Some(id.clone());
            }
            contact.id = id;
            contact.customer_id = copy.id.clone();
        }
        tx.insert(&copy)?;
        for contact in &contacts {
            tx.insert(contact)?;
        }
        let step = Step::new("customer.duplicate", "customer", Some(&copy.id), &copy.name);
        Ok::<_, AppError>((copy.id, step))
    })?;
    get(open, ById { id })
}

/// `customer.delete`.
pub(crate) fn delete(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "customer.delete",
        Customer::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `customer.restore`.
pub(crate) fn restore(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "customer.restore",
        Customer::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

fn blank(id: String) -> Customer {
    Customer {
        id,
        name: String::new(),
        full_name: String::new(),
        inn: String::new(),
        kpp: String::new(),
        ogrn: String::new(),
        legal_address: String::new(),
        delivery_address: String::new(),
        bank_name: String::new(),
        bic: String::new(),
        account: String::new(),
        corr_account: String::new(),
        phone: String::new(),
        email: String::new(),
        website: String::new(),
        note: String::new(),
        primary_contact_id: None,
    }
}

//! Contacts of customers.

use oferta_domain::entity::{Contact, Customer, Quote};
use oferta_domain::field::Entity;
use oferta_store::{Step, customer as customers_of, quote as quotes_of};
use serde_json::Value;

use crate::api::common::{ById, Changed, Create, Patch};
use crate::app::Open;
use crate::catalog;
use crate::error::{AppError, Result};
use crate::patch::{Fields, build};

/// `contact.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<Contact> {
    let (contact, _) = open.store.write(open.now_ms(), |tx| {
        let blank = Contact {
            id: tx.new_id(),
            customer_id: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            position: String::new(),
            phone: String::new(),
            email: String::new(),
        };
        let contact = build(&blank, &request.set)?;
        let customer = tx.current(Customer::TABLE, &contact.customer_id)?;
        tx.insert(&contact)?;
        if customer.get("primary_contact_id") == Some(&Value::Null) {
            let primary = Fields::from_iter([(
                "primary_contact_id".to_owned(),
                Value::from(contact.id.as_str()),
            )]);
            tx.patch(Customer::TABLE, &contact.customer_id, primary)?;
        }
        let step = Step::new(
            "contact.create",
            "contact",
            Some(&contact.customer_id),
            &full_name(&contact),
        );
        Ok::<_, AppError>((contact, step))
    })?;
    Ok(contact)
}

/// `contact.patch`.
pub(crate) fn patch(open: &Open, request: Patch) -> Result<Contact> {
    catalog::patch(
        open,
        "contact.patch",
        &request,
        |tx, id| Ok(customers_of::contact(tx.conn(), id)?),
        full_name,
    )
}

/// `contact.delete`. A removed primary contact leaves its place to the first of the others, in drafts as well:
/// an offer is not addressed to somebody who is gone.
pub(crate) fn delete(open: &Open, by: ById) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let contact = customers_of::contact(tx.conn(), &by.id)?;
        tx.delete(Contact::TABLE, &by.id)?;
        let (customer, _) = customers_of::get(tx.conn(), &contact.customer_id)?;
        let mut successor = customer.primary_contact_id.clone();
        if successor.as_deref() == Some(&by.id) {
            let others = customers_of::contacts(tx.conn(), &contact.customer_id)?;
            successor = others.into_iter().next().map(|c| c.id);
            let primary = Value::from(successor.clone());
            let set = Fields::from_iter([("primary_contact_id".to_owned(), primary)]);
            tx.patch(Customer::TABLE, &contact.customer_id, set)?;
        }
        for quote in quotes_of::drafts_to(tx.conn(), &by.id)? {
            let set =
                Fields::from_iter([("contact_id".to_owned(), Value::from(successor.clone()))]);
            tx.patch(Quote::TABLE, &quote, set)?;
        }
        let step = Step::new(
            "contact.delete",
            "contact",
            Some(&contact.customer_id),
            &full_name(&contact),
        );
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

fn full_name(contact: &Contact) -> String {
    format!("{} {}", contact.first_name, contact.last_name)
        .trim()
        .to_owned()
}

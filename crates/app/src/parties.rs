//! Who stands on a quote: seller, manager, customer, contact.

use oferta_domain::entity::{Contact, Customer, Organisation, Profile, Quote};
use oferta_store::{Connection, customer as customers_of};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::workspace::singleton;

/// Who stands on a document; a revision keeps them as they were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parties {
    pub seller: Organisation,
    pub manager: Profile,
    pub customer: Option<Customer>,
    pub contact: Option<Contact>,
}

impl Parties {
    /// The parties of a quote as they are now.
    pub(crate) fn read(conn: &Connection, quote: &Quote) -> Result<Parties> {
        Ok(Parties {
            seller: singleton(conn)?,
            manager: singleton(conn)?,
            customer: match &quote.customer_id {
                Some(id) => Some(customers_of::get(conn, id)?.0),
                None => None,
            },
            contact: match &quote.contact_id {
                Some(id) => Some(customers_of::contact(conn, id)?),
                None => None,
            },
        })
    }

    /// Whether documents look the same with these as with others.
    pub(crate) fn print_as(&self, others: &Parties) -> bool {
        self.printed() == others.printed()
    }

    /// Without what is of the house.
    fn printed(&self) -> Parties {
        let mut printed = self.clone();
        let seller = &mut printed.seller;
        seller.vat_rate = None;
        seller.valid_days = 0;
        for unseen in [
            &mut seller.currency,
            &mut seller.delivery_text,
            &mut seller.payment_text,
        ] {
            unseen.clear();
        }
        if let Some(customer) = &mut printed.customer {
            customer.note.clear();
            customer.primary_contact_id = None;
        }
        printed
    }

    /// Name of the customer; empty without one.
    pub(crate) fn customer_name(&self) -> &str {
        self.customer.as_ref().map_or("", |c| c.name.as_str())
    }

    /// First and last name of the contact; empty without one.
    pub(crate) fn contact_name(&self) -> String {
        let names = self.contact.as_ref().map(|c| [&c.first_name, &c.last_name]);
        let names = names.into_iter().flatten().filter(|name| !name.is_empty());
        names.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

//! Who sells, who buys, and whom to ask.

use serde::Serialize;

use super::words::{clean, joined, named, present};
use crate::labels::Labels;
use crate::{Customer, CustomerView, Person, Seller};

#[derive(Debug, Serialize)]
pub(super) struct SellerTexts {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
    pub(super) contacts: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Party {
    pub(super) label: &'static str,
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

pub(super) fn seller_texts(seller: &Seller, labels: &Labels) -> SellerTexts {
    let full_name = if seller.full_name == seller.name {
        String::new()
    } else {
        clean(&seller.full_name)
    };
    let lines = [
        full_name,
        clean(&seller.address),
        joined(
            "  ·  ",
            [
                named(labels.inn, &seller.inn),
                named(labels.kpp, &seller.kpp),
                named(labels.ogrn, &seller.ogrn),
            ],
        ),
        joined(
            "  ·  ",
            [
                clean(&seller.bank_name),
                named(labels.bic, &seller.bic),
                named(labels.account, &seller.account),
                named(labels.corr_account, &seller.corr_account),
            ],
        ),
    ];
    SellerTexts {
        name: clean(&seller.name),
        lines: present(lines),
        contacts: present([clean(&seller.phone), clean(&seller.email)]),
    }
}

pub(super) fn parties(view: &CustomerView, labels: &'static Labels) -> Vec<Party> {
    let mut parties = vec![customer_party(&view.customer, labels)];
    if let Some(contact) = &view.contact {
        parties.push(person_party(contact, labels.contact));
    }
    parties.push(person_party(&view.manager, labels.manager));
    parties.retain(|party| !party.name.is_empty() || !party.lines.is_empty());
    parties
}

fn customer_party(customer: &Customer, labels: &'static Labels) -> Party {
    let requisites = joined(
        "  ·  ",
        [
            named(labels.inn, &customer.inn),
            named(labels.kpp, &customer.kpp),
        ],
    );
    Party {
        label: labels.customer,
        name: clean(&customer.name),
        lines: present([
            requisites,
            clean(&customer.address),
            clean(&customer.phone),
            clean(&customer.email),
        ]),
    }
}

fn person_party(person: &Person, label: &'static str) -> Party {
    Party {
        label,
        name: clean(&person.full_name()),
        lines: present([
            clean(&person.position),
            clean(&person.phone),
            clean(&person.email),
        ]),
    }
}

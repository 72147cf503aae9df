//! What stands above and below the lines: who offers what to whom, and on which terms.

use super::sheet::{Writer, Written};
use crate::Person;
use crate::format::date;

impl Writer<'_> {
    /// Few rows, as they stay on the screen together with the frozen header.
    pub(super) fn preamble(&mut self) -> Written {
        let (view, labels) = (self.view, self.labels);
        let number = view.number.trim();
        let number = if number.is_empty() {
            String::new()
        } else {
            format!("{} {number}", labels.number_mark)
        };
        let revision = view.revision.map(|no| format!("{} {no}", labels.revision));
        let heading = joined(" ", &[&view.kind, &number]);
        let heading = joined(", ", &[&heading, &revision.unwrap_or_default()]);
        let style = self.styles.heading.clone();
        self.own_line(&heading, &style)?;
        let valid = view.valid_until.map_or_else(String::new, |day| {
            format!("{} {}", labels.valid_until, date(day, view.language))
        });
        let dated = format!("{} {}", labels.dated, date(view.date, view.language));
        let style = self.styles.soft.clone();
        self.own_line(&joined(" · ", &[&dated, &valid]), &style)?;
        let style = self.styles.title.clone();
        self.own_line(&view.title, &style)?;
        let seller = joined(
            " · ",
            &[
                &view.seller.name,
                &named(labels.inn, &view.seller.inn),
                &view.seller.phone,
                &view.seller.email,
            ],
        );
        self.labelled(labels.seller, &seller)?;
        let contact = view.contact.as_ref().map(person).unwrap_or_default();
        let customer = joined(
            " · ",
            &[
                &view.customer.name,
                &named(labels.inn, &view.customer.inn),
                &named(labels.kpp, &view.customer.kpp),
                &contact,
            ],
        );
        self.labelled(labels.customer, &customer)?;
        self.labelled(labels.manager, &person(&view.manager))
    }

    pub(super) fn terms(&mut self) -> Written {
        let (view, labels) = (self.view, self.labels);
        let seller = &view.seller;
        if let Some(footnote) = view.footnote(labels) {
            let style = self.styles.soft.clone();
            self.own_line(footnote, &style)?;
        }
        for (label, text) in [
            (labels.delivery, &view.terms.delivery),
            (labels.payment, &view.terms.payment),
            (labels.note, &view.terms.note),
        ] {
            self.labelled(label, text)?;
        }
        let requisites = joined(
            " · ",
            &[
                &seller.full_name,
                &seller.address,
                &named(labels.inn, &seller.inn),
                &named(labels.kpp, &seller.kpp),
                &named(labels.ogrn, &seller.ogrn),
            ],
        );
        self.labelled(labels.seller, &requisites)?;
        let bank = joined(
            " · ",
            &[
                &seller.bank_name,
                &named(labels.bic, &seller.bic),
                &named(labels.account, &seller.account),
                &named(labels.corr_account, &seller.corr_account),
            ],
        );
        self.labelled(labels.bank, &bank)
    }
}

fn person(person: &Person) -> String {
    joined(
        " · ",
        &[
            &person.full_name(),
            &person.position,
            &person.phone,
            &person.email,
        ],
    )
}

fn named(label: &str, value: &str) -> String {
    match value.trim() {
        "" => String::new(),
        value => format!("{label} {value}"),
    }
}

fn joined(separator: &str, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(separator)
}

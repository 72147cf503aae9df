//! What an entity must satisfy before it may be saved. Faults are collected, each at its field.

use rust_decimal::Decimal;

use crate::Dec;
use crate::currency;
use crate::entity::{
    Contact, Customer, LineKind, LineVat, Organisation, Product, Profile, Quote, QuoteLine,
    Supplier,
};
use crate::requisites;

mod desk;
mod terms;

pub use terms::RATIO_SCALE;

/// The longest a one-line text may be, in characters.
pub const MAX_TEXT: usize = 1_000;
/// The longest a note or a paragraph of terms may be, in characters.
pub const MAX_NOTE: usize = 20_000;
/// The largest amount of money, in units of its currency.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// The largest quantity.
pub const MAX_QUANTITY: i64 = 1_000_000;
/// The most digits after the point of a price or quantity.
pub const MAX_SCALE: u32 = 6;

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Must not be empty.
    Required,
    /// Longer than allowed.
    TooLong,
    /// Holds characters that cannot be printed.
    Unprintable,
    /// Not a taxpayer number, or its check digit is wrong.
    Inn,
    /// Not a registration reason code.
    Kpp,
    /// Not a state registration number, or its check digit is wrong.
    Ogrn,
    /// Not a bank identification code.
    Bic,
    /// Not an account, or its key does not fit the BIC.
    Account,
    /// Not an e-mail address.
    Email,
    /// Must be greater than zero.
    NotPositive,
    /// Must not be below zero.
    Negative,
    /// A share outside 0..1.
    Share,
    /// Larger than the engine takes.
    TooLarge,
    /// More digits after the point than allowed.
    TooFine,
    /// Not a currency code of three capital letters.
    Currency,
    /// Nobody pays in this currency.
    NotPayable,
    /// Not a commodity code of 4 to 14 digits.
    HsCode,
    /// Rate and amount of the discount exclude each other.
    TwoDiscounts,
    /// The validity ends before the date of the quote.
    ValidityBeforeDate,
    /// Not a country code of two capital letters.
    Country,
    /// Advance and milestones are more than the whole price.
    Advances,
    /// Rate and amount of the commission exclude each other.
    TwoCommissions,
    /// The last day is before the first.
    EndsBeforeStart,
    /// Not a line it can be an alternative of.
    Alternative,
}

/// A fault of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field, as it is named everywhere.
    pub field: &'static str,
    /// What is wrong.
    pub rule: Rule,
}

/// An entity that can be checked.
pub trait Validate {
    /// Every fault, in the order of the fields; none means it may be saved.
    fn faults(&self) -> Vec<Fault>;
}

#[derive(Default)]
struct Checks(Vec<Fault>);

impl Checks {
    fn that(&mut self, field: &'static str, holds: bool, rule: Rule) {
        if !holds {
            self.0.push(Fault { field, rule });
        }
    }

    fn text(&mut self, field: &'static str, text: &str) {
        self.that(field, text.chars().count() <= MAX_TEXT, Rule::TooLong);
        self.that(
            field,
            !text.chars().any(char::is_control),
            Rule::Unprintable,
        );
    }

    fn note(&mut self, field: &'static str, text: &str) {
        self.that(field, text.chars().count() <= MAX_NOTE, Rule::TooLong);
        let unprintable = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
        self.that(field, !text.chars().any(unprintable), Rule::Unprintable);
    }

    fn required(&mut self, field: &'static str, text: &str) {
        self.that(field, !text.trim().is_empty(), Rule::Required);
        self.text(field, text);
    }

    fn form(&mut self, field: &'static str, text: &str, holds: impl Fn(&str) -> bool, rule: Rule) {
        self.that(field, text.is_empty() || holds(text), rule);
    }

    fn amount(&mut self, field: &'static str, value: Dec) {
        self.that(
            field,
            !value.is_sign_negative() || value.is_zero(),
            Rule::Negative,
        );
        self.that(field, *value <= Decimal::from(MAX_AMOUNT), Rule::TooLarge);
        self.that(field, value.normalize().scale() <= MAX_SCALE, Rule::TooFine);
    }

    fn share(&mut self, field: &'static str, value: Option<Dec>) {
        let holds = value.is_none_or(|v| *v >= Decimal::ZERO && *v <= Decimal::ONE);
        self.that(field, holds, Rule::Share);
        self.that(
            field,
            value.is_none_or(|v| v.normalize().scale() <= MAX_SCALE),
            Rule::TooFine,
        );
    }

    fn currency(&mut self, field: &'static str, code: &str) {
        let holds = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        self.that(field, holds, Rule::Currency);
    }

    /// A currency that prices and costs are in.
    fn money(&mut self, field: &'static str, code: &str) {
        self.currency(field, code);
        self.that(field, currency::payable(code), Rule::NotPayable);
    }

    fn bank(&mut self, bic: &str, account: &str, corr_account: &str) {
        self.form("bic", bic, requisites::is_bic, Rule::Bic);
        let account_holds = |a: &str| {
            if bic.is_empty() {
                requisites::is_account_form(a)
            } else {
                requisites::is_account(a, bic)
            }
        };
        let corr_holds = |a: &str| {
            if bic.is_empty() {
                requisites::is_account_form(a)
            } else {
                requisites::is_corr_account(a, bic)
            }
        };
        self.form("account", account, account_holds, Rule::Account);
        self.form("corr_account", corr_account, corr_holds, Rule::Account);
    }

    fn registration(&mut self, inn: &str, kpp: &str, ogrn: &str) {
        self.form("inn", inn, requisites::is_inn, Rule::Inn);
        self.form("kpp", kpp, requisites::is_kpp, Rule::Kpp);
        self.form("ogrn", ogrn, requisites::is_ogrn, Rule::Ogrn);
    }

    fn email(&mut self, email: &str) {
        self.text("email", email);
        self.form("email", email, is_email, Rule::Email);
    }
}

/// A deliberately loose form: one `@` with something on both sides and a dot in the domain.
fn is_email(text: &str) -> bool {
    match text.split_once('@') {
        Some((name, domain)) => {
            !name.is_empty()
                && !domain.contains('@')
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !text.chars().any(char::is_whitespace)
        }
        None => false,
    }
}

impl Validate for Organisation {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("name", &self.name);
        c.text("full_name", &self.full_name);
        c.registration(&self.inn, &self.kpp, &self.ogrn);
        c.text("address", &self.address);
        c.text("phone", &self.phone);
        c.email(&self.email);
        c.text("bank_name", &self.bank_name);
        c.bank(&self.bic, &self.account, &self.corr_account);
        c.share("vat_rate", self.vat_rate);
        c.money("currency", &self.currency);
        c.that("valid_days", self.valid_days <= 3_650, Rule::TooLarge);
        c.note("delivery_text", &self.delivery_text);
        c.note("payment_text", &self.payment_text);
        c.0
    }
}

impl Validate for Profile {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("first_name", &self.first_name);
        c.text("last_name", &self.last_name);
        c.text("position", &self.position);
        c.text("phone", &self.phone);
        c.email(&self.email);
        c.0
    }
}

impl Validate for Supplier {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.required("name", &self.name);
        let country = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_uppercase());
        c.form("country", &self.country, country, Rule::TooLong);
        c.money("currency", &self.currency);
        c.note("note", &self.note);
        c.0
    }
}

impl Validate for Customer {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.required("name", &self.name);
        c.text("full_name", &self.full_name);
        c.registration(&self.inn, &self.kpp, &self.ogrn);
        c.text("legal_address", &self.legal_address);
        c.text("delivery_address", &self.delivery_address);
        c.text("bank_name", &self.bank_name);
        c.bank(&self.bic, &self.account, &self.corr_account);
        c.text("phone", &self.phone);
        c.email(&self.email);
        c.text("website", &self.website);
        c.note("note", &self.note);
        c.0
    }
}

impl Validate for Contact {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        let named = !self.first_name.trim().is_empty() || !self.last_name.trim().is_empty();
        c.that("first_name", named, Rule::Required);
        c.text("first_name", &self.first_name);
        c.text("last_name", &self.last_name);
        c.text("position", &self.position);
        c.text("phone", &self.phone);
        c.email(&self.email);
        c.0
    }
}

impl Validate for Product {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("article", &self.article);
        c.text("brand", &self.brand);
        c.required("name", &self.name);
        c.text("unit", &self.unit);
        if let Some(price) = self.price {
            c.amount("price", price);
        }
        c.money("currency", &self.currency);
        if let Some(weight) = self.weight_kg {
            c.amount("weight_kg", weight);
        }
        let hs_code =
            |t: &str| (4..=14).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        c.form("hs_code", &self.hs_code, hs_code, Rule::HsCode);
        c.note("note", &self.note);
        c.0
    }
}

impl Validate for Quote {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("title", &self.title);
        c.money("currency", &self.currency);
        c.share("vat_rate", self.vat_rate);
        c.share("discount_rate", self.discount_rate);
        if let Some(amount) = self.discount_amount {
            c.amount("discount_amount", amount);
        }
        c.that(
            "discount_amount",
            self.discount_rate.is_none() || self.discount_amount.is_none(),
            Rule::TwoDiscounts,
        );
        c.that(
            "valid_until",
            self.valid_until.is_none_or(|d| d >= self.quote_date),
            Rule::ValidityBeforeDate,
        );
        c.note("delivery_text", &self.delivery_text);
        c.note("payment_text", &self.payment_text);
        c.note("note", &self.note);
        c.0
    }
}

impl Validate for QuoteLine {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.text("article", &self.article);
        c.text("brand", &self.brand);
        c.text("name", &self.name);
        c.text("unit", &self.unit);
        if self.kind == LineKind::Line {
            c.that(
                "quantity",
                *self.quantity > Decimal::ZERO,
                Rule::NotPositive,
            );
        }
        c.that(
            "quantity",
            *self.quantity <= Decimal::from(MAX_QUANTITY),
            Rule::TooLarge,
        );
        c.that(
            "quantity",
            self.quantity.normalize().scale() <= MAX_SCALE,
            Rule::TooFine,
        );
        c.amount("unit_price", self.unit_price);
        c.share("discount", self.discount);
        c.share("vat_rate", self.vat_rate.and_then(LineVat::rate));
        if let Some(weight) = self.weight_kg {
            c.amount("weight_kg", weight);
        }
        c.purchase(self);
        c.note("note", &self.note);
        c.0
    }
}

//! The rows of the store. One struct is one table; every field carries its merge class.
//!
//! Texts are trimmed and empty texts are stored as `""`, so that a list never has to tell `NULL` from
//! nothing; an absent number, date or reference is `None`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Dec;
use crate::field::{Entity, TableDef, entity};
use crate::status::QuoteStatus;

mod desk;
mod terms;
mod vat;

pub use desk::{Attachment, QuoteNote, Reminder};
pub use terms::{
    Cost, DatedKind, DatedValue, Deal, Incoterms, Leg, LineTemplate, ORGANISATION_TERMS,
    OrganisationRate, PaymentTerms, QuoteRate, QuoteRevision, RateSource, TemplateScope, Terms,
    TermsKind, VatCategory,
};
pub use vat::LineVat;

entity! {
    /// The seller: the organisation that issues quotes. There is one row.
    Organisation in "organisation" {
        /// Name as customers know it.
        name: String => Free,
        /// Full legal name.
        full_name: String => Free,
        /// Taxpayer number, 10 or 12 digits with check digits.
        inn: String => Free,
        /// Registration reason code, 9 characters.
        kpp: String => Free,
        /// State registration number, 13 or 15 digits.
        ogrn: String => Free,
        /// Legal address.
        address: String => Free,
        /// Telephone.
        phone: String => Free,
        /// E-mail.
        email: String => Free,
        /// Name of the bank.
        bank_name: String => Free,
        /// Bank identification code, 9 digits.
        bic: String => Free,
        /// Settlement account, 20 digits checked against the BIC.
        account: String => Free,
        /// Correspondent account, 20 digits checked against the BIC.
        corr_account: String => Free,
        /// VAT rate put into new quotes, as a fraction; none means "without VAT".
        vat_rate: Option<Dec> => Money,
        /// Currency put into new quotes, ISO 4217.
        currency: String => Money,
        /// Days a new quote stays valid.
        valid_days: u32 => Free,
        /// Delivery terms put into new quotes.
        delivery_text: String => Free,
        /// Payment terms put into new quotes.
        payment_text: String => Free,
    }
}

entity! {
    /// The manager who works on this device and signs the quotes. There is one row.
    Profile in "profile" {
        /// First name.
        first_name: String => Free,
        /// Last name.
        last_name: String => Free,
        /// Position, as printed under the quote.
        position: String => Free,
        /// Telephone.
        phone: String => Free,
        /// E-mail.
        email: String => Free,
    }
}

entity! {
    /// An organisation that sells to the seller; its price lists become products.
    Supplier in "supplier" {
        /// Name.
        name: String => Free,
        /// Country, ISO 3166-1 alpha-2.
        country: String => Free,
        /// Currency its price lists usually have, ISO 4217.
        currency: String => Money,
        /// Internal remark.
        note: String => Free,
        /// How its price list was read last time: a mapping as JSON, empty before the first import.
        import_mapping: String => Free,
    }
}

entity! {
    /// An organisation that quotes are made for.
    Customer in "customer" {
        /// Short name, as people call it.
        name: String => Free,
        /// Full legal name.
        full_name: String => Free,
        /// Taxpayer number, 10 or 12 digits with check digits.
        inn: String => Free,
        /// Registration reason code, 9 characters.
        kpp: String => Free,
        /// State registration number, 13 or 15 digits.
        ogrn: String => Free,
        /// Legal address.
        legal_address: String => Free,
        /// Where goods go.
        delivery_address: String => Free,
        /// Name of the bank.
        bank_name: String => Free,
        /// Bank identification code, 9 digits.
        bic: String => Free,
        /// Settlement account, 20 digits checked against the BIC.
        account: String => Free,
        /// Correspondent account, 20 digits checked against the BIC.
        corr_account: String => Free,
        /// Telephone.
        phone: String => Free,
        /// E-mail.
        email: String => Free,
        /// Web site.
        website: String => Free,
        /// Internal remark.
        note: String => Free,
        /// The contact preselected in a new quote.
        primary_contact_id: Option<String> => Free,
    }
}

entity! {
    /// A person at a customer.
    Contact in "contact" {
        /// The customer.
        customer_id: String => Fixed,
        /// First name.
        first_name: String => Free,
        /// Last name.
        last_name: String => Free,
        /// Position.
        position: String => Free,
        /// Telephone.
        phone: String => Free,
        /// E-mail.
        email: String => Free,
    }
}

entity! {
    /// A thing that can be quoted.
    Product in "product" {
        /// Whose price list it comes from.
        supplier_id: Option<String> => Free,
        /// Article (part number), kept as text: leading zeros count.
        article: String => Free,
        /// Brand or manufacturer.
        brand: String => Free,
        /// Name.
        name: String => Free,
        /// Unit of measure, as printed.
        unit: String => Free,
        /// List price for one unit in `currency`; none means "on request".
        price: Option<Dec> => Money,
        /// Currency of the price, ISO 4217.
        currency: String => Money,
        /// Weight of one unit in kilograms.
        weight_kg: Option<Dec> => Free,
        /// Customs commodity code (HS, ТН ВЭД), digits only.
        hs_code: String => Free,
        /// Internal remark.
        note: String => Free,
    }
}

entity! {
    /// The header of a quote (commercial offer, КП).
    Quote in "quote" {
        /// Number given on this device, `D7-0012`: at hand offline, unique on the device.
        label: String => Fixed,
        /// Official number, given by the server when the quote is issued.
        number: Option<String> => State,
        /// What the quote is about.
        title: String => Free,
        /// Who it is for.
        customer_id: Option<String> => Money,
        /// Who at the customer.
        contact_id: Option<String> => Free,
        /// Where it stands.
        status: QuoteStatus => State,
        /// Currency of every sum, ISO 4217.
        currency: String => Money,
        /// VAT rate of the lines that have none of their own, as a fraction; none means "without VAT".
        vat_rate: Option<Dec> => Money,
        /// Discount on the whole quote as a fraction of the sum after line discounts.
        discount_rate: Option<Dec> => Money,
        /// Discount on the whole quote as an amount; excludes `discount_rate`.
        discount_amount: Option<Dec> => Money,
        /// Rounding policy of the calculation.
        policy: Policy => Money,
        /// Date printed on the quote.
        quote_date: Date => Free,
        /// Last day on which the quote may be accepted.
        valid_until: Option<Date> => Money,
        /// Language of the documents.
        language: Language => Free,
        /// Delivery terms, as printed.
        delivery_text: String => Free,
        /// Payment terms, as printed.
        payment_text: String => Free,
        /// Remark printed under the quote.
        note: String => Free,
        /// Sum without VAT: a cache of what the calculation says.
        net: Dec => Derived,
        /// VAT: a cache.
        vat: Dec => Derived,
        /// Sum with VAT: a cache.
        gross: Dec => Derived,
        /// How many lines, sections left out: a cache.
        line_count: u32 => Derived,
    }
}

entity! {
    /// A row of a quote: a line to be priced, or the heading of a section.
    ///
    /// The lines behind a heading belong to its section until the next heading, so a move is one change
    /// of `pos` whether it crosses sections or not.
    QuoteLine in "quote_line" {
        /// The quote.
        quote_id: String => Fixed,
        /// Fractional position as hexadecimal text; rows sort by `(pos, id)`.
        pos: String => Order,
        /// Line or section heading.
        kind: LineKind => Fixed,
        /// The product it was made from, if any; what is printed stands in the line itself.
        product_id: Option<String> => Free,
        /// Article (part number).
        article: String => Free,
        /// Brand or manufacturer.
        brand: String => Free,
        /// Name; for a section its title.
        name: String => Free,
        /// Unit of measure.
        unit: String => Free,
        /// How many units; greater than zero.
        quantity: Dec => Money,
        /// Price of one unit in the currency of the quote, without VAT, before discounts. Of no account while the
        /// line is `calculated`.
        unit_price: Dec => Money,
        /// Discount on the line as a fraction.
        discount: Option<Dec> => Money,
        /// VAT of this line: its rate as a fraction, or `none` for "without VAT"; nothing means that of the quote.
        vat_rate: Option<LineVat> => Money,
        /// Offered, but not part of the totals.
        optional: bool => Money,
        /// Weight of one unit in kilograms.
        weight_kg: Option<Dec> => Free,
        /// Customs commodity code.
        hs_code: String => Free,
        /// Internal remark; never printed.
        note: String => Free,
        /// Price of one unit at the supplier in `purchase_currency`; none means not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        purchase_price: Option<Dec> => Money,
        /// Currency of the purchase price, ISO 4217; none means that of the quote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        purchase_currency: Option<String> => Money,
        /// Whether the purchase price includes the VAT of the supplier; none means as usual in its country.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        price_includes_vat: Option<bool> => Money,
        /// Country of the supplier, ISO 3166-1 alpha-2; none means any other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        supplier_country: Option<String> => Money,
        /// VAT of the supplier as a fraction; none means that of its country on the date of the quote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        supplier_vat: Option<Dec> => Money,
        /// Discount of the supplier as a fraction.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        supplier_discount: Option<Dec> => Money,
        /// Import contract price over purchase as a fraction; none means that of the country.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        internal_markup: Option<Dec> => Money,
        /// Customs duty as a fraction.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        duty_rate: Option<Dec> => Money,
        /// Excise for a kilogram in the currency of the quote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        excise_per_kg: Option<Dec> => Money,
        /// Markup on cost as a fraction; none means that of the quote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        markup: Option<Dec> => Money,
        /// The line it is an alternative of: offered, but not part of the totals.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        alternative_of: Option<String> => Money,
        /// Whether the price follows from the cost; typing a price makes it false.
        #[serde(default)]
        calculated: bool => Money,
    }
}

impl QuoteLine {
    /// Whether it is offered beside what the quote sums up: optional, or an alternative that is not chosen.
    pub fn is_extra(&self) -> bool {
        self.optional || self.alternative_of.is_some()
    }
}

/// What a row of a quote is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A line with quantity and price.
    #[default]
    Line,
    /// The heading of a section.
    Section,
}

/// The language of a document or of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

/// How the calculation rounds (pricing specification, "Two policies").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// What is quoted can be invoiced to the minor unit.
    #[default]
    Invoice,
    /// Reproduces the reference spreadsheet.
    Reference,
}

/// Every synced table.
pub const TABLES: &[&TableDef] = &[
    Organisation::TABLE,
    Profile::TABLE,
    Supplier::TABLE,
    Customer::TABLE,
    Contact::TABLE,
    Product::TABLE,
    Quote::TABLE,
    QuoteLine::TABLE,
    Terms::TABLE,
    Cost::TABLE,
    QuoteRate::TABLE,
    OrganisationRate::TABLE,
    DatedValue::TABLE,
    QuoteRevision::TABLE,
    LineTemplate::TABLE,
    QuoteNote::TABLE,
    Attachment::TABLE,
    Reminder::TABLE,
];

/// The synced table of that name.
pub fn table(name: &str) -> Option<&'static TableDef> {
    TABLES.iter().copied().find(|table| table.name == name)
}

//! Customers, contacts, suppliers, products.

use oferta_domain::Dec;
use oferta_domain::entity::{Contact, Customer};
use serde::Serialize;
use ts_rs::TS;

/// A customer in the list.
#[derive(Debug, Serialize, serde::Deserialize, TS)]
pub struct CustomerRow {
    /// The customer.
    pub id: String,
    /// Short name.
    pub name: String,
    /// Taxpayer number.
    pub inn: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Primary contact, first and last name.
    pub contact: String,
    /// How many living quotes it has.
    pub quotes: u32,
    /// When it was put into the bin, ISO 8601; none while it lives.
    pub deleted_at: Option<String>,
}

/// A customer with its contacts.
#[derive(Debug, Serialize, TS)]
pub struct CustomerView {
    /// The customer.
    pub customer: Customer,
    /// Its contacts, by last name.
    pub contacts: Vec<Contact>,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
    /// Other living customers with the same INN: possible duplicates.
    pub same_inn: Vec<super::workspace::NamedHit>,
}

/// A supplier in the list.
#[derive(Debug, Serialize, serde::Deserialize, TS)]
pub struct SupplierRow {
    /// The supplier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Currency of its lists.
    pub currency: String,
    /// How many living products it has.
    pub products: u32,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

/// A product in the list and in search.
#[derive(Debug, Serialize, serde::Deserialize, TS)]
pub struct ProductRow {
    /// The product.
    pub id: String,
    /// Article.
    pub article: String,
    /// Brand.
    pub brand: String,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Price for one unit; none means "on request".
    pub price: Option<Dec>,
    /// Currency of the price.
    pub currency: String,
    /// Name of the supplier.
    pub supplier: String,
    /// Weight of one unit in kilograms.
    pub weight_kg: Option<Dec>,
    /// Commodity code.
    pub hs_code: String,
    /// When it was put into the bin.
    pub deleted_at: Option<String>,
}

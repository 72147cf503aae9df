use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::labels::Labels;

/// All that a customer receives. It has no field for what the seller keeps to himself, so that no layout can leak it.
///
/// Amounts are printed as they are given: documents never compute money. An empty text is an absent one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The language of headings, numbers and dates; texts of the quote are printed as they are.
    pub language: Language,
    /// The document's kind as printed in its heading: "Коммерческое предложение", "Quotation".
    pub kind: String,
    /// Number or label of the quote; empty for a draft.
    #[serde(default)]
    pub number: String,
    /// Which revision it is, from the second on.
    #[serde(default)]
    pub revision: Option<u32>,
    /// What the quote is about.
    #[serde(default)]
    pub title: String,
    /// Date of the document.
    pub date: Date,
    /// Last day on which the prices hold.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// Currency of every amount.
    pub currency: Currency,
    /// Who sells.
    #[serde(default)]
    pub seller: Seller,
    /// Whom to ask, and who signs.
    #[serde(default)]
    pub manager: Person,
    /// Who buys.
    #[serde(default)]
    pub customer: Customer,
    /// The customer's person.
    #[serde(default)]
    pub contact: Option<Person>,
    /// Sections and lines in the order of the quote.
    pub rows: Vec<Row>,
    /// Totals of all lines that are not optional.
    pub totals: Totals,
    /// Conditions printed under the totals.
    #[serde(default)]
    pub terms: Terms,
}

/// Language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// A day of the Gregorian calendar, without a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Year, four digits in print.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// A currency and how finely it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code, upper case.
    pub code: String,
    /// Digits after the point: 2 for roubles, 0 for yen (ISO 4217).
    pub minor_units: u32,
}

/// The selling company and its requisites.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seller {
    /// Short name, as on a sign.
    pub name: String,
    /// Full registered name.
    pub full_name: String,
    /// Taxpayer number (ИНН).
    pub inn: String,
    /// Reason code of tax registration (КПП).
    pub kpp: String,
    /// State registration number (ОГРН or ОГРНИП).
    pub ogrn: String,
    /// Postal or registered address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub email: String,
    /// Bank.
    pub bank_name: String,
    /// Bank identification code (БИК).
    pub bic: String,
    /// Settlement account.
    pub account: String,
    /// Correspondent account of the bank.
    pub corr_account: String,
}

/// A person with a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// First name.
    pub first: String,
    /// Last name.
    pub last: String,
    /// Position in the company.
    pub position: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub email: String,
}

impl Person {
    /// First and last name with one space, or what there is of them.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first.trim(), self.last.trim())
            .trim()
            .to_owned()
    }
}

/// The buying company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Customer {
    /// Name.
    pub name: String,
    /// Taxpayer number (ИНН).
    pub inn: String,
    /// Reason code of tax registration (КПП).
    pub kpp: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub email: String,
}

/// A row of the quote's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum Row {
    /// A heading; the lines below belong to it until the next one.
    Section(Section),
    /// Something sold.
    Line(Box<Line>),
}

/// A heading among the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Its text.
    pub title: String,
    /// Sums of its lines that are not optional, when they are to be printed.
    pub subtotal: Option<Subtotal>,
}

/// Sums of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subtotal {
    /// Without VAT.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// With VAT.
    pub gross: Decimal,
}

/// One line of the quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Shown number, counted through the whole quote.
    pub no: u32,
    /// Article of the maker or the seller.
    #[serde(default)]
    pub article: String,
    /// Brand.
    #[serde(default)]
    pub brand: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    #[serde(default)]
    pub unit: String,
    /// Quantity in that unit.
    pub quantity: Decimal,
    /// Price of one unit before the discount, without VAT.
    pub unit_price: Decimal,
    /// Discount as a fraction of the price: 0.05 is five per cent.
    #[serde(default)]
    pub discount: Decimal,
    /// Sum without VAT, after the discount.
    pub net: Decimal,
    /// VAT rate as a fraction, 0.22 for 22 per cent; none when the sale is not subject to VAT.
    #[serde(default)]
    pub vat_rate: Option<Decimal>,
    /// VAT on the sum.
    #[serde(default)]
    pub vat: Decimal,
    /// Sum with VAT.
    pub gross: Decimal,
    /// An offer beside the quote: printed, marked and left out of all totals.
    #[serde(default)]
    pub optional: bool,
    /// The number of the line it can replace; then it is left out of all totals, too.
    #[serde(default)]
    pub alternative_to: Option<u32>,
}

/// Totals of the quote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Sum without VAT before discounts; printed together with the discount when there is one.
    #[serde(default)]
    pub before_discount: Option<Decimal>,
    /// Sum of discounts, a positive number.
    #[serde(default)]
    pub discount: Decimal,
    /// Sum without VAT.
    pub net: Decimal,
    /// VAT.
    #[serde(default)]
    pub vat: Decimal,
    /// Sum with VAT: what is to be paid.
    pub gross: Decimal,
    /// The same by VAT rate.
    #[serde(default)]
    pub vat_by_rate: Vec<VatGroup>,
}

/// The part of the totals that has one VAT rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatGroup {
    /// The rate as a fraction; none when not subject to VAT.
    pub rate: Option<Decimal>,
    /// Sum without VAT.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
}

/// Conditions of the offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Delivery: where, how, in what time.
    pub delivery: String,
    /// Payment: advance, delay.
    pub payment: String,
    /// Anything else.
    pub note: String,
}

impl Line {
    /// How a line is marked that is offered beside the quote; empty for others.
    pub(crate) fn mark(&self, labels: &Labels) -> String {
        match self.alternative_to {
            Some(no) => format!("{} {no}", labels.alternative_to),
            None if self.optional => labels.optional.to_owned(),
            None => String::new(),
        }
    }
}

impl CustomerView {
    /// What says that marked lines are not counted, as far as there are any.
    pub(crate) fn footnote(&self, labels: &'static Labels) -> Option<&'static str> {
        let extra = |line: &&Line| line.optional || line.alternative_to.is_some();
        let mut extras = self.lines().filter(extra).peekable();
        extras.peek()?;
        let (mut options, mut alternatives) = (false, false);
        for line in extras {
            let alternative = line.alternative_to.is_some();
            options |= !alternative;
            alternatives |= alternative;
        }
        Some(match (options, alternatives) {
            (true, true) => labels.extras_footnote,
            (_, false) => labels.optional_footnote,
            (false, true) => labels.alternative_footnote,
        })
    }

    /// The lines without the headings between them.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(|row| match row {
            Row::Line(line) => Some(line.as_ref()),
            Row::Section(_) => None,
        })
    }

    /// Whether any line is subject to VAT; if none is, a document has no VAT columns.
    #[must_use]
    pub fn has_vat(&self) -> bool {
        self.lines().any(|line| line.vat_rate.is_some())
    }
}

//! What a quote is priced from.
//!
//! Rates and shares are fractions: 0.22 is 22 %. Dated tables (VAT, supplier VAT, internal markups) are not known
//! here; the caller gives resolved numbers.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

/// How a quote is rounded and shared out. Stored in the quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// What is quoted can be invoiced to the minor unit.
    #[default]
    Invoice,
    /// Reproduces the spreadsheet that teams move over from.
    Reference,
}

/// What kind of deal the quote is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deal {
    /// The seller buys and sells; the markup is on the cost.
    #[default]
    Supply,
    /// Goods pass through; the markup is on the purchase price.
    Transit,
    /// Only the money passes through; the markup is on the purchase price.
    FinTransit,
    /// Sold abroad: no VAT.
    Export,
}

/// Delivery terms, Incoterms 2020. Duty and import VAT are the seller's under DDP only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Incoterms {
    Exw,
    Fca,
    Fas,
    Fob,
    Cfr,
    Cif,
    Cpt,
    Cip,
    Dap,
    Dpu,
    #[default]
    Ddp,
}

/// A currency code of three capital letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The rouble, in which `value` and `nominal` of a rate are given.
    pub const RUB: Currency = Currency(*b"RUB");

    /// The currency of a code; none unless it is three capital letters.
    pub fn parse(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        let capitals = code.iter().all(u8::is_ascii_uppercase);
        capitals.then_some(Currency(code))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A country or region by its two capital letters; `RU` and `TR` have rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region([u8; 2]);

impl Region {
    /// Russia: revenue is estimated with VAT.
    pub const RU: Region = Region(*b"RU");
    /// Turkey: no fee of the financial agent.
    pub const TR: Region = Region(*b"TR");

    /// The region of a code; none unless it is two capital letters.
    pub fn parse(code: &str) -> Option<Region> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        let capitals = code.iter().all(u8::is_ascii_uppercase);
        capitals.then_some(Region(code))
    }
}

/// A VAT rate, where "without VAT" is not the same as 0 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vat {
    /// Without VAT (без НДС).
    #[default]
    Without,
    /// A rate from 0 to 1.
    Rate(Decimal),
}

impl Vat {
    /// The rate to compute with.
    pub fn rate(self) -> Decimal {
        match self {
            Vat::Without => Decimal::ZERO,
            Vat::Rate(rate) => rate,
        }
    }
}

/// A discount on the whole quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A fraction of the sum after line discounts.
    Rate(Decimal),
    /// An amount in the currency of the quote.
    Amount(Decimal),
}

/// The commission of an agent, who is a named party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// How much.
    pub size: CommissionSize,
    /// Who gets it, as approvers and the activity log show it; needed unless the size is zero.
    pub party: String,
}

/// How much an agent gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommissionSize {
    /// A fraction of the cost of the whole quote.
    Rate(Decimal),
    /// An amount; its currency is the quote's unless given.
    Amount(Decimal, Option<Currency>),
}

/// What a currency is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// So many roubles for so many units, as the central bank gives it.
    Roubles {
        /// Roubles.
        value: Decimal,
        /// Units of the currency.
        nominal: Decimal,
    },
    /// Units of the currency for one unit of the currency of the quote.
    PerQuoteUnit(Decimal),
}

/// Payment terms and the rates of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Share of the revenue that the client pays in advance.
    pub client_advance: Decimal,
    /// Share of its price that the supplier gets in advance.
    pub supplier_advance: Decimal,
    /// Share of the revenue that the client pays on the way.
    pub milestones: Decimal,
    /// Days from payment to the supplier until delivery.
    pub delivery_days: Decimal,
    /// Days from delivery until the client pays the rest.
    pub deferral_days: Decimal,
    /// Days for which customs and freight are financed.
    pub customs_term_days: Decimal,
    /// Interest per year of 365 days, simple.
    pub loan_rate: Decimal,
    /// Fee of the financial agent on what is paid abroad.
    pub agent_fee_rate: Decimal,
    /// Reserve for changes of exchange rates.
    pub forex_reserve_rate: Decimal,
    /// Insurance on the contract price.
    pub insurance_rate: Decimal,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms {
            client_advance: Decimal::ONE,
            supplier_advance: Decimal::ONE,
            milestones: Decimal::ZERO,
            delivery_days: Decimal::ZERO,
            deferral_days: Decimal::ZERO,
            customs_term_days: Decimal::TEN,
            loan_rate: Decimal::ZERO,
            agent_fee_rate: Decimal::ZERO,
            forex_reserve_rate: Decimal::ZERO,
            insurance_rate: Decimal::ZERO,
        }
    }
}

/// On which side of the border a cost arises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// Until the border; part of the customs value.
    BeforeBorder,
    /// After the border.
    AfterBorder,
}

/// A cost of the whole shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// What for.
    pub name: String,
    /// How much; not negative.
    pub amount: Decimal,
    /// Its currency; none means the quote's.
    pub currency: Option<Currency>,
    /// Where it arises.
    pub leg: Leg,
}

/// A line of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineInput {
    /// Names the line; unique in the quote.
    pub id: String,
    /// How many units; greater than zero.
    pub quantity: Decimal,
    /// Purchase price of one unit; not negative.
    pub unit_price: Decimal,
    /// Currency of the purchase price; none means the quote's.
    pub currency: Option<Currency>,
    /// The purchase price includes the supplier's VAT.
    pub price_includes_vat: bool,
    /// VAT rate of the supplier.
    pub supplier_vat: Decimal,
    /// Discount of the supplier, a share.
    pub supplier_discount: Decimal,
    /// Weight of one unit in kilograms.
    pub weight_kg: Decimal,
    /// Markup of the import contract price over the purchase price.
    pub internal_markup: Decimal,
    /// Import duty on the customs value.
    pub duty_rate: Decimal,
    /// Excise per kilogram, in the currency of the quote.
    pub excise_per_kg: Decimal,
    /// Overrides the markup of the quote.
    pub markup: Option<Decimal>,
    /// Overrides the VAT rate of the quote.
    pub vat_rate: Option<Vat>,
    /// The price to quote, whatever the cost (policy `invoice`).
    pub sale_price: Option<Decimal>,
    /// Currency of the sale price; none means the quote's.
    pub sale_currency: Option<Currency>,
    /// Discount on the line, a share (policy `invoice`).
    pub discount: Decimal,
    /// Offered beside the quote: not chosen yet.
    pub optional: bool,
    /// The id of the line that this one could replace: not chosen.
    pub alternative_of: Option<String>,
}

impl Default for LineInput {
    fn default() -> LineInput {
        LineInput {
            id: String::new(),
            quantity: Decimal::ONE,
            unit_price: Decimal::ZERO,
            currency: None,
            price_includes_vat: true,
            supplier_vat: Decimal::ZERO,
            supplier_discount: Decimal::ZERO,
            weight_kg: Decimal::ZERO,
            internal_markup: Decimal::ZERO,
            duty_rate: Decimal::ZERO,
            excise_per_kg: Decimal::ZERO,
            markup: None,
            vat_rate: None,
            sale_price: None,
            sale_currency: None,
            discount: Decimal::ZERO,
            optional: false,
            alternative_of: None,
        }
    }
}

impl LineInput {
    /// Neither optional nor an alternative: part of the totals.
    pub fn chosen(&self) -> bool {
        !self.optional && self.alternative_of.is_none()
    }
}

/// A quote to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteInput {
    /// How it is rounded and shared out.
    pub policy: Policy,
    /// Its currency; every result is in it.
    pub currency: Currency,
    /// Decimals of the currency, 0 to 4.
    pub minor_units: u32,
    /// Where the seller is.
    pub seller_region: Option<Region>,
    /// What kind of deal.
    pub deal: Deal,
    /// Delivery terms.
    pub incoterms: Incoterms,
    /// VAT rate of lines that have none of their own.
    pub vat_rate: Vat,
    /// Markup of lines that have none of their own.
    pub markup: Decimal,
    /// Discount on the whole quote (policy `invoice`).
    pub discount: Option<Discount>,
    /// Commission of an agent.
    pub commission: Option<Commission>,
    /// What other currencies are worth.
    pub rates: BTreeMap<Currency, Rate>,
    /// Payment terms and rates.
    pub terms: Terms,
    /// Costs of the whole shipment.
    pub costs: Vec<Cost>,
    /// The lines, at most [`MAX_LINES`](crate::MAX_LINES).
    pub lines: Vec<LineInput>,
}

impl QuoteInput {
    /// A quote of no lines in a currency with two decimals, everything else as the specification presumes.
    pub fn new(currency: Currency) -> QuoteInput {
        QuoteInput {
            policy: Policy::default(),
            currency,
            minor_units: 2,
            seller_region: None,
            deal: Deal::default(),
            incoterms: Incoterms::default(),
            vat_rate: Vat::default(),
            markup: Decimal::ZERO,
            discount: None,
            commission: None,
            rates: BTreeMap::new(),
            terms: Terms::default(),
            costs: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Whether a line takes part in shares, costs and totals. The spreadsheet knows no lines that do not.
    pub fn takes_part(&self, line: &LineInput) -> bool {
        self.policy == Policy::Reference || line.chosen()
    }

    /// The VAT rate of a line: its own, else the quote's.
    pub fn vat_of(&self, line: &LineInput) -> Vat {
        line.vat_rate.unwrap_or(self.vat_rate)
    }

    /// Whether VAT is charged at all: never on an export, and in the spreadsheet under DDP only.
    pub fn charges_vat(&self) -> bool {
        let delivered = self.policy == Policy::Invoice || self.incoterms == Incoterms::Ddp;
        delivered && self.deal != Deal::Export
    }

    /// The VAT rate that a line is charged with: 0 % where none is charged, except that "without VAT" stays so.
    pub fn vat_charged(&self, line: &LineInput) -> Vat {
        match self.vat_of(line) {
            Vat::Rate(_) if !self.charges_vat() => Vat::Rate(Decimal::ZERO),
            rate => rate,
        }
    }

    /// The markup of a line: its own, else the quote's.
    pub fn markup_of(&self, line: &LineInput) -> Decimal {
        line.markup.unwrap_or(self.markup)
    }
}

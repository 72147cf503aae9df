//! How the price of a line arose: every step with its operands, for a screen, an approval or an audit record.
//!
//! The trace only reads the input and the result, so it says what was computed and not what might be.

mod derivation;
mod line;

pub use line::trace;

use rust_decimal::Decimal;

use crate::input::Currency;

/// What a value of a trace is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money.
    Money(Currency),
    /// A fraction: 0.22 is 22 %.
    Share,
    /// Units of the line.
    Quantity,
    /// Kilograms.
    Kilograms,
    /// Days.
    Days,
    /// What one unit of this currency is worth in the currency of the quote.
    Exchange(Currency),
}

/// Where an operand comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The line's own input.
    Line,
    /// The line's own input, in place of what the quote says.
    Overridden,
    /// An input of the quote that the line could override and does not.
    Inherited,
    /// An input of the quote.
    Quote,
    /// The result of an earlier step.
    Step(StepName),
    /// An amount of the whole quote that an earlier step computed.
    Total,
}

macro_rules! step_names {
    ($($(#[$doc:meta])* $variant:ident = $key:literal,)*) => {
        /// A step of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum StepName { $($(#[$doc])* $variant,)* }

        impl StepName {
            /// The key by which a translation names the step: the name of the specification.
            pub fn key(self) -> &'static str {
                match self { $(StepName::$variant => $key,)* }
            }
        }
    };
}

step_names! {
    /// Step 1.
    Purchase = "purchase",
    /// Step 2: of ΣS.
    ValueShare = "value_share",
    /// Step 2: of the weight, or of ΣS where no weight is given.
    SplitShare = "split_share",
    /// Step 3.
    InternalUnit = "internal_unit",
    /// Step 3.
    InternalTotal = "internal_total",
    /// Step 5.
    FreightToBorder = "freight_to_border",
    /// Step 5.
    FreightAfterBorder = "freight_after_border",
    /// Step 6.
    Duty = "duty",
    /// Step 6.
    Excise = "excise",
    /// Step 7.
    SupplierPayable = "supplier_payable",
    /// Step 7.
    ImportVat = "import_vat",
    /// Step 12.
    Financing = "financing",
    /// Step 12.
    Deferral = "deferral",
    /// Step 13.
    Cost = "cost",
    /// Step 14.
    MarkupAmount = "markup_amount",
    /// Step 14.
    PriceBeforeReserves = "price_before_reserves",
    /// Step 15.
    AgentFee = "agent_fee",
    /// Step 15.
    Commission = "commission",
    /// Step 15.
    ForexReserve = "forex_reserve",
    /// Step 16.
    UnitPrice = "unit_price",
    /// g, before discounts.
    GrossPrice = "gross_price",
    /// Discount on the line.
    LineDiscount = "line_discount",
    /// Part of the discount on the quote.
    HeaderDiscount = "header_discount",
    /// Step 16.
    Net = "net",
    /// Step 17.
    Vat = "vat",
    /// Step 17.
    Gross = "gross",
    /// Step 17.
    UnitGross = "unit_gross",
    /// Step 18.
    VatPayable = "vat_payable",
}

/// A named value that a step is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    /// The field of the input, or the name of the step or total.
    pub name: &'static str,
    /// The value.
    pub value: Decimal,
    /// What it is measured in.
    pub unit: Unit,
    /// Where it comes from.
    pub origin: Origin,
}

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which step.
    pub name: StepName,
    /// What it is computed from. Operands that leave the result as it is (no discount, no VAT) are left out.
    pub operands: Vec<Operand>,
    /// What came out.
    pub result: Decimal,
    /// What the result is measured in.
    pub unit: Unit,
}

/// How the price of a line arose, in the order of the specification. Steps that are nothing for this line (no duty, no
/// freight) are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The steps.
    pub steps: Vec<Step>,
}

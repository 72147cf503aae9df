//! How the price of a line arose: every step with its operands, for a screen, an approval or an audit record.
//!
//! The trace only reads the input and the result, so it says what was computed and not what might be.

mod derivation;
mod line;
mod quote;

use rust_decimal::Decimal;

use crate::input::{Currency, QuoteInput};
use crate::result::Priced;
use quote::Sums;

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
    /// The result of an earlier step, of the line or of the whole quote.
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
            /// The key by which a translation names the step: the name of the specification, with `quote.` before
            /// what is computed once for the whole quote.
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
    /// Step 4, of the whole quote.
    Insurance = "quote.insurance",
    /// Step 5, of the whole quote: the costs of the leg and the insurance.
    AllFreightToBorder = "quote.freight_to_border",
    /// Step 5, of the whole quote.
    AllFreightAfterBorder = "quote.freight_after_border",
    /// Step 8, of the whole quote.
    SupplierOutlay = "quote.supplier_outlay",
    /// Step 8, of the whole quote.
    TotalOutlay = "quote.total_outlay",
    /// Step 9, of the whole quote.
    RevenueEstimate = "quote.revenue_estimate",
    /// Step 10, of the whole quote.
    ClientAdvance = "quote.client_advance",
    /// Step 10, of the whole quote.
    SupplierGap = "quote.supplier_gap",
    /// Step 10, of the whole quote.
    OperationsGap = "quote.operations_gap",
    /// Step 10, of the whole quote.
    SupplierGapInterest = "quote.supplier_gap_interest",
    /// Step 10, of the whole quote.
    OperationsGapInterest = "quote.operations_gap_interest",
    /// Step 10, of the whole quote.
    FinancingCost = "quote.financing_cost",
    /// Step 11, of the whole quote.
    ReceivableGap = "quote.receivable_gap",
    /// Step 11, of the whole quote.
    DeferralCost = "quote.deferral_cost",
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
    /// The steps of the line.
    pub steps: Vec<Step>,
    /// The steps of the whole quote that the line has a share of; none where it bears no share.
    pub quote: Vec<Step>,
}

/// How the price of the line at an index arose.
///
/// `priced` is the result of `input`. Shares and exchange rates are shown to 28 digits; the result was computed from
/// the exact fractions. Whoever asks for many lines asks [`Traces`].
///
/// # Panics
/// When there is no line at the index.
pub fn trace(input: &QuoteInput, priced: &Priced, index: usize) -> Trace {
    let traces = Traces::new(input, priced);
    let bears = input.takes_part(&input.lines[index]);
    Trace {
        steps: traces.line(index),
        quote: if bears { traces.quote() } else { Vec::new() },
    }
}

/// How the prices of a quote arose: what all lines have in common is summed up once.
pub struct Traces<'a> {
    input: &'a QuoteInput,
    priced: &'a Priced,
    sums: Sums,
}

impl<'a> Traces<'a> {
    /// The traces of a quote; `priced` is the result of `input`.
    pub fn new(input: &'a QuoteInput, priced: &'a Priced) -> Traces<'a> {
        Traces {
            input,
            priced,
            sums: Sums::of(input, priced),
        }
    }

    /// The steps of the line at an index.
    ///
    /// # Panics
    /// When there is no line at the index.
    pub fn line(&self, index: usize) -> Vec<Step> {
        line::steps(self.input, self.priced, &self.sums, index)
    }

    /// The steps of the whole quote: insurance, and where a loan bears interest how much is lent and for how long.
    pub fn quote(&self) -> Vec<Step> {
        quote::steps(self.input, &self.priced.totals, &self.sums)
    }
}

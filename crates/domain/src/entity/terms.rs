//! What a landed-cost quote is priced from: terms, cost blocks, rates, dated tables, and the revisions that
//! keep what was quoted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Dec;
use crate::field::entity;
use crate::status::QuoteStatus;

entity! {
    /// The terms of a quote, the defaults of the organisation, or a template. A field without a value is
    /// inherited: the quote's from the organisation's, the organisation's from what the program has built in.
    ///
    /// The row of a quote has the id of the quote, that of the organisation [`ORGANISATION_TERMS`]. A quote
    /// without such a row is a plain quote of list prices.
    Terms in "terms" {
        /// Whose terms they are.
        kind: TermsKind => Fixed,
        /// Name of a template.
        name: String => Free,
        /// Country of the seller, ISO 3166-1 alpha-2: decides about VAT, internal markup and the agent's fee.
        seller_region: Option<String> => Money,
        /// What kind of deal it is.
        deal: Option<Deal> => Money,
        /// Delivery terms.
        incoterms: Option<Incoterms> => Money,
        /// Markup on cost as a fraction.
        markup: Option<Dec> => Money,
        /// Share of the price that the customer pays in advance.
        client_advance: Option<Dec> => Money,
        /// Share of the purchase that the supplier gets in advance.
        supplier_advance: Option<Dec> => Money,
        /// Share of the price that the customer pays on the way.
        milestones: Option<Dec> => Money,
        /// Days from the payment of the supplier to the delivery.
        delivery_days: Option<u32> => Money,
        /// Days the customer pays after the delivery.
        deferral_days: Option<u32> => Money,
        /// Days that customs and carriers are financed.
        customs_term_days: Option<u32> => Money,
        /// Interest of a year as a fraction.
        loan_rate: Option<Dec> => Money,
        /// Fee of the paying agent as a fraction.
        agent_fee_rate: Option<Dec> => Money,
        /// Reserve against the exchange rate as a fraction.
        forex_reserve_rate: Option<Dec> => Money,
        /// Insurance as a fraction of the internal price.
        insurance_rate: Option<Dec> => Money,
        /// Commission of an agent as a fraction of the cost.
        commission_rate: Option<Dec> => Money,
        /// Commission of an agent as an amount; excludes `commission_rate`.
        commission_amount: Option<Dec> => Money,
        /// Currency of the amount, ISO 4217; none means that of the quote.
        commission_currency: Option<String> => Money,
        /// Who gets the commission.
        commission_party: Option<String> => Money,
    }
}

/// The id of the organisation's terms: the same on every device, so that they are one row.
pub const ORGANISATION_TERMS: &str = "00000000-0000-8000-8000-000000000001";

entity! {
    /// A cost of the whole shipment: freight, brokerage, certification.
    Cost in "cost" {
        /// The terms it belongs to.
        terms_id: String => Fixed,
        /// Fractional position as hexadecimal text; rows sort by `(pos, id)`.
        pos: String => Order,
        /// What it is for.
        name: String => Free,
        /// How much.
        amount: Dec => Money,
        /// Currency of the amount, ISO 4217.
        currency: String => Money,
        /// Where it arises: what arises before the border is part of the customs value.
        leg: Leg => Money,
    }
}

entity! {
    /// An exchange rate as a quote keeps it: roubles for `nominal` units of the currency.
    QuoteRate in "quote_rate" {
        /// The quote.
        quote_id: String => Fixed,
        /// The currency, ISO 4217.
        currency: String => Fixed,
        /// Roubles for `nominal` units.
        value: Dec => Money,
        /// How many units the value is for.
        nominal: Dec => Money,
        /// The day the rate is of.
        rate_date: Option<Date> => Money,
        /// Where it comes from.
        source: RateSource => Money,
    }
}

entity! {
    /// An exchange rate that the organisation sets itself, over the banks': roubles for `nominal` units of the
    /// currency.
    OrganisationRate in "organisation_rate" {
        /// The currency, ISO 4217.
        currency: String => Fixed,
        /// Roubles for `nominal` units.
        value: Dec => Money,
        /// How many units the value is for.
        nominal: Dec => Money,
        /// The first day it holds.
        valid_from: Date => Money,
        /// The last day it holds; none means until further notice.
        valid_until: Option<Date> => Money,
        /// Why the bank's is not used.
        reason: String => Money,
    }
}

entity! {
    /// A figure that law or the organisation changes from time to time, with the days it holds.
    DatedValue in "dated_value" {
        /// Which table it stands in.
        kind: DatedKind => Fixed,
        /// Country it is for: of VAT the seller's, of supplier VAT and internal markup the supplier's. `EU` is any
        /// member of the European Union, empty any other country.
        country: String => Money,
        /// Country of the seller (internal markup); empty where it does not matter.
        region: String => Money,
        /// Which of the rates of a country it is (VAT); none means the standard one.
        category: Option<VatCategory> => Money,
        /// Payment terms (minimum markup).
        terms: Option<PaymentTerms> => Money,
        /// Kind of deal (minimum markup).
        deal: Option<Deal> => Money,
        /// Customs value above which it holds, in roubles (customs fee); none means from 0.
        above: Option<Dec> => Money,
        /// Customs value up to which it holds, in roubles (customs fee); none means without end.
        up_to: Option<Dec> => Money,
        /// The figure: a fraction, or roubles (customs fee).
        value: Dec => Money,
        /// First day it holds; none means since ever.
        valid_from: Option<Date> => Money,
        /// Last day it holds; none means until further notice.
        valid_until: Option<Date> => Money,
        /// Where the figure comes from.
        source: String => Free,
    }
}

entity! {
    /// What was quoted when a quote was handed in or sent; never changed.
    QuoteRevision in "quote_revision" {
        /// The quote.
        quote_id: String => Fixed,
        /// 1, 2, …
        number: u32 => Fixed,
        /// The status the quote went into.
        status: QuoteStatus => Fixed,
        /// When, in milliseconds since 1970.
        made_at: i64 => Fixed,
        /// Hash of everything the customer was offered on.
        hash: String => Fixed,
        /// Header, rows, terms, costs, rates, tables and every result, as JSON.
        content: String => Fixed,
    }
}

macro_rules! choices {
    ($( $(#[$meta:meta])* $name:ident [$case:literal] { $( $(#[$variant_meta:meta])* $variant:ident ),* $(,)? } )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
            #[serde(rename_all = $case)]
            pub enum $name { $( $(#[$variant_meta])* $variant ),* }

            impl crate::field::FieldType for $name {
                const KIND: crate::field::FieldKind = crate::field::FieldKind::Text;
            }
        )*
    };
}

choices! {
    /// Whose terms a row holds.
    TermsKind["snake_case"] {
        /// Those of one quote.
        #[default]
        Quote,
        /// The defaults of the organisation.
        Organisation,
        /// A template.
        Template,
    }

    /// A kind of deal.
    Deal["snake_case"] {
        /// Goods are bought, imported and sold.
        #[default]
        Supply,
        /// Goods pass through; the markup is on the purchase.
        Transit,
        /// Only the payment passes through; the markup is on the purchase.
        FinTransit,
        /// Goods leave the country; no VAT.
        Export,
    }

    /// Delivery terms: Incoterms 2020.
    Incoterms["UPPERCASE"] {
        /// Ex works.
        Exw,
        /// Free carrier.
        Fca,
        /// Free alongside ship.
        Fas,
        /// Free on board.
        Fob,
        /// Cost and freight.
        Cfr,
        /// Cost, insurance and freight.
        Cif,
        /// Carriage paid to.
        Cpt,
        /// Carriage and insurance paid to.
        Cip,
        /// Delivered at place.
        Dap,
        /// Delivered at place unloaded.
        Dpu,
        /// Delivered duty paid: the seller pays duty and import VAT.
        #[default]
        Ddp,
    }

    /// Where a cost arises.
    Leg["snake_case"] {
        /// On the way to the border.
        #[default]
        BeforeBorder,
        /// Behind the border.
        AfterBorder,
    }

    /// Where an exchange rate comes from.
    RateSource["snake_case"] {
        /// Typed by a person.
        #[default]
        Manual,
        /// Set by the organisation.
        Organisation,
        /// The list of the Central Bank of Russia.
        CbrXml,
        /// The mirror of that list.
        CbrMirror,
        /// The reference rates of the European Central Bank, through the rouble rate of the euro.
        Ecb,
    }

    /// A dated table.
    DatedKind["snake_case"] {
        /// VAT of the seller's country.
        #[default]
        Vat,
        /// VAT in the price of a supplier.
        SupplierVat,
        /// Internal markup: import contract price over purchase.
        InternalMarkup,
        /// Customs processing fee.
        CustomsFee,
        /// The least markup allowed.
        MinimumMarkup,
    }

    /// A rate of VAT among those that a country has at the same time.
    #[derive(PartialOrd, Ord)]
    VatCategory["snake_case"] {
        /// What applies unless the law says otherwise.
        #[default]
        Standard,
        /// Goods that the law names: food, medicine, books.
        Reduced,
        /// The lower rate of the simplified system.
        SimplifiedLower,
        /// The higher rate of the simplified system.
        SimplifiedHigher,
        /// Taxed at 0 %.
        Zero,
    }

    /// When the customer pays.
    PaymentTerms["snake_case"] {
        /// All of it in advance.
        #[default]
        Prepaid,
        /// All of it afterwards.
        Postpaid,
        /// Some in advance.
        Partial,
    }
}

//! What the prices of a quote follow from besides its header and rows.

use jiff::civil::Date;
use oferta_domain::Dec;
use oferta_domain::entity::{Cost, ORGANISATION_TERMS, Organisation, Quote, QuoteRate, Terms};
use oferta_store::{Connection, revision as revisions_of, terms as terms_of};
use serde::{Deserialize, Serialize};

use crate::dated::{self, Tables};
use crate::error::{AppError, Result};
use crate::workspace::singleton;

/// Terms, cost blocks, rates, and what they fall back on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Basis {
    /// The terms of the quote; none for a plain quote of list prices.
    pub own: Option<Terms>,
    /// The terms of the organisation.
    pub defaults: Option<Terms>,
    pub costs: Vec<Cost>,
    pub rates: Vec<QuoteRate>,
    pub tables: Tables,
    /// The VAT that the seller has set, as it is now: no price follows from it, so no revision keeps it.
    #[serde(skip)]
    pub seller_vat: Option<Dec>,
}

/// What a revision says of the basis; the rest of its content is passed over.
#[derive(Deserialize)]
struct Kept {
    basis: Option<Basis>,
}

impl Basis {
    /// The basis of a quote. A draft follows defaults and tables as they are now; what was handed in or sent stays
    /// as its revision keeps it.
    pub(crate) fn read(conn: &Connection, quote: &Quote) -> Result<Basis> {
        let own = terms_of::find(conn, &quote.id)?;
        if own.is_some()
            && !quote.status.is_editable()
            && let Some(revision) = revisions_of::latest(conn, &quote.id)?
        {
            let kept: Kept = serde_json::from_str(&revision.content).map_err(AppError::internal)?;
            if let Some(basis) = kept.basis {
                let seller_vat = seller_vat(conn)?;
                return Ok(Basis {
                    seller_vat,
                    ..basis
                });
            }
        }
        Basis::of_draft(conn, &quote.id)
    }

    /// The basis of a draft: defaults and tables as they are now.
    pub(crate) fn of_draft(conn: &Connection, quote_id: &str) -> Result<Basis> {
        let own = terms_of::find(conn, quote_id)?;
        let costs = match &own {
            Some(terms) => terms_of::costs(conn, &terms.id)?,
            None => Vec::new(),
        };
        Ok(Basis {
            own,
            defaults: terms_of::find(conn, ORGANISATION_TERMS)?,
            costs,
            rates: terms_of::rates(conn, quote_id)?,
            tables: dated::tables(conn)?,
            seller_vat: seller_vat(conn)?,
        })
    }

    /// The VAT that a quote of this day begins with: what the seller has set; the standard rate follows the table. None
    /// is "without VAT".
    pub(crate) fn vat_to_begin_with(&self, region: &str, on: Date) -> Option<Dec> {
        let set = self.seller_vat?;
        Some(self.tables.vat_to_begin_with(region, set, on))
    }

    /// What a revision keeps and what a state command is bound to; none for a plain quote.
    pub(crate) fn landed(&self) -> Option<&Basis> {
        self.own.is_some().then_some(self)
    }
}

fn seller_vat(conn: &Connection) -> Result<Option<Dec>> {
    Ok(singleton::<Organisation>(conn)?.vat_rate)
}

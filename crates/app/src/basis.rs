//! What the prices of a quote follow from besides its header and rows.

use oferta_domain::entity::{Cost, ORGANISATION_TERMS, Quote, QuoteRate, Terms};
use oferta_store::{Connection, revision as revisions_of, terms as terms_of};
use serde::{Deserialize, Serialize};

use crate::dated::{self, Tables};
use crate::error::{AppError, Result};

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
                return Ok(basis);
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
        })
    }

    /// What a revision keeps and what a state command is bound to; none for a plain quote.
    pub(crate) fn landed(&self) -> Option<&Basis> {
        self.own.is_some().then_some(self)
    }
}

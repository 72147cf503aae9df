//! `quote.set_status`: a quote is handed in, sent, accepted.

use jiff::civil::Date;
use oferta_domain::entity::{Contact, Customer, Quote};
use oferta_domain::field::Entity;
use oferta_domain::status::QuoteCommand;
use oferta_store::{Step, WriteTx, quote as quotes_of};

use super::get;
use crate::api::common::ById;
use crate::api::quote::{QuoteView, SetStatus};
use crate::app::Open;
use crate::basis::Basis;
use crate::error::{AppError, Code, Result};
use crate::patch::Fields;
use crate::quote_view::{check_priced, refresh_totals, view};
use crate::revision;

/// Refuses what cannot be offered: to nobody, to somebody in the bin, nothing, or until a day that is over.
fn check_offer(tx: &WriteTx<'_>, quote: &Quote, today: Date) -> Result<()> {
    let Some(customer) = &quote.customer_id else {
        return Err(AppError::new(Code::CustomerNeeded).at("customer_id"));
    };
    let living = |table, id, field| match tx.current(table, id) {
        Ok(_) => Ok(()),
        Err(error) => Err(AppError::from(error).at(field)),
    };
    living(Customer::TABLE, customer, "customer_id")?;
    if let Some(contact) = &quote.contact_id {
        living(Contact::TABLE, contact, "contact_id")?;
    }
    if quote.line_count == 0 {
        return Err(AppError::new(Code::QuoteEmpty));
    }
    if quote.valid_until.is_some_and(|last| last < today) {
        return Err(AppError::new(Code::ValidityOver).at("valid_until"));
    }
    Ok(())
}

/// `quote.set_status`.
pub(crate) fn set_status(open: &Open, request: SetStatus) -> Result<QuoteView> {
    set_status_on(open, request, open.host.today())
}

/// As [`set_status`], on a day.
pub(crate) fn set_status_on(open: &Open, request: SetStatus, today: Date) -> Result<QuoteView> {
    open.store.write(open.now_ms(), |tx| {
        let (quote, deleted) = quotes_of::get(tx.conn(), &request.id)?;
        if deleted.is_some() {
            return Err(AppError::new(Code::InBin));
        }
        let next = quote
            .status
            .on(today, quote.valid_until)
            .after(request.command)
            .filter(|_| request.command != QuoteCommand::Extend)
            .ok_or_else(|| AppError::new(Code::CommandNotAllowed))?;
        let offers = matches!(request.command, QuoteCommand::Submit | QuoteCommand::Send);
        if offers {
            check_offer(tx, &quote, today)?;
        }
        let action = request.command.action();
        let status = serde_json::to_value(next).map_err(AppError::internal)?;
        let rows = quotes_of::lines(tx.conn(), &quote.id)?;
        let basis = Basis::read(tx.conn(), &quote)?;
        if offers {
            check_priced(&rows, &view(&quote, &rows, &basis)?.unpriced)?;
        }
        let hash = quotes_of::content_hash(&quote, &rows, basis.landed())?;
        let set = Fields::from_iter([("status".to_owned(), status)]);
        tx.command(Quote::TABLE, &quote.id, action, Some(&hash), set)?;
        match request.command {
            QuoteCommand::Submit | QuoteCommand::Send => {
                revision::make(tx, &quote, &rows, &basis, next, hash)?;
            }
            // A draft follows defaults and tables as they are now.
            QuoteCommand::Reopen if basis.own.is_some() => refresh_totals(tx, &quote.id)?,
            _ => {}
        }
        Ok((
            (),
            Step::new(action, "quote", Some(&quote.id), &quote.label),
        ))
    })?;
    get(open, ById { id: request.id })
}

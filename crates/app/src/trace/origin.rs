//! Whose a value of a derivation is: set, inherited, or neither.

use oferta_domain::entity::QuoteLine;
use oferta_pricing as engine;

use crate::api::revision::TraceOrigin;
use crate::api::terms::{Origin, ResolvedTerms};

/// Where an operand of the line with this row comes from. The engine gets what the dated tables say as the line's own.
pub(super) fn of(operand: &engine::Operand, row: Option<&QuoteLine>) -> TraceOrigin {
    use engine::Origin as O;
    match operand.origin {
        O::Line => match (operand.name, row) {
            ("supplier_vat", Some(row)) => of_table(row.supplier_vat.is_some()),
            ("internal_markup", Some(row)) => of_table(row.internal_markup.is_some()),
            _ => TraceOrigin::Line,
        },
        O::Overridden => TraceOrigin::Overridden,
        O::Inherited => TraceOrigin::Inherited,
        O::Quote => TraceOrigin::Quote,
        O::Step(_) => TraceOrigin::Step,
        O::Total => TraceOrigin::Total,
    }
}

fn of_table(own: bool) -> TraceOrigin {
    if own {
        TraceOrigin::Overridden
    } else {
        TraceOrigin::Table
    }
}

/// Where the quote has an operand from that is one of its terms.
pub(super) fn term(operand: &engine::Operand, terms: Option<&ResolvedTerms>) -> Option<Origin> {
    use engine::Origin as O;
    let terms = terms?;
    if !matches!(operand.origin, O::Quote | O::Inherited) {
        return None;
    }
    Some(match operand.name {
        "markup" => terms.markup.origin,
        "terms.client_advance" => terms.client_advance.origin,
        "terms.supplier_advance" => terms.supplier_advance.origin,
        "terms.milestones" => terms.milestones.origin,
        "terms.delivery_days" => terms.delivery_days.origin,
        "terms.deferral_days" => terms.deferral_days.origin,
        "terms.customs_term_days" => terms.customs_term_days.origin,
        "terms.loan_rate" => terms.loan_rate.origin,
        "terms.agent_fee_rate" => terms.agent_fee_rate.origin,
        "terms.forex_reserve_rate" => terms.forex_reserve_rate.origin,
        "terms.insurance_rate" => terms.insurance_rate.origin,
        "commission.rate" => terms.commission_rate.origin,
        "commission.amount" => terms.commission_amount.origin,
        _ => return None,
    })
}

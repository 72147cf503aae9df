//! Markups below the least that the table has: as they are typed, and as discounts and fixed prices leave them.
//!
//! What is left of a markup is the sum without VAT less the cost and less what is only passed on or set aside: the
//! commission, the agent's fee and the reserve. It is compared where something was taken off, because a price that is
//! rounded to the minor unit may lie a hair below the markup it was made with.

use oferta_domain::Dec;
use oferta_domain::entity::Deal;
use rust_decimal::Decimal;

use super::{Found, Line, Looked, Params};
use crate::api::terms::{ResolvedTerms, WarningKind};
use crate::quote_view::sums::ratio;

/// What is left of a markup, and what it is a markup on.
#[derive(Clone, Copy, Default)]
struct Left {
    amount: Decimal,
    base: Decimal,
}

impl Left {
    fn of(line: &Line<'_>, transit: bool) -> Left {
        let result = line.result;
        let passed_on = result.commission + result.agent_fee + result.forex_reserve;
        Left {
            amount: result.net - result.cost - passed_on,
            base: if transit {
                result.purchase
            } else {
                result.cost
            },
        }
    }

    fn markup(self) -> Option<Dec> {
        ratio(self.amount, self.base).filter(|_| self.base > Decimal::ZERO)
    }
}

/// The markup of the quote, of its lines, and what is left of both.
pub(super) fn low(look: &Looked<'_>, terms: &ResolvedTerms, found: &mut Found) {
    let (tables, deal) = (&look.basis.tables, terms.deal.value);
    let least = tables.minimum_markup(terms.payment(), deal, look.quote.quote_date);
    let Some(least) = least else { return };
    let params = |markup: Dec| {
        Params::from([
            ("markup", markup.to_string()),
            ("minimum", least.to_string()),
        ])
    };
    let transit = matches!(deal, Deal::Transit | Deal::FinTransit);
    let whole = whole(look, transit).filter(|left| *left < least);
    let typed = terms.markup.value;
    if typed < least {
        let kind = WarningKind::MarkupBelowMinimum;
        found.quote(kind, "markup", params(typed));
    } else if let Some(left) = whole {
        let quote = look.quote;
        let discounted = quote.discount_rate.is_some() || quote.discount_amount.is_some();
        let field = if discounted { "discount" } else { "markup" };
        found.quote(WarningKind::MarkupLeftBelowMinimum, field, params(left));
    }
    for line in look.landed() {
        let (row, terms) = (line.row, line.terms);
        if terms.calculated && row.markup.is_some_and(|markup| markup < least) {
            let kind = WarningKind::MarkupBelowMinimum;
            found.line(kind, row, "markup", params(terms.markup));
            continue;
        }
        // What is low for the whole quote already is not said again of each of its lines.
        let own = !terms.calculated || !line.result.line_discount.is_zero();
        let shared = whole.is_none() && !line.result.header_discount.is_zero();
        let low_anyway = terms.calculated && terms.markup < least;
        if terms.missing.is_some() || low_anyway || !(own || shared) {
            continue;
        }
        let left = Left::of(&line, transit).markup();
        if let Some(left) = left.filter(|left| *left < least) {
            let field = if terms.calculated {
                "discount"
            } else {
                "unit_price"
            };
            found.line(
                WarningKind::MarkupLeftBelowMinimum,
                row,
                field,
                params(left),
            );
        }
    }
}

/// What is left of the markup of the whole quote; none where nothing was taken off.
fn whole(look: &Looked<'_>, transit: bool) -> Option<Dec> {
    let input = look.calculation.input();
    let lines = look.landed().zip(&input.lines);
    let counted =
        lines.filter(|(line, priced)| input.takes_part(priced) && line.terms.missing.is_none());
    let mut sum = Left::default();
    let mut taken_off = false;
    for (line, _) in counted {
        let left = Left::of(&line, transit);
        sum.amount += left.amount;
        sum.base += left.base;
        taken_off |= !line.terms.calculated
            || !line.result.line_discount.is_zero()
            || !line.result.header_discount.is_zero();
    }
    sum.markup().filter(|_| taken_off)
}

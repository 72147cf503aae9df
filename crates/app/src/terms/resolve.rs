//! What applies to a quote: its own terms, else those of the organisation, else what is built in.

use oferta_domain::Dec;
use oferta_domain::entity::{PaymentTerms, Terms};
use oferta_domain::validate::RATIO_SCALE;
use oferta_pricing as engine;
use rust_decimal::Decimal;

use crate::api::terms::{Origin, Resolved, ResolvedTerms};

/// How finely a markup or margin is shown.
const SHOWN_SCALE: u32 = 6;

/// What stands at two levels above what is built in.
struct Levels<'a> {
    own: Option<&'a Terms>,
    organisation: Option<&'a Terms>,
}

impl Levels<'_> {
    fn at<T>(&self, field: impl Fn(&Terms) -> Option<T>, built_in: T) -> Resolved<T> {
        let from = |terms: Option<&Terms>, origin| {
            let value = field(terms?)?;
            Some(Resolved { value, origin })
        };
        from(self.own, Origin::Quote)
            .or_else(|| from(self.organisation, Origin::Organisation))
            .unwrap_or(Resolved {
                value: built_in,
                origin: Origin::BuiltIn,
            })
    }

    /// Rate, amount and currency of the commission belong together: they come from the level that has either.
    fn commission<T>(&self, field: impl Fn(&Terms) -> Option<T>) -> Resolved<Option<T>> {
        let stated = |terms: &Terms| {
            let some = terms.commission_rate.is_some() || terms.commission_amount.is_some();
            some.then(|| field(terms))
        };
        self.at(stated, None)
    }
}

/// The terms that apply. The built-in ones are those of the pricing specification: everything is paid in advance,
/// customs and carriers are financed for ten days, and there is no markup, interest, fee, reserve or insurance.
pub(crate) fn resolve(own: Option<&Terms>, organisation: Option<&Terms>) -> ResolvedTerms {
    let levels = Levels { own, organisation };
    let zero = Dec(Decimal::ZERO);
    let one = Dec(Decimal::ONE);
    let markup = levels.at(|t| t.markup, zero);
    ResolvedTerms {
        seller_region: levels.at(|t| t.seller_region.clone(), "RU".to_owned()),
        deal: levels.at(|t| t.deal, Default::default()),
        incoterms: levels.at(|t| t.incoterms, Default::default()),
        margin: margin_of(markup.value),
        markup,
        client_advance: levels.at(|t| t.client_advance, one),
        supplier_advance: levels.at(|t| t.supplier_advance, one),
        milestones: levels.at(|t| t.milestones, zero),
        delivery_days: levels.at(|t| t.delivery_days, 0),
        deferral_days: levels.at(|t| t.deferral_days, 0),
        customs_term_days: levels.at(|t| t.customs_term_days, 10),
        loan_rate: levels.at(|t| t.loan_rate, zero),
        agent_fee_rate: levels.at(|t| t.agent_fee_rate, zero),
        forex_reserve_rate: levels.at(|t| t.forex_reserve_rate, zero),
        insurance_rate: levels.at(|t| t.insurance_rate, zero),
        commission_rate: levels.commission(|t| t.commission_rate),
        commission_amount: levels.commission(|t| t.commission_amount),
        commission_currency: levels.commission(|t| t.commission_currency.clone()),
        commission_party: levels.at(|t| t.commission_party.clone(), String::new()),
    }
}

impl ResolvedTerms {
    /// What the customer pays on the way, cut to what the advance leaves: defaults that changed below a quote must
    /// not keep it from being opened.
    pub(crate) fn milestones_left(&self) -> Decimal {
        (*self.milestones.value).min(Decimal::ONE - *self.client_advance.value)
    }

    /// When the customer pays.
    pub(crate) fn payment(&self) -> PaymentTerms {
        let before = *self.client_advance.value;
        if before >= Decimal::ONE {
            PaymentTerms::Prepaid
        } else if before.is_zero() && self.milestones.value.is_zero() {
            PaymentTerms::Postpaid
        } else {
            PaymentTerms::Partial
        }
    }
}

/// `part` of `whole` to six decimals; none where there is no whole, or where it does not fit.
pub(crate) fn share(part: Decimal, whole: Decimal) -> Option<Dec> {
    let share = part.checked_div(whole)?;
    Some(Dec(engine::round(share, SHOWN_SCALE).normalize()))
}

/// The margin of a markup, to six decimals.
pub(crate) fn margin_of(markup: Dec) -> Dec {
    let margin = engine::margin_of_markup(*markup).unwrap_or_default();
    Dec(engine::round(margin, SHOWN_SCALE).normalize())
}

/// The markup of a margin from 0 to below 1, fine enough to show the same margin again.
pub(crate) fn markup_of(margin: Dec) -> Option<Dec> {
    let markup = engine::markup_of_margin(*margin).filter(|_| !margin.is_sign_negative())?;
    Some(Dec(engine::round(markup, RATIO_SCALE).normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_margin_are_two_names_of_one_thing() {
        for (margin, markup) in [("0", "0"), ("0.2", "0.25"), ("0.5", "1"), ("0.9", "9")] {
            let found = markup_of(margin.parse().unwrap()).unwrap();
            assert_eq!(
                (found.to_string(), margin_of(found).to_string()),
                (markup.into(), margin.into())
            );
        }
        for per_mille in 0..1_000 {
            let margin = Dec(Decimal::new(per_mille, 3).normalize());
            let markup = markup_of(margin).unwrap();
            assert_eq!(margin_of(markup), margin, "{markup}");
        }
        for bad in ["1", "1.5", "-0.1"] {
            assert_eq!(markup_of(bad.parse().unwrap()), None, "{bad}");
        }
    }
}

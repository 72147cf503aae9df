//! Markup and margin: two shares of one profit, of the cost and of the price. Never label one as the other.

use rust_decimal::Decimal;

/// The margin (share of the price) of a markup (share of the cost): `markup / (1 + markup)`, to 28 digits. None for a
/// markup of -1 or less, where there is no price.
pub fn margin_of_markup(markup: Decimal) -> Option<Decimal> {
    let price = Decimal::ONE.checked_add(markup)?;
    if price <= Decimal::ZERO {
        return None;
    }
    markup.checked_div(price)
}

/// The markup (share of the cost) that gives a margin (share of the price): `margin / (1 - margin)`, to 28 digits.
/// None for a margin of 1 or more, which no price reaches.
pub fn markup_of_margin(margin: Decimal) -> Option<Decimal> {
    let cost = Decimal::ONE.checked_sub(margin)?;
    if cost <= Decimal::ZERO {
        return None;
    }
    margin.checked_div(cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_fifth_of_the_price_is_a_quarter_of_the_cost() {
        let check = |markup: &str, margin: &str| {
            assert_eq!(margin_of_markup(d(markup)), Some(d(margin)));
            assert_eq!(markup_of_margin(d(margin)), Some(d(markup)));
        };
        check("0.25", "0.2");
        check("0", "0");
        check("1", "0.5");
        check("-0.5", "-1");
        assert_eq!(margin_of_markup(d("-1")), None);
        assert_eq!(markup_of_margin(d("1")), None);
        assert_eq!(markup_of_margin(Decimal::MIN), None);
    }
}

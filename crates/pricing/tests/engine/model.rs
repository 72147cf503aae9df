//! An independent model of the specification's table of steps, in exact fractions. It shares no code with the
//! engine: it is written from the table, slow and plain.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use oferta_pricing::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

type Q = BigRational;

fn q(d: Decimal) -> Q {
    Q::new(BigInt::from(d.mantissa()), BigInt::from(10).pow(d.scale()))
}

fn n(value: i64) -> Q {
    Q::from_integer(value.into())
}

/// R: half away from zero.
fn r(x: &Q, minor: u32) -> Q {
    let unit = Q::from_integer(BigInt::from(10).pow(minor));
    let half = Q::new(1.into(), 2.into());
    let magnitude = (x.abs() * &unit + half).floor() / unit;
    if x.is_negative() {
        -magnitude
    } else {
        magnitude
    }
}

fn max0(x: Q) -> Q {
    if x.is_negative() { Q::zero() } else { x }
}

fn largest_remainder(amount: &Q, weights: &[Q], minor: u32) -> Vec<Q> {
    let unit = Q::from_integer(BigInt::from(10).pow(minor));
    let total: Q = weights.iter().sum();
    let equal = total.is_zero();
    let count = n(weights.len() as i64);
    let quota = |w: &Q| {
        let share = if equal { Q::one() / &count } else { w / &total };
        amount.abs() * share * &unit
    };
    let quotas: Vec<Q> = weights.iter().map(quota).collect();
    let mut parts: Vec<Q> = quotas.iter().map(Q::floor).collect();
    let given: Q = parts.iter().sum();
    let mut left = amount.abs() * &unit - given;
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| (quotas[*b].fract()).cmp(&quotas[*a].fract()).then(a.cmp(b)));
    for i in order {
        if !left.is_positive() {
            break;
        }
        parts[i] += Q::one();
        left -= Q::one();
    }
    let sign = if amount.is_negative() {
        -Q::one()
    } else {
        Q::one()
    };
    parts.into_iter().map(|p| p * &sign / &unit).collect()
}

/// Every named amount: by line, and of the quote.
pub struct Model {
    pub lines: Vec<BTreeMap<&'static str, Q>>,
    pub totals: BTreeMap<&'static str, Q>,
    /// The discount exceeds what it is taken off.
    pub too_large: bool,
}

struct Money<'a>(&'a QuoteInput);

impl Money<'_> {
    fn roubles(&self, currency: Currency) -> Q {
        match self.0.rates.get(&currency) {
            Some(Rate::Roubles { value, nominal }) => q(*value) / q(*nominal),
            _ => Q::one(),
        }
    }
    fn convert(&self, amount: Q, currency: Option<Currency>) -> Q {
        let from = currency.unwrap_or(self.0.currency);
        if from == self.0.currency {
            return amount;
        }
        if let Some(Rate::PerQuoteUnit(units)) = self.0.rates.get(&from) {
            return amount / q(*units);
        }
        amount * self.roubles(from) / self.roubles(self.0.currency)
    }
}

pub fn model(input: &QuoteInput) -> Model {
    let minor = input.minor_units;
    let invoice = input.policy == Policy::Invoice;
    let money = Money(input);
    let t = &input.terms;
    let count = input.lines.len();
    let active: Vec<usize> = (0..count)
        .filter(|i| !invoice || input.lines[*i].chosen())
        .collect();
    let maybe_r = |x: Q| if invoice { r(&x, minor) } else { x };
    let ddp = input.incoterms == Incoterms::Ddp;
    let export = input.deal == Deal::Export;
    let ru = input.seller_region == Region::parse("RU");
    let tr = input.seller_region == Region::parse("TR");
    let sum = |values: &[Q]| active.iter().map(|i| &values[*i]).sum::<Q>();
    let spread = |amount: &Q, weights: &[Q]| -> Vec<Q> {
        let mut out = vec![Q::zero(); count];
        if active.is_empty() {
            return out;
        }
        let own: Vec<Q> = active.iter().map(|i| weights[*i].clone()).collect();
        let parts = if invoice {
            largest_remainder(&r(amount, minor), &own, minor)
        } else {
            let total: Q = own.iter().sum();
            let many = n(own.len() as i64);
            own.iter()
                .map(|w| {
                    if total.is_zero() {
                        amount / &many
                    } else {
                        amount * w / &total
                    }
                })
                .collect()
        };
        for (i, part) in active.iter().zip(parts) {
            out[*i] = part;
        }
        out
    };
    let each = |f: &dyn Fn(usize, &LineInput) -> Q| -> Vec<Q> {
        input
            .lines
            .iter()
            .enumerate()
            .map(|(i, line)| f(i, line))
            .collect()
    };
    let one = Q::one;

    let s = each(&|_, l| {
        let mut price = q(l.unit_price);
        if l.price_includes_vat {
            price /= one() + q(l.supplier_vat);
        }
        money.convert(price * (one() - q(l.supplier_discount)), l.currency) * q(l.quantity)
    });
    let inner = each(&|_, l| one() + q(l.internal_markup));
    let ax = each(&|i, l| r(&(&s[i] * &inner[i] / q(l.quantity)), minor));
    let ay = each(&|i, l| &ax[i] * q(l.quantity));
    let kg = each(&|_, l| q(l.weight_kg) * q(l.quantity));
    let premium = sum(&ay) * q(t.insurance_rate);
    let insurance = (premium * n(10)).ceil() / n(10);
    let leg = |leg: Leg| {
        let costs = input.costs.iter().filter(|c| c.leg == leg);
        costs
            .map(|c| money.convert(q(c.amount), c.currency))
            .sum::<Q>()
    };
    let split = if sum(&kg).is_zero() { &s } else { &kg };
    let tt = spread(&(leg(Leg::BeforeBorder) + &insurance), split);
    let u = spread(&leg(Leg::AfterBorder), split);
    let vat = |l: &LineInput| match l.vat_rate.unwrap_or(input.vat_rate) {
        Vat::Rate(rate) => q(rate),
        Vat::Without => Q::zero(),
    };
    let y = each(&|i, l| {
        if ddp {
            r(&(q(l.duty_rate) * (&s[i] * &inner[i] + &tt[i])), minor)
        } else {
            Q::zero()
        }
    });
    let z = each(&|i, l| maybe_r(q(l.excise_per_kg) * &kg[i]));
    let az = each(&|i, l| &s[i] * (one() + q(l.supplier_vat)));
    let ao = each(&|i, l| {
        if ddp && !export {
            (&ay[i] + &y[i] + &z[i] + &tt[i]) * vat(l)
        } else {
            Q::zero()
        }
    });
    let fee = one() + q(t.agent_fee_rate);
    let supplier_outlay = sum(&az) * q(t.supplier_advance) * &fee;
    let total_outlay = (sum(&az) + sum(&tt)) * &fee + sum(&y) + sum(&z) + sum(&ao);
    let markup = |l: &LineInput| q(l.markup.unwrap_or(input.markup));
    let markups = each(&|_, l| markup(l));
    let mean = if active.is_empty() {
        Q::zero()
    } else {
        sum(&markups) / n(active.len() as i64)
    };
    let fixed = match input.commission.as_ref().map(|c| c.size) {
        Some(CommissionSize::Amount(amount, currency)) => money.convert(q(amount), currency),
        _ => Q::zero(),
    };
    let c = sum(&s) + sum(&tt) + sum(&u) + sum(&y) + sum(&z);
    let header_vat = match input.vat_rate {
        Vat::Rate(rate) if ru => q(rate),
        _ => Q::zero(),
    };
    let revenue =
        (&c * (one() + mean) + &c * q(t.forex_reserve_rate) + &fixed) * (one() + header_vat);
    let advance = &revenue * q(t.client_advance);
    let supplier_gap = max0(&supplier_outlay - &advance);
    let paid = q(t.milestones) * &revenue + max0(&advance - &supplier_outlay);
    let operations_gap = max0(&total_outlay - &supplier_outlay - paid);
    let day = q(t.loan_rate) / n(365);
    let i1 = &supplier_gap * &day * q(t.delivery_days);
    let i2 = &operations_gap * &day * q(t.customs_term_days);
    let financing_cost = &i1 + &i2;
    let mut receivable = &total_outlay - &advance;
    if invoice {
        receivable = max0(receivable);
    }
    let deferral_cost = &receivable * &day * q(t.deferral_days);
    let ba = spread(&financing_cost, &s);
    let bb = spread(&deferral_cost, &s);
    let ab = each(&|i, _| {
        r(
            &(&s[i] + &tt[i] + &u[i] + &y[i] + &z[i] + &ba[i] + &bb[i]),
            minor,
        )
    });
    let commission_amount = match input.commission.as_ref().map(|c| c.size) {
        Some(CommissionSize::Rate(rate)) => sum(&ab) * q(rate),
        _ => fixed,
    };
    let ag = spread(&commission_amount, &s);
    let transit = matches!(input.deal, Deal::Transit | Deal::FinTransit);
    let base = if transit { &s } else { &ab };
    let af = each(&|i, l| r(&(&base[i] * markup(l)), minor));
    let ad = each(&|i, l| r(&(&base[i] * (one() + markup(l)) / q(l.quantity)), minor));
    let ai = each(&|i, _| {
        if tr || export {
            Q::zero()
        } else {
            maybe_r(q(t.agent_fee_rate) * (&az[i] * &inner[i] + &tt[i]))
        }
    });
    let ah =
        each(&|i, l| maybe_r((&ad[i] * q(l.quantity) + &ag[i] + &ai[i]) * q(t.forex_reserve_rate)));
    let aj = each(&|i, l| match l.sale_price {
        Some(price) if invoice => r(&money.convert(q(price), l.sale_currency), minor),
        _ => r(
            &((&ab[i] + &af[i] + &ag[i] + &ah[i] + &ai[i]) / q(l.quantity)),
            minor,
        ),
    });
    let g = each(&|i, l| maybe_r(&aj[i] * q(l.quantity)));
    let ld = each(&|i, l| {
        if invoice {
            r(&(&g[i] * q(l.discount)), minor)
        } else {
            Q::zero()
        }
    });
    let discounted = each(&|i, _| &g[i] - &ld[i]);
    let discount = match input.discount {
        Some(Discount::Amount(amount)) if invoice => r(&q(amount), minor),
        Some(Discount::Rate(rate)) if invoice => r(&(sum(&discounted) * q(rate)), minor),
        _ => Q::zero(),
    };
    let given = matches!(input.discount, Some(Discount::Amount(_)));
    let too_large = given && !discount.is_zero() && discount > sum(&discounted);
    let hd = spread(&discount, &discounted);
    let net = each(&|i, _| &g[i] - &ld[i] - &hd[i]);
    let unit_gross_ref = each(&|i, l| {
        let v = if ddp && !export { vat(l) } else { Q::zero() };
        r(&(&aj[i] * (one() + v)), minor)
    });
    let gross = each(&|i, l| {
        if invoice {
            let v = if export { Q::zero() } else { vat(l) };
            &net[i] + r(&(&net[i] * v), minor)
        } else {
            r(&(&unit_gross_ref[i] * q(l.quantity)), minor)
        }
    });
    let tax = each(&|i, _| &gross[i] - &net[i]);
    let unit_gross = each(&|i, l| {
        if invoice {
            r(&(&gross[i] / q(l.quantity)), minor)
        } else {
            unit_gross_ref[i].clone()
        }
    });
    let payable = each(&|i, _| &tax[i] - &ao[i]);

    let columns = [
        ("purchase", &s),
        ("internal_unit", &ax),
        ("internal_total", &ay),
        ("freight_to_border", &tt),
        ("freight_after_border", &u),
        ("duty", &y),
        ("excise", &z),
        ("import_vat", &ao),
        ("financing", &ba),
        ("deferral", &bb),
        ("cost", &ab),
        ("markup_amount", &af),
        ("price_before_reserves", &ad),
        ("commission", &ag),
        ("forex_reserve", &ah),
        ("agent_fee", &ai),
        ("unit_price", &aj),
        ("line_discount", &ld),
        ("header_discount", &hd),
        ("net", &net),
        ("vat", &tax),
        ("unit_gross", &unit_gross),
        ("gross", &gross),
        ("vat_payable", &payable),
    ];
    let mut totals: BTreeMap<&'static str, Q> = columns
        .iter()
        .map(|(name, column)| (*name, sum(column)))
        .collect();
    totals.extend([
        ("insurance", insurance),
        ("revenue_estimate", revenue),
        ("client_advance", advance),
        ("total_outlay", total_outlay),
        ("supplier_outlay", supplier_outlay),
        ("supplier_gap", supplier_gap),
        ("operations_gap", operations_gap),
        ("supplier_gap_interest", i1),
        ("operations_gap_interest", i2),
        ("financing_cost", financing_cost),
        ("receivable_gap", receivable),
        ("deferral_cost", deferral_cost),
        ("profit", sum(&net) - sum(&ab)),
    ]);
    let line = |i: usize| {
        columns
            .iter()
            .map(|(name, column)| (*name, column[i].clone()))
            .collect()
    };
    Model {
        lines: (0..count).map(line).collect(),
        totals,
        too_large,
    }
}

//! All steps over all lines, in order; what is shared out waits for the sums it is shared by.

use crate::input::{Discount, LineInput, Vat};
use crate::number::{Basis, Number, Undecided};
use crate::steps::{
    Finance, Freight, Import, ImportSums, Offer, OfferSums, Purchase, PurchaseSums, Rules, Sale,
    SaleSums,
};

/// Why a computation stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// This kind of number cannot tell; the line (index) where it showed.
    Undecided(Option<usize>),
    /// The discount exceeds the sum after line discounts, which is given.
    DiscountTooLarge(rust_decimal::Decimal),
}

impl From<Undecided> for Stop {
    fn from(_: Undecided) -> Stop {
        Stop::Undecided(None)
    }
}

fn at(i: usize) -> impl Fn(Undecided) -> Stop {
    move |_| Stop::Undecided(Some(i))
}

/// An amount that is shared out over the lines.
#[derive(Clone)]
pub(crate) struct Shared<N> {
    /// The amount.
    pub amount: N,
    /// The part of each line; none where there is nothing to share.
    parts: Option<Vec<N>>,
    nothing: N,
}

impl<N: Number> Shared<N> {
    fn new<'b>(
        rules: &Rules<'_, N>,
        amount: N,
        basis: impl FnOnce() -> &'b N::Basis,
        same: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Shared<N>, Undecided>
    where
        N::Basis: 'b,
    {
        let parts = if amount.is_zero() || rules.takers == 0 {
            None
        } else if rules.invoice {
            Some(basis().allocate(&amount, rules.minor, same)?)
        } else {
            Some(basis().share(&amount))
        };
        Ok(Shared {
            amount,
            parts,
            nothing: N::zero(),
        })
    }

    /// The part of a line.
    #[inline]
    pub(crate) fn part(&self, i: usize) -> &N {
        self.parts.as_ref().map_or(&self.nothing, |parts| &parts[i])
    }

    /// What the parts add up to.
    pub(crate) fn sum(&self) -> &N {
        match self.parts {
            Some(_) => &self.amount,
            None => &self.nothing,
        }
    }

    /// Whether every part stays the same with this amount and such weights.
    pub(crate) fn stays(&self, amount: &N, same_weights: bool) -> bool {
        *amount == self.amount && (same_weights || self.parts.is_none())
    }
}

/// What is taxed at one rate, and by how many lines.
#[derive(Clone)]
pub(crate) struct Taxed<N> {
    pub rate: Vat,
    pub lines: u32,
    pub net: N,
    pub vat: N,
}

/// Everything that was computed for a quote.
pub(crate) struct Computation<N: Number> {
    pub purchases: Vec<Purchase<N>>,
    pub bought: PurchaseSums<N>,
    /// Sum of the markups of the lines that take part.
    pub markups: N,
    pub by_weight: bool,
    pub freight: Freight<N>,
    pub to_border: Shared<N>,
    pub after_border: Shared<N>,
    pub imports: Vec<Import<N>>,
    pub imported: ImportSums<N>,
    pub finance: Finance<N>,
    pub financing: Shared<N>,
    pub deferral: Shared<N>,
    pub costs: Vec<N>,
    pub cost: N,
    pub commission: Shared<N>,
    pub offers: Vec<Offer<N>>,
    pub offered: OfferSums<N>,
    pub header_discount: Shared<N>,
    pub sales: Vec<Sale<N>>,
    pub sold: SaleSums<N>,
    pub taxed: Vec<Taxed<N>>,
}

/// Whether two lines have one purchase amount whatever it is.
fn same_purchase(a: &LineInput, b: &LineInput) -> bool {
    a.quantity == b.quantity
        && a.unit_price == b.unit_price
        && a.currency == b.currency
        && a.price_includes_vat == b.price_includes_vat
        && a.supplier_vat == b.supplier_vat
        && a.supplier_discount == b.supplier_discount
}

impl<N: Number> Computation<N> {
    /// Computes a quote that has passed [`check`](crate::check).
    pub(crate) fn new(rules: &Rules<'_, N>) -> Result<Computation<N>, Stop> {
        let input = rules.input;
        let lines = &input.lines;
        let takers = || lines.iter().map(|line| input.takes_part(line));
        let same = |a: usize, b: usize| same_purchase(&lines[a], &lines[b]);
        let exact = |_: usize, _: usize| false;

        let mut purchases = Vec::with_capacity(lines.len());
        let mut bought = PurchaseSums::zero();
        let mut markups = N::zero();
        for (i, line) in lines.iter().enumerate() {
            let purchase = rules.purchase(line).map_err(at(i))?;
            if input.takes_part(line) {
                bought.add(&purchase);
                markups = markups.add(&rules.line_markup(line.markup));
            }
            purchases.push(purchase);
        }
        let sums = bought.clone().canonical();
        let freight = rules.freight(&sums)?;

        let weights = |weight: fn(&Purchase<N>) -> &N| -> Vec<Option<N>> {
            let weighed = purchases.iter().zip(takers());
            weighed
                .map(|(p, takes)| takes.then(|| weight(p).clone()))
                .collect()
        };
        let by_value = std::cell::OnceCell::new();
        let value = || by_value.get_or_init(|| N::Basis::new(&weights(|p| &p.purchase)));
        let by_weight = !bought.weight.is_zero();
        let by_split = std::cell::OnceCell::new();
        let split = || match by_weight {
            true => by_split.get_or_init(|| N::Basis::new(&weights(|p| &p.weight))),
            false => value(),
        };
        let tied: &dyn Fn(usize, usize) -> bool = if by_weight { &exact } else { &same };
        let to_border = Shared::new(rules, freight.to_border.clone(), split, tied)?;
        let after_border = Shared::new(rules, freight.after_border.clone(), split, tied)?;

        let mut imports = Vec::with_capacity(lines.len());
        let mut imported = ImportSums::zero();
        for (i, line) in lines.iter().enumerate() {
            let import = rules
                .import(line, &purchases[i], to_border.part(i))
                .map_err(at(i))?;
            if input.takes_part(line) {
                imported.add(&import);
            }
            imports.push(import);
        }
        let freight_sums = (to_border.sum(), after_border.sum());
        let mean = (&markups.clone().canonical(), rules.takers);
        let finance = rules.finance(&sums, &imported.clone().canonical(), freight_sums, mean);
        let amount = rules.invoice_round(finance.financing_cost.clone())?;
        let financing = Shared::new(rules, amount, value, &same)?;
        let amount = rules.invoice_round(finance.deferral_cost.clone())?;
        let deferral = Shared::new(rules, amount, value, &same)?;

        let mut costs = Vec::with_capacity(lines.len());
        let mut cost = N::zero();
        for (i, line) in lines.iter().enumerate() {
            let import = &imports[i];
            let others = [
                to_border.part(i),
                after_border.part(i),
                &import.duty,
                &import.excise,
                financing.part(i),
                deferral.part(i),
            ];
            let landed = rules.cost(&purchases[i].purchase, others).map_err(at(i))?;
            if input.takes_part(line) {
                cost = cost.add(&landed);
            }
            costs.push(landed);
        }
        let commission = Shared::new(rules, rules.commission(&cost)?, value, &same)?;

        let mut offers = Vec::with_capacity(lines.len());
        let mut offered = OfferSums::zero();
        for (i, line) in lines.iter().enumerate() {
            let (bought, part) = (&purchases[i], commission.part(i));
            let offer = rules.offer(line, bought, to_border.part(i), &costs[i], part);
            let offer = offer.map_err(at(i))?;
            if input.takes_part(line) {
                offered.add(&offer);
            }
            offers.push(offer);
        }
        let header_discount = rules.discount_amount(&offered)?;
        let basis = std::cell::OnceCell::new();
        let discounted = || {
            basis.get_or_init(|| {
                let weighed = offers.iter().zip(takers());
                let weight = |o: &Offer<N>| o.gross_price.sub(&o.line_discount);
                let weights = weighed.map(|(offer, takes)| takes.then(|| weight(offer)));
                N::Basis::new(&weights.collect::<Vec<_>>())
            })
        };
        let header_discount = Shared::new(rules, header_discount, discounted, &exact)?;

        let mut sales = Vec::with_capacity(lines.len());
        let mut sold = SaleSums::zero();
        let mut taxed = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let sale = rules.sale(line, &offers[i], header_discount.part(i));
            let sale = sale.map_err(at(i))?;
            if input.takes_part(line) {
                sold.add(&sale);
                tax(&mut taxed, input.vat_charged(line), &sale);
            }
            sales.push(sale);
        }
        Ok(Computation {
            purchases,
            bought,
            markups,
            by_weight,
            freight,
            to_border,
            after_border,
            imports,
            imported,
            finance,
            financing,
            deferral,
            costs,
            cost,
            commission,
            offers,
            offered,
            header_discount,
            sales,
            sold,
            taxed,
        })
    }
}

impl<N: Number> Rules<'_, N> {
    /// The discount on the quote; an amount may not exceed what it is taken off.
    pub(crate) fn discount_amount(&self, offered: &OfferSums<N>) -> Result<N, Stop> {
        let base = offered.gross_price.sub(&offered.line_discount);
        let discount = self.header_discount(&base)?;
        let given = matches!(self.input.discount, Some(Discount::Amount(_)));
        if given && !discount.is_zero() && !discount.sub(&base).at_least_zero().is_zero() {
            return Err(Stop::DiscountTooLarge(base.publish()?));
        }
        Ok(discount)
    }
}

/// Adds a sale to what is taxed at its rate.
pub(crate) fn tax<N: Number>(taxed: &mut Vec<Taxed<N>>, rate: Vat, sale: &Sale<N>) {
    let entry = match taxed.iter_mut().position(|entry| entry.rate == rate) {
        Some(found) => &mut taxed[found],
        None => {
            taxed.push(Taxed {
                rate,
                lines: 0,
                net: N::zero(),
                vat: N::zero(),
            });
            let last = taxed.len() - 1;
            &mut taxed[last]
        }
    };
    entry.lines += 1;
    entry.net = entry.net.add(&sale.net);
    entry.vat = entry.vat.add(&sale.vat);
}

/// Takes a sale out of what is taxed at its rate.
pub(crate) fn untax<N: Number>(taxed: &mut Vec<Taxed<N>>, rate: Vat, sale: &Sale<N>) {
    if let Some(entry) = taxed.iter_mut().find(|entry| entry.rate == rate) {
        entry.lines -= 1;
        entry.net = entry.net.take_out(&sale.net);
        entry.vat = entry.vat.take_out(&sale.vat);
    }
    taxed.retain(|entry| entry.lines > 0);
}

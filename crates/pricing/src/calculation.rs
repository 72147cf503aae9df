//! A priced quote that follows edits: only what an edit touches is computed again.

use crate::check::check_line;
use crate::computation::{Computation, tax, untax};
use crate::fault::Fault;
use crate::input::{LineInput, QuoteInput};
use crate::number::Number;
use crate::number::fast::Fast;
use crate::price::computed;
use crate::result::{LineResult, Priced, Totals};
use crate::steps::{Finance, Freight, Import, Offer, Purchase, Rules, Sale};

/// A quote with its result. After every edit the result is what [`price`](crate::price) gives of the
/// edited input.
pub struct Calculation {
    input: QuoteInput,
    priced: Priced,
    /// None where exact numbers were needed: then every edit prices the whole quote.
    fast: Option<Computation<Fast>>,
}

impl Calculation {
    /// Prices a quote and keeps what later edits build on.
    ///
    /// # Errors
    /// As [`price`](crate::price).
    pub fn new(input: QuoteInput) -> Result<Calculation, Vec<Fault>> {
        let (priced, fast) = computed(&input)?;
        Ok(Calculation {
            input,
            priced,
            fast,
        })
    }

    /// The input as it is now.
    pub fn input(&self) -> &QuoteInput {
        &self.input
    }

    /// The result as it is now.
    pub fn priced(&self) -> &Priced {
        &self.priced
    }

    /// Replaces the line at an index and returns the indices of the lines whose amounts have changed: that line
    /// alone where no shared amount is touched.
    ///
    /// # Errors
    /// As [`price`](crate::price), and then nothing has changed.
    ///
    /// # Panics
    /// When there is no line at the index.
    pub fn set_line(&mut self, index: usize, line: LineInput) -> Result<Vec<usize>, Vec<Fault>> {
        let old = &self.input.lines[index];
        let alone = line.id == old.id
            && line.optional == old.optional
            && line.alternative_of == old.alternative_of
            && check_line(&self.input, &line).is_empty();
        if alone
            && let Some(computation) = &mut self.fast
            && let Some((result, totals)) = computation.edit(&self.input, index, &line)
        {
            let changed = self.priced.lines[index] != result;
            self.priced.lines[index] = result;
            self.priced.totals = totals;
            self.input.lines[index] = line;
            return Ok(if changed { vec![index] } else { Vec::new() });
        }
        let old = std::mem::replace(&mut self.input.lines[index], line);
        let (priced, fast) = match computed(&self.input) {
            Ok(computed) => computed,
            Err(faults) => {
                self.input.lines[index] = old;
                // The attempt to put the line in place may have gone halfway.
                self.fast = None;
                return Err(faults);
            }
        };
        let before = std::mem::replace(&mut self.priced, priced);
        self.fast = fast;
        let pairs = before.lines.iter().zip(&self.priced.lines).enumerate();
        let changed = pairs.filter(|(_, (before, now))| before != now);
        Ok(changed.map(|(i, _)| i).collect())
    }
}

/// What one edited line makes new.
struct Edit<N> {
    purchase: Purchase<N>,
    import: Import<N>,
    cost: N,
    offer: Offer<N>,
    sale: Sale<N>,
    freight: Freight<N>,
    finance: Finance<N>,
}

impl<N: Number> Computation<N> {
    /// Puts an edited line in place, where that changes no part of another line; none where it might, and then
    /// nothing has changed.
    fn edit(
        &mut self,
        input: &QuoteInput,
        i: usize,
        line: &LineInput,
    ) -> Option<(LineResult, Totals)> {
        let rules = Rules::<N>::new(input);
        let takes = input.takes_part(line);
        let edit = self.edited(&rules, i, line, takes)?;
        let old_rate = input.vat_charged(&input.lines[i]);
        if takes {
            let old = rules.line_markup(input.lines[i].markup);
            self.markups = self
                .markups
                .take_out(&old)
                .add(&rules.line_markup(line.markup));
            self.bought.swap(&self.purchases[i], &edit.purchase);
            self.imported.swap(&self.imports[i], &edit.import);
            self.cost = self.cost.take_out(&self.costs[i]).add(&edit.cost);
            self.offered.swap(&self.offers[i], &edit.offer);
            self.sold.swap(&self.sales[i], &edit.sale);
            untax(&mut self.taxed, old_rate, &self.sales[i]);
            tax(&mut self.taxed, input.vat_charged(line), &edit.sale);
        }
        self.purchases[i] = edit.purchase;
        self.imports[i] = edit.import;
        self.costs[i] = edit.cost;
        self.offers[i] = edit.offer;
        self.sales[i] = edit.sale;
        self.freight = edit.freight;
        self.finance = edit.finance;
        Some((self.line(i).ok()?, self.totals().ok()?))
    }

    /// The steps of one line, stopping where an amount that others share would change.
    fn edited(
        &self,
        rules: &Rules<'_, N>,
        i: usize,
        line: &LineInput,
        takes: bool,
    ) -> Option<Edit<N>> {
        let purchase = rules.purchase(line).ok()?;
        let old = &self.purchases[i];
        let same_value = purchase.purchase == old.purchase;
        let same_weight = purchase.weight == old.weight;
        let mut bought = self.bought.clone();
        let mut markups = self.markups.clone();
        if takes {
            bought.swap(old, &purchase);
            let own = rules.line_markup(rules.input.lines[i].markup);
            markups = markups.take_out(&own).add(&rules.line_markup(line.markup));
        }
        let by_weight = !bought.weight.is_zero();
        let same_split =
            by_weight == self.by_weight && if by_weight { same_weight } else { same_value };
        let sums = bought.canonical();
        let freight = rules.freight(&sums).ok()?;
        if !self.to_border.stays(&freight.to_border, same_split)
            || !self.after_border.stays(&freight.after_border, same_split)
        {
            return None;
        }
        let import = rules.import(line, &purchase, self.to_border.part(i)).ok()?;
        let mut imported = self.imported.clone();
        if takes {
            imported.swap(&self.imports[i], &import);
        }
        let freight_sums = (self.to_border.sum(), self.after_border.sum());
        let mean = (&markups.canonical(), rules.takers);
        let finance = rules.finance(&sums, &imported.canonical(), freight_sums, mean);
        let financing = rules.invoice_round(finance.financing_cost.clone()).ok()?;
        let deferral = rules.invoice_round(finance.deferral_cost.clone()).ok()?;
        if !self.financing.stays(&financing, same_value)
            || !self.deferral.stays(&deferral, same_value)
        {
            return None;
        }
        let others = [
            self.to_border.part(i),
            self.after_border.part(i),
            &import.duty,
            &import.excise,
            self.financing.part(i),
            self.deferral.part(i),
        ];
        let cost = rules.cost(&purchase.purchase, others).ok()?;
        let mut whole = self.cost.clone();
        if takes {
            whole = whole.take_out(&self.costs[i]).add(&cost);
        }
        if !self
            .commission
            .stays(&rules.commission(&whole).ok()?, same_value)
        {
            return None;
        }
        let (to_border, commission) = (self.to_border.part(i), self.commission.part(i));
        let offer = rules
            .offer(line, &purchase, to_border, &cost, commission)
            .ok()?;
        let mut offered = self.offered.clone();
        if takes {
            offered.swap(&self.offers[i], &offer);
        }
        let discount = rules.discount_amount(&offered).ok()?;
        let before = &self.offers[i];
        let same_offer =
            offer.gross_price == before.gross_price && offer.line_discount == before.line_discount;
        if !self.header_discount.stays(&discount, same_offer) {
            return None;
        }
        let sale = rules
            .sale(line, &offer, self.header_discount.part(i))
            .ok()?;
        Some(Edit {
            purchase,
            import,
            cost,
            offer,
            sale,
            freight,
            finance,
        })
    }
}

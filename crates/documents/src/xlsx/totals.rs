//! The sums below the lines.

use super::formula::Addends;
use super::sheet::{Column, Writer, Written};
use crate::format::percent;

impl Writer<'_> {
    pub(super) fn totals(&mut self, counted: &Addends) -> Written {
        let (view, labels) = (self.view, self.labels);
        let totals = &view.totals;
        let with_vat = view.has_vat();
        let (label_style, style) = (self.styles.total.clone(), self.styles.total_money.clone());
        let value_column = if with_vat { Column::Gross } else { Column::Net };
        self.row += 1;
        if let Some(before) = totals
            .before_discount
            .filter(|_| !totals.discount.is_zero())
        {
            for (label, amount) in [
                (labels.before_discount, before),
                (labels.discount, -totals.discount),
            ] {
                self.total_label(value_column, label, &label_style)?;
                self.write_amount(value_column, amount, None, &style)?;
                self.row += 1;
            }
        }
        if with_vat {
            self.total_label(value_column, labels.total_net, &label_style)?;
            self.sum(
                value_column,
                Column::Net,
                totals.net,
                view.lines(),
                counted,
                &style,
            )?;
            self.row += 1;
            let rates: Vec<_> = totals
                .vat_by_rate
                .iter()
                .filter_map(|group| group.rate.map(|rate| (rate, group.vat)))
                .collect();
            if rates.len() > 1 {
                for (rate, vat) in rates {
                    let label = format!("{} {}", labels.vat, percent(rate, view.language));
                    self.total_label(value_column, &label, &label_style)?;
                    self.write_amount(value_column, vat, None, &style)?;
                    self.row += 1;
                }
            } else {
                let label = match rates.first() {
                    Some((rate, _)) => format!("{} {}", labels.vat, percent(*rate, view.language)),
                    None => labels.vat.to_owned(),
                };
                self.total_label(value_column, &label, &label_style)?;
                self.sum(
                    value_column,
                    Column::Vat,
                    totals.vat,
                    view.lines(),
                    counted,
                    &style,
                )?;
                self.row += 1;
            }
        }
        let label = if with_vat {
            format!("{}, {}", labels.total_gross, view.currency.code)
        } else {
            format!(
                "{}, {}, {}",
                labels.total, labels.no_vat, view.currency.code
            )
        };
        let (label_style, style) = (self.styles.grand.clone(), self.styles.grand_money.clone());
        let last = self.index(value_column).unwrap_or_default();
        for index in last.saturating_sub(4)..last {
            self.sheet.write_blank(self.row, index, &label_style)?;
        }
        self.total_label(value_column, &label, &label_style)?;
        self.sum(
            value_column,
            value_column,
            totals.gross,
            view.lines(),
            counted,
            &style,
        )?;
        self.row += 2;
        Ok(())
    }
}

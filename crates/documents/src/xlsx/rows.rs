//! Sections and lines.

use rust_decimal::Decimal;

use super::formula::{Addends, adds_up, rounds_to};
use super::sheet::{Column, Writer, Written};
use crate::{Line, RenderError, Row, Section};

impl Writer<'_> {
    /// Writes sections and lines; returns the rows that count in the totals.
    pub(super) fn rows(&mut self) -> Result<Addends, RenderError> {
        let mut counted = Addends::default();
        let view = self.view;
        for (index, row) in view.rows.iter().enumerate() {
            match row {
                Row::Section(section) => {
                    let below = view.rows[index + 1..]
                        .iter()
                        .map_while(|row| match row {
                            Row::Line(line) => Some(line.as_ref()),
                            Row::Section(_) => None,
                        })
                        .collect::<Vec<_>>();
                    self.section(section, &below)?;
                }
                Row::Line(line) => {
                    if !line.optional {
                        counted.push(self.row);
                    }
                    self.line(line)?;
                }
            }
            self.row += 1;
        }
        Ok(counted)
    }

    fn section(&mut self, section: &Section, below: &[&Line]) -> Written {
        for index in 0..self.columns.len() {
            self.sheet
                .write_blank(self.row, index as u16, &self.styles.section)?;
        }
        let style = self.styles.section.clone();
        self.text(0, &section.title, &style)?;
        let Some(subtotal) = &section.subtotal else {
            return Ok(());
        };
        let mut addends = Addends::default();
        for (offset, line) in (1..).zip(below) {
            if !line.optional {
                addends.push(self.row + offset);
            }
        }
        let style = self.styles.section_money.clone();
        for (column, amount) in [
            (Column::Net, subtotal.net),
            (Column::Vat, subtotal.vat),
            (Column::Gross, subtotal.gross),
        ] {
            let lines = below.iter().copied();
            self.sum(column, column, amount, lines, &addends, &style)?;
        }
        Ok(())
    }

    fn line(&mut self, line: &Line) -> Written {
        let scale = self.view.currency.minor_units;
        let text = self.styles.text.clone();
        let name = match line.mark(self.labels) {
            mark if mark.is_empty() => line.name.clone(),
            mark => format!("{} ({mark})", line.name.trim()),
        };
        let at = |column: Column| self.at(column);
        let (quantity, price, discount) = (
            at(Column::Quantity),
            at(Column::Price),
            at(Column::Discount),
        );
        let (net, rate, vat) = (at(Column::Net), at(Column::Rate), at(Column::Vat));
        self.number(Column::No, Decimal::from(line.no))?;
        for (column, value) in [
            (Column::Article, &line.article),
            (Column::Brand, &line.brand),
            (Column::Name, &name),
            (Column::Unit, &line.unit),
        ] {
            if let Some(index) = self.index(column) {
                self.text(index, value, &text)?;
            }
        }
        self.number(Column::Quantity, line.quantity)?;
        self.number(Column::Price, line.unit_price)?;
        self.discount(line.discount)?;
        let kept = Decimal::ONE - line.discount;
        let formula = if line.discount.is_zero() {
            format!("ROUND({quantity}*{price},{scale})")
        } else {
            format!("ROUND({quantity}*{price}*(1-{discount}),{scale})")
        };
        let sure = rounds_to(&[line.quantity, line.unit_price, kept], scale, line.net);
        self.amount(Column::Net, line.net, sure.then_some(formula))?;
        self.rate(line.vat_rate)?;
        if let Some(fraction) = line.vat_rate {
            let formula = format!("ROUND({net}*{rate},{scale})");
            let sure = rounds_to(&[line.net, fraction], scale, line.vat);
            self.amount(Column::Vat, line.vat, sure.then_some(formula))?;
        } else {
            self.amount(Column::Vat, line.vat, None)?;
        }
        let formula = format!("ROUND({net}+{vat},{scale})");
        let sure = adds_up([line.net, line.vat].into_iter(), scale, line.gross);
        self.amount(Column::Gross, line.gross, sure.then_some(formula))
    }
}

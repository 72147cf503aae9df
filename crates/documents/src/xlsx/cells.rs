//! One cell at a time.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula};

use super::formula::{Addends, adds_up};
use super::sheet::{Column, Writer, Written};
use crate::Line;

impl Writer<'_> {
    pub(super) fn index(&self, column: Column) -> Option<u16> {
        self.columns
            .iter()
            .position(|candidate| *candidate == column)
            .map(|index| index as u16)
    }

    /// The cell of the current row in A1 notation; of a column that is not there, no formula will be written.
    pub(super) fn at(&self, column: Column) -> String {
        self.index(column).map_or_else(String::new, |index| {
            rust_xlsxwriter::utility::row_col_to_cell(self.row, index)
        })
    }

    pub(super) fn own_line(&mut self, text: &str, style: &Format) -> Written {
        if !text.trim().is_empty() {
            self.text(0, text, style)?;
            self.row += 1;
        }
        Ok(())
    }

    pub(super) fn labelled(&mut self, label: &str, text: &str) -> Written {
        if !text.trim().is_empty() {
            let (caption, plain) = (self.styles.caption.clone(), self.styles.plain.clone());
            self.text(0, label, &caption)?;
            let column = self.index(Column::Name).unwrap_or(1).min(2);
            self.text(column, text, &plain)?;
            self.row += 1;
        }
        Ok(())
    }

    /// Writes a string cell, never a formula; one that a person's edit would turn into a formula is marked as text.
    pub(super) fn text(&mut self, column: u16, text: &str, style: &Format) -> Written {
        let text = text.trim();
        if looks_like_formula(text) {
            let style = style.clone().set_quote_prefix();
            self.sheet
                .write_string_with_format(self.row, column, text, &style)?;
        } else if !text.is_empty() {
            self.sheet
                .write_string_with_format(self.row, column, text, style)?;
        } else {
            self.sheet.write_blank(self.row, column, style)?;
        }
        Ok(())
    }

    pub(super) fn number(&mut self, column: Column, value: Decimal) -> Written {
        if let Some(index) = self.index(column) {
            let style = if column == Column::Price {
                self.styles.money(value)
            } else {
                self.styles.quantity(value)
            };
            self.sheet
                .write_number_with_format(self.row, index, double(value), style)?;
        }
        Ok(())
    }

    pub(super) fn discount(&mut self, fraction: Decimal) -> Written {
        if let Some(index) = self.index(Column::Discount) {
            let style = self.styles.percent(fraction);
            if fraction.is_zero() {
                self.sheet.write_blank(self.row, index, style)?;
            } else {
                self.sheet
                    .write_number_with_format(self.row, index, double(fraction), style)?;
            }
        }
        Ok(())
    }

    pub(super) fn rate(&mut self, rate: Option<Decimal>) -> Written {
        if let Some(index) = self.index(Column::Rate) {
            match rate {
                Some(rate) => self.sheet.write_number_with_format(
                    self.row,
                    index,
                    double(rate),
                    self.styles.percent(rate),
                )?,
                None => self.sheet.write_string_with_format(
                    self.row,
                    index,
                    self.labels.no_vat,
                    &self.styles.text,
                )?,
            };
        }
        Ok(())
    }

    pub(super) fn amount(
        &mut self,
        column: Column,
        amount: Decimal,
        formula: Option<String>,
    ) -> Written {
        let style = self.styles.money(amount).clone();
        self.write_amount(column, amount, formula, &style)
    }

    pub(super) fn total_label(
        &mut self,
        value_column: Column,
        label: &str,
        style: &Format,
    ) -> Written {
        let index = self
            .index(value_column)
            .unwrap_or_default()
            .saturating_sub(1);
        self.text(index, label, style)
    }

    /// Writes into `target` the sum over `added` if it is exactly `amount`, else the amount.
    pub(super) fn sum<'l>(
        &mut self,
        target: Column,
        added: Column,
        amount: Decimal,
        lines: impl Iterator<Item = &'l Line>,
        addends: &Addends,
        style: &Format,
    ) -> Written {
        let scale = self.view.currency.minor_units;
        let values = lines.filter(|line| !line.optional).map(|line| match added {
            Column::Net => line.net,
            Column::Vat => line.vat,
            _ => line.gross,
        });
        let formula = match self.index(added) {
            Some(index) if adds_up(values, scale, amount) => addends.sum(index, scale),
            _ => None,
        };
        self.write_amount(target, amount, formula, style)
    }

    pub(super) fn write_amount(
        &mut self,
        column: Column,
        amount: Decimal,
        formula: Option<String>,
        style: &Format,
    ) -> Written {
        let Some(index) = self.index(column) else {
            return Ok(());
        };
        match formula {
            Some(formula) => {
                let formula = Formula::new(formula).set_result(amount.normalize().to_string());
                self.sheet
                    .write_formula_with_format(self.row, index, formula, style)?
            }
            None => self
                .sheet
                .write_number_with_format(self.row, index, double(amount), style)?,
        };
        Ok(())
    }
}

/// The nearest double. Through text, as that is the one conversion that is rounded once.
pub(crate) fn double(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// Whether a person's edit of the cell would turn this text into a formula.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@']) || text.starts_with(char::is_control)
}

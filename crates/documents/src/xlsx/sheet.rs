use rust_decimal::Decimal;
use rust_xlsxwriter::Worksheet;

use super::formula::{Addends, adds_up, rounds_to};
use super::styles::Styles;
use crate::format::{date, percent};
use crate::labels::Labels;
use crate::{CustomerView, Line, Person, RenderError, Row, Section};

/// Of a piece of the sheet.
pub(super) type Written = Result<(), RenderError>;

/// What a column of the sheet holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    No,
    Article,
    Brand,
    Name,
    Unit,
    Quantity,
    Price,
    Discount,
    Net,
    Rate,
    Vat,
    Gross,
}

/// Everything that the rows of the sheet share.
pub(super) struct Writer<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) view: &'a CustomerView,
    pub(super) labels: &'static Labels,
    pub(super) styles: Styles,
    pub(super) columns: Vec<Column>,
    pub(super) row: u32,
}

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &CustomerView,
    labels: &'static Labels,
) -> Written {
    let mut writer = Writer {
        sheet,
        view,
        labels,
        styles: Styles::of(view.currency.minor_units),
        columns: columns(view),
        row: 0,
    };
    writer.preamble()?;
    let head = writer.row;
    writer.head()?;
    let counted = writer.rows()?;
    writer.totals(&counted)?;
    writer.terms()?;
    writer.page(head)
}

fn columns(view: &CustomerView) -> Vec<Column> {
    use Column as C;
    let any = |has: fn(&Line) -> bool| view.lines().any(has);
    let with_vat = view.has_vat();
    [
        (C::No, true),
        (C::Article, any(|line| !line.article.is_empty())),
        (C::Brand, any(|line| !line.brand.is_empty())),
        (C::Name, true),
        (C::Unit, any(|line| !line.unit.is_empty())),
        (C::Quantity, true),
        (C::Price, true),
        (C::Discount, any(|line| !line.discount.is_zero())),
        (C::Net, true),
        (C::Rate, with_vat),
        (C::Vat, with_vat),
        (C::Gross, with_vat),
    ]
    .into_iter()
    .filter_map(|(column, wanted)| wanted.then_some(column))
    .collect()
}

impl Writer<'_> {
    /// Few rows, as they stay on the screen together with the frozen header.
    fn preamble(&mut self) -> Written {
        let (view, labels) = (self.view, self.labels);
        let number = view.number.trim();
        let number = if number.is_empty() {
            String::new()
        } else {
            format!("{} {number}", labels.number_mark)
        };
        let heading = joined(" ", &[&view.kind, &number]);
        let style = self.styles.heading.clone();
        self.own_line(&heading, &style)?;
        let valid = view.valid_until.map_or_else(String::new, |day| {
            format!("{} {}", labels.valid_until, date(day, view.language))
        });
        let dated = format!("{} {}", labels.dated, date(view.date, view.language));
        let style = self.styles.soft.clone();
        self.own_line(&joined(" · ", &[&dated, &valid]), &style)?;
        let style = self.styles.title.clone();
        self.own_line(&view.title, &style)?;
        let seller = joined(
            " · ",
            &[
                &view.seller.name,
                &named(labels.inn, &view.seller.inn),
                &view.seller.phone,
                &view.seller.email,
            ],
        );
        self.labelled(labels.seller, &seller)?;
        let contact = view.contact.as_ref().map(person).unwrap_or_default();
        let customer = joined(
            " · ",
            &[
                &view.customer.name,
                &named(labels.inn, &view.customer.inn),
                &named(labels.kpp, &view.customer.kpp),
                &contact,
            ],
        );
        self.labelled(labels.customer, &customer)?;
        self.labelled(labels.manager, &person(&view.manager))
    }

    fn head(&mut self) -> Written {
        for (index, column) in self.columns.iter().enumerate() {
            let index = index as u16;
            let label = self.label(*column);
            self.sheet
                .write_string_with_format(self.row, index, label, &self.styles.head)?;
            self.sheet.set_column_width(index, width(*column))?;
        }
        self.sheet.set_row_height(self.row, 27)?;
        self.row += 1;
        Ok(())
    }

    fn label(&self, column: Column) -> String {
        let labels = self.labels;
        let money = |label: &str| format!("{label}, {}", self.view.currency.code);
        match column {
            Column::No => labels.position.to_owned(),
            Column::Article => labels.article.to_owned(),
            Column::Brand => labels.brand.to_owned(),
            Column::Name => labels.name.to_owned(),
            Column::Unit => labels.unit.to_owned(),
            Column::Quantity => labels.quantity.to_owned(),
            Column::Price => money(labels.price),
            Column::Discount => labels.discount.to_owned(),
            Column::Net => money(labels.net),
            Column::Rate => labels.vat_rate.to_owned(),
            Column::Vat => money(labels.vat),
            Column::Gross => money(labels.gross),
        }
    }

    /// Writes sections and lines; returns the rows that count in the totals.
    fn rows(&mut self) -> Result<Addends, RenderError> {
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
        let name = if line.optional {
            format!("{} ({})", line.name.trim(), self.labels.optional)
        } else {
            line.name.clone()
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

    fn totals(&mut self, counted: &Addends) -> Written {
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

    fn terms(&mut self) -> Written {
        let (view, labels) = (self.view, self.labels);
        let seller = &view.seller;
        if view.lines().any(|line| line.optional) {
            let style = self.styles.soft.clone();
            self.own_line(labels.optional_footnote, &style)?;
        }
        for (label, text) in [
            (labels.delivery, &view.terms.delivery),
            (labels.payment, &view.terms.payment),
            (labels.note, &view.terms.note),
        ] {
            self.labelled(label, text)?;
        }
        let requisites = joined(
            " · ",
            &[
                &seller.full_name,
                &seller.address,
                &named(labels.inn, &seller.inn),
                &named(labels.kpp, &seller.kpp),
                &named(labels.ogrn, &seller.ogrn),
            ],
        );
        self.labelled(labels.seller, &requisites)?;
        let bank = joined(
            " · ",
            &[
                &seller.bank_name,
                &named(labels.bic, &seller.bic),
                &named(labels.account, &seller.account),
                &named(labels.corr_account, &seller.corr_account),
            ],
        );
        self.labelled(labels.bank, &bank)
    }

    fn page(&mut self, head: u32) -> Written {
        let last = self.columns.len().saturating_sub(1) as u16;
        self.sheet
            .set_freeze_panes(head + 1, 0)?
            .set_repeat_rows(head, head)?
            .set_print_area(0, 0, self.row.max(head + 1), last)?
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(format!("&R&8{} &P {} &N", self.labels.page, self.labels.of));
        Ok(())
    }
}

fn width(column: Column) -> f64 {
    match column {
        Column::No => 5.0,
        Column::Article => 17.0,
        Column::Brand => 13.0,
        Column::Name => 46.0,
        Column::Unit => 7.0,
        Column::Quantity => 9.0,
        Column::Discount | Column::Rate => 9.0,
        Column::Price | Column::Net | Column::Vat | Column::Gross => 15.0,
    }
}

fn person(person: &Person) -> String {
    joined(
        " · ",
        &[
            &person.full_name(),
            &person.position,
            &person.phone,
            &person.email,
        ],
    )
}

fn named(label: &str, value: &str) -> String {
    match value.trim() {
        "" => String::new(),
        value => format!("{label} {value}"),
    }
}

fn joined(separator: &str, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(separator)
}

//! The sheet as a whole: its columns, its header, its page.

use rust_xlsxwriter::Worksheet;

use super::styles::Styles;
use crate::labels::Labels;
use crate::{CustomerView, Line, RenderError};

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

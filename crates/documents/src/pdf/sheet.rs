//! The quote as texts that are ready to print: what the template receives.

use rust_decimal::Decimal;
use serde::Serialize;

use super::columns::{self, Column, Layout, Wanted, body_width, wrapped};
use super::parties::{Party, SellerTexts, parties, seller_texts};
use super::words::{clean, joined};
use crate::format::{amount, currency_mark, date, number, percent};
use crate::labels::Labels;
use crate::{CustomerView, Line, RenderError, Row, Section};

#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    lang: &'static str,
    /// Each row says where it stands: of no account for what is printed.
    pub marks: bool,
    landscape: bool,
    document_title: String,
    authors: Vec<String>,
    words: &'static Labels,
    seller: SellerTexts,
    heading: String,
    dates: String,
    title: String,
    parties: Vec<Party>,
    columns: Vec<Column>,
    rows: Vec<RowTexts>,
    totals: Vec<Total>,
    grand_total: Total,
    remarks: String,
    terms: Vec<Term>,
    signature: Signature,
    footer: String,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum RowTexts {
    Section(SectionTexts),
    Line(Box<LineTexts>),
}

#[derive(Debug, Serialize)]
pub(super) struct SectionTexts {
    title: String,
    subtotal: bool,
    net: String,
    vat: String,
    gross: String,
}

#[derive(Debug, Serialize)]
pub(super) struct LineTexts {
    no: String,
    pub article: String,
    name: String,
    brand: String,
    optional: String,
    quantity: String,
    pub unit: String,
    price: String,
    pub discount: String,
    net: String,
    vat: String,
    vat_rate: String,
    gross: String,
    /// Lines of body text in the row's highest cell, and of small text under them.
    lines: usize,
    small_lines: usize,
}

#[derive(Debug, Serialize)]
struct Total {
    label: String,
    amount: String,
}

#[derive(Debug, Serialize)]
struct Term {
    label: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct Signature {
    position: String,
    name: String,
}

impl LineTexts {
    pub(super) fn text(&self, key: &str) -> &str {
        match key {
            "no" => &self.no,
            "article" => &self.article,
            "quantity" => &self.quantity,
            "unit" => &self.unit,
            "price" => &self.price,
            "discount" => &self.discount,
            "net" => &self.net,
            "vat" => &self.vat,
            "gross" => &self.gross,
            _ => "",
        }
    }
}

impl SectionTexts {
    pub(super) fn text(&self, key: &str) -> &str {
        match key {
            "net" => &self.net,
            "vat" => &self.vat,
            "gross" => &self.gross,
            _ => "",
        }
    }
}

impl Sheet {
    pub(super) fn of(view: &CustomerView) -> Self {
        let labels = Labels::of(view.language);
        let with_vat = view.has_vat();
        let common_rate = common_rate(view);
        let mut rows: Vec<RowTexts> = view
            .rows
            .iter()
            .map(|row| row_texts(view, row, common_rate.is_some()))
            .collect();
        let layout = columns::plan(
            &rows,
            Wanted {
                labels,
                currency: currency_mark(&view.currency, view.language),
                with_vat,
                common_rate: common_rate.map(|rate| percent(rate, view.language)),
            },
        );
        break_lines(&mut rows, &layout);
        let heading = heading(view, labels);
        Self {
            lang: match view.language {
                crate::Language::Ru => "ru",
                crate::Language::En => "en",
            },
            marks: false,
            landscape: layout.landscape,
            document_title: joined(" · ", [heading.clone(), clean(&view.title)]),
            authors: Some(clean(&view.seller.name))
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            words: labels,
            seller: seller_texts(&view.seller, labels),
            dates: dates(view, labels),
            title: clean(&view.title),
            parties: parties(view, labels),
            totals: totals(view, labels, with_vat),
            grand_total: Total {
                label: if with_vat {
                    labels.total_gross.to_owned()
                } else {
                    format!("{}, {}", labels.total, labels.no_vat)
                },
                amount: amount(view.totals.gross, &view.currency, view.language),
            },
            remarks: remarks(view, labels, with_vat),
            terms: terms(view, labels),
            signature: Signature {
                position: clean(&view.manager.position),
                name: clean(&view.manager.full_name()),
            },
            footer: joined("  ·  ", [clean(&view.seller.name), heading.clone()]),
            heading,
            columns: layout.columns,
            rows,
        }
    }

    pub(super) fn to_json(&self) -> Result<Vec<u8>, RenderError> {
        serde_json::to_vec(self).map_err(|error| RenderError::Template(error.to_string()))
    }
}

fn heading(view: &CustomerView, labels: &Labels) -> String {
    let number = clean(&view.number);
    let number = if number.is_empty() {
        number
    } else {
        format!("{}\u{a0}{number}", labels.number_mark)
    };
    let revision = view
        .revision
        .map(|number| format!("{}\u{a0}{number}", labels.revision));
    joined(
        ", ",
        [
            joined(" ", [clean(&view.kind), number]),
            revision.unwrap_or_default(),
        ],
    )
}

fn dates(view: &CustomerView, labels: &Labels) -> String {
    let dated = format!("{}\u{a0}{}", labels.dated, date(view.date, view.language));
    let valid = view.valid_until.map_or_else(String::new, |day| {
        format!("{} {}", labels.valid_until, date(day, view.language))
    });
    joined("  ·  ", [dated, valid])
}

fn row_texts(view: &CustomerView, row: &Row, rate_in_heading: bool) -> RowTexts {
    match row {
        Row::Section(section) => RowTexts::Section(section_texts(view, section)),
        Row::Line(line) => RowTexts::Line(Box::new(line_texts(view, line, rate_in_heading))),
    }
}

fn section_texts(view: &CustomerView, section: &Section) -> SectionTexts {
    let money = |value: Option<Decimal>| {
        value.map_or_else(String::new, |value| {
            number(value, view.currency.minor_units, view.language)
        })
    };
    let subtotal = section.subtotal.as_ref();
    SectionTexts {
        title: clean(&section.title),
        subtotal: subtotal.is_some(),
        net: money(subtotal.map(|sums| sums.net)),
        vat: money(subtotal.map(|sums| sums.vat)),
        gross: money(subtotal.map(|sums| sums.gross)),
    }
}

fn line_texts(view: &CustomerView, line: &Line, rate_in_heading: bool) -> LineTexts {
    let labels = Labels::of(view.language);
    let money = |value| number(value, view.currency.minor_units, view.language);
    let (vat, vat_rate) = match line.vat_rate {
        None => (String::new(), labels.no_vat.to_owned()),
        Some(_) if rate_in_heading => (money(line.vat), String::new()),
        Some(rate) => (money(line.vat), percent(rate, view.language)),
    };
    LineTexts {
        no: line.no.to_string(),
        article: clean(&line.article),
        name: clean(&line.name),
        brand: clean(&line.brand),
        optional: clean(&line.mark(labels)),
        quantity: number(line.quantity, 0, view.language),
        unit: clean(&line.unit),
        price: money(line.unit_price),
        discount: if line.discount.is_zero() {
            String::new()
        } else {
            percent(line.discount, view.language)
        },
        net: money(line.net),
        vat,
        vat_rate,
        gross: money(line.gross),
        lines: 1,
        small_lines: 0,
    }
}

/// The rate that every line has, if they all have one and the same.
fn common_rate(view: &CustomerView) -> Option<Decimal> {
    let mut rates = view.lines().map(|line| line.vat_rate);
    let first = rates.next()??;
    rates.all(|rate| rate == Some(first)).then_some(first)
}

fn totals(view: &CustomerView, labels: &Labels, with_vat: bool) -> Vec<Total> {
    let totals = &view.totals;
    let money = |value| amount(value, &view.currency, view.language);
    let mut shown = Vec::new();
    if let Some(before) = totals
        .before_discount
        .filter(|_| !totals.discount.is_zero())
    {
        shown.push(Total {
            label: labels.before_discount.to_owned(),
            amount: money(before),
        });
        shown.push(Total {
            label: labels.discount.to_owned(),
            amount: money(-totals.discount),
        });
    }
    if with_vat {
        shown.push(Total {
            label: labels.total_net.to_owned(),
            amount: money(totals.net),
        });
        let several = totals.vat_by_rate.len() > 1;
        for group in &totals.vat_by_rate {
            let Some(rate) = group.rate else { continue };
            let rate = percent(rate, view.language);
            let label = if several {
                let base = money(group.net);
                format!("{} {rate} {} {base}", labels.vat, labels.vat_base)
            } else {
                format!("{} {rate}", labels.vat)
            };
            shown.push(Total {
                label,
                amount: money(group.vat),
            });
        }
        if totals.vat_by_rate.is_empty() {
            shown.push(Total {
                label: labels.vat.to_owned(),
                amount: money(totals.vat),
            });
        }
    }
    shown
}

fn remarks(view: &CustomerView, labels: &'static Labels, with_vat: bool) -> String {
    let mut remarks = Vec::new();
    if with_vat {
        remarks.push(labels.prices_without_vat);
    }
    remarks.extend(view.footnote(labels));
    remarks.join(" ")
}

fn terms(view: &CustomerView, labels: &'static Labels) -> Vec<Term> {
    [
        (labels.delivery, &view.terms.delivery),
        (labels.payment, &view.terms.payment),
        (labels.note, &view.terms.note),
    ]
    .into_iter()
    .map(|(label, text)| Term {
        label,
        text: clean(text),
    })
    .filter(|term| !term.text.is_empty())
    .collect()
}

/// Breaks the texts of the table into lines. The typesetter then knows the height of a row without trying it.
fn break_lines(rows: &mut [RowTexts], layout: &Layout) {
    let (article, name, unit) = (
        layout.room("article"),
        layout.room("name"),
        layout.room("unit"),
    );
    for row in rows {
        if let RowTexts::Line(line) = row {
            line.article = wrapped(&line.article, article);
            line.name = wrapped(&line.name, name);
            // The mark of an optional line or an alternative stands beside it.
            let beside = (name - body_width(&line.optional)).min(name * 0.75);
            line.brand = wrapped(&line.brand, beside.max(name * 0.25));
            line.unit = wrapped(&line.unit, unit);
            let count = |text: &str| text.split('\n').count();
            let has_small = !line.brand.is_empty() || !line.optional.is_empty();
            line.small_lines = if has_small { count(&line.brand) } else { 0 };
            line.lines = count(&line.name)
                .max(count(&line.article).saturating_sub(line.small_lines))
                .max(count(&line.unit).saturating_sub(line.small_lines));
            if !line.vat_rate.is_empty() && !line.vat.is_empty() {
                line.small_lines = line.small_lines.max(1);
            }
        }
    }
}

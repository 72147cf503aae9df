//! Documents of a quote: what a customer receives, and opening it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use oferta_documents as documents;
use oferta_documents::file;
use oferta_domain::currency::minor_units;
use oferta_domain::entity::{Customer, Language, LineKind, Quote};

use crate::api::common::Nothing;
use crate::api::document::{DocumentFormat, DocumentPath, ExportQuote, Exported};
use crate::api::quote::{LineView, QuoteTotals};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::host::HostError;
use crate::parties::Parties;
use crate::quote_view::line_views;
use crate::revision::Edition;

/// Folder in the documents of the person that exports go to.
const EXPORTS: &str = "Oferta";

/// `document.export`.
pub(crate) fn export(open: &Open, request: ExportQuote) -> Result<Exported> {
    let (stem, seen) = customer_view(open, &request.quote_id, request.revision_id.as_deref())?;
    let (bytes, extension) = match request.format {
        DocumentFormat::Pdf => (documents::pdf::render(&seen)?, "pdf"),
        DocumentFormat::Xlsx => (documents::xlsx::render(&seen)?, "xlsx"),
    };
    put(open, request.folder, &stem, extension, &bytes)
}

/// Writes a document into a folder, or into that of exports, under a name that is free.
pub(crate) fn put(
    open: &Open,
    folder: Option<String>,
    stem: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<Exported> {
    let folder = folder.map_or_else(|| exports(open), PathBuf::from);
    std::fs::create_dir_all(&folder).map_err(|e| AppError::from(file::WriteError::from(e)))?;
    let path = file::available_name(&folder, stem, extension);
    file::write_atomically(&path, bytes)?;
    Ok(Exported {
        name: path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
        path: path.display().to_string(),
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
    })
}

pub(crate) fn exports(open: &Open) -> PathBuf {
    open.host.documents_dir().join(EXPORTS)
}

/// `document.open`.
pub(crate) fn open(open: &Open, request: DocumentPath) -> Result<Nothing> {
    let path = own_document(&request.path)?;
    open.host.open_path(&path).map_err(not_opened)?;
    Ok(Nothing {})
}

/// `document.reveal`.
pub(crate) fn reveal(open: &Open, request: DocumentPath) -> Result<Nothing> {
    let path = own_document(&request.path)?;
    open.host.reveal_path(&path).map_err(not_opened)?;
    Ok(Nothing {})
}

fn not_opened(error: HostError) -> AppError {
    AppError::new(Code::OpenFailed).detail(error)
}

/// Only documents of the kinds written here are handed to the desktop: never a program.
fn own_document(path: &str) -> Result<PathBuf> {
    let path = Path::new(path);
    let kind = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !path.is_absolute() || !matches!(kind.as_str(), "pdf" | "xlsx") {
        return Err(AppError::new(Code::ForeignDocument));
    }
    if !path.is_file() {
        return Err(AppError::new(Code::FileMissing));
    }
    Ok(path.to_owned())
}

/// What the customer sees of a quote, as it is or as a revision keeps it, and the stem of its file name.
pub(crate) fn customer_view(
    open: &Open,
    quote_id: &str,
    revision_id: Option<&str>,
) -> Result<(String, documents::CustomerView)> {
    let edition = Edition::read(open, quote_id, revision_id)?;
    let revision = open.store.read(|conn| edition.number(conn))?;
    let revision = Some(revision).filter(|number| *number > 1);
    if !edition.rows.iter().any(|row| row.kind == LineKind::Line) {
        return Err(AppError::new(Code::QuoteEmpty));
    }
    let all_count = edition.all_count();
    let Edition {
        quote,
        rows,
        parties,
        amounts,
        totals,
        ..
    } = edition;
    let lines = line_views(&rows, &amounts, 0, usize::MAX);
    let number = quote.number.clone().unwrap_or_else(|| quote.label.clone());
    let (kind, mark) = match quote.language {
        Language::Ru => ("КП", "ред."),
        Language::En => ("Quote", "rev."),
    };
    let mark = revision.map(|number| format!("{mark} {number}"));
    let name = parties.customer_name().to_owned();
    let parts = [
        Some(kind.to_owned()),
        Some(number.clone()),
        mark,
        Some(name),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|p| !p.is_empty())
        .collect();
    let rows = printed_rows(lines, all_count);
    let mut seen = seen(&quote, number, parties, rows, totals);
    seen.revision = revision;
    Ok((parts.join(" "), seen))
}

fn seen(
    quote: &Quote,
    number: String,
    parties: Parties,
    rows: Vec<documents::Row>,
    totals: QuoteTotals,
) -> documents::CustomerView {
    let Parties {
        seller,
        manager,
        customer,
        contact,
    } = parties;
    let (kind, language) = match quote.language {
        Language::Ru => ("Коммерческое предложение", documents::Language::Ru),
        Language::En => ("Quotation", documents::Language::En),
    };
    documents::CustomerView {
        language,
        kind: kind.to_owned(),
        number,
        revision: None,
        title: quote.title.clone(),
        date: date(quote.quote_date),
        valid_until: quote.valid_until.map(date),
        currency: documents::Currency {
            code: quote.currency.clone(),
            minor_units: minor_units(&quote.currency),
        },
        seller: documents::Seller {
            name: seller.name,
            full_name: seller.full_name,
            inn: seller.inn,
            kpp: seller.kpp,
            ogrn: seller.ogrn,
            address: seller.address,
            phone: seller.phone,
            email: seller.email,
            bank_name: seller.bank_name,
            bic: seller.bic,
            account: seller.account,
            corr_account: seller.corr_account,
        },
        manager: documents::Person {
            first: manager.first_name,
            last: manager.last_name,
            position: manager.position,
            phone: manager.phone,
            email: manager.email,
        },
        customer: customer.map(buyer).unwrap_or_default(),
        contact: contact.map(|c| documents::Person {
            first: c.first_name,
            last: c.last_name,
            position: c.position,
            phone: c.phone,
            email: c.email,
        }),
        rows,
        totals: printed_totals(totals),
        terms: documents::Terms {
            delivery: quote.delivery_text.clone(),
            payment: quote.payment_text.clone(),
            note: quote.note.clone(),
        },
    }
}

pub(crate) fn date(date: jiff::civil::Date) -> documents::Date {
    documents::Date {
        year: date.year(),
        month: u8::try_from(date.month()).unwrap_or(1),
        day: u8::try_from(date.day()).unwrap_or(1),
    }
}

fn buyer(customer: Customer) -> documents::Customer {
    documents::Customer {
        name: if customer.full_name.is_empty() {
            customer.name
        } else {
            customer.full_name
        },
        inn: customer.inn,
        kpp: customer.kpp,
        address: customer.legal_address,
        phone: customer.phone,
        email: customer.email,
    }
}

/// The rows as they are printed. `all_count`: no line stands beside what the quote sums up.
fn printed_rows(lines: Vec<LineView>, all_count: bool) -> Vec<documents::Row> {
    let mut no = 0;
    let numbers: HashMap<String, u32> = lines
        .iter()
        .filter(|view| view.line.kind == LineKind::Line)
        .zip(1..)
        .map(|(view, no)| (view.line.id.clone(), no))
        .collect();
    lines
        .into_iter()
        .map(|LineView { line, amounts }| match line.kind {
            LineKind::Section => documents::Row::Section(documents::Section {
                title: line.name,
                subtotal: Some(documents::Subtotal {
                    net: *amounts.net,
                    vat: *amounts.vat,
                    gross: *amounts.gross,
                }),
            }),
            LineKind::Line => {
                no += 1;
                let optional = line.is_extra() && !all_count;
                documents::Row::Line(Box::new(documents::Line {
                    no,
                    article: line.article,
                    brand: line.brand,
                    name: line.name,
                    unit: line.unit,
                    quantity: *line.quantity,
                    unit_price: *amounts.unit_price.unwrap_or(line.unit_price),
                    discount: line.discount.map(|d| *d).unwrap_or_default(),
                    net: *amounts.net,
                    vat_rate: amounts.vat_rate.map(|r| *r),
                    vat: *amounts.vat,
                    gross: *amounts.gross,
                    optional,
                    alternative_to: line
                        .alternative_of
                        .and_then(|main| numbers.get(&main).copied()),
                }))
            }
        })
        .collect()
}

fn printed_totals(totals: QuoteTotals) -> documents::Totals {
    let discount = *totals.line_discount + *totals.header_discount;
    documents::Totals {
        before_discount: (!discount.is_zero()).then_some(*totals.gross_price),
        discount,
        net: *totals.net,
        vat: *totals.vat,
        gross: *totals.gross,
        vat_by_rate: totals
            .by_rate
            .into_iter()
            .map(|r| documents::VatGroup {
                rate: r.rate.map(|d| *d),
                net: *r.net,
                vat: *r.vat,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use oferta_domain::entity::QuoteLine;

    use super::*;
    use crate::api::quote::LineAmounts;

    #[test]
    fn a_line_is_marked_as_optional_where_it_does_not_count() {
        let line: QuoteLine = serde_json::from_value(serde_json::json!({
            "id": "a", "quote_id": "q", "pos": "80", "kind": "line", "article": "", "brand": "", "name": "Кран",
            "unit": "", "quantity": "1", "unit_price": "5", "optional": true, "hs_code": "", "note": "",
            "calculated": false,
        }))
        .unwrap();
        for (all_count, marked) in [(false, true), (true, false)] {
            let view = LineView {
                line: line.clone(),
                amounts: LineAmounts::default(),
            };
            let rows = printed_rows(vec![view], all_count);
            let [documents::Row::Line(printed)] = &rows[..] else {
                panic!("one line is printed");
            };
            assert_eq!(printed.optional, marked);
        }
    }
}

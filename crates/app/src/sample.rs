//! The sample workspace: made through the same commands a person uses, from `samples/`.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;
use oferta_documents::price_list;
use oferta_domain::status::{QuoteCommand, QuoteStatus};
use oferta_rates::feed::{Answer, cbr};
use oferta_store::{
    history, list::ListRequest, product as products_of, rate as rates_of, supplier as suppliers_of,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::api::catalog::SupplierRow;
use crate::api::common::{Create, Patch};
use crate::api::import::{ImportPreviewRequest, ImportRun};
use crate::api::quote::{QuoteCreate, SetStatus};
use crate::api::quote_edit::{Edit, QuoteEdit};
use crate::api::terms::{RateSet, TemplateSave};
use crate::app::Open;
use crate::catalog::{contact, customer, supplier};
use crate::error::{AppError, Result};
use crate::{import, quote, rates, template, workspace};

const WORKSPACE: &str = include_str!("../../../samples/workspace.json");
const LISTS: [(&str, &[u8]); 3] = [
    (
        "armatek-stock.xlsx",
        include_bytes!("../../../samples/price-lists/armatek-stock.xlsx"),
    ),
    (
        "volga-elektro.csv",
        include_bytes!("../../../samples/price-lists/volga-elektro.csv"),
    ),
    (
        "huaxin-quotation.xlsx",
        include_bytes!("../../../samples/price-lists/huaxin-quotation.xlsx"),
    ),
];

/// What the banks really published on some days; that it is long ago shows.
const RATES: [&[u8]; 4] = [
    include_bytes!("../../rates/fixtures/cbr_2019-03-07.xml"),
    include_bytes!("../../rates/fixtures/cbr_2024-10-04.xml"),
    include_bytes!("../../rates/fixtures/cbr_2025-10-11.xml"),
    include_bytes!("../../rates/fixtures/cbr_2025-10-14.xml"),
];

#[derive(Deserialize)]
struct Sample {
    organisation: Map<String, Value>,
    profile: Map<String, Value>,
    suppliers: Vec<SampleSupplier>,
    customers: Vec<Map<String, Value>>,
    quotes: Vec<SampleQuote>,
}

#[derive(Deserialize)]
struct SampleSupplier {
    name: String,
    country: String,
    currency: String,
    price_list: String,
}

#[derive(Deserialize)]
struct SampleQuote {
    customer: String,
    contact: usize,
    title: String,
    status: QuoteStatus,
    date_offset_days: i64,
    valid_days: i64,
    currency: String,
    vat_rate: Value,
    discount_rate: Value,
    delivery_text: Value,
    payment_text: Value,
    note: Value,
    rows: Vec<Map<String, Value>>,
    /// What it overrides of the terms, where it is priced from cost.
    terms: Option<Map<String, Value>>,
    #[serde(default)]
    costs: Vec<Map<String, Value>>,
    #[serde(default)]
    rates: Vec<RateSet>,
    /// The name its terms are kept under as a template.
    template: Option<String>,
}

/// Fills a new store with the sample workspace.
///
/// # Errors
/// Whatever the commands answer; the sample is part of the program, so a test keeps it in order.
pub(crate) fn fill(open: &Open) -> Result<()> {
    let sample: Sample = serde_json::from_str(WORKSPACE).map_err(AppError::internal)?;
    workspace::patch_organisation(
        open,
        Patch {
            id: String::new(),
            set: without_null(sample.organisation),
        },
    )?;
    workspace::patch_profile(
        open,
        Patch {
            id: String::new(),
            set: without_null(sample.profile),
        },
    )?;
    for supplier in sample.suppliers {
        take_list(open, supplier)?;
    }
    let articles = articles(open)?;
    let mut customers = HashMap::new();
    for customer in sample.customers {
        let (key, made) = make_customer(open, customer)?;
        customers.insert(key, made);
    }
    for quote in sample.quotes {
        make_quote(open, quote, &customers, &articles)?;
    }
    keep_rates(open)?;
    open.store.write_local(history::forget)?;
    Ok(())
}

/// Last, so that no quote of the sample takes such an old rate.
fn keep_rates(open: &Open) -> Result<()> {
    open.store.write_local(|conn| {
        for list in RATES {
            let day = cbr::daily(Answer::from(list))?;
            rates_of::keep(conn, &rates::rows(&day, None))?;
        }
        Ok(())
    })
}

fn without_null(mut set: Map<String, Value>) -> Map<String, Value> {
    set.retain(|_, value| !value.is_null());
    set
}

fn take_list(open: &Open, supplier: SampleSupplier) -> Result<()> {
    let set =
        json!({"name": supplier.name, "country": supplier.country, "currency": supplier.currency});
    let Value::Object(set) = set else {
        return Ok(());
    };
    let made = supplier::create(open, Create { set })?;
    let Some((name, bytes)) = LISTS.iter().find(|(name, _)| *name == supplier.price_list) else {
        return Ok(());
    };
    let extension = name.rsplit('.').next().unwrap_or_default();
    let workbook = Arc::new(price_list::read_bytes(bytes, extension)?);
    let preview = import::open_workbook(open, (*name).to_owned(), workbook, Some(&made.id))?;
    let mut mapping = preview.mapping;
    mapping.currency = supplier.currency;
    let again = ImportPreviewRequest {
        import_id: preview.import_id.clone(),
        mapping: mapping.clone(),
        supplier_id: Some(made.id.clone()),
    };
    import::preview(open, again)?;
    let run = ImportRun {
        import_id: preview.import_id,
        mapping,
        supplier_id: Some(made.id),
        new_supplier: None,
    };
    import::run(open, run)?;
    Ok(())
}

/// Product ids by article.
fn articles(open: &Open) -> Result<HashMap<String, String>> {
    open.store.read(|conn| {
        let suppliers: Vec<SupplierRow> = suppliers_of::list(conn, &ListRequest::default())?.rows;
        let mut articles = HashMap::new();
        for supplier in suppliers {
            for product in products_of::of_supplier(conn, &supplier.id)? {
                articles.entry(product.article).or_insert(product.id);
            }
        }
        Ok(articles)
    })
}

/// A customer that was made: its id and the ids of its contacts in the order of the sample.
type Made = (String, Vec<String>);

fn make_customer(open: &Open, mut customer: Map<String, Value>) -> Result<(String, Made)> {
    let key = customer
        .remove("key")
        .and_then(|k| k.as_str().map(str::to_owned))
        .unwrap_or_default();
    let contacts = customer.remove("contacts");
    let made = customer::create(
        open,
        Create {
            set: without_null(customer),
        },
    )?
    .customer;
    let mut ids = Vec::new();
    for contact in contacts
        .as_ref()
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
    {
        let mut set = without_null(contact.clone());
        let primary = set.remove("primary").is_some_and(|p| p == true);
        set.insert("customer_id".into(), Value::from(made.id.as_str()));
        let contact = contact::create(open, Create { set })?;
        if primary {
            let set = Map::from_iter([(
                "primary_contact_id".to_owned(),
                Value::from(contact.id.as_str()),
            )]);
            customer::patch(
                open,
                Patch {
                    id: made.id.clone(),
                    set,
                },
            )?;
        }
        ids.push(contact.id);
    }
    Ok((key, (made.id, ids)))
}

fn make_quote(
    open: &Open,
    sample: SampleQuote,
    customers: &HashMap<String, Made>,
    articles: &HashMap<String, String>,
) -> Result<()> {
    let customer = customers.get(&sample.customer);
    let request = QuoteCreate {
        customer_id: customer.map(|(id, _)| id.clone()),
        title: sample.title,
        ..QuoteCreate::default()
    };
    let made = quote::create(open, request)?.quote;
    let date = open
        .host
        .today()
        .saturating_add(sample.date_offset_days.days());
    let text = |value: Value| {
        if value.is_null() {
            Value::from("")
        } else {
            value
        }
    };
    let header = json!({
        "currency": sample.currency,
        "vat_rate": sample.vat_rate,
        "discount_rate": sample.discount_rate,
        "delivery_text": text(sample.delivery_text),
        "payment_text": text(sample.payment_text),
        "note": text(sample.note),
        "contact_id": customer.and_then(|(_, contacts)| contacts.get(sample.contact)),
        "valid_until": date.saturating_add(sample.valid_days.days()),
        "quote_date": date,
    });
    let Value::Object(set) = header else {
        return Ok(());
    };
    let lines = sample
        .rows
        .into_iter()
        .map(|row| line(row, articles))
        .collect();
    let mut edits = vec![Edit::Header { set }];
    edits.extend(sample.terms.map(|set| Edit::Terms { set }));
    edits.extend(sample.rates.into_iter().map(Edit::Rate));
    // Each is put at the beginning.
    let costs = sample.costs.into_iter().rev();
    edits.extend(costs.map(|set| Edit::CostInsert { after: None, set }));
    edits.push(Edit::Insert { after: None, lines });
    quote::edit(
        open,
        QuoteEdit {
            id: made.id.clone(),
            edits,
            sight: None,
        },
    )?;
    if let Some(name) = sample.template {
        let quote_id = made.id.clone();
        let id = None;
        template::save(open, TemplateSave { quote_id, name, id })?;
    }
    for command in path_to(sample.status) {
        let (id, command) = (made.id.clone(), *command);
        // On its day: the validity of some is over today.
        quote::set_status_on(open, SetStatus { id, command }, date)?;
    }
    Ok(())
}

fn line(row: Map<String, Value>, articles: &HashMap<String, String>) -> Map<String, Value> {
    let mut set = without_null(row);
    if let Some(title) = set.remove("section") {
        return Map::from_iter([
            ("kind".to_owned(), Value::from("section")),
            ("name".to_owned(), title),
        ]);
    }
    if let Some(id) = set
        .get("article")
        .and_then(Value::as_str)
        .and_then(|article| articles.get(article))
    {
        set.insert("product_id".into(), Value::from(id.as_str()));
    }
    set
}

fn path_to(status: QuoteStatus) -> &'static [QuoteCommand] {
    use QuoteCommand as C;
    match status {
        QuoteStatus::Draft => &[],
        QuoteStatus::Submitted => &[C::Submit],
        QuoteStatus::Approved => &[C::Submit, C::Approve],
        // A sent quote of the sample whose validity is over has expired by itself.
        QuoteStatus::Sent | QuoteStatus::Expired => &[C::Send],
        QuoteStatus::Accepted => &[C::Send, C::Accept],
        QuoteStatus::Rejected => &[C::Send, C::Reject],
    }
}

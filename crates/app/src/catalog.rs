//! Customers, contacts, suppliers, products: lists, cards, changes, bin.

use oferta_domain::entity::{Contact, Customer, Product, Quote, Supplier};
use oferta_domain::field::{Entity, TableDef};
use oferta_domain::validate::Validate;
use oferta_store::list::{ListRequest, Listed};
use oferta_store::{
    Step, StoreError, WriteTx, customer as customers_of, product as products_of,
    quote as quotes_of, supplier as suppliers_of,
};
use serde_json::Value;

use crate::api::catalog::{CustomerRow, CustomerView, ProductRow, SupplierRow};
use crate::api::common::{ById, ByIds, Changed, Create, ListQuery, Page, Patch};
use crate::api::workspace::NamedHit;
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, build, by_hand, check_count, overlay, written};

/// The request of a list as the store takes it.
pub(crate) fn asked(query: &ListQuery) -> ListRequest<'_> {
    ListRequest {
        text: &query.text,
        sort: &query.sort,
        descending: query.descending,
        after: query.after.as_deref(),
        limit: query.limit,
        bin: query.bin,
        owner: query.owner.as_deref(),
        status: query.status.as_deref(),
    }
}

/// The answer of the store as the screens take it.
pub(crate) fn page<T>(listed: Listed<T>) -> Page<T> {
    Page {
        rows: listed.rows,
        next: listed.next,
        total: listed.total,
        total_is_minimum: listed.total_is_minimum,
    }
}

/// Inserts a new row as one step.
fn create<T: Entity>(
    open: &Open,
    action: &'static str,
    make: impl FnOnce(&mut WriteTx<'_>) -> Result<(T, String)>,
) -> Result<T> {
    let (entity, _) = open.store.write(open.now_ms(), |tx| {
        let (entity, label) = make(tx)?;
        tx.insert(&entity)?;
        let id = id_of(&entity)?;
        Ok::<_, AppError>((entity, Step::new(action, T::TABLE.name, Some(&id), &label)))
    })?;
    Ok(entity)
}

fn id_of<T: Entity>(entity: &T) -> Result<String> {
    match serde_json::to_value(entity)
        .map_err(AppError::internal)?
        .get("id")
    {
        Some(Value::String(id)) => Ok(id.clone()),
        _ => Err(AppError::internal("an entity without id")),
    }
}

/// Changes fields of a row as one step.
fn patch<T: Entity + Validate>(
    open: &Open,
    action: &'static str,
    patch: &Patch,
    read: impl Fn(&WriteTx<'_>, &str) -> Result<T>,
    label: impl Fn(&T) -> String,
) -> Result<T> {
    let (changed, _) = open.store.write(open.now_ms(), |tx| {
        let current = read(tx, &patch.id)?;
        let changed = overlay(&current, &patch.set, by_hand)?;
        tx.patch(T::TABLE, &patch.id, written(&changed, &patch.set)?)?;
        let step = Step::new(action, T::TABLE.name, Some(&patch.id), &label(&changed));
        Ok::<_, AppError>((changed, step))
    })?;
    Ok(changed)
}

/// Which way a row goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bin {
    /// Into the bin.
    Delete,
    /// Out of it.
    Restore,
}

/// Puts rows into the bin or takes them out, as one step. Rows that are there already are left alone.
pub(crate) fn bin(
    open: &Open,
    action: &'static str,
    table: &'static TableDef,
    label: &str,
    ids: &[String],
    bin: Bin,
) -> Result<Changed> {
    check_count(ids.len())?;
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let mut name = None;
        for id in ids {
            match bin {
                Bin::Restore => {
                    tx.restore(table, id)?;
                }
                Bin::Delete => match tx.delete(table, id) {
                    Err(StoreError::InBin { .. }) => {}
                    other => other?,
                },
            }
            if ids.len() == 1 {
                let sql = format!("SELECT {label} FROM {} WHERE id = ?", table.name);
                name = Some(
                    tx.conn()
                        .query_row(&sql, [id], |r| r.get::<_, String>(0))
                        .map_err(StoreError::from)?,
                );
            }
        }
        let one = (ids.len() == 1).then(|| ids[0].as_str());
        Ok::<_, AppError>((
            (),
            Step::new(action, table.name, one, &name.unwrap_or_default()),
        ))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

// Customers.

/// `customer.list`.
pub(crate) fn customers(open: &Open, query: ListQuery) -> Result<Page<CustomerRow>> {
    open.store
        .read(|conn| Ok(page(customers_of::list(conn, &asked(&query))?)))
}

/// `customer.get`.
pub(crate) fn customer(open: &Open, by: ById) -> Result<CustomerView> {
    open.store.read(|conn| {
        let (customer, deleted_at) = customers_of::get(conn, &by.id)?;
        let contacts = customers_of::contacts(conn, &by.id)?;
        let same_inn = customers_of::same_inn(conn, &customer.inn, &by.id)?
            .into_iter()
            .map(|(id, name, detail)| NamedHit { id, name, detail })
            .collect();
        Ok(CustomerView {
            customer,
            contacts,
            deleted_at,
            same_inn,
        })
    })
}

fn new_customer(id: String) -> Customer {
    Customer {
        id,
        name: String::new(),
        full_name: String::new(),
        inn: String::new(),
        kpp: String::new(),
        ogrn: String::new(),
        legal_address: String::new(),
        delivery_address: String::new(),
        bank_name: String::new(),
        bic: String::new(),
        account: String::new(),
        corr_account: String::new(),
        phone: String::new(),
        email: String::new(),
        website: String::new(),
        note: String::new(),
        primary_contact_id: None,
    }
}

/// `customer.create`.
pub(crate) fn create_customer(open: &Open, request: Create) -> Result<CustomerView> {
    let made = create(open, "customer.create", |tx| {
        let customer = build(&new_customer(tx.new_id()), &request.set)?;
        let label = customer.name.clone();
        Ok((customer, label))
    })?;
    customer(open, ById { id: made.id })
}

/// `customer.patch`.
pub(crate) fn patch_customer(open: &Open, request: Patch) -> Result<CustomerView> {
    let read = |tx: &WriteTx<'_>, id: &str| Ok(customers_of::get(tx.conn(), id)?.0);
    if let Some(Value::String(contact_id)) = request.set.get("primary_contact_id") {
        let contact = open
            .store
            .read(|conn| customers_of::contact(conn, contact_id))?;
        if contact.customer_id != request.id {
            return Err(AppError::new(Code::ContactOfOther).at("primary_contact_id"));
        }
    }
    patch(open, "customer.patch", &request, read, |c: &Customer| {
        c.name.clone()
    })?;
    customer(open, ById { id: request.id })
}

/// `customer.duplicate`.
pub(crate) fn duplicate_customer(open: &Open, by: ById) -> Result<CustomerView> {
    let (id, _) = open.store.write(open.now_ms(), |tx| {
        let (original, _) = customers_of::get(tx.conn(), &by.id)?;
        let mut copy = Customer {
            id: tx.new_id(),
            primary_contact_id: None,
            ..original.clone()
        };
        let mut contacts = customers_of::contacts(tx.conn(), &by.id)?;
        for contact in &mut contacts {
            let id = tx.new_id();
            if original.primary_contact_id.as_deref() == Some(&contact.id) {
                copy.primary_contact_id = Some(id.clone());
            }
            contact.id = id;
            contact.customer_id = copy.id.clone();
        }
        tx.insert(&copy)?;
        for contact in &contacts {
            tx.insert(contact)?;
        }
        let step = Step::new("customer.duplicate", "customer", Some(&copy.id), &copy.name);
        Ok::<_, AppError>((copy.id, step))
    })?;
    customer(open, ById { id })
}

/// `customer.delete`.
pub(crate) fn delete_customers(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "customer.delete",
        Customer::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `customer.restore`.
pub(crate) fn restore_customers(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "customer.restore",
        Customer::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

// Contacts.

fn full_name(contact: &Contact) -> String {
    format!("{} {}", contact.first_name, contact.last_name)
        .trim()
        .to_owned()
}

/// `contact.create`.
pub(crate) fn create_contact(open: &Open, request: Create) -> Result<Contact> {
    let (contact, _) = open.store.write(open.now_ms(), |tx| {
        let blank = Contact {
            id: tx.new_id(),
            customer_id: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            position: String::new(),
            phone: String::new(),
            email: String::new(),
        };
        let contact = build(&blank, &request.set)?;
        let customer = tx.current(Customer::TABLE, &contact.customer_id)?;
        tx.insert(&contact)?;
        if customer.get("primary_contact_id") == Some(&Value::Null) {
            let primary = Fields::from_iter([(
                "primary_contact_id".to_owned(),
                Value::from(contact.id.as_str()),
            )]);
            tx.patch(Customer::TABLE, &contact.customer_id, primary)?;
        }
        let step = Step::new(
            "contact.create",
            "contact",
            Some(&contact.customer_id),
            &full_name(&contact),
        );
        Ok::<_, AppError>((contact, step))
    })?;
    Ok(contact)
}

/// `contact.patch`.
pub(crate) fn patch_contact(open: &Open, request: Patch) -> Result<Contact> {
    patch(
        open,
        "contact.patch",
        &request,
        |tx, id| Ok(customers_of::contact(tx.conn(), id)?),
        full_name,
    )
}

/// `contact.delete`. A removed primary contact leaves its place to the first of the others, in drafts as well:
/// an offer is not addressed to somebody who is gone.
pub(crate) fn delete_contact(open: &Open, by: ById) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let contact = customers_of::contact(tx.conn(), &by.id)?;
        tx.delete(Contact::TABLE, &by.id)?;
        let (customer, _) = customers_of::get(tx.conn(), &contact.customer_id)?;
        let mut successor = customer.primary_contact_id.clone();
        if successor.as_deref() == Some(&by.id) {
            let others = customers_of::contacts(tx.conn(), &contact.customer_id)?;
            successor = others.into_iter().next().map(|c| c.id);
            let primary = Value::from(successor.clone());
            let set = Fields::from_iter([("primary_contact_id".to_owned(), primary)]);
            tx.patch(Customer::TABLE, &contact.customer_id, set)?;
        }
        for quote in quotes_of::drafts_to(tx.conn(), &by.id)? {
            let set =
                Fields::from_iter([("contact_id".to_owned(), Value::from(successor.clone()))]);
            tx.patch(Quote::TABLE, &quote, set)?;
        }
        let step = Step::new(
            "contact.delete",
            "contact",
            Some(&contact.customer_id),
            &full_name(&contact),
        );
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

// Suppliers.

/// `supplier.list`.
pub(crate) fn suppliers(open: &Open, query: ListQuery) -> Result<Page<SupplierRow>> {
    open.store
        .read(|conn| Ok(page(suppliers_of::list(conn, &asked(&query))?)))
}

/// `supplier.get`.
pub(crate) fn supplier(open: &Open, by: ById) -> Result<Supplier> {
    open.store.read(|conn| Ok(suppliers_of::get(conn, &by.id)?))
}

/// A supplier with its defaults.
pub(crate) fn new_supplier(id: String) -> Supplier {
    Supplier {
        id,
        name: String::new(),
        country: String::new(),
        currency: "RUB".into(),
        note: String::new(),
        import_mapping: String::new(),
    }
}

/// `supplier.create`.
pub(crate) fn create_supplier(open: &Open, request: Create) -> Result<Supplier> {
    create(open, "supplier.create", |tx| {
        let supplier = build(&new_supplier(tx.new_id()), &request.set)?;
        let label = supplier.name.clone();
        Ok((supplier, label))
    })
}

/// `supplier.patch`.
pub(crate) fn patch_supplier(open: &Open, request: Patch) -> Result<Supplier> {
    patch(
        open,
        "supplier.patch",
        &request,
        |tx, id| Ok(suppliers_of::get(tx.conn(), id)?),
        |s: &Supplier| s.name.clone(),
    )
}

/// `supplier.duplicate`.
pub(crate) fn duplicate_supplier(open: &Open, by: ById) -> Result<Supplier> {
    create(open, "supplier.duplicate", |tx| {
        let copy = Supplier {
            id: tx.new_id(),
            ..suppliers_of::get(tx.conn(), &by.id)?
        };
        let label = copy.name.clone();
        Ok((copy, label))
    })
}

/// `supplier.delete`.
pub(crate) fn delete_suppliers(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "supplier.delete",
        Supplier::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `supplier.restore`.
pub(crate) fn restore_suppliers(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "supplier.restore",
        Supplier::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

// Products.

/// `product.list`.
pub(crate) fn products(open: &Open, query: ListQuery) -> Result<Page<ProductRow>> {
    open.store
        .read(|conn| Ok(page(products_of::list(conn, &asked(&query))?)))
}

/// `product.get`.
pub(crate) fn product(open: &Open, by: ById) -> Result<Product> {
    open.store.read(|conn| Ok(products_of::get(conn, &by.id)?))
}

/// A product with its defaults.
pub(crate) fn new_product(id: String) -> Product {
    Product {
        id,
        supplier_id: None,
        article: String::new(),
        brand: String::new(),
        name: String::new(),
        unit: String::new(),
        price: None,
        currency: "RUB".into(),
        weight_kg: None,
        hs_code: String::new(),
        note: String::new(),
    }
}

/// `product.create`.
pub(crate) fn create_product(open: &Open, request: Create) -> Result<Product> {
    create(open, "product.create", |tx| {
        let product = build(&new_product(tx.new_id()), &request.set)?;
        known_supplier(tx, product.supplier_id.as_deref())?;
        let label = product.name.clone();
        Ok((product, label))
    })
}

fn known_supplier(tx: &WriteTx<'_>, id: Option<&str>) -> Result<()> {
    match id {
        Some(id) => Ok(suppliers_of::get(tx.conn(), id)
            .map(|_| ())
            .map_err(|e| AppError::from(e).at("supplier_id"))?),
        None => Ok(()),
    }
}

/// `product.patch`.
pub(crate) fn patch_product(open: &Open, request: Patch) -> Result<Product> {
    let read = |tx: &WriteTx<'_>, id: &str| {
        if let Some(Value::String(supplier_id)) = request.set.get("supplier_id") {
            known_supplier(tx, Some(supplier_id))?;
        }
        Ok(products_of::get(tx.conn(), id)?)
    };
    patch(open, "product.patch", &request, read, |p: &Product| {
        p.name.clone()
    })
}

/// `product.duplicate`.
pub(crate) fn duplicate_product(open: &Open, by: ById) -> Result<Product> {
    create(open, "product.duplicate", |tx| {
        let copy = Product {
            id: tx.new_id(),
            ..products_of::get(tx.conn(), &by.id)?
        };
        let label = copy.name.clone();
        Ok((copy, label))
    })
}

/// `product.delete`.
pub(crate) fn delete_products(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "product.delete",
        Product::TABLE,
        "name",
        &by.ids,
        Bin::Delete,
    )
}

/// `product.restore`.
pub(crate) fn restore_products(open: &Open, by: ByIds) -> Result<Changed> {
    bin(
        open,
        "product.restore",
        Product::TABLE,
        "name",
        &by.ids,
        Bin::Restore,
    )
}

//! The command table: every command that the screens may give, in one place.
//!
//! From this table come the dispatcher behind the Tauri `rpc` command and the test host, the TypeScript
//! types and client (`ui/src/ipc`), `docs/commands.md`, and the list that the tests walk.

use serde::Serialize;
use serde::de::DeserializeOwned;
use ts_rs::{Config, TS};

use crate::api::attachment::{AttachmentAdd, AttachmentSave, Attachments};
use crate::api::catalog::{CustomerRow, CustomerView, ProductRow, SupplierRow};
use crate::api::common::{ById, ByIds, Changed, Create, ListQuery, Nothing, Page, Patch};
use crate::api::compare::{CompareOf, Comparison, Edition, EditionOf, RevertTo};
use crate::api::copy::{QuoteCopy, QuoteDuplicate};
use crate::api::desk::{
    ActivityDetails, ActivityEntry, ActivityQuery, Notes, OfQuote, PreviewOf, PreviewPage,
};
use crate::api::diagnostics::{ErrorLogQuery, LoggedError};
use crate::api::document::{DocumentPath, ExportQuote, Exported, ValidationOf};
use crate::api::import::{
    GuessTable, ImportOpen, ImportPreview, ImportPreviewRequest, ImportReport, ImportRun,
    TableGuess,
};
use crate::api::line_template::{
    LineTemplateInsert, LineTemplateInserted, LineTemplateQuery, LineTemplateRename,
    LineTemplateRow, LineTemplateSave, LineTemplateView, LineTemplates,
};
use crate::api::quote::{
    LinePage, QuoteCreate, QuoteLines, QuoteRow, QuoteView, SetStatus, StatusCounts,
};
use crate::api::quote_edit::{QuoteDelta, QuoteEdit, QuoteSums};
use crate::api::rates::{
    OwnRates, OwnRatesQuery, QuoteRatesRefresh, RateHistory, RateHistoryQuery, RateList,
    RatesState, RefreshQuoteRates, SetManualRate,
};
use crate::api::reminder::{ReminderQuery, Reminders};
use crate::api::revision::{RevisionView, Revisions, Trace, TraceOf};
use crate::api::terms::{
    CurrencyChange, DatedQuery, DatedValues, SetCurrency, SetDefaults, TemplateApply,
    TemplateQuery, TemplateRename, TemplateSave, TemplateView, Templates, TermsDefaults,
};
use crate::api::workspace::{
    AppState, CreateStore, Draft, DraftQuery, Drafts, HistoryMove, HistoryMoved, HistoryState,
    Purge, RecoveryKey, SearchEverywhere, SearchHits, Settings, SettingsPatch, Unlock,
};
use crate::catalog::{contact, customer, product, supplier};
use crate::error::{AppError, Result};
use crate::{
    App, activity, attachment, copy, currency, dated, diagnostics, document, history, import,
    line_template, note, preview, purge, quote, rates, reminder, revision, template, terms, trace,
    validation, workspace,
};
use oferta_domain::entity::{
    Attachment, Contact, DatedValue, Organisation, OrganisationRate, Product, Profile, QuoteLine,
    QuoteNote, Reminder, Supplier,
};

/// What a command is, apart from its code.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// Its name, `noun.verb`.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub about: &'static str,
    /// Tags of what its answer depends on.
    pub reads: &'static [&'static str],
    /// Tags of what it changes: answers that depend on them are stale afterwards.
    pub writes: &'static [&'static str],
    /// Whether it may wait for the network (invariant 6).
    pub online: bool,
    /// Whether it may be given before the store is open.
    pub before_open: bool,
}

/// Whether a command changes what is read under a tag.
pub(crate) fn writes(name: &str, tag: &str) -> bool {
    COMMANDS
        .iter()
        .any(|command| command.name == name && command.writes.contains(&tag))
}

fn request<T: DeserializeOwned>(payload: &str) -> Result<T> {
    let payload = if payload.is_empty() { "{}" } else { payload };
    serde_json::from_str(payload).map_err(AppError::bad_request)
}

fn response<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(AppError::internal)
}

/// A command that may wait for the network says `online` behind its tags.
macro_rules! is_online {
    () => {
        false
    };
    (online) => {
        true
    };
}

/// One block of commands given before the store is open (they take the [`App`]) and one of commands
/// that need it (they take the open workspace).
macro_rules! commands {
    (
        starting { $( $(#[doc = $sabout:literal])* $sname:literal : $sreq:ty => $sresp:ty = $sfn:path ; )* }
        open { $( $(#[doc = $about:literal])* $name:literal : $req:ty => $resp:ty = $fn:path, reads [$($read:literal),*], writes [$($write:literal),*] $(, $online:ident)?; )* }
    ) => {
        /// Every command.
        pub const COMMANDS: &[CommandInfo] = &[
            $( CommandInfo { name: $sname, about: concat!($($sabout),*), reads: &[], writes: &[], online: false, before_open: true }, )*
            $( CommandInfo { name: $name, about: concat!($($about),*), reads: &[$($read),*], writes: &[$($write),*], online: is_online!($($online)?), before_open: false }, )*
        ];

        /// Runs a command: JSON in, JSON out.
        ///
        /// # Errors
        /// An unknown name, a payload of another shape, a store that is not open, and whatever the
        /// command itself answers.
        pub(crate) fn dispatch(app: &App, name: &str, payload: &str) -> Result<String> {
            match name {
                $( $sname => response(&$sfn(app, request::<$sreq>(payload)?)?), )*
                $( $name => {
                    let open = app.workspace()?;
                    let writes: &[&str] = &[$($write),*];
                    let answer = $fn(&open, request::<$req>(payload)?);
                    let answer = if writes.is_empty() { answer } else { answer.map_err(AppError::while_saving) };
                    response(&answer?)
                } )*
                _ => Err(AppError::unknown_command(name)),
            }
        }

        /// Calls `visit` with the name, request type and response type of every command.
        pub(crate) fn for_each_type(config: &Config, mut visit: impl FnMut(&str, String, String)) {
            $( visit($sname, <$sreq as TS>::name(config), <$sresp as TS>::name(config)); )*
            $( visit($name, <$req as TS>::name(config), <$resp as TS>::name(config)); )*
        }

        /// Calls `visit` with every request and response type, and with the row that edits name a part of.
        pub(crate) fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            visitor.visit::<QuoteLine>();
            $( visitor.visit::<$sreq>(); visitor.visit::<$sresp>(); )*
            $( visitor.visit::<$req>(); visitor.visit::<$resp>(); )*
        }
    };
}

commands! {
    starting {
        /// Where the application stands; waits a moment while the store is being opened.
        "app.state": Nothing => AppState = workspace::state;
        /// Makes the store at the first start.
        "app.create": CreateStore => AppState = workspace::create;
        /// Opens the store with a passphrase or the recovery key, or asks the keychain again.
        "app.unlock": Unlock => AppState = workspace::unlock;
    }
    open {
        /// The printable recovery key.
        "app.recovery_key": Nothing => RecoveryKey = workspace::recovery_key, reads [], writes [];
        /// The person confirmed having kept the recovery key.
        "app.confirm_recovery_key": Nothing => Settings = workspace::confirm_recovery_key, reads [], writes ["settings"];
        /// Settings of this device.
        "settings.get": Nothing => Settings = workspace::settings, reads ["settings"], writes [];
        /// Changes settings of this device.
        "settings.set": SettingsPatch => Settings = workspace::set_settings, reads [], writes ["settings"];
        /// The seller.
        "organisation.get": Nothing => Organisation = workspace::organisation, reads ["organisation"], writes [];
        /// Changes the seller.
        "organisation.patch": Patch => Organisation = workspace::patch_organisation, reads [], writes ["organisation", "history"];
        /// The manager.
        "profile.get": Nothing => Profile = workspace::profile, reads ["profile"], writes [];
        /// Changes the manager.
        "profile.patch": Patch => Profile = workspace::patch_profile, reads [], writes ["profile", "history"];
        /// Customers, quotes and products by what was typed.
        "search.everywhere": SearchEverywhere => SearchHits = workspace::search, reads ["customer", "quote", "product"], writes [];
        /// What can be undone and redone.
        "history.state": Nothing => HistoryState = history::state, reads ["history"], writes [];
        /// Takes the last step back, as a new change.
        "history.undo": HistoryMove => HistoryMoved = history::undo, reads [], writes ["history", "customer", "product", "supplier", "quote", "organisation", "profile", "terms", "template", "line_template", "dated_value", "rates", "quote_note", "attachment", "reminder"];
        /// Brings the last undone step back, as a new change.
        "history.redo": HistoryMove => HistoryMoved = history::redo, reads [], writes ["history", "customer", "product", "supplier", "quote", "organisation", "profile", "terms", "template", "line_template", "dated_value", "rates", "quote_note", "attachment", "reminder"];
        /// Keeps a text that is being typed.
        "draft.set": Draft => Drafts = workspace::set_draft, reads [], writes [];
        /// Texts that were being typed.
        "draft.list": DraftQuery => Drafts = workspace::drafts, reads [], writes [];
        /// A page of the error log of the last 30 days, the newest first.
        "diagnostics.errors": ErrorLogQuery => Page<LoggedError> = diagnostics::errors, reads [], writes [];

        /// A page of customers. Sorts: `name`, `inn`, `updated_at`.
        "customer.list": ListQuery => Page<CustomerRow> = customer::list, reads ["customer", "quote"], writes [];
        /// One customer with its contacts.
        "customer.get": ById => CustomerView = customer::get, reads ["customer"], writes [];
        /// Makes a customer.
        "customer.create": Create => CustomerView = customer::create, reads [], writes ["customer", "history"];
        /// Changes a customer.
        "customer.patch": Patch => CustomerView = customer::patch, reads [], writes ["customer", "history"];
        /// Copies a customer with its contacts.
        "customer.duplicate": ById => CustomerView = customer::duplicate, reads [], writes ["customer", "history"];
        /// Puts customers into the bin.
        "customer.delete": ByIds => Changed = customer::delete, reads [], writes ["customer", "history"];
        /// Takes customers out of the bin.
        "customer.restore": ByIds => Changed = customer::restore, reads [], writes ["customer", "history"];
        /// Makes a contact of a customer (`customer_id` in `set`); the first one becomes primary.
        "contact.create": Create => Contact = contact::create, reads [], writes ["customer", "history"];
        /// Changes a contact.
        "contact.patch": Patch => Contact = contact::patch, reads [], writes ["customer", "history"];
        /// Removes a contact.
        "contact.delete": ById => Changed = contact::delete, reads [], writes ["customer", "quote", "history"];

        /// A page of suppliers. Sorts: `name`.
        "supplier.list": ListQuery => Page<SupplierRow> = supplier::list, reads ["supplier", "product"], writes [];
        /// One supplier.
        "supplier.get": ById => Supplier = supplier::get, reads ["supplier"], writes [];
        /// Makes a supplier.
        "supplier.create": Create => Supplier = supplier::create, reads [], writes ["supplier", "history"];
        /// Changes a supplier.
        "supplier.patch": Patch => Supplier = supplier::patch, reads [], writes ["supplier", "history"];
        /// Copies a supplier, its remembered mapping included, without its products.
        "supplier.duplicate": ById => Supplier = supplier::duplicate, reads [], writes ["supplier", "history"];
        /// Puts suppliers into the bin; their products stay.
        "supplier.delete": ByIds => Changed = supplier::delete, reads [], writes ["supplier", "history"];
        /// Takes suppliers out of the bin.
        "supplier.restore": ByIds => Changed = supplier::restore, reads [], writes ["supplier", "history"];

        /// A page of products. Sorts: `name`, `article`, `brand`, `price`, `updated_at`.
        "product.list": ListQuery => Page<ProductRow> = product::list, reads ["product", "supplier"], writes [];
        /// One product.
        "product.get": ById => Product = product::get, reads ["product"], writes [];
        /// Makes a product.
        "product.create": Create => Product = product::create, reads [], writes ["product", "history"];
        /// Changes a product.
        "product.patch": Patch => Product = product::patch, reads [], writes ["product", "history"];
        /// Copies a product.
        "product.duplicate": ById => Product = product::duplicate, reads [], writes ["product", "history"];
        /// Puts products into the bin.
        "product.delete": ByIds => Changed = product::delete, reads [], writes ["product", "history"];
        /// Takes products out of the bin.
        "product.restore": ByIds => Changed = product::restore, reads [], writes ["product", "history"];

        /// Reads a price list and guesses how.
        "import.open": ImportOpen => ImportPreview = import::open, reads [], writes [];
        /// Guesses what the columns of a pasted table are.
        "import.guess": GuessTable => TableGuess = import::guess, reads [], writes [];
        /// Reads an opened price list with another mapping.
        "import.preview": ImportPreviewRequest => ImportPreview = import::preview, reads [], writes [];
        /// Takes the products of an opened price list over, as one step.
        "import.run": ImportRun => ImportReport = import::run, reads [], writes ["product", "supplier", "history"];

        /// A page of quotes. Sorts: `updated_at`, `quote_date`, `label`, `gross`.
        "quote.list": ListQuery => Page<QuoteRow> = quote::list, reads ["quote", "customer", "reminder"], writes [];
        /// How many quotes stand in each status.
        "quote.counts": Nothing => StatusCounts = quote::counts, reads ["quote"], writes [];
        /// One quote with its first 100 rows and all sums.
        "quote.get": ById => QuoteView = quote::get, reads ["quote", "customer", "terms", "dated_value", "organisation"], writes [];
        /// More rows of a quote.
        "quote.lines": QuoteLines => LinePage = quote::lines, reads ["quote"], writes [];
        /// The sums of every row.
        "quote.sums": ById => QuoteSums = quote::sums, reads ["quote"], writes [];
        /// Makes a quote.
        "quote.create": QuoteCreate => QuoteView = quote::create, reads [], writes ["quote", "history"];
        /// Changes header and rows, as one step; what was sent becomes a draft of the next revision by it.
        "quote.edit": QuoteEdit => QuoteDelta = quote::edit, reads [], writes ["quote", "history"];
        /// Moves a quote to another status.
        "quote.set_status": SetStatus => QuoteView = quote::set_status, reads [], writes ["quote", "history"];
        /// Copies a quote with its rows as a new draft of today, with its prices or those of the catalogue, or only says what would come of it.
        "quote.duplicate": QuoteDuplicate => QuoteCopy = copy::duplicate, reads [], writes ["quote", "history"];
        /// Another currency: converts the prices or keeps the numbers, or only says what would come of it.
        "quote.set_currency": SetCurrency => CurrencyChange = currency::set_currency, reads [], writes ["quote", "history"];
        /// The rates of today for a quote: converts with them, or only says what would come of it.
        "quote.refresh_rates": RefreshQuoteRates => QuoteRatesRefresh = rates::refresh_rates, reads [], writes ["quote", "history"];
        /// How the price of a line arose.
        "quote.trace": TraceOf => Trace = trace::trace, reads ["quote", "terms", "dated_value"], writes [];
        /// The revisions of a quote.
        "quote.revisions": ById => Revisions = revision::list, reads ["quote"], writes [];
        /// One revision: what was quoted.
        "quote.revision": ById => RevisionView = revision::get, reads ["quote"], writes [];
        /// Some rows of a quote as a revision keeps it.
        "quote.edition": EditionOf => Edition = revision::look, reads ["quote"], writes [];
        /// Two revisions, or a revision and the quote as it is now, side by side.
        "quote.compare": CompareOf => Comparison = revision::compare, reads ["quote", "customer", "terms", "dated_value"], writes [];
        /// Goes back to a revision: the next one begins as it was, as one step.
        "quote.revert": RevertTo => QuoteDelta = revision::revert, reads [], writes ["quote", "history"];
        /// Puts quotes into the bin.
        "quote.delete": ByIds => Changed = quote::delete, reads [], writes ["quote", "reminder", "history"];
        /// Takes quotes out of the bin.
        "quote.restore": ByIds => Changed = quote::restore, reads [], writes ["quote", "reminder", "history"];

        /// Who did what, newest first: everything, one table, or one row.
        "activity.list": ActivityQuery => Page<ActivityEntry> = activity::list, reads ["history"], writes [];
        /// What one action changed, row by row.
        "activity.get": ById => ActivityDetails = activity::get, reads [], writes [];
        /// The notes of a quote, newest first.
        "note.list": OfQuote => Notes = note::list, reads ["quote_note"], writes [];
        /// Writes a note (`quote_id` and `text` in `set`).
        "note.create": Create => QuoteNote = note::create, reads [], writes ["quote_note", "history"];
        /// Changes a note.
        "note.patch": Patch => QuoteNote = note::patch, reads [], writes ["quote_note", "history"];
        /// Removes a note.
        "note.delete": ById => Changed = note::delete, reads [], writes ["quote_note", "history"];

        /// The files of a quote.
        "attachment.list": OfQuote => Attachments = attachment::list, reads ["attachment"], writes [];
        /// Adds a file to a quote, at most 10 MB.
        "attachment.add": AttachmentAdd => Attachment = attachment::add, reads [], writes ["attachment", "history"];
        /// Opens a copy of a file with the program the person has for it.
        "attachment.open": ById => Nothing = attachment::open, reads [], writes [];
        /// Writes a copy of a file.
        "attachment.save": AttachmentSave => Exported = attachment::save, reads [], writes [];
        /// Removes a file from a quote.
        "attachment.delete": ById => Changed = attachment::delete, reads [], writes ["attachment", "history"];
        /// Open reminders, the earliest first.
        "reminder.list": ReminderQuery => Reminders = reminder::list, reads ["reminder", "quote", "customer"], writes [];
        /// Makes a reminder (`quote_id`, `due_at` and `text` in `set`).
        "reminder.create": Create => Reminder = reminder::create, reads [], writes ["reminder", "history"];
        /// Another time, another text, or done.
        "reminder.patch": Patch => Changed = reminder::patch, reads [], writes ["reminder", "history"];
        /// Removes a reminder.
        "reminder.delete": ById => Changed = reminder::delete, reads [], writes ["reminder", "history"];

        /// Removes rows of the bin for good, with what belongs to them.
        "bin.purge": Purge => Changed = purge::purge, reads [], writes ["quote", "customer", "supplier", "product", "template", "line_template", "reminder", "history"];

        /// The terms that quotes inherit.
        "terms.defaults": Nothing => TermsDefaults = terms::defaults, reads ["terms"], writes [];
        /// Changes the terms that quotes inherit.
        "terms.set_defaults": SetDefaults => TermsDefaults = terms::set_defaults, reads [], writes ["terms", "quote", "history"];
        /// Every template.
        "template.list": TemplateQuery => Templates = template::list, reads ["template"], writes [];
        /// Keeps the terms and cost blocks of a quote under a name.
        "template.save": TemplateSave => TemplateView = template::save, reads [], writes ["template", "history"];
        /// Loads a template into a quote.
        "template.apply": TemplateApply => QuoteDelta = template::apply, reads [], writes ["quote", "history"];
        /// Renames a template.
        "template.rename": TemplateRename => TemplateView = template::rename, reads [], writes ["template", "history"];
        /// Puts templates into the bin.
        "template.delete": ByIds => Changed = template::delete, reads [], writes ["template", "history"];
        /// Takes templates out of the bin.
        "template.restore": ByIds => Changed = template::restore, reads [], writes ["template", "history"];
        /// Every template of lines.
        "line_template.list": LineTemplateQuery => LineTemplates = line_template::list, reads ["line_template"], writes [];
        /// What a template of lines holds.
        "line_template.get": ById => LineTemplateView = line_template::get, reads ["line_template"], writes [];
        /// Keeps rows of a quote, or all of it, under a name.
        "line_template.save": LineTemplateSave => LineTemplateRow = line_template::save, reads [], writes ["line_template", "history"];
        /// Puts the rows of a template into a quote, or only says what the catalogue has.
        "line_template.insert": LineTemplateInsert => LineTemplateInserted = line_template::insert, reads [], writes ["quote", "history"];
        /// Renames a template of lines.
        "line_template.rename": LineTemplateRename => LineTemplateRow = line_template::rename, reads [], writes ["line_template", "history"];
        /// Puts templates of lines into the bin.
        "line_template.delete": ByIds => Changed = line_template::delete, reads [], writes ["line_template", "history"];
        /// Takes templates of lines out of the bin.
        "line_template.restore": ByIds => Changed = line_template::restore, reads [], writes ["line_template", "history"];
        /// Rows of the dated tables.
        "dated.list": DatedQuery => DatedValues = dated::list, reads ["dated_value"], writes [];
        /// Makes a row of a dated table (`kind` and `value` in `set`).
        "dated.create": Create => DatedValue = dated::create, reads [], writes ["dated_value", "quote", "history"];
        /// Changes a row of a dated table.
        "dated.set": Patch => DatedValue = dated::set, reads [], writes ["dated_value", "quote", "history"];
        /// Removes rows of dated tables.
        "dated.delete": ByIds => Changed = dated::delete, reads [], writes ["dated_value", "quote", "history"];
        /// Brings removed rows of dated tables back.
        "dated.restore": ByIds => Changed = dated::restore, reads [], writes ["dated_value", "quote", "history"];

        /// The rate of every currency today.
        "rates.list": Nothing => RateList = rates::list, reads ["rates", "quote", "product"], writes [];
        /// The stored rates of one currency.
        "rates.history": RateHistoryQuery => RateHistory = rates::history, reads ["rates"], writes [];
        /// Asks the bank of Russia for the rates of one currency over time, and keeps them.
        "rates.load_history": RateHistoryQuery => RateHistory = rates::load_history, reads [], writes ["rates"], online;
        /// Asks the banks for the newest rates, and keeps them.
        "rates.refresh": Nothing => RatesState = rates::refresh, reads [], writes ["rates", "rates_state"], online;
        /// How fresh the rates are, and how the last refresh went.
        "rates.state": Nothing => RatesState = rates::state, reads ["rates", "rates_state", "settings"], writes [];
        /// The organisation's own rates.
        "rates.own": OwnRatesQuery => OwnRates = rates::own, reads ["rates"], writes [];
        /// Makes or changes a rate of the organisation, which holds over the bank's.
        "rates.set_manual": SetManualRate => OrganisationRate = rates::set_manual, reads [], writes ["rates", "history"];
        /// Removes rates of the organisation.
        "rates.delete_manual": ByIds => Changed = rates::delete_manual, reads [], writes ["rates", "history"];
        /// Brings removed rates of the organisation back.
        "rates.restore_manual": ByIds => Changed = rates::restore_manual, reads [], writes ["rates", "history"];

        /// Writes a document of a quote.
        "document.export": ExportQuote => Exported = document::export, reads [], writes [];
        /// Writes the workbook that shows how a quote was calculated; it holds costs and is not for customers.
        "document.validation": ValidationOf => Exported = validation::export, reads [], writes [];
        /// A page of what the customer will see, from the source of the PDF.
        "document.preview": PreviewOf => PreviewPage = preview::page, reads [], writes [];
        /// Gives back the memory of the preview.
        "document.preview_close": Nothing => Nothing = preview::close, reads [], writes [];
        /// Opens a document that was written here.
        "document.open": DocumentPath => Nothing = document::open, reads [], writes [];
        /// Shows a document that was written here in its folder.
        "document.reveal": DocumentPath => Nothing = document::reveal, reads [], writes [];
    }
}

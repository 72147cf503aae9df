//! Starting, unlocking, settings, history, search.

use std::collections::BTreeMap;

use oferta_domain::entity::{Organisation, Profile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::catalog::ProductRow;
use super::quote::QuoteRow;
use crate::error::ErrorBody;

/// Where the application stands. The start screens are drawn from this.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AppState {
    /// The store is being opened; ask again.
    Opening {
        /// The keychain has not answered yet: it may be showing a prompt of its own.
        waiting_for_keychain: bool,
    },
    /// There is no store yet. Answer with `app.create`.
    FirstStart {
        /// Whether the keychain of the system can keep the key.
        keychain: bool,
        /// Why not, if not.
        keychain_error: Option<ErrorBody>,
    },
    /// There is a store but no key. Answer with `app.unlock`.
    KeyNeeded {
        /// What happened to the key.
        reason: KeyNeed,
        /// What may be tried, the likeliest first.
        methods: Vec<UnlockMethod>,
        /// The code of what happened.
        error: ErrorBody,
    },
    /// The store cannot be used; nothing in it was changed.
    Refused {
        /// Why, and what to do.
        error: ErrorBody,
        /// The folder of the store.
        folder: String,
    },
    /// The store is open.
    Ready(Box<Workspace>),
}

/// Why the key is needed from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyNeed {
    /// The store was set up with a passphrase.
    Passphrase,
    /// The keychain has no entry for this store.
    Missing,
    /// The keychain is locked or its prompt was not answered in time.
    Locked,
    /// The keychain refused.
    Denied,
    /// There is no keychain service.
    Unavailable,
    /// The key that was found does not open the store.
    WrongKey,
}

/// How a store is unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnlockMethod {
    /// Ask the keychain again.
    Keychain,
    /// The passphrase.
    Passphrase,
    /// The printed recovery key.
    Recovery,
}

/// Where the key of a store is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyKeeper {
    /// In the keychain of the operating system.
    Keychain,
    /// Wrapped by a passphrase that is asked at every start.
    Passphrase,
    /// In a file only this user can read, beside the store. Needs consent.
    File,
}

/// `app.create`: makes the store.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateStore {
    /// Where to keep the key.
    pub keeper: KeyKeeper,
    /// For [`KeyKeeper::Passphrase`]: at least 10 characters.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// For [`KeyKeeper::File`]: the person agreed that only the encryption of the disk protects the data.
    #[serde(default)]
    pub consent: bool,
}

/// `app.unlock`: opens the store with a secret.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// How.
    pub method: UnlockMethod,
    /// The passphrase or the recovery key.
    #[serde(default)]
    pub secret: Option<String>,
    /// After a recovery: put the key back where it belongs.
    #[serde(default)]
    pub repair: bool,
}

/// An open store, as the frame needs it at start.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Workspace {
    /// Version of the application.
    pub version: String,
    /// Whether this is the sample workspace.
    pub sample: bool,
    /// Folder of the store.
    pub folder: String,
    /// Where the key is kept.
    pub keeper: KeyKeeper,
    /// The person confirmed having kept the recovery key.
    pub recovery_confirmed: bool,
    /// Settings of this device.
    pub settings: Settings,
    /// The seller.
    pub organisation: Organisation,
    /// The manager.
    pub profile: Profile,
    /// What can be undone.
    pub history: HistoryState,
    /// Today on this device, `YYYY-MM-DD`.
    pub today: String,
}

/// Settings of this device; they are not synced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// `ru` or `en`.
    pub language: String,
    /// `system`, `light`, `dark`, `contrast`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// Zoom in percent, 80 to 150.
    pub zoom: u32,
    /// Keys that differ from the defaults: command id → keys.
    pub keys: BTreeMap<String, String>,
    /// After how many days a row of the bin goes for good; 0 means never.
    #[serde(default = "bin_days")]
    pub bin_days: u32,
    /// The page that was open, to be restored.
    pub route: String,
    /// Whatever a screen remembers for itself (column widths), by name.
    pub screens: BTreeMap<String, String>,
    /// Exchange rates are refreshed by themselves.
    #[serde(default = "yes")]
    pub rates_automatic: bool,
    /// Folder of the daily list of the bank of Russia.
    pub rates_cbr: String,
    /// Folder of the mirror of that list.
    pub rates_mirror: String,
    /// The list of the European Central Bank.
    pub rates_ecb: String,
}

/// Settings that were stored before there were rates.
fn yes() -> bool {
    true
}

/// Days in the bin where nobody chose others.
pub(crate) fn bin_days() -> u32 {
    30
}

/// `settings.set`: only the given parts change.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsPatch {
    /// `ru` or `en`.
    pub language: Option<String>,
    /// `system`, `light`, `dark`, `contrast`.
    pub theme: Option<String>,
    /// `comfortable` or `compact`.
    pub density: Option<String>,
    /// Zoom in percent, 80 to 150.
    pub zoom: Option<u32>,
    /// All keys that differ from the defaults.
    pub keys: Option<BTreeMap<String, String>>,
    /// Days in the bin, 3,650 at the most; 0 means for ever.
    pub bin_days: Option<u32>,
    /// The page that is open.
    pub route: Option<String>,
    /// Screens whose memory changes; an empty text forgets.
    pub screens: Option<BTreeMap<String, String>>,
    /// Exchange rates are refreshed by themselves.
    pub rates_automatic: Option<bool>,
    /// Folder of the daily list of the bank of Russia; an empty text brings the usual address back, as with the
    /// next two.
    pub rates_cbr: Option<String>,
    /// Folder of the mirror of that list.
    pub rates_mirror: Option<String>,
    /// The list of the European Central Bank.
    pub rates_ecb: Option<String>,
}

/// The recovery key.
#[derive(Debug, Serialize, TS)]
pub struct RecoveryKey {
    /// Groups of four characters joined by `-`; letters that look like digits do not occur.
    pub key: String,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct HistoryState {
    /// What the next undo takes back.
    pub undo: Option<HistoryStep>,
    /// What the next redo brings back.
    pub redo: Option<HistoryStep>,
}

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryStep {
    /// The step.
    pub id: String,
    /// What was done, as an activity action: `customer.delete`, `quote.edit`.
    pub action: String,
    /// The quote, customer … it was done to, if one.
    pub entity_id: Option<String>,
    /// A name to show.
    pub label: String,
    /// Rows changed.
    pub rows: u32,
}

/// `history.undo` and `history.redo`.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct HistoryMove {
    /// Only this step, if it is still the next one; none means whatever is next.
    pub step: Option<String>,
}

/// Answer of `history.undo` and `history.redo`.
#[derive(Debug, Serialize, TS)]
pub struct HistoryMoved {
    /// The step taken back or brought back; none when there was nothing.
    pub step: Option<HistoryStep>,
    /// Tags of the queries that are stale now.
    pub stale: Vec<String>,
    /// What can be undone now.
    pub history: HistoryState,
}

/// `search.everywhere`: for the palette.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchEverywhere {
    /// What was typed.
    pub text: String,
    /// At most this many of each kind, 20 at the most.
    pub limit: u32,
}

/// Answer of `search.everywhere`.
#[derive(Debug, Serialize, TS)]
pub struct SearchHits {
    /// Customers.
    pub customers: Vec<NamedHit>,
    /// Quotes.
    pub quotes: Vec<QuoteRow>,
    /// Products.
    pub products: Vec<ProductRow>,
}

/// A row found by its name.
#[derive(Debug, Serialize, TS)]
pub struct NamedHit {
    /// The row.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A second line that tells it from others of the name.
    pub detail: String,
}

/// A text that is being typed, kept so that a crash does not eat it.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Where it is typed, `quote_line/<id>/unit_price`.
    pub place: String,
    /// The text; empty forgets the draft.
    pub text: String,
}

/// `draft.list`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftQuery {
    /// Places that begin with this.
    pub prefix: String,
    /// The `next` of the page before; none means the first page.
    #[serde(default)]
    pub after: Option<String>,
}

/// Answer of `draft.list`.
#[derive(Debug, Serialize, TS)]
pub struct Drafts {
    /// The texts that were being typed, at most 500.
    pub drafts: Vec<Draft>,
    /// Where the next page begins; none behind the last one.
    pub next: Option<String>,
}

/// `bin.purge`: removes rows of the bin for good.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Purge {
    /// What they are.
    pub table: BinTable,
    /// The rows.
    pub ids: Vec<String>,
}

/// What the bin holds. Rows of the dated tables stay in it: the seed must know what was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BinTable {
    /// Quotes, with their lines, terms, rates, revisions, notes, files and reminders.
    Quote,
    /// Customers, with their contacts.
    Customer,
    /// Suppliers.
    Supplier,
    /// Products.
    Product,
    /// Templates, with their cost blocks.
    Template,
    /// Templates of lines.
    LineTemplate,
}

//! Starting and unlocking, settings, the seller and the manager, search, drafts.

use std::collections::BTreeMap;

use oferta_domain::entity::{Organisation, Profile};
use oferta_domain::field::Entity;
use oferta_rates::fetch::check_address;
use oferta_store::list::ListRequest;
use oferta_store::{Connection, Step, StoreError, customer, local, product, quote, row};

use crate::access;
use crate::api::catalog::{CustomerRow, ProductRow};
use crate::api::common::{Nothing, Patch};
use crate::api::quote::QuoteRow;
use crate::api::workspace::{
    AppState, CreateStore, Draft, DraftQuery, Drafts, NamedHit, RecoveryKey, SearchEverywhere,
    SearchHits, Settings, SettingsPatch, Unlock, Workspace, bin_days,
};
use crate::app::{App, Open};
use crate::error::{AppError, Code, Result};
use crate::patch::{by_hand, overlay, written};
use crate::quote::stand;
use crate::{dated, history};

/// `app.state`.
pub(crate) fn state(app: &App, _: Nothing) -> Result<AppState> {
    match app.waiting_state() {
        Ok(open) => Ok(AppState::Ready(Box::new(workspace(&open)?))),
        Err(state) => Ok(*state),
    }
}

/// `app.create`.
pub(crate) fn create(app: &App, request: CreateStore) -> Result<AppState> {
    access::create(app, &request)?;
    state(app, Nothing {})
}

/// `app.unlock`.
pub(crate) fn unlock(app: &App, request: Unlock) -> Result<AppState> {
    access::unlock(app, &request)?;
    state(app, Nothing {})
}

fn workspace(open: &Open) -> Result<Workspace> {
    Ok(Workspace {
        version: open.options.version.clone(),
        sample: open.options.sample,
        folder: open.options.data_dir.display().to_string(),
        keeper: open.keeper,
        recovery_confirmed: open
            .store
            .read(|conn| local::setting(conn, RECOVERY_CONFIRMED))?
            .is_some(),
        settings: settings(open, Nothing {})?,
        organisation: organisation(open, Nothing {})?,
        profile: profile(open, Nothing {})?,
        history: history::state(open, Nothing {})?,
        today: open.host.today().to_string(),
    })
}

const RECOVERY_CONFIRMED: &str = "recovery_confirmed";

/// `app.recovery_key`.
pub(crate) fn recovery_key(open: &Open, _: Nothing) -> Result<RecoveryKey> {
    Ok(RecoveryKey {
        key: open.store.key().recovery_text(),
    })
}

/// `app.confirm_recovery_key`.
pub(crate) fn confirm_recovery_key(open: &Open, _: Nothing) -> Result<Settings> {
    open.store
        .write_local(|conn| local::set_setting(conn, RECOVERY_CONFIRMED, "yes"))?;
    settings(open, Nothing {})
}

const SETTINGS: &str = "settings";

/// `settings.get`.
pub(crate) fn settings(open: &Open, _: Nothing) -> Result<Settings> {
    Ok(shown(open, open.store.read(stored_settings)?))
}

/// The settings with the usual addresses where none are set.
fn shown(open: &Open, mut settings: Settings) -> Settings {
    let usual = &open.options.rates.banks;
    for (set, usual) in [
        (&mut settings.rates_cbr, &usual.cbr),
        (&mut settings.rates_mirror, &usual.mirror),
        (&mut settings.rates_ecb, &usual.ecb),
    ] {
        if set.is_empty() {
            set.clone_from(usual);
        }
    }
    settings
}

/// How exchange rates are asked for.
pub(crate) struct RateSettings {
    pub automatic: bool,
    pub cbr: String,
    pub mirror: String,
    pub ecb: String,
}

/// How exchange rates are asked for, as it is set now.
pub(crate) fn rate_settings(open: &Open) -> Result<RateSettings> {
    let settings = settings(open, Nothing {})?;
    Ok(RateSettings {
        automatic: settings.rates_automatic,
        cbr: settings.rates_cbr,
        mirror: settings.rates_mirror,
        ecb: settings.rates_ecb,
    })
}

/// A setting this version cannot read falls back to the defaults rather than keeping the person out.
fn stored_settings(conn: &Connection) -> Result<Settings> {
    let stored = local::setting(conn, SETTINGS)?;
    Ok(stored
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_else(default_settings))
}

fn default_settings() -> Settings {
    Settings {
        language: "ru".into(),
        theme: "system".into(),
        density: "comfortable".into(),
        zoom: 100,
        bin_days: bin_days(),
        route: String::new(),
        keys: BTreeMap::new(),
        screens: BTreeMap::new(),
        rates_automatic: true,
        rates_cbr: String::new(),
        rates_mirror: String::new(),
        rates_ecb: String::new(),
    }
}

/// `settings.set`.
pub(crate) fn set_settings(open: &Open, patch: SettingsPatch) -> Result<Settings> {
    const MAX_MEMORY: usize = 200_000;
    // Read and written in one transaction: two screens that change settings at once both stand.
    let settings = open.store.write_local(|conn| {
        let settings = changed_settings(stored_settings(conn)?, patch)?;
        let text = serde_json::to_string(&settings).map_err(AppError::internal)?;
        if text.len() > MAX_MEMORY {
            return Err(AppError::new(Code::BadSetting).at("screens"));
        }
        local::set_setting(conn, SETTINGS, &text)?;
        Ok::<_, AppError>(settings)
    })?;
    Ok(shown(open, settings))
}

fn changed_settings(mut settings: Settings, patch: SettingsPatch) -> Result<Settings> {
    let one_of = |field: &'static str, value: String, allowed: &[&str]| {
        if allowed.contains(&value.as_str()) {
            Ok(value)
        } else {
            Err(AppError::new(Code::BadSetting).at(field))
        }
    };
    if let Some(language) = patch.language {
        settings.language = one_of("language", language, &["ru", "en"])?;
    }
    if let Some(theme) = patch.theme {
        settings.theme = one_of("theme", theme, &["system", "light", "dark", "contrast"])?;
    }
    if let Some(density) = patch.density {
        settings.density = one_of("density", density, &["comfortable", "compact"])?;
    }
    if let Some(zoom) = patch.zoom {
        if !(80..=150).contains(&zoom) {
            return Err(AppError::new(Code::BadSetting).at("zoom"));
        }
        settings.zoom = zoom;
    }
    if let Some(days) = patch.bin_days {
        if days > 3_650 {
            return Err(AppError::new(Code::BadSetting).at("bin_days"));
        }
        settings.bin_days = days;
    }
    if let Some(keys) = patch.keys {
        settings.keys = keys;
    }
    if let Some(route) = patch.route {
        settings.route = route;
    }
    if let Some(automatic) = patch.rates_automatic {
        settings.rates_automatic = automatic;
    }
    for (field, address, kept) in [
        ("rates_cbr", patch.rates_cbr, &mut settings.rates_cbr),
        (
            "rates_mirror",
            patch.rates_mirror,
            &mut settings.rates_mirror,
        ),
        ("rates_ecb", patch.rates_ecb, &mut settings.rates_ecb),
    ] {
        if let Some(address) = address {
            address.trim().clone_into(kept);
            if !kept.is_empty() {
                check_address(kept).map_err(|error| AppError::from(error).at(field))?;
            }
        }
    }
    for (screen, memory) in patch.screens.unwrap_or_default() {
        if memory.is_empty() {
            settings.screens.remove(&screen);
        } else {
            settings.screens.insert(screen, memory);
        }
    }
    Ok(settings)
}

/// The one row of a table that has one.
pub(crate) fn singleton<T: Entity>(conn: &Connection) -> std::result::Result<T, StoreError> {
    let names: Vec<&str> = T::TABLE.fields.iter().map(|f| f.name).collect();
    let sql = format!(
        "SELECT id, {} FROM {} ORDER BY n LIMIT 1",
        names.join(", "),
        T::TABLE.name
    );
    row::query_one(conn, &sql, [])?
        .ok_or_else(|| StoreError::Shape(format!("no {}", T::TABLE.name)))
}

/// `organisation.get`.
pub(crate) fn organisation(open: &Open, _: Nothing) -> Result<Organisation> {
    open.store.read(|conn| Ok(singleton(conn)?))
}

/// `profile.get`.
pub(crate) fn profile(open: &Open, _: Nothing) -> Result<Profile> {
    open.store.read(|conn| Ok(singleton(conn)?))
}

/// `organisation.patch`.
pub(crate) fn patch_organisation(open: &Open, patch: Patch) -> Result<Organisation> {
    let (changed, _) = open.store.write(open.now_ms(), |tx| {
        let current: Organisation = singleton(tx.conn())?;
        let changed = overlay(&current, &patch.set, by_hand)?;
        tx.patch(
            Organisation::TABLE,
            &current.id,
            written(&changed, &patch.set)?,
        )?;
        let step = Step::new(
            "organisation.patch",
            "organisation",
            Some(&current.id),
            &changed.name,
        );
        Ok::<_, AppError>((changed, step))
    })?;
    Ok(changed)
}

/// `profile.patch`.
pub(crate) fn patch_profile(open: &Open, patch: Patch) -> Result<Profile> {
    let (changed, _) = open.store.write(open.now_ms(), |tx| {
        let current: Profile = singleton(tx.conn())?;
        let changed = overlay(&current, &patch.set, by_hand)?;
        tx.patch(Profile::TABLE, &current.id, written(&changed, &patch.set)?)?;
        let label = format!("{} {}", changed.first_name, changed.last_name);
        Ok::<_, AppError>((
            changed,
            Step::new("profile.patch", "profile", Some(&current.id), label.trim()),
        ))
    })?;
    Ok(changed)
}

fn has_singletons(conn: &Connection) -> Result<bool> {
    let found = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM organisation) AND EXISTS (SELECT 1 FROM profile)",
        [],
        |row| row.get(0),
    );
    Ok(found.map_err(StoreError::from)?)
}

/// Makes what every store has: the seller and the manager, where there are none yet, and the figures of the dated
/// tables that it does not know.
pub(crate) fn make_singletons(open: &Open) -> Result<()> {
    make_people(open)?;
    dated::seed(open)
}

/// The defaults are those of a Russian seller; VAT 22 % from 2026-01-01 by federal law 425-FZ.
fn make_people(open: &Open) -> Result<()> {
    if open.store.read(has_singletons)? {
        return Ok(());
    }
    open.store.write(open.now_ms(), |tx| {
        let organisation = Organisation {
            id: tx.new_id(),
            name: String::new(),
            full_name: String::new(),
            inn: String::new(),
            kpp: String::new(),
            ogrn: String::new(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            bank_name: String::new(),
            bic: String::new(),
            account: String::new(),
            corr_account: String::new(),
            vat_rate: "0.22".parse().ok(),
            currency: "RUB".into(),
            valid_days: 14,
            delivery_text: String::new(),
            payment_text: String::new(),
        };
        let profile = Profile {
            id: tx.new_id(),
            first_name: String::new(),
            last_name: String::new(),
            position: String::new(),
            phone: String::new(),
            email: String::new(),
        };
        tx.insert(&organisation)?;
        tx.insert(&profile)?;
        let mut step = Step::new("app.create", "organisation", None, "");
        step.undoable = false;
        Ok::<_, AppError>(((), step))
    })?;
    Ok(())
}

/// `search.everywhere`.
pub(crate) fn search(open: &Open, request: SearchEverywhere) -> Result<SearchHits> {
    let asked = ListRequest {
        text: &request.text,
        limit: request.limit.clamp(1, 20),
        ..ListRequest::default()
    };
    open.store.read(|conn| {
        let customers: Vec<CustomerRow> = customer::list(conn, &asked)?.rows;
        let mut quotes: Vec<QuoteRow> = quote::list(conn, &asked)?.rows;
        stand(&mut quotes, open.host.today());
        let products: Vec<ProductRow> = product::list(conn, &asked)?.rows;
        let customers = customers
            .into_iter()
            .map(|c| NamedHit {
                id: c.id,
                name: c.name,
                detail: c.inn,
            })
            .collect();
        Ok(SearchHits {
            customers,
            quotes,
            products,
        })
    })
}

/// `draft.set`.
pub(crate) fn set_draft(open: &Open, draft: Draft) -> Result<Drafts> {
    const MAX_PLACE: usize = 200;
    const MAX_DRAFT: usize = 100_000;
    if draft.place.len() > MAX_PLACE || draft.text.len() > MAX_DRAFT {
        return Err(AppError::new(Code::TooLong).at("text"));
    }
    open.store.write_local(|conn| {
        local::set_draft(conn, &draft.place, &draft.text, open.host.now_ms())
    })?;
    Ok(Drafts {
        drafts: Vec::new(),
        next: None,
    })
}

/// `draft.list`.
pub(crate) fn drafts(open: &Open, request: DraftQuery) -> Result<Drafts> {
    let after = request.after.as_deref().unwrap_or_default();
    let found = open
        .store
        .read(|conn| local::drafts(conn, &request.prefix, after))?;
    let last = found.last().filter(|_| found.len() == local::MOST_DRAFTS);
    Ok(Drafts {
        next: last.map(|(place, _)| place.clone()),
        drafts: found
            .into_iter()
            .map(|(place, text)| Draft { place, text })
            .collect(),
    })
}

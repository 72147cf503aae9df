//! Reminders of quotes: made, moved, settled; and told when they are due.

mod alarm;

use oferta_domain::entity::{Quote, Reminder};
use oferta_domain::field::Entity;
use oferta_store::reminder as reminders_of;

use crate::api::common::{ById, Changed, Create, Patch};
use crate::api::reminder::{ReminderPlace, ReminderQuery, ReminderView, Reminders};
use crate::app::Open;
use crate::error::{AppError, Code, Result};
use crate::note::step;
use crate::patch::{build, by_hand, overlay, written};

pub(crate) use alarm::Alarm;

/// `reminder.list`.
pub(crate) fn list(open: &Open, query: ReminderQuery) -> Result<Reminders> {
    let after = query.after.as_ref();
    let after = after.map_or((i64::MIN, ""), |place| (place.due_at, &place.id));
    let quote_id = query.quote_id.as_deref();
    let reminders: Vec<ReminderView> = open
        .store
        .read(|conn| reminders_of::open(conn, quote_id, after))?;
    let last = reminders
        .last()
        .filter(|_| reminders.len() == reminders_of::MOST);
    let next = last.map(|last| ReminderPlace {
        due_at: last.due_at,
        id: last.id.clone(),
    });
    Ok(Reminders { reminders, next })
}

/// Refuses a time that is set to what is over: it would be told at once, or as of long ago.
///
/// # Errors
/// [`Code::MomentPassed`].
fn check_ahead(due_at: i64, now_ms: i64) -> Result<()> {
    if due_at < now_ms {
        return Err(AppError::new(Code::MomentPassed).at("due_at"));
    }
    Ok(())
}

/// `reminder.create`.
pub(crate) fn create(open: &Open, request: Create) -> Result<Reminder> {
    let (reminder, _) = open.store.write(open.now_ms(), |tx| {
        let blank = Reminder {
            id: tx.new_id(),
            quote_id: String::new(),
            due_at: tx.now_ms(),
            text: String::new(),
            done: false,
        };
        let reminder = build(&blank, &request.set)?;
        check_ahead(reminder.due_at, blank.due_at)?;
        tx.current(Quote::TABLE, &reminder.quote_id)?;
        tx.insert(&reminder)?;
        let step = step("reminder.create", &reminder.quote_id, &reminder.text);
        Ok::<_, AppError>((reminder, step))
    })?;
    Ok(reminder)
}

/// `reminder.patch`: another time (snooze), another text, done.
pub(crate) fn patch(open: &Open, patch: Patch) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let before = reminders_of::get(tx.conn(), &patch.id)?;
        let reminder = overlay(&before, &patch.set, by_hand)?;
        // One that became due meanwhile keeps its time, whatever else of it is changed.
        if reminder.due_at != before.due_at {
            check_ahead(reminder.due_at, tx.now_ms())?;
        }
        tx.patch(
            Reminder::TABLE,
            &reminder.id,
            written(&reminder, &patch.set)?,
        )?;
        let action = match (before.done, reminder.done) {
            (false, true) => "reminder.done",
            _ if before.due_at != reminder.due_at => "reminder.move",
            _ => "reminder.patch",
        };
        let step = step(action, &reminder.quote_id, &reminder.text);
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

/// `reminder.delete`.
pub(crate) fn delete(open: &Open, by: ById) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let reminder = reminders_of::get(tx.conn(), &by.id)?;
        tx.delete(Reminder::TABLE, &reminder.id)?;
        let step = step("reminder.delete", &reminder.quote_id, &reminder.text);
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

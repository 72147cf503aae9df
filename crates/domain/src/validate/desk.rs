//! Faults of notes, files and reminders.

use super::{Checks, Fault, Rule, Validate};
use crate::entity::{Attachment, QuoteNote, Reminder};

/// The last moment a reminder may name: the end of the year 9999, in milliseconds since 1970.
const LAST_MOMENT: i64 = 253_402_300_799_999;

impl Validate for QuoteNote {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.that("text", !self.text.trim().is_empty(), Rule::Required);
        c.note("text", &self.text);
        c.0
    }
}

impl Validate for Attachment {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.required("name", &self.name);
        c.0
    }
}

impl Validate for Reminder {
    fn faults(&self) -> Vec<Fault> {
        let mut c = Checks::default();
        c.that("due_at", self.due_at >= 0, Rule::Negative);
        c.that("due_at", self.due_at <= LAST_MOMENT, Rule::TooLarge);
        c.text("text", &self.text);
        c.0
    }
}

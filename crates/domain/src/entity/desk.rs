//! What stands beside a quote and no customer ever sees: notes, files, reminders.

use crate::field::entity;

entity! {
    /// A note of the house about a quote.
    QuoteNote in "quote_note" {
        /// The quote.
        quote_id: String => Fixed,
        /// What it says.
        text: String => Free,
        /// Who wrote it, as the person was called then.
        author: String => Fixed,
        /// When, in milliseconds since 1970.
        written_at: i64 => Fixed,
    }
}

entity! {
    /// A file that was added to a quote. Its bytes are kept apart, under their hash.
    Attachment in "attachment" {
        /// The quote.
        quote_id: String => Fixed,
        /// Name of the file, without its folder.
        name: String => Free,
        /// Size in bytes.
        bytes: i64 => Fixed,
        /// BLAKE3 of the bytes, in hexadecimal.
        hash: String => Fixed,
        /// Who added it, as the person was called then.
        author: String => Fixed,
        /// When, in milliseconds since 1970.
        added_at: i64 => Fixed,
    }
}

entity! {
    /// A moment at which somebody wants to come back to a quote.
    Reminder in "reminder" {
        /// The quote.
        quote_id: String => Fixed,
        /// When, in milliseconds since 1970.
        due_at: i64 => Free,
        /// What to do then; may be empty.
        text: String => Free,
        /// It is settled and says nothing any more.
        done: bool => Free,
    }
}

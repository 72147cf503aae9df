//! Files of a quote.

use oferta_domain::entity::Attachment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The files of a quote.
#[derive(Debug, Serialize, TS)]
pub struct Attachments {
    /// In the order they were added.
    pub attachments: Vec<Attachment>,
}

/// `attachment.add`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentAdd {
    /// The quote.
    pub quote_id: String,
    /// Full path of the file.
    pub path: String,
}

/// `attachment.save`: writes a copy.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentSave {
    /// The file.
    pub id: String,
    /// Where to, with its name; none means the exports folder.
    #[serde(default)]
    pub path: Option<String>,
}

//! Files of a quote: added, opened, copied out, removed.

use std::fs;
use std::path::{Path, PathBuf};

use oferta_documents::file::{self, WriteError};
use oferta_documents::price_list::{ReadError, load};
use oferta_domain::entity::{Attachment, Quote};
use oferta_domain::field::Entity;
use oferta_domain::validate::Validate;
use oferta_store::attachment as files_of;

use crate::api::attachment::{AttachmentAdd, AttachmentSave, Attachments};
use crate::api::common::{ById, Changed, Nothing};
use crate::api::desk::OfQuote;
use crate::api::document::Exported;
use crate::app::Open;
use crate::document::{exports, put};
use crate::error::{AppError, Code, Result};
use crate::note::{author, step};

/// The largest file, in megabytes.
const MOST_MB: u64 = 10;
/// Folder of copies that are open in other programs; it is emptied at each start and end.
const OPENED: &str = "opened";
/// What is handed to the desktop to be opened. Anything else, above all a program, can only be saved.
const OPENABLE: [&str; 40] = [
    "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "xls", "xlsx", "xlsb", "ods", "csv", "tsv",
    "ppt", "pptx", "odp", "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "svg",
    "dwg", "dxf", "step", "stp", "eml", "msg", "zip", "7z", "rar", "gz", "mp3", "mp4", "mov",
    "vsdx",
];

/// `attachment.list`.
pub(crate) fn list(open: &Open, of: OfQuote) -> Result<Attachments> {
    open.store.read(|conn| {
        Ok(Attachments {
            attachments: files_of::list(conn, &of.quote_id)?,
        })
    })
}

/// `attachment.add`.
pub(crate) fn add(open: &Open, request: AttachmentAdd) -> Result<Attachment> {
    let path = Path::new(&request.path);
    let bytes = load(path, MOST_MB * 1024 * 1024).map_err(not_read)?;
    if bytes.is_empty() {
        return Err(AppError::new(Code::AttachmentEmpty));
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = file::safe_name(&name);
    let author = author(open)?;
    // Not for a quote that is not there: its bytes would only be swept away.
    open.store
        .read(|conn| oferta_store::quote::get(conn, &request.quote_id))?;
    let hash = files_of::keep(&open.store, &bytes)?;
    let (added, _) = open.store.write(open.now_ms(), |tx| {
        tx.current(Quote::TABLE, &request.quote_id)?;
        let added = Attachment {
            id: tx.new_id(),
            quote_id: request.quote_id,
            name,
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            hash,
            author,
            added_at: tx.now_ms(),
        };
        if let Some(fault) = added.faults().into_iter().next() {
            return Err(fault.into());
        }
        tx.insert(&added)?;
        files_of::keep_still(tx.conn(), &added.hash, &bytes)?;
        let step = step("attachment.add", &added.quote_id, &added.name);
        Ok::<_, AppError>((added, step))
    })?;
    Ok(added)
}

fn not_read(error: ReadError) -> AppError {
    match error {
        ReadError::TooLarge { .. } => {
            AppError::new(Code::AttachmentTooLarge).param("limit", MOST_MB)
        }
        // A folder, a pipe, a device.
        ReadError::Unsupported => AppError::new(Code::FileDenied),
        other => other.into(),
    }
}

fn content(open: &Open, id: &str) -> Result<(Attachment, Vec<u8>)> {
    open.store.read(|conn| {
        let found = files_of::get(conn, id)?;
        let bytes = files_of::content(conn, &found.hash)?
            .ok_or_else(|| AppError::new(Code::AttachmentMissing))?;
        Ok((found, bytes))
    })
}

/// `attachment.open`: hands a copy to the program the person has for it.
pub(crate) fn open(open: &Open, by: ById) -> Result<Nothing> {
    let (found, bytes) = content(open, &by.id)?;
    let extension = extension(&found.name);
    if !OPENABLE.contains(&extension.as_str()) {
        return Err(AppError::new(Code::AttachmentNotOpened));
    }
    let folder = opened(open).join(&found.hash[..found.hash.len().min(16)]);
    private(&folder).map_err(WriteError::from)?;
    let path = folder.join(file::safe_name(&found.name));
    file::write_atomically(&path, &bytes)?;
    open.host
        .open_path(&path)
        .map_err(|error| AppError::new(Code::OpenFailed).detail(error))?;
    Ok(Nothing {})
}

/// `attachment.save`.
pub(crate) fn save(open: &Open, request: AttachmentSave) -> Result<Exported> {
    let (found, bytes) = content(open, &request.id)?;
    let Some(path) = request.path.map(PathBuf::from) else {
        let name = file::safe_name(&found.name);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name.as_str(), "bin"));
        let folder = exports(open).display().to_string();
        return put(open, Some(folder), stem, extension, &bytes);
    };
    if !path.is_absolute() {
        return Err(AppError::new(Code::FileMissing));
    }
    file::write_atomically(&path, &bytes)?;
    Ok(Exported {
        name: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        path: path.display().to_string(),
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
    })
}

/// `attachment.delete`. The bytes stay until the row goes for good, so that this can be undone.
pub(crate) fn delete(open: &Open, by: ById) -> Result<Changed> {
    let (_, done) = open.store.write(open.now_ms(), |tx| {
        let found = files_of::get(tx.conn(), &by.id)?;
        tx.delete(Attachment::TABLE, &found.id)?;
        let step = step("attachment.delete", &found.quote_id, &found.name);
        Ok::<_, AppError>(((), step))
    })?;
    Ok(Changed {
        undo: done.history_id,
        rows: done.rows,
    })
}

/// Removes the copies that were open in other programs, and bytes that nothing names.
pub(crate) fn tidy(open: &Open) -> Result<()> {
    remove_opened(open);
    Ok(open.store.write_local(files_of::sweep)?)
}

/// Removes the copies that were open. One that is still in use stays until the next start.
pub(crate) fn remove_opened(open: &Open) {
    fs::remove_dir_all(opened(open)).ok();
}

fn opened(open: &Open) -> PathBuf {
    open.options.data_dir.join(OPENED)
}

fn extension(name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.to_lowercase()
}

/// A folder that only this person reads.
fn private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::ReadError;

/// Largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 50 * 1024 * 1024;

/// What the bytes are packed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// XLSX and ODS.
    Zip,
    /// XLS, and XLSX with a password.
    CompoundFile,
    /// CSV and TSV.
    Text,
}

/// Reads a whole file of at most `most` bytes.
///
/// # Errors
/// [`ReadError`]: it is too large, no plain file, or not the same before and after.
pub fn load(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    load_with(path, most, |file, length| {
        let mut bytes = Vec::with_capacity(length as usize);
        file.take(most + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// Reads an open file of a given length by `read`, and refuses what was not the same before and after.
fn load_with(
    path: &Path,
    most: u64,
    read: impl FnOnce(&mut File, u64) -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, ReadError> {
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    if !before.is_file() {
        // A pipe or a device would never end.
        return Err(ReadError::Unsupported);
    }
    if before.len() > most {
        return Err(ReadError::TooLarge {
            bytes: before.len(),
        });
    }
    let bytes = read(&mut file, before.len())?;
    let after = file.metadata()?;
    let replaced = std::fs::metadata(path).map(|now| stamp(&now) != stamp(&before));
    if bytes.len() as u64 != before.len()
        || stamp(&after) != stamp(&before)
        || replaced.unwrap_or(true)
    {
        return Err(ReadError::Changed);
    }
    Ok(bytes)
}

fn stamp(metadata: &Metadata) -> (u64, Option<SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

pub(super) fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

pub(super) fn detect(bytes: &[u8], extension: &str) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::CompoundFile);
    }
    if looks_like_text(bytes) && !is_markup(bytes) {
        return Ok(Kind::Text);
    }
    // The name promises a spreadsheet and the content is none: the file suffered on its way.
    if matches!(extension, "xlsx" | "xls" | "ods" | "xlsm") && !is_other_document(bytes) {
        return Err(ReadError::Damaged);
    }
    Err(ReadError::Unsupported)
}

fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    let odd = head
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127))
        .count();
    odd * 500 <= head.len() && !head.contains(&0)
}

fn is_markup(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF))
        .take(16)
        .map(u8::to_ascii_lowercase)
        .collect();
    [
        b"%pdf-".as_slice(),
        b"{\\rtf",
        b"<!doctype",
        b"<html",
        b"<?xml",
        b"<table",
        b"mime-version",
    ]
    .iter()
    .any(|mark| head.starts_with(mark))
}

fn is_other_document(bytes: &[u8]) -> bool {
    is_markup(bytes)
        || [
            b"\x89PNG".as_slice(),
            b"\xFF\xD8\xFF",
            b"GIF8",
            b"Rar!",
            b"7z\xBC\xAF",
            b"\x1F\x8B",
            b"BM",
        ]
        .iter()
        .any(|mark| bytes.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::time::Duration;

    use super::*;

    const LIST: &[u8] = "Артикул;Цена\n1;10\n".as_bytes();

    fn whole(file: &mut File) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads a list to which `change` is done by another program, before or after its bytes were read.
    fn check(change: impl Fn(&Path) -> io::Result<()>) {
        for read_first in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list.csv");
            fs::write(&path, LIST).unwrap();
            assert_eq!(load(&path, MAX_FILE_BYTES).unwrap(), LIST);
            let loaded = load_with(&path, MAX_FILE_BYTES, |file, _| {
                if read_first {
                    let bytes = whole(file)?;
                    change(&path)?;
                    Ok(bytes)
                } else {
                    change(&path)?;
                    whole(file)
                }
            });
            assert!(
                matches!(loaded, Err(ReadError::Changed)),
                "read first: {read_first}, {loaded:?}"
            );
        }
    }

    #[test]
    fn a_list_that_grows_while_it_is_read_is_refused() {
        check(|path| {
            let mut file = File::options().append(true).open(path)?;
            file.write_all(b"2;20\n")
        });
    }

    #[test]
    fn a_list_that_is_cut_off_while_it_is_read_is_refused() {
        check(|path| File::options().write(true).open(path)?.set_len(5));
    }

    #[test]
    fn a_list_that_is_rewritten_at_the_same_length_is_refused() {
        check(|path| {
            let mut file = File::options().write(true).open(path)?;
            let before = file.metadata()?.modified()?;
            file.write_all(LIST)?;
            // Two writes may fall into one tick of the clock of the file system.
            file.set_modified(before + Duration::from_secs(1))
        });
    }

    // Elsewhere an open file cannot be replaced.
    #[cfg(unix)]
    #[test]
    fn a_list_that_is_replaced_or_removed_while_it_is_read_is_refused() {
        check(|path| {
            let saved = path.with_extension("new");
            fs::write(&saved, b"other")?;
            fs::rename(saved, path)
        });
        check(|path| fs::remove_file(path));
    }
}

//! Files that appear whole or not at all, under names that every system accepts.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

/// Longest file name given out, in characters, extension and counter included.
const NAME_LIMIT: usize = 120;
/// Names that Windows keeps for devices, whatever their extension (Microsoft, "Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Why a file was not written. Nothing is left behind, and a file that was there stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No space on the disk, or over the quota.
    #[error("no space left to write the file")]
    DiskFull(#[source] io::Error),
    /// The folder is read-only, not ours, or the file is held open by another program.
    #[error("the folder does not accept the file")]
    Denied(#[source] io::Error),
    /// The folder does not exist (any more).
    #[error("the folder does not exist")]
    NoFolder(#[source] io::Error),
    /// Anything else the system reports.
    #[error("the file was not written")]
    Io(#[source] io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::DiskFull(error),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem | Kind::ResourceBusy => {
                Self::Denied(error)
            }
            Kind::NotFound | Kind::NotADirectory => Self::NoFolder(error),
            _ => Self::Io(error),
        }
    }
}

/// Writes `bytes` under `path`, replacing what was there: temporary name in the same folder, sync, rename, sync of
/// the folder. After it returns, the file survives a power loss.
///
/// # Errors
/// [`WriteError`]; the temporary file is removed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".oferta-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less the user's umask, as any file that a person saves.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|failed| failed.error)?;
    sync_folder(folder)?;
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems cannot sync a folder; the rename is in their journal.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A path in `folder` that no file has yet, made of `stem` and `extension` (without its dot).
///
/// The name is accepted by Windows, macOS and Linux: characters that one of them refuses become `_`, device names get
/// a `_`, and it has at most 120 characters and 240 bytes. A taken name gets ` (2)`, ` (3)` and so on.
#[must_use]
pub fn available_name(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let stem = sanitised(stem);
    let extension = sanitised(extension);
    let mut counter = String::new();
    let mut next = 2u64;
    loop {
        let room = NAME_LIMIT.saturating_sub(extension.chars().count() + 1 + counter.len());
        let path = folder.join(format!("{}{counter}.{extension}", shortened(&stem, room)));
        // A dangling link counts as taken too.
        if fs::symlink_metadata(&path).is_err() {
            return path;
        }
        counter = format!(" ({next})");
        next += 1;
    }
}

/// A name of a file, without any folder, that every system accepts: what [`available_name`] says of the characters
/// holds here too. A name of which nothing is left is `document`.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, extension) = match bare.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= 16 => {
            (stem, sanitised_or(extension, ""))
        }
        _ => (bare, String::new()),
    };
    let stem = sanitised(stem);
    if extension.is_empty() {
        return shortened(&stem, NAME_LIMIT).to_owned();
    }
    let room = NAME_LIMIT - extension.chars().count() - 1;
    format!("{}.{extension}", shortened(&stem, room))
}

fn sanitised(name: &str) -> String {
    sanitised_or(name, "document")
}

fn sanitised_or(name: &str, nothing: &str) -> String {
    let spelled: String = name
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            character if character.is_control() || character.is_whitespace() => ' ',
            character => character,
        })
        .collect();
    let words: Vec<&str> = spelled.split(' ').filter(|word| !word.is_empty()).collect();
    // Windows drops dots and spaces at the end; a dot in front hides the file elsewhere.
    let name = words.join(" ");
    let name = name.trim_matches(['.', ' ']);
    let device = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_lowercase();
    if name.is_empty() {
        nothing.to_owned()
    } else if RESERVED.contains(&device.as_str()) || is_port(&device) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn is_port(name: &str) -> bool {
    ["com", "lpt"].iter().any(|port| {
        name.strip_prefix(port).is_some_and(|number| {
            let mut digits = number.chars();
            matches!(
                (digits.next(), digits.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
        })
    })
}

/// At most `characters`, and few enough bytes for the 255 that file systems allow a name.
fn shortened(stem: &str, characters: usize) -> &str {
    let mut end = stem
        .char_indices()
        .nth(characters)
        .map_or(stem.len(), |(index, _)| index);
    while end > characters.max(1) * 2 || !stem.is_char_boundary(end) {
        end -= 1;
    }
    stem[..end].trim_end_matches(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_name(stem: &str, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = available_name(folder.path(), stem, "pdf");
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), expected);
        write_atomically(&path, b"x").unwrap();
    }

    #[test]
    fn names_are_accepted_everywhere() {
        check_name("КП-2026-0142", "КП-2026-0142.pdf");
        check_name("КП № 12/3: «Насос» 1\" *?", "КП № 12_3_ «Насос» 1_ __.pdf");
        check_name("../../etc/passwd", "_.._etc_passwd.pdf");
        check_name("", "document.pdf");
        check_name(" . . ", "document.pdf");
        check_name("NUL", "_NUL.pdf");
        check_name("com1.backup", "_com1.backup.pdf");
        check_name("com10", "com10.pdf");
        check_name("a\u{0}b\nc\t d", "a b c d.pdf");
        check_name("invoice\u{202e}fdp", "invoicefdp.pdf");
        check_name(&"я".repeat(500), &format!("{}.pdf", "я".repeat(116)));
        check_name(&"語".repeat(500), &format!("{}.pdf", "語".repeat(77)));
    }

    #[test]
    fn a_hostile_name_is_a_plain_name() {
        let check = |name: &str, expected: &str| assert_eq!(safe_name(name), expected, "{name:?}");
        check("договор.pdf", "договор.pdf");
        check("../../x", "x");
        check("..\\..\\x.docx", "x.docx");
        check("/etc/passwd", "passwd");
        check("", "document");
        check("...", "document");
        check(".ssh", "ssh");
        check("a\u{0}b\n.p\u{7}df", "a b.p df");
        check("invoice\u{202e}fdp.exe", "invoicefdp.exe");
        check("CON.txt", "_CON.txt");
        check("архив.tar.gz", "архив.tar.gz");
        check(
            &format!("{}.pdf", "я".repeat(500)),
            &format!("{}.pdf", "я".repeat(116)),
        );
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        for expected in ["a.pdf", "a (2).pdf", "a (3).pdf"] {
            let path = available_name(folder.path(), "a", "pdf");
            assert_eq!(path.file_name().unwrap().to_str().unwrap(), expected);
            write_atomically(&path, b"x").unwrap();
        }
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quote.pdf");
        write_atomically(&path, b"first").unwrap();
        write_atomically(&path, b"second, longer").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second, longer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder.pdf");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("inside"), b"kept").unwrap();
        assert!(write_atomically(&taken, b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(taken.join("inside").exists());

        let gone = folder.path().join("gone").join("quote.pdf");
        assert!(matches!(
            write_atomically(&gone, b"x"),
            Err(WriteError::NoFolder(_))
        ));
    }

    #[test]
    fn the_reason_is_told_apart() {
        let reason = |kind: io::ErrorKind| WriteError::from(io::Error::from(kind));
        assert!(matches!(
            reason(io::ErrorKind::StorageFull),
            WriteError::DiskFull(_)
        ));
        assert!(matches!(
            reason(io::ErrorKind::ReadOnlyFilesystem),
            WriteError::Denied(_)
        ));
        assert!(matches!(
            reason(io::ErrorKind::PermissionDenied),
            WriteError::Denied(_)
        ));
        assert!(matches!(
            reason(io::ErrorKind::Interrupted),
            WriteError::Io(_)
        ));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named_as_such() {
        use std::os::unix::fs::MetadataExt;
        // /dev/full answers every write with "no space"; the same path through our own error mapping.
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut full = full.expect("every Linux has /dev/full");
        assert!(full.metadata().unwrap().rdev() != 0);
        let error = full.write_all(b"x").unwrap_err();
        assert!(matches!(WriteError::from(error), WriteError::DiskFull(_)));
    }
}

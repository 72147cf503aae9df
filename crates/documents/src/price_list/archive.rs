//! Zip containers: what is in them, and that they do not unpack to more than they should, before any part is parsed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{ReadError, Sheet, ods, xlsx};

/// Unpacked bytes of all parts together.
const MAX_UNPACKED: u64 = 300 * 1024 * 1024;
/// A file below this much unpacked is never a bomb.
const HARMLESS_UNPACKED: u64 = 32 * 1024 * 1024;
/// Times that a file may grow; real sheets, however repetitive, stay below a hundred.
const MAX_GROWTH: u64 = 200;
/// Parts of the archive.
const MAX_PARTS: usize = 10_000;
/// Texts that a workbook may announce: memory is set aside for them before they are read.
const MAX_ANNOUNCED: u64 = 1_000_000;
/// Elements of the shared texts: an empty one takes five bytes in the file and five times that in memory.
const MAX_SHARED_MARKUP: usize = 12_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    if archive.len() > MAX_PARTS {
        return Err(ReadError::Inflates);
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.replace('\\', "/").to_lowercase()))
        .collect::<Result<_, _>>()
        .map_err(fault)?;
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let holds = |part: &str| names.iter().any(|name| name == part);
    if has("vbaproject.bin") {
        return Err(ReadError::Macros);
    }
    let ods = holds("content.xml");
    // A document of another program is told apart by its main part (ECMA-376 part 1, annex F).
    if !ods && (!has("workbook.xml") || names.iter().any(|name| name.starts_with("word/"))) {
        return Err(ReadError::Unsupported);
    }
    measure(&mut archive, bytes.len() as u64)?;
    if ods {
        ods::read(&mut archive)
    } else {
        xlsx::read(bytes)
    }
}

pub(super) fn fault(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}

/// Unpacks every part without keeping it. Sizes that the archive declares are not believed.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>, packed: u64) -> Result<(), ReadError> {
    let allowed = MAX_UNPACKED.min(HARMLESS_UNPACKED.max(packed.saturating_mul(MAX_GROWTH)));
    let mut unpacked = 0u64;
    let mut buffer = vec![0u8; 64 * 1024];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(fault)?;
        let name = part.name().map_err(fault)?.to_lowercase();
        let shared = name.contains("sharedstrings");
        let markup = name.ends_with(".xml") || shared;
        let mut announced = Announced::default();
        let mut elements = 0usize;
        loop {
            let read = part.read(&mut buffer).map_err(|_| ReadError::Damaged)?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            if unpacked > allowed {
                return Err(ReadError::Inflates);
            }
            if markup {
                announced.scan(&buffer[..read])?;
            }
            if shared {
                elements += buffer[..read].iter().filter(|byte| **byte == b'<').count();
                if elements > MAX_SHARED_MARKUP {
                    return Err(ReadError::Inflates);
                }
            }
        }
    }
    Ok(())
}

/// Looks for `uniqueCount="..."` in a stream: the reader of shared texts sets that much memory aside unseen.
#[derive(Default)]
struct Announced {
    tail: Vec<u8>,
}

impl Announced {
    const NAME: &[u8] = b"uniqueCount";
    /// The name, an equals sign with spaces around it, and more digits than any real count has.
    const OVERLAP: usize = 64;

    fn scan(&mut self, chunk: &[u8]) -> Result<(), ReadError> {
        // Most chunks are cells: search them where they are, and only the seam in a copy.
        let seam_end = chunk.len().min(Self::OVERLAP);
        let mut seam = std::mem::take(&mut self.tail);
        seam.extend_from_slice(&chunk[..seam_end]);
        Self::search(&seam)?;
        Self::search(chunk)?;
        self.tail = chunk[chunk.len() - seam_end..].to_vec();
        Ok(())
    }

    fn search(bytes: &[u8]) -> Result<(), ReadError> {
        let mut from = 0;
        while let Some(found) = bytes[from..].iter().position(|byte| *byte == b'C') {
            let at = from + found;
            from = at + 1;
            let start = at.saturating_sub(6);
            if !bytes[start..].starts_with(Self::NAME) {
                continue;
            }
            let digits = bytes[start + Self::NAME.len()..]
                .iter()
                .skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'+".contains(byte))
                .take_while(|byte| byte.is_ascii_digit());
            let count = digits.fold(0u64, |count, digit| {
                count
                    .saturating_mul(10)
                    .saturating_add(u64::from(digit - b'0'))
            });
            if count > MAX_ANNOUNCED {
                return Err(ReadError::TooManyCells {
                    limit: super::MAX_CELLS,
                });
            }
        }
        Ok(())
    }
}

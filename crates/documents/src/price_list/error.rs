use std::io;

/// Why a file is not a price list that can be read. Each is answered with its own advice.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// The file may not be read, or another program holds it.
    #[error("the file may not be read")]
    Denied,
    /// The file is larger than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES): split it.
    #[error("the file has {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// More filled cells than `limit`: split the list.
    #[error("the file has more than {limit} cells")]
    TooManyCells {
        /// The limit that was passed.
        limit: usize,
    },
    /// Something stands outside of the rows and columns that are read: delete it or split the list.
    #[error("cell {cell} is too far away")]
    TooFar {
        /// The cell as a spreadsheet names it.
        cell: String,
    },
    /// The file needs a password: save it without one.
    #[error("the file is encrypted")]
    Encrypted,
    /// The file carries macros: save it as .xlsx.
    #[error("the file carries macros")]
    Macros,
    /// The file is broken or cut off: open it in its program and save it again.
    #[error("the file is damaged")]
    Damaged,
    /// A small file that unpacks into far more than a price list holds.
    #[error("the file unpacks to too much")]
    Inflates,
    /// Something else than a price list: a PDF, a picture, a text document.
    #[error("this kind of file is not a price list")]
    Unsupported,
    /// The file was being written while it was read: try again.
    #[error("the file changed while it was read")]
    Changed,
    /// No cell has anything in it.
    #[error("the file is empty")]
    Empty,
    /// The disk failed.
    #[error("the file could not be read")]
    Io(#[source] io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Unsupported,
            _ => Self::Io(error),
        }
    }
}

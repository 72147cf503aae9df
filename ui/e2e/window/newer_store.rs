//! For a journey: `newer_store FOLDER` makes the store in FOLDER (its key in a file) look as if a
//! newer Oferta had written it.

use std::error::Error;
use std::path::PathBuf;

use oferta_store::{Connection, STORE_FILE, keeper};

/// Above every level that a program of today knows.
const NEWER: i64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    let key = keeper::read_key_file(&folder)?;
    let store = Connection::open(folder.join(STORE_FILE))?;
    store.pragma_update(None, "key", format!("x'{}'", key.hex()))?;
    store.pragma_update(None, "user_version", NEWER)?;
    Ok(())
}

//! The technical log of the shell: what the person never sees, for whoever has to look into it.
//! Nothing of a quote, a customer or a key is written here.

use std::backtrace::Backtrace;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A log of this size is put aside at the next start; one old log is kept.
const LIMIT_BYTES: u64 = 1 << 20;

static LOG: OnceLock<PathBuf> = OnceLock::new();

/// Starts the log in `data_dir` and sends panics to it. Where the folder cannot be written, the log
/// goes to the standard error output alone.
pub fn install(data_dir: &Path) {
    fs::create_dir_all(data_dir).ok();
    let path = data_dir.join("oferta.log");
    if fs::metadata(&path).is_ok_and(|log| log.len() > LIMIT_BYTES) {
        fs::rename(&path, data_dir.join("oferta.old.log")).ok();
    }
    LOG.get_or_init(|| path);

    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        note(&format!("{panic}\n{}", Backtrace::force_capture()));
        report(panic);
    }));
}

/// Writes one entry with the time (UTC).
pub fn note(text: &str) {
    if let Some(path) = LOG.get() {
        // A log that cannot be written must not stop the work it tells of.
        append(path, text).ok();
    }
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut log: File = OpenOptions::new().create(true).append(true).open(path)?;
    writeln!(log, "{:.3} {text}", jiff::Timestamp::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_log_is_put_aside_and_a_panic_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oferta.log");
        fs::write(&path, vec![b'.'; LIMIT_BYTES as usize + 1]).unwrap();
        install(folder.path());
        std::thread::spawn(|| panic!("the scale is off"))
            .join()
            .unwrap_err();
        let log = fs::read_to_string(&path).unwrap();
        assert!(log.contains("the scale is off"), "{log}");
        assert!(folder.path().join("oferta.old.log").exists());
    }
}

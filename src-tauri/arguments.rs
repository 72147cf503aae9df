//! Command line: `oferta [--data-dir DIR] [--sample] [--offline]`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const USAGE: &str = "\
oferta [--data-dir DIR] [--sample] [--offline]
  --data-dir DIR  keep the workspace in DIR instead of the system's folder for application data
  --sample        open the sample workspace, which lives in its own folder
  --offline       ask nothing of the network unless a person does
  --version       print the version
  --help          print this text";

/// What a start of the program asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Open the window.
    Open(Arguments),
    /// Print this text and end.
    Print(String),
}

/// Which workspace to open.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    data_dir: Option<PathBuf>,
    /// Open (and at first create) the sample workspace.
    pub sample: bool,
    /// Ask nothing of the network unless a person does.
    pub offline: bool,
}

/// A command line or an environment that leads to no workspace.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentError {
    /// An argument nobody knows.
    #[error("unknown argument {0:?}\n{USAGE}")]
    Unknown(OsString),
    /// `--data-dir` stands without a folder behind it.
    #[error("--data-dir wants a folder\n{USAGE}")]
    NoFolder,
    /// The system names no folder for application data (no home folder).
    #[error("the system names no folder for application data; give one with --data-dir")]
    NoDataFolder,
}

/// Reads the arguments behind the program's name. A later `--data-dir` replaces an earlier one.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, ArgumentError> {
    let mut read = Arguments::default();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--sample") => read.sample = true,
            Some("--offline") => read.offline = true,
            Some("--data-dir") => {
                let folder = arguments.next().ok_or(ArgumentError::NoFolder)?;
                read.data_dir = Some(folder_at(folder)?);
            }
            Some("--help" | "-h") => return Ok(Request::Print(USAGE.into())),
            Some("--version" | "-V") => {
                return Ok(Request::Print(format!(
                    "oferta {}",
                    env!("CARGO_PKG_VERSION")
                )));
            }
            Some(text) if text.starts_with("--data-dir=") => {
                read.data_dir = Some(folder_at(text["--data-dir=".len()..].into())?);
            }
            _ => return Err(ArgumentError::Unknown(argument)),
        }
    }
    Ok(Request::Open(read))
}

fn folder_at(folder: OsString) -> Result<PathBuf, ArgumentError> {
    // Absolute, because the file dialogs may change the current folder of the process.
    std::path::absolute(Path::new(&folder)).map_err(|_| ArgumentError::NoFolder)
}

impl Arguments {
    /// The folder of the workspace: the one given, or `identifier` under the system's folder for
    /// application data; the sample workspace stands in `sample` below it.
    pub fn data_dir(&self, identifier: &str) -> Result<PathBuf, ArgumentError> {
        let folder = match &self.data_dir {
            Some(folder) => folder.clone(),
            None => dirs::data_dir()
                .ok_or(ArgumentError::NoDataFolder)?
                .join(identifier),
        };
        Ok(if self.sample {
            folder.join("sample")
        } else {
            folder
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[&str], expected: Result<Request, ArgumentError>) {
        assert_eq!(
            parse(given.iter().map(OsString::from)),
            expected,
            "{given:?}"
        );
    }

    fn opens(data_dir: Option<&str>, sample: bool) -> Result<Request, ArgumentError> {
        let data_dir = data_dir.map(PathBuf::from);
        Ok(Request::Open(Arguments {
            data_dir,
            sample,
            offline: false,
        }))
    }

    #[test]
    fn arguments() {
        check(&[], opens(None, false));
        check(&["--sample"], opens(None, true));
        check(&["--data-dir", "/srv/one"], opens(Some("/srv/one"), false));
        check(&["--data-dir=/srv/one"], opens(Some("/srv/one"), false));
        check(
            &["--data-dir=/a", "--sample", "--data-dir", "/b"],
            opens(Some("/b"), true),
        );
        check(&["--data-dir", "--sample"], opens_relative("--sample"));
        check(&["--data-dir", "one"], opens_relative("one"));
        let offline = Arguments {
            offline: true,
            ..Arguments::default()
        };
        check(&["--offline"], Ok(Request::Open(offline)));
        check(&["--data-dir"], Err(ArgumentError::NoFolder));
        check(&["--data-dir", ""], Err(ArgumentError::NoFolder));
        check(&["--data-dir="], Err(ArgumentError::NoFolder));
        check(
            &["quote.pdf"],
            Err(ArgumentError::Unknown("quote.pdf".into())),
        );
        check(
            &["--samples"],
            Err(ArgumentError::Unknown("--samples".into())),
        );
        check(&["--sample", "--help"], Ok(Request::Print(USAGE.into())));
    }

    fn opens_relative(folder: &str) -> Result<Request, ArgumentError> {
        let here = std::env::current_dir().unwrap();
        opens(here.join(folder).to_str(), false)
    }

    #[test]
    fn sample_workspace_has_its_own_folder() {
        let folder = |sample| {
            let arguments = Arguments {
                data_dir: Some("/srv/one".into()),
                sample,
                offline: false,
            };
            arguments.data_dir("app.example").unwrap()
        };
        assert_eq!(folder(false), Path::new("/srv/one"));
        assert_eq!(folder(true), Path::new("/srv/one/sample"));
    }
}

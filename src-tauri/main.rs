//! The desktop shell of Oferta: one window over the application core, and what the operating system
//! offers to it (keychain, viewers, folders). It holds no business rule.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod arguments;
#[cfg(target_os = "linux")]
mod environment;
mod host;
mod instance;
mod keychain;
mod log_file;
mod notification;
#[cfg(target_os = "linux")]
mod portal;
mod rpc;
mod shell;
mod window;

#[cfg(test)]
mod configuration_test;

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::{Arguments, Request};

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    {
        environment::keep_frames_in_shared_memory();
        environment::keep_page_small();
    }

    let arguments = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Request::Open(arguments)) => arguments,
        Ok(Request::Print(text)) => return print(&mut std::io::stdout(), &text, ExitCode::SUCCESS),
        Err(error) => {
            return print(
                &mut std::io::stderr(),
                &error.to_string(),
                ExitCode::from(2),
            );
        }
    };
    match open(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => print(
            &mut std::io::stderr(),
            &error.to_string(),
            ExitCode::FAILURE,
        ),
    }
}

fn open(arguments: Arguments) -> Result<(), shell::ShellError> {
    #[cfg(target_os = "linux")]
    if !environment::has_display() {
        return Err(shell::ShellError::NoDisplay);
    }
    #[cfg(target_os = "linux")]
    environment::keep_drivers_out();
    let context = tauri::generate_context!();
    let data_dir = arguments.data_dir(&context.config().identifier)?;
    log_file::install(&data_dir);

    #[cfg(target_os = "linux")]
    let session_bus = portal::guard();
    #[cfg(not(target_os = "linux"))]
    let session_bus = host::SessionBus::Shared;

    shell::run(
        context,
        data_dir,
        arguments.sample,
        arguments.offline,
        session_bus,
    )
}

/// Writes one line for a person at a terminal. There may be no terminal: then nobody misses the line.
fn print(to: &mut dyn Write, text: &str, code: ExitCode) -> ExitCode {
    match writeln!(to, "{text}") {
        Ok(()) | Err(_) => code,
    }
}

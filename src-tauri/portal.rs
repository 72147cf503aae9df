//! Guard against a hung desktop portal. GTK and WebKitGTK ask the portal synchronously while they
//! start; one that never answers keeps the window away for 25 s. So it is asked here first, on a
//! thread, and a webview that would hang is started without the session bus.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;

use crate::host::SessionBus;
use crate::{environment, keychain, log_file};

const PORTAL: &str = "org.freedesktop.portal.Desktop";

/// A portal that runs answers within some 10 ms.
const RUNNING_LIMIT: Duration = Duration::from_millis(400);
/// A portal that the bus has to start first gets more: GTK would start it and wait for it as well.
const STARTING_LIMIT: Duration = Duration::from_millis(1_500);
/// How long the keychain may take to connect before the bus is hidden.
const KEYCHAIN_LIMIT: Duration = Duration::from_millis(1_000);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The bus answers, and no portal runs on it yet.
    Starting,
    /// The portal has answered, or there is none to wait for.
    Done,
}

/// Hides the session bus from the webview if the portal does not answer in time. The connection to
/// the keychain is opened before that and stays.
pub fn guard() -> SessionBus {
    let (steps, progress) = channel();
    thread::spawn(move || ask(&steps));
    if answered(&progress, RUNNING_LIMIT, STARTING_LIMIT) {
        return SessionBus::Shared;
    }
    log_file::note("the desktop portal does not answer: the window starts without the session bus");
    let address = environment::session_bus();
    connect_keychain();
    environment::hide_session_bus();
    SessionBus::Hidden { address }
}

/// Whether the asking thread comes to its end in time.
fn answered(progress: &Receiver<Step>, running: Duration, starting: Duration) -> bool {
    match progress.recv_timeout(running) {
        Ok(Step::Done) => true,
        Ok(Step::Starting) => progress.recv_timeout(starting).is_ok(),
        Err(_) => false,
    }
}

fn ask(steps: &Sender<Step>) {
    // Any answer will do, an error too: what has to be known is whether somebody answers.
    let answer = Connection::session().and_then(|bus| {
        if !DBusProxy::new(&bus)?.name_has_owner(PORTAL.try_into()?)? {
            report(steps, Step::Starting);
        }
        // What GTK itself asks first. A mere ping would be answered by a portal whose main loop hangs.
        bus.call_method(
            Some(PORTAL),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Settings"),
            "Read",
            &("org.freedesktop.appearance", "color-scheme"),
        )
    });
    drop(answer);
    report(steps, Step::Done);
}

fn report(steps: &Sender<Step>, step: Step) {
    // Nobody listens any more once the limit is over.
    steps.send(step).ok();
}

fn connect_keychain() {
    let (done, connected) = channel();
    thread::spawn(move || {
        keychain::connect();
        done.send(()).ok();
    });
    if connected.recv_timeout(KEYCHAIN_LIMIT).is_err() {
        log_file::note("the keychain does not answer either");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: Duration = Duration::ZERO;
    const AMPLE: Duration = Duration::from_secs(60);

    fn check(steps: &[Step], running: Duration, starting: Duration, expected: bool) {
        let (report, progress) = channel();
        steps.iter().for_each(|step| report.send(*step).unwrap());
        assert_eq!(
            answered(&progress, running, starting),
            expected,
            "{steps:?}"
        );
    }

    #[test]
    fn waits_for_the_portal_only_so_long() {
        check(&[Step::Done], AMPLE, NEVER, true);
        check(&[Step::Starting, Step::Done], AMPLE, AMPLE, true);
        check(&[], NEVER, AMPLE, false);
        check(&[Step::Starting], AMPLE, NEVER, false);
    }

    #[test]
    fn an_asking_thread_that_dies_counts_as_no_answer() {
        let (steps, progress) = channel();
        drop(steps);
        assert!(!answered(&progress, AMPLE, AMPLE));
    }
}

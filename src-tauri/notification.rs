//! Notifications of the desktop. Each has a thread of its own: a service that hangs holds up nothing but that thread.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use notify_rust::Notification;
use oferta_app::Notice;
use tauri::{AppHandle, Emitter, Manager};

use crate::{log_file, window};

/// The event that leads the screens to an address.
const OPEN: &str = "open";
/// As many notifications are shown or waited for at once; a service that answers none of them gets no more.
const MOST: usize = 32;
static SHOWN: AtomicUsize = AtomicUsize::new(0);

/// Shows a notification; a click brings the window to the front and leads to its place. Returns at once.
pub fn show(app: AppHandle, notice: Notice) {
    if SHOWN.fetch_add(1, Ordering::Relaxed) >= MOST {
        SHOWN.fetch_sub(1, Ordering::Relaxed);
        log_file::note("too many notifications are unanswered: one is left out");
        return;
    }
    thread::spawn(move || {
        if let Err(error) = tell(&notice, || open(&app, &notice.place)) {
            log_file::note(&format!("no notification was shown: {error}"));
        }
        SHOWN.fetch_sub(1, Ordering::Relaxed);
    });
}

fn open(app: &AppHandle, place: &str) {
    if let Some(main) = app.get_webview_window(window::MAIN) {
        window::bring_to_front(&main);
    }
    if let Err(error) = app.emit_to(window::MAIN, OPEN, place) {
        log_file::note(&format!("the screens cannot be led to {place}: {error}"));
    }
}

/// Blocks until the notification is clicked or gone.
#[cfg(target_os = "linux")]
fn tell(notice: &Notice, clicked: impl FnOnce()) -> Result<(), notify_rust::error::Error> {
    // A service that shows markup would read names with a `<` as markup.
    let markup = notify_rust::get_capabilities()?
        .iter()
        .any(|capability| capability == "body-markup");
    let body = if markup {
        escaped(&notice.body)
    } else {
        notice.body.clone()
    };
    let shown = Notification::new()
        .appname("Oferta")
        .summary(&notice.title)
        .body(&body)
        .icon("oferta")
        .action("default", &notice.action)
        .show()?;
    let mut chosen = false;
    shown.wait_for_action(|action| chosen = action == "default");
    if chosen {
        clicked();
    }
    Ok(())
}

/// Other systems bring the program to the front by themselves when their notification is clicked.
#[cfg(not(target_os = "linux"))]
fn tell(notice: &Notice, _clicked: impl FnOnce()) -> Result<(), notify_rust::error::Error> {
    Notification::new()
        .appname("Oferta")
        .summary(&notice.title)
        .body(&notice.body)
        .show()
        .map(|_| ())
}

#[cfg(target_os = "linux")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_never_markup() {
        assert_eq!(escaped("Кран <b>&Co"), "Кран &lt;b&gt;&amp;Co");
    }
}

//! Notifications of the desktop. Each has a thread of its own: a service that hangs holds up nothing but that thread.
//! The thread stays for the click, unless many are being waited for already: then the notification leads nowhere.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use notify_rust::Notification;
#[cfg(target_os = "linux")]
use notify_rust::NotificationHandle;
use oferta_app::{Notice, Taken};
use tauri::{AppHandle, Emitter, Manager};

use crate::{log_file, window};

/// The event that leads the screens to an address.
const OPEN: &str = "open";
/// As many threads ask the service at once, and as many wait for a click.
const MOST: usize = 32;
static ASKING: AtomicUsize = AtomicUsize::new(0);
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// One of so many places; given back when it is dropped.
struct Place(&'static AtomicUsize);

impl Place {
    fn take(taken: &'static AtomicUsize) -> Option<Place> {
        let place = Place(taken);
        (taken.fetch_add(1, Ordering::Relaxed) < MOST).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Shows a notification; a click brings the window to the front and leads to its place. Returns at once. `taken` is
/// called once the service has it.
pub fn show(app: AppHandle, notice: Notice, taken: Taken) {
    let Some(asking) = Place::take(&ASKING) else {
        log_file::note("the notification service does not answer: it is asked no more");
        return;
    };
    thread::spawn(move || {
        let shown = match tell(&notice) {
            Ok(shown) => shown,
            Err(error) => return log_file::note(&format!("no notification was shown: {error}")),
        };
        taken();
        drop(asking);
        if let Some(_place) = Place::take(&WAITING)
            && is_clicked(shown)
        {
            open(&app, &notice.place);
        }
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

#[cfg(target_os = "linux")]
fn tell(notice: &Notice) -> Result<NotificationHandle, notify_rust::error::Error> {
    // A service that shows markup would read names with a `<` as markup.
    let markup = notify_rust::get_capabilities()?
        .iter()
        .any(|capability| capability == "body-markup");
    let body = if markup {
        escaped(&notice.body)
    } else {
        notice.body.clone()
    };
    Notification::new()
        .appname("Oferta")
        .summary(&notice.title)
        .body(&body)
        .icon("oferta")
        .action("default", &notice.action)
        .show()
}

/// Blocks until the notification is clicked or gone.
#[cfg(target_os = "linux")]
fn is_clicked(shown: NotificationHandle) -> bool {
    let mut chosen = false;
    shown.wait_for_action(|action| chosen = action == "default");
    chosen
}

#[cfg(not(target_os = "linux"))]
fn tell(notice: &Notice) -> Result<(), notify_rust::error::Error> {
    Notification::new()
        .appname("Oferta")
        .summary(&notice.title)
        .body(&notice.body)
        .show()
        .map(|_| ())
}

/// Other systems bring the program to the front by themselves when their notification is clicked.
#[cfg(not(target_os = "linux"))]
fn is_clicked((): ()) -> bool {
    false
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
    fn a_place_that_is_given_back_is_free_again() {
        static TAKEN: AtomicUsize = AtomicUsize::new(0);
        let places: Vec<Place> = (0..MOST).filter_map(|_| Place::take(&TAKEN)).collect();
        assert_eq!(places.len(), MOST);
        assert!(Place::take(&TAKEN).is_none());
        drop(places);
        assert!(Place::take(&TAKEN).is_some());
    }

    #[test]
    fn a_text_is_never_markup() {
        assert_eq!(escaped("Кран <b>&Co"), "Кран &lt;b&gt;&amp;Co");
    }
}

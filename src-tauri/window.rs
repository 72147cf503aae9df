//! The one window: created hidden, shown by the page when its first screen is painted.

use std::path::Path;
use std::thread;
use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{AppHandle, PhysicalSize, Theme, Url, WebviewWindow, WebviewWindowBuilder};

use crate::log_file;

/// Label of the window in `tauri.conf.json` and in the capability.
pub const MAIN: &str = "main";

/// A page that has not reported by then is shown as it is: an unfinished screen tells more than none.
const SHOW_LIMIT: Duration = Duration::from_secs(2);

const LIGHT: Color = Color(255, 255, 255, 255);
const DARK: Color = Color(24, 26, 29, 255);

/// Creates the window. What the webview keeps for itself stands below `data_dir`.
pub fn create(app: &AppHandle, data_dir: &Path) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .data_directory(data_dir.join("webview"))
        .background_color(LIGHT)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    fit(&window)?;
    if window.theme()? == Theme::Dark {
        window.set_background_color(Some(DARK))?;
    }
    thread::spawn(move || {
        thread::sleep(SHOW_LIMIT);
        if !window.is_visible().unwrap_or(false) {
            bring_to_front(&window);
        }
    });
    Ok(())
}

/// A size kept from a larger screen must not reach beyond this one.
fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    let Some(monitor) = window.current_monitor()? else {
        return Ok(());
    };
    let room = monitor.work_area().size;
    let size = window.outer_size()?;
    if size.width > room.width || size.height > room.height {
        let (width, height) = (size.width.min(room.width), size.height.min(room.height));
        window.set_size(PhysicalSize::new(width, height))?;
    }
    Ok(())
}

/// Makes the window visible, wherever it was, and gives it the keyboard.
pub fn bring_to_front(window: &WebviewWindow) {
    let shown = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        log_file::note(&format!("the window cannot be shown: {error}"));
    }
}

/// The page never leaves the bundled interface: a link in imported text must not replace it.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => true,
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        other => other == "about",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: bool) {
        assert_eq!(is_own_page(&url.parse().unwrap()), expected, "{url}");
    }

    #[test]
    fn pages() {
        check("tauri://localhost/", true);
        check("tauri://localhost/#/quotes", true);
        check("http://tauri.localhost/", true);
        check("about:blank", true);
        check("https://example.com/", false);
        check("http://tauri.localhost.example.com/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,<p>", false);
        check("javascript:alert(1)", false);
    }
}

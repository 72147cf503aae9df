//! What the core says of its own accord: `GET /events` streams it to the pages, `GET /notices` lists the notifications
//! that a desktop would have shown, and `POST /notices/click?n=` clicks one.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::{Json, Router, routing};
use futures_util::Stream;
use oferta_app::Notice;
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast;

/// A name, `stale` or `address`, and what is told under it. A stream of the browser has an `open` of its own.
type Told = (&'static str, Value);

/// Passes on what is told to every page that listens, as JSON, until it is ended; keeps the notifications.
pub struct Events {
    pages: Mutex<Option<broadcast::Sender<Told>>>,
    notices: Mutex<Vec<Notice>>,
}

impl Default for Events {
    fn default() -> Events {
        Events {
            pages: Mutex::new(Some(broadcast::Sender::new(64))),
            notices: Mutex::default(),
        }
    }
}

impl Events {
    /// What was read under these tags is out of date.
    pub fn stale(&self, tags: &[&'static str]) {
        self.tell("stale", json!(tags));
    }

    /// A notification that a desktop would show.
    pub fn notified(&self, notice: Notice) {
        self.notices.lock().push(notice);
    }

    /// Tells nothing any more: whoever listens comes to an end.
    pub fn end(&self) {
        *self.pages.lock() = None;
    }

    fn tell(&self, name: &'static str, what: Value) {
        if let Some(pages) = &*self.pages.lock() {
            // Without a page nobody has to be told.
            let told = pages.send((name, what));
            drop(told);
        }
    }

    /// What is told from now on; nothing when it is ended.
    fn listen(&self) -> Option<broadcast::Receiver<Told>> {
        Some(self.pages.lock().as_ref()?.subscribe())
    }
}

/// The routes.
pub fn routes(events: Arc<Events>) -> Router {
    Router::new()
        .route("/events", routing::get(listen))
        .route("/notices", routing::get(notices))
        .route("/notices/click", routing::post(click))
        .with_state(events)
}

async fn listen(
    State(events): State<Arc<Events>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = events.listen();
    Sse::new(futures_util::stream::unfold(told, |mut told| async {
        let (name, what) = told.as_mut()?.recv().await.ok()?;
        let event = Event::default().event(name).data(what.to_string());
        Some((Ok(event), told))
    }))
}

async fn notices(State(events): State<Arc<Events>>) -> Json<Vec<Value>> {
    let shown = events.notices.lock();
    let told = |notice: &Notice| json!({ "title": notice.title, "body": notice.body });
    Json(shown.iter().map(told).collect())
}

#[derive(Deserialize)]
struct Click {
    n: usize,
}

async fn click(State(events): State<Arc<Events>>, Query(click): Query<Click>) -> StatusCode {
    let place = events
        .notices
        .lock()
        .get(click.n)
        .map(|notice| notice.place.clone());
    match place {
        Some(place) => {
            events.tell("address", json!(place));
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

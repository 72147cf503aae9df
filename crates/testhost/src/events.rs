//! What the core says of its own accord: `GET /events` streams it to the screens, `GET /notices` lists the notifications
//! that a desktop would have shown, and `POST /notices/click?n=` clicks one.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::sse::{self, Sse};
use axum::{Json, Router, routing};
use futures_util::{Stream, StreamExt, stream};
use oferta_app::Notice;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, watch};

/// How many events a listener may be behind.
const BEHIND: usize = 256;

/// One thing said.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// What was read under these tags is out of date.
    Stale(Vec<String>),
    /// A notification was clicked that leads to this address.
    Open(String),
}

/// Everything said, and who listens.
#[derive(Clone)]
pub struct Events {
    said: broadcast::Sender<Event>,
    over: watch::Sender<bool>,
    notices: Arc<Mutex<Vec<Notice>>>,
}

impl Events {
    /// Nothing said yet.
    pub fn new() -> Events {
        Events {
            said: broadcast::Sender::new(BEHIND),
            over: watch::Sender::new(false),
            notices: Arc::default(),
        }
    }

    /// Says something; it is fine when nobody listens.
    pub fn send(&self, event: Event) {
        self.said.send(event).ok();
    }

    /// A notification that a desktop would show.
    pub fn notified(&self, notice: Notice) {
        self.notices.lock().push(notice);
    }

    /// Ends every stream, so that the server can end.
    pub fn end(&self) {
        self.over.send_replace(true);
    }

    /// The routes.
    pub fn routes(self) -> Router {
        Router::new()
            .route("/events", routing::get(listen))
            .route("/notices", routing::get(notices))
            .route("/notices/click", routing::post(click))
            .with_state(self)
    }
}

async fn listen(
    State(events): State<Events>,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let mut over = events.over.subscribe();
    let said = stream::unfold(events.said.subscribe(), |mut said| async move {
        loop {
            match said.recv().await {
                Ok(event) => return Some((event, said)),
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    });
    let told = said.map(|event| {
        let text = serde_json::to_string(&event).unwrap_or_default();
        Ok(sse::Event::default().data(text))
    });
    Sse::new(told.take_until(async move { over.wait_for(|over| *over).await.is_ok() }))
}

async fn notices(State(events): State<Events>) -> Json<Vec<serde_json::Value>> {
    let shown = events.notices.lock();
    let told = |notice: &Notice| serde_json::json!({ "title": notice.title, "body": notice.body });
    Json(shown.iter().map(told).collect())
}

#[derive(Deserialize)]
struct Click {
    n: usize,
}

async fn click(State(events): State<Events>, Query(click): Query<Click>) -> impl IntoResponse {
    let place = events
        .notices
        .lock()
        .get(click.n)
        .map(|notice| notice.place.clone());
    match place {
        Some(place) => {
            events.send(Event::Open(place));
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

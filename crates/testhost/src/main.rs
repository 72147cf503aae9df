//! Serves the application core on a free loopback port with a store of its own: `POST /rpc` with
//! `{"command", "payload"}`, `POST /files?name=` to hand a file over as a desktop dialog would, `GET /events` for what
//! the core says of its own accord, and the built screens. Asks no bank but the one it is given. Development and tests only; it binds to loopback and checks the `Host` header, so that no page of
//! another site can talk to it.

mod double;
mod events;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use double::{DoubleHost, KeychainMode};
use events::Events;
use oferta_app::{App, Banks, Proxy, RateOptions, StartOptions};
use serde::Deserialize;
use tower_http::services::ServeDir;

/// Largest request: a price list of 50 MB and a little.
const MAX_BODY: usize = 64 * 1024 * 1024;

struct Arguments {
    data_dir: Option<PathBuf>,
    port: u16,
    sample: bool,
    ui: Option<PathBuf>,
    keychain: KeychainMode,
    patience: Duration,
    bank: String,
}

/// The discard port of loopback, where nothing listens: no test asks a real bank by accident.
const NO_BANK: &str = "http://127.0.0.1:9";

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments {
        data_dir: None,
        port: 0,
        sample: false,
        ui: None,
        keychain: KeychainMode::Ok,
        patience: StartOptions::PATIENCE,
        bank: NO_BANK.to_owned(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--data-dir" => found.data_dir = Some(value()?.into()),
            "--port" => found.port = value()?.parse().map_err(|_| "not a port".to_owned())?,
            "--ui" => found.ui = Some(value()?.into()),
            "--keychain" => found.keychain = value()?.parse()?,
            "--patience-ms" => {
                let millis = value()?
                    .parse()
                    .map_err(|_| "not a number of milliseconds".to_owned())?;
                found.patience = Duration::from_millis(millis);
            }
            "--bank" => found.bank = value()?,
            "--sample" => found.sample = true,
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(found)
}

#[derive(Clone)]
struct Served {
    app: App,
    uploads: Arc<tempfile::TempDir>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = arguments()?;
    let folder = Arc::new(tempfile::tempdir()?);
    let data_dir = arguments
        .data_dir
        .unwrap_or_else(|| folder.path().join("data"));
    let events = Arc::new(Events::default());
    let documents = data_dir.join("documents");
    let host = DoubleHost::new(arguments.keychain, documents, Arc::clone(&events));
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let keychain_patience = arguments.patience;
    let options = StartOptions {
        data_dir,
        sample: arguments.sample,
        version,
        keychain_patience,
        rates: RateOptions {
            automatic: false,
            banks: banks(&arguments.bank),
        },
    };
    let app = App::start(options, Arc::new(host));
    let served = Served {
        app: app.clone(),
        uploads: folder.clone(),
    };
    let mut router = Router::new()
        .route("/rpc", post(rpc))
        .route("/files", post(upload))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(served)
        .merge(events::routes(Arc::clone(&events)));
    if let Some(ui) = arguments.ui {
        router = router.fallback_service(ServeDir::new(ui));
    }
    let router = router.layer(middleware::from_fn(loopback_only));
    let listener =
        tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))
            .await?;
    announce(listener.local_addr()?);
    axum::serve(listener, router)
        .with_graceful_shutdown(async move {
            stopped().await;
            // A page that listens would keep the server waiting.
            events.end();
        })
        .await?;
    app.shutdown();
    Ok(())
}

#[allow(
    clippy::print_stdout,
    reason = "the address is what this program prints"
)]
fn announce(address: SocketAddr) {
    println!("listening http://{address}");
}

async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! { () = interrupted => {}, _ = terminated => {} }
}

/// A page of another site must not reach the core by a name that resolves to loopback.
async fn loopback_only(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "127.0.0.1" | "localhost") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

#[derive(Deserialize)]
struct Rpc {
    command: String,
    #[serde(default)]
    payload: serde_json::Value,
}

async fn rpc(State(served): State<Served>, Json(rpc): Json<Rpc>) -> Response {
    let payload = if rpc.payload.is_null() {
        String::new()
    } else {
        rpc.payload.to_string()
    };
    let answered =
        tokio::task::spawn_blocking(move || served.app.rpc(&rpc.command, &payload)).await;
    match answered {
        Ok(envelope) => ([(header::CONTENT_TYPE, "application/json")], envelope).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// One address for all three: a test's bank serves what it is asked for.
fn banks(root: &str) -> Banks {
    Banks {
        cbr: root.to_owned(),
        mirror: root.to_owned(),
        ecb: format!("{root}/eurofxref-daily.xml"),
        proxy: Proxy::Direct,
        ..Banks::default()
    }
}

#[derive(Deserialize)]
struct Upload {
    name: String,
}

async fn upload(
    State(served): State<Served>,
    Query(upload): Query<Upload>,
    body: Bytes,
) -> Response {
    let name = upload
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let folder = served.uploads.path().join(format!("upload-{}", body.len()));
    let path = folder.join(if name.is_empty() { "file" } else { &name });
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, &body));
    match written {
        Ok(()) => Json(serde_json::json!({ "path": path })).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

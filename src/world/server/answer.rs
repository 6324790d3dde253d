//! One request -> one answer. The server knows addresses and bytes; what a site is it asks a [`Site`].

use super::guard;
use super::news::Change;
use super::said::{No, Said, Written};
use super::types::content_type;
use crate::address::{Address, decode, encode};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// What the server shows. Its functions may take as long as drawing a page takes.
pub trait Site: Send + Sync + 'static {
    /// Whether something stands at an address.
    fn has(&self, address: &Address) -> bool;

    /// The bytes at an address.
    fn file(&self, address: &Address) -> Option<Bytes>;

    /// The page for addresses at which nothing stands.
    fn missing(&self) -> Option<Bytes>;

    /// Which state of the site this is.
    fn version(&self) -> u64;

    /// What a page that has just been opened should be shown, such as what is wrong now.
    fn greeting(&self) -> Option<Change>;

    /// The content security policy of its pages.
    fn policy(&self) -> Option<String>;

    /// What its pages must say to be heard; empty where nothing may be written.
    fn token(&self) -> &str;

    /// Writes down what somebody says of an answer.
    ///
    /// # Errors
    /// When it makes no sense, or cannot be written; then nothing was.
    fn check(&self, said: &Said) -> Result<Written, No>;
}

/// What every request needs.
#[derive(Clone)]
pub struct Shared {
    pub(super) site: Arc<dyn Site>,
    pub(super) news: broadcast::Sender<Change>,
    pub(super) port: u16,
}

/// Refuses foreign hosts and all but reading, save at the one address that hears checks, and says of every answer how it is to be treated.
pub async fn guarded(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = if !guard::is_ours(request.headers(), request.uri(), shared.port) {
        (StatusCode::FORBIDDEN, "This preview answers to localhost alone.\n").into_response()
    } else if request.uri().path() == guard::CHECKS && request.method() != Method::POST {
        ([(header::ALLOW, "POST")], StatusCode::METHOD_NOT_ALLOWED).into_response()
    } else if request.uri().path() != guard::CHECKS && ![Method::GET, Method::HEAD].contains(request.method()) {
        ([(header::ALLOW, "GET, HEAD")], StatusCode::METHOD_NOT_ALLOWED).into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A page or a file.
pub async fn page(State(shared): State<Shared>, request: Request) -> Response {
    let site = shared.site;
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().map(str::to_owned));
    // Drawing takes a processor, which the threads that listen must not wait for.
    let answer = tokio::task::spawn_blocking(move || answer(&*site, &path, query.as_deref())).await;
    answer.unwrap_or_else(|_| {
        (StatusCode::INTERNAL_SERVER_ERROR, "Drawing this page failed; the terminal says more.\n").into_response()
    })
}

fn answer(site: &dyn Site, path: &str, query: Option<&str>) -> Response {
    let decoded = decode(path);
    let address = Address::new(&decoded);
    if let Some(bytes) = site.has(&address).then(|| site.file(&address)).flatten() {
        return found(site, StatusCode::OK, content_type(&address.file()), bytes);
    }
    let with_slash = Address::new(format!("{decoded}/"));
    if !address.is_page() && site.has(&with_slash) {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let to = format!("/{}{query}", encode(with_slash.as_str()));
        return ([(header::LOCATION, to)], StatusCode::PERMANENT_REDIRECT).into_response();
    }
    // `index.html` is the page's file, and hosts serve it under its own name too.
    if let Some(folder) = decoded.strip_suffix("index.html").filter(|folder| folder.ends_with('/')) {
        let page = Address::new(folder);
        if let Some(bytes) = site.has(&page).then(|| site.file(&page)).flatten() {
            return found(site, StatusCode::OK, content_type("index.html"), bytes);
        }
    }
    match site.missing() {
        Some(bytes) => found(site, StatusCode::NOT_FOUND, content_type("404.html"), bytes),
        None => (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response(),
    }
}

fn found(site: &dyn Site, status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response();
    let policy = site.policy().and_then(|policy| HeaderValue::from_str(&policy).ok());
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The events: which state this is, what is wrong with it, then every change. Whoever is too slow to hear all of them is told to load anew.
pub async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // First to listen and then to look: a change in between is heard twice rather than never.
    let changes = BroadcastStream::new(shared.news.subscribe());
    let site = shared.site;
    let hello = Event::default().event("hello").data(format!("{{\"version\":{}}}", site.version()));
    let greeting = site.greeting().map(|greeting| Ok(event(&greeting)));
    let changes = changes.map(move |change| {
        let change = change.unwrap_or_else(|_| Change { version: site.version(), reload: true, ..Change::default() });
        Ok(event(&change))
    });
    let first = tokio_stream::iter(std::iter::once(Ok(hello)).chain(greeting));
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(first.chain(changes)).keep_alive(keep_alive)
}

fn event(change: &Change) -> Event {
    let json = serde_json::to_string(change).expect("invariant: a change is a plain struct, which serialises");
    Event::default().event("change").data(json)
}

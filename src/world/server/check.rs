//! The one request that writes: somebody on this machine checks an answer that a page of ours shows.
//!
//! A page of another site can make a browser send a request here. It cannot read ours, so it knows no token; it cannot send
//! JSON without asking first, which nobody answers; and its browser says in `Origin` where it comes from. Each of the three
//! is enough, and all three are asked for.

use super::answer::Shared;
use super::guard;
use super::said::{No, Said};
use crate::digest::Digest;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The longest body, in bytes: an objection is a paragraph or two.
const LONGEST: usize = 64 * 1024;

/// Hears a check.
pub async fn check(State(shared): State<Shared>, request: Request) -> Response {
    let headers = request.headers();
    if !guard::is_same_origin(headers) {
        return refusal(StatusCode::FORBIDDEN, "This preview hears its own pages alone.");
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "A check is JSON.");
    }
    let Ok(body) = to_bytes(request.into_body(), LONGEST).await else {
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, "That is too long.");
    };
    let said: Said = match serde_json::from_slice(&body) {
        Ok(said) => said,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, &format!("This check cannot be read: {error}.")),
    };
    // Compared as digests, so that the time it takes tells nothing of how much of it was right.
    let digest = |token: &str| Digest::of_bytes(token.as_bytes());
    if digest(&said.token) != digest(shared.site.token()) || said.token.is_empty() {
        return refusal(StatusCode::FORBIDDEN, "This page is of an earlier preview: load it anew.");
    }
    let site = shared.site;
    // Reading and writing the ledger takes a disk, which the threads that listen must not wait for.
    let written = tokio::task::spawn_blocking(move || site.check(&said)).await;
    match written {
        Ok(Ok(written)) => json(StatusCode::OK, &written),
        Ok(Err(No::Senseless(why))) => refusal(StatusCode::BAD_REQUEST, &why),
        Ok(Err(No::Missing(why))) => refusal(StatusCode::NOT_FOUND, &why),
        Ok(Err(No::Changed(why))) => refusal(StatusCode::CONFLICT, &why),
        Ok(Err(No::Failed(why))) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &why),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "Writing failed; the terminal says more."),
    }
}

fn refusal(status: StatusCode, why: &str) -> Response {
    json(status, &serde_json::json!({ "error": why }))
}

fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let text = serde_json::to_string(value).expect("invariant: plain structs serialise");
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

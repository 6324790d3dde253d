//! The preview server: one site, from memory, to this machine alone. It registers no service worker.

mod check;

mod answer;

mod guard;
pub mod news;
pub mod said;
mod types;

use super::error::WorldError;
use answer::Shared;
pub use answer::Site;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use news::Change;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::broadcast;

pub use axum::body::Bytes;

/// How many ports after the one asked for are tried.
const TRIES: u16 = 50;

/// A running server; it ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    news: broadcast::Sender<Change>,
    runtime: Option<Runtime>,
}

impl Server {
    /// Starts to serve on 127.0.0.1. When the port is taken the next free one is used; port 0 is any free one.
    ///
    /// # Errors
    /// When no port is free, or the system refuses.
    pub fn start(site: Arc<dyn Site>, port: u16) -> Result<Self, WorldError> {
        let cannot = |error: io::Error| WorldError::io("cannot serve on", format!("127.0.0.1:{port}"), &error);
        let listener = bind(port).map_err(cannot)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        // Reading on two threads is plenty for one browser; drawing happens elsewhere.
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(cannot)?;
        let (news, _) = broadcast::channel(64);
        let shared = Shared { site, news: news.clone(), port: address.port() };
        let router = Router::new()
            .route("/_recto/events", any(answer::events))
            .route(guard::CHECKS, any(check::check))
            .fallback(answer::page)
            .layer(from_fn_with_state(shared.clone(), answer::guarded))
            .with_state(shared);
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(cannot)?
        };
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, news, runtime: Some(runtime) })
    }

    /// The port that it serves on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Tells every open page of a change.
    pub fn tell(&self, change: Change) {
        // It fails when no page is open.
        drop(self.news.send(change));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn bind(port: u16) -> io::Result<TcpListener> {
    let mut next = port;
    loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, next)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && next < port.saturating_add(TRIES) => next += 1,
            bound => return bound,
        }
    }
}

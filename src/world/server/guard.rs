//! Whom the server answers: browsers on this machine that asked for this machine. A page of another site that makes its
//! own name lead to 127.0.0.1 (DNS rebinding) still says its own name in `Host`, and is refused.

use axum::http::{HeaderMap, Uri, header};

/// Whether a request names this machine and the port.
pub fn is_ours(headers: &HeaderMap, uri: &Uri, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let named = uri.authority().is_none_or(|authority| is_local(authority.as_str(), port));
    named && host.to_str().is_ok_and(|host| is_local(host, port))
}

fn is_local(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    let (name, said) = match host.rsplit_once(':') {
        // The colons of `[::1]` are not those before a port.
        Some((name, said)) if !said.ends_with(']') => (name, said.parse::<u16>().ok()),
        _ => (host.as_str(), Some(80)),
    };
    said == Some(port) && ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

//! Whom the server answers: browsers on this machine that asked for this machine. A page of another site that makes its
//! own name lead to 127.0.0.1 (DNS rebinding) still says its own name in `Host`, and is refused.

use axum::http::{HeaderMap, Uri, header};

/// The one address that hears more than reading.
pub const CHECKS: &str = "/_recto/checks";

/// Whether a request names this machine and the port.
pub fn is_ours(headers: &HeaderMap, uri: &Uri, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let named = uri.authority().is_none_or(|authority| is_local(authority.as_str(), port));
    named && host.to_str().is_ok_and(|host| is_local(host, port))
}

/// Whether a request comes from a page of this server: its browser names in `Origin` the host that it asks. A request
/// without `Origin` comes from no page.
pub fn is_same_origin(headers: &HeaderMap) -> bool {
    let only = |name: &str| {
        let mut values = headers.get_all(name).iter();
        values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
    };
    let (Some(origin), Some(host)) = (only("origin"), only("host")) else { return false };
    let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    site && origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host))
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

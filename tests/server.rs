//! The preview server, spoken to as a browser or an attacker would: over a plain socket.

use recto::address::Address;
use recto::world::server::news::Change;
use recto::world::server::said::{No, Said, Written};
use recto::world::server::{Bytes, Server, Site};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

struct Fixed(BTreeMap<&'static str, &'static str>);

impl Site for Fixed {
    fn token(&self) -> &str {
        ""
    }

    fn check(&self, _: &Said) -> Result<Written, No> {
        Err(No::Missing("Nothing is checked here.".into()))
    }

    fn has(&self, address: &Address) -> bool {
        self.0.contains_key(address.as_str())
    }

    fn file(&self, address: &Address) -> Option<Bytes> {
        self.0.get(address.as_str()).map(|text| Bytes::from_static(text.as_bytes()))
    }

    fn missing(&self) -> Option<Bytes> {
        self.file(&Address::new("404.html"))
    }

    fn version(&self) -> u64 {
        7
    }

    fn greeting(&self) -> Option<Change> {
        None
    }

    fn policy(&self) -> Option<String> {
        Some("default-src 'none'".into())
    }
}

fn start() -> Server {
    let site = Fixed(BTreeMap::from([
        ("", "home"),
        ("a/b/", "page"),
        ("übung/", "exercise"),
        ("a.css", "css"),
        ("404.html", "nothing here"),
    ]));
    Server::start(Arc::new(site), 0).expect("a free port")
}

fn raw(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn ask(server: &Server, method: &str, path: &str) -> String {
    let host = format!("127.0.0.1:{}", server.port());
    raw(server, &format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("")
}

#[test]
fn pages_and_files_are_served_with_their_type_and_the_sites_policy() {
    let server = start();
    let home = ask(&server, "GET", "/");
    assert!(home.starts_with("HTTP/1.1 200") && home.ends_with("\r\n\r\nhome"), "{home}");
    for header in [
        "content-type: text/html; charset=utf-8",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "content-security-policy: default-src 'none'",
    ] {
        assert!(home.contains(header), "{header} is missing from {home}");
    }
    assert!(ask(&server, "GET", "/a.css?v=1").contains("content-type: text/css"));
    assert!(ask(&server, "GET", "/%C3%BCbung/").ends_with("exercise"));
    assert!(ask(&server, "GET", "/a/b/index.html").ends_with("page"));
}

#[test]
fn an_address_without_its_slash_leads_to_the_one_with_it() {
    let answer = ask(&start(), "GET", "/a/b?q=1");
    assert_eq!(status(&answer), "308");
    assert!(answer.contains("location: /a/b/?q=1"), "{answer}");
}

#[test]
fn a_redirect_never_leads_to_another_host() {
    let server = start();
    for path in ["//evil.example", "//evil.example/a/b", "/\\evil.example"] {
        let answer = ask(&server, "GET", path);
        assert!(!answer.contains("location: //") && !answer.contains("location: http"), "{path}: {answer}");
    }
}

#[test]
fn what_is_not_there_is_the_sites_own_404_page() {
    let answer = ask(&start(), "GET", "/no/such/page");
    assert_eq!(status(&answer), "404");
    assert!(answer.ends_with("nothing here"), "{answer}");
}

#[test]
fn only_reading_is_allowed() {
    let server = start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(status(&ask(&server, method, "/")), "405", "{method}");
        assert_eq!(status(&ask(&server, method, "/_recto/events")), "405", "{method}");
    }
    let head = ask(&server, "HEAD", "/");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_host_that_is_not_this_machine_with_this_port_is_refused() {
    let server = start();
    let port = server.port();
    let hosts = |hosts: &[String]| {
        let lines: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        let answer = raw(&server, &format!("GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n"));
        status(&answer).to_owned()
    };
    for good in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        assert_eq!(hosts(&[format!("{good}:{port}")]), "200", "{good}");
    }
    for bad in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "127.0.0.2", ""] {
        assert_eq!(hosts(&[format!("{bad}:{port}")]), "403", "{bad}");
    }
    for bad in ["localhost", "localhost:1", "localhost:x", "[::1]", "user@localhost"] {
        assert_eq!(hosts(&[bad.to_owned()]), "403", "{bad}");
    }
    assert_ne!(hosts(&[format!("localhost:{port}"), "evil.example".to_owned()]), "200");
    assert_ne!(hosts(&[]), "200");
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&raw(&server, &absolute)), "403");
}

#[test]
fn a_page_hears_which_state_it_has_and_then_every_change() {
    let server = start();
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
    write!(stream, "GET /_recto/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port()).expect("sent");
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("a line"));
    let mut until = |word: &str| lines.by_ref().find(|line| line.starts_with(word)).expect("the stream goes on");
    assert_eq!(until("content-type"), "content-type: text/event-stream");
    assert_eq!((until("event"), until("data")), ("event: hello".into(), "data: {\"version\":7}".into()));
    server.tell(Change { version: 8, pages: vec!["/a/b/".into()], ..Change::default() });
    assert_eq!(until("event"), "event: change");
    let expected = "data: {\"version\":8,\"pages\":[\"/a/b/\"],\"removed\":[],\"reload\":false,\"diagnostics\":[]}";
    assert_eq!(until("data"), expected);
}

#[test]
fn a_taken_port_gives_way_to_the_next_free_one() {
    let first = start();
    let site = Fixed(BTreeMap::from([("", "second")]));
    let second = Server::start(Arc::new(site), first.port()).expect("another port");
    assert_ne!(first.port(), second.port());
    assert!(second.port() > first.port() && second.port() <= first.port() + 50);
    assert!(ask(&second, "GET", "/").ends_with("second"));
    assert!(ask(&first, "GET", "/").ends_with("home"));
}

//! What the server refuses, asked for as an attacker would.
//!
//! Each test changes one thing in a request that is answered, so that nothing
//! else can be the reason of the refusal.

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use tempfile::TempDir;

use support::{Server, small_book};

/// A server, and the token of its pages.
struct World {
    server: Server,
    token: String,
    _root: TempDir,
}

impl World {
    /// Each test has one: they run at the same time.
    fn new() -> World {
        let root = small_book();
        let (server, _) = Server::start(root.path(), 3500);
        let page = server.get("/");
        let token = page.split("name=\"book-token\" content=\"").nth(1);
        let token = token.unwrap().split('"').next().unwrap().to_string();
        World {
            server,
            token,
            _root: root,
        }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.server.port)
    }

    /// What a page sends to run a program.
    fn run(&self) -> Ask {
        let ask = Ask::new("POST", "/-/run", RUN).with("Host", self.host());
        let ask = ask.with("Origin", format!("http://{}", self.host()));
        let ask = ask.with("X-Book-Token", &self.token);
        ask.with("Content-Type", "application/json")
            .with("Sec-Fetch-Site", "same-origin")
            .with("Sec-Fetch-Mode", "cors")
            .with("Sec-Fetch-Dest", "empty")
    }

    fn stop(&self) -> Ask {
        Ask {
            path: "/-/stop".into(),
            body: br#"{"run":"0"}"#.to_vec(),
            ..self.run()
        }
    }

    /// What a browser sends to read.
    fn get(&self, path: &str) -> Ask {
        Ask::new("GET", path, "").with("Host", self.host())
    }

    /// One good request for everything that there is, and what answers it.
    fn every_route(&self) -> Vec<(Ask, u16)> {
        vec![
            (self.get("/"), 200),
            (self.get("/hello.html"), 200),
            (self.get("/none.html"), 404),
            (self.get("/-/live.js"), 200),
            (self.get("/-/news"), 200),
            (self.get("/-/none"), 404),
            (self.run(), 200),
            (self.stop(), 404),
        ]
    }

    #[track_caller]
    fn check(&self, ask: &Ask, expected: u16) -> Answer {
        let answer = self.send(ask);
        let shown = String::from_utf8_lossy(&ask.head).into_owned();
        assert_eq!(answer.status, expected, "{}{shown}\n{answer:?}", ask.path);
        answer.check();
        if expected >= 400 && ask.path.starts_with("/-/") && !answer.body.is_empty() {
            let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
            let ours = body["error"].is_string() || expected == 404;
            assert!(ours, "{}{shown}\n{answer:?}", ask.path);
        }
        answer
    }

    /// The answer, as far as it came: streams do not end.
    fn send(&self, ask: &Ask) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        // A server that refuses need not read to the end.
        let _ = stream.write_all(&ask.bytes());
        Answer::read(stream)
    }
}

const RUN: &str = r#"{"language":"python","source":"print(1)"}"#;

/// A request.
#[derive(Clone)]
struct Ask {
    method: String,
    path: String,
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Ask {
    fn new(method: &str, path: &str, body: &str) -> Ask {
        Ask {
            method: method.into(),
            path: path.into(),
            head: Vec::new(),
            body: body.into(),
        }
    }

    /// One more header.
    fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Ask {
        self.head.extend(name.as_bytes());
        self.head.extend(b": ");
        self.head.extend(value.as_ref());
        self.head.extend(b"\r\n");
        self
    }

    fn without(mut self, name: &str) -> Ask {
        let text = String::from_utf8(self.head).unwrap();
        let kept = text.split_inclusive("\r\n");
        let kept = kept.filter(|line| !line.starts_with(&format!("{name}: ")));
        self.head = kept.collect::<String>().into();
        self
    }

    fn but(self, name: &str, value: impl AsRef<[u8]>) -> Ask {
        self.without(name).with(name, value)
    }

    fn body(self, body: impl Into<Vec<u8>>) -> Ask {
        Ask {
            body: body.into(),
            ..self
        }
    }

    fn method(self, method: &str) -> Ask {
        Ask {
            method: method.into(),
            ..self
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.path).into_bytes();
        bytes.extend(&self.head);
        let length = self.body.len();
        if length > 0 {
            bytes.extend(format!("Content-Length: {length}\r\n").as_bytes());
        }
        bytes.extend(b"Connection: close\r\n\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

/// What came back: the head, and what follows it at once.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn read(stream: TcpStream) -> Answer {
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).unwrap_or(0) == 0 {
                break;
            }
        }
        let head = head.to_lowercase();
        let status = head.get(9..12).and_then(|it| it.parse().ok());
        let length = head.split("content-length: ").nth(1);
        let length = length.and_then(|it| it.lines().next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        let _ = stream.read_exact(&mut body);
        Answer {
            status: status.unwrap_or(0),
            body: String::from_utf8_lossy(&body).into_owned(),
            head,
        }
    }

    /// What has to be on every answer, and what on none.
    #[track_caller]
    fn check(&self) {
        for header in [
            "content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self';",
            "object-src 'none';",
            "form-action 'none';",
            "frame-ancestors '",
            "x-content-type-options: nosniff\r\n",
            "x-frame-options: ",
            "cross-origin-resource-policy: same-origin\r\n",
            "cross-origin-opener-policy: same-origin\r\n",
            "referrer-policy: no-referrer\r\n",
            "cache-control: no-store\r\n",
        ] {
            assert!(self.head.contains(header), "no `{header}` in {self:?}");
        }
        for header in ["access-control-", "'unsafe-eval'", "set-cookie"] {
            assert!(!self.head.contains(header), "`{header}` in {self:?}");
        }
        let scripts = self.head.split("script-src").nth(1).unwrap();
        let scripts = scripts.split(';').next().unwrap();
        // The search may compile WebAssembly. A script from text may not run.
        let scripts = scripts.replacen(" 'wasm-unsafe-eval'", "", 1);
        assert!(!scripts.contains("unsafe") && !scripts.contains('*'));
    }
}

#[test]
fn what_a_page_asks_is_answered() {
    let world = World::new();
    for (ask, status) in world.every_route() {
        world.check(&ask, status);
        let other = format!("localhost:{}", world.server.port);
        let ask = ask.but("Host", &other);
        if ask.method == "GET" {
            world.check(&ask, status);
            continue;
        }
        // A page has one name, and asks under it.
        world.check(&ask, 403);
        world.check(&ask.but("Origin", format!("http://{other}")), status);
    }
}

#[test]
fn the_other_kind_of_loopback_is_a_name_where_it_listens() {
    let world = World::new();
    let name = format!("[::1]:{}", world.server.port);
    let status = match TcpStream::connect(&name) {
        Ok(_) => 200,
        Err(_) => 403,
    };
    world.check(&world.get("/").but("Host", &name), status);
    let run = world.run().but("Host", &name);
    world.check(&run.but("Origin", format!("http://{name}")), status);
}

#[test]
fn other_names_are_refused_on_every_route() {
    let world = World::new();
    let port = world.server.port;
    let names = [
        format!("evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost6:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.1:{port}"),
        format!("127.0.0.2:{port}"),
        format!("[::]:{port}"),
        format!("user@127.0.0.1:{port}"),
        format!("127.0.0.1:{port}, evil.example"),
        format!("127.0.0.1:{port}."),
        "127.0.0.1".into(),
        "127.0.0.1:80".into(),
        "localhost".into(),
        String::new(),
    ];
    for (ask, _) in world.every_route() {
        for name in &names {
            let ask = ask.clone().but("Host", name);
            // Nor if the origin fits.
            let ask = match ask.method.as_str() {
                "POST" => ask.but("Origin", format!("http://{name}")),
                _ => ask,
            };
            world.check(&ask, 403);
        }
    }
}

#[test]
fn a_malformed_or_missing_name_is_a_bad_request_on_every_route() {
    let world = World::new();
    for (ask, _) in world.every_route() {
        world.check(&ask.clone().without("Host"), 400);
        world.check(&ask.clone().with("Host", world.host()), 400);
        world.check(&ask.clone().with("Host", "evil.example"), 400);
        world.check(&ask.clone().but("Host", b"\xff\xfe"), 400);
    }
}

#[test]
fn a_name_in_the_request_line_counts() {
    let world = World::new();
    let (good, evil) = (format!("http://{}/", world.host()), "http://evil.example/");
    world.check(
        &Ask {
            path: good,
            ..world.get("/")
        },
        200,
    );
    world.check(
        &Ask {
            path: evil.into(),
            ..world.get("/")
        },
        403,
    );
}

#[test]
fn other_origins_are_refused_on_every_route() {
    let world = World::new();
    let port = world.server.port;
    for (ask, _) in world.every_route() {
        for origin in [
            "null".into(),
            "http://evil.example".into(),
            format!("http://evil.example:{port}"),
            format!("https://127.0.0.1:{port}"),
            format!("http://localhost:{port}"),
            format!("http://127.0.0.1:{}", port - 1),
            "http://127.0.0.1".into(),
            format!("http://127.0.0.1:{port}/"),
            format!("http://127.0.0.1:{port}.evil.example"),
            format!("HTTP://127.0.0.1:{port}"),
            "file://".into(),
            String::new(),
        ] {
            world.check(&ask.clone().but("Origin", origin), 403);
        }
        let own = format!("http://{}", world.host());
        let twice = ask.clone().but("Origin", &own).with("Origin", &own);
        world.check(&twice, 400);
        world.check(&ask.but("Origin", b"http://\xff"), 400);
    }
}

#[test]
fn nothing_runs_without_an_origin() {
    let world = World::new();
    for ask in [world.run(), world.stop()] {
        world.check(&ask.without("Origin"), 403);
    }
}

#[test]
fn other_sites_load_nothing() {
    let world = World::new();
    for (ask, _) in world.every_route() {
        for site in ["cross-site", "same-site", "else", ""] {
            world.check(&ask.clone().but("Sec-Fetch-Site", site), 403);
            let frame = ask.clone().but("Sec-Fetch-Site", site);
            let frame = frame.but("Sec-Fetch-Mode", "navigate");
            world.check(&frame.but("Sec-Fetch-Dest", "iframe"), 403);
        }
    }
}

#[test]
fn a_link_may_lead_here_and_a_form_may_not() {
    let world = World::new();
    for site in ["cross-site", "same-site", "none"] {
        let link = |ask: Ask| {
            let ask = ask.but("Sec-Fetch-Site", site);
            let ask = ask.but("Sec-Fetch-Mode", "navigate");
            ask.but("Sec-Fetch-Dest", "document")
        };
        world.check(&link(world.get("/hello.html")), 200);
        world.check(&link(world.run()), 403);
        world.check(&link(world.stop()), 403);
    }
}

#[test]
fn nothing_runs_without_the_token_of_this_start() {
    let world = World::new();
    let token = &world.token;
    let last = if token.ends_with('0') { "1" } else { "0" };
    let other = World::new();
    for ask in [world.run(), world.stop()] {
        world.check(&ask.clone().without("X-Book-Token"), 403);
        for wrong in [
            String::new(),
            "0".repeat(token.len()),
            format!("{}{last}", &token[..token.len() - 1]),
            token[1..].to_string(),
            format!("{token}0"),
            token.to_uppercase(),
            other.token.clone(),
        ] {
            world.check(&ask.clone().but("X-Book-Token", wrong), 403);
        }
        world.check(&ask.clone().with("X-Book-Token", token), 400);
        // Only the header counts: neither a cookie nor the address.
        let without = ask.clone().without("X-Book-Token");
        let cookie = without
            .clone()
            .with("Cookie", format!("X-Book-Token={token}"));
        world.check(&cookie, 403);
        let path = format!("{}?token={token}", without.path);
        world.check(&Ask { path, ..without }, 403);
    }
}

#[test]
fn only_json_is_read() {
    let world = World::new();
    for ask in [world.run(), world.stop()] {
        for kind in [
            "text/plain",
            "text/plain; application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "application/json5",
            "",
        ] {
            world.check(&ask.clone().but("Content-Type", kind), 415);
        }
        world.check(&ask.clone().without("Content-Type"), 415);
        let twice = ask.clone().with("Content-Type", "text/plain");
        world.check(&twice, 400);
    }
    let charset = "application/json; charset=utf-8";
    world.check(&world.run().but("Content-Type", charset), 200);
}

#[test]
fn only_post_runs_anything() {
    let world = World::new();
    for ask in [world.run(), world.stop()] {
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            world.check(&ask.clone().method(method), 405);
        }
    }
    // Files are not written.
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let ask = Ask {
            path: "/hello.html".into(),
            ..world.run()
        }
        .method(method);
        world.check(&ask, 405);
    }
}

#[test]
fn a_preflight_is_allowed_nothing() {
    let world = World::new();
    for path in ["/", "/-/run", "/-/stop", "/-/news"] {
        for origin in ["http://evil.example", "null", "http://localhost:1"] {
            let ask = world.get(path).method("OPTIONS").with("Origin", origin);
            let ask = ask.with("Access-Control-Request-Method", "POST");
            let ask = ask.with("Access-Control-Request-Headers", "x-book-token");
            let ask = ask.with("Access-Control-Request-Private-Network", "true");
            world.check(&ask, 403);
        }
    }
}

#[test]
fn large_bodies_are_refused() {
    let world = World::new();
    let limit = 256 << 10;
    let (start, end) = (r#"{"language":"python","source":""#, r#""}"#);
    let body = |length: usize| {
        let spaces = " ".repeat(length - start.len() - end.len());
        format!("{start}{spaces}{end}")
    };
    world.check(&world.run().body(body(limit)), 200);
    world.check(&world.run().body(body(limit + 1)), 413);
    world.check(&world.run().body(body(1 << 20)), 413);
    world.check(&world.stop().body(body(limit + 1)), 413);
    // The connection ends before all of it is sent, which is an answer, too.
    let huge = world.send(&world.run().body(body(10 << 20)));
    assert!([0, 413].contains(&huge.status), "{huge:?}");
    // One that does not say how long it is.
    let chunk = format!("{:x}\r\n{}\r\n0\r\n\r\n", limit + 1, body(limit + 1));
    let mut bytes = world.run().with("Transfer-Encoding", "chunked").bytes();
    bytes.truncate(bytes.len() - RUN.len());
    let bytes = String::from_utf8(bytes).unwrap();
    let bytes = bytes.replace(&format!("Content-Length: {}\r\n", RUN.len()), "");
    let mut stream = TcpStream::connect(world.host()).unwrap();
    stream.write_all((bytes + &chunk).as_bytes()).unwrap();
    assert_eq!(Answer::read(stream).status, 413);
    world.check(&world.run(), 200);
}

#[test]
fn only_the_fields_there_are_are_read() {
    let world = World::new();
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "{",
        r#"{"language":"python"}"#,
        r#"{"source":""}"#,
        r#"{"language":"bash","source":""}"#,
        r#"{"language":"Python","source":""}"#,
        r#"{"language":"python","source":1}"#,
        r#"{"language":"python","source":"","file":"../../x"}"#,
        r#"{"language":"rust","source":"","flags":["-o","x"]}"#,
        r#"{"language":"rust","language":"python","source":""}"#,
        r#"{"language":"python","source":""} x"#,
        &"[".repeat(100_000),
    ] {
        world.check(&world.run().body(body), 400);
    }
    world.check(
        &world
            .run()
            .body(b"{\"language\":\"python\",\"source\":\"\xff\"}"),
        400,
    );
    for body in ["", "{}", r#"{"run":1}"#, r#"{"run":"1","signal":9}"#] {
        world.check(&world.stop().body(body), 400);
    }
    for run in ["", "-1", "../1", "99999999999999999999", "1\\u0000"] {
        world.check(&world.stop().body(format!(r#"{{"run":"{run}"}}"#)), 404);
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let world = World::new();
    for path in [
        "/../Cargo.toml",
        "/../../lock",
        "/%2e%2e/%2e%2e/lock",
        "/..%2flock",
        "/..%2f..%2flock",
        "/..%5c..%5clock",
        "/hello.html/../../../lock",
        "/css/../../../lock",
        "/css/%2e%2e%2f%2e%2e%2f%2e%2e%2flock",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/hello.html%00",
        "/\\..\\..\\lock",
        "/.%00./lock",
    ] {
        let answer = world.send(&world.get(path));
        assert!([400, 404].contains(&answer.status), "{path} {answer:?}");
        assert!(!answer.body.contains("[workspace]"), "{path} {answer:?}");
        assert!(!answer.body.contains("root:"), "{path} {answer:?}");
    }
}

#[test]
fn malformed_requests_are_refused_and_the_server_goes_on() {
    let world = World::new();
    let host = world.host();
    for request in [
        "\r\n\r\n".to_string(),
        "GET\r\n\r\n".into(),
        "GET / HTTP/9.9\r\n\r\n".into(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
        format!("GET / HTTP/1.1\r\nHost : {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n X: folded\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\0\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nX\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
            "x".repeat(1 << 20)
        ),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n",
            "x".repeat(1 << 20)
        ),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n",
            "X: y\r\n".repeat(1000)
        ),
        format!("POST /-/run HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n"),
        format!(
            "POST /-/run HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
        ),
        "\u{16}\u{3}\u{1}\u{2}".repeat(100) + "\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(&host).unwrap();
        let patience = Duration::from_secs(5);
        stream.set_read_timeout(Some(patience)).unwrap();
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let answer = Answer::read(stream);
        let refused = answer.status == 0 || answer.status >= 400;
        let shown: String = request.chars().take(80).collect();
        assert!(refused, "{shown:?} {answer:?}");
        assert!(!answer.head.contains("access-control-"), "{answer:?}");
    }
    world.check(&world.get("/"), 200);
    world.check(&world.run(), 200);
}

/// The sockets of this server, as the system knows them.
#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_loopback_only() {
    let world = World::new();
    let port = format!(":{:04X}", world.server.port);
    let mut found = 0;
    for (file, loopback) in [
        ("/proc/net/tcp", "0100007F"),
        ("/proc/net/tcp6", "00000000000000000000000001000000"),
    ] {
        let table = std::fs::read_to_string(file).unwrap_or_default();
        // Listening sockets have the state 0A.
        for line in table.lines().filter(|line| line.contains(" 0A ")) {
            let address = line.split_whitespace().nth(1).unwrap();
            if let Some(address) = address.strip_suffix(&port) {
                assert_eq!(address, loopback, "{line}");
                found += 1;
            }
        }
    }
    assert!(found > 0);
}

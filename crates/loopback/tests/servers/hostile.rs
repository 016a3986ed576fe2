//! Whatever is sent: an answer that says so, or a closed connection.

use std::iter;

use loopback::Servers;
use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use crate::client::{get, send_all, start};

/// Sends each, and says with which line the answer began.
fn table(server: &str, cases: &[(&str, Vec<u8>)]) -> String {
    let servers = start();
    let row = |(name, bytes): &(&str, Vec<u8>)| {
        let answer = send_all(&servers, server, bytes);
        let last = answer.lines().last().unwrap_or("(closed)");
        let line = if server == "HTTP_SERVER" {
            answer.lines().next()
        } else {
            None
        };
        format!("{name}: {}\n", line.unwrap_or(last))
    };
    let table = cases.iter().map(row).collect();
    assert_eq!(get(&servers, "/tea"), "tea");
    table
}

fn request(headers: &str) -> Vec<u8> {
    format!("POST /tea HTTP/1.1\r\n{headers}\r\n\r\n").into_bytes()
}

#[test]
fn requests_that_are_none() {
    let get = |target: &str| format!("GET {target} HTTP/1.1\r\n\r\n").into_bytes();
    let chunks = |text: &str| [&request("Transfer-Encoding: chunked"), text.as_bytes()].concat();
    let cases = [
        ("nothing", vec![]),
        ("half a request", b"GET /tea HT".to_vec()),
        ("half a head", b"GET /tea HTTP/1.1\r\nA: b\r\n".to_vec()),
        (
            "half a body",
            [&request("Content-Length: 9"), &b"tea"[..]].concat(),
        ),
        ("half a chunk", chunks("9\r\ntea")),
        ("no end of line", vec![b'A'; 100_000]),
        (
            "an endless path",
            [&b"GET /"[..], &vec![b'a'; 1_000_000]].concat(),
        ),
        (
            "a huge header",
            request(&format!("A: {}", "b".repeat(1_000_000))),
        ),
        ("10,000 headers", request(&"A: b\r\n".repeat(10_000))),
        ("101 headers", request(&["A: b"; 101].join("\r\n"))),
        ("zeros", vec![0; 1000]),
        ("a NUL in the path", get("/a\0b")),
        ("a NUL in a header", request("A: b\0c")),
        ("escaped control", get("/a%0Ab")),
        ("a bad escape", get("/%zz")),
        ("half an escape", get("/%e")),
        ("half a letter", get("/%C3")),
        ("no slash", get("tea")),
        ("an authority", b"CONNECT a:1 HTTP/1.1\r\n\r\n".to_vec()),
        ("no version", b"GET /tea\r\n\r\n".to_vec()),
        ("a new version", b"GET /tea HTTP/2.0\r\n\r\n".to_vec()),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        ),
        ("a length in words", request("Content-Length: two")),
        ("a length below zero", request("Content-Length: -1")),
        (
            "a length beyond all",
            request("Content-Length: 99999999999999999999999"),
        ),
        (
            "two lengths",
            request("Content-Length: 1\r\nContent-Length: 2"),
        ),
        (
            "a length and chunks",
            request("Content-Length: 1\r\nTransfer-Encoding: chunked"),
        ),
        (
            "a body too large",
            [request("Content-Length: 1000001"), vec![b'x'; 1_000_001]].concat(),
        ),
        ("unknown encoding", request("Transfer-Encoding: gzip")),
        ("a chunk of no size", chunks("\r\n")),
        ("a chunk in words", chunks("two\r\n")),
        ("a chunk beyond all", chunks("ffffffffffffffff\r\n")),
        ("a chunk too large", chunks("f4241\r\n")),
        ("a chunk without end", chunks("1\r\nabc")),
        (
            "chunks without end",
            chunks(&"1\r\na\r\n".repeat(1_500_000)),
        ),
        (
            "trailers without end",
            chunks(&format!("0\r\n{}", "A: b\r\n".repeat(100))),
        ),
    ];
    assert_data_eq!(
        table("HTTP_SERVER", &cases),
        str![[r#"
nothing: (closed)
half a request: (closed)
half a head: (closed)
half a body: (closed)
half a chunk: (closed)
no end of line: HTTP/1.1 431 Request Header Fields Too Large
an endless path: HTTP/1.1 431 Request Header Fields Too Large
a huge header: HTTP/1.1 431 Request Header Fields Too Large
10,000 headers: HTTP/1.1 431 Request Header Fields Too Large
101 headers: HTTP/1.1 431 Request Header Fields Too Large
zeros: HTTP/1.1 400 Bad Request
a NUL in the path: HTTP/1.1 400 Bad Request
a NUL in a header: HTTP/1.1 400 Bad Request
escaped control: HTTP/1.1 400 Bad Request
a bad escape: HTTP/1.1 400 Bad Request
half an escape: HTTP/1.1 400 Bad Request
half a letter: HTTP/1.1 400 Bad Request
no slash: HTTP/1.1 400 Bad Request
an authority: HTTP/1.1 400 Bad Request
no version: HTTP/1.1 400 Bad Request
a new version: HTTP/1.1 400 Bad Request
TLS: HTTP/1.1 400 Bad Request
a length in words: HTTP/1.1 400 Bad Request
a length below zero: HTTP/1.1 400 Bad Request
a length beyond all: HTTP/1.1 413 Payload Too Large
two lengths: HTTP/1.1 400 Bad Request
a length and chunks: HTTP/1.1 400 Bad Request
a body too large: HTTP/1.1 413 Payload Too Large
unknown encoding: HTTP/1.1 501 Not Implemented
a chunk of no size: (closed)
a chunk in words: HTTP/1.1 400 Bad Request
a chunk beyond all: HTTP/1.1 413 Payload Too Large
a chunk too large: HTTP/1.1 413 Payload Too Large
a chunk without end: HTTP/1.1 400 Bad Request
chunks without end: HTTP/1.1 413 Payload Too Large
trailers without end: HTTP/1.1 400 Bad Request

"#]]
    );
}

#[test]
fn dialogues_that_are_none() {
    let within = |text: &[u8]| {
        [
            b"EHLO me\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b+delay0@x>\r\nDATA\r\n",
            text,
        ]
        .concat()
    };
    let cases = [
        ("nothing", vec![]),
        ("half a command", b"EHL".to_vec()),
        ("no end of line", vec![b'A'; 100_000]),
        ("a long line", [&vec![b'A'; 100_000], &b"\r\n"[..]].concat()),
        ("zeros", [&[0; 100], &b"\n"[..]].concat()),
        ("no UTF-8", b"EHLO \xff\n".to_vec()),
        ("only line ends", b"\n\r\n\r\r\n".to_vec()),
        ("a request", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        ("half a mail", within(b"Subject: tea\r\n")),
        ("a dot without end", within(b"Subject: tea\r\n.")),
        ("a mail of zeros", within(b"\0\0\0\r\n.\r\n")),
        (
            "a mail that is no UTF-8",
            within(b"Subject: \xff\xfe\r\n.\r\n"),
        ),
        ("a mail without line ends", within(&vec![b'x'; 11_000_000])),
        (
            "a long name",
            format!("EHLO a\r\nMAIL FROM:<{}@x>\r\n", "a".repeat(900)).into_bytes(),
        ),
    ];
    assert_data_eq!(
        table("SMTP_SERVER", &cases),
        str![[r#"
nothing: 220 localhost ESMTP loopback
half a command: 220 localhost ESMTP loopback
no end of line: 220 localhost ESMTP loopback
a long line: 500 5.5.2 line too long, at most 998 bytes
zeros: 500 5.5.2 a control character
no UTF-8: 500 5.5.2 not UTF-8
only line ends: 500 5.5.2 a control character
a request: 500 5.5.1 unknown command, there are EHLO, HELO, AUTH, MAIL, RCPT, DATA, RSET, NOOP, VRFY, QUIT
half a mail: 354 end it with a line that has a dot only
a dot without end: 354 end it with a line that has a dot only
a mail of zeros: 250 2.0.0 accepted
a mail that is no UTF-8: 250 2.0.0 accepted
a mail without line ends: 354 end it with a line that has a dot only
a long name: 250 2.1.0 ok

"#]]
    );
}

/// Pieces of what is right, in any order, and any bytes.
fn pieces(known: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let known = proptest::sample::select(known).prop_map(|it| it.as_bytes().to_vec());
    let any = proptest::collection::vec(any::<u8>(), 0..8);
    let piece = prop_oneof![8 => known, 1 => any];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const REQUESTS: &[&str] = &[
    "GET ",
    "POST ",
    "HEAD ",
    "/",
    "tea",
    "echo",
    "?",
    "&",
    "=",
    "%41",
    "%",
    "delay=1",
    "hang",
    "drop",
    "size=9",
    "chunks=2",
    "pause=1",
    "fails=1",
    "status=204",
    "status=500",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    "\r\n",
    "\n",
    "\0",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Connection: close\r\n",
    "GET /tea HTTP/1.1\r\n",
    "POST /echo HTTP/1.1\r\n",
    "Expect: 100-continue\r\n",
    "3\r\nabc\r\n",
    "0\r\n\r\n",
    "f",
];

const DIALOGUES: &[&str] = &[
    "EHLO me\r\n",
    "HELO me\n",
    "MAIL FROM:<a@x>\r\n",
    "MAIL FROM:<> SIZE=5\r\n",
    "RCPT TO:<b@x>\r\n",
    "RCPT TO:<b+delay1@x>\r\n",
    "RCPT TO:<b+late1@x>\r\n",
    "RCPT TO:<b+hang@x>\r\n",
    "RCPT TO:<b+fails1@x>\r\n",
    "DATA\r\n",
    ".\r\n",
    "Subject: ",
    "=?utf-8?q?=C3?=",
    "=?",
    "?=",
    "\r\n",
    "\n",
    " ",
    ":",
    "<",
    ">",
    "@",
    "+",
    "\"",
    "AUTH LOGIN\r\n",
    "AUTH PLAIN AGEAYg==\r\n",
    "YQ==\r\n",
    "*\r\n",
    "RSET\r\n",
    "NOOP\r\n",
    "QUIT\r\n",
    "\0",
    "ä",
];

/// Sends many to one server each; its drop would pass on a panic.
fn never_panics(server: &str, known: &'static [&'static str], check: fn(&Servers, &str)) {
    let servers = start();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let run = runner.run(&pieces(known), |bytes| {
        check(&servers, &send_all(&servers, server, &bytes));
        Ok(())
    });
    run.unwrap();
    assert_eq!(get(&servers, "/most?").lines().count(), 1);
}

#[test]
fn any_request_has_an_answer_or_an_end() {
    never_panics("HTTP_SERVER", REQUESTS, |_, answer| {
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 "),
            "{answer}"
        );
    });
}

#[test]
fn any_dialogue_has_replies_with_numbers() {
    never_panics("SMTP_SERVER", DIALOGUES, |servers, replies| {
        let number = |line: &str| line.get(..3).is_some_and(|it| it.parse::<u16>().is_ok());
        assert!(replies.lines().all(number), "{replies}");
        let notes = ["/mails", "/mails/keys"].map(|note| get(servers, note).lines().count());
        assert_eq!(notes[0], notes[1]);
    });
}

#[test]
fn many_clients_at_once() {
    let servers = start();
    let clients: Vec<_> = iter::repeat_with(|| crate::client::ask(&servers, "/tea?delay=50"))
        .take(300)
        .collect();
    for mut client in clients {
        let mut bytes = [0; 15];
        std::io::Read::read_exact(&mut client, &mut bytes).unwrap();
        assert_eq!(&bytes, b"HTTP/1.1 200 OK");
    }
}

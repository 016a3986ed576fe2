//! What a request is answered with.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use snapbox::{IntoData, assert_data_eq, str};

use crate::client::{ask, connect, get, rest, start, talk};

/// Sends requests to fresh servers on one connection. A last one is added,
/// which closes the connection: its answer says 299.
#[track_caller]
fn check(requests: &str, expected: impl IntoData) {
    let servers = start();
    let last = "HEAD /?status=299 HTTP/1.1\nConnection: close\n\n";
    let answers = talk(&servers, &format!("{requests}{last}"));
    let end = answers.find("HTTP/1.1 299").unwrap_or(answers.len());
    assert_data_eq!(answers[..end].replace("\r\n", "\n"), expected.raw());
}

#[test]
fn a_path_is_answered_with_itself() {
    check(
        "GET /tea HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

tea
"#]],
    );
}

#[test]
fn requests_on_one_connection_are_answered_in_their_order() {
    let two = "GET /one?delay=50 HTTP/1.1\n\nPOST /two HTTP/1.1\nContent-Length: 4\n\nbodyGET /three HTTP/1.1\n\n";
    check(
        two,
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

oneHTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

twoHTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 5

three
"#]],
    );
}

#[test]
fn a_path_may_have_escapes_and_slashes() {
    check(
        "GET /caf%C3%A9/au%20lait? HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 13

café/au lait
"#]],
    );
}

#[test]
fn the_root_is_a_slash() {
    check(
        "GET / HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 1

/
"#]],
    );
}

#[test]
fn a_status_says_its_name() {
    check(
        "GET /tea?status=404 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 404 Not Found
Content-Type: text/plain; charset=utf-8
Content-Length: 13

404 Not Found
"#]],
    );
}

#[test]
fn a_size_is_that_of_the_body() {
    check(
        "GET /tea?size=12 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 12

xxxxxxxxxxxx
"#]],
    );
}

#[test]
fn chunks_are_lines() {
    check(
        "GET /tea?chunks=3&pause=1 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Transfer-Encoding: chunked

8
chunk 1

8
chunk 2

8
chunk 3

0


"#]],
    );
}

#[test]
fn chunks_may_have_a_size() {
    check(
        "GET /tea?pause=1&size=17&chunks=2 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Transfer-Encoding: chunked

11
xxxxxxxxxxxxxxxxx
11
xxxxxxxxxxxxxxxxx
0


"#]],
    );
}

#[test]
fn the_first_requests_fail_and_later_ones_do_not() {
    let request = "GET /tea?fails=1&status=500 HTTP/1.1\n\n";
    let other = "GET /cake?fails=1 HTTP/1.1\n\n";
    check(
        &format!("{request}{other}{request}{request}"),
        str![[r#"
HTTP/1.1 500 Internal Server Error
Content-Type: text/plain; charset=utf-8
Content-Length: 25

500 Internal Server ErrorHTTP/1.1 503 Service Unavailable
Content-Type: text/plain; charset=utf-8
Content-Length: 23

503 Service UnavailableHTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

teaHTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

tea
"#]],
    );
}

#[test]
fn a_dropped_request_has_no_answer() {
    check("GET /tea?drop HTTP/1.1\n\n", str![]);
}

#[test]
fn what_is_dropped_at_first_is_answered_later() {
    let servers = start();
    let request = "GET /tea?fails=1&drop HTTP/1.1\nConnection: close\n\n";
    assert_eq!(talk(&servers, request), "");
    assert_eq!(get(&servers, "/tea?fails=1&drop"), "tea");
}

#[test]
fn echo_answers_with_the_body_and_its_type() {
    check(
        "POST /echo HTTP/1.1\nContent-Type: application/json\nContent-Length: 2\n\n{}",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: application/json
Content-Length: 2

{}
"#]],
    );
}

#[test]
fn echo_takes_a_body_in_chunks() {
    check(
        "PUT /echo HTTP/1.1\nTransfer-Encoding: chunked\n\n3\ntea\n5;why=so\n time\n0\nSum: 8\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 8

tea time
"#]],
    );
}

#[test]
fn echo_without_a_body_is_a_path() {
    check(
        "GET /echo HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 4

echo
"#]],
    );
}

#[test]
fn a_head_is_asked_for_alone() {
    check(
        "HEAD /tea HTTP/1.1\n\nHEAD /tea?chunks=2 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3

HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 3


"#]],
    );
}

#[test]
fn some_statuses_have_no_body() {
    check(
        "GET /tea?status=204 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 204 No Content


"#]],
    );
}

#[test]
fn an_old_client_knows_neither_chunks_nor_a_second_request() {
    check(
        "GET /tea?chunks=2&pause=1 HTTP/1.0\n\n",
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Connection: close

chunk 1
chunk 2

"#]],
    );
}

#[test]
fn a_misspelled_query_is_told_what_there_is() {
    check(
        "GET /tea?dealy=300 HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 400 Bad Request
Content-Type: text/plain; charset=utf-8
Content-Length: 121

no `dealy=300` in a query
  there are delay=MS, status=CODE, hang, drop, size=BYTES, chunks=COUNT, pause=MS, fails=COUNT

"#]],
    );
}

#[test]
fn a_number_out_of_range_is_told_the_range() {
    check(
        "GET /tea?delay=60001 HTTP/1.1\n\nGET /tea?status=ok HTTP/1.1\n\nGET /tea?size HTTP/1.1\n\n",
        str![[r#"
HTTP/1.1 400 Bad Request
Content-Type: text/plain; charset=utf-8
Content-Length: 45

`delay=60001` needs a number from 0 to 60000
HTTP/1.1 400 Bad Request
Content-Type: text/plain; charset=utf-8
Content-Length: 43

`status=ok` needs a number from 200 to 599
HTTP/1.1 400 Bad Request
Content-Type: text/plain; charset=utf-8
Content-Length: 42

`size` needs a number from 0 to 100000000

"#]],
    );
}

#[test]
fn a_client_that_asks_before_it_sends_is_told_to() {
    let servers = start();
    let mut client = connect(&servers, "HTTP_SERVER");
    let head = "POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\
                Connection: close\r\n\r\n";
    client.write_all(head.as_bytes()).unwrap();
    let mut bytes = [0; 25];
    client.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"HTTP/1.1 100 Continue\r\n\r\n");
    client.write_all(b"tea").unwrap();
    assert!(rest(&mut client).ends_with("\r\n\r\ntea"));
}

#[test]
fn an_answer_is_one_write() {
    let servers = start();
    for target in ["/tea", "/tea?delay=20", "/tea?size=2000", "/tea?status=404"] {
        let mut client = ask(&servers, target);
        let mut bytes = [0; 10_000];
        let length = client.read(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let size = format!("Content-Length: {}", body.len());
        assert!(head.contains(&size), "{target}: {text}");
    }
}

#[test]
fn a_delay_is_waited_for_and_chunks_are_paced() {
    let servers = start();
    for (target, millis) in [
        ("/tea?delay=300", 300),
        ("/tea?chunks=4&pause=100", 300),
        ("/tea?chunks=4", 300),
        ("/tea?delay=100&chunks=3", 300),
    ] {
        let start = Instant::now();
        get(&servers, target);
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(millis), "{target}: {took:?}");
        // Twice as long would be another rule; a busy machine is not that slow.
        let most = Duration::from_millis(millis + 2500);
        assert!(took < most, "{target}: {took:?}");
    }
}

#[test]
fn a_large_answer_waits_for_a_client_that_reads_slowly() {
    let servers = start();
    assert_eq!(get(&servers, "/tea?size=20000000").len(), 20_000_000);
}

#[test]
fn nobody_else_on_the_network_can_connect() {
    let servers = start();
    for (_, server) in servers
        .variables()
        .iter()
        .filter(|(name, _)| *name != "CA_FILE")
    {
        let (_, port) = server.rsplit_once(':').unwrap();
        let connect = |address| std::net::TcpStream::connect(format!("{address}:{port}"));
        connect("127.0.0.1").unwrap();
        // Reached by who listens on all addresses.
        #[cfg(target_os = "linux")]
        connect("127.0.0.2").unwrap_err();
        connect("[::1]").unwrap_err();
    }
}

//! Clients that send and read text.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use loopback::Servers;

/// Much longer than anything takes, also on a machine that is busy.
pub const LIMIT: Duration = Duration::from_secs(30);

pub fn start() -> Servers {
    Servers::start().expect("the servers start")
}

/// The value of a variable.
pub fn variable<'a>(servers: &'a Servers, name: &str) -> &'a str {
    let mut variables = servers.variables().iter();
    let variable = variables.find(|(known, _)| *known == name);
    &variable.expect("there is this variable").1
}

/// A connection to the HTTP or SMTP server.
pub fn connect(servers: &Servers, name: &str) -> TcpStream {
    let address = variable(servers, name).trim_start_matches("http://");
    let client = TcpStream::connect(address).expect("it listens");
    client.set_nodelay(true).unwrap();
    client.set_read_timeout(Some(LIMIT)).unwrap();
    client.set_write_timeout(Some(LIMIT)).unwrap();
    client
}

/// All that comes until the server closes the connection.
pub fn rest(client: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match client.read_to_end(&mut bytes) {
        // Closed while something that was sent is unread.
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Sends text, with CRLF at the end of lines, and reads until the server
/// closes the connection. The last request has to ask for that.
pub fn talk(servers: &Servers, text: &str) -> String {
    let mut client = connect(servers, "HTTP_SERVER");
    client
        .write_all(text.replace('\n', "\r\n").as_bytes())
        .unwrap();
    rest(&mut client)
}

/// Sends bytes and nothing more, and reads until the server closes.
pub fn send_all(servers: &Servers, name: &str, bytes: &[u8]) -> String {
    let mut client = connect(servers, name);
    // It may have been refused before the end.
    if client.write_all(bytes).is_ok() {
        let _ = client.shutdown(Shutdown::Write);
    }
    rest(&mut client)
}

/// Sends a request that nobody waits for.
pub fn ask(servers: &Servers, target: &str) -> TcpStream {
    let mut client = connect(servers, "HTTP_SERVER");
    let request = format!("GET {target} HTTP/1.1\r\n\r\n");
    client.write_all(request.as_bytes()).unwrap();
    client
}

/// The body of an answer.
pub fn get(servers: &Servers, target: &str) -> String {
    let request = format!("GET {target} HTTP/1.1\nConnection: close\n\n");
    let answer = talk(servers, &request);
    let (_, body) = answer.split_once("\r\n\r\n").expect("there is an answer");
    body.to_owned()
}

/// Waits until an answer is as it should be.
#[track_caller]
pub fn until(servers: &Servers, target: &str, expected: &str) {
    let deadline = Instant::now() + LIMIT;
    loop {
        let body = get(servers, target);
        if body == expected {
            return;
        }
        assert!(Instant::now() < deadline, "{target} is {body:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

//! The binary, in a shell.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use snapbox::{assert_data_eq, str};

/// The binary; killed if a test fails.
struct Binary {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Binary {
    fn start(arguments: &[&str]) -> Binary {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loopback"));
        command.args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Binary { child, lines }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// The value of the next variable.
    fn variable(&mut self, name: &str) -> String {
        let line = self.line();
        let value = line.strip_prefix(&format!("export {name}="));
        if name == "SMTP_SERVER" && loopback::Redis::is_installed() {
            let line = self.line();
            assert!(line.starts_with("export REDIS_SERVER="), "{line}");
        }
        value.unwrap_or_else(|| panic!("{line}")).to_owned()
    }

    fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_the_servers_are_and_what_they_see() {
    let mut binary = Binary::start(&[]);
    let http = binary.variable("HTTP_SERVER");
    let https = binary.variable("HTTPS_SERVER");
    let file = binary.variable("CA_FILE");
    let smtp = binary.variable("SMTP_SERVER");
    assert!(https.starts_with("https://localhost:"));
    assert!(smtp.starts_with("127.0.0.1:"));
    assert!(Path::new(&file).is_absolute());

    let mut client = std::net::TcpStream::connect(&http["http://".len()..]).unwrap();
    std::io::Write::write_all(&mut client, b"GET /tea?hang HTTP/1.1\r\n\r\n").unwrap();
    assert_eq!(binary.line(), "tea asked");
    drop(client);
    assert_eq!(binary.line(), "tea gone");

    binary.signal("-INT");
    assert!(binary.child.wait().unwrap().success());
    assert!(!Path::new(&file).exists());
}

#[test]
fn it_ends_well_although_nobody_reads_and_a_request_hangs() {
    let mut binary = Binary::start(&[]);
    let http = binary.variable("HTTP_SERVER");
    for _ in 0..3 {
        binary.line();
    }
    let output = std::mem::replace(&mut binary.lines, BufReader::new(spare()));
    drop(output);
    let mut client = std::net::TcpStream::connect(&http["http://".len()..]).unwrap();
    std::io::Write::write_all(
        &mut client,
        b"GET /a HTTP/1.1\r\n\r\nGET /b?hang HTTP/1.1\r\n\r\n",
    )
    .unwrap();
    let mut bytes = [0; 15];
    client.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"HTTP/1.1 200 OK");
    binary.signal("-TERM");
    assert!(binary.child.wait().unwrap().success());
}

/// The output of a program that says nothing.
fn spare() -> ChildStdout {
    let mut child = Command::new("true").stdout(Stdio::piped()).spawn().unwrap();
    child.wait().unwrap();
    child.stdout.take().unwrap()
}

#[test]
fn a_port_that_is_taken_is_an_error_with_a_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopback"));
    let output = command.args(["--http", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert_data_eq!(
        error.replace(&port, "PORT"),
        str![[r#"
error: 127.0.0.1:PORT: [..]
  another program has that port: choose one, or none for any that is free

"#]]
    );
}

#[test]
fn a_port_can_be_chosen() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mut binary = Binary::start(&["--smtp", &port.to_string()]);
    for name in ["HTTP_SERVER", "HTTPS_SERVER", "CA_FILE"] {
        binary.variable(name);
    }
    assert_eq!(binary.variable("SMTP_SERVER"), format!("127.0.0.1:{port}"));
    // Killed, it would leave its file behind.
    binary.signal("-TERM");
    assert!(binary.child.wait().unwrap().success());
}

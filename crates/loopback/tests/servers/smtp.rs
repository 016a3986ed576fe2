//! Dialogues with the SMTP server.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use loopback::Servers;
use snapbox::{IntoData, assert_data_eq, str};

use crate::client::{connect, get, start, until};

/// A client that waits for each reply.
struct Client {
    socket: BufReader<TcpStream>,
    /// What was said: `C` the client, `S` the server.
    log: String,
}

impl Client {
    fn new(servers: &Servers) -> Client {
        let socket = BufReader::new(connect(servers, "SMTP_SERVER"));
        let log = String::new();
        let mut client = Client { socket, log };
        client.reply();
        client
    }

    /// Says a line, and reads the reply.
    fn say(&mut self, line: &str) -> String {
        self.log += &format!("C: {line}\n");
        self.socket.get_mut().write_all(line.as_bytes()).unwrap();
        self.socket.get_mut().write_all(b"\r\n").unwrap();
        self.reply()
    }

    /// Reads a reply; its last line has a space behind the number.
    fn reply(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            if self.socket.read_line(&mut reply).unwrap() == 0 {
                self.log += "S: (closed)\n";
                return reply;
            }
            let line = &reply[start..];
            self.log += &format!("S: {}\n", line.strip_suffix("\r\n").expect("ends in CRLF"));
            if line.as_bytes()[3] == b' ' {
                return reply;
            }
        }
    }
}

/// Says these lines to a fresh server; of a mail, all in one.
#[track_caller]
fn check(lines: &[&str], expected: impl IntoData) {
    let servers = start();
    assert_data_eq!(dialogue(&servers, lines), expected.raw());
}

fn dialogue(servers: &Servers, lines: &[&str]) -> String {
    let mut client = Client::new(servers);
    for line in lines {
        client.say(line);
    }
    client.log
}

const HELLO: &str = "EHLO me";
const FROM: &str = "MAIL FROM:<me@example.org>";
const MAIL: &str = "Subject: tea\r\n\r\nat five\r\n.";

#[test]
fn a_mail() {
    let to = "RCPT TO:<ann@example.org>";
    check(
        &[HELLO, FROM, to, "DATA", MAIL, "QUIT"],
        str![[r#"
S: 220 localhost ESMTP loopback
C: EHLO me
S: 250-localhost
S: 250-8BITMIME
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250 AUTH PLAIN LOGIN
C: MAIL FROM:<me@example.org>
S: 250 2.1.0 ok
C: RCPT TO:<ann@example.org>
S: 250 2.1.5 ok
C: DATA
S: 354 end it with a line that has a dot only
C: Subject: tea

at five
.
S: 250 2.0.0 accepted
C: QUIT
S: 221 2.0.0 bye

"#]],
    );
}

#[test]
fn commands_out_of_order() {
    let to = "RCPT TO:<ann@example.org>";
    check(
        &[
            FROM,
            "AUTH LOGIN",
            "HELO me",
            to,
            "DATA",
            FROM,
            FROM,
            "DATA",
            "RSET",
            to,
        ],
        str![[r#"
S: 220 localhost ESMTP loopback
C: MAIL FROM:<me@example.org>
S: 503 5.5.1 EHLO first
C: AUTH LOGIN
S: 503 5.5.1 EHLO first
C: HELO me
S: 250 localhost
C: RCPT TO:<ann@example.org>
S: 503 5.5.1 MAIL first
C: DATA
S: 503 5.5.1 RCPT first
C: MAIL FROM:<me@example.org>
S: 250 2.1.0 ok
C: MAIL FROM:<me@example.org>
S: 503 5.5.1 one mail at a time
C: DATA
S: 503 5.5.1 RCPT first
C: RSET
S: 250 2.0.0 forgotten
C: RCPT TO:<ann@example.org>
S: 503 5.5.1 MAIL first

"#]],
    );
}

#[test]
fn commands_that_are_none() {
    check(
        &[
            "GET / HTTP/1.1",
            "",
            "EHLO",
            "QUIT now",
            "DATA x",
            "NOOP x",
            "vrfy ann",
            "MAIL",
            "MAIL FROM:",
            "MAIL FROM:me@example.org",
            "RCPT TO:<",
            "AUTH",
            "AUTH CRAM-MD5",
            "MAIL\tFROM:<me@x>",
        ],
        str![[r#"
S: 220 localhost ESMTP loopback
C: GET / HTTP/1.1
S: 500 5.5.1 unknown command, there are EHLO, HELO, AUTH, MAIL, RCPT, DATA, RSET, NOOP, VRFY, QUIT
C: 
S: 500 5.5.1 unknown command, there are EHLO, HELO, AUTH, MAIL, RCPT, DATA, RSET, NOOP, VRFY, QUIT
C: EHLO
S: 501 5.5.4 who are you?
C: QUIT now
S: 501 5.5.4 nothing follows QUIT
C: DATA x
S: 501 5.5.4 nothing follows DATA
C: NOOP x
S: 250 2.0.0 ok
C: vrfy ann
S: 252 2.1.5 send it, and you will see
C: MAIL
S: 501 5.5.4 write it as MAIL FROM:<ann@example.org>
C: MAIL FROM:
S: 501 5.5.4 write it as MAIL FROM:<ann@example.org>
C: MAIL FROM:me@example.org
S: 501 5.5.4 write it as MAIL FROM:<ann@example.org>
C: RCPT TO:<
S: 501 5.5.4 write it as RCPT TO:<ann@example.org>
C: AUTH
S: 504 5.5.4 unknown mechanism, there are PLAIN, LOGIN
C: AUTH CRAM-MD5
S: 504 5.5.4 unknown mechanism, there are PLAIN, LOGIN
C: MAIL	FROM:<me@x>
S: 500 5.5.2 a control character

"#]],
    );
}

#[test]
fn addresses_and_parameters() {
    check(
        &[
            HELLO,
            "mail from: <> size=5 body=8bitmime",
            "RSET",
            "MAIL FROM:<me@x> SIZE=10000001",
            "MAIL FROM:<me@x> SIZE=many",
            "MAIL FROM:<me@x> SMTPUTF8",
            "MAIL FROM:<me@x>SIZE=5",
            "MAIL FROM:<me>",
            FROM,
            "rcpt to:<ann@x>",
            "RCPT TO:<ann @x>",
            "RCPT TO:<\"ann b\"@x>",
            "RCPT TO:<ann@x> NOTIFY=NEVER",
            "RCPT TO:<änn@x>",
            "RCPT TO:<@x>",
        ],
        str![[r#"
S: 220 localhost ESMTP loopback
C: EHLO me
S: 250-localhost
S: 250-8BITMIME
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250 AUTH PLAIN LOGIN
C: mail from: <> size=5 body=8bitmime
S: 250 2.1.0 ok
C: RSET
S: 250 2.0.0 forgotten
C: MAIL FROM:<me@x> SIZE=10000001
S: 552 5.3.4 too large, at most 10000000 bytes
C: MAIL FROM:<me@x> SIZE=many
S: 501 5.5.4 SIZE needs a number
C: MAIL FROM:<me@x> SMTPUTF8
S: 555 5.5.4 unknown parameter, there are BODY, SIZE, AUTH
C: MAIL FROM:<me@x>SIZE=5
S: 501 5.5.4 write it as MAIL FROM:<ann@example.org>
C: MAIL FROM:<me>
S: 501 5.1.3 no address, write it as ann@example.org
C: MAIL FROM:<me@example.org>
S: 250 2.1.0 ok
C: rcpt to:<ann@x>
S: 250 2.1.5 ok
C: RCPT TO:<ann @x>
S: 501 5.1.3 no address, write it as ann@example.org
C: RCPT TO:<"ann b"@x>
S: 250 2.1.5 ok
C: RCPT TO:<ann@x> NOTIFY=NEVER
S: 555 5.5.4 unknown parameter, there are none
C: RCPT TO:<änn@x>
S: 553 5.6.7 only ASCII, there is no SMTPUTF8
C: RCPT TO:<@x>
S: 501 5.1.3 no address, write it as ann@example.org

"#]],
    );
}

#[test]
fn logins() {
    check(
        &[
            HELLO,
            "AUTH PLAIN AGFubgB3cm9uZw==",
            "AUTH PLAIN",
            "*",
            "AUTH PLAIN !",
            "AUTH PLAIN YW5u",
            "AUTH LOGIN",
            "YW5u",
            "d3Jvbmc=",
            "AUTH LOGIN YW5u",
            "cmlnaHQ=",
            "AUTH PLAIN AGFubgByaWdodA==",
        ],
        str![[r#"
S: 220 localhost ESMTP loopback
C: EHLO me
S: 250-localhost
S: 250-8BITMIME
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN AGFubgB3cm9uZw==
S: 535 5.7.8 wrong name or password
C: AUTH PLAIN
S: 334 
C: *
S: 501 5.7.0 given up
C: AUTH PLAIN !
S: 501 5.5.2 not base64
C: AUTH PLAIN YW5u
S: 501 5.5.2 write it as NUL name NUL password
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5u
S: 334 UGFzc3dvcmQ6
C: d3Jvbmc=
S: 535 5.7.8 wrong name or password
C: AUTH LOGIN YW5u
S: 334 UGFzc3dvcmQ6
C: cmlnaHQ=
S: 235 2.7.0 welcome
C: AUTH PLAIN AGFubgByaWdodA==
S: 503 5.5.1 you are logged in

"#]],
    );
}

#[test]
fn recipients_that_fail() {
    check(
        &[
            HELLO,
            FROM,
            "RCPT TO:<ann+fail550@x>",
            "RCPT TO:<ann+fail421@x>",
            "RCPT TO:<ann+fails1@x>",
            "RCPT TO:<ann+fails1@x>",
            "RCPT TO:<ann+fail200@x>",
            "RCPT TO:<ann+dealy300@x>",
            "RCPT TO:<ann+delay60001@x>",
            "RCPT TO:<ann+drop@x>",
        ],
        str![[r#"
S: 220 localhost ESMTP loopback
C: EHLO me
S: 250-localhost
S: 250-8BITMIME
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250 AUTH PLAIN LOGIN
C: MAIL FROM:<me@example.org>
S: 250 2.1.0 ok
C: RCPT TO:<ann+fail550@x>
S: 550 5.1.1 no such user
C: RCPT TO:<ann+fail421@x>
S: 421 4.3.0 try again later
C: RCPT TO:<ann+fails1@x>
S: 451 4.3.0 try again later
C: RCPT TO:<ann+fails1@x>
S: 250 2.1.5 ok
C: RCPT TO:<ann+fail200@x>
S: 501 5.1.3 unknown tag fail200, there are +delayMS, +lateMS (at most 60000), +hang, +drop, +failCODE (400 to 599), +failsCOUNT
C: RCPT TO:<ann+dealy300@x>
S: 501 5.1.3 unknown tag dealy300, there are +delayMS, +lateMS (at most 60000), +hang, +drop, +failCODE (400 to 599), +failsCOUNT
C: RCPT TO:<ann+delay60001@x>
S: 501 5.1.3 unknown tag delay60001, there are +delayMS, +lateMS (at most 60000), +hang, +drop, +failCODE (400 to 599), +failsCOUNT
C: RCPT TO:<ann+drop@x>
S: (closed)

"#]],
    );
}

#[test]
fn mails_are_noted() {
    let servers = start();
    let dots =
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n  an alle\r\nMessage-ID: <1@me>\r\n\r\n..\r\n.";
    dialogue(
        &servers,
        &[
            HELLO,
            FROM,
            "RCPT TO:<ann@x>",
            "RCPT TO:<ben@x>",
            "DATA",
            dots,
            FROM,
            "RCPT TO:<ann@x>",
            "DATA",
            "no header\r\n.",
            FROM,
            "RCPT TO:<ann@x>",
            "RSET",
        ],
    );
    let notes = ["/mails", "/mails/keys", "/mails/most", "/mails/connections"];
    assert_data_eq!(
        notes.map(|note| get(&servers, note)).join("--\n"),
        str![[r#"
ann@x, ben@x: Grüße an alle
ann@x: -
--
<1@me>
-
--
1
--
1

"#]]
    );
}

#[test]
fn a_mail_has_limits() {
    let servers = start();
    let mut client = Client::new(&servers);
    let to = "RCPT TO:<ann@x>";
    for line in [HELLO, FROM, to, "DATA"] {
        client.say(line);
    }
    let reply = client.say(&format!("{}\r\nDATA\r\n.", "x".repeat(999)));
    assert_eq!(reply, "500 5.5.2 line too long, at most 998 bytes\r\n");
    for line in [FROM, to, "DATA"] {
        client.say(line);
    }
    let line = "x".repeat(998) + "\r\n";
    let reply = client.say(&format!("{}.", line.repeat(10_001)));
    assert_eq!(reply, "552 5.3.4 too large, at most 10000000 bytes\r\n");
    for line in [FROM, to, "DATA"] {
        client.say(line);
    }
    let reply = client.say(&format!("{}.", line.repeat(10_000)));
    assert_eq!(reply, "250 2.0.0 accepted\r\n");
    assert_eq!(get(&servers, "/mails"), "ann@x: -\n");
}

#[test]
fn a_mail_may_have_a_hundred_recipients() {
    let servers = start();
    let mut client = Client::new(&servers);
    client.say(HELLO);
    client.say(FROM);
    for number in 0..100 {
        assert_eq!(
            client.say(&format!("RCPT TO:<{number}@x>")),
            "250 2.1.5 ok\r\n"
        );
    }
    assert_eq!(
        client.say("RCPT TO:<ann@x>"),
        "452 4.5.3 too many recipients\r\n"
    );
}

#[test]
fn commands_may_be_sent_ahead() {
    let servers = start();
    let all = [
        HELLO,
        FROM,
        "RCPT TO:<ann@x>",
        "DATA",
        MAIL,
        FROM,
        "RCPT TO:<ben@x>",
        "DATA",
        MAIL,
    ];
    let mut client = Client::new(&servers);
    let mut reply = client.say(&all.join("\r\n"));
    for _ in 1..all.len() {
        reply = client.reply();
    }
    assert_eq!(reply, "250 2.0.0 accepted\r\n");
    assert_eq!(get(&servers, "/mails"), "ann@x: tea\nben@x: tea\n");
}

#[test]
fn a_reply_is_one_write() {
    let servers = start();
    let mut client = Client::new(&servers);
    client.socket.get_mut().write_all(b"EHLO me\r\n").unwrap();
    let reply = client.socket.fill_buf().unwrap();
    assert!(reply.ends_with(b"250 AUTH PLAIN LOGIN\r\n"));
}

/// Sends a mail to one recipient up to its end, and reads no reply to that.
fn send(servers: &Servers, to: &str) -> Client {
    let mut client = Client::new(servers);
    for line in [HELLO, FROM, &format!("RCPT TO:<{to}>"), "DATA"] {
        client.say(line);
    }
    let mail = format!("{MAIL}\r\n");
    client.socket.get_mut().write_all(mail.as_bytes()).unwrap();
    client
}

#[test]
fn a_mail_takes_its_time_and_is_there_with_the_reply() {
    let servers = start();
    for (to, millis) in [
        ("a@x", 100),
        ("b+delay300@x", 300),
        ("c+delay0@x", 0),
        ("d+late300@x", 300),
    ] {
        let start = Instant::now();
        let mut client = send(&servers, to);
        assert_eq!(client.reply(), "250 2.0.0 accepted\r\n");
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(millis), "{to}: {took:?}");
        assert!(
            took < Duration::from_millis(millis + 2500),
            "{to}: {took:?}"
        );
        assert!(
            get(&servers, "/mails").ends_with(&format!("{to}: tea\n")),
            "{to}"
        );
    }
}

#[test]
fn a_mail_that_is_late_is_there_before_the_reply() {
    let servers = start();
    for to in ["a+late60000@x", "b+hang@x"] {
        let client = send(&servers, to);
        until(&servers, "/mails", &format!("{to}: tea\n"));
        assert_eq!(client.socket.buffer(), b"");
        drop(client);
        talk_reset(&servers);
    }
}

#[test]
fn a_mail_whose_client_goes_is_not_taken() {
    let servers = start();
    let client = send(&servers, "ann+delay60000@x");
    until(&servers, "/mails/most", "1\n");
    drop(client);
    // Over when the next one is alone.
    send(&servers, "ben+delay1@x").reply();
    assert_eq!(get(&servers, "/mails"), "ben+delay1@x: tea\n");
}

#[test]
fn the_most_mails_at_once_are_counted() {
    let servers = start();
    let clients: Vec<_> = (0..3).map(|_| send(&servers, "ann+hang@x")).collect();
    until(&servers, "/mails/most", "3\n");
    assert_eq!(get(&servers, "/mails/connections"), "3\n");
    drop(clients);
}

fn talk_reset(servers: &Servers) {
    crate::client::talk(servers, "POST /reset HTTP/1.1\nConnection: close\n\n");
}

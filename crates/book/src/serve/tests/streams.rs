//! A run is told while it goes on, and ends when nobody wants it.

use std::io::{BufRead as _, Read as _};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use runner::{Event, How, Stop};

use super::{PATIENCE, Server, message, soon};

fn out(text: &str) -> Event {
    Event::Out { text: text.into() }
}

const FINISHED: Event = Event::Ended {
    how: How::Finished,
    millis: Some(3),
};

/// A program that prints what is sent, until the sender is gone.
fn echo() -> (Sender<&'static str>, Server) {
    let (sender, lines) = mpsc::channel();
    let lines = Mutex::new(lines);
    let server = Server::start(move |_: &Stop, tell: &mut dyn FnMut(Event)| {
        let lines: &Receiver<&str> = &lines.lock().unwrap();
        lines.iter().for_each(|line| tell(out(line)));
        tell(FINISHED);
    });
    (sender, server)
}

/// A program that prints until it is stopped, and says so to the test.
fn endless(lines: usize) -> (Arc<AtomicUsize>, Server) {
    let stopped = Arc::new(AtomicUsize::new(0));
    let count = stopped.clone();
    let server = Server::start(move |stop: &Stop, tell: &mut dyn FnMut(Event)| {
        tell(Event::Started);
        let line = "and on ".repeat(50);
        (0..lines).for_each(|_| tell(out(&line)));
        while !stop.is_stopped() {
            thread::sleep(Duration::from_millis(5));
        }
        count.fetch_add(1, Ordering::SeqCst);
        tell(Event::Ended {
            how: How::Stopped,
            millis: None,
        });
    });
    (stopped, server)
}

#[test]
fn each_line_comes_while_the_program_runs() {
    let (program, server) = echo();
    let mut run = server.run();
    assert_eq!(message(&mut run), r#"{"is":"accepted","run":"1"}"#);
    for line in ["one\n", "two\n", "three\n"] {
        // The next one is not printed before this one was read.
        program.send(line).unwrap();
        let line = line.trim_end();
        assert_eq!(
            message(&mut run),
            format!(r#"{{"is":"out","text":"{line}\n"}}"#)
        );
    }
    drop(program);
    assert_eq!(
        message(&mut run),
        r#"{"is":"ended","how":"finished","millis":3}"#
    );
    let mut rest = String::new();
    run.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.trim(), "0", "nothing but the end follows");
}

#[test]
fn messages_are_lines_of_json_and_say_so() {
    let (program, server) = echo();
    drop(program);
    let answer = server.answer("POST", "/-/run", r#"{"language":"rust","source":""}"#);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer.contains("content-type: application/x-ndjson\r\n"),
        "{answer}"
    );
}

#[test]
fn stop_ends_a_run_and_its_messages_still_come() {
    let (stopped, server) = endless(0);
    let mut run = server.run();
    assert_eq!(message(&mut run), r#"{"is":"accepted","run":"1"}"#);
    let answer = server.answer("POST", "/-/stop", r#"{"run":"1"}"#);
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert_eq!(message(&mut run), r#"{"is":"started"}"#);
    assert_eq!(message(&mut run), r#"{"is":"ended","how":"stopped"}"#);
    assert_eq!(stopped.load(Ordering::SeqCst), 1);
    let mut rest = Vec::new();
    run.read_to_end(&mut rest).unwrap();
    // It is forgotten, once it ended.
    let answer = server.answer("POST", "/-/stop", r#"{"run":"1"}"#);
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

#[test]
fn stop_ends_no_other_run() {
    let (stopped, server) = endless(0);
    let (mut first, mut second) = (server.run(), server.run());
    message(&mut first);
    let name = message(&mut second);
    let name = name.split('"').nth(7).unwrap();
    server.answer("POST", "/-/stop", &format!(r#"{{"run":"{name}"}}"#));
    soon("one stopped", || stopped.load(Ordering::SeqCst) == 1);
    thread::sleep(Duration::from_millis(50));
    assert_eq!(stopped.load(Ordering::SeqCst), 1);
    drop(first);
}

#[test]
fn a_page_that_goes_away_stops_its_run() {
    let (stopped, server) = endless(0);
    let mut run = server.run();
    message(&mut run);
    message(&mut run);
    // The program is silent, so nothing is written that could fail.
    drop(run);
    soon("stopped", || stopped.load(Ordering::SeqCst) == 1);
}

#[test]
fn a_slow_page_gets_every_message() {
    const LINES: usize = 50_000;
    let server = Server::start(|_: &Stop, tell: &mut dyn FnMut(Event)| {
        (0..LINES).for_each(|_| tell(out("a line that is told, and told, and told again\n")));
        tell(FINISHED);
    });
    let run = server.run();
    thread::sleep(PATIENCE / 2);
    let lines = run.lines().map(Result::unwrap);
    let told = lines
        .filter(|line| line.starts_with("{\"is\":\"out\""))
        .count();
    assert_eq!(told, LINES);
}

#[test]
fn a_page_that_does_not_read_stops_its_run() {
    // More than the buffers of a connection hold.
    let (stopped, server) = endless(100_000);
    let run = server.run();
    soon("stopped", || stopped.load(Ordering::SeqCst) == 1);
    drop(run);
}

#[test]
fn too_many_runs_are_refused_and_others_go_on() {
    let (stopped, server) = endless(0);
    let mut runs = Vec::new();
    for _ in 0..32 {
        let mut run = server.run();
        message(&mut run);
        runs.push(run);
    }
    let body = r#"{"language":"python","source":""}"#;
    let answer = server.answer("POST", "/-/run", body);
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("stop some of your runs"), "{answer}");
    assert_eq!(stopped.load(Ordering::SeqCst), 0);
    runs.pop();
    soon("room for one", || stopped.load(Ordering::SeqCst) == 1);
    soon("it is used", || {
        let mut line = String::new();
        server.run().read_line(&mut line).unwrap();
        line.starts_with("HTTP/1.1 200")
    });
}

#[test]
fn a_run_that_panics_ends_alone() {
    let again = AtomicBool::new(false);
    let server = Server::start(move |_: &Stop, tell: &mut dyn FnMut(Event)| {
        assert!(
            again.swap(true, Ordering::SeqCst),
            "this is the panic of a test"
        );
        tell(FINISHED);
    });
    for expected in [false, true] {
        let answer = server.answer("POST", "/-/run", r#"{"language":"rust","source":""}"#);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(answer.contains("finished"), expected, "{answer}");
    }
    let answer = server.answer("POST", "/-/stop", r#"{"run":"1"}"#);
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

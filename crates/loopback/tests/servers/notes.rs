//! What the servers saw.

use snapbox::{assert_data_eq, str};

use crate::client::{ask, connect, get, start, talk, until};

#[test]
fn requests_are_noted_in_their_order() {
    let servers = start();
    for target in ["/tea", "/cake?status=404", "/mails", "/tea?delya", "/"] {
        get(&servers, target);
    }
    talk(&servers, "GET /milk?drop HTTP/1.1\n\n");
    assert_data_eq!(
        get(&servers, "/seen"),
        str![[r#"
tea asked
tea answered 200
cake asked
cake answered 404
tea asked
tea answered 400
/ asked
/ answered 200
milk asked
milk dropped

"#]]
    );
}

#[test]
fn a_client_that_goes_away_is_noted_at_once() {
    let servers = start();
    for target in ["/a?delay=60000", "/b?hang", "/c?chunks=9&pause=60000"] {
        let client = ask(&servers, target);
        let name = &target[1..2];
        until(&servers, "/seen", &format!("{name} asked\n"));
        drop(client);
        until(&servers, "/seen", &format!("{name} asked\n{name} gone\n"));
        talk(&servers, RESET);
    }
}

#[test]
fn a_client_is_seen_to_go_behind_what_it_sent_ahead() {
    let servers = start();
    let mut client = ask(&servers, "/a?delay=60000");
    std::io::Write::write_all(&mut client, &[b'x'; 100_000]).unwrap();
    drop(client);
    until(&servers, "/seen", "a asked\na gone\n");
}

#[test]
fn the_most_requests_at_once_are_counted() {
    let servers = start();
    let clients: Vec<_> = (0..3).map(|_| ask(&servers, "/tea?hang")).collect();
    until(&servers, "/most", "3\n");
    drop(clients);
    until(
        &servers,
        "/seen",
        &["tea asked\n".repeat(3), "tea gone\n".repeat(3)].concat(),
    );
    get(&servers, "/tea");
    assert_eq!(get(&servers, "/most"), "3\n");
    talk(&servers, RESET);
    for _ in 0..3 {
        get(&servers, "/tea");
    }
    assert_eq!(get(&servers, "/most"), "1\n");
}

#[test]
fn connections_are_counted_and_not_requests() {
    let servers = start();
    let two = "GET /tea HTTP/1.1\n\nGET /tea HTTP/1.1\nConnection: close\n\n";
    talk(&servers, two);
    let idle = connect(&servers, "HTTP_SERVER");
    assert_eq!(get(&servers, "/connections"), "3\n");
    drop(idle);
}

#[test]
fn a_reset_forgets_everything() {
    let servers = start();
    assert!(get(&servers, "/tea?fails=1").starts_with("503"));
    assert!(talk(&servers, RESET).ends_with("forgotten\n"));
    assert_eq!(get(&servers, "/seen"), "");
    assert_eq!(get(&servers, "/most"), "0\n");
    assert_eq!(get(&servers, "/connections"), "3\n");
    assert!(get(&servers, "/tea?fails=1").starts_with("503"));
}

#[test]
fn a_reset_has_to_be_posted() {
    let servers = start();
    get(&servers, "/tea");
    let answer = talk(&servers, "GET /reset HTTP/1.1\nConnection: close\n\n");
    assert!(answer.starts_with("HTTP/1.1 405"), "{answer}");
    assert_eq!(get(&servers, "/seen"), "tea asked\ntea answered 200\n");
}

const RESET: &str = "POST /reset HTTP/1.1\nConnection: close\n\n";

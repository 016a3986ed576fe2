//! What goes wrong on our side.

use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};

use loopback::{Ports, Servers};

use crate::client::{get, send_all};

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ports = Ports {
        smtp: port,
        ..Ports::default()
    };
    let error = Servers::open(ports, |_| ()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    let place = format!("127.0.0.1:{port}: ");
    assert!(error.to_string().starts_with(&place), "{error}");
}

#[test]
fn a_panic_is_passed_on_to_who_ends_the_servers() {
    let servers = Servers::open(Ports::default(), |_| panic!("told")).unwrap();
    assert_eq!(
        send_all(&servers, "HTTP_SERVER", b"GET / HTTP/1.1\r\n\r\n"),
        ""
    );
    // Nothing is noted of this one: the servers live on until then.
    assert_eq!(get(&servers, "/most"), "1\n");
    let dropped = catch_unwind(AssertUnwindSafe(|| drop(servers)));
    dropped.unwrap_err();
}

//! What is left when the servers are gone. One test, alone in its process: it
//! counts threads and open files.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use loopback::Servers;

/// Much less than any wait below, much more than a busy machine needs.
const LIMIT: Duration = Duration::from_secs(10);

const MAIL: &str = "EHLO me\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b+hang@x>\r\nDATA\r\n.\r\n";

#[test]
fn drop_ends_everything_at_once() {
    let before = counts();
    let servers = Servers::start().unwrap();
    let [http, https, ca, smtp] = [0, 1, 2, 3].map(|at| servers.variables()[at].1.clone());
    let port = |server: &str| server.rsplit(':').next().unwrap().parse().unwrap();
    let address = |server| SocketAddr::from(([127, 0, 0, 1], port(server)));
    let [http, https, smtp] = [&*http, &*https, &*smtp].map(address);

    let mut clients: Vec<TcpStream> = Vec::new();
    for (address, text) in [
        (http, ""),
        (http, "GET /half"),
        (http, "POST /echo HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"),
        (http, "GET /tea HTTP/1.1\r\n\r\n"),
        (http, "GET /tea?delay=60000 HTTP/1.1\r\n\r\n"),
        (http, "GET /tea?hang HTTP/1.1\r\n\r\n"),
        (http, "GET /tea?chunks=9&pause=60000 HTTP/1.1\r\n\r\n"),
        // More than fits between two sockets, and nobody reads it.
        (http, "GET /tea?size=50000000 HTTP/1.1\r\n\r\n"),
        (https, ""),
        (https, "no handshake"),
        (smtp, ""),
        (smtp, "EHL"),
        (smtp, MAIL),
    ] {
        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(text.as_bytes()).unwrap();
        clients.push(client);
    }
    // Behind so much input, the end of the client is not seen.
    let mut ahead = TcpStream::connect(http).unwrap();
    ahead
        .write_all(b"GET /tea?delay=60000 HTTP/1.1\r\n\r\n")
        .unwrap();
    ahead.write_all(&vec![b'x'; 1_500_000]).unwrap();
    clients.push(ahead);
    thread::sleep(Duration::from_millis(200));
    assert!(Path::new(&ca).is_file());

    let start = Instant::now();
    drop(servers);
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    for client in &mut clients {
        client.set_read_timeout(Some(LIMIT)).unwrap();
        // To the end, or a reset: not the limit.
        let read = client.read_to_end(&mut Vec::new());
        let kind = read.err().map(|error| error.kind());
        assert!(
            matches!(kind, None | Some(std::io::ErrorKind::ConnectionReset)),
            "{kind:?}"
        );
    }
    for address in [http, https, smtp] {
        TcpStream::connect(address).unwrap_err();
    }
    assert!(!Path::new(&ca).exists());
    assert!(!Path::new(&ca).parent().unwrap().exists());
    drop(clients);
    assert_eq!(counts(), before);
}

/// How many threads and open files this process has, where that can be asked.
fn counts() -> [usize; 2] {
    ["task", "fd"].map(|what| {
        let entries = std::fs::read_dir(format!("/proc/self/{what}"));
        entries.map_or(0, Iterator::count)
    })
}

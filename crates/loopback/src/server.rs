//! A thread for each client.

use std::net::{Shutdown, TcpStream};
use std::panic::resume_unwind;
use std::sync::{Arc, Weak};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use rustls::ServerConfig;

use crate::doors::Doors;
use crate::notes::Notes;
use crate::wire::{Over, Wire};
use crate::{http, smtp, tls};

/// How long to stand back if a client cannot be accepted: most likely there
/// are too many open files.
const PAUSE: Duration = Duration::from_millis(10);

/// What is spoken behind a port.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Protocol {
    Http,
    Https,
    Smtp,
}

impl Protocol {
    /// Each at its place in [`Doors`].
    pub(crate) const ALL: [Protocol; 3] = [Protocol::Http, Protocol::Https, Protocol::Smtp];
}

/// A client that was accepted.
struct Client<'scope> {
    /// Open as long as the thread runs.
    socket: Weak<TcpStream>,
    thread: ScopedJoinHandle<'scope, ()>,
}

/// Serves every client on a thread of its own, until the bell rings; then
/// closes all connections, and returns when all threads have ended.
pub(crate) fn serve(doors: &Doors, notes: &Notes, config: &Arc<ServerConfig>) {
    thread::scope(|scope| {
        let mut clients: Vec<Client> = Vec::new();
        while let Some(protocol) = doors.next() {
            let Ok(socket) = doors.accept(protocol) else {
                thread::sleep(PAUSE);
                continue;
            };
            notes.connected(protocol);
            clients.retain(|client| !client.thread.is_finished());
            let socket = Arc::new(socket);
            let weak = Arc::downgrade(&socket);
            let thread = thread::Builder::new()
                .name(format!("{protocol:?}"))
                .spawn_scoped(scope, move || talk(&socket, protocol, notes, config));
            // If there is no thread for it, the client finds it closed.
            clients.extend(thread.map(|thread| Client {
                socket: weak,
                thread,
            }));
        }
        end(clients);
    });
}

/// Closes all connections, and waits for their threads.
fn end(clients: Vec<Client>) {
    for socket in clients.iter().filter_map(|client| client.socket.upgrade()) {
        // An error says that the client was faster.
        let _ = socket.shutdown(Shutdown::Both);
    }
    // The scope would wait for what they do, and not for the threads themselves.
    for client in clients {
        if let Err(panic) = client.thread.join() {
            resume_unwind(panic);
        }
    }
}

fn talk(socket: &TcpStream, protocol: Protocol, notes: &Notes, config: &Arc<ServerConfig>) {
    let plain = || Wire::new(socket, None);
    let over = match protocol {
        Protocol::Http => http::serve(&mut plain(), notes),
        Protocol::Https => {
            tls::accept(socket, config).and_then(|mut wire| http::serve(&mut wire, notes))
        }
        Protocol::Smtp => smtp::serve(&mut plain(), notes),
    };
    // Either way: there is nothing left to say.
    let (Ok(()) | Err(Over)) = over;
}

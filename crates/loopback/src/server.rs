//! The sockets that clients come to, and a thread for each client.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustls::{ServerConfig, ServerConnection};

use crate::notes::Notes;
use crate::wire::{Over, Wire};
use crate::{Ports, http, smtp};

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

/// The sockets that clients come to.
#[derive(Debug)]
pub(crate) struct Doors {
    listeners: [TcpListener; 3],
    ports: [u16; 3],
    /// Ends [`Doors::serve`] when it receives something, which it does only
    /// from itself.
    pub(crate) bell: UdpSocket,
}

impl Doors {
    /// Opens them, on the loopback interface only.
    pub(crate) fn open(ports: Ports) -> io::Result<Doors> {
        let bell = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        bell.connect(bell.local_addr()?)?;
        let [http, https, smtp] = [ports.http, ports.https, ports.smtp].map(listen);
        let listeners = [http?, https?, smtp?];
        let mut ports = [0; 3];
        for (port, listener) in ports.iter_mut().zip(&listeners) {
            *port = listener.local_addr()?.port();
        }
        Ok(Doors {
            listeners,
            ports,
            bell,
        })
    }

    /// The port of a protocol.
    pub(crate) fn port(&self, protocol: Protocol) -> u16 {
        self.ports[protocol as usize]
    }

    /// Serves every client on a thread of its own, until the bell rings; then
    /// closes all connections, and returns when all threads have ended.
    pub(crate) fn serve(&self, notes: &Notes, config: &Arc<ServerConfig>) {
        thread::scope(|scope| {
            let mut open: Vec<Weak<TcpStream>> = Vec::new();
            while let Some(protocol) = self.next() {
                let Ok(socket) = self.accept(protocol) else {
                    thread::sleep(PAUSE);
                    continue;
                };
                open.retain(|socket| socket.strong_count() > 0);
                open.push(Arc::downgrade(&socket));
                // If there is no thread for it, the client finds it closed.
                let _ = thread::Builder::new()
                    .name(format!("{protocol:?}"))
                    .spawn_scoped(scope, move || talk(&socket, protocol, notes, config));
            }
            for socket in open.iter().filter_map(Weak::upgrade) {
                // An error says that the client was faster.
                let _ = socket.shutdown(Shutdown::Both);
            }
        });
    }

    /// Waits for a client; none if the bell rings.
    fn next(&self) -> Option<Protocol> {
        loop {
            let [http, https, smtp] = &self.listeners;
            let mut sockets = [
                PollFd::new(&self.bell, PollFlags::IN),
                PollFd::new(http, PollFlags::IN),
                PollFd::new(https, PollFlags::IN),
                PollFd::new(smtp, PollFlags::IN),
            ];
            // Interrupted: asked again.
            let _ = poll(&mut sockets, None);
            let [bell, doors @ ..] = sockets.map(|socket| !socket.revents().is_empty());
            if bell {
                return None;
            }
            let ready = Protocol::ALL
                .into_iter()
                .zip(doors)
                .find(|(_, ready)| *ready);
            if let Some((protocol, _)) = ready {
                return Some(protocol);
            }
        }
    }

    fn accept(&self, protocol: Protocol) -> io::Result<Arc<TcpStream>> {
        let (socket, _) = self.listeners[protocol as usize].accept()?;
        // Some systems hand on what the listener is.
        socket.set_nonblocking(false)?;
        // Else the second of two small writes waits for a receipt of the first.
        socket.set_nodelay(true)?;
        Ok(Arc::new(socket))
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let open = || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    open().map_err(|error: io::Error| {
        io::Error::new(error.kind(), format!("127.0.0.1:{port}: {error}"))
    })
}

fn talk(socket: &TcpStream, protocol: Protocol, notes: &Notes, config: &Arc<ServerConfig>) {
    notes.connected(protocol);
    let plain = || Wire::new(socket, None);
    let over = match protocol {
        Protocol::Http => http::serve(&mut plain(), notes),
        Protocol::Https => {
            secure(socket, config).and_then(|mut wire| http::serve(&mut wire, notes))
        }
        Protocol::Smtp => smtp::serve(&mut plain(), notes),
    };
    // Either way: there is nothing left to say.
    let (Ok(()) | Err(Over)) = over;
}

fn secure<'a>(socket: &'a TcpStream, config: &Arc<ServerConfig>) -> Result<Wire<'a>, Over> {
    let mut tls = ServerConnection::new(Arc::clone(config)).map_err(|_| Over)?;
    // An answer is encrypted as a whole, and then written at once.
    tls.set_buffer_limit(None);
    Ok(Wire::new(socket, Some(tls)))
}

//! The sockets that clients come to.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};

use rustix::event::{PollFd, PollFlags, poll};

use crate::Ports;
use crate::server::Protocol;

/// How many clients may wait to be accepted. With the 128 of the standard
/// library, a program that starts hundreds of requests at once would find some
/// of them a second late: so long a client waits before it knocks again.
const WAITING_MAX: i32 = 4096;

/// The sockets that clients come to.
#[derive(Debug)]
pub(crate) struct Doors {
    listeners: [TcpListener; 3],
    ports: [u16; 3],
    /// Ends `serve` when it receives something, which it does only
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

    /// Waits for a client; none if the bell rings.
    pub(crate) fn next(&self) -> Option<Protocol> {
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

    pub(crate) fn accept(&self, protocol: Protocol) -> io::Result<TcpStream> {
        let (socket, _) = self.listeners[protocol as usize].accept()?;
        // Some systems hand on what the listener is.
        socket.set_nonblocking(false)?;
        // Else the second of two small writes waits for a receipt of the first.
        socket.set_nodelay(true)?;
        Ok(socket)
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let open = || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        rustix::net::listen(&listener, WAITING_MAX)?;
        Ok(listener)
    };
    open().map_err(|error: io::Error| {
        io::Error::new(error.kind(), format!("127.0.0.1:{port}: {error}"))
    })
}

//! Where the server listens: on this machine, and nowhere else.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use anyhow::{Context, Result, bail};

/// How many ports are tried, from the wanted one on.
const PORTS_TRIED: u16 = 100;

/// Sockets on the first port from `wanted` on that is free on loopback.
///
/// Both kinds of it, where there are two: a browser may take either for
/// `localhost`, and must not find another program there.
pub(super) fn listen(wanted: u16) -> Result<Vec<TcpListener>> {
    for port in wanted..=wanted.saturating_add(PORTS_TRIED) {
        if let Some(listeners) = on_both(port)? {
            if port != wanted {
                println!("port {wanted} is taken, using {port}");
            }
            return Ok(listeners);
        }
    }
    bail!("no free port from {wanted} on\n  choose another: cargo book --port 8000")
}

/// None if the port is taken on one of them.
fn on_both(port: u16) -> Result<Option<Vec<TcpListener>>> {
    let Some(four) = on((Ipv4Addr::LOCALHOST, port).into())? else {
        return Ok(None);
    };
    let port = four.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(six) => Ok(Some(vec![four, six])),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Ok(None),
        // This machine has one kind only.
        Err(_) => Ok(Some(vec![four])),
    }
}

fn on(address: SocketAddr) -> Result<Option<TcpListener>> {
    match TcpListener::bind(address) {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Ok(None),
        Err(error) => Err(error).with_context(|| {
            format!("cannot listen on {address}\n  choose another port: cargo book --port 8000")
        }),
    }
}

/// The addresses of the sockets; the first is the one to tell people.
pub(super) fn addresses(listeners: &[TcpListener]) -> Result<Vec<SocketAddr>> {
    let addresses = listeners.iter().map(TcpListener::local_addr);
    Ok(addresses.collect::<std::io::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_listens_on_loopback_only() {
        let listeners = listen(0).unwrap();
        let addresses = addresses(&listeners).unwrap();
        assert!(!addresses.is_empty());
        for address in &addresses {
            assert!(address.ip().is_loopback(), "{address}");
            assert_eq!(address.port(), addresses[0].port());
        }
    }

    #[test]
    fn a_port_that_is_taken_on_one_kind_is_taken() {
        let mut taken = listen(0).unwrap();
        let port = taken[0].local_addr().unwrap().port();
        assert!(on_both(port).unwrap().is_none());
        // The last one is the other kind, where there is one.
        taken.drain(..taken.len() - 1);
        assert!(on_both(port).unwrap().is_none());
    }
}

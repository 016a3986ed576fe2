//! Encryption of a connection.

use std::io::Read;
use std::net::TcpStream;
use std::sync::Arc;

use rustls::{ServerConfig, ServerConnection};

use crate::wire::{Over, Wire};

/// A connection that is encrypted; the handshake follows with the first read.
pub(crate) fn accept<'a>(
    socket: &'a TcpStream,
    config: &Arc<ServerConfig>,
) -> Result<Wire<'a>, Over> {
    let mut tls = ServerConnection::new(Arc::clone(config)).map_err(|_| Over)?;
    // An answer is encrypted as a whole, and then written at once.
    tls.set_buffer_limit(None);
    Ok(Wire::new(socket, Some(tls)))
}

/// Reads once, and adds what could be decrypted, which may be nothing yet.
pub(crate) fn decrypt(
    mut socket: &TcpStream,
    tls: &mut ServerConnection,
    input: &mut Vec<u8>,
) -> Result<(), Over> {
    if tls.read_tls(&mut socket)? == 0 {
        return Err(Over);
    }
    let state = tls.process_new_packets();
    // What belongs to the handshake; what went wrong is told as well.
    flush(socket, tls)?;
    let state = state.map_err(|_| Over)?;
    let before = input.len();
    input.resize(before + state.plaintext_bytes_to_read(), 0);
    tls.reader().read_exact(&mut input[before..])?;
    if state.peer_has_closed() && input.len() == before {
        return Err(Over);
    }
    Ok(())
}

/// Sends all that is encrypted.
pub(crate) fn flush(mut socket: &TcpStream, tls: &mut ServerConnection) -> Result<(), Over> {
    while tls.wants_write() {
        tls.write_tls(&mut socket)?;
    }
    Ok(())
}

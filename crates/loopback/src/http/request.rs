//! A request, read from the wire.

use http::{Method, StatusCode};

use super::{Trouble, answer, body, head};
use crate::wire::Wire;

/// A request.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Decoded, and with the slash at its front.
    pub(crate) path: String,
    pub(crate) query: String,
    /// The type of the content, as it was sent.
    pub(crate) kind: Option<Vec<u8>>,
    pub(crate) body: Vec<u8>,
    /// Whether it is HTTP/1.1, and not 1.0.
    pub(crate) newest: bool,
    /// Whether the connection stays open after the answer.
    pub(crate) keep: bool,
}

impl Request {
    /// The path without its slash; of the root, the slash.
    pub(crate) fn name(&self) -> &str {
        match self.path.strip_prefix('/') {
            Some(name) if !name.is_empty() => name,
            _ => &self.path,
        }
    }
}

/// Reads the next request, waiting for it.
pub(crate) fn read(wire: &mut Wire) -> Result<Request, Trouble> {
    let head = loop {
        match head::read(wire.input())? {
            Some(head) => break head,
            None => wire.more(None)?,
        };
    };
    wire.take(head.length);
    if head.expects && wire.input().is_empty() {
        let status = answer::line(StatusCode::CONTINUE);
        wire.send(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())?;
    }
    Ok(Request {
        body: body::read(wire, head.framing)?,
        ..head.request
    })
}

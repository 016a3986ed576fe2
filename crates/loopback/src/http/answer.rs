//! An answer as bytes.

use std::io::Write;

use http::{Method, StatusCode};

use super::request::Request;

/// What has no body, and therefore says nothing of its length.
const BARE: [StatusCode; 2] = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];

/// An answer whose body is known.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// The type of the content.
    pub(crate) kind: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

/// How a client learns where the body ends.
#[derive(Clone, Copy)]
pub(crate) enum Length {
    Bytes(usize),
    Chunks,
    /// The connection ends with it: a client of HTTP/1.0 knows no chunks.
    ToTheEnd,
    /// There is no body.
    None,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, body: impl Into<Vec<u8>>) -> Answer {
        Answer {
            status,
            kind: b"text/plain; charset=utf-8".to_vec(),
            body: body.into(),
        }
    }

    /// The answer to a request; to none, if it could not be read.
    pub(crate) fn bytes(&self, request: Option<&Request>) -> Vec<u8> {
        let length = match BARE.contains(&self.status) {
            true => Length::None,
            false => Length::Bytes(self.body.len()),
        };
        let mut bytes = self.head(request, length);
        if has_body(self.status, request) {
            bytes.extend(&self.body);
        }
        bytes
    }

    /// All that comes before the body.
    pub(crate) fn head(&self, request: Option<&Request>, length: Length) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\n", line(self.status)).into_bytes();
        if !matches!(length, Length::None) {
            head.extend(b"Content-Type: ");
            head.extend(&self.kind);
            head.extend(b"\r\n");
        }
        head.extend(match length {
            Length::Bytes(count) => format!("Content-Length: {count}\r\n").into_bytes(),
            Length::Chunks => b"Transfer-Encoding: chunked\r\n".to_vec(),
            Length::ToTheEnd | Length::None => Vec::new(),
        });
        head.extend_from_slice(match request {
            Some(request) if request.keep => b"\r\n",
            _ => b"Connection: close\r\n\r\n",
        });
        head
    }
}

impl Length {
    /// Adds a part of the body.
    pub(crate) fn push(self, bytes: &mut Vec<u8>, part: &[u8]) {
        match self {
            // Nothing would be the end.
            Length::Chunks if part.is_empty() => {}
            Length::Chunks => {
                let _ = write!(bytes, "{:x}\r\n", part.len());
                bytes.extend(part);
                bytes.extend(b"\r\n");
            }
            _ => bytes.extend(part),
        }
    }

    /// Adds the end of the body.
    pub(crate) fn end(self, bytes: &mut Vec<u8>) {
        if let Length::Chunks = self {
            bytes.extend(b"0\r\n\r\n");
        }
    }
}

/// Whether a client expects a body after the head.
pub(crate) fn has_body(status: StatusCode, request: Option<&Request>) -> bool {
    let only_head = request.is_some_and(|request| request.method == Method::HEAD);
    !only_head && !BARE.contains(&status)
}

/// A status with its name: `404 Not Found`.
pub(crate) fn line(status: StatusCode) -> String {
    let name = status.canonical_reason().unwrap_or_default();
    format!("{} {name}", status.as_u16())
}

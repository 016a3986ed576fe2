//! A request, read from the wire.

use http::{Method, StatusCode};
use httparse::{Header, Status};

use super::body::{self, Framing};
use super::{Refusal, answer};
use crate::wire::{Over, Wire};

/// The most bytes of all that comes before the body.
const HEAD_MAX: usize = 16 * 1024;

/// The most headers.
const HEADERS_MAX: usize = 100;

/// A request.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Decoded, and with the slash at its front.
    pub(crate) path: String,
    pub(crate) query: String,
    /// The type of the content, as it was sent.
    pub(crate) kind: Vec<u8>,
    pub(crate) body: Vec<u8>,
    /// Whether it is HTTP/1.1, and not 1.0.
    pub(crate) newest: bool,
    /// Whether the connection stays open after the answer.
    pub(crate) keep: bool,
}

/// What comes before the body.
struct Head {
    /// A request without its body.
    request: Request,
    /// How many bytes it has.
    length: usize,
    framing: Framing,
    /// Whether the client sends the body only when it is asked to.
    expects: bool,
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
pub(crate) fn read(wire: &mut Wire) -> Result<Result<Request, Refusal>, Over> {
    let head = loop {
        match head(wire.input()) {
            Ok(Some(head)) => break head,
            Ok(None) => wire.more(None)?,
            Err(refusal) => return Ok(Err(refusal)),
        };
    };
    wire.take(head.length);
    if head.expects && wire.input().is_empty() {
        let status = answer::line(StatusCode::CONTINUE);
        wire.send(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())?;
    }
    Ok(body::read(wire, head.framing)?.map(|body| Request {
        body,
        ..head.request
    }))
}

/// Reads a head; none if it is not complete.
fn head(input: &[u8]) -> Result<Option<Head>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut parsed = httparse::Request::new(&mut headers);
    let large = || {
        Refusal::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            format!(
                "the head is too large\n  there may be {HEADERS_MAX} headers and {HEAD_MAX} bytes"
            ),
        )
    };
    let length = match parsed.parse(input) {
        Ok(Status::Complete(length)) if length <= HEAD_MAX => length,
        Ok(Status::Partial) if input.len() <= HEAD_MAX => return Ok(None),
        Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(large()),
        Err(error) => return Err(Refusal::bad(format!("no request: {error}"))),
    };
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let newest = parsed.version == Some(1);
    let method = Method::from_bytes(parsed.method.unwrap_or_default().as_bytes());
    let request = Request {
        method: method.map_err(|_| Refusal::bad("no such method"))?,
        path: decoded(path)?,
        query: query.to_owned(),
        kind: value(parsed.headers, "content-type")
            .unwrap_or_default()
            .to_vec(),
        body: Vec::new(),
        newest,
        keep: keeps(parsed.headers, newest),
    };
    let expects = value(parsed.headers, "expect")
        .is_some_and(|value| value.eq_ignore_ascii_case(b"100-continue"));
    let framing = Framing::of(parsed.headers)?;
    Ok(Some(Head {
        request,
        length,
        framing,
        expects,
    }))
}

/// The value of the first header with this name.
fn value<'a>(headers: &[Header<'a>], name: &str) -> Option<&'a [u8]> {
    let mut headers = headers.iter();
    let header = headers.find(|header| header.name.eq_ignore_ascii_case(name))?;
    Some(header.value)
}

/// Whether the connection stays open: in HTTP/1.1 unless it is to be closed.
fn keeps(headers: &[Header], newest: bool) -> bool {
    let asked = value(headers, "connection").unwrap_or_default();
    let has = |word: &[u8]| {
        let mut words = asked.split(|it| *it == b',');
        words.any(|it| it.trim_ascii().eq_ignore_ascii_case(word))
    };
    !has(b"close") && (newest || has(b"keep-alive"))
}

/// A path without its escapes, as a line of notes can name it.
fn decoded(path: &str) -> Result<String, Refusal> {
    let escapes = path.split('%').skip(1);
    let digits = |escape: &str| {
        let digits = escape.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let text = percent_encoding::percent_decode_str(path).decode_utf8();
    match text {
        _ if !path.starts_with('/') => Err(Refusal::bad("a path has to begin with `/`")),
        _ if !escapes.clone().all(digits) => Err(Refusal::bad("`%` needs two hexadecimal digits")),
        Err(_) => Err(Refusal::bad("the path is not UTF-8")),
        Ok(text) if text.contains(char::is_control) => {
            Err(Refusal::bad("a control character in the path"))
        }
        Ok(text) => Ok(text.into_owned()),
    }
}

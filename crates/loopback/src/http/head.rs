//! What comes before the body of a request.

use http::{Method, StatusCode};
use httparse::{Header, Status};

use super::Refusal;
use super::body::Framing;
use super::request::Request;

/// The most bytes of all that comes before the body.
const HEAD_MAX: usize = 16 * 1024;

/// The most headers.
const HEADERS_MAX: usize = 100;

/// What comes before the body.
pub(crate) struct Head {
    /// A request without its body.
    pub(crate) request: Request,
    /// How many bytes it has.
    pub(crate) length: usize,
    pub(crate) framing: Framing,
    /// Whether the client sends the body only when it is asked to.
    pub(crate) expects: bool,
}

/// Reads a head; none if it is not complete.
pub(crate) fn read(input: &[u8]) -> Result<Option<Head>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(input) {
        Ok(Status::Complete(length)) if length <= HEAD_MAX => length,
        Ok(Status::Partial) if input.len() <= HEAD_MAX => return Ok(None),
        Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(large()),
        Err(error) => return Err(Refusal::bad(format!("no request: {error}"))),
    };
    let expects = value(parsed.headers, "expect");
    Ok(Some(Head {
        length,
        framing: Framing::of(parsed.headers)?,
        expects: expects.is_some_and(|value| value.eq_ignore_ascii_case(b"100-continue")),
        request: request(&parsed)?,
    }))
}

fn request(parsed: &httparse::Request) -> Result<Request, Refusal> {
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let method = Method::from_bytes(parsed.method.unwrap_or_default().as_bytes());
    let newest = parsed.version == Some(1);
    Ok(Request {
        method: method.map_err(|_| Refusal::bad("no such method"))?,
        path: decoded(path)?,
        query: query.to_owned(),
        kind: value(parsed.headers, "content-type").map(Vec::from),
        body: Vec::new(),
        newest,
        keep: keeps(parsed.headers, newest),
    })
}

fn large() -> Refusal {
    let text =
        format!("the head is too large\n  it may have {HEAD_MAX} bytes and {HEADERS_MAX} headers");
    Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, text)
}

/// The value of the first header with this name.
fn value<'a>(headers: &[Header<'a>], name: &str) -> Option<&'a [u8]> {
    let mut headers = headers.iter();
    let header = headers.find(|header| header.name.eq_ignore_ascii_case(name))?;
    Some(header.value)
}

/// Whether the connection stays open: in HTTP/1.1, unless it is to be closed.
fn keeps(headers: &[Header], newest: bool) -> bool {
    let asked = value(headers, "connection").unwrap_or_default();
    let mut words = asked.split(|it| *it == b',');
    newest && !words.any(|it| it.trim_ascii().eq_ignore_ascii_case(b"close"))
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

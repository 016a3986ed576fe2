//! The body of a request.

use http::StatusCode;
use httparse::{Header, InvalidChunkSize, Status};

use super::{Refusal, Trouble};
use crate::wire::{Over, Wire};

/// The most bytes of a body.
const BODY_MAX: usize = 1_000_000;

/// The most bytes of the line in front of a chunk, and of what is behind the
/// last one.
const LINES_MAX: usize = 4096;

/// How a body says where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Framing {
    Bytes(usize),
    Chunks,
}

impl Framing {
    pub(crate) fn of(headers: &[Header]) -> Result<Framing, Refusal> {
        let named = |name: &'static str| {
            let all = headers.iter();
            let named = all.filter(move |header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| header.value)
        };
        let mut framing = None;
        for value in named("transfer-encoding") {
            if !value.eq_ignore_ascii_case(b"chunked") {
                let text = "the only transfer encoding is `chunked`";
                return Err(Refusal::new(StatusCode::NOT_IMPLEMENTED, text));
            }
            framing = Some(Framing::Chunks);
        }
        for value in named("content-length") {
            let length = Framing::Bytes(length(value)?);
            if framing.is_some_and(|known| known != length) {
                return Err(Refusal::bad("two lengths that differ"));
            }
            framing = Some(length);
        }
        Ok(framing.unwrap_or(Framing::Bytes(0)))
    }
}

fn length(value: &[u8]) -> Result<usize, Refusal> {
    let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    if !digits {
        return Err(Refusal::bad("`Content-Length` needs a number"));
    }
    // Too many digits are too many bytes.
    let number = str::from_utf8(value)
        .ok()
        .and_then(|text| text.parse().ok());
    number
        .filter(|length| *length <= BODY_MAX)
        .ok_or_else(large)
}

fn large() -> Refusal {
    let text = format!("the body is too large\n  it may have {BODY_MAX} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, text)
}

/// Reads the body, waiting for it.
pub(crate) fn read(wire: &mut Wire, framing: Framing) -> Result<Vec<u8>, Trouble> {
    match framing {
        Framing::Chunks => chunks(wire),
        Framing::Bytes(length) => Ok(exactly(wire, length)?),
    }
}

fn exactly(wire: &mut Wire, length: usize) -> Result<Vec<u8>, Over> {
    while wire.input().len() < length {
        wire.more(None)?;
    }
    Ok(wire.take(length))
}

fn chunks(wire: &mut Wire) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    loop {
        let size = size(wire)?;
        if size == 0 {
            trailers(wire)?;
            return Ok(body);
        }
        if size > BODY_MAX - body.len() {
            return Err(large().into());
        }
        let chunk = exactly(wire, size + 2)?;
        let chunk = chunk.strip_suffix(b"\r\n");
        body.extend(chunk.ok_or_else(|| Refusal::bad("a chunk is longer than it says"))?);
    }
}

/// The line in front of a chunk.
fn size(wire: &mut Wire) -> Result<usize, Trouble> {
    loop {
        match httparse::parse_chunk_size(wire.input()) {
            Ok(Status::Complete((length, size))) => {
                wire.take(length);
                return Ok(usize::try_from(size).unwrap_or(usize::MAX));
            }
            Ok(Status::Partial) if wire.input().len() <= LINES_MAX => wire.more(None)?,
            Ok(Status::Partial) => return Err(large().into()),
            Err(InvalidChunkSize) => return Err(Refusal::bad("a chunk without a size").into()),
        };
    }
}

/// The headers behind the last chunk; nobody asks for them.
fn trailers(wire: &mut Wire) -> Result<(), Trouble> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 16];
        match httparse::parse_headers(wire.input(), &mut headers) {
            Ok(Status::Complete((length, _))) => {
                wire.take(length);
                return Ok(());
            }
            Ok(Status::Partial) if wire.input().len() <= LINES_MAX => wire.more(None)?,
            Ok(Status::Partial) => return Err(large().into()),
            Err(error) => return Err(Refusal::bad(format!("no trailers: {error}")).into()),
        };
    }
}

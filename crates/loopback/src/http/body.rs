//! The body of a request.

use http::StatusCode;
use httparse::{Header, InvalidChunkSize, Status};

use super::Refusal;
use crate::wire::{Over, Wire};

/// The most bytes of a body.
const BODY_MAX: usize = 1_000_000;

/// The most bytes of a body in chunks, with what is around them: a chunk of
/// one byte has five more.
const CHUNKS_MAX: usize = 8 * BODY_MAX;

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
pub(crate) fn read(wire: &mut Wire, framing: Framing) -> Result<Result<Vec<u8>, Refusal>, Over> {
    match framing {
        Framing::Bytes(length) => {
            while wire.input().len() < length {
                wire.more(None)?;
            }
            Ok(Ok(wire.take(length)))
        }
        Framing::Chunks => loop {
            match chunks(wire.input()) {
                Ok(Some((body, length))) => {
                    wire.take(length);
                    return Ok(Ok(body));
                }
                Ok(None) => wire.more(None)?,
                Err(refusal) => return Ok(Err(refusal)),
            };
        },
    }
}

/// The body in chunks, and how many bytes it took; none if it is not complete.
fn chunks(input: &[u8]) -> Result<Option<(Vec<u8>, usize)>, Refusal> {
    let mut body = Vec::new();
    let mut at = 0;
    let bad = || Refusal::bad("a chunk that does not end where it says");
    loop {
        let size = httparse::parse_chunk_size(&input[at..]);
        let Status::Complete((start, size)) = size.map_err(|InvalidChunkSize| bad())? else {
            return if input.len() > CHUNKS_MAX {
                Err(large())
            } else {
                Ok(None)
            };
        };
        at += start;
        if size == 0 {
            return trailers(&input[at..]).map(|end| Some((body, at + end?)));
        }
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size > BODY_MAX - body.len() || at > CHUNKS_MAX {
            return Err(large());
        }
        let Some(chunk) = input.get(at..at + size + 2) else {
            return Ok(None);
        };
        body.extend(chunk.strip_suffix(b"\r\n").ok_or_else(bad)?);
        at += chunk.len();
    }
}

/// How many bytes the headers behind the last chunk have.
fn trailers(input: &[u8]) -> Result<Option<usize>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    match httparse::parse_headers(input, &mut headers) {
        Ok(Status::Complete((length, _))) => Ok(Some(length)),
        Ok(Status::Partial) if input.len() <= CHUNKS_MAX => Ok(None),
        Ok(Status::Partial) => Err(large()),
        Err(error) => Err(Refusal::bad(format!("no trailers: {error}"))),
    }
}

//! What the query of a request asks for.

use std::time::Duration;

use http::StatusCode;

use super::Refusal;

/// The longest wait that can be asked for.
const DELAY_MAX: u64 = 60_000;

/// The most bytes of a body, or of one chunk.
const SIZE_MAX: u64 = 100_000_000;

/// The most chunks.
const CHUNKS_MAX: u64 = 100_000;

/// What there is to ask for, for who misspelled it.
const WORDS: &str = "delay=MS, status=CODE, hang, drop, size=BYTES, \
                     chunks=COUNT, pause=MS, fails=COUNT";

/// What a query asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wish {
    /// How long to wait before anything else.
    pub(crate) delay: Option<Duration>,
    pub(crate) status: StatusCode,
    /// Never to answer.
    pub(crate) hang: bool,
    /// To close the connection instead of an answer.
    pub(crate) drop: bool,
    /// How many bytes the body, or each chunk, has.
    pub(crate) size: Option<usize>,
    /// In how many chunks the body comes.
    pub(crate) chunks: Option<u64>,
    /// How long to wait between two chunks.
    pub(crate) pause: Duration,
    /// How many requests fail; the others are answered with 200.
    pub(crate) fails: Option<u32>,
}

impl Wish {
    pub(crate) fn read(query: &str) -> Result<Wish, Refusal> {
        let mut wish = Wish {
            delay: None,
            status: StatusCode::OK,
            hang: false,
            drop: false,
            size: None,
            chunks: None,
            pause: Duration::from_millis(100),
            fails: None,
        };
        let mut status = None;
        for word in query.split('&').filter(|word| !word.is_empty()) {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word, None),
            };
            let number = |min, max| number(word, value, min, max);
            match (name, value) {
                ("delay", _) => wish.delay = Some(Duration::from_millis(number(0, DELAY_MAX)?)),
                ("status", _) => status = Some(number(200, 599)?),
                ("hang", None | Some("")) => wish.hang = true,
                ("drop", None | Some("")) => wish.drop = true,
                ("size", _) => wish.size = Some(number(0, SIZE_MAX)? as usize),
                ("chunks", _) => wish.chunks = Some(number(1, CHUNKS_MAX)?),
                ("pause", _) => wish.pause = Duration::from_millis(number(0, DELAY_MAX)?),
                ("fails", _) => wish.fails = Some(number(0, u64::from(u32::MAX))? as u32),
                _ => return Err(unknown(word)),
            }
        }
        // A failure without a status is the one that says: try again.
        let fallback = if wish.fails.is_some() { 503 } else { 200 };
        let code = status.unwrap_or(fallback) as u16;
        wish.status = StatusCode::from_u16(code).map_err(|_| unknown("status"))?;
        Ok(wish)
    }

    /// The same without what fails.
    pub(crate) fn recovered(self) -> Wish {
        Wish {
            status: StatusCode::OK,
            hang: false,
            drop: false,
            ..self
        }
    }
}

fn number(word: &str, value: Option<&str>, min: u64, max: u64) -> Result<u64, Refusal> {
    let number = value.and_then(|value| value.parse().ok());
    number
        .filter(|number| (min..=max).contains(number))
        .ok_or_else(|| Refusal::bad(format!("`{word}` needs a number from {min} to {max}")))
}

fn unknown(word: &str) -> Refusal {
    Refusal::bad(format!("no `{word}` in queries\n  there are {WORDS}"))
}

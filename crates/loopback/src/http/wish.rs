//! What the query of a request asks for.

use std::ops::RangeInclusive;
use std::time::Duration;

use http::StatusCode;

use super::Refusal;

/// The waits that can be asked for.
const MILLIS: RangeInclusive<u64> = 0..=60_000;

/// The bytes that a body, or a chunk, can have: it is made in memory.
const BYTES: RangeInclusive<u64> = 0..=100_000_000;

/// The chunks that a body can have.
const CHUNKS: RangeInclusive<u64> = 1..=100_000;

/// The statuses that end a request; those below 200 announce another.
const STATUSES: RangeInclusive<u64> = 200..=599;

/// The requests that can fail.
const FAILS: RangeInclusive<u64> = 0..=1_000_000;

/// Between two chunks, if nothing else is asked for.
const PAUSE: Duration = Duration::from_millis(100);

/// What there is to ask for, for who misspelled it.
const WORDS: &str = "delay=MS, status=CODE, hang, drop, size=BYTES, \
                     chunks=COUNT, pause=MS, fails=COUNT";

/// What a query asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wish {
    /// How long to wait before anything else.
    pub(crate) delay: Option<Duration>,
    status: Option<StatusCode>,
    /// Never to answer.
    pub(crate) hang: bool,
    /// To close the connection instead of an answer.
    pub(crate) drop: bool,
    /// How many bytes the body, or each chunk, has.
    pub(crate) size: Option<usize>,
    /// In how many chunks the body comes.
    pub(crate) chunks: Option<u32>,
    pause: Option<Duration>,
    /// How many requests of this path fail before the others succeed.
    pub(crate) fails: Option<u32>,
}

impl Wish {
    pub(crate) fn read(query: &str) -> Result<Wish, Refusal> {
        let mut wish = Wish::default();
        for word in query.split('&').filter(|word| !word.is_empty()) {
            wish.word(word)?;
        }
        Ok(wish)
    }

    fn word(&mut self, word: &str) -> Result<(), Refusal> {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        match name {
            "delay" => self.delay = Some(millis(word, value)?),
            "pause" => self.pause = Some(millis(word, value)?),
            "size" => self.size = Some(number(word, value, BYTES)?),
            "chunks" => self.chunks = Some(number(word, value, CHUNKS)?),
            "fails" => self.fails = Some(number(word, value, FAILS)?),
            "status" => {
                let code = number(word, value, STATUSES)?;
                self.status = StatusCode::from_u16(code).ok();
            }
            "hang" if value.is_empty() => self.hang = true,
            "drop" if value.is_empty() => self.drop = true,
            _ => {
                let text = format!("no `{word}` in a query\n  there are {WORDS}");
                return Err(Refusal::bad(text));
            }
        }
        Ok(())
    }

    /// The status of the answer: who fails without one asks to be tried again.
    pub(crate) fn status(&self) -> StatusCode {
        self.status.unwrap_or(match self.fails {
            Some(_) => StatusCode::SERVICE_UNAVAILABLE,
            None => StatusCode::OK,
        })
    }

    /// How long to wait between two chunks.
    pub(crate) fn pause(&self) -> Duration {
        self.pause.unwrap_or(PAUSE)
    }

    /// The same without what fails.
    pub(crate) fn recovered(self) -> Wish {
        Wish {
            status: Some(StatusCode::OK),
            hang: false,
            drop: false,
            ..self
        }
    }
}

fn millis(word: &str, value: &str) -> Result<Duration, Refusal> {
    number(word, value, MILLIS).map(Duration::from_millis)
}

fn number<T: TryFrom<u64>>(
    word: &str,
    value: &str,
    range: RangeInclusive<u64>,
) -> Result<T, Refusal> {
    let number = value.parse().ok().filter(|number| range.contains(number));
    let number = number.and_then(|number| T::try_from(number).ok());
    let (min, max) = (range.start(), range.end());
    number.ok_or_else(|| Refusal::bad(format!("`{word}` needs a number from {min} to {max}")))
}

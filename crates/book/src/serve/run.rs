//! Runs a program for a page, and tells what it does while it does it.
//!
//! `POST /-/run` with `{"language":"rust","source":"…"}` (or `"python"`) answers
//! with the messages of the run. `POST /-/stop` with `{"run":"17"}` stops it; its
//! messages still end. To drop the connection stops it, too.
//!
//! A run is a stream of JSON objects, one per line (`application/x-ndjson`). Each has "is":
//!
//! ```text
//! {"is":"accepted","run":"17"}                  first, from the local server only; names the run for /-/stop
//! {"is":"queued","ahead":2}                     so many runs are before this one; again when that changes
//! {"is":"preparing","done":12,"total":71,"what":"tokio"}   the libraries are still being built (Rust only); repeated
//! {"is":"compiling"}                            Rust only; not sent when the program is in the cache
//! {"is":"diagnostics","text":"…"}               what the compiler says (errors and warnings), with ANSI colors
//! {"is":"started"}                              the program runs
//! {"is":"out","text":"…"} {"is":"err","text":"…"}  what it writes, in order; text never splits a character
//! {"is":"hidden","bytes":123}                   once, before ended: it wrote so much more than is shown
//! {"is":"ended","how":"…", …,"millis":312}      how the run ended; millis = time of the program itself (absent if it never ran)
//! {"is":"timeline","svg":"…","summary":"…","table":"…","legend":"…"}   after ended, if something was recorded
//! {"is":"replay"}                               recorded transport only, at once: play the timeline of the figure along
//! ```
//!
//! `how`:
//!
//! ```text
//! "finished"                    exit status 0
//! "failed",  "code":101         another exit status
//! "signal",  "signal":"SIGSEGV" killed by a signal of its own doing
//! "refused"                     the compiler refused it (diagnostics came before)
//! "time",    "limit":10         seconds;   "memory","limit":2048 MiB;   "output","limit":16 MiB written;   "file","limit":32 MiB
//! "processes","limit":64        too many processes
//! "stopped"                     Stop, or the page went away
//! "recorded"                    it was a replay of the recorded run
//! "lost"                        the connection ended (said by the page itself)
//! "broken",  "text":"…"         our fault or the environment's: text says what and what to do next
//! ```

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use futures::StreamExt as _;
use runner::Program;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use super::runs::Runs;

/// A program of a page has a few hundred bytes; this is a book.
const BODY_MAX: usize = 256 << 10;

/// So much of what is too large is read, and forgotten: whoever still sends
/// would not hear the answer.
const BODY_READ_MAX: usize = 4 << 20;

/// What is to be run.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    language: Language,
    source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Language {
    Python,
    Rust,
}

/// Answers with the messages of the run.
pub(super) async fn run(
    State(runs): State<Arc<Runs>>,
    Json(wanted): Json<Wanted>,
) -> Result<impl IntoResponse, Refusal> {
    let program = Program {
        language: match wanted.language {
            Language::Python => listing::Language::Python,
            Language::Rust => listing::Language::Rust,
        },
        source: wanted.source,
    };
    let messages = runs.start(program)?;
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    Ok((kind, Body::from_stream(messages)))
}

/// Which run is to be stopped.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unwanted {
    run: String,
}

pub(super) async fn stop(
    State(runs): State<Arc<Runs>>,
    Json(unwanted): Json<Unwanted>,
) -> Result<StatusCode, Refusal> {
    match runs.stop(&unwanted.run) {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Refusal::new(
            StatusCode::NOT_FOUND,
            "there is no such run, or it ended",
        )),
    }
}

/// A body that is exactly this, and not too large.
pub(super) struct Json<T>(T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Json<T>, Refusal> {
        let body = read(request.into_body()).await?;
        let asked = serde_json::from_slice(&body);
        asked
            .map(Json)
            .map_err(|error| Refusal::bad(format!("not the JSON that is asked for: {error}")))
    }
}

/// The body, if it is not too large. Whatever the header says, no more is kept.
async fn read(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut chunks = body.into_data_stream();
    let (mut kept, mut length) = (Vec::new(), 0);
    while length <= BODY_READ_MAX
        && let Some(chunk) = chunks.next().await
    {
        let chunk = chunk.map_err(|error| Refusal::bad(format!("the body broke off: {error}")))?;
        length += chunk.len();
        if length <= BODY_MAX {
            kept.extend_from_slice(&chunk);
        }
    }
    if length > BODY_MAX {
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!(
                "a program may have {} KiB\n  make it smaller",
                BODY_MAX >> 10
            ),
        ));
    }
    Ok(kept)
}

//! HTTP/1.1: the query of a request says what happens.

mod answer;
mod body;
mod request;
mod wish;

use std::time::Instant;

use http::{Method, StatusCode};

use crate::notes::{Asked, Notes};
use crate::wire::{Over, Wire};
use answer::{Answer, Length};
use request::Request;
use wish::Wish;

/// What is wrong with a request: a status, and a sentence.
pub(crate) struct Refusal(StatusCode, String);

impl Refusal {
    fn new(status: StatusCode, text: impl Into<String>) -> Refusal {
        Refusal(status, text.into())
    }

    fn bad(text: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, text)
    }

    fn answer(self) -> Answer {
        Answer::new(self.0, format!("{}\n", self.1))
    }
}

/// Answers the requests of a client, one after the other.
pub(crate) fn serve(wire: &mut Wire, notes: &Notes) -> Result<(), Over> {
    loop {
        let keep = match request::read(wire)? {
            Ok(request) => {
                respond(wire, notes, &request)?;
                request.keep
            }
            // Where the next request would begin is not known.
            Err(refusal) => {
                wire.send(&refusal.answer().bytes(None))?;
                false
            }
        };
        if !keep {
            return wire.end();
        }
    }
}

fn respond(wire: &mut Wire, notes: &Notes, request: &Request) -> Result<(), Over> {
    if request.path == "/reset" {
        return wire.send(&reset(notes, request).bytes(Some(request)));
    }
    if let Some(page) = notes.page(&request.path) {
        return wire.send(&Answer::new(StatusCode::OK, page).bytes(Some(request)));
    }
    let asked = notes.asked(request.name());
    match Wish::read(&request.query) {
        Ok(wish) => grant(wire, notes, request, asked, wish),
        Err(refusal) => {
            asked.answered(refusal.0);
            wire.send(&refusal.answer().bytes(Some(request)))
        }
    }
}

fn reset(notes: &Notes, request: &Request) -> Answer {
    if request.method == Method::POST {
        notes.reset();
        Answer::new(StatusCode::OK, "forgotten\n")
    } else {
        let text = "GET does not change anything\n  POST /reset\n";
        Answer::new(StatusCode::METHOD_NOT_ALLOWED, text)
    }
}

/// Does what the query says.
fn grant(
    wire: &mut Wire,
    notes: &Notes,
    request: &Request,
    asked: Asked,
    wish: Wish,
) -> Result<(), Over> {
    let recovered = |fails| notes.attempt(&request.path) >= fails;
    let wish = match wish.fails {
        Some(fails) if recovered(fails) => wish.recovered(),
        _ => wish,
    };
    if let Some(delay) = wish.delay {
        wire.wait(Some(Instant::now() + delay))?;
    }
    if wish.hang {
        wire.wait(None)?;
    }
    if wish.drop {
        asked.dropped();
        return Err(Over);
    }
    if wish.chunks.is_some() {
        return stream(wire, request, asked, &wish);
    }
    asked.answered(wish.status);
    wire.send(&body(request, &wish).bytes(Some(request)))
}

fn body(request: &Request, wish: &Wish) -> Answer {
    let sends = [Method::POST, Method::PUT].contains(&request.method);
    match wish.size {
        Some(size) => Answer::new(wish.status, vec![b'x'; size]),
        None if wish.status != StatusCode::OK => {
            Answer::new(wish.status, answer::line(wish.status))
        }
        None if sends && request.path == "/echo" => Answer {
            kind: request.kind.clone(),
            ..Answer::new(wish.status, request.body.clone())
        },
        None => Answer::new(wish.status, request.name()),
    }
}

/// Sends the body in chunks: the head with the first, the end with the last.
fn stream(wire: &mut Wire, request: &Request, asked: Asked, wish: &Wish) -> Result<(), Over> {
    let count = wish.chunks.unwrap_or(0);
    let length = if request.newest {
        Length::Chunks
    } else {
        Length::ToTheEnd
    };
    let mut bytes = Answer::new(wish.status, "").head(Some(request), length);
    for number in 1..=count {
        let text = match wish.size {
            Some(size) => vec![b'x'; size],
            None => format!("chunk {number}\n").into_bytes(),
        };
        length.push(&mut bytes, &text);
        if number < count {
            wire.send(&bytes)?;
            bytes.clear();
            wire.wait(Some(Instant::now() + wish.pause))?;
        }
    }
    length.end(&mut bytes);
    asked.answered(wish.status);
    wire.send(&bytes)
}

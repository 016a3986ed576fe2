//! What happens to a request, and its answer.

use std::time::Instant;

use http::{Method, StatusCode};

use super::answer::{self, Answer, Length};
use super::request::Request;
use super::wish::Wish;
use crate::notes::{Asked, Notes};
use crate::wire::{Over, Wire};

/// Does what the query says.
pub(super) fn grant(
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
    if wish.chunks.is_some() && answer::has_body(wish.status(), Some(request)) {
        return stream(wire, request, asked, &wish);
    }
    asked.answered(wish.status());
    wire.send(&answer(request, &wish).bytes(Some(request)))
}

fn answer(request: &Request, wish: &Wish) -> Answer {
    let status = wish.status();
    let sends = [Method::POST, Method::PUT].contains(&request.method);
    match wish.size {
        Some(size) => Answer::new(status, vec![b'x'; size]),
        None if status != StatusCode::OK => Answer::new(status, answer::line(status)),
        None if sends && request.path == "/echo" => {
            let echo = Answer::new(status, request.body.clone());
            let kind = request.kind.clone().unwrap_or(echo.kind);
            Answer { kind, ..echo }
        }
        None => Answer::new(status, request.name()),
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
    let mut bytes = Answer::new(wish.status(), "").head(Some(request), length);
    for number in 1..=count {
        let text = match wish.size {
            Some(size) => vec![b'x'; size],
            None => format!("chunk {number}\n").into_bytes(),
        };
        length.push(&mut bytes, &text);
        if number < count {
            wire.send(&bytes)?;
            bytes.clear();
            wire.wait(Some(Instant::now() + wish.pause()))?;
        }
    }
    length.end(&mut bytes);
    asked.answered(wish.status());
    wire.send(&bytes)
}

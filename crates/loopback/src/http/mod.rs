//! HTTP/1.1: the query of a request says what happens.

mod answer;
mod body;
mod grant;
mod head;
mod request;
mod wish;

use http::{Method, StatusCode};

use crate::notes::Notes;
use crate::wire::{Over, Wire};
use answer::Answer;
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

/// Why there is no request.
pub(crate) enum Trouble {
    /// There is no client.
    Over(Over),
    /// It is wrong, and so is where the next one would begin.
    Refused(Refusal),
}

impl From<Over> for Trouble {
    fn from(over: Over) -> Trouble {
        Trouble::Over(over)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Trouble {
        Trouble::Refused(refusal)
    }
}

/// Answers the requests of a client, one after the other.
pub(crate) fn serve(wire: &mut Wire, notes: &Notes) -> Result<(), Over> {
    loop {
        let keep = match request::read(wire) {
            Ok(request) => {
                respond(wire, notes, &request)?;
                request.keep
            }
            Err(Trouble::Over(over)) => return Err(over),
            Err(Trouble::Refused(refusal)) => {
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
        Ok(wish) => grant::grant(wire, notes, request, asked, wish),
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

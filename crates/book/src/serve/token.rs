//! The secret that a page was served with and sends back to run a program.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use axum::extract::{Request, State};
use axum::http::HeaderName;
use axum::middleware::Next;
use axum::response::Response;
use subtle::ConstantTimeEq as _;

use super::guard::one;
use super::refusal::Refusal;

/// Bytes from the system's generator: nobody guesses 256 bits.
const BYTES: usize = 32;

/// In this header it comes back. A script of another origin cannot set it
/// without asking first, and is told nothing.
const HEADER: HeaderName = HeaderName::from_static("x-book-token");

/// Made anew at each start. It cannot be printed by accident.
pub(super) struct Token(String);

impl Token {
    /// # Errors
    ///
    /// If the system has no random numbers.
    pub(super) fn new() -> Result<Arc<Token>> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| anyhow!("the system gives no random numbers: {error}"))?;
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        Ok(Arc::new(Token(digits.collect())))
    }

    /// What every served page gets.
    pub(super) fn element(&self) -> String {
        format!(r#"<meta name="book-token" content="{}">"#, self.0)
    }

    /// Takes as long for a near miss as for a far one.
    fn is(&self, told: &str) -> bool {
        self.0.as_bytes().ct_eq(told.as_bytes()).into()
    }
}

/// Refuses a request without the token of this start.
pub(super) async fn required(
    State(token): State<Arc<Token>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let told = one(request.headers(), &HEADER)?;
    if !told.is_some_and(|told| token.is(told)) {
        return Err(Refusal::forbidden(
            "the page is older than this server\n  reload it",
        ));
    }
    Ok(next.run(request).await)
}

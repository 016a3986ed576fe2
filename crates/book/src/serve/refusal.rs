//! What the server says when it does not do what it is asked for.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A status, and in the body `{"error":"what, and what to do next"}`.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    error: String,
}

impl Refusal {
    /// The request is not what it should be.
    pub(super) fn bad(error: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, error)
    }

    /// The request is well-formed, and whoever made it may not.
    pub(super) fn forbidden(error: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::FORBIDDEN, error)
    }

    pub(super) fn new(status: StatusCode, error: impl Into<String>) -> Refusal {
        Refusal {
            status,
            error: error.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = serde_json::json!({ "error": self.error }).to_string();
        let kind = [(header::CONTENT_TYPE, "application/json")];
        (self.status, kind, body).into_response()
    }
}

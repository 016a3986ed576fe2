//! Who may ask: a page that this server served, and nobody else.
//!
//! Any page of the internet can send requests to this machine, and a name of
//! its own can be pointed here while it is open. So every request, for a file
//! too, passes [`host`], [`origin`] and [`site`], and what runs a program also
//! passes [`from_a_page`], [`super::token::required`] and [`only_json`].

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::refusal::Refusal;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// The names by which a page may call this server, such as `localhost:3000`.
pub(super) struct Names(Vec<String>);

impl Names {
    /// For a server that listens on these addresses, all with one port.
    pub(super) fn of(addresses: &[SocketAddr]) -> Arc<Names> {
        let mut names: Vec<String> = addresses.iter().map(SocketAddr::to_string).collect();
        names.extend(
            addresses
                .first()
                .map(|it| format!("localhost:{}", it.port())),
        );
        Arc::new(Names(names))
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }
}

/// Refuses a request that was made under another name: a page elsewhere could
/// point a name of its own at this machine and read along.
pub(super) async fn host(
    State(names): State<Arc<Names>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let host = one(request.headers(), &HOST)?;
    let host = host.ok_or_else(|| Refusal::bad("the header `Host` is missing"))?;
    // `GET http://name/` names a server, too, and that name counts.
    let target = request.uri().authority().map(|it| it.as_str());
    if !names.has(host) || target.is_some_and(|it| it != host) {
        return Err(Refusal::forbidden(
            "this server answers to 127.0.0.1 and localhost only\n  \
             open the address that `cargo book` says",
        ));
    }
    Ok(next.run(request).await)
}

/// Refuses a request that a page of another origin made. A browser leaves the
/// header out where it only loads something.
pub(super) async fn origin(request: Request, next: Next) -> Result<Response, Refusal> {
    if let Some(origin) = one(request.headers(), &ORIGIN)? {
        let own = one(request.headers(), &HOST)?.map(|host| format!("http://{host}"));
        if own.as_deref() != Some(origin) {
            return Err(Refusal::forbidden("another page asks, which may not"));
        }
    }
    Ok(next.run(request).await)
}

/// Refuses what another site loads into its own page, such as our scripts. A
/// link on another site may lead here.
pub(super) async fn site(request: Request, next: Next) -> Result<Response, Refusal> {
    let headers = request.headers();
    let allowed = match one(headers, &FETCH_SITE)? {
        None | Some("same-origin") => true,
        Some("none") => request.method().is_safe(),
        Some(_) => {
            request.method() == Method::GET
                && one(headers, &FETCH_MODE)? == Some("navigate")
                && matches!(one(headers, &FETCH_DEST)?, None | Some("document"))
        }
    };
    if !allowed {
        return Err(Refusal::forbidden("another site asks, which may not"));
    }
    Ok(next.run(request).await)
}

/// Refuses what does not say which page sends it. [`origin`] knows the pages.
pub(super) async fn from_a_page(request: Request, next: Next) -> Result<Response, Refusal> {
    if one(request.headers(), &ORIGIN)?.is_none() {
        return Err(Refusal::forbidden(
            "the header `Origin` is missing\n  ask from a page of the book",
        ));
    }
    Ok(next.run(request).await)
}

/// Refuses everything but JSON: a form, which any page can send, is none.
pub(super) async fn only_json(request: Request, next: Next) -> Result<Response, Refusal> {
    let kind = one(request.headers(), &CONTENT_TYPE)?.unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body has to be JSON\n  send `Content-Type: application/json`",
        ));
    }
    Ok(next.run(request).await)
}

/// The text of a header. What is there twice could be read as the one or the
/// other, so it is refused.
pub(super) fn one<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    match value.to_str() {
        Ok(text) if values.next().is_none() => Ok(Some(text)),
        _ => Err(Refusal::bad(format!("the header `{name}` is malformed"))),
    }
}

//! What a browser is told with every answer: what the page may load and run,
//! and that nobody else may use it.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::scripts::inline_scripts;

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The same for every answer, whatever it is. There is no header that would
/// allow another origin anything.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (RESOURCE, "same-origin"),
    (OPENER, "same-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
    // A reload must never show the build before.
    (header::CACHE_CONTROL, "no-store"),
];

/// Adds the headers to every answer, refusals too.
pub(super) async fn apply(request: Request, next: Next) -> Response {
    let (mut parts, mut body) = next.run(request).await.into_parts();
    let mut scripts = Vec::new();
    if is_html(&parts.headers) {
        let page = read(&mut parts, body).await;
        scripts = inline_scripts(&String::from_utf8_lossy(&page));
        body = Body::from(page);
    }
    protect(&mut parts.headers, &content(&scripts));
    Response::from_parts(parts, body)
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|it| it.as_bytes().starts_with(b"text/html"))
}

/// The page. It is a file of ours, so it ends.
async fn read(parts: &mut Parts, body: Body) -> Bytes {
    match to_bytes(body, usize::MAX).await {
        Ok(page) => page,
        Err(_) => {
            parts.status = StatusCode::INTERNAL_SERVER_ERROR;
            parts.headers.remove(header::CONTENT_LENGTH);
            Bytes::from_static(b"the page could not be read\n")
        }
    }
}

fn protect(headers: &mut HeaderMap, content: &str) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let content = HeaderValue::from_str(content).expect("is made of letters");
    headers.insert(header::CONTENT_SECURITY_POLICY, content);
}

/// The policy for a page with these inline scripts, by their hashes: what a
/// program or an edit might smuggle into the page is not among them.
fn content(scripts: &[String]) -> String {
    let scripts: String = scripts.iter().map(|it| format!(" '{it}'")).collect();
    // Programs and drawings say in `style` how high they are, and the editor
    // adds a sheet of its own.
    // The search is WebAssembly, which is compiled from bytes: only that, no
    // text becomes a script.
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; connect-src 'self'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

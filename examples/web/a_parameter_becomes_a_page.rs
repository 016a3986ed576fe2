// A query parameter goes in, and an HTML page comes out.

use axum::extract::{Query, State};
use axum::{Router, body::Body, http, routing::get};
use axum::{body::to_bytes, response::Html};
use std::sync::Arc;
use tower::ServiceExt;

type Shop = Arc<[u32; 2]>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let app = Router::new().route("/", get(price));
    let app: Router = app.with_state(Arc::new([350, 200]));
    for path in ["/?n=0", "/?n=x", "/?n=7"] {
        let request = http::Request::get(path);
        let request = request.body(Body::empty())?;
        let answer = app.clone().oneshot(request).await?;
        println!("{path}: {}", answer.status().as_u16());
        if answer.status().is_success() {
            let page = to_bytes(answer.into_body(), 99);
            let page =
                String::from_utf8(page.await?.into())?;
            println!("{page}");
        }
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Ask {
    n: usize,
}

async fn price(
    State(shop): State<Shop>,
    Query(Ask { n }): Query<Ask>,
) -> Result<Html<String>, http::StatusCode> {
    let none = http::StatusCode::NOT_FOUND;
    let price = shop.get(n).ok_or(none)?;
    Ok(Html(format!("<b>{price}</b>")))
}

// One bad page is one line of the report.

use anyhow::{Result, bail};
use futures::future::join_all;
use reqwest::{Client, Error, RequestBuilder};
use rustls::crypto::ring::default_provider;
use std::env;

const PATHS: [&str; 3] =
    ["tea?delay=200", "pie?status=404", "jam?drop"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let client = Client::new();
    let urls = PATHS.map(|path| format!("{server}/{path}"));
    let fetches = urls.map(|url| fetch(client.get(url)));
    let answers = join_all(fetches).await;
    for (path, answer) in PATHS.iter().zip(answers) {
        match answer {
            Ok(page) => println!("{path}: page `{page}`"),
            Err(error) => match error.status() {
                Some(code) => {
                    println!("{path}: error {code}")
                }
                None => println!("{path}: no answer"),
            },
        }
    }
    Ok(())
}

async fn fetch(
    request: RequestBuilder,
) -> Result<String, Error> {
    let answer = request.send().await?;
    answer.error_for_status()?.text().await
}

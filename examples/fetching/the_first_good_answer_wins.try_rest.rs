// `select_ok` hands back the mirrors that are still trying.

use anyhow::{Result, bail};
use futures::future::select_ok;
use reqwest::{Client, RequestBuilder};
use rustls::crypto::ring::default_provider;
use std::{env, time::Duration};
use tokio::time::sleep;

const MIRRORS: [&str; 3] =
    ["bad?status=503", "near?delay=200", "far?delay=500"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let client = Client::new();
    let fetch = |path| {
        let url = format!("{server}/{path}");
        text(client.get(url))
    };
    let race = MIRRORS.map(|path| Box::pin(fetch(path)));
    let (page, _rest) = select_ok(race).await?;
    println!("main: {page} won");

    sleep(Duration::from_millis(400)).await;
    let seen = fetch("seen").await?;
    println!("server: {}", seen.lines().last().unwrap());
    Ok(())
}

async fn text(
    request: RequestBuilder,
) -> reqwest::Result<String> {
    let answer = request.send().await?;
    answer.error_for_status()?.text().await
}

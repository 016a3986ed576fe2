// At once, five pages take as long as the longest.

use anyhow::{Result, bail};
use futures::future::try_join_all;
use reqwest::Client;
use rustls::crypto::ring::default_provider;
use std::{env, time::Instant};

const PATHS: [&str; 5] = [
    "tea?delay=190",
    "cake?delay=590",
    "jam?delay=290",
    "milk?delay=490",
    "plum?delay=390",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let client = Client::new();
    let start = Instant::now();
    let fetches = PATHS.map(|path| fetch(&client, path));
    let pages = try_join_all(fetches).await?;
    println!("{}", pages.join(" "));
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
    Ok(())
}

async fn fetch(
    client: &Client,
    path: &str,
) -> Result<String> {
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let url = format!("{server}/{path}");
    let page = client.get(url).send().await?.text().await?;
    println!("{page}");
    Ok(page)
}

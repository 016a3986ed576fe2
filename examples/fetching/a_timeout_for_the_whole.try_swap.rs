// A `read_timeout` is for each wait, not for the whole.

use anyhow::{Result, bail};
use reqwest::{Client, RequestBuilder};
use rustls::crypto::ring::default_provider;
use std::env;
use std::time::{Duration, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let client = Client::builder()
        .read_timeout(Duration::from_millis(500))
        .build()?;
    for path in ["milk?hang", "cake?chunks=4&pause=290"] {
        let start = Instant::now();
        let request =
            client.get(format!("{server}/{path}"));
        let outcome = match fetch(request).await {
            Ok(lines) => format!("{lines} lines"),
            Err(error) if error.is_timeout() => {
                "timeout".into()
            }
            Err(error) => bail!(error),
        };
        let seconds = start.elapsed().as_secs_f64();
        println!("{path}: {outcome}, {seconds:.1} s");
    }
    Ok(())
}

async fn fetch(
    request: RequestBuilder,
) -> reqwest::Result<usize> {
    let page = request.send().await?.text().await?;
    Ok(page.lines().count())
}

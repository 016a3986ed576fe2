// Four at a time: nothing is late.

use anyhow::{Result, bail};
use futures::{StreamExt, stream};
use rustls::crypto::ring::default_provider;
use std::{collections::HashMap, env, time::Duration};
use tokio::time::sleep;

const PATHS: [&str; 4] = [
    "milk?delay=400",
    "pie?status=404",
    "jam?hang",
    "pear?delay=490",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let http = reqwest::Client::new();
    let limit = Duration::from_millis(600);
    let report: HashMap<_, _> = stream::iter(PATHS)
        .map(async |path| {
            let get = http.get(format!("{server}/{path}"));
            let it = match get.timeout(limit).send().await {
                Ok(it) => it.status().as_str().to_string(),
                Err(_) => "no answer".to_string(),
            };
            (path, it)
        })
        .buffer_unordered(4)
        .take_until(sleep(Duration::from_millis(750)))
        .collect()
        .await;
    for path in PATHS {
        let it = report.get(path).map_or("late", |it| it);
        println!("{path}: {it}");
    }
    Ok(())
}

// The error is the last item of its stream.

use anyhow::Context;
use async_stream::try_stream;
use futures::{Stream, StreamExt};
use std::{pin::pin, time::Duration};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    match total().await {
        Ok(total) => println!("main: {total} in all"),
        Err(error) => println!("main: {error}"),
    }
}

async fn total() -> anyhow::Result<u32> {
    let mut total = 0;
    let mut prices = pin!(prices());
    while let Some(price) = prices.next().await {
        let Ok(price) = price else { continue };
        println!("total: adds {price}");
        total += price;
    }
    Ok(total)
}

fn prices() -> impl Stream<Item = anyhow::Result<u32>> {
    try_stream! {
        for text in ["4", "2", "x", "3"] {
            sleep(Duration::from_millis(100)).await;
            yield text.parse::<u32>().context("no price")?;
        }
    }
}

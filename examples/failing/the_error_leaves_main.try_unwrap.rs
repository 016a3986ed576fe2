// `unwrap` turns the error into a panic, status 101.

use anyhow::{Context, Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    println!("starting");
    let (a, b) =
        tokio::try_join!(port("8080"), port("80a"))
            .unwrap(); // Was `?`.
    println!("ports {a} and {b}");
    Ok(())
}

async fn port(text: &str) -> Result<u16> {
    let number = text.parse().context("no port number")?;
    Ok(number)
}

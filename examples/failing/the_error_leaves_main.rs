// An error out of `main` ends the program with status 1.

use anyhow::{Context, Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    println!("starting");
    let (a, b) =
        tokio::try_join!(port("8080"), port("80a"))?;
    println!("ports {a} and {b}");
    Ok(())
}

async fn port(text: &str) -> Result<u16> {
    let number = text.parse().context("no port number")?;
    Ok(number)
}

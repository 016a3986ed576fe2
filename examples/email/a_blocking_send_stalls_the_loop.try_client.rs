// An async client needs no thread.

use anyhow::{Context, Result};
use lettre::{AsyncTransport, Message, Tokio1Executor};
use std::{env, time::Duration};
use tokio::{time::sleep, try_join};

type Client = lettre::AsyncSmtpTransport<Tokio1Executor>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let ann = handle(&server, "ann+delay400");
    let bob = handle(&server, "bob+delay200");
    try_join!(tick(), ann, bob)?;
    Ok(())
}

async fn tick() -> Result<()> {
    sleep(Duration::from_millis(100)).await;
    println!("tick");
    Ok(())
}

async fn handle(server: &str, to: &str) -> Result<()> {
    let mail = Message::builder()
        .from("shop@example.org".parse()?)
        .to(format!("{to}@example.org").parse()?)
        .body("It is on its way.".to_string())?;
    let url = format!("smtp://{server}");
    let client: Client = Client::from_url(&url)?.build();
    client.send(mail).await?;
    println!("{to}: sent");
    Ok(())
}

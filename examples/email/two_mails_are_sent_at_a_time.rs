// Two permits: of four mails, two are sent at a time.

use anyhow::{Context, Result};
use futures::future::try_join_all;
use lettre::{SmtpTransport, Transport, address::Envelope};
use std::env;
use tokio::{sync::Semaphore, task::spawn_blocking};

static LIMIT: Semaphore = Semaphore::const_new(2);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let url = format!("smtp://{server}");
    let client = SmtpTransport::from_url(&url)?;
    let client = client.build();
    let mails = (0..4).map(|_| handle(client.clone()));
    println!("sent: {}", try_join_all(mails).await?.len());
    print!("at a time: {}", noted("/mails/most")?);
    Ok(())
}

async fn handle(client: SmtpTransport) -> Result<bool> {
    let to = vec!["ann+delay300@example.org".parse()?];
    let to = Envelope::new(None, to)?;
    let permit = LIMIT.acquire().await?;
    let send = move || {
        let _permit = permit; // Kept until the reply.
        client.send_raw(&to, b"Subject: Order")
    };
    Ok(spawn_blocking(send).await??.is_positive())
}

fn noted(what: &str) -> Result<String> {
    let url = env::var("HTTP_SERVER")? + what;
    let mut answer = ureq::get(url).call()?;
    Ok(answer.body_mut().read_to_string()?)
}

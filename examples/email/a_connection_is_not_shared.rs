// To send is to change the connection: an `Arc` refuses.

use anyhow::{Context, Result};
use lettre::address::Envelope;
use lettre::transport::smtp::{client::*, extension::*};
use std::{env, sync::Arc};
use tokio::task::JoinSet;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let client = Arc::new(connect(&server)?);
    let mut threads = JoinSet::new();
    for to in ["ann@example.org", "bob@example.org"] {
        let to = Envelope::new(None, vec![to.parse()?])?;
        let client = Arc::clone(&client);
        threads.spawn_blocking(move || {
            client.send(&to, b"Subject: Order")
        });
    }
    let sent = threads.join_all().await;
    let sent = sent.iter().filter(|it| it.is_ok()).count();
    println!("sent: {sent} of 2");
    Ok(())
}

fn connect(server: &str) -> Result<SmtpConnection> {
    let me = ClientId::default();
    Ok(SmtpConnection::connect(
        server, None, &me, None, None,
    )?)
}

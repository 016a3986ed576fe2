// One key for all attempts: the copies can be told.

use anyhow::{Context, Result};
use lettre::{Message, SmtpTransport, Transport};
use std::{collections::HashSet, env, time::Duration};
use tokio::{task::spawn_blocking, time::timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let url = format!("smtp://{server}");
    let patience = Duration::from_millis(200);
    for attempt in 1..=2 {
        let client = SmtpTransport::from_url(&url)?.build();
        let mail = Message::builder()
            .from("shop@example.org".parse()?)
            .to("ann+late500@example.org".parse()?)
            .message_id(Some("<order-7@shop>".into()))
            .body("It is on its way.".to_string())?;
        let send = move || client.send(&mail);
        match timeout(patience, spawn_blocking(send)).await
        {
            Ok(_) => println!("{attempt}: sent"),
            Err(_) => println!("{attempt}: timeout"),
        }
    }
    let keys = noted("/mails/keys")?;
    let mails = keys.lines().count();
    let keys = keys.lines().collect::<HashSet<_>>().len();
    println!("mails: {mails}, keys: {keys}");
    Ok(())
}

fn noted(what: &str) -> Result<String> {
    let url = env::var("HTTP_SERVER")? + what;
    let mut answer = ureq::get(url).call()?;
    Ok(answer.body_mut().read_to_string()?)
}

// Nobody answers: no status at all, and three attempts.

use anyhow::{Context, Result};
use futures::future::try_join_all;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use tokio::{sync::Semaphore, time::sleep};
type Client = lettre::AsyncSmtpTransport<Tokio1Executor>;
static LIMIT: Semaphore = Semaphore::const_new(2);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let _ = std::env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let url = "smtp://127.0.0.1:1"; // Nobody listens.
    let client: Client = Client::from_url(url)?.build();
    let mails = ["ann", "bob+fails2", "cid+fail550"];
    let mails = mails.map(|to| handle(&client, to));
    println!("{}", try_join_all(mails).await?.join("\n"));
    Ok(())
}

async fn handle(via: &Client, to: &str) -> Result<String> {
    let mail = Message::builder()
        .from("shop@example.org".parse()?)
        .to(format!("{to}@example.org").parse()?)
        .message_id(Some(format!("<order-of-{to}@shop>")))
        .body("It is on its way.".to_string())?;
    for wait in [100, 200, 0] {
        let permit = LIMIT.acquire().await?;
        match via.send(mail.clone()).await {
            Ok(_) => return Ok(format!("{to}: 250")),
            Err(e) if e.is_permanent() || wait == 0 => {
                let code = e.status().map_or(0, u16::from);
                return Ok(format!("{to}: {code}"));
            }
            Err(_) => drop(permit), // Before the pause.
        }
        sleep(std::time::Duration::from_millis(wait)).await;
    }
    unreachable!()
}

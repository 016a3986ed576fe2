// A client per mail is a connection per mail.

use anyhow::{Context, Result};
use lettre::{SmtpTransport, Transport, address::Envelope};
use std::{env, thread};
use tokio::{sync::mpsc, task::spawn_blocking};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = env::var("SMTP_SERVER")
        .ok()
        .context("start a server: cargo run -p loopback")?;
    let (mails, inbox) = mpsc::channel(10);
    let worker = thread::spawn(|| work(server, inbox));
    for to in ["ann+delay300", "bob+delay200", "cid"] {
        mails.send(format!("{to}@example.org")).await?;
    }
    drop(mails); // No more mail: `work` leaves its loop.
    spawn_blocking(|| worker.join().unwrap()).await??;
    print!("{}", noted("/mails")?);
    print!("connections: {}", noted("/mails/connections")?);
    Ok(())
}

type Inbox = mpsc::Receiver<String>;

fn work(server: String, mut inbox: Inbox) -> Result<()> {
    let url = format!("smtp://{server}");
    while let Some(to) = inbox.blocking_recv() {
        let client = SmtpTransport::from_url(&url)?.build();
        let to = Envelope::new(None, vec![to.parse()?])?;
        client.send_raw(&to, b"Subject: Order")?;
    }
    Ok(())
}

fn noted(what: &str) -> Result<String> {
    let url = env::var("HTTP_SERVER")? + what;
    let mut answer = ureq::get(url).call()?;
    Ok(answer.body_mut().read_to_string()?)
}

// A call that takes mail, and does no more, loses none.

use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver};
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mails, mut inbox) = mpsc::channel(10);
    for mail in 1..=3 {
        mails.send(mail).await.unwrap();
    }
    let patience = Duration::from_millis(100);
    for attempt in 1..=3 {
        let next = timeout(patience, next_mail(&mut inbox));
        let Ok(mail) = next.await else {
            println!("attempt {attempt}: too slow");
            continue;
        };
        sleep(Duration::from_millis(300)).await; // Spam?
        println!("attempt {attempt}: got mail {mail}");
    }
    println!("{} left in the inbox", inbox.len());
}

async fn next_mail(inbox: &mut Receiver<u32>) -> u32 {
    let mail = inbox.recv().await.unwrap();
    mail
}

// A lock goes to the first in the queue, polled or not.

use std::time::Duration;
use tokio::{sync::Mutex, time};

static PRINTER: Mutex<()> = Mutex::const_new(());

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let turn = PRINTER.lock().await;
    let ours = print_page("ours");
    tokio::pin!(ours);
    tokio::select! {
        biased;
        _ = &mut ours => {}
        () = time::sleep(Duration::from_millis(200)) => {}
    }
    drop(turn);
    let urgent = print_page("urgent");
    let limit = Duration::from_secs(1);
    if time::timeout(limit, urgent).await.is_err() {
        println!("urgent: no turn in a second");
    }
}

async fn print_page(page: &str) {
    let _turn = PRINTER.lock().await;
    println!("{page}: printing");
    time::sleep(Duration::from_millis(300)).await;
}

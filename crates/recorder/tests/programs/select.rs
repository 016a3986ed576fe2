// Of two answers the first is taken; a signal that never comes is dropped too.

use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (quit, quitting) = oneshot::channel::<()>();
    tokio::select! {
        biased; // From top to bottom, the same in every run.
        word = answer(100, "quick") => println!("{word}"),
        word = answer(300, "slow") => println!("{word}"),
        _ = quitting => println!("nobody asked to quit"),
    }
    sleep(Duration::from_millis(200)).await;
    drop(quit);
}

async fn answer(millis: u64, word: &str) -> &str {
    sleep(Duration::from_millis(millis)).await;
    word
}

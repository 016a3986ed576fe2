// `select!` drops the call that loses.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let winner = tokio::select! {
        biased; // From top to bottom.
        name = fetch("near", 100) => name,
        name = fetch("far", 300) => name,
    };
    println!("main: {winner} won");
    sleep(Duration::from_millis(400)).await;
    println!("main: ends");
}

async fn fetch(
    name: &'static str,
    millis: u64,
) -> &'static str {
    let _guard = Goodbye(name);
    sleep(Duration::from_millis(millis)).await;
    println!("{name}: done");
    name
}

struct Goodbye(&'static str);

impl Drop for Goodbye {
    fn drop(&mut self) {
        println!("{}: closed", self.0);
    }
}

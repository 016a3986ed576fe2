// A handle puts the error inside `Ok`: nothing stops early.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let slow = tokio::spawn(fetch("slow", 200));
    let bad = tokio::spawn(fetch("bad", 100));
    let result = tokio::try_join!(slow, bad);
    println!("main: {result:?}");
    sleep(Duration::from_millis(300)).await;
}

async fn fetch(
    name: &'static str,
    millis: u64,
) -> Result<(), String> {
    let _guard = Goodbye(name);
    sleep(Duration::from_millis(millis)).await;
    if name.starts_with("bad") {
        println!("{name}: fails");
        return Err(format!("{name} failed"));
    }
    println!("{name}: done");
    Ok(())
}

struct Goodbye(&'static str);

impl Drop for Goodbye {
    fn drop(&mut self) {
        println!("{}: closed", self.0);
    }
}

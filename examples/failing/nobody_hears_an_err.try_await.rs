// Without a task the compiler sees the unused `Result`.

use std::panic::{self, PanicHookInfo};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    panic::set_hook(Box::new(report));
    save().await;
    sleep(Duration::from_millis(200)).await;
    println!("main: end");
}

async fn save() -> Result<(), String> {
    println!("save: fails");
    Err("disk full".to_string())
}

fn report(_: &PanicHookInfo) {
    println!("report: a panic");
}

// A panic is reported when it happens, awaited or not.

use std::panic::{self, PanicHookInfo};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    panic::set_hook(Box::new(report));
    let task = tokio::spawn(save());
    sleep(Duration::from_millis(200)).await;
    println!("main: lets go of the task");
    drop(task);
    println!("main: end");
}

async fn save() -> Result<(), String> {
    println!("save: fails");
    panic!("disk full")
}

fn report(_: &PanicHookInfo) {
    println!("report: a panic");
}

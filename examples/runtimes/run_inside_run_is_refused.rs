// A thread that runs one runtime cannot run another.

use tokio::runtime::Builder;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("main: begin");
    let answer = ask();
    println!("main: {answer}");
}

fn ask() -> u32 {
    println!("ask: begin");
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(work())
}

async fn work() -> u32 {
    println!("work: begin");
    42
}

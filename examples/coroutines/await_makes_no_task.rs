// An `await` gives the value and makes no task.

use tokio::runtime::Handle;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("main: tasks = {}", tasks());
    println!("main: got {}", answer("awaited").await + 1);
    tokio::spawn(answer("spawned")).await.unwrap();
}

async fn answer(how: &str) -> i32 {
    println!("{how}: tasks = {}", tasks());
    42
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

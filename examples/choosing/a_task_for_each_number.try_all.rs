// All tasks are spawned before the first is awaited.

const TASKS: u64 = 10;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let total = add_up().await;
    println!("total {total}");
}

async fn add_up() -> u64 {
    let mut total = 0;
    let tasks = (1..=TASKS).map(|n| tokio::spawn(give(n)));
    for task in tasks.collect::<Vec<_>>() {
        total += task.await.unwrap();
    }
    total
}

async fn give(number: u64) -> u64 {
    number
}

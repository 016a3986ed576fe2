// With workers, each number visits another thread.

const TASKS: u64 = 10;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let total = add_up().await;
    println!("total {total}");
}

async fn add_up() -> u64 {
    let mut total = 0;
    for number in 1..=TASKS {
        let task = tokio::spawn(give(number));
        total += task.await.unwrap();
    }
    total
}

async fn give(number: u64) -> u64 {
    number
}

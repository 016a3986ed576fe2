// A loop that is a task itself stays on its worker.

const TASKS: u64 = 10;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let total = tokio::spawn(add_up()).await.unwrap();
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

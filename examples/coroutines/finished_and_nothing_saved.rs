// A task can finish without running what it returned.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(async { save("draft") });
    if task.await.is_ok() {
        println!("main: the task finished well");
    }
}

async fn save(name: &str) {
    println!("save: {name} is safe");
}

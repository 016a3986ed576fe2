// The second `await` belongs inside the block.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(async { save("draft").await });
    if task.await.is_ok() {
        println!("main: the task finished well");
    }
}

async fn save(name: &str) {
    println!("save: {name} is safe");
}

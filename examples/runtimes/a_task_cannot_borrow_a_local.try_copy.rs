// A task that owns a copy leaves the original to `main`.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let name = String::from("ann");
    let copy = name.clone();
    let task = tokio::spawn(async move {
        println!("task: {copy}");
    });
    println!("main: {name}");
    task.await.unwrap();
}

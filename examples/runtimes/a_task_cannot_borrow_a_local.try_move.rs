// `move` gives the task the string.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let name = String::from("ann");
    let task = tokio::spawn(async move {
        println!("task: {name}");
    });
    task.await.unwrap();
}

// A task may outlive `main`, so it cannot borrow from it.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let name = String::from("ann");
    let task = tokio::spawn(async {
        println!("task: {name}");
    });
    task.await.unwrap();
}

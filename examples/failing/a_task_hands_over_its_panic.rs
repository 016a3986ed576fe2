// A panic ends only its task; the handle yields an `Err`.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks = [0, 1, 2].map(|n| tokio::spawn(page(n)));

    for (n, task) in tasks.into_iter().enumerate() {
        match task.await {
            Ok(Ok(page)) => println!("{n}: {page}"),
            Ok(Err(error)) => println!("{n}: {error}"),
            Err(bug) => {
                assert!(bug.is_panic()); // Or cancelled.
                println!("{n}: a bug");
            }
        }
    }
    println!("main: still here");
}

async fn page(n: usize) -> Result<&'static str, String> {
    let pages = ["home", ""];
    let page = pages[n]; // Out of bounds for 2.
    if page.is_empty() {
        return Err("the page is empty".to_string());
    }
    Ok(page)
}

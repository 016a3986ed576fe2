// A future given to `_` is dropped without a warning.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("main: saving");
    let _ = save("draft");
    println!("main: saved, or so it seems");
}

async fn save(name: &str) {
    println!("save: {name} is safe");
}

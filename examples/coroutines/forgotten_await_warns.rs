// Rust warns of a lost `await` before the program runs.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("main: saving");
    save("draft");
    println!("main: saved, or so it seems");
}

async fn save(name: &str) {
    println!("save: {name} is safe");
}

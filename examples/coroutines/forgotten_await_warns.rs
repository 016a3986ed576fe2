// A lost `await` brings a warning at compile time.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("main: saving");
    save("draft");
    println!("main: saved, or so it seems");
}

async fn save(name: &str) {
    println!("save: {name} is safe");
}

//! What every program with a runtime has to do.

#[tokio::main(flavor = "current_thread")]
async fn main() {}

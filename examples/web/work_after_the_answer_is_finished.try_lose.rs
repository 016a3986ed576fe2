// The server ends, and the work that it began is lost.

use axum::{Router, extract::State, routing::get};
use std::{net::SocketAddr, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::TaskTracker;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let tasks = TaskTracker::new();
    let port = TcpListener::bind("127.0.0.1:0").await?;
    let stop = client(port.local_addr()?);
    let app = Router::new().route("/", get(order));
    let app = app.with_state(tasks.clone());
    let server = axum::serve(port, app);
    server.with_graceful_shutdown(stop).await?;
    println!("main: ends");
    Ok(())
}

async fn client(server: SocketAddr) {
    let mut c = TcpStream::connect(server).await.unwrap();
    let ask = b"GET / HTTP/1.0\r\n\r\n";
    c.write_all(ask).await.unwrap();
    c.read_to_end(&mut Vec::new()).await.unwrap();
    println!("client: has its answer");
}

async fn order(
    State(tasks): State<TaskTracker>,
) -> &'static str {
    tasks.spawn(mail());
    "thank you"
}

async fn mail() {
    tokio::time::sleep(Duration::from_millis(600)).await;
    println!("mail: is sent");
}

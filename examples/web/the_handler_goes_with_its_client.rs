// The client goes away, and the handler is dropped.

use axum::{Router, routing::get};
use std::{convert::Infallible, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tokio::{io::AsyncWriteExt, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let port = TcpListener::bind("127.0.0.1:0").await?;
    let at = port.local_addr()?;
    let mut client = TcpStream::connect(at).await?;
    let app = Router::new().route("/", get(order));
    tokio::spawn(axum::serve(port, app).into_future());
    client.write_all(b"GET / HTTP/1.0\r\n\r\n").await?;
    sleep(Duration::from_millis(300)).await;
    drop(client);
    println!("client: is gone");
    sleep(Duration::from_millis(700)).await;
    Ok(())
}

async fn order() -> Result<&'static str, Infallible> {
    save().await
}

async fn save() -> Result<&'static str, Infallible> {
    println!("save: begins");
    let _guard = Guard;
    sleep(Duration::from_millis(600)).await;
    println!("save: is done");
    Ok("saved")
}

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        println!("save: ends");
    }
}

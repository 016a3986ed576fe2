// The key is taken first, so no mail goes out twice.

use anyhow::{Context, Result, ensure};
use redis::{Client, Commands, Connection};

fn main() -> Result<()> {
    let server = std::env::var("REDIS_SERVER");
    let server = server.context("set REDIS_SERVER")?;
    let mut redis =
        Client::open(server)?.get_connection()?;
    for delivery in [1, 2] {
        println!("delivery {delivery}");
        match send("mail-7", delivery, &mut redis) {
            Ok(()) => println!("  acknowledged"),
            Err(error) => println!("  {error}"),
        }
    }
    Ok(())
}

fn send(
    key: &str,
    n: u32,
    r: &mut Connection,
) -> Result<()> {
    let new: bool = r.set_nx(key, "taken")?;
    if new {
        println!("  the mail goes out");
    }
    ensure!(n > 1, "killed"); // The first worker dies here.
    Ok(())
}

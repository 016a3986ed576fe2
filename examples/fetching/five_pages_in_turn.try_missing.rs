// What a thread returns, nobody looks at.

use anyhow::{Result, bail};
use std::{env, time::Instant};

const PATHS: [&str; 5] = [
    "tea?delay=190",
    "cake?status=404",
    "jam?delay=290",
    "milk?delay=490",
    "plum?delay=390",
];

fn main() -> Result<()> {
    let start = Instant::now();
    std::thread::scope(|all| {
        let _ = PATHS.map(|it| all.spawn(move || show(it)));
    });
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
    println!(
        "connections: {}",
        fetch("connections")?.trim()
    );
    Ok(())
}

fn show(path: &str) -> Result<()> {
    println!("{}", fetch(path)?);
    Ok(())
}

fn fetch(path: &str) -> Result<String> {
    let Ok(server) = env::var("HTTP_SERVER") else {
        bail!("start a server: cargo run -p loopback");
    };
    let mut page =
        ureq::get(format!("{server}/{path}")).call()?;
    Ok(page.body_mut().read_to_string()?)
}

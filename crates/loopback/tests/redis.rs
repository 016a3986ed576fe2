//! A Redis is fresh, keeps what it confirmed, and ends with who started it. The
//! gate runs these, where one is installed.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use loopback::Redis;

/// Whether somebody listens there, now or within two seconds.
fn ends(redis: &str) -> bool {
    let address = redis.trim_start_matches("redis://").trim_end_matches('/');
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(2) {
        if TcpStream::connect(address).is_err() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
#[ignore = "needs redis-server"]
fn each_is_empty_and_keeps_what_it_confirmed() {
    let [mut one, other] = [(); 2].map(|()| Redis::start().unwrap());
    assert_eq!(one.command("SET tea ready").unwrap(), "+OK");
    one.restart(Duration::ZERO).unwrap();
    assert_eq!(one.command("EXISTS tea").unwrap(), ":1");
    assert_eq!(other.command("DBSIZE").unwrap(), ":0");
    let address = one.variables()[0].1.clone();
    drop(one);
    assert!(ends(&address));
}

#[test]
#[ignore = "needs redis-server"]
fn it_ends_when_who_started_it_is_killed() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopback"));
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("export REDIS_SERVER=").map(str::to_owned)
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(ends(&address.unwrap()));
}

//! The service loses no job that it accepted, whatever fails beside it.
//!
//! `cargo test -p tests-servers` needs `redis-server`; `-- NAME` runs one. Those
//! of Celery are left out where `PYTHON` does not have it.
//! The table at the end says what happened.

mod faults;
mod world;

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Trial};
use tests_servers::{imports, is_left_out};

use faults::FAULTS;
use world::{Seen, World};

fn main() -> ExitCode {
    if !loopback::Redis::is_installed() {
        eprintln!("error: no `redis-server` on the path\n  apt-get install redis-server");
        return ExitCode::FAILURE;
    }
    let is_left_out = is_left_out(imports("celery, redis"));
    let table = Arc::new(Mutex::new(Vec::new()));
    let trials = FAULTS.iter().enumerate().map(|(row, (name, fault))| {
        let table = table.clone();
        Trial::test(*name, move || {
            let seen = World::start().and_then(|mut world| fault(&mut world));
            let seen = seen.map_err(|error| format!("{error:#}"))?;
            let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
            table.push((row, line(name, &seen)));
            Ok(())
        })
        .with_ignored_flag(is_left_out && name.starts_with("celery"))
    });
    let mut arguments = Arguments::from_args();
    // They wait for most of the time.
    arguments.test_threads.get_or_insert(4);
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    let mut rows = table.lock().unwrap_or_else(PoisonError::into_inner);
    rows.sort();
    println!(
        "fault                                 accepted refused  mails   keys   dead  seconds"
    );
    for (_, line) in rows.iter() {
        println!("{line}");
    }
    conclusion.exit_code()
}

fn line(name: &str, seen: &Seen) -> String {
    let Seen {
        accepted,
        refused,
        mails,
        keys,
        dead,
        seconds,
    } = seen;
    format!("{name:37} {accepted:8} {refused:7} {mails:6} {keys:6} {dead:6} {seconds:8.1}")
}

//! What a run gives beside its end: output at once, a recording, speed.

use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use listing::Language::{Python, Rust};
use runner::{Event, How, Program, Stop};

use crate::stopped::trial;
use crate::world::{WORLD, limits, live_of};

const TASKS: &str = "use std::time::Duration;\nuse tokio::time::sleep;\n\n#[tokio::main]\nasync fn main() {\n    \
    println!(\"on\");\n    let task = tokio::spawn(sleep(Duration::from_millis(100)));\n    task.await.unwrap();\n    \
    LAST\n}\n";

pub fn all() -> Vec<Trial> {
    vec![
        trial("the second run is from the cache", cached),
        trial("output comes while it runs", streams),
        trial("a run that is killed has a recording until then", killed),
        trial("a program without tasks has no recording", no_tasks),
        trial("what is hidden is counted", hidden),
        trial("Python runs without a kit", without_kit),
        trial("stdout and stderr come in their order", in_order),
    ]
}

fn cached() {
    let source = TASKS.replace("LAST", "println!(\"off\");");
    let first = WORLD.run(Rust, &source);
    assert!(first.events.contains(&Event::Compiling), "{first:?}");
    for _ in 0..3 {
        let second = WORLD.run(Rust, &source);
        assert!(!second.events.contains(&Event::Compiling), "{second:?}");
        assert_eq!(second.how, How::Finished);
        assert!(second.trace.is_some(), "{second:?}");
    }
}

fn streams() {
    for (language, source) in [
        (
            Rust,
            "use std::thread::sleep; use std::time::Duration;\nfn main() { println!(\"a\"); sleep(Duration::from_secs(1)); println!(\"b\"); }",
        ),
        (
            Python,
            "import time\nprint('a', end='')\ntime.sleep(0.3)\nprint('b')",
        ),
    ] {
        let mut times = Vec::new();
        let ran = WORLD.run_with(language, source, &Stop::new(), &mut |event| {
            if let Event::Out { .. } = event {
                times.push(Instant::now());
            }
        });
        let apart = times.last().unwrap().duration_since(times[0]);
        assert!(apart > Duration::from_millis(250), "{apart:?}: {ran:?}");
        WORLD.check_nothing_is_left();
    }
}

fn killed() {
    let source = TASKS.replace("LAST", "loop {}");
    let ran = WORLD.run(Rust, &source);
    assert!(matches!(ran.how, How::Time { .. }), "{ran:?}");
    assert!(ran.trace.is_some_and(|it| it.events.len() > 4));
    let source = "import asyncio\nasync def main():\n    await asyncio.sleep(0.05)\n    while True: pass\nasyncio.run(main())";
    let ran = WORLD.run(Python, source);
    assert!(matches!(ran.how, How::Time { .. }), "{ran:?}");
    assert!(ran.trace.is_some_and(|it| it.events.len() > 2));
}

fn no_tasks() {
    let ran = WORLD.run(Rust, "fn main() { println!(\"on\"); }");
    assert!(ran.trace.is_none(), "{ran:?}");
    let ran = WORLD.run(Python, "print('on')");
    assert!(ran.trace.is_none(), "{ran:?}");
}

fn hidden() {
    let ran = WORLD.run(Python, "print('x' * 10_000, end='')");
    assert_eq!(ran.how, How::Finished);
    assert_eq!(
        (ran.text().len() as u64, ran.hidden()),
        (8192, 10_000 - 8192)
    );
}

fn without_kit() {
    let folder = tempfile::tempdir().unwrap();
    let live = live_of(folder.path(), folder.path(), limits());
    let run = |language, source: &str| {
        let source = source.into();
        let program = Program { language, source };
        let mut last = None;
        live.run(&program, &Stop::new(), &mut |event| last = Some(event));
        last
    };
    let python = run(Python, "print('on')");
    assert!(
        matches!(
            python,
            Some(Event::Ended {
                how: How::Finished,
                ..
            })
        ),
        "{python:?}"
    );
    let rust = run(Rust, "fn main() {}");
    assert!(
        matches!(
            rust,
            Some(Event::Ended {
                how: How::Broken { .. },
                ..
            })
        ),
        "{rust:?}"
    );
}

/// A busy machine is late to see what is written, and then the order of more
/// than two lines is lost.
fn in_order() {
    let source = "use std::{thread::sleep, time::Duration};\nfn main() {\n    for n in 0..50 {\n        \
        println!(\"{}\", 2 * n);\n        eprintln!(\"{}\", 2 * n + 1);\n        sleep(Duration::from_millis(2));\n    }\n}\n";
    let text = WORLD.run(Rust, source).text();
    let lines: Vec<u32> = text.lines().map(|it| it.parse().unwrap()).collect();
    let wrong = lines.windows(2).filter(|it| it[0] > it[1]).count();
    assert_eq!(lines.len(), 100);
    if cfg!(target_os = "linux") {
        assert!(wrong < 25, "{text}");
    }
}

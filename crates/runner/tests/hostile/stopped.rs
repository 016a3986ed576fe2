//! Stop, wherever a run is.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use listing::Language::{Python, Rust};
use runner::{Event, How, Stop};

use crate::world::{COMPILES_LONG, Ran, WORLD, World, limits};

const LOOP: &str = "use std::io::Write;\nfn main() { println!(\"on\"); std::io::stdout().flush().unwrap(); loop {} }";

pub fn all() -> Vec<Trial> {
    vec![
        trial("stopped before it begins", before),
        trial("stopped while it is compiled", || {
            stopped_at(
                COMPILES_LONG,
                |event| matches!(event, Event::Compiling),
                false,
            );
        }),
        trial("stopped while it runs", || {
            stopped_at(LOOP, |event| matches!(event, Event::Out { .. }), true);
        }),
        trial("stopped while it waits for its turn", queued),
    ]
}

pub fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

fn before() {
    let stop = Stop::new();
    stop.stop();
    let ran = WORLD.run_with(Rust, LOOP, &stop, &mut |_| {});
    assert_eq!((&ran.how, ran.millis), (&How::Stopped, None));
    WORLD.check_nothing_is_left();
}

/// Stops 50 ms after that event; the end comes soon after.
fn stopped_at(source: &str, is_it: fn(&Event) -> bool, ran_at_all: bool) {
    let stop = Stop::new();
    let (met, meets) = mpsc::channel();
    let stopper = {
        let stop = stop.clone();
        thread::spawn(move || {
            meets.recv().unwrap();
            thread::sleep(Duration::from_millis(50));
            let begin = Instant::now();
            stop.stop();
            begin
        })
    };
    let mut hear = |event: &Event| {
        if is_it(event) {
            met.send(()).unwrap();
        }
    };
    let ran = WORLD.run_with(Rust, source, &stop, &mut hear);
    let took = stopper.join().unwrap().elapsed();
    assert_eq!(ran.how, How::Stopped, "{ran:?}");
    assert_eq!(ran.millis.is_some(), ran_at_all);
    assert!(took < Duration::from_secs(10), "{took:?}");
    WORLD.check_nothing_is_left();
}

/// Two run, two wait: of these one is stopped, the other has its turn.
fn queued() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path(), limits());
    let sleeps = "import time\nprint('on')\ntime.sleep(0.8)\n";
    let stop = Stop::new();
    let run = |stop: &Stop, told: mpsc::Sender<Event>| -> Ran {
        let mut hear = |event: &Event| drop(told.send(event.clone()));
        world.run_with(Python, sleeps, stop, &mut hear)
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            let (told, tells) = mpsc::channel();
            scope.spawn(move || run(&Stop::new(), told));
            while !matches!(tells.recv().unwrap(), Event::Out { .. }) {}
        }
        let (told, third) = mpsc::channel();
        let stopped = scope.spawn(|| run(&stop, told));
        assert_eq!(third.recv().unwrap(), Event::Queued { ahead: 1 });
        let (told, fourth) = mpsc::channel();
        let last = scope.spawn(move || run(&Stop::new(), told));
        assert_eq!(fourth.recv().unwrap(), Event::Queued { ahead: 2 });
        stop.stop();
        assert_eq!(stopped.join().unwrap().how, How::Stopped);
        assert_eq!(fourth.recv().unwrap(), Event::Queued { ahead: 1 });
        assert_eq!(last.join().unwrap().how, How::Finished);
    });
    world.check_nothing_is_left();
}

//! Events in, the shape of the run out.

use trace::{Model, Trace, shape};

const HEADER: &str =
    r#"{"trace":1,"language":"rust","file":"x.rs","source":"0","made_by":"rustc"}"#;

/// One thread, and a `main` that runs from 1 ms on.
const MAIN: &str = r#"{"k":"thread","t":0,"th":1,"name":"main"}
{"k":"task","t":1000,"id":1,"kind":"main","name":"main"}
{"k":"enter","t":1000,"th":1,"id":1}
"#;

fn model(events: &str) -> Model {
    let text = format!("{HEADER}\n{MAIN}{}", events.trim_start());
    Model::new(&Trace::read(&text).unwrap())
}

/// Compares the shape of a run in which `main` has just begun.
#[track_caller]
fn check(events: &str, expected: &str) {
    assert_eq!(shape(&model(events)).to_string(), expected.trim_start());
}

#[test]
fn two_waits_of_one_task_may_be_open_at_once() {
    check(
        r#"
{"k":"wait","t":1001,"id":1,"task":1,"what":"timer","label":"sleep","for_us":100000,"line":7}
{"k":"wait","t":1002,"id":2,"task":1,"what":"timer","label":"sleep","for_us":200000,"line":8}
{"k":"leave","t":1003,"th":1,"id":1}
{"k":"enter","t":101000,"th":1,"id":1}
{"k":"over","t":101001,"id":1,"how":"ready"}
{"k":"leave","t":101002,"th":1,"id":1}
{"k":"enter","t":201000,"th":1,"id":1}
{"k":"over","t":201001,"id":2,"how":"ready"}
{"k":"print","t":201100,"th":1,"task":1,"to":"stdout","text":"both\n"}
{"k":"leave","t":201200,"th":1,"id":1}
{"k":"end","t":201201,"id":1,"how":"finished"}
"#,
        r#"
main `main`
  waits in sleep 100 ms, line 7
  waits in sleep 200 ms, line 8
  prints "both"
  finished
"#,
    );
}

#[test]
fn a_gap_that_ends_with_a_child_was_a_wait_for_it() {
    check(
        r#"
{"k":"task","t":1100,"id":2,"by":1,"kind":"task","name":"nap(2)","line":6}
{"k":"task","t":1200,"id":3,"by":1,"kind":"blocking","name":"dig()","line":7}
{"k":"leave","t":1300,"th":1,"id":1}
{"k":"enter","t":1400,"th":1,"id":2}
{"k":"wait","t":1450,"id":1,"task":2,"what":"timer","label":"sleep","for_us":100000}
{"k":"leave","t":1500,"th":1,"id":2}
{"k":"thread","t":1600,"th":2,"name":"blocking 1"}
{"k":"enter","t":1600,"th":2,"id":3}
{"k":"hold","t":1700,"th":2,"task":3,"label":"thread::sleep","for_us":200000}
{"k":"enter","t":101500,"th":1,"id":2}
{"k":"over","t":101500,"id":1,"how":"ready"}
{"k":"leave","t":101600,"th":1,"id":2}
{"k":"end","t":101600,"id":2,"how":"finished"}
{"k":"enter","t":101700,"th":1,"id":1}
{"k":"leave","t":101800,"th":1,"id":1}
{"k":"free","t":201700,"th":2}
{"k":"leave","t":201800,"th":2,"id":3}
{"k":"end","t":201800,"id":3,"how":"finished"}
{"k":"enter","t":201900,"th":1,"id":1}
{"k":"leave","t":202000,"th":1,"id":1}
{"k":"end","t":202000,"id":1,"how":"finished"}
"#,
        r#"
main `main`
  waits for `nap(2)`
  waits for `dig()`
  finished
task `nap(2)`, line 6, by `main`
  waits in sleep 100 ms
  finished
blocking `dig()`, line 7, by `main`
  blocks in thread::sleep 200 ms
  finished
"#,
    );
}

#[test]
fn a_task_whose_timer_is_due_stands_behind_who_has_the_thread() {
    check(
        r#"
{"k":"task","t":1100,"id":2,"by":1,"kind":"task","name":"nap()","line":6}
{"k":"leave","t":1200,"th":1,"id":1}
{"k":"enter","t":1300,"th":1,"id":2}
{"k":"wait","t":1300,"id":1,"task":2,"what":"timer","label":"sleep","for_us":100000}
{"k":"leave","t":1400,"th":1,"id":2}
{"k":"enter","t":1500,"th":1,"id":1}
{"k":"hold","t":1500,"th":1,"task":1,"label":"thread::sleep","for_us":300000}
{"k":"free","t":301500,"th":1}
{"k":"leave","t":301600,"th":1,"id":1}
{"k":"end","t":301600,"id":1,"how":"finished"}
{"k":"enter","t":301700,"th":1,"id":2}
{"k":"over","t":301700,"id":1,"how":"ready"}
{"k":"leave","t":301800,"th":1,"id":2}
{"k":"end","t":301800,"id":2,"how":"finished"}
"#,
        r#"
main `main`
  blocks in thread::sleep 300 ms
  finished
task `nap()`, line 6, by `main`
  waits in sleep 100 ms
  stands behind `main`
  finished
"#,
    );
}

#[test]
fn a_slow_machine_is_no_delay() {
    let model = model(
        r#"
{"k":"task","t":1100,"id":2,"by":1,"kind":"task","name":"nap()","line":6}
{"k":"leave","t":1200,"th":1,"id":1}
{"k":"enter","t":91000,"th":1,"id":2}
{"k":"leave","t":91100,"th":1,"id":2}
"#,
    );
    assert!(model.tasks[1].delays.is_empty(), "{:?}", model.tasks[1]);
}

#[test]
fn an_inner_task_interrupts_the_step_of_the_outer_one() {
    let model = model(
        r#"
{"k":"task","t":1100,"id":2,"by":1,"kind":"task","name":"local()","line":6}
{"k":"enter","t":2000,"th":1,"id":2}
{"k":"leave","t":3000,"th":1,"id":2}
{"k":"leave","t":4000,"th":1,"id":1}
"#,
    );
    let steps = |task: usize| -> Vec<(u64, u64)> {
        let steps = model.tasks[task].steps.iter();
        steps.map(|step| (step.from, step.to)).collect()
    };
    assert_eq!(steps(0), [(0, 1000), (2000, 3000)]);
    assert_eq!(steps(1), [(1000, 2000)]);
}

#[test]
fn what_became_of_a_task() {
    check(
        r#"
{"k":"task","t":1100,"id":2,"by":1,"kind":"task","name":"unborn()"}
{"k":"task","t":1100,"id":3,"by":1,"kind":"task","name":"aborted()"}
{"k":"task","t":1100,"id":4,"by":1,"kind":"task","name":"left()"}
{"k":"leave","t":1200,"th":1,"id":1}
{"k":"enter","t":1300,"th":1,"id":3}
{"k":"wait","t":1300,"id":1,"task":3,"what":"lock","label":"Mutex::lock"}
{"k":"leave","t":1400,"th":1,"id":3}
{"k":"enter","t":1500,"th":1,"id":4}
{"k":"wait","t":1500,"id":2,"task":4,"what":"channel","label":"recv"}
{"k":"leave","t":1600,"th":1,"id":4}
{"k":"cancel","t":150000,"task":3,"by":1}
{"k":"over","t":150000,"id":1,"how":"dropped"}
{"k":"end","t":150000,"id":3,"how":"cancelled"}
{"k":"end","t":150000,"id":1,"how":"failed"}
"#,
        r#"
main `main`
  waits for `aborted()`, and gives up
  failed
task `unborn()`, by `main`
  never ran
task `aborted()`, by `main`
  waits for a lock in Mutex::lock, and gives up
  is asked to stop by `main`
  cancelled
task `left()`, by `main`
  waits for a channel in recv, for ever
  still there at the end
"#,
    );
}

#[test]
fn lines_are_put_together_from_what_was_written() {
    let model = model(
        r#"
{"k":"print","t":2000,"th":1,"task":1,"to":"stdout","text":"a"}
{"k":"print","t":3000,"th":1,"task":1,"to":"stderr","text":"oops\n"}
{"k":"print","t":4000,"th":1,"task":1,"to":"stdout","text":"b\r\nc\nd"}
"#,
    );
    let lines: Vec<(u64, &str)> = model
        .outputs
        .iter()
        .map(|output| (output.at, output.line.as_str()))
        .collect();
    assert_eq!(
        lines,
        [(2000, "oops"), (3000, "ab"), (3000, "c"), (3000, "d")]
    );
}

#[test]
fn what_ran_when_the_program_was_killed_ran_to_the_end() {
    let model = model(
        r#"
{"k":"thread","t":700000,"th":2,"name":"worker 1"}
"#,
    );
    assert!(!model.exited);
    assert_eq!(model.tasks[0].steps[0].to, 699_000);
    assert_eq!(model.threads.len(), 1, "thread 2 did nothing");
}

#[test]
fn times_may_differ_as_much_as_machines_do() {
    let run = |ms: u64| {
        let to = 1000 + ms * 1000;
        shape(&model(&format!(
            r#"
{{"k":"wait","t":1001,"id":1,"task":1,"what":"timer","label":"sleep","for_us":100000}}
{{"k":"leave","t":1003,"th":1,"id":1}}
{{"k":"enter","t":{to},"th":1,"id":1}}
{{"k":"over","t":{to},"id":1,"how":"ready"}}
"#
        )))
    };
    assert_eq!(run(100).late(&run(150)), Vec::<String>::new());
    assert_eq!(
        run(100).late(&run(300)),
        [
            "waits in sleep 100 ms: was 0 to 100 ms, is 0 to 300 ms",
            "still there at the end: was 100 to 100 ms, is 300 to 300 ms"
        ]
    );
}

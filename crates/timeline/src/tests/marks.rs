//! The crosses of waits that were given up, and the lines to what was printed.

use roxmltree::{Document, Node};
use trace::{Fate, How, Model, Over, Stream, TaskKind, What};

use super::{draw, placed};
use crate::samples::{self, Build};
use crate::{Layout, Options, WIDTHS, layout, legend, scale, svg};

/// One task joins two sleeps and prints at 0.1 s; it ends then, in that way.
fn joined(how: How, over: [Over; 2]) -> Model {
    let mut run = samples::run("rust");
    let main = run.main();
    run.poll(main, 310);
    run.sleep(main, 318, 101_700, 200_000).over = Some(over[0]);
    run.sleep(main, 322, 101_600, 100_000).over = Some(over[1]);
    run.step(main, 1, 101_600, 101_800);
    run.print(main, 101_650, "near: done");
    run.print(main, 101_750, "far: dropped");
    run.end(main, 101_800, Fate::Ended(how));
    run.end = 300_000;
    run
}

fn laid(model: &Model) -> Layout {
    layout(model, scale(&[model]))
}

/// The elements with that class.
fn count(picture: &str, class: &str) -> usize {
    picture.matches(&format!("class=\"{class}\"")).count()
}

fn has_legend(model: &Model, key: &str) -> bool {
    legend(&[model], &samples::words()).contains(&format!("\"{key}\""))
}

#[test]
fn a_wait_that_is_dropped_has_one_cross_whatever_became_of_its_task() {
    let [ready, dropped] = [Over::Ready, Over::Dropped];
    let cases = [
        (How::Finished, [ready, ready], 0),
        (How::Finished, [dropped, ready], 1),
        (How::Failed, [dropped, ready], 1),
        // The end of the lane has one, and says it for both.
        (How::Cancelled, [dropped, dropped], 1),
    ];
    for (how, over, crosses) in cases {
        let model = joined(how, over);
        let found = count(&draw(&model, &samples::words()), "cross");
        assert_eq!(found, crosses, "{how:?} {over:?}");
        let explained = has_legend(&model, "cross");
        assert_eq!(explained, crosses > 0, "the legend of {how:?} {over:?}");
    }
}

#[test]
fn a_wait_that_is_dropped_long_before_its_task_has_its_own_cross() {
    let mut model = joined(How::Cancelled, [Over::Dropped; 2]);
    model.tasks[0].gone = 250_000;
    let picture = draw(&model, &samples::words());
    assert_eq!(count(&picture, "cross"), 3);
}

#[test]
fn a_cross_that_a_step_would_hide_is_not_drawn_or_explained() {
    let mut model = joined(How::Finished, [Over::Dropped, Over::Ready]);
    model.tasks[0].steps[0].to = 101_000;
    model.tasks[0].steps[1].from = 101_000;
    model.tasks[0].waits[0].to = 90_000;
    let picture = draw(&model, &samples::words());
    assert_eq!(count(&picture, "cross"), 0);
    assert!(!has_legend(&model, "cross"));
}

#[test]
fn what_was_given_up_is_said_before_that_it_was() {
    let model = joined(How::Finished, [Over::Dropped, Over::Ready]);
    let picture = draw(&model, &samples::words());
    let document = Document::parse(&picture).unwrap();
    let lane = laid(&model).lanes[0].waits[0];
    let at = |width| {
        let texts = placed(&document, width).into_iter();
        let texts = texts.filter(|it| (it.y - lane.middle()).abs() < 10.0);
        texts.map(|it| it.text).collect::<Vec<_>>()
    };
    assert_eq!(at(WIDTHS[0]), ["0.2 s"]);
    assert_eq!(at(WIDTHS[1]), ["sleep 0.2 s"]);
    assert_eq!(at(800.0), ["sleep 0.2 s", "cancelled"]);
}

#[test]
fn what_cannot_be_seen_is_not_explained() {
    let mut model = samples::sequential();
    let (from, to) = (101_700, 102_900);
    model.tasks[0].delays.push(trace::Delay {
        from,
        to,
        behind: None,
    });
    assert!(!has_legend(&model, "key ready"));
    model.tasks[0].delays[0].to = 203_000;
    assert!(has_legend(&model, "key ready"));
}

#[test]
fn of_stderr_only_messages_are_drawn() {
    let mut model = samples::sequential();
    let python = [
        "Traceback (most recent call last):",
        "  File \"a.py\", line 23, in <module>",
        "    ^^^^",
        "OSError: disk full",
        "",
        "The above exception was the direct cause of the following exception:",
        "",
        "OSError: disk full",
    ];
    let rust = [
        "thread 'main' (7) panicked at a.rs:26:5:",
        "a bug",
        "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ];
    for line in python.into_iter().chain(rust) {
        model.print(1, 303_160, line);
        model.outputs.last_mut().unwrap().to = Stream::Stderr;
    }
    model.print(1, 303_161, "  a table on stdout");
    let layout = laid(&model);
    let lines = layout.prints.iter();
    let lines = lines.map(|it| model.outputs[it.output].line.as_str());
    let expected = [
        "hello",
        "world",
        "took 0.3 s",
        "OSError: disk full",
        "a bug",
        "  a table on stdout",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
    let words = samples::words();
    let options = Options {
        id: "x",
        scale: 1,
        words: &words,
    };
    let everything = svg(&model, &options) + &crate::table(&model, &options);
    assert!(!everything.contains("Traceback") && !everything.contains("BACKTRACE"));
}

#[test]
fn lines_of_one_moment_share_a_dotted_line() {
    let layout = laid(&joined(How::Finished, [Over::Ready; 2]));
    let [line] = &layout.drop_lines[..] else {
        panic!("one line: {:?}", layout.drop_lines)
    };
    let [near, far] = &layout.prints[..] else {
        panic!("two prints")
    };
    assert_eq!(line.prints, 0..2);
    assert!(near.x <= line.x && line.x <= far.x, "{line:?}");
    assert_eq!(Some(line.y0), far.dot_y, "from the upper dot");
    assert!(Some(line.y1) > far.row_y, "to the lower row");
    let apart = laid(&samples::sequential()).drop_lines;
    assert_eq!(apart.len(), 2, "0.1 s and 0.3 s");
}

#[test]
fn a_dot_is_in_the_row_of_the_wait_that_ended_before() {
    let layout = laid(&joined(How::Finished, [Over::Dropped, Over::Ready]));
    let waits = &layout.lanes[0].waits;
    let dots = layout.prints.iter().map(|it| it.dot_y);
    let rows = [waits[1], waits[0]].map(|it| Some(it.middle()));
    assert_eq!(dots.collect::<Vec<_>>(), rows);
}

#[test]
fn lines_of_one_moment_stand_on_one_side() {
    let words = samples::words();
    let long = ["main: past the block at 0.3 s", "a", "a line of text"];
    for at in [1_000, 60_000, 120_000, 150_000, 200_000, 290_000] {
        let mut model = samples::run("rust");
        let main = model.main();
        for (index, line) in long.into_iter().enumerate() {
            model.print(main, at + index as u64, line);
        }
        model.finish(main, 300_000);
        model.end = 300_000;
        let picture = draw(&model, &words);
        let document = Document::parse(&picture).unwrap();
        for width in WIDTHS {
            let x = at as f64 / 300_000.0 * width;
            let texts = placed(&document, width).into_iter();
            let short = texts.filter(|it| long[1..].contains(&it.text.as_str()));
            let sides: Vec<bool> = short.map(|it| it.left >= x).collect();
            assert_eq!(sides.len(), 2);
            assert_eq!(sides[0], sides[1], "{at} at {width}");
        }
    }
}

#[test]
fn lines_are_drawn_before_texts() {
    for (name, model) in samples::all() {
        let picture = draw(&model, &samples::words());
        let document = Document::parse(&picture).unwrap();
        let position = |is: &dyn Fn(&Node) -> bool| {
            let found = document.descendants().enumerate();
            found
                .filter(|it| is(&it.1))
                .map(|it| it.0)
                .collect::<Vec<_>>()
        };
        let class = |node: &Node, class: &str| node.attribute("class") == Some(class);
        let lines = position(&|it| class(it, "drop") || class(it, "stem"));
        let texts = position(&|it| {
            let axis = it.parent().is_some_and(|it| class(&it, "axis"));
            it.has_tag_name("text") && !axis
        });
        let (last, first) = (lines.last(), texts.first());
        assert!(last.is_none() || last < first, "{name}");
    }
}

#[test]
fn the_style_leaves_room_beside_the_picture() {
    let (style, play) = (
        include_str!("../../../../theme/timeline.css"),
        include_str!("../../../../theme/play.css"),
    );
    assert!(style.contains("padding-inline: 16px 24px;"));
    assert!(play.contains("width: calc(100% - var(--now) + 23px);"));
    const { assert!(crate::svg::BESIDE_RIGHT <= 24.0 - 6.0) };
}

#[test]
fn jobs_in_processes_are_not_called_threads() {
    let mut model = samples::offloaded();
    for thread in &mut model.threads[1..] {
        thread.name = thread.name.replace("blocking", "process");
    }
    let jobs = model.tasks.iter();
    assert_eq!(jobs.filter(|it| it.kind == TaskKind::Blocking).count(), 3);
    let words = samples::words();
    assert_eq!(
        crate::summary(&model, &words),
        "0.2 s · 1 task · 3 process jobs · 1 thread · 3 processes"
    );
    let picture = draw(&model, &words);
    for text in [
        "waits for 3 process jobs",
        "process job, line 7",
        "in its own process",
        "threads and processes",
    ] {
        assert!(picture.contains(text), "{text}");
    }
    assert!(!picture.contains("thread job"));
}

#[test]
fn a_narrow_wait_says_what_it_is_for() {
    let mut run = samples::run("rust");
    let main = run.main();
    run.poll(main, 310);
    let tasks = [run.spawn("get(1)", 6, 320), run.spawn("get(2)", 6, 320)];
    run.join(main, 330, 100_000, &tasks[..1]);
    run.poll(main, 100_000);
    run.join(main, 100_020, 200_000, &tasks);
    run.poll(main, 200_000);
    let wait = run.wait(main, 200_020, 400_000, What::Other, "await");
    wait.line = Some(9);
    run.finish(main, 600_000);
    run.end = 600_000;
    let picture = draw(&run, &samples::words());
    let document = Document::parse(&picture).unwrap();
    let waits = laid(&run).lanes[0].waits.clone();
    let at = |width| {
        let texts = placed(&document, width).into_iter();
        let texts = texts.filter(|it| (it.y - waits[0].middle()).abs() < 10.0);
        texts.map(|it| it.text).collect::<Vec<_>>()
    };
    assert_eq!(at(330.0), ["get(1)", "waits", "waits (line 9)"]);
    assert_eq!(at(500.0), ["get(1)", "2 tasks", "waits (line 9)"]);
}

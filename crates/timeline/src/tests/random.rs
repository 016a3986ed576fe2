//! Runs that nobody would write, with texts that break what is not careful.

use proptest::prelude::*;
use trace::{
    Delay, Fate, Hold, How, Model, Output, Over, Step, Stream, Task, TaskKind, Thread, Wait, What,
};

use super::{ELEMENTS, collisions, draw, problems, xml_problems};
use crate::{Options, samples, standalone, table};

/// Pieces of text that break what is not careful.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("</svg>"),
        Just("<script>alert(1)</script>"),
        Just("{{#include /etc/passwd}}"),
        Just("{{"),
        Just("\n\n"),
        Just("\n\n# heading\n\n"),
        Just("\r"),
        Just("]]>"),
        Just("<!--"),
        Just("&amp;"),
        Just("&#x3c;"),
        Just("\" onload=\"x"),
        Just("'"),
        Just("\u{0}"),
        Just("\u{1b}[31m"),
        Just("\u{202e}"),
        Just("\u{ffff}"),
        Just("\u{85}"),
        Just("é"),
        Just("한국어"),
        Just("🦀"),
        Just("say_after(100, \"hello\")"),
        Just("{time}"),
        Just("x"),
        Just(" "),
        Just("…"),
        Just("a rather long piece of text without any harm in it"),
    ];
    prop_oneof![
        4 => prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn span() -> impl Strategy<Value = (u64, u64)> {
    (0..400_000u64, prop_oneof![0..50u64, 0..200_000u64])
        .prop_map(|(from, length)| (from, from + length))
}

fn any_wait() -> impl Strategy<Value = Wait> {
    let what = prop::sample::select(vec![
        What::Timer,
        What::Lock,
        What::Channel,
        What::Task,
        What::Thread,
        What::Io,
        What::Other,
    ]);
    let over = prop::sample::select(vec![Some(Over::Ready), Some(Over::Dropped), None]);
    let on = prop::collection::vec(1..9u32, 0..4);
    (
        span(),
        what,
        nasty(),
        prop::option::of(0..9_999_999u64),
        on,
        over,
        any::<bool>(),
    )
        .prop_map(
            |((from, to), what, label, for_us, on, over, inferred)| Wait {
                from,
                to,
                what,
                label,
                for_us,
                line: Some(3),
                on,
                over,
                inferred,
            },
        )
}

fn any_step() -> impl Strategy<Value = Step> {
    (
        span(),
        1..4u32,
        prop::option::of(nasty()),
        prop::option::of(0..300_000u64),
    )
        .prop_map(|((from, to), thread, hold, cpu)| {
            let hold = hold.map(|label| Hold {
                from,
                to,
                label,
                for_us: None,
            });
            Step {
                from,
                to,
                thread,
                holds: hold.into_iter().collect(),
                cpu,
            }
        })
}

fn any_task() -> impl Strategy<Value = Task> {
    let kind = prop::sample::select(vec![
        TaskKind::Main,
        TaskKind::Task,
        TaskKind::Blocking,
        TaskKind::Thread,
    ]);
    let fate = prop::sample::select(vec![
        Fate::Ended(How::Finished),
        Fate::Ended(How::Cancelled),
        Fate::Ended(How::Failed),
        Fate::NeverRan,
        Fate::Abandoned,
    ]);
    let waits = prop::collection::vec(any_wait(), 0..9);
    let steps = prop::collection::vec(any_step(), 0..6);
    let delay = prop::option::of((span(), prop::option::of(1..9u32)));
    let cancel = prop::option::of((0..400_000u64, prop::option::of(1..9u32)));
    (span(), kind, nasty(), fate, waits, steps, delay, cancel).prop_map(
        |((born, gone), kind, name, fate, mut waits, mut steps, mut delay, cancel)| {
            // Nothing of a task happens before it is made or after it ended.
            for wait in &mut waits {
                (wait.from, wait.to) = (wait.from.clamp(born, gone), wait.to.clamp(born, gone));
            }
            if let Some(((from, to), _)) = &mut delay {
                (*from, *to) = ((*from).clamp(born, gone), (*to).clamp(born, gone));
            }
            for step in &mut steps {
                (step.from, step.to) = (step.from.clamp(born, gone), step.to.clamp(born, gone));
            }
            // Steps of one task follow each other.
            steps.sort_by_key(|it| it.from);
            for index in 0..steps.len() {
                let begin = if index > 0 { steps[index - 1].to } else { 0 };
                let step = &mut steps[index];
                (step.from, step.to) = (step.from.max(begin), step.to.max(begin));
                for hold in &mut step.holds {
                    (hold.from, hold.to) = (step.from, step.to);
                }
            }
            let delay = delay.map(|((from, to), behind)| Delay { from, to, behind });
            Task {
                id: 0,
                kind,
                name,
                line: Some(7),
                by: Some(1),
                born,
                gone,
                fate,
                steps,
                waits,
                delays: delay.into_iter().collect(),
                cancels: cancel.into_iter().collect(),
            }
        },
    )
}

fn any_model() -> impl Strategy<Value = Model> {
    let outputs = prop::collection::vec(
        (
            0..600_000u64,
            nasty(),
            any::<bool>(),
            prop::option::of(1..9u32),
        ),
        0..20,
    );
    let threads = prop::collection::vec(nasty(), 3);
    (
        prop::collection::vec(any_task(), 0..20),
        outputs,
        threads,
        nasty(),
        any::<bool>(),
    )
        .prop_map(|(mut tasks, mut outputs, threads, language, exited)| {
            for (task, id) in tasks.iter_mut().zip(1..) {
                task.id = id;
            }
            outputs.sort_by_key(|it| it.0);
            let outputs = outputs.into_iter().map(|(at, line, error, task)| {
                let to = if error {
                    Stream::Stderr
                } else {
                    Stream::Stdout
                };
                Output {
                    at,
                    thread: 1,
                    task,
                    to,
                    line,
                }
            });
            let threads = threads
                .into_iter()
                .zip(1..)
                .map(|(name, id)| Thread { id, name });
            Model {
                language,
                tasks,
                threads: threads.collect(),
                outputs: outputs.collect(),
                end: 600_000,
                exited,
                cut: (!exited).then_some(300_000),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_becomes_markup_and_none_overlaps_another(model in any_model()) {
        let words = samples::words();
        let picture = draw(&model, &words);
        prop_assert_eq!(problems(&picture, &ELEMENTS), Vec::<String>::new());
        prop_assert_eq!(collisions(&picture), Vec::<String>::new());
        let options = Options { id: "x", scale: 1, words: &words };
        let table = table(&model, &options);
        let elements = ["table", "thead", "tbody", "tr", "th", "td", "code"];
        prop_assert_eq!(problems(&table, &elements), Vec::<String>::new());
        let file = standalone(&[(&model.language, &model)], &model.language, &words);
        prop_assert_eq!(xml_problems(&file, &ELEMENTS), Vec::<String>::new());
    }
}

//! Writes the legend: only what occurs in the pictures.

use trace::{Fate, How, Model, Over, Task, What};

use crate::bars;
use crate::lanes;
use crate::layout;
use crate::text::escape;
use crate::words::Words;

/// What the pictures of these runs are made of, as an HTML list.
pub fn legend(models: &[&Model], words: &Words) -> String {
    let scale = layout::scale(models);
    let tasks: Vec<&Task> = models.iter().flat_map(|it| shown(it)).collect();
    let steps = || tasks.iter().flat_map(|it| &it.steps);
    let mut holds = steps().flat_map(|it| &it.holds);
    let waits = |kinds: &[What]| {
        let mut all = tasks.iter().flat_map(|it| &it.waits);
        all.any(|it| kinds.contains(&it.what) && bars::is_long(it.from, it.to, scale))
    };
    let dropped = tasks.iter().flat_map(|it| &it.waits);
    let dropped = dropped.into_iter().any(|it| it.over == Some(Over::Dropped));
    let ended = |how| tasks.iter().any(|it| it.fate == Fate::Ended(how));
    let stopped = tasks.iter().any(|it| it.fate == Fate::Abandoned);
    let entries = [
        (steps().next().is_some(), "runs", &words.legend_runs),
        (
            holds.any(|it| bars::is_long(it.from, it.to, scale)),
            "blocks",
            &words.legend_blocks,
        ),
        (
            steps().any(|it| bars::share(it).is_some()),
            "shares",
            &words.legend_shares,
        ),
        (
            tasks.iter().any(|it| !it.delays.is_empty()),
            "ready",
            &words.legend_ready,
        ),
        (waits(&[What::Timer]), "timer", &words.legend_timer),
        (
            waits(&[What::Lock, What::Channel]),
            "lock",
            &words.legend_lock,
        ),
        (waits(&[What::Io]), "io", &words.legend_io),
        (
            waits(&[What::Task, What::Thread, What::Other]),
            "task",
            &words.legend_task,
        ),
        (
            models.iter().any(|it| !it.outputs.is_empty()),
            "printed",
            &words.legend_printed,
        ),
        (
            dropped || ended(How::Cancelled),
            "cancelled",
            &words.legend_cancelled,
        ),
        (ended(How::Failed), "failed", &words.legend_failed),
        (stopped, "stopped", &words.legend_stopped),
        (ended(How::Finished), "finished", &words.legend_finished),
    ];
    let entries = entries.into_iter().filter(|it| it.0);
    let items: String = entries
        .map(|(_, key, text)| {
            let text = escape(text);
            let key = self::key(key);
            format!("<li>{key}{text}</li>\n")
        })
        .collect();
    format!("<ul class=\"timeline-legend\">\n{items}</ul>")
}

/// The tasks that have a lane, or a part of one.
fn shown(model: &Model) -> Vec<&Task> {
    let tasks = model.tasks.iter();
    tasks.filter(|it| !lanes::is_backdrop(model, it)).collect()
}

/// A small picture of the thing: a box in its color, or the mark itself.
fn key(key: &str) -> String {
    let mark = match key {
        "printed" => "<circle class=\"dot\" cx=\"6\" cy=\"6\" r=\"3.5\"/>",
        "cancelled" => "<path class=\"cross\" d=\"M2.5 2.5l7 7m0-7l-7 7\"/>",
        "failed" => {
            "<path class=\"disc\" d=\"M6 .5a5.5 5.5 0 1 0 .01 0z\"/>\
             <path class=\"bang\" d=\"M6 2.8v3.6m0 2v.8\"/>"
        }
        "stopped" => "<path class=\"stop\" d=\"M6 0v12\"/>",
        "finished" => "<path class=\"check\" d=\"M2 6.5l2.8 3.2 5-7\"/>",
        _ => return format!("<span class=\"key {key}\" aria-hidden=\"true\"></span>"),
    };
    format!(
        "<svg class=\"timeline-key\" width=\"12\" height=\"12\" aria-hidden=\"true\">{mark}</svg>"
    )
}

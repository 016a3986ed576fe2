//! Writes the legend: only what occurs in the pictures.

use trace::{Fate, How, Micros, Model, What};

use crate::bars::Bar;
use crate::lanes::Of;
use crate::layout;
use crate::say::Speaker;
use crate::text::escape;
use crate::words::Words;

/// What the pictures of these runs are made of, as an HTML list.
pub fn legend(models: &[&Model], words: &Words) -> String {
    let scale = layout::scale(models);
    let seen: Vec<&str> = models
        .iter()
        .flat_map(|it| seen(it, words, scale))
        .collect();
    let entries = [
        ("runs", &words.legend_runs),
        ("blocks", &words.legend_blocks),
        ("shares", &words.legend_shares),
        ("ready", &words.legend_ready),
        ("timer", &words.legend_timer),
        ("lock", &words.legend_lock),
        ("io", &words.legend_io),
        ("task", &words.legend_task),
        ("printed", &words.legend_printed),
        ("cancelled", &words.legend_cancelled),
        ("failed", &words.legend_failed),
        ("stopped", &words.legend_stopped),
        ("finished", &words.legend_finished),
    ];
    let entries = entries.into_iter().filter(|it| seen.contains(&it.0));
    let items: String = entries
        .map(|(key, text)| {
            let text = escape(text);
            let key = self::key(key);
            format!("<li>{key}{text}</li>\n")
        })
        .collect();
    format!("<ul class=\"timeline-legend\">\n{items}</ul>")
}

/// What can be seen in a picture.
fn seen(model: &Model, words: &Words, scale: Micros) -> Vec<&'static str> {
    let speaker = Speaker::new(model, words, scale);
    let layout = layout::layout(model, scale);
    let mut seen = Vec::new();
    for lane in &layout.lanes {
        let Of::Task(task) = lane.of else {
            // What many do is drawn together, and says so itself.
            continue;
        };
        let task = &model.tasks[task];
        let wide = |bars: &[Bar]| bars.iter().any(|it| !it.is_tick());
        let ran = lane.steps.iter();
        seen.extend(ran.map(|it| it.share.map_or("runs", |_| "shares")));
        seen.extend(wide(&lane.holds).then_some("blocks"));
        seen.extend(wide(&lane.delays).then_some("ready"));
        for bar in lane.waits.iter().filter(|it| !it.is_tick()) {
            seen.push(kind(task.waits[bar.index].what));
            let has_cross = speaker.has_cross(lane, task, bar);
            seen.extend(has_cross.then_some("cancelled"));
        }
        seen.extend(match task.fate {
            Fate::Ended(How::Finished) => Some("finished"),
            Fate::Ended(How::Cancelled) => Some("cancelled"),
            Fate::Ended(How::Failed) => Some("failed"),
            Fate::Abandoned => Some("stopped"),
            // It says so itself.
            Fate::NeverRan => None,
        });
    }
    seen.extend((!layout.prints.is_empty()).then_some("printed"));
    seen
}

/// The color of a wait: the same name in the style.
pub(crate) fn kind(what: What) -> &'static str {
    match what {
        What::Timer => "timer",
        What::Lock | What::Channel => "lock",
        What::Io => "io",
        What::Task | What::Thread | What::Other => "task",
    }
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

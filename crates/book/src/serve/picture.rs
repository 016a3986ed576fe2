//! The timeline of a run, as a message to the page.

use anyhow::Result;
use mdbook_listing::Words;
use serde::Serialize;
use timeline::Options;
use trace::{Model, Trace};

/// Draws what runs recorded.
pub(super) struct Pictures(Words);

/// A picture and what stands around it on a page.
#[derive(Serialize)]
#[serde(tag = "is", rename = "timeline")]
pub(super) struct Picture {
    svg: String,
    summary: String,
    table: String,
    legend: String,
}

impl Pictures {
    /// # Errors
    ///
    /// If there are no words for pictures.
    pub(super) fn new() -> Result<Pictures> {
        Ok(Pictures(Words::of("en")?))
    }

    /// The picture of a run; none if there is nothing to see in it.
    pub(super) fn of(&self, trace: &Trace, run: &str) -> Option<Picture> {
        let model = Model::new(trace);
        if model.tasks.is_empty() {
            return None;
        }
        let words = &self.0.timeline;
        let options = Options {
            id: &format!("live-{run}"),
            scale: timeline::scale(&[&model]),
            words,
        };
        Some(Picture {
            svg: timeline::svg(&model, &options),
            summary: timeline::summary(&model, words),
            table: timeline::table(&model, &options),
            legend: timeline::legend(&[&model], words),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_run_has_a_picture_of_its_own() {
        let text = include_str!("../../../../examples/tasks/a_dropped_set_aborts.trace.jsonl");
        let picture = Pictures::new()
            .unwrap()
            .of(&Trace::read(text).unwrap(), "17");
        let message = serde_json::to_value(picture).unwrap();
        assert_eq!(message["is"], "timeline");
        assert!(message["svg"].as_str().unwrap().contains("id=\"live-17-"));
        for part in ["svg", "summary", "table", "legend"] {
            assert!(!message[part].as_str().unwrap().is_empty(), "{part}");
        }
    }
}

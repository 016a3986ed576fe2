//! The words that get drawn, one set per language.

use serde::Deserialize;

macro_rules! words {
    ($($name:ident)*) => {
        /// The words of a timeline, in one language. `{…}` in them is filled in.
        ///
        /// English is the table `[timeline]` of `words/en.toml` of
        /// mdbook-listing; the comments there say where each word stands.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)]
        pub struct Words { $(pub $name: String,)* }

        impl Words {
            /// Every word, with its name.
            #[cfg(test)]
            pub(crate) fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), self.$name.as_str()),)*]
            }
        }
    };
}

words! {
    rust python title and
    seconds milliseconds microseconds
    one_task tasks one_job jobs one_process_job process_jobs
    one_thread threads one_process processes
    task_number job_number process_job_number thread_number
    line job_line process_job_line thread_line at_once more_tasks more_tasks_somewhere fate_count
    timer waits waits_in waits_in_short waits_for waits_for_many waits_for_many_jobs
    waits_for_many_process_jobs
    ready ready_short ready_bare ready_behind
    holds owns owns_process computes shares shares_short
    cancelled finished failed stopped never_ran
    wait_cancelled gives_up asks_to_cancel
    main_thread threads_heading processes_heading printed_heading more_lines
    cut killed poll step many_steps
    legend_runs legend_blocks legend_shares legend_ready
    legend_timer legend_lock legend_io legend_task legend_printed
    legend_stopped legend_failed legend_cancelled legend_finished
    when who what finishes is_cancelled fails is_stopped never_runs begins blocks does is_it spawns told prints prints_error on_line more_events at
}

/// Fills the holes of a word: `fill("{n} tasks", &[("n", "3")])`.
pub(crate) fn fill(word: &str, holes: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(word.len());
    let mut rest = word;
    // From left to right, so that a value with braces in it stays as it is.
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|it| open + it);
        let hole = close.and_then(|close| {
            let name = &rest[open + 1..close];
            let value = holes.iter().find(|it| it.0 == name)?.1;
            Some((close + 1, value))
        });
        let (end, value) = hole.unwrap_or((open + 1, "{"));
        text.push_str(&rest[..open]);
        text.push_str(value);
        rest = &rest[end..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::words;

    #[test]
    fn a_filled_hole_is_not_filled_again() {
        let text = fill("{a} and {b}, {c}", &[("a", "{b}"), ("b", "{a}")]);
        assert_eq!(text, "{b} and {a}, {c}");
    }

    #[test]
    fn no_word_is_empty() {
        let words = words();
        let empty = |it: &&(&str, &str)| it.1.trim().is_empty();
        let found: Vec<_> = words.all().into_iter().filter(|it| empty(&it)).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

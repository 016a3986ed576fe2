//! What the terminal says about the libraries that Rust programs need.

use std::io::{IsTerminal as _, Write as _, stdout};
use std::sync::{Mutex, PoisonError};

use runner::KitState;

/// One line that is written over, where that can be done.
#[derive(Default)]
pub(super) struct Terminal {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// So many columns of the line are written on.
    width: usize,
    /// Whether somebody was told that libraries are built.
    told: bool,
}

impl Terminal {
    pub(super) fn tell(&self, kit: &KitState) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match kit {
            // Without a number it is not known yet whether there is anything to do.
            KitState::Building(progress) if progress.total == 0 => {}
            KitState::Building(progress) if stdout().is_terminal() => state.over(&format!(
                "building the libraries for Run: {} of {}, {}",
                progress.done, progress.total, progress.what
            )),
            KitState::Building(_) if state.told => {}
            KitState::Building(progress) => {
                state.told = true;
                println!("building {} libraries for Run", progress.total);
            }
            KitState::Ready { version } => {
                state.line(&format!("Run is ready: {version}"));
                state.told = false;
            }
            KitState::Failed { text } => {
                state.line("");
                eprintln!("the libraries for Run could not be built:\n{text}");
            }
        }
    }
}

impl State {
    /// Writes over the line, and over what is left of a longer one.
    fn over(&mut self, text: &str) {
        // A line that wraps could not be written over.
        let text: String = text.chars().take(79).collect();
        let mut out = stdout();
        let _ = write!(out, "\r{text:<width$}", width = self.width);
        let _ = out.flush();
        self.width = text.chars().count();
    }

    /// Ends the line with this instead, if there is anything to say.
    fn line(&mut self, text: &str) {
        if self.width > 0 {
            self.over("");
            print!("\r");
            self.width = 0;
        }
        if !text.is_empty() {
            println!("{text}");
        }
    }
}

//! Compiled programs of this session, so that an unchanged one starts at once.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::stop::lock;

/// How many programs are kept: those of a few pages.
const KEPT: usize = 64;

/// Programs by their source and the identity of their kit.
pub(super) struct Cache {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The one that was used last is at the end.
    entries: VecDeque<Entry>,
    made: u64,
}

struct Entry {
    kit: String,
    source: String,
    program: PathBuf,
}

impl Cache {
    pub(super) fn new(folder: PathBuf) -> Cache {
        Cache {
            folder,
            state: Mutex::default(),
        }
    }

    /// The program, if it was compiled before.
    pub(super) fn get(&self, kit: &str, source: &str) -> Option<PathBuf> {
        let mut state = lock(&self.state);
        let is_it = |entry: &Entry| entry.kit == kit && entry.source == source;
        let place = state.entries.iter().position(is_it)?;
        let entry = state.entries.remove(place)?;
        let program = entry.program.clone();
        if !program.is_file() {
            return None;
        }
        state.entries.push_back(entry);
        Some(program)
    }

    /// Keeps the program at `file`. A cache that cannot is a slower one.
    ///
    /// A link, not a copy: a file that this process writes may not be run as
    /// long as another one that it starts has inherited the descriptor.
    pub(super) fn put(&self, kit: &str, source: &str, file: &Path) {
        let mut state = lock(&self.state);
        state.made += 1;
        let name = format!("{}{}", state.made, std::env::consts::EXE_SUFFIX);
        let program = self.folder.join(name);
        if fs::hard_link(file, &program).is_err() && fs::copy(file, &program).is_err() {
            return;
        }
        state.entries.push_back(Entry {
            kit: kit.into(),
            source: source.into(),
            program,
        });
        if state.entries.len() > KEPT
            && let Some(oldest) = state.entries.pop_front()
        {
            let _ = fs::remove_file(oldest.program);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_that_was_not_used_for_longest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("cache"));
        fs::create_dir(&cache.folder).unwrap();
        let file = folder.path().join("program");
        fs::write(&file, "x").unwrap();
        for number in 0..KEPT {
            cache.put("kit", &number.to_string(), &file);
        }
        assert!(cache.get("kit", "0").is_some());
        assert!(cache.get("another kit", "0").is_none());
        cache.put("kit", "one more", &file);
        assert!(cache.get("kit", "0").is_some());
        assert!(cache.get("kit", "1").is_none());
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), KEPT);
    }
}

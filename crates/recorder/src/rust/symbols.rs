//! What the addresses of a stack mean.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use addr2line::Loader;

/// Where the folder of a recorded program seems to be: rustc is told so by
/// `--remap-path-prefix`, and its files cannot be taken for a library's.
pub const FOLDER: &str = "/recorded";

/// One function on the stack.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Its path, with the arguments of generics.
    pub(crate) function: String,
    /// The file, empty if nobody knows.
    pub(crate) file: String,
    /// The line, counted from 1, or 0.
    pub(crate) line: u32,
}

/// Where in an address the number of the file begins that it is in.
const FILE_SHIFT: u32 = 48;

/// Finds names and lines for addresses in a program and its libraries.
pub struct Symbols {
    program: File,
    libraries: Arc<Libraries>,
}

/// The symbols of the kit and of Rust's library, for all programs that are
/// linked with them: to read them takes longer than a program's own.
pub struct Libraries([File; 2]);

impl Libraries {
    /// Reads them when they are asked for. A file that cannot be read has none.
    pub fn new(files: [&Path; 2]) -> Arc<Libraries> {
        Arc::new(Libraries(files.map(File::new)))
    }
}

impl fmt::Debug for Libraries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|it| &it.path))
            .finish()
    }
}

impl Symbols {
    /// The symbols of a program, and those of its libraries. The program must
    /// be there until its recording is made: it is read when it is asked for.
    pub fn read(program: &Path, libraries: &Arc<Libraries>) -> Symbols {
        Symbols {
            program: File::new(program),
            libraries: libraries.clone(),
        }
    }

    /// The functions of a stack, innermost first.
    pub(crate) fn stack(&self, addresses: &[u64]) -> Vec<Frame> {
        let frames = addresses.iter().map(|address| self.frames(*address));
        frames.flat_map(|frames| frames.to_vec()).collect()
    }

    /// The functions at an address: several, if some were inlined.
    fn frames(&self, address: u64) -> Arc<[Frame]> {
        let offset = address & ((1 << FILE_SHIFT) - 1);
        match address >> FILE_SHIFT {
            0 => self.program.frames(offset),
            1 => self.libraries.0[0].frames(offset),
            2 => self.libraries.0[1].frames(offset),
            _ => Arc::default(),
        }
    }
}

/// A program or library, and what was found in it so far.
struct File {
    path: PathBuf,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    loader: OnceCell<Option<Loader>>,
    frames: HashMap<u64, Arc<[Frame]>>,
}

impl File {
    fn new(path: &Path) -> File {
        File {
            path: path.to_path_buf(),
            found: Mutex::default(),
        }
    }

    fn frames(&self, offset: u64) -> Arc<[Frame]> {
        // One that another thread left in a panic is complete all the same.
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = found.frames.get(&offset) {
            return known.clone();
        }
        let loader = found.loader.get_or_init(|| Loader::new(&self.path).ok());
        let frames = loader.as_ref().map(|loader| look_up(loader, offset));
        let frames: Arc<[Frame]> = frames.unwrap_or_default().into();
        found.frames.insert(offset, frames.clone());
        frames
    }
}

fn look_up(loader: &Loader, address: u64) -> Vec<Frame> {
    let mut found = Vec::new();
    if let Ok(mut frames) = loader.find_frames(address) {
        while let Ok(Some(frame)) = frames.next() {
            let function = frame.function.as_ref();
            let function = function.and_then(|it| Some(it.demangle().ok()?.into_owned()));
            let place = frame.location;
            found.push(Frame {
                function: function.unwrap_or_default(),
                file: place
                    .as_ref()
                    .and_then(|it| it.file)
                    .unwrap_or_default()
                    .into(),
                line: place.as_ref().and_then(|it| it.line).unwrap_or(0),
            });
        }
    }
    // The line tables know functions by their last name, symbols by their path.
    // What was inlined has no symbol: that is of the last one.
    if let Some(symbol) = loader.find_symbol(address) {
        let function = addr2line::demangle_auto(symbol.into(), None).into_owned();
        match found.last_mut() {
            Some(frame) => frame.function = function,
            None => found.push(Frame {
                function,
                file: String::new(),
                line: 0,
            }),
        }
    }
    found
}

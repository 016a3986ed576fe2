//! What the addresses of a stack mean.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

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
    /// By number.
    files: Vec<Option<Loader>>,
    known: RefCell<HashMap<u64, Rc<[Frame]>>>,
}

impl Symbols {
    /// The symbols of a program, of the kit it was linked with, and of Rust's
    /// library. A file that cannot be read has none.
    pub fn read(files: [&Path; 3]) -> Symbols {
        Symbols {
            files: files.map(|file| Loader::new(file).ok()).into(),
            known: RefCell::default(),
        }
    }

    /// The functions of a stack, innermost first.
    pub(crate) fn stack(&self, addresses: &[u64]) -> Vec<Frame> {
        let frames = addresses.iter().map(|address| self.frames(*address));
        frames.flat_map(|frames| frames.to_vec()).collect()
    }

    /// The functions at an address: several, if some were inlined.
    fn frames(&self, address: u64) -> Rc<[Frame]> {
        if let Some(known) = self.known.borrow().get(&address) {
            return known.clone();
        }
        let number = usize::try_from(address >> FILE_SHIFT).unwrap_or(usize::MAX);
        let offset = address & ((1 << FILE_SHIFT) - 1);
        let loader = self.files.get(number).and_then(Option::as_ref);
        let found = loader.map(|loader| look_up(loader, offset));
        let found = found.unwrap_or_default();
        let found: Rc<[Frame]> = found.into();
        self.known.borrow_mut().insert(address, found.clone());
        found
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

//! The file of a recording, and one line of it.
#![expect(unsafe_code, reason = "lines are written into shared memory")]

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use memmap2::{MmapOptions, MmapRaw};

struct Recording {
    map: MmapRaw,
    began: Instant,
}

static RECORDING: OnceLock<Recording> = OnceLock::new();

/// Where the next line goes.
static END: AtomicUsize = AtomicUsize::new(0);

/// Set when frequent lines are no longer written.
static CUT: AtomicBool = AtomicBool::new(false);

pub(crate) fn open(path: &Path) -> std::io::Result<()> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let map = MmapOptions::new().map_raw(&file)?;
    let began = Instant::now();
    let _ = RECORDING.set(Recording { map, began });
    Ok(())
}

/// Whether this run is recorded.
pub(crate) fn is_open() -> bool {
    RECORDING.get().is_some()
}

/// Whether frequent lines are no longer written.
pub(crate) fn is_cut() -> bool {
    CUT.load(Ordering::Relaxed)
}

/// Microseconds since the program began.
pub(crate) fn now() -> u64 {
    RECORDING.get().map_or(0, |it| {
        u64::try_from(it.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    })
}

/// A line under construction.
pub(crate) struct Line(Vec<u8>);

impl Line {
    /// A line of a kind that every program can have room for.
    pub(crate) fn rare(kind: &str) -> Line {
        let mut line = Line(Vec::with_capacity(160));
        line.0.extend_from_slice(b"{\"k\":\"");
        line.0.extend_from_slice(kind.as_bytes());
        line.0.push(b'"');
        line.number("t", now());
        line
    }

    /// A line of a kind that may fill the file; none once seven eighths are
    /// full. The rest is for lines that say how things ended.
    pub(crate) fn frequent(kind: &str) -> Option<Line> {
        if CUT.load(Ordering::Relaxed) {
            return None;
        }
        let size = RECORDING.get()?.map.len();
        if END.load(Ordering::Relaxed) > size - size / 8 {
            if !CUT.swap(true, Ordering::Relaxed) {
                Line::rare("cut").write();
                // tokio need not say any longer what nobody writes down.
                tracing_core::callsite::rebuild_interest_cache();
            }
            return None;
        }
        Some(Line::rare(kind))
    }

    pub(crate) fn number(&mut self, name: &str, number: u64) -> &mut Line {
        self.name(name);
        let mut digits = itoa::Buffer::new();
        self.0.extend_from_slice(digits.format(number).as_bytes());
        self
    }

    /// Adds the number unless it is none.
    pub(crate) fn some(&mut self, name: &str, number: Option<u32>) -> &mut Line {
        if let Some(number) = number {
            self.number(name, number.into());
        }
        self
    }

    /// Adds the addresses unless there are none.
    pub(crate) fn addresses(&mut self, addresses: &[u64]) -> &mut Line {
        if addresses.is_empty() {
            return self;
        }
        self.name("pc");
        let mut digits = itoa::Buffer::new();
        for (index, address) in addresses.iter().enumerate() {
            self.0.push(if index == 0 { b'[' } else { b',' });
            self.0.extend_from_slice(digits.format(*address).as_bytes());
        }
        self.0.push(b']');
        self
    }

    /// Adds a text of which each byte becomes one character: what a program
    /// writes need not be UTF-8, and may be half of a character.
    pub(crate) fn text(&mut self, name: &str, text: &[u8]) -> &mut Line {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        self.name(name);
        self.0.push(b'"');
        for &byte in text {
            match byte {
                b'"' | b'\\' => self.0.extend_from_slice(&[b'\\', byte]),
                b'\n' => self.0.extend_from_slice(b"\\n"),
                b' '..=b'~' => self.0.push(byte),
                _ => {
                    let [high, low] = [byte >> 4, byte & 15].map(|it| HEX[usize::from(it)]);
                    self.0
                        .extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
                }
            }
        }
        self.0.push(b'"');
        self
    }

    fn name(&mut self, name: &str) {
        self.0.extend_from_slice(b",\"");
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    /// Puts the line into the file, if there is room.
    pub(crate) fn write(&mut self) {
        let Some(recording) = RECORDING.get() else {
            return;
        };
        self.0.extend_from_slice(b"}\n");
        let at = END.fetch_add(self.0.len(), Ordering::Relaxed);
        if at + self.0.len() > recording.map.len() {
            return;
        }
        // SAFETY: the range is inside the map, as was checked, and no other
        // line has it: each is reserved once. Nothing reads the map here.
        unsafe {
            let to = recording.map.as_mut_ptr().add(at);
            std::ptr::copy_nonoverlapping(self.0.as_ptr(), to, self.0.len());
        }
    }
}

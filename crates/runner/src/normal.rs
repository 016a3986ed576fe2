//! What a machine adds to a message, taken out: paths, thread numbers, hints
//! that repeat on every page. What is left is the same on every machine.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// Stderr of a Rust program that ran, as recordings have it too.
pub(crate) fn rust(stderr: &str) -> String {
    let stderr = recorder::rust::without_machine(stderr);
    lines(stderr.lines().map(str::to_string))
}

/// Stderr of a Python program that ended well: its warnings and what asyncio
/// logged. Frames and quoted source lines are indented and go; the path of
/// the program becomes its name.
pub(crate) fn python_note(stderr: &str, path: &str) -> String {
    let kept = stderr.lines().filter(|line| {
        !line.starts_with([' ', '\t'])
            && !line.is_empty()
            && !line.starts_with("Traceback (most recent call last)")
            && !line.contains("Enable tracemalloc to get the object allocation traceback")
    });
    lines(kept.map(|line| library_place(&line.replace(path, file_name(path)))))
}

/// A warning that names a line of Python's own library keeps the module and
/// loses the rest: folder and line number differ between versions.
///
/// `/usr/lib/python3.11/asyncio/events.py:80: RuntimeWarning: …` becomes
/// `asyncio/events.py: RuntimeWarning: …`.
fn library_place(line: &str) -> String {
    let split = || {
        let (place, message) = line.split_once(": ")?;
        let (file, number) = place.rsplit_once(':')?;
        number.parse::<u32>().ok()?;
        let mut parts = file.rsplit(['/', '\\']);
        let (name, folder) = (parts.next()?, parts.next()?);
        Some(format!("{folder}/{name}: {message}"))
    };
    split().unwrap_or_else(|| line.to_string())
}

/// Stderr of a Python program that failed: the last line names the exception.
pub(crate) fn python_failure(stderr: &str, path: &str) -> String {
    lines(
        stderr
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .map(|it| it.replace(path, file_name(path)))
            .into_iter(),
    )
}

/// A message as rustc renders it, without the notes that quote other crates'
/// source: they carry paths of this machine, and only exist where that source
/// is installed. It may have colors.
pub(crate) fn rendered(message: &str) -> String {
    let starts = ["note: ", "help: ", "error: ", "error[", "warning: "];
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in message.lines() {
        let plain = without_colors(line);
        if starts.iter().any(|start| plain.starts_with(start)) {
            blocks.push(Vec::new());
        }
        blocks.last_mut().expect("never empty").push(line);
    }
    let mut kept: Vec<&str> = Vec::new();
    for block in blocks {
        if !block.iter().any(|line| points_elsewhere(line)) {
            kept.extend(block);
            continue;
        }
        // The bar that led to the note.
        while kept
            .last()
            .is_some_and(|line| without_colors(line).trim() == "|")
        {
            kept.pop();
        }
    }
    lines(kept.into_iter().map(str::to_string))
        .trim_end()
        .to_string()
        + "\n"
}

/// The text without the sequences that color it in a terminal.
pub(crate) fn without_colors(text: &str) -> Cow<'_, str> {
    static COLOR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*m").expect("is valid"));
    COLOR.replace_all(text, "")
}

/// Whether the line is an arrow to a file outside the listing's folder.
fn points_elsewhere(line: &str) -> bool {
    let line = without_colors(line);
    let place = line.trim_start().strip_prefix("--> ");
    place.is_some_and(|place| place.starts_with('/') || place.contains(":\\"))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines
        .map(|line| line.trim_end().to_string() + "\n")
        .skip_while(|line| line == "\n")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_loses_its_thread_number_and_folder() {
        let stderr = "\nthread 'main' (4711) panicked at examples/c/x.rs:9:5:\nboom\n\
                      note: run with `RUST_BACKTRACE=1` environment variable\n";
        assert_eq!(rust(stderr), "thread 'main' panicked at x.rs:9:5:\nboom\n");
    }

    #[test]
    fn a_warning_of_python_loses_its_folder_and_source() {
        let stderr = "/a/b/x.py:9: RuntimeWarning: coroutine 'f' was never awaited\n  f()\n\
                      RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        let expected = "x.py:9: RuntimeWarning: coroutine 'f' was never awaited\n";
        assert_eq!(python_note(stderr, "/a/b/x.py"), expected);
    }

    #[test]
    fn a_place_in_pythons_library_keeps_the_module() {
        let stderr = "/usr/lib/python3.11/asyncio/events.py:80: RuntimeWarning: coroutine\n";
        let expected = "asyncio/events.py: RuntimeWarning: coroutine\n";
        assert_eq!(python_note(stderr, "/a/x.py"), expected);
    }

    #[test]
    fn an_exception_is_its_last_line() {
        let stderr = "Traceback (most recent call last):\n  File \"/x.py\"\nValueError: boom\n";
        assert_eq!(python_failure(stderr, "/x.py"), "ValueError: boom\n");
    }

    #[test]
    fn notes_on_other_crates_go() {
        let message = "error: no\n --> x.rs:1:1\n1 | x\n  |\nnote: required by `spawn`\n   \
 --> /home/a/.cargo/tokio/spawn.rs:1:1\n    |\nhelp: clone it\n  |\n";
        assert_eq!(
            rendered(message),
            "error: no\n --> x.rs:1:1\n1 | x\nhelp: clone it\n  |\n"
        );
    }
}

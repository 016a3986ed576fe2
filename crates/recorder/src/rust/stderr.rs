//! What a machine adds to what a program prints to stderr, taken out.

/// What Rust prints of panics, the same on every machine and in every run.
///
/// `thread 'main' (4711) panicked at /home/me/x.rs:9:5:` becomes
/// `thread 'main' panicked at x.rs:9:5:`. The empty line before it goes, and so
/// does the hint on backtraces. All other text stays as it is.
pub fn without_machine(stderr: &str) -> String {
    let mut text = String::new();
    let mut empty = String::new();
    for line in stderr.split_inclusive('\n') {
        if line.starts_with("note: run with `RUST_BACKTRACE") {
            continue;
        }
        match panic(line) {
            Some(panic) => {
                empty.clear();
                text += &panic;
            }
            None if line == "\n" => empty += line,
            None => {
                text += &std::mem::take(&mut empty);
                text += line;
            }
        }
    }
    text + &empty
}

/// The line that says which thread panicked and where, if it is one.
fn panic(line: &str) -> Option<String> {
    let (thread, place) = line.split_once(" panicked at ")?;
    thread.starts_with("thread '").then_some(())?;
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let thread = match thread.strip_suffix(')').and_then(|it| it.rsplit_once(" (")) {
        Some((thread, number)) if is_number(number) => thread,
        _ => thread,
    };
    let file = place.rsplit(['/', '\\']).next().unwrap_or(place);
    Some(format!("{thread} panicked at {file}"))
}

#[cfg(test)]
mod tests {
    use super::without_machine;

    #[test]
    fn a_panic_is_the_same_on_every_machine() {
        for (text, expected) in [
            (
                "\nthread 'main' (4711) panicked at /home/a/.cargo/x.rs:9:5:\nno (1)\nnote: run \
                 with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
                "thread 'main' panicked at x.rs:9:5:\nno (1)\n",
            ),
            (
                "thread 'a (b)' panicked at x.rs:1:2:\n",
                "thread 'a (b)' panicked at x.rs:1:2:\n",
            ),
            (
                "first\n\nthread 'b' (1) panicked at x.rs:1:2:\n\nlast",
                "first\nthread 'b' panicked at x.rs:1:2:\n\nlast",
            ),
            ("note: run with `RUST_BACKTRACE=1`\n", ""),
            ("\nwho panicked at a/b (1)\n", "\nwho panicked at a/b (1)\n"),
        ] {
            assert_eq!(without_machine(text), expected);
        }
    }
}

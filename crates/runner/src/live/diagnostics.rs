//! What the compiler wrote, as it is shown.

use crate::normal::{rendered, without_colors};

/// The messages without the notes that quote the source of other crates.
pub(super) fn diagnostics(written: &str) -> String {
    let mut messages: Vec<String> = vec![String::new()];
    for line in written.split_inclusive('\n') {
        let begins = ["error", "warning"];
        let plain = without_colors(line);
        if begins.iter().any(|begin| plain.starts_with(begin)) {
            messages.push(String::new());
        }
        if let Some(message) = messages.last_mut() {
            message.push_str(line);
        }
    }
    let messages = messages.iter().filter(|it| !it.trim().is_empty());
    let messages: Vec<String> = messages.map(|it| rendered(it)).collect();
    messages.join("\n")
}

#[cfg(test)]
mod tests {
    use super::diagnostics;

    #[test]
    fn notes_on_other_crates_go_and_colors_stay() {
        let written = "\u{1b}[1m\u{1b}[91merror[E0277]\u{1b}[0m: no\n \u{1b}[94m--> \u{1b}[0mmain.rs:1:1\n  \u{1b}[94m|\u{1b}[0m\n\
                       \u{1b}[92mnote\u{1b}[0m: required by\n   \u{1b}[94m--> \u{1b}[0m/home/a/spawn.rs:1:1\n\n\
                       \u{1b}[1m\u{1b}[33mwarning\u{1b}[0m: unused\n\n";
        let expected = "\u{1b}[1m\u{1b}[91merror[E0277]\u{1b}[0m: no\n \u{1b}[94m--> \u{1b}[0mmain.rs:1:1\n\n\
                        \u{1b}[1m\u{1b}[33mwarning\u{1b}[0m: unused\n";
        assert_eq!(diagnostics(written), expected);
    }
}

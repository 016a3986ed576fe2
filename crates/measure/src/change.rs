//! A program with another size: one line of it is changed.

use listing::Language;

/// The text with another value in the line that gives the constant its value.
/// None if there is no such line, or more than one.
pub(crate) fn changed(
    source: &str,
    language: Language,
    (name, value): (&str, &str),
) -> Option<String> {
    let begins = match language {
        Language::Rust => format!("const {name}: "),
        Language::Python => format!("{name} = "),
    };
    let mut found = source.lines().filter(|line| line.starts_with(&begins));
    let (line, None) = (found.next()?, found.next()) else {
        return None;
    };
    let (left, right) = line.split_once("= ")?;
    let end = if right.ends_with(';') { ";" } else { "" };
    Some(source.replacen(line, &format!("{left}= {value}{end}"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, source: &str, expected: Option<&str>) {
        let changed = changed(source, language, ("TASKS", "100_000"));
        assert_eq!(changed.as_deref(), expected);
    }

    #[test]
    fn one_line_of_rust_is_changed() {
        check(
            Language::Rust,
            "// TASKS\nconst TASKS: u64 = 10;\nfn main() { TASKS; }\n",
            Some("// TASKS\nconst TASKS: u64 = 100_000;\nfn main() { TASKS; }\n"),
        );
    }

    #[test]
    fn one_line_of_python_is_changed() {
        check(
            Language::Python,
            "TASKS = 10\nTASKS\n",
            Some("TASKS = 100_000\nTASKS\n"),
        );
    }

    #[test]
    fn a_program_without_the_line_is_refused() {
        for source in ["", "let TASKS: u64 = 10;\n", "const JOBS: u64 = 10;\n"] {
            check(Language::Rust, source, None);
        }
        check(Language::Python, "    TASKS = 10\n", None);
    }

    #[test]
    fn so_is_one_that_has_it_twice() {
        check(Language::Python, "TASKS = 10\nTASKS = 20\n", None);
    }
}

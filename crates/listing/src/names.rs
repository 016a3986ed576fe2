//! The `.names` of a listing: which asyncio name became which Rust name.
//!
//! ```text
//! asyncio.create_task | tokio::spawn | differs: a dropped handle detaches
//! asyncio.sleep       | tokio::time::sleep | same
//! ```

use crate::{Kind, Language, Listing, Problem};

/// One row of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    /// As the Python program writes it.
    pub python: &'a str,
    /// A path; the Rust program writes at least its last segment.
    pub rust: &'a str,
    /// How they differ; none if they do the same.
    pub difference: Option<&'a str>,
}

/// The rows that a listing adds to the dictionary, and what is wrong with the
/// others: a row that is malformed, or names what its programs do not use.
pub fn pairs(listing: &Listing) -> (Vec<Pair<'_>>, Vec<Problem>) {
    let mut pairs = Vec::new();
    let mut problems = Vec::new();
    let text = listing.file(Kind::Names).unwrap_or("");
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        match pair(line).and_then(|pair| used(listing, &pair).map(|()| pair)) {
            Ok(pair) => pairs.push(pair),
            Err((what, remedy)) => problems.push(Problem::new(
                format!("{}:{}", listing.place(Kind::Names), index + 1),
                what,
                remedy,
            )),
        }
    }
    (pairs, problems)
}

type Wrong = (String, String);

fn pair(line: &str) -> Result<Pair<'_>, Wrong> {
    let fields: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let [python, rust, verdict] = fields[..] else {
        return Err((
            format!("has {} fields instead of three", fields.len()),
            "write `asyncio name | Rust name | same`, or `differs: how`".into(),
        ));
    };
    let difference = match verdict.strip_prefix("differs:") {
        Some(how) if !how.trim().is_empty() => Some(how.trim()),
        None if verdict == "same" => None,
        _ => {
            return Err((
                format!("the verdict `{verdict}` is neither `same` nor `differs: how`"),
                "say which".into(),
            ));
        }
    };
    Ok(Pair {
        python,
        rust,
        difference,
    })
}

/// Fails if a program of the listing does not use its name of the pair.
fn used(listing: &Listing, pair: &Pair<'_>) -> Result<(), Wrong> {
    let rust_tail = pair.rust.rsplit("::").next().unwrap_or(pair.rust);
    let rust_tail = rust_tail.split('(').next().unwrap_or(rust_tail);
    // `shutdown(wait=True)` is used where `shutdown(` is called.
    let python_head = pair.python.split('(').next().unwrap_or(pair.python);
    for (language, name) in [(Language::Python, python_head), (Language::Rust, rust_tail)] {
        if !listing.source(language).unwrap_or("").contains(name) {
            return Err((
                format!("`{name}` does not occur in the {language} program"),
                "a pair belongs to a listing that uses both names".into(),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Reads `names` as the `.names` of a listing that sleeps.
    #[track_caller]
    fn check(names: &str, expected: Result<Option<&str>, &str>) {
        let listing = Listing {
            name: "x".into(),
            chapter: "c".into(),
            folder: "examples/c".into(),
            files: BTreeMap::from([
                (Kind::Rust, "// A.\n\nsleep(d).await".to_string()),
                (
                    Kind::Python,
                    "\"\"\"A.\"\"\"\n\nawait asyncio.sleep(1)".to_string(),
                ),
                (Kind::Names, names.to_string()),
            ]),
        };
        let (pairs, problems) = pairs(&listing);
        let actual = match problems.first() {
            Some(problem) => Err(problem.what.as_str()),
            None => Ok(pairs[0].difference),
        };
        assert_eq!(actual, expected);
    }

    #[test]
    fn a_row_is_a_pair_and_a_verdict() {
        check("asyncio.sleep | tokio::time::sleep | same\n", Ok(None));
        check(
            "asyncio.sleep | tokio::time::sleep | differs: a lot\n",
            Ok(Some("a lot")),
        );
    }

    #[test]
    fn a_name_that_is_not_used_is_refused() {
        check(
            "asyncio.gather | tokio::time::sleep | same",
            Err("`asyncio.gather` does not occur in the python program"),
        );
        check(
            "asyncio.sleep | tokio::spawn | same",
            Err("`spawn` does not occur in the rust program"),
        );
    }

    #[test]
    fn a_malformed_row_is_refused() {
        check(
            "asyncio.sleep | sleep",
            Err("has 2 fields instead of three"),
        );
        check(
            "asyncio.sleep | sleep | differs:",
            Err("the verdict `differs:` is neither `same` nor `differs: how`"),
        );
    }
}

//! The forms in which modules import and export.

use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

use super::place::Place;

/// `import {a, b as c} from "./x.js";`, or without the names.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) of: Place,
    /// What it is called there, and here.
    pub(super) names: Vec<(String, String)>,
    /// Where it stands in the module.
    pub(super) line: usize,
}

const IMPORTS: &str = "an import in a form that is not joined
  write `import {name, other as mine} from \"./x.js\";`, or `import \"./x.js\";`";

const EXPORTS: &str = "an export in a form that is not joined
  write `export` before a function, a class, or a `const` with one name";

const LATER: &str = "an `import` of what is not written there
  write `import(\"./x.js\")`, or `import(new URL(\"…\", import.meta.url))` for a file that stays one";

impl Import {
    pub(super) fn read(statement: &str, line: usize, from: &str) -> Result<Import> {
        static FORM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"^import (?:\{([\w, ]*)\} from )?"([^"]+)";$"#).expect("is a pattern")
        });
        let parts = FORM.captures(statement).context(IMPORTS)?;
        let names = parts.get(1).map_or("", |it| it.as_str()).split(',');
        let names = names.map(str::trim).filter(|it| !it.is_empty()).map(|it| {
            let (there, here) = it.split_once(" as ").unwrap_or((it, it));
            (there.to_string(), here.to_string())
        });
        Ok(Import {
            of: Place::of(&parts[2], from)?,
            names: names.collect(),
            line,
        })
    }
}

/// A line without the word `export`; its name is added to the others.
pub(super) fn exported<'a>(text: &'a str, names: &mut Vec<String>) -> Result<&'a str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:async )?function\*? |class |const )(\w+)\b").expect("is a pattern")
    });
    let declared = text.strip_prefix("export ").context(EXPORTS)?;
    let name = FORM.captures(declared).context(EXPORTS)?;
    names.push(name[1].to_string());
    Ok(declared)
}

/// A line with what depends on the place of the file written anew: `import()`
/// and `import.meta.url`. `code` is the line without texts.
pub(super) fn rewritten(
    text: &str,
    code: &str,
    name: &str,
    later: &mut Vec<Place>,
) -> Result<String> {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:import|export)\b|\$[A-Za-z_]").expect("is a pattern"));
    let mut line = String::new();
    let mut done = 0;
    for found in WORD.find_iter(code) {
        let (at, rest) = (found.start(), &text[found.start()..]);
        line += &text[done..at];
        let (instead, bytes) = match found.as_str() {
            "import" => imported(rest, name, later)?,
            "export" => bail!("{EXPORTS}"),
            other => bail!(
                "a name that begins with `{other}`\n  such names are kept for the joined file"
            ),
        };
        line += &instead;
        done = at + bytes;
    }
    Ok(line + &text[done..])
}

/// What to write for an `import` in a line, and in place of how many bytes.
fn imported(rest: &str, name: &str, later: &mut Vec<Place>) -> Result<(String, usize)> {
    const HERE: &str = "import.meta.url";
    const FILE: &str = "import(new URL(";
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^import\("([^"]+)"\)"#).expect("is a pattern"));
    if rest.starts_with(HERE) {
        return Ok((format!("new URL(\"./{name}\", {HERE}).href"), HERE.len()));
    }
    if rest.starts_with(FILE) {
        return Ok((FILE.to_string(), FILE.len()));
    }
    let parts = FORM.captures(rest).context(LATER)?;
    let place = Place::of(&parts[1], name)?;
    let instead = match &place {
        Place::Module(name) => format!("$load(\"{name}\")"),
        Place::File(address) => format!("import(\"{address}\")"),
    };
    later.push(place);
    Ok((instead, parts[0].len()))
}

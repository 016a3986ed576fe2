//! Reads one module: what it imports, what it exports, and what it does.

use anyhow::{Context, Result, bail};

use super::line::code_of;
use super::place::Place;
use super::statement::{self, Import};

/// A module that is to be joined.
#[derive(Debug)]
pub(super) struct Module {
    /// Its path in the folder of scripts, such as `programs/names.js`.
    pub(super) name: String,
    pub(super) imports: Vec<Import>,
    pub(super) exports: Vec<String>,
    /// What it gives to `import()`, of modules and of other files.
    pub(super) later: Vec<Place>,
    /// Its lines without comments, imports and the word `export`.
    pub(super) body: String,
}

impl Module {
    pub(super) fn read(name: &str, text: &str) -> Result<Module> {
        let mut module = Module {
            name: name.to_string(),
            imports: Vec::new(),
            exports: Vec::new(),
            later: Vec::new(),
            body: String::new(),
        };
        let mut reader = Reader::default();
        for (line, number) in text.lines().zip(1..) {
            let read = reader.line(line, number, &mut module);
            read.with_context(|| format!("{name}:{number}"))?;
        }
        if let Some((number, _)) = reader.import {
            bail!("{name}:{number}: an import that does not end\n  end it with `;`");
        }
        Ok(module)
    }
}

/// What has begun in the lines above.
#[derive(Default)]
struct Reader {
    comment: bool,
    /// The line where an import began, and what was read of it.
    import: Option<(usize, String)>,
    /// How many brackets are open.
    depth: usize,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize, module: &mut Module) -> Result<()> {
        let text = line.trim();
        if self.comment || text.starts_with("/*") {
            return self.in_comment(text);
        }
        let code = code_of(text)?;
        let (code, text) = (code.trim_end(), &text[..code.trim_end().len()]);
        if code.is_empty() {
            return Ok(());
        }
        if self.import.is_some() || line.starts_with("import ") {
            return self.in_import(text, number, module);
        }
        if code.contains("await") && !code.contains("async") && self.depth == 0 {
            bail!("an `await` outside of all functions\n  put it into an async function");
        }
        let text = match line.starts_with("export ") {
            true => statement::exported(text, &mut module.exports)?,
            false => text,
        };
        let code = &code[code.len() - text.len()..];
        module.body += &statement::rewritten(text, code, &module.name, &mut module.later)?;
        module.body.push('\n');
        self.count(code)
    }

    fn in_comment(&mut self, text: &str) -> Result<()> {
        let end = text.find("*/");
        if end.is_some_and(|at| at + 2 < text.len()) {
            bail!("code behind a comment\n  put it into the next line");
        }
        self.comment = end.is_none();
        Ok(())
    }

    fn in_import(&mut self, text: &str, number: usize, module: &mut Module) -> Result<()> {
        let (begin, mut whole) = self.import.take().unwrap_or((number, String::new()));
        whole += text;
        if text.ends_with(';') {
            module
                .imports
                .push(Import::read(&whole, begin, &module.name)?);
        } else {
            self.import = Some((begin, whole + " "));
        }
        Ok(())
    }

    fn count(&mut self, code: &str) -> Result<()> {
        let open = code.matches(['(', '[', '{']).count();
        let closed = code.matches([')', ']', '}']).count();
        self.depth = (self.depth + open)
            .checked_sub(closed)
            .context("a bracket too much")?;
        Ok(())
    }
}

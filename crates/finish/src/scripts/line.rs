//! Tells the code in a line of JavaScript from the text in it.
//!
//! A line is read by itself: a comment or template that goes on in the next
//! line is refused, so every line begins with code.

use anyhow::{Result, bail};

/// After these a `/` begins a pattern; after anything else it divides.
const BEFORE_PATTERN: [&str; 15] = [
    "", "(", ",", "=", ":", "[", "!", "&", "|", "?", "{", ";", "}", "=>", "return",
];

/// The line with a blank for each byte of text in it, up to a comment at its
/// end. Quotes and slashes around the text stay.
pub(super) fn code_of(line: &str) -> Result<String> {
    let mut reader = Reader {
        line,
        code: String::new(),
        holes: Vec::new(),
    };
    while let Some(letter) = reader.next() {
        match letter {
            '"' | '\'' => reader.quoted(letter)?,
            '`' => reader.template()?,
            '/' if reader.rest().starts_with("//") => break,
            '/' if reader.rest().starts_with("/*") => {
                bail!("a comment beside code\n  give it lines of its own, or begin it with `//`")
            }
            '/' if reader.is_at_pattern() => reader.pattern()?,
            '{' => reader.open(),
            '}' => reader.close()?,
            _ => reader.keep(),
        }
    }
    if !reader.holes.is_empty() {
        bail!("{OPEN}");
    }
    Ok(reader.code)
}

const OPEN: &str = "text that goes on in the next line\n  end it, and join lines with `\\n`";

struct Reader<'a> {
    line: &'a str,
    /// As long, in bytes, as what was read.
    code: String,
    /// For each template that is open around this place, how many braces are
    /// open in its hole.
    holes: Vec<usize>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.line[self.code.len()..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn keep(&mut self) {
        self.code.extend(self.next());
    }

    fn blank(&mut self) {
        let bytes = self.next().map_or(0, char::len_utf8);
        self.code.extend(std::iter::repeat_n(' ', bytes));
    }

    fn quoted(&mut self, quote: char) -> Result<()> {
        self.keep();
        self.text(|letter, _| letter == quote)?;
        self.keep();
        Ok(())
    }

    /// A pattern may have slashes in brackets.
    fn pattern(&mut self) -> Result<()> {
        let mut bracket = false;
        self.keep();
        self.text(|letter, _| {
            bracket = (bracket || letter == '[') && letter != ']';
            letter == '/' && !bracket
        })?;
        self.keep();
        Ok(())
    }

    /// A template from its quote, or from the end of a hole, to its end or the next hole.
    fn template(&mut self) -> Result<()> {
        self.keep();
        self.text(|_, rest| rest.starts_with('`') || rest.starts_with("${"))?;
        if self.next() == Some('$') {
            self.keep();
            self.holes.push(0);
        }
        self.keep();
        Ok(())
    }

    /// Blanks text up to where `ends` says so.
    fn text(&mut self, mut ends: impl FnMut(char, &str) -> bool) -> Result<()> {
        while let Some(letter) = self.next() {
            if letter == '\\' {
                self.blank();
            } else if ends(letter, self.rest()) {
                return Ok(());
            }
            self.blank();
        }
        bail!("{OPEN}")
    }

    fn open(&mut self) {
        if let Some(hole) = self.holes.last_mut() {
            *hole += 1;
        }
        self.keep();
    }

    fn close(&mut self) -> Result<()> {
        match self.holes.last_mut() {
            Some(0) => {
                self.holes.pop();
                return self.template();
            }
            Some(hole) => *hole -= 1,
            None => {}
        }
        self.keep();
        Ok(())
    }

    fn is_at_pattern(&self) -> bool {
        let before = self.code.trim_end();
        BEFORE_PATTERN
            .iter()
            .any(|it| before.ends_with(it) && (!it.is_empty() || before.is_empty()))
    }
}

//! A listing as one figure: caption, twins, what comes out.

use std::fmt::Write as _;

use listing::page::Show;
use listing::{Compiler, Ending, Expectation, Kind, Language, Listing, Need, compiler_text, needs};
use similar::{ChangeTag, TextDiff};

use crate::html::{escape, fence, sentence};
use crate::pictures;
use crate::words::fill;
use crate::{Page, Shared};

/// What is wrong, and what to do about it.
pub(crate) type Wrong = (String, String);

/// The figure for `{{#listing …}}`.
pub(crate) fn figure(book: &Shared, page: &Page, show: &Show) -> Result<String, Wrong> {
    let listing = book.listings.get(&show.name).ok_or_else(|| {
        let slug = Some(page.slug()).filter(|slug| book.listings.registered.contains_key(*slug));
        (
            format!("no listing named `{}`", show.name),
            book.listings.suggestions(&show.name, slug),
        )
    })?;
    let original = match listing.variation_of() {
        None => None,
        Some(name) => Some(book.listings.get(name).ok_or_else(|| {
            (
                format!("`{}` is a variation of nothing", show.name),
                format!("add `{name}`"),
            )
        })?),
    };
    let figure = Figure {
        book,
        page,
        show,
        listing,
        original,
    };
    figure.html()
}

/// A line break in an attribute. As itself it could be an empty line, where
/// Markdown takes the HTML to end.
const NEW_LINE: &str = "&#10;";

/// Crates that the public playground has had for years.
const PLAYGROUND: [&str; 5] = ["anyhow", "futures", "rayon", "tokio", "tokio_util"];

struct Figure<'a> {
    book: &'a Shared,
    page: &'a Page,
    show: &'a Show,
    listing: &'a Listing,
    /// What this is a variation of.
    original: Option<&'a Listing>,
}

impl Figure<'_> {
    fn html(&self) -> Result<String, Wrong> {
        let claims = self.claims()?;
        let caption = match &self.show.ask {
            Some(question) => format!("<span class=\"claim\">{}</span>", sentence(question)),
            None => {
                let claims = claims
                    .iter()
                    .map(|it| format!("<span class=\"claim\">{it}</span>"));
                claims.collect::<Vec<_>>().join("\n")
            }
        };
        let folds = self.show.ask.is_some() || self.original.is_some();
        let answer = if folds {
            self.answer(&claims)?
        } else {
            self.outputs()? + &self.timelines()?
        };
        let class = if self.original.is_some() {
            "listing variation"
        } else {
            "listing"
        };
        Ok(format!(
            "<figure class=\"{class}\" id=\"{id}\" aria-label=\"{label}\" data-listing=\"{name}\">\n\
             <figcaption>{number} {caption}</figcaption>\n{twins}{answer}</figure>\n",
            id = self.listing.id(),
            // Short: a screen reader says it, and then reads the caption.
            label = escape(&number_text(self.book, self.listing)),
            name = self.listing.name,
            number = self.number(),
            twins = self.twins()?,
        ))
    }

    /// The claim, and Python's where it is another, as HTML.
    fn claims(&self) -> Result<Vec<String>, Wrong> {
        let claim = self.listing.claim().ok_or_else(|| {
            let what = format!("`{}` has no claim", self.show.name);
            (
                what,
                "start the program with a comment of one sentence and an empty line".into(),
            )
        })?;
        let other = self.python_claim(&claim);
        let template = &self.book.words.python_claim;
        let other = other.map(|other| fill(template, "claim", &sentence(&other)));
        Ok([sentence(&claim)].into_iter().chain(other).collect())
    }

    /// What folds away: the claims, if a question stands in their place, what
    /// comes out, and what wrong answers believe.
    fn answer(&self, claims: &[String]) -> Result<String, Wrong> {
        let words = &self.book.words;
        let asks = self.show.ask.is_some();
        let summary = if asks { &words.answer } else { &words.outcome };
        let mut html = format!("<details class=\"answer\">\n<summary>{summary}</summary>\n");
        for claim in claims.iter().filter(|_| asks) {
            let _ = writeln!(html, "<p class=\"claim\">{claim}</p>");
        }
        html += &self.outputs()?;
        html += &self.timelines()?;
        for (answer, belief) in &self.show.choices {
            let answer = format!("<strong>{}</strong>", sentence(answer));
            let text = fill(&words.believed, "answer", &answer);
            let text = fill(&text, "belief", &sentence(belief));
            let _ = writeln!(html, "<p class=\"believed\">{text}</p>");
        }
        Ok(html + "</details>\n")
    }

    /// The recorded runs; not for rustdoc, which draws nothing.
    fn timelines(&self) -> Result<String, Wrong> {
        if self.book.for_test {
            return Ok(String::new());
        }
        let see = self.show.see.as_deref();
        pictures::below(
            self.book,
            self.page,
            self.listing,
            &self.languages(),
            see,
            self.original,
        )
    }

    /// The claim of the Python program where it is another than `claim`.
    fn python_claim(&self, claim: &str) -> Option<String> {
        let shown = self.languages().contains(&Language::Python);
        self.listing
            .claim_of(Language::Python)
            .filter(|other| shown && other != claim)
    }

    /// `Listing 2.3`; on another page than the listing's own, a link to it.
    fn number(&self) -> String {
        let number = self.book.numbers.of(self.listing);
        let text = number_text(self.book, self.listing);
        match number {
            Some(number) if number.page != *self.page => format!(
                "<a class=\"number\" href=\"{}#{}\">{text}</a>",
                number.page.link_from(self.page),
                self.listing.id()
            ),
            _ => format!("<span class=\"number\">{text}</span>"),
        }
    }

    /// The languages to show, in order.
    fn languages(&self) -> Vec<Language> {
        let shown = |language: &Language| {
            self.listing.source(*language).is_some()
                && self.show.only.is_none_or(|only| only == *language)
        };
        Language::ALL.into_iter().filter(shown).collect()
    }

    fn twins(&self) -> Result<String, Wrong> {
        let languages = self.languages();
        if languages.is_empty() {
            let what = format!("`{}` has no program to show here", self.show.name);
            return Err((what, "check `only`, and the files of the listing".into()));
        }
        let class = if languages.len() == 1 {
            "twins single"
        } else {
            "twins"
        };
        let mut html = format!("<div class=\"{class}\">\n");
        for language in languages {
            let words = &self.book.words;
            let label = match (language, self.original.is_some()) {
                (Language::Python, false) => &words.python,
                (Language::Rust, false) => &words.rust,
                (Language::Python, true) => &words.python_changes,
                (Language::Rust, true) => &words.rust_changes,
            };
            let numbers = self.line_numbers(language);
            let _ = write!(
                html,
                "<div class=\"twin {language}\"{numbers}{here}>\n\
                 <p class=\"language\">{label}{needs}</p>\n{program}</div>\n",
                here = if self.runs_only_here(language) {
                    " data-here"
                } else {
                    ""
                },
                needs = self.needs(language),
                program = self.program(language)
            );
        }
        html += "</div>\n";
        Ok(html)
    }

    /// What has to be installed for the program: the reader may not have it.
    fn needs(&self, language: Language) -> String {
        let needs = self.listing.needs(language);
        let words = &self.book.words;
        let is_server = |need: &&Need| matches!(need, Need::Server(_));
        // A package and a server may have one name.
        let (servers, modules): (Vec<&Need>, Vec<&Need>) = needs.iter().partition(is_server);
        let modules = modules.into_iter().map(|it| it.name().to_owned());
        let servers = servers
            .into_iter()
            .map(|it| fill(&words.server, "name", it.name()));
        let names: Vec<String> = modules.chain(servers).collect();
        if names.is_empty() {
            return String::new();
        }
        let text = fill(&words.needs, "names", &names.join(&words.and));
        format!(" <span class=\"needs\">{}</span>", escape(&text))
    }

    /// Whether the program in Rust talks to servers that only `cargo book`
    /// starts, or uses a crate that the public playground may not have.
    fn runs_only_here(&self, language: Language) -> bool {
        let Some(source) = self.listing.source(Language::Rust) else {
            return false;
        };
        let crates = self.book.crates.get(&self.listing.chapter);
        let used = crates.into_iter().flatten();
        let mut used = used.filter(|name| source.contains(&format!("{name}::")));
        language == Language::Rust
            && (self.needs_a_server() || used.any(|it| !PLAYGROUND.contains(&&**it)))
    }

    fn needs_a_server(&self) -> bool {
        let source = self.listing.source(Language::Rust);
        source.is_some_and(needs::practises) || !self.listing.needs(Language::Rust).is_empty()
    }

    fn program(&self, language: Language) -> String {
        let code = self.listing.code(language).unwrap_or_default();
        if self.book.for_test {
            return fence(&self.info(language), &self.with_crates(language, code));
        }
        match self.original {
            None => fence(&self.info(language), code),
            Some(_) => {
                let rows = self.changes(language);
                let text: String = rows.iter().map(|row| format!("{}\n", row.text)).collect();
                fence("diff", &text)
            }
        }
    }

    /// The changed lines of a variation.
    fn changes(&self, language: Language) -> Vec<Row> {
        let before = self.original.and_then(|original| original.code(language));
        let after = self.listing.code(language).unwrap_or_default();
        changes(before.unwrap_or_default(), after)
    }

    /// For the script: which line of the program each row of the block is, and
    /// the whole program where the block shows only a part of it.
    fn line_numbers(&self, language: Language) -> String {
        let first = self.listing.first_line(language).unwrap_or(1);
        if self.original.is_none() {
            return format!(" data-first-line=\"{first}\"");
        }
        let code = self.listing.code(language).unwrap_or_default();
        let program = escape(code).replace('\n', NEW_LINE);
        let number = |row: &Row| {
            row.line
                .map_or(String::new(), |it| (it + first).to_string())
        };
        let numbers: Vec<String> = self.changes(language).iter().map(number).collect();
        format!(
            " data-first-line=\"{first}\" data-lines=\"{}\" data-program=\"{program}\"",
            numbers.join(",")
        )
    }

    /// What stands behind the backticks: the language and, for rustdoc, how
    /// the program ends. Never `key=value`, which makes rustdoc skip a block.
    fn info(&self, language: Language) -> String {
        if language == Language::Python {
            return "python".into();
        }
        let how = match self.listing.expectation(Language::Rust) {
            Some(Expectation {
                compiler: Compiler::Refuses(_),
                ..
            }) => ",compile_fail",
            // Nobody starts one for rustdoc; `cargo test` runs the program.
            _ if self.needs_a_server() => ",no_run",
            Some(Expectation {
                ending: Ending::Failed(stderr),
                ..
            }) => {
                // A program that fails without a panic has no word in rustdoc.
                if stderr.contains(" panicked at ") {
                    ",should_panic"
                } else {
                    ",no_run"
                }
            }
            _ => "",
        };
        format!("rust{how}")
    }

    /// Adds the hidden lines that let rustdoc find the crates by `-L` alone.
    /// They follow the program, so that its line numbers stay.
    fn with_crates(&self, language: Language, code: &str) -> String {
        let mut whole = code.to_string();
        if language == Language::Rust {
            let crates = self.book.crates.get(&self.listing.chapter);
            for name in crates
                .into_iter()
                .flatten()
                .filter(|name| code.contains(*name))
            {
                let _ = writeln!(whole, "# extern crate {name};");
            }
        }
        whole
    }

    fn outputs(&self) -> Result<String, Wrong> {
        let words = &self.book.words;
        let python = self.expectation(Language::Python)?;
        let rust = self.expectation(Language::Rust)?;
        // Before a program runs the compiler speaks; if it refuses, that is
        // all there is, and Python still comes first.
        let (mut before, mut after) = (String::new(), String::new());
        let rust = rust.filter(|rust| match &rust.compiler {
            Compiler::Silent => true,
            Compiler::Warns(text) => {
                before = compiler_block(&words.compiler_warns, text);
                true
            }
            Compiler::Refuses(text) => {
                after = compiler_block(&words.compiler_refuses, text);
                false
            }
        });
        let printed = self.printed(python.as_ref(), rust.as_ref());
        let endings = ending("python", &words.python_notes, &words.python_fails, python)
            + &ending("rust", &words.rust_notes, &words.rust_fails, rust);
        Ok(format!(
            "<div class=\"outputs\">\n{before}{printed}{endings}{after}</div>\n"
        ))
    }

    /// What the program in that language does, if the figure shows it.
    fn expectation(&self, language: Language) -> Result<Option<Expectation>, Wrong> {
        if !self.languages().contains(&language) {
            return Ok(None);
        }
        self.listing.expectation(language).map(Some).ok_or_else(|| {
            (
                format!(
                    "nothing says what `{}` does in {language}",
                    self.listing.name
                ),
                format!("run it: cargo book bless {}", self.listing.chapter),
            )
        })
    }

    /// What the programs print: one block where both print the same.
    fn printed(&self, python: Option<&Expectation>, rust: Option<&Expectation>) -> String {
        let words = &self.book.words;
        let python = python.map(|did| did.stdout.as_str());
        let rust = rust.map(|did| did.stdout.as_str());
        if let (Some(text), Some(_)) = (python, rust)
            && self.listing.file(Kind::PythonOut).is_none()
        {
            return self.stdout("both", &words.both_print, text);
        }
        let python = python.map(|text| self.stdout("python", &words.python_prints, text));
        let rust = rust.map(|text| self.stdout("rust", &words.rust_prints, text));
        python.unwrap_or_default() + &rust.unwrap_or_default()
    }

    fn stdout(&self, class: &str, label: &str, text: &str) -> String {
        if text.is_empty() {
            let nothing = &self.book.words.prints_nothing;
            return format!(
                "<div class=\"output {class}\">\n\
                 <p class=\"language\">{label} <em>{nothing}</em></p>\n</div>\n"
            );
        }
        block(class, label, text)
    }
}

/// What a program wrote to stderr, under the label that fits its end.
fn ending(class: &str, notes: &str, fails: &str, did: Option<Expectation>) -> String {
    match did.map(|did| did.ending) {
        Some(Ending::Noted(text)) => block(class, notes, &text),
        Some(Ending::Failed(text)) => block(class, fails, &text),
        Some(Ending::Well) | None => String::new(),
    }
}

/// What a compiler said; the first line of the text is its version.
fn compiler_block(label: &str, text: &str) -> String {
    let (version, message) = compiler_text(text);
    // `rustc 1.95.0 (59807616e 2026-04-14)`: the reader needs the first half.
    let short = version.split(" (").next().unwrap_or(version);
    block("rust compiler", &fill(label, "version", short), message)
}

fn block(class: &str, label: &str, text: &str) -> String {
    format!(
        "<div class=\"output {class}\">\n<p class=\"language\">{}</p>\n{}</div>\n",
        escape(label),
        fence("text", text)
    )
}

/// What a reader calls the listing: `Listing 2.3`, or `Listing 2.3, changed`.
pub(crate) fn number_text(book: &Shared, listing: &Listing) -> String {
    let words = &book.words;
    let number = book.numbers.of(listing);
    let template = match listing.variation_of() {
        None => &words.listing,
        Some(_) => &words.variation,
    };
    match number.and_then(|number| number.text.as_deref()) {
        Some(text) => fill(template, "number", text),
        None => words.unnumbered.clone(),
    }
}

/// A row of a variation's changes.
struct Row {
    text: String,
    /// The line of the changed program, counted from 0; none for what it no
    /// longer has, and between two groups of rows.
    line: Option<usize>,
}

/// The lines that changed, with one line around them to find the place.
fn changes(before: &str, after: &str) -> Vec<Row> {
    let diff = TextDiff::from_lines(before, after);
    let mut rows: Vec<Row> = Vec::new();
    for group in diff.grouped_ops(1) {
        if !rows.is_empty() {
            let text = "  ...".to_string();
            rows.push(Row { text, line: None });
        }
        let changes = group.iter().flat_map(|op| diff.iter_changes(op));
        let mut group: Vec<Row> = changes
            .map(|change| {
                let sign = match change.tag() {
                    ChangeTag::Delete => "- ",
                    ChangeTag::Insert => "+ ",
                    ChangeTag::Equal => "  ",
                };
                let text = format!("{sign}{}", change.value()).trim_end().to_string();
                let line = change.new_index();
                Row { text, line }
            })
            .collect();
        // An empty line around a change helps nobody to find the place.
        while group.last().is_some_and(|row| row.text.is_empty()) {
            group.pop();
        }
        let first = group.iter().position(|row| !row.text.is_empty());
        rows.extend(group.drain(first.unwrap_or(0)..));
    }
    rows
}

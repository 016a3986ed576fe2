//! The languages that are painted, and how a text is read in one.

use tree_sitter::{Node, Parser};

use super::class::{self, Class, Classes};
use super::{python, rust};

/// A language of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Language {
    Python,
    Rust,
}

/// What is said of a node of a tree.
pub(super) enum Part {
    /// All of it is this.
    Whole(Class),
    /// It is this where its parts are nothing else.
    Around(Option<Class>),
    /// It is this, but for the strings and numbers in it.
    Over(Class),
    /// What it is, its parts say.
    Open,
}

impl Language {
    pub(super) fn named(name: &str) -> Option<Language> {
        match name {
            "python" => Some(Language::Python),
            "rust" => Some(Language::Rust),
            _ => None,
        }
    }

    pub(super) fn of_class(class: &str) -> Option<Language> {
        Language::named(class.strip_prefix("language-")?)
    }

    fn reader(self) -> Parser {
        let grammar = match self {
            Language::Python => tree_sitter_python::LANGUAGE,
            Language::Rust => tree_sitter_rust::LANGUAGE,
        };
        let mut reader = Parser::new();
        let fits = reader.set_language(&grammar.into());
        fits.expect("the grammar is of a version that the library reads");
        reader
    }

    fn part(self, node: Node, text: &str) -> Part {
        match self {
            Language::Python => python::part(node, text),
            Language::Rust => rust::part(node, text),
        }
    }
}

/// Reads texts; a reader is made when its language is first met.
#[derive(Default)]
pub(super) struct Readers {
    python: Option<Parser>,
    rust: Option<Parser>,
}

impl Readers {
    /// What each byte of a text is.
    pub(super) fn classes(&mut self, language: Language, text: &str) -> Classes {
        let reader = match language {
            Language::Python => &mut self.python,
            Language::Rust => &mut self.rust,
        };
        let reader = reader.get_or_insert_with(|| language.reader());
        let tree = reader.parse(text, None).expect("nothing stops it");
        let mut classes = vec![None; text.len()];
        fill(tree.root_node(), language, text, &mut classes);
        class::joined(text, classes)
    }
}

fn fill(node: Node, language: Language, text: &str, classes: &mut Classes) {
    let range = node.byte_range();
    let part = language.part(node, text);
    match part {
        Part::Whole(class) => return classes[range].fill(Some(class)),
        Part::Around(class) => classes[range.clone()].fill(class),
        Part::Over(_) | Part::Open => {}
    }
    for child in (0..node.child_count()).filter_map(|it| node.child(it)) {
        fill(child, language, text, classes);
    }
    if let Part::Over(class) = part {
        let kept = |it: &Option<Class>| matches!(it, Some(Class::String | Class::Number));
        let others = classes[range].iter_mut().filter(|it| !kept(it));
        others.for_each(|it| *it = Some(class));
    }
}

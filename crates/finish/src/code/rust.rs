//! Rust, as it is painted.

use tree_sitter::Node;

use super::class::Class;
use super::language::Part;
use super::words::{self, Words};

/// `self` is not among the keywords: in Python it is a variable, and the two
/// stand side by side.
const WORDS: Words = Words {
    keywords: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
        "pub", "ref", "return", "static", "struct", "super", "trait", "type", "unsafe", "use",
        "where", "while", "yield",
    ],
    types: &[
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ],
    calls: &["(", "::<"],
    macros: &["!(", "![", "!{", "! "],
    defines: "fn ",
};

/// What a node is.
pub(super) fn part(node: Node, text: &str) -> Part {
    match node.kind() {
        "line_comment" | "block_comment" => Part::Whole(Class::Comment),
        "string_literal" | "raw_string_literal" | "char_literal" => Part::Whole(Class::String),
        "integer_literal" | "float_literal" | "boolean_literal" => Part::Whole(Class::Number),
        "attribute_item" | "inner_attribute_item" => Part::Over(Class::Macro),
        "lifetime" | "label" => Part::Whole(Class::Type),
        // In macros, it is a quote and a name.
        "'" => Part::Whole(Class::Type),
        "identifier" if text[..node.start_byte()].ends_with('\'') => Part::Whole(Class::Type),
        "!" if words::is_word_before(text, node.start_byte()) => Part::Whole(Class::Macro),
        "metavariable" | "macro_rules!" => Part::Whole(Class::Macro),
        _ => word(node, text).map_or(Part::Open, Part::Whole),
    }
}

fn word(node: Node, text: &str) -> Option<Class> {
    let is_leaf = node.child_count() == 0 && words::is_word(&text[node.byte_range()]);
    is_leaf.then(|| WORDS.class(text, node.byte_range()))?
}

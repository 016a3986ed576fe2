//! Python, as it is painted.

use tree_sitter::Node;

use super::class::Class;
use super::language::Part;
use super::words::Words;

/// The grammar knows the keywords: `match` and `type` are some only at times.
const WORDS: Words = Words {
    keywords: &[],
    types: &[
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "memoryview",
        "object",
        "set",
        "str",
        "tuple",
    ],
    calls: &["("],
    macros: &[],
    defines: "def ",
};

/// What a node is.
pub(super) fn part(node: Node, text: &str) -> Part {
    match node.kind() {
        "comment" => Part::Whole(Class::Comment),
        "string" if is_docstring(node) => Part::Whole(Class::Comment),
        "string" | "format_specifier" | "type_conversion" => Part::Around(Some(Class::String)),
        // A hole in an f-string.
        "interpolation" | "format_expression" => Part::Around(None),
        "integer" | "float" | "true" | "false" | "none" => Part::Whole(Class::Number),
        "decorator" => Part::Over(Class::Macro),
        _ => word(node, text).map_or(Part::Open, Part::Whole),
    }
}

fn word(node: Node, text: &str) -> Option<Class> {
    match node.kind() {
        "identifier" => WORDS.class(text, node.byte_range()),
        kind if !node.is_named() && kind.starts_with(char::is_alphabetic) => Some(Class::Keyword),
        _ => None,
    }
}

/// Whether a string is a statement: nobody reads it but people.
fn is_docstring(node: Node) -> bool {
    let statement = node
        .parent()
        .filter(|it| it.kind() == "expression_statement");
    statement.is_some_and(|it| it.child_count() == 1)
}

//! The `main.rs` of a chapter, which names the programs that are built.

/// The names in the `tour::chapter! { … }` of a `main.rs`, in its order.
///
/// Attributes in front of a name are allowances for deliberate warnings and
/// are skipped, as is what starts servers. Text without the macro has no names.
pub fn registered(main_rs: &str) -> Vec<String> {
    let without_comments: String = main_rs
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect();
    let Some((_, call)) = without_comments.split_once("chapter!") else {
        return Vec::new();
    };
    let (Some(start), Some(end)) = (call.find('{'), call.rfind('}')) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut rest = call[start + 1..end].trim();
    // The type that starts servers is no program; a program may be called `with`.
    if let Some((head, programs)) = rest.split_once(';')
        && head.starts_with("with ")
    {
        rest = programs.trim_start();
    }
    while !rest.is_empty() {
        while rest.starts_with("#[") {
            let Some((_, after)) = rest.split_once(']') else {
                return names;
            };
            rest = after.trim_start();
        }
        let (name, after) = rest.split_once(',').unwrap_or((rest, ""));
        names.push(name.split_whitespace().collect());
        rest = after.trim_start();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::registered;

    #[test]
    fn names_follow_the_macro() {
        for (main_rs, expected) in [
            ("tour::chapter! { a, b.try_c }", vec!["a", "b.try_c"]),
            (
                "//! Doc.\ntour::chapter! {\n    a, // why\n    #[allow(x, y)]\n    b,\n}\n",
                vec!["a", "b"],
            ),
            ("tour::chapter! { with a::B; c, d }", vec!["c", "d"]),
            ("tour::chapter! { with, b }", vec!["with", "b"]),
            ("tour::chapter! {}", vec![]),
            ("fn main() {}", vec![]),
        ] {
            assert_eq!(registered(main_rs), expected, "{main_rs}");
        }
    }
}

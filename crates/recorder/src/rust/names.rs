//! What a program's text calls the things it starts.

/// Longer names are cut: a lane has no room for them.
const NAME_MAX: usize = 60;

/// The name of what is spawned by the call at that place, counted from 1:
/// `say_after(100, "hello")` of `tokio::spawn(say_after(100, "hello"))`.
pub(crate) fn spawned(source: &str, line: u32, col: u32) -> Option<String> {
    let argument = argument(from(source, line, col)?)?;
    Some(telling(source, argument))
}

/// The same, for what is spawned somewhere in that line or just after it.
pub(crate) fn spawned_on(source: &str, line: u32) -> Option<String> {
    let rest = from(source, line, 1)?;
    let near: usize = rest.split_inclusive('\n').take(6).map(str::len).sum();
    let at = rest[..near].find("spawn(")?;
    Some(telling(source, argument(&rest[at..])?))
}

/// The last name of the path that is called at that place: `sleep` of
/// `tokio::time::sleep(…)`.
pub(crate) fn called(source: &str, line: u32, col: u32) -> Option<String> {
    let rest = from(source, line, col)?;
    let path = rest.split('(').next()?;
    let path = path.split("::<").next()?;
    let name = path.rsplit("::").next()?.trim();
    is_name(name).then(|| name.to_string())
}

/// The text from that place on.
fn from(source: &str, line: u32, col: u32) -> Option<&str> {
    let index = usize::try_from(line.checked_sub(1)?).ok()?;
    let before: usize = source.split_inclusive('\n').take(index).map(str::len).sum();
    let rest = source.get(before..)?;
    let skipped = usize::try_from(col.saturating_sub(1)).ok()?;
    let offset = rest.char_indices().nth(skipped)?.0;
    rest.get(offset..)
}

/// The first argument of the first call in the text.
fn argument(text: &str) -> Option<&str> {
    let open = text.find('(')?;
    let inside = &text[open + 1..open + end_of(&text[open..])?];
    Some(parts(inside, ',').next().unwrap_or(inside).trim())
}

/// What a reader recognises a future or a closure by.
fn telling(source: &str, text: &str) -> String {
    let text = text.trim();
    if let Some(inside) = within(text, "Box::pin(") {
        return telling(source, inside);
    }
    let (is_closure, body) = body(text);
    let name = match block(body) {
        None => match is_closure {
            // A function by name is called like a closure.
            false if is_function(source, body) => format!("{body}()"),
            _ => body.into(),
        },
        Some(inside) => of_block(source, inside).unwrap_or_else(|| match is_closure {
            true => "|| { … }".into(),
            false => "async { … }".into(),
        }),
    };
    let mut name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for (long, short) in [("( ", "("), (", )", ")"), (" )", ")"), (" .", ".")] {
        name = name.replace(long, short);
    }
    let mut name = &*name;
    while let Some(shorter) = [".await", ".unwrap()", "?"]
        .iter()
        .find_map(|it| name.strip_suffix(it))
    {
        name = shorter;
    }
    match name.char_indices().nth(NAME_MAX) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_string(),
    }
}

/// The name of a block: its only expression, or the first call of a function
/// that the program itself has.
fn of_block(source: &str, inside: &str) -> Option<String> {
    let without_comments: String = inside
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default().trim_end())
        .collect::<Vec<_>>()
        .join("\n");
    let statements: Vec<&str> = parts(&without_comments, ';')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    if let [only] = &statements[..]
        && !code(only).any(|(_, c)| c == '{')
    {
        return Some((*only).into());
    }
    calls(&without_comments)
        .find(|(name, _)| is_function(source, name))
        .map(|(_, call)| call.to_string())
}

/// The calls of plain functions in a text: name, and name with arguments.
fn calls(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.char_indices().filter_map(move |(at, c)| {
        if c != '(' {
            return None;
        }
        let before = &text[..at];
        let begin = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |index| index + 1);
        // A method is no plain function.
        if begin == at || before[..begin].ends_with('.') {
            return None;
        }
        let end = at + end_of(&text[at..])? + 1;
        Some((&text[begin..at], &text[begin..end]))
    })
}

fn is_function(source: &str, name: &str) -> bool {
    is_name(name)
        && source
            .match_indices(&format!("fn {name}"))
            .any(|(at, found)| source[at + found.len()..].starts_with(['(', '<']))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether the text is a closure, and what it does; of all else, the text.
fn body(text: &str) -> (bool, &str) {
    let text = text.strip_prefix("async ").map_or(text, str::trim_start);
    let text = text
        .strip_prefix("move")
        .map_or(text, |rest| match rest.trim_start() {
            rest if rest.starts_with(['|', '{']) => rest,
            _ => text,
        });
    let Some(rest) = text.strip_prefix('|') else {
        return (false, text);
    };
    match rest.split_once('|') {
        Some((_, body)) => (true, body.trim()),
        None => (false, text),
    }
}

/// What is inside a block; none if the text is none.
fn block(text: &str) -> Option<&str> {
    within(text, "{")
}

/// What is between an opening and its closing bracket, if that is all.
fn within<'a>(text: &'a str, open: &str) -> Option<&'a str> {
    let bracket = text.strip_prefix(open).and(Some(open.len() - 1))?;
    let end = bracket + end_of(&text[bracket..])?;
    (end + 1 == text.len()).then(|| text[bracket + 1..end].trim())
}

/// Where the bracket closes that the text begins with.
fn end_of(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in code(text) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts between separators that are in no brackets.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    let mut ends = Vec::new();
    for (at, c) in code(text) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if c == separator && depth == 0 => ends.push(at),
            _ => {}
        }
    }
    ends.push(text.len());
    let mut begin = 0;
    ends.into_iter().map(move |end| {
        let part = &text[begin..end];
        begin = (end + 1).min(text.len());
        part
    })
}

/// The characters of a program's text that are in no string, character or
/// comment.
fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            match c {
                '"' => {
                    while let Some((_, c)) = chars.next() {
                        match c {
                            '\\' => drop(chars.next()),
                            '"' => break,
                            _ => {}
                        }
                    }
                }
                '/' if text[at..].starts_with("//") => {
                    while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                }
                // A character, and not a lifetime.
                '\'' if is_character(&text[at..]) => {
                    if chars.next().is_some_and(|(_, c)| c == '\\') {
                        chars.next();
                    }
                    chars.next();
                }
                _ => return Some((at, c)),
            }
        }
    })
}

fn is_character(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        _ => chars.next() == Some('\''),
    }
}

#[cfg(test)]
mod tests {
    use super::{called, spawned, spawned_on};

    /// Names what is spawned by the call that begins the text.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let source = format!("{text}\nfn work(n: u32) {{}}\nasync fn save<T>(t: T) {{}}\n");
        assert_eq!(spawned(&source, 1, 1).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn a_call_is_its_text() {
        check(
            r#"tokio::spawn(say_after(100, "hello"));"#,
            r#"say_after(100, "hello")"#,
        );
        check(
            r#"spawn(say("a) b", ')', 'c'))"#,
            r#"say("a) b", ')', 'c')"#,
        );
        check("spawn(add(\n    1,\n    2,\n))", "add(1, 2)");
        check("set.spawn(client.get(url))", "client.get(url)");
        check("spawn_on(save(1), &handle)", "save(1)");
        check("spawn(Box::pin(save(1)))", "save(1)");
        check("block_on(future)", "future");
    }

    #[test]
    fn a_block_is_its_call() {
        check("spawn(async { save(1).await })", "save(1)");
        check(
            "spawn(async move {\n    save(1).await.unwrap();\n})",
            "save(1)",
        );
        check("spawn(async { let x = save(1).await; x + 1 })", "save(1)");
        check("spawn(async move { let x = 1; x + 1 })", "async { … }");
    }

    #[test]
    fn a_closure_is_its_call() {
        check("spawn_blocking(|| slow())", "slow()");
        check("spawn_blocking(move || work(2))", "work(2)");
        check("spawn_blocking(work)", "work()");
        check(
            "spawn_blocking(move || { work(1); // (\n work(2) })",
            "work(1)",
        );
        check("spawn_blocking(|| { 1 + 1; 2 })", "|| { … }");
        check(
            "spawn_blocking(move || thread::sleep(time))",
            "thread::sleep(time)",
        );
    }

    #[test]
    fn a_long_name_is_cut() {
        let long = format!("spawn(save({}))", "a + ".repeat(30));
        assert!(spawned(&long, 1, 1).unwrap().ends_with('…'));
    }

    #[test]
    fn a_place_counts_characters() {
        let source = "// ü\n  /* ü */ tokio::spawn(save(1));\n";
        assert_eq!(spawned(source, 2, 11).as_deref(), Some("save(1)"));
        assert_eq!(spawned(source, 9, 1), None);
        assert_eq!(spawned_on(source, 2).as_deref(), Some("save(1)"));
        assert_eq!(
            called("tokio::time::sleep(x)", 1, 1).as_deref(),
            Some("sleep")
        );
        assert_eq!(called("x + y", 1, 1), None);
    }
}

//! The variables that a style sheet sets.

/// Selector, name and value.
pub(super) type Variable = (String, String, String);

/// The variables of the page that screens of all widths get.
pub(super) fn variables(sheet: &str) -> Vec<Variable> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for part in without_comments(sheet).split_inclusive(['{', '}', ';']) {
        let text = part.trim_end_matches(['{', '}', ';']).trim();
        if !part.ends_with('{') {
            found.extend(variable(&open, text));
        }
        match part.chars().last() {
            Some('{') => open.push(text.to_string()),
            Some('}') => drop(open.pop()),
            _ => {}
        }
    }
    found
}

/// The variable that a text sets inside of these braces.
fn variable(open: &[String], text: &str) -> Option<Variable> {
    let (selector, around) = open.split_last()?;
    let (name, value) = text.split_once(':')?;
    let is_for_all = around.iter().all(|it| it == "@media screen");
    let is_page = selector.starts_with(":root") || selector.starts_with("html");
    (is_for_all && is_page && name.starts_with("--"))
        .then(|| (selector.clone(), name.to_string(), value.trim().to_string()))
}

fn without_comments(sheet: &str) -> String {
    let (first, rest) = sheet.split_once("/*").unwrap_or((sheet, ""));
    let kept = rest.split("/*").filter_map(|it| it.split_once("*/"));
    kept.fold(first.to_string(), |text, (_, it)| text + it)
}

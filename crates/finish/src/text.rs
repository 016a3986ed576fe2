//! Finds and replaces text of mdBook's template, whose version is fixed.

use anyhow::{Context as _, Result, ensure};

/// Puts `ours` in every place of `stock`.
pub(crate) fn swap(page: &mut String, stock: &str, ours: &str) -> Result<()> {
    ensure!(page.contains(stock), missing(stock));
    *page = page.replace(stock, ours);
    Ok(())
}

/// Takes out what begins with `start` and ends with `end`, and the space
/// before it.
pub(crate) fn cut(page: &mut String, start: &str, end: &str) -> Result<()> {
    let range = range(page, start, end)?;
    let before = page[..range.start].trim_end().len();
    page.replace_range(before..range.end, "");
    Ok(())
}

/// What begins with `start` and ends with `end`.
pub(crate) fn find<'a>(page: &'a str, start: &str, end: &str) -> Result<&'a str> {
    Ok(&page[range(page, start, end)?])
}

/// The value of an attribute in the text of a tag.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|it| it.0)
}

/// The text with `folder` before each relative address that follows `before`,
/// as in `url(…)` and `href="…"`.
pub(crate) fn rebased(text: &str, before: &str, folder: &str) -> String {
    let mut parts = text.split(before);
    let mut rebased = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let address = part.strip_prefix(['"', '\'']).unwrap_or(part);
        let quote = &part[..part.len() - address.len()];
        let folder = if is_relative(address) { folder } else { "" };
        rebased += &format!("{before}{quote}{folder}{address}");
    }
    rebased
}

/// Whether an address, with which a text begins, is one from here: no name of
/// this page, no path from the root, no other host, and no data.
fn is_relative(text: &str) -> bool {
    let address = text.split(['"', '\'', ')']).next().unwrap_or_default();
    !address.starts_with(['#', '/']) && !address.contains(':')
}

fn range(page: &str, start: &str, end: &str) -> Result<std::ops::Range<usize>> {
    let from = page.find(start).with_context(|| missing(start))?;
    let inside = from + start.len();
    let length = page[inside..].find(end).with_context(|| missing(end))?;
    Ok(from..inside + length + end.len())
}

fn missing(text: &str) -> String {
    format!(
        "mdBook made a page without `{text}`\n  \
         it is another version than the one that crates/finish knows"
    )
}

#[cfg(test)]
mod tests {
    use super::{attribute, cut, find, swap};

    #[test]
    fn what_is_not_there_is_named() {
        let mut page = "<p>".to_string();
        let errors = [
            swap(&mut page, "<a>", "").unwrap_err(),
            cut(&mut page, "<p>", "</p>").unwrap_err(),
            find(&page, "<b>", "</b>").map(drop).unwrap_err(),
        ];
        for (error, text) in errors.iter().zip(["`<a>`", "`</p>`", "`<b>`"]) {
            assert!(error.to_string().contains(text), "{error}");
        }
        assert_eq!(page, "<p>");
    }

    #[test]
    fn a_cut_takes_the_line_and_no_more() {
        let mut page = "<a>\n  <b>x</b>\n  <c>".to_string();
        cut(&mut page, "<b>", "</b>").unwrap();
        assert_eq!(page, "<a>\n  <c>");
    }

    #[test]
    fn an_attribute_is_found_by_its_whole_name() {
        let tag = "<a data-href=\"x\" href=\"y\">";
        assert_eq!(attribute(tag, "href"), Some("y"));
        assert_eq!(attribute(tag, "title"), None);
    }
}

//! The list of chapters, in every page: mdBook's own is made by a script, or
//! stands in a frame, and either comes late.

use anyhow::Result;

use crate::text::{find, swap};

mod headings;

/// Where the list belongs.
const EMPTY: &str = "<!-- populated by js -->\n            \
     <mdbook-sidebar-scrollbox class=\"sidebar-scrollbox\"></mdbook-sidebar-scrollbox>";

/// The list as every page has it.
pub(crate) struct Contents(String);

impl Contents {
    /// Reads the list from `toc.html`, the page that mdBook shows in a frame.
    ///
    /// # Errors
    ///
    /// If it has none.
    pub(crate) fn of(frame: &str) -> Result<Contents> {
        let list = find(frame, "<ol class=\"chapter\">", "</body>")?;
        let mut list = unnested(list.trim_end_matches("</body>").trim_end());
        swap(&mut list, " target=\"_parent\"", "")?;
        Ok(Contents(list))
    }

    /// Puts the list into the frame `before` the text of the page `name`.
    ///
    /// # Errors
    ///
    /// If it has no place there.
    pub(crate) fn put(&self, before: &mut String, name: &str, text: &str) -> Result<()> {
        let list = self.seen_from(name, text);
        let full = "<mdbook-sidebar-scrollbox class=\"sidebar-scrollbox\">";
        let full = format!("{full}{list}</mdbook-sidebar-scrollbox>");
        swap(before, EMPTY, &full)
    }

    /// What the page at `address` is called, as the value of an attribute: mdBook
    /// has escaped it.
    pub(crate) fn title(&self, address: &str) -> Option<&str> {
        let (_, rest) = self.0.split_once(&format!("<a href=\"{address}\">"))?;
        let (name, _) = rest.split_once("</a>")?;
        Some(name.rsplit_once("</strong> ").map_or(name, |it| it.1))
    }

    /// The list with this page marked, and its headings below it.
    fn seen_from(&self, name: &str, text: &str) -> String {
        let Some(start) = self.place(name) else {
            return self.0.clone();
        };
        let (before, entry) = self.0.split_at(start);
        let mark = "<a class=\"active\" aria-current=\"page\" ";
        let entry = entry.replacen("<a ", mark, 1);
        let end = "</a></span>";
        let headings = format!("{end}{}", headings::list(text));
        format!("{before}{}", entry.replacen(end, &headings, 1))
    }

    /// Where the link to a page begins. `index.html` may be a copy of the first
    /// chapter; a page that is not in the list has no link.
    fn place(&self, name: &str) -> Option<usize> {
        let link = self.0.find(&format!("<a href=\"{name}\">"));
        let first = || self.0.find("<a href=").filter(|_| name == "index.html");
        link.or_else(first)
    }
}

/// The list without items that stand in items: mdBook puts the titles of parts
/// and the lines between chapters so, which is no HTML.
fn unnested(list: &str) -> String {
    let mut list = list.to_string();
    for class in ["part-title", "spacer"] {
        let inner = format!("<li class=\"{class}\">");
        let nested = format!("<li class=\"chapter-item expanded \">{inner}");
        let mut parts = list.split(&nested);
        let mut text = parts.next().unwrap_or_default().to_string();
        for part in parts {
            text += &format!("{inner}{}", part.replacen("</li></li>", "</li>", 1));
        }
        list = text;
    }
    list
}

#[cfg(test)]
mod tests;

//! Joins the style sheets of a page into one: mdBook's, what the mends need,
//! and ours, in the order in which the page has them.

use anyhow::{Context as _, Result, anyhow};

use crate::text::{attribute, cut, rebased};

/// What a link to a style sheet begins with.
const LINK: &str = "<link rel=\"stylesheet\"";

/// mdBook's sheets that are in folders of their own.
const STOCK: &str = "css/";

/// What stock pages look like without highlight.js and without its fonts is
/// said in ours.
const DROPPED: [&str; 4] = ["fonts/", "highlight-", "tomorrow-night-", "ayu-highlight-"];

/// Where mdBook has a dark theme for pages without scripts. Ours are known by
/// their class, which such a page does not get: it stays light.
const UNSCRIPTED: [&str; 3] = [
    "css/variables",
    "@media (prefers-color-scheme: dark) {\n    html:not(.js)",
    "\n}\n",
];

/// What the mends, the skip link and pages without scripts need.
const FRAME: &str = include_str!("frame/frame.css");

/// All sheets that a page links to, as one that lies beside the page.
///
/// # Errors
///
/// If the page links to none, or one cannot be read.
pub(crate) fn join(page: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let (mut stock, mut ours) = (String::new(), String::new());
    for link in links(page) {
        let href = attribute(link, "href").context("mdBook's style sheet has no address")?;
        if DROPPED.iter().any(|it| href.starts_with(it)) {
            continue;
        }
        let sheets = if href.starts_with(STOCK) {
            &mut stock
        } else {
            &mut ours
        };
        let mut css = read(href)?;
        let [unscripted, start, end] = UNSCRIPTED;
        if href.starts_with(unscripted) {
            cut(&mut css, start, end)?;
        }
        // As its addresses are seen from the page.
        let folder = &href[..href.rfind('/').map_or(0, |it| it + 1)];
        *sheets += &sheet(link, &rebased(&css, "url(", folder));
    }
    minified(&format!("{stock}\n{FRAME}\n{ours}"))
}

/// Puts one link in the place of all.
pub(crate) fn link(page: &mut String, name: &str) -> Result<()> {
    let start = page
        .find(LINK)
        .context("mdBook's page has no style sheet")?;
    let last = page.rfind(LINK).unwrap_or(start);
    let length = page[last..].find('>').context("a link does not end")?;
    let ours = format!("{LINK} href=\"{name}\">");
    page.replace_range(start..=last + length, &ours);
    Ok(())
}

fn links(page: &str) -> impl Iterator<Item = &str> {
    let rest = page.match_indices(LINK).map(|it| &page[it.0..]);
    rest.filter_map(|it| it.split_once('>').map(|it| it.0))
}

/// A sheet as the link means it.
fn sheet(link: &str, css: &str) -> String {
    match attribute(link, "media") {
        Some(media) => format!("@media {media} {{\n{css}\n}}\n"),
        None => format!("{css}\n"),
    }
}

fn minified(css: &str) -> Result<String> {
    let small = minifier::css::minify(css).map_err(|it| anyhow!("a style sheet: {it}"))?;
    Ok(small.to_string().trim().to_string())
}

#[cfg(test)]
mod tests;

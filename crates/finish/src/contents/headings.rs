//! The headings of a page as a list, as mdBook's script makes it.

/// A heading with its level.
#[derive(Debug, PartialEq)]
struct Heading<'a> {
    level: char,
    id: &'a str,
    html: &'a str,
}

/// The list, or nothing for a page without headings.
pub(super) fn list(text: &str) -> String {
    let headings: Vec<Heading> = headings(text).collect();
    if headings.is_empty() {
        return String::new();
    }
    format!("<div class=\"on-this-page\">{}</div>", section(&headings))
}

/// Those of one level, each with the deeper ones behind it.
fn section(mut headings: &[Heading]) -> String {
    let mut items = String::new();
    while let [first, rest @ ..] = headings {
        let deeper = rest.iter().take_while(|it| it.level > first.level).count();
        let (deeper, rest) = rest.split_at(deeper);
        items += &item(first, deeper);
        headings = rest;
    }
    format!("<ol class=\"section\">{items}</ol>")
}

fn item(heading: &Heading, deeper: &[Heading]) -> String {
    let Heading { id, html, .. } = heading;
    let deeper = if deeper.is_empty() {
        String::new()
    } else {
        section(deeper)
    };
    format!(
        "<li class=\"header-item expanded\"><span class=\"chapter-link-wrapper\">\
         <a href=\"#{id}\" class=\"header-in-summary\">{html}</a></span>{deeper}</li>"
    )
}

/// The headings of levels 2 and 3 that can be linked to. Deeper ones would make
/// a list of their own.
fn headings(text: &str) -> impl Iterator<Item = Heading<'_>> {
    text.match_indices("<h").filter_map(|(start, _)| {
        let (level, rest) = text[start + 2..].split_at_checked(1)?;
        let (id, rest) = rest.strip_prefix(" id=\"")?.split_once('"')?;
        // A heading that is written as HTML has no link to itself.
        let rest = rest
            .split_once('>')?
            .1
            .strip_prefix("<a class=\"header\" href=\"#")?;
        let (html, _) = rest.split_once('>')?.1.split_once("</a></h")?;
        let level = level.chars().next().filter(|it| "23".contains(*it))?;
        Some(Heading { level, id, html })
    })
}

#[cfg(test)]
mod tests {
    use super::list;

    #[track_caller]
    fn check(text: &str, outline: &str) {
        let list = list(text);
        let list = list
            .replace("<div class=\"on-this-page\">", "")
            .replace("</div>", "");
        let list = list
            .replace(" class=\"section\"", "")
            .replace(" class=\"header-in-summary\"", "");
        let list = list
            .replace("<span class=\"chapter-link-wrapper\">", "")
            .replace("</span>", "");
        assert_eq!(list.replace(" class=\"header-item expanded\"", ""), outline);
    }

    fn heading(level: u8, id: &str, html: &str) -> String {
        format!("<h{level} id=\"{id}\"><a class=\"header\" href=\"#{id}\">{html}</a></h{level}>\n")
    }

    #[test]
    fn deeper_headings_stand_below_the_one_before() {
        let text = [
            heading(1, "t", "T"),
            heading(2, "a", "A"),
            heading(3, "b", "<code>B</code>"),
            heading(2, "c", "C"),
        ];
        let a = "<li><a href=\"#a\">A</a>";
        let b = "<ol><li><a href=\"#b\"><code>B</code></a></li></ol></li>";
        let c = "<li><a href=\"#c\">C</a></li>";
        check(&text.concat(), &format!("<ol>{a}{b}{c}</ol>"));
    }

    #[test]
    fn a_heading_before_its_time_is_kept() {
        let text = [heading(3, "a", "A"), heading(2, "b", "B")].concat();
        check(
            &text,
            "<ol><li><a href=\"#a\">A</a></li><li><a href=\"#b\">B</a></li></ol>",
        );
    }

    #[test]
    fn what_cannot_be_linked_to_is_no_heading() {
        check("<h2>A</h2><hr><html><h", "");
        let raw = format!("<h2 id=\"r\">R</h2>{}", heading(2, "a", "A"));
        check(&raw, "<ol><li><a href=\"#a\">A</a></li></ol>");
        check(&heading(4, "a", "A"), "");
    }
}

//! Cuts a page into its sections: HTML in, HTML out.

use crate::names::{names, words};
use crate::text::{between, text};

/// What is one result: a heading, and what follows it until the next one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Where it stands, from the root of the site: `joining.html#joining-in-turn`.
    pub(crate) url: String,
    /// A page of its own, for Pagefind to read.
    pub(crate) html: String,
}

/// What a section begins with. An entry of the glossary is one, too.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "dt"];

/// Pages whose tables are looked up: a row is a section, and leads to the
/// listing that it names.
const LOOKED_UP: [&str; 2] = [DICTIONARY, "messages.html"];

/// Every word of its rows is what somebody looks for.
const DICTIONARY: &str = "dictionary.html";

/// How much a word counts, beside a word of prose: a caption is a claim, and a
/// program or a table has the name of a function wherever it is called.
const WEIGHTS: [(&str, &str); 4] = [
    ("<figcaption", "4"),
    ("<p class=\"claim\"", "4"),
    ("<div class=\"twins", "0.5"),
    ("<table", "0.5"),
];

/// The same for the first section of a chapter, which says what the chapter is
/// about.
const INTRODUCTION: &str = "2";

/// The sections of a page, whose file is called `name`.
pub(crate) fn sections(name: &str, page: &str) -> Vec<Section> {
    let main = between(page, "<main", "</main>").unwrap_or_default();
    // Where a long name may break is no end of a word.
    let main = &main.replace("<wbr>", "");
    let starts = starts(main);
    let ends = starts.iter().skip(1).copied().chain([main.len()]);
    let parts = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &main[*start..end]);
    let parts: Vec<Part> = parts.filter_map(Part::read).collect();
    let page = Page {
        name,
        language: between(page, " lang=\"", "\"").unwrap_or_default(),
        chapter: parts.first().map_or(String::new(), |it| text(it.title)),
    };
    let mut sections: Vec<Section> = parts.iter().map(|it| page.section(it)).collect();
    if LOOKED_UP.contains(&name) {
        let rows = rows(main).enumerate();
        sections.extend(rows.filter_map(|(number, row)| page.row(number, row)));
    }
    sections
}

/// Where the sections begin.
fn starts(main: &str) -> Vec<usize> {
    let tags = HEADINGS.map(|it| format!("<{it} id=\""));
    let mut starts: Vec<usize> = tags
        .iter()
        .flat_map(|tag| main.match_indices(tag).map(|(at, _)| at))
        .collect();
    starts.sort_unstable();
    starts
}

/// A heading, and what follows it.
struct Part<'a> {
    tag: &'a str,
    id: &'a str,
    title: &'a str,
    rest: &'a str,
}

impl<'a> Part<'a> {
    /// Reads `<h2 id="id">title</h2>rest`.
    fn read(html: &'a str) -> Option<Part<'a>> {
        let tag = html.get(1..3)?;
        let id = between(html, " id=\"", "\"")?;
        let (_, inner) = html.split_once('>')?;
        let (title, rest) = inner.split_once(&format!("</{tag}>"))?;
        Some(Part {
            tag,
            id,
            title,
            rest,
        })
    }

    /// The word that an entry explains, where it has one of another language
    /// beside it: whoever looks for that one finds what is said of this, too.
    fn term(&self) -> Option<String> {
        let (term, _) = self.title.split_once("<span lang=\"")?;
        Some(text(term))
    }
}

/// What all sections of a page share.
struct Page<'a> {
    name: &'a str,
    language: &'a str,
    chapter: String,
}

impl Page<'_> {
    fn section(&self, part: &Part) -> Section {
        let mut rest = part.rest;
        if LOOKED_UP.contains(&self.name) {
            rest = rest.split_once("<table").map_or(rest, |it| it.0);
        }
        let names = said("meta", "names", &names(rest));
        let mut rest = rest.to_string();
        for (tag, weight) in WEIGHTS {
            rest = rest.replace(tag, &weighted(tag, weight));
        }
        let weight = if part.tag == "h1" { INTRODUCTION } else { "1" };
        let term = part
            .term()
            .map(|it| said("filter", "term", &it))
            .unwrap_or_default();
        let body = format!("{names}{term}<div {WEIGHT}=\"{weight}\">{rest}</div>");
        Section {
            url: format!("{}#{}", self.name, part.id),
            html: self.html(part.title, &body),
        }
    }

    /// A row: its title are the cells with code, and it leads where its last
    /// cell does first. Several rows may lead to one place, and Pagefind wants
    /// each address once.
    fn row(&self, number: usize, row: &str) -> Option<Section> {
        let cells = row.split("</td>").filter_map(|it| it.split_once("<td>"));
        let cells: Vec<&str> = cells.map(|it| it.1).collect();
        let (last, cells) = cells.split_last()?;
        let (titles, others): (Vec<&str>, Vec<&str>) =
            cells.iter().partition(|it| it.starts_with("<code"));
        let url = said("filter", "url", between(last, "href=\"", "\"")?);
        let number_of_listing = between(last, ">Listing ", "<").unwrap_or_default();
        let listing = said("filter", "listing", number_of_listing);
        let counts = if self.name == DICTIONARY {
            "words"
        } else {
            "names"
        };
        let words = said("meta", counts, &words(&titles.join(" ")));
        let body = format!(
            "{url}{listing}{words}<p>{}</p><p>{last}</p>",
            others.join(" ")
        );
        Some(Section {
            url: format!("{}#{number}", self.name),
            html: self.html(&titles.join(" → "), &body),
        })
    }

    /// The title counts most. The chapter is only shown.
    fn html(&self, title: &str, body: &str) -> String {
        format!(
            "<html lang=\"{}\"><body data-page=\"{}\">\
             <h1 data-pagefind-ignore data-pagefind-meta=\"title\">{title}</h1>{}{body}</body></html>",
            self.language,
            self.name,
            said("filter", "chapter", &self.chapter),
        )
    }
}

const WEIGHT: &str = "data-pagefind-weight";

fn weighted(tag: &str, weight: &str) -> String {
    let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    format!("{name} {WEIGHT}=\"{weight}\"{attributes}")
}

/// What Pagefind is told of a section, beside its text: it searches what is
/// `meta`, and hands on what is `filter`.
fn said(kind: &str, name: &str, value: &str) -> String {
    let value = value.replace('"', "&quot;");
    format!("<i data-pagefind-{kind}=\"{name}:{value}\"></i>")
}

fn rows(main: &str) -> impl Iterator<Item = &str> {
    main.split("<tr>")
        .skip(1)
        .filter_map(|it| it.split_once("</tr>"))
        .map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::sections;

    /// What becomes of the sections of a page with this in its `<main>`.
    #[track_caller]
    fn check(name: &str, main: &str, expected: impl snapbox::IntoData) {
        let page = format!("<html lang=\"en\"><h1 id=\"not\">No</h1><main>{main}</main>");
        let sections = sections(name, &page);
        let lines = sections
            .iter()
            .map(|it| format!("{}\n{}\n", it.url, it.html));
        assert_data_eq!(lines.collect::<String>(), expected);
    }

    #[test]
    fn a_section_ends_where_the_next_one_begins() {
        check(
            "tasks.html",
            "<h1 id=\"tasks\"><a class=\"header\" href=\"#tasks\">Tasks</a></h1>\n<p>One.</p>\n\
             <h2 id=\"tasks-end\">The end of <code>main</code></h2><p>Two.</p>",
            str![[r##"
tasks.html#tasks
<html lang="en"><body data-page="tasks.html"><h1 data-pagefind-ignore data-pagefind-meta="title"><a class="header" href="#tasks">Tasks</a></h1><i data-pagefind-filter="chapter:Tasks"></i><i data-pagefind-meta="names:"></i><div data-pagefind-weight="2">
<p>One.</p>
</div></body></html>
tasks.html#tasks-end
<html lang="en"><body data-page="tasks.html"><h1 data-pagefind-ignore data-pagefind-meta="title">The end of <code>main</code></h1><i data-pagefind-filter="chapter:Tasks"></i><i data-pagefind-meta="names:"></i><div data-pagefind-weight="1"><p>Two.</p></div></body></html>

"##]],
        );
    }

    #[test]
    fn an_entry_of_the_glossary_names_its_term() {
        check(
            "glossary.html",
            "<dt id=\"glossary-task\">task <span lang=\"ko\">태스크</span></dt><dd>What runs.</dd>",
            str![[r#"
glossary.html#glossary-task
<html lang="en"><body data-page="glossary.html"><h1 data-pagefind-ignore data-pagefind-meta="title">task <span lang="ko">태스크</span></h1><i data-pagefind-filter="chapter:task 태스크"></i><i data-pagefind-meta="names:"></i><i data-pagefind-filter="term:task"></i><div data-pagefind-weight="1"><dd>What runs.</dd></div></body></html>

"#]],
        );
    }

    #[test]
    fn claims_count_more_and_programs_less_and_names_are_listed() {
        check(
            "tasks.html",
            "<h2 id=\"a\">A</h2><figcaption>It runs.</figcaption><div class=\"twins\">\
             <pre>tokio::task::spawn_<wbr>blocking(f)</pre></div>",
            str![[r#"
tasks.html#a
<html lang="en"><body data-page="tasks.html"><h1 data-pagefind-ignore data-pagefind-meta="title">A</h1><i data-pagefind-filter="chapter:A"></i><i data-pagefind-meta="names:spawn_blocking"></i><div data-pagefind-weight="1"><figcaption data-pagefind-weight="4">It runs.</figcaption><div data-pagefind-weight="0.5" class="twins"><pre>tokio::task::spawn_blocking(f)</pre></div></div></body></html>

"#]],
        );
    }

    #[test]
    fn a_row_that_is_looked_up_leads_to_its_listing() {
        check(
            "dictionary.html",
            "<h1 id=\"dictionary\">Names</h1><p>Look.</p><table><tr><th>asyncio</th></tr>\
             <tr><td><code>asyncio.gather</code></td><td><code>tokio::<wbr>join!</code></td>\
             <td>same; see <a href=\"joining.html#listing-both\">Listing 2.3</a></td></tr></table>",
            str![[r#"
dictionary.html#dictionary
<html lang="en"><body data-page="dictionary.html"><h1 data-pagefind-ignore data-pagefind-meta="title">Names</h1><i data-pagefind-filter="chapter:Names"></i><i data-pagefind-meta="names:"></i><div data-pagefind-weight="2"><p>Look.</p></div></body></html>
dictionary.html#1
<html lang="en"><body data-page="dictionary.html"><h1 data-pagefind-ignore data-pagefind-meta="title"><code>asyncio.gather</code> → <code>tokio::join!</code></h1><i data-pagefind-filter="chapter:Names"></i><i data-pagefind-filter="url:joining.html#listing-both"></i><i data-pagefind-filter="listing:2.3"></i><i data-pagefind-meta="words:asyncio gather tokio join"></i><p></p><p>same; see <a href="joining.html#listing-both">Listing 2.3</a></p></body></html>

"#]],
        );
    }

    #[test]
    fn a_page_without_headings_has_no_section() {
        check("a.html", "<p>One.</p>", str![""]);
        check("a.html", "<h2 id=\"a\">never ends", str![""]);
    }
}

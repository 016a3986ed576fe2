//! The inside of a `<code>`: its text, and the elements in it.

use super::class::{Class, Classes};

/// What mdBook writes for what HTML gives a meaning.
const ENTITIES: [(&str, char); 5] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&amp;", '&'),
];

/// A text and the tags in it, such as those around lines that are not shown.
pub(super) struct Markup {
    pub(super) text: String,
    /// Where in the text each tag stands, in their order.
    pub(super) tags: Vec<(usize, String)>,
}

impl Markup {
    /// None if there is an entity that is not known here.
    pub(super) fn of(html: &str) -> Option<Markup> {
        let (mut text, mut tags) = (String::new(), Vec::new());
        let mut rest = html;
        while let Some(at) = rest.find(['<', '&']) {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with('<') {
                let (tag, after) = rest.split_at(rest.find('>')? + 1);
                tags.push((text.len(), tag.to_string()));
                rest = after;
            } else {
                let (entity, char) = ENTITIES.iter().find(|(it, _)| rest.starts_with(it))?;
                text.push(*char);
                rest = &rest[entity.len()..];
            }
        }
        text.push_str(rest);
        Some(Markup { text, tags })
    }

    /// The same with every piece in an element of its class.
    pub(super) fn painted(&self, classes: &Classes) -> String {
        let mut html = String::new();
        let mut at = 0;
        for (place, tag) in &self.tags {
            html.push_str(&pieces(&self.text[at..*place], &classes[at..*place]));
            html.push_str(tag);
            at = *place;
        }
        html + &pieces(&self.text[at..], &classes[at..])
    }
}

/// A text with an element around each run of one class.
pub(super) fn pieces(text: &str, classes: &[Option<Class>]) -> String {
    let mut html = String::new();
    let mut at = 0;
    for run in classes.chunk_by(|one, other| one == other) {
        let piece = escaped(&text[at..at + run.len()]);
        html.push_str(&match run[0] {
            Some(class) => format!("<span class=\"{}\">{piece}</span>", class.name()),
            None => piece,
        });
        at += run.len();
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

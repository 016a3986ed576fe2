//! Writes the run as a table, for those who do not see the picture.

use crate::say::Speaker;
use crate::story::{Piece, Row, rows};
use crate::text::escape;
use crate::{Model, Options};

/// The same events as in the picture, as an HTML table.
pub fn table(model: &Model, options: &Options) -> String {
    let speaker = Speaker::new(model, options.words, options.scale);
    let words = options.words;
    let head = [&words.when, &words.who, &words.what];
    let head: String = head
        .map(|it| format!("<th scope=\"col\">{}</th>", escape(it)))
        .concat();
    let rows = rows(&speaker);
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<table class=\"timeline-table\">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    )
}

fn row(row: &Row) -> String {
    let pieces = row.what.iter().map(|piece| match piece {
        Piece::Words(text) => escape(text),
        Piece::Code(text) => format!("<code>{}</code>", escape(text)),
    });
    let what: String = pieces.collect();
    if row.when.is_empty() {
        return format!("<tr><td colspan=\"3\">{what}</td></tr>\n");
    }
    let who = match row.who.as_str() {
        "" => String::new(),
        who => format!("<code>{}</code>", escape(who)),
    };
    format!(
        "<tr><td>{}</td><td>{who}</td><td>{what}</td></tr>\n",
        escape(&row.when)
    )
}

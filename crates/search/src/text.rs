//! The little reading of HTML that cutting needs.

/// The text of a piece of a page, still with its entities.
pub(crate) fn text(html: &str) -> String {
    pieces(html).collect::<String>().trim().to_string()
}

/// What stands outside of tags.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let pieces = html.split('<').enumerate();
    pieces.map(|(index, it)| match index {
        0 => it,
        _ => it.split_once('>').map_or("", |it| it.1),
    })
}

/// What stands between the first `start` and the `end` that follows it.
pub(crate) fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|it| it.0)
}

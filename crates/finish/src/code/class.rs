//! What a piece of a program is, for its color.

/// What is painted. Names of variables, operators and brackets are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Keyword,
    String,
    /// Also what is as fixed as a number: `true`, `None`, `LIMIT`.
    Number,
    Comment,
    Function,
    Type,
    /// Also attributes and decorators.
    Macro,
}

impl Class {
    /// Its name in the page, one letter: there are thousands.
    pub(super) fn name(self) -> &'static str {
        match self {
            Class::Keyword => "k",
            Class::String => "s",
            Class::Number => "n",
            Class::Comment => "c",
            Class::Function => "f",
            Class::Type => "t",
            Class::Macro => "m",
        }
    }
}

/// What each byte of a text is.
pub(super) type Classes = Vec<Option<Class>>;

/// Spaces between two pieces of one class take that class, so that one element
/// holds both. Other spaces have none, and no element goes on in the next line.
pub(super) fn joined(text: &str, mut classes: Classes) -> Classes {
    let is_space = |at: usize| text.as_bytes()[at].is_ascii_whitespace();
    let mut at = 0;
    while at < classes.len() {
        let end = (at..classes.len()).find(|&it| !is_space(it));
        let end = end.unwrap_or(classes.len());
        let before = at.checked_sub(1).and_then(|it| classes[it]);
        let after = classes.get(end).copied().flatten();
        let is_break = text.as_bytes()[at..end].contains(&b'\n');
        classes[at..end].fill(before.filter(|_| before == after && !is_break));
        at = end + 1;
    }
    classes
}

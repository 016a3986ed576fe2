//! The colors of the themes, read from the style sheets.

use std::collections::HashMap;

use contrast::{Color, hex, mix};

use super::sheet::variables;

/// All in which a color of programs, or of what is behind them, may be set.
const SHEETS: [&str; 5] = [
    include_str!("../../../../../theme/page.css"),
    include_str!("../../../../../theme/code.css"),
    include_str!("../../../../../theme/listing.css"),
    include_str!("../../../../../theme/play.css"),
    include_str!("../../../../../theme/editor.css"),
];

/// The themes, with mdBook's own color of the page.
const THEMES: [(&str, &str); 5] = [
    ("light", "#ffffff"),
    ("rust", "#e1e1db"),
    ("navy", "#161923"),
    ("coal", "#131516"),
    ("ayu", "#0f1419"),
];

/// The variables of one theme.
pub(super) struct Theme {
    pub(super) name: &'static str,
    variables: HashMap<String, String>,
}

pub(super) fn themes() -> impl Iterator<Item = Theme> {
    THEMES.iter().map(|(name, page)| theme(name, page))
}

/// What holds for all themes comes first: a rule for one is stronger.
fn theme(name: &'static str, page: &str) -> Theme {
    let set = SHEETS.iter().flat_map(|it| variables(it));
    let (themed, general): (Vec<_>, Vec<_>) = set.partition(|(selector, ..)| is_themed(selector));
    let is_ours = |selector: &str| selector.contains(&format!(".{name}"));
    let ours = themed.into_iter().filter(|(it, ..)| is_ours(it));
    let mut variables = HashMap::from([("--bg".to_string(), page.to_string())]);
    variables.extend(
        general
            .into_iter()
            .chain(ours)
            .map(|(_, name, value)| (name, value)),
    );
    Theme { name, variables }
}

fn is_themed(selector: &str) -> bool {
    THEMES
        .iter()
        .any(|(name, _)| selector.contains(&format!(".{name}")))
}

impl Theme {
    /// A variable, over what is behind it.
    pub(super) fn over(&self, name: &str, back: Color) -> Color {
        let value = self
            .variables
            .get(name)
            .unwrap_or_else(|| panic!("no `{name}`"));
        let (color, share) = self.read(value);
        mix(color, share, back)
    }

    /// A color as it is written, and how much it covers.
    fn read(&self, value: &str) -> (Color, f64) {
        let inside = |name: &str| value.strip_prefix(name)?.strip_suffix(')');
        if let Some(name) = inside("var(") {
            let name = name.split(',').next().expect("has a first part");
            self.read(&self.variables[name])
        } else if let Some(parts) = inside("color-mix(in srgb, ") {
            let (one, other) = parts.split_once(", ").expect("has two colors");
            let (one, share) = one.split_once(' ').expect("has a share");
            (
                mix(self.read(one).0, percent(share), self.read(other).0),
                1.0,
            )
        } else if let Some(parts) = inside("rgb(") {
            let (color, share) = parts.split_once(" / ").expect("has a share");
            let parts: Vec<f64> = color
                .split(' ')
                .map(|it| it.parse().expect("is a number"))
                .collect();
            ([0, 1, 2].map(|it: usize| parts[it] / 255.0), percent(share))
        } else if value == "transparent" {
            ([0.0; 3], 0.0)
        } else {
            (hex(value), 1.0)
        }
    }
}

fn percent(text: &str) -> f64 {
    let number = text.trim_end_matches('%').parse::<f64>();
    number.expect("is a number") / 100.0
}

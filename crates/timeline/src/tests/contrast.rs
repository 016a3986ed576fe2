//! Every text can be read on what is behind it, in every theme.

use std::collections::HashMap;

use contrast::{Color, TEXT_MIN, hex, mix, ratio};

const STYLE: &str = include_str!("../../../../theme/timeline.css");

/// Marks are larger than text.
const MARK_MIN: f64 = 3.0;

/// The colors of a theme, by name.
struct Theme {
    name: &'static str,
    colors: HashMap<String, Color>,
    /// How dark the stripes of a blocked thread are, from 0 to 1.
    hatch: f64,
}

/// The themes; the page's own colors behind the pictures are those that
/// listing.css and mdBook come to.
fn themes() -> [Theme; 3] {
    let light = block(":root {");
    let dark = block(":root:is(.navy, .coal, .ayu) {");
    let rust = block(":root.rust {");
    let over = |more: &str| format!("{light}{more}");
    [
        theme("light", &light, "#f5f7f9"),
        theme("dark", &over(&dark), "#22252e"),
        theme("rust", &over(&rust), "#d9d6d1"),
    ]
}

/// The declarations behind a selector.
fn block(selector: &str) -> String {
    let rest = STYLE.split_once(selector).expect("has the selector").1;
    rest.split_once('}').expect("is closed").0.to_string()
}

fn theme(name: &'static str, declarations: &str, back: &str) -> Theme {
    let mut colors = HashMap::new();
    let mut hatch = 0.0;
    for line in declarations.lines() {
        let Some((key, value)) = line.trim().split_once(": ") else {
            continue;
        };
        let value = value.split(';').next().expect("has a first part");
        let key = key.trim_start_matches("--timeline-").to_string();
        if let Some(percent) = value.strip_prefix("rgb(0 0 0 / ") {
            let percent = percent.trim_end_matches("%)");
            hatch = percent.parse::<f64>().expect("is a number") / 100.0;
        } else if value.starts_with('#') {
            colors.insert(key, hex(value));
        }
    }
    colors.insert("back".into(), hex(back));
    Theme {
        name,
        colors,
        hatch,
    }
}

#[test]
fn every_text_can_be_read() {
    let mut problems = Vec::new();
    for theme in themes() {
        let color = |name: &str| theme.colors[name];
        let mut check = |what: &str, one: Color, on: Color, least: f64| {
            let ratio = ratio(one, on);
            if ratio < least {
                problems.push(format!(
                    "{}: {what} has {ratio:.2}, not {least}",
                    theme.name
                ));
            }
        };
        for on in ["back", "alive", "timer", "io", "lock", "task"] {
            check(&format!("text on {on}"), color("ink"), color(on), TEXT_MIN);
        }
        check("ready", color("ready-ink"), color("ready"), TEXT_MIN);
        for text in ["quiet", "bad"] {
            check(text, color(text), color("back"), TEXT_MIN);
        }
        check("the check mark", color("good"), color("back"), MARK_MIN);
        check("a dropped wait", color("bad"), color("timer"), MARK_MIN);
        check("a link", color("link"), color("back"), MARK_MIN - 1.0);
        for thread in 0..crate::layout::COLORS {
            let name = format!("thread-{thread}");
            let on = color(&name);
            let striped = mix([0.0; 3], theme.hatch, on);
            check(&name, color("on-thread"), on, TEXT_MIN);
            check(
                &format!("{name}, striped"),
                color("on-thread"),
                striped,
                TEXT_MIN,
            );
            let shared = mix(on, 0.13, color("alive"));
            check(&format!("{name}, shared"), color("ink"), shared, TEXT_MIN);
            check(
                &format!("{name} as a line"),
                on,
                color("timer"),
                MARK_MIN - 0.5,
            );
        }
    }
    assert!(
        problems.is_empty(),
        "theme/timeline.css:\n{}",
        problems.join("\n")
    );
}

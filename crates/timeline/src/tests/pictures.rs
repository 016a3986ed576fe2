//! Pictures of the runs in `samples`.

use std::path::Path;

use roxmltree::{Document, Node};
use snapbox::{Data, assert_data_eq, str};

use super::{ELEMENTS, collisions, draw, problems, xml_problems};
use crate::{Options, WIDTHS, legend, samples, scale, standalone, summary, table};

#[test]
fn pictures_are_sound() {
    let words = samples::words();
    let mut all = Vec::new();
    for (name, model) in samples::all() {
        let picture = draw(&model, &words);
        let found = problems(&picture, &ELEMENTS)
            .into_iter()
            .chain(collisions(&picture));
        all.extend(found.map(|it| format!("{name}: {it}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_id_begins_with_the_name_of_the_picture() {
    let picture = draw(&samples::blocked(), &samples::words());
    let document = Document::parse(&picture).unwrap();
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|it| it.attribute("id"))
        .collect();
    assert_eq!(ids, ["x-title", "x-desc", "x-hatch", "x-dots"]);
    assert_eq!(
        picture.matches("url(#").count(),
        picture.matches("url(#x-").count()
    );
}

#[test]
fn the_script_finds_what_it_was_promised() {
    let picture = draw(&samples::spawned(), &samples::words());
    let document = Document::parse(&picture).unwrap();
    let root = document.root_element();
    let data = ["data-total", "data-end", "data-language"].map(|it| root.attribute(it).unwrap());
    assert_eq!(data, ["202000", "202000", "rust"]);
    let keys: Vec<&str> = document
        .descendants()
        .filter_map(|it| it.attribute("data-key"))
        .collect();
    assert_eq!(
        keys,
        [
            "lane/1", "1/wait/1", "1/wait/2", "1/step/1", "1/step/2", "1/step/3", "lane/2",
            "2/wait/1", "2/step/1", "2/step/2", "lane/3", "3/wait/1", "3/step/1", "3/step/2",
        ]
    );
    let sleep = document
        .descendants()
        .find(|it| it.attribute("data-key") == Some("2/wait/1"));
    let sleep = sleep.unwrap();
    let data =
        ["data-from", "data-to", "data-task", "data-line"].map(|it| sleep.attribute(it).unwrap());
    assert_eq!(data, ["355", "101650", "2", "17"]);
    let prints = document
        .descendants()
        .filter(|it| it.attribute("class") == Some("print"));
    let prints: Vec<_> = prints
        .map(|it| ["data-at", "data-row", "data-task"].map(|name| it.attribute(name).unwrap()))
        .collect();
    assert_eq!(
        prints,
        [
            ["101690", "0", "2"],
            ["201710", "1", "3"],
            ["201780", "2", "1"]
        ]
    );
    let last = root.children().rfind(Node::is_element).unwrap();
    assert_eq!(last.attribute("class"), Some("cursor"));
}

#[test]
fn the_style_knows_the_widths() {
    let style = include_str!("../../../../theme/timeline.css");
    for width in &WIDTHS[1..] {
        for part in [
            format!("(min-width: {width}px)"),
            format!(".from-{width}"),
            format!(".until-{width}"),
        ] {
            assert!(style.contains(&part), "theme/timeline.css has no `{part}`");
        }
    }
}

/// A file of `snapshots/`, found from the crate and not from where the compiler
/// was started.
fn snapshot(file: &str) -> Data {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    Data::read_from(&folder.join(file), None)
}

#[test]
fn two_tasks_on_one_thread() {
    let picture = draw(&samples::spawned(), &samples::words());
    assert_data_eq!(picture, snapshot("spawned.svg"));
}

#[test]
fn a_blocked_thread() {
    let picture = draw(&samples::blocked(), &samples::words());
    assert_data_eq!(picture, snapshot("blocked.svg"));
}

#[test]
fn the_same_as_a_table() {
    let (model, words) = (samples::blocked(), samples::words());
    let options = Options {
        id: "x",
        scale: scale(&[&model]),
        words: &words,
    };
    assert_data_eq!(
        table(&model, &options),
        str![[r#"
<table class="timeline-table">
<thead><tr><th scope="col">when</th><th scope="col">who</th><th scope="col">what happens</th></tr></thead>
<tbody>
<tr><td>0.0 s</td><td><code>main</code></td><td>begins; starts say_after(100, &quot;hello&quot;) (line 9); starts say_after(200, &quot;world&quot;) (line 10)</td></tr>
<tr><td>0.0 s</td><td><code>say_after(200, &quot;world&quot;)</code></td><td>is ready, but say_after(100, &quot;hello&quot;) has the thread</td></tr>
<tr><td>0.0 s</td><td><code>main</code></td><td>waits for say_after(100, &quot;hello&quot;) and say_after(200, &quot;world&quot;)</td></tr>
<tr><td>0.0 s</td><td><code>say_after(100, &quot;hello&quot;)</code></td><td>blocks its thread with thread::sleep 0.1 s</td></tr>
<tr><td>0.1 s</td><td><code>say_after(100, &quot;hello&quot;)</code></td><td>prints <code>hello</code>; finishes</td></tr>
<tr><td>0.1 s</td><td><code>say_after(200, &quot;world&quot;)</code></td><td>blocks its thread with thread::sleep 0.2 s</td></tr>
<tr><td>0.3 s</td><td><code>say_after(200, &quot;world&quot;)</code></td><td>prints <code>world</code>; finishes</td></tr>
<tr><td>0.3 s</td><td><code>main</code></td><td>prints <code>took 0.3 s</code>; finishes</td></tr>
</tbody>
</table>
"#]]
    );
}

#[test]
fn the_same_in_sentences() {
    let words = samples::words();
    let picture = draw(&samples::told_to_stop(), &words);
    let document = Document::parse(&picture).unwrap();
    let texts = ["title", "desc"].map(|name| {
        let node = document
            .descendants()
            .find(|it| it.has_tag_name(name))
            .unwrap();
        node.text().unwrap().replace(". ", ".\n")
    });
    assert_data_eq!(
        texts.join("\n"),
        str![[r#"
Python: 0.2 s, 2 tasks, 1 thread
At 0.0 s, main begins; waits for sleep 0.1 s (line 12); starts fetch("far", 0.5) (line 7).
At 0.0 s, fetch("far", 0.5) waits for sleep 0.5 s (line 12).
At 0.1 s, main asks fetch("far", 0.5) to stop; waits for fetch("far", 0.5).
At 0.1 s, fetch("far", 0.5) sleep 0.5 s is cancelled; prints far: cleaning up; waits for sleep 0.1 s (line 12).
At 0.2 s, fetch("far", 0.5) prints far: closed; is cancelled.
At 0.2 s, main prints main: it has stopped; finishes.
"#]]
    );
}

#[test]
fn no_table_is_long() {
    let words = samples::words();
    for (name, model) in samples::all() {
        let options = Options {
            id: "x",
            scale: scale(&[&model]),
            words: &words,
        };
        let rows = table(&model, &options).matches("<tr>").count() - 1;
        assert!((1..=40).contains(&rows), "{name} has {rows} rows");
    }
}

#[test]
fn the_legend_has_only_what_occurs() {
    let words = samples::words();
    assert_data_eq!(
        legend(&[&samples::sequential()], &words),
        str![[r#"
<ul class="timeline-legend">
<li><span class="key runs" aria-hidden="true"></span>runs, in the color of its thread</li>
<li><span class="key timer" aria-hidden="true"></span>waits for a timer</li>
<li><svg class="timeline-key" width="12" height="12" aria-hidden="true"><circle class="dot" cx="6" cy="6" r="3.5"/></svg>prints</li>
<li><svg class="timeline-key" width="12" height="12" aria-hidden="true"><path class="check" d="M2 6.5l2.8 3.2 5-7"/></svg>finished</li>
</ul>
"#]]
    );
    let legend = legend(&[&samples::sequential(), &samples::blocked()], &words);
    assert!(legend.contains(&words.legend_ready));
    assert!(!legend.contains(&words.legend_lock));
}

#[test]
fn summaries() {
    let words = samples::words();
    let lines = samples::all()
        .into_iter()
        .map(|(name, model)| format!("{name}: {}\n", summary(&model, &words)));
    assert_data_eq!(
        lines.collect::<String>(),
        str![[r#"
sequential: 0.3 s · 1 task · 1 thread
joined: 0.2 s · 1 task · 1 thread
spawned: 0.2 s · 3 tasks · 1 thread
spawned in Python: 0.2 s · 3 tasks · 1 thread
blocked: 0.3 s · 3 tasks · 1 thread
offloaded: 0.2 s · 1 task · 3 thread jobs · 4 threads
aborted: 0.2 s · 4 tasks · 1 thread
told to stop: 0.2 s · 2 tasks · 1 thread
selected: 0.3 s · 1 task · 1 thread
locked: 0.3 s · 4 tasks · 1 thread
channel: 0.4 s · 2 tasks · 1 thread
shared: 0.2 s · 1 task · 2 thread jobs · 3 threads
parallel: 0.1 s · 1 task · 2 thread jobs · 3 threads
panicked: 0.2 s · 3 tasks · 1 thread
abandoned: 0.1 s · 3 tasks · 1 thread
hundred: 0.1 s · 101 tasks · 2 threads
quick: 300 µs · 2 tasks · 1 thread
long: 30.0 s · 1 task · 1 thread
wordy: 0.2 s · 2 tasks · 1 thread
crowded: 0.3 s · 1 task · 1 thread
cut: 0.3 s · 1 task · 1 thread

"#]]
    );
}

#[test]
fn a_file_of_its_own_needs_no_page() {
    let words = samples::words();
    let (one, two) = (samples::sequential(), samples::joined());
    let file = standalone(&[("a.rs", &one), ("b.rs", &two)], "Two & more", &words);
    assert_eq!(xml_problems(&file, &ELEMENTS), [""; 0]);
    let document = Document::parse(&file).unwrap();
    let totals: Vec<&str> = document
        .descendants()
        .filter_map(|it| it.attribute("data-total"))
        .collect();
    assert_eq!(totals, ["303400", "303400"]);
    let classes = document
        .descendants()
        .filter_map(|it| it.attribute("class"));
    let classes: Vec<&str> = classes
        .filter(|it| it.contains("from-") || it.contains("until-"))
        .collect();
    assert_eq!(classes, [""; 0], "only a page can choose by width");
    assert!(file.contains("prefers-color-scheme: dark) { :root {\n    --"));
}

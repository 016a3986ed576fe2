//! Pages in, painted pages out.

mod contrast;
mod sheet;
mod themes;

use proptest::prelude::*;
use snapbox::{Data, IntoData, assert_data_eq, str};

use super::Painter;

/// Paints what stands in a page.
#[track_caller]
fn check(html: &str, expected: impl IntoData) {
    let painted = Painter::default().page(html);
    assert_data_eq!(painted, expected.into_data().raw());
}

/// Paints a block; what is in it.
fn painted(language: &str, text: &str) -> String {
    let text = escaped(text);
    let html = format!("<pre><code class=\"language-{language}\">{text}</code></pre>");
    let page = Painter::default().page(&html);
    let (_, code) = page.split_once("hljs\">").expect("is a block");
    code.strip_suffix("</code></pre>")
        .expect("ends")
        .to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What a reader sees of some HTML.
fn seen(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, it)| it));
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">");
    plain.replace("&quot;", "\"").replace("&amp;", "&")
}

/// A program with all that is painted; tests/js/colors.test.mjs reads the same.
#[track_caller]
fn check_snapshot(language: &str) {
    let file = |kind: &str| {
        let root = env!("CARGO_MANIFEST_DIR");
        std::path::PathBuf::from(format!("{root}/snapshots/{language}.{kind}"))
    };
    let text = std::fs::read_to_string(file("txt")).expect("there is a program");
    assert_data_eq!(
        painted(language, &text),
        Data::read_from(&file("html"), None).raw()
    );
}

#[test]
fn rust_is_painted() {
    check_snapshot("rust");
}

#[test]
fn python_is_painted() {
    check_snapshot("python");
}

#[test]
fn words_in_a_macro_are_painted_as_outside() {
    let inside = painted(
        "rust",
        "join!(sleep(Duration::from_millis(1)).await, async move {});\n",
    );
    let (_, inside) = inside.split_once("</span>(").expect("has a macro");
    let outside = painted(
        "rust",
        "join(sleep(Duration::from_millis(1)).await, async move {});\n",
    );
    let (_, outside) = outside.split_once("</span>(").expect("has a call");
    assert_eq!(inside, outside);
}

#[test]
fn what_is_no_program_stays_as_it_is() {
    check(
        r#"<p><code>let</code></p><pre><code class="language-console">$ for x in y</code></pre>"#,
        str![[
            r#"<p><code>let</code></p><pre><code class="language-console hljs">$ for x in y</code></pre>"#
        ]],
    );
}

#[test]
fn classes_and_lines_that_are_not_shown_stay() {
    check(
        r#"<pre><code class="language-rust should_panic"><span class="boring">extern crate x; // "1"
</span>let a = &quot;&amp;&quot;;</code></pre>"#,
        str![[
            r#"<pre><code class="language-rust should_panic hljs"><span class="boring"><span class="k">extern crate</span> x; <span class="c">// "1"</span>
</span><span class="k">let</span> a = <span class="s">"&amp;"</span>;</code></pre>"#
        ]],
    );
}

#[test]
fn an_entity_that_mdbook_does_not_write_is_left_alone() {
    check(
        r#"<pre><code class="language-rust hljs">let a&nbsp;= 1;</code></pre>"#,
        str![[r#"<pre><code class="language-rust hljs">let a&nbsp;= 1;</code></pre>"#]],
    );
}

#[test]
fn changes_are_painted_in_the_language_of_their_twin() {
    check(
        r#"<div class="twin python" data-first-line="3">
<pre><code class="language-diff">  async def main():
-     x = "a"
+     async with all as x:
+         pass

  ...
</code></pre>
</div><div class="twin rust"><pre><code class="language-diff">- x.await;
</code></pre></div>"#,
        str![[r#"<div class="twin python" data-first-line="3">
<pre><code class="language-diff hljs">  <span class="k">async def</span> <span class="f">main</span>():
<span class="hljs-deletion">-     x = <span class="s">"a"</span></span>
<span class="hljs-addition">+     <span class="k">async with</span> all <span class="k">as</span> x:</span>
<span class="hljs-addition">+         <span class="k">pass</span></span>

  ...
</code></pre>
</div><div class="twin rust"><pre><code class="language-diff hljs"><span class="hljs-deletion">- x.<span class="k">await</span>;</span>
</code></pre></div>"#]],
    );
}

#[test]
fn a_line_that_is_gone_does_not_open_a_string_for_those_that_stay() {
    check(
        "<div class=\"twin rust\"><pre><code class=\"language-diff\">- let a = \"\n+ let b = 1;\n  fn c() {}\n</code></pre></div>",
        str![[
            r#"<div class="twin rust"><pre><code class="language-diff hljs"><span class="hljs-deletion">- <span class="k">let</span> a = "</span>
<span class="hljs-addition">+ <span class="k">let</span> b = <span class="n">1</span>;</span>
  <span class="k">fn</span> <span class="f">c</span>() {}
</code></pre></div>"#
        ]],
    );
}

/// Texts that are nearly programs.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "async ", "fn f(", "def ", "match x", "\"", "'", "r#\"", "f\"{", "}", "{", "(", ")", "/*",
        "*/", "// ", "# ", "#[", "]", "\n", "\n  ", "\n+ ", "\n- ", "+", "-", "é", "한글", "&",
        "<", ">", "!", "join!", "0x1", "'a", "T", "LIMIT", " ", "\t", "\\", "\"\"\"", "@", ";",
        ":", "…",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn the_text_stays_the_same(text in text(), diff: bool, rust: bool) {
        let twin = if rust { "rust" } else { "python" };
        let language = if diff { "diff" } else { twin };
        let html = format!(
            "<div class=\"twin {twin}\"><pre><code class=\"language-{language}\">{}</code></pre></div>",
            escaped(&text),
        );
        let page = Painter::default().page(&html);
        prop_assert_eq!(seen(&page), text);
    }
}

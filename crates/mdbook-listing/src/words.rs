//! The words that the tools put on a page, one file per language.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

/// The languages that a book can be written in, with their words.
const LANGUAGES: [(&str, &str); 1] = [("en", include_str!("../words/en.toml"))];

macro_rules! words {
    ($($name:ident)*) => {
        /// See `words/en.toml` for what each stands for.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)]
        pub struct Words {
            $(pub $name: String,)*
            /// What is written in and below a picture.
            pub timeline: timeline::Words,
            /// What the script that plays timelines says, by the name under
            /// which it looks for it.
            pub controls: BTreeMap<String, String>,
            /// What the script that runs programs says, likewise.
            pub run: BTreeMap<String, String>,
            /// What stands around a page, likewise.
            pub frame: BTreeMap<String, String>,
            /// What the settings of a reader are called, likewise.
            pub reading: BTreeMap<String, String>,
            /// What searching says, likewise.
            pub search: BTreeMap<String, String>,
        }
    };
}

words! {
    listing variation unnumbered python python_claim rust
    both_print python_prints rust_prints prints_nothing python_notes rust_notes
    python_fails rust_fails compiler_refuses compiler_warns
    answer outcome python_changes rust_changes needs server and believed
    messages_message messages_speaker messages_listing
    speaker_rustc_error speaker_rustc_warning speaker_rust speaker_python
    dictionary_python dictionary_rust dictionary_verdict same differs see
    as_table stale
}

impl Words {
    /// The words of `language`, such as `en`.
    ///
    /// # Errors
    ///
    /// If there are none for that language.
    pub fn of(language: &str) -> Result<Words> {
        let text = LANGUAGES
            .iter()
            .find(|(known, _)| *known == language)
            .map(|it| it.1);
        let text = text.with_context(|| {
            let known: Vec<&str> = LANGUAGES.iter().map(|it| it.0).collect();
            format!(
                "book.toml: no words for the language `{language}`\n  \
                 there are: {}; add crates/mdbook-listing/words/{language}.toml",
                known.join(", ")
            )
        })?;
        toml::from_str(text).with_context(|| format!("words/{language}.toml"))
    }

    /// The words for the scripts of a page, in the page: `word("run", "stop")`
    /// finds its word there.
    pub(crate) fn for_scripts(&self) -> String {
        let words = serde_json::json!({
            "controls": self.controls,
            "run": self.run,
            "frame": self.frame,
            "reading": self.reading,
            "search": self.search,
        });
        // `</script>` in a sentence would end the element.
        let words = words.to_string().replace('<', "\\u003c");
        format!("\n<script type=\"application/json\" id=\"book-words\">{words}</script>\n")
    }

    /// Words that cannot be mistaken for any: every one is `mark`, with the
    /// places to fill in kept.
    #[cfg(test)]
    pub(crate) fn marked(mark: &str) -> Words {
        fn mark_all(table: &mut toml::Table, mark: &str) {
            for (_, value) in table.iter_mut() {
                if let toml::Value::Table(inner) = value {
                    mark_all(inner, mark);
                    continue;
                }
                let text = value.as_str().expect("is a string");
                let holes = text.split('{').skip(1);
                let holes = holes.filter_map(|it| it.split('}').next());
                let holes: Vec<String> = holes.map(|hole| format!("{{{hole}}}")).collect();
                *value = toml::Value::String(format!("{mark}{}", holes.join(mark)));
            }
        }
        let mut table: toml::Table = toml::from_str(LANGUAGES[0].1).expect("is TOML");
        mark_all(&mut table, mark);
        table.try_into().expect("has all words")
    }
}

/// Fills `{hole}` in a text of the words file.
pub(crate) fn fill(text: &str, hole: &str, value: &str) -> String {
    text.replace(&format!("{{{hole}}}"), value)
}

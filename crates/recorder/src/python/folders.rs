//! Where files are on this machine, taken out of a recording.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use trace::Event;

/// A path: in a traceback all that is in quotes; elsewhere it ends at a space.
/// What is before it is no part of a longer one, or of an address on the net.
static PATH: LazyLock<Regex> = LazyLock::new(|| {
    let drive = r"(?:[A-Za-z]:[\\/]|/)";
    let quoted = format!(r#"(?P<file>File ")(?P<quoted>{drive}[^"\n]*)"#);
    let word =
        format!(r#"(?P<before>^|[\s"'`(\[{{<=,:])(?P<word>{drive}[^\s"'`()\[\]{{}}<>,:;]+)"#);
    Regex::new(&format!("(?m){quoted}|{word}")).expect("a constant")
});

/// Where machines have what is theirs, and a program has nothing to say.
const ROOTS: [&str; 14] = [
    "Applications",
    "Library",
    "Users",
    "builds",
    "etc",
    "home",
    "mnt",
    "nix",
    "opt",
    "private",
    "root",
    "tmp",
    "usr",
    "var",
];

/// Takes the folders out of all texts: the program keeps its name, Python's
/// library the name of the module, any other file the name of the file.
pub(super) fn forget(events: &mut [Event], program: &str) {
    for event in events {
        let text = match event {
            Event::Print { text, .. } => text,
            Event::Task { name, .. } | Event::Thread { name, .. } => name,
            Event::Wait { label, .. } | Event::Hold { label, .. } => label,
            _ => continue,
        };
        if text.contains(['/', '\\']) {
            *text = without(text, program);
        }
    }
}

fn without(text: &str, program: &str) -> String {
    let replace = |found: &Captures<'_>| {
        let part = |name| found.name(name).map(|it| it.as_str());
        let (before, path) = match part("quoted") {
            Some(path) => (part("file"), path),
            None => (part("before"), part("word").unwrap_or_default()),
        };
        let quoted = part("quoted").is_some();
        let short = short(path, program, quoted).unwrap_or_else(|| path.to_string());
        before.unwrap_or_default().to_string() + &short
    };
    PATH.replace_all(text, replace).into_owned()
}

/// `/usr/lib/python3.11/asyncio/runners.py` is `asyncio/runners.py`, and
/// `/tmp/x/program.py` is `program.py`; none for what may be no file.
fn short(path: &str, program: &str, is_file: bool) -> Option<String> {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let name = parts.last()?;
    let library =
        |part: &&str| part.starts_with("python3.") || ["Lib", "site-packages"].contains(part);
    match parts.iter().rposition(library) {
        Some(place) if place + 1 < parts.len() => Some(parts[place + 1..].join("/")),
        _ if is_file || *name == program => Some((*name).into()),
        _ if !parts[0].is_empty() || ROOTS.contains(parts.get(1)?) => Some((*name).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_keeps_its_name_and_the_library_its_module() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            (
                "  File \"/tmp/a b/x.py\", line 3, in f\n",
                "  File \"x.py\", line 3, in f\n",
            ),
            (
                "  File \"/usr/lib/python3.11/asyncio/runners.py\", line 1\n",
                "  File \"asyncio/runners.py\", line 1\n",
            ),
            (
                "  File \"C:\\hosted\\3.11\\Lib\\asyncio\\runners.py\", line 1\n",
                "  File \"asyncio/runners.py\", line 1\n",
            ),
            (
                "/root/.venv/lib/python3.11/site-packages/aio/x.py:1: Warning: w\n",
                "aio/x.py:1: Warning: w\n",
            ),
            (
                "/tmp/.tmpYaC99B/x.py:7: RuntimeWarning: f\n  await g()\nsys:1: h at /tmp/.t/x.py:8>\n",
                "x.py:7: RuntimeWarning: f\n  await g()\nsys:1: h at x.py:8>\n",
            ),
            (
                "<coroutine f at 0x7 (/home/me/p/x.py:3)>",
                "<coroutine f at 0x7 (x.py:3)>",
            ),
            ("created at /home/me/p/other.py:3", "created at other.py:3"),
            ("'/root/.pyenv/versions/3.11.7/bin/python3'", "'python3'"),
            ("open(\"/var/tmp/mails\")", "open(\"mails\")"),
            ("/elsewhere/x.py:3: w", "x.py:3: w"),
            (
                "GET /mails/1 HTTP/1.1 from http://localhost:80/usr/2",
                "GET /mails/1 HTTP/1.1 from http://localhost:80/usr/2",
            ),
            ("1/2, and/or, box.py: a", "1/2, and/or, box.py: a"),
        ] {
            let text = without(text, "x.py");
            if text != expected {
                wrong.push(format!("{text:?} is not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_text_of_a_recording_has_a_folder_of_a_machine() {
        let raw = r#"
{"k":"thread","t":1,"th":1,"name":"/tmp/pool 1"}
{"k":"task","t":2,"id":1,"kind":"main","name":"open(\"/home/me/a.txt\")"}
{"k":"enter","t":3,"th":1,"id":1}
{"k":"hold","t":4,"th":1,"task":1,"label":"read /usr/share/a"}
{"k":"free","t":9004,"th":1}
{"k":"wait","t":9005,"id":1,"task":1,"what":"io","label":"/root/socket"}
{"k":"print","t":9006,"th":1,"to":"stdout","text":"at /tmp/a\n"}
{"k":"print","t":9007,"th":1,"to":"stderr","text":"at /root/.pyenv/versions/3.11.7/lib/python3.11/a.py:1\n"}
"#;
        let trace = crate::python::trace(raw, "x.py", "", "Python").unwrap();
        assert_eq!(trace.events.len(), 8);
        let text = trace.write();
        for root in ["/tmp", "/root", "/usr", "/home"] {
            assert!(!text.contains(root), "{root} in\n{text}");
        }
    }
}

//! The programs, and how each of them ends.

use std::fmt::Write;

use libtest_mimic::Trial;
use listing::Language::{self, Python, Rust};
use runner::How;

use crate::world::{COMPILES_LONG, FOLDER, WORLD};

/// A program that is run to its end.
struct Case {
    name: &'static str,
    language: Language,
    source: String,
    how: fn(&How) -> bool,
    /// What is in the output or in what the compiler says.
    said: &'static str,
}

fn case(
    name: &'static str,
    language: Language,
    source: impl Into<String>,
    how: fn(&How) -> bool,
    said: &'static str,
) -> Case {
    Case {
        name,
        language,
        source: source.into(),
        how,
        said,
    }
}

macro_rules! how {
    ($($pattern:tt)+) => { |how| matches!(how, How::$($pattern)+) };
}

/// The body of `main`, which may use `std`.
fn rust(body: &str) -> String {
    let allow = "#![allow(unused)]\nuse std::{fs, io::*, process::*, thread, time::Duration};\n";
    format!("{allow}fn main() {{\n{body}\n}}\n")
}

pub fn all() -> Vec<Trial> {
    let cases = [
        ends(),
        processes(),
        floods(),
        sources(),
        python(),
        refused(),
    ];
    let trial = |case: Case| {
        Trial::test(case.name, move || {
            case.check();
            Ok(())
        })
    };
    // Where the kernel has no landlock, the summary says what was not tried.
    let is_open = !landlocked();
    let forbidden = forbidden().into_iter().map(trial);
    let forbidden = forbidden.map(|it| it.with_ignored_flag(is_open));
    let cases = cases.into_iter().flatten().map(trial);
    cases.chain(forbidden).collect()
}

impl Case {
    fn check(&self) {
        let ran = WORLD.run(self.language, &self.source);
        let text: String = ran.text().chars().take(2000).collect();
        assert!((self.how)(&ran.how), "{:?}\n{text}", ran.how);
        assert!(text.contains(self.said), "{:?} not in\n{text}", self.said);
        let folder = WORLD.path().join("jobs");
        let folder = folder.to_string_lossy();
        assert!(!text.contains(&*folder), "{folder} is in\n{text}");
    }
}

fn ends() -> Vec<Case> {
    vec![
        case(
            "finishes",
            Rust,
            rust("println!(\"☃\");"),
            how!(Finished),
            "☃\n",
        ),
        case(
            "loops for ever",
            Rust,
            rust("loop {}"),
            how!(Time { limit: 2 }),
            "",
        ),
        case(
            "panics",
            Rust,
            rust("panic!(\"no\");"),
            how!(Failed { code: 101 }),
            "main.rs:4:1:\nno",
        ),
        case("aborts", Rust, rust("abort();"), how!(Signal { .. }), ""),
        case(
            "overflows its stack",
            Rust,
            "#[allow(unconditional_recursion)]\nfn f(n: u64) -> u64 { std::hint::black_box(f(n + 1)) + 1 }\n\
             fn main() { println!(\"{}\", f(0)); }",
            how!(Signal { .. }),
            "has overflowed its stack",
        ),
        case(
            "exits",
            Rust,
            rust("exit(7);"),
            how!(Failed { code: 7 }),
            "",
        ),
        case(
            "reads stdin",
            Rust,
            rust("println!(\"{}\", stdin().read_line(&mut String::new()).unwrap());"),
            how!(Finished),
            "0\n",
        ),
        case(
            "ignores SIGTERM",
            Rust,
            rust(
                "Command::new(\"sh\").args([\"-c\", \"trap '' TERM INT HUP; while :; do :; done\"]).status();",
            ),
            how!(Time { limit: 2 }),
            "",
        ),
        case(
            "kills its supervisor",
            Rust,
            rust(
                "let parent = std::os::unix::process::parent_id().to_string();\n\
                 println!(\"{:?}\", Command::new(\"kill\").args([\"-9\", &parent]).status());",
            ),
            how!(Finished | How::Broken { .. }),
            "",
        ),
    ]
}

fn processes() -> Vec<Case> {
    let shell = |script: &str| {
        rust(&format!(
            "Command::new(\"sh\").args([\"-c\", {script:?}]).status();"
        ))
    };
    vec![
        case(
            "leaves children behind",
            Rust,
            rust("Command::new(\"sleep\").arg(\"60\").spawn(); println!(\"done\");"),
            how!(Finished),
            "done",
        ),
        case(
            "leaves a child of another session behind",
            Rust,
            shell("setsid sleep 60 & setsid setsid sleep 60 & echo done"),
            how!(Finished),
            "done",
        ),
        case(
            "leaves a grandchild that holds its output open",
            Rust,
            shell("(setsid sh -c 'trap \"\" TERM HUP; sleep 60; sleep 60' &) ; echo done"),
            how!(Finished),
            "done",
        ),
        case(
            "hangs with a child of another session",
            Rust,
            shell("setsid sleep 60 & sleep 60"),
            how!(Time { .. }),
            "",
        ),
        case(
            "starts many processes",
            Rust,
            rust("for _ in 0..100 { Command::new(\"sleep\").arg(\"60\").spawn(); }\nloop {}"),
            how!(Processes { limit: 16 }),
            "",
        ),
        // Each of at most 2^8 forks; the last ones would sleep.
        case(
            "forks and forks",
            Python,
            "import os, time\nfor _ in range(8):\n    os.fork()\n    os.setsid() if os.getpid() != os.getsid(0) and os.getpgrp() != os.getpid() else 0\ntime.sleep(60)\n",
            how!(Processes { limit: 16 }),
            "",
        ),
        case(
            "starts threads without end",
            Rust,
            rust("loop { thread::spawn(|| thread::sleep(Duration::from_secs(60))); }"),
            how!(Failed { code: 101 }),
            "failed to spawn thread",
        ),
    ]
}

fn floods() -> Vec<Case> {
    vec![
        case(
            "takes all memory",
            Rust,
            rust("let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 20]); }"),
            how!(Memory { limit: 512 }),
            "memory allocation of",
        ),
        case(
            "takes all memory with children",
            Python,
            "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        x = b'x' * (200 << 20)\n        time.sleep(60)\ntime.sleep(60)\n",
            how!(Memory { limit: 512 }),
            "",
        ),
        case(
            "floods stdout",
            Rust,
            rust("loop { println!(\"☃ snow\"); }"),
            how!(Output { limit: 1 }),
            "☃",
        ),
        case(
            "floods stderr",
            Rust,
            rust("loop { eprintln!(\"☃ snow\"); }"),
            how!(Output { limit: 1 }),
            "☃",
        ),
        case(
            "writes a huge file",
            Rust,
            rust(
                "let mut file = fs::File::create(\"huge\").unwrap(); loop { file.write_all(&[0; 65536]).unwrap(); }",
            ),
            how!(File { limit: 20 }),
            "",
        ),
        case(
            "writes what is no text",
            Rust,
            rust("stdout().write_all(b\"a\\xff\\xfe\\xe2\\x98b\\xe2\\x98\").unwrap();"),
            how!(Finished),
            "a\u{fffd}\u{fffd}\u{fffd}b\u{fffd}",
        ),
    ]
}

fn sources() -> Vec<Case> {
    let mut large = rust("println!(\"large\");");
    while large.len() < 1 << 20 {
        let line = large.len();
        let _ = writeln!(large, "// {line} of many lines that say nothing at all");
    }
    let main = "fn main() { println!(\"ran\"); }";
    vec![
        case("is large", Rust, large, how!(Finished), "large"),
        case(
            "has one large line",
            Rust,
            format!("fn main() {{ let x = \"{}\"; y }}", "x".repeat(1 << 20)),
            how!(Refused | How::Output { .. }),
            "cannot find value `y`",
        ),
        case(
            "nests deeply",
            Rust,
            format!("fn main() {{ {} }}", "(".repeat(200_000)),
            how!(Refused | How::Broken { .. }),
            "",
        ),
        case(
            "says that it is a library",
            Rust,
            format!("#![crate_type = \"lib\"]\n{main}"),
            how!(Finished),
            "ran",
        ),
        case(
            "has another name",
            Rust,
            format!("#![crate_name = \"x\"]\n{main}"),
            how!(Refused),
            "crate_name",
        ),
        case(
            "wants features",
            Rust,
            format!("#![feature(never_type)]\n{main}"),
            how!(Refused),
            "E0554",
        ),
        case("has no main", Rust, "fn f() {}", how!(Refused), "E0601"),
        case("is empty", Rust, "", how!(Refused), "E0601"),
        case(
            "has a zero in it",
            Rust,
            "fn main() { \0 }",
            how!(Refused),
            "unknown start of token",
        ),
        case(
            "includes a device",
            Rust,
            "fn main() { println!(include_str!(\"/dev/zero\")); }",
            how!(Refused | How::Memory { .. }),
            "",
        ),
        case(
            "includes a device that never ends",
            Rust,
            "fn main() { include_bytes!(\"/dev/urandom\"); }",
            how!(Refused | How::Memory { .. }),
            "",
        ),
        case(
            "includes a huge file",
            Rust,
            format!(
                "static X: &[u8] = include_bytes!({:?});\nfn main() {{ println!(\"{{}}\", X[X.len() - 1]); }}",
                huge()
            ),
            how!(Refused | How::Memory { .. } | How::Broken { .. }),
            "",
        ),
        case(
            "includes its own binary",
            Rust,
            "fn main() { print!(\"{}\", include_str!(\"program\")); }",
            how!(Refused),
            "couldn't read",
        ),
        case(
            "computes while it is compiled",
            Rust,
            COMPILES_LONG,
            how!(Time { limit: 5 }),
            "",
        ),
        case(
            "warns",
            Rust,
            "fn f() {}\nfn main() { println!(\"ran\"); }",
            how!(Finished),
            "never used",
        ),
    ]
}

/// A file of 4 GiB that takes no room.
fn huge() -> String {
    let path = FOLDER.path().join("huge");
    let file = std::fs::File::create(&path).expect("the folder can be written");
    file.set_len(4 << 30).expect("files can be sparse");
    path.to_string_lossy().into_owned()
}

fn python() -> Vec<Case> {
    vec![
        case(
            "loops for ever (python)",
            Python,
            "while True: pass",
            how!(Time { .. }),
            "",
        ),
        case(
            "raises (python)",
            Python,
            "def f():\n    raise ValueError('no')\n\nf()\n",
            how!(Failed { code: 1 }),
            "Traceback (most recent call last):\n  File \"main.py\", line 4, in <module>\n    f()\n  File \"main.py\", line 2, in f\n    raise ValueError('no')\nValueError: no\n",
        ),
        case(
            "is no Python (python)",
            Python,
            "x = 1\nif x\n    pass\n",
            how!(Failed { code: 1 }),
            "  File \"main.py\", line 2\n    if x\n        ^\nSyntaxError: expected ':'\n",
        ),
        case(
            "exits (python)",
            Python,
            "import sys\nsys.exit(7)",
            how!(Failed { code: 7 }),
            "",
        ),
        case(
            "takes all memory (python)",
            Python,
            "x = []\nwhile True: x.append(b'x' * (1 << 24))",
            how!(Memory { .. }),
            "MemoryError",
        ),
        case(
            "floods stdout (python)",
            Python,
            "while True: print('snow' * 100)",
            how!(Output { .. }),
            "snow",
        ),
        case(
            "writes a huge file (python)",
            Python,
            "with open('huge', 'wb') as file:\n    while True: file.write(bytes(65536))",
            how!(Failed { code: 1 }),
            "OSError: [Errno 27] File too large",
        ),
        case(
            "kills itself (python)",
            Python,
            "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)",
            how!(Signal { .. }),
            "",
        ),
        case(
            "reads stdin (python)",
            Python,
            "input()",
            how!(Failed { code: 1 }),
            "EOFError",
        ),
        case(
            "has a zero in it (python)",
            Python,
            "x = '\0'\n",
            how!(Failed { code: 1 }),
            "null bytes",
        ),
        case(
            "uses a pool of processes (python)",
            Python,
            "from concurrent.futures import ProcessPoolExecutor\nif __name__ == '__main__':\n    with ProcessPoolExecutor(2) as pool:\n        print(sum(pool.map(abs, [-1, -2])))\n",
            how!(Finished),
            "3\n",
        ),
    ]
}

fn refused() -> Vec<Case> {
    vec![
        case(
            "writes in its folder",
            Rust,
            rust(
                "fs::write(\"a\", \"b\").unwrap(); fs::create_dir(\"c\").unwrap(); fs::rename(\"a\", \"c/a\").unwrap();",
            ),
            how!(Finished),
            "",
        ),
        case(
            "writes in its temporary folder (python)",
            Python,
            "import tempfile\nwith tempfile.NamedTemporaryFile() as file: file.write(b'x')\nprint('ran')",
            how!(Finished),
            "ran",
        ),
        case(
            "locks its folder",
            Rust,
            rust(
                "use fs::Permissions; use std::os::unix::fs::PermissionsExt;\n\
                 fs::create_dir_all(\"a/b\").unwrap(); fs::write(\"a/b/c\", \"\").unwrap();\n\
                 for it in [\"a/b\", \"a\", \".\"] { fs::set_permissions(it, Permissions::from_mode(0)).unwrap(); }",
            ),
            how!(Finished),
            "",
        ),
        case(
            "writes to nowhere",
            Rust,
            rust(
                "fs::write(\"/dev/null\", \"x\").unwrap(); Command::new(\"sh\").args([\"-c\", \"echo x > /dev/null\"]).status().unwrap();",
            ),
            how!(Finished),
            "",
        ),
    ]
}

/// What landlock forbids.
fn forbidden() -> Vec<Case> {
    let outside = FOLDER.path().join("outside");
    let write = format!("{:?}", outside.to_string_lossy());
    vec![
        case(
            "writes outside its folder",
            Rust,
            rust(&format!("fs::write({write}, \"x\").unwrap();")),
            how!(Failed { code: 101 }),
            "Permission denied",
        ),
        case(
            "writes outside its folder (python)",
            Python,
            format!("open({write}, 'w')"),
            how!(Failed { code: 1 }),
            "PermissionError",
        ),
        case(
            "removes its own binary",
            Rust,
            rust("fs::remove_file(std::env::current_exe().unwrap()).unwrap();"),
            how!(Failed { code: 101 }),
            "Permission denied",
        ),
    ]
}

/// Whether the kernel can refuse to write. Tried on a thread that then ends.
#[cfg(target_os = "linux")]
fn landlocked() -> bool {
    use landlock::{ABI, AccessFs, Ruleset, RulesetAttr, RulesetStatus};
    let restrict = || -> Result<_, landlock::RulesetError> {
        let rules = Ruleset::default().handle_access(AccessFs::from_write(ABI::V1))?;
        rules.create()?.restrict_self()
    };
    let status = std::thread::spawn(restrict).join();
    let status = status.expect("does not panic");
    status.is_ok_and(|it| it.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(not(target_os = "linux"))]
fn landlocked() -> bool {
    false
}

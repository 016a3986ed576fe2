//! `cargo run --example <chapter>` as a reader uses it.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use book_tests::root;
use runner::{Build, Cargo};

/// Runs the binary of a chapter, with nothing on stdin.
fn tour(chapter: &str, arguments: &[&str]) -> (i32, String, String) {
    static BUILD: LazyLock<Build> =
        LazyLock::new(|| Build::new(&root(), Cargo::Quiet).expect("the chapters build"));
    let mut child = Command::new(&BUILD.programs[chapter])
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LIB_BACKTRACE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().flush().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn a_chapter_is_toured_to_its_end_past_listings_that_fail() {
    let listings = book_tests::listings(&root());
    std::thread::scope(|scope| {
        for chapter in listings.registered.keys() {
            scope.spawn(move || {
                let (status, stdout, stderr) = tour(chapter, &[]);
                assert_eq!(status, 0, "{chapter}\n{stdout}\n{stderr}");
                assert!(stdout.starts_with("1. "), "{stdout}");
                assert!(
                    stdout.contains("The page with the Python twins"),
                    "{stdout}"
                );
            });
        }
    });
}

#[test]
fn a_question_comes_before_the_output_and_the_claim_after() {
    let (_, stdout, _) = tour("coroutines", &[]);
    let place = |text: &str| {
        stdout
            .find(text)
            .unwrap_or_else(|| panic!("no `{text}` in\n{stdout}"))
    };
    let question =
        place("Three lines count the tasks that are alive. Which of them is one higher?");
    let output = place("main: got 43");
    let claim = place("An `await` gives the value and makes no task.");
    assert!(question < output && output < claim, "{stdout}");
}

#[test]
fn one_listing_prints_its_output_and_nothing_else() {
    let expected =
        "main: called fetch\nmain: 0.2 s later\nfetch: asking for home\nmain: got the home page\n";
    let actual = tour("coroutines", &["calling_runs_nothing"]);
    assert_eq!(actual, (0, expected.into(), String::new()));
}

#[test]
fn the_exit_status_of_a_listing_is_passed_on() {
    assert_eq!(tour("failing", &["the_error_leaves_main"]).0, 1);
    assert_eq!(
        tour("failing", &["the_error_leaves_main.try_unwrap"]).0,
        101
    );
}

#[test]
fn a_listing_that_does_not_compile_says_why() {
    let (status, _, stderr) = tour("coroutines", &["calling_runs_nothing.try_twice"]);
    assert_eq!(status, 1);
    assert!(
        stderr.starts_with("This program does not compile."),
        "{stderr}"
    );
    assert!(stderr.contains("error[E0382]"), "{stderr}");
}

#[test]
fn the_listings_of_a_chapter_are_named_in_page_order() {
    let (status, stdout, _) = tour("coroutines", &["--list"]);
    let names: Vec<&str> = stdout
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(status, 0);
    assert_eq!(
        names[..2],
        [
            "calling_runs_nothing",
            "calling_runs_nothing.try_twice (does not compile)"
        ]
    );
}

#[test]
fn an_unknown_name_is_an_error_with_the_near_misses() {
    let (status, stdout, stderr) = tour("coroutines", &["calling_run_nothing"]);
    assert_eq!((status, &*stdout), (2, ""));
    assert!(
        stderr.contains("no listing named `calling_run_nothing`"),
        "{stderr}"
    );
    assert!(
        stderr.contains("did you mean calling_runs_nothing"),
        "{stderr}"
    );
}

#[test]
fn an_unknown_option_names_the_known() {
    let (status, _, stderr) = tour("coroutines", &["--lst"]);
    assert_eq!(
        (status, &*stderr),
        (2, "error: no option `--lst`; there are --list and --help\n")
    );
}

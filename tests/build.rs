//! Makes a test of every Rust block in the documents of the project, and
//! tells the tests for which platform they are built.

fn main() {
    // For a test that asks cargo about this platform only: what other
    // platforms need is not fetched.
    println!(
        "cargo:rustc-env=TARGET={}",
        std::env::var("TARGET").expect("cargo says")
    );
    skeptic::generate_doc_tests(&["../README.md", "../CONTRIBUTING.md", "../STYLE.md"]);
}

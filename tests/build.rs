//! Makes a test of every Rust block in the documents of the project.

fn main() {
    skeptic::generate_doc_tests(&["../README.md", "../CONTRIBUTING.md", "../STYLE.md"]);
}

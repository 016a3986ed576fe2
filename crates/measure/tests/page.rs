//! The numbers on the page are those that were measured.

use std::path::Path;

#[test]
fn every_table_is_what_the_data_say_and_is_shown() {
    // cargo says where when it runs a test: clones may share a target folder.
    let crates = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let root = Path::new(&crates)
        .ancestors()
        .nth(2)
        .expect("is two folders down");
    let problems = measure::problems(root).expect("the files can be read");
    assert!(problems.is_empty(), "{}\n", problems.join("\n"));
}

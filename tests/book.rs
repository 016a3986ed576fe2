//! Everything about the book that needs no program to run.

use book_tests::*;

#[test]
fn every_file_belongs_to_a_listing_and_names_are_unique() {
    none(&listings(&root()).problems);
}

#[test]
fn every_program_is_registered() {
    none(&registered(&listings(&root())));
}

#[test]
fn every_program_has_a_claim_and_fits_the_page() {
    none(&shape(&listings(&root())));
}

#[test]
fn every_program_is_formatted() {
    none(&formatted(&listings(&root())));
}

#[test]
fn every_recording_is_of_the_program_beside_it() {
    none(&recordings(&listings(&root())));
}

#[test]
fn every_timeline_says_what_to_see() {
    none(&captioned(&Pages::read(&root()), &listings(&root())));
}

#[test]
fn every_variation_is_a_few_lines_away() {
    none(&variations(&listings(&root())));
}

#[test]
fn every_listing_is_shown_in_its_chapter() {
    none(&shown(&Pages::read(&root()), &listings(&root())));
}

#[test]
fn every_listing_has_a_twin() {
    none(&paired(&Pages::read(&root()), &listings(&root())));
}

#[test]
fn every_page_is_in_the_summary() {
    none(&order(&root(), &Pages::read(&root()), &listings(&root())));
}

#[test]
fn every_heading_has_an_id_and_every_fence_a_language() {
    none(&prose(&Pages::read(&root())));
}

#[test]
fn every_row_of_the_dictionary_is_used_and_stands_once() {
    none(&names(&listings(&root())));
}

#[test]
fn every_need_is_understood() {
    none(&needs(&listings(&root())));
}

#[test]
fn no_id_has_vanished() {
    none(&ids_kept(
        &root(),
        &Pages::read(&root()),
        &listings(&root()),
    ));
}

#[test]
fn every_link_of_the_site_leads_somewhere() {
    let site = site(&root()).expect("the book builds");
    none(&links(site.path()));
}

#[test]
fn the_stated_rust_is_no_older_than_any_crate_needs() {
    let metadata = cargo_metadata::MetadataCommand::new()
        .current_dir(root())
        .other_options(["--filter-platform".into(), env!("TARGET").into()])
        .exec()
        .expect("cargo can read the project");
    let stated = metadata.workspace_packages()[0].rust_version.clone();
    let stated = stated.expect("the project states a rust-version");
    let newer = metadata.packages.iter().filter(|package| {
        package
            .rust_version
            .as_ref()
            .is_some_and(|needed| *needed > stated)
    });
    let newer: Vec<_> = newer.map(|package| package.name.to_string()).collect();
    assert!(
        newer.is_empty(),
        "these need a newer Rust than the stated {stated}: {newer:?}"
    );
}

//! The preprocessor as a command, for stock mdBook.

use std::io;

use mdbook_listing::{Stale, Weaver};
use mdbook_preprocessor::Preprocessor;

fn main() -> anyhow::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("supports") {
        return Ok(()); // Every renderer.
    }
    let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
    let book = Weaver {
        stale: Stale::Refused,
    }
    .run(&context, book)?;
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(())
}

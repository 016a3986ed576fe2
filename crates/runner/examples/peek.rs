//! Temporary.
use listing::Language;
use runner::{Cargo, Recorder};
fn main() -> anyhow::Result<()> {
    let recorder = Recorder::new(std::path::Path::new("."), Cargo::Seen)?;
    for file in std::env::args().skip(1) {
        println!("== {file}");
        match recorder.record(
            file.as_ref(),
            if file.ends_with("py") {
                Language::Python
            } else {
                Language::Rust
            },
        ) {
            Err(e) => println!("error {e:#}"),
            Ok(r) => {
                println!(
                    "{}ending {:?}\n{}",
                    if std::env::var_os("T").is_some() {
                        r.trace.write()
                    } else {
                        String::new()
                    },
                    r.ending,
                    trace::shape(&trace::Model::new(&r.trace))
                );
            }
        }
    }
    Ok(())
}

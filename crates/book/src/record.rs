//! `cargo book record` and `cargo book timeline`: runs, and pictures of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use listing::{Kind, Language, Listing, Listings};
use mdbook_listing::Words;
use runner::{Cargo, Changed, Recorder};
use trace::Model;

use crate::workers::for_each;

/// Records the listings of the chapters, and rewrites the recordings that no
/// longer show what their programs do.
pub(crate) fn command(root: &Path, chapters: &[String]) -> Result<()> {
    let listings = Listings::read(root)?;
    let wanted = crate::bless::wanted(&listings, chapters)?;
    runner::stop_on_signals()?;
    let recorder = Recorder::new(root, Cargo::Seen)?;
    eprintln!("recording {} listings", wanted.len());
    let wanted: Vec<&Listing> = wanted
        .into_iter()
        .filter(|it| can_run(&recorder, it))
        .collect();
    let (mut written, mut failed) = (0, 0);
    let changes = for_each(&wanted, |listing| recorder.rewrites(listing));
    for (listing, changes) in wanted.iter().zip(changes) {
        match changes {
            Ok(changes) => {
                for changed in changes {
                    write(root, listing, &changed)?;
                    written += 1;
                }
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                failed += 1;
            }
        }
    }
    match written {
        0 => eprintln!("nothing changed"),
        _ => eprintln!("now look at the pictures: cargo book"),
    }
    if failed > 0 {
        bail!("{failed} of the listings could not be recorded");
    }
    Ok(())
}

/// Whether all that the listing needs is installed; says so if not.
fn can_run(recorder: &Recorder, listing: &Listing) -> bool {
    let missing = recorder.missing(listing);
    if let Some(missing) = &missing {
        let place = listing.place(Kind::Needs);
        eprintln!("note: {place} is not met, and nothing recorded: needs {missing}");
    }
    missing.is_none()
}

fn write(root: &Path, listing: &Listing, changed: &Changed) -> Result<()> {
    let path = listing.path(changed.kind);
    let (verb, done) = match &changed.new {
        Some(trace) => ("wrote", fs::write(&path, trace.write())),
        None => ("removed", fs::remove_file(&path)),
    };
    done.with_context(|| format!("cannot write `{}`", path.display()))?;
    let place = path.strip_prefix(root).unwrap_or(&path).display();
    let why = changed.why.lines().next().unwrap_or_default();
    println!("{verb} {place}: it {why}");
    Ok(())
}

/// Records any program and writes its picture.
pub(crate) fn timeline(root: &Path, file: &Path, to: Option<PathBuf>) -> Result<()> {
    let extension = file.extension().unwrap_or_default();
    let language = Language::ALL
        .into_iter()
        .find(|language| extension == language.extension())
        .with_context(|| {
            format!(
                "`{}` is neither Rust nor Python\n  name a file that ends in .rs or .py",
                file.display()
            )
        })?;
    runner::stop_on_signals()?;
    let recorder = match language {
        Language::Python => Recorder::for_python()?,
        Language::Rust => Recorder::new(root, Cargo::Seen)?,
    };
    let recording = recorder.record(file, language)?;
    print!("{}", recording.stdout);
    eprint!("{}", recording.stderr);
    if let Some(ending) = &recording.ending {
        eprintln!("the program {ending}; the picture shows the run until then");
    }
    let model = Model::new(&recording.trace);
    if model.tasks.is_empty() {
        bail!(
            "`{}` started no task, so there is nothing to draw\n  \
             a Rust program is recorded through tokio, a Python program through asyncio and threads",
            file.display()
        );
    }
    let words = Words::of("en")?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let svg = timeline::standalone(&[("", &model)], &name, &words.timeline);
    let to = to.unwrap_or_else(|| file.with_extension("svg"));
    fs::write(&to, svg).with_context(|| format!("cannot write `{}`", to.display()))?;
    println!("wrote {}", to.display());
    Ok(())
}

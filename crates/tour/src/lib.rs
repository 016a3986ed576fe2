//! Runs the listings of a chapter in the terminal.
//!
//! The `main.rs` of a chapter is one macro call that names its programs:
//!
//! ```text
//! tour::chapter! {
//!     calling_runs_nothing,
//!     #[allow(unused_must_use)]
//!     forgotten_await,
//!     forgotten_await.try_ignore,
//! }
//! ```
//!
//! Each becomes a module of the chapter's binary, with its `main` left as it
//! is. A chapter whose programs talk to servers begins with the type that
//! starts them, `with loopback::Servers;`: the tour starts some for every
//! program, unless the reader named others in the environment. Where they are
//! not installed, it shows what the program printed where they were.
//!
//! `cargo run --example coroutines` tours them in the order of the page;
//! `-- NAME` runs one in this process, so that its exit status is the
//! binary's. The tour itself runs `-- NAME` as a child for every listing:
//! a program that panics, exits or aborts ends only itself.

mod servers;
mod tour;

use std::path::Path;
use std::process::{ExitCode, Termination};

use listing::Listings;

pub use servers::{Start, Started};

/// A program of the chapter: its listing's name and its `main`.
pub type Program = (&'static str, fn() -> ExitCode);

/// Runs a listing's `main` and reports how it ended, as `std` would.
pub fn report<T: Termination>(main: fn() -> T) -> ExitCode {
    main().report()
}

/// Makes the `main` of a chapter from the names of its programs.
///
/// A name is a file beside `main.rs` without its `.rs`; attributes in front of
/// it are for warnings that the listing has on purpose.
#[macro_export]
macro_rules! chapter {
    // `with` could be the name of a program too: what follows it decides.
    (with $servers:ty; $($programs:tt)*) => {
        $crate::chapter_main! { ($servers) $($programs)* }
    };
    ($($programs:tt)*) => {
        $crate::chapter_main! { () $($programs)* }
    };
}

/// The same, with the servers in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! chapter_main {
    (
        ($($servers:ty)?)
        $( $(#[$allowance:meta])* $name:ident $(. $variation:ident)? ),* $(,)?
    ) => {
        fn main() -> ::std::process::ExitCode {
            let start: ::std::option::Option<$crate::Start> = $crate::start!($($servers)?);
            let programs: &[$crate::Program] = &[$(
                (
                    concat!(stringify!($name) $(, ".", stringify!($variation))?),
                    {
                        $(#[$allowance])*
                        mod listing {
                            include!(concat!(
                                stringify!($name), $(".", stringify!($variation),)? ".rs"
                            ));
                            pub(super) fn run() -> ::std::process::ExitCode {
                                $crate::report(main)
                            }
                        }
                        listing::run
                    },
                ),
            )*];
            $crate::main(env!("CARGO_MANIFEST_DIR"), programs, start)
        }
    };
}

/// What starts the servers of a chapter.
#[doc(hidden)]
#[macro_export]
macro_rules! start {
    () => {
        ::std::option::Option::None
    };
    ($servers:ty) => {
        ::std::option::Option::Some(|| {
            let servers = <$servers>::start()?;
            let variables = servers.variables().to_vec();
            Ok($crate::Started::new(variables, servers))
        })
    };
}

/// The commands of a chapter's binary. `folder` is the chapter's.
#[doc(hidden)]
pub fn main(folder: &str, programs: &[Program], start: Option<Start>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // A listing must run without reading the book: it is timed, and it may
    // have been copied elsewhere.
    if let [name] = arguments[..]
        && let Some((_, run)) = programs.iter().find(|(known, _)| *known == name)
    {
        return match start.filter(|_| servers::are_missing()) {
            None => run(),
            // What it says when there is no server is up to the listing.
            Some(start) => servers::run_with(name, start)
                .transpose()
                .map_or_else(run, exit_code),
        };
    }
    exit_code(command(Path::new(folder), &arguments, start))
}

fn exit_code(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

fn command(folder: &Path, arguments: &[&str], start: Option<Start>) -> anyhow::Result<ExitCode> {
    let (root, slug) = tour::place(folder)?;
    let listings = Listings::read(&root)?;
    let stops = tour::stops(&root, slug, &listings)?;
    match arguments {
        [] => tour::run(slug, &stops, start.filter(|_| servers::are_missing())),
        ["--list"] => {
            for stop in &stops {
                let compiles = if stop.compiles() {
                    ""
                } else {
                    " (does not compile)"
                };
                println!("{}{compiles}\n    {}", stop.listing.name, stop.claim());
            }
            Ok(ExitCode::SUCCESS)
        }
        ["-h" | "--help"] => {
            print!("{}", HELP.replace("SLUG", slug));
            Ok(ExitCode::SUCCESS)
        }
        [option, ..] if option.starts_with('-') => {
            anyhow::bail!("no option `{option}`; there are --list and --help")
        }
        [name] => match stops.iter().find(|stop| stop.listing.name == *name) {
            // Not among the programs, and yet on the page: it does not compile.
            Some(stop) => {
                eprint!("{}", stop.refusal());
                Ok(ExitCode::FAILURE)
            }
            None => anyhow::bail!(
                "no listing named `{name}` in the chapter `{slug}`\n  {}",
                listings.suggestions(name, Some(slug))
            ),
        },
        [_, second, ..] => anyhow::bail!("one listing at a time: what is `{second}`?"),
    }
}

const HELP: &str = "\
Runs the listings of the chapter `SLUG`.

Usage:
  cargo run --example SLUG              tour the chapter
  cargo run --example SLUG -- NAME      run one listing; its exit status is passed on
  cargo run --example SLUG -- --list    name the listings
";

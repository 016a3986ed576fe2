//! `cargo book`: the book in the browser, rebuilt when a file is saved, with
//! programs that run.
//!
//! Four threads, one direction: the *watcher* hears of saved files, the
//! *builder* builds the site into a new folder and swaps it in, the *indexer*
//! then makes what its search asks, the *checker* runs the listings that were
//! saved and compares what they do with the files beside them. All but the
//! watcher write to [`status::Status`], and so does the thread that builds the
//! libraries of programs; the server streams it to every open page, which
//! reloads or shows what is wrong.
//!
//! A page may run programs here (`run`), so the server asks who asks (`guard`,
//! `token`) and tells the browser what a page may do (`policy`).

mod builder;
mod checker;
mod guard;
mod http;
mod indexer;
mod limits;
mod listen;
mod news;
mod picture;
mod policy;
mod refusal;
mod run;
mod runs;
mod scripts;
mod session;
mod site;
mod status;
mod terminal;
#[cfg(test)]
mod tests;
mod token;
mod watcher;

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use anyhow::Result;
use runner::{Limits, Live};

use self::builder::Builder;
use self::guard::Names;
use self::picture::Pictures;
use self::runs::Runs;
use self::session::Session;
use self::status::Status;
use self::terminal::Terminal;
use self::token::Token;
use crate::log::Log;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The first port to try on 127.0.0.1; the next free one is taken
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    limits: limits::Chosen,
}

/// Serves the book until Ctrl-C.
pub(crate) fn serve(root: &Path, options: &Options) -> Result<()> {
    let listeners = listen::listen(options.port)?;
    let addresses = listen::addresses(&listeners)?;
    let session = Session::start(root)?;
    let status = Arc::new(Status::new());
    let token = Token::new()?;
    build_and_check(Builder {
        root: root.to_path_buf(),
        sites: session.site(),
        token: token.clone(),
        log: Log::start(),
        status: status.clone(),
        built: indexer::start(Arc::clone(&status)),
    });

    let url = format!("http://{}", addresses[0]);
    println!("reading {url}  (Ctrl-C ends it)");
    println!("Run on a page runs the program on this machine, as you: it may read what you may");
    let live = live(root, session.path(), options.limits.limits(), &status)?;
    let runs = Runs::new(live, Pictures::new()?, runs::PATIENCE);
    if !options.no_open && has_browser() && open::that_detached(&url).is_err() {
        eprintln!("no browser could be started: open {url} yourself");
    }
    let app = http::app(&Names::of(&addresses), &token, status, runs);
    http::run(listeners, app)?;
    drop(session);
    println!("\nstopped");
    Ok(())
}

/// Builds the site, and starts what builds and checks it after each save.
fn build_and_check(builder: Builder) {
    let (to_builder, saved) = mpsc::channel();
    let (to_checker, touched) = mpsc::channel();
    // Before the first build: what is saved during it is not missed.
    let watcher = watcher::watch(&builder.root, move |paths| {
        let _ = to_builder.send(paths.clone());
        let _ = to_checker.send(paths);
    });
    if let Err(error) = &watcher {
        eprintln!("warning: saved files are not noticed: {error:#}\n  restart to see changes");
    }
    builder::build(&builder);
    let (root, status) = (builder.root.clone(), builder.status.clone());
    thread::spawn(move || checker::run(&root, &touched, &status));
    thread::spawn(move || {
        // Watches as long as somebody builds.
        let _watcher = watcher;
        build_again(&builder, &saved);
    });
}

fn build_again(builder: &Builder, saved: &Receiver<Vec<PathBuf>>) {
    while let Ok(mut paths) = saved.recv() {
        // What was saved meanwhile is in this build, too.
        paths.extend(saved.try_iter().flatten());
        println!("saved {}", names(&builder.root, &paths));
        builder::build(builder);
    }
}

/// What runs the programs of pages. It tells terminal and pages of its kit.
fn live(root: &Path, folder: &Path, limits: Limits, status: &Arc<Status>) -> Result<Live> {
    let (terminal, status) = (Terminal::default(), status.clone());
    Live::start(root, folder, limits, supervisor, move |kit| {
        terminal.tell(&kit);
        status.change(|state| state.kit = kit);
    })
}

/// This very program again, to watch over one run.
fn supervisor() -> Command {
    // Linux keeps a program that runs under this name, even if cargo has put a
    // new one in its place.
    let this = match cfg!(target_os = "linux") {
        true => Ok(PathBuf::from("/proc/self/exe")),
        false => std::env::current_exe(),
    };
    let mut command = Command::new(this.unwrap_or_else(|_| "book".into()));
    command.arg("supervise");
    command
}

/// The paths from the root, each once.
fn names(root: &Path, paths: &[PathBuf]) -> String {
    let names = paths
        .iter()
        .map(|path| path.strip_prefix(root).unwrap_or(path).to_string_lossy());
    let names: BTreeSet<_> = names.collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Whether it makes sense to ask the desktop for a browser.
fn has_browser() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(any(target_os = "macos", target_os = "windows")) {
        return std::io::stdout().is_terminal();
    }
    named("DISPLAY") || named("WAYLAND_DISPLAY") || named("BROWSER")
}

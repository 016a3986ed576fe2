//! `cargo book`: the book in the browser, rebuilt when a file is saved.
//!
//! Three threads, one direction: the *watcher* hears of saved files, the
//! *builder* builds the site into a new folder and swaps it in, the *checker*
//! runs the listings that were saved and compares what they do with the files
//! beside them. Builder and checker write to [`status::Status`]; the server
//! streams it to every open page, which reloads or shows what is wrong.

mod builder;
mod checker;
mod http;
mod status;
mod watcher;

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, bail};

use self::status::Status;
use crate::log::Log;

/// How many ports are tried, from the wanted one on.
const PORTS_TRIED: u16 = 100;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The first port to try on 127.0.0.1; the next free one is taken
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Serves the book until Ctrl-C.
pub(crate) fn serve(root: &Path, options: &Options) -> Result<()> {
    let (listener, address) = bind(options.port)?;
    let status = Arc::new(Status::new());
    let site = tempfile::Builder::new()
        .prefix("async-rust-book-")
        .tempdir();
    let site = site.context("cannot make a folder for the site")?;

    let log = Log::start();
    let (to_builder, saved) = mpsc::channel();
    let (to_checker, touched) = mpsc::channel();
    // Before the first build: what is saved during it is not missed.
    let watcher = watcher::watch(root, move |paths| {
        let _ = to_builder.send(paths.clone());
        let _ = to_checker.send(paths);
    });
    if let Err(error) = &watcher {
        eprintln!("warning: saved files are not noticed: {error:#}\n  restart to see changes");
    }
    builder::build(root, site.path(), &log, &status);
    let (build_root, build_site, build_status) = (
        root.to_path_buf(),
        site.path().to_path_buf(),
        status.clone(),
    );
    thread::spawn(move || {
        while let Ok(mut paths) = saved.recv() {
            // What was saved meanwhile is in this build, too.
            paths.extend(saved.try_iter().flatten());
            println!("saved {}", names(&build_root, &paths));
            builder::build(&build_root, &build_site, &log, &build_status);
        }
    });
    let (check_root, check_status) = (root.to_path_buf(), status.clone());
    thread::spawn(move || checker::run(&check_root, &touched, &check_status));

    let url = format!("http://{address}");
    println!("reading {url}  (Ctrl-C ends it)");
    if !options.no_open && has_browser() && open::that_detached(&url).is_err() {
        eprintln!("no browser could be started: open {url} yourself");
    }
    let served = http::run(listener, address, status);
    runner::stop();
    served?;
    println!("\nstopped");
    Ok(())
}

/// The paths from the root, each once.
fn names(root: &Path, paths: &[PathBuf]) -> String {
    let names = paths
        .iter()
        .map(|path| path.strip_prefix(root).unwrap_or(path).to_string_lossy());
    let names: BTreeSet<_> = names.collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Binds the first free port from `wanted` on, on loopback only.
fn bind(wanted: u16) -> Result<(TcpListener, SocketAddr)> {
    for port in wanted..=wanted.saturating_add(PORTS_TRIED) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        match TcpListener::bind(address) {
            Ok(listener) => {
                if port != wanted {
                    println!("port {wanted} is taken, using {port}");
                }
                let address = listener.local_addr()?;
                return Ok((listener, address));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| {
                    format!(
                        "cannot listen on {address}\n  choose another port: cargo book --port 8000"
                    )
                });
            }
        }
    }
    bail!("no free port from {wanted} on\n  choose another: cargo book --port 8000")
}

/// Whether it makes sense to ask the desktop for a browser.
fn has_browser() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(any(target_os = "macos", target_os = "windows")) {
        return std::io::stdout().is_terminal();
    }
    named("DISPLAY") || named("WAYLAND_DISPLAY") || named("BROWSER")
}

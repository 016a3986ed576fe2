//! The folder of one start of the server: its site, and what it runs.
//!
//! `target/serve/<random>/` has the folders `site`, `jobs` and `cache`, and the
//! file `lock`, which is locked as long as the server lives. What a killed
//! server left behind is not, and the next one removes it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// In the folder of a session, and beside all of them.
const LOCK: &str = "lock";

/// Gone when this is dropped.
pub(super) struct Session {
    // In this order: the folder is removed before anybody else may do so.
    folder: TempDir,
    _lock: File,
}

impl Session {
    /// Makes the folder, and removes those that nobody uses.
    ///
    /// # Errors
    ///
    /// If the target folder cannot be written.
    pub(super) fn start(root: &Path) -> Result<Session> {
        let sessions = sessions(root)?;
        Session::start_in(&sessions).with_context(|| {
            let sessions = sessions.display();
            format!("cannot make a folder in `{sessions}`\n  remove that folder, and start again")
        })
    }

    fn start_in(sessions: &Path) -> Result<Session> {
        fs::create_dir_all(sessions)?;
        // A folder that is made is not locked yet: one server at a time.
        let others = File::create(sessions.join(LOCK))?;
        others.lock()?;
        remove_unused(sessions)?;
        let folder = private(sessions)?;
        let lock = File::create(folder.path().join(LOCK))?;
        lock.lock()?;
        fs::create_dir(folder.path().join("site"))?;
        Ok(Session {
            folder,
            _lock: lock,
        })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where sites are built.
    pub(super) fn site(&self) -> PathBuf {
        self.path().join("site")
    }
}

/// A folder that nobody else may look into: its pages hold the token.
fn private(parent: &Path) -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.prefix("").tempdir_in(parent)
}

/// Below the folder in which cargo builds.
fn sessions(root: &Path) -> Result<PathBuf> {
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(target) => std::path::absolute(target)?,
        None => root.join("target"),
    };
    Ok(target.join("serve"))
}

/// What cannot be removed now can be later.
fn remove_unused(sessions: &Path) -> Result<()> {
    for entry in fs::read_dir(sessions)? {
        let folder = entry?.path();
        if folder.is_dir() && !is_used(&folder) {
            let _ = fs::remove_dir_all(folder);
        }
    }
    Ok(())
}

fn is_used(folder: &Path) -> bool {
    let lock = File::open(folder.join(LOCK));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_in_use_stay_and_others_go() {
        let sessions = tempfile::tempdir().unwrap();
        let first = Session::start_in(sessions.path()).unwrap();
        let killed = Session::start_in(sessions.path()).unwrap();
        let left = killed.path().to_path_buf();
        // The folder is kept, and its lock is not.
        let Session { folder, _lock } = killed;
        let _ = folder.keep();
        drop(_lock);
        let third = Session::start_in(sessions.path()).unwrap();
        assert!(first.site().is_dir() && third.site().is_dir());
        assert!(!left.exists());
    }

    #[test]
    fn a_session_that_ends_leaves_nothing() {
        let sessions = tempfile::tempdir().unwrap();
        let session = Session::start_in(sessions.path()).unwrap();
        let folder = session.path().to_path_buf();
        fs::write(session.site().join("index.html"), "a page").unwrap();
        drop(session);
        assert!(!folder.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let sessions = tempfile::tempdir().unwrap();
        let session = Session::start_in(sessions.path()).unwrap();
        let mode = fs::metadata(session.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

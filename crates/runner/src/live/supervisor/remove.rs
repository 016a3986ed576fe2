//! Removing the folder of a run.

use std::fs;
use std::path::Path;

/// Removes the folder. A program may have taken our right to do so.
pub(super) fn remove(folder: &Path) {
    if fs::remove_dir_all(folder).is_err() {
        unlock(folder);
        let _ = fs::remove_dir_all(folder);
    }
}

/// Gives back the right to look into the folder and all folders in it.
#[cfg(unix)]
fn unlock(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // Not what a link leads to.
        if entry.file_type().is_ok_and(|it| it.is_dir()) {
            unlock(&entry.path());
        }
    }
}

#[cfg(not(unix))]
fn unlock(_folder: &Path) {}

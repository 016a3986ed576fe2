//! What the tests and the bench of this package share.

use std::process::{Command, Stdio};

/// Python, `PYTHON` or else `python3`, in a folder of this package.
pub fn python(folder: &str) -> Command {
    let python = std::env::var_os("PYTHON")
        .unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command.current_dir(format!(
        "{}/{folder}",
        env!("CARGO_MANIFEST_DIR")
    ));
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Whether Python can import these, such as `celery, redis`.
pub fn imports(modules: &str) -> bool {
    let mut command = python(".");
    command.args(["-c", &format!("import {modules}")]);
    command.stderr(Stdio::null());
    command.status().is_ok_and(|it| it.success())
}

/// Whether tests are left out that need what is not there: not in the gate.
pub fn is_left_out(is_there: bool) -> bool {
    !is_there && std::env::var_os("EVERY_NEED").is_none()
}

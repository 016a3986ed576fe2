//! Compiling one program against the kit, and running it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use recorder::rust::FOLDER;

use super::Kit;
use crate::process::{RUN_LIMIT, run};
use crate::record::TRACE_FILE;

/// The name of every compiled program.
pub(crate) const PROGRAM: &str = if cfg!(windows) {
    "program.exe"
} else {
    "program"
};

impl Kit {
    /// Compiles the file, which is in `folder`, with these flags on top of
    /// those of every recording, and says what came out.
    ///
    /// # Errors
    ///
    /// What the compiler says, if it refuses the program.
    pub fn compile(&self, folder: &Path, file: &str, flags: &[&str]) -> Result<PathBuf> {
        let mut command = self.compiler(folder, file, flags);
        // What it warns of is for those who edit it.
        command.args(["--cap-lints", "allow"]);
        let finished = run(command, RUN_LIMIT)?;
        if !finished.status.success() {
            bail!("does not compile\n{}", finished.stderr.trim_end());
        }
        Ok(folder.join(PROGRAM))
    }

    /// The compiler that makes `program` (`program.exe`) of the file, both in
    /// `folder`, with these flags on top of those of every recording.
    pub fn compiler(&self, folder: &Path, file: &str, flags: &[&str]) -> Command {
        let mut command = Command::new(&self.rustc);
        let mut remap = OsString::from("--remap-path-prefix=");
        remap.push(folder);
        remap.push(format!("={FOLDER}"));
        command
            .current_dir(folder)
            .arg(file)
            .args(["--crate-name", &crate_name(file), "--edition", "2024"])
            .args(["--crate-type", "bin", "-C", "prefer-dynamic"])
            // Without lines nobody knows where the program waits.
            .args(["-C", "debuginfo=line-tables-only"])
            .args(flags)
            .arg(remap)
            .args(["-o", PROGRAM]);
        self.link(&mut command);
        command
    }

    /// What makes a program compile faster and run no different.
    pub fn live_flags() -> &'static [&'static str] {
        // Most programs are too small to be divided. One with much of its own,
        // such as rayon's, is done a fifth sooner on two processors.
        &["-C", "codegen-units=4"]
    }

    /// Names the libraries to the compiler, and to the program where they are.
    fn link(&self, command: &mut Command) {
        let tokio = ("tokio".to_string(), self.tokio.clone());
        for (name, library) in self.externs.iter().chain([&tokio]) {
            let mut argument = OsString::from(format!("{name}="));
            argument.push(library);
            command.arg("--extern").arg(argument);
        }
        for folder in &self.folders {
            let mut search = OsString::from("dependency=");
            search.push(folder);
            command.arg("-L").arg(search);
        }
        if cfg!(unix) {
            for folder in [&self.tokio, &self.std].map(|it| it.parent().unwrap_or(it)) {
                // Not `-Wl,`: a path may have a comma in it.
                for argument in ["-rpath".as_ref(), folder.as_os_str()] {
                    let mut argument_of_linker = OsString::from("link-arg=");
                    argument_of_linker.push(argument);
                    command.args(["-C", "link-arg=-Xlinker", "-C"]);
                    command.arg(argument_of_linker);
                }
            }
        }
    }

    /// A command that runs a compiled program and writes to `trace`, a file of
    /// some size, what happens there. `crates/recorder/probe` has the format.
    pub fn command(&self, program: &Path, trace: &Path) -> Command {
        let mut command = Command::new(program);
        command.env(TRACE_FILE, trace);
        // A backtrace is another output on every machine.
        for variable in ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_LOG"] {
            command.env_remove(variable);
        }
        // A program that has no use for tokio does not load the kit. The
        // linker takes a list here, so the path must not look like one.
        let path = self.tokio.to_string_lossy();
        if cfg!(target_os = "linux") && !path.contains([' ', ':']) {
            command.env("LD_PRELOAD", &self.tokio);
        }
        if cfg!(windows) {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let ours = [self.tokio.parent(), self.std.parent()]
                .into_iter()
                .flatten();
            let ours = ours.map(Path::to_path_buf);
            if let Ok(path) = std::env::join_paths(ours.chain(std::env::split_paths(&path))) {
                command.env("PATH", path);
            }
        }
        command
    }
}

/// The name of a file as a crate may have it.
fn crate_name(file: &str) -> String {
    let stem = file.trim_end_matches(".rs");
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = stem.chars().map(letter).collect();
    match name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        true => name,
        false => format!("_{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn any_file_is_a_crate() {
        for (file, expected) in [
            ("select.rs", "select"),
            ("select.try_both.rs", "select_try_both"),
            ("7-zip.rs", "_7_zip"),
            ("é.rs", "_"),
        ] {
            assert_eq!(crate_name(file), expected, "{file}");
        }
    }
}

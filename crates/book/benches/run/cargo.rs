//! What a reader does without the page: a package with tokio, and `cargo run`.

use std::io::Read;
use std::process::Stdio;

use super::*;

/// A package of its own with the versions of the book.
pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    pub(crate) fn new(root: &Path) -> Result<Package> {
        let folder = root.join("target/bench-run");
        fs::create_dir_all(folder.join("src"))?;
        let manifest = "[package]\nname = \"edited\"\nedition = \"2024\"\n\n\
                        [dependencies]\ntokio = { version = \"1\", features = [\"full\"] }\n\n\
                        [workspace]\n";
        fs::write(folder.join("Cargo.toml"), manifest)?;
        // The versions that were fetched for the book: nothing else is asked for.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Package { folder })
    }

    /// Saves the program, and waits for its first byte.
    pub(crate) fn first_byte(&self, source: &str) -> Result<Duration> {
        fs::write(self.folder.join("src/main.rs"), source)?;
        let start = Instant::now();
        let mut child = Command::new("cargo")
            .args(["run", "--quiet", "--offline", "--target-dir", "target"])
            .current_dir(&self.folder)
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run `cargo run`")?;
        let mut stdout = child.stdout.take().context("no pipe")?;
        let read = stdout.read(&mut [0])?;
        let time = start.elapsed();
        std::io::copy(&mut stdout, &mut std::io::sink())?;
        ensure!(child.wait()?.success() && read == 1, "`cargo run` failed");
        Ok(time)
    }
}

//! What the operating system refuses to the steps of a run.

use std::path::Path;

use crate::live::limits::Limits;

/// The largest file of a compile step: a program with its libraries in it.
const COMPILED_FILE: u64 = 256 << 20;

/// Which of the two steps comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The compiler.
    Compile,
    /// The program.
    Run,
}

/// Limits this process, and so all that it starts from now on. Limits can only
/// be lowered: the compiler comes first and has the larger ones.
#[cfg(unix)]
pub(super) fn limit(kind: Kind, limits: &Limits) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |resource, value: u64| {
        let now = getrlimit(resource);
        let value = now.maximum.map_or(value, |it| it.min(value));
        let limit = Rlimit {
            current: Some(value),
            maximum: Some(value),
        };
        // Another limit of the same kind is still there: the one on time.
        let _ = setrlimit(resource, limit);
    };
    let file = match kind {
        Kind::Compile => COMPILED_FILE.max(limits.file),
        Kind::Run => limits.file,
    };
    // Not the address space: an allocator reserves more than it uses.
    lower(Resource::Data, limits.memory);
    lower(Resource::Fsize, file);
    lower(Resource::Core, 0);
    lower(Resource::Cpu, processor_seconds(limits));
}

/// A process that nobody watches any more ends some time, too: what all
/// processors together can do within the limit, and a little more.
#[cfg(unix)]
fn processor_seconds(limits: &Limits) -> u64 {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let seconds = limits.wall.max(limits.compile).as_secs();
    (seconds + 2).saturating_mul(cores)
}

/// Elsewhere only time and output are limited.
#[cfg(not(unix))]
pub(super) fn limit(_kind: Kind, _limits: &Limits) {}

/// Lets this thread, and what it starts, write nowhere but here, as far as the
/// kernel can refuse that. Nor can it send a signal to anything older.
///
/// The other threads keep their rights: they clean up.
#[cfg(target_os = "linux")]
pub(super) fn write_only<'a>(paths: impl Iterator<Item = &'a Path>) {
    // An error says that there is nothing like it in this kernel.
    let _ = landlock(paths);
}

/// Other systems have nothing like it.
#[cfg(not(target_os = "linux"))]
pub(super) fn write_only<'a>(_paths: impl Iterator<Item = &'a Path>) {}

#[cfg(target_os = "linux")]
fn landlock<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<(), ::landlock::RulesetError> {
    use ::landlock::*;
    // What the library knows of; older kernels get what they know.
    let abi = ABI::V6;
    let writes = AccessFs::from_write(abi) & !AccessFs::IoctlDev;
    let mut rules = Ruleset::default()
        .handle_access(writes)?
        .scope(Scope::Signal)?
        .create()?;
    for path in paths {
        let Ok(file) = PathFd::new(path) else {
            continue;
        };
        let allowed = match path.is_dir() {
            true => writes,
            false => writes & AccessFs::from_file(abi),
        };
        rules = rules.add_rule(PathBeneath::new(file, allowed))?;
    }
    rules.restrict_self()?;
    Ok(())
}

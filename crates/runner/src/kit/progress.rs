//! How far the kit is built.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, PackageId};

/// How far the kit is built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Crates that are there.
    pub done: usize,
    /// Crates that will be there, as far as it is known.
    pub total: usize,
    /// The last one.
    pub what: String,
}

/// How many crates there will be: of every package that the kit depends on, the
/// library and the build script. Some may turn out not to be needed.
pub(super) fn total(metadata: &Metadata, kit: &PackageId) -> usize {
    let nodes = || metadata.resolve.iter().flat_map(|it| &it.nodes);
    let mut found = BTreeSet::new();
    let mut next = vec![kit];
    while let Some(id) = next.pop() {
        if !found.insert(id) {
            continue;
        }
        let dependencies = nodes()
            .filter(|node| node.id == *id)
            .flat_map(|it| &it.deps);
        let needed = dependencies.filter(|it| {
            let mut kinds = it.dep_kinds.iter();
            it.dep_kinds.is_empty() || kinds.any(|it| it.kind != DependencyKind::Development)
        });
        next.extend(needed.map(|it| &it.pkg));
    }
    let packages = metadata.packages.iter().filter(|it| found.contains(&it.id));
    let targets = packages.flat_map(|it| &it.targets);
    targets
        .filter(|it| it.is_custom_build() || it.is_lib() || it.is_proc_macro() || it.is_dylib())
        .count()
}

/// Counts crates and tells of each; never back, and never past the end.
pub(super) struct Count<'a> {
    last: Progress,
    seen: BTreeSet<(PackageId, String)>,
    tell: &'a mut dyn FnMut(Progress),
}

impl Count<'_> {
    pub(super) fn new(total: usize, tell: &mut dyn FnMut(Progress)) -> Count<'_> {
        let last = Progress {
            total,
            ..Progress::default()
        };
        tell(last.clone());
        Count {
            last,
            seen: BTreeSet::new(),
            tell,
        }
    }

    /// A second attempt names all crates again. Those that were there before
    /// are counted, and are no news.
    pub(super) fn one(&mut self, package: &PackageId, target: &str, fresh: bool) {
        if self.seen.insert((package.clone(), target.into())) {
            self.last.done = (self.last.done + 1).min(self.last.total);
            self.last.what = name(package).into();
            if !fresh {
                (self.tell)(self.last.clone());
            }
        }
    }

    pub(super) fn end(&mut self) {
        self.last.done = self.last.total;
        (self.tell)(self.last.clone());
    }
}

/// The name in `registry+https://…#tokio@1.54.1`, or the end of a path.
fn name(package: &PackageId) -> &str {
    let (before, after) = package.repr.rsplit_once('#').unwrap_or(("", &package.repr));
    match after.split_once('@') {
        Some((name, _)) => name,
        None => before.rsplit('/').next().unwrap_or(after),
    }
}

#[cfg(test)]
mod tests {
    use cargo_metadata::PackageId;

    use super::{Count, name};

    fn id(text: &str) -> PackageId {
        PackageId { repr: text.into() }
    }

    #[test]
    fn a_package_has_a_name() {
        let registry = "registry+https://github.com/rust-lang/crates.io-index#tokio@1.54.1";
        for (repr, expected) in [
            (registry, "tokio"),
            ("path+file:///a/crates/recorder/kit#0.0.0", "kit"),
            ("path+file:///a/crates/recorder/kit#tokio@0.0.0", "tokio"),
        ] {
            assert_eq!(name(&id(repr)), expected);
        }
    }

    #[test]
    fn progress_never_goes_back() {
        let mut told = Vec::new();
        let mut tell = |it: super::Progress| told.push((it.done, it.total));
        let mut count = Count::new(2, &mut tell);
        for package in ["a#a@1", "a#a@1", "b#b@1", "c#c@1"] {
            count.one(&id(package), "lib", false);
        }
        count.one(&id("d#d@1"), "lib", true);
        count.end();
        assert_eq!(told, [(0, 2), (1, 2), (2, 2), (2, 2), (2, 2)]);
    }
}

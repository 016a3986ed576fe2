//! Finds all modules, and which are needed at once.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::module::Module;
use super::place::Place;

/// All modules that an entry leads to.
pub(super) struct Graph {
    pub(super) entry: String,
    /// What the entry imports, and what that imports, the entry last.
    pub(super) first: Vec<String>,
    /// What only `import()` leads to.
    pub(super) later: Vec<String>,
    /// What is given to `import()`.
    pub(super) doors: BTreeSet<String>,
    pub(super) modules: BTreeMap<String, Module>,
}

impl Graph {
    pub(super) fn of(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<Graph> {
        let mut graph = Graph {
            entry: entry.to_string(),
            first: Vec::new(),
            later: Vec::new(),
            doors: BTreeSet::new(),
            modules: BTreeMap::new(),
        };
        let mut found = Vec::new();
        graph.follow(entry, read, &mut Vec::new(), &mut found)?;
        graph.first = found;
        graph.refuse_files()?;
        graph.follow_doors(read)?;
        graph.find_names()?;
        Ok(graph)
    }

    /// Reads a module and what it imports; in `found` each comes after what it imports.
    fn follow(
        &mut self,
        name: &str,
        read: &dyn Fn(&str) -> Result<String>,
        above: &mut Vec<String>,
        found: &mut Vec<String>,
    ) -> Result<()> {
        above.push(name.to_string());
        let module = Module::read(name, &read(name)?)?;
        let imports: Vec<_> = module
            .imports
            .iter()
            .map(|it| (it.of.clone(), it.line))
            .collect();
        self.modules.insert(name.to_string(), module);
        for (place, line) in imports {
            let Place::Module(other) = place else {
                continue;
            };
            if above.contains(&other) {
                bail!(
                    "{name}:{line}: `{other}` imports this file\n  move what both need into a third"
                );
            }
            if !self.modules.contains_key(&other) {
                let followed = self.follow(&other, read, above, found);
                followed.with_context(|| format!("{name}:{line} imports `{other}`"))?;
            }
        }
        above.pop();
        found.push(name.to_string());
        Ok(())
    }

    /// A page would wait for them.
    fn refuse_files(&self) -> Result<()> {
        for name in &self.first {
            for import in &self.modules[name].imports {
                if let Place::File(address) = &import.of {
                    let line = import.line;
                    bail!(
                        "{name}:{line}: every page would load `{address}`\n  import the module with `import()`"
                    );
                }
            }
        }
        Ok(())
    }

    fn follow_doors(&mut self, read: &dyn Fn(&str) -> Result<String>) -> Result<()> {
        loop {
            let doors = self.modules.values().flat_map(|it| &it.later);
            let doors: BTreeSet<_> = doors
                .filter_map(|it| match it {
                    Place::Module(name) => Some(name.clone()),
                    Place::File(_) => None,
                })
                .collect();
            let Some(next) = doors
                .iter()
                .find(|it| !self.modules.contains_key(*it))
                .cloned()
            else {
                self.doors = doors;
                return Ok(());
            };
            let mut found = Vec::new();
            self.follow(&next, read, &mut Vec::new(), &mut found)?;
            self.later.extend(found);
        }
    }

    /// Everything that is imported of a module is exported there.
    fn find_names(&self) -> Result<()> {
        for (name, module) in &self.modules {
            for import in &module.imports {
                let Place::Module(other) = &import.of else {
                    continue;
                };
                let exports = &self.modules[other].exports;
                let unknown = import
                    .names
                    .iter()
                    .find(|(there, _)| !exports.contains(there));
                if let Some((unknown, _)) = unknown {
                    let line = import.line;
                    let known = exports.join(", ");
                    bail!("{name}:{line}: no `{unknown}` in `{other}`\n  it exports: {known}");
                }
            }
        }
        Ok(())
    }

    /// The files that a module imports, and those that its imports do.
    pub(super) fn files(&self, name: &str) -> BTreeSet<Place> {
        let places = self.modules[name].imports.iter().map(|it| &it.of);
        places
            .flat_map(|it| match it {
                Place::Module(other) => self.files(other),
                Place::File(_) => BTreeSet::from([it.clone()]),
            })
            .collect()
    }
}

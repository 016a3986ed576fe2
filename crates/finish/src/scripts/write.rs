//! Writes the joined files.
//!
//! ```text
//! const $once = (make) => { let it; return () => (it ??= make()); };
//! const $words = $once(() => { … return {word, fill}; });
//! const $page = $once(() => { const {word} = $words(); … return {}; });
//! const $load = async (name) => (await import("./later-….js")).$load(name);
//! $page();
//! export {$once, $words};
//! ```
//!
//! Both names have one hash, of both texts: the files name each other.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Joined;
use super::graph::Graph;
use super::module::Module;
use super::place::Place;
use crate::asset::hash;

const ONCE: &str = "const $once = (make) => { let it; return () => (it ??= make()); };\n";

/// Browsers remember that a module could not be loaded: the next try is another
/// address. The later file runs only if it was loaded, so there is one of it.
const LOAD: &str = "let $later, $tries = 0;
const $load = async (name) => {
$later ??= import(`./LATER${$tries ? `?${$tries}` : \"\"}`).catch((error) => {
$later = undefined;
$tries += 1;
throw error;
});
return (await $later).$load(name);
};
";

/// The joined files; the later one only if there is something in it.
pub(super) fn files(graph: &Graph) -> Joined {
    let unnamed = Names::with("");
    let hash = hash(&(first(graph, &unnamed) + &later(graph, &unnamed)));
    let names = Names::with(&hash);
    let mut files = vec![(names.first.clone(), first(graph, &names))];
    if !graph.doors.is_empty() {
        files.push((names.later.clone(), later(graph, &names)));
    }
    Joined {
        entry: names.first,
        files,
    }
}

struct Names {
    first: String,
    later: String,
}

impl Names {
    fn with(hash: &str) -> Names {
        Names {
            first: format!("page-{hash}.js"),
            later: format!("later-{hash}.js"),
        }
    }
}

fn first(graph: &Graph, names: &Names) -> String {
    let mut text = ONCE.to_string();
    text.extend(functions(graph, &graph.first));
    if !graph.doors.is_empty() {
        text += &LOAD.replace("LATER", &names.later);
        let _ = writeln!(text, "export {{{}}};", shared(graph));
    }
    text + &format!("{}();\n", variable(&graph.entry))
}

fn later(graph: &Graph, names: &Names) -> String {
    let mut text = format!("import {{{}}} from \"./{}\";\n", shared(graph), names.first);
    let files: BTreeSet<Place> = graph.later.iter().flat_map(|it| graph.files(it)).collect();
    for file in &files {
        let _ = writeln!(text, "let {};", file.variable());
    }
    text.extend(functions(graph, &graph.later));
    text += "const $doors = {\n";
    text.extend(graph.doors.iter().map(|it| door(graph, it)));
    text + "};\nexport const $load = (name) => $doors[name]();\n"
}

/// What the later file needs of the first one.
fn shared(graph: &Graph) -> String {
    let wanted = graph.later.iter().flat_map(|it| &graph.modules[it].imports);
    let wanted = wanted.map(|it| it.of.variable());
    let wanted: BTreeSet<_> = wanted
        .chain(graph.doors.iter().map(|it| variable(it)))
        .collect();
    let here = graph.first.iter().map(|it| variable(it));
    let names = here.filter(|it| wanted.contains(it));
    ["$once".to_string()]
        .into_iter()
        .chain(names)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What `import()` of a module does: the files that it needs are there before it runs.
fn door(graph: &Graph, name: &str) -> String {
    let mut steps = String::new();
    for file in graph.files(name) {
        let variable = file.variable();
        if let Place::File(address) = file {
            let _ = write!(steps, "{variable} = await import(\"{address}\"); ");
        }
    }
    format!(
        "\"{name}\": async () => {{ {steps}return {}(); }},\n",
        variable(name)
    )
}

fn variable(name: &str) -> String {
    Place::Module(name.to_string()).variable()
}

fn functions(graph: &Graph, names: &[String]) -> impl Iterator<Item = String> {
    names.iter().map(|it| function(&graph.modules[it]))
}

/// A module as a function that is called once and returns what it exports.
fn function(module: &Module) -> String {
    let mut text = format!("const {} = $once(() => {{\n", variable(&module.name));
    for import in &module.imports {
        let variable = import.of.variable();
        let value = match import.of {
            Place::Module(_) => format!("{variable}()"),
            Place::File(_) => variable,
        };
        if !import.names.is_empty() {
            let names = import.names.iter().map(renamed);
            let names = names.collect::<Vec<_>>().join(", ");
            let _ = write!(text, "const {{{names}}} = ");
        }
        let _ = writeln!(text, "{value};");
    }
    let _ = write!(
        text,
        "{}return {{{}}};\n}});\n",
        module.body,
        module.exports.join(", ")
    );
    text
}

/// A name in a pattern that takes an object apart.
fn renamed((there, here): &(String, String)) -> String {
    match there == here {
        true => here.clone(),
        false => format!("{there}: {here}"),
    }
}

//! The rooms of `src/` and their order: no import goes up, none goes round. CONTRIBUTING.md lists the floors, and is the
//! one place that does. `cargo test --test it rooms -- --nocapture` prints the drawing.

#![allow(clippy::print_stdout, reason = "the drawing")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

/// The modules of the crate by their path (`text::document`), each with its source as far as it is not a test.
struct House {
    files: BTreeMap<String, String>,
    /// What a module passes on under its own name: `text` has `Document` from `text::document`.
    passed_on: BTreeMap<(String, String), String>,
}

impl House {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut house = Self { files: BTreeMap::new(), passed_on: BTreeMap::new() };
        house.add(&root, "");
        let uses = Regex::new(r"(?ms)^\s*pub(?:\([^)]*\))? use ([^;]+);").expect("a regular expression");
        for (module, text) in &house.files {
            for found in uses.captures_iter(text) {
                for path in expanded(&found[1]) {
                    let (path, name) = path.split_once(" as ").map_or((path.as_str(), None), |(p, n)| (p, Some(n)));
                    let Some((from, last)) = path.rsplit_once("::") else { continue };
                    if let Some(from) = house.module(module, from) {
                        house.passed_on.insert((module.clone(), name.unwrap_or(last).to_owned()), from);
                    }
                }
            }
        }
        house
    }

    fn add(&mut self, dir: &Path, above: &str) {
        let comments = Regex::new(r"(?m)//.*$").expect("a regular expression");
        for entry in fs::read_dir(dir).expect("the sources") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let module = if above.is_empty() { stem.clone() } else { format!("{above}::{stem}") };
            if path.is_dir() {
                self.add(&path, &module);
            } else if stem != "lib" && stem != "main" {
                let text = fs::read_to_string(&path).expect("a source");
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let module = if stem == "mod" { above.to_owned() } else { module };
                self.files.insert(module, comments.replace_all(text, "").into_owned());
            }
        }
    }

    /// The module that a path leads to, seen from another one: `crate::text::Document`, `super::view`, `columns`.
    fn module(&self, from: &str, path: &str) -> Option<String> {
        let mut at: Vec<&str> = from.split("::").collect();
        let mut segments = path.split("::").peekable();
        match *segments.peek()? {
            "crate" => at.clear(),
            "super" | "self" => {}
            child if self.files.contains_key(&format!("{from}::{child}")) => {}
            _ => return None,
        }
        let mut found = None;
        for segment in segments {
            match segment {
                "crate" | "self" => {}
                "super" => {
                    at.pop();
                    found = Some(at.join("::"));
                }
                name => {
                    let here = at.join("::");
                    if let Some(from) = self.passed_on.get(&(here.clone(), name.to_owned())) {
                        return Some(from.clone());
                    }
                    at.push(name);
                    if !self.files.contains_key(&at.join("::")) {
                        return found.filter(|f| self.files.contains_key(f));
                    }
                    found = Some(at.join("::"));
                }
            }
        }
        found.filter(|f| self.files.contains_key(f))
    }

    /// Every import, from module to module.
    fn imports(&self) -> BTreeSet<(String, String)> {
        let uses = Regex::new(r"(?ms)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);").expect("a regular expression");
        let inline = Regex::new(r"\b(?:crate|super)(?:::\w+)+").expect("a regular expression");
        let mut imports = BTreeSet::new();
        for (module, text) in &self.files {
            let from_uses = uses.captures_iter(text).flat_map(|found| {
                let passes_on = found.get(1).is_some();
                expanded(&found[2]).into_iter().map(move |path| (path, passes_on))
            });
            let inline = inline.find_iter(text).map(|m| (m.as_str().to_owned(), false));
            for (path, passes_on) in from_uses.chain(inline) {
                let path = path.split(" as ").next().unwrap_or_default();
                // What a module passes on of its own parts it does not use.
                let is_used = |to: &String| to != module && !(passes_on && to.starts_with(&format!("{module}::")));
                imports.extend(self.module(module, path).filter(is_used).map(|to| (module.clone(), to)));
            }
        }
        imports
    }
}

/// `a::{b, c::{D, E}}` as `a::b`, `a::c::D`, `a::c::E`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    let whole =
        |part: &str| if part == "self" { head.trim_end_matches("::").to_owned() } else { format!("{head}{part}") };
    parts.into_iter().filter(|p| !p.is_empty()).flat_map(|part| expanded(&whole(part))).collect()
}

/// The floors, from the ground up: the block of CONTRIBUTING.md that begins with ` ```rooms `.
fn floors() -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md")).expect("a file");
    let block = text.split("```rooms\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of rooms");
    let mut floors: Vec<Vec<String>> =
        block.lines().map(|floor| floor.split_whitespace().map(str::to_owned).collect()).collect();
    floors.reverse();
    floors
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn no_import_goes_up() {
    let floors = floors();
    let floor_of = |room: &str| floors.iter().position(|floor| floor.iter().any(|r| r == room));
    let house = House::read();
    let rooms: BTreeSet<&str> = house.files.keys().map(|m| room(m)).collect();
    let listed: BTreeSet<&str> = floors.iter().flatten().map(String::as_str).collect();
    assert_eq!(rooms, listed, "the rooms of src/, and those that CONTRIBUTING.md lists");
    let mut between: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let imports = house.imports();
    for (from, to) in &imports {
        if room(from) != room(to) {
            *between.entry(room(from)).or_default().entry(room(to)).or_default() += 1;
        }
    }
    for floor in floors.iter().rev() {
        for name in floor {
            let to = between.get(name.as_str()).into_iter().flatten().map(|(to, count)| format!("{to} {count}"));
            println!("{name:>12} -> {}", to.collect::<Vec<_>>().join(", "));
        }
    }
    let up: Vec<_> =
        imports.iter().filter(|(f, t)| room(f) != room(t) && floor_of(room(f)) <= floor_of(room(t))).collect();
    assert!(up.is_empty(), "imports that go up, or to the same floor: {up:#?}");
    assert!(imports.len() > 500, "only {} imports were seen", imports.len());
}

/// A file may use what its parent module defines; every other way round is one too many.
#[test]
fn no_import_goes_round() {
    let house = House::read();
    let mut graph = petgraph::Graph::<&str, ()>::new();
    let nodes: BTreeMap<&str, _> = house.files.keys().map(|module| (module.as_str(), graph.add_node(module))).collect();
    for (from, to) in house.imports().iter().filter(|(from, to)| !from.starts_with(&format!("{to}::"))) {
        graph.add_edge(nodes[from.as_str()], nodes[to.as_str()], ());
    }
    let circles: Vec<Vec<&str>> = petgraph::algo::tarjan_scc(&graph)
        .into_iter()
        .filter(|circle| circle.len() > 1)
        .map(|circle| circle.into_iter().map(|node| graph[node]).collect())
        .collect();
    assert!(circles.is_empty(), "files that import each other: {circles:#?}");
}

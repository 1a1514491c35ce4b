//! What the documents for engineers name is there: paths, rooms and types.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::is_whole_project;

const DOCUMENTS: &[&str] =
    &["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "tests/README.md"];

/// How a path of the project begins where a document names one.
const TOPS: &[&str] =
    &[".ci/", "assets/", "benches/", "crates/", "docs/", "examples/", "fuzz/", "src/", "tests/"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).expect(document)
}

/// What stands between backticks, fenced blocks left out.
fn code(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2).flat_map(str::lines);
    let marked = prose.flat_map(|line| line.split('`').skip(1).step_by(2));
    marked.map(str::to_owned).collect()
}

/// Where links lead that stay in the project.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let inside = targets.filter(|target| !target.contains("://"));
    inside.filter_map(|target| target.split('#').next()).map(str::to_owned).collect()
}

/// All the code of the program and its crates.
fn sources() -> String {
    fn walk(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&fs::read_to_string(path).expect("a source"));
            }
        }
    }
    let mut text = String::new();
    walk(&root().join("src"), &mut text);
    walk(&root().join("crates"), &mut text);
    text
}

fn folders(below: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(below)).expect(below);
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    paths.filter(|path| path.is_dir()).filter_map(name).collect()
}

#[test]
fn every_path_that_a_document_names_is_there() {
    if !is_whole_project() {
        return;
    }
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        let beside = root().join(document);
        let beside = beside.parent().expect("a folder");
        let named = code(&text).into_iter().filter(|path| {
            TOPS.iter().any(|top| path.starts_with(top)) && !path.contains([' ', '*', '…'])
        });
        let linked = links(&text).into_iter().filter(|path| !path.is_empty());
        let gone = named
            .map(|path| root().join(path))
            .chain(linked.map(|path| beside.join(path)))
            .filter(|path| !path.exists());
        missing.extend(gone.map(|path| format!("{document}: {}", path.display())));
    }
    assert!(missing.is_empty(), "named and not there: {missing:#?}");
}

#[test]
fn the_map_has_every_room() {
    if !is_whole_project() {
        return;
    }
    let map = code(&read("ARCHITECTURE.md"));
    for below in ["src", "crates"] {
        for room in folders(below) {
            let room = format!("{below}/{room}");
            assert!(map.contains(&room), "ARCHITECTURE.md does not name `{room}`");
        }
    }
}

#[test]
fn every_type_that_the_map_names_is_defined() {
    if !is_whole_project() {
        return;
    }
    let sources = sources();
    let is_type = |name: &String| name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':');
    let names = code(&read("ARCHITECTURE.md")).into_iter().filter(is_type).filter(is_name);
    let mut names: Vec<_> =
        names.map(|name| name.split(':').next().unwrap_or_default().to_owned()).collect();
    names.dedup();
    assert!(names.len() > 20, "the glossary names types");
    let defined = |name: &String| {
        ["struct", "enum", "trait", "type"].iter().any(|kind| {
            let head = format!("{kind} {name}");
            let mut after = sources.split(&head).skip(1);
            after.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    };
    let unknown: Vec<_> = names.iter().filter(|name| !defined(name)).collect();
    assert!(unknown.is_empty(), "named and not defined: {unknown:?}");
}

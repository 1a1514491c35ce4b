//! What there is too much of, counted: each figure may only fall, and falls in this file too.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::facts::Facts;

/// Type names that are defined more than once, and how many definitions they have. A reader who meets
/// one has to ask which.
const DOUBLED: (usize, usize) = (6, 12);

/// Places where an absent value silently becomes an empty one (`unwrap_or_default`, `unwrap_or("")`,
/// `map_or(0, …)`), by crate. Where absence is impossible `never!` says so, where it is real a type does.
const SILENT: &[(&str, usize)] = &[
    ("onrecord", 29),
    ("onrecord-corpus", 7),
    ("onrecord-extract", 15),
    ("onrecord-language", 2),
    ("onrecord-meaning", 4),
    ("onrecord-pdf", 1),
    ("onrecord-read", 20),
    ("onrecord-search", 13),
    ("onrecord-text", 2),
];

/// What the counts say otherwise than the figures above.
pub(super) fn broken(files: &[Facts]) -> Vec<String> {
    let doubled = doubled(files);
    let figures = (doubled.len(), doubled.values().map(Vec::len).sum());
    let mut out = told("doubled names", figures, DOUBLED, &doubled);
    let silent = silent(files);
    for (name, count) in &silent {
        let figure =
            SILENT.iter().find(|(known, _)| known == name).map_or(0, |(_, figure)| *figure);
        out.extend(told(&format!("silent defaults of {name}"), *count, figure, &()));
    }
    out
}

fn told<T: PartialOrd + Debug + Copy>(
    what: &str,
    count: T,
    figure: T,
    which: &impl Debug,
) -> Vec<String> {
    if count > figure {
        vec![format!("{what} have become more: {count:?}, not {figure:?}: {which:?}")]
    } else if count < figure {
        vec![format!("{what} are fewer: write {count:?} in place of {figure:?}")]
    } else {
        Vec::new()
    }
}

/// Every type name that is defined more than once, with the files.
fn doubled(files: &[Facts]) -> BTreeMap<&str, Vec<&str>> {
    let mut types: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.of_tests) {
        for name in &file.types {
            types.entry(name).or_default().push(&file.name);
        }
    }
    types.retain(|_, files| files.len() > 1);
    types
}

/// How many silent defaults there are, by crate.
fn silent(files: &[Facts]) -> BTreeMap<&str, usize> {
    let mut crates = BTreeMap::new();
    for file in files.iter().filter(|file| !file.of_tests) {
        let name = if file.is_programs() { "onrecord" } else { file.room() };
        *crates.entry(name).or_default() += file.defaults.len();
    }
    crates
}

#[test]
fn a_figure_fails_both_ways() {
    assert_eq!(told("x", 3, 3, &()), [""; 0]);
    assert_eq!(told("x", 4, 3, &"y"), ["x have become more: 4, not 3: \"y\""]);
    assert_eq!(told("x", 2, 3, &()), ["x are fewer: write 2 in place of 3"]);
}

#[test]
fn types_are_counted_outside_of_tests() {
    let files = [
        Facts::of("src/a.rs", "struct Line; enum Part {} trait Row {} type Cell = u8;"),
        Facts::of("src/b.rs", "pub struct Line<'t>(&'t str); mod c { enum Part {} }"),
        Facts::of("src/c.rs", "fn f() { struct Row; }\n#[cfg(test)]\nmod t { struct Cell; }"),
        Facts::of("src/d.rs", "impl Line { fn new() {} } fn cell() {} use b::Cell;"),
    ];
    let want = ["Line", "Part", "Row"];
    assert_eq!(doubled(&files).into_keys().collect::<Vec<_>>(), want);
    assert_eq!(doubled(&files)["Line"], ["src/a.rs", "src/b.rs"]);
}

#[test]
fn silent_defaults_are_counted_outside_of_tests() {
    for (text, want) in [
        ("fn f() { a.unwrap_or_default(); }", 1),
        ("fn f() { a.unwrap_or(\"\"); b.unwrap_or(0);\n c.unwrap_or(&[]); d.unwrap_or(()) }", 2),
        ("fn f() { a.map_or(\"\", g);\n b.map_or(0, g);\n c.map_or(Vec::new(), g) }", 3),
        ("fn f() { format!(\"{}\", a.unwrap_or_default()) }", 1),
        ("fn f() { json!({ \"a\": a.unwrap_or_default() }) }", 1),
        ("fn f() { assert!(\n g(),\n \"{}\",\n h(b.map_or(\"\", |b| b))) }", 1),
        (
            "fn f() { a.unwrap_or(\"none\"); b.unwrap_or(1); c.map_or(true, g); d.unwrap_or_else(g) }",
            0,
        ),
        ("// a.unwrap_or_default()\nconst A: &str = \"a.unwrap_or_default()\";", 0),
        ("#[cfg(test)]\nmod t { fn f() { a.unwrap_or_default() } }", 0),
        ("#[test]\nfn f() { a.unwrap_or_default() }", 0),
    ] {
        let files = [Facts::of("crates/onrecord-x/src/a.rs", text)];
        assert_eq!(silent(&files), BTreeMap::from([("onrecord-x", want)]), "{text}");
    }
}

//! Where what touches the world, and what another format or library brings in, may stand.

use super::facts::Facts;

/// A path (or a macro, with its `!`), and the places whose code may name it or anything below it.
const KEPT: &[(&str, &[&str])] = &[
    // The world.
    // An image maps a file that is open already.
    ("std::fs", &["src/disk", "crates/onrecord-image"]),
    ("std::env", &["src/cli", "src/disk", "src/shell/fault.rs"]),
    ("std::net", &[]),
    ("std::process::Command", &["src/shell"]),
    ("std::process::exit", &["src/shell"]),
    ("std::process::abort", &[]),
    (
        "std::thread",
        &["src/shell", "src/library", "crates/onrecord-search", "crates/onrecord-image"],
    ),
    ("std::sync::mpsc", &["src/shell", "src/library"]),
    ("std::time::Instant::now", &["src/shell"]),
    ("std::time::SystemTime::now", &["src/disk"]),
    // A closed pipe is no fault: what is written says whether it could be.
    ("println!", &[]),
    ("print!", &[]),
    ("eprintln!", &[]),
    ("eprint!", &[]),
    ("dbg!", &[]),
    ("include_bytes!", &["src/builtin.rs", "crates/onrecord-meaning/src/lib.rs"]),
    ("include_str!", &["crates/onrecord-language/src/language.rs"]),
    // The screen and the command line.
    // The geometry of the screen is plain arithmetic; clicks and scrolling go by what is drawn.
    ("ratatui", &["src/view", "src/shell", "src/app/layout.rs"]),
    ("crossterm", &["src/shell"]),
    ("rustix", &["src/shell", "src/disk"]),
    ("signal_hook", &["src/shell"]),
    ("clap", &["src/cli"]),
    ("clap_complete", &["src/cli"]),
    ("clap_mangen", &["src/cli"]),
    ("indicatif", &["src/cli"]),
    // Files of our own.
    ("landlock", &["src/library/fence"]),
    ("libc", &["src/library/fence", "crates/onrecord-image/src/bus.rs"]),
    ("seccompiler", &["src/library/fence"]),
    ("tempfile", &["src/disk"]),
    ("etcetera", &["src/disk"]),
    (
        "postcard",
        &[
            "src/library/document_cache.rs",
            "crates/onrecord-model/src/document/blocks.rs",
            "crates/onrecord-corpus/src/kept.rs",
            "crates/onrecord-corpus/src/statements.rs",
        ],
    ),
    ("memmap2", &["crates/onrecord-image/src/map.rs"]),
    // The nouns and what a reader or a rule gives may say that they can be kept; what is written into
    // a file of somebody has wire types of its own.
    (
        "serde",
        &[
            "crates/onrecord-text/src/span.rs",
            "crates/onrecord-model",
            "crates/onrecord-read/src/lib.rs",
            "crates/onrecord-read/src/captions/machine.rs",
            "crates/onrecord-read/src/rows",
            "crates/onrecord-read/src/table/sheet.rs",
            "crates/onrecord-extract/src/lib.rs",
            "crates/onrecord-corpus/src/file_format",
            "crates/onrecord-corpus/src/kept.rs",
            "crates/onrecord-journal/src/line.rs",
            "src/library/document.rs",
            "src/library/document_cache.rs",
            "src/shell/session/draft_wire.rs",
            "src/shell/session/wire.rs",
            "src/cli/json",
        ],
    ),
    (
        "serde_json",
        &[
            "crates/onrecord-read/src/captions/machine.rs",
            "crates/onrecord-read/src/rows",
            "crates/onrecord-read/src/html/linked.rs",
            "crates/onrecord-corpus/src/file_format",
            "crates/onrecord-journal/src",
            "src/shell/session/draft_wire.rs",
            "src/shell/session/wire.rs",
            "src/cli",
        ],
    ),
    // Formats of documents, each in its one place.
    ("csv", &["crates/onrecord-read/src/table", "src/export/table.rs"]),
    ("chardetng", &["crates/onrecord-read/src/charset"]),
    ("encoding_rs", &["crates/onrecord-read/src"]),
    ("flate2", &["crates/onrecord-pdf/src", "crates/onrecord-read/src/archive"]),
    ("hayro_cmap", &["crates/onrecord-pdf/src"]),
    ("hayro_font", &["crates/onrecord-pdf/src"]),
    ("hayro_syntax", &["crates/onrecord-pdf/src"]),
    ("html5gum", &["crates/onrecord-read/src/html"]),
    ("mail_parser", &["crates/onrecord-read/src/charset", "crates/onrecord-read/src/eml"]),
    ("saphyr_parser", &["crates/onrecord-read/src/front_matter.rs"]),
    ("pulldown_cmark", &["crates/onrecord-read/src/markdown/mod.rs", "src/export/markdown.rs"]),
    ("quick_xml", &["crates/onrecord-read/src/docx/styles.rs", "crates/onrecord-read/src/xml.rs"]),
    ("zip", &["crates/onrecord-read/src/package.rs", "crates/onrecord-read/src/archive"]),
    ("edtf_core", &["crates/onrecord-model/src/when.rs"]),
    // Words take values.
    ("crate::app::State", &["src/view", "src/shell"]),
    ("crate::app::state", &["src/app", "src/view"]),
    // A query is read once for each edit, and handed on.
    ("onrecord_search::Query::parse", &["src/app/input/query_line.rs", "src/cli/finder.rs"]),
    ("strsim", &["crates/onrecord-corpus/src/resembling.rs"]),
    ("fuzzy_matcher", &["crates/onrecord-search/src/matching/tiers.rs"]),
];

/// What stands out of its place, tests aside.
pub(super) fn broken(files: &[Facts]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| !file.of_tests) {
        for named in file.paths.iter().filter(|named| !named.in_tests) {
            for (kept, places) in KEPT {
                let allowed = places.iter().any(|place| file.name.starts_with(place));
                if !allowed && leads_into(&named.path, kept) {
                    out.push(format!("{}:{} names {}", file.name, named.line, named.path));
                }
            }
        }
    }
    out
}

/// Whether a path names `kept`, something below it, or everything around it.
fn leads_into(path: &str, kept: &str) -> bool {
    let path = if kept.ends_with('!') { path.trim_start_matches("std::") } else { path };
    let below = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    below(path, kept) || path.strip_suffix("::*").is_some_and(|around| below(kept, around))
}

/// Rows that name a place where nothing of the kind stands any more.
pub(super) fn stale(files: &[Facts]) -> Vec<String> {
    let mut out = Vec::new();
    for (kept, places) in KEPT {
        for place in *places {
            let mut there = files.iter().filter(|file| file.name.starts_with(place));
            let named = |file: &Facts| file.paths.iter().any(|named| leads_into(&named.path, kept));
            if !there.any(named) {
                out.push(format!("{kept} does not stand in {place}"));
            }
        }
    }
    out
}

#[test]
fn what_is_out_of_place_is_seen_wherever_it_stands() {
    for (name, text, want) in [
        ("src/app/a.rs", "use std::fs;", &["1 names std::fs"][..]),
        ("src/app/a.rs", "fn f() { std::fs::read(\"\"); }", &["1 names std::fs::read"]),
        (
            "src/app/a.rs",
            "use std::{fmt, io::Write, fs::{self, File}};",
            &["1 names std::fs", "1 names std::fs::File"],
        ),
        (
            "src/app/a.rs",
            "use std as s;\nfn f() { s::fs::read(\"\"); }",
            &["2 names std::fs::read"],
        ),
        ("src/app/a.rs", "use std::*;", &["1 names std::*"; 10]),
        ("src/disk/a.rs", "use std::fs;", &[]),
        ("src/diskette/a.rs", "use std::fs;", &[]),
        (
            "src/app/a.rs",
            "use std::time::Instant;\nfn f() -> Instant { Instant::now() }",
            &["2 names std::time::Instant::now"],
        ),
        (
            "src/app/a.rs",
            "use std::time::Instant as Now;\nfn f() { g(Now::now) }",
            &["2 names std::time::Instant::now"],
        ),
        (
            "src/app/a.rs",
            "use std::time::{Duration, Instant};\nfn f(at: Instant) -> Duration { at.elapsed() }",
            &[],
        ),
        ("src/app/a.rs", "fn f() { println!(\"a\") }", &["1 names println!"]),
        ("src/app/a.rs", "fn f() { std::println!(\"a\") }", &["1 names std::println!"]),
        (
            "src/app/a.rs",
            "fn f() { write!(o, \"{}\", { eprintln!(\"a\"); 1 }) }",
            &["1 names eprintln!"],
        ),
        (
            "src/app/a.rs",
            "use std::process;\nfn f() { process::exit(1) }",
            &["2 names std::process::exit"],
        ),
        ("src/app/a.rs", "use std::process::ExitCode;", &[]),
        ("src/app/a.rs", "#[derive(serde::Serialize)]\nstruct A;", &["1 names serde::Serialize"]),
        ("src/app/a.rs", "extern crate serde;", &["1 names serde"]),
        (
            "src/app/a.rs",
            "use serde::Serialize;\n#[derive(Serialize)]\nstruct A;",
            &["1 names serde::Serialize", "2 names serde::Serialize"],
        ),
        ("src/app/a.rs", "use serde_json::Value;", &["1 names serde_json::Value"]),
        (
            "src/app/a.rs",
            "#[cfg(test)]\nmod tests { use std::fs; }\n#[cfg(test)]\nuse std::fs;",
            &[],
        ),
        ("src/app/a.rs", "#[cfg(not(test))]\nuse std::fs;", &["2 names std::fs"]),
        ("src/app/a.rs", "#[cfg(any(test, unix))]\nuse std::fs;", &["2 names std::fs"]),
        ("src/app/a.rs", "#[cfg(all(test, unix))]\nuse std::fs;", &[]),
        ("src/app/a.rs", "// std::fs\nconst A: &str = \"std::fs\"; fn f(fs: u8) -> u8 { fs }", &[]),
        ("crates/onrecord-read/src/eml/a.rs", "use zip::ZipArchive;", &["1 names zip::ZipArchive"]),
    ] {
        let want: Vec<_> = want.iter().map(|want| format!("{name}:{want}")).collect();
        assert_eq!(broken(&[Facts::of(name, text)]), want, "{text}");
    }
}

//! The walls of the house (`ARCHITECTURE.md` draws them): who may import whom, and how big a file may get.
//! A plain scan of the text, so that a forbidden import fails in milliseconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms and their floors. A room imports only from lower floors; those up to `search` are crates,
/// and there the compiler holds the wall.
const FLOORS: &[(&str, u8)] = &[
    ("text", 0),
    ("language", 0),
    ("model", 1),
    ("read", 2),
    ("extract", 2),
    ("corpus", 2),
    ("search", 3),
    ("app", 4),
    ("disk", 4),
    ("view", 5),
    ("export", 5),
    ("words", 5),
    ("library", 5),
    ("builtin", 5),
    ("cli", 6),
    ("shell", 6),
];

/// Imports within a floor that are allowed.
const ARROWS: &[(&str, &str)] = &[
    ("cli", "shell"),
    ("view", "words"),
    ("view", "export"),
    ("export", "words"),
    ("library", "builtin"),
];

/// Words that may stand only in some rooms (or files): what touches the world stays at the edge.
const KEPT: &[(&str, &[&str])] = &[
    ("ratatui::", &["view", "shell"]),
    ("crossterm::", &["shell"]),
    ("clap::", &["cli"]),
    // The nouns and what a reader or a rule gives may say that they can be kept; what is written into
    // a file of somebody has wire types of its own.
    (
        "serde",
        &[
            "corpus/format",
            "read/rows",
            "read/html/linked.rs",
            "cli",
            "text/span.rs",
            "model",
            "read/lib.rs",
            "extract/lib.rs",
            "library/document_cache.rs",
        ],
    ),
    ("serde_json", &["corpus/format", "read/rows", "read/html/linked.rs", "cli"]),
    ("postcard", &["library/document_cache.rs"]),
    ("tempfile", &["disk"]),
    ("etcetera", &["disk"]),
    ("fuzzy_matcher", &["search/matching/tiers.rs"]),
    ("csv::", &["export/table.rs", "read/table"]),
    ("std::fs", &["disk"]),
    ("std::env", &["cli", "disk", "shell/fault.rs"]),
    ("std::thread", &["shell", "library", "search", "cli"]),
    ("mpsc", &["shell", "library"]),
    ("Instant::now", &["shell"]),
    ("println!", &["cli"]),
    ("process::exit", &["shell", "cli"]),
];

/// The longest file, tests included (lines).
const LONGEST: usize = 500;

/// Files that may be longer, and why.
const LONGER: &[(&str, usize, &str)] = &[];

/// Every source by its name: `room/file.rs`, whether the room is one of the program's or a crate.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    for entry in fs::read_dir(root.join("crates")).unwrap() {
        walk(&entry.unwrap().path().join("src"), &mut found);
    }
    let name = |path: &Path| {
        let path = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        path.trim_start_matches("src/").replace("crates/onrecord-", "").replacen("/src/", "/", 1)
    };
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The room a file belongs to; `None` for `lib.rs` and `main.rs`.
fn room(file: &str) -> Option<&str> {
    let room = file.split('/').next()?.trim_end_matches(".rs");
    FLOORS.iter().any(|(name, _)| *name == room).then_some(room)
}

fn floor(room: &str) -> u8 {
    FLOORS.iter().find(|(name, _)| *name == room).unwrap().1
}

/// The code of a file without its tests and comments: every line but those of the items that
/// `#[cfg(test)]` stands over. As rustfmt writes them, an item ends on its first line or where a
/// brace stands as far in as it does; where a text in a test looks like that, more is looked at.
fn code(text: &str) -> String {
    let mut product = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if code.starts_with("#[cfg(test)]") {
            let mut item = lines.by_ref().skip_while(|line| line.trim_start().starts_with("#["));
            let first = item.next().unwrap_or("");
            if !first.ends_with([';', '}', ',']) {
                let at_depth =
                    |end: &str| line.len() - code.len() == end.len() - end.trim_start().len();
                let _end = item.find(|end| at_depth(end) && end.trim_start().starts_with('}'));
            }
        } else if !code.starts_with("//") {
            product.push(line);
        }
    }
    product.join("\n")
}

#[test]
fn only_tests_and_comments_are_passed_over() {
    let file = "//! Doc.\nuse a;\n#[cfg(test)]\nmod fixture;\nmod b {\n    // why\n    #[cfg(test)]\n    \
        #[allow(x)]\n    fn c() {\n        d();\n    }\n    use e;\n}\n#[cfg(test)]\nmod tests {\n    \
        fn f() {\n    }\n}\nuse g;";
    assert_eq!(code(file), "use a;\nmod b {\n    use e;\n}\nuse g;");
    let unseen = |(name, text): &(String, String)| {
        !name.ends_with("tests.rs") && code(text).trim().is_empty()
    };
    let empty: Vec<_> = sources().into_iter().filter(unseen).map(|(name, _)| name).collect();
    assert!(empty.is_empty(), "nothing is looked at in {empty:?}");
}

/// Rooms named by `crate::room` or `onrecord_room` in a file's code.
fn imports(code: &str) -> Vec<String> {
    let word = |rest: &str| {
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let mut rooms: Vec<_> = code.split("crate::").skip(1).map(word).collect();
    rooms.extend(code.split("onrecord_").skip(1).map(word));
    rooms.extend(code.split("crate::{").skip(1).flat_map(|rest| {
        let inside = rest.split('}').next().unwrap_or("").to_owned();
        inside.split(',').map(|item| word(item.trim())).collect::<Vec<_>>()
    }));
    rooms.retain(|name| FLOORS.iter().any(|(room, _)| room == name));
    rooms
}

#[test]
fn imports_follow_the_floors() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let Some(here) = room(&file) else { continue };
        for there in imports(&code(&text)) {
            let same = there == here;
            let arrow = ARROWS.contains(&(here, there.as_str()));
            if !same && !arrow && floor(&there) >= floor(here) {
                broken.push(format!("{file} imports {there}"));
            }
        }
    }
    assert!(broken.is_empty(), "against the floors: {broken:#?}");
}

#[test]
fn the_outside_world_stays_at_the_edge() {
    let mut broken = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let code = code(&text);
        for (word, places) in KEPT {
            let allowed = places.iter().any(|place| file.starts_with(place));
            if code.contains(word) && !allowed {
                broken.push(format!("{file} uses {word}"));
            }
        }
    }
    assert!(broken.is_empty(), "out of place: {broken:#?}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} has no module doc");
        let most =
            LONGER.iter().find(|(name, ..)| *name == file).map_or(LONGEST, |(_, most, _)| *most);
        assert!(text.lines().count() <= most, "{file} is longer than {most} lines");
    }
}

//! The rules of the house (`ARCHITECTURE.md` draws it) that no compiler holds, over every line of `src`
//! and `crates`, read as syntax (`facts`, `paths`). Each rule has a table and, beside it, small invented
//! sources that break it.

mod counts;
mod crates;
mod edge;
mod facts;
mod letters;
mod paths;
mod rooms;
mod sizes;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use facts::Facts;

use crate::support::is_whole_project;

/// Every source of the program and its crates.
static HOUSE: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    if is_whole_project() {
        for entry in fs::read_dir(root.join("crates")).unwrap() {
            walk(&entry.unwrap().path().join("src"), &mut found);
        }
    }
    found.sort();
    facts::of_all(found.iter().map(|path| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    }))
});

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

/// Files that no module declares: nobody compiles them.
fn orphans(files: &[Facts]) -> Vec<&str> {
    let declared: BTreeSet<_> = files
        .iter()
        .flat_map(|file| file.declares.iter().map(move |(module, _)| (file.home(), module)))
        .collect();
    let alone =
        |file: &&Facts| file.module.len() > 1 && !declared.contains(&(file.home(), &file.module));
    files.iter().filter(alone).map(|file| &*file.name).collect()
}

#[test]
fn rooms_name_only_what_the_table_lets_them() {
    assert_eq!(rooms::broken(&HOUSE), [""; 0]);
    assert_eq!(rooms::stale(&HOUSE), [""; 0], "take the arrow out of the table");
}

#[test]
fn crates_name_only_those_below_them() {
    assert_eq!(crates::broken(&crates::metadata()), [""; 0]);
}

#[test]
fn the_outside_world_stays_at_the_edge() {
    assert_eq!(edge::broken(&HOUSE), [""; 0]);
    if is_whole_project() {
        assert_eq!(edge::stale(&HOUSE), [""; 0], "take the place out of the table");
    }
}

#[test]
fn every_file_says_what_it_is_and_all_is_short() {
    let broken = sizes::broken(&HOUSE);
    assert!(broken.is_empty(), "{broken:#?}\nthe longest: {:#?}", sizes::longest(&HOUSE));
}

#[test]
fn rules_spell_out_no_word_of_a_language() {
    assert_eq!(letters::broken(&HOUSE), [""; 0], "it belongs into assets/language");
    assert_eq!(letters::stale(&HOUSE), [""; 0], "take the exception out of the table");
}

#[test]
fn what_there_is_too_much_of_only_falls() {
    assert_eq!(counts::broken(&HOUSE), [""; 0]);
}

#[test]
fn every_file_is_compiled() {
    assert_eq!(orphans(&HOUSE), [""; 0]);
    let files = [
        ("src/lib.rs", "mod a;\n#[cfg(test)]\nmod tests;"),
        ("src/a/mod.rs", "mod b { mod c; }"),
        ("src/a/b/c.rs", ""),
        ("src/tests.rs", "mod deep;"),
        ("src/tests/deep.rs", ""),
        ("src/old.rs", ""),
        ("crates/onrecord-x/src/lib.rs", "mod old;"),
        ("crates/onrecord-x/src/old.rs", ""),
        ("crates/onrecord-x/src/a.rs", ""),
    ];
    let files = facts::of_all(files.map(|(name, text)| (name.to_owned(), text.to_owned())));
    assert_eq!(orphans(&files), ["src/old.rs", "crates/onrecord-x/src/a.rs"]);
    let of_tests = files.iter().filter(|file| file.of_tests).map(|file| &*file.name);
    assert_eq!(of_tests.collect::<Vec<_>>(), ["src/tests.rs", "src/tests/deep.rs"]);
}

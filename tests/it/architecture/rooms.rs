//! Which room of `src` may name which; between crates Cargo holds the wall (`crates.rs`).

use super::facts::Facts;

/// Each room and the rooms it may name, as `src/lib.rs` draws them. What a room's tests name counts
/// alike.
const ROOMS: &[(&str, &[&str])] = &[
    ("app", &[]),
    ("disk", &[]),
    ("builtin", &[]),
    ("words", &["app"]),
    ("export", &["words"]),
    ("library", &["disk", "builtin"]),
    ("view", &["app", "words", "export"]),
    ("shell", &["app", "disk", "words", "export", "library", "view"]),
    ("cli", &["app", "disk", "words", "export", "library", "shell"]),
    ("main", &["cli"]),
    // The front door declares the rooms and names none of them in code.
    ("lib", &[]),
];

/// What stands against the table.
pub(super) fn broken(files: &[Facts]) -> Vec<String> {
    let ours = files.iter().filter(|file| file.is_programs());
    ours.flat_map(|file| {
        let here = file.room();
        let known = ROOMS.iter().find(|(room, _)| *room == here);
        let stranger = known.is_none().then(|| format!("{} is in no room of the table", file.name));
        let may = known.map_or(&[][..], |(_, may)| *may);
        let named = file.paths.iter().filter_map(move |named| {
            let there = room_named(&named.path)?;
            let allowed = there == here || may.contains(&there);
            (!allowed).then(|| format!("{}:{} names {}", file.name, named.line, named.path))
        });
        stranger.into_iter().chain(named)
    })
    .collect()
}

/// Arrows of the table that no path takes any more.
pub(super) fn stale(files: &[Facts]) -> Vec<String> {
    let mut out = Vec::new();
    for (here, may) in ROOMS {
        for there in *may {
            let mut ours = files.iter().filter(|file| file.is_programs() && file.room() == *here);
            let taken = |file: &Facts| {
                file.paths.iter().any(|named| room_named(&named.path) == Some(*there))
            };
            if !ours.any(taken) {
                out.push(format!("{here} does not name {there}"));
            }
        }
    }
    out
}

/// The room that a path leads into. A path that leads into all of them (`crate::*`) leads nowhere good.
fn room_named(path: &str) -> Option<&str> {
    let mut parts = path.split("::");
    // `main.rs` knows the rest of the package by its name.
    let inside = matches!(parts.next(), Some("crate" | "onrecord"));
    let room = inside.then(|| parts.next().unwrap_or("*"))?;
    (room == "*" || ROOMS.iter().any(|(name, _)| *name == room)).then_some(room)
}

#[test]
fn a_forbidden_name_is_seen_wherever_it_stands() {
    for (name, text, want) in [
        ("src/app/a.rs", "use crate::view::draw;", &["1 names crate::view::draw"][..]),
        (
            "src/app/a.rs",
            "use crate::{app::Key, view::{self, Theme as T}};\nfn f(t: T) {}",
            &["1 names crate::view", "1 names crate::view::Theme", "2 names crate::view::Theme"],
        ),
        ("src/app/a.rs", "fn f() { crate::words::keys() }", &["1 names crate::words::keys"]),
        (
            "src/app/a/b.rs",
            "fn f() {\n super::super::super::disk::read() }",
            &["2 names crate::disk::read"],
        ),
        (
            "src/app/mod.rs",
            "mod a { use super::super::shell::run; }",
            &["1 names crate::shell::run"],
        ),
        (
            "src/app/a.rs",
            "fn f() { println!(\"{}\", x(crate::cli::main())); }",
            &["1 names crate::cli::main"],
        ),
        (
            "src/app/a.rs",
            "macro_rules! m { () => { $crate::cli::main() } }",
            &["1 names crate::cli::main"],
        ),
        ("src/app/a.rs", "use crate::*;", &["1 names crate::*"]),
        (
            "src/app/a.rs",
            "use crate as house; fn f() { house::view::draw() }",
            &["1 names crate", "1 names crate::view::draw"],
        ),
        ("src/app/mod.rs", "use super::*;", &["1 names crate::*"]),
        (
            "src/app/a.rs",
            "#[cfg(test)]\nmod tests {\n use crate::view::draw; }",
            &["3 names crate::view::draw"],
        ),
        ("src/app/a.rs", "#[derive(crate::view::Draw)]\nstruct A;", &["1 names crate::view::Draw"]),
        ("src/app/a.rs", "impl crate::view::Draw for A {}", &["1 names crate::view::Draw"]),
        (
            "src/app/a.rs",
            "// crate::view\nconst A: &str = \"crate::view\";\nuse super::list;\nuse crate::app::x;",
            &[],
        ),
        (
            "src/view/a.rs",
            "use crate::app::State; use super::paint; pub(crate) fn f(s: &State) {}",
            &[],
        ),
        ("src/main.rs", "fn main() { onrecord::shell::run() }", &["1 names onrecord::shell::run"]),
        ("src/main.rs", "fn main() { onrecord::cli::main() }", &[]),
        ("src/cellar/a.rs", "", &[" is in no room of the table"]),
        ("crates/onrecord-text/src/view.rs", "use crate::view::draw;", &[]),
    ] {
        let said = broken(&[Facts::of(name, text)]);
        let want: Vec<_> = want
            .iter()
            .map(|want| {
                let colon = if want.starts_with(' ') { "" } else { ":" };
                format!("{name}{colon}{want}")
            })
            .collect();
        assert_eq!(said, want, "{text}");
    }
}

//! `onrecord extract`: each document gives the same lines whatever is read beside it, on any number of machines, and
//! nothing that somebody withholds gets out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::withheld::{run, text};

/// Two documents that name one person, one in Spanish, a mail with a letter in it, a picture with its text, and
/// what cannot be read.
fn leaks() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    for (name, words) in [
        ("a.txt", "“We paid on 3 May 2019,” said Ana Ruiz. Mr. Lind denied it."),
        ("b/a.txt", "Ana Ruiz, the mayor, said that the harbour was closed. “Never,” said Ruiz."),
        ("b/nota.md", "«No lo vi», dijo la alcaldesa Ana Ruiz el 4 de mayo de 2019."),
        ("scan.png", "no picture"),
        ("scan.txt", "“The pier is open,” said Bo Lind."),
        ("broken.pdf", "%PDF-1.4 and nothing else"),
        ("old.doc", "\u{d0}\u{cf}"),
        ("investigation.json", "{ no investigation"),
        ("onrecord.d/ana.txt", "“Secret,” said Dora Vale."),
    ] {
        fs::create_dir_all(place.path().join(name).parent().unwrap()).unwrap();
        fs::write(place.path().join(name), words).unwrap();
    }
    fs::copy(files.join("eml/attached.eml"), place.path().join("attached.eml")).unwrap();
    fs::copy(files.join("captions/meeting.vtt"), place.path().join("meeting.vtt")).unwrap();
    place
}

fn extracted(place: &Path, args: &[&str]) -> String {
    let ended = run(place, &[&["extract", ".", "-q"], args].concat());
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), String::new()), "{args:?}");
    text(&ended.stdout)
}

fn values(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn sorted<'l>(all: impl IntoIterator<Item = &'l String>) -> Vec<&'l str> {
    let mut lines: Vec<_> = all.into_iter().flat_map(|text| text.lines()).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn each_document_gives_its_text_and_all_that_was_found_in_it() {
    let place = leaks();
    let lines = values(&extracted(place.path(), &[]));
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).collect::<Vec<_>>();
    let documents = of("document");
    let files: Vec<_> = documents.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert!(files.starts_with(&["a.txt", "attached.eml"]), "{files:?}");
    assert!(files.ends_with(&["b/a.txt", "b/nota.md", "meeting.vtt", "scan.png"]), "{files:?}");
    let file = |name: &str| *documents.iter().find(|line| line["file"] == name).unwrap();
    for line in &documents {
        let (words, id) = (line["text"].as_str().unwrap(), &line["id"]);
        assert_eq!(line["bytes"], words.len());
        let end = line["blocks"].as_array().unwrap().last().map(|block| block["end"].clone());
        assert!(end.is_some_and(|end| end.as_u64().unwrap() <= words.len() as u64), "{line}");
        let said = of("statement").into_iter().filter(|said| said["source"] == *id);
        for span in said.flat_map(|said| said["spans"].as_array().unwrap()) {
            let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
            assert_eq!(span["text"].as_str(), words.get(start as usize..end as usize));
        }
    }
    assert_eq!(file("scan.png")["beside"], "scan.txt");
    let named: Vec<_> = of("person").into_iter().filter(|one| one["name"] == "Ana Ruiz").collect();
    assert!(named.len() >= 3, "{named:?}");
    for one in of("person") {
        let places = one["mentions"].as_array().unwrap().iter().map(|place| &place["source"]);
        let one_document = places.collect::<Vec<_>>().windows(2).all(|two| two[0] == two[1]);
        assert!(one_document, "nobody is joined: {one}");
    }
    assert!(!of("date").is_empty(), "dates");
    let unread: BTreeSet<_> = of("fault")
        .into_iter()
        .filter(|fault| fault["doubt"] == false)
        .map(|fault| fault["file"].as_str().unwrap())
        .collect();
    assert_eq!(unread, BTreeSet::from(["attached.eml › ledger.qbw", "broken.pdf", "old.doc"]));
    assert!(!lines.iter().any(|line| line.to_string().contains("Dora Vale")));
}

/// What a document gives is what opening a folder gives in which it lies alone.
#[test]
fn records_are_those_that_opening_gives() {
    let leaks = leaks();
    for name in ["a.txt", "b/a.txt", "b/nota.md", "meeting.vtt"] {
        let place = tempfile::tempdir().unwrap();
        let file = name.rsplit('/').next().unwrap();
        fs::copy(leaks.path().join(name), place.path().join(file)).unwrap();
        let all = extracted(place.path(), &[]);
        let mut opened = Vec::new();
        for what in ["statements", "actors", "events", "dates"] {
            let weak: &[&str] = if what == "statements" { &["--weak"] } else { &[] };
            let listed = [&["list", what, "--json", "-q", "-i", "."], weak].concat();
            opened.extend(text(&run(place.path(), &listed).stdout).lines().map(str::to_owned));
        }
        let records: Vec<_> =
            all.lines().skip(1).filter(|line| !line.contains("\"fault\"")).collect();
        assert!(!records.is_empty() && all.starts_with("{\"kind\":\"document\""));
        assert_eq!(records, opened, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn the_shards_are_the_whole_on_any_number_of_readers(of in 1usize..7, jobs in 1usize..5) {
        let place = leaks();
        let whole = extracted(place.path(), &["--no-cache", "--jobs", "1"]);
        let jobs = jobs.to_string();
        let shard = |part: usize| {
            let shard = format!("{part}/{of}");
            extracted(place.path(), &["--shard", &shard, "--no-cache", "--jobs", &jobs])
        };
        let shards: Vec<_> = (1..=of).map(shard).collect();
        prop_assert_eq!(sorted(&shards), sorted([&whole]));
        prop_assert_eq!(&shards[0], &shard(1), "again");
        // A document's lines stand together and in their order.
        for shard in &shards {
            let mut whole = whole.lines();
            prop_assert!(shard.lines().all(|line| whole.any(|one| one == line)), "in the order of the whole");
        }
    }
}

#[test]
fn files_that_are_listed_give_what_they_give_in_the_whole() {
    let place = leaks();
    let whole = extracted(place.path(), &[]);
    let root = fs::canonicalize(place.path()).unwrap();
    let first = format!("./a.txt\n{}/b/a.txt\nscan.txt\nattached.eml\n", root.display());
    fs::write(place.path().join(".first"), first).unwrap();
    fs::write(
        place.path().join(".second"),
        "b/nota.md\0meeting.vtt\0scan.png\0old.doc\0broken.pdf\0",
    )
    .unwrap();
    let parts = [".first", ".second"].map(|list| extracted(place.path(), &["--files-from", list]));
    assert!(parts.iter().all(|part| !part.is_empty()));
    assert_eq!(sorted(&parts), sorted([&whole]));
    fs::write(place.path().join(".third"), "a.txt\nnone.txt\n../out.txt\nb\n").unwrap();
    let third = values(&extracted(place.path(), &["--files-from", ".third"]));
    let lost =
        third.iter().filter(|line| line["kind"] == "fault").map(|line| line["file"].as_str());
    assert_eq!(lost.collect::<Vec<_>>(), [Some("../out.txt"), Some("b"), Some("none.txt")]);
}

#[test]
fn bad_use_is_one_sentence() {
    let place = leaks();
    let told = |args: &[&str]| {
        let ended = run(place.path(), args);
        (ended.status.code(), text(&ended.stderr))
    };
    for shard in ["0/3", "4/3", "1/0", "x", "1"] {
        let (code, said) = told(&["extract", ".", "--shard", shard]);
        assert_eq!((code, said.lines().count()), (Some(2), 1), "{said}");
        assert!(said.contains(&format!("{shard} is not a value for --shard")), "{said}");
    }
    let (code, said) = told(&["extract", "a.txt", "--files-from", ".list"]);
    assert!(code == Some(2) && said.contains("cannot be opened"), "{said}");
    let (code, said) = told(&["extract", "a.txt", "b", "--files-from", "a.txt"]);
    assert!(code == Some(2) && said.contains("files of one folder"), "{said}");
    assert_eq!(told(&["extract", "none"]).0, Some(2));
    let bare = tempfile::tempdir().unwrap();
    fs::write(bare.path().join("old.doc"), "\u{d0}\u{cf}").unwrap();
    let ended = run(bare.path(), &["extract"]);
    assert_eq!(ended.status.code(), Some(1), "nothing could be read");
    assert!(text(&ended.stdout).starts_with("{\"kind\":\"fault\",\"file\":\"old.doc\""));
}

/// A file that is never whole, odd names, links that lead out or nowhere, and a folder in itself.
#[test]
#[cfg(unix)]
fn a_hostile_folder_gives_lines_and_no_more() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let place = leaks();
    let at = |name: &str| place.path().join(name);
    symlink("/etc/passwd", at("out.txt")).unwrap();
    symlink("nowhere", at("lost.txt")).unwrap();
    symlink(".", at("again")).unwrap();
    fs::write(place.path().join(OsStr::from_bytes(b"caf\xe9\n\x1b[2J.txt")), "“Ay,” said Eva Sol.")
        .unwrap();
    fs::write(at("zeros.txt"), [0; 4096]).unwrap();
    fs::write(at("deep.html"), "<div>".repeat(100_000)).unwrap();
    fs::write(at("odd.txt"), "“\u{202e}x\u{7},” said Eva Sol.").unwrap();
    let lines = extracted(place.path(), &[]);
    assert!(!lines.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    let lines = values(&lines);
    let file = |name: &str| {
        let one = lines.iter().find(|line| line["file"] == name);
        one.map(|line| line["kind"].as_str().unwrap())
    };
    for (name, kind) in [
        ("out.txt", Some("fault")),
        ("lost.txt", Some("fault")),
        ("old.doc", Some("fault")),
        ("odd.txt", Some("document")),
        ("caf\\xE9\\x0A\\x1B[2J.txt", Some("document")),
        ("again/a.txt", None),
    ] {
        assert_eq!(file(name), kind, "{name}");
    }
    let shards: Vec<_> =
        ["1/2", "2/2"].iter().map(|k| extracted(place.path(), &["--shard", k])).collect();
    assert_eq!(sorted(&shards), sorted([&extracted(place.path(), &[])]));
}

#[test]
fn a_reader_who_goes_away_ends_it_quietly() {
    let place = tempfile::tempdir().unwrap();
    for at in 0..300 {
        let words = "“We paid on 3 May 2019,” said Ana Ruiz.\n\n".repeat(60);
        fs::write(place.path().join(format!("{at:03}.txt")), words).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR")).current_dir(place.path());
    command.args(["extract", "--no-cache"]).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut answer = child.stdout.take().unwrap();
    answer.read_exact(&mut [0; 9]).unwrap();
    drop(answer);
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!((status.code(), text(&stderr)), (Some(0), String::new()));
}

#[test]
fn what_is_piped_in_names_files() {
    let place = leaks();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR")).current_dir(place.path());
    command.args(["extract", "--files-from", "-", "-q"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"a.txt\n").unwrap();
    let ended = child.wait_with_output().unwrap();
    let alone = run(place.path(), &["extract", "a.txt", "-q"]);
    assert_eq!(text(&ended.stdout), text(&alone.stdout));
}

/// A document by itself does not say that somebody withholds words of it.
#[test]
fn nothing_is_extracted_where_something_is_withheld() {
    let desk = crate::withheld::desk();
    let ended = run(desk.path(), &["extract", "."]);
    let said = text(&ended.stderr);
    assert_eq!((ended.status.code(), text(&ended.stdout)), (Some(2), String::new()), "{said}");
    assert!(said.contains("2 rows are withheld here"), "{said}");
    for args in [&["extract", "harbour.txt"][..], &["extract", "--shard", "1/9"]] {
        let ended = run(desk.path(), args);
        assert_eq!(
            (ended.status.code(), text(&ended.stdout)),
            (Some(2), String::new()),
            "{args:?}"
        );
    }
    let all = text(&run(desk.path(), &["extract", ".", "--with-withheld", "-q"]).stdout);
    assert!(all.contains("Quarry Nine"), "{all}");
}

/// Nor does it where a list withholds what stands in it.
#[test]
fn nothing_is_extracted_beside_a_list_that_withholds() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.txt"), "“Quarry Nine has the keys,” said Dora Vale.").unwrap();
    let row = |set: &str| {
        format!(r#"{{"kind":"statement","id":"k","text":"Quarry Nine has the keys","set":{set}}}"#)
    };
    fs::write(place.path().join("rows.ndjson"), row("{}")).unwrap();
    assert!(extracted(place.path(), &[]).contains("Dora Vale"));
    fs::write(place.path().join("rows.ndjson"), row(r#"{"sensitive":true}"#)).unwrap();
    for args in [&["extract"][..], &["extract", "--shard", "1/5"], &["extract", "--shard", "2/5"]] {
        let ended = run(place.path(), args);
        assert_eq!(
            (ended.status.code(), text(&ended.stdout)),
            (Some(2), String::new()),
            "{args:?}"
        );
        assert!(text(&ended.stderr).contains("withheld here"), "{}", text(&ended.stderr));
    }
}

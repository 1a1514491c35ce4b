//! The program as a whole, where its surroundings matter: closed pipes, full disks, terminals, and
//! sources that mean harm.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use onrecord_text::clean;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");

/// The program, with a cache that is nobody's.
fn program() -> Command {
    let mut command = Command::new(PROGRAM);
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

fn command(place: &Path, args: &[&str]) -> Command {
    let mut command = program();
    command.arg("-i").arg(place).args(args).stdin(Stdio::null());
    command
}

fn run(place: &Path, args: &[&str]) -> Output {
    command(place, args).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("all output is UTF-8")
}

fn harbour() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cmd/harbour.in"))
}

/// An investigation with so many statements that no pipe holds them.
fn long_one() -> TempDir {
    let words: Vec<_> = (0..3000).map(|n| format!("Number {n} was never paid.")).collect();
    let statements: Vec<_> = words
        .iter()
        .map(|exact| json!({ "form": "direct", "anchor": [{ "exact": exact }] }))
        .collect();
    folder(&words.join("\n\n"), &json!({ "statements": statements }))
}

/// A folder with one source and an investigation.
fn folder(source: &str, records: &Value) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut whole = json!({ "version": 1, "title": "t", "sources": [{ "id": "a", "file": "a.txt", "complete": true }] });
    for (key, value) in records.as_object().expect("records") {
        whole[key] = value.clone();
    }
    fs::write(folder.path().join("a.txt"), source).expect("written");
    fs::write(folder.path().join("investigation.json"), whole.to_string()).expect("written");
    folder
}

#[test]
fn a_closed_pipe_is_no_error() {
    let long = long_one();
    for args in [
        &["list", "statements", "--json"][..],
        &["list", "statements"],
        &["find", "paid", "--json", "-n", "3000"],
        &["find", "paid", "-n", "3000"],
        &["find", "paid", "-n", "3000", "--csv"],
        &["export", "--csv"],
        &["export", "--md", "paid"],
    ] {
        let mut child = command(long.path(), args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = [0];
        let mut answer = child.stdout.take().expect("piped");
        answer.read_exact(&mut first).expect("an answer begins");
        drop(answer);
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), ""), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_told() {
    for args in [&["list", "statements"][..], &["find", "nobody"], &["--help"]] {
        let full = fs::File::options().write(true).open("/dev/full").expect("/dev/full");
        let ended = command(harbour(), args).stdout(full).output().expect("the program runs");
        let said = text(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains("the answer cannot be written"), "{args:?}: {said}");
    }
}

#[test]
fn the_nearest_investigation_upward_is_read_and_named() {
    let folder =
        folder("“One.”", &json!({ "statements": [{ "form": "direct", "anchor": ["One."] }] }));
    let below = folder.path().join("below");
    fs::create_dir(&below).expect("a folder");
    let list = |place: &Path, args: &[&str]| {
        let mut command = program();
        let ended = command.current_dir(place).args(["list", "statements"]).args(args).output();
        let ended = ended.expect("the program runs");
        assert!(text(&ended.stdout).ends_with("“One.”\n"), "{ended:?}");
        text(&ended.stderr).to_owned()
    };
    assert!(list(&below, &[]).contains("investigation.json"), "elsewhere: named");
    assert_eq!(list(&below, &["-q"]), "");
    assert_eq!(list(folder.path(), &[]), "", "right here: nothing to say");
}

/// The help teaches by example, so the examples must do what they say.
#[test]
#[cfg(all(unix, feature = "embedded"))]
fn every_example_of_the_help_answers() {
    use onrecord::words::commands::{CHECK, EXAMPLES, EXPORT, FIND, LIST, SHOW};
    let examples = [CHECK, EXAMPLES, EXPORT, FIND, LIST, SHOW].into_iter().flat_map(str::lines);
    let examples = examples.filter_map(|line| line.strip_prefix("  onrecord "));
    let examples = examples.filter(|line| !line.starts_with(' ') && !line.contains("my-folder"));
    let nowhere = tempfile::tempdir().expect("a folder");
    let mut run = 0;
    for example in examples {
        // The explanation stands behind two spaces.
        let typed = example.split("  ").next().unwrap_or(example);
        let script = format!("onrecord() {{ \"{PROGRAM}\" \"$@\"; }}; onrecord {typed}");
        let ended = Command::new("sh").args(["-c", &script]).current_dir(nowhere.path()).output();
        let ended = ended.expect("a shell");
        assert_eq!(ended.status.code(), Some(0), "{typed}: {}", text(&ended.stderr));
        assert!(typed.contains('>') || !ended.stdout.is_empty(), "{typed}");
        run += 1;
    }
    assert!(run >= 12, "{run} examples");
}

#[test]
fn queries_may_be_piped_in() {
    let mut child = command(harbour(), &["find", "--queries", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut queries = child.stdin.take().expect("piped");
    queries.write_all(b"wwqqk\r\n\xff\n\n tape \n").expect("written");
    drop(queries);
    let ended = child.wait_with_output().expect("it ends");
    let lines: Vec<Value> =
        text(&ended.stdout).lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let said: Vec<_> = lines.iter().map(|line| (&line["query"], &line["id"])).collect();
    assert_eq!(said.first(), Some(&(&json!("wwqqk"), &Value::Null)));
    assert_eq!(said.get(2), Some(&(&json!("tape"), &json!("genuine"))));
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn faults_are_listed_and_counted() {
    let folder = folder("One.", &json!({ "actors": [{ "id": "x" }], "colour": "red" }));
    let ended = run(folder.path(), &["check"]);
    let lines = text(&ended.stdout).lines().collect::<Vec<_>>();
    assert_eq!(ended.status.code(), Some(1));
    assert!(
        lines.len() >= 2 && lines.iter().all(|line| line.starts_with("investigation.json:1: "))
    );
    assert!(text(&ended.stderr).starts_with("onrecord: "));
}

/// Every kind of character that could steer a terminal, hide words or turn them round.
const HARM: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{7f}\u{2028}\u{85}";

fn hostile_one() -> TempDir {
    let words = format!("payment {HARM} was made");
    let source = format!("Said {HARM}: “{words}”.\n\nOn 3 May.");
    let name = |what: &str| format!("{what} {HARM} name");
    let harmful_id = format!("id{HARM}");
    folder(
        &source,
        &json!({
            "title": name("t"),
            "sources": [{ "id": harmful_id, "file": "a.txt", "title": name("title"),
                "publisher": name("publisher"), "byline": name("by"), "date": HARM,
                "link": format!("https://x.example/{HARM}") }],
            "actors": [{ "id": harmful_id, "name": name("payer"), "kind": "person",
                "role": name("role"), "aliases": [{ "name": name("alias") }],
                "mentions": [{ "exact": "Said", "how": "name" }], HARM: 1 }],
            "statements": [{ "id": harmful_id, "form": "direct", "anchor": [{ "exact": words }],
                "speaker": harmful_id, "note": HARM, "link": HARM,
                "medium": { "kind": name("medium"), "stated": false, "why": HARM },
                "via": [{ "actor": harmful_id, "did": HARM }] },
                { "id": name("lost"), "form": "direct", "anchor": [{ "exact": name("nowhere") }] }],
            "events": [{ "id": harmful_id, "title": name("event"),
                "dates": [{ "exact": "On 3 May", "edtf": "XXXX-05-03" }], "spans": [words] }],
        }),
    )
}

#[test]
fn no_source_steers_the_terminal() {
    let folder = hostile_one();
    let id = format!("id{HARM}");
    let harmless = |c: char| c == '\n' || c == '\t' || !clean::is_hostile(c);
    let missing = format!("nowhere{HARM}");
    for json in [&[][..], &["--json"]] {
        for args in [
            &["find", "payment"][..],
            &["find", "payer", "-n", "9"],
            &["find", &missing],
            &["list", "statements"],
            &["list", "actors"],
            &["list", "events"],
            &["list", "dates"],
            &["list", "sources"],
            &["show", &id],
            &["show", &missing],
            &["list", &missing],
            &["find", "x", "--queries", &missing],
        ] {
            let ended = run(folder.path(), &[args, json].concat());
            for out in [text(&ended.stdout), text(&ended.stderr)] {
                assert!(out.chars().all(harmless), "{args:?}: {out:?}");
            }
            let found = ended.status.code() == Some(0);
            assert!(found != ended.stdout.is_empty(), "{args:?}: {ended:?}");
        }
    }
    for args in [
        &["export", "--md"][..],
        &["export", "--csv"],
        &["export", "--md", "payer"],
        &["export", "--csv", &missing],
        &["find", "payment", "--csv"],
    ] {
        let ended = run(folder.path(), args);
        for out in [text(&ended.stdout), text(&ended.stderr)] {
            let out = out.replace("\r\n", "\n");
            assert!(out.chars().all(harmless), "{args:?}: {out:?}");
        }
        assert_eq!(ended.status.code() == Some(0), !ended.stdout.is_empty(), "{args:?}: {ended:?}");
    }
    let checked = run(folder.path(), &["check"]);
    assert!(text(&checked.stdout).chars().all(harmless), "{checked:?}");
    let refused = run(Path::new(&missing), &["check"]);
    assert!(text(&refused.stderr).chars().all(harmless), "{refused:?}");
    let lines = run(folder.path(), &["list", "statements", "--json"]);
    let mut lines = serde_json::Deserializer::from_slice(&lines.stdout).into_iter::<Value>();
    let line = lines.next().expect("a line").expect("JSON");
    let lost = lines.next().expect("a line").expect("JSON");
    let all = [line, lost];
    let texts = all.each_ref().map(|line| line["text"].as_str());
    assert!(
        texts.contains(&Some(&*format!("payment {HARM} was made"))),
        "the words are the source's"
    );
}

/// The keys that `docs/json.md` names under a heading, in its order.
pub(crate) fn documented(heading: &str) -> Vec<String> {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md"));
    let docs = docs.expect("docs/json.md");
    let (_, part) = docs.split_once(&format!("\n## {heading}\n")).expect("the heading");
    rows(part.split("\n## ").next().unwrap_or(part))
}

/// What the rows of a table in Markdown name.
fn rows(part: &str) -> Vec<String> {
    let rows = part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    rows.map(str::to_owned).collect()
}

#[test]
fn every_key_is_on_every_line_as_documented() {
    let statement = documented("A statement");
    let found = [statement.clone(), documented("A statement that was found")].concat();
    let queries = harbour().join("queries.txt");
    let queries = ["find", "--queries", queries.to_str().expect("UTF-8")];
    for (args, want) in [
        (&["list", "statements"][..], statement.clone()),
        (&["list", "actors"], documented("An actor")),
        (&["list", "events"], documented("An event")),
        (&["list", "dates"], documented("A date")),
        (&["list", "sources"], documented("A source")),
        (&["show", "nobody"], statement),
        (&["find", "quince"], found.clone()),
        (&["everywhere", "nobody"], documented("A reprint")),
        (&["says", "quince"], found.clone()),
        (&queries, found),
    ] {
        let hostile = hostile_one();
        for place in [harbour(), hostile.path()] {
            let ended = run(place, &[args, &["--json"]].concat());
            for line in text(&ended.stdout).lines() {
                let line: serde_json::Map<String, Value> = serde_json::from_str(line).expect(line);
                let keys: Vec<_> = line.keys().cloned().collect();
                let nothing = line.get("kind") == Some(&json!("nothing"));
                let want = if nothing { documented("A query without a hit") } else { want.clone() };
                assert_eq!(keys, want, "{args:?}");
            }
        }
    }
}

#[test]
fn weak_suggestions_leave_the_program_only_where_somebody_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = &folder.path().join("a.txt");
    let words = "Ana Ruiz said the pumps had leaked. Ana Ruiz hopes that the town will pay.";
    fs::write(place, words).expect("written");
    let rows = |args: &[&str]| {
        let ended = run(place, args);
        let written = text(&ended.stdout);
        let rows = written.lines().filter(|line| !line.is_empty()).count();
        (rows, written.contains("the town will pay"))
    };
    for (args, all, weak) in [
        (&["list", "statements", "--json"][..], 1, false),
        (&["list", "statements", "--json", "--weak"], 2, true),
        (&["list", "statements", "--weak"], 2, true),
        (&["find", "ruiz", "--json"], 2, true),
        (&["find", "by:ruiz", "--json"], 1, false),
        (&["find", "by:ruiz", "--json", "--weak"], 2, true),
        (&["find", "is:weak", "--json"], 1, true),
        (&["export", "--csv"], 2, false),
        (&["export", "--csv", "--weak"], 3, true),
        (&["export", "--csv", "ruiz"], 2, false),
        (&["export", "--csv", "--weak", "ruiz"], 3, true),
        (&["export", "--csv", "is:weak"], 2, true),
    ] {
        assert_eq!(rows(args), (all, weak), "{args:?}");
    }
    let all = ["list", "statements", "--json", "--weak"];
    let listed = run(place, &all);
    let copy = folder.path().join("b.ndjson");
    fs::write(&copy, &listed.stdout).expect("written");
    assert_eq!(text(&run(&copy, &all).stdout), text(&listed.stdout));
    let plain = run(&copy, &["list", "statements"]);
    let told = text(&plain.stderr);
    assert!(told.contains("1 statement + 1 weak; --weak lists them as well"), "{told}");
    let weak = run(&copy, &["find", "is:weak"]);
    let weak = text(&weak.stderr);
    assert!(weak.contains("1 weak, none of 1 statement"), "{weak}");
}

#[test]
fn every_column_is_as_documented() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/csv.md"));
    let docs = docs.expect("docs/csv.md");
    let (statement, found) = docs.split_once("\n## ").expect("two tables");
    for (args, want) in [
        (&["export", "--csv"][..], rows(statement)),
        (&["find", "quince", "--csv"], [rows(found), rows(statement)].concat()),
    ] {
        let ended = run(harbour(), args);
        let head = text(&ended.stdout).split("\r\n").next().unwrap_or_default();
        assert_eq!(head.split(',').collect::<Vec<_>>(), want, "{args:?}");
    }
}

/// Runs the program on a terminal of its own; gives what it wrote and its exit code.
fn on_a_terminal(args: &[&str], env: &[(&str, &str)], columns: u16) -> (String, u32) {
    let size = PtySize { rows: 24, cols: columns, ..PtySize::default() };
    let pty = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.cwd(harbour());
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    let env: BTreeMap<_, _> = env.iter().copied().collect();
    for name in ["TERM", "NO_COLOR"] {
        match env.get(name) {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        }
    }
    let mut child = pty.slave.spawn_command(command).expect("the program runs");
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().expect("a reader");
    let mut written = Vec::new();
    // The end of a terminal may be told as an error.
    let _ = reader.read_to_end(&mut written);
    let code = child.wait().expect("it ends").exit_code();
    (String::from_utf8(written).expect("UTF-8").replace("\r\n", "\n"), code)
}

#[test]
fn a_terminal_gets_colours_and_its_own_width() {
    let args = ["find", "--no-meaning", "dredging", "contract"];
    let (plain, _) = on_a_terminal(&args, &[("TERM", "xterm"), ("NO_COLOR", "1")], 40);
    let (colour, code) = on_a_terminal(&args, &[("TERM", "xterm")], 40);
    let (none, _) = on_a_terminal(&args, &[("TERM", "xterm"), ("NO_COLOR", "")], 40);
    assert_eq!(code, 0);
    assert!(colour.contains("\u{1b}[1;35mdredging\u{1b}[0m"), "{colour:?}");
    assert_eq!(colour, none, "an empty NO_COLOR counts for nothing");
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let widest = plain.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(40), "{plain}");
    assert!(plain.contains("\n    she had steered the dredging"), "{plain}");
}

#[test]
fn a_list_says_what_nobody_has_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "“It was paid,” said Ana Ruiz.").expect("a file");
    let listed = run(folder.path(), &["list", "statements"]);
    let cells: Vec<_> = text(&listed.stdout).trim_end().split('\t').collect();
    assert_eq!(cells[1..], ["Ana Ruiz", "", "suggested · direct", "“It was paid,”"]);
}

#[test]
fn what_cannot_be_shown_is_told_before_the_screen_is_taken() {
    for (args, env, want) in [
        (&[][..], &[("TERM", "dumb")][..], "use: onrecord find WORDS"),
        (&["."], &[], "use: onrecord find WORDS"),
        (&["nowhere.txt"], &[("TERM", "xterm")], "nowhere.txt cannot be opened"),
        (&["lst"], &[("TERM", "xterm")], "did you mean the command list?"),
        (&["minister"], &[("TERM", "xterm")], "onrecord find minister"),
        (&["-i", "queries.csv"], &[("TERM", "xterm")], "cannot be opened"),
    ] {
        let (said, code) = on_a_terminal(args, env, 80);
        assert_eq!(code, 2, "{args:?}: {said:?}");
        assert!(said.contains(want) && !said.contains('\u{1b}'), "{args:?}: {said:?}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said:?}");
    }
}

/// README: what was read is kept, `--no-cache` keeps nothing, `cache --clear` takes it away.
#[test]
fn what_was_read_is_kept_unless_it_is_asked_not_to_be() {
    let (cache, place) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    fs::write(place.path().join("a.txt"), "\u{201c}No,\u{201d} said Ana Ruiz.").expect("written");
    let onrecord = |args: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.env("XDG_CACHE_HOME", cache.path()).args(args).stdin(Stdio::null());
        let ended = command.output().expect("the program runs");
        assert!(ended.status.success(), "{args:?}: {}", text(&ended.stderr));
        text(&ended.stdout).to_owned()
    };
    let place = place.path().to_str().expect("a path");
    let kept = || onrecord(&["cache"]);
    onrecord(&["-i", place, "--no-cache", "list", "sources"]);
    assert!(kept().contains(": 0 documents"), "{}", kept());
    let first = onrecord(&["-i", place, "list", "statements", "--json"]);
    assert!(kept().contains(": 1 document,"), "{}", kept());
    assert_eq!(onrecord(&["-i", place, "list", "statements", "--json"]), first);
    assert!(onrecord(&["cache", "--clear"]).contains(": 1 document,"));
    assert!(kept().contains(": 0 documents"), "{}", kept());
}

#[test]
fn a_text_is_printed_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    for (words, printed) in [
        ("\u{feff}One\r\n\r\n\ttwo\u{ad} \u{200b}é 漢\n\n\n three", None),
        ("a\u{1b}[2J\rb\r\n\u{9b}c\u{202e}d", Some("a␛[2J␍b\r\n�c�d")),
        ("", Some("")),
    ] {
        fs::write(&file, words).expect("a file");
        let out = program().arg("text").arg(&file).output().expect("the program runs");
        assert_eq!(text(&out.stdout), printed.unwrap_or(words), "{words:?}");
    }
}

//! What a person names, and what a folder holds: odd names, links, pipes and floods, as the commands
//! answer to them.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long opening a small folder may take on a busy machine; whoever waits for a pipe never ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with files in it, and a home of its own.
struct Desk {
    place: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { place: tempfile::tempdir().expect("a folder") };
        fs::create_dir(desk.at("")).expect("a folder");
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    fn at(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.place.path().join("sent").join(name.as_ref())
    }

    fn write(&self, name: impl AsRef<OsStr>, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Runs the program in the folder; it must end.
    fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Answer {
        let args: Vec<OsString> = args.into_iter().map(OsString::from).collect();
        self.run_in("", &args)
    }

    fn run_in(&self, below: &str, args: &[OsString]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(self.at(below)).args(args).stdin(Stdio::null());
        // What the program keeps for itself is no document, wherever a link leads.
        let own = self.place.path().join(".own");
        command.env("XDG_CACHE_HOME", &own).env("XDG_DATA_HOME", &own);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let begun = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            if begun.elapsed() > PATIENCE {
                child.kill().expect("killed");
                panic!("it waits for ever: {args:?}");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Answer::of(&child.wait_with_output().expect("it has ended"))
    }
}

/// What the program said.
#[derive(Debug)]
struct Answer {
    code: i32,
    out: String,
    aside: String,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("all output is UTF-8");
        let code = output.status.code().expect("no signal");
        Self { code, out: text(&output.stdout), aside: text(&output.stderr) }
    }

    fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }

    /// How lines of a list or of `check` begin, up to a tab or colon.
    fn heads(&self) -> Vec<&str> {
        self.out.lines().filter_map(|line| line.split(['\t', ':']).next()).collect()
    }
}

const SAID: &str = "“We saw the gauge,” said Ana Ruiz.";

#[test]
fn what_is_dated_in_somebodys_words_goes_by_their_name() {
    let text = "“In 2021 the board paid Morrow Marine 4,000 pounds,” said Piotr Wanek.\n\n\
        Ana Ruiz denied that the crane was sold in March 2019.\n\nThe lease was signed on 4 March 2024.";
    let desk = Desk::new(&[("a.txt", text)]);
    let listed = desk.run(["-i", ".", "list", "events"]).out;
    let told: Vec<_> = listed.lines().filter_map(|line| line.splitn(3, '\t').nth(2)).collect();
    let want = [
        "Ana Ruiz denied that the crane was sold in March 2019",
        "Piotr Wanek: In 2021 the board paid Morrow Marine 4,000 pounds",
        "The lease was signed on 4 March 2024",
    ];
    assert_eq!(told, want);
    let json = desk.run(["-i", ".", "list", "events", "--json"]).out;
    let claims = json.lines().filter(|line| line.contains("\"claim\":\"q-")).count();
    assert_eq!(claims, 1, "{json}");
}

#[test]
fn a_folder_of_unreadable_files_names_each_with_its_reason() {
    let desk = Desk::new(&[("a.pdf", "no\0pdf"), ("b.doc", "{}"), ("c.docx", "no\0docx")]);
    let checked = desk.run(["check", "."]);
    assert_eq!((checked.code, checked.heads()), (1, vec!["a.pdf", "c.docx", "b.doc"]));
    let listed = desk.run(["-i", ".", "list", "sources"]);
    assert_eq!((listed.code, listed.out.as_str()), (1, ""));
    for part in
        ["a.pdf: not read: it is damaged", "b.doc: not read", "c.docx: not read", "3 unread"]
    {
        assert!(listed.aside.contains(part), "{}", listed.aside);
    }
    let empty = Desk::new(&[]).run(["check", "."]);
    assert!(empty.code == 2 && empty.aside.contains("holds neither"), "{empty:?}");
}

#[test]
fn texts_open_whatever_they_are_called() {
    let heard = r#"{"segments": [{"start": 0, "end": 2.5, "text": " Nobody asked."}], "text": " Nobody asked."}"#;
    let desk = Desk::new(&[
        ("ledger.csv", "Date,Payee,Sum\n2021-03-04,Gil,14\n"),
        ("chat.log", "[10:04] Ana: the pumps were sold\n"),
        ("README", "The keys were sold."),
        ("served.pdf", "404: the lease was moved"),
        ("table.xlsx", "Payee\tSum\nLind\t15\n"),
        ("heard.json", heard),
        ("code.rs", "fn main() {}"),
    ]);
    for (words, place) in [
        ("Gil 14", "ledger.csv line 2"),
        ("pumps sold", "chat.log"),
        ("keys sold", "README"),
        ("lease moved", "served.pdf"),
        ("Lind 15", "table.xlsx line 2"),
        ("nobody asked", "heard.json"),
    ] {
        let found = desk.run(["-i", ".", "find", words, "-n", "1"]);
        assert!(found.code == 0 && found.out.contains(place), "{words}: {found:?}");
    }
    assert_eq!(desk.run(["check", "."]).heads(), ["code.rs"]);
    for args in [&["text", "heard.json"][..], &["-i", "heard.json", "list", "statements"]] {
        let alone = desk.run(args.iter().copied());
        assert!(alone.code == 0 && alone.out.contains("Nobody asked."), "{args:?}: {alone:?}");
        assert_eq!(alone.aside, "", "{args:?}");
    }
}

#[test]
fn names_that_are_no_text_open_from_a_folder_and_by_themselves() {
    let desk = Desk::new(&[("acta\\xF3.txt", "“Never,” said Bo Lind.")]);
    let odd = OsStr::from_bytes(b"acta\xf3\x1b[2J.txt");
    desk.write(odd, SAID);
    let want = ["acta\\x5CxF3.txt", "acta\\xF3\\x1B[2J.txt"];
    let listed = desk.run(["-i", ".", "list", "sources", "--json"]);
    let lines: Vec<Value> =
        listed.lines().iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let files: Vec<_> = lines.iter().map(|line| line["file"].as_str().expect("a file")).collect();
    assert_eq!(files, want);
    assert_eq!(desk.run(["-i", ".", "list", "sources"]).heads(), want);
    let args = ["find", "gauge", "-i"].map(OsString::from);
    let alone = desk.run_in("", &[&args[..], &[odd.to_owned()]].concat());
    assert!(alone.code == 0 && alone.out.contains("acta\\xF3\\x1B[2J.txt line 1"), "{alone:?}");
    for (command, part) in [("show", want[1]), ("text", SAID)] {
        for id in [odd, OsStr::new(want[1])] {
            let args = ["-i", ".", command].map(OsString::from);
            let shown = desk.run_in("", &[&args[..], &[id.to_owned()]].concat());
            assert!(shown.code == 0 && shown.out.contains(part), "{shown:?}");
        }
    }
    let named = json!({ "version": 1, "title": "t", "sources": [{ "id": "o", "file": want[1] }] });
    desk.write("investigation.json", &named.to_string());
    let listed = desk.run(["-i", ".", "list", "sources"]);
    assert_eq!((listed.heads(), listed.aside.as_str()), (vec!["o", want[0]], ""));
}

#[test]
fn an_investigation_that_is_no_file_is_told_and_the_documents_open() {
    let desk = Desk::new(&[("a.txt", SAID), ("below/b.txt", SAID), ("notes/n.txt", "x")]);
    let path = desk.at("investigation.json");
    let makes: [fn(&Path); 3] = [
        |path| assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success()),
        |path| fs::create_dir(path).expect("a folder"),
        |path| symlink("nowhere.json", path).expect("a link"),
    ];
    for (make, why) in makes.iter().zip(["it is a pipe", "it is a folder", "it is a link"]) {
        make(&path);
        let checked = desk.run(["check", "."]);
        let lines = checked.lines();
        assert_eq!((checked.code, lines.len()), (1, 1), "{checked:?}");
        assert!(lines[0].starts_with(&format!("investigation.json: not read: {why}")), "{lines:?}");
        assert_eq!(desk.run(["-i", ".", "list", "statements"]).lines().len(), 2);
        let upward = desk.run_in("below", &[OsString::from("check")]);
        assert!(why.contains("link") || upward.aside.contains("was passed over"), "{upward:?}");
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    }
}

#[test]
fn what_leads_out_of_a_folder_is_told_and_read_only_when_asked() {
    let desk = Desk::new(&[
        ("a.txt", SAID),
        ("../mine.txt", "“My own note,” said Cy Dorn."),
        ("onrecord.d/ana.txt", "“Decided,” said Di Eck."),
        ("sub/onrecord.d/x.ndjson", "{\"text\":\"decided\"}"),
    ]);
    for (to, at) in [
        ("../mine.txt", "out.txt"),
        ("..", "up"),
        ("a.txt", "again.txt"),
        (".", "round"),
        ("loop", "loop"),
    ] {
        symlink(to, desk.at(at)).expect("a link");
    }
    let checked = desk.run(["check", "."]);
    assert_eq!(checked.heads(), ["loop", "out.txt", "up"], "{checked:?}");
    assert!(checked.lines()[1].ends_with("--follow"), "{checked:?}");
    assert_eq!(desk.run(["-i", ".", "list", "sources"]).heads(), ["a.txt"]);
    let exported = desk.run(["-i", ".", "export", "--md"]);
    assert!(!exported.out.contains("My own note") && !exported.out.contains("Decided"));
    let followed = desk.run(["-i", ".", "--follow", "list", "sources"]);
    assert_eq!(followed.heads(), ["a.txt", "out.txt"]);

    let sources = ["../mine.txt", "out.txt", "onrecord.d/ana.txt", "https://a.example/b"]
        .map(|file| json!({ "id": file, "file": file }));
    let named = json!({ "version": 1, "title": "t", "sources": sources });
    desk.write("investigation.json", &named.to_string());
    let told = |answer: &Answer| {
        let named = answer.out.lines().filter(|line| line.contains(" gives no text: "));
        named.map(str::to_owned).collect::<Vec<_>>()
    };
    let checked = told(&desk.run(["check", "."]));
    assert_eq!(checked.len(), 4, "{checked:?}");
    for (line, part) in
        checked.iter().zip(["outside", "leads out", "onrecord.d is", "nothing is fetched"])
    {
        assert!(line.contains(part), "{line}");
    }
    assert_eq!(told(&desk.run(["check", ".", "--follow"])).len(), 2);
    let args = ["list", "statements", "-i", "out.txt"];
    assert_eq!(desk.run(args).lines().len(), 1, "a person named it");
    let reserved = desk.run(["check", "onrecord.d"]);
    assert!(reserved.code == 2 && reserved.aside.contains("never read"), "{reserved:?}");
}

#[test]
fn several_documents_are_one_investigation_wherever_they_are_named() {
    let desk = Desk::new(&[("a.txt", SAID), ("x/b.txt", "“Never,” said Bo Lind.")]);
    for args in [
        &["-i", "a.txt", "-i", "x/b.txt", "list", "statements"][..],
        &["a.txt", "x/b.txt", "list", "statements"],
        &["a.txt", "list", "statements", "-i", "x"],
    ] {
        let listed = desk.run(args.iter().copied());
        assert_eq!((listed.code, listed.lines().len()), (0, 2), "{args:?}: {listed:?}");
    }
    assert_eq!(desk.run(["check", "a.txt", "x/b.txt"]).code, 0);
    let missing = desk.run(["check", "a.txt", "nowhere.txt"]);
    let sentence =
        "onrecord: nowhere.txt cannot be opened: there is no such file; check its name\n";
    assert_eq!((missing.code, missing.aside.as_str()), (2, sentence));
}

#[test]
fn an_address_is_answered_with_what_to_do() {
    let desk = Desk::new(&[("www.a.example/page.txt", SAID)]);
    for (address, what) in [
        ("https://a.example/x", "nothing is fetched from the net; save the page"),
        ("http://a.example", "nothing is fetched"),
        ("www.b.example", "nothing is fetched"),
        ("file:///tmp/a.pdf", "write its path"),
    ] {
        for args in [&[address][..], &["check", address], &["list", "actors", "-i", address]] {
            let said = desk.run(args.iter().copied());
            assert!(said.code == 2 && said.aside.contains(what), "{args:?}: {said:?}");
        }
    }
    assert_eq!(desk.run(["check", "www.a.example"]).code, 0, "a folder may be called so");
}

#[test]
fn one_file_with_very_many_faults_buries_nothing() {
    let record = |n| json!({ "form": "direct", "anchor": format!("w{n}") }).to_string();
    let records: Vec<_> = (0..5_000).map(record).collect();
    let text = format!(
        "{{ \"version\": 1, \"title\": \"t\", \"sources\": [{{ \"id\": \"a\", \"file\": \"a.txt\" }}],\n\
         \"statements\": [{}] }}",
        records.join(",\n")
    );
    let desk = Desk::new(&[("a.txt", SAID), ("investigation.json", &text), ("z.pdf", "no\0pdf")]);
    let checked = desk.run(["check", "."]);
    let lines = checked.lines();
    assert!(lines[0].starts_with("z.pdf: not read"), "{}", lines[0]);
    assert_eq!(lines.len(), 201);
    assert!(lines[200].starts_with("investigation.json: and 4801 more"), "{}", lines[200]);
    assert!(checked.aside.contains("5,001 faults"), "{}", checked.aside);
    let listed = desk.run(["-i", ".", "list", "sources"]);
    assert!(listed.aside.contains("1 unread, 5,000 faults"), "{}", listed.aside);
}

/// Nobody writes into the pipe, and no limit on files ends the program.
#[test]
fn what_cannot_be_written_is_said() {
    let desk = Desk::new(&[("a.txt", "“Nobody came,” said Ana Ruiz.\n")]);
    let pipe = desk.at("investigation.json");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, 0o600.into()).expect("a pipe");
    let settled = desk.run(["settle", "."]);
    assert_eq!(settled.code, 2, "{settled:?}");
    let told = "Not written: investigation.json: it is a pipe, a socket or a device";
    assert!(settled.aside.contains(told), "{settled:?}");
    let named = desk.run(["list", "statements", "-i", ".", "--as", " "]);
    assert_eq!(named.code, 2, "{named:?}");
    assert!(named.aside.contains("is not a value for --as"), "{named:?}");
}

/// A limit on the size of files is told like a full disk.
#[test]
fn a_limit_on_files_does_not_end_the_program() {
    let desk = Desk::new(&[("a.txt", "“Nobody came,” said Ana Ruiz.\n")]);
    let limited = format!("ulimit -f 0; exec {} \"$@\"", env!("CARGO_BIN_EXE_onrecord"));
    let mut command = Command::new("sh");
    command.args(["-c", &limited, "sh", "list", "statements", "-i", "."]);
    command.current_dir(desk.at("")).stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", desk.place.path()).env("XDG_DATA_HOME", desk.place.path());
    let ended = command.output().expect("the program runs");
    let written = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    assert!(written.contains("Nobody came"), "{written}");
}

/// What `find` made of a large list is kept once the list is old enough for its stamp to vouch for it, and gives the
/// same answer; a list that was changed is read anew.
#[test]
fn what_was_made_of_a_large_list_is_kept_and_says_the_same() {
    let row =
        |at: usize| format!("{{\"text\":\"Row {at}: the ñandú paid\",\"source\":\"herald\"}}\n");
    let rows: String = (0..20_000).map(row).collect();
    let desk = Desk::new(&[("rows.ndjson", &rows)]);
    let find = |more: &[&'static str]| {
        let asked = ["find", "row", "17171", "--json", "-i", "rows.ndjson"];
        desk.run(asked.into_iter().chain(more.iter().copied()))
    };
    let images = || {
        let mut folders = vec![desk.place.path().to_owned()];
        let mut found = 0;
        while let Some(folder) = folders.pop() {
            for entry in
                fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
            {
                found += usize::from(entry.extension().is_some_and(|end| end == "image"));
                folders.extend(entry.is_dir().then_some(entry));
            }
        }
        found
    };
    let (first, since) = (find(&["--no-cache"]), Instant::now());
    assert_eq!(images(), 0, "nothing is kept where nothing is to be");
    while images() == 0 {
        assert_eq!(find(&[]).out, first.out);
        assert!(since.elapsed() < PATIENCE, "never kept");
    }
    assert_eq!(find(&[]).out, first.out, "from what is kept");
    desk.write("rows.ndjson", "{\"text\":\"Row 17171: nobody paid\"}\n");
    let changed = find(&[]);
    assert!(changed.out.contains("nobody paid") && !changed.out.contains("ñandú"));
    assert_eq!(images(), 0, "what is gone is in no cache");
}

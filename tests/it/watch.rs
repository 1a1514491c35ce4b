//! `onrecord watch`: what is news and what is not, whatever becomes of the documents, of the output and of a
//! second run at the same time.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Files in a folder, a list beside it, and a state folder that is nobody's.
struct Desk {
    place: TempDir,
}

impl Desk {
    fn new(list: &str, files: &[(&str, &str)]) -> Self {
        let desk = Self { place: tempfile::tempdir().expect("a folder") };
        fs::create_dir(desk.path("leaks")).expect("a folder");
        desk.put("names.txt", list);
        for (name, text) in files {
            desk.put(&format!("leaks/{name}"), text);
        }
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.place.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().expect("a folder")).expect("a folder");
        fs::write(self.path(name), text).expect("written");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.env("XDG_STATE_HOME", self.path("state"));
        command.current_dir(self.place.path()).args(args).stdin(Stdio::null());
        command
    }

    fn watch(&self, args: &[&str]) -> Output {
        let args = [&["watch", "names.txt", "-i", "leaks"][..], args].concat();
        self.command(&args).output().expect("the program runs")
    }

    /// The texts of what is new, each with the lines that found it.
    fn news(&self) -> Vec<String> {
        let ended = self.watch(&["--json", "-q"]);
        let news: Vec<_> = text(&ended.stdout).lines().map(told).collect();
        let code = ended.status.code();
        assert_eq!(code, Some(i32::from(news.is_empty())), "{}", text(&ended.stderr));
        news
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("all output is UTF-8")
}

fn told(line: &str) -> String {
    let line: Value = serde_json::from_str(line).expect(line);
    let lines = line["found_by"].as_array().expect("lines").iter().map(|by| by["query"].as_str());
    let lines: Vec<_> = lines.map(|query| query.expect("a query")).collect();
    format!("{}: {}", lines.join(" + "), line["passage"].as_str().expect("a passage"))
}

const COIN: &str = "“We never took a coin,” said Ana Ruiz, the mayor.\n\nThe gulls were loud.\n";
const BO: &str = "Nobody asked Bo Lind about the ferry. He was at sea.\n";

fn harbour() -> Desk {
    Desk::new("Ana Ruiz\n# a comment\n\nBo Lind\ncoin\n", &[("a.txt", COIN), ("b.txt", BO)])
}

const FIRST: [&str; 2] = [
    "Ana Ruiz + coin: “We never took a coin,” said Ana Ruiz, the mayor.",
    "Bo Lind: Nobody asked Bo Lind about the ferry.",
];

#[test]
fn everything_is_news_once() {
    let desk = harbour();
    assert_eq!(desk.news(), FIRST);
    assert_eq!(desk.news(), [""; 0]);
    desk.put("leaks/c.txt", "A coin lay on the quay. It was wet.\n");
    assert_eq!(desk.news(), ["coin: A coin lay on the quay."]);
    desk.put("names.txt", "coin\nquay\nBo Lind\nAna Ruiz\n");
    assert_eq!(desk.news(), ["quay: A coin lay on the quay."], "a new line tells what it finds");
    assert_eq!(desk.news(), [""; 0]);
}

#[test]
fn what_becomes_of_a_document_is_no_news() {
    let desk = harbour();
    assert_eq!(desk.news(), FIRST);
    let nothing = |what: &str| assert_eq!(desk.news(), [""; 0], "{what}");
    fs::rename(desk.path("leaks/a.txt"), desk.path("leaks/z.txt")).expect("renamed");
    nothing("renamed");
    fs::create_dir(desk.path("leaks/old")).expect("a folder");
    fs::rename(desk.path("leaks/b.txt"), desk.path("leaks/old/b.txt")).expect("moved");
    nothing("moved");
    fs::copy(desk.path("leaks/z.txt"), desk.path("leaks/copy.txt")).expect("copied");
    nothing("copied");
    desk.put("leaks/old/b.txt", &format!("A page in front.\n\nAnd another one. {BO}"));
    nothing("text in front");
    fs::remove_file(desk.path("leaks/old/b.txt")).expect("taken away");
    nothing("taken away");
    desk.put("leaks/b.txt", &format!("Found again.\n\n{BO}"));
    nothing("back under another name, with other text in front");
    desk.put("leaks/b.txt", &format!("{BO}\nNobody asked Bo Lind about the ferry.\n"));
    assert_eq!(desk.news(), [FIRST[1]], "once more in the same document is news");
    desk.put("leaks/other.txt", "Nobody asked Bo Lind about the ferry. So say we all.\n");
    assert_eq!(desk.news(), [FIRST[1]], "the same words in another document are news");
}

#[test]
fn only_what_is_written_is_news() {
    let desk = Desk::new(
        "Ana\nRuis\nfery\n",
        &[("a.txt", COIN), ("b.txt", BO), ("c.txt", "An analysis.\n")],
    );
    assert_eq!(desk.news(), ["Ana: “We never took a coin,” said Ana Ruiz, the mayor."]);
}

#[test]
fn a_faulty_line_is_named_and_the_others_hold() {
    let desk = harbour();
    desk.put("names.txt", "Bo Lind\n\"half\nclour:red\non:never\n…\n");
    let ended = desk.watch(&[]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(text(&ended.stdout).starts_with("Bo Lind · names.txt:1\n"), "{}", text(&ended.stdout));
    let said = text(&ended.stderr);
    for line in 2..=5 {
        assert!(said.contains(&format!("onrecord: names.txt:{line}: ")), "{said}");
    }
    let missing = desk.command(&["watch", "none.txt", "-i", "leaks"]).output().expect("it runs");
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("none.txt cannot be opened"), "{missing:?}");
}

/// More than a pipe holds.
fn long() -> Desk {
    let paragraphs: Vec<_> = (0..3000).map(|at| format!("The ferry {at} was late.\n\n")).collect();
    Desk::new("ferry\n", &[("a.txt", &paragraphs.concat())])
}

fn piped(desk: &Desk) -> Child {
    let args = ["watch", "names.txt", "-i", "leaks", "--json", "-q"];
    let mut command = desk.command(&args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
}

#[test]
fn what_nobody_took_is_told_again() {
    let desk = long();
    let mut child = piped(&desk);
    let mut answer = child.stdout.take().expect("piped");
    answer.read_exact(&mut [0]).expect("an answer begins");
    drop(answer);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), ""));
    assert_eq!(desk.news().len(), 3000);
    assert_eq!(desk.news().len(), 0);
}

/// Into files: a run whose output nobody takes is waited for.
#[test]
fn two_runs_at_once_tell_it_once() {
    let desk = long();
    let names = ["one", "two", "three"];
    let runs = names.map(|name| {
        let file = fs::File::create(desk.path(name)).expect("a file");
        let args = ["watch", "names.txt", "-i", "leaks", "--json", "-q"];
        desk.command(&args).stdout(file).spawn().expect("the program runs")
    });
    for mut run in runs {
        run.wait().expect("it ends");
    }
    let told = names.map(|name| fs::read_to_string(desk.path(name)).expect("text").lines().count());
    assert_eq!(told.iter().sum::<usize>(), 3000, "{told:?}");
    assert!(told.contains(&3000), "{told:?}");
}

#[test]
fn what_was_told_is_the_users_alone_and_can_be_cleared() {
    let desk = harbour();
    assert_eq!(desk.news(), FIRST);
    let folder = desk.path("state/onrecord/sessions");
    let kept: Vec<_> =
        fs::read_dir(&folder).expect("kept").map(|one| one.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&kept[0])), (0o700, 0o600));
    }
    let written = fs::read_to_string(&kept[0]).expect("text");
    assert!(
        !written.contains("Ruiz") && !written.contains("coin"),
        "it tells nobody what was found"
    );
    fs::write(&kept[0], "onrecord watch 1\nc 00zz\n").expect("written");
    let ended = desk.watch(&[]);
    assert_eq!(
        (ended.status.code(), text(&ended.stdout)),
        (Some(2), ""),
        "a damaged one is no first run"
    );
    let mut clear = desk.command(&["cache", "--clear"]);
    clear.env("XDG_CACHE_HOME", desk.path("cache")).output().expect("it runs");
    assert_eq!(desk.news(), FIRST);
}

#[test]
fn what_is_withheld_is_never_told_and_an_unread_decision_refuses() {
    let desk = harbour();
    let list =
        |terms: &str| format!("quote,speaker,terms\nWe never took a coin,Ana Ruiz,{terms}\n");
    desk.put("leaks/quotes.csv", &list("off"));
    assert_eq!(desk.news(), [FIRST[1]]);
    let ended = desk.watch(&["--with-withheld"]);
    assert_eq!((ended.status.code(), text(&ended.stdout)), (Some(2), ""));
    desk.put("leaks/onrecord.d/ana@desk-20261127T091240Z-k3f9.ndjson", "{\"v\":1,\"torn\n");
    let ended = desk.watch(&[]);
    assert_eq!((ended.status.code(), text(&ended.stdout)), (Some(2), ""));
    assert!(text(&ended.stderr).contains("it may withhold something"), "{}", text(&ended.stderr));
    fs::remove_dir_all(desk.path("leaks/onrecord.d")).expect("taken away");
    desk.put("leaks/quotes.csv", &list("on record"));
    let news = desk.news();
    assert!(news.contains(&FIRST[0].to_owned()), "once it may be told it is news: {news:?}");
}

/// Who said it was decided otherwise: the words are no news; that this person said them is, to whoever asks.
#[test]
fn another_speaker_is_news_to_a_line_that_asks_for_the_speaker() {
    let desk = harbour();
    desk.put("names.txt", "coin\nby:lind\n");
    let records = |speaker: &str| {
        format!(
            r#"{{ "version": 1, "title": "t", "sources": [{{ "id": "a", "file": "a.txt", "complete": true }}],
            "actors": [{{ "id": "ana", "name": "Ana Ruiz" }}, {{ "id": "bo", "name": "Bo Lind" }}],
            "statements": [{{ "id": "s", "form": "direct", "anchor": "We never took a coin", "speaker": "{speaker}" }}] }}"#
        )
    };
    desk.put("leaks/investigation.json", &records("ana"));
    let passage = "“We never took a coin,” said Ana Ruiz, the mayor.";
    assert_eq!(desk.news(), [format!("coin: {passage}")]);
    desk.put("leaks/investigation.json", &records("bo"));
    assert_eq!(desk.news(), [format!("by:lind: {passage}")]);
    assert_eq!(desk.news(), [""; 0]);
}

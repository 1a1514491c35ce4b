//! The network that reads whole sentences, from its file to the list: found, used and told; told where it cannot be
//! used; not missed where it is not there.
#![cfg(feature = "meaning")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use onrecord::app::Msg;
use onrecord_search::SentenceNetwork;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::Room;

/// What is found by meaning for [`QUERY`], which has none of its words.
const SAID: [&str; 5] = [
    "The magistrate took bribes from the sand company for eleven years.",
    "The mayor paid every juror to look away from the trial.",
    "El magistrado aceptó sobornos de la empresa.",
    "Prosecutors bought the verdict with envelopes of cash.",
    "Her honour went home richer than she came to court.",
];

/// What the tiny network is called.
const NAME: &str = "tiny-test";

const QUERY: &str = "judge corrupted";

/// A network of one layer that does nothing: the nearer a text, the more of its words are `near`.
fn tiny(near: &str) -> Vec<u8> {
    let near = near.to_lowercase();
    let near = near.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut pieces = vec!["[CLS]", "[SEP]", "[UNK]"];
    near.for_each(|word| {
        if !pieces.contains(&word) {
            pieces.push(word);
        }
    });
    let (text, width, places) = (pieces.join("\n"), 4, 128_u32);
    let mut bytes = b"ONRMINIL".to_vec();
    let number = |bytes: &mut Vec<u8>, n: u32| bytes.extend(n.to_le_bytes());
    let float = |bytes: &mut Vec<u8>, x: f32| bytes.extend(x.to_le_bytes());
    number(&mut bytes, 2);
    number(&mut bytes, NAME.len() as u32);
    bytes.extend(NAME.bytes());
    for n in [1, width, 1, width, places, pieces.len() as u32, text.len() as u32] {
        number(&mut bytes, n);
    }
    bytes.extend(text.bytes());
    for _ in &pieces {
        float(&mut bytes, 1.0);
    }
    for piece in &pieces {
        let cells: [i8; 4] = match *piece {
            "[CLS]" | "[SEP]" => [0; 4],
            "[UNK]" => [9, 9, -9, -9],
            _ => [9, -9, 9, -9],
        };
        bytes.extend(cells.map(i8::cast_unsigned));
    }
    for _ in 0..places * width {
        float(&mut bytes, 0.0);
    }
    let normal = |bytes: &mut Vec<u8>| [1.0, 0.0].map(|x| (0..width).for_each(|_| float(bytes, x)));
    normal(&mut bytes);
    // Six products that add nothing: scales, cells, what is added.
    bytes.extend([0; 6 * (16 + 16 + 16)]);
    normal(&mut bytes);
    normal(&mut bytes);
    let sum = crc32fast::hash(&bytes);
    number(&mut bytes, sum);
    bytes
}

/// A list of what was said, and a user's folder of data.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lines =
            (0..).zip(SAID).map(|(at, text)| json!({ "id": format!("s{at}"), "text": text }));
        let lines: Vec<_> = lines.map(|line: Value| line.to_string()).collect();
        fs::write(folder.path().join("said.ndjson"), lines.join("\n")).unwrap();
        fs::create_dir(folder.path().join("onrecord")).unwrap();
        Self(folder)
    }

    fn list(&self) -> std::path::PathBuf {
        self.0.path().join("said.ndjson")
    }

    fn put(&self, bytes: &[u8]) {
        fs::write(self.0.path().join("onrecord").join(SentenceNetwork::FILE), bytes).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let own: &Path = self.0.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env("XDG_CACHE_HOME", own).env("XDG_DATA_HOME", own).stdin(Stdio::null());
        command.arg("-i").arg(self.list()).args(args).output().unwrap()
    }

    /// The rows of an answer: id, what told its likeness, the network's name.
    fn found(&self, args: &[&str]) -> (Vec<(String, Value, Value)>, String) {
        let ended = self.run(&[&["find", QUERY, "--json"], args].concat());
        let lines = String::from_utf8(ended.stdout).unwrap();
        let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let row = |line: Value| {
            let id = line["id"].as_str().unwrap().to_owned();
            (id, line["meaning"].clone(), line["network"].clone())
        };
        (lines.map(row).collect(), String::from_utf8(ended.stderr).unwrap())
    }
}

fn ids(rows: &[(String, Value, Value)]) -> Vec<&str> {
    rows.iter().map(|(id, ..)| id.as_str()).collect()
}

/// The text of a row.
fn said(id: &str) -> &'static str {
    SAID[id.strip_prefix('s').unwrap().parse::<usize>().unwrap()]
}

#[test]
fn a_network_puts_in_order_what_it_understands_and_is_named() {
    let desk = Desk::new();
    let (before, told) = desk.found(&[]);
    let tables = |row: &(String, Value, Value)| row.1 == "tables" && row.2.is_null();
    assert!(before.len() >= 3 && before.iter().all(tables), "{before:?}");
    assert!(!told.contains("network") && !told.contains(SentenceNetwork::FILE), "{told}");
    let last = ids(&before).into_iter().rfind(|id| *id != "s2").unwrap();
    desk.put(&tiny(&format!("{QUERY} {}", said(last))));
    let (after, _) = desk.found(&[]);
    let first = after.iter().find(|(id, ..)| id != "s2").unwrap();
    assert_eq!(first, &(last.to_owned(), json!("network"), json!(NAME)));
    // What is in Spanish stays where it was, as the tables have it.
    let place = |rows: &[(String, Value, Value)]| ids(rows).iter().position(|id| *id == "s2");
    assert_eq!(place(&after), place(&before));
    assert!(after.iter().all(|(id, by, _)| (id == "s2") == (by == "tables")), "{after:?}");
    let plain = desk.run(&["find", QUERY]);
    let (out, told) = (String::from_utf8(plain.stdout), String::from_utf8(plain.stderr));
    assert!(out.as_ref().unwrap().contains(" by the network"), "{out:?}");
    assert!(told.as_ref().unwrap().contains("as tiny-test has them"), "{told:?}");
    assert_eq!(desk.found(&["--no-meaning"]).0, []);
}

#[test]
fn a_file_that_is_no_network_is_named_once_and_all_works_without_it() {
    let desk = Desk::new();
    let (before, _) = desk.found(&[]);
    let mut damaged = tiny(QUERY);
    damaged[100] ^= 1;
    let mut older = tiny(QUERY);
    older[8] = 1;
    for (bytes, why) in [
        (damaged, "it is damaged; put a whole one there"),
        (older, "it is of version 1, which this onrecord does not read"),
        (b"PK\x03\x04 some other file".to_vec(), "it is no network of onrecord's"),
        (Vec::new(), "it is no network of onrecord's"),
    ] {
        desk.put(&bytes);
        let (after, told) = desk.found(&[]);
        assert_eq!(after, before, "{why}");
        assert_eq!(told.matches(why).count(), 1, "{told}");
        assert!(told.contains(SentenceNetwork::FILE), "{told}");
        let (_, told) = desk.found(&["--no-meaning"]);
        assert!(!told.contains(SentenceNetwork::FILE), "{told}");
    }
    let queries = desk.0.path().join("q.txt");
    fs::write(&queries, format!("{QUERY}\n{QUERY}\n")).unwrap();
    let ended = desk.run(&["find", "--queries", queries.to_str().unwrap(), "--json"]);
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(told.matches(SentenceNetwork::FILE).count(), 1, "{told}");
}

#[test]
fn on_the_screen_nothing_jumps_under_the_hand() {
    let desk = Desk::new();
    // Without the Spanish row, which would stay the first.
    let lines = fs::read_to_string(desk.list()).unwrap();
    let english = lines.lines().filter(|line| !line.contains("\"s2\""));
    fs::write(desk.list(), english.collect::<Vec<_>>().join("\n")).unwrap();
    let open = || {
        let target = onrecord::library::OpenTarget::Path(desk.list());
        let options = onrecord::library::OpenOptions::default();
        onrecord::library::open(&target, &options, &mut onrecord::library::Silent).unwrap()
    };
    let mut room = Room::of(open(), 100, 30);
    room.keys(QUERY);
    let near = room.state.hits.near();
    let first = room.state.hits.row(0).unwrap().row;
    let last = room.state.hits.row(near - 1).unwrap().row;
    let text = room.corpus.row(last).map(|it| room.corpus.quotation(it, 200)).unwrap();
    let network = SentenceNetwork::open(&tiny(&format!("{QUERY} {text}"))).unwrap();
    // Whoever types sees the best row.
    assert!(room.reorder(&network));
    assert_eq!((room.state.quotes.cursor, room.state.hits.row(0).unwrap().row), (0, last));
    assert!(room.state.hits.by_network(last) && room.state.hits.network() == Some(NAME));
    // Whoever chose a row keeps it, on its line of the screen where the list allows it.
    let mut room = Room::of(open(), 160, 50);
    room.keys(QUERY).keys("<down><up>");
    assert!(room.reorder(&network));
    let at = room.state.quotes.cursor;
    assert!(at > 0);
    assert_eq!(room.state.hits.row(at).unwrap().row, first);
    room.keys("i");
    assert!(room.screen().contains("by the network"), "{}", room.screen());
}

#[test]
fn a_fault_is_told_on_the_screen() {
    let mut room = Room::of(onrecord_corpus::Corpus::default(), 120, 30);
    let place = "/home/ana/onrecord-minilm.bin".to_owned();
    let why = onrecord_search::NetworkFaultKind::Damaged;
    room.send(Msg::Network(onrecord_search::NetworkFault { place, why }));
    assert!(
        room.screen().contains("onrecord-minilm.bin is not used: it is damaged"),
        "{}",
        room.screen()
    );
}

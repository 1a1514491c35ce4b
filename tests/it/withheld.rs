//! What must not leave the desk: no command lets it out, and no key copies it, unless somebody says so.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use serde_json::json;
use tempfile::TempDir;

use crate::support::Room;
use onrecord::library::{self, Desk, OpenTarget};
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{FieldAction, FieldEdit, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, LinkKind};

const HARBOUR: &str = "\
“Quarry Nine has the keys,” said Dora Vale in the old boathouse. “Nobody asked,” said Bo Lind, and left.

Bo Lind said the keys had been sold. The town paid.
";

const LETTER: &str = "“They took cash,” said Carla Soto of the pumps.\n";

/// What nobody may read: the withheld words, who said them, what stands around them, and all of a
/// sensitive source.
pub(crate) const SECRETS: [&str; 8] =
    ["Quarry", "Dora", "boathouse", "cash", "Carla", "letter", "The sale", "and left"];

pub(crate) fn target(folder: &TempDir) -> OpenTarget {
    OpenTarget::Path(folder.path().to_owned())
}

pub(crate) fn open(folder: &TempDir) -> Corpus {
    let options = library::OpenOptions::default();
    library::open(&target(folder), &options, &mut library::Silent).unwrap()
}

/// Two documents; a statement of the first was told off the record, the second is sensitive.
pub(crate) fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("harbour.txt"), HARBOUR).unwrap();
    fs::write(folder.path().join("letter.txt"), LETTER).unwrap();
    let mention = |words: &str| json!([{ "source": "harbour", "exact": words, "how": "name" }]);
    let records = json!({
        "version": 1,
        "title": "The pumps",
        "sources": [
            { "id": "harbour", "file": "harbour.txt", "complete": true },
            { "id": "letter", "file": "letter.txt", "complete": true },
        ],
        "actors": [
            { "id": "dora", "name": "Dora Vale", "kind": "person", "mentions": mention("Dora Vale") },
            { "id": "bo", "name": "Bo Lind", "kind": "person", "mentions": [{ "source": "harbour", "paragraph": 2, "exact": "Bo Lind", "how": "name" }] },
            { "id": "carla", "name": "Carla Soto", "kind": "person",
              "mentions": [{ "source": "letter", "exact": "Carla Soto", "how": "name" }] },
        ],
        "statements": [
            { "id": "keys", "source": "harbour", "form": "direct", "anchor": ["Quarry Nine has the keys"], "speaker": "dora" },
            { "id": "asked", "source": "harbour", "form": "direct", "anchor": ["Nobody asked"], "speaker": "bo",
              "links": [{ "kind": "responds to", "statement": "keys" }] },
            { "id": "sold", "source": "harbour", "form": "indirect", "anchor": ["the keys had been sold"], "speaker": "bo",
              "cue": { "exact": "said the" }, "about": ["bo"], "candidates": ["bo", "dora"],
              "links": [{ "kind": "paraphrase of", "statement": "keys" }] },
            { "id": "cash", "form": "direct", "source": "letter", "anchor": ["They took cash"],
              "speaker": "carla" },
        ],
        "events": [
            { "id": "sale", "title": "The sale", "spans": [{ "source": "harbour", "exact": "Quarry Nine has the keys" }] },
            { "id": "payment", "title": "The town pays", "spans": [{ "source": "harbour", "exact": "The town paid" }],
              "actors": ["bo"], "statements": ["keys", "sold"] },
        ],
    });
    fs::write(folder.path().join("investigation.json"), records.to_string()).unwrap();
    let corpus = Arc::new(open(&folder));
    assert_eq!(corpus.faults(), []);
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&corpus), corpus);
    for edit in [
        set(TargetKind::Statement, "keys", Field::Terms, FieldValue::text("off")),
        set(TargetKind::Statement, "keys", Field::Critical, FieldValue::Flag(true)),
        set(TargetKind::Source, "letter", Field::Sensitive, FieldValue::Flag(true)),
        link("asked", LinkKind::Contradicts, "cash"),
        link("keys", LinkKind::Repeats, "asked"),
    ] {
        let outcome = desk.decide(&Intent::Edit(vec![edit]));
        assert!(outcome.is_ok(), "{outcome:?}");
    }
    folder
}

pub(crate) fn set(kind: TargetKind, id: &str, field: Field, value: FieldValue) -> FieldEdit {
    FieldEdit { key: TargetKey { kind, id: id.into() }, field, set: FieldAction::To(value) }
}

fn link(from: &str, kind: LinkKind, to: &str) -> FieldEdit {
    let set = FieldAction::Add(FieldValue::Link { kind, to: to.into() });
    let key = TargetKey { kind: TargetKind::Statement, id: from.into() };
    FieldEdit { key, field: Field::Links, set }
}

pub(crate) fn run(place: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.current_dir(place).args(args).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every way out, and whether it shows a secret where that is asked for.
const EXITS: [(&[&str], bool); 45] = [
    (&["list", "statements"], true),
    (&["list", "statements", "--json"], true),
    (&["list", "actors"], true),
    (&["list", "actors", "--json"], true),
    (&["list", "events"], true),
    (&["list", "events", "--json"], true),
    (&["list", "dates"], false),
    (&["list", "dates", "--json"], false),
    (&["list", "sources"], true),
    (&["list", "sources", "--json"], true),
    (&["find", "keys"], true),
    (&["find", "keys", "--json", "-n", "99"], true),
    (&["find", "keys", "--csv", "-n", "99"], true),
    (&["find", "form:passage", "--json", "-n", "99"], true),
    (&["find", "by:dora"], true),
    (&["find", "quarry"], true),
    (&["find", "--queries", "queries.txt"], true),
    (&["find", "--queries", "queries.txt", "--json"], true),
    (&["find", "--queries", "queries.txt", "--csv"], true),
    (&["show", "keys"], true),
    (&["show", "keys", "--json"], true),
    (&["show", "asked"], true),
    (&["show", "sold"], true),
    (&["show", "sold", "--json"], true),
    (&["show", "bo"], false),
    (&["show", "dora"], true),
    (&["show", "payment"], false),
    (&["show", "letter"], true),
    (&["show", "carla", "--json"], true),
    (&["everywhere", "quarry nine has the keys"], true),
    (&["everywhere", "keys had been sold", "--json"], false),
    (&["says", "bo"], true),
    (&["says", "dora", "keys", "--json"], true),
    (&["says", "dora", "--md"], true),
    (&["text", "harbour.txt", "-i", "."], true),
    (&["text", "letter", "--json", "-i", "."], true),
    (&["export", "--md"], true),
    (&["export", "--csv"], true),
    (&["export", "--md", "keys"], true),
    (&["check"], false),
    (&["holes"], true),
    (&["holes", "--json"], true),
    (&["log"], true),
    (&["log", "--json"], true),
    (&["log", "-n", "1", "--since", "1d"], true),
];

/// Commands that show no records; what `settle` writes into the file of the desk is tried in `settling`,
/// what is news in `watch`, that nothing is extracted in `extract`.
const OTHERS: [&str; 6] = ["accept", "settle", "watch", "extract", "cache", "help"];

#[test]
fn nothing_that_is_withheld_gets_out() {
    let desk = desk();
    let place = desk.path();
    fs::write(place.join("queries.txt"), "keys\ntook\nasked\n").unwrap();
    let told = "2 rows are withheld, with what stands around (sensitive, or not told on the \
                record); --with-withheld shows them";
    for (args, shows) in EXITS {
        let ended = run(place, args);
        let (written, aside) = (text(&ended.stdout), text(&ended.stderr));
        for secret in SECRETS {
            assert!(!written.contains(secret), "{args:?} lets out {secret}: {written}");
        }
        assert!(aside.contains(told), "{args:?}: {aside}");
        let quiet = text(&run(place, &[args, &["-q"]].concat()).stderr);
        assert!(!quiet.contains("withheld"), "{args:?}: {quiet}");
        let asked = text(&run(place, &[args, &["--with-withheld"]].concat()).stdout);
        let any = SECRETS.iter().any(|secret| asked.contains(secret));
        assert_eq!(any, shows, "{args:?} with what is withheld: {asked}");
    }
    let help = text(&run(place, &["--help"]).stdout);
    let (_, commands) = help.split_once("Commands:").unwrap();
    let commands = commands.lines().skip(1).map_while(|line| line.split_whitespace().next());
    for command in commands {
        let known = EXITS.iter().any(|(args, _)| args[0] == command);
        assert!(known || OTHERS.contains(&command), "{command}: a way out that is not tried here");
    }
}

#[test]
fn what_is_left_is_whole() {
    let desk = desk();
    let ended = run(desk.path(), &["list", "statements"]);
    assert_eq!(
        text(&ended.stdout),
        "asked\tBo Lind\t\tdirect\t“Nobody asked,”\n\
         sold\tBo Lind\tsaid the\tindirect\tthe keys had been sold\n"
    );
    let shown = text(&run(desk.path(), &["show", "asked"]).stdout);
    for told in ["contradict", "repeat", "answers", "not there any more"] {
        assert!(!shown.contains(told), "a link to what is withheld: {shown}");
    }
    let log = text(&run(desk.path(), &["log"]).stdout);
    assert!(log.contains("contradicts ███") && log.lines().count() == 1, "{log}");
    let passage = shown.lines().last().unwrap();
    assert!(passage.starts_with("¶1   █"), "{passage}");
    assert_eq!(passage.replace(['█', '-'], ""), "¶1   “Nobody asked,”", "{passage}");
    let marked = run(desk.path(), &["list", "statements", "--with-withheld"]);
    let marked = text(&marked.stdout);
    let first = marked.lines().next().unwrap();
    assert_eq!(first, "keys\tDora Vale\t\twithheld · direct\t“Quarry Nine has the keys,”");
}

#[test]
fn no_key_copies_what_is_withheld() {
    let desk = desk();
    let mut room = Room::of(open(&desk), 100, 30);
    room.keys("<esc>");
    let refused = "Withheld (sensitive or not on record";
    assert!(room.screen().contains("withheld"), "{}", room.screen());
    for key in ["y", "Y"] {
        room.keys(key);
        let status = room.screen().lines().last().unwrap().to_owned();
        assert!(status.contains(refused), "{key}: {status}");
        assert_eq!(room.copied, Vec::<String>::new());
    }
    room.keys("v");
    let citation = room.screen();
    assert!(citation.contains(refused) && !citation.contains("Quarry"), "{citation}");
    // The next row may leave.
    room.keys("<esc><down>y");
    assert_eq!(room.copied.len(), 1);
    assert!(room.copied[0].starts_with("“Nobody asked” — Bo Lind"), "{:?}", room.copied);
    let mut room = Room::of(open(&desk), 100, 30);
    room.state.withheld = true;
    room.keys("<esc>y");
    assert!(room.copied[0].starts_with("“Quarry Nine has the keys”"), "{:?}", room.copied);
}

#[test]
fn in_the_list_of_sources_a_key_is_about_the_source_under_the_cursor() {
    let desk = desk();
    for (row, id) in [("", "harbour"), ("<down>", "letter")] {
        for (keys, field) in [("=x", Field::Sensitive), ("tfrail<enter>", Field::Tags)] {
            let mut room = Room::of(open(&desk), 100, 30);
            // A row is marked behind the list: it is none of what one sees.
            room.keys(&format!("<esc>*s{row}{keys}"));
            let edits = room.decisions.iter().flat_map(|decision| match &decision.intent {
                Intent::Edit(edits) => edits.as_slice(),
                _ => &[],
            });
            let edits: Vec<_> =
                edits.map(|edit| (edit.key.kind, &*edit.key.id, edit.field)).collect();
            assert_eq!(edits, [(TargetKind::Source, id, field)], "{keys}: {}", room.screen());
        }
        for keys in ["e", "i", "v"] {
            let mut room = Room::of(open(&desk), 100, 30);
            room.keys(&format!("<esc>s{row}{keys}"));
            let subject = room.state.subject().and_then(|record| room.corpus.key(record));
            assert_eq!(subject, Some(RecordKey::Source(id.into())), "{keys}");
        }
        // What is said of rows alone is refused.
        let mut room = Room::of(open(&desk), 100, 30);
        room.keys(&format!("<esc>s{row}=o"));
        assert!(room.decisions.is_empty(), "{:?}", room.decisions);
        assert!(room.screen().contains("stand on one in Quotes"), "{}", room.screen());
    }
}

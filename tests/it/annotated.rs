//! What two people set of the records of one folder: on cards and rows, in queries, in lists.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use tempfile::TempDir;

use crate::support::Room;
use onrecord::library::{self, Desk, OpenTarget};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedActor};

const TEXT: &str = "\
“The keys were sold,” said Dora Vale.

“Nobody asked,” said Bo Lind.

“The pumps leak,” said Carla Soto.
";

fn target(folder: &TempDir) -> OpenTarget {
    OpenTarget::Path(folder.path().to_owned())
}

fn open(folder: &TempDir) -> Corpus {
    let options = library::OpenOptions::default();
    library::open(&target(folder), &options, &mut library::Silent).unwrap()
}

/// Somebody who sits down before the folder.
fn sits_down(folder: &TempDir, by: &str, base: &Arc<Corpus>) -> Desk {
    let mut desk = Desk::open(&target(folder), by);
    desk.read(Arc::clone(base), Arc::clone(base));
    desk
}

/// Sets a field of the statement that begins with `words`.
fn set(desk: &mut Desk, words: &str, field: Field, set: FieldAction) {
    let corpus = desk.base();
    let starts = |s: &&onrecord_model::Statement| corpus.words(s).starts_with(words);
    let id = corpus.statements().iter().find(starts).unwrap().id.clone();
    let key = TargetKey { kind: TargetKind::Statement, id };
    desk.decide(&Intent::Edit(vec![FieldEdit { key, field, set }])).unwrap();
}

fn to(value: FieldValue) -> FieldAction {
    FieldAction::To(value)
}

fn text(words: &str) -> FieldAction {
    to(FieldValue::text(words))
}

fn named(name: &str) -> FieldAction {
    to(FieldValue::Actor(NamedActor { id: None, name: name.into() }))
}

/// Ana and Jorge have decided about the first statement without seeing each other; about the second
/// Ana alone; of the third nobody has set anything.
fn desk() -> TempDir {
    let [folder, elsewhere] = [(); 2].map(|()| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        folder
    });
    let base = Arc::new(open(&folder));
    let mut ana = sits_down(&folder, "ana", &base);
    // His file comes to the folder later.
    let mut jorge = sits_down(&elsewhere, "jorge", &base);
    set(&mut ana, "The keys", Field::Speaker, named("Ines Marsh"));
    set(&mut jorge, "The keys", Field::Speaker, named("Bo Lind"));
    set(&mut jorge, "The keys", Field::Critical, to(FieldValue::Flag(true)));
    set(&mut ana, "Nobody", Field::Status, text("disputed"));
    set(&mut ana, "Nobody", Field::How, text("denied by the ministry"));
    set(&mut ana, "Nobody", Field::Tags, FieldAction::Add(FieldValue::text("Money trail")));
    set(&mut ana, "Nobody", Field::Note, text("heard it at the quay"));
    set(&mut ana, "Nobody", Field::Critical, to(FieldValue::Flag(true)));
    set(&mut ana, "Nobody", Field::Reply, text("answered"));
    set(&mut ana, "Nobody", Field::Terms, text("unknown"));
    set(&mut ana, "Nobody", Field::Star, to(FieldValue::Flag(true)));
    for file in fs::read_dir(elsewhere.path().join("onrecord.d")).unwrap().flatten() {
        fs::copy(file.path(), folder.path().join("onrecord.d").join(file.file_name())).unwrap();
    }
    folder
}

fn run(place: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    let ended = command.arg("-i").arg(place).args(args).stdin(Stdio::null()).output().unwrap();
    String::from_utf8(ended.stdout).unwrap()
}

#[test]
fn what_was_set_can_be_asked_for() {
    let folder = desk();
    let (keys, nobody, pumps) = ("The keys were sold", "Nobody asked", "The pumps leak");
    for (query, want) in [
        ("is:conflict", &[keys][..]),
        ("is:edited", &[keys, nobody]),
        ("!is:edited", &[pumps]),
        ("is:critical", &[keys, nobody]),
        ("reply:none", &[keys]),
        ("reply:answered", &[nobody]),
        ("reply:asked", &[]),
        ("is:starred", &[nobody]),
        // Of a suggestion in use nobody has confirmed that it is a statement.
        ("is:hole", &[keys, nobody]),
        ("!is:hole", &[pumps]),
        ("is:noted", &[nobody]),
        ("note:quay", &[nobody]),
        ("note:\"heard quay\"", &[nobody]),
        ("note:pumps", &[]),
        ("tag:money", &[nobody]),
        ("tag:trail", &[nobody]),
        ("tag:rail", &[]),
        ("!tag:money", &[keys, pumps]),
        ("by-whom:jorge", &[keys]),
        ("by-whom:an", &[keys, nobody]),
        ("terms:unknown", &[nobody]),
        ("terms:off", &[]),
        ("is:withheld", &[]),
        ("is:disputed", &[nobody]),
        ("tag:money is:starred asked", &[nobody]),
    ] {
        let found = run(folder.path(), &["find", query, "--json", "-n", "9"]);
        let text = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["text"].as_str().map(|text| text.trim_end_matches(',').to_owned())
        };
        let mut found: Vec<_> = found.lines().filter_map(text).collect();
        found.sort();
        let mut want = want.to_vec();
        want.sort_unstable();
        assert_eq!(found, want, "{query}");
    }
}

#[test]
fn cards_and_rows_tell_what_was_set() {
    let folder = desk();
    let listed = run(folder.path(), &["list", "statements"]);
    let rows: Vec<_> =
        listed.lines().map(|row| row.split('\t').skip(1).collect::<Vec<_>>()).collect();
    // The weaker reading: nobody is said to have said it.
    assert_eq!(
        rows[0],
        ["— not stated", "", "conflict · suggested · direct", "“The keys were sold,”"]
    );
    let room = Room::of(open(&folder), 220, 40);
    let screen = room.screen();
    assert!(screen.contains("conflict · suggested · direct"), "{screen}");
    assert!(screen.contains("#Money trail · note"), "{screen}");
    let id = |row: &str| row.split('\t').next().unwrap().to_owned();
    let ids: Vec<_> = listed.lines().map(id).collect();
    let facts = |id: &str| {
        let shown = run(folder.path(), &["show", id]);
        let today = shown
            .find(" — ana, ")
            .and_then(|at| shown.get(at + " — ana, ".len()..)?.split(['\n', ':']).next());
        let today = today.unwrap_or("nowhere").to_owned();
        shown.replace(&today, "TODAY")
    };
    let nobody = facts(&ids[1]);
    for fact in [
        "status    disputed — ana, TODAY: denied by the ministry\n",
        "note      heard it at the quay — ana, TODAY\n",
        "tags      #Money trail\n",
        "reply     answered — ana, TODAY\n",
        "critical  yes — ana, TODAY\n",
    ] {
        assert!(nobody.contains(fact), "{fact} in {nobody}");
    }
    assert_eq!(nobody.matches("heard it").count(), 1, "{nobody}");
    // No rule says how far anything is checked.
    assert!(!nobody.contains("rules"), "{nobody}");
    let keys = facts(&ids[0]);
    let conflict = keys.lines().find(|line| line.starts_with("conflict")).unwrap();
    for part in ["conflict  who: ", "Ines Marsh (ana, ", ") or ", "Bo Lind (jorge, "] {
        assert!(conflict.contains(part), "{part} in {conflict}");
    }
    assert!(conflict.ends_with("; e settles it"), "{conflict}");
}

#[test]
fn a_list_of_what_was_set_is_the_same_again() {
    let folder = desk();
    let list = ["list", "statements", "--json"];
    let first = run(folder.path(), &list);
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("a.ndjson");
    for names in [&[][..], &["--with-names"]] {
        let list = [&list[..], names].concat();
        let first = run(folder.path(), &list);
        fs::write(&copy, &first).unwrap();
        assert_eq!(run(&copy, &list), first, "{names:?}");
        assert!(run(&copy, &["check"]).ends_with("no faults\n"));
        let by = first.contains("\"ana\"") && first.contains("\"jorge\"");
        assert_eq!(by, !names.is_empty(), "{first}");
    }
    let line: serde_json::Value = serde_json::from_str(first.lines().nth(1).unwrap()).unwrap();
    assert_eq!(line["tags"], serde_json::json!(["Money trail"]));
    let want = serde_json::json!({
        "how": "denied by the ministry", "critical": true, "reply": "answered", "terms": "unknown", "star": true,
    });
    assert_eq!((&line["set"], &line["status"]), (&want, &serde_json::json!("disputed")));
    assert_eq!(line["note"], "heard it at the quay");
    let line: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let mut readings: Vec<_> = line["conflicts"][0]["readings"].as_array().unwrap().clone();
    readings.sort_by_key(|reading| reading["value"]["name"].to_string());
    assert_eq!(line["conflicts"][0]["field"], "speaker");
    assert_eq!(readings[0]["value"]["name"], "Bo Lind");
    assert_eq!(readings[1]["value"]["name"], "Ines Marsh");
    assert_eq!(readings[0]["by"], serde_json::Value::Null);
}

#[test]
fn what_a_list_withholds_stays_withheld() {
    let folder = tempfile::tempdir().unwrap();
    let row = |id: &str, set: &str| {
        format!(r#"{{"kind":"statement","id":"{id}","text":"words of {id}","set":{set}}}"#)
    };
    let rows = [
        row("open", r#"{"terms":"on record"}"#),
        row("off", r#"{"terms":"off"}"#),
        row("kept", r#"{"sensitive":true}"#),
        // Terms that nobody knows are the strictest.
        row("odd", r#"{"terms":"entre nous"}"#),
    ];
    fs::write(folder.path().join("a.ndjson"), rows.join("\n")).unwrap();
    // Alone, and as one of several documents.
    for place in [folder.path().join("a.ndjson"), folder.path().to_owned()] {
        let listed = run(&place, &["list", "statements"]);
        let ids: Vec<_> = listed.lines().filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(ids, ["open"], "{}", place.display());
        assert!(!run(&place, &["find", "words", "--json", "-n", "9"]).contains("words of off"));
    }
}

/// The form shows what stands against each other, with names and times, and one key each settles it.
#[test]
fn a_conflict_is_settled_in_the_form_by_one_key() {
    for who in ["Ines Marsh", "Bo Lind"] {
        let folder = desk();
        let mut room = Room::of(open(&folder), 80, 24).plain();
        // The form opens at what is to be settled.
        room.keys("<esc>e");
        let screen = room.screen();
        for part in ["≠ —", "  Ines Marsh   (ana, ", "  Bo Lind   (jorge, ", "1 2 this one holds"]
        {
            assert!(screen.contains(part), "{part}: {screen}");
        }
        let key = if screen.contains(&format!("1  {who}")) { "1" } else { "2" };
        room.keys(key).follow();
        let corpus = &room.state.corpus;
        assert_eq!(corpus.speaker_name(corpus.statements().get(0).unwrap()), Some(who));
        assert!(!room.screen().contains('≠'), "{}", room.screen());
    }
}

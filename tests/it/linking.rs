//! Links between statements that people make: added, taken off, taken back, by several at once, when
//! documents change, and in files.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use crate::judging::{room, status};
use crate::support::Room;
use onrecord::library::{self, Desk, OpenTarget};
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{FieldAction, FieldEdit, Intent, TargetKey, TargetKind};
use onrecord_model::fault::FaultKind;
use onrecord_model::{Field, FieldValue, LinkKind};
use tempfile::TempDir;

const TEXT: &str = "“Nobody told us,” said Ana Ruiz.\n\n“Nobody came,” said Bo Lind.\n\n\
                    “We were told,” said Eva Roth.\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    folder
}

fn target(folder: &TempDir) -> OpenTarget {
    OpenTarget::Path(folder.path().to_owned())
}

fn open(folder: &TempDir) -> Corpus {
    library::open(&target(folder), &library::OpenOptions::default(), &mut library::Silent).unwrap()
}

/// Somebody before the folder, who has read it when nothing was decided.
fn desk(folder: &TempDir, base: &Arc<Corpus>, by: &str) -> Desk {
    let mut desk = Desk::open(&target(folder), by);
    desk.read(Arc::clone(base), Arc::clone(base));
    desk
}

fn id(corpus: &Corpus, words: &str) -> Box<str> {
    let mut all = corpus.statements().iter();
    all.find(|s| corpus.words(s).starts_with(words)).unwrap().id.clone()
}

/// The links of all statements, by the second word of each.
fn links(corpus: &Corpus) -> Vec<String> {
    let word = |s: &onrecord_model::Statement| {
        corpus.words(s).split(' ').nth(1).unwrap().trim_end_matches(',').to_owned()
    };
    let all = corpus.statements().iter();
    let of = |s: &onrecord_model::Statement| {
        let to = |l: &onrecord_model::Link| word(corpus.statement(l.to).unwrap());
        s.links()
            .iter()
            .map(|l| format!("{} {} {}", word(s), l.kind.word(), to(l)))
            .collect::<Vec<_>>()
    };
    let mut links: Vec<_> = all.flat_map(of).collect();
    links.sort();
    links
}

fn link(from: &str, kind: LinkKind, to: &str, add: bool) -> FieldEdit {
    let value = FieldValue::Link { kind, to: to.into() };
    let set = if add { FieldAction::Add(value) } else { FieldAction::Remove(value) };
    let key = TargetKey { kind: TargetKind::Statement, id: from.into() };
    FieldEdit { key, field: Field::Links, set }
}

#[test]
fn links_are_added_taken_off_and_taken_back() {
    use LinkKind::{Contradicts, ParaphraseOf, TranslationOf};
    let folder = folder();
    let base = Arc::new(open(&folder));
    let mut desk = desk(&folder, &base, "ana");
    let [told, came, were] = ["Nobody told", "Nobody came", "We were"].map(|w| id(&base, w));
    let back = || Intent::TakeBack { of: None, sure: false };
    let edit = |edits: &[FieldEdit]| Intent::Edit(edits.to_vec());
    let contradicts = "were contradicts told";
    for (intent, want) in [
        (edit(&[link(&were, Contradicts, &told, true)]), &[contradicts][..]),
        (edit(&[link(&were, Contradicts, &told, false)]), &[]),
        (back(), &[contradicts]),
        // Several to one, in one operation, and back at once.
        (
            edit(&[
                link(&told, ParaphraseOf, &came, true),
                link(&were, TranslationOf, &came, true),
            ]),
            &["told paraphrase of came", contradicts, "were translation of came"],
        ),
        (back(), &[contradicts]),
        (back(), &[]),
    ] {
        desk.decide(&intent).unwrap();
        assert_eq!(links(&desk.follow()), want, "{intent:?}");
        assert_eq!(links(&open(&folder)), want, "opened again: {intent:?}");
    }
    for bad in [link(&told, Contradicts, &told, true), link(&told, Contradicts, "gone", true)] {
        assert!(desk.decide(&Intent::Edit(vec![bad])).is_err());
    }
}

#[test]
fn two_who_link_differently_do_not_contradict_each_other() {
    let folder = folder();
    let base = Arc::new(open(&folder));
    let (mut ana, mut bo) = (desk(&folder, &base, "ana"), desk(&folder, &base, "bo"));
    let (told, were) = (id(&base, "Nobody told"), id(&base, "We were"));
    let (one, other) = (LinkKind::Contradicts, LinkKind::RespondsTo);
    ana.decide(&Intent::Edit(vec![link(&were, one, &told, true)])).unwrap();
    bo.decide(&Intent::Edit(vec![link(&were, other, &told, true)])).unwrap();
    bo.decide(&Intent::Edit(vec![link(&told, one, &were, true)])).unwrap();
    for desk in [&mut ana, &mut bo] {
        desk.news();
        let shown = desk.follow();
        let want = ["told contradicts were", "were contradicts told", "were responds to told"];
        assert_eq!(links(&shown), want);
        let to: Vec<_> = shown.linked_to(onrecord_model::StatementIx(0)).collect();
        assert_eq!(to.len(), 2, "each link once: {to:?}");
        for (row, _) in shown.rows() {
            let set = shown.annotations(onrecord_model::RecordRef::Row(row));
            assert!(set.is_none_or(|set| set.conflicts.is_empty()));
        }
    }
}

#[test]
fn a_link_holds_when_documents_change_and_what_is_gone_is_told() {
    let folder = folder();
    let file = folder.path().join("a.txt");
    let base = Arc::new(open(&folder));
    let (told, were) = (id(&base, "Nobody told"), id(&base, "We were"));
    let contradicts = link(&were, LinkKind::Contradicts, &told, true);
    desk(&folder, &base, "ana").decide(&Intent::Edit(vec![contradicts])).unwrap();
    // More words before: ids of suggestions change. Another name. Gone and there again.
    fs::write(&file, format!("“We waited,” said Al Voss.\n\n{TEXT}")).unwrap();
    assert_eq!(links(&open(&folder)), ["were contradicts told"]);
    let other = folder.path().join("b.txt");
    fs::write(&file, TEXT).unwrap();
    fs::rename(&file, &other).unwrap();
    assert_eq!(links(&open(&folder)), ["were contradicts told"]);
    fs::rename(&other, &file).unwrap();
    // A statement of the file that somebody takes out again.
    let investigation = folder.path().join("investigation.json");
    let records = r#"{ "version": 1, "title": "T", "sources": [ { "id": "a", "file": "a.txt" } ],
        "statements": [ { "id": "mine", "form": "direct", "anchor": "Nobody came" } ] }"#;
    fs::write(&investigation, records).unwrap();
    let base = Arc::new(open(&folder));
    let repeats = link(&were, LinkKind::Repeats, "mine", true);
    desk(&folder, &base, "ana").decide(&Intent::Edit(vec![repeats])).unwrap();
    assert_eq!(links(&open(&folder)).len(), 2);
    fs::write(&investigation, records.replace("mine", "theirs")).unwrap();
    let corpus = open(&folder);
    assert_eq!(links(&corpus), ["were contradicts told"]);
    let told = |what: &FaultKind| matches!(what, FaultKind::DecidedNoMore { about, .. } if about.contains("Nobody came"));
    assert!(corpus.faults().iter().any(|fault| told(&fault.what)), "{:?}", corpus.faults());
    assert!(corpus.find(&RecordKey::Row(were)).is_some());
}

#[test]
fn a_translation_comes_through_files_and_lists() {
    let folder = folder();
    let records = r#"{ "version": 1, "title": "T", "sources": [ { "id": "a", "file": "a.txt" } ],
        "statements": [ { "id": "one", "form": "direct", "anchor": "Nobody came" },
            { "id": "two", "form": "direct", "anchor": "We were told",
              "links": [ { "kind": "translation of", "statement": "one" } ] } ] }"#;
    fs::write(folder.path().join("investigation.json"), records).unwrap();
    let base = Arc::new(open(&folder));
    assert_eq!(base.faults(), []);
    let key = TargetKey { kind: TargetKind::Statement, id: "two".into() };
    let set = FieldAction::To(FieldValue::text("Carla Soto"));
    let by = FieldEdit { key, field: Field::TranslatedBy, set };
    desk(&folder, &base, "ana").decide(&Intent::Edit(vec![by])).unwrap();
    let list = |of: &std::path::Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(["list", "statements", "--json", "--no-cache", "-i"]).arg(of);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let first = list(folder.path());
    assert!(first.contains(r#""links":[{"kind":"translation of","statement":"one"}]"#), "{first}");
    assert!(first.contains(r#""translated_by":"Carla Soto""#), "{first}");
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("a.ndjson");
    fs::write(&path, &first).unwrap();
    assert_eq!(list(&path), first);
}

/// The links of the room's statements, by their second words.
fn made(room: &Room) -> Vec<String> {
    links(&room.state.corpus)
}

#[test]
fn two_statements_are_linked_by_key_seen_on_both_cards_and_taken_back() {
    for (width, height) in [(80, 24), (120, 36), (60, 12)] {
        let mut room = room(width, height);
        room.keys("<esc>Gl");
        assert!(status(&room).starts_with("Link from “He was never there"), "{}", status(&room));
        room.keys("/leak<enter>gl");
        let screen = room.screen();
        let letters = ["p sums up  r repeats", "c contradicts", "a answers", "t translates", "Esc"];
        assert!(letters.iter().all(|letter| screen.contains(letter)), "{screen}");
        room.keys("c").follow();
        let want = ["was contradicts told"];
        assert_eq!(made(&room), want);
        let told = status(&room);
        assert!(
            told.starts_with("“He was never there” contradicts “Nobody told us about"),
            "{told}"
        );
        room.keys("i");
        assert!(room.screen().contains("contradicted  ▸ Clara Moss"), "{}", room.screen());
        room.keys("<enter>");
        let subject = room.state.subject().unwrap();
        let here = room.state.corpus.key(subject).unwrap();
        assert_eq!(here.id(), &*id(&room.state.corpus, "He was"));
        room.keys("i");
        assert!(room.screen().contains("contradicts  ▸ Ana Ruiz"), "{}", room.screen());
        room.keys("<esc>u").follow();
        assert!(made(&room).is_empty());
    }
}

/// The form shows to what a statement is linked, and one key takes that off.
#[test]
fn links_stand_in_the_form_and_go_by_a_key() {
    let mut room = room(100, 50);
    room.keys("<esc>lGlc").follow();
    room.keys("gljlr").follow();
    assert_eq!(made(&room).len(), 2);
    let fields = onrecord::app::form::fields(room.state.subject().unwrap());
    let at = fields.iter().position(|field| *field == Field::Links).unwrap();
    room.keys("<esc>ge").keys(&"j".repeat(at));
    let screen = room.screen();
    let row = screen.lines().find(|line| line.contains("▸links")).unwrap();
    assert!(row.contains("contradicts Clara Moss") && row.contains("repeats "), "{row}");
    room.keys("<enter>");
    assert!(status(&room).starts_with("Links are made outside"), "{}", status(&room));
    assert!(room.state.prompt.is_none());
    room.keys("x").follow();
    assert!(made(&room).is_empty());
    assert!(status(&room).starts_with("Not any more: “Nobody told"), "{}", status(&room));
    room.keys("x");
    assert!(status(&room).starts_with("Nobody has set links"), "{}", status(&room));
    room.keys("u").follow();
    assert_eq!(made(&room).len(), 2, "as one decision");
}

#[test]
fn marked_rows_are_linked_at_once_and_the_same_key_takes_off() {
    let mut room = room(80, 24);
    room.keys("<esc>*jj*gl");
    room.keys("r").follow();
    let two = ["pumps repeats told", "tested repeats told"];
    assert_eq!(made(&room), two);
    assert!(status(&room).contains("and 1 more repeats “Nobody told"), "{}", status(&room));
    // Another one says so as well, and the same of the next.
    room.keys("<esc>Glgl");
    assert!(status(&room).contains("r repeats  c"), "{}", status(&room));
    room.keys("r").follow();
    assert_eq!(made(&room).len(), 3);
    room.keys("Glgl");
    assert!(status(&room).contains("r repeats: off"), "{}", status(&room));
    room.keys("r").follow();
    assert_eq!(made(&room), two);
    assert!(status(&room).starts_with("Not any more: “He was"), "{}", status(&room));
    room.keys("uuu").follow();
    assert!(made(&room).is_empty());
    // What contradicts is contradicted: taken off from the other side as well.
    room.keys("glGlc").follow();
    room.keys("Glgl");
    assert!(status(&room).contains("c contradicts: off"), "{}", status(&room));
    room.keys("c").follow();
    assert!(made(&room).is_empty());
}

#[test]
fn a_translation_asks_for_its_translator_in_one_decision() {
    let mut room = room(80, 24);
    room.keys("<esc>Glglt");
    assert!(status(&room).starts_with("translated by:"), "{}", status(&room));
    room.keys("<esc>").follow();
    assert!(made(&room).is_empty(), "Esc: nothing is changed");
    room.keys("GlgltEva Roth<enter>").follow();
    assert_eq!(made(&room), ["was translation of told"]);
    room.keys("i");
    // Its first line has the name of a folder that is made anew each time.
    let screen = room.screen();
    let rows: Vec<_> = screen.lines().skip(1).map(str::trim_end).collect();
    insta::assert_snapshot!("translated_card_80x24", rows.join("\n"));
    room.keys("<esc>u").follow();
    assert!(made(&room).is_empty());
    room.keys("Glglt<enter>").follow();
    room.keys("i");
    assert!(!room.screen().contains("translated by"), "nobody is named: {}", room.screen());
    let changes: Vec<_> = room.desk.log(1)[0].operation.changes.iter().map(|c| c.field).collect();
    assert_eq!(changes, [Field::Links, Field::LinkedFrom], "nothing is set of the translator");
}

#[test]
fn what_cannot_be_linked_says_so_and_esc_leaves() {
    let mut room = room(80, 24);
    room.keys("<esc>ll");
    assert!(status(&room).starts_with("Nothing is linked"), "{}", status(&room));
    for away in ["l<esc>", "lGl<esc>", "lGlx"] {
        room.keys("g");
        room.keys(away);
        assert!(room.state.linking.is_none(), "{away}");
        assert!(room.decisions.is_empty(), "{away}");
    }
    room.keys("/form:passage<enter>l");
    assert!(status(&room).starts_with("Only listed statements"), "{}", status(&room));
    room.keys("/<c-u><esc>G-").follow();
    room.keys("/is:dismissed<enter>l");
    assert!(status(&room).starts_with("Only listed statements"), "{}", status(&room));
}

#[test]
fn a_link_to_what_was_dismissed_is_told_and_the_log_names_both() {
    let mut room = room(80, 24);
    room.keys("<esc>glGlc").follow();
    room.keys("-").follow();
    assert!(made(&room).is_empty());
    room.keys("gi");
    assert!(room.screen().contains("contradicts  ▸ Clara Moss"), "{}", room.screen());
    assert!(room.screen().contains("(dismissed suggestion)"), "{}", room.screen());
    room.keys("<esc>L");
    assert!(room.screen().contains("contradicts “He was never there"), "{}", room.screen());
    room.keys("<esc>uu").follow();
    assert!(made(&room).is_empty());
    room.keys("gi");
    assert!(!room.screen().contains("contradicts"), "{}", room.screen());
}

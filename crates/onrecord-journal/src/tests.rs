//! Lines that are torn, and many writers who see of each other now this and now that.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::*;
use onrecord_model::fault::LineFault;
use onrecord_model::{Field, FieldValue, LinkKind, NamedActor};
use proptest::prelude::*;

fn target(id: &str) -> Target {
    Target::new(TargetKind::Statement, id)
}

fn draft(edits: Vec<RecordEdit>) -> OperationDraft<'static> {
    OperationDraft { by: "ana", at: "2026-11-29T10:00:00Z", edits, undoes: None }
}

/// Writes `edits` as `run` over what `journal` knows, and enters them.
fn decide(journal: &mut Journal, run: &str, edits: Vec<RecordEdit>) -> Operation {
    let operation = journal.operation(run, draft(edits));
    assert!(journal.add(operation.clone()));
    operation
}

fn status(id: &str, word: &str) -> RecordEdit {
    RecordEdit::set(target(id), Field::Status, FieldValue::text(word))
}

fn read(text: &[u8]) -> (Vec<Operation>, Vec<BadLine>) {
    let mut operations = Vec::new();
    let (_, _, bad) = lines(text, 1, |operation| operations.push(operation));
    (operations, bad)
}

/// An operation with everything that a line can hold.
fn rich() -> Operation {
    let mut journal = Journal::default();
    let target = Target {
        name: Some("Ana “A” Ruiz".into()),
        words: Arc::from([Words {
            file: "a b.txt".into(),
            sha256: "00ff".into(),
            exact: "Nadie nos\u{a0}dijo…\u{1b}[31m".into(),
            prefix: "“".into(),
            suffix: "\r\n".into(),
        }]),
        ..target("s-1")
    };
    let record = serde_json::value::RawValue::from_string("{ \"id\": \"s-1\" }".into()).unwrap();
    let adopts = Some(Arc::new(Adoption { record, print: 7, by_hand: true }));
    let ana = NamedActor { id: None, name: "Ana".into() };
    let link = FieldValue::Link { kind: LinkKind::Repeats, to: "s-2".into() };
    let edits = vec![
        RecordEdit {
            adopts,
            ..RecordEdit::set(target.clone(), Field::Speaker, FieldValue::Actor(ana))
        },
        RecordEdit::set(target.clone(), Field::Links, link),
        RecordEdit { set: FieldAction::Unset, ..status("s-1", "") },
        RecordEdit {
            set: FieldAction::To(FieldValue::Silent),
            ..RecordEdit::set(target, Field::Said, FieldValue::Silent)
        },
    ];
    decide(&mut journal, "k3f9", vec![status("s-1", "disputed")]);
    decide(&mut journal, "k3f9", edits)
}

#[test]
fn an_operation_comes_back_from_its_line() {
    let operation = rich();
    let line = encode(&operation);
    assert_eq!(line.chars().filter(|c| c.is_control()).count(), 1, "the end of the line: {line}");
    assert_eq!(read(line.as_bytes()), (vec![operation.clone()], vec![]));
    let windows = line.replace('\n', "\r\n");
    assert_eq!(read(windows.as_bytes()), (vec![operation], vec![]));
}

#[test]
fn what_several_lines_say_alike_is_kept_once() {
    let one = rich();
    let id = OperationId { run: "b2".into(), number: 1 };
    let mut other = Operation { id, ..one.clone() };
    let words = other.changes[3].target.words[0].clone();
    other.changes[3].target.words = [Words { exact: "No.".into(), ..words }].into();
    let text = encode(&one) + &encode(&other);
    let (operations, _) = read(text.as_bytes());
    assert_eq!(operations, [one, other]);
    let words = |of: usize, at: usize| &operations[of].changes[at].target.words;
    let adopted = |of: usize| operations[of].changes[0].adopts.as_ref().unwrap();
    assert!(Arc::ptr_eq(words(0, 0), words(1, 1)) && Arc::ptr_eq(adopted(0), adopted(1)));
    assert!(Arc::ptr_eq(&words(0, 0)[0].sha256, &words(1, 3)[0].sha256));
}

#[test]
fn what_is_torn_glued_or_strange_is_named_and_what_follows_is_read() {
    let mut journal = Journal::default();
    let one = encode(&decide(&mut journal, "a1", vec![status("s-1", "disputed")]));
    let two = encode(&decide(&mut journal, "a1", vec![status("s-1", "retracted")]));
    let torn = one.get(..one.len() / 2).unwrap();
    let sum =
        |body: &str| format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()));
    let later = sum(r#"{"v":2,"op":"a1:1","deeds":[]"#);
    let strange = sum(r#"{"v":1,"op":"a1:1","at":"","by":"","counter":1,"changes":[]"#);
    let field = sum(&one.split(",\"sum\"").next().unwrap().replace("\"status\"", "\"shoe size\""));
    let endless = sum(&one
        .split(",\"sum\"")
        .next()
        .unwrap()
        .replace(r#""counter":1"#, r#""counter":18446744073709551615"#));
    let changed = one.replace("disputed", "disputes");
    for (text, count, bad) in [
        (format!("{one}{two}"), 2, vec![]),
        (format!("{torn}\n{two}"), 1, vec![(1, LineFault::Torn)]),
        (format!("{torn}{two}"), 1, vec![(1, LineFault::Torn)]),
        (format!("{one}{torn}"), 1, vec![]),
        (format!("\n \n{later}{two}"), 1, vec![(3, LineFault::Later)]),
        (format!("{strange}{two}"), 1, vec![(1, LineFault::Unknown)]),
        (format!("{field}{two}"), 1, vec![(1, LineFault::Unknown)]),
        (format!("{endless}{two}"), 1, vec![(1, LineFault::Unknown)]),
        (format!("{two}{changed}"), 1, vec![(2, LineFault::Torn)]),
        ("\u{feff}é\n\0\n".into(), 0, vec![(1, LineFault::Torn), (2, LineFault::Torn)]),
    ] {
        let (operations, told) = read(text.as_bytes());
        let told: Vec<_> = told.iter().map(|bad| (bad.line, bad.fault)).collect();
        assert_eq!((operations.len(), told), (count, bad), "{text}");
    }
}

#[test]
fn who_did_not_know_of_the_other_contradicts_and_who_saw_both_settles() {
    let mut ana = Journal::default();
    let first = decide(&mut ana, "a1", vec![status("s-1", "single source")]);
    let mut bo = Journal::default();
    bo.add(first);
    let of_ana = decide(&mut ana, "a1", vec![status("s-1", "corroborated")]);
    let of_bo = decide(&mut bo, "b1", vec![status("s-1", "disputed")]);
    assert!(bo.add(of_ana.clone()) && !bo.add(of_ana) && ana.add(of_bo));
    let key = &target("s-1").key;
    for journal in [&ana, &bo] {
        let readings = journal.readings(key, Field::Status);
        assert!(readings.is_conflict() && readings.agreed().is_none());
        assert_eq!(weaker(Field::Status, &readings), Some(FieldValue::text("disputed")));
    }
    let settled = decide(&mut bo, "b1", vec![status("s-1", "corroborated")]);
    assert_eq!(settled.changes[0].over.len(), 2);
    ana.add(settled);
    let agreed = |journal: &Journal| journal.readings(key, Field::Status).agreed().cloned();
    assert_eq!((agreed(&ana), agreed(&bo)), (Some(FieldValue::text("corroborated")), agreed(&ana)));
}

#[test]
fn adding_and_taking_out_do_not_contradict() {
    let tag = |word: &str| RecordEdit::set(target("s-1"), Field::Tags, FieldValue::text(word));
    let out =
        |word: &str| RecordEdit { set: FieldAction::Remove(FieldValue::text(word)), ..tag(word) };
    let (mut ana, mut bo) = (Journal::default(), Journal::default());
    bo.add(decide(&mut ana, "a1", vec![tag("money"), tag("2019")]));
    let of_bo = decide(&mut bo, "b1", vec![out("money"), out("2019")]);
    let of_ana = decide(&mut ana, "a1", vec![tag("money")]);
    ana.add(of_bo);
    bo.add(of_ana);
    for journal in [&ana, &bo] {
        let tags = journal.elements(&target("s-1").key, Field::Tags);
        let there: Vec<_> =
            tags.iter().map(|(tag, there)| (tag.as_text().unwrap(), *there)).collect();
        assert_eq!(there, [("2019", false), ("money", true)]);
    }
}

#[test]
fn what_is_taken_back_is_as_before_and_can_come_again() {
    let mut journal = Journal::default();
    let key = target("s-1").key;
    let first = decide(&mut journal, "a1", vec![status("s-1", "disputed")]);
    let second =
        decide(&mut journal, "a1", vec![status("s-1", "retracted"), status("s-2", "disputed")]);
    assert_eq!(journal.built_on(&first.id), [&second]);
    let value = |journal: &Journal, id: &str| {
        journal
            .readings(&target(id).key, Field::Status)
            .agreed()
            .map(|v| v.as_text().unwrap().to_owned())
    };
    let undo = |journal: &mut Journal, of: &Operation| {
        let edits = journal.reversed(&of.id);
        decide(journal, "b1", edits)
    };
    let back = undo(&mut journal, &second);
    assert_eq!((value(&journal, "s-1"), value(&journal, "s-2")), (Some("disputed".into()), None));
    undo(&mut journal, &back);
    assert_eq!(value(&journal, "s-1").as_deref(), Some("retracted"));
    assert_eq!(value(&journal, "s-2").as_deref(), Some("disputed"));
    let log: Vec<_> = journal.log().map(|one| one.id.to_string()).collect();
    assert_eq!(log, ["a1:1", "a1:2", "b1:1", "b1:2"]);
    assert_eq!(journal.fields(&key), [Field::Status]);
}

#[test]
fn the_log_tells_what_is_taken_back_and_who_has_built_on_what() {
    let mut journal = Journal::default();
    let write = |journal: &mut Journal, by: &str, edits, undoes| {
        let draft = OperationDraft { by, at: "2026-11-29T10:00:00Z", edits, undoes };
        let operation = journal.operation(by, draft);
        assert!(journal.add(operation.clone()));
        operation
    };
    let undo = |journal: &mut Journal, by: &str, of: &Operation| {
        let edits = journal.reversed(&of.id);
        write(journal, by, edits, Some(of.id.clone()))
    };
    let told = |journal: &Journal| {
        let tell = |entry: LogEntry| {
            let back = if entry.taken_back { " back" } else { "" };
            format!("{}{back} {}", entry.operation.id, entry.followed_by.join("+"))
        };
        let told: Vec<_> = journal.latest().map(tell).collect();
        let alone = journal.log().map(|one| tell(journal.entry(&one.id).unwrap()));
        assert_eq!(alone.rev().collect::<Vec<_>>(), told);
        told
    };
    let first = write(&mut journal, "ana", vec![status("s-1", "disputed")], None);
    let second = write(&mut journal, "bo", vec![status("s-1", "retracted")], None);
    assert_eq!(told(&journal), ["bo:1 ", "ana:1 bo"]);
    // What was built on it is gone, then here again.
    let back = undo(&mut journal, "carla", &second);
    assert_eq!(told(&journal), ["carla:1 ", "bo:1 back ", "ana:1 "]);
    undo(&mut journal, "carla", &back);
    assert_eq!(told(&journal), ["carla:2 ", "carla:1 back ", "bo:1 ", "ana:1 bo"]);
    // Behind a decision and what took it back and brought it again stands who came then.
    write(&mut journal, "dora", vec![status("s-1", "disputed")], None);
    let want = ["dora:1 ", "carla:2 dora", "carla:1 back dora", "bo:1 dora", "ana:1 bo"];
    assert_eq!(told(&journal), want);
    assert_eq!(journal.get(&first.id), Some(&first));
}

/// What one of the writers does next.
#[derive(Debug, Clone)]
enum Step {
    /// Decides: `(record, value)` for each of its changes.
    Decide(usize, Vec<(u8, u8)>),
    /// Reads what another has written up to now.
    Look(usize, usize),
}

fn steps() -> impl Strategy<Value = (usize, Vec<Step>)> {
    (2usize..=5).prop_flat_map(|writers| {
        let changes = prop::collection::vec((0u8..3, 0u8..3), 1..3);
        let step = prop_oneof![
            (0..writers, changes).prop_map(|(who, changes)| Step::Decide(who, changes)),
            (0..writers, 0..writers).prop_map(|(who, whom)| Step::Look(who, whom)),
        ];
        (Just(writers), prop::collection::vec(step, 1..24))
    })
}

/// Each operation, and which ones its writer had seen when it was written.
type Seen = HashMap<OperationId, HashSet<OperationId>>;

/// Lets the writers go through `steps`; gives what stands in each of their files, and who saw what.
fn played(writers: usize, steps: &[Step]) -> (Vec<String>, Seen) {
    let mut files = vec![String::new(); writers];
    let mut desks = vec![Journal::default(); writers];
    let mut seen = Seen::new();
    for step in steps {
        match step {
            Step::Decide(who, changes) => {
                let words = ["disputed", "retracted", "corroborated"];
                let mut edits: Vec<RecordEdit> = Vec::new();
                for (record, value) in changes {
                    let edit = status(&format!("s-{record}"), words[usize::from(*value)]);
                    if edits.iter().all(|other| other.target != edit.target) {
                        edits.push(edit);
                    }
                }
                let before = desks[*who].log().map(|one| one.id.clone()).collect();
                let operation = decide(&mut desks[*who], &format!("run{who}"), edits);
                seen.insert(operation.id.clone(), before);
                files[*who].push_str(&encode(&operation));
            }
            Step::Look(who, whom) => {
                for operation in read(files[*whom].clone().as_bytes()).0 {
                    desks[*who].add(operation);
                }
            }
        }
    }
    (files, seen)
}

/// All of `files`, in the order that `turn` gives.
fn merged(files: &[String], turn: usize) -> Journal {
    let mut all: Vec<_> = files.iter().flat_map(|file| read(file.as_bytes()).0).collect();
    let by = turn % all.len().max(1);
    all.rotate_left(by);
    if turn % 2 == 1 {
        all.reverse();
    }
    let mut journal = Journal::default();
    for operation in all {
        journal.add(operation);
    }
    journal
}

/// The values that stand in a record by the definition: of those about it, the ones that no other
/// one had seen.
fn standing(journal: &Journal, seen: &Seen, key: &TargetKey) -> Vec<String> {
    let about = |one: &&Operation| one.changes.iter().any(|change| change.target.key == *key);
    let all: Vec<_> = journal.log().filter(about).collect();
    let last = all.iter().filter(|one| !all.iter().any(|later| seen[&later.id].contains(&one.id)));
    last.map(|one| one.id.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_every_contradiction_is_seen(
        (writers, steps) in steps(),
        cut in any::<prop::sample::Index>(),
        turn in 0usize..40,
    ) {
        let (mut files, seen) = played(writers, &steps);
        // One of them was cut off in its last line.
        let longest = (0..writers).max_by_key(|at| files[*at].len()).unwrap();
        let whole = files[longest].clone();
        if !whole.is_empty() {
            let last = whole.trim_end().rfind('\n').map_or(0, |at| at + 1);
            let to = last + cut.index(whole.len() - last + 1);
            let to = (0..=to).rev().find(|at| whole.is_char_boundary(*at)).unwrap();
            files[longest].truncate(to);
        }
        let journal = merged(&files, turn);
        let other = merged(&files, turn + 1);
        let kept: usize = files.iter().map(|file| file.matches('\n').count()).sum();
        prop_assert_eq!(journal.len(), kept, "whole lines and no others");
        for record in 0..3 {
            let key = target(&format!("s-{record}")).key;
            let readings = journal.readings(&key, Field::Status);
            prop_assert_eq!(&readings, &other.readings(&key, Field::Status));
            let heads = journal.standing(&key, Field::Status).len();
            prop_assert_eq!(heads, readings.0.len());
            // Where the line that was cut off had been seen by others, what they built on it stands.
            if files[longest] == whole {
                prop_assert_eq!(standing(&journal, &seen, &key).len(), heads);
            }
        }
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..200, flip in any::<u8>()) {
        let _ = read(&bytes);
        let mut line = encode(&rich()).into_bytes();
        if let Some(byte) = line.get_mut(at) {
            *byte ^= flip;
        }
        line.extend(bytes);
        let _ = read(&line);
    }
}

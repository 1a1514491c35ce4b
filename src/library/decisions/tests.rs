//! What stands in the file after judgements, in one session and over several.

use std::fs;

use super::*;
use crate::library::{OpenOptions, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_model::{DismissedIx, Origin, RowRef, StatementIx, Verdict};

const TEXT: &str = "“Nobody told us,” said Ana Ruiz. “Nobody came,” said Bo Lind.";

fn folder() -> (tempfile::TempDir, OpenTarget, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    let target = OpenTarget::Path(folder.path().to_owned());
    let corpus = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!(corpus.statements().len(), 2);
    (folder, target, corpus)
}

fn edit(corpus: &Corpus, row: impl Into<RowRef>, verdict: Verdict) -> DecisionEdit {
    let judgement = Judgement::of(corpus, row.into(), verdict).unwrap();
    DecisionEdit { judgement, lift: false, undoes: None }
}

fn decisions(target: &OpenTarget) -> DecisionsFile {
    DecisionsFile::new(target.clone(), FileWriter::default())
}

fn write(
    decisions: &mut DecisionsFile,
    edit: &DecisionEdit,
) -> Result<WrittenDecision, WriteError> {
    decisions.write(std::slice::from_ref(edit), &mut || {})?.outcomes.remove(0)
}

fn take_back(
    decisions: &mut DecisionsFile,
    edit: &DecisionEdit,
    written: WrittenDecision,
) -> Result<WrittenDecision, WriteError> {
    let edit = DecisionEdit { lift: true, undoes: Some(written), ..edit.clone() };
    write(decisions, &edit)
}

#[test]
fn a_file_is_begun_with_the_first_and_goes_with_it() {
    let (folder, target, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let mut decisions = decisions(&target);
    assert_eq!(decisions.file(), None);
    let [yes, no] = [(0, Verdict::Confirmed), (1, Verdict::Dismissed)];
    let [yes, no] = [yes, no].map(|(at, verdict)| edit(&corpus, StatementIx(at), verdict));
    let first = write(&mut decisions, &yes).unwrap();
    assert_eq!(decisions.file(), Some(file.as_path()));
    let once = fs::read(&file).unwrap();
    let second = write(&mut decisions, &no).unwrap();
    take_back(&mut decisions, &no, second).unwrap();
    assert_eq!(fs::read(&file).unwrap(), once);
    take_back(&mut decisions, &yes, first).unwrap();
    assert!(!file.exists());
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), TEXT);
}

/// Many decisions are one write, and one that cannot be done does not keep the rest.
#[test]
fn what_waits_goes_in_one_write() {
    let (folder, target, corpus) = folder();
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&count);
    let writer = FileWriter::with(move |step| {
        let syncs = usize::from(step == disk::WriteStep::Sync);
        counted.fetch_add(syncs, std::sync::atomic::Ordering::SeqCst);
        Ok(())
    });
    let mut decisions = DecisionsFile::new(target.clone(), writer);
    let edits = [
        edit(&corpus, StatementIx(0), Verdict::Confirmed),
        edit(&corpus, StatementIx(0), Verdict::Dismissed),
        edit(&corpus, StatementIx(1), Verdict::Dismissed),
    ];
    let done = decisions.write(&edits, &mut || {}).unwrap();
    let told: Vec<_> = done.outcomes.into_iter().map(|outcome| outcome.map(drop)).collect();
    let contradicted = WriteError::Contradicted(Verdict::Confirmed);
    assert_eq!(told, [Ok(()), Err(contradicted), Ok(())]);
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 1);
    let again = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!((again.statements().len(), again.faults()), (1, &[][..]));
    assert_eq!(again.dismissed().unwrap().statements().len(), 1);
    drop(folder);
}

#[test]
fn what_a_person_writes_meanwhile_stays() {
    let (folder, target, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let own = "{ \"version\": 1, \"title\": \"Mine\", \"sources\": [] }\r\n";
    let mut decisions = decisions(&target);
    let [one, other] = [0, 1].map(|at| edit(&corpus, StatementIx(at), Verdict::Confirmed));
    let first = write(&mut decisions, &one).unwrap();
    fs::write(&file, own).unwrap();
    let second = write(&mut decisions, &other).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Mine") && text.contains("Bo Lind"), "{text}");
    let gone = take_back(&mut decisions, &one, first).map(drop);
    assert_eq!(gone, Err(WriteError::Gone), "they took it out");
    take_back(&mut decisions, &other, second).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), own);
}

/// In another session nothing is known of what was written, and it is taken back all the same.
#[test]
fn taken_back_in_another_session() {
    let (folder, target, corpus) = folder();
    let edits = [
        edit(&corpus, StatementIx(0), Verdict::Confirmed),
        edit(&corpus, StatementIx(1), Verdict::Dismissed),
    ];
    decisions(&target).write(&edits, &mut || {}).unwrap();
    let later = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    let rows = [RowRef::Statement(StatementIx(0)), RowRef::Dismissed(DismissedIx(0))];
    for (row, verdict) in rows.into_iter().zip([Verdict::Confirmed, Verdict::Dismissed]) {
        let lift = DecisionEdit { lift: true, ..edit(&later, row, verdict) };
        write(&mut decisions(&target), &lift).unwrap();
    }
    let again = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    let origins: Vec<_> = again.statements().iter().map(|s| s.origin).collect();
    assert_eq!(origins, [Origin::Suggested; 2]);
    assert!(again.dismissed().is_none() && again.faults().is_empty());
    let text = fs::read_to_string(folder.path().join(INVESTIGATION)).unwrap();
    assert!(text.contains("\"statements\": []"), "no record of ours is left: {text}");
}

#[test]
fn what_cannot_be_added_to_is_left_alone() {
    let (folder, target, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let edit = edit(&corpus, StatementIx(0), Verdict::Confirmed);
    for (bytes, want) in [
        (&b"{ \"version\": 1,\n"[..], WriteError::NotJson(2)),
        (b"[]", WriteError::NoInvestigation),
        (b"{ \"title\": \"\xe9\" }", WriteError::NotUtf8),
    ] {
        fs::write(&file, bytes).unwrap();
        let refused = write(&mut decisions(&target), &edit).map(drop);
        assert_eq!(refused, Err(want));
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn where_nothing_may_be_written_the_users_own_file_is_chosen() {
    let (folder, target, _) = folder();
    let document = OpenTarget::Path(folder.path().join("a.txt"));
    let json = folder.path().join("other.json");
    fs::write(&json, "{}").unwrap();
    for (target, beside) in [
        (target.clone(), Some(folder.path().join(INVESTIGATION))),
        (OpenTarget::Path(json.clone()), Some(json.clone())),
        (document.clone(), None),
        (OpenTarget::Builtin, None),
    ] {
        assert_eq!(super::beside(&target), beside, "{target:?}");
    }
    let named = |target: &OpenTarget| own_file(target).unwrap();
    let name = named(&document).file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("a.txt.j-"), "{name}");
    assert_ne!(named(&document), named(&target));
    assert!(named(&target).parent().unwrap().ends_with("onrecord/judged"));
}

#[test]
fn judged_again_after_opening_it_is_so() {
    let (folder, target, corpus) = folder();
    let mut decisions = decisions(&target);
    write(&mut decisions, &edit(&corpus, StatementIx(0), Verdict::Confirmed)).unwrap();
    let again = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!(again.faults(), []);
    let now = |corpus: &Corpus| {
        let said = corpus.statements().iter();
        said.map(|s| (s.id.to_string(), s.origin)).collect::<Vec<_>>()
    };
    let ids: Vec<_> = corpus.statements().iter().map(|s| s.id.to_string()).collect();
    let [first, second] = ids.as_slice() else { panic!("two") };
    let want = [(first.clone(), Origin::Confirmed), (second.clone(), Origin::Suggested)];
    assert_eq!(now(&again), want);
    assert_eq!(again.sources()[0].hidden, 0, "the confirmed one is not hidden, it is there");
    write(&mut decisions, &edit(&again, StatementIx(1), Verdict::Dismissed)).unwrap();
    let again = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!((now(&again).as_slice(), again.faults()), (&want[..1], &[][..]));
    assert_eq!(again.sources()[0].hidden, 0);
    // The document grows at its head: ids of suggestions change, what was judged stays judged.
    fs::write(folder.path().join("a.txt"), format!("New. {TEXT}")).unwrap();
    let again = open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!(now(&again), want[..1]);
    assert_eq!(again.faults().len(), 1, "the changed source is told: {:?}", again.faults());
}

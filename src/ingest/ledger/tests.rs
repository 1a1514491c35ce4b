//! What stands in the file after judgements, in one session and over several.

use std::fs;

use super::*;
use crate::ingest::{Patient, open};
use onrecord_corpus::Corpus;
use onrecord_model::{DismissedIx, Origin, RowRef, StatementIx, Verdict};

const TEXT: &str = "“Nobody told us,” said Ana Ruiz. “Nobody came,” said Bo Lind.";

fn folder() -> (tempfile::TempDir, Place, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    let place = Place::Path(folder.path().to_owned());
    let corpus = open(&place, &mut Patient).unwrap();
    assert_eq!(corpus.statements().len(), 2);
    (folder, place, corpus)
}

fn order(corpus: &Corpus, row: impl Into<RowRef>, verdict: Verdict) -> Order {
    let judgement = Judgement::of(corpus, row.into(), verdict).unwrap();
    Order { judgement, lift: false, undoes: None }
}

fn ledger(place: &Place) -> Ledger {
    Ledger::new(place.clone(), Writer::default())
}

fn write(ledger: &mut Ledger, order: &Order) -> Result<Entry, Unwritten> {
    ledger.write(std::slice::from_ref(order), &mut || {})?.outcomes.remove(0)
}

fn take_back(ledger: &mut Ledger, order: &Order, entry: Entry) -> Result<Entry, Unwritten> {
    let order = Order { lift: true, undoes: Some(entry), ..order.clone() };
    write(ledger, &order)
}

#[test]
fn a_file_is_begun_with_the_first_and_goes_with_it() {
    let (folder, place, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let mut ledger = ledger(&place);
    assert_eq!(ledger.file(), None);
    let [yes, no] = [(0, Verdict::Confirmed), (1, Verdict::Dismissed)];
    let [yes, no] = [yes, no].map(|(at, verdict)| order(&corpus, StatementIx(at), verdict));
    let first = write(&mut ledger, &yes).unwrap();
    assert_eq!(ledger.file(), Some(file.as_path()));
    let once = fs::read(&file).unwrap();
    let second = write(&mut ledger, &no).unwrap();
    take_back(&mut ledger, &no, second).unwrap();
    assert_eq!(fs::read(&file).unwrap(), once);
    take_back(&mut ledger, &yes, first).unwrap();
    assert!(!file.exists());
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), TEXT);
}

/// Many decisions are one write, and one that cannot be done does not keep the rest.
#[test]
fn what_waits_goes_in_one_write() {
    let (folder, place, corpus) = folder();
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&count);
    let writer = Writer::with(move |step| {
        let syncs = usize::from(step == disk::Step::Sync);
        counted.fetch_add(syncs, std::sync::atomic::Ordering::SeqCst);
        Ok(())
    });
    let mut ledger = Ledger::new(place.clone(), writer);
    let orders = [
        order(&corpus, StatementIx(0), Verdict::Confirmed),
        order(&corpus, StatementIx(0), Verdict::Dismissed),
        order(&corpus, StatementIx(1), Verdict::Dismissed),
    ];
    let done = ledger.write(&orders, &mut || {}).unwrap();
    let told: Vec<_> = done.outcomes.into_iter().map(|outcome| outcome.map(drop)).collect();
    let contradicted = Unwritten::Contradicted(Verdict::Confirmed);
    assert_eq!(told, [Ok(()), Err(contradicted), Ok(())]);
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 1);
    let again = open(&place, &mut Patient).unwrap();
    assert_eq!((again.statements().len(), again.faults()), (1, &[][..]));
    assert_eq!(again.dismissed().unwrap().statements().len(), 1);
    drop(folder);
}

#[test]
fn what_a_person_writes_meanwhile_stays() {
    let (folder, place, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let own = "{ \"version\": 1, \"title\": \"Mine\", \"sources\": [] }\r\n";
    let mut ledger = ledger(&place);
    let [one, other] = [0, 1].map(|at| order(&corpus, StatementIx(at), Verdict::Confirmed));
    let first = write(&mut ledger, &one).unwrap();
    fs::write(&file, own).unwrap();
    let second = write(&mut ledger, &other).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Mine") && text.contains("Bo Lind"), "{text}");
    let gone = take_back(&mut ledger, &one, first).map(drop);
    assert_eq!(gone, Err(Unwritten::Gone), "they took it out");
    take_back(&mut ledger, &other, second).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), own);
}

/// In another session nothing is known of what was written, and it is taken back all the same.
#[test]
fn taken_back_in_another_session() {
    let (folder, place, corpus) = folder();
    let orders = [
        order(&corpus, StatementIx(0), Verdict::Confirmed),
        order(&corpus, StatementIx(1), Verdict::Dismissed),
    ];
    ledger(&place).write(&orders, &mut || {}).unwrap();
    let later = open(&place, &mut Patient).unwrap();
    let rows = [RowRef::Statement(StatementIx(0)), RowRef::Dismissed(DismissedIx(0))];
    for (row, verdict) in rows.into_iter().zip([Verdict::Confirmed, Verdict::Dismissed]) {
        let lift = Order { lift: true, ..order(&later, row, verdict) };
        write(&mut ledger(&place), &lift).unwrap();
    }
    let again = open(&place, &mut Patient).unwrap();
    let origins: Vec<_> = again.statements().iter().map(|s| s.origin).collect();
    assert_eq!(origins, [Origin::Suggested; 2]);
    assert!(again.dismissed().is_none() && again.faults().is_empty());
    let text = fs::read_to_string(folder.path().join(INVESTIGATION)).unwrap();
    assert!(text.contains("\"statements\": []"), "no record of ours is left: {text}");
}

#[test]
fn what_cannot_be_added_to_is_left_alone() {
    let (folder, place, corpus) = folder();
    let file = folder.path().join(INVESTIGATION);
    let order = order(&corpus, StatementIx(0), Verdict::Confirmed);
    for (bytes, want) in [
        (&b"{ \"version\": 1,\n"[..], Unwritten::NotJson(2)),
        (b"[]", Unwritten::NoInvestigation),
        (b"{ \"title\": \"\xe9\" }", Unwritten::NotUtf8),
    ] {
        fs::write(&file, bytes).unwrap();
        let refused = write(&mut ledger(&place), &order).map(drop);
        assert_eq!(refused, Err(want));
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn where_nothing_may_be_written_the_users_own_file_is_chosen() {
    let (folder, place, _) = folder();
    let document = Place::Path(folder.path().join("a.txt"));
    let json = folder.path().join("other.json");
    fs::write(&json, "{}").unwrap();
    for (place, beside) in [
        (place.clone(), Some(folder.path().join(INVESTIGATION))),
        (Place::Path(json.clone()), Some(json.clone())),
        (document.clone(), None),
        (Place::Builtin, None),
    ] {
        assert_eq!(super::beside(&place), beside, "{place:?}");
    }
    let named = |place: &Place| own_file(place).unwrap();
    let name = named(&document).file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("a.txt.j-"), "{name}");
    assert_ne!(named(&document), named(&place));
    assert!(named(&place).parent().unwrap().ends_with("onrecord/judged"));
}

#[test]
fn judged_again_after_opening_it_is_so() {
    let (folder, place, corpus) = folder();
    let mut ledger = ledger(&place);
    write(&mut ledger, &order(&corpus, StatementIx(0), Verdict::Confirmed)).unwrap();
    let again = open(&place, &mut Patient).unwrap();
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
    write(&mut ledger, &order(&again, StatementIx(1), Verdict::Dismissed)).unwrap();
    let again = open(&place, &mut Patient).unwrap();
    assert_eq!((now(&again).as_slice(), again.faults()), (&want[..1], &[][..]));
    assert_eq!(again.sources()[0].hidden, 0);
    // The document grows at its head: ids of suggestions change, what was judged stays judged.
    fs::write(folder.path().join("a.txt"), format!("New. {TEXT}")).unwrap();
    let again = open(&place, &mut Patient).unwrap();
    assert_eq!(now(&again), want[..1]);
    assert_eq!(again.faults().len(), 1, "the changed source is told: {:?}", again.faults());
}

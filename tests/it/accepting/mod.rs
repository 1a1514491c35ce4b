//! Accepting what a source that changed says now: at one desk and at two, and what a later change is told
//! against.

mod command;
mod desks;
mod screen;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::editions::edit::{self, Edited};
use crate::editions::{article, at, middle};
use onrecord::library::{Desk, OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_journal::{Acceptance, Intent, Outcome};
use onrecord_model::{AnchorState, SourceIx, Statement};
use onrecord_text::Span;
use tempfile::TempDir;

/// The article of the sample.
const FILE: &str = "insight-crime.txt";

/// The sample as somebody's own folder.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/el-salvador-pact");
    fs::copy(sample.join("investigation.json"), folder.path().join("investigation.json")).unwrap();
    write(&folder, article().0.sources()[0].document.text());
    folder
}

fn write(folder: &TempDir, text: &str) {
    fs::write(folder.path().join(FILE), text).unwrap();
}

fn target(folder: &TempDir) -> OpenTarget {
    OpenTarget::Path(folder.path().to_owned())
}

fn opened(folder: &TempDir) -> Corpus {
    open(&target(folder), &OpenOptions::default(), &mut Silent).unwrap()
}

/// The statements that the file of the investigation has.
fn own(corpus: &Corpus) -> impl Iterator<Item = &Statement> {
    let ids: Vec<_> = article().0.statements().iter().map(|one| one.id.clone()).collect();
    corpus.statements().iter().filter(move |one| ids.contains(&one.id))
}

fn counts(corpus: &Corpus) -> [usize; 5] {
    let mut counts = [0; 5];
    own(corpus).for_each(|one| counts[at(one.anchor_state())] += 1);
    counts
}

fn acceptance(corpus: &Corpus, rows: &[&Statement]) -> Intent {
    Intent::Accept(Acceptance::of(&corpus.sources()[0], rows))
}

fn sat_down(folder: &TempDir, by: &str) -> (Desk, Arc<Corpus>) {
    let corpus = Arc::new(opened(folder));
    let mut desk = Desk::open(&target(folder), by);
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    (desk, corpus)
}

fn accept(desk: &mut Desk, intent: &Intent) {
    assert!(matches!(desk.decide(intent), Ok(Outcome::Written(_))), "{intent:?}");
}

/// Accepts all there is: what is the same or moved at once, all others one by one. How many operations
/// that were.
fn accept_all(folder: &TempDir) -> usize {
    let (mut desk, corpus) = sat_down(folder, "ana");
    let (found, others): (Vec<_>, Vec<_>) =
        corpus.unaccepted_in(SourceIx(0)).partition(|one| one.anchor_state().has_words());
    let others: Vec<_> = others
        .into_iter()
        .filter(|one| !matches!(one.anchor_state(), AnchorState::Ambiguous { .. }))
        .collect();
    accept(&mut desk, &acceptance(&corpus, &found));
    for one in &others {
        accept(&mut desk, &acceptance(&corpus, &[one]));
    }
    1 + others.len()
}

fn take_back(folder: &TempDir, operations: usize) {
    let (mut desk, _) = sat_down(folder, "ana");
    for _ in 0..operations {
        let log = desk.log(100);
        let last = log.iter().find(|one| !one.taken_back && one.operation.undoes.is_none());
        let of = last.map(|last| last.operation.id.clone());
        accept(&mut desk, &Intent::TakeBack { of, sure: true });
    }
}

/// After all was accepted: no statement waits but ambiguous ones, none stands elsewhere, and what has a
/// place says what the file says.
fn hold(name: &str, corpus: &Corpus, edited: &Edited) {
    let (before, _) = article();
    for one in own(corpus) {
        let state = one.anchor_state();
        let ambiguous = matches!(state, AnchorState::Ambiguous { .. });
        assert_eq!(corpus.is_unaccepted(one), ambiguous, "{name}: {} {state:?}", one.id);
        if !state.has_place() {
            assert_eq!(corpus.is_kept(one), !ambiguous, "{name}: {}", one.id);
            continue;
        }
        assert_eq!(state, AnchorState::Same, "{name}: {}", one.id);
        let was = before.statements().iter().find(|was| was.id == one.id).unwrap();
        for (was, is) in was.spans.iter().zip(&one.spans) {
            let want = edited.now(*was).unwrap_or_default();
            let shared = want.meet(*is).map_or(0, Span::len);
            assert!(2 * shared > want.len().max(is.len()), "{name}: {}", is.of(&edited.text));
        }
        let words: Vec<_> = one.spans.iter().map(|span| span.of(&edited.text)).collect();
        assert_eq!(corpus.words(one), words.join(" … "), "{name}");
    }
}

type Edit<'e> = &'e dyn Fn(Span) -> Edited;

#[test]
fn what_was_accepted_is_plain_and_a_later_change_is_told_against_it() {
    let (corpus, spans) = article();
    let document = corpus.sources()[0].document.clone();
    let text = document.text();
    let paragraph = |span: Span| document.block(document.paragraph_at(span.start)).unwrap().span;
    let one_word = |span: Span| edit::replaced(text, middle(text, span), " otherwise");
    let edits: [(&str, usize, Edit<'_>); 7] = [
        ("deleted", 2, &|span| edit::deleted(text, span)),
        ("paragraph deleted", 2, &|span| edit::deleted(text, paragraph(span))),
        ("moved to the end", 2, &|span| edit::moved_to_the_end(text, paragraph(span))),
        ("one word replaced", 2, &one_word),
        ("in ASCII", 1, &|_| edit::in_ascii(text)),
        ("wrapped", 1, &|_| edit::wrapped(text, 60, false)),
        ("hyphenated", 1, &|_| edit::wrapped(text, 60, true)),
    ];
    for (name, times, edit) in edits {
        for span in spans.iter().skip(7).step_by(16).take(times) {
            let folder = desk();
            let edited = edit(*span);
            write(&folder, &edited.text);
            let before = counts(&opened(&folder));
            let told = opened(&folder).faults().len();
            let operations = accept_all(&folder);
            let accepted = opened(&folder);
            hold(name, &accepted, &edited);
            let waiting = usize::from(before[3] > 0);
            assert!(accepted.faults().len() <= told, "{name}: {:?}", accepted.faults());
            let sources = accepted.faults().iter().filter(|fault| {
                matches!(fault.what, onrecord_model::fault::FaultKind::SourceChanged { .. })
            });
            assert_eq!(sources.count(), waiting, "{name}: {:?}", accepted.faults());
            // Once more, in another run: what is accepted is told against the accepted words.
            let next = own(&accepted).find(|one| one.spans.iter().any(|of| of.overlaps(*span)));
            let changed = next.or_else(|| own(&accepted).find(|one| one.first_piece().len() > 40));
            let changed = changed.unwrap();
            let words = changed.first_piece();
            let middle = middle(&edited.text, words).start;
            let again = edit::replaced(&edited.text, Span::new(middle, middle), " never");
            write(&folder, &again.text);
            let third = opened(&folder);
            let now = own(&third).find(|one| one.id == changed.id).unwrap();
            assert!(!now.anchor_state().has_words(), "{name}: {:?}", now.anchor_state());
            assert!(third.is_unaccepted(now), "{name}");
            let recorded = &*now.recorded().unwrap().pieces[0].exact;
            assert_eq!(recorded, words.of(&edited.text), "{name}");
            write(&folder, &edited.text);
            take_back(&folder, operations);
            assert_eq!(counts(&opened(&folder)), before, "{name}: as it was");
            assert_eq!(opened(&folder).faults().len(), told, "{name}");
        }
    }
}

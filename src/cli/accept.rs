//! `onrecord accept`: accepts of documents that changed what is the same or moved. What they say otherwise
//! now is for a person to see.

use super::args::AcceptArgs;
use super::out::{Out, TextRole};
use super::place::{ChosenTarget, NamedPaths};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use crate::library::{self, Desk, Silent};
use crate::words::{anchors, faults};
use onrecord_corpus::Corpus;
use onrecord_journal::{Acceptance, Intent};
use onrecord_model::fault::States;
use onrecord_model::{RecordRef, Source, SourceIx};

/// Nothing stands in any way.
const NONE: States = States { same: 0, moved: 0, changed: 0, ambiguous: 0, lost: 0 };

/// Accepts what can be accepted at once, each document by itself, under the name `by`.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read or to write to.
pub(super) fn run(asked: &AcceptArgs, named: &NamedPaths, by: &str, out: &mut Out) -> Answer {
    let target = ChosenTarget::of(named).target;
    let opened = library::open_with_base(&target, &named.options, &mut Silent)
        .map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    let corpus = opened.shown.clone();
    let mut desk = Desk::open(&target, by);
    desk.read(opened.base, opened.shown);
    let wanted = |source: &Source| asked.source.as_ref().is_none_or(|file| *file == source.file);
    let sources: Vec<_> =
        (0..).map(SourceIx).zip(corpus.sources()).filter(|(_, source)| wanted(source)).collect();
    if let (true, Some(file)) = (sources.is_empty(), &asked.source) {
        return Err(Stop::Refused(anchors::no_source(file)));
    }
    let mut code = FOUND;
    for (ix, source) in sources {
        let Some((what, left)) = acceptable(&corpus, ix, source) else { continue };
        let done = what.as_ref().map_or(NONE, |what| what.states);
        if let Some(what) = what {
            let done = desk.decide(&Intent::Accept(what));
            done.map_err(|why| Stop::Refused(anchors::not_accepted(&source.file, &why)))?;
        }
        if left != NONE {
            code = NOTHING;
        }
        let hidden = !named.withheld && corpus.withholds(RecordRef::Source(ix));
        let said = anchors::accepted_of((!hidden).then_some(&source.file), done, left);
        out.line(&[(TextRole::Plain, &said)])?;
    }
    Ok(code)
}

/// What of a source is accepted at once, where there is anything, and what is left; `None` for one that
/// did not change.
fn acceptable(
    corpus: &Corpus,
    ix: SourceIx,
    source: &Source,
) -> Option<(Option<Acceptance>, States)> {
    let (found, others): (Vec<_>, Vec<_>) =
        corpus.unaccepted_in(ix).partition(|row| row.anchor_state().has_words());
    let left = States::of(others.iter().copied());
    let bare = found.is_empty() && others.is_empty();
    if bare && !corpus.is_another_edition(source) {
        return None;
    }
    let what = (!found.is_empty() || bare).then(|| Acceptance::of(source, &found));
    Some((what, left))
}

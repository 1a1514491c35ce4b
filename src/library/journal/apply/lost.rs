//! Decisions about what is not there any more: they are kept, and told.

use super::apart::Unmet;
use super::{FILE, sorted};
use onrecord_corpus::Records;
use onrecord_journal::{Journal, Target, TargetKey, TargetKind};
use onrecord_model::fault::{Fault, FaultKind};
use onrecord_model::{Annotations, Field};

/// Tells of each statement in `statements`, of sources that nothing holds the content of any more, and of
/// places that were not met.
pub(super) fn tell(
    records: &mut Records,
    journal: &Journal,
    statements: &[&TargetKey],
    unmet: Vec<Unmet>,
) {
    let sources = sources(records, journal);
    let mut told: Vec<_> = statements
        .iter()
        .copied()
        .chain(sources)
        .filter_map(|key| {
            let about = about(journal.target(key)?);
            Some(FaultKind::DecidedNoMore { about, withheld: is_withheld(records, key) })
        })
        .collect();
    let apart = unmet.into_iter();
    told.extend(apart.map(|Unmet { name, place }| FaultKind::ApartNoMore { name, place }));
    let faults = told.into_iter().map(|what| Fault { file: FILE.to_owned(), line: 0, what });
    records.faults.extend(faults);
}

/// The sources of which something was set and that are nowhere.
fn sources<'j>(records: &Records, journal: &'j Journal) -> Vec<&'j TargetKey> {
    let is_there = |key: &TargetKey| {
        let contents = journal.contents(key);
        let mut all = records.sources.iter();
        all.any(|one| *one.id == *key.id || contents.contains(one.sha256.as_str()))
    };
    // That a source was accepted as it was says nothing without it.
    let keys = sorted(journal, TargetKind::Source).into_iter();
    let set = keys.filter(|key| journal.is_set(key, |field| field != Field::Anchor));
    set.filter(|key| !is_there(key)).collect()
}

fn is_withheld(records: &Records, key: &TargetKey) -> bool {
    let set = match key.kind {
        TargetKind::Source => records.annotations.source(&key.id),
        _ => records.annotations.row(&key.id),
    };
    set.is_some_and(Annotations::is_withheld)
}

/// What a decision is about, as a person knows it again.
fn about(target: &Target) -> String {
    let words = target.words.first().map(|words| &words.exact).filter(|words| !words.is_empty());
    words.or(target.name.as_ref()).map_or_else(|| target.key.id.to_string(), ToString::to_string)
}

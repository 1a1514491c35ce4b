//! What people accepted of sources that changed: a statement stands where the accepted words stand, and
//! a later change is told against them.

use std::collections::{HashMap, HashSet};

use super::{FILE, sorted};
use crate::library::own_decisions;
use onrecord_corpus::Records;
use onrecord_corpus::file_format::edit::{AcceptedRow, with_anchors};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::fault::{Fault, FaultKind, States};
use onrecord_model::{
    AcceptedAnchor, Field, FieldValue, Provenance, Recorded, SourceIx, Statement,
};

/// A row of which other words were accepted than those that were put down first.
struct Accepted<'j> {
    id: &'j str,
    at: ListPlace,
    /// The file of its source.
    file: String,
    anchor: AcceptedAnchor,
    /// Whether its source is the edition that they were accepted from.
    present: bool,
}

/// Whether a row is among the weak suggestions, and where it stands there or among the statements.
type ListPlace = (bool, usize);

/// Sets the words of the rows of which others were accepted. Their order may not hold any more.
pub(super) fn set(records: &mut Records, journal: &Journal) {
    let mut files = accepted_files(records, journal);
    let all = accepted(records, journal);
    if !all.is_empty() {
        let rows = all.iter();
        let rows = rows.map(|Accepted { id, file, anchor, .. }| AcceptedRow { id, file, anchor });
        let rows: Vec<_> = rows.collect();
        let now = own_decisions::about(&with_anchors(&rows), FILE, false, records);
        put_all(records, &all, now);
        files.extend(all.into_iter().map(|one| one.file));
    }
    tell_sources(records, &files);
}

/// What an anchor was decided to be.
fn anchor(journal: &Journal, key: &TargetKey) -> Option<AcceptedAnchor> {
    match journal.decided(key, Field::Anchor)? {
        FieldValue::Anchor(anchor) => Some(*anchor),
        _ => None,
    }
}

/// The files of the sources that were accepted as they are now.
fn accepted_files(records: &Records, journal: &Journal) -> HashSet<String> {
    let keys = sorted(journal, TargetKind::Source).into_iter();
    let accepted: HashMap<&str, _> =
        keys.filter_map(|key| Some((&*key.id, anchor(journal, key)?.sha256))).collect();
    let is_so = |id: &str, now: &str| accepted.get(id).is_some_and(|then| **then == *now);
    let sources = records.sources.iter().filter(|one| is_so(&one.id, &one.sha256));
    sources.map(|one| one.file.clone()).collect()
}

fn accepted<'j>(records: &Records, journal: &'j Journal) -> Vec<Accepted<'j>> {
    let keys = sorted(journal, TargetKind::Statement).into_iter();
    let anchors: Vec<_> = keys.filter_map(|key| Some((&*key.id, anchor(journal, key)?))).collect();
    if anchors.is_empty() {
        return Vec::new();
    }
    let ids = |weak: bool, rows: &[Statement]| {
        rows.iter().enumerate().map(|(at, row)| (row.id.clone(), (weak, at, row.source))).collect()
    };
    let (weak, rows): (Vec<_>, Vec<_>) =
        (ids(true, &records.weak), ids(false, &records.statements));
    let places: HashMap<_, _> = weak.into_iter().chain(rows).collect();
    let of = |(id, anchor): (&'j str, AcceptedAnchor)| {
        let (weak, at, source) = *places.get(id)?;
        let source = records.sources.get(source.at())?;
        let (file, present) = (source.file.clone(), *source.sha256 == *anchor.sha256);
        // What was put down for this very edition, in the file of the investigation, says it better.
        let holds = records.unaccepted.contains(id) || !present;
        holds.then_some(Accepted { id, at: (weak, at), file, anchor, present })
    };
    anchors.into_iter().filter_map(of).collect()
}

/// Puts the rows where the accepted words stand `now`, and tells of them instead of the words before.
fn put_all(records: &mut Records, all: &[Accepted<'_>], mut now: Records) {
    let rows = std::mem::take(&mut now.statements).into_iter();
    let mut rows: HashMap<_, _> = rows.map(|row| (row.id.clone(), row)).collect();
    let (mut before, mut known) = (Vec::new(), Vec::new());
    for Accepted { id, at: (weak, at), anchor, present, .. } in all {
        let list = if *weak { &mut records.weak } else { &mut records.statements };
        let (Some(there), Some(row)) = (list.get_mut(*at), rows.remove(*id)) else { continue };
        let kept = anchor.missed && !row.anchor_state().has_place();
        before.extend(told_of(there));
        if kept {
            known.extend(anchor.pieces.iter().map(|piece| piece.exact.clone()));
        }
        if *present {
            known.extend(anchor.cue.as_ref().map(|cue| cue.exact.clone()));
        }
        put(there, row, anchor);
        if kept || !now.unaccepted.contains(*id) {
            records.unaccepted.remove(*id);
        } else {
            records.unaccepted.insert((*id).into());
        }
    }
    leave_out(&mut records.faults, before);
    leave_out(&mut now.faults, known);
    records.faults.extend(now.faults);
}

/// Puts a row where its words stand now.
fn put(there: &mut Statement, row: Statement, anchor: &AcceptedAnchor) {
    // What is read from a file has it always.
    let Some(now) = row.provenance else { return };
    there.spans = row.spans;
    let cue = anchor.cue.as_ref().filter(|_| now.cue.is_none()).map(|cue| cue.exact.clone());
    let recorded = match (now.known.recorded.as_deref(), cue) {
        (Some(recorded), cue) => Some(Recorded { cue, ..recorded.clone() }),
        (None, Some(cue)) => {
            let pieces = anchor.pieces.iter().cloned().collect();
            Some(Recorded { pieces, cue: Some(cue), ..Recorded::default() })
        }
        (None, None) => None,
    };
    let how: &mut Provenance = there.provenance.get_or_insert_default();
    (how.cue, how.mention, how.only_says) = (now.cue, now.mention, now.only_says);
    (how.attribution, how.polarity) = (now.attribution, how.polarity.or(now.polarity));
    match (recorded, how.known.get_mut()) {
        (Some(recorded), _) => how.known.set_recorded(recorded),
        (None, Some(facts)) => facts.recorded = None,
        (None, None) => {}
    }
}

/// The words of a row of which a fault may tell that they do not stand as they were put down.
fn told_of(row: &Statement) -> Vec<Box<str>> {
    let Some(recorded) = row.recorded() else { return Vec::new() };
    let pieces = recorded.pieces.iter().map(|piece| piece.exact.clone());
    pieces.chain(recorded.cue.clone()).collect()
}

/// Leaves out a fault for each of these words that it tells of.
fn leave_out(faults: &mut Vec<Fault>, words: Vec<Box<str>>) {
    let mut left: HashMap<Box<str>, usize> = HashMap::new();
    for words in words {
        *left.entry(words).or_default() += 1;
    }
    faults.retain(|fault| {
        let (FaultKind::Moved { words, .. }
        | FaultKind::NotFound { words, .. }
        | FaultKind::Ambiguous { words, .. }
        | FaultKind::Nth { words, .. }) = &fault.what
        else {
            return true;
        };
        match left.get_mut(words.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return true,
        }
        false
    });
}

/// Tells of these files how those of their statements stand that nobody has accepted, once; nothing
/// where there are none.
fn tell_sources(records: &mut Records, files: &HashSet<String>) {
    let sources = records.sources.iter().enumerate();
    let of = |(at, file): (usize, &String)| {
        (file.clone(), States::of(records.unaccepted_in(SourceIx::from(at))))
    };
    let named = sources.map(|(at, source)| (at, &source.file));
    let mut left: HashMap<String, States> =
        named.filter(|(_, file)| files.contains(*file)).map(of).collect();
    left.retain(|_, states| *states != States::default());
    records.faults.retain_mut(|fault| match &mut fault.what {
        FaultKind::SourceChanged { file, states, .. } if files.contains(file) => {
            left.remove(file).is_some_and(|left| {
                *states = left;
                true
            })
        }
        _ => true,
    });
}

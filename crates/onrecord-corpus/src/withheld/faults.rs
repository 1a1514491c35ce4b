//! Faults without what must not leave this desk: the words of rows that are taken out, and the words
//! that a fault proposes instead of others.

use std::collections::HashSet;

use super::{COVER, WithheldWords, rows};
use crate::Records;
use onrecord_model::fault::{FaultKind, Near};
use onrecord_model::{ActorIx, Passage, SourceIx, Statement};
use onrecord_text::Span;

impl WithheldWords {
    /// Covers the words of rows that are taken out where faults tell them, and leaves out the nearest
    /// words where those are covered in the source, and the nearest id where that is of what is withheld,
    /// or of one of the actors `hidden`.
    pub(super) fn cover_faults(&self, records: &mut Records, hidden: &HashSet<ActorIx>) {
        let ids = self.ids(records, hidden);
        let held = rows(records).filter(|statement| self.holds(records, statement));
        let recorded = held.filter_map(Statement::recorded);
        let told: HashSet<Box<str>> = recorded
            .flat_map(|recorded| &recorded.pieces)
            .map(|piece| piece.exact.clone())
            .collect();
        let mut faults = std::mem::take(&mut records.faults);
        for fault in &mut faults {
            let (words, nearest) = match &mut fault.what {
                FaultKind::NotFound { words, nearest } => (words, Some(nearest)),
                FaultKind::Ambiguous { words, .. }
                | FaultKind::Moved { words, .. }
                | FaultKind::Nth { words, .. } => (words, None),
                FaultKind::Dangling { nearest, .. } => {
                    nearest.take_if(|id| ids.contains(id.as_str()));
                    continue;
                }
                _ => continue,
            };
            let told = told.contains(words.as_str());
            if told {
                COVER.repeat(3).clone_into(words);
            }
            if let Some(nearest) = nearest {
                nearest.take_if(|near| told || self.is_covered(near, records));
            }
        }
        records.faults = faults;
    }

    /// The ids of what is withheld.
    fn ids(&self, records: &Records, hidden: &HashSet<ActorIx>) -> HashSet<Box<str>> {
        let held = rows(records).filter(|statement| self.holds(records, statement));
        let sources = self.sources.iter().filter_map(|ix| records.sources.get(ix.at()));
        let actors = hidden.iter().filter_map(|ix| records.actors.get(ix.at()));
        let events = records.events.iter();
        let events = events.filter(|event| self.is_known_by_them_alone(event, records));
        let ids = held.map(|one| &one.id).chain(sources.map(|one| &one.id));
        let ids = ids.chain(actors.map(|one| &one.id)).chain(events.map(|one| &one.id));
        ids.cloned().collect()
    }

    /// Whether words of a fault are covered in any source that has them there: a fault does not say
    /// in which it found them.
    fn is_covered(&self, near: &Near, records: &Records) -> bool {
        let sources = (0..).map(SourceIx).zip(&records.sources);
        let mut places = sources.flat_map(|(source, at)| {
            let document = &at.document;
            let found = document.text().match_indices(&near.words);
            let spans = found.map(|(at, words)| Span::at(at, at + words.len()));
            let here = spans.filter(|span| document.paragraph_at(span.start) == near.paragraph);
            here.map(move |span| Passage { source, span })
        });
        places.any(|place| self.covers(place))
    }
}

/// Covers the words of decisions about what is nowhere any more, unless they can be read in `records` all
/// the same: what they stood in may have been withheld.
pub(super) fn cover_lost(records: &mut Records) {
    let mut faults = std::mem::take(&mut records.faults);
    let cover = |words: &mut String, withheld: bool| {
        let named = || records.actors.iter().any(|actor| actor.name == *words);
        let read = || records.sources.iter().any(|one| one.document.text().contains(&**words));
        if withheld || !(named() || read()) {
            *words = COVER.repeat(3);
        }
    };
    for fault in &mut faults {
        match &mut fault.what {
            FaultKind::DecidedNoMore { about, withheld } => cover(about, *withheld),
            FaultKind::ApartNoMore { name, place } => {
                cover(name, false);
                cover(place, false);
            }
            _ => {}
        }
    }
    records.faults = faults;
}

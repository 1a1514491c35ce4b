//! A hash of what a statement says: by it a proposal is known to be the one that a person saw.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;
use onrecord_model::{ActorIx, Statement};
use onrecord_text::{Span, never};

use crate::Records;

impl Records {
    /// A hash of all that a statement says: its words, who said it, to whom, of whom, on which way, by
    /// which words. The same in every run of a version of the program.
    pub fn print(&self, statement: &Statement) -> u64 {
        let mut hash = FixedState::default().build_hasher();
        let Some(source) = self.sources.get(statement.source.at()) else {
            never!("the statement {} has no source", statement.id);
            return 0;
        };
        let text = source.document.text();
        let words = |spans: &[Span], hash: &mut _| {
            for span in spans {
                span.of(text).hash(hash);
            }
            spans.len().hash(hash);
        };
        let names = |actors: &[ActorIx], hash: &mut _| {
            for actor in actors.iter().filter_map(|ix| self.actors.get(ix.at())) {
                actor.name.hash(hash);
            }
            actors.len().hash(hash);
        };
        match statement.recorded_words() {
            Some(recorded) => {
                for piece in recorded {
                    piece.exact.hash(&mut hash);
                }
                recorded.len().hash(&mut hash);
            }
            None => words(&statement.spans, &mut hash),
        }
        statement.form.hash(&mut hash);
        let speaker: Vec<_> = statement.speaker.value().copied().into_iter().collect();
        names(&speaker, &mut hash);
        names(statement.audience(), &mut hash);
        names(statement.about(), &mut hash);
        names(&statement.known().candidates, &mut hash);
        let via: Vec<_> = statement.via().iter().map(|step| step.actor).collect();
        names(&via, &mut hash);
        if let Some(known) = statement.provenance.as_deref() {
            words(known.cue.as_slice(), &mut hash);
            words(known.mention.as_slice(), &mut hash);
            known.polarity.hash(&mut hash);
            known.speaker_by.hash(&mut hash);
            let said = known.known.said.value().map(|said| &said.when.edtf);
            said.hash(&mut hash);
        }
        hash.finish()
    }
}

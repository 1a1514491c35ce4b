//! Turns of a transcript as statements: who speaks stands in the file's own form, so no rule of
//! language is needed. They are suggestions until somebody confirms them.

use std::collections::HashMap;

use smallvec::smallvec;

use crate::corpus::{Records, made_id};
use crate::model::{
    Actor, ActorIx, ActorKind, Form, How, Mention, Origin, Provenance, SourceIx, Stated, Statement,
    Status, Turn,
};
use crate::text::Span;

/// Adds the turns of the one source in `records` as statements with their speakers. A file that names
/// nobody (a film's captions) is text like any other.
pub(super) fn add(records: &mut Records, turns: &[Turn]) {
    if turns.iter().all(|turn| turn.speaker.is_none()) {
        return;
    }
    let Some(source) = records.sources.first() else { return };
    let (document, file) = (source.document.clone(), source.id.clone());
    let mut actors: HashMap<String, ActorIx> = HashMap::new();
    for turn in turns.iter().filter(|turn| !turn.words.is_empty()) {
        let speaker = turn.speaker.map(|span| {
            let name = document.words(span).trim();
            let next = ActorIx::from(records.actors.len());
            let ix = *actors.entry(name.to_lowercase()).or_insert(next);
            if ix == next {
                records.actors.push(actor(name));
            }
            if let Some(actor) = records.actors.get_mut(ix.at()) {
                let mention = Mention { source: SourceIx(0), span, how: How::Name };
                actor.mentions.push(mention);
            }
            ix
        });
        let place = turn.words.start.to_string();
        let id = made_id('t', &[&file, &place, document.words(turn.words)]);
        records.statements.push(statement(id, turn.words, speaker, turn.speaker));
    }
    records.statements.sort_by_key(|statement| statement.hull().start);
}

fn statement(
    id: String,
    words: Span,
    speaker: Option<ActorIx>,
    mention: Option<Span>,
) -> Statement {
    Statement {
        id: id.into(),
        source: SourceIx(0),
        spans: smallvec![words],
        form: Form::Direct,
        status: Status::Unchecked,
        origin: Origin::Suggested,
        speaker: speaker.map_or(Stated::Silent, Stated::Is),
        provenance: Some(Box::new(Provenance {
            mention,
            attribution: mention.into_iter().collect(),
            ..Provenance::default()
        })),
    }
}

/// Labels are written in capitals in hearings and in small letters in captions; as an id they are
/// one, so that the same speaker of two files is one actor.
fn actor(name: &str) -> Actor {
    Actor {
        id: name.to_lowercase().into(),
        name: name.to_owned(),
        kind: ActorKind::Unknown,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
    }
}

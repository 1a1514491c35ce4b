//! What room `extract` proposes for a document, as records: suggestions until somebody confirms them.

use smallvec::smallvec;

use crate::corpus::{Records, made_id};
use crate::extract::{Found, Proposal, Proposed};
use crate::model::{
    Actor, ActorIx, ActorKind, Alias, Dating, Document, Event, Facts, Known, Mention, Origin,
    Passage, Provenance, Source, SourceIx, Stated, Statement, Status, Step,
};
use crate::text::{Span, fold, width};

/// The one source of a piece.
const HERE: SourceIx = SourceIx(0);

/// Columns of an event's title: its clause, cut.
const TITLE: usize = 90;

/// What is proposed for `source`, as records of a piece whose one source it is; the source itself is
/// not among them.
pub(super) fn records(source: &Source, found: Found) -> Records {
    let (document, file) = (&source.document, &*source.id);
    let Found { statements, actors, dates } = found;
    let statements = statements.into_iter().map(|proposal| statement(file, document, proposal));
    let mut statements: Vec<_> = statements.collect();
    statements.sort_by_key(|statement| statement.hull().start);
    let mut records = Records {
        actors: actors.into_iter().map(|proposed| actor(file, proposed)).collect(),
        statements,
        ..Records::default()
    };
    for dated in dates {
        let words = Passage { source: HERE, span: dated.span };
        let dating = Dating { when: dated.when, words };
        // An event of no known time ("yesterday", in a text without a day) has no place in a row of them.
        let known = dating.when.resolved.contains(|c: char| c.is_ascii_digit());
        match dated.event.filter(|_| known) {
            Some(clause) => records.events.push(event(file, document, dating, clause)),
            None => records.dates.push(dating),
        }
    }
    records
}

/// What happened in `clause`, by its date.
fn event(file: &str, document: &Document, date: Dating, clause: Span) -> Event {
    let words = document.words(clause);
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Event {
        id: made_id('e', &[file, &date.words.span.start.to_string(), words]).into(),
        title: width::cut(&title, TITLE).into_owned(),
        dates: vec![date],
        passages: vec![Passage { source: HERE, span: clause }],
        actors: Vec::new(),
        statements: Vec::new(),
    }
}

fn statement(file: &str, document: &Document, proposal: Proposal) -> Statement {
    let start = proposal.spans.first().map_or(0, |span: &Span| span.start).to_string();
    let words: Vec<_> = proposal.spans.iter().map(|span| document.words(*span)).collect();
    let id = made_id('q', &[file, &start, &words.join(" … ")]);
    let steps = proposal.via.iter().map(|actor| Step { actor: ActorIx(*actor), did: None });
    let via: Vec<_> = steps.collect();
    Statement {
        id: id.into(),
        source: HERE,
        spans: if proposal.spans.is_empty() { smallvec![Span::default()] } else { proposal.spans },
        form: proposal.form,
        status: Status::Unchecked,
        origin: Origin::Suggested,
        speaker: proposal.speaker.map_or(Stated::Silent, |actor| Stated::Is(ActorIx(actor))),
        provenance: Some(Box::new(Provenance {
            mention: proposal.mention,
            cue: proposal.cue,
            only_says: proposal.only_says,
            polarity: proposal.polarity,
            speaker_by: proposal.speaker_by,
            attribution: proposal.attribution.into(),
            known: if via.is_empty() {
                Known::default()
            } else {
                Facts { via: Stated::Is(via), ..Facts::NONE }.into()
            },
            rule: Some(proposal.rule),
        })),
    }
}

/// Full names are the same actor in every document; a surname or a description is one of its own
/// document only, since nothing says that two of them are one.
fn actor(file: &str, proposed: Proposed) -> Actor {
    let full = proposed.name.contains(' ') && proposed.kind != ActorKind::Unnamed;
    let organisation = matches!(proposed.kind, ActorKind::Institution | ActorKind::Outlet);
    let id = if full || organisation {
        fold::folded(&proposed.name)
    } else {
        made_id('a', &[file, &proposed.name])
    };
    let mentions = proposed.mentions.into_iter();
    Actor {
        id: id.into(),
        name: proposed.name,
        kind: proposed.kind,
        role: proposed.traits.roles.first().map(|role| role.words.clone()),
        aliases: proposed
            .aliases
            .into_iter()
            .map(|name| Alias { name, used_by: Vec::new() })
            .collect(),
        mentions: mentions.map(|(span, how)| Mention { source: HERE, span, how }).collect(),
    }
}

//! What room `extract` proposes for a document, as records: suggestions until somebody confirms them.

use onrecord_text::blanks::collapsed;
use std::collections::HashSet;

use onrecord_corpus::{Records, made_id};
use onrecord_extract::{Extraction, Proposal, ProposedActor};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Alias, Dating, Document, Event, Facts, How, Mention, Origin,
    Passage, Portrait, Provenance, Said, Source, SourceIx, Stated, Statement, Status, Step,
};
use onrecord_text::{Span, fold, never, width};

/// The one source of a piece.
const HERE: SourceIx = SourceIx(0);

/// Columns of an event's title: its clause, cut.
const TITLE: usize = 90;

/// What is proposed for `source`, as records of a piece whose one source it is; the source itself is
/// not among them.
pub(super) fn records(source: &Source, found: Extraction) -> Records {
    let (document, file) = (&source.document, &*source.id);
    let Extraction { statements, actors, dates, coverage: _ } = found;
    let statements = statements.into_iter();
    let mut statements: Vec<_> =
        statements.filter_map(|proposal| statement(file, document, proposal)).collect();
    statements.sort_by_key(|statement| statement.hull().start);
    tell_apart(file, document, &mut statements);
    let mut records = Records {
        actors: actors.into_iter().map(|proposed| actor(file, proposed)).collect(),
        statements: statements.into(),
        ..Records::default()
    };
    let named = NamedPlaces::of(&records.actors);
    for dated in dates {
        let words = Passage { source: HERE, span: dated.span };
        let dating = Dating { when: dated.when, words };
        // An event of no known time ("yesterday", in a text without a day) has no place in a row of them.
        let known = dating.when.resolved.contains(|c: char| c.is_ascii_digit());
        match dated.event.filter(|_| known) {
            Some(clause) => {
                let actors = named.within(clause);
                records.events.push(Event { actors, ..event(file, document, dating, clause) });
            }
            None => records.dates.push(dating),
        }
    }
    records
}

/// Where the actors of a document are named or described, in order; a pronoun names nobody.
struct NamedPlaces(Vec<(Span, ActorIx)>);

impl NamedPlaces {
    fn of(actors: &[Actor]) -> Self {
        let all = actors.iter().enumerate().flat_map(|(at, actor)| {
            let named = actor.mentions.iter().filter(|mention| mention.how != How::Pronoun);
            named.map(move |mention| (mention.span, ActorIx::from(at)))
        });
        let mut all: Vec<_> = all.collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whom the words of `clause` name, each once, in the order of their names.
    fn within(&self, clause: Span) -> Vec<ActorIx> {
        let Self(all) = self;
        let from = all.partition_point(|(span, _)| span.start < clause.start);
        let mut found = Vec::new();
        for (span, actor) in all.iter().skip(from).take_while(|(span, _)| span.end <= clause.end) {
            if clause.covers(*span) && !found.contains(actor) {
                found.push(*actor);
            }
        }
        found
    }
}

/// What happened in `clause`, by its date.
fn event(file: &str, document: &Document, date: Dating, clause: Span) -> Event {
    let words = document.words(clause);
    let title = collapsed(words);
    Event {
        id: made_id('e', &[file, &date.words.span.start.to_string(), words]).into(),
        title: width::cut(&title, TITLE).into_owned(),
        dates: vec![date],
        passages: vec![Passage { source: HERE, span: clause }],
        actors: Vec::new(),
        statements: Vec::new(),
    }
}

/// Gives a statement whose id another one has already an id that knows all its places: the same
/// words may begin at one place and go on at two.
fn tell_apart(file: &str, document: &Document, statements: &mut [Statement]) {
    let mut known = HashSet::with_capacity(statements.len());
    for statement in statements {
        if known.insert(statement.id.clone()) {
            continue;
        }
        let places = statement.spans.iter().map(|span| format!("{}-{}", span.start, span.end));
        let words = statement.spans.iter().map(|span| document.words(*span).to_owned());
        let parts: Vec<_> = std::iter::once(file.to_owned()).chain(places).chain(words).collect();
        let parts: Vec<_> = parts.iter().map(String::as_str).collect();
        statement.id = made_id('q', &parts).into();
        known.insert(statement.id.clone());
    }
}

fn statement(file: &str, document: &Document, proposal: Proposal) -> Option<Statement> {
    let Some(first) = proposal.spans.first() else {
        never!("a proposal without words, by rule {:?}", proposal.rule);
        return None;
    };
    let start = first.start.to_string();
    let words: Vec<_> = proposal.spans.iter().map(|span| document.words(*span)).collect();
    let id = made_id('q', &[file, &start, &words.join(" … ")]);
    let steps = proposal.via.iter().map(|actor| Step { actor: ActorIx(*actor), did: None });
    let via: Vec<_> = steps.collect();
    let audience: Vec<_> = proposal.audience.iter().map(|actor| ActorIx(*actor)).collect();
    let said = |(when, words): (_, Span)| {
        Stated::Is(Said { when, words: Some(document.words(words).to_owned()) })
    };
    Some(Statement {
        id: id.into(),
        source: HERE,
        spans: proposal.spans,
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
            known: Facts {
                via: listed(via),
                audience: listed(audience),
                said: proposal.said.map_or(Stated::Unseen, said),
                candidates: proposal.candidates.into_iter().map(ActorIx).collect(),
                ..Facts::NONE
            }
            .into(),
            rule: Some(proposal.rule),
            strength: proposal.strength,
        })),
    })
}

/// A fact that lists something; nobody has looked for more where it lists nothing.
fn listed<T>(list: Vec<T>) -> Stated<Vec<T>> {
    if list.is_empty() { Stated::Unseen } else { Stated::Is(list) }
}

/// An actor of this document; which others it is one with, room `corpus::identity` decides.
fn actor(file: &str, proposed: ProposedActor) -> Actor {
    let full = proposed.name.contains(' ') && proposed.kind != ActorKind::Unnamed;
    let organisation = matches!(proposed.kind, ActorKind::Institution | ActorKind::Outlet);
    let id = if full || organisation {
        fold::folded(&proposed.name)
    } else {
        made_id('a', &[file, &proposed.name])
    };
    let mentions = proposed.mentions.into_iter();
    let aliases = proposed.aliases.into_iter();
    Actor {
        id: id.into(),
        name: proposed.name,
        kind: proposed.kind,
        role: proposed.traits.roles.first().map(|role| role.words.clone()),
        aliases: aliases.map(|name| Alias { name, used_by: Vec::new() }).collect(),
        mentions: mentions.map(|(span, how)| Mention { source: HERE, span, how }).collect(),
        portraits: vec![Portrait { source: Some(HERE), traits: proposed.traits }],
        joined: false,
    }
}

#[cfg(test)]
mod tests {
    use smallvec::smallvec;

    use super::*;
    use onrecord_extract::{ExtractionContext, Rule, extract};
    use onrecord_model::{Form, Strength};

    fn ids(source: &Source, found: Extraction) -> Vec<String> {
        records(source, found).statements.iter().map(|one| one.id.to_string()).collect()
    }

    #[test]
    fn a_statement_carries_its_day_and_its_audience() {
        let document = Document::new("Ruth Adams told The Herald on 3 May 2019 that it was late.");
        let source = Source { id: "a.txt".into(), document: document.clone(), ..Source::default() };
        let found = extract(&document, &ExtractionContext::default(), &[]);
        let records = records(&source, found);
        let one = &records.statements[0];
        let said = one.said().unwrap();
        assert_eq!(
            (said.when.edtf.as_str(), said.words.as_deref()),
            ("2019-05-03", Some("3 May 2019"))
        );
        let names: Vec<_> =
            one.audience().iter().map(|ix| &*records.actors[ix.0 as usize].name).collect();
        assert_eq!(names, ["The Herald"]);
    }

    #[test]
    fn an_event_carries_whom_its_words_name() {
        let text = "On 3 May 2019 Judge Ana Mora ordered the arrest of Luis Prado in Alder. Ruth \
                    Adams was far away. On 5 May 2019 he told Ana Mora of the sale of the mill.";
        let document = Document::new(text);
        let source = Source { id: "a.txt".into(), document: document.clone(), ..Source::default() };
        let found = extract(&document, &ExtractionContext::default(), &[]);
        let records = records(&source, found);
        let names: Vec<Vec<&str>> = records
            .events
            .iter()
            .map(|event| {
                event.actors.iter().map(|ix| &*records.actors[ix.0 as usize].name).collect()
            })
            .collect();
        assert_eq!(names, [vec!["Ana Mora", "Luis Prado"], vec!["Ana Mora"]]);
    }

    #[test]
    fn words_that_begin_at_one_place_and_go_on_at_two_have_two_ids() {
        let document = Document::new("No, said Ruth. Never. Never.");
        let source = Source { id: "a.txt".into(), document, ..Source::default() };
        let found = || {
            let of = |second: u32| Proposal {
                spans: smallvec![Span::new(0, 2), Span::new(second, second + 6)],
                form: Form::Direct,
                speaker: None,
                speaker_by: None,
                candidates: Vec::new(),
                mention: None,
                cue: None,
                polarity: None,
                only_says: false,
                attribution: Vec::new(),
                via: Vec::new(),
                audience: Vec::new(),
                said: None,
                rule: Rule::Marks,
                strength: Strength::Clear,
            };
            Extraction { statements: vec![of(15), of(22)], ..Extraction::default() }
        };
        let all = ids(&source, found());
        assert_ne!(all[0], all[1]);
        assert_eq!(all, ids(&source, found()));
    }

    #[test]
    fn a_document_gives_each_statement_one_id_and_the_same_again() {
        let text = "Ruth Adams responded by saying that it was late. Lee Marsh answered, suggesting \
                    that nobody came. “No,” Lee Marsh said. “No,” Ruth Adams said. “No.”\n\n\
                    “No,” Lee Marsh, as Ruth Adams noted, said. Ruth Adams, said Lee Marsh, said no.";
        let document = Document::new(text.repeat(3));
        let found = || extract(&document, &ExtractionContext::default(), &[]);
        let source = Source { id: "a.txt".into(), document: document.clone(), ..Source::default() };
        let all = ids(&source, found());
        assert!(all.len() > 9, "{all:?}");
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        assert_eq!(all, ids(&source, found()));
    }
}

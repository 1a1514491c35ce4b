//! Small corpora for the tests of this room.

use onrecord_corpus::{Corpus, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Alias, Dating, Document, Event, EventIx, Facts, Form, Link,
    LinkKind, Medium, Origin, Passage, Provenance, Said, Source, SourceIx, Stated, Statement,
    StatementIx, Status, Step, When,
};
use onrecord_text::Span;

pub(crate) fn when(edtf: &str) -> When {
    When::new(edtf, None).unwrap()
}

fn source(id: &str, title: &str, texts: &[&str]) -> (Source, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for row in texts {
        let from = text.len();
        text.push_str(row);
        spans.push(Span::at(from, text.len()));
        text.push_str("\n\n");
    }
    let document = Document::of_rows(text, &spans);
    (Source { id: id.into(), title: title.into(), document, ..Source::default() }, spans)
}

fn statement(id: String, source: SourceIx, span: Span) -> Statement {
    Statement {
        id: id.into(),
        source,
        spans: [span].into_iter().collect(),
        form: Form::Unknown,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: Stated::Unseen,
        provenance: None,
    }
}

/// Statements without anything but words.
pub(crate) fn rows(texts: &[&str]) -> Corpus {
    let (source, spans) = source("list", "A list", texts);
    let statements = spans.into_iter().enumerate();
    let statements =
        statements.map(|(at, span)| statement(format!("s{at}"), SourceIx(0), span)).collect();
    Corpus::new(Records { sources: vec![source].into(), statements, ..Records::default() })
}

/// Texts of [`pact`], in order.
pub(crate) const PACT: [&str; 10] = [
    "I think they made some kind of deal with this minister",
    "Disloyal members had struck a separate bargain with Villatoro",
    "Loyalty is everything, said the old man",
    "Bukele has vehemently denied any negotiation with the gangs",
    "They gave the government 72 hours to release the men of MS-13",
    "A deal about nuclear energy, and nothing about a minister of MS13",
    "Batman will not keep his word, so no deal",
    "The minister of loyal men made a deal, they say",
    "The truce of 2012 was no deal with MS 13",
    "El director negoció con las pandillas en 2015",
];

/// A small investigation: a quote (0) with its paraphrase (1), aliases, a chain, events, two
/// sources, dates of every kind.
pub(crate) fn pact() -> Corpus {
    let (mut crime, mut spans) = source("ic", "New Revelations", &PACT[..8]);
    crime.publisher = Stated::Is("InSight Crime".into());
    crime.date = Stated::Is(when("2022-05"));
    let (mut older, more) = source("old", "The Truce", &PACT[8..]);
    older.file = "truce.txt".into();
    spans.extend(more);
    let actor = |id: &str, name: &str, kind, aliases: &[&str]| Actor {
        id: id.into(),
        name: name.into(),
        kind,
        role: None,
        aliases: aliases
            .iter()
            .map(|alias| Alias { name: (*alias).into(), used_by: Vec::new() })
            .collect(),
        mentions: Vec::new(),
        portraits: Vec::new(),
        joined: false,
    };
    let actors = vec![
        actor("marroquin", "Carlos Marroquín", ActorKind::Person, &["Slipt"]),
        actor("luna", "Osiris Luna", ActorKind::Person, &["Lobo"]),
        actor("bukele", "Nayib Bukele", ActorKind::Person, &["Batman"]),
        actor("villatoro", "Gustavo Villatoro", ActorKind::Person, &[]),
        actor("faro", "El Faro", ActorKind::Outlet, &[]),
        actor("spokesman", "a gang representative", ActorKind::Unnamed, &[]),
    ];
    let mut statements: Vec<_> = spans
        .into_iter()
        .enumerate()
        .map(|(at, span)| statement(format!("s{at}"), SourceIx(u32::from(at >= 8)), span))
        .collect();
    let speakers =
        [Some(0), Some(0), None, Some(2), Some(5), None, Some(0), Some(1), None, Some(4)];
    for (statement, speaker) in statements.iter_mut().zip(speakers) {
        statement.speaker = speaker.map_or(Stated::Silent, |at| Stated::Is(ActorIx(at)));
        statement.form = Form::Indirect;
    }
    let provenance = |change: fn(&mut Facts)| {
        let mut facts = Facts::NONE;
        change(&mut facts);
        Some(Box::new(Provenance { known: facts.into(), ..Provenance::default() }))
    };
    statements[0].form = Form::Direct;
    statements[0].status = Status::SingleSource;
    statements[0].provenance = provenance(|p| {
        p.about = Stated::Is(vec![ActorIx(3)]);
        p.via = Stated::Is(vec![Step { actor: ActorIx(4), did: None }]);
        let medium = Medium { kind: "audio recording".into(), stated: true, basis: None };
        p.medium = Stated::Is(medium);
    });
    statements[1].provenance = provenance(|p| {
        p.links = vec![Link { kind: LinkKind::ParaphraseOf, to: StatementIx(0) }];
    });
    statements[3].provenance = provenance(|p| {
        let when = When::new("XXXX-04", Some("2022-04")).unwrap();
        p.said = Stated::Is(Said { when, words: None });
        p.audience = Stated::Is(vec![ActorIx(4)]);
    });
    statements[4].provenance = provenance(|p| p.events = vec![EventIx(1)]);
    statements[6].provenance = provenance(|p| p.about = Stated::Is(vec![ActorIx(2)]));
    statements[6].origin = Origin::Suggested;
    let sources = vec![crime, older];
    Corpus::new(Records {
        sources: sources.into(),
        actors: actors.into(),
        statements: statements.into(),
        events: events(),
        ..Records::default()
    })
}

fn events() -> Vec<Event> {
    let event = |id: &str, title: &str, dates: &[&str], statements: &[u32]| Event {
        id: id.into(),
        title: title.into(),
        dates: dates
            .iter()
            .map(|edtf| Dating {
                when: when(edtf),
                words: Passage { source: SourceIx(0), span: Span::new(0, 1) },
            })
            .collect(),
        passages: Vec::new(),
        actors: Vec::new(),
        statements: statements.iter().copied().map(StatementIx).collect(),
    };
    vec![
        event("killings", "87 people killed", &["2022-03-25/2022-03-27"], &[]),
        event("ultimatum", "Ultimatum to the government", &["2022-03-22"], &[]),
        event("truce", "Truce with the gangs", &["2012/2014"], &[8]),
        event("undated", "A meeting", &[], &[]),
    ]
}

//! Records of `statements`: who said what, and how it got here.

use smallvec::SmallVec;

use super::date::when_of;
use super::fields::Fields;
use super::json::Node;
use super::tie::{Of, Tie, Words, made_id};
use onrecord_model::fault::{FaultKind, RecordKind};
use onrecord_model::terms::{LINKS, ORIGINS, POLARITIES, SPEAKER_BY, STATUSES, Terms};
use onrecord_model::{
    ActorIx, Facts, Form, Known, Link, Medium, Origin, Provenance, Said, SourceIx, Stated,
    Statement, Step,
};
use onrecord_text::Span;

pub(super) const KEYS: [&str; 20] = [
    "id",
    "source",
    "form",
    "anchor",
    "speaker",
    "speaker_by",
    "mention",
    "cue",
    "polarity",
    "attribution",
    "via",
    "medium",
    "audience",
    "about",
    "said",
    "events",
    "links",
    "status",
    "origin",
    "note",
];
const FORMS: &Terms<Form> =
    &[("direct", Form::Direct), ("mixed", Form::Mixed), ("indirect", Form::Indirect)];
/// The medium of a statement whose medium was looked for in vain.
const NOT_STATED: &str = "not stated";

/// Reads one statement; nothing where its words have no place, since a row must have its passage.
/// Links are given by the position of the other statement in the file.
pub(super) fn statement<'n>(node: &'n Node<'n>, tie: &mut Tie<'n>) -> Option<Statement> {
    let fields = Fields::of(node, "statements", RecordKind::Statement, &KEYS, &mut tie.sink)?;
    let id = fields.text("id", &mut tie.sink).value().copied().filter(|id| !id.is_empty());
    fields.need("form", &mut tie.sink);
    let form = fields.choice("form", FORMS, &mut tie.sink);
    let placed = anchor(fields, tie);
    // Told even where the words are lost: what else is wrong with the record.
    let home = placed.as_ref().map(|(source, spans)| (*source, hull(spans)));
    let provenance = provenance(fields, home, tie);
    let speaker = one_actor(fields, tie);
    let status = fields.choice("status", STATUSES, &mut tie.sink).unwrap_or_default();
    // A word that is not known never makes a record stronger than the weakest that it may mean.
    let says = fields.get("origin").value().is_some();
    let unknown = if says { Origin::Suggested } else { Origin::default() };
    let origin = fields.choice("origin", ORIGINS, &mut tie.sink).unwrap_or(unknown);
    let (source, spans) = placed?;
    let id = id.map_or_else(|| id_of_words(source, &spans, tie), str::to_owned).into();
    let provenance = Some(Box::new(provenance));
    Some(Statement { id, source, spans, form: form?, status, origin, speaker, provenance })
}

fn hull(spans: &[Span]) -> Span {
    let first = spans.first().copied().unwrap_or_default();
    Span::new(first.start, spans.last().copied().unwrap_or_default().end)
}

fn id_of_words(source: SourceIx, spans: &[Span], tie: &Tie) -> String {
    let Some(source) = tie.sources.get(source.at()).map(|shelved| &shelved.source) else {
        return String::new();
    };
    let places = spans.iter().map(|span| format!("{}-{}", span.start, span.end));
    let words = spans.iter().map(|span| source.document.words(*span).to_owned());
    let parts: Vec<_> = std::iter::once(source.id.to_string()).chain(places).chain(words).collect();
    made_id('s', &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The source and the pieces of the words, in order. A statement of which one piece is lost is lost
/// whole: half a quote is a misquote.
fn anchor<'n>(fields: Fields<'n>, tie: &mut Tie<'n>) -> Option<(SourceIx, SmallVec<[Span; 2]>)> {
    fields.need("anchor", &mut tie.sink);
    let nodes = fields.items("anchor");
    let pieces: Vec<_> = nodes.iter().map(|node| tie.words(node, "anchor")).collect();
    let first = pieces.first().copied()??;
    let named = fields.get("source").value().copied().or(first.source);
    let source = tie.source_named(named, fields.at)?;
    let spans: Vec<_> = pieces
        .iter()
        .map(|words| words.and_then(|words| own_span(&words, source, None, tie)))
        .collect();
    let mut spans: SmallVec<[Span; 2]> = spans.into_iter().collect::<Option<_>>()?;
    spans.sort_unstable();
    let meet = spans.iter().zip(spans.iter().skip(1)).find_map(|(a, b)| a.meet(*b));
    if let Some(shared) = meet {
        let shelved = tie.sources.get(source.at())?;
        let words = shelved.source.document.words(shared).to_owned();
        tie.sink.put(fields.at, FaultKind::Overlap(words));
        return None;
    }
    Some((source, spans))
}

/// The span of words that belong to a statement in `source`.
fn own_span<'n>(
    words: &Words<'n>,
    source: SourceIx,
    home: Option<Span>,
    tie: &mut Tie<'n>,
) -> Option<Span> {
    if let Some(node) = words.source
        && tie.one::<SourceIx>(node, "source", Of::Sources)? != source
    {
        tie.sink.put(words.at, FaultKind::OtherSource);
        return None;
    }
    tie.span(words, source, home)
}

fn one_actor<'n>(fields: Fields<'n>, tie: &mut Tie<'n>) -> Stated<ActorIx> {
    match fields.get("speaker") {
        Stated::Unseen => Stated::Unseen,
        Stated::Silent => Stated::Silent,
        Stated::Is(node) => tie.one(node, "speaker", Of::Actors).map_or(Stated::Unseen, Stated::Is),
    }
}

type Home = Option<(SourceIx, Span)>;

fn provenance<'n>(fields: Fields<'n>, home: Home, tie: &mut Tie<'n>) -> Provenance {
    let spans = |key: &'static str, tie: &mut Tie<'n>| -> SmallVec<[Span; 2]> {
        fields.items(key).iter().filter_map(|node| place(node, key, home, tie)).collect()
    };
    let mention = spans("mention", tie).first().copied();
    let cue = spans("cue", tie).first().copied();
    let attribution = spans("attribution", tie);
    let links = fields.items("links").iter().filter_map(|node| link(node, tie)).collect();
    Provenance {
        mention,
        cue,
        only_says: false,
        polarity: fields.choice("polarity", POLARITIES, &mut tie.sink),
        speaker_by: fields.choice("speaker_by", SPEAKER_BY, &mut tie.sink),
        attribution,
        rule: None,
        known: Known::from(Facts {
            via: via(fields, tie),
            medium: medium(fields, home, tie),
            audience: tie.stated_actors(fields, "audience"),
            about: tie.stated_actors(fields, "about"),
            said: said(fields, home, tie),
            events: tie.many(fields, "events", Of::Events),
            links,
            link: None,
            note: fields.string("note", &mut tie.sink).value().cloned(),
            carried: None,
        }),
    }
}

/// The place of words beside the statement; nothing where the statement itself has none.
fn place<'n>(node: &'n Node<'n>, key: &'static str, home: Home, tie: &mut Tie<'n>) -> Option<Span> {
    let words = tie.words(node, key)?;
    let (source, span) = home?;
    own_span(&words, source, Some(span), tie)
}

/// The words under `key` as they stand in the source.
fn quoted<'n>(
    fields: Fields<'n>,
    key: &'static str,
    home: Home,
    tie: &mut Tie<'n>,
) -> Option<String> {
    let node = fields.get(key).value().copied()?;
    let span = place(node, key, home, tie)?;
    let source = tie.sources.get(home?.0.at())?;
    Some(source.source.document.words(span).to_owned())
}

fn via<'n>(fields: Fields<'n>, tie: &mut Tie<'n>) -> Stated<Vec<Step>> {
    fields.list("via").map(|nodes| nodes.iter().filter_map(|node| step(node, tie)).collect())
}

fn step<'n>(node: &'n Node<'n>, tie: &mut Tie<'n>) -> Option<Step> {
    if !node.is_object() {
        let actor = tie.one(node, "via", Of::Actors)?;
        return Some(Step { actor, did: None });
    }
    let fields = Fields::of(node, "via", RecordKind::Step, &["actor", "did"], &mut tie.sink)?;
    let actor = fields.need("actor", &mut tie.sink)?;
    let did = fields.string("did", &mut tie.sink).value().cloned();
    Some(Step { actor: tie.one(actor, "actor", Of::Actors)?, did })
}

fn medium<'n>(fields: Fields<'n>, home: Home, tie: &mut Tie<'n>) -> Stated<Medium> {
    let node = match fields.get("medium") {
        Stated::Unseen => return Stated::Unseen,
        Stated::Silent => return Stated::Silent,
        Stated::Is(node) => node,
    };
    let known = ["kind", "stated", "words", "why"];
    let read = Fields::of(node, "medium", RecordKind::Medium, &known, &mut tie.sink)
        .and_then(|fields| Some((fields, fields.need_text("kind", &mut tie.sink)?)));
    let Some((fields, kind)) = read else { return Stated::Unseen };
    let words = quoted(fields, "words", home, tie);
    let why = fields.string("why", &mut tie.sink).value().cloned();
    let stated = fields.yes("stated", &mut tie.sink);
    if kind == NOT_STATED {
        return Stated::Silent;
    }
    let stated = stated.unwrap_or(words.is_some());
    Stated::Is(Medium { kind: kind.to_owned(), stated, basis: words.or(why) })
}

fn said<'n>(fields: Fields<'n>, home: Home, tie: &mut Tie<'n>) -> Stated<Said> {
    const KEYS: [&str; 5] = ["edtf", "resolved", "inferred", "basis", "words"];
    let node = match fields.get("said") {
        Stated::Unseen => return Stated::Unseen,
        Stated::Silent => return Stated::Silent,
        Stated::Is(node) => node,
    };
    if !node.is_object() {
        let when = super::date::when(node, "said", &mut tie.sink);
        return when.map_or(Stated::Unseen, |when| Stated::Is(Said { when, words: None }));
    }
    let Some(fields) = Fields::of(node, "said", RecordKind::Date, &KEYS, &mut tie.sink) else {
        return Stated::Unseen;
    };
    let when = when_of(fields, &mut tie.sink);
    let words = quoted(fields, "words", home, tie);
    when.map_or(Stated::Unseen, |when| Stated::Is(Said { when, words }))
}

fn link<'n>(node: &'n Node<'n>, tie: &mut Tie<'n>) -> Option<Link> {
    let known = ["kind", "statement"];
    let fields = Fields::of(node, "links", RecordKind::Link, &known, &mut tie.sink)?;
    let kind = fields.need("kind", &mut tie.sink);
    let to = fields.need("statement", &mut tie.sink);
    kind?;
    let kind = fields.choice("kind", LINKS, &mut tie.sink);
    let to = tie.one(to?, "statement", Of::Statements);
    Some(Link { kind: kind?, to: to? })
}

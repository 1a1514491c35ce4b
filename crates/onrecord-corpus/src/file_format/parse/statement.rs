//! Records of `statements`: who said what, and how it got here.

use smallvec::SmallVec;

use super::anchored::PlacedStatement;
use super::date::when_of;
use super::fields::RecordFields;
use super::json::JsonNode;
use super::resolver::{Anchor, Of, Resolver};
use super::set;
use crate::made_id;
use onrecord_model::fault::{FaultKind, RecordKind};
use onrecord_model::terms::{LINKS, ORIGINS, POLARITIES, SPEAKER_BY, STATUSES, STRENGTHS, Terms};
use onrecord_model::{
    ActorIx, Facts, FieldOwner, Form, Known, Link, Medium, Origin, Provenance, Recorded, Said,
    SourceIx, Stated, Statement, Step, Strength, hull,
};
use onrecord_text::Span;

pub(super) const KEYS: [&str; 24] = [
    "id",
    "source",
    "form",
    "anchor",
    "speaker",
    "speaker_by",
    "candidates",
    "mention",
    "cue",
    "polarity",
    "strength",
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
    "tags",
    "set",
];
const FORMS: &Terms<Form> =
    &[("direct", Form::Direct), ("mixed", Form::Mixed), ("indirect", Form::Indirect)];
/// The medium of a statement whose medium was looked for in vain.
const NOT_STATED: &str = "not stated";

/// Reads one statement; nothing where its words have no place, since a row must have its passage.
/// Links are given by the position of the other statement in the file. Where one is withheld that cannot
/// be read its words are: they may stand in another source.
pub(super) fn statement<'n>(
    node: &'n JsonNode<'n>,
    resolver: &mut Resolver<'n>,
) -> Option<Statement> {
    let read = read(node, resolver);
    if read.is_none() {
        keep_back_lost(node, resolver);
    }
    read
}

fn keep_back_lost<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) {
    // What is wrong with it was told.
    let told = std::mem::take(&mut resolver.sink);
    let fields =
        RecordFields::of(node, "statements", RecordKind::Statement, &KEYS, &mut resolver.sink);
    if let Some(fields) = fields
        && set::annotations(fields, FieldOwner::Statement, &mut resolver.sink).is_withheld()
    {
        for node in fields.items("anchor") {
            let words = resolver.words(node, "anchor").map(|words| words.selector.exact.into());
            resolver.annotations.lost.words.extend(words);
        }
    }
    resolver.sink = told;
}

fn read<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Statement> {
    let fields =
        RecordFields::of(node, "statements", RecordKind::Statement, &KEYS, &mut resolver.sink)?;
    let id = fields.text("id", &mut resolver.sink).value().copied().filter(|id| !id.is_empty());
    fields.need("form", &mut resolver.sink);
    let form = fields.choice("form", FORMS, &mut resolver.sink);
    let placed = anchor(fields, resolver);
    // Told even where the words are lost: what else is wrong with the record.
    let home = placed.as_ref().filter(|placed| placed.has_place());
    let home = home.map(|placed| (placed.source, hull(&placed.spans)));
    let mut provenance = provenance(fields, home, resolver);
    let speaker = one_actor(fields, resolver);
    let status = fields.choice("status", STATUSES, &mut resolver.sink).unwrap_or_default();
    // A word that is not known never makes a record stronger than the weakest that it may mean.
    let says = fields.get("origin").value().is_some();
    let unknown = if says { Origin::Suggested } else { Origin::default() };
    let origin = fields.choice("origin", ORIGINS, &mut resolver.sink).unwrap_or(unknown);
    let PlacedStatement { source, spans, recorded, unaccepted } = placed?;
    let made = || match recorded.as_ref().filter(|recorded| !recorded.state.has_words()) {
        Some(recorded) => id_of_recorded(source, recorded, resolver),
        None => id_of_words(source, &spans, resolver),
    };
    let id = id.map_or_else(made, str::to_owned);
    if let Some(recorded) = recorded {
        let cue = if provenance.cue.is_none() { cue_of(fields, resolver) } else { None };
        provenance.known.set_recorded(Recorded { cue, ..recorded });
    }
    resolver.annotate(fields, FieldOwner::Statement, &id);
    let (id, provenance): (Box<str>, _) = (id.into(), Some(Box::new(provenance)));
    let form = form?;
    if unaccepted {
        resolver.unaccepted.insert(id.clone());
    }
    Some(Statement { id, source, spans, form, status, origin, speaker, provenance })
}

/// The words that attributed it, as they were put down.
fn cue_of<'n>(fields: RecordFields<'n>, resolver: &mut Resolver<'n>) -> Option<Box<str>> {
    let node = fields.items("cue").first()?;
    Some(resolver.words(node, "cue")?.selector.exact.into())
}

fn id_of_words(source: SourceIx, spans: &[Span], resolver: &Resolver) -> String {
    let Some(source) = resolver.sources.get(source.at()).map(|loaded| &loaded.source) else {
        return String::new();
    };
    let places = spans.iter().map(|span| format!("{}-{}", span.start, span.end));
    let words = spans.iter().map(|span| source.document.words(*span).to_owned());
    let parts: Vec<_> = std::iter::once(source.id.to_string()).chain(places).chain(words).collect();
    made_id('s', &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The id of what does not stand there as it was put down: its words alone.
fn id_of_recorded(source: SourceIx, recorded: &Recorded, resolver: &Resolver) -> String {
    let source = resolver.sources.get(source.at()).map(|loaded| &*loaded.source.id);
    let words = recorded.pieces.iter().map(|piece| &*piece.exact);
    made_id('s', &source.into_iter().chain(words).collect::<Vec<_>>())
}

/// The source and the pieces of the words, in order. A statement of which one piece is lost is lost
/// whole: half a quote is a misquote.
fn anchor<'n>(fields: RecordFields<'n>, resolver: &mut Resolver<'n>) -> Option<PlacedStatement> {
    fields.need("anchor", &mut resolver.sink);
    let nodes = fields.items("anchor");
    let pieces: Vec<_> = nodes.iter().map(|node| resolver.words(node, "anchor")).collect();
    let first = pieces.first().copied()??;
    let named = fields.get("source").value().copied().or(first.source);
    let source = resolver.source_named(named, fields.at)?;
    let sound: Vec<_> =
        pieces.into_iter().flatten().filter(|piece| is_own(piece, source, resolver)).collect();
    let placed = resolver.placed(&sound, source)?;
    if sound.len() < nodes.len() {
        return None;
    }
    let spans = &placed.spans;
    let meet = spans.iter().zip(spans.iter().skip(1)).find_map(|(a, b)| a.meet(*b));
    if let Some(shared) = meet {
        let loaded = resolver.sources.get(source.at())?;
        let words = loaded.source.document.words(shared).to_owned();
        resolver.sink.put(fields.at, FaultKind::Overlap(words));
        return None;
    }
    Some(placed)
}

/// Whether words of a statement in `source` are not said to stand in another.
fn is_own<'n>(words: &Anchor<'n>, source: SourceIx, resolver: &mut Resolver<'n>) -> bool {
    let Some(node) = words.source else { return true };
    let Some(named) = resolver.one::<SourceIx>(node, "source", Of::Sources) else { return false };
    if named != source {
        resolver.sink.put(words.at, FaultKind::OtherSource);
    }
    named == source
}

/// The span of words that belong to a statement in `source`.
fn own_span<'n>(
    words: &Anchor<'n>,
    source: SourceIx,
    home: Option<Span>,
    resolver: &mut Resolver<'n>,
) -> Option<Span> {
    if !is_own(words, source, resolver) {
        return None;
    }
    resolver.span(words, source, home)
}

fn one_actor<'n>(fields: RecordFields<'n>, resolver: &mut Resolver<'n>) -> Stated<ActorIx> {
    match fields.get("speaker") {
        Stated::Unseen => Stated::Unseen,
        Stated::Silent => Stated::Silent,
        Stated::Is(node) => {
            resolver.one(node, "speaker", Of::Actors).map_or(Stated::Unseen, Stated::Is)
        }
    }
}

type Home = Option<(SourceIx, Span)>;

fn provenance<'n>(fields: RecordFields<'n>, home: Home, resolver: &mut Resolver<'n>) -> Provenance {
    let spans = |key: &'static str, resolver: &mut Resolver<'n>| -> SmallVec<[Span; 2]> {
        fields.items(key).iter().filter_map(|node| place(node, key, home, resolver)).collect()
    };
    let mention = spans("mention", resolver).first().copied();
    let cue = spans("cue", resolver).first().copied();
    let attribution = spans("attribution", resolver);
    let links = fields.items("links").iter().filter_map(|node| link(node, resolver)).collect();
    Provenance {
        mention,
        cue,
        only_says: false,
        polarity: fields.choice("polarity", POLARITIES, &mut resolver.sink),
        speaker_by: fields.choice("speaker_by", SPEAKER_BY, &mut resolver.sink),
        attribution,
        rule: None,
        strength: strength(fields, resolver),
        known: Known::from(Facts {
            via: via(fields, resolver),
            medium: medium(fields, home, resolver),
            audience: resolver.stated_actors(fields, "audience"),
            about: resolver.stated_actors(fields, "about"),
            said: said(fields, home, resolver),
            candidates: resolver.many(fields, "candidates", Of::Actors),
            events: resolver.many(fields, "events", Of::Events),
            links,
            link: None,
            note: fields.string("note", &mut resolver.sink).value().cloned(),
            carried: None,
            recorded: None,
        }),
    }
}

/// A word that is not known never makes a suggestion stronger than the weakest that it may mean.
fn strength<'n>(fields: RecordFields<'n>, resolver: &mut Resolver<'n>) -> Strength {
    let says = fields.get("strength").value().is_some();
    let unknown = if says { Strength::Weak } else { Strength::Clear };
    fields.choice("strength", STRENGTHS, &mut resolver.sink).unwrap_or(unknown)
}

/// The place of words beside the statement; nothing where the statement itself has none.
fn place<'n>(
    node: &'n JsonNode<'n>,
    key: &'static str,
    home: Home,
    resolver: &mut Resolver<'n>,
) -> Option<Span> {
    let words = resolver.words(node, key)?;
    let (source, span) = home?;
    own_span(&words, source, Some(span), resolver)
}

/// The words under `key` as they stand in the source.
fn quoted<'n>(
    fields: RecordFields<'n>,
    key: &'static str,
    home: Home,
    resolver: &mut Resolver<'n>,
) -> Option<String> {
    let node = fields.get(key).value().copied()?;
    let span = place(node, key, home, resolver)?;
    let source = resolver.sources.get(home?.0.at())?;
    Some(source.source.document.words(span).to_owned())
}

fn via<'n>(fields: RecordFields<'n>, resolver: &mut Resolver<'n>) -> Stated<Vec<Step>> {
    fields.list("via").map(|nodes| nodes.iter().filter_map(|node| step(node, resolver)).collect())
}

fn step<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Step> {
    if !node.is_object() {
        let actor = resolver.one(node, "via", Of::Actors)?;
        return Some(Step { actor, did: None });
    }
    let fields =
        RecordFields::of(node, "via", RecordKind::Step, &["actor", "did"], &mut resolver.sink)?;
    let actor = fields.need("actor", &mut resolver.sink)?;
    let did = fields.string("did", &mut resolver.sink).value().cloned();
    Some(Step { actor: resolver.one(actor, "actor", Of::Actors)?, did })
}

fn medium<'n>(fields: RecordFields<'n>, home: Home, resolver: &mut Resolver<'n>) -> Stated<Medium> {
    let node = match fields.get("medium") {
        Stated::Unseen => return Stated::Unseen,
        Stated::Silent => return Stated::Silent,
        Stated::Is(node) => node,
    };
    let known = ["kind", "stated", "words", "why"];
    let read = RecordFields::of(node, "medium", RecordKind::Medium, &known, &mut resolver.sink)
        .and_then(|fields| Some((fields, fields.need_text("kind", &mut resolver.sink)?)));
    let Some((fields, kind)) = read else { return Stated::Unseen };
    let words = quoted(fields, "words", home, resolver);
    let why = fields.string("why", &mut resolver.sink).value().cloned();
    let stated = fields.yes("stated", &mut resolver.sink);
    if kind == NOT_STATED {
        return Stated::Silent;
    }
    let stated = stated.unwrap_or(words.is_some());
    Stated::Is(Medium { kind: kind.to_owned(), stated, basis: words.or(why) })
}

fn said<'n>(fields: RecordFields<'n>, home: Home, resolver: &mut Resolver<'n>) -> Stated<Said> {
    const KEYS: [&str; 5] = ["edtf", "resolved", "inferred", "basis", "words"];
    let node = match fields.get("said") {
        Stated::Unseen => return Stated::Unseen,
        Stated::Silent => return Stated::Silent,
        Stated::Is(node) => node,
    };
    if !node.is_object() {
        let when = super::date::when(node, "said", &mut resolver.sink);
        return when.map_or(Stated::Unseen, |when| Stated::Is(Said { when, words: None }));
    }
    let Some(fields) = RecordFields::of(node, "said", RecordKind::Date, &KEYS, &mut resolver.sink)
    else {
        return Stated::Unseen;
    };
    let when = when_of(fields, &mut resolver.sink);
    let words = quoted(fields, "words", home, resolver);
    when.map_or(Stated::Unseen, |when| Stated::Is(Said { when, words }))
}

fn link<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Link> {
    let known = ["kind", "statement"];
    let fields = RecordFields::of(node, "links", RecordKind::Link, &known, &mut resolver.sink)?;
    let kind = fields.need("kind", &mut resolver.sink);
    let to = fields.need("statement", &mut resolver.sink);
    kind?;
    let kind = fields.choice("kind", LINKS, &mut resolver.sink);
    let to = resolver.one(to?, "statement", Of::Statements);
    Some(Link { kind: kind?, to: to? })
}

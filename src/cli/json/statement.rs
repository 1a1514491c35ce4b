//! The line of a statement.

use std::io::{self, Write};
use std::sync::LazyLock;

use serde::Serialize;

use super::anchor::AnchorValue;
use super::annotated::AnnotatedLine;
use super::carried::{Others, Pieces, PlacedWords};
use super::shared::{NameLine, date, ids, is_unseen, name, names, unseen};
use crate::words::{labels, places};
use onrecord_corpus::Corpus;
use onrecord_model::{
    Carried, Form, Link, Medium, Polarity, Provenance, RowRef, Rule, Said, SpeakerBy, Statement,
    Step,
};

/// A statement, its keys in the order of the line.
#[derive(Debug, Serialize)]
pub(super) struct StatementLine<'c> {
    kind: &'static str,
    pub id: &'c str,
    source: Option<&'c str>,
    spans: Vec<PlacedWords<'c>>,
    text: String,
    form: Option<&'static str>,
    speaker: Option<SpeakerLine<'c>>,
    candidates: Vec<NameLine<'c>>,
    cue: Option<PlacedWords<'c>>,
    attribution: Vec<PlacedWords<'c>>,
    via: Option<Vec<StepLine<'c>>>,
    medium: Option<MediumLine<'c>>,
    audience: Option<Vec<NameLine<'c>>>,
    about: Option<Vec<NameLine<'c>>>,
    said: Option<SaidLine<'c>>,
    status: &'static str,
    origin: Option<&'static str>,
    events: Vec<&'c str>,
    links: Vec<LinkLine<'c>>,
    paragraph: Option<u32>,
    paragraph_end: Option<u32>,
    place: Option<String>,
    link: Option<&'c str>,
    note: Option<&'c str>,
    unseen: Vec<&'static str>,
    rule: Option<&'static str>,
    polarity: Option<&'static str>,
    strength: Option<&'static str>,
    #[serde(flatten)]
    annotated: AnnotatedLine<'c>,
    anchor: Option<AnchorValue<'c>>,
    #[serde(flatten)]
    others: Others<'c>,
}

#[derive(Debug, Serialize)]
struct SpeakerLine<'c> {
    #[serde(flatten)]
    who: NameLine<'c>,
    mention: Option<PlacedWords<'c>>,
    by: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct StepLine<'c> {
    #[serde(flatten)]
    who: NameLine<'c>,
    did: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct MediumLine<'c> {
    kind: &'c str,
    stated: bool,
    basis: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct SaidLine<'c> {
    #[serde(flatten)]
    date: super::shared::Date<'c>,
    words: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct LinkLine<'c> {
    kind: &'static str,
    statement: &'c str,
}

/// Writes a statement; nothing where there is none.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn statement(to: &mut dyn Write, corpus: &Corpus, row: RowRef) -> io::Result<()> {
    match corpus.row(row) {
        Some(statement) => super::line(to, &StatementLine::of(corpus, statement)),
        None => Ok(()),
    }
}

impl<'c> StatementLine<'c> {
    /// The line of `statement`.
    pub(super) fn of(corpus: &'c Corpus, statement: &'c Statement) -> Self {
        /// Rows of a list have no provenance; nobody has looked at any of it.
        static NONE: LazyLock<Provenance> = LazyLock::new(Provenance::default);
        let source = corpus.source(statement.source);
        let document = source.map(|source| &source.document);
        let how = statement.provenance.as_deref().unwrap_or(&NONE);
        let known = statement.known();
        let placed = statement.anchor_state().has_place();
        let hull = statement.hull();
        let paragraph = |at| document.filter(|_| placed).map(|d| d.paragraph_at(at));
        let carried = known.carried.as_deref();
        let pieces = Pieces { document, original: carried.and_then(|c| c.original.as_ref()) };
        let paragraphs =
            pieces.original.map(|original| (original.paragraph, original.paragraph_end));
        let passage = statement.form.is_passage();
        Self {
            kind: if passage { "passage" } else { "statement" },
            id: &statement.id,
            source: source.map(|source| &*source.id),
            spans: match statement.recorded_words() {
                Some(recorded) => {
                    recorded.iter().map(|one| PlacedWords::recorded(&one.exact)).collect()
                }
                None => pieces.of_words(&statement.spans),
            },
            text: corpus.words(statement),
            form: (statement.form != Form::Unknown).then(|| labels::form(statement.form)),
            speaker: statement
                .speaker
                .value()
                .and_then(|ix| speaker(corpus, *ix, how, pieces.mention(how.mention))),
            candidates: names(corpus, &known.candidates),
            cue: pieces.cue(how.cue),
            attribution: pieces.attribution(&how.attribution),
            via: known.via.value().map(|steps| via(corpus, steps)),
            medium: known.medium.value().map(medium),
            audience: known.audience.value().map(|list| names(corpus, list)),
            about: known.about.value().map(|list| names(corpus, list)),
            said: known.said.value().map(said),
            status: statement.status.word(),
            origin: (!passage).then(|| statement.origin.word()),
            events: match carried {
                Some(carried) => carried.events.iter().map(|id| &**id).collect(),
                None => known.events.iter().filter_map(|e| Some(&*corpus.event(*e)?.id)).collect(),
            },
            links: match carried {
                Some(carried) => carried_links(carried),
                None => known.links.iter().filter_map(|link| link_line(corpus, *link)).collect(),
            },
            paragraph: paragraphs.map_or_else(|| paragraph(hull.start), |(first, _)| first),
            paragraph_end: paragraphs.map_or_else(
                || paragraph(hull.end.saturating_sub(1).max(hull.start)),
                |(_, last)| last,
            ),
            place: match pieces.original {
                Some(original) => original.place.clone(),
                None => source.filter(|_| placed).map(|source| places::place(source, hull)),
            },
            link: known.link.as_deref(),
            note: known.note.as_deref(),
            unseen: unseen([
                ("speaker", is_unseen(&statement.speaker)),
                ("via", is_unseen(&known.via)),
                ("medium", is_unseen(&known.medium)),
                ("audience", is_unseen(&known.audience)),
                ("about", is_unseen(&known.about)),
                ("said", is_unseen(&known.said)),
            ]),
            rule: how.rule.map(Rule::word),
            polarity: how.polarity.map(Polarity::word),
            strength: (!passage).then(|| statement.strength().word()),
            annotated: AnnotatedLine::of(corpus, statement),
            anchor: AnchorValue::of(statement, pieces),
            others: Others(carried.map_or(&[], |carried| &carried.others)),
        }
    }
}

fn speaker<'c>(
    corpus: &'c Corpus,
    ix: onrecord_model::ActorIx,
    how: &Provenance,
    mention: Option<PlacedWords<'c>>,
) -> Option<SpeakerLine<'c>> {
    Some(SpeakerLine { who: name(corpus, ix)?, mention, by: how.speaker_by.map(SpeakerBy::word) })
}

fn via<'c>(corpus: &'c Corpus, steps: &'c [Step]) -> Vec<StepLine<'c>> {
    let line = |step: &'c Step| {
        Some(StepLine { who: name(corpus, step.actor)?, did: step.did.as_deref() })
    };
    steps.iter().filter_map(line).collect()
}

fn medium(medium: &Medium) -> MediumLine<'_> {
    MediumLine { kind: &medium.kind, stated: medium.stated, basis: medium.basis.as_deref() }
}

fn said(said: &Said) -> SaidLine<'_> {
    SaidLine { date: date(&said.when), words: said.words.as_deref() }
}

fn link_line(corpus: &Corpus, link: Link) -> Option<LinkLine<'_>> {
    let statement = ids(corpus, [link.to].into_iter()).pop()?;
    Some(LinkLine { kind: link.kind.word(), statement })
}

fn carried_links(carried: &Carried) -> Vec<LinkLine<'_>> {
    let links = carried.links.iter();
    links.map(|(kind, id)| LinkLine { kind: kind.word(), statement: id }).collect()
}

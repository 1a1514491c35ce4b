//! [`Resolver`]: leads from ids to positions and from words to places while a file is read.
//!
//! Every record of this room is handed one. It holds the sources with their texts and collects the
//! faults; it knows nothing of how a statement or an actor is written.

use std::collections::{HashMap, HashSet};

use super::fields::RecordFields;
use super::json::{JsonNode, Value};
use super::lines::Lines;
use super::renumbered::{Renumbered, placed_in_file};
use super::sink::Sink;
use crate::anchors::reanchor::{Reanchor, WantedWords};
use crate::anchors::{Miss, Resolved, Search, Selector, paragraphs_of};
use crate::resembling::nearest;
use crate::{AnnotationTable, RecordKey};
use onrecord_model::fault::{Doubt, FaultKind, FileError, RecordKind, States, ValueShape};
use onrecord_model::{ActorIx, Annotations, FieldOwner, Passage, Source, SourceIx, Stated};
use onrecord_text::Span;

/// Ids that all dangling ids together may be compared with for a proposal: some tenths of a second.
const COMPARISONS: usize = 2_000_000;

/// The ids of one list of records.
#[derive(Debug)]
pub(super) struct Ids<'n> {
    record: RecordKind,
    /// Of each id its position among the records and its line.
    positions: HashMap<&'n str, (usize, u32)>,
}

/// Words of a source as a record names them: what they are, and where to look for them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor<'n> {
    /// The byte of the file they stand at.
    pub at: u32,
    pub selector: Selector<'n>,
    /// The source they are said to stand in.
    pub source: Option<&'n JsonNode<'n>>,
}

/// A source, and how its passages stand.
#[derive(Debug)]
pub(super) struct LoadedSource {
    pub source: Source,
    /// Where its file is named in the investigation's file.
    pub at: u32,
    /// The hash of the file that the investigation was made from, where it says so.
    pub hash: Option<String>,
    /// What of its file was not read for certain, and at which of its lines.
    pub doubts: Vec<(u32, Doubt)>,
    /// Why it has no text, where it has none.
    pub trouble: Option<FileError>,
    /// Whether the file is another than the investigation was made from.
    pub changed: bool,
    /// How its statements stand.
    pub states: States,
    pub left_out: u32,
    /// Of a file that changed, the numbers that its paragraphs have now.
    pub renumbered: Option<Renumbered>,
    /// To look for words that are not where they were put down; made when the first are.
    pub reanchor: Option<Box<Reanchor>>,
}

/// See the module.
pub(super) struct Resolver<'n> {
    pub sink: Sink,
    pub sources: Vec<LoadedSource>,
    /// The source of words that name none, where the file says so.
    pub usual: Option<SourceIx>,
    /// The statements whose words are not those of this edition of their source, by id.
    pub unaccepted: HashSet<Box<str>>,
    /// What people set of the records, beside what these say.
    pub annotations: AnnotationTable,
    ids: AllIds<'n>,
    pub(super) search: Search,
    comparisons: usize,
}

/// The ids of every list.
#[derive(Debug)]
pub(super) struct AllIds<'n> {
    pub sources: Ids<'n>,
    pub actors: Ids<'n>,
    pub statements: Ids<'n>,
    pub events: Ids<'n>,
}

impl<'n> Ids<'n> {
    /// The ids of `nodes`, by position. An id that stands twice is told, and means the first.
    pub(super) fn of(
        record: RecordKind,
        nodes: &[&'n JsonNode<'n>],
        lines: &Lines,
        sink: &mut Sink,
    ) -> Self {
        let mut positions: HashMap<&'n str, (usize, u32)> = HashMap::new();
        for (position, node) in nodes.iter().enumerate() {
            let Some(id) = id_of(node) else { continue };
            if let Some((_, first)) = positions.get(id) {
                let (id, first) = (id.to_owned(), *first);
                sink.put(node.at, FaultKind::IdTwice { record, id, first });
            } else {
                positions.insert(id, (position, lines.of(node.at)));
            }
        }
        Self { record, positions }
    }
}

/// The id a record gives itself.
fn id_of<'n>(node: &'n JsonNode<'n>) -> Option<&'n str> {
    let Value::Object(entries) = &node.value else { return None };
    let entry = entries.iter().find(|entry| entry.key == "id")?;
    match &entry.node.value {
        Value::Text(id) => Some(id),
        _ => None,
    }
}

impl<'n> Resolver<'n> {
    pub(super) fn new(ids: AllIds<'n>, sink: Sink) -> Self {
        let search = Search::new();
        Self {
            sink,
            sources: Vec::new(),
            usual: None,
            unaccepted: HashSet::new(),
            annotations: AnnotationTable::default(),
            ids,
            search,
            comparisons: COMPARISONS,
        }
    }

    /// Keeps what people set of a record, as its keys say.
    pub(super) fn annotate(&mut self, fields: RecordFields<'n>, owner: FieldOwner, id: &str) {
        let set = super::set::annotations(fields, owner, &mut self.sink);
        if set == Annotations::default() {
            return;
        }
        let key: fn(Box<str>) -> RecordKey = match owner {
            FieldOwner::Statement => RecordKey::Row,
            FieldOwner::Actor => RecordKey::Actor,
            FieldOwner::Event => RecordKey::Event,
            FieldOwner::Source => RecordKey::Source,
        };
        self.annotations.put(key(id.into()), set);
    }

    /// Finds out which numbers the paragraphs of sources that changed have now, by all that the file,
    /// whose root is `node`, says of them.
    pub(super) fn renumber(&mut self, node: &'n JsonNode<'n>) {
        if !self.sources.iter().any(|loaded| loaded.changed) {
            return;
        }
        let placed = placed_in_file(node);
        let usual = self.usual.or_else(|| (self.sources.len() == 1).then_some(SourceIx(0)));
        for (at, loaded) in self.sources.iter_mut().enumerate().filter(|(_, s)| s.changed) {
            let unnamed = (usual == Some(SourceIx::from(at))).then_some(None);
            let named = std::iter::once(Some(&*loaded.source.id)).chain(unnamed);
            let own = named.filter_map(|source| placed.get(&source)).flatten();
            let mut all: Vec<_> = own.map(|(number, words)| (*number, words)).collect();
            all.sort_by_key(|(number, _)| *number);
            let document = &loaded.source.document;
            let search = loaded.reanchor.get_or_insert_with(|| Reanchor::of(document).into());
            let renumbered = Renumbered::of(document, search, all.into_iter());
            loaded.renumbered = Some(renumbered);
        }
    }

    fn position(&mut self, node: &'n JsonNode<'n>, key: &'static str, of: Of) -> Option<usize> {
        let ids = match of {
            Of::Sources => &self.ids.sources,
            Of::Actors => &self.ids.actors,
            Of::Statements => &self.ids.statements,
            Of::Events => &self.ids.events,
        };
        let id = super::fields::as_text(node, key, &mut self.sink)?;
        if let Some((position, _)) = ids.positions.get(id) {
            return Some(*position);
        }
        let near = self.comparisons.checked_sub(ids.positions.len()).and_then(|left| {
            self.comparisons = left;
            nearest(id, ids.positions.keys().copied()).map(str::to_owned)
        });
        let record = ids.record;
        self.sink.put(node.at, FaultKind::Dangling { record, id: id.to_owned(), nearest: near });
        None
    }

    /// The record that `node` names by its id.
    pub(super) fn one<T: From<usize>>(
        &mut self,
        node: &'n JsonNode<'n>,
        key: &'static str,
        of: Of,
    ) -> Option<T> {
        self.position(node, key, of).map(T::from)
    }

    /// The records that the list under `key` names.
    pub(super) fn many<T: From<usize>>(
        &mut self,
        fields: RecordFields<'n>,
        key: &'static str,
        of: Of,
    ) -> Vec<T> {
        fields.items(key).iter().filter_map(|node| self.one(node, key, of)).collect()
    }

    /// The same for actors where "nobody looked" and "the text does not say" are told apart.
    pub(super) fn stated_actors(
        &mut self,
        fields: RecordFields<'n>,
        key: &'static str,
    ) -> Stated<Vec<ActorIx>> {
        let looked = fields.list(key).map(|_| ());
        let actors: Vec<_> = self.many(fields, key, Of::Actors);
        // Ids that were all unknown say nothing.
        if looked == Stated::Is(()) && actors.is_empty() {
            return Stated::Unseen;
        }
        looked.map(|()| actors)
    }

    /// The words that `node` asks for: a text, or an object with `exact`.
    pub(super) fn words(
        &mut self,
        node: &'n JsonNode<'n>,
        key: &'static str,
    ) -> Option<Anchor<'n>> {
        const KEYS: [&str; 6] = ["exact", "prefix", "suffix", "paragraph", "nth", "source"];
        match &node.value {
            Value::Text(exact) if !exact.is_empty() => {
                let selector = Selector { exact, ..Selector::default() };
                Some(Anchor { at: node.at, selector, source: None })
            }
            Value::Object(_) => {
                let fields =
                    RecordFields::of(node, key, RecordKind::Selector, &KEYS, &mut self.sink)?;
                self.words_of(fields)
            }
            _ => super::fields::wrong(node, key, ValueShape::Words, &mut self.sink),
        }
    }

    /// The words among the keys of a record that says more about them; none where one of the keys
    /// that lead to them is wrong, so that a wrong key is not told twice.
    pub(super) fn words_of(&mut self, fields: RecordFields<'n>) -> Option<Anchor<'n>> {
        let sink = &mut self.sink;
        let told = sink.count();
        let selector = Selector {
            exact: fields.need_text("exact", sink)?,
            prefix: fields.text("prefix", sink).value().copied(),
            suffix: fields.text("suffix", sink).value().copied(),
            paragraph: fields.count("paragraph", sink),
            nth: fields.count("nth", sink),
        };
        let sound = sink.count() == told;
        sound.then(|| Anchor {
            at: fields.at,
            selector,
            source: fields.get("source").value().copied(),
        })
    }

    /// The source that words or a statement belong to: the one named, else the usual one, else the
    /// only one there is.
    pub(super) fn source_named(
        &mut self,
        named: Option<&'n JsonNode<'n>>,
        at: u32,
    ) -> Option<SourceIx> {
        match named {
            Some(node) => self.one(node, "source", Of::Sources),
            None if self.usual.is_some() => self.usual,
            None if self.sources.len() == 1 => Some(SourceIx(0)),
            None => {
                self.sink.put(at, FaultKind::WhichSource);
                None
            }
        }
    }

    /// The place of `words` in whatever source they name.
    pub(super) fn passage(&mut self, words: &Anchor<'n>) -> Option<Passage> {
        let source = self.source_named(words.source, words.at)?;
        let span = self.span(words, source, None)?;
        Some(Passage { source, span })
    }

    /// The place of `words` in `source`; `home` is the statement they belong to.
    pub(super) fn span(
        &mut self,
        words: &Anchor<'n>,
        source: SourceIx,
        home: Option<Span>,
    ) -> Option<Span> {
        let loaded = self.sources.get_mut(source.at())?;
        if loaded.trouble.is_some() {
            loaded.left_out += 1;
            return None;
        }
        let selector = &loaded.now(&words.selector);
        let document = &loaded.source.document;
        let home = home.map(|span| paragraphs_of(document, span));
        let text = || selector.exact.to_owned();
        let miss = match self.search.resolve(document, selector, home) {
            Ok(Resolved::There(span)) => return Some(span),
            Ok(Resolved::Elsewhere(span)) => {
                let paragraph = document.paragraph_at(span.start);
                self.sink.put(words.at, FaultKind::Moved { words: text(), paragraph });
                return Some(span);
            }
            Err(miss) => miss,
        };
        let what = match miss {
            Miss::Ambiguous { count, paragraphs } => {
                FaultKind::Ambiguous { words: text(), count, paragraphs }
            }
            Miss::Nth { nth, count } => FaultKind::Nth { words: text(), nth, count },
            Miss::NoParagraph(paragraph) => {
                FaultKind::NoParagraph { paragraph, paragraphs: document.paragraphs() }
            }
            Miss::NotFound => {
                if let Some(span) = loaded.other_edition(selector).filter(|_| loaded.changed) {
                    return Some(span);
                }
                let document = &loaded.source.document;
                let named = selector.paragraph.and_then(|number| document.block(number));
                let expected = named.map(|block| block.span).or(home);
                let nearest = self.search.nearest(document, selector.exact, expected);
                FaultKind::NotFound { words: text(), nearest }
            }
        };
        self.sink.put(words.at, what);
        None
    }
}

impl LoadedSource {
    /// The selector with the number that its paragraph has now; without any where that is not known.
    pub(super) fn now<'s>(&self, selector: &Selector<'s>) -> Selector<'s> {
        let Some(renumbered) = &self.renumbered else { return *selector };
        let Some(number) = selector.paragraph else { return *selector };
        match renumbered.now(number) {
            Some(now) => Selector { paragraph: Some(now), ..*selector },
            None => Selector { paragraph: None, nth: None, ..*selector },
        }
    }

    /// The words where they stand once with other quotation marks, spaces or line ends.
    fn other_edition(&mut self, selector: &Selector<'_>) -> Option<Span> {
        let document = &self.source.document;
        let search = self.reanchor.get_or_insert_with(|| Reanchor::of(document).into());
        let Selector { exact, prefix, suffix, paragraph, .. } = *selector;
        let wanted = WantedWords { exact, prefix, suffix, paragraph, place: None };
        let found = search.find(&wanted);
        found.span.filter(|_| found.state.has_words())
    }
}

/// Among which records an id is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Sources,
    Actors,
    Statements,
    Events,
}

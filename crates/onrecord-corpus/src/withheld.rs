//! What must not leave this desk: rows that a person calls sensitive or that were told on terms, what
//! stands in a sensitive source, and the words around both. [`Corpus::for_others`] takes it out of a
//! corpus at once, before any of it is written, so that no way out can forget it.

use std::collections::{HashMap, HashSet};

mod again;
mod cover;
mod faults;
mod letters;
mod names;
mod pieces;
mod texts;

use crate::verdicts::apart;
use crate::{Corpus, Records};
use again::is_put_on_record;
pub(crate) use again::{HeldButLost, HeldBySource};
use cover::{COVER, all_with_marks, covered_text, meets, without};
use names::HiddenNames;
use onrecord_model::fault::{Fault, FaultKind};
use onrecord_model::{
    ActorIx, Annotations, Event, FieldValue, Passage, RecordRef, RowRef, Source, SourceIx,
    Statement,
};
use onrecord_text::Span;
use pieces::RepeatedPieces;
use texts::cover_texts;

impl Corpus {
    /// Whether a row must not leave this desk: by its own terms, or since its source is sensitive.
    pub fn is_withheld(&self, row: RowRef) -> bool {
        self.row(row).is_some_and(|statement| self.keeps_back(statement))
    }

    /// The same of a row that one has.
    pub fn keeps_back(&self, statement: &Statement) -> bool {
        is_withheld(self.records(), statement)
    }

    /// The place where the same is withheld as in a statement of which nobody says so: another document,
    /// or a folder with decisions of its own.
    pub fn withheld_as_in(&self, statement: &Statement) -> Option<&str> {
        let records = self.records();
        place_elsewhere(records, statement).filter(|_| !is_set_so(records, statement))
    }

    /// The place of which all is withheld, and which holds what a source holds.
    pub fn source_withheld_as_in(&self, ix: SourceIx) -> Option<&str> {
        let (id, table) = (&self.source(ix)?.id, &self.records().annotations);
        let held = [table.outside.get(id), table.again.get(id)];
        held.into_iter().flatten().find_map(again::HeldElsewhere::whole)
    }

    /// Whether a record must not leave this desk, or cannot without telling of what must not: a row that
    /// shares words with a withheld one, an actor or an event that is known by such rows alone.
    pub fn withholds(&self, record: RecordRef) -> bool {
        let Some(held) = WithheldWords::of(self.records()) else { return false };
        match record {
            RecordRef::Row(row) => self.row(row).is_some_and(|s| held.holds(self.records(), s)),
            RecordRef::Source(ix) => held.sources.contains(&ix),
            RecordRef::Event(ix) => self.event(ix).is_some_and(|event| {
                let dates = event.dates.iter().map(|date| date.words);
                let mut places = event.passages.iter().copied().chain(dates);
                places.any(|place| held.covers(place))
                    || held.is_known_by_them_alone(event, self.records())
            }),
            RecordRef::Actor(ix) => {
                let at = |mention: &onrecord_model::Mention| Passage {
                    source: mention.source,
                    span: mention.span,
                };
                let first = self.actor(ix).and_then(|actor| actor.mentions.first());
                first.is_some_and(|first| held.covers(at(first)))
                    || held.known_by_them_alone(self.records()).contains(&ix)
            }
        }
    }

    /// Where a decision stands that cannot be read: what it may withhold is not known, and so not what may
    /// leave this desk.
    pub fn unread_decision(&self) -> Option<&Fault> {
        let hides = |fault: &&Fault| matches!(fault.what, FaultKind::JournalLine(line) if line.hides_decisions());
        self.faults().iter().find(hides)
    }

    /// The same corpus, each row of which says by itself that it must not leave this desk: in a list
    /// there is neither its source nor the row that it shares words with.
    #[must_use]
    pub fn with_marks(mut self) -> Self {
        let Some(held) = WithheldWords::of(self.records()) else { return self };
        let told = rows(self.records()).filter(|row| held.holds(self.records(), row));
        let passages = self.passages.iter().flat_map(|passages| &passages.records.statements);
        let covered =
            passages.filter(|row| held.covers(Passage { source: row.source, span: row.hull() }));
        let ids: Vec<_> = told.chain(covered).map(|row| row.id.clone()).collect();
        for id in ids {
            self.records.annotations.keep_back(id);
        }
        self
    }

    /// The same corpus without what must not leave this desk, and how many rows that are. What is left
    /// keeps its place: the bytes of withheld words are covered, with the paragraphs they stand in, but
    /// for the words of other statements there.
    #[must_use]
    pub fn for_others(self) -> (Self, usize) {
        let Some(held) = WithheldWords::of(self.records()) else { return (self, 0) };
        let mut records = self.records;
        let (count, covered) = held.take_out(&mut records);
        let mut corpus = Self::new(records);
        if let Some(passages) = corpus.passages.take() {
            let mut records = passages.records;
            records.keep(|passage| {
                covered.get(&passage.source).is_none_or(|all| !meets(all, passage.hull()))
            });
            let some = !records.statements.is_empty();
            corpus.passages = some.then(|| Box::new(Self::indexed(records)));
        }
        (corpus, count)
    }
}

/// Whether a person wants a statement kept back, its source, or the same words elsewhere.
fn is_withheld(records: &Records, statement: &Statement) -> bool {
    is_set_so(records, statement) || place_elsewhere(records, statement).is_some()
}

/// Whether a person wants a statement kept back, or its source.
fn is_set_so(records: &Records, statement: &Statement) -> bool {
    let table = &records.annotations;
    if table.is_empty() {
        return false;
    }
    let held =
        |annotations: Option<&Annotations>| annotations.is_some_and(Annotations::is_withheld);
    let source = || records.sources.get(statement.source.at()).and_then(|s| table.source(&s.id));
    held(table.row(&statement.id)) || held(source())
}

/// Where the same is withheld. What a person has put on the record here is open in spite of what is
/// withheld there, unless that is decided elsewhere altogether.
fn place_elsewhere<'r>(records: &'r Records, statement: &Statement) -> Option<&'r str> {
    let table = &records.annotations;
    if table.again.is_empty() && table.outside.is_empty() {
        return None;
    }
    let id = &records.sources.get(statement.source.at())?.id;
    let outside = table.outside.get(id).and_then(|held| held.place(&statement.spans));
    let again = || {
        let held = table.again.get(id)?;
        held.whole().or_else(|| {
            let place = held.place(&statement.spans)?;
            (!is_put_on_record(records, statement)).then_some(place)
        })
    };
    outside.or_else(again)
}

/// The words that must not leave this desk.
struct WithheldWords {
    /// Those of withheld rows, by source, in order and apart.
    words: HashMap<SourceIx, Vec<Span>>,
    /// Sensitive sources.
    sources: HashSet<SourceIx>,
    /// What is covered of the other sources: the paragraphs that withheld words stand in, without the
    /// words of other statements.
    covered: HashMap<SourceIx, Vec<Span>>,
}

impl WithheldWords {
    /// What is withheld of `records`; `None` where nothing is.
    fn of(records: &Records) -> Option<Self> {
        let table = &records.annotations;
        if !table.withholds() {
            return None;
        }
        let elsewhere =
            |source: &Source| [table.again.get(&source.id), table.outside.get(&source.id)];
        let sensitive = |source: &Source| {
            table.source(&source.id).is_some_and(Annotations::is_withheld)
                || elsewhere(source).into_iter().flatten().any(again::HeldElsewhere::is_whole)
        };
        let sources = (0..).map(SourceIx).zip(&records.sources);
        let sources = sources.filter(|(_, source)| sensitive(source)).map(|(ix, _)| ix).collect();
        let mut held = Self { words: HashMap::new(), sources, covered: HashMap::new() };
        for statement in rows(records).filter(|statement| is_withheld(records, statement)) {
            let words = held.words.entry(statement.source).or_default();
            words.extend(&statement.spans);
            words.extend(missed_words(records, statement));
        }
        for (ix, source) in (0..).map(SourceIx).zip(&records.sources) {
            for span in
                elsewhere(source).into_iter().flatten().flat_map(again::HeldElsewhere::spans)
            {
                held.words.entry(ix).or_default().push(span);
            }
        }
        for words in held.words.values_mut() {
            *words = apart(std::mem::take(words));
        }
        held.cover(records);
        Some(held)
    }

    /// Finds the paragraphs to be covered, and leaves the words of other statements out of them.
    fn cover(&mut self, records: &Records) {
        let mut shown: HashMap<SourceIx, Vec<Span>> = HashMap::new();
        for statement in rows(records).filter(|s| self.words.contains_key(&s.source)) {
            if self.holds(records, statement) {
                continue;
            }
            let shown = shown.entry(statement.source).or_default();
            shown.extend(&statement.spans);
            if let Some(known) = statement.provenance.as_deref() {
                shown.extend(known.mention.iter().chain(&known.cue).chain(&known.attribution));
            }
        }
        for (ix, words) in &self.words {
            let Some(source) = records.sources.get(ix.at()) else { continue };
            let blocks = source.document.blocks().iter().map(|block| block.span);
            let blocks = apart(blocks.filter(|block| meets(words, *block)).collect());
            let shown = shown.get(ix).map_or(&[][..], |shown| shown);
            let mut covered = without(&blocks, &all_with_marks(source.document.text(), shown));
            // Attributing words that another statement shares are not left out of what is withheld.
            covered.extend(words);
            self.covered.insert(*ix, apart(covered));
        }
    }

    /// Whether a statement has withheld words, its own or another's.
    fn holds(&self, records: &Records, statement: &Statement) -> bool {
        let words = self.words.get(&statement.source).map_or(&[][..], |words| words);
        let shares = |span: &Span| meets(words, *span);
        self.sources.contains(&statement.source)
            || statement.spans.iter().any(shares)
            || is_withheld(records, statement)
    }

    /// Whether any of a passage is covered.
    fn covers(&self, passage: Passage) -> bool {
        let covered = self.covered.get(&passage.source).map_or(&[][..], |covered| covered);
        self.sources.contains(&passage.source) || meets(covered, passage.span)
    }

    /// The actors that nothing but what is withheld tells of.
    fn known_by_them_alone(&self, records: &Records) -> HashSet<ActorIx> {
        let (mut before, mut after) = (HashSet::new(), HashSet::new());
        for statement in rows(records) {
            let named = statement.speaker.value().into_iter().chain(statement.audience());
            let named = named.chain(statement.about()).copied();
            let named: Vec<_> = named.chain(statement.via().iter().map(|s| s.actor)).collect();
            before.extend(&named);
            if !self.holds(records, statement) {
                after.extend(named);
            }
        }
        for (ix, actor) in (0..).map(ActorIx).zip(&records.actors) {
            let mut places =
                actor.mentions.iter().map(|m| Passage { source: m.source, span: m.span });
            let is_known = !actor.mentions.is_empty() || self.is_apart_in(records, &actor.id);
            before.extend(is_known.then_some(ix));
            after.extend(places.any(|place| !self.covers(place)).then_some(ix));
        }
        let outlets = (0..).map(SourceIx).zip(&records.sources);
        for (ix, outlet) in outlets.filter_map(|(ix, source)| Some((ix, source.outlet?))) {
            before.insert(outlet);
            after.extend((!self.sources.contains(&ix)).then_some(outlet));
        }
        for event in &records.events {
            before.extend(&event.actors);
            after.extend(
                event.actors.iter().filter(|_| !self.is_known_by_them_alone(event, records)),
            );
        }
        before.difference(&after).copied().collect()
    }

    /// Whether a person says that somebody else is meant where something is withheld: of the actor there
    /// may be no more than the name.
    fn is_apart_in(&self, records: &Records, actor: &str) -> bool {
        let set = records.annotations.actor(actor);
        let mut elements = set.into_iter().flat_map(|set| &set.elements);
        elements.any(|(_, element)| {
            let FieldValue::Place(place) = element else { return false };
            let at = records.sources.iter().position(|source| source.id == place.source);
            at.map(SourceIx::from)
                .is_none_or(|ix| self.sources.contains(&ix) || self.words.contains_key(&ix))
        })
    }

    /// Whether nothing but what is withheld tells of an event.
    fn is_known_by_them_alone(&self, event: &Event, records: &Records) -> bool {
        let dates = event.dates.iter().map(|date| date.words);
        let told = event.statements.iter().filter_map(|ix| records.statements.get(ix.at()));
        let marks = event.passages.iter().copied().chain(dates).map(|p| self.covers(p));
        let mut marks = marks.chain(told.map(|s| self.holds(records, s))).peekable();
        marks.peek().is_some() && marks.all(|held| held)
    }

    /// Takes all of it out of `records`. Returns how many rows that were, and what is covered, by the
    /// new positions of the sources.
    fn take_out(self, records: &mut Records) -> (usize, HashMap<SourceIx, Vec<Span>>) {
        let actors = self.known_by_them_alone(records);
        self.cover_faults(records, &actors);
        self.cover_told_words(records);
        HiddenNames::of(records, &actors).cover(records);
        let events = (0..records.events.len()).rev();
        let known = |at: &usize| {
            let event = records.events.get(*at);
            event.is_some_and(|event| self.is_known_by_them_alone(event, records))
        };
        let events: Vec<_> = events.filter(known).collect();
        let gone: HashSet<Box<str>> = rows(records)
            .filter(|statement| self.holds(records, statement))
            .map(|statement| statement.id.clone())
            .collect();
        let before = rows(records).count();
        let stays = [&records.statements, &records.weak, &records.aside];
        let [statements, weak, aside] =
            stays.map(|rows| rows.iter().map(|s| !self.holds(records, s)).collect::<Vec<_>>());
        records.keep_marked(&statements);
        retain(&mut records.weak, &weak);
        retain(&mut records.aside, &aside);
        let count = before - rows(records).count();
        for at in events {
            records.leave_out_event(at);
        }
        self.leave_out_places(records);
        records.leave_out_actors(&actors);
        records.annotations.unlink(&gone);
        // All of it is covered; where it stood are other bytes now.
        records.annotations.outside.clear();
        records.annotations.lost = HeldButLost::default();
        self.leave_out_context(records);
        for facts in records.statements.iter_mut().chain(&mut records.weak) {
            if let Some(carried) = facts.known_mut().and_then(|facts| facts.carried.as_mut()) {
                carried.links.retain(|(_, id)| !gone.contains(id));
            }
        }
        for (ix, covered) in &self.covered {
            if let Some(source) = records.sources.get_mut(ix.at()) {
                source.document = covered_text(&source.document, covered);
            }
        }
        let places = leave_out_sources(records, &self.sources);
        faults::cover_lost(records);
        let moved = |(ix, covered): (SourceIx, _)| Some((places.get(ix.at()).copied()??, covered));
        (count, self.covered.into_iter().filter_map(moved).collect())
    }

    /// Covers withheld words in titles, notes and the like.
    fn cover_told_words(&self, records: &mut Records) {
        let held = rows(records).filter(|row| is_withheld(records, row));
        let recorded = held.flat_map(|row| row.recorded_words().into_iter().flatten());
        let recorded = recorded.map(|piece| &*piece.exact);
        let here = self.words.iter().filter_map(|(ix, spans)| {
            let text = records.sources.get(ix.at())?.document.text();
            Some(spans.iter().map(move |span| span.of(text)))
        });
        let lost = records.annotations.lost.words.iter().map(|words| &**words);
        let words = here.flatten().chain(recorded).chain(lost);
        let pieces = RepeatedPieces::of(words.map(|words| (words, "")));
        if !pieces.is_empty() {
            cover_texts(records, |text| pieces.covered(text));
        }
    }

    /// Leaves out what stood around recorded words beside which something is withheld.
    fn leave_out_context(&self, records: &mut Records) {
        let rows = records.statements.iter_mut().chain(&mut records.weak).chain(&mut records.aside);
        for row in rows.filter(|row| self.words.contains_key(&row.source)) {
            let recorded = row.known_mut().and_then(|facts| facts.recorded.as_mut());
            for piece in recorded.into_iter().flat_map(|recorded| &mut recorded.pieces) {
                (piece.prefix, piece.suffix) = (None, None);
            }
        }
    }

    /// Leaves out what stands in covered words: mentions, dates, passages.
    fn leave_out_places(&self, records: &mut Records) {
        let shown = |source, span| !self.covers(Passage { source, span });
        for actor in &mut records.actors {
            actor.mentions.retain(|mention| shown(mention.source, mention.span));
            actor.portraits.retain(|told| told.source.is_none_or(|ix| !self.sources.contains(&ix)));
        }
        for event in &mut records.events {
            event.passages.retain(|passage| shown(passage.source, passage.span));
            event.dates.retain(|date| shown(date.words.source, date.words.span));
        }
        records.dates.retain(|date| shown(date.words.source, date.words.span));
        records.dismissed.retain(|dismissal| shown(dismissal.source, dismissal.span));
    }
}

/// What may be the words of a statement that has no place any more: every place where they stand, and
/// the paragraph near which they are missed.
fn missed_words(records: &Records, statement: &Statement) -> Vec<Span> {
    let source = records.sources.get(statement.source.at());
    let Some(source) = source.filter(|_| !statement.anchor_state().has_place()) else {
        return Vec::new();
    };
    let document = &source.document;
    let near = document.block(document.paragraph_at(statement.hull().start));
    let mut found: Vec<_> = near.map(|block| block.span).into_iter().collect();
    for piece in statement.recorded_words().into_iter().flatten() {
        let places = document.text().match_indices(&*piece.exact);
        found.extend(places.map(|(at, words)| Span::at(at, at + words.len())));
    }
    found
}

/// All rows of the records but passages.
fn rows(records: &Records) -> impl Iterator<Item = &Statement> {
    records.statements.iter().chain(&records.weak).chain(&records.aside)
}

/// Keeps the elements that `stays` marks.
fn retain<T>(list: &mut Vec<T>, stays: &[bool]) {
    let mut stays = stays.iter();
    list.retain(|_| stays.next() != Some(&false));
}

/// Leaves out sources that nothing refers to any more. Returns the new position of each.
fn leave_out_sources(records: &mut Records, which: &HashSet<SourceIx>) -> Vec<Option<SourceIx>> {
    let (mut kept, mut places, mut stays) = (0, Vec::new(), Vec::new());
    for at in (0..records.sources.len()).map(SourceIx::from) {
        let stay = !which.contains(&at);
        places.push(stay.then(|| SourceIx::from(kept)));
        stays.push(stay);
        kept += usize::from(stay);
    }
    retain(&mut records.sources, &stays);
    records.each_source(|ix| *ix = places.get(ix.at()).copied().flatten().unwrap_or(*ix));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RecordKey;
    use crate::file_format::{self, LoadedText};
    use onrecord_model::{Document, Field};

    #[test]
    fn what_is_withheld_and_has_no_place_any_more_gets_out_nowhere() {
        let text =
            "Ana met the broker twice.\n\nThe broker denied it. Nobody else knew.\n\nHe left.";
        for (anchor, gone) in [
            // It stands twice: which is meant is not known.
            (r#"{ "exact": "the broker", "prefix": "x", "suffix": "y" }"#, "the broker"),
            (r#""The broker never denied anything of the kind""#, "denied"),
        ] {
            let file = format!(
                r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt", "sha256": "{}" }},
                "statements": {{ "id": "s", "form": "direct", "anchor": {anchor} }} }}"#,
                "0".repeat(64)
            );
            let text = text.replace("The broker", "The one the broker");
            let mut records = file_format::read(&file, "file", &mut |wanted| {
                let document = Document::new(text.as_str());
                wanted
                    .iter()
                    .map(|_| Ok(LoadedText { document: document.clone(), ..LoadedText::default() }))
                    .collect()
            });
            assert!(!records.statements[0].anchor_state().has_place());
            // The paragraph it stood in.
            let second = records.sources[0].document.block(2).unwrap().span.start;
            records.statements[0].spans = [Span::new(second, second)].into_iter().collect();
            let values = vec![(Field::Sensitive, FieldValue::Flag(true))];
            let set = Annotations { values, ..Annotations::default() };
            records.annotations.put(RecordKey::Row("s".into()), set);
            let (corpus, count) = Corpus::new(records).for_others();
            assert_eq!((count, corpus.statements().len()), (1, 0));
            let shown = corpus.sources()[0].document.text();
            assert!(!shown.contains(gone), "{shown}");
            let told = format!("{:?}", corpus.faults());
            assert!(!told.contains("broker"), "{told}");
        }
    }
}

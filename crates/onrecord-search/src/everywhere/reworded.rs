//! Places that say the same in other words, out of the rows that were found to.

use onrecord_corpus::{Corpus, DiffKind};
use onrecord_language::{Class, Language, Tables, negates};
use onrecord_model::{PassageIx, RowRef, StatementIx};
use onrecord_text::fold::folded;
use onrecord_text::words::each_word;

use super::excerpt::{excerpt, placed};
use super::paraphrase::{Paraphrase, paraphrases};
use super::reprint::{LONGER, Reprint, ReprintKind, SoughtText, StandsFor};
use super::translation::{TranslatedRow, translations};
use crate::index::Index;
use crate::session::IndexedCorpus;

/// Adds to the places of the words those that say the same in the other language, and around the row that was
/// asked for those that say it in other words of its own. `None` when told to stop.
pub(super) fn add_reworded(
    (corpus, index): (&Corpus, &Index),
    wanted: &SoughtText,
    (places, passages): (&mut Vec<Reprint>, &mut Vec<Reprint>),
    keep_going: &dyn Fn() -> bool,
) -> Option<()> {
    let is_known = |places: &[Reprint], row: RowRef| places.iter().any(|place| place.row == row);
    if let Some(asked) = wanted.row.and_then(RowRef::statement) {
        let around = paraphrases(corpus, asked).into_iter();
        let around = around.filter(|found| !is_known(places, found.row.into()));
        let around: Vec<_> =
            around.filter_map(|found| wanted.paraphrased(corpus, &found)).collect();
        places.extend(around);
    }
    let add = |indexed, places: &mut Vec<Reprint>, row: fn(u32) -> RowRef| {
        let may = |at| !is_known(places, row(at));
        let found = translations(indexed, &wanted.words, &may, keep_going)?;
        places.extend(found.iter().filter_map(|one| wanted.translated(corpus, row(one.row), one)));
        Some(())
    };
    add(IndexedCorpus { corpus, index }, places, |row| RowRef::Statement(StatementIx(row)))?;
    if let Some((corpus, index)) = corpus.passages().zip(index.passages.as_deref()) {
        add(IndexedCorpus { corpus, index }, passages, |row| RowRef::Passage(PassageIx(row)))?;
    }
    Some(())
}

impl SoughtText {
    /// A row that says the same in the other language.
    pub(super) fn translated(
        &self,
        corpus: &Corpus,
        row: RowRef,
        found: &TranslatedRow,
    ) -> Option<Reprint> {
        let mut place = self.linked(corpus, row, ReprintKind::Translated(found.language))?;
        let statement = corpus.row(row)?;
        let document = &corpus.source(statement.source)?.document;
        let words = placed(document, &statement.spans);
        let pairs = found.pairs.iter().filter_map(|(asked, there)| {
            let asked = self.words.words.get(*asked)?.key.clone();
            let there = words.get(*there)?.span.of(document.text()).to_owned();
            (folded(&there) != asked).then_some(StandsFor { asked, there })
        });
        place.stands_for = pairs.collect();
        let long = found.words > LONGER * found.stretch.len();
        if statement.recorded_words().is_none() && (statement.form.is_passage() || long) {
            place.spans = excerpt(document, &statement.spans, found.stretch.clone(), (0, 0));
            let pieces = place.spans.iter().map(|span| document.words(*span));
            place.words = pieces.collect::<Vec<_>>().join(" … ");
        }
        place.likeness = found.likeness.clamp(0.0, 1.0);
        place.differences.turned = self.turned(&place.words);
        Some(place)
    }

    /// A statement beside it that quotes what it reports, or reports what it quotes.
    pub(super) fn paraphrased(&self, corpus: &Corpus, found: &Paraphrase) -> Option<Reprint> {
        let mut place = self.linked(corpus, found.row.into(), ReprintKind::Reworded)?;
        place.likeness = found.likeness.clamp(0.0, 1.0);
        place.both_about.clone_from(&found.about);
        Some(place)
    }

    /// The words that turn round what is said, where only one side has any. A verb that does (`denied`) is only
    /// another way to say it.
    fn turned(&self, there: &str) -> Vec<(DiffKind, String)> {
        match (turning(&self.text), turning(there)) {
            (gone, put) if put.is_empty() => in_diff(DiffKind::Removed, gone),
            (gone, put) if gone.is_empty() => in_diff(DiffKind::Added, put),
            _ => Vec::new(),
        }
    }
}

fn in_diff(kind: DiffKind, words: Vec<String>) -> Vec<(DiffKind, String)> {
    words.into_iter().filter(|word| is_not(word)).map(|word| (kind, word)).collect()
}

/// The words of `text` that turn round what is said, as they stand.
fn turning(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(text, |word| {
        let there = word.span.of(text);
        if !word.joined && negates(&plain(there)) {
            found.push(there.to_owned());
        }
    });
    found
}

/// Whether a word says “not” or “nobody”.
fn is_not(word: &str) -> bool {
    const NOT: Class = Class::all(&[Class::NEGATION, Class::NOBODY]);
    let plain = plain(word);
    let tables = [Language::English, Language::Spanish].map(Tables::of);
    tables.iter().any(|tables| tables.class(&plain).is(NOT))
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

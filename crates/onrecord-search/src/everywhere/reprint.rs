//! [`Reprint`]: one place where the words stand, or nearly these, and whether it is one.

use onrecord_corpus::{Corpus, WordDiff};
use onrecord_language::Language;
use onrecord_model::{ActorIx, LinkKind, Polarity, RowRef, SourceIx, Statement};
use onrecord_text::Span;
use smallvec::SmallVec;

use super::candidates::AlignedRow;
use super::difference::Differences;
use super::excerpt::excerpt;
use super::wanted::SoughtWords;

/// Words below which any sentence may have them: less must be by the same speaker, or be the very words.
const TELLING: usize = 4;

/// Share of the words of the stretch that must agree, on the side where fewer do, and where more do.
/// Chosen with `cargo bench --bench everywhere`.
const DENSE: (f32, f32) = (0.4, 0.6);
/// Share of what is looked for that must stand there, or of a statement's words that must be among it.
const COVERED: f32 = 0.5;
const COVERING: f32 = 0.6;
/// The same where few words tell something.
const FEW_COVERED: f32 = 0.7;
/// A part of what is looked for counts wherever it stands, with so many words that tell something and so
/// much of them the same.
const LONG: usize = 6;
const LONG_DENSE: f32 = 0.8;

/// From so many times the words looked for on, a statement is shown in part.
pub(super) const LONGER: usize = 2;

/// Why something is a place of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReprintKind {
    /// The words stand there, or nearly these.
    Words,
    /// What they say stands there in other words of the same language, as far as the tables of meaning tell.
    Reworded,
    /// What they say stands there in this language, which is not theirs, as far as these tell.
    Translated(Language),
    /// A person has linked the two so.
    Linked(LinkKind),
}

/// Whom a place names, beside whom the asked one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// The same speaker, or there is none to compare with.
    Same,
    /// Somebody else.
    Another,
    /// Nobody, as a passage does.
    Nobody,
}

/// A place where the words stand, or nearly these.
#[derive(Debug, Clone)]
pub struct Reprint {
    /// The statement, or the passage where nobody is quoted.
    pub row: RowRef,
    /// Its source.
    pub source: SourceIx,
    /// Where the words stand there, in order.
    pub spans: SmallVec<[Span; 2]>,
    /// The words, pieces joined as everywhere.
    pub words: String,
    /// Whether it is the one that was asked for.
    pub asked: bool,
    /// Why it is one.
    pub kind: ReprintKind,
    /// How much of the words that face each other is the same, from 0 to 1; of what stands there in other
    /// words, how much of either side stands for some of the other.
    pub likeness: f32,
    /// Which word there stands for which of those looked for, as far as they differ: what it is a place by,
    /// where it says the same in other words.
    pub stands_for: Vec<StandsFor>,
    /// Whom both speak of, where that helped to find it.
    pub both_about: Vec<ActorIx>,
    /// From the words that were asked for to those that stand here.
    pub diff: WordDiff,
    /// What that makes of them.
    pub differences: Differences,
    /// Who says it here, where that is known.
    pub speaker: Option<ActorIx>,
    /// Whom it names, beside whom the asked one does.
    pub naming: Naming,
    /// Whether the attributing words deny the words.
    pub denies: bool,
    /// Whether they do here and not there, or there and not here; typed words are denied by nobody.
    pub denial_differs: bool,
    /// The other sources in which the same text stands around the words, by their date.
    pub copies: Vec<ReprintCopy>,
}

/// A word that stands for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsFor {
    /// The one that is looked for.
    pub asked: String,
    /// The one that stands there.
    pub there: String,
}

/// The same words in a copy of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReprintCopy {
    /// The statement, or the passage.
    pub row: RowRef,
    /// Its source.
    pub source: SourceIx,
    /// Where the words stand there.
    pub spans: SmallVec<[Span; 2]>,
}

impl Reprint {
    /// Whether what it says is turned round: by its words, or by those that attribute it.
    pub fn is_turned(&self) -> bool {
        !self.differences.turned.is_empty() || self.denial_differs
    }
}

/// What is asked for.
#[derive(Debug, Default)]
pub(super) struct SoughtText {
    /// As a reader sees it.
    pub text: String,
    /// Its words.
    pub words: SoughtWords,
    /// The row that was asked for.
    pub row: Option<RowRef>,
    /// Who said it.
    pub speaker: Option<ActorIx>,
    /// Whether its cue denies it.
    pub denies: bool,
}

impl SoughtText {
    /// Whether a row has enough of the words to be a place of them.
    pub(super) fn is_met(&self, candidate: &AlignedRow, statement: &Statement) -> bool {
        let said = !statement.form.is_passage();
        let speaker = statement.speaker.value().filter(|_| said);
        let same = speaker.is_some() && speaker == self.speaker.as_ref();
        let (agreed, telling) = (candidate.stretch.agreed, candidate.stretch.telling);
        let share = |of: f32| if of > 0.0 { agreed / of } else { 0.0 };
        let dense = [candidate.within.0, candidate.within.1].map(share);
        let (less, more) = (dense[0].min(dense[1]), dense[0].max(dense[1]));
        if less < DENSE.0 || more < DENSE.1 {
            return false;
        }
        let (covered, covering) =
            (share(candidate.weights.0), if said { share(candidate.weights.1) } else { 0.0 });
        if telling >= TELLING {
            return covered >= COVERED
                || covering >= COVERING
                || (telling >= LONG && less >= LONG_DENSE);
        }
        let all = covered >= 0.999 || covering >= 0.999;
        let very = candidate.stretch.is_exact() && all;
        let few = covered >= FEW_COVERED || (covering >= FEW_COVERED && telling > 1);
        (very && telling > 1) || (same && few && telling > 0) || (same && very)
    }

    /// The place.
    pub(super) fn reprint(
        &self,
        corpus: &Corpus,
        row: RowRef,
        candidate: &AlignedRow,
    ) -> Option<Reprint> {
        let statement = corpus.row(row)?;
        let asked = self.row == Some(row);
        let said = !statement.form.is_passage();
        let long = candidate.words > LONGER * self.words.words.len()
            && candidate.within.1 * 2.0 < candidate.weights.1;
        let part = !asked && statement.recorded_words().is_none() && (!said || long);
        let mut place = self.linked(corpus, row, ReprintKind::Words)?;
        if part {
            let source = corpus.source(statement.source)?;
            let stretch = &candidate.stretch;
            let missing = (stretch.wanted.start, self.words.words.len() - stretch.wanted.end);
            place.spans = excerpt(&source.document, &statement.spans, stretch.row.clone(), missing);
            let pieces = place.spans.iter().map(|span| source.document.words(*span));
            place.words = pieces.collect::<Vec<_>>().join(" … ");
        }
        let (asked_for, there) = candidate.within;
        place.likeness =
            (2.0 * candidate.stretch.agreed / (asked_for + there).max(f32::EPSILON)).min(1.0);
        place.diff = WordDiff::of(&self.text, &place.words);
        place.differences = Differences::of(&place.diff);
        Some(place)
    }

    /// A row as a place of the words, without a look at them.
    pub(super) fn linked(
        &self,
        corpus: &Corpus,
        row: RowRef,
        kind: ReprintKind,
    ) -> Option<Reprint> {
        let statement = corpus.row(row)?;
        let denies = denies(statement);
        let asked = self.row == Some(row);
        let said = !statement.form.is_passage();
        Some(Reprint {
            row,
            source: statement.source,
            spans: statement.spans.clone(),
            words: corpus.words(statement),
            asked,
            kind,
            likeness: if asked { 1.0 } else { 0.0 },
            stands_for: Vec::new(),
            both_about: Vec::new(),
            diff: WordDiff::default(),
            differences: Differences::default(),
            speaker: statement.speaker.value().copied().filter(|_| said),
            naming: Naming::Nobody,
            denies,
            denial_differs: said && denies != self.denies,
            copies: Vec::new(),
        })
    }
}

/// Whether the attributing words deny a statement's words.
pub(super) fn denies(statement: &Statement) -> bool {
    statement.polarity() == Some(Polarity::Denies)
}

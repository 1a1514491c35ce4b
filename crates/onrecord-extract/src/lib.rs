//! Who said what, by rule: proposes the statements, actors and dates of one document, in English and
//! Spanish; in German, French, Portuguese and Italian who stands beside a quote, and in the last three what
//! is reported behind "that"; in any other language what stands between quotation marks. Floor 2 of the house.
//!
//! Deterministic, offline, linear in the length of the text. It knows no files, no ids and no other
//! document, and it guesses nobody: what it cannot decide it leaves out, and what it infers it says
//! ([`Proposal::speaker_by`]). The rules go by the classes that `onrecord-language` gives words.
//!
//! ```
//! use onrecord_extract::{ExtractionContext, extract};
//! use onrecord_model::Document;
//!
//! let document = Document::new("“Nobody called me about it,” Nora Quint told the council.");
//! let found = extract(&document, &ExtractionContext::default(), &[]);
//! let said = &found.statements[0];
//! assert_eq!(document.words(said.spans[0]), "Nobody called me about it");
//! assert_eq!(found.actors[said.speaker.unwrap() as usize].name, "Nora Quint");
//! ```
//!
//! A paragraph goes through `tokens`, `sentence` and `quotes`; `attribution` finds the words that
//! attribute, `names` and `dates` who and when; `statements` puts them together.

mod attribution;
mod cues;
mod dates;
mod names;
mod phrases;
mod punctuation;
mod quotes;
mod sentence;
mod statements;
mod tokens;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

pub use cues::{Cues, MarkedCue};
pub use onrecord_language::Language;

pub use onrecord_model::Rule;

use onrecord_model::{
    ActorKind, Coverage, Day, Document, Form, How, Polarity, SpeakerBy, Strength, Traits, Turn,
    When,
};
use onrecord_text::Span;

/// What is known about a document before it is read.
#[derive(Debug, Clone, Default)]
pub struct ExtractionContext {
    /// When it was published: what "last Tuesday" is counted from.
    pub published: Option<When>,
    /// Its language; found from its words where it is not given.
    pub language: Option<Language>,
    /// What its metadata call it, which the text may not repeat: an interview is with whom its title names.
    pub title: Option<String>,
}

/// Everything proposed for a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Extraction {
    /// In order of their first byte.
    pub statements: Vec<Proposal>,
    /// In order of their first mention.
    pub actors: Vec<ProposedActor>,
    /// In order of their first byte.
    pub dates: Vec<DateMention>,
    /// How far the language of the document is read.
    pub coverage: Coverage,
}

/// A proposed statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its bytes, in order; more than one where the attribution interrupts. Never empty.
    pub spans: SmallVec<[Span; 2]>,
    /// How the source gives the words.
    pub form: Form,
    /// Index in [`Extraction::actors`]; `None`: not stated.
    pub speaker: Option<u32>,
    /// From what the speaker is known; `None` where nobody is.
    pub speaker_by: Option<SpeakerBy>,
    /// Who may be the speaker, where nobody is known and each of these fits as well as the others, as
    /// indices in [`Extraction::actors`].
    pub candidates: Vec<u32>,
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The words that attribute it: a verb with what changes its sense ("refused to say"), an opener
    /// ("according to"), or the colon behind a name.
    pub cue: Option<Span>,
    /// What the cue makes of the words; `None` where that stays open or no table knows it.
    pub polarity: Option<Polarity>,
    /// Whether the cue only says that it was said.
    pub only_says: bool,
    /// All the words that attribute it.
    pub attribution: Vec<Span>,
    /// Who relayed it, as indices in [`Extraction::actors`].
    pub via: Vec<u32>,
    /// To whom, as indices in [`Extraction::actors`].
    pub audience: Vec<u32>,
    /// When it was said, and the words that say so.
    pub said: Option<(When, Span)>,
    /// Why it was proposed.
    pub rule: Rule,
    /// How far the words show that it is a statement.
    pub strength: Strength,
}

/// A proposed actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedActor {
    /// Its fullest name, or the description of an unnamed one.
    pub name: String,
    /// What sort of party.
    pub kind: ActorKind,
    /// What the text tells of it besides the name.
    pub traits: Traits,
    /// Other names.
    pub aliases: Vec<String>,
    /// Where it is mentioned, and how, in order.
    pub mentions: Vec<(Span, How)>,
}

/// A date the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// Its words.
    pub span: Span,
    /// As stated and as resolved.
    pub when: When,
    /// The clause it dates, where that makes an event worth showing.
    pub event: Option<Span>,
}

/// Proposes who said what in a document. Deterministic, offline, linear.
///
/// `turns` are the speaker turns that a reader found in a transcript; they may be empty.
pub fn extract(document: &Document, about: &ExtractionContext, turns: &[Turn]) -> Extraction {
    let language = about.language.unwrap_or_else(|| onrecord_language::guess(document.body()));
    let found = statements::read(document, about, language, turns);
    let coverage = match language {
        Language::English | Language::Spanish => Coverage::Whole,
        Language::German | Language::French | Language::Portuguese | Language::Italian => {
            Coverage::Quotes
        }
        Language::Other => Coverage::Marks,
    };
    Extraction { coverage, ..found }
}

/// A paragraph as a person takes hold of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentenceSpans {
    /// Its sentences, in order, each from its first to its last character.
    pub sentences: Vec<Span>,
    /// What stands between quotation marks in it, in order, without the marks and without a comma
    /// before the closing one.
    pub quotes: Vec<Span>,
}

/// The sentences of the paragraph (or the piece of one) at `paragraph` of `text`, and what is quoted in
/// it. A quote is never cut: what attributes it belongs to its sentence.
pub fn sentences(text: &str, paragraph: Span) -> SentenceSpans {
    statements::sentences(text, paragraph, onrecord_language::guess(text))
}

/// What a person may mean who types nothing but this as a date, on the day `today`, in any language that
/// the tables know: nothing where it is no date, two where day and month may stand either way round.
/// `ahead`: of a day without its year or week the next one is meant (by when to answer), else the last.
pub fn typed_date(text: &str, today: Day, ahead: bool) -> Vec<When> {
    dates::typed(text, today, ahead)
}

/// What the words of a role tell, `mayor of Alder`, in whichever language they are.
pub fn traits_of(role: &str) -> Traits {
    names::traits_of(role)
}

#[cfg(test)]
mod tests;

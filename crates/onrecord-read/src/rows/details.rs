//! [`Details`]: what a row says beyond its words, its speaker's name, its source, date and link.
//!
//! One table says which key of a line is read how. A value that cannot be read is told and left out;
//! the row stands without it.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::anchor::{self, RowAnchor};
use super::annotated;
use super::words::{FORMS, meant};
use onrecord_model::terms::{
    LINKS, ORIGINS, POLARITIES, RULES, SPEAKER_BY, STATUSES, STRENGTHS, Terms,
};
use onrecord_model::{
    Annotations, BadDate, Field, Form, LinkKind, Medium, Origin, Polarity, Rule, Said, SpeakerBy,
    Stated, Status, Strength, When,
};
use onrecord_text::Span;

/// What a row says of itself; what it leaves out is nothing, or unseen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// How the words are given.
    pub form: Option<Form>,
    /// How far they are checked.
    pub status: Status,
    /// Who put the record where it comes from.
    pub origin: Option<Origin>,
    /// Why it was suggested.
    pub rule: Option<Rule>,
    /// What the cue makes of the words.
    pub polarity: Option<Polarity>,
    /// How far the words show that it is a statement.
    pub strength: Option<Strength>,
    /// From what the speaker is known.
    pub by: Option<SpeakerBy>,
    /// Whether nobody has looked for a speaker.
    pub no_speaker_sought: bool,
    /// The words in their pieces; empty where the row has only its text.
    pub words: Vec<RowPiece>,
    /// How they stood in their source, where they did not stand there so any more.
    pub anchor: Option<RowAnchor>,
    /// The words that name the speaker.
    pub mention: Option<RowPiece>,
    /// The word that attributes it.
    pub cue: Option<RowPiece>,
    /// All the words that attribute it.
    pub attribution: Vec<RowPiece>,
    /// How it came there, each with what they did.
    pub via: Stated<Vec<(Party, Option<String>)>>,
    /// In what it was said.
    pub medium: Stated<Medium>,
    /// To whom.
    pub audience: Stated<Vec<Party>>,
    /// Who may be the speaker, where nobody is known.
    pub candidates: Vec<Party>,
    /// About whom.
    pub about: Stated<Vec<Party>>,
    /// When.
    pub said: Stated<Said>,
    /// Ids of events.
    pub events: Vec<String>,
    /// Links to other statements by their ids.
    pub links: Vec<(LinkKind, String)>,
    /// The paragraph it begins in, where it comes from.
    pub paragraph: Option<u32>,
    /// The paragraph it ends in.
    pub paragraph_end: Option<u32>,
    /// The place as a citation names it.
    pub place: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What people set of it beside that.
    pub annotations: Option<Annotations>,
    /// Keys that are not known here with their values as JSON, of a line that is a record of ours.
    pub others: Vec<(String, String)>,
    /// What could not be read.
    pub flaws: Vec<Flaw>,
}

/// Words as a row gives them, and where they stood in what they were taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPiece {
    /// The words. Never empty.
    pub text: String,
    /// Their place, where the row names one. It may be of another length than the words.
    pub span: Option<Span>,
}

/// Somebody, as a row names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The id; the name where there is none.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A key of a row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The key, or the column.
    pub key: &'static str,
    /// What is wrong with its value.
    pub wrong: Wrong,
}

/// What is wrong with the value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is of another kind than it should be.
    Shape,
    /// It is a word that is not known; those that are.
    Word(String, Vec<&'static str>),
    /// It is no date.
    Date(BadDate),
    /// Pieces of the words that stand out of order, overlap, or are not those of the text.
    Pieces,
    /// Words that are longer or shorter than the bytes that they are said to be.
    Length,
}

/// How the value of a key, as JSON and not `null`, is put into the details.
type Put = fn(&mut Details, &str) -> Result<(), Wrong>;

/// Every key that is read, with how.
const KEYS: [(&str, Put); 31] = [
    ("kind", |to, json| {
        // Any other word is that of a statement, or a key of somebody else's.
        to.form = (json == "\"passage\"").then_some(Form::Passage).or(to.form);
        Ok(())
    }),
    ("form", |to, json| put(&mut to.form, word(json, FORMS))),
    ("status", |to, json| word(json, STATUSES).map(|status| to.status = status)),
    ("origin", |to, json| put(&mut to.origin, word(json, ORIGINS))),
    ("rule", |to, json| put(&mut to.rule, word(json, RULES))),
    ("polarity", |to, json| put(&mut to.polarity, word(json, POLARITIES))),
    ("strength", |to, json| put(&mut to.strength, word(json, STRENGTHS))),
    (SPEAKER_BY_KEY, |to, json| put(&mut to.by, word(json, SPEAKER_BY))),
    (MENTION_KEY, |to, json| put(&mut to.mention, piece(json))),
    ("spans", |to, json| pieces(json).map(|words| to.words = words)),
    ("cue", |to, json| put(&mut to.cue, piece(json))),
    ("attribution", |to, json| pieces(json).map(|words| to.attribution = words)),
    ("via", |to, json| is(&mut to.via, steps(json))),
    ("medium", |to, json| is(&mut to.medium, medium(json))),
    ("audience", |to, json| is(&mut to.audience, parties(json))),
    ("about", |to, json| is(&mut to.about, parties(json))),
    ("candidates", |to, json| parties(json).map(|all| to.candidates = all)),
    ("said", |to, json| is(&mut to.said, said(json))),
    ("events", |to, json| value(json).map(|events| to.events = events)),
    ("links", links),
    ("paragraph", |to, json| put(&mut to.paragraph, value(json))),
    ("paragraph_end", |to, json| put(&mut to.paragraph_end, value(json))),
    ("place", |to, json| put(&mut to.place, value(json))),
    ("note", |to, json| put(&mut to.note, value(json))),
    ("tags", annotated::tags),
    ("set", annotated::set),
    ("terms", |to, json| annotated::held(to, Field::Terms, json)),
    ("sensitive", |to, json| annotated::held(to, Field::Sensitive, json)),
    ("conflicts", annotated::conflicts),
    ("decided", annotated::decided),
    ("anchor", anchor::anchor),
];

/// The keys of a speaker are read as if they stood beside it.
pub(super) const MENTION_KEY: &str = "speaker.mention";
/// From what the speaker is known.
pub const SPEAKER_BY_KEY: &str = "speaker.by";
/// Facts whose `null` is told apart by it.
const UNSEEN: &str = "unseen";
/// Keys that `find` adds: they are about a search and not about the record.
const OF_A_SEARCH: [&str; 8] =
    ["query", "rank", "score", "full", "missing", "why", "paraphrase_of", "dates"];

/// The keys of a line that are no plain row's: each with its value as JSON.
pub(super) type Rest<'l> = Vec<(std::borrow::Cow<'l, str>, &'l str)>;

impl Details {
    /// What `rest` says; `None` where it holds no key that is known, and `None` as error where it
    /// has one twice. `record` is whether the line is a record of ours, whose unknown keys are kept.
    pub(super) fn of(rest: &Rest<'_>, record: bool) -> Result<Option<Self>, Twice> {
        let known = |key: &str| KEYS.iter().find(|(known, _)| *known == key);
        if !record && !rest.iter().any(|(key, _)| known(key).is_some()) {
            return Ok(None);
        }
        let (mut to, mut seen, mut unseen) = (Self::default(), HashSet::new(), None);
        for (key, json) in rest {
            if !seen.insert(&**key) {
                return Err(Twice);
            }
            if let Some((key, put)) = known(key) {
                if *json != "null" {
                    let outcome = put(&mut to, json);
                    to.tell(key, outcome);
                }
            } else if key == UNSEEN {
                match value::<Vec<String>>(json) {
                    Ok(keys) => unseen = Some(keys),
                    Err(wrong) => to.tell(UNSEEN, Err(wrong)),
                }
            } else if record && !OF_A_SEARCH.contains(&&**key) {
                to.others.push((key.to_string(), (*json).to_owned()));
            }
        }
        if !record {
            to.others.clear();
        }
        if let Some(unseen) = unseen {
            to.told_apart(&unseen);
        }
        Ok(Some(to))
    }

    fn tell(&mut self, key: &'static str, outcome: Result<(), Wrong>) {
        if let Err(wrong) = outcome {
            self.flaws.push(Flaw { key, wrong });
        }
    }

    /// Whether the value of a key was there and could not be read.
    pub fn is_flawed(&self, key: &str) -> bool {
        self.flaws.iter().any(|flaw| flaw.key == key)
    }

    /// Of facts that are `null`, those that `unseen` does not name are told to be silent.
    fn told_apart(&mut self, unseen: &[String]) {
        let silent = |key: &str, flaws: &[Flaw]| {
            !unseen.iter().any(|k| k == key) && !flaws.iter().any(|f| f.key == key)
        };
        self.no_speaker_sought = unseen.iter().any(|key| key == "speaker");
        let flaws = std::mem::take(&mut self.flaws);
        hush(&mut self.via, silent("via", &flaws));
        hush(&mut self.medium, silent("medium", &flaws));
        hush(&mut self.audience, silent("audience", &flaws));
        hush(&mut self.about, silent("about", &flaws));
        hush(&mut self.said, silent("said", &flaws));
        self.flaws = flaws;
    }
}

/// A key stands twice in a line, and nobody can tell which is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Twice;

fn hush<T>(fact: &mut Stated<T>, silent: bool) {
    if silent && matches!(fact, Stated::Unseen) {
        *fact = Stated::Silent;
    }
}

fn put<T>(slot: &mut Option<T>, value: Result<T, Wrong>) -> Result<(), Wrong> {
    *slot = Some(value?);
    Ok(())
}

fn is<T>(slot: &mut Stated<T>, value: Result<T, Wrong>) -> Result<(), Wrong> {
    *slot = Stated::Is(value?);
    Ok(())
}

pub(super) fn value<T: DeserializeOwned>(json: &str) -> Result<T, Wrong> {
    serde_json::from_str(json).map_err(|_| Wrong::Shape)
}

fn word<T: Copy>(json: &str, terms: &Terms<T>) -> Result<T, Wrong> {
    let word: String = value(json)?;
    meant(&word, terms).map_err(|known| Wrong::Word(word, known))
}

#[derive(Deserialize)]
struct PieceLine {
    text: String,
    #[serde(default)]
    start: Option<u32>,
    #[serde(default)]
    end: Option<u32>,
}

impl TryFrom<PieceLine> for RowPiece {
    type Error = Wrong;

    fn try_from(PieceLine { text, start, end }: PieceLine) -> Result<Self, Wrong> {
        let span = match (start, end) {
            (Some(start), Some(end)) if start < end => Some(Span { start, end }),
            (None, None) => None,
            _ => return Err(Wrong::Pieces),
        };
        if text.is_empty() { Err(Wrong::Shape) } else { Ok(Self { text, span }) }
    }
}

fn piece(json: &str) -> Result<RowPiece, Wrong> {
    value::<PieceLine>(json)?.try_into()
}

fn pieces(json: &str) -> Result<Vec<RowPiece>, Wrong> {
    value::<Vec<PieceLine>>(json)?.into_iter().map(RowPiece::try_from).collect()
}

#[derive(Deserialize)]
struct PartyLine {
    #[serde(default)]
    id: Option<String>,
    name: String,
    #[serde(default)]
    did: Option<String>,
}

impl From<PartyLine> for Party {
    fn from(PartyLine { id, name, .. }: PartyLine) -> Self {
        Self { id: id.filter(|id| !id.is_empty()).unwrap_or_else(|| name.clone()), name }
    }
}

fn parties(json: &str) -> Result<Vec<Party>, Wrong> {
    Ok(value::<Vec<PartyLine>>(json)?.into_iter().map(Party::from).collect())
}

fn steps(json: &str) -> Result<Vec<(Party, Option<String>)>, Wrong> {
    let steps = value::<Vec<PartyLine>>(json)?.into_iter();
    Ok(steps
        .map(|mut step| (step.did.take(), step))
        .map(|(did, step)| (step.into(), did))
        .collect())
}

fn medium(json: &str) -> Result<Medium, Wrong> {
    #[derive(Deserialize)]
    struct MediumLine {
        kind: String,
        stated: bool,
        #[serde(default)]
        basis: Option<String>,
    }
    let MediumLine { kind, stated, basis } = value(json)?;
    Ok(Medium { kind, stated, basis })
}

fn said(json: &str) -> Result<Said, Wrong> {
    #[derive(Deserialize)]
    struct SaidLine {
        edtf: String,
        #[serde(default)]
        resolved: Option<String>,
        #[serde(default)]
        inferred: Vec<String>,
        #[serde(default)]
        basis: Option<String>,
        #[serde(default)]
        words: Option<String>,
    }
    let SaidLine { edtf, resolved, inferred, basis, words } = value(json)?;
    let when = When::new(&edtf, resolved.as_deref()).map_err(Wrong::Date)?;
    Ok(Said { when: when.inferred(inferred, basis), words })
}

/// Links whose kind is known; the first other one is told.
fn links(to: &mut Details, json: &str) -> Result<(), Wrong> {
    #[derive(Deserialize)]
    struct LinkLine {
        kind: String,
        statement: String,
    }
    let mut outcome = Ok(());
    for LinkLine { kind, statement } in value::<Vec<LinkLine>>(json)? {
        match meant(&kind, LINKS) {
            Ok(kind) => to.links.push((kind, statement)),
            Err(known) => outcome = Err(Wrong::Word(kind, known)),
        }
    }
    outcome
}

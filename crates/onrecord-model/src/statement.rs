//! [`Statement`]: something somebody said, at its place in a source, with how it got there.

use std::ops::Deref;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{
    ActorIx, AnchorState, Carried, EventIx, Original, Recorded, RecordedWords, Rule, SourceIx,
    Stated, StatementIx, When,
};
use onrecord_text::{Span, never};

/// How the source gives the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Form {
    /// All in quotation marks.
    Direct,
    /// Reported, with quoted words inside.
    Mixed,
    /// Reported.
    Indirect,
    /// A row of a list that does not say.
    Unknown,
    /// No statement at all: a paragraph of a source, as search finds it.
    Passage,
    /// The same of what a reader left out of the running text.
    Note,
}

impl Form {
    /// Whether it is no statement, but a stretch of a source as search finds it.
    pub const fn is_passage(self) -> bool {
        matches!(self, Self::Passage | Self::Note)
    }
}

/// How far a statement has been checked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub enum Status {
    /// Nobody has.
    #[default]
    Unchecked,
    /// One source only.
    SingleSource,
    /// A second, independent source.
    Corroborated,
    /// The original was examined.
    Authenticated,
    /// Somebody contradicts it.
    Disputed,
    /// Taken back.
    Retracted,
}

/// Who put the record here, from the weakest to the strongest. Reading, writing, importing and merging
/// never raise it: only a person's key does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub enum Origin {
    /// A machine's suggestion that a person did not want.
    Dismissed,
    /// A machine's suggestion.
    Suggested,
    /// A list of statements that does not say.
    Listed,
    /// A suggestion a person confirmed.
    Confirmed,
    /// A person.
    #[default]
    Hand,
}

/// What the attributing words make of what they attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Polarity {
    /// The speaker says that it is so: "said", "warned".
    Affirms,
    /// The speaker says that it is not so: "denied", "rejected".
    Denies,
    /// The speaker will not do or say it: "refused", "declined".
    Refuses,
    /// The speaker wants to know it: "asked".
    Asks,
    /// The speaker wants it done: "ordered", "urged".
    Orders,
}

/// How far the words themselves show that a suggestion is a statement. Only suggestions are weak.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub enum Strength {
    /// A verb of saying with somebody who can speak, or marks of quotation.
    #[default]
    Clear,
    /// Something less: what somebody thinks, hopes or plans, a noun ("his claim that"), a speaker that
    /// cannot speak.
    Weak,
}

/// From what the speaker is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SpeakerBy {
    /// The attributing words name the speaker, or describe one who has no name.
    Name,
    /// A role stands for somebody who is named elsewhere.
    Role,
    /// A pronoun stands for somebody who is named elsewhere.
    Pronoun,
    /// The verb has no subject, as Spanish may leave it out.
    DroppedSubject,
    /// The speaker's turn goes on, or its label ("Q.") names nobody.
    Turn,
    /// The speaker of the quote before.
    QuoteBefore,
}

impl SpeakerBy {
    /// Whether somebody else might be meant: everything but a name is taken for somebody.
    pub const fn is_inferred(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// One step between the speaker and the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who relayed it.
    pub actor: ActorIx,
    /// What they did: recorded, accessed, reported, quoted, …
    pub did: Option<String>,
}

/// In what it was said, and how we know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    /// Audio recording, interview, report, public statement, document, …
    pub kind: String,
    /// Whether the text says so (else it is inferred).
    pub stated: bool,
    /// The words that say so, or the reason of the inference.
    pub basis: Option<String>,
}

/// When it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The date.
    pub when: When,
    /// The words of the text.
    pub words: Option<String>,
}

/// How one statement stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LinkKind {
    /// It sums the other up in reported speech.
    ParaphraseOf,
    /// It says the same again.
    Repeats,
    /// It says the opposite.
    Contradicts,
    /// It answers the other.
    RespondsTo,
    /// It stands inside the other.
    NestedIn,
    /// It gives the other in another language.
    TranslationOf,
}

impl LinkKind {
    /// Those that a person says; what stands inside what, the text does.
    pub const MADE: [Self; 5] = [
        Self::ParaphraseOf,
        Self::Repeats,
        Self::Contradicts,
        Self::RespondsTo,
        Self::TranslationOf,
    ];
}

/// A link from one statement to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How they stand to each other.
    pub kind: LinkKind,
    /// The other.
    pub to: StatementIx,
}

/// A passage in a named source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The source.
    pub source: SourceIx,
    /// Its bytes there.
    pub span: Span,
}

/// Everything about a statement beyond its words and speaker. Rows of a plain list have none, and
/// few suggestions have [`Facts`], which keeps a million of either small.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The words that attribute it: a verb with what denies it ("did not say"), or "according to".
    pub cue: Option<Span>,
    /// Whether the cue only says that it was said, and may be left out beside a direct quote.
    pub only_says: bool,
    /// What the cue makes of the words; `None` where its tables do not tell.
    pub polarity: Option<Polarity>,
    /// From what the speaker is known; `None` where nobody says.
    pub speaker_by: Option<SpeakerBy>,
    /// All the words that attribute it.
    pub attribution: SmallVec<[Span; 2]>,
    /// By which rule it was suggested; `None` for what no rule did.
    pub rule: Option<Rule>,
    /// How far the words show that it is a statement, as long as it is a suggestion.
    pub strength: Strength,
    /// What else is known.
    pub known: Known,
}

/// [`Facts`] that take no room where there are none; read as if they were always there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Known(Option<Box<Facts>>);

impl Deref for Known {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl From<Facts> for Known {
    fn from(facts: Facts) -> Self {
        Self((facts != Facts::NONE).then(|| Box::new(facts)))
    }
}

impl Known {
    /// Puts in what was put down of a statement.
    pub fn set_recorded(&mut self, recorded: Recorded) {
        self.0.get_or_insert_default().recorded = Some(Box::new(recorded));
    }

    /// The facts, to be changed; `None` where there are none.
    pub fn get_mut(&mut self) -> Option<&mut Facts> {
        self.0.as_deref_mut()
    }
}

/// How a statement came here, to whom and about whom it was made, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// From the speaker (left out) to the source, in order.
    pub via: Stated<Vec<Step>>,
    /// In what it was said.
    pub medium: Stated<Medium>,
    /// To whom.
    pub audience: Stated<Vec<ActorIx>>,
    /// About whom.
    pub about: Stated<Vec<ActorIx>>,
    /// When.
    pub said: Stated<Said>,
    /// Who may be the speaker, where nobody is known and each of these fits as well as the others; none,
    /// or two at least.
    pub candidates: Vec<ActorIx>,
    /// Events it tells of.
    pub events: Vec<EventIx>,
    /// Links to other statements.
    pub links: Vec<Link>,
    /// Where this row can be read (rows of a list).
    pub link: Option<String>,
    /// A remark of the annotator.
    pub note: Option<String>,
    /// What a row of a list brings along.
    pub carried: Option<Box<Carried>>,
    /// What was put down, where the source does not say it there any more.
    pub recorded: Option<Box<Recorded>>,
}

/// What a statement without facts refers to.
static NOTHING: Facts = Facts::NONE;

impl Facts {
    /// Nothing is known.
    pub const NONE: Self = Self {
        via: Stated::Unseen,
        medium: Stated::Unseen,
        audience: Stated::Unseen,
        about: Stated::Unseen,
        said: Stated::Unseen,
        candidates: Vec::new(),
        events: Vec::new(),
        links: Vec::new(),
        link: None,
        note: None,
        carried: None,
        recorded: None,
    };
}

/// Something somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable id.
    pub id: Box<str>,
    /// The source it stands in.
    pub source: SourceIx,
    /// Its bytes there, in order; more than one where the attribution interrupts. Never none; an only
    /// one without bytes where its words are missed (see [`Statement::recorded`]).
    pub spans: SmallVec<[Span; 2]>,
    /// How the source gives the words.
    pub form: Form,
    /// How far it is checked.
    pub status: Status,
    /// Who put it here.
    pub origin: Origin,
    /// Who said it.
    pub speaker: Stated<ActorIx>,
    /// The rest, where anything is known.
    pub provenance: Option<Box<Provenance>>,
}

impl Statement {
    /// From its first byte to its last.
    pub fn hull(&self) -> Span {
        hull(&self.spans)
    }

    /// The first of its pieces: by it and its source it is known where it has no id.
    pub fn first_piece(&self) -> Span {
        let Some(first) = self.spans.first() else {
            never!("the statement {} has no words", self.id);
            return Span::default();
        };
        *first
    }

    /// Whether its speaker was inferred and not named by the words that attribute it.
    pub fn has_inferred_speaker(&self) -> bool {
        let by = self.provenance.as_deref().and_then(|provenance| provenance.speaker_by);
        by.is_some_and(SpeakerBy::is_inferred)
    }

    /// What the attributing words make of the statement, where that is known.
    pub fn polarity(&self) -> Option<Polarity> {
        self.provenance.as_deref()?.polarity
    }

    /// How far the words show that it is a statement. What a person or a list put down, or a person
    /// confirmed, is clear.
    pub fn strength(&self) -> Strength {
        match (self.origin, self.provenance.as_deref()) {
            (Origin::Suggested, Some(provenance)) => provenance.strength,
            _ => Strength::Clear,
        }
    }

    /// Whether it is a weak suggestion.
    pub fn is_weak(&self) -> bool {
        self.strength() == Strength::Weak
    }

    /// The attributing words that a row must show: all but those beside a direct quote that only say
    /// that it was said.
    pub fn shown_cue(&self) -> Option<Span> {
        let provenance = self.provenance.as_deref()?;
        let told = self.form == Form::Direct && provenance.only_says;
        provenance.cue.filter(|_| !told)
    }

    /// What is known beyond its words and speaker.
    pub fn known(&self) -> &Facts {
        self.provenance.as_deref().map_or(&NOTHING, |provenance| &provenance.known)
    }

    /// The same without what ties it to other records: it stands apart from them.
    #[must_use]
    pub fn untied(mut self) -> Self {
        if let Some(facts) = self.known_mut() {
            facts.links.clear();
            facts.events.clear();
        }
        self
    }

    /// What is known, to be changed; `None` where nothing is.
    pub fn known_mut(&mut self) -> Option<&mut Facts> {
        self.provenance.as_deref_mut()?.known.get_mut()
    }

    /// Audience, or nobody.
    pub fn audience(&self) -> &[ActorIx] {
        listed(&self.known().audience)
    }

    /// Whom it is about, or nobody.
    pub fn about(&self) -> &[ActorIx] {
        listed(&self.known().about)
    }

    /// The chain from the speaker to the source, or nothing.
    pub fn via(&self) -> &[Step] {
        listed(&self.known().via)
    }

    /// When it was said, where that is known.
    pub fn said(&self) -> Option<&Said> {
        self.known().said.value()
    }

    /// Events it tells of.
    pub fn events(&self) -> &[EventIx] {
        &self.known().events
    }

    /// Links to other statements.
    pub fn links(&self) -> &[Link] {
        &self.known().links
    }

    /// Where its words stood in the text that they were taken from, where it is a row of a list that
    /// says so.
    pub fn original(&self) -> Option<&Original> {
        self.known().carried.as_deref()?.original.as_ref()
    }

    /// What was put down of it, where its source does not say it there any more.
    pub fn recorded(&self) -> Option<&Recorded> {
        self.known().recorded.as_deref()
    }

    /// How its words stand in the source.
    pub fn anchor_state(&self) -> AnchorState {
        self.recorded().map_or(AnchorState::Same, |recorded| recorded.state)
    }

    /// What was put down, where the source says something else now: such words are shown, and not the
    /// source's.
    pub fn recorded_words(&self) -> Option<&[RecordedWords]> {
        let recorded = self.recorded().filter(|recorded| !recorded.state.has_words())?;
        Some(&recorded.pieces)
    }

    /// The statement this one sums up, if it is a paraphrase.
    pub fn paraphrase_of(&self) -> Option<StatementIx> {
        self.links().iter().find(|link| link.kind == LinkKind::ParaphraseOf).map(|link| link.to)
    }
}

/// From the first byte of pieces in order to the last. There is at least one.
pub fn hull(pieces: &[Span]) -> Span {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        never!("words without a piece");
        return Span::default();
    };
    Span::new(first.start, last.end)
}

/// What a fact lists: nothing where nobody has looked, or the source does not say.
fn listed<T>(fact: &Stated<Vec<T>>) -> &[T] {
    match fact {
        Stated::Is(list) => list,
        Stated::Silent | Stated::Unseen => &[],
    }
}

//! [`Statement`]: something somebody said, at its place in a source, with how it got there.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{ActorIx, EventIx, Rule, SourceIx, Stated, StatementIx, When};
use crate::text::Span;

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
}

/// How far a statement has been checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
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

/// Who put the record here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Origin {
    /// A person.
    #[default]
    Hand,
    /// A machine's suggestion.
    Suggested,
    /// A suggestion a person confirmed.
    Confirmed,
}

/// One step between the speaker and the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who relayed it.
    pub actor: ActorIx,
    /// What they did: recorded, accessed, reported, quoted, …
    pub did: Option<String>,
}

/// In what it was said, and how we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// Audio recording, interview, report, public statement, document, …
    pub kind: String,
    /// Whether the text says so (else it is inferred).
    pub stated: bool,
    /// The words that say so, or the reason of the inference.
    pub basis: Option<String>,
}

/// When it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The date.
    pub when: When,
    /// The words of the text.
    pub words: Option<String>,
}

/// How one statement stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
}

/// A link from one statement to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// How they stand to each other.
    pub kind: LinkKind,
    /// The other.
    pub to: StatementIx,
}

/// A passage in a named source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The source.
    pub source: SourceIx,
    /// Its bytes there.
    pub span: Span,
}

/// Everything about a statement beyond its words and speaker. Rows of a plain list have none, which
/// keeps a million of them small.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The word that attributes it.
    pub cue: Option<Span>,
    /// All the words that attribute it.
    pub attribution: Vec<Span>,
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
    /// Events it tells of.
    pub events: Vec<EventIx>,
    /// Links to other statements.
    pub links: Vec<Link>,
    /// Where this row can be read (rows of a list).
    pub link: Option<String>,
    /// A remark of the annotator.
    pub note: Option<String>,
    /// By which rule it was suggested; `None` for what no rule did.
    pub rule: Option<Rule>,
}

/// Something somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Stable id.
    pub id: Box<str>,
    /// The source it stands in.
    pub source: SourceIx,
    /// Its bytes there, in order; more than one where the attribution interrupts. Never empty.
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
        let first = self.spans.first().copied().unwrap_or_default();
        Span::new(first.start, self.spans.last().copied().unwrap_or_default().end)
    }

    /// Audience, or nobody.
    pub fn audience(&self) -> &[ActorIx] {
        self.provenance.as_deref().and_then(|p| p.audience.value()).map_or(&[], Vec::as_slice)
    }

    /// Whom it is about, or nobody.
    pub fn about(&self) -> &[ActorIx] {
        self.provenance.as_deref().and_then(|p| p.about.value()).map_or(&[], Vec::as_slice)
    }

    /// The chain from the speaker to the source, or nothing.
    pub fn via(&self) -> &[Step] {
        self.provenance.as_deref().and_then(|p| p.via.value()).map_or(&[], Vec::as_slice)
    }

    /// When it was said, where that is known.
    pub fn said(&self) -> Option<&Said> {
        self.provenance.as_deref().and_then(|p| p.said.value())
    }

    /// Events it tells of.
    pub fn events(&self) -> &[EventIx] {
        self.provenance.as_deref().map_or(&[], |p| p.events.as_slice())
    }

    /// Links to other statements.
    pub fn links(&self) -> &[Link] {
        self.provenance.as_deref().map_or(&[], |p| p.links.as_slice())
    }

    /// The statement this one sums up, if it is a paraphrase.
    pub fn paraphrase_of(&self) -> Option<StatementIx> {
        self.links().iter().find(|link| link.kind == LinkKind::ParaphraseOf).map(|link| link.to)
    }
}

//! [`Actor`]: a person, group, institution, outlet or unnamed party, with its aliases and mentions.

use serde::{Deserialize, Serialize};

use super::{ActorIx, Portrait, SourceIx};
use onrecord_text::Span;

/// What sort of party an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ActorKind {
    /// One human being with a name.
    Person,
    /// A gang, a party, a leadership: people who act together.
    Group,
    /// A government, a ministry, a court, a company.
    Institution,
    /// A newspaper, a broadcaster: who publishes or relays.
    Outlet,
    /// Somebody without a name, as described ("a gang representative").
    Unnamed,
    /// A list of statements does not say.
    Unknown,
}

/// Another name of an actor, and who uses it (empty: not known).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The name as written.
    pub name: String,
    /// Actors known to use it.
    pub used_by: Vec<ActorIx>,
}

/// How a passage refers to an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// By name.
    Name,
    /// By another spelling of the name.
    Variant,
    /// By another name.
    Alias,
    /// By a description ("the head of the unit").
    Description,
    /// By a pronoun.
    Pronoun,
}

/// A span that refers to an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The source it stands in.
    pub source: SourceIx,
    /// Its bytes there.
    pub span: Span,
    /// By what words.
    pub how: How,
}

/// One party of the investigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id.
    pub id: Box<str>,
    /// Full name, or the description of an unnamed one.
    pub name: String,
    /// What sort of party.
    pub kind: ActorKind,
    /// Role as the source gives it; `None` where it gives none.
    pub role: Option<String>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// Every passage that refers to it, in order of source and place.
    pub mentions: Vec<Mention>,
    /// What each source tells of it, in order of source; nothing where nobody looked.
    pub portraits: Vec<Portrait>,
    /// Whether its name alone has joined what several documents say.
    pub joined: bool,
}

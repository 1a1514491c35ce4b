//! [`Field`]: what of a record a person can set, one row a field in [`FIELDS`]. Forms, the log, the
//! journal's lines and what can be asked for all go by this table.

use super::FieldValue;
use serde::{Deserialize, Serialize};

/// Which records have a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldOwner {
    /// A statement.
    Statement,
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// A source.
    Source,
}

/// What the value of a field looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// Words of a person.
    Text,
    /// Yes, or not.
    Flag,
    /// One of these words, from the weakest reading to the strongest where they have such an order.
    Choice(&'static [&'static str]),
    /// A date in EDTF.
    Date,
    /// One actor.
    Actor,
    /// Actors.
    Actors,
    /// Steps from the speaker to the source.
    Steps,
    /// A set of words: adding one and taking one out never contradict each other.
    Words,
    /// A set of links to other statements.
    Links,
    /// Words of a source, which nobody types.
    Anchor,
    /// A set of sources, or of words in them, which nobody types.
    Places,
}

impl FieldShape {
    /// Whether the field is a set, whose elements are added and taken out one by one.
    pub const fn is_set(self) -> bool {
        matches!(self, Self::Words | Self::Links | Self::Places)
    }

    /// Whether a person types the value.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Links | Self::Anchor | Self::Places)
    }
}

/// One field: its word in files, which records have it, and the shape of its value.
#[derive(Debug, Clone, Copy)]
pub struct FieldRow {
    /// The field.
    pub field: Field,
    /// Its word in files and in the log.
    pub word: &'static str,
    /// The kinds of records that have it.
    pub of: &'static [FieldOwner],
    /// What its value looks like.
    pub shape: FieldShape,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $word:literal [$($of:ident)+] $shape:expr;)+) => {
        /// What of a record a person can set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Field {
            $($(#[$doc])* $field,)+
        }

        /// All fields, in the order in which forms show them.
        pub const FIELDS: &[FieldRow] = &[
            $(FieldRow {
                field: Field::$field,
                word: $word,
                of: &[$(FieldOwner::$of),+],
                shape: $shape,
            }),+
        ];

        impl Field {
            /// Its word in files and in the log.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$field => $word,)+ }
            }

            /// The shape of its value.
            pub const fn shape(self) -> FieldShape {
                match self { $(Self::$field => $shape,)+ }
            }
        }
    };
}

/// What is made of a suggestion, the weakest first.
const VERDICTS: &[&str] = &["dismissed", "suggested", "confirmed"];
const FORMS: &[&str] = &["indirect", "mixed", "direct"];
const STATUSES: &[&str] =
    &["retracted", "disputed", "unchecked", "single source", "corroborated", "authenticated"];
const TERMS: &[&str] =
    &["off", "deep background", "not for attribution", "background", "unknown", "on record"];
const TRANSCRIPTS: &[&str] = &["machine", "none", "human", "checked against audio"];
const REPLIES: &[&str] = &["needed", "asked", "no answer", "declined", "answered", "not needed"];
const CERTAINTIES: &[&str] = &["doubtful", "likely", "certain"];
const TRANSLATIONS: &[&str] = &["unknown", "yes", "no"];
const KINDS: &[&str] = &["unnamed", "outlet", "institution", "group", "person"];

fields! {
    /// What is made of a suggestion; of a statement put down by hand whether it stands.
    Verdict "verdict" [Statement] FieldShape::Choice(VERDICTS);
    /// Who said it.
    Speaker "speaker" [Statement] FieldShape::Actor;
    /// How sure it is that it was they.
    Certainty "certainty" [Statement] FieldShape::Choice(CERTAINTIES);
    /// How the source gives the words.
    Form "form" [Statement] FieldShape::Choice(FORMS);
    /// To whom.
    Audience "audience" [Statement] FieldShape::Actors;
    /// Who else was there.
    Present "present" [Statement] FieldShape::Actors;
    /// About whom.
    About "about" [Statement] FieldShape::Actors;
    /// The steps from the speaker to the source.
    Via "via" [Statement] FieldShape::Steps;
    /// In what it was said.
    Medium "medium" [Statement] FieldShape::Text;
    /// When it was said.
    Said "said" [Statement] FieldShape::Date;
    /// Who wrote down what was heard, and whether it was listened to again.
    Transcript "transcript" [Statement Source] FieldShape::Choice(TRANSCRIPTS);
    /// The language of the words.
    Language "language" [Statement] FieldShape::Text;
    /// Whether the words are a translation.
    Translation "translation" [Statement] FieldShape::Choice(TRANSLATIONS);
    /// The words in the language they were said in.
    Original "original" [Statement] FieldShape::Text;
    /// That language.
    OriginalLanguage "original_language" [Statement] FieldShape::Text;
    /// Who translated them.
    TranslatedBy "translated_by" [Statement] FieldShape::Text;
    /// How far it is checked.
    Status "status" [Statement] FieldShape::Choice(STATUSES);
    /// How that was found.
    How "how" [Statement] FieldShape::Text;
    /// What supports it.
    Evidence "evidence" [Statement] FieldShape::Text;
    /// Whether it accuses somebody, who then has to be asked.
    Critical "critical" [Statement] FieldShape::Flag;
    /// How far who is accused was asked.
    Reply "reply" [Statement] FieldShape::Choice(REPLIES);
    /// Who was asked.
    ReplyFrom "reply_from" [Statement] FieldShape::Actor;
    /// When they were asked.
    ReplyAsked "reply_asked" [Statement] FieldShape::Date;
    /// On which way they were asked.
    ReplyChannel "reply_channel" [Statement] FieldShape::Text;
    /// By when they should answer.
    ReplyBy "reply_by" [Statement] FieldShape::Date;
    /// What they answered, or why they need not be asked.
    ReplyAnswer "reply_answer" [Statement] FieldShape::Text;
    /// What was agreed on its use.
    Terms "terms" [Statement] FieldShape::Choice(TERMS);
    /// The exact conditions.
    Conditions "conditions" [Statement] FieldShape::Text;
    /// With whom they were agreed.
    AgreedWith "agreed_with" [Statement] FieldShape::Text;
    /// Not before this day.
    Embargo "embargo" [Statement] FieldShape::Date;
    /// Whether it must not leave this desk.
    Sensitive "sensitive" [Statement Source] FieldShape::Flag;
    /// An actor's name.
    Name "name" [Actor] FieldShape::Text;
    /// What sort of party it is.
    Kind "kind" [Actor] FieldShape::Choice(KINDS);
    /// Its role.
    Role "role" [Actor] FieldShape::Text;
    /// Its other names.
    Aliases "aliases" [Actor] FieldShape::Words;
    /// The actor it is.
    MergedInto "merged_into" [Actor] FieldShape::Actor;
    /// Where somebody else of this name is meant.
    Apart "apart" [Actor] FieldShape::Places;
    /// Whether it is none.
    NoActor "no_actor" [Actor] FieldShape::Flag;
    /// What happened.
    Title "title" [Event] FieldShape::Text;
    /// When.
    When "date" [Event] FieldShape::Date;
    /// Who took part.
    TookPart "took_part" [Event] FieldShape::Actors;
    /// Whether it is no event.
    NoEvent "no_event" [Event] FieldShape::Flag;
    /// Links to other statements.
    Links "links" [Statement] FieldShape::Links;
    /// The words in the source, accepted as it has them now.
    Anchor "anchor" [Statement Source] FieldShape::Anchor;
    /// Links from other statements, written down with each so that this one is met again, too.
    LinkedFrom "linked_from" [Statement] FieldShape::Links;
    /// Words to find it by.
    Tags "tags" [Statement Actor Event Source] FieldShape::Words;
    /// Marked to be found again.
    Star "star" [Statement] FieldShape::Flag;
    /// A remark.
    Note "note" [Statement Actor Event Source] FieldShape::Text;
}

impl Field {
    /// The field with this word; `None` where there is none, as in a line of a later version.
    pub fn named(word: &str) -> Option<Self> {
        FIELDS.iter().find(|row| row.word == word).map(|row| row.field)
    }

    /// The fields of a kind of record, in the order of forms.
    pub fn of(kind: FieldOwner) -> impl Iterator<Item = Self> {
        FIELDS.iter().filter(move |row| row.of.contains(&kind)).map(|row| row.field)
    }

    /// Whether a record says it under a key of its own, in files and in lines for scripts. All else that
    /// a person set stands together under `set`.
    pub const fn has_key(self) -> bool {
        use Field::{
            About, Anchor, Audience, Form, Kind, Medium, Name, Note, Role, Said, Speaker, Status,
            Title, TookPart, Verdict, Via, When,
        };
        let of_statement = matches!(
            self,
            Verdict | Speaker | Form | Audience | About | Via | Medium | Said | Status | Anchor
        );
        let of_others = matches!(self, Name | Kind | Role | Title | When | TookPart | Note);
        of_statement || of_others || self.shape().is_set()
    }

    /// Whether a value is one that can be set. Terms and what is sensitive are never left open.
    pub fn takes(self, value: &FieldValue) -> bool {
        match (self.shape(), value) {
            (_, FieldValue::Silent) => self.strictest().is_none(),
            (FieldShape::Choice(words), FieldValue::Text(word)) => words.contains(&&**word),
            (FieldShape::Text | FieldShape::Date, FieldValue::Text(_))
            | (FieldShape::Flag, FieldValue::Flag(_))
            | (FieldShape::Actor, FieldValue::Actor(_))
            | (FieldShape::Actors, FieldValue::Actors(_)) => true,
            _ => false,
        }
    }

    /// What is taken for the value where what stands there cannot be read: it never makes a record freer
    /// than it may be. `None` where nothing is taken.
    pub fn strictest(self) -> Option<FieldValue> {
        match self {
            Self::Terms => Some(FieldValue::text("off")),
            Self::Sensitive => Some(FieldValue::Flag(true)),
            _ => None,
        }
    }

    /// Where a word of a choice stands in its order; `None` for what is no word of it.
    pub fn rank(self, word: &str) -> Option<usize> {
        match self.shape() {
            FieldShape::Choice(words) => words.iter().position(|one| *one == word),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::STATUSES as KNOWN;

    #[test]
    fn every_field_is_found_by_its_word() {
        for (at, row) in FIELDS.iter().enumerate() {
            assert_eq!(Field::named(row.word), Some(row.field));
            assert_eq!((row.field.word(), row.field.shape()), (row.word, row.shape));
            let later = FIELDS.iter().skip(at + 1);
            assert!(later.clone().all(|other| other.word != row.word), "{} twice", row.word);
        }
        assert_eq!(Field::named("shoe size"), None);
    }

    #[test]
    fn what_cannot_be_read_never_makes_a_record_freer() {
        for row in FIELDS {
            let strictest = row.field.strictest();
            assert!(strictest.is_none_or(|value| row.field.takes(&value)), "{}", row.word);
        }
        for (field, value, takes) in [
            (Field::Terms, FieldValue::Silent, false),
            (Field::Terms, FieldValue::text("offf"), false),
            (Field::Terms, FieldValue::text("off"), true),
            (Field::Sensitive, FieldValue::text("no"), false),
            (Field::Evidence, FieldValue::Silent, true),
            (Field::Star, FieldValue::Flag(true), true),
            (Field::Present, FieldValue::Actors(Vec::new()), true),
        ] {
            assert_eq!(field.takes(&value), takes, "{field:?} {value:?}");
        }
    }

    #[test]
    fn what_a_status_can_be_is_what_the_file_knows() {
        for (word, _) in KNOWN {
            assert!(Field::Status.rank(word).is_some(), "{word}");
        }
        assert!(Field::Status.rank("disputed") < Field::Status.rank("unchecked"));
        assert_eq!(Field::Note.rank("off"), None);
    }
}

//! The words that lines for scripts and tables have for what is one of a few, as they are written.

use onrecord_model::{Form, LinkKind, Origin, Polarity, Rule, SpeakerBy, Status};

/// Words and what they stand for.
pub(crate) type Words<T> = [(&'static str, T)];

pub(crate) const FORMS: &Words<Form> = &[
    ("direct", Form::Direct),
    ("mixed", Form::Mixed),
    ("indirect", Form::Indirect),
    ("passage", Form::Passage),
];

pub(crate) const STATUSES: &Words<Status> = &[
    ("unchecked", Status::Unchecked),
    ("single source", Status::SingleSource),
    ("corroborated", Status::Corroborated),
    ("authenticated", Status::Authenticated),
    ("disputed", Status::Disputed),
    ("retracted", Status::Retracted),
];

pub(crate) const ORIGINS: &Words<Origin> = &[
    ("hand", Origin::Hand),
    ("confirmed", Origin::Confirmed),
    ("listed", Origin::Listed),
    ("suggested", Origin::Suggested),
];

pub(crate) const POLARITIES: &Words<Polarity> = &[
    ("affirms", Polarity::Affirms),
    ("denies", Polarity::Denies),
    ("refuses", Polarity::Refuses),
    ("asks", Polarity::Asks),
    ("orders", Polarity::Orders),
];

pub(crate) const SPEAKER_BY: &Words<SpeakerBy> = &[
    ("name", SpeakerBy::Name),
    ("role", SpeakerBy::Role),
    ("pronoun", SpeakerBy::Pronoun),
    ("dropped subject", SpeakerBy::DroppedSubject),
    ("turn", SpeakerBy::Turn),
    ("quote before", SpeakerBy::QuoteBefore),
];

pub(super) const RULES: &Words<Rule> = &[
    ("verb", Rule::Verb),
    ("according to", Rule::According),
    ("quotation marks", Rule::Marks),
    ("goes on", Rule::FollowUp),
    ("colon", Rule::Colon),
    ("turn", Rule::Turn),
];

pub(super) const LINKS: &Words<LinkKind> = &[
    ("paraphrase of", LinkKind::ParaphraseOf),
    ("repeats", LinkKind::Repeats),
    ("contradicts", LinkKind::Contradicts),
    ("responds to", LinkKind::RespondsTo),
    ("nested in", LinkKind::NestedIn),
];

/// What a word stands for.
///
/// # Errors
/// The words that are known, where it is none of them.
pub(crate) fn meant<T: Copy>(word: &str, words: &Words<T>) -> Result<T, Vec<&'static str>> {
    let known = words.iter().find(|(known, _)| *known == word);
    known.map(|(_, meant)| *meant).ok_or_else(|| words.iter().map(|(known, _)| *known).collect())
}

//! What a word of a line for scripts or of a table stands for, where it is one of a few.

use onrecord_model::Form;
use onrecord_model::terms::Terms;

pub(crate) const FORMS: &Terms<Form> = &[
    ("direct", Form::Direct),
    ("mixed", Form::Mixed),
    ("indirect", Form::Indirect),
    ("passage", Form::Passage),
    ("note", Form::Note),
];

/// What a word stands for.
///
/// # Errors
/// The words that are known, where it is none of them.
pub(crate) fn meant<T: Copy>(word: &str, terms: &Terms<T>) -> Result<T, Vec<&'static str>> {
    let known = terms.iter().find(|(known, _)| *known == word);
    known.map(|(_, meant)| *meant).ok_or_else(|| terms.iter().map(|(known, _)| *known).collect())
}

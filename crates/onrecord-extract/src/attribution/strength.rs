//! How far a verb shows that something was said: a verb of saying does; what somebody thinks, hopes or
//! plans does not.

use crate::sentence::Sentence;
use onrecord_language::Class;
use onrecord_model::Strength;

/// The strength of the attribution whose verb stands at `at`.
pub(super) fn strength(sentence: &Sentence<'_>, at: usize) -> Strength {
    let said = Class::SAY | Class::TELL | Class::OBJECT;
    let less = Class::THINK | Class::INFINITIVE;
    let weak = sentence.is(at, less) && !sentence.is(at, said);
    if weak { Strength::Weak } else { Strength::Clear }
}

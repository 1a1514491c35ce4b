//! Words that hold any sentence together: they carry nothing of what it says.

use onrecord_language::{Class, Tables};

/// Words that hold a sentence together and stand in any other as well.
const SMALL: Class = Class::all(&[
    Class::DETERMINER,
    Class::PREPOSITION,
    Class::CONJUNCTION,
    Class::SUBORDINATE,
    Class::RELATIVE,
    Class::THAT,
    Class::CONTRAST,
    Class::AUXILIARY,
    Class::BE,
    Class::BEEN,
    Class::MODAL,
    Class::SUBJECT,
    Class::POSSESSIVE,
    Class::POINTING,
    Class::PRONOMINAL,
    Class::HE,
    Class::SHE,
    Class::IT,
    Class::THEY,
    Class::CLITIC,
    Class::PARTICLE,
    Class::NEGATION,
    Class::ADVERB,
    Class::CONTRACTION,
]);

/// Whether a folded word holds any sentence of the language of `tables` together.
pub(crate) fn is_small(tables: &Tables, word: &str) -> bool {
    let letter = word.chars().count() == 1 && !word.contains(char::is_numeric);
    letter || tables.class(word).is(SMALL)
}

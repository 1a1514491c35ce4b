//! The words under which files, tables and lines for scripts hold what is one of a few.

use super::{LinkKind, Origin, Polarity, Rule, SpeakerBy, Status, Strength};

/// Words and what they stand for.
pub type Terms<T> = [(&'static str, T)];

/// A table of terms, and for each value its word. Every value has one: else it would not compile.
macro_rules! terms {
    (
        $(#[$doc:meta])* $table:ident: $of:ident {
            $($value:ident => $word:literal,)+
        } $(never given { $($other:ident => $called:literal,)+ })?
    ) => {
        $(#[$doc])*
        pub const $table: &Terms<$of> = &[$(($word, $of::$value)),+];

        impl $of {
            /// The word for it in files.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                    $($(Self::$other => $called,)+)?
                }
            }
        }
    };
}

/// What is so or not, as a cell of a table says it.
pub const FLAGS: &Terms<bool> = &[("yes", true), ("no", false)];

terms!(
    /// How far a statement is checked.
    STATUSES: Status {
        Unchecked => "unchecked",
        SingleSource => "single source",
        Corroborated => "corroborated",
        Authenticated => "authenticated",
        Disputed => "disputed",
        Retracted => "retracted",
    }
);
terms!(
    /// Who put a statement here. That one is dismissed no record says of itself.
    ORIGINS: Origin {
        Hand => "hand",
        Suggested => "suggested",
        Listed => "listed",
        Confirmed => "confirmed",
    } never given {
        Dismissed => "dismissed",
    }
);
terms!(
    /// What the attributing words make of a statement.
    POLARITIES: Polarity {
        Affirms => "affirms",
        Denies => "denies",
        Refuses => "refuses",
        Asks => "asks",
        Orders => "orders",
    }
);
terms!(
    /// How far the words show that a suggestion is a statement.
    STRENGTHS: Strength {
        Clear => "clear",
        Weak => "weak",
    }
);
terms!(
    /// From what a speaker is known.
    SPEAKER_BY: SpeakerBy {
        Name => "name",
        Role => "role",
        Pronoun => "pronoun",
        DroppedSubject => "dropped subject",
        Turn => "turn",
        QuoteBefore => "quote before",
    }
);
terms!(
    /// How one statement stands to another.
    LINKS: LinkKind {
        ParaphraseOf => "paraphrase of",
        Repeats => "repeats",
        Contradicts => "contradicts",
        RespondsTo => "responds to",
        NestedIn => "nested in",
        TranslationOf => "translation of",
    }
);
terms!(
    /// The rules that suggest statements.
    RULES: Rule {
        Verb => "verb",
        According => "according to",
        Marks => "quotation marks",
        FollowUp => "goes on",
        Colon => "colon",
        Turn => "turn",
        Question => "question",
        Written => "written",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Copy + PartialEq + std::fmt::Debug>(
        terms: &Terms<T>,
        word: impl Fn(T) -> &'static str,
    ) {
        for (at, (term, value)) in terms.iter().enumerate() {
            assert_eq!(word(*value), *term);
            let others = || terms.iter().skip(at + 1);
            assert!(others().all(|(other, _)| other != term), "{term} stands twice");
        }
    }

    #[test]
    fn a_word_means_one_value_and_a_value_has_one_word() {
        check(STATUSES, Status::word);
        check(ORIGINS, Origin::word);
        check(POLARITIES, Polarity::word);
        check(STRENGTHS, Strength::word);
        check(SPEAKER_BY, SpeakerBy::word);
        check(LINKS, LinkKind::word);
        check(RULES, Rule::word);
    }
}

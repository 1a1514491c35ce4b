//! [`Class`]: a set of the word classes that the sections of a language table name.

use std::ops::BitOr;

/// Words of 64 bits that hold all classes. Three of them keep a token at 40 bytes; two of 128 bits
/// would make it 48.
const WORDS: usize = 3;

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class([u64; WORDS]);

impl Class {
    /// No class: a word that no table has.
    pub const NONE: Self = Self([0; WORDS]);

    /// Whether it shares a class with `other`.
    pub const fn is(self, Self(other): Self) -> bool {
        let Self(own) = self;
        own[0] & other[0] != 0 || own[1] & other[1] != 0 || own[2] & other[2] != 0
    }

    /// The class of bit `at`.
    const fn bit(at: u32) -> Self {
        match at / u64::BITS {
            0 => Self([1 << at, 0, 0]),
            1 => Self([0, 1 << (at - u64::BITS), 0]),
            _ => Self([0, 0, 1 << (at - 2 * u64::BITS)]),
        }
    }

    /// The classes of both.
    const fn or(self, Self(other): Self) -> Self {
        let Self(own) = self;
        Self([own[0] | other[0], own[1] | other[1], own[2] | other[2]])
    }

    /// All of `classes` together.
    pub const fn all(classes: &[Self]) -> Self {
        let mut all = Self::NONE;
        let mut rest = classes;
        while let [first, others @ ..] = rest {
            all = all.or(*first);
            rest = others;
        }
        all
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// Numbers the classes in the order they are written in.
macro_rules! classes {
    (sections { $($name:ident $section:literal,)* } derived { $($(#[$doc:meta])* $derived:ident,)* }) => {
        /// A class as the number of its bit.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name,)* $($derived,)* End }
        // The shift of a class beyond the last word would not compile.
        const _: () = assert!(Bit::End as usize <= WORDS * u64::BITS as usize);

        impl Class {
            $(
                #[doc = concat!("The words of section `[", $section, "]`.")]
                pub const $name: Self = Self::bit(Bit::$name as u32);
            )*
            $($(#[$doc])* pub const $derived: Self = Self::bit(Bit::$derived as u32);)*
        }

        /// The sections of a table and their classes.
        pub(crate) const SECTIONS: &[(&str, Class)] = &[$(($section, Class::$name)),*];
    };
}

classes! {
sections {
    // What attributes, and how its object follows.
    SAY "say",
    TELL "tell",
    THINK "think",
    OBJECT "object",
    INFINITIVE "infinitive",
    NOUN "noun",
    NAMING "naming",
    STRICT "strict",
    DEED "deed",
    FACT "fact",
    INCREASE "increase",
    AMBIGUOUS "ambiguous",
    EVIDENCE "evidence",
    MEDIUM "medium",
    THROUGH "through",
    VIEW "view",
    CIRCUMSTANCE "circumstance",
    // What it makes of the words.
    ONLY_SAYS "only-says",
    AFFIRMS "affirms",
    DENIES "denies",
    REFUSES "refuses",
    ASKS "asks",
    ORDERS "orders",
    OPEN "open",
    // What changes a verb that stands under it.
    URGING "urging",
    CALLING "calling",
    CALLS_FOR "calls-for",
    WISH "wish",
    MARKER "marker",
    UNDONE "undone",
    MODAL "modal",
    WILLING "willing",
    INVERTING "inverting",
    REFLEXIVE "reflexive",
    SELF "self",
    SHORT "short",
    CONTROL "control",
    NOBODY "nobody",
    CONDITIONAL "conditional",
    FALSITY "falsity",
    HEARSAY "hearsay",
    RETREAT "retreat",
    BACKWARD "backward",
    // Small words.
    AUXILIARY "auxiliary",
    BE "be",
    TO_BE "to-be",
    BEEN "been",
    HEARD "heard",
    NEGATION "negation",
    ADVERB "adverb",
    DETERMINER "determiner",
    DEFINITE "definite",
    POSSESSIVE "possessive",
    POINTING "pointing",
    PRONOMINAL "pronominal",
    PREPOSITION "preposition",
    INNER "inner",
    HOME "home",
    FROM "from",
    OF "of",
    TO "to",
    FOR "for",
    BY "by",
    AS "as",
    BETWEEN "between",
    PLACING "placing",
    ON_DAY "on-day",
    WITHIN_UNIT "within-unit",
    CONTRACTION "contraction",
    THAN "than",
    COMPARATIVE "comparative",
    CONJUNCTION "conjunction",
    SUBORDINATE "subordinate",
    RELATIVE "relative",
    THAT "that",
    CONTRAST "contrast",
    SUBJECT "subject",
    ADDRESSED "addressed",
    HE "he",
    SHE "she",
    IT "it",
    THEY "they",
    CLITIC "clitic",
    PARTICLE "particle",
    VERBAL "verbal",
    // Who speaks or is spoken to.
    AUDIENCE "audience",
    MANY "many",
    SHARE "share",
    PERSON "person",
    TITLE "title",
    VAGUE "vague",
    ADDRESS "address",
    HE_TITLE "he-title",
    SHE_TITLE "she-title",
    HE_ARTICLE "he-article",
    SHE_ARTICLE "she-article",
    HE_NAME "he-name",
    SHE_NAME "she-name",
    SURNAME "surname",
    ORDINARY "ordinary",
    SEAT "seat",
    RANK "rank",
    AGED "aged",
    // Fields of work.
    OFFICE "office",
    LAW "law",
    FORCES "forces",
    BUSINESS "business",
    PRESS "press",
    ARTS "arts",
    LEARNING "learning",
    MEDICINE "medicine",
    CHURCH "church",
    SPORT "sport",
    SCHOOL "school",
    TRADE "trade",
    // Other names.
    ORGANIZATION "organization",
    ALONE "alone",
    OUTLET "outlet",
    PLACE "place",
    BODY "body",
    THING "thing",
    JOINT "joint",
    WORK "work",
    ALIAS "alias",
    KNOWN "known",
    ALIAS_ARTICLE "alias-article",
    ABBREVIATION "abbreviation",
    NOT_NAME "notname",
    // Time.
    COUNT "count",
    ORDINAL "ordinal",
    WEEKDAY "weekday",
    MONTH "month",
    DOUBTFUL_MONTH "doubtful-month",
    SEASON "season",
    FEAST "feast",
    EVE "eve",
    UNIT "unit",
    DAYS "days",
    DAY "day",
    WEEKS "weeks",
    MONTHS "months",
    YEARS "years",
    DECADES "decades",
    CENTURY "century",
    QUARTER "quarter",
    HALF "half",
    PART "part",
    TIES "ties",
    TIMELY "timely",
    LAST "past",
    NEXT "coming",
    CURRENT "current",
    NAMED "named",
    SAME "same",
    SELFSAME "selfsame",
    RECENT "recent",
    FEW "few",
    EARLY "early",
    AGO "ago",
    AFTER "after",
    BEFORE "before",
    UNTIL "until",
    RANGE "range",
    YESTERDAY "yesterday",
    TODAY "today",
    TOMORROW "tomorrow",
    YEAR_AGO "year-ago",
    YEAR_END "year-end",
    PERIOD "period",
    // What a word looks like by its ending, whatever the word.
    LOOKS_PAST "looks-past",
    LOOKS_GERUND "looks-gerund",
    LOOKS_PLURAL "looks-plural",
    PAST_ENDING "past-endings",
    NO_PAST "no-past",
    SEVERAL "several",
    FUTURE_ENDING "future-endings",
    // Tenses, and what is about the text itself.
    FUTURE "future",
    WAS "was",
    PERFECT "perfect",
    PRETERITE "preterite",
    COPYRIGHT "copyright",
    IMPRINT "imprint",
}
derived {
    /// The word by which an opener is known, the longest of its phrase: "according".
    OPENER,
    /// A verb in a form that has a subject.
    FINITE,
    /// A verb in the past tense.
    PAST,
    /// A verb whose subject may stand far behind it, though it needs one: `sagte`, `explique`.
    LOOSE,
    /// A past participle.
    PARTICIPLE,
    /// A gerund: `saying`, `diciendo`.
    GERUND,
    /// An infinitive that no other form looks like: `decir`.
    PLAIN,
    /// A verb that needs no subject: `dijo`.
    DROPS,
    /// The first word behind a line that ends before it is full; set where text is cut into tokens.
    NEW_LINE,
    /// A word that begins a sentence, so that its capital tells nothing; set where text is cut into tokens.
    OPENS,
}
}

impl Class {
    /// Sections whose words are verbs and are inflected.
    pub(crate) const VERBS: Self = Self::all(&[
        Self::SAY,
        Self::TELL,
        Self::THINK,
        Self::OBJECT,
        Self::INFINITIVE,
        Self::DEED,
        Self::FACT,
    ]);

    /// Roles of any field of work.
    pub const FIELDS_OF_WORK: Self = Self::all(&[
        Self::OFFICE,
        Self::LAW,
        Self::FORCES,
        Self::BUSINESS,
        Self::PRESS,
        Self::ARTS,
        Self::LEARNING,
        Self::MEDICINE,
        Self::CHURCH,
        Self::SPORT,
        Self::SCHOOL,
        Self::TRADE,
    ]);

    /// Everything that makes a verb of a word.
    const VERBAL_FORMS: Self = Self::all(&[
        Self::VERBS,
        Self::FINITE,
        Self::PAST,
        Self::PARTICIPLE,
        Self::GERUND,
        Self::LOOKS_PAST,
        Self::LOOKS_GERUND,
        Self::PAST_ENDING,
        Self::FUTURE_ENDING,
    ]);

    /// Without what makes a verb of it: "the state’s" is none.
    #[must_use]
    pub const fn as_noun(self) -> Self {
        let (Self(own), Self(verb)) = (self, Self::VERBAL_FORMS);
        Self([own[0] & !verb[0], own[1] & !verb[1], own[2] & !verb[2]])
    }
}

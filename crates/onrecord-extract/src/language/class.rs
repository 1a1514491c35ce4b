//! [`Class`]: a set of the word classes that the sections of a language table name.

use std::ops::BitOr;

use onrecord_model::FieldsOfWork;

/// Words of 64 bits that hold all classes. Three of them keep a token at 40 bytes; two of 128 bits
/// would make it 48.
const WORDS: usize = 3;

/// A set of word classes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class([u64; WORDS]);

impl Class {
    /// Whether it shares a class with `other`.
    pub(crate) const fn is(self, Self(other): Self) -> bool {
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
    pub(crate) const fn all(classes: &[Self]) -> Self {
        let mut all = Self([0; WORDS]);
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

macro_rules! classes {
    ($($name:ident $section:literal $bit:literal,)*) => {
        impl Class {
            $(pub(crate) const $name: Self = Self::bit($bit);)*
        }
        /// The sections of a table and their classes.
        pub(super) const SECTIONS: &[(&str, Class)] = &[$(($section, Class::$name)),*];
    };
}

classes! {
    SAY "say" 0,
    TELL "tell" 1,
    THINK "think" 2,
    OBJECT "object" 3,
    NOUN "noun" 4,
    MEDIUM "medium" 5,
    AUDIENCE "audience" 6,
    AUXILIARY "auxiliary" 7,
    BE "be" 8,
    NEGATION "negation" 9,
    ADVERB "adverb" 10,
    DETERMINER "determiner" 11,
    POSSESSIVE "possessive" 12,
    PREPOSITION "preposition" 13,
    INNER "inner" 14,
    CONJUNCTION "conjunction" 15,
    SUBORDINATE "subordinate" 16,
    RELATIVE "relative" 17,
    SUBJECT "subject" 18,
    HE "he" 19,
    SHE "she" 20,
    THEY "they" 21,
    MANY "many" 22,
    TITLE "title" 23,
    PERSON "person" 24,
    ORGANIZATION "organization" 25,
    OUTLET "outlet" 26,
    PLACE "place" 27,
    WEEKDAY "weekday" 28,
    MONTH "month" 29,
    ABBREVIATION "abbreviation" 30,
    NOT_NAME "notname" 31,
    HE_NAME "he-name" 32,
    SHE_NAME "she-name" 33,
    PARTICLE "particle" 34,
    AMBIGUOUS "ambiguous" 35,
    UNIT "unit" 36,
    TIMELY "timely" 37,
    INFINITIVE "infinitive" 38,
    STRICT "strict" 39,
    LAST "past" 44,
    NEXT "coming" 45,
    CURRENT "current" 46,
    DAYS "days" 47,
    WEEKS "weeks" 48,
    MONTHS "months" 49,
    YEARS "years" 50,
    DECADES "decades" 51,
    AGO "ago" 52,
    YESTERDAY "yesterday" 53,
    TODAY "today" 54,
    TOMORROW "tomorrow" 55,
    EARLY "early" 56,
    SEASON "season" 57,
    RANGE "range" 58,
    FUTURE "future" 59,
    CENTURY "century" 60,
    COUNT "count" 61,
    ALIAS "alias" 62,
    NAMING "naming" 63,
    THAT "that" 64,
    CONTRAST "contrast" 65,
    VERBAL "verbal" 66,
    SHARE "share" 67,
    ALONE "alone" 68,
    IT "it" 69,
    CONTROL "control" 70,
    EVIDENCE "evidence" 71,
    WISH "wish" 72,
    CLITIC "clitic" 73,
    WORK "work" 74,
    DEFINITE "definite" 77,
    OPENER "opener" 78,
    VAGUE "vague" 79,
    INCREASE "increase" 80,
    HE_ARTICLE "he-article" 81,
    SHE_ARTICLE "she-article" 82,
    HE_TITLE "he-title" 83,
    SHE_TITLE "she-title" 84,
    ADDRESS "address" 85,
    HOME "home" 86,
    AGED "aged" 87,
    OFFICE "office" 88,
    LAW "law" 89,
    FORCES "forces" 90,
    BUSINESS "business" 91,
    PRESS "press" 92,
    ARTS "arts" 93,
    LEARNING "learning" 94,
    MEDICINE "medicine" 95,
    CHURCH "church" 96,
    SPORT "sport" 97,
    SCHOOL "school" 98,
    TRADE "trade" 99,
    ONLY_SAYS "only-says" 128,
    AFFIRMS "affirms" 129,
    DENIES "denies" 130,
    REFUSES "refuses" 131,
    ASKS "asks" 132,
    ORDERS "orders" 133,
    OPEN "open" 134,
    URGING "urging" 135,
    CALLING "calling" 136,
    MARKER "marker" 137,
    UNDONE "undone" 138,
    MODAL "modal" 139,
    WILLING "willing" 140,
    INVERTING "inverting" 141,
    NOBODY "nobody" 142,
    REFLEXIVE "reflexive" 143,
    SELF "self" 144,
    CONDITIONAL "conditional" 145,
    SHORT "short" 146,
    FALSITY "falsity" 147,
    HEARSAY "hearsay" 148,
    RETREAT "retreat" 149,
    BACKWARD "backward" 150,
    DROPS "" 75,
    PLAIN "" 76,
    UNTIL "until" 100,
    WAS "was" 101,
    SAME "same" 102,
    NAMED "named" 103,
    ORDINAL "ordinal" 104,
    QUARTER "quarter" 105,
    HALF "half" 106,
    PART "part" 107,
    YEAR_AGO "year-ago" 108,
    YEAR_END "year-end" 109,
    FEAST "feast" 110,
    BC "bc" 111,
    AFTER "after" 112,
    BEFORE "before" 113,
    PERFECT "perfect" 114,
    PRETERITE "preterite" 115,
    COPYRIGHT "copyright" 116,
    IMPRINT "imprint" 117,
    RECENT "recent" 118,
    TIES "ties" 119,
    NEW_LINE "" 121,
    RANK "rank" 122,
    SEAT "seat" 123,
    FROM "from" 124,
    FINITE "" 40,
    PAST "" 41,
    PARTICIPLE "" 42,
    GERUND "" 43,
}

impl Class {
    /// Sections whose words are verbs and are inflected.
    pub(super) const VERBS: Self =
        Self::all(&[Self::SAY, Self::TELL, Self::THINK, Self::OBJECT, Self::INFINITIVE]);

    /// Everything that makes a verb of a word.
    const VERBAL_FORMS: Self =
        Self::all(&[Self::VERBS, Self::FINITE, Self::PAST, Self::PARTICIPLE, Self::GERUND]);

    /// The bit of the first field of work; the others follow in the order of [`FieldsOfWork`], all in
    /// the second word.
    const FIRST_FIELD: u32 = 88;

    /// All fields of work.
    pub(crate) const FIELDS: Self = {
        let fields = (1 << FieldsOfWork::COUNT) - 1;
        Self([0, fields << (Self::FIRST_FIELD - u64::BITS), 0])
    };

    /// The fields of work that a word is of.
    pub(crate) const fn fields(self) -> FieldsOfWork {
        let (Self([_, has, _]), Self([_, fields, _])) = (self, Self::FIELDS);
        FieldsOfWork(((has & fields) >> (Self::FIRST_FIELD - u64::BITS)) as u16)
    }

    /// Without what makes a verb of it: "the state’s" is none.
    pub(crate) const fn as_noun(self) -> Self {
        let (Self(own), Self(verb)) = (self, Self::VERBAL_FORMS);
        Self([own[0] & !verb[0], own[1] & !verb[1], own[2] & !verb[2]])
    }
}

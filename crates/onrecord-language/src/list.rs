//! [`WordList`]: words, phrases and endings that a table gives for one purpose and that no class of words
//! stands for. They are asked for where a rule has already found something, so that no bit of a
//! [`Class`](super::Class) is spent on them.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Names the lists by the sections of a table.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident $section:literal,)*) => {
        /// A list of a table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WordList {
            $($(#[$doc])* $name,)*
        }

        /// The sections of a table and their lists.
        pub(crate) const LISTS: &[(&str, WordList)] = &[$(($section, WordList::$name)),*];
    };
}

lists! {
    /// What attributes by itself, with whom it names behind it: "according to", "a juicio de".
    Openers "openers",
    /// What leads to another text, at the beginning of a paragraph: "read more", "lea también".
    Links "links",
    /// What a paper does that has found something out itself: "pudo saber", "has learned".
    Learned "learned",
    /// What stands in front of an article and belongs to its noun: "all", "todos".
    Predeterminers "predeterminers",
    /// What those ask for who do not want to be named: "anonymity", "reserva de su nombre".
    Anonymity "anonymity",
    /// Verbs of taking in what another has said or written: "read", "oyó".
    TakesIn "takes-in",
    /// Verbs of hearing and reading, whose subject says nothing: "heard", "oyó".
    Hears "hears",
    /// What begins the words of somebody who said next to nothing: "nothing", "poco".
    Silence "silence",
    /// What makes somebody of another: "posing as", "haciéndose pasar por".
    Poses "poses",
    /// What makes a case of what follows: "suppose", "supongamos".
    Supposing "supposing",
    /// Verbs of answering: "replied", "respondió".
    Replies "replies",
    /// Verbs by which somebody goes on: "added", "añadió".
    GoesOn "goes-on",
    /// What tells of a death, behind the name: "died", "fue asesinado".
    Dies "dies",
    /// Words that are shortened in front of a figure: "No. 14".
    Shortened "shortened",
    /// Verbs of trying: "tried to".
    Attempts "attempts",
    /// Verbs of saying that may stand under another verb: "say", "decir".
    Saying "saying",
    /// Verbs with the preposition that leads to what they speak of: "advirtió sobre".
    SpeaksOf "speaks-of",
    /// The word in front of a body out of which several speak: "desde el partido".
    Quarters "quarters",
    /// Endings of past participles: "accused".
    ParticipleEndings "participle-endings",
    /// What begins a clause about somebody: "whom", "cual".
    Relatives "relatives",
    /// What begins a clause about somebody's: "whose".
    Whose "whose",
    /// A verb with the words that make an appeal of it: "hizo un llamado".
    CallsOn "calls-on",
    /// A verb with the words that make a verb of saying of it: "dio a conocer", "made clear".
    MakesKnown "makes-known",
    /// A word for somebody, and a role that it stands for: "mandatario presidente".
    RoleWords "role-words",
    /// As the first word of a sentence it tells what somebody was asked: "Asked about the deal, …".
    Asked "asked",
    /// What joins two of whom only one is meant: "or".
    Either "either",
    /// What a number stands behind: "about", "at least".
    Amounts "amounts",
    /// What stands in front of a number of things, never of a year: "more than", "some".
    Counted "counted",
    /// What a number measures, behind it: "km", "UTC".
    Measures "measures",
    /// People and animals, whom even "the" and a number count: "the 1850 soldiers".
    Heads "heads",
    /// Several of a year, which the number in front does not count: "2005 levels".
    YearNouns "year-nouns",
    /// What a number is the number of, in front of it: "page".
    Numbered "numbered",
    /// Words in the name of a street, where a number is a house's.
    Streets "streets",
    /// What leads to nothing but a year: "since".
    YearLeads "year-leads",
    /// What leads to a month and not to somebody called like one: "in", "since".
    MonthLeads "month-leads",
    /// What bears the name of a day: "el colegio 25 de mayo".
    NamedAfterDays "named-after-days",
    /// What leads to an hour in four figures: "at 1930".
    ClockLeads "clock-leads",
    /// What changed by figures: "rose" from 1061 to 1128.
    Changes "changes",
    /// What makes a year before Christ: "BC", "a. C.".
    BeforeChrist "before-christ",
    /// What makes a year after Christ, in front of it or behind: "AD", "d. C.".
    AfterChrist "after-christ",
    /// What makes a year vague, in front of it: "c.".
    Circa "circa",
    /// Verbs that look the same whether they tell what happens or what happened.
    Invariable "invariable",
    /// What puts one event before another: "before".
    BeforeThat "before-that",
    /// What puts one event after another: "after", "tras".
    AfterThat "after-that",
    /// Endings without which a verb and its noun are one: "killed", "killings".
    StemEndings "stem-endings",
    /// The end of what goes on: "2015–present".
    Present "present",
    /// What leads to the year of somebody's books: "FY".
    FiscalYears "fiscal-years",
    /// What makes the week of a day, in front of it.
    WeekOf "week-of",
    /// The first day of a month in words: "primero", "uno de".
    FirstDay "first-day",
    /// Two, behind a word that counts: "couple of", "par de".
    Pair "pair",
    /// The word for today where it names no day: "hoy por hoy".
    NoDay "no-day",
    /// What an open matter runs to: "as early as".
    Limit "limit",
    /// The year 2000 in words, in front of what is added to it.
    Millennium "millennium",
    /// The end of a year or a month, which the first word tells: "year end".
    UnitEnd "unit-end",
    /// This year or month, behind the word for it: "en curso".
    Going "going",
    /// The next one: "que viene".
    Coming "unit-coming",
    /// The one before: "de ayer".
    Gone "unit-gone",
    /// Endings of ordinal figures: `25th`.
    OrdinalEndings "ordinal-endings",
    /// Endings of adverbs, for words that no section has.
    AdverbEndings "adverb-endings",
    /// Endings of adverbs under which it stays open whether something was said.
    HearsayEndings "hearsay-endings",
    /// The ending of somebody's: "Smith's".
    GenitiveEndings "genitive-endings",
    /// The same, behind a plural too: "officials'".
    OwnerEndings "owner-endings",
    /// What those without a name in a talk are called: who asks and answers in an interview, who asks and
    /// answers in a hearing.
    TalkRoles "talk-roles",
    /// What leads from a verb of saying to whom it was said: "to", "a".
    AudienceLeads "audience-leads",
    /// What tells, behind a quote, whose words it was: "those were the words of".
    WordsOf "words-of",
    /// Articles and pronouns of whom something is said to, and of nobody who says it: "dem".
    Datives "datives",
    /// Endings of words for a woman: "Ministerin".
    SheEndings "she-endings",
    /// Auxiliaries that leave it to others whether something was done: "soll", "aurait".
    Moods "moods",
    /// First words of a cue that is no verb: "according", "as", "por".
    Leads "leads",
    /// Words behind which a cue is a noun: "his claim", "una advertencia".
    Owners "owners",
    /// What stands before a capital in the middle of a surname: `McCoy`.
    SurnameHeads "surname-heads",
    /// Nouns without a plural ending that are said of several: "the police".
    Collective "collective",
    /// Small words that lose their end before a vowel: "l’", "qu’".
    Elided "elided",
    /// Subjects that a hyphen joins to their verb: "dit-il".
    Enclitic "enclitic",
    /// What joins a second verb of the same subject to the first: "al tiempo que".
    Meanwhile "meanwhile",
    /// Words that lost their beginning, with an apostrophe in its place: "’em", "’til".
    Clipped "clipped",
    /// What stands behind a person's name and tells him from his father: "Jr.".
    NameSuffixes "name-suffixes",
    /// Honours behind a person's name, no part of it: "QC".
    Honours "honours",
    /// Nouns in front of the name of a firm: "carrier Skyhop".
    Firms "firms",
    /// Nouns beside the name of a paper: "the Independent newspaper".
    Papers "papers",
    /// Who belongs to a party, a team, a firm: "diputados de Nuevas Ideas".
    Members "members",
    /// Nouns that with a name beside them are a body: "the French government".
    StateBodies "state-bodies",
    /// What stands between a country and the word for its body: "foreign".
    StateFields "state-fields",
    /// What makes an adjective of a name, behind a hyphen: "Houston-area".
    Tails "tails",
    /// Bodies of people who act together: parties, teams, gangs.
    Groups "groups",
    /// What stands before a hyphen in a role: "then-Secretary".
    RolePrefixes "role-prefixes",
    /// The mark of another name in records: "Juan Ruiz (a) Lobo".
    AliasMark "alias-mark",
}

/// A phrase of one word or more.
type Entry = Box<[Box<str>]>;

/// One list: its entries as the table has them, and which of them begin with a word. Whatever a text
/// says is asked of some list, so that walking through all entries would be felt.
#[derive(Debug, Default)]
struct Entries {
    all: Vec<Entry>,
    by_head: HashMap<Box<str>, Vec<u32>, FixedState>,
}

/// The lists of one language.
#[derive(Debug)]
pub(crate) struct WordLists([Entries; LISTS.len()]);

impl Default for WordLists {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Entries::default()))
    }
}

impl WordLists {
    /// Adds an entry, whose words an underscore parts.
    pub(crate) fn add(&mut self, list: WordList, entry: &str) {
        let Some(entries) = self.0.get_mut(list as usize) else { return };
        let entry: Entry = entry.split('_').map(Box::from).collect();
        if let Some(head) = entry.first() {
            entries.by_head.entry(head.clone()).or_default().push(entries.all.len() as u32);
        }
        entries.all.push(entry);
    }

    /// All entries of a list, as the table has them.
    pub(crate) fn of(&self, list: WordList) -> &[Box<[Box<str>]>] {
        self.0.get(list as usize).map_or(&[], |entries| entries.all.as_slice())
    }

    /// The entries of a list that begin with `head` (in lower case).
    pub(crate) fn headed(&self, list: WordList, head: &str) -> impl Iterator<Item = &[Box<str>]> {
        let entries = self.0.get(list as usize);
        let places = entries.and_then(|entries| Some((entries, entries.by_head.get(head)?)));
        places.into_iter().flat_map(|(entries, places)| {
            places.iter().filter_map(|at| entries.all.get(*at as usize).map(|entry| &**entry))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Tables};

    #[test]
    fn every_list_has_words_in_some_language() {
        for (section, list) in LISTS {
            let has = |language| !Tables::of(language).lists.of(*list).is_empty();
            assert!(Language::ALL.into_iter().any(has), "{section}");
        }
    }
}

//! Faults of an investigation's file, and what stands in the way of opening one.

mod captures;
mod rows;
mod tables;

use super::anchors::states;
use super::flaws::flaw;
use super::{labels, programs, troubles};
use onrecord_model::fault::Fault;
use onrecord_model::fault::{
    Doubt, FaultKind, LineFault, Near, OpenError, OpenErrorKind, RecordKind, States, ValueShape,
};
use onrecord_text::{Part, clean, width};

/// Columns that words from the file may take in a sentence.
const SHOWN: usize = 70;

/// `file:line: what, and what to do`, fit for a terminal.
pub fn sentence(fault: &Fault) -> String {
    let Fault { file, line, what } = fault;
    let place = if *line == 0 { file.clone() } else { format!("{file}:{line}") };
    let what = match what {
        FaultKind::NotRead => {
            format!("not read, since files of its kind are not: {}", programs::way(file))
        }
        what => self::what(what),
    };
    clean::one_line(&format!("{place}: {what}")).into_owned()
}

/// Why nothing was opened, and what to do, fit for a terminal.
pub fn open_error(error: &OpenError) -> String {
    let place = &error.place;
    let sentence = match &error.why {
        OpenErrorKind::File(trouble) => {
            format!("{place} cannot be opened: {}", troubles::sentence(trouble))
        }
        OpenErrorKind::NothingToRead => format!(
            "{place} holds neither an investigation.json nor a document that is read; put one \
             there, or name another folder"
        ),
        OpenErrorKind::UnknownKind => format!(
            "{place} is of a kind that cannot be read; open a folder, a document (text, HTML, PDF, \
             Word, captions, mail), an investigation.json or a list of statements (.ndjson, .csv)"
        ),
        OpenErrorKind::NotEmbedded => {
            "this build has no investigation of its own; name a folder to open".into()
        }
    };
    clean::one_line(&sentence).into_owned()
}

fn what(what: &FaultKind) -> String {
    match what {
        FaultKind::Json(flaw) => self::flaw(flaw),
        FaultKind::Doubt(doubt) => self::doubt(doubt),
        FaultKind::Version(found) => format!(
            "version “{}” is not known to this program; write \"version\": 1, or use a newer \
             onrecord",
            short(found)
        ),
        // Told with the name of the file, which says what helps.
        FaultKind::NotRead => String::new(),
        FaultKind::AndMore(count) => format!("and {count} more; mend those above first"),
        FaultKind::MissingKey { .. }
        | FaultKind::UnknownKey { .. }
        | FaultKind::KeyTwice(_)
        | FaultKind::WrongShape { .. }
        | FaultKind::UnknownValue { .. } => key(what),
        FaultKind::IdTwice { .. }
        | FaultKind::BothLists(_)
        | FaultKind::Dangling { .. }
        | FaultKind::WhichSource
        | FaultKind::OtherSource => id(what),
        FaultKind::BadDate { .. }
        | FaultKind::ResolvedOutside { .. }
        | FaultKind::NoBasis { .. } => date(what),
        FaultKind::NoText { .. } | FaultKind::SourceChanged { .. } | FaultKind::Unreadable(_) => {
            file(what)
        }
        FaultKind::JournalLine(_)
        | FaultKind::DecidedNoMore { .. }
        | FaultKind::ApartNoMore { .. } => journal(what),
        FaultKind::BadRow(_) | FaultKind::RowKey { .. } | FaultKind::TwoNames { .. } => {
            rows::of(what)
        }
        FaultKind::NotFound { .. }
        | FaultKind::Ambiguous { .. }
        | FaultKind::Moved { .. }
        | FaultKind::Nth { .. }
        | FaultKind::NoParagraph { .. }
        | FaultKind::Overlap(_)
        | FaultKind::MentionTwice => words(what),
    }
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::ReadAs(encoding) => format!(
            "the file is not UTF-8 and was read as {}; save it as UTF-8 if letters look wrong",
            short(encoding)
        ),
        Doubt::BadCue => {
            "this caption has no time that can be read, so its words stand apart (onrecord text \
                          --left-out); write 00:12:31.000 --> 00:12:36.500"
                .into()
        }
        Doubt::BadEnd => "the end of this caption cannot be read, so its words stand at its \
                          beginning; write 00:12:31.000 --> 00:12:36.500"
            .into(),
        Doubt::MostLeftOut => {
            "less than a third of the running text of this page was taken for its \
                               article; open the page itself, and if words are missing save its \
                               text as a .txt file"
                .into()
        }
        Doubt::Ragged => {
            "this row has more or fewer cells than the head of the table and was read \
                          as far as it goes; look whether a separator is missing"
                .into()
        }
        Doubt::AboveTable(words) => tables::above(words),
        Doubt::Columns(names) => tables::columns(names),
        Doubt::OpenQuote => "a quotation mark in this row is not closed, so it was read as one \
                             line; close it, or double it"
            .into(),
        Doubt::NoWords => "this row has no words and was left out; write what was said".into(),
        Doubt::Picture(page) => format!(
            "page {page} is a picture: there is no text on it to search; put it through OCR first"
        ),
        Doubt::CutOff => {
            "the text is longer than is read, and its end is missing; cut it up".into()
        }
        Doubt::NotRead(name) => format!(
            "“{}” is part of this file and was not read; save it beside the file if its words matter",
            short(name)
        ),
        Doubt::Hyphens { words, more } => {
            let named: Vec<_> = words
                .iter()
                .map(|(page, word)| format!("“{}” (page {page})", short(word)))
                .collect();
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "cut at the end of a line and joined without the hyphen, which may be their own: {}{more}; \
                 look at the page before you quote",
                named.join(", ")
            )
        }
        Doubt::Misheard { count, some } => {
            let words = labels::count(*count as usize, "word", "words");
            format!(
                "the machine that wrote this was not sure of {words} ({}); listen before you quote",
                short(some)
            )
        }
        Doubt::Beside { read, of } => format!(
            "not read, since {} is taken for what stands on {}; if it says something else, give it a name of its own",
            short(read),
            short(of)
        ),
        Doubt::Misread { count, some } => {
            let words = labels::count(*count as usize, "word", "words");
            format!(
                "the machine that read this was not sure of {words} ({}); look at the picture before you quote",
                short(some)
            )
        }
        Doubt::PassedOver { counts, answers } => captures::passed_over(counts, answers),
        Doubt::Damaged(why) => {
            format!("a part of the file is damaged ({}); the rest was read", short(why))
        }
    }
}

fn key(what: &FaultKind) -> String {
    match what {
        FaultKind::MissingKey { record, key } => {
            format!("this {} has no \"{key}\"; add it", self::record(*record))
        }
        FaultKind::UnknownKey { record, key, nearest } => {
            let advice = match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "take it out; docs/format.md lists the keys".into(),
            };
            format!("\"{}\" is not a key of this {}; {advice}", short(key), self::record(*record))
        }
        FaultKind::KeyTwice(key) => format!(
            "\"{}\" stands twice in this record; only the first counts, so take one out",
            short(key)
        ),
        FaultKind::WrongShape { key, shape } => {
            format!("the value of \"{key}\" is of the wrong kind; write {}", self::shape(*shape))
        }
        FaultKind::UnknownValue { key, value, allowed } => format!(
            "“{}” is not a \"{key}\" that is known; write one of: {}",
            short(value),
            allowed.join(", ")
        ),
        _ => String::new(),
    }
}

fn id(what: &FaultKind) -> String {
    match what {
        FaultKind::BothLists(id) => format!(
            "“{}” is dismissed here and stands in \"statements\" as well; take it out of one of \
             the two lists",
            short(id)
        ),
        FaultKind::IdTwice { record, id, first } => format!(
            "the id “{}” is that of the {} on line {first} already; give this one another",
            short(id),
            self::record(*record)
        ),
        FaultKind::Dangling { record, id, nearest } => {
            let advice = match nearest {
                Some(nearest) => format!("did you mean “{}”?", short(nearest)),
                None => "correct the id, or add the record".into(),
            };
            format!("no record under {} has the id “{}”; {advice}", list(*record), short(id))
        }
        FaultKind::WhichSource => {
            "it is not said in which source these words stand; add \"source\": and its id".into()
        }
        FaultKind::OtherSource => "these words are said to stand in another source than their \
                              statement; take their \"source\" out, or correct it"
            .into(),
        _ => String::new(),
    }
}

fn words(what: &FaultKind) -> String {
    match what {
        FaultKind::NotFound { words, nearest } => not_found(words, nearest.as_ref()),
        FaultKind::Ambiguous { words, count: 1, .. } => format!(
            "“{}” stands once, but not between the words that it stood between, and may be another; \
             say which is meant with \"prefix\" and \"suffix\"",
            short(words)
        ),
        FaultKind::Ambiguous { words, count, paragraphs } => {
            let mut places: Vec<_> = paragraphs.iter().map(|p| format!("¶{p}")).collect();
            if paragraphs.len() < *count as usize && paragraphs.len() > 1 {
                places.push("…".into());
            }
            let places = places.join(", ");
            let places = if places.is_empty() { places } else { format!(" ({places})") };
            format!(
                "“{}” stands {count} times{places}; say which with \"paragraph\" and \"nth\", or with \
                 \"prefix\" and \"suffix\"",
                short(words)
            )
        }
        FaultKind::Moved { words, paragraph } => format!(
            "“{}” stands in ¶{paragraph}, not where the record says; correct its paragraph, \
             prefix or suffix",
            short(words)
        ),
        FaultKind::Nth { words, count: 0, .. } => format!(
            "“{}” does not stand there between its \"prefix\" and \"suffix\"; correct them",
            short(words)
        ),
        FaultKind::Nth { words, nth, count } => format!(
            "“{}” stands there {}, so there is no number {nth}; correct \"nth\"",
            short(words),
            times(*count)
        ),
        FaultKind::NoParagraph { paragraph, paragraphs } => {
            format!("there is no ¶{paragraph}, the source has {paragraphs}; correct \"paragraph\"")
        }
        FaultKind::MentionTwice => {
            "these words are listed as a mention of this actor already; take them out".into()
        }
        FaultKind::Overlap(words) => format!(
            "two pieces of this statement share the words “{}”; end the one before the other \
             begins",
            short(words)
        ),
        _ => String::new(),
    }
}

fn not_found(words: &str, nearest: Option<&Near>) -> String {
    let Some(Near { paragraph, words: stand, alike }) = nearest else {
        return format!(
            "“{}” does not stand in the source, nor anything like it; copy the words from the \
             source",
            short(words)
        );
    };
    let from = difference(words, stand);
    let [words, stand] = [words, stand.as_str()].map(|text| from_there(text, from));
    let kind = if *alike { " (other marks, spaces, accents or capitals)" } else { "" };
    format!(
        "“{words}” does not stand in the source; nearest is ¶{paragraph} “{stand}”{kind}: copy the \
         words from there"
    )
}

/// The byte from which two texts are worth comparing: some words before the first that differs.
fn difference(a: &str, b: &str) -> usize {
    const BEFORE: usize = 24;
    let same = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    let same = same.map_or(a.len().min(b.len()), |((at, _), _)| at);
    let from = a.floor_char_boundary(same.saturating_sub(BEFORE));
    let before = a.part(..from);
    before.rfind(char::is_whitespace).map_or(0, |space| a.ceil_char_boundary(space + 1))
}

fn from_there(text: &str, from: usize) -> String {
    let shown = short(text.get(from..).unwrap_or(text));
    if from == 0 { shown } else { format!("…{shown}") }
}

fn date(what: &FaultKind) -> String {
    match what {
        FaultKind::BadDate { edtf, why } => {
            // The reader's own words begin with a place in characters, which nobody counts.
            let why = why.rsplit(": ").next().unwrap_or(why);
            format!(
                "“{}” is not a date: {why}; write it like 2022-03-25, 2022-03, 2012/2014 or \
                 XXXX-03-25",
                short(edtf)
            )
        }
        FaultKind::ResolvedOutside { edtf, resolved } => format!(
            "\"resolved\" “{}” is not within \"edtf\" “{}”; fill in only what the text leaves open",
            short(resolved),
            short(edtf)
        ),
        FaultKind::NoBasis { resolved } => format!(
            "“{}” says more than the text does; add \"basis\": from what it follows",
            short(resolved)
        ),
        _ => String::new(),
    }
}

fn journal(what: &FaultKind) -> String {
    match what {
        FaultKind::JournalLine(LineFault::Torn) => {
            "this decision is not whole and is left out; all others count".into()
        }
        FaultKind::JournalLine(LineFault::Cut) => {
            "this decision was cut off before it counted, or is being written now; all others count".into()
        }
        FaultKind::JournalLine(LineFault::Unreadable) => {
            "this file of decisions cannot be read, and what it says is missing here; ask its owner \
             for the right to read it"
                .into()
        }
        FaultKind::JournalLine(LineFault::Above) => {
            "decisions about a folder that holds this are not shown here, but what they withhold is \
             withheld here, too; open that folder to have them"
                .into()
        }
        FaultKind::JournalLine(LineFault::Below) => {
            "this folder has decisions of its own, which are not shown here, but what they withhold \
             is withheld here, too; open it to have them"
                .into()
        }
        FaultKind::JournalLine(LineFault::Elsewhere) => {
            "decisions are not read through a link, or from what is no file: what stands there is \
             missing here; put the files themselves into onrecord.d"
                .into()
        }
        FaultKind::JournalLine(LineFault::Later) => {
            "a later version of onrecord wrote this decision; it is left out here".into()
        }
        FaultKind::JournalLine(LineFault::Twice) => {
            "another decision goes by the name of this one and says otherwise; the shorter of the two \
             counts: somebody changed a file of the journal"
                .into()
        }
        FaultKind::JournalLine(LineFault::Unknown) => {
            "this line is no decision that onrecord writes; it is left out".into()
        }
        FaultKind::DecidedNoMore { about, .. } => format!(
            "what was decided about “{}” is kept; nothing proposes it any more, and its words are not \
             found",
            short(about)
        ),
        FaultKind::ApartNoMore { name, place } => format!(
            "that “{}” is somebody else at “{}” is kept; the place is not found, and the two count as \
             one there",
            short(name),
            short(place)
        ),
        _ => String::new(),
    }
}

fn file(what: &FaultKind) -> String {
    match what {
        FaultKind::NoText { file, why, left_out } => {
            let why = troubles::sentence(why);
            let left_out = match left_out {
                0 => String::new(),
                1 => " (1 passage in it is left out)".into(),
                n => format!(" ({n} passages in it are left out)"),
            };
            format!("“{}” gives no text: {why}{left_out}", short(file))
        }
        FaultKind::SourceChanged { file, states, .. } => {
            let States { same: _, moved: _, changed: others, ambiguous, lost } = states;
            let all = others + ambiguous + lost == 0;
            let script = if all { "" } else { "what is the same or moved with " };
            let told = changed(file, *states);
            format!("{told}; accept it with A in the app, or {script}onrecord accept")
        }
        FaultKind::Unreadable(why) => format!("not read: {}", troubles::sentence(why)),
        _ => String::new(),
    }
}

/// `article.html changed: 31 same, 2 moved, 1 changed, 1 lost`: of its statements.
pub fn changed(file: &str, states: States) -> String {
    format!("{} changed: {}", short(file), self::states(states))
}

fn record(record: RecordKind) -> &'static str {
    match record {
        RecordKind::Investigation => "investigation",
        RecordKind::Source => "source",
        RecordKind::Licence => "licence",
        RecordKind::Report => "report",
        RecordKind::Actor => "actor",
        RecordKind::Alias => "alias",
        RecordKind::Mention => "mention",
        RecordKind::Statement => "statement",
        RecordKind::Step => "step of \"via\"",
        RecordKind::Medium => "medium",
        RecordKind::Link => "link",
        RecordKind::Event => "event",
        RecordKind::Dismissal => "dismissal",
        RecordKind::Date => "date",
        RecordKind::Selector => "passage",
        RecordKind::Set => "\"set\"",
    }
}

/// Where a record with an id stands.
fn list(record: RecordKind) -> &'static str {
    match record {
        RecordKind::Source => "\"sources\"",
        RecordKind::Statement => "\"statements\"",
        RecordKind::Event => "\"events\"",
        RecordKind::Dismissal => "\"dismissed\"",
        _ => "\"actors\"",
    }
}

fn shape(shape: ValueShape) -> &'static str {
    match shape {
        ValueShape::Text => "a text: \"…\"",
        ValueShape::Count => "a whole number from 1",
        ValueShape::YesNo => "true or false",
        ValueShape::Object => "a record: { … }",
        ValueShape::Words => "the words of the source, \"…\" or { \"exact\": \"…\" }",
        ValueShape::Date => "a date, \"2022-03-25\" or { \"edtf\": \"…\" }",
        ValueShape::Sha256 => "its 64 hexadecimal digits",
        ValueShape::Actor => "who it is, { \"id\": \"…\", \"name\": \"…\" }, or a list of them",
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

/// Words from a file, cut to a length that leaves room for the advice.
pub(super) fn short(words: &str) -> String {
    width::cut(&clean::one_line(words), SHOWN).into_owned()
}

#[cfg(test)]
mod tests;

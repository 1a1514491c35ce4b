//! Where the words of a statement stand, and what each place makes of them.

use super::record::Fact;
use super::{dates, labels, places, who, word_diff};
use onrecord_corpus::Corpus;
use onrecord_model::{LinkKind, RowRef, SourceIx};
use onrecord_search::{Everywhere, Language, Naming, Reprint, ReprintKind, WordEdit, date_of};
use onrecord_text::Span;

/// While the places are looked for.
pub const LOOKING: &str = "Looking for these words in all sources…";

/// Where the words stand in no other place.
pub const NOWHERE: &str = "These words, or nearly these, stand nowhere else.";

/// Where there is nothing to look for.
pub const NO_WORDS: &str =
    "there are no words to look for; type some, or the id of a statement as `find` prints it";

/// What stands for the speaker of a passage.
const PASSAGE: &str = "in the text (nobody is quoted)";

/// Instead of a date.
const UNDATED: &str = "no date";

/// `5 places in 7 sources (2 without a date, last); in 1 a negation or denial differs`.
pub fn summary(found: &Everywhere) -> String {
    let places = labels::count(found.places.len(), "place", "places");
    let sources = labels::count(found.sources(), "source", "sources");
    let undated = match found.undated {
        0 => String::new(),
        undated => format!(" ({} without a date, last)", labels::number(undated)),
    };
    let count = |holds: &dyn Fn(&Reprint) -> bool| found.places.iter().filter(|p| holds(p)).count();
    let turned = match count(&Reprint::is_turned) {
        0 => String::new(),
        turned => format!("; in {} a negation or denial differs", labels::number(turned)),
    };
    let renamed = match count(&is_renamed) {
        0 => String::new(),
        renamed => format!("; in {} somebody else speaks", labels::number(renamed)),
    };
    let reworded =
        count(&|place| matches!(place.kind, ReprintKind::Reworded | ReprintKind::Translated(_)));
    let reworded = match reworded {
        0 => String::new(),
        many => format!(
            "; {} in other words or translated, by the tables of meaning alone",
            labels::number(many)
        ),
    };
    let more =
        if found.more { "; there may be more: too many rows have some of the words" } else { "" };
    format!("{places} in {sources}{undated}{turned}{renamed}{reworded}{more}")
}

/// The date of a place, as it is known.
pub fn date(corpus: &Corpus, row: RowRef) -> String {
    date_of(corpus, row).map_or_else(|| UNDATED.to_owned(), dates::label)
}

/// Who says it there and by which verb, or that nobody is quoted.
pub fn said(corpus: &Corpus, place: &Reprint) -> String {
    match corpus.row(place.row) {
        Some(statement) if !statement.form.is_passage() => who::said(corpus, statement),
        _ => PASSAGE.to_owned(),
    }
}

/// What the place makes of the words, the loudest first: `NEGATION +never`, `ANOTHER SPEAKER`, `cut`.
pub fn marks(place: &Reprint) -> Vec<String> {
    let turned = place.differences.turned.iter();
    let turned: Vec<_> =
        turned.map(|(kind, words)| format!("{}{words}", word_diff::sign(*kind))).collect();
    let mut marks = Vec::new();
    if !turned.is_empty() {
        marks.push(format!("NEGATION {}", turned.join(" ")));
    }
    if place.denial_differs {
        marks.push(if place.denies { "DENIED" } else { "NOT DENIED" }.to_owned());
    }
    if is_renamed(place) {
        marks.push("ANOTHER SPEAKER".to_owned());
    }
    marks.push(match place.kind {
        _ if place.asked => "asked for".to_owned(),
        ReprintKind::Linked(kind) => linked(kind).to_owned(),
        ReprintKind::Reworded => format!("in other words, near in meaning {:.2}", place.likeness),
        ReprintKind::Translated(language) => {
            format!("{}, near in meaning {:.2}", in_language(language), place.likeness)
        }
        ReprintKind::Words if place.differences.edits.is_empty() => "the same words".to_owned(),
        ReprintKind::Words => {
            let edits: Vec<_> = place.differences.edits.iter().map(|one| edit(*one)).collect();
            edits.join(", ")
        }
    });
    if !place.copies.is_empty() {
        marks.push(format!("the same text in {}", sources(place)));
    }
    marks
}

/// Whether somebody else is named there.
pub fn is_renamed(place: &Reprint) -> bool {
    place.naming == Naming::Another
}

fn sources(place: &Reprint) -> String {
    labels::count(place.copies.len() + 1, "source", "sources")
}

/// That it is in a language that the words are not.
const fn in_language(language: Language) -> &'static str {
    match language {
        Language::English => "translated, in English",
        Language::Spanish => "translated, in Spanish",
        _ => "translated",
    }
}

/// Which word there stands for which: `valley → valle  silver → plata`.
pub fn stands_for(place: &Reprint) -> Option<String> {
    let each = place.stands_for.iter().map(|pair| format!("{} → {}", pair.asked, pair.there));
    let all: Vec<_> = each.collect();
    (!all.is_empty()).then(|| all.join("  "))
}

/// Whom both speak of, where that helped to find the place.
pub fn both_about(corpus: &Corpus, place: &Reprint) -> Option<String> {
    let names =
        place.both_about.iter().filter_map(|ix| corpus.actor(*ix)).map(|actor| &*actor.name);
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

const fn linked(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::TranslationOf => "linked as a translation",
        LinkKind::Repeats => "linked as a repetition",
        _ => "linked as a paraphrase",
    }
}

/// What became of words.
pub const fn edit(edit: WordEdit) -> &'static str {
    match edit {
        WordEdit::Cut => "cut",
        WordEdit::Added => "added",
        WordEdit::Changed => "changed",
        WordEdit::Number => "number changed",
    }
}

/// The words there: what is gone between `[−` and `−]`, what was put in between `[+` and `+]`.
pub fn words(place: &Reprint) -> String {
    let compared = place.kind == ReprintKind::Words && !place.differences.edits.is_empty();
    if compared { word_diff::marked(&place.diff) } else { place.words.clone() }
}

/// From the first byte of the words to the last.
pub fn hull(spans: &[Span]) -> Span {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::default(),
    }
}

/// Source and place: `The Herald p. 214`.
pub fn stands(corpus: &Corpus, source: SourceIx, spans: &[Span]) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    format!("{} {}", source.title, places::place(source, hull(spans)))
}

/// The other sources with the same text, each with its date and place.
pub fn copies(corpus: &Corpus, place: &Reprint) -> Vec<String> {
    let each = place.copies.iter().map(|copy| {
        format!("{}, {}", stands(corpus, copy.source, &copy.spans), date(corpus, copy.row))
    });
    each.collect()
}

/// A place as the facts of a card.
pub fn facts(corpus: &Corpus, place: &Reprint) -> Vec<Fact> {
    let mut facts = vec![
        ("what", marks(place).join(" · ")),
        ("who", said(corpus, place)),
        ("where", stands(corpus, place.source, &place.spans)),
        ("date", date(corpus, place.row)),
        ("words", words(place)),
    ];
    facts.extend(stands_for(place).map(|pairs| ("by", pairs)));
    facts.extend(both_about(corpus, place).map(|names| ("both about", names)));
    let copies = copies(corpus, place);
    if !copies.is_empty() {
        facts.insert(4, ("also in", copies.join(" · ")));
    }
    facts
}

/// Which of how many places one stands on.
pub fn place(row: usize, of: usize) -> String {
    format!("{} of {}", labels::number(row + 1), labels::number(of))
}

/// That an id is of something that has no words of its own.
pub fn no_statement(id: &str) -> String {
    format!("“{id}” is no statement; its words, or the id of a statement, can be looked for")
}

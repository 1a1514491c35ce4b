//! Links between statements: what they are called on cards, and what is said while one is made.

use super::record::{Fact, TO};
use super::{decided, labels, who};
use crate::app::notice::{LinkTold, LinkedWords};
use onrecord_corpus::{Corpus, Tie};
use onrecord_model::{Field, LinkKind, RecordRef, RowRef};
use onrecord_text::{clean, width};

/// Columns of the words of each statement of a link: on the status line and in a form, and on a card.
const TOLD: usize = 24;
const ON_CARD: usize = 60;

/// Before the link of a card that ⏎ follows.
const CHOSEN: &str = "▸ ";

/// Where nothing can be linked.
pub const NOT_LINKABLE: &str =
    "Only listed statements are linked; + makes one of what is weak or dismissed.";
/// The statement itself cannot be meant.
pub const NOTHING: &str = "Nothing is linked: go to another statement and press l (or C) there.";

/// Links are not typed.
pub const BY_KEY: &str = "Links are made outside the form: l here, and l on the other statement.";

/// While one looks for the other statement.
pub fn remembered(words: &LinkedWords) -> String {
    clean::one_line(&format!(
        "Link from {}: l or C on the other statement, Esc leaves",
        quoted(words)
    ))
    .into_owned()
}

/// What was linked, or is not any more.
pub(super) fn told(told: &LinkTold, folder: Option<&str>) -> String {
    let LinkTold { from, more, kind, to, off } = told;
    let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
    let (gone, verb) = (if *off { "Not any more: " } else { "" }, labels::link(*kind));
    let (from, to) = (quoted(from), quoted(to));
    let said = format!("{gone}{from}{more} {verb} {to}");
    decided::whole(&said, folder)
}

/// The words of a statement, behind those that attribute it where they must be shown.
fn quoted(said: &LinkedWords) -> String {
    let words = width::cut(&said.words, TOLD);
    match &said.cue {
        Some(cue) => format!("{cue} “{words}”"),
        None => format!("“{words}”"),
    }
}

/// The links of a row to others, for its form.
pub fn outward(corpus: &Corpus, record: RecordRef) -> Vec<String> {
    let RecordRef::Row(row) = record else { return Vec::new() };
    let ties = corpus.ties(row).into_iter().filter(|tie| tie.outward);
    ties.map(|tie| format!("{} {}", labels::link(tie.kind), other(corpus, row, tie, TOLD)))
        .collect()
}

/// The links of a row in both directions, as facts of its card.
pub(super) fn facts(corpus: &Corpus, row: RowRef) -> Vec<Fact> {
    let fact = |tie: Tie| {
        let label =
            if tie.outward { labels::link(tie.kind) } else { labels::linked_from(tie.kind) };
        (label, other(corpus, row, tie, ON_CARD))
    };
    corpus.ties(row).into_iter().map(fact).collect()
}

/// The other statement of a link with its words in so many columns, who translated where it is a
/// translation, and that it stands apart.
fn other(corpus: &Corpus, row: RowRef, tie: Tie, columns: usize) -> String {
    let Some((other, statement)) = tie.other.and_then(|at| Some((at, corpus.row(at)?))) else {
        return "a statement that is not there any more (! tells)".into();
    };
    let translation = if tie.outward { row } else { other };
    let set = corpus.annotations(RecordRef::Row(translation));
    let by = set.filter(|_| tie.kind == LinkKind::TranslationOf);
    let by = by.and_then(|set| set.text(Field::TranslatedBy));
    let by = by.map_or_else(String::new, |by| format!(" (translated by {by})"));
    let apart = other.statement().is_none().then(|| labels::origin(statement));
    let apart = apart.map_or_else(String::new, |apart| format!(" ({apart})"));
    format!("{}{by}{apart}", who::brief(corpus, statement, columns))
}

/// Puts the links before what mostly nobody has looked at, and marks the one that ⏎ follows.
pub(super) fn bring_up(
    facts: &mut Vec<Fact>,
    corpus: &Corpus,
    subject: RecordRef,
    chosen: Option<usize>,
) {
    let RecordRef::Row(row) = subject else { return };
    let mut links = self::facts(corpus, row);
    facts.retain(|fact| !links.contains(fact));
    if let Some((_, words)) = chosen.and_then(|chosen| links.get_mut(chosen)) {
        words.insert_str(0, CHOSEN);
    }
    let at = facts.iter().take_while(|(name, _)| *name != TO).count();
    facts.splice(at..at, links);
}

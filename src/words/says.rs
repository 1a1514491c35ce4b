//! What somebody said on a matter, in the order of time: the heading, the rows, and what there is to say of each.

use super::record::{self, Fact};
use super::{dates, labels, places, queries, rows};
use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, LinkKind, RecordRef, RowRef};
use onrecord_search::{DateFrom, Hits, SaidGroup, SaidRow, Says};
use onrecord_text::width;

/// While it is looked for.
pub const LOOKING: &str = "Looking for what was said on it…";

/// Instead of the date of a statement that has none.
pub const UNDATED: &str = "no date";

/// `Ana Ruiz on “coin”: 5 statements + 2 weak (2 without a date, last); 3 by meaning`; of somebody who says
/// nothing on it, that.
pub fn summary(corpus: &Corpus, actor: ActorIx, text: &str, says: &Says) -> String {
    let who = corpus.shown_name(actor);
    let on = if text.is_empty() { String::new() } else { format!(" on “{text}”") };
    let near = says.rows.iter().filter(|row| row.group == SaidGroup::ByMeaning).count();
    let said = says.rows.len() - near;
    if says.rows.is_empty() {
        return labels::with_weak(format!("{who}{on}: nothing"), says.weak);
    }
    let some = says.rows.iter().any(|row| row.group == SaidGroup::SomeWords);
    let has = if some { " with some of the words" } else { "" };
    let said = format!("{}{has}", labels::count(said, "statement", "statements"));
    let said = labels::with_weak(said, says.weak);
    let undated = match says.undated {
        0 => String::new(),
        undated => format!(" ({} without a date, last)", labels::number(undated)),
    };
    let near = match near {
        0 => String::new(),
        near => format!("; {} by meaning", labels::number(near)),
    };
    let left = match says.hits.undated {
        0 => String::new(),
        left => format!("; {} left out, undated", labels::number(left)),
    };
    format!("{who}{on}: {said}{undated}{near}{left}")
}

/// The line above the first of some rows; none above those that have all the words.
pub const fn group(group: SaidGroup) -> Option<&'static str> {
    match group {
        SaidGroup::AllWords => None,
        SaidGroup::ByMeaning => Some(queries::LINE_BY_MEANING),
        SaidGroup::SomeWords => Some(queries::LINE_SOME_WORDS),
    }
}

/// The date that a row goes by: `4 Mar 2021`; `≤ 4 Mar 2021` where that is its source's, before which it was
/// said; `event 4 Mar 2021`.
pub fn date(row: &SaidRow) -> String {
    let Some(dated) = row.dated() else { return UNDATED.to_owned() };
    let label = dates::label(dated.when);
    match dated.from {
        DateFrom::Said => label,
        DateFrom::Event => format!("event {label}"),
        DateFrom::Source => format!("≤ {label}"),
    }
}

/// A row as the facts of a card: where it stands and the date it goes by, then what its record says.
pub fn facts(corpus: &Corpus, hits: &Hits, row: &SaidRow) -> Vec<Fact> {
    let statement = corpus.row(row.hit.row);
    let source = statement.and_then(|statement| corpus.source(statement.source));
    let stands = statement.zip(source).map(|(statement, source)| {
        ("where", format!("{} {}", source.title, places::of(source, statement)))
    });
    let dated = row.dated();
    let date = dated.map_or_else(|| UNDATED.to_owned(), |dated| queries::dated(&dated));
    let own = record::whole(corpus, hits, RecordRef::Row(row.hit.row), None);
    stands.into_iter().chain([("date", date)]).chain(own).collect()
}

/// What stands at the end of a row in at most so many columns: that it contradicts others, what must be seen of
/// it before it is used, and where it stands.
pub fn aside(corpus: &Corpus, row: RowRef, columns: usize) -> String {
    let Some(statement) = corpus.row(row) else { return String::new() };
    let contradicts = (!contradictions(corpus, row).is_empty()).then_some(CONTRADICTS);
    let mark = contradicts.filter(|mark| width::of(mark) <= columns);
    let left = mark.map_or(columns, |mark| columns.saturating_sub(width::of(mark) + 3));
    let aside = Some(rows::aside(corpus, statement, None, left)).filter(|aside| !aside.is_empty());
    mark.map(str::to_owned).into_iter().chain(aside).collect::<Vec<_>>().join(" · ")
}

/// On a row that somebody has linked to another as contradicting it.
const CONTRADICTS: &str = "CONTRADICTS";

/// `contradicts s7, s9`, where somebody has linked a row so.
pub fn contradicts(corpus: &Corpus, row: RowRef) -> Option<String> {
    let others = contradictions(corpus, row);
    (!others.is_empty()).then(|| format!("contradicts {}", others.join(", ")))
}

/// Several of whom a name may be meant, each with how much it says.
pub fn several(corpus: &Corpus, name: &str, actors: &[(ActorIx, usize)]) -> String {
    let each = actors.iter().take(LISTED).filter_map(|(ix, count)| {
        let said = labels::count(*count, "statement", "statements");
        Some(format!("{} (id {}, {said})", corpus.shown_name(*ix), corpus.actor(*ix)?.id))
    });
    let each: Vec<_> = each.collect();
    let more = match actors.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {} more", labels::number(more)),
    };
    format!(
        "“{name}” names {}: {}{more}; say which by more of the name, or by the id",
        labels::count(actors.len(), "speaker", "speakers"),
        each.join("; ")
    )
}

/// Nobody of this name says anything; where some are `named` so, that.
pub fn nobody(corpus: &Corpus, name: &str, named: &[ActorIx]) -> String {
    if named.is_empty() {
        return format!("nobody here is called “{name}”; onrecord list actors names all");
    }
    let each: Vec<_> = named.iter().take(LISTED).map(|ix| corpus.shown_name(*ix)).collect();
    format!("“{name}” is named here ({}) and says nothing", each.join(", "))
}

/// Actors that are named in one sentence at most.
const LISTED: usize = 8;

/// The ids of the statements that a row contradicts, or that contradict it.
pub fn contradictions(corpus: &Corpus, row: RowRef) -> Vec<&str> {
    let ties = corpus.ties(row).into_iter().filter(|tie| tie.kind == LinkKind::Contradicts);
    ties.filter_map(|tie| Some(&*corpus.row(tie.other?)?.id)).collect()
}

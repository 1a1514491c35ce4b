//! What the search line and the lists say: counts, reasons, filters, and what to do when nothing
//! was found.

use super::{dates, faults, labels, places, record, troubles, who};
use crate::app::reading::{ReadingState, Unnamed};
use onrecord_corpus::{Corpus, listed_faults};
use onrecord_model::fault::Fault;
use onrecord_model::{Day, EventIx, Origin, RowRef, Source, Statement};
use onrecord_search::{
    DateFrom, Dated, Explanation, Facets, Hit, Hits, MatchPlace, NetworkFault, NetworkFaultKind,
    Query, QueryNotice,
};
use onrecord_text::{clean, date, width};

/// `2 unread, 1 fault`: how many files were not read, and what else is wrong; nothing where all is
/// well.
pub fn amiss(corpus: &Corpus) -> Option<String> {
    let unread = corpus.faults().iter().filter(|fault| fault.is_unread()).count();
    let faults = corpus.faults().iter().map(Fault::count).sum::<usize>() - unread;
    let parts = [
        (unread > 0).then(|| format!("{} unread", labels::number(unread))),
        (faults > 0).then(|| labels::count(faults, "fault", "faults")),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What there is: all four counts, or the sources alone where the tabs tell the others.
pub fn totals(corpus: &Corpus, reading: ReadingState, all: bool) -> String {
    let read = corpus.statements().len();
    match (reading, read) {
        (ReadingState::Done, _) => {}
        (ReadingState::First, 1..) => return format!("reading … {} so far", labels::number(read)),
        (ReadingState::First | ReadingState::Again, _) => return "reading …".into(),
    }
    let sources = labels::count(corpus.sources().len(), "source", "sources");
    if !all {
        return sources;
    }
    let statements = labels::count(corpus.statements().len(), "statement", "statements");
    let counts = [
        labels::with_weak(statements, corpus.weak_count()),
        labels::count(corpus.actors().len(), "actor", "actors"),
        labels::count(corpus.events().len(), "event", "events"),
        sources,
    ];
    counts.join("  ")
}

/// How reading gets on: `reading ▮▮▮▯▯ 312/1,000 e07.vtt`.
pub fn progress(done: usize, total: usize, file: &str) -> String {
    const BAR: usize = 5;
    let full = done * BAR / total.max(1);
    let bar = format!("{}{}", "▮".repeat(full), "▯".repeat(BAR - full.min(BAR)));
    let file = width::cut(file, 24);
    format!("reading {bar} {}/{} {file}", labels::number(done), labels::number(total))
}

/// What stands in an empty search line: what to do, and what this is where nobody named it.
pub fn invitation(unnamed: Option<&Unnamed>) -> String {
    let this = match unnamed {
        None => String::new(),
        Some(Unnamed::Sample) => " · the sample; onrecord . opens this folder".into(),
        Some(Unnamed::Here) => " · onrecord . opens all of this folder".into(),
        Some(Unnamed::Above(path)) => format!(" · {path}"),
    };
    format!("type what you half remember{this}")
}

/// How much the query and the filters leave of `all` statements.
pub fn counts(hits: &Hits, all: usize) -> String {
    let mut parts = Vec::new();
    if hits.dismissed {
        parts.push(format!("{} dismissed", labels::number(hits.full)));
    } else if hits.some > 0 {
        parts.push(format!("{} have all", labels::number(hits.full)));
        parts.push(format!("{} some", labels::number(hits.some)));
    }
    let told = match parts.pop() {
        Some(told) => labels::with_weak(told, hits.weak),
        None => labels::left(hits, all),
    };
    parts.push(told);
    let passages = hits.passages();
    if passages > 0 {
        parts.push(labels::count(passages, "passage", "passages"));
    }
    if hits.notes > 0 {
        parts.push(labels::count(hits.notes, "note", "notes"));
    }
    if hits.near() > 0 {
        parts.push(format!("{} by meaning", labels::number(hits.near())));
    }
    if hits.undated > 0 {
        parts.push(format!("{} undated", labels::number(hits.undated)));
    }
    parts.join(" · ")
}

/// The filters that are on, each in a few words.
pub fn facets(corpus: &Corpus, facets: &Facets) -> Vec<String> {
    let actors = facets.actors.iter().filter_map(|(ix, role)| {
        Some(format!("{} {}", labels::role(*role), corpus.actor(*ix)?.name))
    });
    let events = facets
        .events
        .iter()
        .filter_map(|ix| Some(who::event_title(corpus, corpus.event(*ix)?).into_owned()));
    let sources =
        facets.sources.iter().filter_map(|ix| Some(format!("in {}", corpus.source(*ix)?.title)));
    actors.chain(events).chain(sources).collect()
}

/// Where `text` asks for what is unchecked and there are suggestions, which have no status: what finds those.
pub fn unchecked(corpus: &Corpus, query: &Query, text: &str) -> Option<String> {
    let suggested = |statement: &Statement| statement.origin == Origin::Suggested;
    if !query.asks_unchecked() || !corpus.statements().iter().any(suggested) {
        return None;
    }
    let asked = text.split_whitespace();
    let words = asked.map(|word| if word.starts_with("is:u") { "is:suggested" } else { word });
    let instead = words.collect::<Vec<_>>().join(" ");
    Some(format!("A suggestion has no status yet; {} finds those.", clean::one_line(&instead)))
}

/// What in a query was not understood first, and what became of it.
pub fn warning(query: &Query) -> Option<String> {
    query.notices().first().map(not_understood)
}

/// What in a query was not understood, and what became of it.
pub fn not_understood(notice: &QueryNotice) -> String {
    match notice {
        QueryNotice::UnknownField { field, nearest: Some(nearest) } => {
            format!("{field}: is searched as text. Did you mean {nearest}:?")
        }
        QueryNotice::UnknownField { field, nearest: None } => {
            format!("{field}: is no field and is searched as text.")
        }
        QueryNotice::UnclosedQuote => {
            "The quotation mark is not closed; its words are searched as they stand.".into()
        }
        QueryNotice::UnknownValue { field, value, nearest: Some(nearest) } => {
            format!("{field}:{value} is searched as text. Did you mean {field}:{nearest}?")
        }
        QueryNotice::UnknownValue { field, value, nearest: None } => {
            format!("{field}:{value} is not known and is searched as text.")
        }
        QueryNotice::BadDate { text } => {
            format!("“{text}” is no date; write 2022, 2022-03, 2022-03-25 or 2012..2014.")
        }
        QueryNotice::NoMeaning => {
            "near: needs an onrecord built with meaning; its words are searched as they stand."
                .into()
        }
        QueryNotice::TooLong => "Only the first 32 words are searched.".into(),
    }
}

/// Rows for an empty list where something is asked: that nothing was found, why where it asks for what is
/// `unchecked`, and what to do.
pub fn nothing_found(hits: &Hits, unchecked: Option<String>) -> Vec<String> {
    let others =
        [(hits.actors.len(), "actor", "actors", 1), (hits.events.len(), "event", "events", 2)];
    let others = others
        .iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many, pane)| format!("{} ({pane})", labels::count(*n, one, many)));
    let others: Vec<_> = others.collect();
    let mut lines = if others.is_empty() {
        vec!["Nothing found.".to_owned()]
    } else {
        vec![format!("No statement, but {}.", others.join(" and "))]
    };
    lines.extend(unchecked);
    if !hits.nearest.is_empty() {
        lines.push(format!("Nearest words: {}", hits.nearest.join(", ")));
    }
    if hits.notes > 0 {
        let notes = labels::number(hits.notes);
        lines.push(format!("{notes} in what readers left out: form:note"));
    }
    if hits.undated > 0 {
        let undated = labels::count(hits.undated, "statement has", "statements have");
        lines.push(format!("{undated} no date."));
    }
    lines.push("Esc brings the list back.".into());
    lines
}

/// Rows for an investigation without a statement; where it is because nothing could be read, why.
pub fn nothing_there(corpus: &Corpus) -> Vec<String> {
    /// More than a screen shows.
    const TOLD: usize = 100;
    if !corpus.sources().is_empty() || corpus.faults().is_empty() {
        return vec!["There are no statements here yet.".into(), "s lists the sources.".into()];
    }
    let told = listed_faults(corpus.faults()).into_iter().take(TOLD);
    let head = "Nothing here could be read (r reads again, ! lists this):".to_owned();
    std::iter::once(head).chain(told.map(|fault| faults::sentence(&fault))).collect()
}

/// Why a row stands here, where the words alone do not show it: what it lacks, what it sums up, and,
/// where the query asks for a time, the date it goes by.
pub fn reason(corpus: &Corpus, query: &Query, hits: &Hits, hit: &Hit) -> Option<String> {
    let mut parts = Vec::new();
    if hit.paraphrase_of.is_some() {
        parts.push("↳ paraphrase of the quote above".to_owned());
    }
    if let Some(likeness) = hit.likeness {
        parts.extend(by_meaning(corpus, hits, hit.row, likeness));
    } else if !hit.full && hit.paraphrase_of.is_none() {
        let missing = onrecord_search::missing_words(corpus, hits, hit.row);
        parts.push(format!("lacks {}", missing.join(", ")));
    }
    if query.asks_when() {
        let dates = onrecord_search::dates(corpus, hit.row);
        parts.extend(dates.iter().map(dated));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The sign of what was found by its meaning.
pub const BY_MEANING: &str = "≈";

/// The line above what was found by its meaning, which has not the words; and the one below.
pub const LINE_BY_MEANING: &str = "≈ by meaning, in other words";
/// See [`LINE_BY_MEANING`].
pub const LINE_SOME_WORDS: &str = "some of the words";

/// Why a row was found by its meaning: what of the query nothing in it stands for, first, so that half an
/// answer does not look like a whole one; which words stand for those asked for; how near the whole of it is.
pub fn by_meaning(corpus: &Corpus, hits: &Hits, row: RowRef, likeness: f32) -> Vec<String> {
    let why = onrecord_search::explain(corpus, hits, row);
    // Whose name was met stands in the row.
    let told = |why: &&Explanation| why.place == MatchPlace::Words && record::is_told(why);
    let missing = onrecord_search::missing_words(corpus, hits, row);
    let missing = (!missing.is_empty()).then(|| format!("nothing for {}", missing.join(", ")));
    let mut parts: Vec<_> = missing.into_iter().collect();
    parts.extend(why.iter().filter(told).map(record::met));
    let whose = if hits.by_network(row) { " by the network" } else { "" };
    parts.push(format!("near in meaning {likeness:.2}{whose}"));
    parts
}

/// Why the file of the network is not used, and what to do, fit for a terminal.
pub fn network_fault(fault: &NetworkFault) -> String {
    let why = match &fault.why {
        NetworkFaultKind::Unread(trouble) => troubles::sentence(trouble),
        NetworkFaultKind::Foreign => {
            "it is no network of onrecord's; put one there, or take it away".into()
        }
        NetworkFaultKind::Version(version) => format!(
            "it is of version {version}, which this onrecord does not read; make it anew, or take \
             it away"
        ),
        NetworkFaultKind::Damaged => "it is damaged; put a whole one there, or take it away".into(),
    };
    let sentence = format!("{} is not used: {why}; all works without it", fault.place);
    clean::one_line(&sentence).into_owned()
}

/// The date a statement goes by, and where it is taken from.
pub fn dated(date: &Dated<'_>) -> String {
    let label = dates::label(date.when);
    match date.from {
        DateFrom::Said => format!("said {label}"),
        DateFrom::Event => format!("event: {label}"),
        DateFrom::Source => format!("by its source, {label} or earlier"),
    }
}

/// Columns of a source's name in the title of its pane: the place after it matters more.
const NAME: usize = 34;

/// ` · InSight Crime · ¶17/46 · What Options Remain`.
///
/// One reads at byte `offset`, in `statement` if there is one, and at the `step`th of so many places
/// where there are several.
pub fn source_title(
    source: &Source,
    offset: u32,
    statement: Option<&Statement>,
    step: (usize, usize),
    is_read: bool,
) -> String {
    let name = source.publisher.value().unwrap_or(&source.title);
    let name = width::cut(name, NAME).into_owned();
    let mut parts = vec![String::new(), name, place(source, offset, statement)];
    let (step, steps) = step;
    if is_read {
        parts.push("read".to_owned());
    }
    if steps > 1 {
        parts.push(format!("{step} of {steps}"));
    }
    if let Some(heading) = source.document.heading_over(offset) {
        parts.push(heading.to_owned());
    }
    parts.join(" · ")
}

/// Where one reads: for the row of a list where it was taken from.
fn place(source: &Source, offset: u32, statement: Option<&Statement>) -> String {
    match statement.filter(|row| row.original().is_some()) {
        Some(row) => places::of(source, row),
        None => places::reading(source, offset),
    }
}

/// `2012 … 2022` under a chart; with months where the years are the same.
pub fn years(first: Day, last: Day) -> String {
    let month = date::short_month;
    if (first.year, first.month) == (last.year, last.month) {
        format!("{} {}", month(first.month), first.year)
    } else if first.year == last.year {
        format!("{}–{} {}", month(first.month), month(last.month), first.year)
    } else {
        format!("{} … {}", first.year, last.year)
    }
}

/// How many of `events` have no date.
pub fn undated_events(corpus: &Corpus, events: &[EventIx]) -> String {
    let undated =
        events.iter().filter(|ix| corpus.event(**ix).is_some_and(|event| event.when().is_none()));
    match undated.count() {
        0 => String::new(),
        n => format!("no date: {}", labels::number(n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::fault::{Doubt, Fault, FaultKind, FileError};

    #[test]
    fn unread_files_are_told_from_other_faults() {
        let said = |whats: Vec<FaultKind>| {
            let fault = |what| Fault { file: "a".into(), line: 0, what };
            let faults = whats.into_iter().map(fault).collect();
            amiss(&Corpus::new(Records { faults, ..Records::default() }))
        };
        let (unread, doubt) =
            (FaultKind::Unreadable(FileError::Denied), FaultKind::Doubt(Doubt::BadCue));
        for (whats, want) in [
            (vec![], None),
            (vec![unread.clone(), FaultKind::NotRead], Some("2 unread")),
            (vec![doubt.clone()], Some("1 fault")),
            (vec![doubt.clone(), unread, doubt], Some("1 unread, 2 faults")),
        ] {
            assert_eq!(said(whats).as_deref(), want);
        }
    }
}

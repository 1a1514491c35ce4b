//! The hole list in words: the kinds of holes, what a record lacks, and how many there are.

use super::record::Fact;
use super::{anchors, dates, labels, places, rows, who};
use onrecord_corpus::{Corpus, Hole, HoleKind, HoleList};
use onrecord_model::{Annotations, Day, Event, Field, RecordRef, Stated, Statement, When};

/// The kind of a hole, as a heading.
pub fn kind(kind: HoleKind) -> &'static str {
    match kind {
        HoleKind::Reply => "Critical, without a reply",
        HoleKind::Conflict => "Decided differently by two",
        HoleKind::Source => "Source changed",
        HoleKind::Unconfirmed => "Used, not confirmed",
        HoleKind::Unnamed => "Speaker not named",
        HoleKind::Speaker => "Speaker inferred",
        HoleKind::Transcript => "Not listened to",
        HoleKind::SingleSource => "Single source",
        HoleKind::Date => "Date inferred",
    }
}

/// `Single source: 3`: the heading of its rows.
pub fn heading(of: HoleKind, count: usize) -> String {
    format!("{}: {}", kind(of), labels::number(count))
}

/// `Critical, without a reply: 2 · Single source: 3`: all kinds in one text; nothing where one heading says it.
pub fn overview(list: &HoleList) -> Option<String> {
    let kinds: Vec<_> = list.kinds().map(|(kind, count)| heading(kind, count)).collect();
    (kinds.len() > 1).then(|| kinds.join(" · "))
}

/// `6 holes (35 statements, 31 of them unchecked); 4,812 suggestions that nobody has looked at`.
pub fn summary(list: &HoleList) -> String {
    let holes = match list.holes.len() {
        0 => "no holes".to_owned(),
        holes => labels::count(holes, "hole", "holes"),
    };
    let stands = labels::count(list.stands, "statement", "statements");
    let told = match list.unchecked {
        0 => format!("{holes} ({stands})"),
        unchecked => format!("{holes} ({stands}, {} of them unchecked)", labels::number(unchecked)),
    };
    if list.suggestions + list.weak == 0 {
        return told;
    }
    let suggestions = labels::count(list.suggestions, "suggestion", "suggestions");
    let suggestions = labels::with_weak(suggestions, list.weak);
    format!("{told}; {suggestions} that nobody has looked at")
}

/// A hole as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoleRow {
    /// What of it is missing, behind what must be seen of a statement before it is used; nothing where
    /// the kind says all.
    pub missing: Option<String>,
    /// Who said it, and by which words; nothing where the record is no statement.
    pub who: Option<String>,
    /// The words; of other records what they are called.
    pub words: String,
    /// The source and the place.
    pub place: Option<String>,
}

/// A hole as a row; `today` is the day by which a time to answer is past.
pub fn row(corpus: &Corpus, hole: Hole, today: Option<Day>) -> Option<HoleRow> {
    if let RecordRef::Row(row) = hole.record {
        let statement = corpus.row(row)?;
        let missing = match missing(corpus, statement, hole.kind, today) {
            Some(missing) => rows::with_warnings(corpus, statement, &missing),
            None => rows::with_warnings(corpus, statement, ""),
        };
        return Some(HoleRow {
            missing: Some(missing).filter(|missing| !missing.is_empty()),
            who: Some(who::said(corpus, statement)),
            words: corpus.quotation(statement, usize::MAX),
            place: standing_at(corpus, statement),
        });
    }
    let conflict = corpus.annotations(hole.record).and_then(conflicts);
    let (missing, words, place) = match hole.record {
        RecordRef::Actor(ix) => (conflict, corpus.shown_name(ix), None),
        RecordRef::Event(ix) => {
            let event = corpus.event(ix)?;
            let date = event.when().filter(|_| hole.kind == HoleKind::Date).map(dates::label);
            (date.or(conflict), event.title.as_str(), event_place(corpus, event))
        }
        RecordRef::Source(ix) => (conflict, corpus.source(ix)?.title.as_str(), None),
        RecordRef::Row(_) => return None,
    };
    Some(HoleRow { missing, who: None, words: words.to_owned(), place })
}

/// What stands at the end of a row: what is missing and, `whole`, where; where nothing else is to be said,
/// where as well.
pub fn aside(row: &HoleRow, whole: bool) -> String {
    let place = row.place.as_ref().filter(|_| whole || row.missing.is_none());
    let parts: Vec<_> = row.missing.iter().chain(place).map(String::as_str).collect();
    parts.join(" · ")
}

/// A hole as the facts of a card.
pub fn facts(of: HoleKind, row: HoleRow) -> Vec<Fact> {
    let missing = match row.missing {
        Some(missing) => format!("{}: {missing}", kind(of)),
        None => kind(of).to_owned(),
    };
    let who = row.who.map(|who| ("who", who));
    let place = row.place.map(|place| ("where", place));
    let facts = [Some(("hole", missing)), who, place, Some(("words", row.words))];
    facts.into_iter().flatten().collect()
}

/// Which of how many holes one stands on.
pub fn place(row: usize, of: usize) -> String {
    format!("{} of {}", labels::number(row + 1), labels::number(of))
}

fn standing_at(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let source = corpus.source(statement.source)?;
    if statement.anchor_state().has_place() {
        return places::brief(source, statement, usize::MAX);
    }
    Some(format!("{} {}", source.title, places::NOWHERE))
}

fn event_place(corpus: &Corpus, event: &Event) -> Option<String> {
    let passage = event.passage()?;
    let source = corpus.source(passage.source)?;
    Some(format!("{} {}", source.title, places::begins(source, passage.span)))
}

/// The fields about which two decided differently: `who, status`.
fn conflicts(set: &Annotations) -> Option<String> {
    let fields: Vec<_> = set.conflicts.iter().map(|one| labels::field(one.field)).collect();
    (!fields.is_empty()).then(|| fields.join(", "))
}

/// What a statement lacks; nothing where its mark or the heading says it already.
fn missing(
    corpus: &Corpus,
    statement: &Statement,
    kind: HoleKind,
    today: Option<Day>,
) -> Option<String> {
    let set = corpus.annotations_of(statement);
    Some(match kind {
        HoleKind::Reply => reply(set?, today),
        HoleKind::Conflict => conflicts(set?)?,
        HoleKind::Source if anchors::mark(statement).is_some() => return None,
        HoleKind::Source => statement.anchor_state().word().into(),
        HoleKind::Unconfirmed => rows::origin(statement, None).into(),
        HoleKind::Unnamed => match statement.speaker {
            Stated::Is(_) => "unnamed".into(),
            Stated::Silent => "not stated".into(),
            Stated::Unseen => "nobody has looked".into(),
        },
        HoleKind::Speaker => {
            let by = statement.provenance.as_deref()?.speaker_by?;
            format!("from: {}", labels::speaker_by(by))
        }
        HoleKind::Transcript => match corpus.transcript(statement) {
            Some(by) => format!("taken down by {by}"),
            None => "taken down by: not stated".into(),
        },
        HoleKind::SingleSource => set?.text(Field::How)?.to_owned(),
        HoleKind::Date => dates::label(&statement.said()?.when),
    })
}

/// How far who is accused was asked, and by when they should answer.
fn reply(set: &Annotations, today: Option<Day>) -> String {
    let asked = match set.text(Field::Reply) {
        Some("asked") => "asked, no answer yet",
        Some("no answer") => "asked, did not answer",
        _ => "not asked",
    };
    let by = set.text(Field::ReplyBy).and_then(|day| When::new(day, None).ok());
    let Some(by) = by else { return asked.into() };
    let past = by.bounds().zip(today).is_some_and(|((_, last), today)| last < today);
    let is = if past { "the time to answer was" } else { "to answer by" };
    format!("{asked}; {is} {}", dates::label(&by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::FieldValue;

    #[test]
    fn what_is_missing_is_counted() {
        let list = |stands, unchecked, suggestions, weak| HoleList {
            stands,
            unchecked,
            suggestions,
            weak,
            ..HoleList::default()
        };
        for (list, want) in [
            (list(1, 0, 0, 0), "no holes (1 statement)"),
            (list(1234, 3, 0, 0), "no holes (1,234 statements, 3 of them unchecked)"),
            (
                list(0, 0, 4812, 1),
                "no holes (0 statements); 4,812 suggestions + 1 weak that nobody has looked at",
            ),
            (list(0, 0, 1, 0), "no holes (0 statements); 1 suggestion that nobody has looked at"),
        ] {
            assert_eq!(summary(&list), want);
        }
    }

    #[test]
    fn a_reply_says_who_has_to_move_and_by_when() {
        let today = When::new("2026-12-03", None).unwrap().bounds().map(|(day, _)| day);
        for (reply, by, today, want) in [
            (None, None, today, "not asked"),
            (Some("needed"), Some("2026-12-04"), today, "not asked; to answer by 4 Dec 2026"),
            (Some("asked"), None, today, "asked, no answer yet"),
            (
                Some("asked"),
                Some("2026-12-03"),
                today,
                "asked, no answer yet; to answer by 3 Dec 2026",
            ),
            (
                Some("asked"),
                Some("2026-12-02"),
                today,
                "asked, no answer yet; the time to answer was 2 Dec 2026",
            ),
            (
                Some("asked"),
                Some("2026-12-02"),
                None,
                "asked, no answer yet; to answer by 2 Dec 2026",
            ),
            (Some("no answer"), None, today, "asked, did not answer"),
        ] {
            let value = |field, word: Option<&str>| Some((field, FieldValue::text(word?)));
            let values = [value(Field::Reply, reply), value(Field::ReplyBy, by)];
            let values = values.into_iter().flatten().collect();
            let set = Annotations { values, ..Annotations::default() };
            assert_eq!(super::reply(&set, today), want);
        }
    }
}

//! The record card: each fact of a record with its name. `—` is "not stated", `·` "nobody looked".

use super::{anchors, annotated, dates, labels, links, places, queries, reason, who};
use crate::app::panes::quote;
use onrecord_corpus::{Corpus, cue};
use onrecord_model::{Actor, ActorIx, Event, Field, RecordRef, Source, Stated, Statement};
use onrecord_search::{Hits, MatchKind};
use onrecord_text::fold::folded;

/// Names the speaker.
const WHO: &str = "who";
/// Names the words that attribute a statement.
const CUE: &str = "cue";
/// Names to whom it was said.
pub(super) const TO: &str = "to";
/// Names a remark.
const NOTE: &str = "note";

/// One fact: its name, and what is known.
pub type Fact = (&'static str, String);

/// The facts of a record, and why a statement was found.
pub fn facts(corpus: &Corpus, hits: &Hits, subject: RecordRef) -> Vec<Fact> {
    let mut facts = of(corpus, subject);
    if let RecordRef::Row(row) = subject {
        let why = match hits.likeness(row) {
            Some(likeness) => queries::by_meaning(corpus, hits, row, likeness),
            None => onrecord_search::explain(corpus, hits, row).iter().map(met).collect(),
        };
        if !why.is_empty() {
            facts.insert(0, ("found", why.join("  ")));
        }
    }
    facts
}

/// The same where the source is not beside them: the words of a statement stand where the words that
/// attribute them end.
/// What ties it to others stands before what mostly nobody has looked at, so that it is on a low screen;
/// the link that is `chosen` has a mark.
pub fn whole(corpus: &Corpus, hits: &Hits, subject: RecordRef, chosen: Option<usize>) -> Vec<Fact> {
    let mut facts = facts(corpus, hits, subject);
    links::bring_up(&mut facts, corpus, subject, chosen);
    if let RecordRef::Row(row) = subject
        && let Some(statement) = corpus.row(row)
    {
        let attributes = |(name, _): &Fact| [WHO, CUE].contains(name);
        let at = facts.iter().rposition(attributes).map_or(0, |at| at + 1);
        facts.insert(at, ("words", quote::text(corpus, statement)));
    }
    facts
}

/// The facts of a record.
pub fn of(corpus: &Corpus, subject: RecordRef) -> Vec<Fact> {
    let facts = match subject {
        RecordRef::Row(row) => corpus.row(row).map(|said| {
            statement(corpus, said).into_iter().chain(links::facts(corpus, row)).collect()
        }),
        RecordRef::Actor(ix) => corpus.actor(ix).map(|a| actor(corpus, ix, a)),
        RecordRef::Event(ix) => {
            corpus.event(ix).map(|e| event(corpus, e, corpus.telling_of(ix).count()))
        }
        RecordRef::Source(ix) => corpus.source(ix).map(|it| {
            let place = corpus.source_withheld_as_in(ix).map(labels::withheld_as_in);
            place.map(|why| ("withheld", why)).into_iter().chain(source(it)).collect()
        }),
    };
    // A record that is not there has no facts.
    let mut facts: Vec<Fact> = facts.unwrap_or_default();
    if let Some(set) = corpus.annotations(subject) {
        if set.decided(Field::Note).is_some() {
            // It stands below, with who wrote it.
            facts.retain(|(name, _)| *name != NOTE);
        }
        // A low card shows what somebody set before what mostly nobody has looked at.
        let at = facts.iter().take_while(|(name, _)| *name != TO).count();
        facts.splice(at..at, annotated::facts(set));
        facts.sort_by_key(|(name, _)| *name != annotated::CONFLICT);
    }
    facts
}

/// `nucelar → nuclear`, or the word itself where it was met as asked.
pub fn met(why: &onrecord_search::Explanation) -> String {
    if folded(&why.found) == folded(&why.typed) {
        why.found.clone()
    } else {
        let sign = match why.kind {
            MatchKind::Synonym | MatchKind::Broader | MatchKind::Near => "≈",
            _ => "→",
        };
        format!("{} {sign} {}", why.typed, why.found)
    }
}

/// Whether a reader would not see by the words alone what a word of the query met.
pub fn is_told(why: &onrecord_search::Explanation) -> bool {
    folded(&why.found) != folded(&why.typed)
}

fn statement(corpus: &Corpus, statement: &Statement) -> Vec<Fact> {
    let known = statement.known();
    let who = who::on_card(corpus, statement);
    let role = statement.speaker.value().and_then(|ix| {
        // Where namesakes are told apart by it, it stands there already.
        let role = corpus.actor(*ix)?.role.as_ref()?;
        (!corpus.shown_name(*ix).contains(&format!(", {role}"))).then(|| role.clone())
    });
    let names = |list: Stated<&Vec<ActorIx>>| stated(list.map(|list| name_list(corpus, list)));
    let steps = known.via.as_ref().map(|steps| {
        let steps = steps.iter().map(|step| {
            let name = actor_name(corpus, step.actor);
            match &step.did {
                Some(did) => format!("{name} ({did})"),
                None => name,
            }
        });
        let medium = known.medium.value().map(|m| m.kind.clone()).filter(|k| k != "not stated");
        medium.into_iter().chain(steps).collect::<Vec<_>>().join(" › ")
    });
    let medium = known.medium.as_ref().map(|medium| match (&medium.basis, medium.stated) {
        (Some(words), true) => format!("{} (“{words}”)", medium.kind),
        (Some(why), false) => format!("{} (inferred: {why})", medium.kind),
        (None, true) => medium.kind.clone(),
        (None, false) => format!("{} (inferred)", medium.kind),
    });
    let mut facts = vec![
        (WHO, role.map_or(who.to_string(), |role| format!("{who}, {role}"))),
        (TO, names(known.audience.as_ref())),
        ("about", names(known.about.as_ref())),
        ("via", stated(steps)),
        ("in", stated(medium)),
        ("said", stated(known.said.as_ref().map(dates::said))),
        ("form", form_and_status(statement)),
    ];
    facts.extend(known.note.clone().map(|note| (NOTE, note)));
    if corpus.keeps_back(statement) {
        let elsewhere = corpus.withheld_as_in(statement).map(labels::withheld_as_in);
        facts.insert(0, ("withheld", elsewhere.unwrap_or_else(|| labels::WITHHELD.into())));
    }
    if let Some(why) = reason::of(corpus, statement).or_else(|| inferred_from(statement)) {
        facts.insert(1, ("why", why));
    }
    if let Some(cue) = cue_and_polarity(corpus, statement) {
        facts.insert(1, (CUE, cue));
    }
    facts.splice(0..0, anchors::facts(corpus, statement));
    facts
}

/// From what the speaker was inferred, where nothing of the source can be pointed at: a list says no more.
fn inferred_from(statement: &Statement) -> Option<String> {
    let by = statement.provenance.as_deref()?.speaker_by.filter(|by| by.is_inferred())?;
    Some(format!("who it was is inferred from: {}", labels::speaker_by(by)))
}

/// `denied (denies)`: all the words that attribute it, and what they make of it where that is not plain
/// saying.
fn cue_and_polarity(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let cue = cue::any(corpus, statement)?;
    let turned = statement.polarity().filter(|_| who::turns(statement)).map(labels::polarity);
    Some(turned.map_or(cue.clone(), |polarity| format!("{cue} ({polarity})")))
}

fn form_and_status(statement: &Statement) -> String {
    let parts =
        [labels::form(statement.form), labels::status(statement.status), labels::origin(statement)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn actor(corpus: &Corpus, ix: ActorIx, actor: &Actor) -> Vec<Fact> {
    let aliases = actor.aliases.iter().map(|alias| {
        let users = name_list(corpus, &alias.used_by);
        let by =
            if alias.used_by.is_empty() { String::new() } else { format!(" (used by {users})") };
        format!("{}{by}", alias.name)
    });
    let aliases: Vec<_> = aliases.collect();
    let also = if aliases.is_empty() { "—".into() } else { aliases.join("; ") };
    let mut facts = vec![("name", corpus.shown_name(ix).to_owned()), ("also", also)];
    facts.extend(joined(corpus, actor).map(|joined| ("joined", joined)));
    facts.extend(namesakes(corpus, ix).map(|maybe| ("maybe", maybe)));
    facts.extend([
        ("kind", labels::kind(actor.kind).into()),
        ("role", actor.role.clone().unwrap_or_else(|| "—".into())),
        ("says", labels::count(corpus.said_by(ix).len(), "statement", "statements")),
        ("told of", labels::count(corpus.concerning(ix).len(), "statement", "statements")),
        ("named", labels::count(actor.mentions.len(), "mention", "mentions")),
    ]);
    facts
}

/// `by name, from 3 sources: mayor (a.txt), former mayor (b.txt)`: why several documents' actors are
/// one, and what each says that it is.
fn joined(corpus: &Corpus, actor: &Actor) -> Option<String> {
    const SHOWN: usize = 4;
    let sources = actor.portraits.iter().filter_map(|portrait| portrait.source).count();
    let mut roles: Vec<String> = Vec::new();
    for portrait in &actor.portraits {
        let source = portrait.source.and_then(|ix| corpus.source(ix)).map(|source| &source.id);
        roles.extend(portrait.traits.roles.iter().map(|role| match source {
            Some(id) => format!("{} ({id})", role.words),
            None => role.words.clone(),
        }));
    }
    let more = roles.len().saturating_sub(SHOWN);
    roles.truncate(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let told = if roles.is_empty() { "no role given".into() } else { roles.join(", ") };
    let count = labels::count(sources, "source", "sources");
    actor.joined.then(|| format!("{}, from {count}: {told}{more}", labels::BY_NAME))
}

/// `Barack Obama, Obama ×7; by:obama has all`: who may be the same, and how to ask for all of them.
fn namesakes(corpus: &Corpus, ix: ActorIx) -> Option<String> {
    const SHOWN: usize = 4;
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut others = corpus.namesakes(ix);
    // Those of the same full name stand first: they are most likely taken for one.
    let own = corpus.actor(ix).map(|actor| folded(&actor.name));
    let same = |other: &ActorIx| corpus.actor(*other).map(|actor| folded(&actor.name)) == own;
    others.sort_by_key(|other| !same(other));
    for name in others.into_iter().map(|other| corpus.shown_name(other)) {
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => *times += 1,
            None => names.push((name, 1)),
        }
    }
    let last = corpus.actor(ix)?.name.split_whitespace().next_back()?.to_lowercase();
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.into_iter().take(SHOWN).map(|(name, times)| match times {
        1 => name.to_owned(),
        times => format!("{name} ×{times}"),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!shown.is_empty()).then(|| format!("{shown}{more}; by:{last} has all"))
}

fn event(corpus: &Corpus, event: &Event, said: usize) -> Vec<Fact> {
    let mut facts = vec![("what", who::event_title(corpus, event).into_owned())];
    for date in &event.dates {
        let label = dates::label(&date.when);
        facts.push(match corpus.source(date.words.source) {
            Some(source) => {
                ("when", format!("{label} “{}”", source.document.words(date.words.span)))
            }
            None => ("when", label),
        });
        if !date.when.inferred.is_empty() {
            let basis = dates::basis(&date.when);
            facts.push(("inferred", format!("{}: {basis}", date.when.inferred.join(", "))));
        }
    }
    if event.dates.is_empty() {
        facts.push(("when", "—".into()));
    }
    facts.push(("actors", name_list(corpus, &event.actors)));
    facts.push(("told in", labels::count(said, "statement", "statements")));
    facts
}

fn source(source: &Source) -> Vec<Fact> {
    let text = |fact: &Stated<String>| stated(fact.as_ref().map(Clone::clone));
    let mut facts = vec![
        ("title", source.title.clone()),
        ("by", text(&source.byline)),
        ("in", text(&source.publisher)),
        ("on", stated(dates::document(source))),
        ("link", places::link(source).unwrap_or_else(|| "—".into())),
        ("file", source.file.clone()),
    ];
    facts.extend(source.beside.iter().map(|text| ("text", format!("beside it: {text}"))));
    if let Some(date) = source.date.value().filter(|date| !date.inferred.is_empty()) {
        facts.insert(
            4,
            ("inferred", format!("{}: {}", date.inferred.join(", "), dates::basis(date))),
        );
    }
    if !source.columns.is_empty() {
        let columns = source.columns.iter().map(|(column, field)| format!("{column} → {field}"));
        facts.push(("columns", columns.collect::<Vec<_>>().join(", ")));
    }
    facts.extend(labels::coverage_whole(source.coverage).map(|read| ("read", read)));
    if let Some(told) = labels::left_out_of(&source.document) {
        facts.push(("left out", format!("{told} (form:note finds them)")));
    }
    if source.hidden > 0 {
        let hidden = labels::count(source.hidden as usize, "suggestion", "suggestions");
        facts.push(("hidden", format!("{hidden} for words annotated by hand")));
    }
    facts.extend(source.licence.iter().map(|licence| ("terms", licence.terms.clone())));
    if let Some(report) = &source.reports {
        let by = stated(report.byline.as_ref().map(Clone::clone));
        let on = stated(report.date.as_ref().map(dates::label));
        let publisher = stated(report.publisher.as_ref().map(Clone::clone));
        facts.push(("reports on", format!("“{}”, {publisher}, {by}, {on}", report.title)));
        facts.extend(report.link.iter().map(|link| ("", link.clone())));
    }
    facts
}

fn stated(fact: Stated<String>) -> String {
    match fact {
        Stated::Is(words) if !words.is_empty() => words,
        Stated::Is(_) | Stated::Silent => "—".into(),
        Stated::Unseen => "·".into(),
    }
}

fn actor_name(corpus: &Corpus, ix: ActorIx) -> String {
    corpus.shown_name(ix).to_owned()
}

fn name_list(corpus: &Corpus, list: &[ActorIx]) -> String {
    if list.is_empty() {
        return "—".into();
    }
    list.iter().map(|ix| actor_name(corpus, *ix)).collect::<Vec<_>>().join(", ")
}

//! What was set of sources, actors and events, for the file of the investigation. Who is whom the journal
//! alone says.

use super::plan::{Described, OpenRecords, SettlePlan};
use crate::library::open::OpenedInvestigation;
use onrecord_corpus::file_format::edit::DescribedRecord;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{EventIx, Field, FieldValue, Origin, RecordRef, Source, SourceIx};

/// Adds to `plan` what `journal` made of all records but statements; `open` is what others may see, where
/// nothing else is to be written.
pub(super) fn plan(
    plan: &mut SettlePlan,
    opened: &OpenedInvestigation,
    journal: &Journal,
    open: Option<&OpenRecords>,
) {
    let mut keys: Vec<_> = journal.records().collect();
    keys.sort_unstable();
    for key in keys.into_iter().filter(|key| key.kind != TargetKind::Statement) {
        let of = DecidedRecord { opened, journal, key };
        let shown = |key| opened.shown.find(&key);
        let record = match key.kind {
            TargetKind::Source => {
                let copies = copies_of(key, opened, journal);
                if !copies.is_empty() {
                    let copies = copies.into_iter().map(RecordRef::Source);
                    copies.for_each(|copy| of.plan(copy, plan, open.is_none()));
                    continue;
                }
                None
            }
            TargetKind::Actor => shown(RecordKey::Actor(key.id.clone())),
            // What is no event is not shown.
            TargetKind::Event => opened.base.find(&RecordKey::Event(key.id.clone())),
            TargetKind::Statement => None,
        };
        match record {
            Some(RecordRef::Event(ix)) => of.plan_event(ix, plan, open),
            Some(record) => of.plan(record, plan, open.is_none()),
            None => plan.left += usize::from(journal.is_set(key, |_| true)),
        }
    }
}

/// The source `key`, and every other that holds what it held: it may have been renamed or copied.
fn copies_of(key: &TargetKey, opened: &OpenedInvestigation, journal: &Journal) -> Vec<SourceIx> {
    let contents = journal.contents(key);
    let is_one = |source: &Source| source.id == key.id || contents.contains(&*source.sha256);
    let sources = (0..).map(SourceIx).zip(opened.shown.sources());
    sources.filter(|(_, source)| is_one(source)).map(|(ix, _)| ix).collect()
}

/// The fields about which something was decided.
struct DecidedFields {
    /// Those that the file can say.
    said: Vec<Field>,
    /// Those among them of which the file says what nobody had seen.
    doubted: Vec<Field>,
    /// Whether there are others.
    is_left: bool,
}

/// A record about which something was decided.
struct DecidedRecord<'o> {
    opened: &'o OpenedInvestigation,
    journal: &'o Journal,
    key: &'o TargetKey,
}

impl DecidedRecord<'_> {
    fn plan(&self, record: RecordRef, plan: &mut SettlePlan, with_withheld: bool) {
        let Self { opened, journal, key } = self;
        let is_withheld = opened.shown.withholds(record);
        let DecidedFields { mut said, doubted, is_left } = self.fields(record);
        let marks_only = is_withheld && !with_withheld;
        plan.withheld += usize::from(marks_only);
        let is_new = !marks_only && journal.is_set(key, |field| said.contains(&field));
        if marks_only {
            // Of what the file does not name nobody is told that there is such a thing.
            said.clear();
        }
        let shown = &opened.shown;
        let described = match record {
            RecordRef::Source(ix) => {
                // What is withheld is so in the file while people contradict each other about it.
                if is_withheld && !said.contains(&Field::Sensitive) {
                    said.push(Field::Sensitive);
                }
                DescribedRecord::source(shown, ix, said)
            }
            RecordRef::Actor(ix) => DescribedRecord::actor(shown, ix, said),
            RecordRef::Row(_) | RecordRef::Event(_) => return,
        };
        plan.described.extend(described.map(|record| {
            let record = record.but(doubted).or_new(is_new);
            Described { record, is_left }
        }));
    }

    /// Of an event no more is marked than is written: that it is withheld its words say.
    fn plan_event(&self, before: EventIx, plan: &mut SettlePlan, open: Option<&OpenRecords>) {
        let Self { opened, journal, key } = self;
        let DecidedFields { said, doubted, is_left } = self.fields(RecordRef::Event(before));
        let is_new = journal.is_set(key, |field| said.contains(&field));
        let set = opened.shown.records().annotations.event(&key.id);
        let described = match opened.shown.find(&RecordKey::Event(key.id.clone())) {
            Some(RecordRef::Event(ix)) => DescribedRecord::event(&opened.shown, ix, set, said),
            _ => DescribedRecord::event(&opened.base, before, set, said),
        };
        match described {
            Some(record) if open.is_none_or(|open| open.may_tell(&record)) => {
                let record = record.but(doubted).or_new(is_new);
                plan.described.push(Described { record, is_left });
            }
            Some(_) => plan.withheld += usize::from(is_new),
            None => plan.left += usize::from(is_new || is_left),
        }
    }

    fn fields(&self, record: RecordRef) -> DecidedFields {
        let Self { journal, key, .. } = self;
        let fields = journal.fields(key).into_iter();
        let (said, left): (Vec<_>, Vec<_>) = fields.partition(|field| {
            self.can_be_said(record, *field) && !journal.is_conflict(key, *field)
        });
        let doubted = said.iter().copied().filter(|field| self.is_doubted(record, *field));
        let doubted = doubted.collect();
        let is_left = journal.is_set(key, |field| left.contains(&field)) || self.lacks_given_name();
        DecidedFields { said, doubted, is_left }
    }

    /// Whether the file has a key for a field, and what it says there is read again.
    fn can_be_said(&self, record: RecordRef, field: Field) -> bool {
        match (record, field) {
            (RecordRef::Source(ix), _) => {
                field != Field::Anchor && !is_listed(&self.opened.shown, ix)
            }
            (RecordRef::Actor(_), _) => {
                !matches!(field, Field::MergedInto | Field::Apart | Field::NoActor)
            }
            // Which dates there were before stands nowhere else.
            (RecordRef::Event(_), Field::When) => {
                self.journal.decided(self.key, field) != Some(FieldValue::Silent)
            }
            _ => true,
        }
    }

    /// Whether somebody took out a name that the documents give: they give it again.
    fn lacks_given_name(&self) -> bool {
        let Self { opened, journal, key } = self;
        let Some(RecordRef::Actor(ix)) = opened.base.find(&RecordKey::Actor(key.id.clone())) else {
            return false;
        };
        let aliases = opened.base.actor(ix).map_or(&[][..], |actor| &actor.aliases);
        let given = |name: &FieldValue| {
            aliases.iter().any(|alias| name.as_text() == Some(&alias.name))
                && !journal.has_added(key, Field::Aliases, name)
        };
        let mut elements = journal.elements(key, Field::Aliases).into_iter();
        elements.any(|(name, there)| !there && given(&name))
    }

    /// Whether the file says of a field what nobody had seen who decided about it.
    fn is_doubted(&self, record: RecordRef, field: Field) -> bool {
        let Self { opened, journal, key } = self;
        let before = match record {
            RecordRef::Source(_) => opened.base.find(&RecordKey::Source(key.id.clone())),
            RecordRef::Event(_) => Some(record),
            _ => opened.base.find(&RecordKey::Actor(key.id.clone())),
        };
        let now = before.and_then(|before| opened.base.field_value(before, field));
        let set = journal.decided(key, field);
        now.is_some_and(|now| {
            !set.is_some_and(|set| set.agrees(&now)) && !journal.has_met(key, field, &now)
        })
    }
}

/// Whether a source is a list of statements, which no investigation names.
fn is_listed(corpus: &Corpus, ix: SourceIx) -> bool {
    corpus
        .statements_in(ix)
        .filter_map(|ix| corpus.statement(ix))
        .any(|statement| statement.origin == Origin::Listed || statement.known().carried.is_some())
}

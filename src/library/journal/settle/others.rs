//! What was set of sources and actors, for the file of the investigation. What is set of events the journal
//! alone says, and who is whom.

use super::plan::{Described, SettlePlan};
use crate::library::open::OpenedInvestigation;
use onrecord_corpus::file_format::edit::DescribedRecord;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, Origin, RecordRef, SourceIx};

/// Adds to `plan` what `journal` made of all records but statements.
pub(super) fn plan(
    plan: &mut SettlePlan,
    opened: &OpenedInvestigation,
    journal: &Journal,
    with_withheld: bool,
) {
    let mut keys: Vec<_> = journal.records().collect();
    keys.sort_unstable();
    for key in keys.into_iter().filter(|key| key.kind != TargetKind::Statement) {
        let of = DecidedRecord { opened, journal, key };
        let shown = |key| opened.shown.find(&key);
        let record = match key.kind {
            TargetKind::Source => shown(RecordKey::Source(key.id.clone())),
            TargetKind::Actor => shown(RecordKey::Actor(key.id.clone())),
            TargetKind::Event | TargetKind::Statement => None,
        };
        match record {
            Some(record) => of.plan(record, plan, with_withheld),
            None => plan.left += usize::from(journal.is_set(key, |_| true)),
        }
    }
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
        let fields = journal.fields(key).into_iter();
        let (mut said, left): (Vec<_>, Vec<_>) = fields.partition(|field| {
            self.can_be_said(record, *field) && !journal.is_conflict(key, *field)
        });
        let is_left = journal.is_set(key, |field| left.contains(&field)) || self.lacks_given_name();
        let doubted: Vec<_> =
            said.iter().copied().filter(|field| self.is_doubted(record, *field)).collect();
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
            RecordRef::Row(_) | RecordRef::Event(_) => None,
        };
        plan.described.extend(described.map(|record| {
            let record = record.but(doubted).or_new(is_new);
            Described { record, is_left }
        }));
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

//! What was set of sources, for the file of the investigation. What is set of actors and events the journal
//! alone says.

use super::plan::SettlePlan;
use crate::library::open::OpenedInvestigation;
use onrecord_corpus::file_format::edit::DescribedRecord;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{Field, Origin, RecordRef, SourceIx};

/// Adds to `plan` what `journal` made of all records but statements.
pub(super) fn plan(
    plan: &mut SettlePlan,
    opened: &OpenedInvestigation,
    journal: &Journal,
    with_withheld: bool,
) {
    let mut keys: Vec<_> = journal.records().collect();
    keys.sort_unstable();
    for key in keys {
        let of = DecidedRecord { opened, journal, key };
        match key.kind {
            TargetKind::Statement => {}
            TargetKind::Source => of.source(plan, with_withheld),
            TargetKind::Actor | TargetKind::Event => {
                plan.left += usize::from(journal.is_set(key, |_| true));
            }
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
    fn source(&self, plan: &mut SettlePlan, with_withheld: bool) {
        let Self { opened, journal, key } = self;
        let id = RecordKey::Source(key.id.clone());
        let Some(RecordRef::Source(ix)) = opened.shown.find(&id) else {
            plan.left += usize::from(journal.is_set(key, |_| true));
            return;
        };
        let record = RecordRef::Source(ix);
        let is_withheld = opened.shown.withholds(record);
        let (mut said, left): (Vec<_>, Vec<_>) =
            journal.fields(key).into_iter().partition(|field| {
                let can_say = *field != Field::Anchor && !is_listed(&opened.shown, ix);
                can_say && !journal.is_conflict(key, *field)
            });
        let doubted: Vec<_> =
            said.iter().copied().filter(|field| self.is_doubted(record, *field)).collect();
        let is_left = !doubted.is_empty() || journal.is_set(key, |field| left.contains(&field));
        plan.left += usize::from(is_left);
        let marks_only = is_withheld && !with_withheld;
        plan.withheld += usize::from(marks_only);
        let is_new = !marks_only && journal.is_set(key, |field| said.contains(&field));
        if marks_only {
            // Of a source that the file does not name nobody is told that there is one.
            said.clear();
        }
        // What is withheld is so in the file while people contradict each other about it.
        if is_withheld && !said.contains(&Field::Sensitive) {
            said.push(Field::Sensitive);
        }
        let described = DescribedRecord::source(&opened.shown, ix, said);
        plan.described.extend(described.map(|one| one.but(doubted).or_new(is_new)));
    }

    /// Whether the file says of a field what nobody had seen who decided about it.
    fn is_doubted(&self, record: RecordRef, field: Field) -> bool {
        let Self { opened, journal, key } = self;
        let (now, set) = (opened.base.field_value(record, field), journal.decided(key, field));
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

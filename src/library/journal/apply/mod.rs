//! The investigation as all decisions together leave it: what was decided about is there, each field
//! says what was set, and where two contradict each other what claims less, told as a conflict.

mod accepted;
mod actors;
mod annotate;
mod apart;
mod contents;
mod lost;
mod people;
mod statements;

use std::collections::{HashMap, HashSet};

pub(crate) use self::actors::says_no_event;
pub(super) use self::annotate::is_with_file;
use crate::library::own_decisions;
use onrecord_corpus::file_format::edit::{AdoptedRow, investigation};
use onrecord_corpus::{Records, Verdicts};
use onrecord_journal::{Adoption, Journal, Target, TargetKey, TargetKind, Words};
use onrecord_model::{Field, FieldValue, Origin, Statement, Verdict};

/// What adopted records are read from in faults.
const FILE: &str = "onrecord.d";

/// `records` with all decisions of `journal`, and without what the file says to be no event. The order
/// of the statements, and positions of actors, may change.
pub(crate) fn apply(records: Records, journal: &Journal) -> Records {
    if journal.is_empty() && !says_no_event(&records) {
        return records;
    }
    let plan = Plan::of(&records, journal);
    let mut records = plan.carry_out(records, journal);
    statements::leave_out_taken_back(&mut records, journal);
    let mut names = people::ActorNames::of(&records);
    let unmet = apart::set(&mut records, journal, &mut names);
    let rows = statements::RowPlaces::of(&records, journal);
    for key in sorted(journal, TargetKind::Statement) {
        statements::set(&mut records, journal, key, &rows, &mut names);
    }
    actors::set(&mut records, journal, &mut names);
    annotate::all(&mut records, journal, &plan.before);
    for key in sorted(journal, TargetKind::Statement) {
        let shown = annotate::contradicted(&records, key);
        statements::show(&mut records, key, &rows, shown);
    }
    contents::carry(&mut records, journal);
    lost::tell(&mut records, journal, &plan.lost, unmet);
    records
}

/// The records of a kind about which something was decided, in an order that does not depend on the
/// order of reading.
fn sorted(journal: &Journal, kind: TargetKind) -> Vec<&TargetKey> {
    let mut keys: Vec<_> = journal.records().filter(|key| key.kind == kind).collect();
    keys.sort_unstable();
    keys
}

/// What was made of a suggestion.
fn verdict(journal: &Journal, key: &TargetKey) -> Option<Verdict> {
    match journal.decided(key, Field::Verdict)?.as_text()? {
        "confirmed" => Some(Verdict::Confirmed),
        "dismissed" => Some(Verdict::Dismissed),
        "suggested" => Some(Verdict::Suggested),
        _ => None,
    }
}

/// What a rule says of a row now, before the decisions about it.
pub(super) struct Proposed {
    /// Whether a rule proposes it; else it stands in the file of the investigation.
    is_proposed: bool,
    /// Its values, as a decision could name them.
    values: Vec<(Field, FieldValue)>,
}

/// What has to be done before fields are set.
struct Plan<'j> {
    /// Proposals that are as they were when they were decided about.
    verdicts: Verdicts,
    /// Rows that are read from the journal, since they are not proposed so any more: as the text of an
    /// investigation.
    adopted: Option<String>,
    /// Those among them that nobody has confirmed.
    suggested: HashSet<Box<str>>,
    /// Statements that were decided about and are nowhere.
    lost: Vec<&'j TargetKey>,
    /// What the rules propose now where a person set something, by the row's id.
    before: HashMap<Box<str>, Proposed>,
}

impl<'j> Plan<'j> {
    fn of(records: &Records, journal: &'j Journal) -> Self {
        let keys = sorted(journal, TargetKind::Statement);
        let rows = rows_of(records, &keys);
        let files = Files::of(records);
        let mut plan = Self {
            verdicts: Verdicts::new(),
            adopted: None,
            suggested: HashSet::new(),
            lost: Vec::new(),
            before: HashMap::new(),
        };
        let mut adopted = Vec::new();
        for key in keys {
            let (verdict, edited) =
                (verdict(journal, key), journal.is_set(key, |field| field != Field::Verdict));
            if verdict.is_none() && !edited {
                continue;
            }
            let row = rows.get(&*key.id).copied();
            let known = journal.adopted(key);
            if let Some(row) = row {
                let print = records.print(row);
                if edited || known.is_some_and(|(_, adoption)| adoption.print != print) {
                    plan.before.insert(key.id.clone(), before(records, row, journal, key));
                }
                // A proposal that is set aside stands as the rules propose it, and a record of the
                // file, perhaps settled there, as the file has it.
                if known.is_none_or(|(_, adoption)| adoption.print == print)
                    || verdict == Some(Verdict::Dismissed)
                    || !is_proposed(row)
                {
                    plan.verdicts.extend(verdict.map(|verdict| (key.id.clone(), verdict)));
                    continue;
                }
            }
            match known {
                Some(known) => plan.adopt(key, known, verdict, &files, &mut adopted),
                None if row.is_none() => plan.lost.push(key),
                None => {}
            }
        }
        plan.adopted = (!adopted.is_empty()).then(|| investigation(&adopted));
        plan
    }

    fn adopt<'a>(
        &mut self,
        key: &'j TargetKey,
        (target, adoption): (&'a Target, &'a Adoption),
        verdict: Option<Verdict>,
        files: &Files<'a>,
        adopted: &mut Vec<AdoptedRow<'a>>,
    ) where
        'j: 'a,
    {
        // What a person put down and took back again is not there.
        if adoption.by_hand && verdict != Some(Verdict::Confirmed) {
            return;
        }
        // What was set aside with its document nobody misses.
        if verdict != Some(Verdict::Dismissed) && !target.words.iter().all(|one| files.has(one)) {
            self.lost.push(key);
        }
        if verdict.is_none_or(|verdict| verdict == Verdict::Suggested) {
            self.suggested.insert(key.id.clone());
        }
        adopted.push(AdoptedRow {
            id: &key.id,
            record: adoption.record.get(),
            file: target.words.first().and_then(|words| files.now(&words.file, &words.sha256)),
            dismissed: verdict == Some(Verdict::Dismissed),
            by_hand: adoption.by_hand,
        });
    }

    fn carry_out(&self, records: Records, journal: &Journal) -> Records {
        let mut records = match &self.adopted {
            Some(text) => own_decisions::overlay(text, FILE, records, false),
            None => records,
        };
        accepted::set(&mut records, journal);
        records.apply(&self.verdicts);
        for statement in &mut records.statements {
            if self.suggested.contains(&statement.id) {
                statement.origin = Origin::Suggested;
            }
        }
        records
    }
}

/// Whether a row is the rules' own; else it stands in the file of the investigation.
pub(super) fn is_proposed(row: &Statement) -> bool {
    let by_rule = || row.provenance.as_deref().is_some_and(|known| known.rule.is_some());
    row.origin == Origin::Dismissed || (row.origin == Origin::Suggested && by_rule())
}

/// Whether a person put a statement down and took it back again.
pub(super) fn is_taken_back(journal: &Journal, key: &TargetKey) -> bool {
    let by_hand = journal.adopted(key).is_some_and(|(_, adoption)| adoption.by_hand);
    by_hand && verdict(journal, key) != Some(Verdict::Confirmed)
}

/// The rows that decisions are about. Of many rows few are: only those are kept.
fn rows_of<'r>(records: &'r Records, keys: &[&TargetKey]) -> HashMap<&'r str, &'r Statement> {
    let wanted: HashSet<&str> = keys.iter().map(|key| &*key.id).collect();
    let rows = records.statements.iter().chain(&records.weak).chain(&records.aside);
    let rows = rows.filter(|row| wanted.contains(&*row.id));
    rows.map(|row| (&*row.id, row)).collect()
}

fn before(records: &Records, row: &Statement, journal: &Journal, key: &TargetKey) -> Proposed {
    let value = |field| Some((field, records.field_value(row, field)?));
    let fields = journal.fields(key).into_iter();
    Proposed { is_proposed: is_proposed(row), values: fields.filter_map(value).collect() }
}

/// The files of the sources, so that one that was renamed is met by its content.
struct Files<'a> {
    named: HashMap<&'a str, &'a str>,
    by_content: HashMap<&'a str, &'a str>,
}

impl<'a> Files<'a> {
    fn of(records: &'a Records) -> Self {
        let all = || records.sources.iter();
        Self {
            named: all().map(|source| (source.file.as_str(), source.sha256.as_str())).collect(),
            by_content: all()
                .filter(|source| !source.sha256.is_empty())
                .map(|source| (source.sha256.as_str(), source.file.as_str()))
                .collect(),
        }
    }

    /// Whether the file of these words is there, by its name or by its content.
    fn has(&self, words: &Words) -> bool {
        self.named.contains_key(&*words.file) || self.by_content.contains_key(&*words.sha256)
    }

    /// How a file is called now that was called `file` and held what `sha256` says; `None` where it
    /// still goes by its name.
    fn now(&self, file: &str, sha256: &str) -> Option<&'a str> {
        if self.named.get(file).is_some_and(|now| *now == sha256) {
            return None;
        }
        self.by_content.get(sha256).copied()
    }
}

#[cfg(test)]
mod tests;

//! What of a journal is to go into the file of the investigation, and what is left to the journal.

use std::collections::{HashMap, HashSet};

use super::super::apply::{is_proposed, is_taken_back, is_with_file};
use super::others;
use crate::library::open::OpenedInvestigation;
use onrecord_corpus::Corpus;
use onrecord_corpus::file_format::edit::{DescribedRecord, Judgement};
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::{
    ActorIx, Annotations, Field, FieldValue, Origin, RecordRef, RowRef, Source, Statement, Verdict,
};

/// A record that the file is to say.
#[derive(Debug)]
pub(super) struct Wish {
    pub judgement: Judgement,
    pub kind: WishKind,
    /// What the file may say since an earlier decision, and shall not any more.
    pub over: Option<Judgement>,
}

/// What the file is to say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WishKind {
    /// All that stands.
    Stands,
    /// That it is withheld, where the record is there; no more of it.
    Marked,
    /// Nothing: it is a suggestion again.
    Gone,
    /// Nothing: a person put it down, and took it back.
    PutDown,
}

/// What the file is to say of a source, an actor or an event.
#[derive(Debug)]
pub(super) struct Described {
    pub record: DescribedRecord,
    /// Whether something else was set of it that the file cannot say, or that contradicts.
    pub is_left: bool,
}

/// What goes into the file, and how much does not.
#[derive(Debug, Default)]
pub(super) struct SettlePlan {
    pub wishes: Vec<Wish>,
    /// What was set of other records than statements.
    pub described: Vec<Described>,
    /// Decisions contradict each other, or the file, or cannot be said there.
    pub left: usize,
    /// Nobody asked for what is withheld.
    pub withheld: usize,
}

impl SettlePlan {
    /// What `journal` made of the records that were `opened`.
    pub(super) fn of(opened: &OpenedInvestigation, journal: &Journal, with_withheld: bool) -> Self {
        let open = (!with_withheld).then(|| Corpus::clone(&opened.shown).for_others().0);
        let (shown, base) = (&*opened.shown, &*opened.base);
        let open = open.map(|open| OpenRecords::of(&open, shown));
        let in_file = base.rows().filter(|(_, row)| !is_proposed(row));
        let in_file = in_file.map(|(_, row)| &*row.id).collect();
        let maker = Maker { shown, base, in_file, open, journal };
        let mut plan = Self::default();
        maker.rows(&mut plan);
        maker.put_down(&mut plan);
        let open = maker.open.as_ref();
        others::plan(&mut plan, opened, journal, open);
        plan
    }
}

struct Maker<'o> {
    shown: &'o Corpus,
    base: &'o Corpus,
    /// The rows that stand in the file of the investigation already.
    in_file: HashSet<&'o str>,
    /// What others may see, where nothing else is to be written.
    open: Option<OpenRecords>,
    journal: &'o Journal,
}

/// What others may see.
pub(super) struct OpenRecords {
    rows: HashSet<Box<str>>,
    /// The texts of the sources, in which what is withheld is covered.
    texts: HashMap<Box<str>, String>,
    /// Actors of whom nothing but what is withheld tells.
    hidden_actors: HashSet<Box<str>>,
}

impl OpenRecords {
    /// Whether everybody may read the words of an event, with what stands around them, and whom it names.
    pub(super) fn may_tell(&self, event: &DescribedRecord) -> bool {
        event.is_within(|id| self.texts.get(id).map(String::as_str))
            && event.names().all(|id| !self.hidden_actors.contains(id))
    }

    /// What of `shown` there is in `open`.
    fn of(open: &Corpus, shown: &Corpus) -> Self {
        let known: HashSet<_> = open.actors().iter().map(|actor| &actor.id).collect();
        let hidden = shown.actors().iter().map(|actor| &actor.id);
        let text = |source: &Source| (source.id.clone(), source.document.text().to_owned());
        Self {
            rows: open.rows().map(|(_, row)| row.id.clone()).collect(),
            texts: open.sources().iter().map(text).collect(),
            hidden_actors: hidden.filter(|id| !known.contains(id)).cloned().collect(),
        }
    }
}

/// Whom a statement of a corpus names, by the field.
fn named<'c>(corpus: &'c Corpus, statement: &Statement) -> [(Field, Vec<Option<&'c str>>); 4] {
    let id = |ix: &ActorIx| corpus.actor(*ix).map(|actor| &*actor.id);
    let via = statement.via().iter().map(|step| id(&step.actor));
    [
        (Field::Speaker, statement.speaker.value().into_iter().map(id).collect()),
        (Field::Audience, statement.audience().iter().map(id).collect()),
        (Field::About, statement.about().iter().map(id).collect()),
        (Field::Via, via.collect()),
    ]
}

/// What is made of a row.
enum Made {
    Wish(Box<Wish>),
    /// Nothing was decided about it.
    Untouched,
    Left,
    /// The file is to say this, and cannot say all that was set.
    Partly(Box<Wish>),
    /// With what the file is to say of it, where it is there already.
    Withheld(Option<Box<Wish>>),
}

impl Maker<'_> {
    fn rows(&self, plan: &mut SettlePlan) {
        let rows: Vec<_> = self.shown.rows().collect();
        let places: HashMap<&str, RowRef> =
            rows.iter().map(|(row, statement)| (&*statement.id, *row)).collect();
        let mut made: Vec<_> = rows.iter().map(|(row, s)| self.made(*row, s)).collect();
        // What somebody linked to has to be there.
        let mut wanted: Vec<String> = made.iter().flat_map(links).map(str::to_owned).collect();
        let mut seen = HashSet::new();
        while let Some(id) = wanted.pop() {
            let Some(row) = places.get(&*id).filter(|_| seen.insert(id.clone())) else { continue };
            let at = rows.iter().position(|(other, _)| other == row);
            let Some((slot, (row, statement))) =
                at.and_then(|at| made.get_mut(at).zip(rows.get(at)))
            else {
                continue;
            };
            let gone = matches!(slot, Made::Wish(wish) if wish.kind == WishKind::Gone);
            if gone || (matches!(slot, Made::Untouched) && !self.is_in_file(statement)) {
                *slot = self.stands(*row, statement, Verdict::Suggested);
                wanted.extend(links(slot).map(str::to_owned));
            }
        }
        let unwritten: HashSet<&str> = (rows.iter().zip(&made))
            .filter(|((_, statement), made)| {
                let written = matches!(made, Made::Wish(wish) if wish.kind == WishKind::Stands);
                !written && !self.is_in_file(statement)
            })
            .map(|((_, statement), _)| &*statement.id)
            .collect();
        for one in made {
            let dangles = links(&one).any(|id| unwritten.contains(id));
            match one {
                Made::Untouched => {}
                Made::Wish(_) if dangles => plan.left += 1,
                Made::Wish(wish) => plan.wishes.push(*wish),
                Made::Left => plan.left += 1,
                Made::Partly(wish) => {
                    plan.left += 1;
                    plan.wishes.push(*wish);
                }
                Made::Withheld(mark) => {
                    plan.withheld += 1;
                    plan.wishes.extend(mark.map(|wish| *wish));
                }
            }
        }
    }

    fn made(&self, row: RowRef, statement: &Statement) -> Made {
        let key = key_of(statement);
        if self.journal.fields(&key).is_empty() {
            return Made::Untouched;
        }
        let set = self.shown.annotations(RecordRef::Row(row));
        if let Some(set) = set.filter(|set| !set.conflicts.is_empty()) {
            return self.contradicted(row, statement, set);
        }
        // Accepted words are those of an edition, which the file says once for all records of a source.
        if set.is_some_and(|set| set.value(Field::Anchor).is_some()) {
            return Made::Left;
        }
        match statement.origin {
            Origin::Listed => Made::Left,
            Origin::Dismissed => self.dismissed(row, statement),
            Origin::Suggested if !self.journal.is_set(&key, |field| field != Field::Verdict) => {
                self.wish(row, Verdict::Confirmed, WishKind::Gone)
            }
            Origin::Suggested => self.stands(row, statement, Verdict::Suggested),
            Origin::Confirmed | Origin::Hand => self.stands(row, statement, Verdict::Confirmed),
        }
    }

    /// Of a row about which decisions contradict each other no more is written than that it is withheld, where
    /// it is there and nobody has written otherwise into the file.
    fn contradicted(&self, row: RowRef, statement: &Statement, set: &Annotations) -> Made {
        let says = |field| set.conflicts.iter().any(|one| one.field == field && is_with_file(one));
        let held = [Field::Terms, Field::Sensitive];
        if !self.is_in_file(statement)
            || !self.shown.is_withheld(row)
            || held.map(says) != [false; 2]
        {
            return Made::Left;
        }
        match Judgement::of(self.shown, row, Verdict::Confirmed) {
            Some(judgement) => Made::Partly(marking(judgement)),
            None => Made::Left,
        }
    }

    fn wish(&self, row: RowRef, verdict: Verdict, kind: WishKind) -> Made {
        let (Some(judgement), Some(key)) =
            (Judgement::of(self.shown, row, verdict), self.shown.row(row).map(key_of))
        else {
            return Made::Left;
        };
        let other = match verdict {
            Verdict::Dismissed => Verdict::Confirmed,
            Verdict::Confirmed | Verdict::Suggested => Verdict::Dismissed,
        };
        // Only what these people had decided before is taken out; what else stands there contradicts them.
        let word =
            FieldValue::text(if verdict == Verdict::Dismissed { "confirmed" } else { "dismissed" });
        let known = self.journal.has_met(&key, Field::Verdict, &word);
        let over = known.then(|| Judgement::of(self.shown, row, other)).flatten();
        let judgement = judgement.with_decided(self.journal.fields(&key));
        Made::Wish(Box::new(Wish { judgement, kind, over }))
    }

    /// A row with all that is known of it; of one that is withheld no more than that it is.
    fn stands(&self, row: RowRef, statement: &Statement, verdict: Verdict) -> Made {
        if self.is_named_otherwise(statement) {
            return Made::Left;
        }
        let Made::Wish(wish) = self.wish(row, verdict, WishKind::Stands) else { return Made::Left };
        if self.may_be_told(statement, &wish.judgement) {
            return Made::Wish(wish);
        }
        if !self.is_held_back(statement, &wish.judgement) {
            return Made::Left;
        }
        let mark = self.is_in_file(statement).then(|| marking(wish.judgement));
        Made::Withheld(mark)
    }

    /// Whether a row names somebody by what was decided about actors: that two are one, that somebody else
    /// is meant, that it is nobody. In the file it would stay so when that is taken back.
    fn is_named_otherwise(&self, statement: &Statement) -> bool {
        let found = self.base.find_row(&statement.id).and_then(|row| self.base.row(row));
        let Some(before) = found else { return false };
        let key = key_of(statement);
        let is_decided = |id: &&str| {
            let actor = TargetKey { kind: TargetKind::Actor, id: (*id).into() };
            let identity =
                |field: &Field| matches!(field, Field::MergedInto | Field::Apart | Field::NoActor);
            self.journal.fields(&actor).iter().any(identity)
        };
        let before = named(self.base, before).into_iter();
        before.zip(named(self.shown, statement)).any(|((field, before), (_, now))| {
            let undecided = before != now && self.journal.decided(&key, field).is_none();
            undecided && before.iter().flatten().any(is_decided)
        })
    }

    /// Whether a row is withheld, and does not only stand in the source no more as it was put down: what
    /// stood around it then may have been anybody's.
    fn is_held_back(&self, statement: &Statement, judgement: &Judgement) -> bool {
        let open = self.open.as_ref().is_none_or(|open| open.rows.contains(&statement.id));
        let source = self.shown.source(statement.source);
        !open || source.is_some_and(|source| judgement.is_within(source.document.text()))
    }

    /// Whether everybody may read what is to be written of a row, with what stands around its words.
    fn may_be_told(&self, statement: &Statement, judgement: &Judgement) -> bool {
        let Some(open) = &self.open else { return true };
        let source = self.shown.source(statement.source);
        let text = source.and_then(|source| open.texts.get(&source.id));
        open.rows.contains(&statement.id)
            && text.is_some_and(|text| judgement.is_within(text))
            && judgement.names().all(|id| !open.hidden_actors.contains(id))
    }

    /// What was dismissed is its words in the file, whatever else was set of it.
    fn dismissed(&self, row: RowRef, statement: &Statement) -> Made {
        /// Fields that say nothing any more of what is dismissed.
        const VOID: [Field; 6] = [
            Field::Verdict,
            Field::Speaker,
            Field::Form,
            Field::Audience,
            Field::About,
            Field::Via,
        ];
        let more = self.shown.annotations(RecordRef::Row(row)).is_some_and(|set| {
            let said = set.values.iter().all(|(field, _)| VOID.contains(field));
            // What others are linked by, they say.
            !said || set.elements.iter().any(|(field, _)| *field != Field::LinkedFrom)
        });
        let Made::Wish(wish) = self.wish(row, Verdict::Dismissed, WishKind::Stands) else {
            return Made::Left;
        };
        match (self.may_be_told(statement, &wish.judgement), more) {
            (false, _) => Made::Withheld(None),
            (true, true) => Made::Partly(wish),
            (true, false) => Made::Wish(wish),
        }
    }

    /// Whether a row stands in the file of the investigation already.
    fn is_in_file(&self, statement: &Statement) -> bool {
        self.in_file.contains(&*statement.id)
    }

    /// Statements that people put down and took back, and that stand in the file.
    fn put_down(&self, plan: &mut SettlePlan) {
        for (row, statement) in self.base.rows() {
            let key = key_of(statement);
            if !self.is_in_file(statement) || !is_taken_back(self.journal, &key) {
                continue;
            }
            match Judgement::of(self.base, row, Verdict::Confirmed) {
                Some(judgement) if self.is_as_put_down(row, &key) => {
                    plan.wishes.push(Wish { judgement, kind: WishKind::PutDown, over: None });
                }
                _ => plan.left += 1,
            }
        }
    }

    /// Whether a row of the file says nothing but what was decided: nobody has gone on to edit it there.
    fn is_as_put_down(&self, row: RowRef, key: &TargetKey) -> bool {
        let said = |field: &Field| {
            let value = self.base.field_value(RecordRef::Row(row), *field);
            value.filter(|value| *value != FieldValue::text("unchecked"))
        };
        let own = |field: &Field| !matches!(field, Field::Verdict | Field::Form);
        let fields = Field::of(key.kind.owner()).filter(own);
        fields
            .filter_map(|field| Some((field, said(&field)?)))
            .all(|(field, value)| self.journal.has_met(key, field, &value))
    }
}

/// That a record is withheld, and no more.
fn marking(judgement: Judgement) -> Box<Wish> {
    let judgement = judgement.with_decided(vec![Field::Terms, Field::Sensitive]);
    Box::new(Wish { judgement, kind: WishKind::Marked, over: None })
}

fn key_of(statement: &Statement) -> TargetKey {
    TargetKey { kind: TargetKind::Statement, id: statement.id.clone() }
}

fn links(made: &Made) -> impl Iterator<Item = &str> {
    let wish = match made {
        Made::Wish(wish) if wish.kind == WishKind::Stands => Some(wish),
        _ => None,
    };
    wish.into_iter().flat_map(|wish| wish.judgement.links())
}

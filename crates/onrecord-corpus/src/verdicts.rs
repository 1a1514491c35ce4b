//! What a person made of the suggestions: those confirmed are theirs, those dismissed stand aside.

use std::collections::{HashMap, HashSet};

use super::Records;
use onrecord_model::{Dismissal, Form, Origin, SourceIx, Stated, Statement, Status, Verdict};
use onrecord_text::Span;

/// Verdicts by the id of the suggestion.
pub type Verdicts = HashMap<Box<str>, Verdict>;

/// Whether a statement is a suggestion, whatever was made of it.
fn was_suggested(statement: &Statement) -> bool {
    matches!(statement.origin, Origin::Suggested | Origin::Confirmed | Origin::Dismissed)
}

impl Records {
    /// Whether one of `verdicts` is about a suggestion here.
    pub fn concerned_by(&self, verdicts: &Verdicts) -> bool {
        let all = self.statements.iter().chain(&self.weak).chain(&self.aside);
        let mut all = all.filter(|s| was_suggested(s));
        !verdicts.is_empty() && all.any(|s| verdicts.contains_key(&s.id))
    }

    /// Lets `verdicts` come true: a confirmed suggestion is confirmed, a dismissed one is set aside,
    /// and what is a suggestion again stands among the others.
    pub fn apply(&mut self, verdicts: &Verdicts) {
        self.join_weak();
        let verdict = |s: &Statement| verdicts.get(&s.id).copied().filter(|_| was_suggested(s));
        let wanted =
            |s: &Statement| matches!(verdict(s), Some(Verdict::Confirmed | Verdict::Suggested));
        let aside = std::mem::take(&mut self.aside);
        let (back, aside): (Vec<_>, Vec<_>) = aside.into_iter().partition(wanted);
        self.aside = aside;
        self.dismissed
            .retain(|dismissal| !back.iter().any(|statement| meets(dismissal, statement)));
        // Of what nothing suggests any more there are only the words.
        self.statements.extend(back.into_iter().filter(|statement| !is_bare(statement)));
        for statement in &mut self.statements {
            match verdict(statement) {
                Some(Verdict::Confirmed) => statement.origin = Origin::Confirmed,
                Some(Verdict::Suggested) => statement.origin = Origin::Suggested,
                Some(Verdict::Dismissed) | None => {}
            }
        }
        let dismissed = |s: &Statement| verdict(s) == Some(Verdict::Dismissed);
        let gone: Vec<_> = self.statements.iter().map(dismissed).collect();
        self.set_aside(&gone);
        self.leave_out(&gone);
        self.sort();
        self.leave_out_answered();
    }

    /// Leaves out the suggestions that a person has answered already: dismissed ones, which are set
    /// aside, and those that share words with a statement that a person put down or confirmed; these
    /// are counted.
    pub fn leave_out_answered(&mut self) {
        self.aside.retain(|statement| !is_bare(statement));
        if self.statements.iter().all(|statement| statement.origin != Origin::Suggested) {
            return self.add_bare();
        }
        let mut own: HashMap<SourceIx, Vec<Span>> = HashMap::new();
        let mut confirmed = HashSet::new();
        for statement in self.statements.iter().filter(|s| s.origin != Origin::Suggested) {
            own.entry(statement.source).or_default().extend(&statement.spans);
            confirmed.insert(&statement.id);
        }
        for spans in own.values_mut() {
            *spans = apart(std::mem::take(spans));
        }
        let ids: HashSet<_> = self.dismissed.iter().map(|d| &d.id).collect();
        let places: HashSet<_> = self.dismissed.iter().map(|d| (d.source, d.span)).collect();
        let dismissed = |statement: &Statement| {
            let place = (statement.source, statement.first_piece());
            ids.contains(&statement.id) || places.contains(&place)
        };
        let shared = |statement: &Statement| {
            let Some(own) = own.get(&statement.source) else { return false };
            let meets = |span: &Span| {
                let at = own.partition_point(|of| of.end <= span.start);
                own.get(at).is_some_and(|of| of.overlaps(*span))
            };
            statement.spans.iter().any(meets)
        };
        let (mut gone, mut unwanted) = (Vec::new(), Vec::new());
        for statement in &self.statements {
            let suggested = statement.origin == Origin::Suggested;
            let answered = suggested && dismissed(statement);
            let hidden = suggested && !answered && shared(statement);
            if let Some(source) = self.sources.get_mut(statement.source.at()) {
                // What was confirmed under its id is not hidden: it is there.
                source.hidden += u32::from(hidden && !confirmed.contains(&statement.id));
            }
            unwanted.push(answered && !confirmed.contains(&statement.id));
            gone.push(answered || hidden);
        }
        self.set_aside(&unwanted);
        self.leave_out(&gone);
        self.add_bare();
    }

    /// Puts the statements marked in `which` aside as well; they refer to no other there.
    fn set_aside(&mut self, which: &[bool]) {
        for (statement, _) in self.statements.iter().zip(which).filter(|(_, which)| **which) {
            let statement = Statement { origin: Origin::Dismissed, ..statement.clone() };
            self.aside.push(statement.untied());
        }
    }

    /// What was dismissed and nothing suggests any more: its words alone.
    fn add_bare(&mut self) {
        for dismissal in &self.dismissed {
            if !self.aside.iter().any(|statement| meets(dismissal, statement)) {
                self.aside.push(Statement {
                    id: dismissal.id.clone(),
                    source: dismissal.source,
                    spans: std::iter::once(dismissal.span).collect(),
                    form: Form::Unknown,
                    status: Status::Unchecked,
                    origin: Origin::Dismissed,
                    speaker: Stated::Unseen,
                    provenance: None,
                });
            }
        }
    }

    /// Leaves out the statements marked in `gone`; what refers to one of them lets go of it.
    fn leave_out(&mut self, gone: &[bool]) {
        if !gone.contains(&true) {
            return;
        }
        let statements = std::mem::take(&mut self.statements).into_iter().zip(gone);
        self.put(statements.map(|(statement, gone)| (!gone).then_some(statement)).collect());
    }
}

/// Whether a dismissal is about this suggestion: by its id, or by its place.
fn meets(dismissal: &Dismissal, statement: &Statement) -> bool {
    let place = (statement.source, statement.first_piece());
    dismissal.id == statement.id || (dismissal.source, dismissal.span) == place
}

/// Whether there is nothing of a dismissed suggestion but its words.
fn is_bare(statement: &Statement) -> bool {
    statement.form == Form::Unknown && statement.provenance.is_none()
}

/// The same bytes as spans that do not touch one another, in order.
pub(super) fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Corpus;
    use onrecord_model::{
        DismissedIx, Document, Event, Facts, Link, LinkKind, Provenance, RowRef, Source,
        StatementIx, Strength, WeakIx,
    };

    fn statement(id: &str, span: (u32, u32), origin: Origin) -> Statement {
        Statement {
            id: id.into(),
            source: SourceIx(0),
            spans: [Span::new(span.0, span.1)].into_iter().collect(),
            form: Form::Direct,
            status: Status::Unchecked,
            origin,
            speaker: Stated::Silent,
            provenance: None,
        }
    }

    /// Suggestions `a`, `b` (which shares words with `a`) and `c`, and `d` by hand, which contradicts
    /// `c`.
    fn records() -> Records {
        let suggested = Origin::Suggested;
        let mut last = statement("d", (30, 40), Origin::Hand);
        let links = vec![Link { kind: LinkKind::Contradicts, to: StatementIx(2) }];
        last.provenance = Some(Box::new(Provenance {
            known: Facts { links, ..Facts::NONE }.into(),
            ..Provenance::default()
        }));
        Records {
            sources: vec![Source { document: Document::new("x".repeat(50)), ..Source::default() }]
                .into(),
            statements: vec![
                statement("a", (0, 10), suggested),
                statement("b", (5, 15), suggested),
                statement("c", (20, 25), suggested),
                last,
            ]
            .into(),
            events: vec![Event {
                id: "e".into(),
                title: String::new(),
                dates: Vec::new(),
                passages: Vec::new(),
                actors: Vec::new(),
                statements: vec![StatementIx(1), StatementIx(3)],
            }],
            ..Records::default()
        }
    }

    fn ids(records: &Records) -> Vec<&str> {
        records.statements.iter().map(|s| &*s.id).collect()
    }

    #[test]
    fn verdicts_come_true_and_references_follow() {
        use Verdict::{Confirmed, Dismissed};
        for (verdicts, left, link, event) in [
            (vec![], vec!["a", "b", "c", "d"], Some(2), vec![1, 3]),
            (vec![("a", Confirmed)], vec!["a", "c", "d"], Some(1), vec![2]),
            (vec![("a", Dismissed)], vec!["b", "c", "d"], Some(1), vec![0, 2]),
            (vec![("c", Dismissed), ("b", Confirmed)], vec!["b", "d"], None, vec![0, 1]),
            (
                vec![("d", Dismissed), ("nobody", Dismissed)],
                vec!["a", "b", "c", "d"],
                Some(2),
                vec![1, 3],
            ),
        ] {
            let asked: Verdicts = verdicts.iter().map(|(id, v)| (Box::from(*id), *v)).collect();
            let mut records = records();
            records.apply(&asked);
            assert_eq!(ids(&records), left, "{verdicts:?}");
            let to = records.statements.last().and_then(|s| s.links().first().map(|l| l.to.0));
            assert_eq!(to, link, "{verdicts:?}");
            let told: Vec<_> = records.events[0].statements.iter().map(|ix| ix.0).collect();
            assert_eq!(told, event, "{verdicts:?}");
            for (id, verdict) in verdicts.iter().filter(|(_, v)| *v == Confirmed) {
                let origin = records.statements.iter().find(|s| &*s.id == *id).map(|s| s.origin);
                assert_eq!(origin, Some(Origin::Confirmed), "{verdict:?}");
            }
            assert_eq!(Corpus::new(records).statements().len(), left.len());
        }
    }

    #[test]
    fn what_was_confirmed_is_not_hidden_behind_itself() {
        let mut records = records();
        records.statements.insert(0, statement("a", (0, 10), Origin::Confirmed));
        records.leave_out_answered();
        assert_eq!(ids(&records), ["a", "c", "d"]);
        assert_eq!(records.sources[0].hidden, 1, "b alone");
    }

    #[test]
    fn a_dismissal_counts_by_id_or_by_place() {
        for (id, span, left) in [
            ("c", (0, 1), vec!["a", "b", "d"]),
            ("", (5, 15), vec!["a", "c", "d"]),
            ("", (5, 14), vec!["a", "b", "c", "d"]),
            ("d", (30, 40), vec!["a", "b", "c", "d"]),
        ] {
            let mut records = records();
            let span = Span::new(span.0, span.1);
            records.dismissed = vec![Dismissal { id: id.into(), source: SourceIx(0), span }];
            records.leave_out_answered();
            assert_eq!(ids(&records), left, "{id} {span:?}");
        }
    }

    #[test]
    fn what_was_dismissed_stands_aside_and_comes_back() {
        let mut dismissed = records();
        let verdict = |verdict| Verdicts::from([("a".into(), verdict)]);
        dismissed.apply(&verdict(Verdict::Dismissed));
        let corpus = Corpus::new(dismissed.clone());
        let aside = corpus.dismissed().unwrap();
        assert_eq!(aside.statements().len(), 1);
        let one = aside.statements().get(0).unwrap();
        assert_eq!((&*one.id, one.origin), ("a", Origin::Dismissed));
        let rows: Vec<_> = corpus.rows().map(|(row, _)| row).collect();
        assert_eq!(rows.last(), Some(&RowRef::Dismissed(DismissedIx(0))), "behind all others");
        assert!(rows.is_sorted());
        assert_eq!(corpus.row(RowRef::Dismissed(DismissedIx(0))), Some(one));
        for (back, origin) in
            [(Verdict::Suggested, Origin::Suggested), (Verdict::Confirmed, Origin::Confirmed)]
        {
            let mut records = corpus.records().clone();
            records.apply(&verdict(back));
            assert_eq!(records.statements[0].origin, origin);
            assert!(Corpus::new(records).dismissed().is_none());
        }
    }

    fn weak(statement: Statement) -> Statement {
        let provenance = Provenance { strength: Strength::Weak, ..Provenance::default() };
        Statement { provenance: Some(Box::new(provenance)), ..statement }
    }

    #[test]
    fn weak_suggestions_stand_apart_until_they_are_confirmed() {
        let mut records = records();
        records.statements[0] = weak(statement("a", (0, 4), Origin::Suggested));
        records.statements[1] = weak(statement("b", (5, 15), Origin::Confirmed));
        let corpus = Corpus::new(records);
        assert_eq!(ids(corpus.records()), ["b", "c", "d"], "what is confirmed is clear");
        assert_eq!(corpus.weak_count(), 1);
        let row = RowRef::Weak(WeakIx(0));
        assert_eq!(corpus.row(row).map(|one| &*one.id), Some("a"));
        assert_eq!(corpus.find_row("a"), Some(row));
        let to = corpus.statements().get(2).unwrap().links()[0].to;
        assert_eq!(corpus.statement(to).map(|one| &*one.id), Some("c"), "references follow");
        let of = |row: &RowRef| corpus.row(*row).map(|one| one.id.to_string());
        let listed = |weak| corpus.listed(weak).iter().filter_map(of).collect::<Vec<_>>();
        assert_eq!(
            (listed(false), listed(true)),
            (
                vec!["b".into(), "c".into(), "d".into()],
                vec!["a".into(), "b".into(), "c".into(), "d".to_owned()]
            )
        );
        let verdict = |verdict| Verdicts::from([("a".into(), verdict)]);
        let mut records = corpus.records().clone();
        records.apply(&verdict(Verdict::Confirmed));
        let confirmed = Corpus::new(records);
        assert_eq!((ids(confirmed.records()).len(), confirmed.weak_count()), (4, 0));
        let mut records = confirmed.records().clone();
        records.apply(&verdict(Verdict::Suggested));
        assert_eq!(Corpus::new(records).weak_count(), 1, "a suggestion again, it is weak again");
        let mut records = corpus.records().clone();
        records.apply(&verdict(Verdict::Dismissed));
        let dismissed = Corpus::new(records);
        assert_eq!((dismissed.weak_count(), dismissed.dismissed().is_some()), (0, true));
    }

    /// A rule may not suggest it any more; it is listed all the same.
    #[test]
    fn a_dismissal_that_meets_no_suggestion_is_its_words() {
        let mut records = records();
        let place = Span::new(41, 45);
        records.dismissed = vec![Dismissal { id: "gone".into(), source: SourceIx(0), span: place }];
        records.leave_out_answered();
        records.leave_out_answered();
        let [bare] = records.aside.as_slice() else { panic!("one: {:?}", records.aside) };
        assert_eq!((&*bare.id, bare.hull(), bare.form), ("gone", place, Form::Unknown));
        records.apply(&Verdicts::from([("gone".into(), Verdict::Suggested)]));
        assert_eq!((records.aside.len(), ids(&records).len()), (0, 4), "nothing suggests it");
    }
}

//! Judging in any order, and answers that come in between: no decision is lost.

use std::collections::BTreeMap;

use crate::judging::room;
use crate::support::Room;
use onrecord::app::Pane;
use onrecord_journal::Intent;
use onrecord_model::{Origin, Verdict};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Step {
    Keys(String),
    Follow,
    Answer,
}

fn step() -> impl Strategy<Value = Step> {
    let keys = "(\\+|-|u|j|k|\\}|\\{|4|3|1|i|<enter>|<esc>|<|>| |/was<enter>|/is:suggested<enter>|/is:dismissed<enter>|x){1,4}";
    prop_oneof![
        4 => keys.prop_map(Step::Keys),
        1 => Just(Step::Follow),
        1 => Just(Step::Answer),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// However keys, answers and the investigation that follows come in between one another: no
    /// decision is lost, each is a step from where the suggestion stood, and what is selected is in
    /// its list.
    #[test]
    fn every_decision_comes_true(steps in proptest::collection::vec(step(), 1..25)) {
        let mut room = room(80, 24);
        let before = said_by_id(&room);
        room.slow = true;
        room.keys("<esc>");
        let mut made: Vec<(Box<str>, Verdict)> = Vec::new();
        let mut stands: BTreeMap<Box<str>, Verdict> = BTreeMap::new();
        let mut seen = 0;
        for step in steps {
            match step {
                Step::Keys(keys) => drop(room.keys(&keys)),
                Step::Follow => drop(room.follow()),
                Step::Answer => drop(room.answer()),
            }
            for decision in room.decisions.iter().filter(|decision| decision.number > seen) {
                if let Intent::TakeBack { .. } = decision.intent {
                    if let Some((id, from)) = made.pop() {
                        stands.insert(id, from);
                    }
                    continue;
                }
                let Some((id, Some(to))) = decision.rows.first().cloned() else { continue };
                let stood = stands.insert(id.clone(), to).unwrap_or(Verdict::Suggested);
                prop_assert!((stood == Verdict::Suggested) != (to == Verdict::Suggested));
                made.push((id, stood));
            }
            seen = room.decisions.last().map_or(seen, |decision| decision.number);
            for pane in [Pane::Actors, Pane::Timeline, Pane::Quotes] {
                let (list, len) = (room.state.list(pane), room.state.len(pane));
                prop_assert!(list.cursor < len.max(1), "{pane:?} {list:?} of {len}");
            }
            room.draw();
        }
        room.follow().answer();
        let mut want = before;
        for (id, verdict) in &stands {
            match verdict {
                Verdict::Confirmed => drop(want.insert(id.clone(), Origin::Confirmed)),
                Verdict::Dismissed => drop(want.remove(id)),
                Verdict::Suggested => {}
            }
        }
        prop_assert_eq!(said_by_id(&room), want);
        let aside = room.state.corpus.dismissed().map_or(0, |corpus| corpus.statements().len());
        let dismissed = stands.values().filter(|verdict| **verdict == Verdict::Dismissed);
        prop_assert_eq!(aside, dismissed.count());
    }
}

fn said_by_id(room: &Room) -> BTreeMap<Box<str>, Origin> {
    room.state.corpus.statements().iter().map(|s| (s.id.clone(), s.origin)).collect()
}

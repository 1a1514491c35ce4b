//! Puts the clusters of one name into groups, each one person. The order they come in changes nothing.
//!
//! Two clusters of whom nothing speaks against being one *fit*. Where all fit, all are one. Else a
//! group is what fits among itself and with nobody besides: who fits two that do not fit each other
//! joins neither. But where those who tell something agree ten to one, the many are one, and whoever
//! fits them all goes with them.

use std::collections::{BTreeMap, HashMap};

use super::against::{Account, Lives};

/// So many more must agree than disagree, for those who tell nothing to go with them.
const MANY: usize = 10;

/// Of more different accounts than these of one name nobody could tell who is who.
const MOST: usize = 1024;

/// Some of `count` things, a bit each.
type Set = Vec<u64>;

fn has(set: &Set, at: usize) -> bool {
    set.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
}

fn put(set: &mut Set, at: usize) {
    if let Some(bits) = set.get_mut(at / 64) {
        *bits |= 1 << (at % 64);
    }
}

/// The clusters of one name as groups of positions; a cluster that joins nobody is in none.
pub(super) fn groups(clusters: &[Account], lives: &Lives) -> Vec<Vec<usize>> {
    let mut accounts: BTreeMap<&Account, Vec<usize>> = BTreeMap::new();
    for (at, evidence) in clusters.iter().enumerate() {
        accounts.entry(evidence).or_default().push(at);
    }
    if accounts.len() > MOST {
        return Vec::new();
    }
    let accounts: Vec<_> = accounts.into_iter().collect();
    let evidence: Vec<_> = accounts.iter().map(|(evidence, _)| *evidence).collect();
    let table = Conflicts::new(&evidence, lives);
    let heard =
        |at: &usize| accounts.get(*at).into_iter().map(|(_, clusters)| clusters.len()).sum();
    let (many, rest) = table.many(&evidence, heard);
    let all = table.settled(&many, &rest);
    let positions = |group: Vec<usize>| {
        let clusters = group.iter().filter_map(|at| accounts.get(*at));
        clusters.flat_map(|(_, clusters)| clusters).copied().collect()
    };
    std::iter::once(many).chain(all).map(positions).collect()
}

/// Which accounts do not fit which.
struct Conflicts {
    against: Vec<Set>,
}

impl Conflicts {
    fn new(accounts: &[&Account], lives: &Lives) -> Self {
        let mut against = vec![vec![0; accounts.len().div_ceil(64)]; accounts.len()];
        for (at, one) in accounts.iter().enumerate() {
            for (other_at, other) in accounts.iter().enumerate().skip(at + 1) {
                if one.is_against(other, lives) {
                    against.get_mut(at).into_iter().for_each(|set| put(set, other_at));
                    against.get_mut(other_at).into_iter().for_each(|set| put(set, at));
                }
            }
        }
        Self { against }
    }

    fn fit(&self, one: usize, other: usize) -> bool {
        !self.against.get(one).is_some_and(|set| has(set, other))
    }

    /// The accounts of the many, if there are so many more of them than of others, and the rest.
    fn many(
        &self,
        accounts: &[&Account],
        heard: impl Fn(&usize) -> usize,
    ) -> (Vec<usize>, Vec<usize>) {
        let telling = |at: &usize| !accounts.get(*at).is_some_and(|one| one.is_silent());
        let sum = |set: &[usize]| set.iter().filter(|at| telling(at)).map(&heard).sum::<usize>();
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(heard(at)));
        let mut core: Vec<usize> = Vec::new();
        for at in order {
            if core.iter().all(|other| self.fit(at, *other)) {
                core.push(at);
            }
        }
        let out = |at: &usize| !core.contains(at);
        let out: Vec<usize> = (0..accounts.len()).filter(out).collect();
        // A stray voice is one that many contradict; who is contradicted by another sort stays out.
        let stray = |voice: &usize| {
            let against = core.iter().copied().filter(|at| !self.fit(*at, *voice));
            sum(&against.collect::<Vec<_>>()) >= MANY * heard(voice)
        };
        let strays: Vec<usize> = out.iter().copied().filter(stray).collect();
        let kept = |at: &usize| out.iter().all(|o| self.fit(*at, *o) || strays.contains(o));
        let many: Vec<usize> = core.iter().copied().filter(kept).collect();
        let rest: Vec<usize> = (0..accounts.len()).filter(|at| !many.contains(at)).collect();
        if sum(&many) >= MANY * sum(&rest) && sum(&many) > 0 || rest.is_empty() {
            (many, rest)
        } else {
            (Vec::new(), (0..accounts.len()).collect())
        }
    }

    /// Of the accounts in `rest` those that fit among themselves and nobody who does not, as groups;
    /// `many` are one already.
    fn settled(&self, many: &[usize], rest: &[usize]) -> Vec<Vec<usize>> {
        let with_many = |at: usize| !many.is_empty() && many.iter().all(|one| self.fit(at, *one));
        let words = self.against.len().div_ceil(64);
        let mut groups: HashMap<Set, Vec<usize>> = HashMap::new();
        for at in rest {
            let mut near = vec![0; words];
            rest.iter().filter(|other| self.fit(*at, **other)).for_each(|o| put(&mut near, *o));
            let all_fit = rest.iter().filter(|one| has(&near, **one)).all(|one| {
                let against = self.against.get(*one).into_iter().flatten();
                against.zip(&near).all(|(against, near)| against & near == 0)
            });
            if all_fit && !with_many(*at) {
                groups.entry(near).or_default().push(*at);
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_unstable();
        groups
    }
}

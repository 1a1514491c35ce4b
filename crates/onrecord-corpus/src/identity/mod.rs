//! Who is one: decides which actors of different documents are the same, and under which id. Readers
//! and rules give an actor for each document; only here do two of them become one.
//!
//! An equal full name joins where nothing speaks against it (`against`), whatever the order of the
//! documents (`groups`); an id that somebody gave joins always.

mod against;
mod decided;
mod groups;
mod join;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::Records;
use against::{Account, Lives};
use groups::groups;
use join::Unions;
use onrecord_model::{Actor, ActorIx, ActorKind, Source};
use onrecord_text::fold::folded;
use onrecord_text::never;

/// Where an actor comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorOrigin {
    /// The document or file: its own rules have told its actors apart, so that no two of them are
    /// joined here.
    pub home: u32,
    /// Whether its id was given by somebody, and stays.
    pub given: bool,
}

/// The actors of all documents before it is decided who is one, in the order of [`Records::actors`].
#[derive(Debug, Clone, Default)]
pub struct Register {
    origins: Vec<ActorOrigin>,
    /// Pairs that are known to be one.
    same: Vec<(ActorIx, ActorIx)>,
}

impl Register {
    /// Notes the next `count` actors of the records.
    pub fn enter(&mut self, count: usize, origin: ActorOrigin) {
        self.origins.resize(self.origins.len() + count, origin);
    }

    /// Notes that two actors are one, whatever their names.
    pub fn same(&mut self, one: ActorIx, other: ActorIx) {
        self.same.push((one, other));
    }

    /// Joins the actors that are one: everything that names one of them names the first of them then,
    /// and no two have one id.
    pub fn join(&self, records: &mut Records) {
        let (firsts, by_name) = self.firsts(&records.actors, &records.sources);
        let left = join::actors(records, &firsts, &by_name);
        join::name(records, |ix| left.get(ix.at()).is_some_and(|before| self.given(*before)));
    }

    /// For each actor the first of those that are one with it, and those firsts whose name alone has
    /// joined others.
    fn firsts(&self, actors: &[Actor], sources: &[Source]) -> (Vec<u32>, HashSet<u32>) {
        let mut unions = Unions::new(actors.len());
        for (one, other) in &self.same {
            unions.join(one.0, other.0);
        }
        self.by_id(actors, sources, &mut unions);
        let acronyms = acronyms(actors);
        let mut names: HashMap<String, Vec<u32>> = HashMap::new();
        let mut clusters: HashMap<u32, Cluster> = HashMap::new();
        for (at, actor) in (0..).zip(actors) {
            let first = unions.first(at);
            let Some(key) = name_key(actors.get(first as usize).unwrap_or(actor)) else { continue };
            let key = acronyms.get(&key).cloned().flatten().unwrap_or(key);
            let Some(ActorOrigin { home, .. }) = self.origins.get(at as usize) else {
                never!("the actor {at} was not entered");
                continue;
            };
            let cluster = clusters.entry(first).or_default();
            cluster.homes.push(*home);
            cluster.members.push(at);
            if first == at {
                names.entry(key).or_default().push(first);
            }
        }
        let mut joined = Vec::new();
        for firsts in names.into_values().filter(|firsts| firsts.len() > 1) {
            let clusters: Vec<_> = firsts.iter().filter_map(|first| clusters.get(first)).collect();
            for group in people(&clusters, actors, sources) {
                let mut group = group.iter().filter_map(|at| firsts.get(*at)).copied();
                let Some(first) = group.next() else { continue };
                for other in group {
                    unions.join(first, other);
                    joined.push(first);
                }
            }
        }
        let by_name = joined.into_iter().map(|at| unions.first(at)).collect();
        ((0..actors.len() as u32).map(|at| unions.first(at)).collect(), by_name)
    }

    /// An id that somebody gave means the same actor wherever it is used. Of a name that others may
    /// have the name is no id: there it is the one with the first source.
    fn by_id(&self, actors: &[Actor], sources: &[Source], unions: &mut Unions) {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut names: HashSet<String> = HashSet::new();
        let home = |at: u32| self.origins.get(at as usize).map(|origin| origin.home);
        for (at, actor) in (0..).zip(actors).filter(|(at, _)| self.given(ActorIx(*at))) {
            names.extend(name_key(actor));
            let first = *known.entry(&*actor.id).or_insert(at);
            if home(first) != home(at) {
                unions.join(first, at);
            }
        }
        for (at, actor) in (0..).zip(actors).filter(|(at, _)| !self.given(ActorIx(*at))) {
            let first = match name_key(actor) {
                Some(name) if names.contains(&name) => {
                    known.get(&*join::apart(&actor.id, join::place(actor, sources)))
                }
                _ => known.get(&*actor.id),
            };
            if let Some(first) = first {
                unions.join(*first, at);
            }
        }
    }

    fn given(&self, ix: ActorIx) -> bool {
        self.origins.get(ix.at()).is_some_and(|origin| origin.given)
    }
}

/// Actors of one name that are known to be one.
#[derive(Debug, Default)]
struct Cluster {
    members: Vec<u32>,
    homes: Vec<u32>,
}

/// The clusters of one name as groups of positions, each one person.
fn people(clusters: &[&Cluster], actors: &[Actor], sources: &[Source]) -> Vec<Vec<usize>> {
    let mut lives = Lives::default();
    let mut homes: HashMap<u32, u32> = HashMap::new();
    for home in clusters.iter().flat_map(|cluster| &cluster.homes) {
        *homes.entry(*home).or_default() += 1;
    }
    let portraits = |cluster: &Cluster| {
        let members = cluster.members.clone().into_iter();
        members.filter_map(|at| actors.get(at as usize)).flat_map(|actor| &actor.portraits)
    };
    clusters
        .iter()
        .flat_map(|cluster| portraits(cluster))
        .for_each(|portrait| lives.learn(portrait));
    let evidence = (0..).zip(clusters).map(|(at, cluster)| {
        let shared = cluster.homes.iter().any(|home| homes.get(home).is_some_and(|n| *n > 1));
        let apart = (shared && clusters.len() > 1).then_some(at);
        Account::of(portraits(cluster), sources).told_apart(apart)
    });
    groups(&evidence.collect::<Vec<_>>(), &lives)
}

/// The full names of bodies by the acronyms that documents give them; `None` where two have one, so that
/// the acronym alone is nobody's.
fn acronyms(actors: &[Actor]) -> HashMap<String, Option<String>> {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for actor in actors.iter().filter(|actor| is_body(actor)) {
        let Some(name) = name_key(actor).filter(|name| name.contains(' ')) else { continue };
        for alias in actor.aliases.iter().filter(|alias| is_acronym(&alias.name)) {
            let one = known.entry(folded(&alias.name)).or_insert_with(|| Some(name.clone()));
            *one = one.take().filter(|one| *one == name);
        }
    }
    known
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(|c| c.is_uppercase() || c == '.')
}

fn is_body(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Institution | ActorKind::Outlet | ActorKind::Group)
}

/// The name by which an actor is looked for in other documents: a full one, or a body's; `None` for
/// surnames, short names and descriptions, which mean somebody in their own document only.
fn name_key(actor: &Actor) -> Option<String> {
    let body = is_body(actor);
    let full = actor.name.split_whitespace().nth(1).is_some();
    (actor.kind != ActorKind::Unnamed && (full || body)).then(|| folded(&actor.name))
}

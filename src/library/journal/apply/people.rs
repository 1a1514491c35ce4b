//! [`ActorNames`]: from an actor as a decision names it to the actor of the investigation, who is made where
//! nobody goes by that name.

use std::collections::HashMap;

use onrecord_corpus::{Records, made_id};
use onrecord_journal::{Journal, TargetKey};
use onrecord_model::{Actor, ActorIx, ActorKind, NamedActor};
use onrecord_text::fold::folded;

/// The actors by id and by full name.
pub(super) struct ActorNames {
    ids: HashMap<Box<str>, ActorIx>,
    /// Of a name that two have, none.
    names: HashMap<String, Option<ActorIx>>,
}

impl ActorNames {
    /// Those of `records`.
    pub(super) fn of(records: &Records) -> Self {
        let mut names = Self { ids: HashMap::new(), names: HashMap::new() };
        for (at, actor) in records.actors.iter().enumerate() {
            names.enter(ActorIx::from(at), actor);
        }
        names
    }

    fn enter(&mut self, ix: ActorIx, actor: &Actor) {
        self.ids.entry(actor.id.clone()).or_insert(ix);
        let twice = |known: &mut Option<ActorIx>| *known = None;
        self.names.entry(folded(&actor.name)).and_modify(twice).or_insert(Some(ix));
    }

    /// The actor with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<ActorIx> {
        self.ids.get(id).copied()
    }

    /// The actor that was decided about: by id, else the only one of the name it had.
    pub(super) fn met(
        &self,
        records: &Records,
        journal: &Journal,
        key: &TargetKey,
    ) -> Option<ActorIx> {
        self.by_id(&key.id).or_else(|| {
            let name = journal.target(key)?.name.as_deref()?;
            let mut same =
                records.actors.iter().enumerate().filter(|(_, actor)| actor.name == name);
            let (at, _) = same.next()?;
            same.next().is_none().then(|| ActorIx::from(at))
        })
    }

    /// Puts an actor behind the others; where one has its id, that one gets its mentions.
    pub(super) fn put(&mut self, records: &mut Records, actor: Actor) -> ActorIx {
        if let Some(ix) = self.by_id(&actor.id)
            && let Some(known) = records.actors.get_mut(ix.at())
        {
            known.mentions.extend(actor.mentions);
            known.portraits.extend(actor.portraits);
            return ix;
        }
        let ix = ActorIx::from(records.actors.len());
        self.enter(ix, &actor);
        records.actors.push(actor);
        ix
    }

    /// The actor that is meant: by id, else the only one of that name, else a new one.
    pub(super) fn meant(&mut self, records: &mut Records, named: &NamedActor) -> ActorIx {
        if let Some(ix) = named.id.as_deref().and_then(|id| self.by_id(id)) {
            return ix;
        }
        if let Some(Some(ix)) = self.names.get(&folded(&named.name)) {
            return *ix;
        }
        let id = named.id.clone().unwrap_or_else(|| made_id('a', &[&named.name]).into());
        // An id may be another's whose name was changed.
        if let Some(ix) = self.by_id(&id) {
            return ix;
        }
        let actor = Actor {
            id,
            name: named.name.to_string(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        self.put(records, actor)
    }
}

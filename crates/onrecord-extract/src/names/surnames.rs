//! Whom a surname alone means where several people of the document have it.

use super::words::{key, office};
use super::{EntityMention, Names};
use crate::tokens::Token;
use onrecord_model::{ActorKind, Gender, How};
use onrecord_text::fold::folded;

/// The most people who are told apart by what stands around a surname; of a bigger family nobody is named.
pub(crate) const MOST: usize = 4;

/// People of whom each may be meant, none more than another. Empty where nothing is unclear.
pub(crate) type SpeakerCandidates = [Option<u32>; MOST];

/// How many sentences back a person named there is still the one who is spoken of.
const NEAR: u32 = 6;

/// How often somebody has to be named, and how many times as often as each other of the name, to be meant
/// by it everywhere.
const OFTEN: usize = 3;

/// Whom a surname means.
pub(super) enum Surname {
    /// Fewer than two people have it.
    Plain,
    One(u32),
    /// Each of these may be meant.
    Several(SpeakerCandidates),
}

impl Names {
    /// Notes that the person `at` has this surname.
    pub(super) fn note_surname(&mut self, last_key: &str, at: u32) {
        let all = self.by_surname.entry(last_key.to_owned()).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
    }

    /// Whether somebody of the document has this surname, be it a word for a street or a place as well.
    pub(super) fn is_surname(&self, text: &str, name: &Token) -> bool {
        let all = self.by_surname.get(&key(name.name_span().of(text)));
        all.is_some_and(|all| all.iter().any(|at| self.is_person(*at)))
    }

    /// Whom the surname `name` means in sentence `sentence`, with its titles, the role in front of it
    /// ("el juez") and the gender that they tell.
    pub(super) fn surname(
        &self,
        text: &str,
        (titles, role, name): (&[Token], Option<&Token>, &Token),
        gender: Option<Gender>,
        sentence: u32,
    ) -> Surname {
        let Some(all) = self.by_surname.get(&key(name.name_span().of(text))) else {
            return Surname::Plain;
        };
        let mut fit: Vec<u32> = all.iter().map(|at| self.resolved(*at)).collect();
        fit.sort_unstable();
        fit.dedup();
        fit.retain(|at| self.is_person(*at));
        if fit.len() < 2 {
            return Surname::Plain;
        }
        fit.retain(|at| self.may_be(*at, gender));
        let office = office(titles).iter().chain(role);
        let office = office.map(|title| folded(title.name_span().of(text)));
        for title in office.collect::<Vec<_>>() {
            narrow(&mut fit, |at| self.is_called(*at, &title));
        }
        match fit.as_slice() {
            [] => Surname::Plain,
            [one] => Surname::One(*one),
            several => match self.spoken_of(several, name.span.start, sentence) {
                Some(one) => Surname::One(one),
                None => Surname::Several(candidates(several)),
            },
        }
    }

    fn may_be(&self, at: u32, told: Option<Gender>) -> bool {
        let known = self.entries.get(at as usize).and_then(|entry| entry.gender);
        told.is_none_or(|told| known.is_none_or(|known| known == told))
    }

    /// Whether the text has given a person this title.
    fn is_called(&self, at: u32, title: &str) -> bool {
        let roles = self.entries.get(at as usize).map(|entry| entry.traits.roles.as_slice());
        let mut words = roles.into_iter().flatten().map(|role| folded(&role.words));
        words.any(|words| words.split(' ').any(|word| word == title))
    }

    /// The one of several people whom the text is speaking of at byte `before`: named in full in this
    /// sentence or the one before, the only one named of late, or named far oftener than the others.
    fn spoken_of(&self, several: &[u32], before: u32, sentence: u32) -> Option<u32> {
        let one = |fits: &dyn Fn(u32) -> bool| {
            let mut all = several.iter().copied().filter(|at| fits(*at));
            all.next().filter(|_| all.next().is_none())
        };
        let late = || {
            let seen = self.recent.iter().rev().take_while(|seen| seen.sentence + NEAR >= sentence);
            seen.filter(|seen| seen.at < before)
        };
        let is = |seen: &EntityMention, at: u32| self.resolved(seen.entry) == at;
        let introduced = one(&|at| {
            let mut here = late().take_while(|seen| seen.sentence + 1 >= sentence);
            here.any(|seen| is(seen, at) && self.is_in_full(seen))
        });
        let alone = || one(&|at| late().any(|seen| is(seen, at)));
        let count = |at: &u32| Some(self.entries.get(*at as usize)?.mentions.len());
        let oftenest = || {
            one(&|at| {
                let mut others = several.iter().filter(|other| **other != at).filter_map(count);
                count(&at).is_some_and(|own| others.all(|other| own >= OFTEN * other.max(1)))
            })
        };
        introduced.or_else(alone).or_else(oftenest)
    }

    /// Whether a mention is a name of several words.
    fn is_in_full(&self, seen: &EntityMention) -> bool {
        let entry = self.entries.get(self.resolved(seen.entry) as usize);
        let Some(entry) = entry.filter(|entry| entry.kind != ActorKind::Unnamed) else {
            return false;
        };
        let known = entry.mentions.iter().rev().find(|(span, _)| span.start == seen.at);
        known.is_some_and(|(_, how)| *how == How::Name)
    }
}

/// These people as candidates; none of more than are told apart.
pub(super) fn candidates(all: &[u32]) -> SpeakerCandidates {
    let mut them = all.iter().copied().filter(|_| all.len() <= MOST);
    std::array::from_fn(|_| them.next())
}

/// Keeps those who fit, where any do.
fn narrow(all: &mut Vec<u32>, fits: impl Fn(&u32) -> bool) {
    if all.iter().any(&fits) {
        all.retain(fits);
    }
}

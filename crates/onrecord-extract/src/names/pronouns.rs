//! Whom a pronoun means: the person, body or group that the sentences before it speak of.

use super::roles::TOGETHER;
use super::surnames::candidates;
use super::{Entity, EntityMention, Names, SpeakerCandidates};
use onrecord_language::{Class, WordList};
use onrecord_model::{ActorKind, Gender, How};
use onrecord_text::Span;
use smallvec::SmallVec;

/// How many sentences "he" and "she" look back over.
const FURTHEST: u32 = 6;

/// How many sentences "it" and "they" look back over.
const NEAR: u32 = 2;

/// Of more names than these it is not looked at whether a pronoun can mean one person only.
const FEW: usize = 64;

impl Names {
    /// Whom a pronoun at `span` in sentence `sentence` means.
    pub(crate) fn pronoun(&mut self, span: Span, class: Class, sentence: u32) -> Option<u32> {
        let wanted = if class.is(Class::HE) {
            Gender::He
        } else if class.is(Class::SHE) {
            Gender::She
        } else {
            let (entry, _) = self.body.filter(|(_, said)| said + NEAR >= sentence)?;
            let plural = self.is_plural(entry);
            let body = if class.is(Class::THEY) { plural } else { class.is(Class::IT) && !plural };
            return body.then(|| self.refer(entry, span));
        };
        let found = match self.antecedent(span, sentence, Some(wanted)).as_slice() {
            [one] => Some(*one),
            [] => None,
            several => {
                self.unclear = Some((span, candidates(several)));
                None
            }
        };
        let at = self.resolved(found?);
        let alone = self.entries.len() <= FEW && self.only_one_before(span.start) == Some(at);
        let entry = self.entries.get_mut(at as usize)?;
        if alone && entry.gender.is_none_or(|known| known == wanted) {
            entry.traits.gender.get_or_insert(wanted);
        }
        entry.gender = Some(wanted);
        Some(self.refer(at, span))
    }

    /// Who speaks where a verb at `span` has no subject: who spoke last, else whom the text is about.
    pub(crate) fn unsaid(&self, span: Span, sentence: u32) -> Option<u32> {
        let spoke = [self.body, self.speaker].into_iter().flatten().max_by_key(|(_, said)| *said);
        let spoke = spoke.filter(|(_, said)| said + FURTHEST >= sentence);
        let topic = self.topic.filter(|(_, last)| last + FURTHEST >= sentence);
        let later = topic.filter(|(_, last)| spoke.is_none_or(|(_, said)| *last > said));
        let who = match (later, spoke) {
            (Some((topic, _)), _) => topic,
            (None, Some((entry, _))) => Some(entry),
            (None, None) => match self.antecedent(span, sentence, None).as_slice() {
                [one] => Some(*one),
                _ => None,
            },
        };
        who.map(|entry| self.resolved(entry))
    }

    /// Notes whom sentence `sentence` is about; `None`: somebody whom it does not name.
    pub(crate) fn about(&mut self, entry: Option<u32>, sentence: u32) {
        self.topic = Some((entry, sentence));
    }

    /// Whom a name of the sentence that is read last means, which begins inside `span`.
    pub(crate) fn seen_in(&self, span: Span) -> Option<u32> {
        let inside = |(start, _): &&(u32, u32)| span.contains(*start);
        self.seen.iter().find(inside).map(|(_, entry)| *entry)
    }

    /// Notes that sentence `sentence` goes on about the one before: who spoke last, or whom the text is
    /// about.
    pub(crate) fn goes_on(&mut self, sentence: u32) {
        // Of equals the last counts: a person before a body.
        let spoke = |one: Option<(u32, u32)>| one.map(|(entry, said)| (Some(entry), said));
        let all = [spoke(self.body), self.topic, spoke(self.speaker)];
        let latest = all.into_iter().flatten().max_by_key(|(_, last)| *last);
        if let Some((entry, _)) = latest.filter(|(_, last)| last + NEAR >= sentence) {
            self.topic = Some((entry, sentence));
        }
    }

    /// Whether an entry may be one person.
    pub(crate) fn is_person(&self, at: u32) -> bool {
        let entry = self.entries.get(self.resolved(at) as usize);
        entry.is_some_and(|one| matches!(one.kind, ActorKind::Person | ActorKind::Unknown))
    }

    /// Whether the same pronoun may mean two people.
    pub(crate) fn are_alike(&self, one: u32, other: u32) -> bool {
        let gender = |at: u32| self.entries.get(self.resolved(at) as usize)?.gender;
        gender(one).zip(gender(other)).is_none_or(|(one, other)| one == other)
    }

    /// Whether a name of an entry stands in the words `spans`.
    pub(crate) fn is_named_in(&self, at: u32, spans: &[Span]) -> bool {
        let Some(entry) = self.entries.get(self.resolved(at) as usize) else { return false };
        let Some(first) = spans.first() else { return false };
        let late = entry.mentions.iter().rev().take_while(|(words, _)| words.end > first.start);
        let named = |how: How| matches!(how, How::Name | How::Variant | How::Alias);
        late.filter(|(_, how)| named(*how))
            .any(|(words, _)| spans.iter().any(|span| span.contains(words.start)))
    }

    /// Notes that the text tells of the death of `at`.
    pub(crate) fn dies(&mut self, at: u32) {
        self.dead.push(at);
    }

    /// Whether it has told of it.
    pub(crate) fn is_dead(&self, at: u32) -> bool {
        let at = self.resolved(at);
        self.dead.iter().any(|dead| self.resolved(*dead) == at)
    }

    /// Who may be meant by the words in `span`, a surname or a pronoun, which nothing around them makes
    /// clear.
    pub(crate) fn unclear_in(&self, span: Span) -> Option<SpeakerCandidates> {
        self.unclear.filter(|(at, _)| span.contains(at.start)).map(|(_, candidates)| candidates)
    }

    /// From sentence `sentence` on, where somebody unknown is told of, no pronoun means anybody named
    /// before.
    pub(crate) fn tells_of_nobody(&mut self, sentence: u32) {
        (self.speaker, self.topic) = (None, Some((None, sentence)));
        self.recent.retain(|seen| seen.sentence >= sentence);
    }

    /// Lets no pronoun mean whom the words at `span` name: they tell only whose relative somebody is.
    pub(crate) fn pass_over(&mut self, span: Span) {
        self.recent.retain(|seen| !span.contains(seen.at));
    }

    /// Whether a description is said of several ("officials", "the police").
    fn is_plural(&self, entry: u32) -> bool {
        let entry = self.entries.get(entry as usize);
        let of_several =
            |entry: &&Entity| matches!(entry.kind, ActorKind::Unnamed | ActorKind::Group);
        let unnamed = entry.filter(of_several);
        if unnamed.is_some_and(|entry| entry.name.contains(TOGETHER)) {
            return true;
        }
        let word = unnamed.and_then(|entry| entry.name.split(' ').next_back());
        word.is_some_and(|word| {
            self.tables.endings(word).is(Class::LOOKS_PLURAL)
                || self.tables.has(WordList::Collective, word)
        })
    }

    fn refer(&mut self, entry: u32, span: Span) -> u32 {
        if let Some(entry) = self.entries.get_mut(entry as usize) {
            entry.mentions.push((span, How::Pronoun));
        }
        entry
    }

    /// Those of the latest sentence with a fitting mention; who spoke there comes before the others.
    fn antecedent(&self, span: Span, sentence: u32, wanted: Option<Gender>) -> SmallVec<[u32; 2]> {
        let fits = |entry: u32, topic: bool| {
            let entry = self.entries.get(self.resolved(entry) as usize);
            entry.is_some_and(|entry| {
                let named = (topic || wanted.is_none()) && entry.name.contains(' ');
                let known = entry.said > 0 || entry.mentions.len() > 1 || named;
                wanted.is_none_or(|wanted| entry.gender.is_none_or(|gender| gender == wanted))
                    && (entry.kind == ActorKind::Person
                        || entry.kind == ActorKind::Unknown && known && entry.placed == 0)
            })
        };
        let spoke = self.speaker.filter(|(entry, _)| fits(*entry, false));
        let mut best: Option<EntityMention> = None;
        let mut all: SmallVec<[u32; 2]> = SmallVec::new();
        for seen in self.recent.iter().rev().filter(|seen| seen.at < span.start) {
            if best.is_some_and(|best| best.sentence != seen.sentence)
                || spoke.is_some_and(|(_, said)| said > seen.sentence)
                || seen.sentence + FURTHEST < sentence
            {
                break;
            }
            if fits(seen.entry, false) {
                let entry = self.resolved(seen.entry);
                if !all.contains(&entry) {
                    all.insert(0, entry);
                }
                best = Some(*seen);
            }
        }
        let topic =
            self.topic.and_then(|(topic, last)| Some((topic?, last))).filter(|(topic, last)| {
                let later = spoke.is_none_or(|(_, said)| *last > said);
                later && last + FURTHEST >= sentence && fits(*topic, true)
            });
        let newest = |(_, last): &(u32, u32)| best.is_none_or(|best| best.sentence <= *last);
        let spoke = spoke.filter(|one| one.1 + FURTHEST >= sentence && newest(one));
        let sure = topic.filter(newest).or(spoke);
        sure.map_or(all, |(entry, _)| SmallVec::from_iter([entry]))
    }

    /// Notes that sentence `sentence` tells of `entry` as of one who speaks, be it that he did not:
    /// the next pronoun means him all the same. Nobody unnamed becomes an actor by it.
    pub(crate) fn told_of(&mut self, entry: u32, sentence: u32) {
        let at = self.resolved(entry);
        if self.entries.get(at as usize).is_some_and(|one| one.kind != ActorKind::Unnamed) {
            self.spoke(at, sentence);
        }
    }

    /// Notes that `entry` speaks in sentence `sentence`.
    pub(crate) fn spoke(&mut self, entry: u32, sentence: u32) {
        let at = self.resolved(entry);
        let Some(entry) = self.entries.get_mut(at as usize) else { return };
        entry.said += 1;
        if matches!(entry.kind, ActorKind::Person | ActorKind::Unknown) {
            self.speaker = Some((at, sentence));
        } else {
            self.body = Some((at, sentence));
        }
    }
}

//! [`ToldMemory`]: what a watch list has told, by document, and how it is written down.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::telling::ToldSentence;
use onrecord_model::{RowRef, SourceIx};
use onrecord_text::Span;

/// What such a file begins with.
const HEAD: &str = "onrecord watch 1";

/// A document as it is now, and what was found in it.
#[derive(Debug, Default)]
pub(super) struct DocumentNow {
    /// Its content.
    pub content: u64,
    /// The names under which it stands.
    pub places: Vec<u64>,
    /// Its sources: more than one where there are copies.
    pub sources: Vec<SourceIx>,
    /// What was found, in order.
    pub tellings: Vec<FoundSentence>,
    /// Which line found something between which bytes.
    pub seen: HashSet<(usize, u32, u32)>,
}

/// A telling, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundSentence {
    /// What is remembered of it.
    pub telling: ToldSentence,
    /// The line that found it, by position.
    pub line: usize,
    /// The row.
    pub row: RowRef,
    /// The sentences.
    pub passage: Span,
}

/// A document of which something was told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ToldDocument {
    /// The contents that it had, the last at the end.
    contents: Vec<u64>,
    /// The names under which it stood.
    places: Vec<u64>,
    /// What was told of it.
    tellings: Vec<ToldSentence>,
}

/// What was told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ToldMemory {
    documents: Vec<ToldDocument>,
}

/// What a document is to one that was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinship {
    /// It has its content, or its name, and its content is nowhere else: the same words are the same telling.
    Same(usize),
    /// It was known under a name and a content that are gone: the words around must be the same, too.
    Moved(usize),
    /// It has its name, and what stood there is elsewhere: a copy that was changed, or something new. Again the
    /// words around must be the same.
    Beside(usize),
    /// It was not known.
    New,
}

/// Where the known documents are found.
#[derive(Default)]
struct KnownDocuments {
    /// By each content that one had.
    contents: HashMap<u64, usize>,
    /// By each name under which one stood; of several the last.
    places: HashMap<u64, usize>,
    /// Of those that are gone: which have a telling with this key.
    gone: HashMap<u64, Vec<usize>>,
}

impl ToldMemory {
    /// Tells what is new of `documents`, and remembers all of it.
    pub(super) fn take(&mut self, documents: Vec<DocumentNow>) -> Vec<FoundSentence> {
        let contents: HashSet<u64> = documents.iter().map(|now| now.content).collect();
        let places = documents.iter().flat_map(|now| now.places.iter().copied());
        let known = self.known(&contents, &places.collect());
        let mut news = Vec::new();
        for now in documents {
            let kinship = self.kinship(&known, &now, &contents);
            let at = match kinship {
                Kinship::Same(at) | Kinship::Moved(at) => at,
                Kinship::Beside(at) => {
                    let known = self.documents.get(at);
                    let tellings = known.into_iter().flat_map(|told| told.tellings.clone());
                    let tellings = tellings.collect();
                    self.add(ToldDocument { tellings, ..ToldDocument::default() })
                }
                Kinship::New => self.add(ToldDocument::default()),
            };
            if let Some(told) = self.documents.get_mut(at) {
                news.extend(told.take(&now, matches!(kinship, Kinship::Same(_))));
            }
        }
        self.documents.retain(|told| !told.tellings.is_empty());
        news
    }

    fn add(&mut self, told: ToldDocument) -> usize {
        self.documents.push(told);
        self.documents.len() - 1
    }

    fn known(&self, contents: &HashSet<u64>, places: &HashSet<u64>) -> KnownDocuments {
        let mut known = KnownDocuments::default();
        for (at, told) in self.documents.iter().enumerate() {
            known.contents.extend(told.contents.iter().map(|content| (*content, at)));
            known.places.extend(told.places.iter().map(|place| (*place, at)));
            if told.is_gone(contents, places) {
                for telling in &told.tellings {
                    let with_key = known.gone.entry(telling.key).or_default();
                    if with_key.last() != Some(&at) {
                        with_key.push(at);
                    }
                }
            }
        }
        known
    }

    fn kinship(
        &self,
        known: &KnownDocuments,
        now: &DocumentNow,
        contents: &HashSet<u64>,
    ) -> Kinship {
        if let Some(at) = known.contents.get(&now.content) {
            return Kinship::Same(*at);
        }
        if let Some(at) = now.places.iter().find_map(|place| known.places.get(place)) {
            let last = self.documents.get(*at).and_then(|told| told.contents.last());
            let elsewhere = last.is_some_and(|content| contents.contains(content));
            return if elsewhere { Kinship::Beside(*at) } else { Kinship::Same(*at) };
        }
        // The one that said most of the same.
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for found in &now.tellings {
            for at in known.gone.get(&found.telling.key).into_iter().flatten() {
                let told = self.documents.get(*at).map_or(&[][..], |told| &told.tellings);
                if told.iter().any(|told| told.is_like(found.telling)) {
                    *counts.entry(*at).or_default() += 1;
                }
            }
        }
        let most = counts.into_iter().max_by_key(|(at, count)| (*count, *at));
        most.map_or(Kinship::New, |(at, _)| Kinship::Moved(at))
    }

    /// As it is written down.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{HEAD}\n");
        let hexes = |text: &mut String, numbers: &[u64]| {
            for number in numbers {
                // Writing into a String cannot fail.
                let _ = write!(text, " {number:016x}");
            }
        };
        for told in &self.documents {
            for (sign, numbers) in [("c", &told.contents), ("p", &told.places)] {
                text.push_str(sign);
                hexes(&mut text, numbers);
                text.push('\n');
            }
            for ToldSentence { key, before, behind } in &told.tellings {
                text.push('t');
                hexes(&mut text, &[*key, *before, *behind]);
                text.push('\n');
            }
        }
        text.into_bytes()
    }

    /// What was written down; `None` where that is not as this program writes it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        if lines.next()? != HEAD || !text.ends_with('\n') {
            return None;
        }
        let mut memory = Self::default();
        for line in lines {
            let mut parts = line.split(' ');
            let sign = parts.next()?;
            let numbers = parts.map(|part| u64::from_str_radix(part, 16).ok());
            let numbers: Vec<u64> = numbers.collect::<Option<_>>()?;
            if sign == "c" {
                memory
                    .documents
                    .push(ToldDocument { contents: numbers, ..ToldDocument::default() });
                continue;
            }
            let told = memory.documents.last_mut()?;
            match (sign, numbers.as_slice()) {
                ("p", _) => told.places = numbers,
                ("t", [key, before, behind]) => {
                    told.tellings.push(ToldSentence {
                        key: *key,
                        before: *before,
                        behind: *behind,
                    });
                }
                _ => return None,
            }
        }
        Some(memory)
    }
}

impl ToldSentence {
    /// Whether the same words stand between words of which either side is the same.
    fn is_like(self, other: Self) -> bool {
        self.key == other.key && (self.before == other.before || self.behind == other.behind)
    }
}

/// When a sentence with the words of one that was told is that one, from sure to likely; by the last only in a
/// document that is surely the same.
const RULES: [fn(ToldSentence, ToldSentence) -> bool; 3] =
    [|told, now| told == now, ToldSentence::is_like, |_, _| true];

impl ToldDocument {
    fn is_gone(&self, contents: &HashSet<u64>, places: &HashSet<u64>) -> bool {
        !self.contents.iter().any(|content| contents.contains(content))
            && !self.places.iter().any(|place| places.contains(place))
    }

    /// What is new of a document that is this one, and remembers it; where it is `sure` that it is, the same words
    /// are the same telling whatever stands around. What was told and is not there now stays: it may come back.
    fn take(&mut self, now: &DocumentNow, sure: bool) -> Vec<FoundSentence> {
        let mut left: HashMap<u64, Vec<ToldSentence>> = HashMap::new();
        for told in &self.tellings {
            left.entry(told.key).or_default().push(*told);
        }
        let mut known = vec![false; now.tellings.len()];
        let mut replaced: Vec<(ToldSentence, ToldSentence)> = Vec::new();
        for rule in RULES.into_iter().take(if sure { RULES.len() } else { RULES.len() - 1 }) {
            let unknown = now.tellings.iter().zip(&mut known).filter(|(_, known)| !**known);
            for (found, known) in unknown {
                let Some(left) = left.get_mut(&found.telling.key) else { continue };
                let Some(at) = left.iter().position(|told| rule(*told, found.telling)) else {
                    continue;
                };
                replaced.push((left.swap_remove(at), found.telling));
                *known = true;
            }
        }
        self.follow(now, &replaced);
        let new = now.tellings.iter().zip(known).filter(|(_, known)| !known);
        let new: Vec<_> = new.map(|(found, _)| *found).collect();
        self.tellings.extend(new.iter().map(|found| found.telling));
        new
    }

    /// Remembers where the document is now, and what stands around what was told.
    fn follow(&mut self, now: &DocumentNow, replaced: &[(ToldSentence, ToldSentence)]) {
        let mut now_at: HashMap<ToldSentence, Vec<ToldSentence>> = HashMap::new();
        for (told, found) in replaced {
            now_at.entry(*told).or_default().push(*found);
        }
        for told in &mut self.tellings {
            if let Some(found) = now_at.get_mut(told).and_then(Vec::pop) {
                *told = found;
            }
        }
        self.contents.retain(|content| *content != now.content);
        self.contents.push(now.content);
        let new: Vec<_> =
            now.places.iter().filter(|at| !self.places.contains(at)).copied().collect();
        self.places.extend(new);
    }
}

//! Who speaks in captions that name their speakers in the words: `Name:`, `[NAME]`, `>>`, `- `.
//!
//! A label is believed only where the file as a whole speaks for it; a name is never guessed.

use std::collections::{HashMap, HashSet};

use super::Caption;
use crate::label::{Label, Shape, in_round_brackets, is_sound, label};
use onrecord_text::Part as _;

/// Whose words a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// Those of the voice the file's own tag names, for this piece only.
    Voice(String),
    /// From here on this person's.
    Named(String),
    /// From here on somebody else's than before, who is not named.
    Another,
    /// Without a sign.
    Same,
}

/// A piece of what is said, in one voice and one caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaptionSaid {
    /// Which caption, from 0.
    pub caption: usize,
    /// Whose words.
    pub who: Who,
    /// The words, without labels. Never blank.
    pub words: String,
}

/// What is said in a file, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Talk {
    /// The pieces.
    pub said: Vec<CaptionSaid>,
    /// Whether the file names every change of speaker, so that a name holds until the next one.
    /// Films name only who is not seen: there it holds for its sentence.
    pub names_all: bool,
}

/// One line, taken apart.
struct CaptionPiece {
    caption: usize,
    voice: Option<String>,
    marked: bool,
    label: Option<Label>,
    words: String,
}

impl CaptionPiece {
    fn name(&self) -> Option<&str> {
        self.label.map(|label| label.name.of(&self.words))
    }
}

/// Finds the speakers of `captions`.
pub(super) fn speakers(captions: Vec<Caption>) -> Talk {
    let mut pieces = pieces(captions);
    let evidence = Evidence::of(&pieces);
    let believed: Vec<bool> = pieces.iter().map(|piece| evidence.believes(piece)).collect();
    for (piece, believed) in pieces.iter_mut().zip(believed) {
        piece.label = piece.label.filter(|_| believed);
    }
    Talk { names_all: names_all(&pieces), said: said(pieces) }
}

fn pieces(captions: Vec<Caption>) -> Vec<CaptionPiece> {
    let mut pieces = Vec::with_capacity(captions.len());
    for (caption, Caption { lines, .. }) in captions.into_iter().enumerate() {
        let dashes = lines.iter().filter(|line| dashed(&line.words).is_some()).count();
        for line in lines {
            if line.voice.is_some() {
                let (voice, words) = (line.voice, line.words);
                pieces.push(CaptionPiece { caption, voice, marked: false, label: None, words });
                continue;
            }
            for part in chevrons(&line.words) {
                let (marked, words) = unmarked(part, dashes);
                let label = label(words).or_else(|| in_round_brackets(words));
                let words = words.to_owned();
                pieces.push(CaptionPiece { caption, voice: None, marked, label, words });
            }
        }
    }
    pieces
}

/// Cuts a line in front of each `>>`.
fn chevrons(line: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    let mut from = 0;
    for (at, _) in line.match_indices(" >>") {
        parts.extend(line.get(from..at).filter(|part| !part.trim().is_empty()));
        from = at + 1;
    }
    parts.extend(line.get(from..));
    parts
}

/// A line without its sign of a change of speaker, and whether it had one.
fn unmarked(line: &str, dashes: usize) -> (bool, &str) {
    if let Some(words) = line.strip_prefix(">>") {
        return (true, words.trim_start_matches('>').trim_start());
    }
    // A line that goes on in lower case behind a lone dash was interrupted.
    match dashed(line).filter(|words| dashes > 1 || !words.starts_with(char::is_lowercase)) {
        Some(words) => (true, words),
        None => (false, line),
    }
}

/// What stands behind the dash a line begins with; `-5` and `--` are no such dash.
fn dashed(line: &str) -> Option<&str> {
    let behind = line.strip_prefix(['-', '‐', '–', '—'])?;
    let words = behind.trim_start();
    let first = words.chars().next()?;
    let spaced = words.len() < behind.len();
    (!matches!(first, '-' | '‐' | '–' | '—' | '>') && (spaced || !first.is_numeric()))
        .then_some(words)
}

/// What the whole file says of its labels.
struct Evidence {
    /// How often each label is written.
    counts: HashMap<String, u32>,
    /// What stands in brackets with nothing behind it: sounds.
    sounds: HashSet<String>,
    /// Whether sounds are written in lower case: a capital then is a name's.
    low_sounds: bool,
    /// Whether half of the captions begin with what may be a label.
    labelled: bool,
}

impl Evidence {
    fn of(pieces: &[CaptionPiece]) -> Self {
        let mut counts = HashMap::new();
        let mut sounds = HashSet::new();
        let mut low_sounds = false;
        let (mut candidates, mut captions, mut last) = (0, 0, None);
        for piece in pieces {
            let words = piece.words.as_str();
            let square = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
            let round = || words.strip_prefix('(').and_then(|words| words.strip_suffix(')'));
            if let Some(sound) = square.or_else(round) {
                low_sounds |= sound.starts_with(char::is_lowercase);
                sounds.insert(sound.to_owned());
                continue;
            }
            let first = last.replace(piece.caption) != Some(piece.caption);
            captions += u32::from(first);
            if let (Some(name), Some(label)) = (piece.name(), piece.label) {
                *counts.entry(name.to_owned()).or_insert(0) += 1;
                let sure = label.shape != Shape::Role && !(label.bracketed && is_sound(name));
                candidates += u32::from(first && sure);
            }
        }
        Self { counts, sounds, low_sounds, labelled: candidates * 2 >= captions }
    }

    fn believes(&self, piece: &CaptionPiece) -> bool {
        let (Some(label), Some(name)) = (piece.label, piece.name()) else { return false };
        let again = self.counts.get(name).is_some_and(|count| *count > 1);
        if label.bracketed {
            let is_name = !is_sound(name) && !self.sounds.contains(name);
            let surely = again || self.labelled || self.low_sounds;
            return is_name && label.shape != Shape::Role && surely;
        }
        match label.shape {
            Shape::Capitals => again || self.labelled || piece.marked || name.len() > 1,
            Shape::Name => again || self.labelled || piece.marked,
            Shape::Role => again,
        }
    }
}

/// A file that names every change begins with a name and seldom marks a change without one.
fn names_all(pieces: &[CaptionPiece]) -> bool {
    let spoken =
        |piece: &&CaptionPiece| !(piece.words.starts_with('[') && piece.words.ends_with(']'));
    let first = pieces.iter().find(spoken);
    let named = pieces.iter().filter(|piece| piece.label.is_some()).count();
    let unnamed = pieces.iter().filter(|piece| piece.marked && piece.label.is_none()).count();
    first.is_some_and(|piece| piece.label.is_some()) && unnamed * 4 <= named
}

fn said(pieces: Vec<CaptionPiece>) -> Vec<CaptionSaid> {
    let mut said = Vec::<CaptionSaid>::with_capacity(pieces.len());
    // A label whose words come with the next line or caption.
    let mut waiting = None;
    for piece in pieces {
        let name = piece.name().map(str::to_owned);
        let words = match piece.label {
            Some(label) => piece.words.part(label.words as usize..).to_owned(),
            None => piece.words,
        };
        let who = match (piece.voice, name) {
            (Some(voice), _) => Who::Voice(voice),
            (None, Some(name)) => Who::Named(name),
            (None, None) if piece.marked => Who::Another,
            (None, None) => waiting.take().unwrap_or(Who::Same),
        };
        if words.is_empty() {
            waiting = Some(who);
        } else {
            waiting = None;
            said.push(CaptionSaid { caption: piece.caption, who, words });
        }
    }
    said
}

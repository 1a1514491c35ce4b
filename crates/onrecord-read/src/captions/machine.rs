//! Transcripts that machines write as JSON: Whisper, `WhisperX`, whisper.cpp, Amazon Transcribe, Rev.
//!
//! Each says in its own words who says what from when to when. What a machine was not sure of is told,
//! word by word as far as it says so.

use onrecord_text::blanks::collapsed;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

use super::markup::CaptionLine;
use super::scan::CaptionCue;
use super::{Caption, CaptionFile};
use crate::lines::time;
use crate::{Doubt, ReadError, Warning};

/// Where a recording begins (milliseconds), and what nothing said is.
const BEGINNING: u32 = 0;
const SILENT: &str = "";

/// The longest file that is read (bytes): some thirty hours, word by word. What stands in one takes several times as
/// much memory.
const LONGEST: usize = 64 << 20;

/// A word of less is in doubt: the machine itself takes it for rather wrong than right.
const SURE: f64 = 0.5;

/// Words in doubt that are named, of all that are counted.
const NAMED: usize = 8;

/// Words after which a sentence of single words is cut, ended or not.
const SENTENCE: usize = 40;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    let has = |word: &str| memchr::memmem::find(head, format!("\"{word}\"").as_bytes()).is_some();
    let all = |words: &[&str]| words.iter().all(|word| has(word));
    head.starts_with(b"{")
        && [
            &["segments", "start", "end", "text"][..],
            &["transcription", "offsets", "text"],
            &["monologues", "elements"],
            &["results", "transcripts", "transcript"],
        ]
        .into_iter()
        .any(all)
}

/// The captions of a file.
pub(super) fn captions(text: &str) -> Result<CaptionFile, ReadError> {
    if text.len() > LONGEST {
        return Err(ReadError::TooLarge);
    }
    let mut file = CaptionFile::default();
    let recording = match serde_json::from_str::<Recording>(text) {
        Err(error) if error.is_eof() => {
            let what = Doubt::Damaged("it breaks off".to_owned());
            file.warnings.push(Warning { line: 0, what });
            serde_json::from_str(&mended(text))
        }
        whole => whole,
    };
    let recording = recording.map_err(|error| ReadError::Damaged(error.to_string()))?;
    let pieces = recording.spoken();
    if pieces.is_empty() {
        return Err(ReadError::NotText);
    }
    file.warnings.extend(doubted(&pieces).map(|what| Warning { line: 0, what }));
    file.captions = pieces.into_iter().map(MachineSentence::caption).collect();
    Ok(file)
}

/// What the words in doubt come to.
fn doubted(sentences: &[MachineSentence]) -> Option<Doubt> {
    let words = || sentences.iter().flat_map(|sentence| &sentence.doubted);
    let named = words().take(NAMED).map(|(at, word)| {
        let seconds = at / 1000;
        format!("{}:{:02}:{:02} {word}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    });
    let some = named.collect::<Vec<_>>().join(", ");
    let count = u32::try_from(words().count()).unwrap_or(u32::MAX);
    (count > 0).then_some(Doubt::Misheard { count, some })
}

/// JSON that breaks off, up to the last thing in it that is whole.
fn mended(text: &str) -> String {
    let end = open(text).1;
    let whole = text.get(..end).unwrap_or(text);
    whole.chars().chain(open(whole).0.into_iter().rev()).collect()
}

/// What closes all that is open at the end of `text`, the last opened last, and where something was closed last.
fn open(text: &str) -> (Vec<char>, usize) {
    let (mut open, mut closed) = (Vec::new(), 0);
    let (mut inside, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = inside,
            '"' => inside = !inside,
            _ if inside => {}
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                open.pop();
                closed = at + 1;
            }
            _ => {}
        }
    }
    (open, closed)
}

/// One voice for a while.
#[derive(Default)]
struct MachineSentence {
    start: u32,
    end: u32,
    speaker: Option<String>,
    words: String,
    count: usize,
    doubted: Vec<(u32, String)>,
}

impl MachineSentence {
    fn caption(self) -> Caption {
        let cue = CaptionCue { line: 0, start: self.start, end: self.end, words: 0..0, id: None };
        let words = collapsed(&self.words);
        Caption { cue, lines: vec![CaptionLine { voice: self.speaker, words }] }
    }

    /// Notes `word` where the machine was not sure of it.
    fn weigh(&mut self, at: u32, word: &MachinePiece) {
        let sure = word.sure.as_ref().and_then(Scalar::number);
        if sure.is_some_and(|sure| sure < SURE) && !word.words().trim().is_empty() {
            self.doubted.push((at, word.words().trim().to_owned()));
        }
    }
}

/// A file of any of the makers.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Recording {
    /// Whisper, `WhisperX`.
    segments: MachinePieces,
    /// whisper.cpp.
    transcription: MachinePieces,
    /// Rev.
    monologues: MachinePieces,
    /// Rev: who they are.
    speakers: MachinePieces,
    /// Amazon Transcribe.
    results: Option<AmazonResults>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AmazonResults {
    items: MachinePieces,
    speaker_labels: Option<AmazonSpeakers>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AmazonSpeakers {
    segments: MachinePieces,
}

impl Recording {
    fn spoken(self) -> Vec<MachineSentence> {
        let segments = self.segments.0.into_iter().chain(self.transcription.0);
        let mut spoken: Vec<_> = segments.filter_map(segment).collect();
        for monologue in self.monologues.0 {
            let id = monologue.speaker.as_ref().map(|id| id.0.as_str());
            let named = self.speakers.0.iter().find(|one| one.id.as_ref().map(|id| &*id.0) == id);
            let name = named.and_then(|one| one.name.clone()).or(monologue.speaker);
            sentences(monologue.inner.0, |_| name.clone(), false, &mut spoken);
        }
        if let Some(results) = self.results {
            let labels = results.speaker_labels.into_iter().flat_map(|labels| labels.segments.0);
            let labels: HashMap<String, Scalar> = labels
                .flat_map(|segment| segment.inner.0)
                .filter_map(|item| Some((item.start?.0, item.speaker?)))
                .collect();
            let of = |item: &MachinePiece| {
                let label = || labels.get(&item.start.as_ref()?.0).cloned();
                item.speaker.clone().or_else(label)
            };
            sentences(results.items.0, of, true, &mut spoken);
        }
        spoken
    }
}

/// A piece that has its words and its time.
fn segment(mut piece: MachinePiece) -> Option<MachineSentence> {
    let (start, end) = piece.times()?;
    if piece.inner.0.is_empty() {
        piece.inner.0 = std::mem::take(&mut piece.tokens).words();
    }
    let mut sentence = MachineSentence { start, end, ..MachineSentence::default() };
    for word in &piece.inner.0 {
        sentence.weigh(word.times().map_or(start, |(at, _)| at), word);
    }
    // Whisper without words: how likely all of them are together, as a logarithm.
    let likely = piece.avg_logprob.as_ref().and_then(Scalar::number).map(f64::exp);
    if piece.inner.0.is_empty() && likely.is_some_and(|likely| likely < SURE) {
        let words = piece.words().split_whitespace();
        sentence.doubted = words.map(|word| (start, word.to_owned())).collect();
    }
    piece.words().clone_into(&mut sentence.words);
    sentence.speaker = speaker(piece.speaker);
    (!sentence.words.trim().is_empty()).then_some(sentence)
}

/// Puts single words together to sentences; `spaced` where the blanks between them do not stand there.
fn sentences(
    words: Vec<MachinePiece>,
    who: impl Fn(&MachinePiece) -> Option<Scalar>,
    spaced: bool,
    out: &mut Vec<MachineSentence>,
) {
    let mut last: Option<MachineSentence> = None;
    for word in words {
        let is_sign = word.kind.as_ref().is_some_and(|kind| kind.0.starts_with("punct"));
        if !is_sign {
            let speaker = speaker(who(&word));
            let over = last.as_ref().is_some_and(|last| {
                let ended = last.words.trim_end().ends_with(['.', '?', '!', '…', '。', '？']);
                ended || last.count >= SENTENCE || last.speaker != speaker
            });
            if over {
                out.extend(last.take());
            }
            let before = last.as_ref().or(out.last()).map_or(BEGINNING, |sentence| sentence.end);
            let (start, end) = word.times().unwrap_or((before, before));
            let sentence = last.get_or_insert_with(|| MachineSentence {
                start,
                speaker,
                ..MachineSentence::default()
            });
            sentence.end = end;
            sentence.count += 1;
            if spaced && !sentence.words.is_empty() {
                sentence.words.push(' ');
            }
            sentence.weigh(start, word.alternatives.0.first().unwrap_or(&word));
        }
        // A sign in front of all words belongs to none.
        if let Some(sentence) = &mut last {
            sentence.words.push_str(word.words());
        }
    }
    out.extend(last.filter(|last| !last.words.trim().is_empty()));
}

/// What a file calls its speaker; one that is a number is called so.
fn speaker(name: Option<Scalar>) -> Option<String> {
    let name = name?.0.trim().to_owned();
    let counted = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let name = if counted { format!("Speaker {name}") } else { name };
    (!name.is_empty()).then_some(name)
}

/// A segment, a word, or a speaker.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MachinePiece {
    #[serde(alias = "word", alias = "value", alias = "content")]
    text: Option<Scalar>,
    #[serde(alias = "ts", alias = "start_time", alias = "timestamp")]
    start: Option<Scalar>,
    #[serde(alias = "end_ts", alias = "end_time", alias = "end_timestamp")]
    end: Option<Scalar>,
    offsets: Option<Offsets>,
    #[serde(alias = "probability", alias = "score", alias = "confidence", alias = "p")]
    sure: Option<Scalar>,
    avg_logprob: Option<Scalar>,
    #[serde(alias = "speaker_label")]
    speaker: Option<Scalar>,
    id: Option<Scalar>,
    name: Option<Scalar>,
    #[serde(rename = "type")]
    kind: Option<Scalar>,
    #[serde(alias = "words", alias = "elements", alias = "items")]
    inner: MachinePieces,
    /// Pieces of words, as whisper.cpp has them.
    tokens: MachineTokens,
    alternatives: MachinePieces,
}

/// Milliseconds, as whisper.cpp has them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Offsets {
    from: Option<Scalar>,
    to: Option<Scalar>,
}

impl MachinePiece {
    fn words(&self) -> &str {
        let own = self.text.as_ref().map(|text| text.0.as_str());
        let other = || self.alternatives.0.first()?.text.as_ref().map(|text| &*text.0);
        own.or_else(other).unwrap_or(SILENT)
    }

    /// From when to when it is said (milliseconds).
    fn times(&self) -> Option<(u32, u32)> {
        let millis = |scalar: &Option<Scalar>| millis(scalar.as_ref()?.number()?);
        if let Some(offsets) = &self.offsets {
            let start = millis(&offsets.from)?;
            return Some((start, millis(&offsets.to).unwrap_or(start)));
        }
        let start = self.start.as_ref()?.seconds()?;
        let end = self.end.as_ref().and_then(Scalar::seconds);
        Some((start, end.unwrap_or(start)))
    }

    /// Puts a piece of the same word behind it.
    fn join(&mut self, piece: &Self, is_sign: bool) {
        let joined = format!("{}{}", self.words(), piece.words());
        self.text = Some(Scalar(joined));
        let number = |piece: &Self| piece.sure.as_ref().and_then(Scalar::number);
        if !is_sign && number(piece).zip(number(self)).is_some_and(|(new, old)| new < old) {
            self.sure.clone_from(&piece.sure);
        }
    }

    fn says_nothing(&self) -> bool {
        self.text.is_none()
            && self.inner.0.is_empty()
            && self.alternatives.0.is_empty()
            && self.speaker.is_none()
            && self.name.is_none()
    }
}

/// Milliseconds as a time of a recording.
fn millis(millis: f64) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at first")]
    (0.0..f64::from(u32::MAX)).contains(&millis).then_some(millis.round() as u32)
}

/// Pieces in order, without those that say nothing.
#[derive(Default)]
struct MachinePieces(Vec<MachinePiece>);

impl<'de> Deserialize<'de> for MachinePieces {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct PieceList;
        impl<'de> Visitor<'de> for PieceList {
            type Value = MachinePieces;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_unit<E>(self) -> Result<MachinePieces, E> {
                Ok(MachinePieces::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<MachinePieces, A::Error> {
                let mut pieces = Vec::new();
                while let Some(piece) = list.next_element::<MachinePiece>()? {
                    if !piece.says_nothing() {
                        pieces.push(piece);
                    }
                }
                Ok(MachinePieces(pieces))
            }
        }
        from.deserialize_any(PieceList)
    }
}

/// Pieces of words in order: whisper.cpp writes what each is and how sure of it the machine is, Whisper only numbers
/// in a table of its own.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct MachineTokens(Vec<MachineToken>);

#[derive(Deserialize)]
#[serde(untagged)]
enum MachineToken {
    Piece(Box<MachinePiece>),
    Number(IgnoredAny),
}

impl MachineTokens {
    /// The words that they make up, each as sure as its least sure piece. Signs are not weighed.
    fn words(self) -> Vec<MachinePiece> {
        let mut words: Vec<MachinePiece> = Vec::new();
        for token in self.0 {
            let MachineToken::Piece(piece) = token else { continue };
            let text = piece.words();
            // The machine's own marks, of time and the like.
            if text.starts_with("[_") || text.trim().is_empty() {
                continue;
            }
            let is_sign = !text.contains(char::is_alphanumeric);
            match words.last_mut().filter(|_| !text.starts_with(' ')) {
                Some(word) => word.join(&piece, is_sign),
                None if is_sign => {}
                None => words.push(*piece),
            }
        }
        words
    }
}

/// A text or a number, which some write as a text.
#[derive(Clone, PartialEq, Eq)]
struct Scalar(String);

impl Scalar {
    fn number(&self) -> Option<f64> {
        self.0.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Seconds as milliseconds, be they written `12.5` or `00:00:12,500`.
    fn seconds(&self) -> Option<u32> {
        match self.number() {
            Some(seconds) => millis(seconds * 1000.0),
            None => time(self.0.trim()).filter(|(_, rest)| rest.is_empty()).map(|(at, _)| at),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar(yes.to_string()))
            }
        }
        from.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests;

//! What is spoken: names in front of the words (`Ana: …`, `[00:12:31] ANA: …`, `Sr. ROJAS.- …`), and the
//! letters of questions and answers, in one text as well as each alone.

use std::collections::HashMap;

use super::letters::{self, LetterPair};
use super::line::{TranscriptLine, TranscriptPage};
use super::{Turns, turn_of, witness};
use crate::label::{self, Shape, is_sound};
use crate::sounds::is_unspoken;
use onrecord_model::{Turn, TurnPart};
use onrecord_text::Span;

/// One labelled block in so many at least: in what is said by two, few answers are longer.
const ONE_IN: usize = 5;

/// The turns of a text whose labels or letters are those of a talk; `None` where they are not.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let letters = letters::pair(page);
    let talk = TalkReader { page, labels: Labels::of(page), letters };
    let (mut turns, labelled) = talk.read();
    if letters.is_none() && !is_talk(page, &labelled, &turns) {
        return None;
    }
    witness::name_stated(page, &mut turns);
    if letters.is_some() && talk.is_hearing() {
        for turn in &mut turns {
            turn.part = match turn.part {
                TurnPart::Asks => TurnPart::Examines,
                TurnPart::Answers => TurnPart::Testifies,
                part => part,
            };
        }
    }
    Some(turns)
}

/// What a line begins.
enum Begins {
    /// A turn of somebody named.
    Named,
    /// A question or an answer, by its letter.
    Letter(letters::LetterMark),
    /// A question or an answer behind a dash, among letters.
    Dash(TurnPart),
}

struct TalkReader<'p, 'd> {
    page: &'p TranscriptPage<'d>,
    labels: Labels<'d>,
    letters: Option<LetterPair>,
}

/// Who asks and who answers, so far.
#[derive(Default)]
struct Heard {
    asker: Option<Span>,
    witness: Option<Span>,
}

impl Heard {
    fn turn(&self, part: TurnPart) -> Turn {
        turn_of(if part == TurnPart::Asks { self.asker } else { self.witness }, part)
    }
}

impl TalkReader<'_, '_> {
    /// The turns, and the lines whose labels begin some.
    fn read(&self) -> (Vec<Turn>, Vec<&TranscriptLine>) {
        let page = self.page;
        let mut heard =
            Heard { asker: None, witness: self.letters.and_then(|_| witness::titled(page)) };
        let mut turns = Turns::new(page.document);
        let mut labelled = Vec::new();
        let (mut block, mut stamp) = (None, None);
        for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| !line.aside) {
            if line.words.is_empty() {
                // A time on a line of its own belongs to what follows.
                stamp = line.time;
            } else if self.hears(at, line, &mut heard) {
                turns.close();
            } else if let Some(begins) = self.begins(line) {
                let (mut turn, words) = self.turn(line, &begins, &mut heard);
                if matches!(begins, Begins::Named) {
                    labelled.push(line);
                }
                turn.time = turn.time.or(stamp.take());
                turns.begin(turn, words);
                block = Some(line.block);
            } else if page.is_heading(line) || self.letters.is_some() && is_title(page.words(line))
            {
                turns.close();
            } else if is_unspoken(page.words(line)) {
                // A sound, a direction: nobody's words, and whoever spoke may go on.
            } else if self.goes_on(at, block) {
                turns.extend(line.words);
            } else {
                turns.reach(line.words);
            }
        }
        turns.stop();
        (turns.done, labelled)
    }

    /// Whether a court or an office asks: numbered lines, others who speak in capitals, an oath.
    fn is_hearing(&self) -> bool {
        let page = self.page;
        let capitals = |line: &TranscriptLine| {
            let shouted = line.label.is_some_and(|label| label.shape == Shape::Capitals);
            shouted && self.letters.is_none_or(|pair| letters::mark(page, line, pair).is_none())
        };
        let told = |(at, line): (usize, &TranscriptLine)| {
            witness::examiner(page, line).is_some() || witness::sworn(page, at).is_some()
        };
        let lines = &page.lines;
        page.numbered || lines.iter().any(capitals) || lines.iter().enumerate().any(told)
    }

    /// Whether a line only tells who asks or answers from here on.
    fn hears(&self, at: usize, line: &TranscriptLine, heard: &mut Heard) -> bool {
        if self.letters.is_none() {
            return false;
        }
        if let Some(name) = witness::examiner(self.page, line) {
            heard.asker = Some(name);
        } else if let Some(name) = witness::sworn(self.page, at) {
            heard.witness = Some(name);
        } else {
            return false;
        }
        true
    }

    fn begins(&self, line: &TranscriptLine) -> Option<Begins> {
        if let Some(pair) = self.letters {
            if let Some(mark) = letters::mark(self.page, line, pair) {
                return Some(Begins::Letter(mark));
            }
            let words = self.page.words(line);
            if words.starts_with(['—', '–']) && !self.page.numbered {
                let asks = words.trim_end().ends_with('?');
                return Some(Begins::Dash(if asks { TurnPart::Asks } else { TurnPart::Answers }));
            }
        }
        let believed = self.labels.believes(self.page, line, self.letters.is_some());
        (believed && !self.page.is_heading(line)).then_some(Begins::Named)
    }

    /// The turn that a line begins, without its words, and the first of these.
    fn turn(&self, line: &TranscriptLine, begins: &Begins, heard: &mut Heard) -> (Turn, Span) {
        let time = line.time.or(line.label.and_then(|label| label.time));
        let (turn, words) = match begins {
            Begins::Letter(mark) => {
                heard.asker = mark.by.or(heard.asker);
                (heard.turn(mark.part), mark.words)
            }
            Begins::Dash(part) => {
                let words = self.page.words(line).trim_start_matches(['—', '–']).trim_start();
                let start = line.words.end - words.len() as u32;
                (heard.turn(*part), Span::new(start, line.words.end))
            }
            Begins::Named => (self.named(line, heard), self.page.said(line)),
        };
        (Turn { time, ..turn }, words)
    }

    /// The turn of whom a label names.
    fn named(&self, line: &TranscriptLine, heard: &Heard) -> Turn {
        let name = self.page.name(line);
        let answers = self.letters.is_some() && name.is_some_and(witness::is_witness);
        let speaker = heard.witness.filter(|_| answers).or(line.name());
        match name {
            // "Q:" among names: whoever asked.
            Some(name) if letters::is_question(name) => turn_of(None, TurnPart::Asks),
            _ if answers => turn_of(speaker, TurnPart::Answers),
            Some(name) if witness::is_interviewer(name) => turn_of(speaker, TurnPart::Asks),
            _ => turn_of(speaker, TurnPart::Speaks),
        }
    }

    /// Whether a line without a label surely belongs to the turn before it.
    fn goes_on(&self, at: usize, block: Option<usize>) -> bool {
        let lines = &self.page.lines;
        let Some(own) = lines.get(at).map(|line| line.block) else { return false };
        let before = at.checked_sub(1).and_then(|before| lines.get(before)).map(|line| line.block);
        self.page.numbered || if self.letters.is_some() { before } else { block } == Some(own)
    }
}

/// What a reporter of the court writes between the turns: `CROSS-EXAMINATION`.
fn is_title(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 6
        && !words.chars().any(char::is_lowercase)
        && !words.ends_with(['.', '?', '!', ','])
}

/// How often each label of a text is written.
struct Labels<'d> {
    counts: HashMap<&'d str, usize>,
    /// How many of them no more than a full stop ends.
    stopped: usize,
}

impl<'d> Labels<'d> {
    fn of(page: &TranscriptPage<'d>) -> Self {
        let mut labels = Self { counts: HashMap::new(), stopped: 0 };
        for line in page.lines.iter().filter(|line| !line.aside) {
            if let (Some(name), Some(label)) = (page.name(line), line.label) {
                *labels.counts.entry(name).or_insert(0) += 1;
                labels.stopped += usize::from(label.stopped);
            }
        }
        labels
    }

    /// Whether a line's label is one of those this text uses for persons. Among questions and answers,
    /// whatever is in capitals is (`THE COURT`).
    fn believes(&self, page: &TranscriptPage<'_>, line: &TranscriptLine, hearing: bool) -> bool {
        let (Some(label), Some(name)) = (line.label, page.name(line)) else { return false };
        let again = self.counts.get(name).is_some_and(|count| *count > 1);
        // A headline, alone in the first block, often begins with a name and a colon.
        let headline = line.block == 0
            && page.lines.get(1).is_none_or(|second| second.block > 0)
            && !label::is_role(name)
            && !is_told(page.said(line).of(page.document.text()));
        let sure = again || !headline;
        let written = match label.shape {
            _ if label.stopped => self.stopped > 1 && sure,
            Shape::Capitals if hearing && !label.bracketed => {
                name.chars().filter(|c| c.is_alphabetic()).count() > 1
            }
            Shape::Capitals | Shape::Name => {
                let spoken = !label.bracketed || again && !is_sound(name);
                sure && spoken && (!hearing || again || label.talker)
            }
            Shape::Role => again || label.talker && sure,
        };
        written && !line.aside && !is_reported(name, page.said(line).of(page.document.text()))
    }
}

/// Whether labelled lines as a whole are people talking: several turns, by more than one person,
/// one of them more than once or all of them told to talk, with sentences behind the names, and
/// little else between. Fields of a form ("Name: Ana") have no sentences, pointers ("See also:") no
/// second speaker.
fn is_talk(page: &TranscriptPage<'_>, own: &[&TranscriptLine], turns: &[Turn]) -> bool {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let mut counts = HashMap::new();
    for name in own.iter().filter_map(|line| page.name(line)) {
        *counts.entry(name).or_insert(0_usize) += 1;
    }
    let timed = |line: &&&TranscriptLine| {
        line.stamped || line.label.is_some_and(|label| label.time.is_some())
    };
    let stamped = own.iter().filter(timed).count() * 2 > own.len();
    let spoken = |turn: &&Turn| has_sentence(page.document.words(turn.hull()));
    let sentences = turns.iter().filter(spoken).count();
    let dense = own.len() * ONE_IN > last.block - first.block;
    let again = counts.values().any(|count| *count > 1);
    let several = counts.len() > 1 && own.len() > 2 && again && sentences * 2 >= own.len();
    let talkers = own.iter().all(|line| line.label.is_some_and(|label| label.talker));
    let talk = counts.len() > 1 && talkers && sentences == own.len();
    dense && (stamped && (again || own.len() > 1) || several || talk)
}

/// Whether words are more than a headline: they end with a stop, or one sentence ends inside.
fn is_told(words: &str) -> bool {
    words.ends_with('.') || [". ", "? ", "! "].iter().any(|end| words.contains(end))
}

/// Whether a sentence ends with these words, or is asked in them.
fn has_sentence(words: &str) -> bool {
    const CLOSERS: [char; 6] = ['"', '”', '»', ')', ']', '\''];
    // A count behind a name is no speech ("Ortega: 1,200.").
    words.contains(char::is_alphabetic)
        && !is_tally(words)
        && (words.contains('?')
            || words.trim_end_matches(CLOSERS).ends_with(['.', '!', '…', '。', '？', '！']))
}

/// Whether words count or list and say nothing: "Rey 25 puntos. Paz 17 puntos.", "Rey; Paz, Gil; Mora."
fn is_tally(words: &str) -> bool {
    const FEWEST: usize = 4;
    let all = || words.split_whitespace();
    let count = all().count();
    let numbers = all().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
    let names = all().filter(|word| word.starts_with(char::is_uppercase)).count();
    let parts = all().filter(|word| word.ends_with([',', ';'])).count();
    let counts = numbers > 1 && numbers * 3 >= count;
    counts || count >= FEWEST && names * 4 >= count * 3 && parts * 2 + 1 >= count
}

/// Whether a line reports a quote, in a script without capitals, where a label does not show whether it
/// is a name or a name with its verb.
fn is_reported(label: &str, words: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase();
    label.contains(plain) && words.starts_with(['“', '「', '『', '«', '"', '‘', '《'])
}

//! Lines of dialogue in the Spanish way: `—No firmé —dijo el director—. Nadie me lo pidió.` A line
//! is one statement; what stands between the dashes says whose.

use smallvec::SmallVec;

use super::StatementReader;
use super::who::NamedSpeaker;
use crate::attribution::{SourceMention, attributions};
use crate::phrases::inner;
use crate::sentence::{Paragraph, Sentence, SentenceItem};
use crate::tokens::TokenKind;
use crate::{Proposal, Rule};
use onrecord_language::Class;
use onrecord_model::{Form, SpeakerBy, Strength};
use onrecord_text::Span;

/// The two who talk: who spoke last, and who before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dialogue {
    paragraph: u32,
    last: Option<u32>,
    before: Option<u32>,
}

impl StatementReader<'_> {
    /// Reads a paragraph that is a line of dialogue; `false` where it is none.
    pub(super) fn dialogue(&mut self, paragraph: Paragraph<'_>, items: &[SentenceItem]) -> bool {
        let [dash, words @ ..] = paragraph.tokens else { return false };
        let goes_on = self.talk.paragraph > 0 && self.talk.paragraph + 1 == self.paragraph;
        let lines =
            words.iter().any(|next| next.kind == TokenKind::Dash && next.is(Class::NEW_LINE));
        if dash.kind != TokenKind::Dash || lines || paragraph.quotes.is_empty() && !goes_on {
            return false;
        }
        // "- “…”, dijo Paz": an item of a list.
        if paragraph.quotes.first().is_some_and(|quote| quote.from > 1) {
            return false;
        }
        self.mentions(paragraph.tokens);
        let sentence = Sentence { paragraph, items };
        let mut spans: SmallVec<[Span; 2]> =
            (0..items.len()).filter_map(|at| inner(&sentence, at)).collect();
        let (mut who, mut cue, mut polarity, mut only_says) =
            (NamedSpeaker::default(), None, None, false);
        if let ([], [first, .., last] | [first @ last]) = (paragraph.quotes, words) {
            spans.push(Span::new(first.span.start, last.span.end));
            who = NamedSpeaker::new(self.talk.before, None, SpeakerBy::Turn);
        }
        if let Some(one) = attributions(&sentence, false).iter().find(|one| one.happens) {
            cue = Some(sentence.span(one.shown.0, one.shown.1));
            (polarity, only_says) = (one.polarity, one.only_says);
            who = match one.source {
                SourceMention::Named(range) => self.who(&sentence, range),
                SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => {
                    NamedSpeaker::default()
                }
            };
        }
        let NamedSpeaker { speaker, mention, by, candidates } = who;
        if spans.is_empty() {
            return true;
        }
        self.push(Proposal {
            spans,
            form: Form::Direct,
            speaker,
            speaker_by: by,
            candidates: candidates.into_iter().flatten().collect(),
            mention,
            cue,
            polarity,
            only_says,
            attribution: mention.into_iter().chain(cue).collect(),
            via: Vec::new(),
            audience: Vec::new(),
            said: None,
            rule: if cue.is_some() { Rule::Verb } else { Rule::Marks },
            strength: Strength::Clear,
        });
        let before = if speaker == self.talk.last { self.talk.before } else { self.talk.last };
        self.talk = Dialogue { paragraph: self.paragraph, last: speaker, before };
        true
    }
}

/// The head of `piece` that one person says or the narrator tells, where lines begin with dashes; one line
/// may hold what several say: `—No lo sé —dijo Ana—. —¿Y tú? —preguntó Luis.`
pub(super) fn line(text: &str, piece: Span) -> Span {
    let words = piece.of(text);
    let talks = words.trim_start().starts_with(is_dash);
    if !talks && !words.contains('\n') || !words.contains(is_dash) {
        return piece;
    }
    let mut dashes = 0;
    let mut before = DashLead { ends_line: false, space: true, ends: false };
    for (at, c) in words.char_indices() {
        // Behind a line that ends with its sentence the narrator goes on.
        let narrates = talks && before.ends_line && before.ends && c.is_uppercase();
        if narrates && dashes > 0 {
            return Span::new(piece.start, piece.start + at as u32);
        }
        if is_dash(c) {
            let Some(behind) = words.get(at + c.len_utf8()..) else { continue };
            let speech = behind.chars().next().is_some_and(|next| !next.is_lowercase());
            let spoken = match (talks, before.ends_line) {
                (true, true) => speech && dashes > 0,
                (true, false) => before.begins(behind, dashes),
                (false, _) => before.ends_line && before.ends && speech,
            };
            if spoken {
                return Span::new(piece.start, piece.start + at as u32);
            }
            dashes += 1;
        }
        before.read(c);
    }
    piece
}

/// What stands in front of a dash.
#[derive(Debug, Clone, Copy)]
struct DashLead {
    /// A line break, perhaps with spaces behind it.
    ends_line: bool,
    /// A space.
    space: bool,
    /// A stop, perhaps with spaces behind it.
    ends: bool,
}

impl DashLead {
    fn read(&mut self, c: char) {
        let space = c.is_whitespace();
        self.ends_line = c == '\n' || self.ends_line && space;
        self.ends = matches!(c, '.' | '?' | '!' | '…' | ':') || self.ends && space;
        self.space = space;
    }

    /// Whether the dash in front of `behind` begins what another says in the same line: behind a stop and a
    /// space, where the line has had its insertion (`dashes`), and either a question or with an insertion
    /// of its own. What the narrator says closes with a dash beside its last word.
    fn begins(self, behind: &str, dashes: usize) -> bool {
        let next = behind.chars().next();
        let line = behind.lines().next();
        let opens = line.and_then(|line| line.get(..line.find(is_dash)?));
        let own = opens.is_some_and(|words| words.ends_with(char::is_whitespace));
        let asks = next.is_some_and(|next| matches!(next, '¿' | '¡'));
        let speech = next.is_some_and(|next| next.is_uppercase() || asks);
        dashes > 1 && self.space && self.ends && speech && (own || asks)
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

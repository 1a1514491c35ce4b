//! Interviews in print: questions in bold or as headings, answers below them.
//!
//! An article that explains something has such headings as well. It is an interview where the text in
//! front of the first question says so, or where whoever is asked is addressed and speaks of himself.

use super::{Turns, turn_of};
use crate::lines::lines;
use onrecord_model::{BlockKind, Document, Turn, TurnPart};
use onrecord_text::Part as _;
use onrecord_text::Span;
use onrecord_text::fold::folded;

/// How much of the text in front of the first question is looked at (bytes).
const LEAD: usize = 4000;

/// Words of an interview in its title and lead.
const TELLING: &str = "\
    interview|interviewed|interviews|q&a|entrevista|entrevistamos|entrevistado|entrevistada|\
    conversacion|conversamos|converso|conversation|charla|charlamos|dialogo|dialogamos|hablamos|\
    platico|platicamos|spoke|talked|speaks|talks|habla|responde|respondio|entretien|intervista";

/// Words by which a question addresses whoever is asked.
const ADDRESSING: &str = "\
    you|your|yours|yourself|you've|you're|you'd|usted|ustedes|tu|te|ti|tus|contigo|le|les|su|sus|vos|\
    vosotros|vuestro|vuestra|os";

/// Words by which an answer speaks of whoever gives it.
const OWN: &str = "\
    i|i'm|i've|i'd|i'll|me|my|mine|myself|we|we're|we've|our|us|yo|mi|mis|conmigo|nos|nosotros|nosotras|\
    nuestro|nuestra|nuestros|nuestras|me|creo|estoy|tengo|soy|fui|hice|estaba|tenia|pienso|se|vi";

/// A block, or a part of one: its question in bold, or what stands behind that.
#[derive(Clone, Copy)]
struct PrintedPart {
    span: Span,
    kind: BlockKind,
    bold: bool,
}

/// The turns of an interview; `None` where the text is none.
pub(super) fn turns(document: &Document, bold: &[Span]) -> Option<Vec<Turn>> {
    let print = Print { document, parts: parts(document, bold) };
    let asked: Vec<usize> = (0..print.parts.len()).filter(|at| print.asks(*at)).collect();
    let answered = |at: usize| {
        let next = print.parts.get(at + 1).filter(|next| next.is_prose());
        let free = next.is_some_and(|next| !is_narrated(document.words(next.span)));
        free && asked.binary_search(&(at + 1)).is_err()
    };
    let first = *asked.first()?;
    if asked.len() < 2 || !asked.iter().all(|at| answered(*at)) {
        return None;
    }
    let told = print.is_told(first) || print.is_personal(&asked);
    (told || print.is_dashed(&asked)).then(|| print.read(&asked))
}

/// The blocks of a text, those that begin with a question in bold in two.
fn parts(document: &Document, bold: &[Span]) -> Vec<PrintedPart> {
    let mut parts = Vec::with_capacity(document.body_blocks().len());
    let mut bold = bold.iter().peekable();
    for block in document.body_blocks() {
        while bold.next_if(|head| head.start < block.span.start).is_some() {}
        let head = bold.next_if(|head| head.start < block.span.end);
        let (span, kind) = (block.span, block.kind);
        match head {
            Some(head) if head.end < span.end && ends_asked(document.words(*head)) => {
                parts.push(PrintedPart { span: *head, kind, bold: true });
                let rest = Span::new(head.end, span.end);
                let words = document.words(rest);
                let start = rest.end - words.trim_start().len() as u32;
                parts.push(PrintedPart { span: Span::new(start, rest.end), kind, bold: false });
            }
            None if is_talk(document.words(span)) => {
                let lines = lines(document.words(span)).map(|line| line.shifted(span.start));
                parts.extend(lines.map(|span| PrintedPart { span, kind, bold: false }));
            }
            head => {
                let bold = head.is_some_and(|head| head.end == span.end);
                parts.push(PrintedPart { span, kind, bold });
            }
        }
    }
    parts
}

/// Whether every line of a block is a line of dialogue.
fn is_talk(block: &str) -> bool {
    let mut lines = block.lines();
    lines.by_ref().next().is_some_and(|first| dashed(first).is_some())
        && block.lines().count() > 1
        && lines.all(|line| dashed(line).is_some())
}

/// Whether words end with a question mark.
fn ends_asked(words: &str) -> bool {
    words.trim_end_matches([')', '”', '"', '»', '*', ' ']).ends_with('?')
}

/// A line of dialogue: `—¿Quién firmó?`
fn dashed(words: &str) -> Option<&str> {
    let behind = words.strip_prefix(['—', '–', '―'])?;
    Some(behind.trim_start())
}

/// Whether a line of dialogue holds who says it: `—Nadie —dijo Ana—.`, which is no interview.
fn is_narrated(words: &str) -> bool {
    dashed(words).is_some_and(|words| {
        let mut inner = words.match_indices([' ', '\u{a0}']);
        inner.any(|(at, space)| {
            let behind = words.part(at + space.len()..);
            let behind = behind.strip_prefix(['—', '–', '―']);
            behind.is_some_and(|behind| behind.starts_with(char::is_lowercase))
        })
    })
}

impl PrintedPart {
    fn is_prose(self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item) && !self.bold
    }
}

/// A printed text.
struct Print<'d> {
    document: &'d Document,
    parts: Vec<PrintedPart>,
}

impl<'d> Print<'d> {
    fn words(&self, at: usize) -> Option<&'d str> {
        self.parts.get(at).map(|part| self.document.words(part.span))
    }

    /// Whether part `at` is a question in bold, behind a dash, or as a heading.
    fn asks(&self, at: usize) -> bool {
        let (Some(part), Some(words)) = (self.parts.get(at), self.words(at)) else { return false };
        let words = words.trim_end();
        let heading = part.kind == BlockKind::Heading;
        let marked = heading || part.bold || dashed(words).is_some();
        if !marked || is_narrated(words) {
            return false;
        }
        let words = dashed(words).unwrap_or(words);
        // A question may end with what its answer is asked to be: "¿Por qué? Explíquelo."
        let opened = words.starts_with('¿') && !heading && words.contains('?');
        ends_asked(words) || opened
    }

    /// Whether the text in front of the first question says that somebody was asked.
    fn is_told(&self, first: usize) -> bool {
        let Some(part) = self.parts.get(first) else { return false };
        let head = self.document.text().part(..part.span.start as usize);
        let head = head.part(..head.floor_char_boundary(LEAD));
        has(head, TELLING)
    }

    /// Whether most questions address somebody, and most answers are of somebody who speaks of himself.
    fn is_personal(&self, asked: &[usize]) -> bool {
        let addressed = asked.iter().filter_map(|at| self.words(*at));
        let addressed = addressed.filter(|words| has(words, ADDRESSING)).count();
        let own = asked.iter().filter_map(|at| self.words(at + 1));
        let own = own.filter(|words| has(words, OWN)).count();
        addressed * 2 >= asked.len() && own * 2 >= asked.len()
    }

    /// Whether every question and every answer is a line of dialogue, and hardly anything else stands
    /// between.
    fn is_dashed(&self, asked: &[usize]) -> bool {
        let is = |at: usize| self.words(at).is_some_and(|words| dashed(words).is_some());
        let between = asked.first().zip(asked.last()).map_or(1, |(first, last)| last - first + 2);
        asked.iter().all(|at| is(*at) && is(at + 1)) && between < 4 * asked.len()
    }

    /// Every question, and what stands below it. The last answer is no longer than the longest before
    /// it: what a paper writes at the end of a page is nobody's answer.
    fn read(&self, asked: &[usize]) -> Vec<Turn> {
        let document = self.document;
        let mut turns = Turns::new(document);
        let mut longest = 1;
        for (nth, at) in asked.iter().enumerate() {
            let Some(question) = self.parts.get(*at) else { continue };
            turns.begin(turn_of(None, TurnPart::Asks), said(document, question.span));
            let next = asked.get(nth + 1).copied();
            let end = next.unwrap_or((at + 1 + longest).min(self.parts.len()));
            // "This interview was shortened" is the paper's.
            let noted =
                |part: &PrintedPart| next.is_none() && has(document.words(part.span), TELLING);
            let answer = self.parts.part(at + 1..end).iter();
            let mut count = 0;
            for part in answer.take_while(|part| part.is_prose() && !noted(part)) {
                if count == 0 {
                    let turn = turn_of(None, TurnPart::Answers);
                    turns.begin(turn, said(document, part.span));
                } else {
                    turns.extend(part.span);
                }
                count += 1;
            }
            longest = longest.max(count);
        }
        turns.close();
        turns.done
    }
}

fn has(words: &str, list: &str) -> bool {
    let is_edge = |c: char| !(c.is_alphanumeric() || matches!(c, '&' | '\'' | '’'));
    let words = folded(words).replace('’', "'");
    words.split(is_edge).any(|word| list.split('|').any(|own| own == word))
}

/// The words of a line without its dash.
fn said(document: &Document, line: Span) -> Span {
    let words = document.words(line);
    let words = dashed(words).unwrap_or(words);
    Span::new(line.end - words.len() as u32, line.end)
}

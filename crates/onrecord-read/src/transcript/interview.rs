//! Interviews in print: questions in bold or as headings, answers below them.
//!
//! An article that explains something has such headings as well. It is an interview where the text in
//! front of the first question says so, or where whoever is asked is addressed and speaks of himself.

use super::{Turns, turn_of};
use onrecord_model::{Block, BlockKind, Document, Turn, TurnPart};
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

/// The turns of an interview; `None` where the text is none.
pub(super) fn turns(document: &Document, bold: &[usize]) -> Option<Vec<Turn>> {
    let blocks = document.blocks();
    let asked: Vec<usize> = (0..blocks.len()).filter(|at| asks(document, bold, *at)).collect();
    let answered = |at: usize| {
        let next = blocks.get(at + 1).filter(|next| is_prose(next));
        next.is_some_and(|next| !is_narrated(document, next)) && !asked.contains(&(at + 1))
    };
    let first = *asked.first()?;
    if asked.len() < 2 || !asked.iter().all(|at| answered(*at)) {
        return None;
    }
    let told = is_told(document, first) || is_personal(document, &asked);
    (told || is_dashed(document, &asked)).then(|| read(document, &asked))
}

/// A line of dialogue: `—¿Quién firmó?`
fn dashed(words: &str) -> Option<&str> {
    let behind = words.strip_prefix(['—', '–', '―'])?;
    Some(behind.trim_start())
}

/// Whether a line of dialogue holds who says it: `—Nadie —dijo Ana—.`, which is no interview.
fn is_narrated(document: &Document, block: &Block) -> bool {
    let words = document.words(block.span);
    dashed(words).is_some_and(|words| {
        let mut inner = words.match_indices([' ', '\u{a0}']);
        inner.any(|(at, space)| {
            let behind = words.part(at + space.len()..);
            let behind = behind.strip_prefix(['—', '–', '―']);
            behind.is_some_and(|behind| behind.starts_with(char::is_lowercase))
        })
    })
}

/// Whether every question and every answer is a line of dialogue, and hardly anything else stands between.
fn is_dashed(document: &Document, asked: &[usize]) -> bool {
    let is = |at: usize| {
        let block = document.blocks().get(at);
        block.is_some_and(|block| dashed(document.words(block.span)).is_some())
    };
    let between = asked.first().zip(asked.last()).map_or(1, |(first, last)| last - first + 2);
    asked.iter().all(|at| is(*at) && is(at + 1)) && between < 4 * asked.len()
}

/// Whether block `at` is a question in bold, or as a heading.
fn asks(document: &Document, bold: &[usize], at: usize) -> bool {
    let Some(block) = document.blocks().get(at) else { return false };
    let marked = block.kind == BlockKind::Heading || bold.binary_search(&at).is_ok();
    let words = document.words(block.span).trim_end();
    if is_narrated(document, block) {
        return false;
    }
    let marked = marked || dashed(words).is_some();
    let words = dashed(words).unwrap_or(words);
    let asked = words.trim_end_matches([')', '”', '"', '»', '*']).ends_with('?');
    // A question may end with what its answer is asked to be: "¿Por qué? Explíquelo."
    let opened = words.starts_with('¿') && block.kind != BlockKind::Heading;
    marked && (asked || opened && words.contains('?'))
}

fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
}

/// Whether the text in front of the first question says that somebody was asked.
fn is_told(document: &Document, first: usize) -> bool {
    let Some(block) = document.blocks().get(first) else { return false };
    let head = document.text().part(..block.span.start as usize);
    let head = head.part(..head.floor_char_boundary(LEAD));
    has(head, TELLING)
}

/// Whether most questions address somebody, and most answers are of somebody who speaks of himself.
fn is_personal(document: &Document, asked: &[usize]) -> bool {
    let block = |at: usize| document.blocks().get(at).map(|block| document.words(block.span));
    let addressed = asked.iter().filter_map(|at| block(*at)).filter(|words| has(words, ADDRESSING));
    let own = asked.iter().filter_map(|at| block(at + 1)).filter(|words| has(words, OWN));
    addressed.count() * 2 >= asked.len() && own.count() * 2 >= asked.len()
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

/// Every question, and what stands below it. The last answer is no longer than the longest before it:
/// what a paper writes at the end of a page is nobody's answer.
fn read(document: &Document, asked: &[usize]) -> Vec<Turn> {
    let mut turns = Turns::new(document);
    let blocks = document.blocks();
    let mut longest = 1;
    for (nth, at) in asked.iter().enumerate() {
        let Some(question) = blocks.get(*at) else { continue };
        turns.begin(turn_of(None, TurnPart::Asks), said(document, question.span));
        let next = asked.get(nth + 1).copied();
        let end = next.unwrap_or((at + 1 + longest).min(blocks.len()));
        let answer = blocks.part(at + 1..end);
        // "This interview was shortened" is the paper's.
        let noted = |block: &Block| next.is_none() && has(document.words(block.span), TELLING);
        let answer = answer.iter().take_while(|block| is_prose(block) && !noted(block));
        let mut count = 0;
        for block in answer {
            if count == 0 {
                turns.begin(turn_of(None, TurnPart::Answers), said(document, block.span));
            } else {
                turns.extend(block.span);
            }
            count += 1;
        }
        longest = longest.max(count);
    }
    turns.close();
    turns.done
}

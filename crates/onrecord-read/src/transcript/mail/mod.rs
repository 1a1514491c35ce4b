//! Mails, printed and quoted: what each sender wrote, level of quotation by level.
//!
//! Headers, `On … wrote:`, `-----Original Message-----`, marks of quotation and signatures are furniture:
//! they tell whose the words are, and are no part of them.

mod fields;
mod intro;

use super::line::TranscriptPage;
use super::{Turns, turn_of};
use fields::{HeaderBlock, header};
use intro::intro;
use onrecord_model::{BlockKind, Turn, TurnDay, TurnPart};
use onrecord_text::Span;
use onrecord_text::fold::folded;
use smallvec::SmallVec;

/// Deeper levels of quotation are read as this one.
const DEEPEST: usize = 30;

/// Who wrote a level, to whom, and when.
#[derive(Debug, Clone, Default)]
struct MailAuthor {
    from: Option<Span>,
    to: SmallVec<[Span; 1]>,
    said: Option<TurnDay>,
}

/// A line without its marks of quotation.
#[derive(Debug, Clone, Copy)]
struct MailLine {
    level: usize,
    words: Span,
    /// Its block, from 0.
    block: usize,
}

/// The turns of a mail or a thread of mails; `None` where the text is none.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let lines: Vec<MailLine> =
        page.whole_lines().map(|(block, line)| unquoted(page, block, line)).collect();
    let mut reader = MailReader {
        page,
        lines: &lines,
        turns: Turns::new(page.document),
        levels: Vec::new(),
        level: 0,
        signed: false,
        fresh: true,
        furniture: None,
        found: false,
    };
    let mut at = 0;
    while at < lines.len() {
        at += reader.line(at);
    }
    reader.turns.close();
    reader.found.then_some(reader.turns.done)
}

fn unquoted(page: &TranscriptPage<'_>, block: usize, line: Span) -> MailLine {
    let mut rest = line.of(page.document.text());
    let mut level = 0;
    while let Some(behind) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') {
        level += 1;
        rest = behind;
    }
    let rest = rest.trim_start();
    let level = level.min(DEEPEST);
    MailLine { level, words: Span::new(line.end - rest.len() as u32, line.end), block }
}

struct MailReader<'p, 'd> {
    page: &'p TranscriptPage<'d>,
    lines: &'p [MailLine],
    turns: Turns<'d>,
    /// Who wrote each level, the outermost first.
    levels: Vec<MailAuthor>,
    /// The level of the turn that is open.
    level: usize,
    /// Whether a signature is passed over.
    signed: bool,
    /// Whether nothing of the turn was read yet.
    fresh: bool,
    /// Where the furniture in front of the next turn begins.
    furniture: Option<u32>,
    /// Whether anything showed that this is a mail.
    found: bool,
}

impl<'d> MailReader<'_, 'd> {
    fn text(&self, line: MailLine) -> &'d str {
        line.words.of(self.page.document.text())
    }

    /// Reads line `at`; how many lines that took.
    fn line(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at).copied() else { return 1 };
        let kind = self.page.document.blocks().get(line.block).map(|block| block.kind);
        if kind == Some(BlockKind::Note) {
            return 1;
        }
        if let Some(HeaderBlock { author, lines }) = header(self.page, self.lines, at) {
            self.begin(line, line.level, author);
            self.found = true;
            return lines;
        }
        if let Some((author, lines)) = intro(self.page, self.lines, at) {
            let next = next_words(self.lines, at + lines).filter(|next| next.level > line.level);
            self.begin(line, next.map_or(line.level, |next| next.level), author);
            self.found |= next.is_some();
            return lines;
        }
        if is_separator(self.text(line)) {
            self.close(line.level);
            self.furniture.get_or_insert(line.words.start);
            return 1;
        }
        self.words(at, line);
        1
    }

    /// From here on level `level` is `author`'s, as furniture that begins with `line` says.
    fn begin(&mut self, line: MailLine, level: usize, author: MailAuthor) {
        self.close(level);
        self.furniture.get_or_insert(line.words.start);
        self.levels.truncate(level + 1);
        while self.levels.len() <= level {
            self.levels.push(MailAuthor::default());
        }
        if let Some(own) = self.levels.get_mut(level) {
            *own = author;
        }
    }

    fn close(&mut self, level: usize) {
        self.turns.close();
        (self.level, self.signed, self.fresh) = (level, false, true);
    }

    /// A line that somebody wrote.
    fn words(&mut self, at: usize, line: MailLine) {
        if line.level != self.level {
            self.close(line.level);
        }
        if line.words.is_empty() {
            return;
        }
        let words = self.text(line);
        self.signed |= is_signature(words);
        let author = self.levels.get(line.level).filter(|author| author.from.is_some());
        let Some(author) = author.filter(|_| !self.signed) else {
            if self.signed {
                self.turns.close();
            }
            return;
        };
        let text = self.page.document.text();
        let from = author.from.map(|from| from.of(text));
        let closes = is_closing(words) || from.is_some_and(|from| signs(words, from));
        if closes && self.is_last(at) {
            // What stands below is who signs, and what they are.
            self.signed = true;
            self.turns.close();
            return;
        }
        if self.fresh && is_greeting(words) {
            return;
        }
        if self.fresh {
            let MailAuthor { from, to, said } = author.clone();
            let lead = Span::new(self.furniture.unwrap_or(line.words.start), line.words.start);
            let turn = Turn { to, said, lead, ..turn_of(from, TurnPart::Writes) };
            self.turns.begin(turn, line.words);
            self.furniture = None;
            self.fresh = false;
        } else {
            self.turns.extend(line.words);
        }
    }

    /// Whether nothing but a signature can follow on this level: a name on its own line signs there.
    fn is_last(&self, at: usize) -> bool {
        const LINES: usize = 6;
        let own = self.lines.get(at).map(|line| line.level);
        let begins = |at: usize, line: MailLine| {
            is_separator(self.text(line))
                || header(self.page, self.lines, at).is_some()
                || intro(self.page, self.lines, at).is_some()
        };
        let behind = self.lines.iter().copied().enumerate().skip(at + 1).take(2 * LINES);
        let rest = behind
            .take_while(|(at, line)| Some(line.level) == own && !begins(*at, *line))
            .filter(|(_, line)| !line.words.is_empty());
        rest.count() < LINES
    }
}

/// The first line from `from` on that has words.
fn next_words(lines: &[MailLine], from: usize) -> Option<MailLine> {
    /// So many marks of quotation without words stand in front of a paragraph at most.
    const EMPTY: usize = 4;
    let behind = lines.iter().skip(from).take(EMPTY);
    behind.copied().find(|line| !line.words.is_empty())
}

/// What mail programs write of their own is shorter (bytes), so that no paragraph is folded to be compared with it.
const LONGEST_MARK: usize = 120;

/// `-----Original Message-----`, `________________`, `Begin forwarded message:`.
fn is_separator(words: &str) -> bool {
    const BEGINS: [&str; 4] = [
        "begin forwarded message:",
        "inicio del mensaje reenviado:",
        "mensaje reenviado:",
        "anfang der weitergeleiteten nachricht:",
    ];
    let drawn = |sign: &str| words.starts_with(sign) && words.trim_end().ends_with(sign);
    // The line of a store, in a mail that somebody copied.
    let stored =
        words.starts_with("From ") && words.contains('@') && words.matches(':').count() == 2;
    drawn("-----")
        || drawn("_____")
        || stored
        || words.len() < LONGEST_MARK && BEGINS.contains(&folded(words.trim()).as_str())
}

/// What no sender wrote for this mail: the sign over a signature, the mark of a device.
fn is_signature(words: &str) -> bool {
    const MARKS: [&str; 10] = [
        "sent from my ",
        "sent via ",
        "sent from ",
        "enviado desde mi ",
        "enviado desde ",
        "get outlook for ",
        "obtener outlook para ",
        "obten outlook para ",
        "confidentiality notice",
        "aviso de confidencialidad",
    ];
    let marks = |low: &str| MARKS.iter().any(|mark| low.starts_with(mark));
    words.trim_end() == "--" || words.len() < LONGEST_MARK && marks(&folded(words))
}

/// `Best regards,`, `Un saludo,`: what stands over a signature.
fn is_closing(words: &str) -> bool {
    const CLOSINGS: &str = "\
        best|best regards|kind regards|regards|warm regards|thanks|many thanks|thank you|cheers|\
        sincerely|yours sincerely|yours|yours truly|all the best|best wishes|saludos|un saludo|\
        saludos cordiales|cordialmente|atentamente|un abrazo|abrazos|gracias|muchas gracias|atte";
    let bare = folded(words.trim().trim_end_matches([',', '.', '!']));
    words.trim_end().ends_with([',', '.', '!'])
        && CLOSINGS.split('|').any(|closing| closing == bare)
}

/// Whether a line is no more than the sender's name, or a part of it.
fn signs(words: &str, from: &str) -> bool {
    let bare = folded(words.trim().trim_end_matches(['.', ',']));
    let from = folded(from);
    !bare.is_empty() && from.split(['@', ' ', '.']).any(|part| part == bare) || bare == from
}

/// `Luis,`, `Dear Mr. Paz:`, `Estimada Ana:` on a line of its own.
fn is_greeting(words: &str) -> bool {
    const GREETINGS: &str = "\
        hi|hello|hey|dear|good|hola|estimado|estimada|estimados|estimadas|querido|querida|buenos|\
        buenas|apreciado|apreciada|distinguido|distinguida|bonjour|hallo|ola";
    let words = words.trim();
    let Some(bare) = words.strip_suffix([',', ':']) else { return false };
    let greets = folded(bare)
        .split(' ')
        .next()
        .is_some_and(|first| GREETINGS.split('|').any(|own| own == first));
    let named =
        words.ends_with(',') && bare.split(' ').all(|word| word.starts_with(char::is_uppercase));
    bare.split(' ').count() <= 5 && (greets || named)
}

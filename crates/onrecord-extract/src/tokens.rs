//! Tokens: one pass over a paragraph gives words with their classes, numbers and marks. Every rule
//! reads these; none looks at the letters again except for names.

use std::ops::{Range, RangeInclusive};

use super::punctuation::mark;
use onrecord_language::{Class, Tables, WordList};
use onrecord_text::{Span, fold::fold_char, never};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, with inner apostrophes and hyphens; abbreviations keep their dots.
    Word,
    /// Starts with a digit: `87`, `30,500`, `18th`, `1990s`.
    Number,
    Comma,
    /// `. ? ! …`
    Stop,
    Colon,
    Semicolon,
    Dash,
    /// A mark that may open or close words that somebody said.
    Quote(QuoteMark),
    Bracket,
    Other,
}

/// Which quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteMark {
    /// `“`, and two of the single one
    Open,
    /// `„`
    Low,
    /// `”`, and two of the single one
    Close,
    /// `«` and `‹`
    OpenAngle,
    /// `»` and `›`
    CloseAngle,
    /// `"`, and two of the single one or of the backtick
    Straight,
    /// `‘`
    OpenSingle,
    /// `‚`
    LowSingle,
    /// `’` that ends a word
    CloseSingle,
    /// `'` at a word's edge
    StraightSingle,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Capital,
    Upper,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its bytes in the document.
    pub(super) span: Span,
    /// The end without a possessive ending.
    pub(super) core: u32,
    pub(super) kind: TokenKind,
    pub(super) case: Case,
    pub(super) class: Class,
}

// Every rule reads tokens: one that grows is felt over the whole text.
const _: () = assert!(size_of::<Token>() == 40);

impl Token {
    /// Whether it is a word of the class.
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.is(class)
    }

    /// Whether it is a word with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }

    /// Whether it ends in `’s`.
    pub(super) fn is_possessive(&self) -> bool {
        self.core < self.span.end && self.kind == TokenKind::Word
    }

    /// Without the possessive ending.
    pub(super) fn name_span(&self) -> Span {
        Span::new(self.span.start, self.core)
    }
}

/// A piece of a sentence or a text in tokens, which the caller knows to lie inside.
pub(super) fn within<T>(all: &[T], range: Range<usize>) -> &[T] {
    all.get(range.clone()).unwrap_or_else(|| {
        never!("{range:?} of {}", all.len());
        &[]
    })
}

/// Bytes of a line that was wrapped where it was full: what follows goes on with it. Behind a longer or
/// shorter one something new begins, as behind a heading without a blank line.
const WRAPPED: RangeInclusive<usize> = 50..=100;

/// Cuts `text`, which stands at byte `base` of its document, onto the end of `out`.
pub(super) fn tokens(text: &str, base: u32, tables: &Tables, out: &mut Vec<Token>) {
    let mut key = String::new();
    let mut at = 0;
    let mut before = ' ';
    let mut single = false;
    let (mut line, mut new_line) = (0, Class::NONE);
    let mut opens = Class::OPENS;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            if c == '\n' {
                new_line = if WRAPPED.contains(&(at - line)) { new_line } else { Class::NEW_LINE };
                opens = if new_line == Class::NEW_LINE { Class::OPENS } else { opens };
                line = end;
            }
            (before, at) = (c, end);
            continue;
        }
        let token = if c.is_alphabetic() {
            let token = word(text, at, tables, &mut key);
            if single { token } else { plural_genitive(text, token) }
        } else if c.is_numeric() {
            number(text, at, tables)
        } else if let Some(end) = elided(text, at, tables).filter(|_| before.is_whitespace()) {
            Token { class: Class::PARTICLE, ..plain(TokenKind::Word, at, end) }
        } else {
            let token = mark(text, at, c, before);
            Token { class: tables.class(token.span.of(text)), ..token }
        };
        if let TokenKind::Quote(mark) = token.kind {
            single = matches!(mark, QuoteMark::OpenSingle | QuoteMark::LowSingle)
                || mark == QuoteMark::StraightSingle && before.is_whitespace()
                || single && !matches!(mark, QuoteMark::CloseSingle | QuoteMark::StraightSingle);
        }
        let last = text.get(..token.span.end as usize).and_then(|upto| upto.chars().next_back());
        before = last.unwrap_or(c);
        at = (token.span.end as usize).max(end);
        let mut class = token.class | std::mem::take(&mut new_line);
        if token.kind == TokenKind::Word {
            class = class | std::mem::replace(&mut opens, Class::NONE);
        } else if opens_behind(&token, text) {
            opens = Class::OPENS;
        }
        out.push(Token { span: token.span.shifted(base), core: token.core + base, class, ..token });
    }
}

/// Whether the next word begins a sentence: behind a full stop, a colon, an opening mark.
fn opens_behind(token: &Token, text: &str) -> bool {
    let inside = char_at(text, token.span.end as usize).is_some_and(char::is_alphanumeric);
    match token.kind {
        TokenKind::Stop | TokenKind::Colon => true,
        TokenKind::Quote(_) => inside,
        _ => false,
    }
}

pub(super) fn plain(kind: TokenKind, start: usize, end: usize) -> Token {
    let span = Span::at(start, end);
    Token { span, core: span.end, kind, case: Case::Lower, class: Class::NONE }
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A word from `start`: letters and digits, apostrophes and hyphens between them, the dots of
/// abbreviations.
fn word(text: &str, start: usize, tables: &Tables, key: &mut String) -> Token {
    key.clear();
    let (mut end, mut core) = (start, None);
    let (mut letters, mut capitals) = (0, 0);
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let inside = char_at(text, next).is_some_and(char::is_alphanumeric);
        // "said¹": a reference to a note.
        if letters > SHORTEST_NOTED && is_superscript(c) {
            break;
        }
        if c.is_alphanumeric() || is_mark_on_letter(c) {
            letters += usize::from(c.is_alphabetic());
            capitals += usize::from(c.is_uppercase());
            lower(c, key);
        } else if c == '-' && inside && is_month(tables, key) {
            break;
        } else if c == '&' && inside && capitals > 0 {
            // "AT&T"
            key.push(c);
        } else if is_apostrophe(c) && inside && tables.has(WordList::Elided, key) {
            key.push('\'');
            end = next;
            break;
        } else if (is_apostrophe(c) || matches!(c, '-' | '‐' | '‑')) && inside {
            core = is_apostrophe(c).then_some((end, key.len())).or(core);
            key.push(if is_apostrophe(c) { '\'' } else { '-' });
        } else if c == '.' && is_dotted(text, start, end, next, tables, key) {
            core = None;
        } else {
            break;
        }
        end = next;
    }
    let dotted = text.get(start..end).is_some_and(|word| word.ends_with('.'));
    // "Lowe’s" is a name.
    let core = core.filter(|_| !tables.class(key).is(Class::BODY));
    let genitive = core.filter(|(_, at)| {
        key.get(*at..).is_some_and(|ending| tables.has(WordList::GenitiveEndings, ending))
    });
    let looked_up = genitive.and_then(|(_, at)| key.get(..at)).unwrap_or(key);
    let class = match tables.class(looked_up) {
        Class::NONE if is_adverb(looked_up, tables) => Class::ADVERB,
        Class::NONE if looked_up.contains('-') => {
            role(looked_up, tables) | with_subject(looked_up, tables)
        }
        _ if dotted && letters == 1 => Class::ABBREVIATION,
        class => class | tables.endings(looked_up),
    };
    let class = if genitive.is_some() { class.as_noun() } else { class };
    // A script without capitals writes names like all words.
    let first = char_at(text, start).is_some_and(|c| !c.is_lowercase() && c.is_alphabetic());
    let adjective = is_adjective(key, first, capitals, tables);
    let case = match (first, capitals > 1 && capitals * 2 > letters) {
        _ if adjective => Case::Lower,
        (true, true) => Case::Upper,
        (true, false) => Case::Capital,
        (false, _) if capitals > 0 => Case::Capital,
        (false, _) => Case::Lower,
    };
    let core = genitive.map_or(end, |(at, _)| at) as u32;
    Token { core, case, class, ..plain(TokenKind::Word, start, end) }
}

/// The classes of a verb and of the subject that a hyphen joins to it: "dit-il".
fn with_subject(key: &str, tables: &Tables) -> Class {
    let Some(stem) = tables.without_ending(WordList::Enclitic, key) else { return Class::NONE };
    let subject = key.rsplit('-').next().map_or(Class::NONE, |word| tables.class(word));
    let verb = stem.strip_suffix('-').map_or(Class::NONE, |verb| tables.class(verb));
    if verb.is(Class::FINITE | Class::AUXILIARY) { verb | subject } else { Class::NONE }
}

/// Behind fewer letters a raised digit is a power: "km²".
const SHORTEST_NOTED: usize = 2;

pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// Whether a word that stands in no section ends like an adverb.
fn is_adverb(key: &str, tables: &Tables) -> bool {
    const SHORTEST: usize = 5;
    key.len() >= SHORTEST && tables.without_ending(WordList::AdverbEndings, key).is_some()
}

/// Whether `key` is a month. Nothing long is looked up: of a word of hyphens alone every part would
/// be, each longer than the one before.
fn is_month(tables: &Tables, key: &str) -> bool {
    const LONGEST: usize = 16;
    key.len() <= LONGEST && tables.class(key).is(Class::MONTH)
}

/// "the Sanders’ campaign": an apostrophe behind an s and in front of a word belongs to the word,
/// where no single mark is open.
fn plural_genitive(text: &str, token: Token) -> Token {
    let end = token.span.end as usize;
    let Some(mark) = char_at(text, end).filter(|c| is_apostrophe(*c)) else { return token };
    let mut then = Span::at(end, text.len()).of(text).chars().skip(1);
    let goes_on = then.next() == Some(' ') && then.next().is_some_and(char::is_alphabetic);
    if !(goes_on && token.is(Class::LOOKS_PLURAL)) || token.core < token.span.end {
        return token;
    }
    let span = Span::new(token.span.start, token.span.end + mark.len_utf8() as u32);
    Token { span, class: token.class.as_noun(), ..token }
}

/// "Jan van ’t Hof": where the small word of a name ends that begins with an apostrophe at `at`.
fn elided(text: &str, at: usize, tables: &Tables) -> Option<usize> {
    let mark = char_at(text, at).filter(|c| is_apostrophe(*c))?;
    let letter = char_at(text, at + mark.len_utf8()).filter(|c| c.is_lowercase())?;
    let end = at + mark.len_utf8() + letter.len_utf8();
    let mut then = Span::at(end, text.len()).of(text).chars();
    let name = then.next() == Some(' ') && then.next().is_some_and(char::is_uppercase);
    (name && tables.class(&format!("'{letter}")).is(Class::PARTICLE)).then_some(end)
}

/// "anti-Castro", "New York-based": what stands before or behind the hyphen makes no name of the word.
fn is_adjective(key: &str, capital: bool, capitals: usize, tables: &Tables) -> bool {
    let Some((prefix, tail)) = key.rsplit_once('-').filter(|_| capitals > 0) else { return false };
    if tables.class(tail).is(Class::MONTH) {
        return false;
    }
    if !capital {
        return !tables.class(prefix).is(Class::PARTICLE) && role(key, tables) == Class::NONE;
    }
    let adjective = tables.has(WordList::Tails, tail) || tables.endings(tail).is(Class::LOOKS_PAST);
    adjective && capitals == prefix.split('-').count()
}

/// The class of a word with a prefix that only roles have: "then-Secretary", "co-CEO".
fn role(key: &str, tables: &Tables) -> Class {
    let parts =
        key.split_once('-').filter(|(prefix, _)| tables.has(WordList::RolePrefixes, prefix));
    parts.map_or(Class::NONE, |(_, role)| tables.class(role))
}

fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case for the tables: accents stay, they tell words apart.
fn lower(c: char, key: &mut String) {
    if c.is_ascii() {
        key.push(c.to_ascii_lowercase());
    } else if c.is_alphabetic() {
        key.extend(c.to_lowercase());
    } else {
        fold_char(c, |plain| key.push(plain));
    }
}

/// Whether the dot at `end` belongs to the word: initials, `U.S.`, known abbreviations.
fn is_dotted(
    text: &str,
    start: usize,
    end: usize,
    next: usize,
    tables: &Tables,
    key: &str,
) -> bool {
    let word = Span::at(start, end).of(text);
    // "(D-N.Y.)"
    let last = word.rsplit(['.', '-']).next().unwrap_or(word);
    let single = last.chars().count() == 1;
    let letter_next = char_at(text, next).is_some_and(char::is_alphabetic);
    let initial = single && (letter_next || last.chars().next().is_some_and(char::is_uppercase));
    // "9 a.m. Monday", "the I.D. card"
    let letters = text.get(next..).is_some_and(|rest| rest.chars().nth(1) == Some('.'));
    let lettered = single && (word.contains('.') || letter_next && letters);
    (initial && !tables.class(key).is(Class::SUBJECT))
        || lettered
        || is_shortened(word, text, next, tables, key)
        || (word == last && tables.class(key).is(Class::ABBREVIATION))
        || single && is_of_time(text, start, next, tables, key)
        || last.chars().count() == 2 && is_before_figures(text, next, tables, key)
}

/// "No. 14", "Art. 12": a word that is shortened in front of figures; "no." has a small letter where it
/// denies.
fn is_shortened(word: &str, text: &str, next: usize, tables: &Tables, key: &str) -> bool {
    let denies = tables.class(key).is(Class::NEGATION | Class::NOBODY | Class::DETERMINER);
    let capital = word.starts_with(char::is_uppercase);
    tables.has(WordList::Shortened, key) && (capital || !denies) && figures_follow(text, next)
}

/// "44 a. C.", "c. 300": a small letter of its own that makes the number beside it a year.
fn is_of_time(text: &str, start: usize, next: usize, tables: &Tables, key: &str) -> bool {
    let before = text.get(..start).and_then(|before| before.strip_suffix([' ', '\u{a0}']));
    let counted = before.is_some_and(|before| {
        before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
    });
    let eras = [WordList::BeforeChrist, WordList::AfterChrist];
    let era = || {
        let head = format!("{key}.");
        eras.into_iter().any(|list| tables.phrase(list, &head, |_, _| true).is_some())
    };
    counted && era() || is_before_figures(text, next, tables, key)
}

/// "c. 300", "ca. 1850"
fn is_before_figures(text: &str, next: usize, tables: &Tables, key: &str) -> bool {
    figures_follow(text, next) && tables.has(WordList::Circa, key)
}

fn figures_follow(text: &str, from: usize) -> bool {
    let figures = text.get(from..).map(|rest| rest.trim_start_matches([' ', '\u{a0}']));
    figures.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Digits with separators between digits, and the letters that follow (`1990s`, `18th`, `1.º`).
fn number(text: &str, start: usize, tables: &Tables) -> Token {
    let mut end = start;
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let then = char_at(text, next);
        let digit_next = then.is_some_and(char::is_numeric);
        // "1.º", "1° de enero"
        let ordinal = matches!((c, then), ('.', Some('º' | 'ª')) | ('°', Some(' ')));
        let separates = matches!(c, ',' | '.' | ':' | '/' | '-') && digit_next;
        let inside = c.is_alphanumeric() || separates || ordinal;
        if !inside {
            break;
        }
        end = next;
    }
    end += ordinal_dot(text, end, tables);
    plain(TokenKind::Number, start, end)
}

/// "am 5. Mai": the dot that makes an ordinal of a number in front of a month belongs to it.
fn ordinal_dot(text: &str, end: usize, tables: &Tables) -> usize {
    let tail = text.get(end..).and_then(|tail| tail.split_at_checked(1));
    let Some((dot, rest)) = tail else { return 0 };
    if !tables.has(WordList::OrdinalEndings, dot) {
        return 0;
    }
    let next = rest.trim_start_matches([' ', '\u{a0}']);
    let word = next.split(|c: char| !c.is_alphabetic()).next();
    let month = word.is_some_and(|word| tables.class(&word.to_lowercase()).is(Class::MONTH));
    usize::from(month && next.len() < rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_language::Language;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, 0, Tables::of(Language::English), &mut out);
        out.iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        for (text, want) in [
            ("He said, “No.”", "He|said|,|“|No|.|”"),
            ("Mr. J. Smith’s U.S. visit.", "Mr.|J.|Smith’s|U.S.|visit|."),
            ("MS-13 and 30,500 in the 1990s…", "MS-13|and|30,500|in|the|1990s|…"),
            ("No -- wait - what?!", "No|--|wait|-|what|?!"),
            ("don’t ‘go’", "don’t|‘|go|’"),
            ("the boys’ dog and ‘all boys’ here", "the|boys’|dog|and|‘|all|boys|’|here"),
        ] {
            assert_eq!(cut(text).join("|"), want);
        }
    }

    proptest::proptest! {
        #[test]
        fn tokens_lie_in_order_on_character_boundaries(text in "[a-zA-Zé’'\"“”.,:0-9 \\-\u{301}漢🙂]{0,60}") {
            let mut out = Vec::new();
            tokens(&text, 0, Tables::of(Language::English), &mut out);
            let mut from = 0;
            for token in out {
                proptest::prop_assert!(token.span.start >= from && !token.span.is_empty());
                proptest::prop_assert!(text.get(token.span.range()).is_some());
                proptest::prop_assert!(text.get(token.name_span().range()).is_some());
                from = token.span.end;
            }
        }
    }
}

//! Words: what a text is searched by, folded, each with the span it stands at.
//!
//! Words that are written in more than one way are taken apart and put together: `MS-13` and `MS13`
//! both give the parts `ms`, `13` and the joined form `ms13`, so that they meet each other and
//! `ms 13`. Scripts without spaces give one word a character.

use unicode_normalization::char::is_combining_mark;

use super::{Span, fold::fold_char};
use crate::Part;

/// The longest key in bytes. What goes on beyond it is no word that somebody types.
const LONGEST: usize = 64;

/// More parts than this are a code or a link, which has no joined form.
const MOST_JOINED: usize = 4;

/// What may follow an apostrophe without being part of the word ("Faro’s", "they’re").
const ENDINGS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its folded letters, without a possessive ending; at most 64 bytes, never empty.
    pub key: &'a str,
    /// Its bytes in the text.
    pub span: Span,
    /// Words with the same number are parts of one, and its joined form: `MS-13`, `漢字`.
    pub compound: u32,
    /// Whether this is the joined form of the parts that follow it.
    pub joined: bool,
}

/// Hands every word of `text` to `sink`, in order of place; a joined form before its parts.
pub fn each_word(text: &str, mut sink: impl FnMut(Word<'_>)) {
    let mut open = OpenWord::default();
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        let class = CharClass::of(c);
        let end = at + c.len_utf8();
        match class {
            CharClass::Letter | CharClass::Digit | CharClass::Ideograph => {
                open.take(c, class, at, end);
            }
            CharClass::Mark => open.mark(c, end),
            CharClass::Other => {
                let behind = text.part(end..);
                match open.meets(c, behind) {
                    SignBetween::Break => open.close(&mut sink),
                    SignBetween::Drop(bytes) => {
                        skip = end + bytes;
                        open.close(&mut sink);
                    }
                    next => open.next = Some(next),
                }
            }
        }
    }
    open.close(&mut sink);
}

/// The words of `text` as owned keys with their spans, joined forms left out.
pub fn parts(text: &str) -> Vec<(String, Span)> {
    let mut parts = Vec::new();
    each_word(text, |word| {
        if !word.joined {
            parts.push((word.key.to_owned(), word.span));
        }
    });
    parts
}

/// The compounds of `text`: what a searcher means by one word, with its parts if it has several.
pub fn compounds(text: &str) -> Vec<Compound> {
    let mut compounds: Vec<Compound> = Vec::new();
    let mut number = None;
    each_word(text, |word| {
        let same = number.replace(word.compound) == Some(word.compound);
        if let Some(open) = compounds.last_mut().filter(|_| same) {
            open.parts.push(word.key.to_owned());
            if !open.joined {
                open.key.push_str(word.key);
            }
            open.span.end = open.span.end.max(word.span.end);
        } else {
            let key = word.key.to_owned();
            let parts = if word.joined { Vec::new() } else { vec![key.clone()] };
            compounds.push(Compound { key, parts, span: word.span, joined: word.joined });
        }
    });
    compounds
}

/// One word as it is written, with the parts it may also be written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compound {
    /// All its folded letters.
    pub key: String,
    /// Its parts in order; one where it has no more.
    pub parts: Vec<String>,
    /// Its bytes in the text.
    pub span: Span,
    joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Letter,
    Digit,
    Ideograph,
    Mark,
    Other,
}

impl CharClass {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '0'..='9' => Self::Digit,
            _ if c.is_ascii() => Self::Other,
            '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Ideograph,
            '\u{ff10}'..='\u{ff19}' => Self::Digit,
            _ if is_combining_mark(c) || folds_to_nothing(c) => Self::Mark,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Other,
        }
    }
}

fn folds_to_nothing(c: char) -> bool {
    let mut nothing = true;
    fold_char(c, |_| nothing = false);
    nothing
}

/// What the sign between two stretches of letters does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SignBetween {
    /// It ends the word.
    Break,
    /// It ends the word, and this many bytes behind it are an ending to leave out.
    Drop(usize),
    /// Another part of the same word follows.
    Part,
    /// The same part goes on, with this character between, if any.
    Same(Option<char>),
}

#[derive(Debug, Clone, Copy)]
struct WordPart {
    from: usize,
    to: usize,
    span: Span,
    class: CharClass,
    letters: u32,
    acronym: bool,
}

/// The word being read.
#[derive(Debug, Default)]
struct OpenWord {
    key: String,
    parts: Vec<WordPart>,
    next: Option<SignBetween>,
    count: u32,
}

impl OpenWord {
    fn take(&mut self, c: char, class: CharClass, at: usize, end: usize) {
        let next = self.next.take();
        let goes_on = self.parts.last().is_some_and(|last| match next {
            Some(SignBetween::Same(_)) => true,
            Some(_) => false,
            None => last.class == class && class != CharClass::Ideograph,
        });
        if let Some(SignBetween::Same(Some(between))) = next {
            self.key.push(between);
        }
        if !goes_on {
            let from = self.key.len();
            let span = Span::at(at, end);
            self.parts.push(WordPart { from, to: from, span, class, letters: 0, acronym: false });
        }
        self.put(c);
        if let Some(last) = self.parts.last_mut() {
            last.span.end = end as u32;
            last.letters += 1;
            last.acronym |= next == Some(SignBetween::Same(None)) && class == CharClass::Letter;
        }
    }

    /// A mark belongs to the letter before it.
    fn mark(&mut self, c: char, end: usize) {
        self.put(c);
        if let Some(last) = self.parts.last_mut() {
            last.span.end = end as u32;
        }
    }

    fn put(&mut self, c: char) {
        let Some(last) = self.parts.last_mut() else { return };
        fold_char(c, |plain| {
            if self.key.len() - last.from + plain.len_utf8() <= LONGEST {
                self.key.push(plain);
            }
        });
        last.to = self.key.len();
    }

    /// What the sign `c`, followed by `behind`, does to the word being read.
    fn meets(&self, c: char, behind: &str) -> SignBetween {
        let Some(last) = self.parts.last().filter(|_| self.next.is_none()) else {
            return SignBetween::Break;
        };
        let mut after = behind.chars();
        let first = after.next().map_or(CharClass::Other, CharClass::of);
        if !matches!(first, CharClass::Letter | CharClass::Digit) {
            return SignBetween::Break;
        }
        let mut sign = '\0';
        fold_char(c, |plain| sign = plain);
        match sign {
            '-' => SignBetween::Part,
            '\'' => apostrophe(last, behind),
            '.' if last.class == CharClass::Digit && first == CharClass::Digit => {
                SignBetween::Same(Some('.'))
            }
            ',' if last.class == CharClass::Digit && starts_thousands(behind) => {
                SignBetween::Same(None)
            }
            '.' if last.class == CharClass::Letter && (last.letters == 1 || last.acronym) => {
                let second = after.next().map_or(CharClass::Other, CharClass::of);
                let single = first == CharClass::Letter && second == CharClass::Other;
                if single { SignBetween::Same(None) } else { SignBetween::Break }
            }
            _ => SignBetween::Break,
        }
    }

    fn close(&mut self, sink: &mut impl FnMut(Word<'_>)) {
        self.next = None;
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return };
        let any = |class| self.parts.iter().any(|part| part.class == class);
        let spaceless = any(CharClass::Ideograph);
        let several = (2..=MOST_JOINED).contains(&self.parts.len());
        let joins = several && !spaceless && any(CharClass::Letter);
        if joins {
            let end = self.key.floor_char_boundary(LONGEST);
            let key = self.key.part(..end);
            let span = Span::new(first.span.start, last.span.end);
            sink(Word { key, span, compound: self.count, joined: true });
        }
        for part in &self.parts {
            let key = self.key.get(part.from..part.to).filter(|key| !key.is_empty());
            if let Some(key) = key {
                sink(Word { key, span: part.span, compound: self.count, joined: false });
            }
            self.count += u32::from(!joins && !spaceless);
        }
        self.count += 1;
        self.key.clear();
        self.parts.clear();
    }
}

/// "Faro’s" ends before the apostrophe, "o’Brien" and "l’homme" have two parts, "don’t" is one.
fn apostrophe(last: &WordPart, behind: &str) -> SignBetween {
    let letters =
        behind.find(|c| !matches!(CharClass::of(c), CharClass::Letter | CharClass::Digit));
    let run = letters.map_or(behind, |end| behind.part(..end));
    if ENDINGS.iter().any(|ending| run.eq_ignore_ascii_case(ending)) {
        return SignBetween::Drop(run.len());
    }
    if last.letters <= 2 { SignBetween::Part } else { SignBetween::Same(None) }
}

/// Whether `behind` begins with exactly three digits.
fn starts_thousands(behind: &str) -> bool {
    behind.chars().take_while(char::is_ascii_digit).take(4).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        let mut keys = Vec::new();
        each_word(text, |word| {
            keys.push(if word.joined { format!("{}=", word.key) } else { word.key.to_owned() });
        });
        keys.join(" ")
    }

    #[test]
    fn words_as_a_searcher_types_them() {
        for (text, want) in [
            ("", ""),
            ("They made a “deal”.", "they made a deal"),
            ("MS13", "ms13= ms 13"),
            ("MS-13’s", "ms13= ms 13"),
            ("MS 13", "ms 13"),
            ("El Faro’s own", "el faro own"),
            ("don’t they're we'll", "dont they we"),
            ("the workers' party", "the workers party"),
            ("O’Brien l'homme", "obrien= o brien lhomme= l homme"),
            ("heavy-handed - no", "heavyhanded= heavy handed no"),
            ("2012–2014, 17.6 of 1,000", "2012 2014 17.6 of 1000"),
            ("U.S. and a.m.", "us and am"),
            ("It ended. He left", "it ended he left"),
            ("漢字かな", "漢 字 か な"),
            ("cafe\u{301} हिन्दी", "cafe हिन्दी"),
            ("a-b-c-d-e", "a b c d e"),
            ("-- 'quoted' --", "quoted"),
            ("ＭＳ１３", "ms13= ms 13"),
            ("inter\u{ad}national", "international"),
            ("U.S.A. and a.bc", "usa and a bc"),
            ("It ended.I left", "it ended i left"),
            ("no,yes 1,0000 x,000 1,5", "no yes 1 0000 x 000 1 5"),
            ("a.5 5.b", "a 5 5 b"),
            ("Faro’s漢", "faro 漢"),
            ("\u{301}a -\u{301}b", "a b"),
        ] {
            assert_eq!(keys(text), want, "{text}");
        }
    }

    #[test]
    fn parts_are_the_words_without_joined_forms() {
        let text = "“MS-13 won”";
        let parts = parts(text);
        let told: Vec<_> = parts.iter().map(|(key, span)| (&**key, span.of(text))).collect();
        assert_eq!(told, [("ms", "MS"), ("13", "13"), ("won", "won")]);
    }

    #[test]
    fn a_key_is_cut_at_its_longest() {
        let (long, cut) = ("b".repeat(70), "b".repeat(64));
        assert_eq!(keys(&long), cut);
        assert_eq!(keys(&format!("x-{long}")), format!("x{}= x {cut}", "b".repeat(63)));
        assert_eq!(keys(&"я".repeat(40)), "я".repeat(32));
    }

    #[test]
    fn spans_cover_the_word_as_it_stands() {
        let text = "“Marroquín’s MS-13”";
        let mut spans = Vec::new();
        each_word(text, |word| spans.push(word.span.of(text).to_owned()));
        assert_eq!(spans, ["Marroquín", "MS-13", "MS", "13"]);
    }

    #[test]
    fn compounds_keep_their_parts() {
        for (text, want) in [
            ("MS-13 deal", "ms13:ms+13 deal:deal"),
            ("漢字 x", "漢字:漢+字 x:x"),
            ("Faro’s漢", "faro:faro 漢:漢"),
            ("2012–2014", "2012:2012 2014:2014"),
        ] {
            let all: Vec<_> = compounds(text)
                .iter()
                .map(|compound| format!("{}:{}", compound.key, compound.parts.join("+")))
                .collect();
            assert_eq!(all.join(" "), want);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_key_stands_where_its_span_says(text in "[a-cÉß’'1-3.,\u{301}漢🙂 -]{0,40}|\\PC{0,20}") {
            let mut last = 0;
            let mut words = Vec::new();
            each_word(&text, |word| words.push((word.key.to_owned(), word.span, word.joined)));
            for (key, span, joined) in words {
                proptest::prop_assert!(!key.is_empty() && key.len() <= LONGEST);
                let there = text.get(span.range());
                proptest::prop_assert!(there.is_some_and(|there| !there.is_empty()));
                proptest::prop_assert!(span.start >= last);
                if !joined {
                    last = span.end;
                }
            }
        }
    }
}

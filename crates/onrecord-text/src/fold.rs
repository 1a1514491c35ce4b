//! Folding: one plain form for what a reader takes for the same letters, with a way back.
//!
//! Folded text is for matching only and is never shown. Case, accents, curly quotes and dashes,
//! ligatures, letters with strokes, full width and invisible marks are folded; what stands on the
//! screen is always the original span that [`Folded::original`] names.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

use super::Span;

/// A folded text that remembers where each of its bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where the fold of each original character starts: in `text`, and in the original.
    /// Characters that fold to nothing have no entry, so they belong to the one before them.
    starts: Vec<(u32, u32)>,
    original: u32,
}

impl Folded {
    /// The span of the original that folded to the bytes `folded` of [`Folded::text`]: whole
    /// characters, with the marks that stand on the last one.
    pub fn original(&self, folded: Range<usize>) -> Span {
        let (from, to) = (folded.start as u32, folded.end as u32);
        let first = self.starts.partition_point(|(at, _)| *at <= from).saturating_sub(1);
        let start = self.starts.get(first).map_or(self.original, |(_, original)| *original);
        let behind = self.starts.partition_point(|(at, _)| *at < to);
        let end = self.starts.get(behind).map_or(self.original, |(_, original)| *original);
        if from == to { Span::new(start, start) } else { Span::new(start, end) }
    }
}

/// Folds `text` and keeps the map back to it.
pub fn fold(text: &str) -> Folded {
    let mut out = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = out.len();
        fold_char(c, |plain| out.push(plain));
        if out.len() > before {
            starts.push((before as u32, at as u32));
        }
    }
    Folded { text: out, starts, original: text.len() as u32 }
}

/// Folds `text` onto the end of `out`.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        fold_char(c, |plain| out.push(plain));
    }
}

/// `text`, folded.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Folds one character: none, one or several characters are handed to `put`.
///
/// The compatibility decomposition of Unicode (NFKD) takes accents, ligatures and widths apart;
/// what it does not know (ß, ø, quotes, dashes) is in [`plain`]. Marks are dropped in the scripts
/// where readers leave them out when they type; vowel signs of Indic scripts are letters and stay.
pub fn fold_char(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii() {
        return put(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        if let Some(instead) = plain(part) {
            instead.chars().for_each(&mut put);
        } else if !is_left_out(part) {
            part.to_lowercase().filter(|low| !is_left_out(*low)).for_each(&mut put);
        }
    });
}

/// What a reader without the right keyboard types for a character that does not decompose.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | 'ʹ' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '\u{2010}'..='\u{2015}' | '−' | '⁃' => "-",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Accents, vowel points and invisible characters: not typed by who searches.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{640}'
        | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_takes_for_the_same_folds_to_the_same() {
        for (text, want) in [
            ("Marroquín", "marroquin"),
            ("e\u{301}l", "el"),
            ("ÉCOLE", "ecole"),
            ("don’t", "don't"),
            ("“Why?” «no»", "\"why?\" \"no\""),
            ("2012–2014", "2012-2014"),
            ("Straße ﬁn Œuvre", "strasse fin oeuvre"),
            ("Øystein Łódź Đilas", "oystein lodz dilas"),
            ("Ærø æsir Þór Ħamrun", "aero aesir thor hamrun"),
            ("Ŧana đuŋa", "tana duna"),
            ("Σίσυφος", "σισυφοσ"),
            ("ＭＳ１３", "ms13"),
            ("İstanbul ısı", "istanbul isi"),
            ("Обама ΣΊΣΥΦΟΣ", "обама σισυφοσ"),
            ("inter\u{ad}national\u{200b}", "international"),
            ("مُحَمَّد", "محمد"),
            ("हिन्दी", "हिन्दी"),
            ("漢字 🙂", "漢字 🙂"),
            ("wait…", "wait..."),
        ] {
            assert_eq!(folded(text), want, "{text}");
        }
    }

    #[test]
    fn the_way_back_covers_whole_characters_and_their_marks() {
        let text = "Él dijo: Stra\u{df}e, cafe\u{301}!";
        let folded = fold(text);
        for (word, want) in
            [("el", "Él"), ("dijo", "dijo"), ("strasse", "Straße"), ("cafe", "cafe\u{301}")]
        {
            let at = folded.text.find(word).unwrap();
            assert_eq!(folded.original(at..at + word.len()).of(text), want);
        }
        let half = folded.text.find("ss").unwrap();
        assert_eq!(folded.original(half..half + 1).of(text), "ß");
        assert_eq!(folded.original(3..3).len(), 0);
    }

    proptest::proptest! {
        #[test]
        fn every_part_leads_back_to_what_folds_to_it(text in "[a-zÉßﬁ’ñ\u{301}ø…漢🙂 ]{0,24}", from in 0usize..30, length in 0usize..9) {
            let folded = fold(&text);
            let from = folded.text.floor_char_boundary(from.min(folded.text.len()));
            let to = folded.text.floor_char_boundary((from + length).min(folded.text.len()));
            let span = folded.original(from..to);
            proptest::prop_assert!(text.get(span.range()).is_some());
            proptest::prop_assert!(self::folded(span.of(&text)).contains(folded.text.get(from..to).unwrap()));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = folded(&text);
            proptest::prop_assert_eq!(folded(&once), once);
        }
    }
}

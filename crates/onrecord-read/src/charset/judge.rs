//! How odd a text is: how little it looks like words of one language. It tells an encoding from another of
//! the same bytes.

use std::collections::BTreeMap;

/// The small letters beyond ASCII of languages, one language or family a line; where a script has more than
/// one line, letters of two languages in one text speak against it.
const ALPHABETS: &[&str] = &[
    "áéíóúñüºª",
    "áéíóúãõâêôàçüºª",
    "éèêëàâçîïôûùüœæÿ",
    "àèéìòùîóºª",
    "àçèéíïòóúü",
    "äöüß",
    "åäöæøéü",
    "áéíóúýþæðö",
    "ëïéèóöüá",
    "áéíóöőúüű",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäĺľôŕ",
    "čćđšž",
    "ăâîșțşţ",
    "çğıi̇öşüâîû",
    "ąčęėįšųūžāēģīķļņõäöü",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўыэё",
    "абвгдђѓежзѕијклљмнњопрстћќуфхцчџш",
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکی",
];

/// What `text` costs, and how many characters beyond ASCII it has: nothing where all of them are letters of one
/// language and marks in likely places, up to 3 or 4 for each where they are anything.
pub(super) fn oddness(text: &str) -> (f64, u32) {
    let (mut odd, mut count) = (0.0, 0u32);
    let mut letters = BTreeMap::<char, u32>::new();
    let mut chars = text.chars().peekable();
    let (mut before, mut last) = (' ', ' ');
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            count += 1;
            odd += cost((before, last), c, chars.peek().copied().unwrap_or(' '));
            if c.is_alphabetic() && script(c) != Script::Other {
                *letters.entry(c.to_lowercase().next().unwrap_or(c)).or_default() += 1;
            }
        }
        (before, last) = (last, c);
    }
    let foreign = |alphabet: &&str| -> u32 {
        letters.iter().filter(|(letter, _)| !alphabet.contains(**letter)).map(|(_, n)| n).sum()
    };
    let foreign = ALPHABETS.iter().map(foreign).fold(u32::MAX, u32::min);
    (odd + f64::from(foreign), count)
}

/// What `c` costs behind `before` and `last` and in front of `next`.
fn cost((before, last): (char, char), c: char, next: char) -> f64 {
    if !c.is_alphabetic() {
        let inside = last.is_alphabetic() && next.is_alphabetic();
        return match c {
            '’' | '·' | '\u{ad}' => 0.0,
            '‘' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '–' | '—' | '…' | '•' | '¿' | '¡'
            | '\u{a0}' | '№' | '§' | '°' | '€' | '£' | '©' | '®' | '™' | '½' | '‚' => {
                if inside && !matches!(c, '–' | '—' | '…' | '\u{a0}') {
                    2.0
                } else {
                    0.3
                }
            }
            // Frames of tables stand beside their like.
            '\u{2500}'..='\u{259f}' if !last.is_alphabetic() && !next.is_alphabetic() => 0.5,
            _ if last.is_alphabetic() || next.is_alphabetic() => 3.0,
            _ => 1.5,
        };
    }
    let script = script(c);
    let mut cost: f64 = 0.0;
    for beside in [last, next] {
        if beside.is_alphabetic() && self::script(beside) != script {
            cost += 1.5;
        }
    }
    if c.is_uppercase() && last.is_lowercase() {
        cost += 2.0;
    }
    // Capitals throughout are rarer than letters that have none.
    if c.is_uppercase() && last.is_uppercase() {
        cost += 0.1;
    }
    if "םןץףך".contains(c) && next.is_alphabetic() {
        cost += 1.5;
    }
    if c.is_lowercase() && last.is_uppercase() && before.is_uppercase() {
        cost += 1.0;
    }
    cost.min(3.0)
}

/// Scripts of which a word has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        _ => Script::Other,
    }
}

//! [`NumberFormat`]: how a style writes numbers (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! What people look for is what the sheet shows: `00042`, `12.5%`, `14,000.50 EUR`. Where that is less than the
//! file has (rounded, in millions, a word, a loss in red without its sign), the number itself stands behind it:
//! `14,001 (14000.5)`. A format that is not understood, or shows nothing (`;;;`), leaves the number as the file has it.

use super::decimal::Decimal;

/// The longest code of a format that is looked at (bytes); Excel takes 255 letters.
const LONGEST: usize = 1_024;

/// How the numbers of a style are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// As they are.
    Plain,
    /// As a date or a time.
    Date,
    /// By patterns: of numbers from zero on, of those below, of nothing.
    Patterns(Vec<NumberPattern>),
}

/// A way to write a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NumberPattern {
    signs: Vec<PatternSign>,
    /// Whether thousands are told apart.
    grouped: bool,
    percent: bool,
    /// How many thousands it is divided by: two for millions.
    thousands: i32,
    /// How many places for digits it has before and behind the point.
    whole: usize,
    fraction: usize,
}

/// What stands in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PatternSign {
    /// A place for a digit that is always written.
    Zero,
    /// A place for one that is written where there is one.
    Digit,
    Point,
    /// The number as it is.
    Number,
    Letter(char),
}

/// What a pattern makes of a number, and whether all of the number is in it.
struct ShownNumber {
    words: String,
    is_whole: bool,
}

impl NumberFormat {
    /// What is built in under this number.
    pub(super) fn built_in(number: u32) -> Self {
        match number {
            14..=22 | 45..=47 => Self::Date,
            1 => Self::of("0"),
            2 => Self::of("0.00"),
            3 => Self::of("#,##0"),
            4 => Self::of("#,##0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            37 | 38 => Self::of("#,##0;(#,##0)"),
            39 | 40 => Self::of("#,##0.00;(#,##0.00)"),
            41 => Self::of("#,##0;(#,##0);\"-\""),
            43 => Self::of("#,##0.00;(#,##0.00);\"-\""),
            _ => Self::Plain,
        }
    }

    /// What a code says.
    pub(super) fn of(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self::Plain;
        }
        if is_date(code) {
            return Self::Date;
        }
        let patterns =
            sections(code).into_iter().take(3).map(|section| NumberPattern::of(&section));
        patterns.collect::<Option<_>>().map_or(Self::Plain, Self::Patterns)
    }

    /// `number` as it is shown, with itself behind that in brackets where it shows less.
    pub(super) fn shown(&self, number: &Decimal) -> String {
        let stored = number.clone().plain().to_string();
        let Self::Patterns(all) = self else { return stored };
        let at = match (number.negative, number.is_zero()) {
            (_, true) => 2,
            (true, _) => 1,
            _ => 0,
        };
        let (pattern, own) = match all.get(at) {
            Some(pattern) => (Some(pattern), at > 0),
            None => (all.first(), false),
        };
        match pattern.and_then(|pattern| pattern.write(number, !own)) {
            Some(ShownNumber { words, is_whole: true }) => words,
            Some(ShownNumber { words, .. }) => format!("{} ({stored})", words.trim_end()),
            None => stored,
        }
    }
}

impl NumberPattern {
    /// What a section of a code says; `None` where it is not understood.
    fn of(section: &str) -> Option<Self> {
        let mut pattern = Self::default();
        let mut chars = section.chars().peekable();
        let mut behind_digit = false;
        while let Some(c) = chars.next() {
            let mut is_digit = false;
            match c {
                '"' => pattern.letters(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => pattern.letters(chars.next().into_iter()),
                // As wide as the letter, or all that is left of the cell.
                '_' | '*' => {
                    chars.next();
                    pattern.letters(std::iter::once(' '));
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    match inside.strip_prefix('$') {
                        Some(money) => {
                            let sign = money.rsplit_once('-').map_or(money, |(sign, _)| sign);
                            pattern.letters(sign.chars());
                        }
                        None if is_colour(&inside) => {}
                        None => return None,
                    }
                }
                '0' | '#' | '?' => {
                    pattern.digit(c);
                    is_digit = true;
                }
                ',' if behind_digit => {
                    // Behind the last digit it divides by a thousand.
                    let ends = !chars.peek().is_some_and(|c| matches!(c, '0' | '#' | '?'));
                    pattern.grouped |= !ends;
                    pattern.thousands += i32::from(ends);
                    is_digit = ends;
                }
                '.' if !pattern.signs.contains(&PatternSign::Point) => {
                    pattern.signs.push(PatternSign::Point);
                }
                '%' => {
                    pattern.percent = true;
                    pattern.letters(std::iter::once('%'));
                }
                // Of a fraction (`# ?/?`) the digits are others.
                '/' if pattern.whole > 0 => return None,
                'G' | 'g'
                    if chars
                        .by_ref()
                        .take(6)
                        .collect::<String>()
                        .eq_ignore_ascii_case("eneral") =>
                {
                    pattern.signs.push(PatternSign::Number);
                }
                ',' | '.' | '@' => return None,
                c if c.is_ascii_alphanumeric() => return None,
                c => pattern.letters(std::iter::once(c)),
            }
            behind_digit = is_digit;
        }
        Some(pattern)
    }

    fn letters(&mut self, letters: impl Iterator<Item = char>) {
        self.signs.extend(letters.map(PatternSign::Letter));
    }

    fn digit(&mut self, c: char) {
        let behind = self.signs.contains(&PatternSign::Point);
        let count = if behind { &mut self.fraction } else { &mut self.whole };
        *count += 1;
        self.signs.push(if c == '0' { PatternSign::Zero } else { PatternSign::Digit });
    }

    /// `number` in this pattern, with its sign where the pattern has none of its own; `None` where neither a digit
    /// of it nor a word would be seen.
    fn write(&self, number: &Decimal, signed: bool) -> Option<ShownNumber> {
        let below = number.negative && !number.is_zero();
        let mut scaled = number.clone();
        let percent = if self.percent { 2 } else { 0 };
        scaled.shift(percent - 3 * self.thousands);
        let scaled = Decimal { negative: false, ..scaled.plain() };
        let is_plain = self.signs.contains(&PatternSign::Number);
        let written = if is_plain { scaled.clone() } else { self.rounded(scaled.clone()) };
        let sign = if signed && below && !written.is_zero() { "-" } else { "" };
        let words = format!("{sign}{}", self.spelled(&written));
        let has_place = self.signs.iter().any(|sign| !matches!(sign, PatternSign::Letter(_)));
        let is_lost = !is_plain && self.whole == 0 && !written.whole.is_empty();
        if has_place && is_lost {
            return None;
        }
        if has_place && words.contains(|c: char| c.is_ascii_digit()) {
            let is_exact = self.thousands == 0 && written.equals(&scaled);
            let is_whole = is_exact && number.has_sign_in(&words);
            return Some(ShownNumber { words, is_whole });
        }
        let is_word = words.contains(char::is_alphabetic);
        is_word.then_some(ShownNumber { words, is_whole: false })
    }

    /// The digits of `number` in their places, with the letters between them.
    fn spelled(&self, number: &Decimal) -> String {
        let whole: Vec<char> = number.whole.chars().collect();
        let mut fraction = number.fraction.chars();
        let (mut place, mut behind) = (self.whole, false);
        let mut out = String::new();
        for sign in &self.signs {
            match sign {
                PatternSign::Letter(c) => out.push(*c),
                PatternSign::Number => out.push_str(&number.to_string()),
                PatternSign::Point => {
                    behind = true;
                    out.push_str(if number.fraction.is_empty() { "" } else { "." });
                }
                PatternSign::Zero | PatternSign::Digit if behind => out.extend(fraction.next()),
                PatternSign::Zero | PatternSign::Digit => {
                    // The first place takes what the number has more of digits than the pattern of places.
                    let from = if place == self.whole { whole.len().max(place) } else { place };
                    for place in (place..=from).rev() {
                        self.put(&mut out, &whole, place);
                    }
                    place -= 1;
                }
            }
        }
        out
    }

    /// `number` with as many digits as there are places, and the zeros that are always written.
    fn rounded(&self, mut number: Decimal) -> Decimal {
        number.round(self.fraction);
        let (mut before, mut behind, mut is_behind) = (0, 0, false);
        let mut place = 0;
        for sign in &self.signs {
            match sign {
                PatternSign::Point => (is_behind, place) = (true, 0),
                PatternSign::Zero | PatternSign::Digit => {
                    place += 1;
                    if *sign == PatternSign::Zero && is_behind {
                        behind = place;
                    } else if *sign == PatternSign::Zero && before == 0 {
                        before = self.whole + 1 - place;
                    }
                }
                _ => {}
            }
        }
        let kept = number.fraction.trim_end_matches('0').len();
        number.fraction.truncate(kept);
        number.fraction.extend(std::iter::repeat_n('0', behind.max(kept) - kept));
        let zeros = "0".repeat(before.saturating_sub(number.whole.len()));
        number.whole.insert_str(0, &zeros);
        number
    }

    /// Writes the digit of `whole` that is so many places before the point, if it has one.
    fn put(&self, out: &mut String, whole: &[char], place: usize) {
        let digit = whole.len().checked_sub(place).and_then(|at| whole.get(at));
        if let Some(digit) = digit {
            out.push(*digit);
            if self.grouped && place > 1 && place % 3 == 1 {
                out.push(',');
            }
        }
    }
}

/// The sections of a code: what stands between semicolons that are not words of its own.
fn sections(code: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = code.chars();
    let mut until = None;
    while let Some(c) = chars.next() {
        match (until, c) {
            (None, ';') => {
                all.push(String::new());
                continue;
            }
            (None, '"') => until = Some('"'),
            (None, '[') => until = Some(']'),
            (Some(end), c) if c == end => until = None,
            _ => {}
        }
        let Some(last) = all.last_mut() else { continue };
        last.push(c);
        if until.is_none() && matches!(c, '\\' | '_' | '*') {
            last.extend(chars.next());
        }
    }
    all
}

/// Whether what stands in brackets is a colour.
fn is_colour(inside: &str) -> bool {
    let name = inside.to_ascii_lowercase();
    let named = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    named.contains(&name.as_str()) || name.starts_with("color")
}

/// Whether a format has a part of a date or a time outside of quoted words, colours and conditions.
pub(super) fn is_date(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // `[h]` counts hours beyond a day.
                if matches!(
                    inside.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    return true;
                }
            }
            '\\' | '_' | '*' => drop(chars.next()),
            'y' | 'm' | 'd' | 'h' | 's' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_the_sheet_shows_them() {
        for (code, number, want) in [
            ("00000", "42", "00042"),
            ("00000", "1234567", "1234567"),
            ("0.0%", "0.125", "12.5%"),
            ("0%", "0.29", "29%"),
            ("#,##0.00 \"EUR\"", "14000.5", "14,000.50 EUR"),
            ("#,##0.00\\ [$€-407]", "-1234567.89", "-1,234,567.89 €"),
            ("[$R$-416]* #,##0", "999", "R$ 999"),
            ("\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)", "-2500", "($2,500)"),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_)", "0", "0"),
            ("000-00-0000", "78051120", "078-05-1120"),
            ("(000) 000-0000", "5551234567", "(555) 123-4567"),
            ("#", "4111111111111111", "4111111111111111"),
            ("#,##0", "1234567890123456789", "1,234,567,890,123,456,789"),
            ("0.00##", "2.5", "2.50"),
            // What is shown is less than what is there.
            ("#,##0", "14000.5", "14,001 (14000.5)"),
            ("#,##0.00\\ [$€-407]", "-1234567.891", "-1,234,567.89 € (-1234567.891)"),
            ("0.0%", "0.12345", "12.3% (0.12345)"),
            ("0.00", "9.999", "10.00 (9.999)"),
            ("0.00", "0.30000000000000004", "0.30"),
            ("0.0", "-0.04", "0.0 (-0.04)"),
            ("#,##0;[Red]#,##0", "-5", "5 (-5)"),
            ("0.0,,\"M\"", "14000000", "14.0M (14000000)"),
            ("#,##0,", "14000000", "14,000 (14000000)"),
            ("\"paid\"", "1", "paid (1)"),
            ("0;-0;\"none\"_)", "0", "none (0)"),
            ("General\" kg\"", "-12.5", "-12.5 kg"),
            ("\"No. \"0;\"No. -\"0", "-7", "No. -7"),
            ("\"a;b\"0", "1", "a;b1"),
            // What is not understood, or would hide the number.
            ("# ?/?", "0.5", "0.5"),
            ("0.00E+00", "12345", "12345"),
            ("[>9]0.0;0", "12", "12"),
            (";;;", "41000", "41000"),
            ("#", "0", "0"),
            (".00", "3.5", "3.5"),
            ("@", "00.50", "0.50"),
        ] {
            let format = NumberFormat::of(code);
            assert_eq!(format.shown(&Decimal::parse(number).unwrap()), want, "{code} {number}");
        }
        for code in ["dd\\.mm\\.yyyy", "[h]:mm", "mmm \"'\"yy"] {
            assert_eq!(NumberFormat::of(code), NumberFormat::Date, "{code}");
        }
        let long = NumberFormat::of(&"0".repeat(LONGEST + 1));
        assert_eq!(long, NumberFormat::Plain);
    }
}

//! The numbers that a Word document writes before its paragraphs by itself (ECMA-376 part 1, 17.9): `7.`,
//! `(a)`, `Clause 3.2`.
//!
//! Lists of one definition count on together; what a level counts begins again behind one above it.

use std::collections::{HashMap, HashSet};

use crate::xml::{XmlElement, XmlPiece, attribute, walk};

/// How many levels a list has.
const LEVELS: usize = 9;

/// The longest text of a number that is looked at (bytes).
const LONGEST: usize = 200;

/// The most letters that are written for one number: `aaa` is the 53rd.
const LETTERS: u32 = 10;

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the ids of definitions.
    definitions: HashMap<String, [ListLevel; LEVELS]>,
    /// By the ids that paragraphs name.
    lists: HashMap<String, NumberedList>,
    /// Definitions that are those of a style of lists, and which definition each such style has.
    linked: HashMap<String, String>,
    of_style: HashMap<String, String>,
}

#[derive(Debug, Default, Clone)]
struct NumberedList {
    definition: String,
    /// What it has of its own, by level: where it starts, how it looks.
    starts: [Option<u32>; LEVELS],
    own: HashMap<usize, ListLevel>,
}

#[derive(Debug, Default, Clone)]
struct ListLevel {
    start: u32,
    format: String,
    /// What is written, with `%1` for the number of the first level.
    text: String,
    /// Behind which level (from 1) it begins again; 0 for none.
    restart: Option<usize>,
    /// Whether all numbers in it are written in digits.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// How far the lists of a text have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that have started where they say.
    started: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`, where there is one.
    pub(super) fn read<'x>(xml: impl IntoIterator<Item = &'x str>) -> Self {
        let mut all = Self::default();
        xml.into_iter().for_each(|xml| all.read_part(xml));
        all
    }

    fn read_part(&mut self, xml: &str) {
        let (mut definition, mut list, mut level) = (None, None, None);
        walk(xml, &mut |piece| match piece {
            XmlPiece::Start("abstractNum", element) => {
                definition = attribute(element, "abstractNumId");
            }
            XmlPiece::End("abstractNum") => definition = None,
            XmlPiece::Start("num", element) => list = attribute(element, "numId"),
            XmlPiece::End("num") => list = None,
            XmlPiece::Start("lvl" | "lvlOverride", element) => {
                let number = attribute(element, "ilvl").and_then(|at| at.parse::<usize>().ok());
                level = number.or(level).filter(|at| *at < LEVELS);
            }
            XmlPiece::Start(name, element) => {
                self.take_in(name, element, (definition.as_ref(), list.as_ref(), level));
            }
            _ => {}
        });
    }

    fn take_in(
        &mut self,
        name: &str,
        element: &XmlElement<'_>,
        (definition, list, level): (Option<&String>, Option<&String>, Option<usize>),
    ) {
        let value = attribute(element, "val");
        if let Some(id) = list {
            let list = self.lists.entry(id.clone()).or_default();
            match (name, level) {
                ("abstractNumId", _) => list.definition.extend(value),
                ("startOverride", Some(at)) => {
                    if let Some(start) = list.starts.get_mut(at) {
                        *start = value.and_then(|value| value.parse().ok());
                    }
                }
                (_, Some(at)) => list.own.entry(at).or_default().take_in(name, element),
                _ => {}
            }
        } else if let Some(id) = definition {
            match (name, level) {
                ("numStyleLink", _) => self.linked.extend(value.map(|style| (id.clone(), style))),
                ("styleLink", _) => self.of_style.extend(value.map(|style| (style, id.clone()))),
                (_, Some(at)) => {
                    let levels = self.definitions.entry(id.clone()).or_default();
                    if let Some(level) = levels.get_mut(at) {
                        level.take_in(name, element);
                    }
                }
                _ => {}
            }
        }
    }

    /// The id of the definition of a list, and its levels.
    fn definition<'n>(
        &'n self,
        list: &'n NumberedList,
    ) -> Option<(&'n String, &'n [ListLevel; LEVELS])> {
        let style = self.linked.get(&list.definition);
        let id = style.and_then(|style| self.of_style.get(style)).unwrap_or(&list.definition);
        Some((id, self.definitions.get(id)?))
    }

    /// The level that paragraphs of a style have in a list.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let (_, levels) = self.definition(self.lists.get(list)?)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// What the next paragraph of this list and level begins with; `None` for a bullet, and for numbers of a
    /// kind that is not known.
    pub(super) fn next(&self, counters: &mut Counters, id: &str, at: usize) -> Option<String> {
        let list = self.lists.get(id)?;
        let (definition, levels) = self.definition(list)?;
        let level = |at: usize| list.own.get(&at).filter(|own| own.is_whole()).or(levels.get(at));
        let counts = counters.counts.entry(definition.clone()).or_default();
        let start = list.starts.get(at).copied().flatten();
        let first = start.filter(|_| counters.started.insert((id.to_owned(), at)));
        let begin = start.unwrap_or(level(at)?.start);
        let count = counts.get_mut(at)?;
        *count =
            Some(first.unwrap_or_else(|| count.map_or(begin, |count| count.saturating_add(1))));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level(below).and_then(|level| level.restart);
            if restart.is_none_or(|behind| at < behind) {
                *count = None;
            }
        }
        let own = level(at)?;
        let mut out = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, behind)) = rest.split_once('%') {
            out.push_str(before);
            let digit = behind.chars().next().and_then(|c| c.to_digit(10)).filter(|c| *c > 0);
            let after = behind.strip_prefix(|c: char| c.is_ascii_digit());
            let Some((digit, after)) = digit.zip(after) else {
                out.push('%');
                rest = behind;
                continue;
            };
            let shown = digit as usize - 1;
            let of = level(shown)?;
            let number = counts.get(shown).copied().flatten().unwrap_or(of.start);
            let format = if own.legal { "decimal" } else { &of.format };
            out.push_str(&written(number, format)?);
            rest = after;
        }
        out.push_str(rest);
        let any = own.format != "bullet" && out.chars().any(char::is_alphanumeric);
        any.then(|| out.trim().to_owned())
    }
}

impl ListLevel {
    fn take_in(&mut self, name: &str, element: &XmlElement<'_>) {
        let value = attribute(element, "val");
        let number = value.as_ref().and_then(|value| value.parse::<u32>().ok());
        match name {
            "start" => self.start = number.unwrap_or(1),
            "lvlRestart" => self.restart = number.map(|behind| behind as usize),
            "isLgl" => self.legal = !matches!(value.as_deref(), Some("0" | "false" | "off")),
            "numFmt" if self.format.is_empty() => self.format.extend(value),
            "lvlText" if self.text.is_empty() => {
                self.text.extend(value.filter(|text| text.len() <= LONGEST));
            }
            "pStyle" => self.style = value,
            _ => {}
        }
    }

    /// Whether it says how its numbers look.
    fn is_whole(&self) -> bool {
        !self.format.is_empty() || !self.text.is_empty()
    }
}

/// A number in a format; `None` where that is not known.
fn written(number: u32, format: &str) -> Option<String> {
    Some(match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "" | "decimal" | "ordinal" | "numberInDash" | "decimalFullWidth" => number.to_string(),
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => return None,
    })
}

/// `a` to `z`, then `aa`, `bb`.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from(b'a' + (index % 26) as u8);
    let times = index / 26 + 1;
    if times > LETTERS {
        return number.to_string();
    }
    std::iter::repeat_n(letter, times as usize).collect()
}

/// As the Romans wrote it, who had nothing and no ten thousand.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4_000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut out) = (number, String::new());
    for (worth, sign) in SIGNS {
        while left >= worth {
            left -= worth;
            out.push_str(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='7'/><w:numFmt w:val='decimal'/><w:pStyle w:val='Clause'/>\
        <w:lvlText w:val='Clause %1.'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:pStyle w:val='Sub'/>\
        <w:lvlText w:val='%1(%2)'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlRestart w:val='0'/>\
        <w:lvlText w:val='%3'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='hebrew1'/><w:lvlText w:val='%2'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/>\
        </w:lvlOverride></w:num><w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>\
        <w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num></w:numbering>";

    #[test]
    fn lists_count_as_word_does() {
        let numbering = Numbering::read([LISTS]);
        let mut counters = Counters::default();
        for (list, level, want) in [
            ("1", 0, Some("Clause 7.")),
            ("1", 1, Some("7(a)")),
            ("1", 1, Some("7(b)")),
            ("1", 2, Some("I")),
            ("1", 0, Some("Clause 8.")),
            ("1", 1, Some("8(a)")),
            ("1", 2, Some("II")),
            ("2", 0, Some("Clause 1.")),
            ("2", 0, Some("Clause 2.")),
            ("1", 0, Some("Clause 3.")),
            ("3", 0, None),
            ("3", 1, None),
            ("4", 0, None),
            ("nowhere", 0, None),
            ("1", 8, None),
            ("1", 99, None),
        ] {
            let number = numbering.next(&mut counters, list, level);
            assert_eq!(number.as_deref(), want, "{list} {level}");
        }
        assert_eq!(numbering.level_of("1", "Sub"), Some(1));
        assert_eq!(numbering.level_of("3", "Sub"), None);
    }

    #[test]
    fn numbers_are_written_in_letters_and_as_romans() {
        for (number, format, want) in [
            (28, "lowerLetter", "bb"),
            (u32::MAX, "upperLetter", "4294967295"),
            (0, "lowerRoman", "0"),
            (1994, "upperRoman", "MCMXCIV"),
            (4, "lowerRoman", "iv"),
            (7, "decimalZero", "07"),
            (7, "none", ""),
        ] {
            assert_eq!(written(number, format).as_deref(), Some(want), "{number} {format}");
        }
    }
}

//! Labels: the name that captions and transcripts write in front of somebody's words.
//!
//! Only the form of one line is judged here, in English and Spanish. Whether the file as a whole
//! speaks for a label is judged by who calls: `captions` and `transcript`.

mod ends;
mod words;

use unicode_normalization::char::is_combining_mark;

use super::lines::time;
use ends::{LabelEnd, ended, numbered};
use onrecord_language::{Class, Language, Tables};
use onrecord_text::fold::folded;
use onrecord_text::{Part as _, Span};
use words::{
    ADDRESSES, ARTICLES, COURTESIES, NO_NAMES, NO_ROLE, PARTICLES, PARTIES, SOUNDS, TALKERS, TITLES,
};

/// The longest label in words and in characters; what is longer is a sentence with a colon.
const MOST_WORDS: usize = 6;
const LONGEST: usize = 60;

/// A label in front of a line's words. Spans are bytes of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, without brackets, colon, time and what is told of the speaker in brackets.
    pub name: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether it stands in square brackets and has no colon.
    pub bracketed: bool,
    /// Whether its own words say that somebody talks (`Speaker 1`, `The court`, `Mr. Smith`).
    pub talker: bool,
    /// Whether no more than a full stop ends it (`Mr. SMITH of Ohio. I rise`).
    pub stopped: bool,
    /// The time (milliseconds) written behind the name, if any.
    pub time: Option<u32>,
    /// Where the words begin; the line's length where they are on the next.
    pub words: u32,
}

/// How a label is written, from the surest to the least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// In capitals: `THE WITNESS`, `MR. SMITH`.
    Capitals,
    /// Every word as a name's: `Ana López`, `Speaker 1`, `Juan de la Cruz`.
    Name,
    /// A description: `El fiscal`, `Unidentified male`.
    Role,
}

/// The label `line` begins with. `line` has no blanks in front.
pub(super) fn label(line: &str) -> Option<Label> {
    if let Some(inside) = line.strip_prefix('[') {
        return bracketed(line, inside, ']');
    }
    if let Some(label) = numbered(line) {
        return Some(label);
    }
    let end = ended(line)?;
    if let LabelEnd::Colon { at, .. } = end
        && let Some(label) = line.get(..at).and_then(|before| timed(line, before))
    {
        return Some(label);
    }
    made(line, end)
}

/// The label in round brackets that `line` begins with, as captions write one: `(Ruiz) It was in the safe.` In a
/// transcript they hold what is done.
pub(super) fn in_round_brackets(line: &str) -> Option<Label> {
    /// Endings of words that tell what somebody does.
    const DOING: [&str; 3] = ["ing", "ando", "endo"];
    let label = bracketed(line, line.strip_prefix('(')?, ')')?;
    let name = label.name.of(line).to_lowercase();
    let does = name.split(' ').any(|word| DOING.iter().any(|doing| word.ends_with(doing)));
    (!does).then_some(label)
}

/// `[NAME] words`, `[NAME]: words`.
fn bracketed(line: &str, inside: &str, close: char) -> Option<Label> {
    let (name, rest) = inside.split_once(close)?;
    let (bracketed, rest) = match rest.strip_prefix(':') {
        Some(rest) => (false, rest),
        None => (true, rest),
    };
    let label = of_name(line, Span::at(1, 1 + name.len()), rest)?;
    // In brackets and alone it is as well a sound.
    let behind = (label.words as usize) < line.len();
    (!bracketed || behind).then_some(Label { bracketed, ..label })
}

/// `Name (00:12:31): words`, `Name [00:12]`, `Name 0:12` with the words on the next line.
/// `before` is the line up to its first colon.
fn timed(line: &str, before: &str) -> Option<Label> {
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let at = before.len() - digits;
    let (millis, rest) = time(line.get(at..)?)?;
    let name = line.get(..at)?.trim_end();
    let (name, rest) = match name.strip_suffix(['(', '[']) {
        Some(name) => (name.trim_end(), rest.strip_prefix([')', ']'])?),
        // Without brackets a time within a sentence looks the same: only at the end of the line.
        None => (name, rest.trim().is_empty().then_some("")?),
    };
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let label = of_name(line, Span::at(0, name.len()), rest)?;
    Some(Label { time: Some(millis), ..label })
}

/// The label that ends at `end`, if what stands before that can be one.
fn made(line: &str, end: LabelEnd) -> Option<Label> {
    let (at, words) = (end.at(), end.words());
    let name = line.get(..at)?.trim_end();
    let label = of_name(line, Span::at(0, name.len()), line.get(words..)?)?;
    match end {
        LabelEnd::Colon { .. } => Some(label),
        // “MADRID.- ” is where a report comes from.
        LabelEnd::Dash { .. } => {
            let spaced = line.get(at..words).is_some_and(|sign| sign.contains(' '));
            let told = spaced && (name.ends_with(')') || is_role(name));
            Some(label).filter(|_| is_addressed(name) || told)
        }
        LabelEnd::Stop { .. } => Some(Label { stopped: true, ..label }),
    }
}

/// The label with the name in `whole`, brackets behind it included. `rest` is the end of `line`.
fn of_name(line: &str, whole: Span, rest: &str) -> Option<Label> {
    let written = whole.of(line);
    let (bare, aside) = without_asides(written);
    let bare = without_role(written, bare);
    let told = bare.of(written);
    let person = aside.filter(|aside| is_office(told) && is_person(aside.of(written)));
    let name = person.unwrap_or(bare).shifted(whole.start);
    let shape = shape(name.of(line))?;
    let words = (line.len() - rest.trim_start().len()) as u32;
    let talker = aside.is_some() || is_talker(told);
    Some(Label { name, shape, bracketed: false, talker, stopped: false, time: None, words })
}

/// The bytes of a name without what stands in brackets behind it, and of the first of those without
/// its brackets: `John Tate (Leeds East) (Lab)`, `MR. LUND (through interpreter)`.
fn without_asides(name: &str) -> (Span, Option<Span>) {
    let (mut bare, mut aside) = (name, None);
    while let Some((before, inside)) =
        bare.strip_suffix(')').and_then(|inside| inside.rsplit_once('('))
    {
        aside = Some(Span::at(before.len() + 1, before.len() + 1 + inside.len()));
        bare = before.trim_end();
    }
    (Span::at(0, bare.len()), aside)
}

/// The bytes of a name in capitals without what its bearer is: `ANA RUIZ, CNN HOST`.
fn without_role(written: &str, bare: Span) -> Span {
    let whole = bare.of(written);
    let shouted = !whole.chars().any(char::is_lowercase);
    match whole.split_once(", ") {
        Some((name, _)) if shouted && name.contains(' ') => {
            Span::new(bare.start, bare.start + name.len() as u32)
        }
        _ => bare,
    }
}

/// Whether a label is of an office, which a name in brackets may hold: `The Prime Minister`, `El
/// señor PRESIDENTE`, and not `El diputado ROJAS`.
fn is_office(label: &str) -> bool {
    let words: Vec<&str> = label.split(' ').filter(|word| !word.is_empty()).collect();
    let courtesy = |word: &&&str| {
        let word = bare_word(word);
        is_listed(ARTICLES, &word) || is_listed(COURTESIES, &word)
    };
    let led = words.iter().take_while(courtesy).count();
    let rest = words.part(led..);
    match (words.first(), rest) {
        (Some(first), rest) if bare_word(first) == "the" => {
            rest.iter().any(|word| word.split('-').any(is_of_office))
        }
        (_, [office, rest @ ..]) if led > 0 => {
            let joins = |next: &&str| is_listed(PARTICLES, &bare_word(next)) || is_of_office(next);
            is_of_office(office) && rest.first().is_none_or(joins)
        }
        _ => false,
    }
}

/// Whether a word is what somebody is: `Minister`, `PRESIDENTA`.
fn is_of_office(word: &str) -> bool {
    let low = word.to_lowercase();
    let office = Class::TITLE | Class::PERSON;
    let of = |language| Tables::of(language).class(&low).is(office);
    let bare = bare_word(word);
    !is_listed(COURTESIES, &bare)
        && (Language::ALL.into_iter().any(of)
            || is_listed(TALKERS, &bare)
            || is_listed(ADDRESSES, &bare))
}

/// Whether what stands in brackets behind an office is who holds it; parties are `Con`, `PSOE`.
fn is_person(aside: &str) -> bool {
    let party = is_listed(PARTIES, &folded(aside));
    let long = aside.contains(' ') || aside.contains(char::is_lowercase) && !party;
    let named = matches!(shape(aside), Some(Shape::Name | Shape::Capitals));
    let is_group = |word: &str| {
        let word = word.to_lowercase();
        let of = |language| Tables::of(language).class(&word).is(Class::ORGANIZATION);
        Language::ALL.into_iter().any(of)
    };
    long && named && !aside.split(' ').any(is_group)
}

/// Whether a label says by its own words that somebody talks: a form of address in front, or what
/// records call those who talk.
pub(super) fn is_talker(label: &str) -> bool {
    let mut words = label.split([' ', '_', '-']).map(bare_word).filter(|word| !word.is_empty());
    let first = words.by_ref().find(|word| !is_listed(ARTICLES, word));
    let addressed = first.as_ref().is_some_and(|first| is_listed(ADDRESSES, first));
    let talks =
        |word: &String| is_listed(TALKERS, word.trim_end_matches(|c: char| c.is_ascii_digit()));
    addressed || first.iter().chain(&words.collect::<Vec<_>>()).any(talks)
}

/// Whether a label has no word but what somebody is to a talk: `FISCAL`, `The court`, `Speaker 1`.
pub(super) fn is_role(label: &str) -> bool {
    let lists = [ARTICLES, ADDRESSES, TALKERS];
    let known = |word: &str| {
        let word = bare_word(word);
        lists.iter().any(|list| is_listed(list, &word)) || word.bytes().all(|b| b.is_ascii_digit())
    };
    label.split([' ', '_']).all(known)
}

/// Whether a form of address stands in front: `Sr. ROJAS`, `El señor ROJAS`.
fn is_addressed(label: &str) -> bool {
    let mut words = label.split(' ').map(bare_word);
    let first = words.find(|word| !is_listed(ARTICLES, word));
    first.is_some_and(|first| is_listed(ADDRESSES, &first))
}

/// A word as the lists have it.
fn bare_word(word: &str) -> String {
    folded(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// How a name is written, if it can be one.
pub(super) fn shape(name: &str) -> Option<Shape> {
    let first = name.chars().next()?;
    let words = name.split(' ').count();
    if name.chars().count() > LONGEST
        || words > MOST_WORDS
        || !first.is_alphabetic()
        || first.is_lowercase()
        || !name.chars().all(is_of_names)
        || is_listed(NO_NAMES, &folded(name))
    {
        return None;
    }
    let dotted = |word: &&str| word.ends_with('.') && !is_short(word);
    if name.split(' ').any(|word| word.is_empty() || dotted(&word)) {
        return None;
    }
    if !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase) {
        return Some(Shape::Capitals);
    }
    let is_name_word =
        |word: &str| !word.starts_with(char::is_lowercase) || is_listed(PARTICLES, word);
    if name.split(' ').all(is_name_word) {
        return Some(Shape::Name);
    }
    let is_said =
        |word: &str| word.starts_with(char::is_lowercase) && is_listed(NO_ROLE, &folded(word));
    (!name.split(' ').any(is_said)).then_some(Shape::Role)
}

/// Characters a name is written with.
fn is_of_names(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || matches!(
            c,
            ' ' | '.' | '\'' | '’' | '-' | '‐' | '/' | '&' | '#' | '_' | '·' | '\u{200d}'
        )
}

/// `J.`, `Dr.`, `Sra.`: a full stop that ends no sentence.
fn is_short(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.chars().count() == 1 || is_listed(TITLES, &folded(bare))
}

/// Whether a label in brackets is a sound rather than a name.
pub(super) fn is_sound(label: &str) -> bool {
    folded(label).split([' ', '_', '-']).any(|word| is_listed(SOUNDS, word))
}

/// Whether `word` is one of a list that is set with bars between.
fn is_listed(list: &str, word: &str) -> bool {
    list.split('|').any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<String> {
        let label = label(line)?;
        let sign = if label.bracketed { "[] " } else { "" };
        let time = label.time.map_or(String::new(), |time| format!(" @{time}"));
        let words = line.get(label.words as usize..).unwrap();
        Some(format!("{sign}{:?} {}{time} | {words}", label.shape, label.name.of(line)))
    }

    #[test]
    fn labels_are_told_from_sentences() {
        for (line, want) in [
            ("Ana López: No firmé nada.", "Name Ana López | No firmé nada."),
            ("ANA: No", "Capitals ANA | No"),
            ("MR. SMITH:  Objection.", "Capitals MR. SMITH | Objection."),
            ("Dra. M. Ruiz de la Cruz:", "Name Dra. M. Ruiz de la Cruz | "),
            ("Speaker 1: Yes", "Name Speaker 1 | Yes"),
            ("Testigo 2 (llorando): No", "Name Testigo 2 | No"),
            ("MR. OSEI (through interpreter): No", "Capitals MR. OSEI | No"),
            ("PETRA LAHTI (V.O.): No", "Capitals PETRA LAHTI | No"),
            ("The Home Secretary (Ruth Okafor): No", "Name Ruth Okafor | No"),
            (
                "The Minister of State for Fish (Lord Pike of Hull) (Con): No",
                "Name Lord Pike of Hull | No",
            ),
            ("Paul Dunne (Moss Side) (Lab): No", "Name Paul Dunne | No"),
            ("Q4. [901122] Paul Dunne (Moss Side) (Lab): No", "Name Paul Dunne | No"),
            ("El señor PRESIDENTE (Lagos Vera): No", "Name Lagos Vera | No"),
            ("La señora LAGOS (Grupo Mixto): No", "Role La señora LAGOS | No"),
            ("El diputado LAGOS (Salta): No", "Role El diputado LAGOS | No"),
            ("El señor LAGOS VERA: No", "Role El señor LAGOS VERA | No"),
            ("Sr. LAGOS.- No", "Name Sr. LAGOS | No"),
            ("Sra. Presidenta (Vera).– No", "Name Vera | No"),
            ("Paula Dunne (ABC). – No", "Name Paula Dunne | No"),
            ("President. – No", "Name President | No"),
            ("Mr. DUNNE of Ohio. I rise", "Name Mr. DUNNE of Ohio | I rise"),
            ("The PRESIDING OFFICER. No", "Name The PRESIDING OFFICER | No"),
            ("Senator Dunne. No", "Name Senator Dunne | No"),
            ("PAUL DUNNE, RADIO HOST: No", "Capitals PAUL DUNNE | No"),
            ("O’Brien-Díaz : Yes", "Name O’Brien-Díaz | Yes"),
            ("El fiscal: ¿Quién?", "Role El fiscal | ¿Quién?"),
            ("Voz femenina: No.", "Role Voz femenina | No."),
            ("记者：你好", "Name 记者 | 你好"),
            ("محمد: نعم", "Name محمد | نعم"),
            ("[ANA] Yes", "[] Capitals ANA | Yes"),
            ("[Ana López]: Yes", "Name Ana López | Yes"),
            ("Speaker 1 (00:12): Yes", "Name Speaker 1 @12000 | Yes"),
            ("Ana López [1:00:12]", "Name Ana López @3612000 | "),
            ("Ana López  0:03  ", "Name Ana López @3000 | "),
        ] {
            assert_eq!(shown(line).as_deref(), Some(want), "{line}");
        }
        for line in [
            "10:30 Meeting: all",
            "http://example.org",
            "https: x",
            "std::fs",
            "ana: no",
            "",
            "He said: no",
            "And this is the thing: no",
            "Nota: x",
            "SEE ALSO: Another",
            "Fecha: hoy",
            "Yes, but: no",
            "It was late. Then: no",
            "“Ana”: no",
            "[Music]",
            "[ANA]",
            "[: x",
            ": x",
            "One two three four five six seven: no",
            "Meet at 10:30 today",
            "Ana left at 0:03 sharp",
            "El testigo dijo: no",
            "Ortega continued: no",
            "Ortega señaló: no",
            "Ana  López: two blanks",
            "3. Ana: no",
            "LIMA.- El ministro",
            "Lima (EFE).- El ministro",
            "Myth: no",
            "Veredicto: no",
            "Mr. Dunne left.",
            "Senator Dunne and others. No",
            "He saw Mr. Dunne. No",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }

    #[test]
    fn sounds_are_no_names() {
        for (label, sound) in [
            ("MUSIC PLAYING", true),
            ("Risas", true),
            ("BLANK_AUDIO", true),
            ("King", false),
            ("Cantor", false),
        ] {
            assert_eq!(is_sound(label), sound, "{label}");
        }
    }
}

//! Labels: the name that captions and transcripts write in front of somebody's words.
//!
//! Only the form of one line is judged here, in English and Spanish. Whether the file as a whole
//! speaks for a label is judged by who calls: `captions` and `transcript`.

use unicode_normalization::char::is_combining_mark;

use super::lines::time;
use onrecord_text::Span;
use onrecord_text::fold::folded;

/// The longest label in words and in characters; what is longer is a sentence with a colon.
const MOST_WORDS: usize = 6;
const LONGEST: usize = 60;

/// A label in front of a line's words. Spans are bytes of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, without brackets, colon and time.
    pub name: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether it stands in square brackets and has no colon.
    pub bracketed: bool,
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
        return bracketed(line, inside);
    }
    let colon = line.char_indices().take(LONGEST + 20).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (before, behind) = line.split_at_checked(colon.0)?;
    if let Some(label) = timed(line, before) {
        return Some(label);
    }
    let rest = behind.strip_prefix(colon.1)?;
    // `http://`, `10:30`, `std::fs`; a full-width colon carries its own room.
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace) || colon.1 == '：') {
        return None;
    }
    made(line, Span::at(0, before.trim_end().len()), rest, None, false)
}

/// `[NAME] words`, `[NAME]: words`.
fn bracketed(line: &str, inside: &str) -> Option<Label> {
    let (name, rest) = inside.split_once(']')?;
    let (bracketed, rest) = match rest.strip_prefix(':') {
        Some(rest) => (false, rest),
        None => (true, rest),
    };
    let label = made(line, Span::at(1, 1 + name.len()), rest, None, bracketed)?;
    // In brackets and alone it is as well a sound.
    (!bracketed || (label.words as usize) < line.len()).then_some(label)
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
    made(line, Span::at(0, name.len()), rest, Some(millis), false)
}

/// `rest` is the end of `line`.
fn made(line: &str, name: Span, rest: &str, time: Option<u32>, bracketed: bool) -> Option<Label> {
    let shape = shape(name.of(line))?;
    let words = (line.len() - rest.trim_start().len()) as u32;
    Some(Label { name, shape, bracketed, time, words })
}

/// How a name is written, if it can be one.
pub(super) fn shape(name: &str) -> Option<Shape> {
    let bare = match name.split_once('(') {
        Some((bare, more)) => more.ends_with(')').then_some(bare.trim_end())?,
        None => name,
    };
    let first = bare.chars().next()?;
    let words = bare.split(' ').count();
    if bare.chars().count() > LONGEST
        || words > MOST_WORDS
        || !first.is_alphabetic()
        || first.is_lowercase()
        || !bare.chars().all(is_of_names)
        || is_no_name(bare)
    {
        return None;
    }
    let dotted = |word: &&str| word.ends_with('.') && !is_short(word);
    if bare.split(' ').any(|word| word.is_empty() || dotted(&word)) {
        return None;
    }
    if !bare.chars().any(char::is_lowercase) && bare.chars().any(char::is_uppercase) {
        return Some(Shape::Capitals);
    }
    let is_name_word =
        |word: &str| !word.starts_with(char::is_lowercase) || is_listed(PARTICLES, word);
    if bare.split(' ').all(is_name_word) {
        return Some(Shape::Name);
    }
    let is_said =
        |word: &str| word.starts_with(char::is_lowercase) && is_listed(NO_ROLE, &folded(word));
    (!bare.split(' ').any(is_said)).then_some(Shape::Role)
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

fn is_no_name(label: &str) -> bool {
    is_listed(NO_NAMES, &folded(label))
}

/// Whether a label in brackets is a sound rather than a name.
pub(super) fn is_sound(label: &str) -> bool {
    folded(label).split([' ', '_', '-']).any(|word| is_listed(SOUNDS, word))
}

/// Whether `word` is one of a list that is set with bars between.
fn is_listed(list: &str, word: &str) -> bool {
    list.split('|').any(|listed| listed == word)
}

/// Lower-case words within names.
const PARTICLES: &str = "\
    de|del|la|las|los|el|y|e|da|do|dos|van|von|der|den|bin|al|of|the";

/// Titles that are written with a full stop.
const TITLES: &str = "\
    mr|mrs|ms|dr|dra|sr|sra|srta|lic|licda|ing|arq|prof|profa|gen|gral|col|cap|capt|cmdr|lt|tte|\
    sgt|sgto|det|insp|hon|sen|rep|gov|st|jr|rev|vda";

/// Words that no description of a speaker has: verbs of saying, and what makes a clause.
const NO_ROLE: &str = "\
    said|says|asked|asks|added|told|wrote|replied|explained|continued|stated|noted|argued|claimed|\
    insisted|concluded|continuo|afirmo|senalo|aseguro|declaro|concluyo|insistio|is|are|was|were|be|has|have|had|do|\
    did|will|can|this|that|these|those|it|he|she|we|they|you|here|there|and|but|if|as|to|for|in|\
    on|at|with|dijo|dice|pregunto|respondio|agrego|anadio|explico|es|son|era|fue|hay|que|esto|\
    eso|esta|aqui|pero|si|en|con|por|para";

/// What stands in front of a colon and is nobody: fields, headings, pointers, turns of phrase.
const NO_NAMES: &str = "\
    note|notes|nota|notas|warning|aviso|advertencia|update|actualizacion|correction|correccion|\
    source|sources|fuente|fuentes|photo|photos|foto|fotos|image|imagen|video|audio|caption|\
    credit|credito|see also|see|read more|read also|related|lea tambien|lee tambien|lea mas|vea|\
    vea tambien|ver tambien|mas informacion|from|to|cc|bcc|sent|subject|de|para|asunto|enviado|\
    date|time|fecha|hora|place|location|lugar|name|nombre|age|edad|address|direccion|phone|tel|\
    telefono|email|e-mail|correo|web|url|link|enlace|title|titulo|author|autor|by|por|page|\
    pagina|chapter|capitulo|section|seccion|part|parte|step|paso|figure|figura|table|tabla|\
    total|example|ejemplo|summary|resumen|conclusion|abstract|keywords|present|absent|presentes|\
    ausentes|attendees|asistentes|agenda|pros|cons|price|precio|status|id|isbn|remember|\
    breaking";

/// What captions write in brackets for the ear.
const SOUNDS: &str = "\
    music|musica|musical|song|cancion|singing|sings|canta|cantan|applause|aplausos|cheering|\
    cheers|laughter|laughing|laughs|laugh|risas|rie|rien|risa|chuckles|chuckling|giggles|sighs|\
    sighing|sigh|suspira|suspiro|gasps|coughs|coughing|tose|tos|cries|crying|sobs|sobbing|llora|\
    lloran|llanto|solloza|screams|screaming|grita|gritos|whispers|whispering|susurra|groans|\
    grunts|inaudible|unintelligible|indistinct|ininteligible|crosstalk|silence|silencio|pause|\
    pausa|noise|ruido|phone|ringing|rings|beep|beeping|static|door|knocking|foreign|speaking|\
    audio|translation";

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
            ("Testigo 2 (llorando): No", "Name Testigo 2 (llorando) | No"),
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

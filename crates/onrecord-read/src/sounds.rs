//! What stands between the words of a transcript and is not spoken: sounds, stage directions, notes of
//! whoever wrote it down.

use super::label::is_sound;
use onrecord_text::{Part as _, Span};
use smallvec::SmallVec;

/// What marks music.
const NOTES: [char; 4] = ['♪', '♫', '♩', '♬'];

/// The longest note in brackets (bytes): beyond it, brackets are punctuation.
const LONGEST: usize = 80;

/// `pieces` without sounds and directions: `[APPLAUSE]`, `(door slams)`, `♪ La la ♪`.
pub(super) fn spoken(text: &str, pieces: &[Span]) -> SmallVec<[Span; 1]> {
    let mut kept = SmallVec::new();
    for (nth, piece) in pieces.iter().enumerate() {
        let lead = direction(piece.of(text)).filter(|_| nth == 0);
        let start = lead.map_or(piece.start, |lead| piece.start + lead as u32);
        let piece = Span::new(start, piece.end);
        let mut from = piece.start;
        for sound in sounds(piece.of(text)) {
            let sound = sound.shifted(piece.start);
            kept.extend(trimmed(text, Span::new(from, sound.start)));
            from = sound.end;
        }
        kept.extend(trimmed(text, Span::new(from, piece.end)));
    }
    kept
}

/// Adds a line to pieces: to the last one where nothing but white space stands between.
pub(super) fn joined(text: &str, pieces: &mut SmallVec<[Span; 1]>, line: Span) {
    match pieces.last_mut() {
        Some(last) if Span::new(last.end, line.start).of(text).trim().is_empty() => {
            last.end = line.end;
        }
        _ => pieces.push(line),
    }
}

/// The bytes of a direction in front of somebody's words: `(standing) We never signed it.`
fn direction(words: &str) -> Option<usize> {
    let inside = words.strip_prefix('(')?;
    let end = inside.find(')').filter(|end| *end <= LONGEST)?;
    let behind = inside.get(end + 1..)?;
    let low = inside.starts_with(char::is_lowercase);
    let sentence = behind
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '¡' | '“' | '"'));
    (low && sentence).then_some(end + 2)
}

/// Whether nothing of `words` is spoken.
pub(super) fn is_unspoken(words: &str) -> bool {
    spoken(words, &[Span::at(0, words.len())]).is_empty()
}

/// The sounds in `words`, in order.
fn sounds(words: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words
        .get(from..)
        .and_then(|rest| rest.find(|c| matches!(c, '[' | '(' | '*') || NOTES.contains(&c)))
        .map(|at| from + at)
    {
        let rest = words.part(at..);
        let end = sound(rest, words.part(..at)).map(|length| at + length);
        found.extend(end.map(|end| Span::at(at, end)));
        let first = rest.chars().next().map_or(1, char::len_utf8);
        from = end.unwrap_or(at + first);
    }
    found
}

/// The bytes of the sound that `rest` begins with; `before` stands in front of it.
fn sound(rest: &str, before: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if NOTES.contains(&first) {
        // Up to the closing note on the line, or its end.
        let line = rest.lines().next()?;
        let inside = line.get(first.len_utf8()..)?;
        let last = inside.char_indices().rev().find(|(_, c)| NOTES.contains(c));
        let end = last.map(|(at, note)| first.len_utf8() + at + note.len_utf8());
        return Some(end.unwrap_or(line.len()));
    }
    let close = match first {
        '[' => ']',
        '(' => ')',
        _ => '*',
    };
    let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let inside = near.get(1..)?;
    let end = inside.find(close)?;
    let inside = inside.get(..end)?;
    // A direction is a sentence of its own, in its brackets: `(Recess taken.)`.
    let starts = before.trim_end_matches(' ');
    let starts = starts.trim_end().is_empty() || starts.ends_with(['\n', '\r']);
    let behind = rest.get(end + 2..)?.trim_start_matches(' ');
    let own_line = starts && (behind.starts_with(['\n', '\r']) || behind.trim().is_empty());
    let letters = || inside.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() > 2 && letters().all(char::is_uppercase);
    let is = match first {
        '[' => is_sound(inside) || own_line || shouted && inside.contains(' '),
        '(' => is_sound(inside) || own_line,
        _ => is_sound(inside),
    };
    (is && !inside.contains(['[', '(', '\n'])).then_some(end + 2)
}

/// A span without blanks at its ends; `None` where no word is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let front = words.len() - words.trim_start().len();
    let start = span.start + front as u32;
    let kept = Span::new(start, start + words.trim().len() as u32);
    kept.of(text).contains(char::is_alphanumeric).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_and_directions_are_not_spoken() {
        for (words, want) in [
            ("No. [APPLAUSE] Never.", &["No.", "Never."][..]),
            ("[SIGHS] Good. (door slams)", &["Good."]),
            ("♪ La la la ♪", &[]),
            ("♪ La\nNo.", &["No."]),
            ("(Aplausos.)", &[]),
            ("No.\n(Se suspende la sesión.)\nSí.", &["No.", "Sí."]),
            ("I paid [him] twice (in May) for it.", &["I paid [him] twice (in May) for it."]),
            ("I saw [inaudible] there", &["I saw", "there"]),
            ("He said (and I quote) no", &["He said (and I quote) no"]),
            ("*laughs* No", &["No"]),
            ("(in tears) No, never", &["No, never"]),
            ("(as you know) no", &["(as you know) no"]),
            ("2 * 3 * 4 is it", &["2 * 3 * 4 is it"]),
            ("[", &[]),
        ] {
            let found = spoken(words, &[Span::at(0, words.len())]);
            let found: Vec<_> = found.iter().map(|span| span.of(words)).collect();
            assert_eq!(found, want, "{words}");
            assert_eq!(is_unspoken(words), want.is_empty(), "{words}");
        }
    }
}

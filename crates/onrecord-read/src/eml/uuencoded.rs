//! Files written in letters between the lines of a text (`uuencode`, POSIX.1-2017): `begin 644 lease.pdf`, the
//! lines, `end`. Mails carried files so before they had parts; they are no words of the text.

use std::borrow::Cow;
use std::ops::Range;

use onrecord_text::Part as _;

/// The files in `text`: the name of each, and its lines.
pub(super) fn files(text: &[u8]) -> Vec<(String, &[u8])> {
    let names = found(text).into_iter();
    names.map(|file| (file.name, text.part(file.lines))).collect()
}

/// `text` without the files in it.
pub(super) fn without(text: &[u8]) -> Cow<'_, [u8]> {
    let files = found(text);
    if files.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut from) = (Vec::with_capacity(text.len()), 0);
    for file in files {
        out.extend_from_slice(text.part(from..file.whole.start));
        from = file.whole.end;
    }
    out.extend_from_slice(text.part(from..));
    Cow::Owned(out)
}

/// What the lines of a file stand for.
pub(super) fn decoded(lines: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.len() / 4 * 3);
    for line in lines.split(|byte| *byte == b'\n') {
        let Some((length, letters)) = line.trim_ascii_end().split_first() else { continue };
        let before = out.len();
        for chunk in letters.chunks(4) {
            let mut four = [b' '; 4];
            for (slot, letter) in four.iter_mut().zip(chunk) {
                *slot = *letter;
            }
            let bits = four.iter().fold(0, |bits, letter| bits << 6 | u32::from(value(*letter)));
            let [_, bytes @ ..] = bits.to_be_bytes();
            out.extend(bytes);
        }
        // A space at the end of a line is a letter, and lost on its way: it stands for zero.
        out.resize(before + usize::from(value(*length)), 0);
    }
    out
}

/// A file in a text.
struct WrittenFile {
    name: String,
    /// The bytes from `begin` to `end`.
    whole: Range<usize>,
    /// Those of its lines.
    lines: Range<usize>,
}

fn found(text: &[u8]) -> Vec<WrittenFile> {
    let mut files = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    let mut at = 0;
    while at < text.len() {
        let rest = text.part(at..);
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.part(..end);
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some((name, begin, lines)) = open.take() {
            if line.trim_ascii_end() == b"end" {
                files.push(WrittenFile { name, whole: begin..at + end, lines: lines..at });
            } else if is_coded(line) {
                open = Some((name, begin, lines));
            }
        }
        if let Some(name) = begun(line) {
            open = Some((name, at, at + end));
        }
        at += end;
    }
    files
}

/// The name in `begin 644 lease.pdf`.
fn begun(line: &[u8]) -> Option<String> {
    let rest = line.strip_prefix(b"begin ")?;
    let digits = rest.iter().take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    let name = rest.get(digits..)?.strip_prefix(b" ")?.trim_ascii();
    (matches!(digits, 3 | 4) && !name.is_empty())
        .then(|| String::from_utf8_lossy(name).into_owned())
}

/// Whether a line says how long it is, and is no longer; spaces at its end may be gone, a sum may follow.
fn is_coded(line: &[u8]) -> bool {
    let Some((length, letters)) = line.split_first() else { return true };
    let most = usize::from(value(*length)).div_ceil(3) * 4;
    line.iter().all(|byte| matches!(byte, b' '..=b'`')) && letters.len() <= most + 1
}

/// What a letter stands for.
const fn value(byte: u8) -> u8 {
    byte.wrapping_sub(b' ') & 63
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_between_the_lines_is_taken_out_of_them() {
        let lines = "#8V%T\n`\n";
        let text = format!("Ana,\r\nbegin 644 the list.txt\n{lines}end\nit is all there.\n");
        assert_eq!(files(text.as_bytes()), [("the list.txt".to_owned(), lines.as_bytes())]);
        assert_eq!(&*without(text.as_bytes()), b"Ana,\r\nit is all there.\n");
        assert_eq!(decoded(lines.as_bytes()), b"cat");
        // `a`, and two bytes of zero whose letters were spaces.
        assert_eq!(decoded(b"#80"), b"a\0\0");
    }

    #[test]
    fn words_are_no_file() {
        for text in [
            "begin 644 times\nWe began, and in the end\nend\n",
            "begin 644 a.txt\n#8V%T\n",
            "begin 9 a.txt\n#8V%T\nend\n",
            "begin 644 \n#8V%T\nend\n",
        ] {
            assert!(files(text.as_bytes()).is_empty(), "{text}");
            assert_eq!(&*without(text.as_bytes()), text.as_bytes());
        }
    }
}

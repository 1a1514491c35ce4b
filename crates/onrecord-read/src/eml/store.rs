//! Stores of mail (RFC 4155, `mbox`): mails one behind the other, each after a line `From …`.
//!
//! Single mails are often cut out of a store with that line. It belongs to the store: the mail's own
//! header says who wrote it.

use std::borrow::Cow;

use super::headers::Headers;
use onrecord_text::Part as _;

/// Fields that a mail has which was sent or kept: one of them tells the beginning of the next mail.
const SENT: &[&str] =
    &["date", "message-id", "received", "return-path", "x-mozilla-status", "status"];

/// Fields that a draft has, or one whose day was cut off: two of them begin a mail. One may be a line that somebody
/// has copied into the text of this one.
const WRITTEN: &[&str] = &["from", "to", "cc", "bcc", "subject", "mime-version", "content-type"];

/// Whether `bytes` hold several mails.
pub(crate) fn is_store(bytes: &[u8]) -> bool {
    let bytes = begun(bytes);
    // A store begins with its line; whether another follows, only its mails tell.
    has_envelope(bytes) && mails(bytes).len() > 1
}

/// Whether `bytes` begin as a mail does that was sent, with or without the line of a store.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    let bytes = begun(bytes);
    let (headers, _) = Headers::read(bytes);
    let has = |names: &[&str]| names.iter().any(|name| headers.words(name).is_some());
    let first = bytes.split(|byte| *byte == b'\n').next();
    let stored = first.is_some_and(is_envelope) && has(SENT);
    stored || has(&["from", "date", "subject"]) && has(CARRIED)
}

/// The bytes of the mail from its beginning on: without a mark, blank lines, the length that Apple's Mail puts in
/// front of a mail and the list that it puts behind it (`.emlx`).
fn begun(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let blank = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let bytes = bytes.part(blank..);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = bytes.split_at(digits.min(12));
    let rest = rest.trim_ascii_start();
    let length = std::str::from_utf8(number).ok().and_then(|number| number.parse::<usize>().ok());
    length.map_or(bytes, |length| without_list(rest, length))
}

/// A mail said to be `length` bytes long, without the list behind it. A length that does not reach to the list, or
/// reaches into it, is not believed: no word is cut off by it.
fn without_list(bytes: &[u8], length: usize) -> &[u8] {
    const LIST: &[u8] = b"<?xml version";
    if let Some((mail, behind)) = bytes.split_at_checked(length)
        && (behind.trim_ascii().is_empty() || behind.trim_ascii_start().starts_with(LIST))
    {
        return mail;
    }
    let ended = bytes.trim_ascii_end().ends_with(b"</plist>");
    let begin = memchr::memmem::rfind(bytes, LIST).filter(|_| ended);
    begin.and_then(|at| bytes.get(..at)).unwrap_or(bytes)
}

/// Fields that mailers write, and nobody who types.
const CARRIED: &[&str] =
    &["message-id", "received", "return-path", "mime-version", "delivered-to", "x-mozilla-status"];

/// The mails in `bytes`, one where it is no store, without the lines of the store.
pub(super) fn mails(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let bytes = begun(bytes);
    if !has_envelope(bytes) {
        return vec![Cow::Borrowed(bytes)];
    }
    let mut mails = Vec::new();
    let (mut begin, mut at, mut blank, mut closed) = (0, 0, false, false);
    while at < bytes.len() {
        let rest = bytes.part(at..);
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, behind) = rest.split_at(end);
        if at == 0 {
            begin = end;
        } else if (blank || closed) && is_envelope(line) && begins_mail(behind, closed) {
            mails.extend(bytes.get(begin..at).map(unescaped));
            begin = at + end;
        }
        blank = line.trim_ascii().is_empty();
        closed = is_closing(line) || closed && blank;
        at += end;
    }
    mails.extend(bytes.get(begin..).map(unescaped));
    mails
}

/// Whether `bytes` begin with a line that a store puts before a mail. `>From ` comes of stores
/// inside stores.
fn has_envelope(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b">").unwrap_or(bytes).starts_with(b"From ")
}

/// `From ana@example.org Fri Jul  8 12:08:34 2011`: a time of day and a year behind the sender.
fn is_envelope(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words = || rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let digits = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let time = |word: &[u8]| word.contains(&b':') && word.split(|byte| *byte == b':').all(digits);
    words().any(time) && words().any(|word| word.len() == 4 && digits(word))
}

/// Whether a line may end the last part of a mail (`--boundary--`): nobody writes behind it.
fn is_closing(line: &[u8]) -> bool {
    let inner = line.trim_ascii_end().strip_prefix(b"--").and_then(|rest| rest.strip_suffix(b"--"));
    inner.is_some_and(|inner| inner.iter().any(|byte| *byte != b'-'))
}

/// Whether a mail begins here, and not a line that was only copied; behind parts that are `closed` nothing is.
fn begins_mail(bytes: &[u8], closed: bool) -> bool {
    let (headers, _) = Headers::read(bytes);
    let count = |names: &[&str]| names.iter().filter(|name| headers.words(name).is_some()).count();
    count(SENT) > 0 || count(WRITTEN) > usize::from(!closed)
}

/// A mail of a store as it was sent: a line that began with `From ` was written with a `>` before it.
fn unescaped(mail: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(mail, b">From ").is_none() {
        return Cow::Borrowed(mail);
    }
    let mut out = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        let escaped = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
        out.extend_from_slice(line.part(usize::from(escaped)..));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(store: &str) -> Vec<String> {
        mails(store.as_bytes()).iter().map(|m| String::from_utf8_lossy(m).into_owned()).collect()
    }

    #[test]
    fn a_store_is_cut_into_its_mails() {
        let first = "From a@b.example Fri Jul  8 12:08:34 2011\nSubject: one\n\nA.\n>From here on\n>> no\n\n";
        let copied = "From c@d.example Sat Jul  9 09:00:00 2011\nFrom: C <c@d.example>\n\nC.\n";
        let second =
            format!("From - Mon Jul 11 09:00:00 2011\r\nDate: x\r\n\r\nB:\r\n\r\n{copied}");
        for (store, want) in [
            ("Subject: s\n\nFrom here.\n", vec!["Subject: s\n\nFrom here.\n"]),
            ("\r\n\nSubject: s\n\n", vec!["Subject: s\n\n"]),
            (first, vec!["Subject: one\n\nA.\nFrom here on\n>> no\n\n"]),
            (
                &format!("{first}{second}"),
                vec![
                    "Subject: one\n\nA.\nFrom here on\n>> no\n\n",
                    &format!("Date: x\r\n\r\nB:\r\n\r\n{copied}"),
                ],
            ),
            ("From a@b\nSubject: s\n", vec!["Subject: s\n"]),
            ("16   \nSubject: s\n\nNo.\n<?xml version=\"1.0\"?>\n", vec!["Subject: s\n\nNo.\n"]),
            ("999\nSubject: s\n\nNo.", vec!["Subject: s\n\nNo."]),
            ("12\nSubject: s\n\nNo.\n", vec!["Subject: s\n\nNo.\n"]),
            (
                "12\nSubject: s\n\n<?xml?>No.\n<?xml version=\"1.0\"?><plist/></plist>\n",
                vec!["Subject: s\n\n<?xml?>No.\n"],
            ),
            (
                "99\nSubject: s\n\nNo.\n<?xml version=\"1.0\"?><plist/></plist>\n",
                vec!["Subject: s\n\nNo.\n"],
            ),
            (
                "16\nSubject: s\n\nNo.\n<?xml version=\"1.0\"?><plist/></plist>\n",
                vec!["Subject: s\n\nNo.\n"],
            ),
            ("", vec![""]),
        ] {
            assert_eq!(cut(store), want, "{store}");
        }
    }

    /// A draft has no day; it was taken for what stands behind the parts of the mail before it.
    #[test]
    fn a_mail_without_a_day_begins_as_well() {
        let line = "From bo@x.example Sat Jul  9 09:00:00 2011\n";
        let parted =
            "Subject: one\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nYes.\n--q--\n";
        let plain = "Subject: one\n\nYes.\n";
        let draft = "From: Bo Li <bo@x.example>\nSubject: two\n\nNo.\n\n";
        let bare = "Subject: two\n\nNo.\n\n";
        for (first, second, count) in [
            (parted, draft, 3),
            (parted, bare, 2),
            (plain, draft, 3),
            (plain, bare, 1),
            (parted, "Not a header.\n", 1),
        ] {
            for gap in ["\n", "", "\n\n"] {
                let store = format!("{line}{first}{gap}{line}{second}{line}{second}");
                let count = if gap.is_empty() && first == plain && count > 1 { 2 } else { count };
                assert_eq!(cut(&store).len(), count, "{store}");
            }
        }
    }

    #[test]
    fn the_line_of_a_store_has_a_time_and_a_year() {
        for (line, is) in [
            ("From a@b Fri Jul  8 12:08:34 2011\r\n", true),
            ("From a@b Fri Jul  8 12:08 2011 remote from c\n", true),
            ("From the start we knew\n", false),
            ("From 10:00 on, nobody came\n", false),
            ("From: a@b Fri Jul  8 12:08:34 2011", false),
        ] {
            assert_eq!(is_envelope(line.as_bytes()), is, "{line}");
        }
    }
}

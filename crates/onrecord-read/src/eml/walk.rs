//! The parts of a mail in their order: the words of its text, mails forwarded in it, and what is attached.

use std::borrow::Cow;

use super::headers::Headers;
use super::{alternative, flowed, transfer, uuencoded};
use crate::{Doubt, Limits, Warning, charset, html};
use onrecord_model::BlockKind;
use onrecord_text::Part as _;

/// The deepest nesting of parts that is read: each level is searched for boundaries again.
const DEPTH: usize = 30;

/// The most parts of one mail.
const PARTS: usize = 10_000;

/// Blocks of words.
pub(super) type MailWords = Vec<(BlockKind, String)>;

/// Something of a mail.
pub(super) enum Leaf<'w, 'b> {
    /// The header of a mail that was sent on within this one.
    Forwarded(&'w Headers),
    /// Words of the text.
    Words(MailWords),
    /// Words of another form of the text than the one that is read.
    Otherwise(MailWords),
    /// What stands before or behind the parts, which mailers do not show.
    Outside(String),
    /// What is attached.
    Attached(&'w MailPart<'b>),
}

/// A part that is still to be read.
pub(super) struct MailPart<'b> {
    pub(super) headers: Headers,
    pub(super) body: &'b [u8],
    depth: usize,
    /// Whether another part is read in its place: then only what is attached in it is taken.
    said: SaidElsewhere,
}

/// Whether the text of a part stands in another as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SaidElsewhere {
    /// It does not.
    Here,
    /// In other words.
    Otherwise,
    /// Word for word.
    Whole,
}

impl<'b> MailPart<'b> {
    /// A whole file.
    pub(super) fn whole(headers: Headers, body: &'b [u8]) -> Self {
        MailPart { headers, body, depth: 0, said: SaidElsewhere::Here }
    }

    /// Whether it lies in so few others that it is opened.
    pub(super) fn is_shallow(&self) -> bool {
        self.depth < DEPTH
    }

    /// Its type in lower case, `text/plain` where it says none.
    pub(super) fn kind(&self) -> String {
        let kind = self.headers.kind("content-type");
        if kind.contains('/') { kind } else { "text/plain".to_owned() }
    }

    /// What it holds, out of its transfer encoding.
    pub(super) fn decoded(&self) -> Cow<'b, [u8]> {
        match self.headers.kind("content-transfer-encoding").as_str() {
            "base64" if transfer::is_base64(self.body) => Cow::Owned(transfer::base64(self.body)),
            "quoted-printable" => Cow::Owned(transfer::quoted_printable(self.body)),
            "x-uuencode" | "uuencode" | "x-uue" => Cow::Owned(uuencoded::decoded(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }

    /// Whether it holds others, and not words.
    pub(super) fn is_multipart(&self) -> bool {
        self.kind().starts_with("multipart/")
    }

    /// Whether it is a text of the mail, and not attached to it.
    pub(super) fn is_text(&self) -> bool {
        let is_text = matches!(self.kind().as_str(), "text/plain" | "text/html");
        is_text && !self.is_attached()
    }

    fn is_attached(&self) -> bool {
        self.headers.kind("content-disposition") == "attachment" || self.own_name().is_some()
    }

    /// Its words; `None` where it is no text.
    pub(super) fn words(&self, limits: &Limits) -> Option<(MailWords, Option<Doubt>)> {
        let label = self.headers.parameter("content-type", "charset");
        // Mailers write us-ascii over anything; only ASCII can be believed to be it.
        let label = label.filter(|label| !label.eq_ignore_ascii_case("us-ascii"));
        let is_page = self.kind() == "text/html";
        let bytes = match self.decoded() {
            Cow::Borrowed(plain) if !is_page => uuencoded::without(plain),
            bytes => bytes,
        };
        let of_page = html::declared(&bytes).filter(|_| is_page);
        let decoded = charset::decode(&bytes, label.as_deref().or(of_page))?;
        if is_page {
            let (words, cut) = html::mail(&decoded.text, limits);
            return Some((words, cut.then_some(Doubt::CutOff).or(decoded.doubt)));
        }
        let is = |key, word| {
            let value = self.headers.parameter("content-type", key);
            value.is_some_and(|value| value.eq_ignore_ascii_case(word))
        };
        let text = if is("format", "flowed") {
            flowed::joined(&decoded.text, is("delsp", "yes"))
        } else {
            decoded.text.into_owned()
        };
        Some((vec![(BlockKind::Paragraph, text)], decoded.doubt))
    }

    /// The files that are written into its lines in letters, as they were sent before there were parts.
    fn written_in(&self) -> Vec<Self> {
        if !matches!(self.decoded(), Cow::Borrowed(_)) || self.kind() == "text/html" {
            return Vec::new();
        }
        let part = |(name, body): (String, _)| {
            let headers = Headers::of_file(&name, "x-uuencode");
            MailPart { headers, body, depth: self.depth + 1, said: self.said }
        };
        uuencoded::files(self.body).into_iter().map(part).collect()
    }

    /// What stands before its first and behind its last boundary.
    fn outside(&self) -> String {
        let Some(boundary) = self.headers.parameter("content-type", "boundary") else {
            return String::new();
        };
        let pieces = bodies(self.body, boundary.as_bytes(), usize::MAX).1;
        let words = |piece| charset::decode(piece, None).map(|decoded| decoded.text.into_owned());
        pieces.into_iter().filter_map(words).collect::<Vec<_>>().join("\n")
    }

    /// The parts between its boundaries, `more` of them at most; `None` where it has no boundary.
    pub(super) fn split(&self, more: usize) -> Option<Vec<Self>> {
        let boundary = self.headers.parameter("content-type", "boundary")?;
        let part = |bytes| {
            let (headers, body) = Headers::read(bytes);
            MailPart { headers, body, depth: self.depth + 1, said: self.said }
        };
        let parts: Vec<_> =
            bodies(self.body, boundary.as_bytes(), more).0.into_iter().map(part).collect();
        (!parts.is_empty()).then_some(parts)
    }
}

/// Hands over what stands in a mail, in the order of the file; what is wrong with it goes to `warnings`.
pub(super) fn leaves<'b>(
    headers: Headers,
    body: &'b [u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
    each: &mut dyn FnMut(Leaf<'_, 'b>),
) {
    let whole = MailPart::whole(headers, body);
    let mut walk = MailWalk { limits, warnings, each, waiting: vec![whole], left: PARTS };
    while let Some(part) = walk.waiting.pop() {
        walk.part(&part);
    }
}

struct MailWalk<'b, 'w> {
    limits: &'w Limits,
    warnings: &'w mut Vec<Warning>,
    each: &'w mut dyn FnMut(Leaf<'_, 'b>),
    /// The next part is the last: parts are read in the order of the file, without recursion.
    waiting: Vec<MailPart<'b>>,
    /// How many more parts are read.
    left: usize,
}

impl<'b> MailWalk<'b, '_> {
    fn part(&mut self, part: &MailPart<'b>) {
        let deep = part.depth >= DEPTH.min(self.limits.depth);
        match part.kind().as_str() {
            kind if kind.starts_with("multipart/") => {
                if deep {
                    return self.damaged("parts nested too deep");
                }
                self.open(part, kind == "multipart/alternative");
            }
            "message/rfc822"
                if !deep && !part.is_attached() && matches!(part.decoded(), Cow::Borrowed(_)) =>
            {
                let (headers, body) = Headers::read(part.body);
                if part.said == SaidElsewhere::Here {
                    (self.each)(Leaf::Forwarded(&headers));
                }
                self.waiting.push(MailPart {
                    headers,
                    body,
                    depth: part.depth + 1,
                    said: part.said,
                });
            }
            _ if part.is_text() => self.text(part),
            _ => (self.each)(Leaf::Attached(part)),
        }
    }

    /// Puts the parts of a multipart on the pile; of alternatives one is read.
    fn open(&mut self, part: &MailPart<'b>, alternative: bool) {
        let Some(mut parts) = part.split(self.left + 1) else {
            // Words without bounds are words still.
            if !part.body.trim_ascii().is_empty() {
                self.damaged("parts without a boundary");
            }
            return self.text(part);
        };
        if parts.len() > self.left {
            self.damaged("too many parts");
            parts.truncate(self.left);
        }
        self.left -= parts.len();
        let outside = part.outside();
        if !outside.is_empty() {
            (self.each)(Leaf::Outside(outside));
        }
        if alternative {
            let (chosen, otherwise) = alternative::chosen(&parts, self.limits);
            let said = if otherwise { SaidElsewhere::Otherwise } else { SaidElsewhere::Whole };
            let others = parts.iter_mut().enumerate().filter(|(at, _)| *at != chosen);
            for (_, part) in others.filter(|(_, part)| part.is_text() || part.is_multipart()) {
                part.said = said;
            }
        }
        parts.reverse();
        self.waiting.append(&mut parts);
    }

    fn text(&mut self, part: &MailPart<'b>) {
        for file in part.written_in() {
            (self.each)(Leaf::Attached(&file));
        }
        if part.said == SaidElsewhere::Whole {
            return;
        }
        let Some((words, doubt)) = part.words(self.limits) else {
            return self.damaged("a part that is no text");
        };
        self.warnings.extend(doubt.map(|what| Warning { line: 0, what }));
        let read = part.said == SaidElsewhere::Here;
        (self.each)(if read { Leaf::Words(words) } else { Leaf::Otherwise(words) });
    }

    fn damaged(&mut self, what: &str) {
        self.warnings.push(Warning { line: 0, what: Doubt::Damaged(what.to_owned()) });
    }
}

/// The parts between lines of `--boundary` (RFC 2046, §5.1.1), `most` at most, and what stands before the first and
/// behind the last. A last part without an end is read to the end.
fn bodies<'b>(body: &'b [u8], boundary: &[u8], most: usize) -> (Vec<&'b [u8]>, Vec<&'b [u8]>) {
    let (mut parts, mut outside) = (Vec::new(), Vec::new());
    let (mut inside, mut begin, mut at) = (false, 0, 0);
    while at < body.len() && parts.len() < most {
        let rest = body.part(at..);
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.part(..end).trim_ascii_end();
        let after = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary));
        if let Some(after) = after.filter(|after| after.is_empty() || *after == b"--") {
            let pieces = if inside { &mut parts } else { &mut outside };
            pieces.extend(body.get(begin..at));
            (inside, begin) = (after.is_empty(), at + end);
        }
        at += end;
    }
    let pieces = if inside { &mut parts } else { &mut outside };
    pieces.extend(body.get(begin..));
    outside.retain(|piece| !piece.trim_ascii().is_empty());
    (parts, outside)
}

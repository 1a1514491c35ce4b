//! The header of a mail in the text: `From: …`, `De: …`, its sender, its readers and its day.

use super::{MailAuthor, MailLine};
use crate::day::day;
use crate::transcript::line::TranscriptPage;
use crate::transcript::stamp::{DayOrder, stamp};
use onrecord_model::TurnDay;
use onrecord_text::Span;
use onrecord_text::fold::folded;

/// What a line of a header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MailField {
    From,
    To,
    Sent,
    Other,
}

/// The names of the fields in the languages of mailers.
const FIELDS: &[(&str, MailField)] = &[
    ("from", MailField::From),
    ("de", MailField::From),
    ("von", MailField::From),
    ("da", MailField::From),
    ("remitente", MailField::From),
    ("to", MailField::To),
    ("para", MailField::To),
    ("a", MailField::To),
    ("an", MailField::To),
    ("destinatario", MailField::To),
    ("destinatarios", MailField::To),
    ("sent", MailField::Sent),
    ("date", MailField::Sent),
    ("enviado", MailField::Sent),
    ("enviado el", MailField::Sent),
    ("enviada", MailField::Sent),
    ("enviada em", MailField::Sent),
    ("fecha", MailField::Sent),
    ("gesendet", MailField::Sent),
    ("datum", MailField::Sent),
    ("data", MailField::Sent),
    ("envoye", MailField::Sent),
    ("cc", MailField::Other),
    ("bcc", MailField::Other),
    ("cco", MailField::Other),
    ("subject", MailField::Other),
    ("asunto", MailField::Other),
    ("betreff", MailField::Other),
    ("objet", MailField::Other),
    ("oggetto", MailField::Other),
    ("assunto", MailField::Other),
    ("reply-to", MailField::Other),
    ("importance", MailField::Other),
    ("importancia", MailField::Other),
    ("attachments", MailField::Other),
    ("adjuntos", MailField::Other),
    ("datos adjuntos", MailField::Other),
];

/// A header, and how many lines it takes.
pub(super) struct HeaderBlock {
    pub(super) author: MailAuthor,
    pub(super) lines: usize,
}

/// The header that begins at line `at`: a sender, and with him a day, readers or a subject.
pub(super) fn header(
    page: &TranscriptPage<'_>,
    lines: &[MailLine],
    at: usize,
) -> Option<HeaderBlock> {
    let text = page.document.text();
    let first = lines.get(at)?;
    let (mut author, mut count, mut fields) = (MailAuthor::default(), 0, 0);
    for line in lines.get(at..)?.iter().take_while(|line| line.level == first.level) {
        let Some((field, value)) = field(text, line.words) else {
            // A folded value goes on over an address; a blank line ends a header.
            let folded = count > 0
                && count < 12
                && line.block == first.block
                && line.words.of(text).contains('@');
            if !folded {
                break;
            }
            count += 1;
            continue;
        };
        match field {
            MailField::From if author.from.is_some() => break,
            MailField::From => author.from = names(text, value).into_iter().next(),
            MailField::To => author.to = names(text, value).into_iter().collect(),
            MailField::Sent => author.said = sent(text, value),
            MailField::Other => {}
        }
        fields += 1;
        count += 1;
    }
    let whole = author.from.is_some() && fields > 1;
    whole.then_some(HeaderBlock { author, lines: count })
}

/// The field and the value of a line of a header.
fn field(text: &str, line: Span) -> Option<(MailField, Span)> {
    let words = line.of(text);
    let bare = words.trim_start_matches(['*', ' ']);
    let (name, value) = bare.split_once(':')?;
    let name = folded(name.trim().trim_matches('*'));
    let (_, field) = FIELDS.iter().find(|(known, _)| *known == name)?;
    let value = value.trim_start_matches(['*', ' ', '\t']);
    (!value.is_empty()).then(|| (*field, Span::new(line.end - value.len() as u32, line.end)))
}

/// The names in a list of addresses; an address without a name stands for itself.
fn names(text: &str, list: Span) -> Vec<Span> {
    /// Of a longer list these are enough to say who was written to.
    const MOST: usize = 50;
    let words = list.of(text);
    let sign = if words.contains(';') { ';' } else { ',' };
    let (mut found, mut from) = (Vec::new(), 0);
    let (mut quoted, mut angled) = (false, false);
    let ends = words.char_indices().filter(|(_, c)| {
        match c {
            '"' => quoted = !quoted,
            '<' | '[' | '(' => angled = true,
            '>' | ']' | ')' => angled = false,
            _ => {}
        }
        *c == sign && !quoted && !angled
    });
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([words.len()]).collect();
    for end in ends.into_iter().take(MOST) {
        found.extend(name(text, Span::at(from, end.max(from)).shifted(list.start)));
        from = end + 1;
    }
    found
}

/// The name in `"Sol, Ana" <ana@x.org>`, else its address.
pub(super) fn name(text: &str, address: Span) -> Option<Span> {
    let words = address.of(text);
    let end = words.find(['<', '[', '(']).unwrap_or(words.len());
    let head = words.get(..end)?;
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '*');
    let (part, offset) = if head.trim_matches(is_edge).is_empty() {
        let inside = words.get(end..)?.trim_start_matches(['<', '[', '(']);
        let inside = inside.strip_prefix("mailto:").unwrap_or(inside);
        let offset = words.len() - inside.len();
        (inside.split(['>', ']', ')']).next()?, offset)
    } else {
        (head, 0)
    };
    let front = part.len() - part.trim_start_matches(is_edge).len();
    let bare = part.trim_matches(is_edge);
    let start = address.start + (offset + front) as u32;
    bare.contains(char::is_alphanumeric).then(|| Span::new(start, start + bare.len() as u32))
}

/// The day in a date of a header.
pub(super) fn sent(text: &str, value: Span) -> Option<TurnDay> {
    let words = value.of(text).trim_end();
    let value = Span::new(value.start, value.start + words.len() as u32);
    if let Some(day) = day(words) {
        return Some(TurnDay { words: value, day, basis: None });
    }
    let digit = words.find(|c: char| c.is_ascii_digit())?;
    let (stamp, _) = stamp(words.get(digit..)?)?;
    let (day, basis) = DayOrder::of([&stamp].into_iter()).read(stamp.day.as_ref()?)?;
    Some(TurnDay { words: value, day, basis })
}

//! Messages of chats, as they are exported and copied: those of telephones (`WhatsApp`,
//! `Signal`, `Telegram`), of meetings and offices.

use super::line::TranscriptPage;
use super::stamp::{ChatStamp, DayOrder, stamp};
use super::{Turns, turn_of};
use crate::label::shape;
use onrecord_model::{Turn, TurnDay, TurnPart};
use onrecord_text::Span;
use onrecord_text::fold::folded;

/// The longest name (bytes).
const LONGEST: usize = 80;

/// One message begins on so many lines at least.
const ONE_IN: usize = 8;

/// The words between a sender and whom he sends to, in a meeting's chat: `From Ana to Everyone:`.
const SENDERS: [(&str, &[&str]); 3] =
    [("From ", &[" to "]), ("De ", &[" a ", " para "]), ("Da ", &[" a "])];

/// Everybody, as a meeting's chat calls them.
const EVERYONE: &str =
    "everyone|todos|todas|all|tutti|everyone in meeting|todo el mundo|everyone (in meeting)";

/// What an export writes in place of what it leaves out.
const LEFT_OUT: &str = "\
    this message was deleted|this message was deleted.|you deleted this message|\
    you deleted this message.|se elimino este mensaje|se elimino este mensaje.|\
    eliminaste este mensaje|eliminaste este mensaje.|image omitted|video omitted|audio omitted|\
    sticker omitted|gif omitted|document omitted|contact card omitted|imagen omitida|\
    video omitido|audio omitido|sticker omitido|documento omitido|null|missed voice call|\
    missed video call|llamada perdida|videollamada perdida";

/// The beginning of a message.
struct Message {
    name: Span,
    to: Option<Span>,
    stamp: ChatStamp,
    /// Where the stamp begins.
    stamped: u32,
    /// Its first words; empty where they stand on the next line.
    words: Span,
}

/// What a line is to a chat.
enum ChatLine {
    Message(Message),
    /// Told by the program: who joined, what was encrypted.
    Told,
    /// It goes on with the message before.
    More,
}

/// The turns of a chat; `None` where the text is none.
pub(super) fn turns(page: &TranscriptPage<'_>) -> Option<Vec<Turn>> {
    let text = page.document.text();
    let lines: Vec<(Span, ChatLine)> =
        page.whole_lines().map(|(_, line)| (line, read(text, line))).collect();
    let messages = || lines.iter().filter_map(|(_, line)| message(line));
    let count = messages().count();
    let paired = messages().any(|message| message.to.is_some());
    if count < 2 || count * ONE_IN < lines.len() || !paired && !is_chat(text, messages()) {
        return None;
    }
    let order = DayOrder::of(messages().map(|message| &message.stamp));
    let mut turns = Turns::new(page.document);
    for (line, kind) in &lines {
        match kind {
            ChatLine::Message(message) => {
                turns.begin(turn(text, message, order), message.words);
            }
            ChatLine::Told => turns.close(),
            ChatLine::More => turns.extend(*line),
        }
    }
    turns.close();
    turns.done.retain(|turn| !is_left_out(turn.hull().of(text)));
    Some(turns.done)
}

fn message(line: &ChatLine) -> Option<&Message> {
    match line {
        ChatLine::Message(message) => Some(message),
        ChatLine::Told | ChatLine::More => None,
    }
}

/// Messages have days, or their senders write again and again: lines of an agenda do not.
fn is_chat<'m>(text: &str, messages: impl Iterator<Item = &'m Message>) -> bool {
    let (mut count, mut dated) = (0, 0);
    let mut senders = std::collections::HashSet::new();
    for message in messages {
        count += 1;
        dated += usize::from(message.stamp.day.is_some());
        senders.insert(message.name.of(text));
    }
    dated * 2 > count || senders.len() < count
}

fn turn(text: &str, message: &Message, order: DayOrder) -> Turn {
    let stamp = &message.stamp;
    let said = stamp.day.as_ref().and_then(|day| order.read(day)).map(|(day, basis)| {
        let end = message.stamped + stamp.written as u32;
        TurnDay { words: Span::new(message.stamped, end), day, basis }
    });
    let everyone = |to: &Span| EVERYONE.split('|').any(|all| all == folded(to.of(text)));
    let to = message.to.filter(|to| !everyone(to)).into_iter().collect();
    Turn { said, to, ..turn_of(Some(message.name), TurnPart::Writes) }
}

/// Whether a message holds nothing that was written: `<Media omitted>`, `This message was deleted`.
fn is_left_out(words: &str) -> bool {
    // A program marks what it tells itself.
    if words.starts_with('\u{200e}') {
        return true;
    }
    let words = words.trim_matches(is_mark);
    words.starts_with('<') && words.ends_with('>')
        || LEFT_OUT.split('|').any(|left| left == folded(words))
}

/// Marks of direction that exports write in front of lines and names.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn read(text: &str, line: Span) -> ChatLine {
    let whole = line.of(text);
    let words = whole.trim_start_matches(is_mark);
    let start = line.end - words.len() as u32;
    let found = stamped(words, start)
        .or_else(|| named_first(words, start).map(ChatLine::Message))
        .or_else(|| angled(words, start).map(ChatLine::Message));
    found.unwrap_or(ChatLine::More)
}

/// A line that begins with a stamp, in square brackets or not.
fn stamped(words: &str, start: u32) -> Option<ChatLine> {
    let bare = words.strip_prefix('[');
    let (stamp, rest) = stamp(bare.unwrap_or(words))?;
    let rest = if bare.is_some() { rest.strip_prefix(']')? } else { rest };
    let dashed = rest.trim_start_matches(['\t', ' ']);
    let rest = match dashed.strip_prefix("- ").or_else(|| dashed.strip_prefix("– ")) {
        Some(rest) => rest,
        None if bare.is_some() || stamp.timed => dashed,
        None => return None,
    };
    let at = |part: &str| start + (words.len() - part.len()) as u32;
    let stamped = start + u32::from(bare.is_some());
    let make = |name: Span, to, words| {
        ChatLine::Message(Message { name, to, stamp: stamp.clone(), stamped, words })
    };
    if let Some((name, to, said)) = sent(rest) {
        let from = at(rest);
        return Some(make(name.shifted(from), to.map(|to| to.shifted(from)), said.shifted(from)));
    }
    let dated = stamp.day.is_some();
    let (name, said) = match rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, ""))) {
        Some((name, said)) => (name, said),
        // `[9:15 AM] Ana Sol`, its words below; a program's line ends as a sentence does.
        None if bare.is_some() && shape(rest.trim()).is_some() => (rest, ""),
        None => {
            return Some(ChatLine::Told)
                .filter(|_| dated && (dashed.len() != rest.len() || bare.is_some()));
        }
    };
    if !is_sender(name) {
        return dated.then_some(ChatLine::Told);
    }
    // A time alone in front of a name is a recording's, unless it has its half of the day.
    if !dated && !stamp.twelve {
        return None;
    }
    let clean = name.trim_start_matches(|c: char| is_mark(c) || c == '~').trim_end_matches(is_mark);
    let from = at(rest)
        + (name.len() - name.trim_start_matches(|c: char| is_mark(c) || c == '~').len()) as u32;
    let end = at(rest) + rest.len() as u32;
    let name = Span::new(from, from + clean.len() as u32);
    Some(make(name, None, Span::new(end - said.len() as u32, end)))
}

/// `From Ana Sol to Everyone: words`, `De Ana Sol a Todos:`: who sends, to whom, the words.
fn sent(rest: &str) -> Option<(Span, Option<Span>, Span)> {
    let (head, joints) = SENDERS.iter().find(|(head, _)| rest.starts_with(head))?;
    let colon = rest.find(':').filter(|colon| *colon < 2 * LONGEST)?;
    let inside = rest.get(head.len()..colon)?;
    let joint = joints.iter().find_map(|joint| Some((inside.find(joint)?, joint.len())));
    let (name, to) = match joint {
        Some((at, length)) => (inside.get(..at)?, inside.get(at + length..)),
        None => (inside, None),
    };
    let name = name.trim();
    let from = head.len() + inside.find(name)?;
    let to = to.and_then(|to| {
        // `Luis Paz (Direct Message)`, `Luis Paz(Privately)`
        let name = to.split('(').next()?.trim();
        let at = head.len() + inside.rfind(to)? + to.find(name)?;
        Some(Span::at(at, at + name.len())).filter(|to| !to.is_empty())
    });
    let said = rest.get(colon + 1..)?;
    let said = Span::at(rest.len() - said.trim_start().len(), rest.len());
    is_sender(name).then(|| (Span::at(from, from + name.len()), to, said))
}

/// `Ana Sol, [04.05.21 10:00]`, `Ana Sol  [9:15 AM]`, `Ana Sol  9:15 AM`, the words below.
fn named_first(words: &str, start: u32) -> Option<Message> {
    let near = words.trim_end();
    if near.len() > LONGEST + 40 {
        return None;
    }
    let at = near.find(|c: char| c.is_ascii_digit() || c == '[')?;
    let bracketed = near.get(at..)?.starts_with('[');
    let inside = near.get(at + usize::from(bracketed)..)?;
    let (stamp, rest) = stamp(inside)?;
    let rest = if bracketed { rest.strip_prefix(']')? } else { rest };
    let name = near.get(..at)?.trim_end_matches([' ', ',', '\t', '—', '–', '-', '\u{a0}']);
    // Without brackets a time within a sentence looks the same, unless it has its half of the day.
    let sure = stamp.timed && (bracketed || stamp.twelve || stamp.day.is_some());
    let named = shape(name).is_some() && rest.trim_end_matches(':').trim().is_empty();
    (sure && named).then(|| Message {
        name: Span::new(start, start + name.len() as u32),
        to: None,
        stamp,
        stamped: start + (at + usize::from(bracketed)) as u32,
        words: Span::new(start + words.len() as u32, start + words.len() as u32),
    })
}

/// `<ana> words`, with a stamp in front or not.
fn angled(words: &str, start: u32) -> Option<Message> {
    let bare = words.strip_prefix('[').unwrap_or(words);
    let (stamp, rest) = stamp(bare).unwrap_or((ChatStamp::default(), words));
    let inside = rest.trim_start_matches([']', ' ']).strip_prefix('<')?;
    let (name, said) = inside.split_once("> ")?;
    let from = start + (words.len() - inside.len()) as u32;
    let end = start + words.len() as u32;
    let sound = !name.contains(' ') && name.len() < 30 && name.contains(char::is_alphanumeric);
    (sound && stamp.timed).then(|| Message {
        name: Span::new(from, from + name.len() as u32),
        to: None,
        stamped: start,
        stamp,
        words: Span::new(end - said.len() as u32, end),
    })
}

/// Whether a sender may be called so: whatever has a letter or is a telephone number, and is short.
fn is_sender(name: &str) -> bool {
    let name = name.trim_matches(|c: char| is_mark(c) || c == '~');
    let phone = name.starts_with('+') && name.contains(|c: char| c.is_ascii_digit());
    let quoted = name.contains(['"', '“', '«', '?', '!']);
    !name.is_empty()
        && name.len() <= LONGEST
        && (phone || name.contains(char::is_alphabetic))
        && !quoted
        && name.split(' ').count() <= 6
}

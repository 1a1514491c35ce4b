//! The keys as data: (context, chord) → action. Help, the hint line and the README's table are made
//! from this table, so a key cannot be bound without being told.

use crate::app::identity::IdentityStep;
use crate::app::input::action::{Action, LineEdit};
use crate::app::input::chord::{Chord, Key};
use onrecord_model::{LinkKind, Status};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// In the search line, where letters are text.
    Line,
    /// In Actors, Timeline or Quotes.
    List,
    /// In Source.
    Source,
    /// In an overlay (help, faults, card, citation, sources, a form, the log, a list of records).
    Overlay,
    /// In a prompt, where letters are text.
    Prompt,
    /// Behind `=`, where a letter is a status.
    Status,
    /// Behind `d`, where a letter says who somebody is.
    Identity,
    /// Behind `l` on another statement, where a letter says how two stand to each other.
    Link,
    /// In Source, while a passage is being picked that is to be put down as a statement.
    Passage,
    /// In a form, on a field of a record.
    Form,
}

/// One row of the key table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub contexts: &'static [Context],
    /// The keys, the one to be shown first in front.
    pub chords: &'static [Chord],
    /// What they do.
    pub action: Action,
}

const EVERYWHERE: &[Context] = &[
    Context::Line,
    Context::List,
    Context::Source,
    Context::Overlay,
    Context::Prompt,
    Context::Status,
    Context::Identity,
    Context::Link,
    Context::Passage,
    Context::Form,
];
const OUTSIDE: &[Context] = &[Context::List, Context::Source, Context::Overlay, Context::Form];
/// Where letters of a form mean something else.
const ROWS: &[Context] = &[Context::List, Context::Source, Context::Overlay];
const PANES: &[Context] = &[Context::List, Context::Source];
const LINE: &[Context] = &[Context::Line];
const TYPING: &[Context] = &[Context::Line, Context::Prompt];
const PROMPT: &[Context] = &[Context::Prompt];
const STATUS: &[Context] = &[Context::Status];
const IDENTITY: &[Context] = &[Context::Identity];
const LINK: &[Context] = &[Context::Link];
const OVERLAY: &[Context] = &[Context::Overlay];
const PASSAGE: &[Context] = &[Context::Passage];
const FORM: &[Context] = &[Context::Form];

const fn on(contexts: &'static [Context], chords: &'static [Chord], action: Action) -> Binding {
    Binding { contexts, chords, action }
}

/// Every key. Outside the line nothing sits on the prefixes of tmux and screen or on flow control
/// (`Ctrl-B A S Q`); brackets, `O P X ^ _` and `\` stay free, because a sequence that a slow line split
/// behind its Esc goes on with one.
pub const TABLE: &[Binding] = &[
    on(OUTSIDE, &[Chord::char('/')], Action::Search),
    on(OUTSIDE, &[Chord::plain(Key::Enter)], Action::Open),
    on(OUTSIDE, &[Chord::plain(Key::Esc)], Action::Out),
    on(PANES, &[Chord::plain(Key::Tab)], Action::NextPane),
    on(PANES, &[Chord::plain(Key::BackTab)], Action::PreviousPane),
    on(PANES, &[Chord::char('1')], Action::Actors),
    on(PANES, &[Chord::char('2')], Action::Timeline),
    on(PANES, &[Chord::char('3')], Action::Quotes),
    on(PANES, &[Chord::char('4')], Action::Source),
    on(OUTSIDE, &[Chord::char('j'), Chord::plain(Key::Down)], Action::Down),
    on(OUTSIDE, &[Chord::char('k'), Chord::plain(Key::Up)], Action::Up),
    on(
        OUTSIDE,
        &[Chord::plain(Key::PageDown), Chord::ctrl('d'), Chord::ctrl('f')],
        Action::PageDown,
    ),
    on(OUTSIDE, &[Chord::plain(Key::PageUp), Chord::ctrl('u')], Action::PageUp),
    on(OUTSIDE, &[Chord::char('g'), Chord::plain(Key::Home)], Action::First),
    on(OUTSIDE, &[Chord::char('G'), Chord::plain(Key::End)], Action::Last),
    on(ROWS, &[Chord::char('n')], Action::NextHit),
    on(ROWS, &[Chord::char('N')], Action::PreviousHit),
    on(PANES, &[Chord::char('}')], Action::NextStatement),
    on(PANES, &[Chord::char('{')], Action::PreviousStatement),
    on(ROWS, &[Chord::char(' ')], Action::Facet),
    on(PANES, &[Chord::char('x')], Action::ClearFacets),
    on(PANES, &[Chord::char('w')], Action::Weak),
    on(PANES, &[Chord::char('M')], Action::Meaning),
    on(PANES, &[Chord::char('<')], Action::Back),
    on(PANES, &[Chord::char('>')], Action::Forward),
    on(OUTSIDE, &[Chord::char('y')], Action::Copy),
    on(OUTSIDE, &[Chord::char('Y')], Action::CopyLink),
    on(OUTSIDE, &[Chord::char('v')], Action::Citation),
    on(OUTSIDE, &[Chord::char('i')], Action::Card),
    on(OUTSIDE, &[Chord::char('+')], Action::Confirm),
    on(OUTSIDE, &[Chord::char('-')], Action::Dismiss),
    on(OUTSIDE, &[Chord::char('A')], Action::Accept),
    on(OUTSIDE, &[Chord::char('u')], Action::TakeBack),
    on(OUTSIDE, &[Chord::char('L')], Action::Log),
    on(OUTSIDE, &[Chord::char('H')], Action::Holes),
    on(ROWS, &[Chord::char('E')], Action::Everywhere),
    on(ROWS, &[Chord::char('S')], Action::Says),
    on(OUTSIDE, &[Chord::char('e')], Action::Edit),
    on(OUTSIDE, &[Chord::char('=')], Action::AskStatus),
    on(OUTSIDE, &[Chord::char('d')], Action::AskWho),
    on(OUTSIDE, &[Chord::char('.')], Action::Repeat),
    on(OUTSIDE, &[Chord::char('t')], Action::Tag),
    on(OUTSIDE, &[Chord::char('c')], Action::Note),
    on(PANES, &[Chord::char('*')], Action::Mark),
    on(OUTSIDE, &[Chord::char('l')], Action::Link),
    on(ROWS, &[Chord::char('C')], Action::Contradict),
    on(LINK, &[Chord::char('p')], Action::LinkAs(LinkKind::ParaphraseOf)),
    on(LINK, &[Chord::char('r')], Action::LinkAs(LinkKind::Repeats)),
    on(LINK, &[Chord::char('c')], Action::LinkAs(LinkKind::Contradicts)),
    on(LINK, &[Chord::char('a')], Action::LinkAs(LinkKind::RespondsTo)),
    on(LINK, &[Chord::char('t')], Action::LinkAs(LinkKind::TranslationOf)),
    on(OVERLAY, &[Chord::plain(Key::Tab)], Action::NextLink),
    on(PANES, &[Chord::char('a')], Action::Annotate),
    on(PASSAGE, &[Chord::plain(Key::Enter)], Action::Take),
    on(PASSAGE, &[Chord::char('l'), Chord::plain(Key::Right)], Action::WordFurther),
    on(PASSAGE, &[Chord::char('h'), Chord::plain(Key::Left)], Action::WordBack),
    on(PASSAGE, &[Chord::char('L'), Chord::alt(Key::Right)], Action::SentenceFurther),
    on(PASSAGE, &[Chord::char('H'), Chord::alt(Key::Left)], Action::SentenceBack),
    on(PASSAGE, &[Chord::char('o')], Action::OtherEnd),
    on(PASSAGE, &[Chord::char('n')], Action::NextHit),
    on(PASSAGE, &[Chord::char('N')], Action::PreviousHit),
    on(PASSAGE, &[Chord::char('j'), Chord::plain(Key::Down)], Action::Down),
    on(PASSAGE, &[Chord::char('k'), Chord::plain(Key::Up)], Action::Up),
    on(PASSAGE, &[Chord::plain(Key::Esc), Chord::char('q')], Action::Out),
    on(FORM, &[Chord::char(' ')], Action::Toggle),
    on(FORM, &[Chord::plain(Key::Right)], Action::NextChoice),
    on(FORM, &[Chord::plain(Key::Left)], Action::PreviousChoice),
    on(FORM, &[Chord::char('x'), Chord::plain(Key::Delete)], Action::Unset),
    on(FORM, &[Chord::char('n')], Action::NotStated),
    on(FORM, &[Chord::char('1')], Action::Reading(0)),
    on(FORM, &[Chord::char('2')], Action::Reading(1)),
    on(FORM, &[Chord::char('3')], Action::Reading(2)),
    on(FORM, &[Chord::char('4')], Action::Reading(3)),
    on(STATUS, &[Chord::char('=')], Action::AskStatus),
    on(STATUS, &[Chord::char('o')], Action::SetTerms("off")),
    on(STATUS, &[Chord::char('b')], Action::SetTerms("background")),
    on(STATUS, &[Chord::char('n')], Action::SetTerms("not for attribution")),
    on(STATUS, &[Chord::char('O')], Action::SetTerms("on record")),
    on(STATUS, &[Chord::char('B')], Action::SetTerms("deep background")),
    on(STATUS, &[Chord::char('U')], Action::SetTerms("unknown")),
    on(STATUS, &[Chord::char('x')], Action::Sensitive),
    on(STATUS, &[Chord::char('u')], Action::SetStatus(Status::Unchecked)),
    on(STATUS, &[Chord::char('s')], Action::SetStatus(Status::SingleSource)),
    on(STATUS, &[Chord::char('c')], Action::SetStatus(Status::Corroborated)),
    on(STATUS, &[Chord::char('a')], Action::SetStatus(Status::Authenticated)),
    on(STATUS, &[Chord::char('d')], Action::SetStatus(Status::Disputed)),
    on(STATUS, &[Chord::char('r')], Action::SetStatus(Status::Retracted)),
    on(STATUS, &[Chord::char('S')], Action::SetStatusHow(Status::SingleSource)),
    on(STATUS, &[Chord::char('C')], Action::SetStatusHow(Status::Corroborated)),
    on(STATUS, &[Chord::char('A')], Action::SetStatusHow(Status::Authenticated)),
    on(STATUS, &[Chord::char('D')], Action::SetStatusHow(Status::Disputed)),
    on(STATUS, &[Chord::char('R')], Action::SetStatusHow(Status::Retracted)),
    on(IDENTITY, &[Chord::char('r')], Action::Identity(IdentityStep::Rename)),
    on(IDENTITY, &[Chord::char('R')], Action::Identity(IdentityStep::RenameAll)),
    on(IDENTITY, &[Chord::char('m')], Action::Identity(IdentityStep::Merge)),
    on(IDENTITY, &[Chord::char('s')], Action::Identity(IdentityStep::ApartInSource)),
    on(IDENTITY, &[Chord::char('p')], Action::Identity(IdentityStep::ApartHere)),
    on(IDENTITY, &[Chord::char('x')], Action::Identity(IdentityStep::NoActor)),
    on(IDENTITY, &[Chord::char('X')], Action::Identity(IdentityStep::NoActors)),
    on(PANES, &[Chord::char('z')], Action::Zoom),
    on(OUTSIDE, &[Chord::char('s')], Action::Sources),
    on(OUTSIDE, &[Chord::char('o')], Action::Original),
    on(OUTSIDE, &[Chord::char('R')], Action::MarkRead),
    on(OUTSIDE, &[Chord::char('!')], Action::Faults),
    on(PANES, &[Chord::char('r')], Action::Reread),
    on(OUTSIDE, &[Chord::char('m')], Action::Mouse),
    on(OUTSIDE, &[Chord::char('?'), Chord::plain(Key::F1)], Action::Help),
    on(OUTSIDE, &[Chord::char('q')], Action::Quit),
    on(EVERYWHERE, &[Chord::ctrl('l')], Action::Repaint),
    on(EVERYWHERE, &[Chord::ctrl('z')], Action::Suspend),
    on(EVERYWHERE, &[Chord::ctrl('c')], Action::Interrupt),
    on(LINE, &[Chord::plain(Key::F1)], Action::Help),
    on(LINE, &[Chord::plain(Key::Enter)], Action::ToList),
    on(LINE, &[Chord::plain(Key::Esc), Chord::plain(Key::Tab)], Action::Out),
    on(LINE, &[Chord::plain(Key::Down)], Action::LeaveDown),
    on(LINE, &[Chord::ctrl('n')], Action::Down),
    on(LINE, &[Chord::ctrl('p'), Chord::plain(Key::Up)], Action::Up),
    on(LINE, &[Chord::plain(Key::PageDown)], Action::PageDown),
    on(LINE, &[Chord::plain(Key::PageUp)], Action::PageUp),
    on(PROMPT, &[Chord::plain(Key::Enter)], Action::Take),
    on(PROMPT, &[Chord::plain(Key::Tab)], Action::Complete),
    on(PROMPT, &[Chord::plain(Key::Esc)], Action::Out),
    on(PROMPT, &[Chord::plain(Key::Down), Chord::ctrl('n')], Action::Down),
    on(PROMPT, &[Chord::plain(Key::Up), Chord::ctrl('p')], Action::Up),
    on(STATUS, &[Chord::plain(Key::Esc)], Action::Out),
    on(IDENTITY, &[Chord::plain(Key::Esc)], Action::Out),
    on(LINK, &[Chord::plain(Key::Esc)], Action::Out),
    on(TYPING, &[Chord::ctrl('a'), Chord::plain(Key::Home)], Action::Line(LineEdit::Start)),
    on(TYPING, &[Chord::ctrl('e'), Chord::plain(Key::End)], Action::Line(LineEdit::End)),
    on(TYPING, &[Chord::ctrl('b'), Chord::plain(Key::Left)], Action::Line(LineEdit::Left)),
    on(TYPING, &[Chord::ctrl('f'), Chord::plain(Key::Right)], Action::Line(LineEdit::Right)),
    on(
        TYPING,
        &[Chord::alt(Key::Char('b')), Chord::alt(Key::Left)],
        Action::Line(LineEdit::WordLeft),
    ),
    on(
        TYPING,
        &[Chord::alt(Key::Char('f')), Chord::alt(Key::Right)],
        Action::Line(LineEdit::WordRight),
    ),
    on(
        TYPING,
        &[Chord::plain(Key::Backspace), Chord::ctrl('h')],
        Action::Line(LineEdit::DeleteBack),
    ),
    on(
        TYPING,
        &[Chord::plain(Key::Delete), Chord::ctrl('d')],
        Action::Line(LineEdit::DeleteForward),
    ),
    on(TYPING, &[Chord::ctrl('w'), Chord::alt(Key::Backspace)], Action::Line(LineEdit::DeleteWord)),
    on(TYPING, &[Chord::ctrl('u')], Action::Line(LineEdit::DeleteToStart)),
    on(TYPING, &[Chord::ctrl('k')], Action::Line(LineEdit::DeleteToEnd)),
    on(LINE, &[Chord::alt(Key::Char('p')), Chord::alt(Key::Up)], Action::Older),
    on(LINE, &[Chord::alt(Key::Char('n')), Chord::alt(Key::Down)], Action::Newer),
];

/// What `chord` does in `context`.
pub fn action(context: Context, chord: Chord) -> Option<Action> {
    TABLE
        .iter()
        .find(|row| row.contexts.contains(&context) && row.chords.contains(&chord))
        .map(|row| row.action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = HashSet::new();
        for row in TABLE {
            for context in row.contexts {
                for chord in row.chords {
                    assert!(seen.insert((*context, *chord)), "{chord} twice in {context:?}");
                }
            }
        }
    }

    #[test]
    fn prefixes_of_multiplexers_and_flow_control_stay_free() {
        for context in OUTSIDE {
            for c in ['a', 'b', 's', 'q'] {
                assert_eq!(action(*context, Chord::ctrl(c)), None, "Ctrl-{c}");
            }
            for c in ['[', ']', 'O', 'P', 'X', '^', '_', '\\'] {
                assert_eq!(action(*context, Chord::char(c)), None, "part of a sequence: {c}");
            }
        }
    }
}

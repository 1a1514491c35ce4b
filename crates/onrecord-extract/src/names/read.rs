//! Every name of a sentence, with the other names that stand beside it.

use super::nouns::begins;
use super::run::{BODY, GIVEN, may_stand_in_name, whole_run};
use super::same::words;
use super::words::{is_acronym, other_names};
use super::{Names, REMEMBERED, run};
use crate::tokens::{Case, Token, TokenKind, within};
use onrecord_language::Class;
use onrecord_model::ActorKind;
use onrecord_text::Span;

/// The most words of a nickname inside a name.
const NICKNAME: usize = 3;

/// The most words of a name in a heading.
const LABEL: usize = 4;

impl Names {
    /// Notes every name among `tokens`, one sentence with number `sentence`.
    pub(crate) fn read(&mut self, text: &str, tokens: &[Token], quoted: &[Span], sentence: u32) {
        if self.recent.len() >= 2 * REMEMBERED {
            self.recent.drain(..REMEMBERED);
        }
        self.seen.clear();
        let loud = !tokens.iter().any(|word| word.kind == TokenKind::Word && !word.is_capital());
        let quoted = Quoted { spans: quoted, loud };
        let mut at = 0;
        while at < tokens.len() {
            let length = self.length(text, tokens, at);
            at += if length == 0 {
                self.lower_body(text, tokens, at).unwrap_or(1)
            } else {
                let run = within(tokens, at..at + length);
                match self.common(text, run) {
                    Some(common) => common,
                    None => self.read_one(text, tokens, (at, length), &quoted, sentence),
                }
            };
        }
    }

    /// Notes whose words a heading in capitals announces: "ANA RUIZ: I WAS THERE".
    pub(crate) fn heading(&mut self, text: &str, tokens: &[Token], sentence: u32) {
        let length = run(tokens, 0);
        if is_label(tokens, length) {
            self.name(text, within(tokens, 0..length), sentence);
        }
    }

    /// How many tokens from `at` on are one name; the first may be an ordinary word where the
    /// document has named somebody so ("Home Depot").
    fn length(&self, text: &str, tokens: &[Token], at: usize) -> usize {
        let length = run(tokens, at);
        let rest = tokens.get(at + 1..at + length).filter(|rest| rest.len() > 1);
        let first = tokens.get(at).is_some_and(|token| token.is(Class::OPENS));
        // "Key Security Council members", behind "the Security Council"
        if first && rest.is_some_and(|rest| self.is_named(text, rest)) {
            let whole = self.is_named(text, within(tokens, at..at + length));
            return if whole { length } else { 0 };
        }
        if length > 0 || !tokens.get(at).is_some_and(|token| token.is(Class::OPENS)) {
            return length;
        }
        let whole = whole_run(tokens, at);
        if self.is_named(text, within(tokens, at..at + whole)) { whole } else { 0 }
    }

    /// Whether the document has named somebody with all these words.
    fn is_named(&self, text: &str, name: &[Token]) -> bool {
        words(text, name).is_some_and(|key| self.by_key.contains_key(&key))
    }

    /// How many words at the head of a run are common nouns, in a language where these have capitals.
    fn common(&self, text: &str, run: &[Token]) -> Option<usize> {
        if !self.tables.language().has_capital_nouns() || self.is_known(text, run) {
            return None;
        }
        Some(begins(run).unwrap_or(run.len())).filter(|common| *common > 0)
    }

    /// Notes the name of `length` tokens at `at`; returns how many tokens are read.
    fn read_one(
        &mut self,
        text: &str,
        tokens: &[Token],
        (at, length): (usize, usize),
        quoted: &Quoted<'_>,
        sentence: u32,
    ) -> usize {
        let Some(name) = tokens.get(at..at + length) else { return length };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let first =
            !before.is_some_and(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Comma);
        if first && is_noted(name) {
            return 1;
        }
        let alone = first && length == 1 && !self.is_known(text, name);
        // "(D-Newport News)"
        let tag = before.is_some_and(|token| token.kind == TokenKind::Bracket)
            && name.first().is_some_and(|first| first.span.of(text).chars().nth(1) == Some('-'));
        let shouted = length > 1
            && name.iter().all(|token| token.case == Case::Upper)
            && (quoted.loud || !name.iter().any(|token| token.is(BODY)))
            && !(at == 0 && is_label(tokens, length));
        let indefinite = before.is_some_and(|token| {
            token.is(Class::DETERMINER) && !token.is(Class::DEFINITE | Class::POSSESSIVE)
        });
        // "una Corte de Manhattan"
        let any = indefinite && length > 1 && name.first().is_some_and(|first| first.is(BODY));
        // "nicknamed “King Jim”": no name of its own.
        let named = at.checked_sub(2).and_then(|at| tokens.get(at));
        let called = before.is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
            && named.is_some_and(|token| token.is(Class::ALIAS))
            && !self.is_named(text, name);
        if alone
            || shouted
            || self.is_printed(text, tokens, (at, length))
            || any
            || called
            || tag
            || is_foreign(text, name)
            || self.is_venue(text, before, name)
        {
            return length;
        }
        let start = name.first().map_or(0, |token| token.span.start);
        let seen = self.recent.len();
        let nickname = nickname(tokens, (at, length));
        let joined = nickname.and_then(|(_, end)| joined(tokens, (at, length), end));
        let owned = owned(tokens, (at, length));
        let whole = joined.as_deref().or(owned).unwrap_or(name);
        let Some(entry) = self.named(text, before, whole, sentence) else {
            return length;
        };
        let mut end = nickname.map_or(at + length, |(_, end)| end);
        if let Some((inner, _)) = nickname {
            self.alias(entry, text, inner);
        }
        self.called(text, tokens, at, entry);
        self.beside(text, tokens, at..end, entry);
        self.witness(text, tokens, at..end, entry);
        // Whom a speaker talks about is not who speaks next.
        if quoted.spans.iter().any(|quote| quote.contains(start)) {
            self.recent.truncate(seen);
        }
        for (from, to) in other_names(text, self.tables, tokens, (at, end)) {
            if let Some(other) = tokens.get(from..to)
                && let (Some(first), Some(last)) = (other.first(), other.last())
            {
                self.alias(entry, text, Span::new(first.span.start, last.core));
                let entry = self.entries.get_mut(entry as usize);
                if let Some(entry) = entry.filter(|one| one.kind == ActorKind::Unknown)
                    && is_acronym(first)
                {
                    entry.kind = ActorKind::Institution;
                }
                end = to;
            }
        }
        end - at
    }

    /// "LA PLANTILLA del cuerpo": the first words of a text, printed in capitals.
    fn is_printed(&self, text: &str, tokens: &[Token], (at, length): (usize, usize)) -> bool {
        let article = at.checked_sub(1).and_then(|article| tokens.get(article));
        let name = within(tokens, at..at + length);
        length == 1
            && tokens.get(at + 2).is_some()
            && article.is_some_and(|word| word.is(Class::DETERMINER) && word.case == Case::Upper)
            && name.iter().all(|token| token.case == Case::Upper && !token.is(BODY))
            && !self.is_named(text, name)
    }

    /// "en el Rubén Deras": behind an article a person's name is a stadium's, a street's, a school's.
    fn is_venue(&self, text: &str, before: Option<&Token>, name: &[Token]) -> bool {
        let article = before.is_some_and(|token| token.is(Class::DEFINITE) && !token.is_capital());
        let person = name.len() > 1
            && name.first().is_some_and(|first| first.is(GIVEN) && !first.is(BODY))
            && !name.iter().any(|token| token.is(BODY));
        article && person && !self.is_named(text, name)
    }
}

/// Whether the first `length` tokens are somebody's name in capitals, and a colon follows.
fn is_label(tokens: &[Token], length: usize) -> bool {
    let name = within(tokens, 0..length);
    let colon = tokens.get(length).is_some_and(|token| token.kind == TokenKind::Colon);
    colon
        && (2..=LABEL).contains(&length)
        && name.iter().all(|token| token.case == Case::Upper)
        && name.first().is_some_and(|token| token.is(GIVEN))
        && !name.iter().any(|token| token.is(BODY | Class::PLACE | Class::THING))
}

/// A name in a script without capitals: every word looks like one, so that only a verb beside it tells.
fn is_foreign(text: &str, name: &[Token]) -> bool {
    let first = name.first().and_then(|token| token.span.of(text).chars().next());
    first.is_some_and(|c| !c.is_uppercase() && !c.is_lowercase())
}

/// `Joaquín “El Chapo” Guzmán`: the words between the marks inside a name of `length` words at `at`,
/// and where the whole name ends.
fn nickname(tokens: &[Token], (at, length): (usize, usize)) -> Option<(Span, usize)> {
    let mark = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_) | TokenKind::Bracket))
    };
    let open = at + length;
    let close = (open + 2..=open + 1 + NICKNAME).find(|close| mark(*close))?;
    let inner = tokens.get(open + 1..close)?;
    let given = tokens.get(at..open)?.iter().all(|token| token.is(GIVEN));
    let capital = inner.iter().all(|token| token.kind == TokenKind::Word)
        && inner.iter().any(Token::is_capital);
    let surname = run(tokens, close + 1);
    let next = tokens.get(close + 1)?;
    let named = surname > 0 && !next.is(BODY | Class::PLACE | Class::FINITE);
    let span = Span::new(inner.first()?.span.start, inner.last()?.core);
    (mark(open) && given && capital && named).then_some((span, close + 1 + surname))
}

/// "NASA’s Goddard Space Flight Center", "Ohio’s Department of Health": a body’s name with the owner in
/// front of it, without which it may be any.
fn owned(tokens: &[Token], (at, length): (usize, usize)) -> Option<&[Token]> {
    let owner = at.checked_sub(1)?;
    let (last, first) = (tokens.get(owner)?, tokens.get(at)?);
    let before = within(tokens, 0..owner).iter().rev();
    let others = before.take(LABEL).take_while(|token| may_stand_in_name(token)).count();
    let body = last.is(BODY) || last.case == Case::Upper;
    let named = within(tokens, at..at + length).iter().any(|token| token.is(BODY));
    let named = named && !first.is(Class::ALONE);
    (last.is_possessive() && last.is_capital() && named && (body || first.is(BODY)))
        .then(|| tokens.get(owner - others..at + length))?
}

/// The name around a nickname, without it.
fn joined(tokens: &[Token], (at, length): (usize, usize), end: usize) -> Option<Vec<Token>> {
    let open = at + length;
    let close = (open + 1..end)
        .find(|at| tokens.get(*at).is_some_and(|token| token.kind != TokenKind::Word))?;
    let mut name = tokens.get(at..open)?.to_vec();
    name.extend_from_slice(tokens.get(close + 1..end)?);
    Some(name)
}

/// What of a sentence is quoted, and whether all of it has capitals.
struct Quoted<'q> {
    spans: &'q [Span],
    loud: bool,
}

/// "Met Ruth Adams at noon.": notes leave out who did it, and the verb in front is no name.
fn is_noted(name: &[Token]) -> bool {
    matches!(name, [verb, next, ..] if verb.is(Class::PRETERITE | Class::PAST)
        && !verb.is(GIVEN) && next.is(GIVEN))
}

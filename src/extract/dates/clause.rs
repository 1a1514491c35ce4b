//! Which dates make an event: the clause around a date that tells of something that happened.

use super::{Dates, Meaning, Unit};
use crate::extract::language::Class;
use crate::extract::tokens::{Kind, Token};
use crate::text::Span;

impl Dates<'_> {
    /// The sentence a date stands in, where it tells of something that happened.
    pub(super) fn event(
        &self,
        sentence: &[Token],
        _at: usize,
        _length: usize,
        meaning: Meaning,
    ) -> Option<Span> {
        const FEWEST_WORDS: usize = 6;
        let bare = matches!(
            meaning,
            Meaning::FromNow(0, Unit::Day)
                | Meaning::Weekday(..)
                | Meaning::FromNamed(..)
                | Meaning::Of(_)
        );
        let words = sentence.iter().filter(|token| token.kind == Kind::Word);
        let told = words.clone().filter(|token| !token.is_capital()).count() >= FEWEST_WORDS;
        let verb = words.clone().any(|token| {
            token.is(Class::AUXILIARY | Class::PAST) || self.word(token).ends_with("ed")
        });
        let (first, last) = (sentence.first()?, sentence.last()?);
        (!bare && told && verb).then(|| Span::new(first.span.start, last.span.end))
    }
}

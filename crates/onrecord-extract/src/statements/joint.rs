//! Several who say one thing together: "Smith and Lee", "Smith and his lawyer". None of them alone
//! has said it, so that they are a party of their own, called by all their names.

use super::StatementReader;
use super::who::head;
use crate::names::run;
use crate::phrases::{apposed, name_in};
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::Class;
use onrecord_text::Span;

/// Words that tell what somebody is.
const ROLE: Class = Class::all(&[Class::TITLE, Class::PERSON, Class::FIELDS_OF_WORK]);

/// The members of a phrase that names several; `None` where it names one. In a Spanish surname ("Ana
/// Ortega y Gasset") one word stands behind the conjunction, and more than one in front.
pub(super) fn members(phrase: &[Token], head: usize) -> Option<Vec<&[Token]>> {
    // "the leader, Ann Lee, and her deputy"
    let behind_comma = phrase.windows(2).position(|two| {
        matches!(two, [comma, joint] if comma.kind == TokenKind::Comma && is_conjunction(joint))
    });
    if let Some(comma) = behind_comma.filter(|comma| *comma > head) {
        return Some(vec![within(phrase, 0..comma), within(phrase, comma + 2..phrase.len())]);
    }
    let mut cuts = Vec::new();
    let (mut at, mut joint) = (0, false);
    while at < phrase.len() {
        let length = run(phrase, at).max(1);
        let inside = (at..at + length)
            .find(|item| phrase.get(*item).is_some_and(|token| token.is(Class::CONJUNCTION)));
        if let Some(joint_at) = inside
            && joint_at > 0
            && (length == 1 || joint_at < at + 2 || joint_at + 2 < at + length)
            && (joint_at < head || joint || are_names(phrase, &cuts, joint_at))
        {
            joint = true;
            cuts.push(joint_at);
        } else if phrase.get(at).is_some_and(|token| token.kind == TokenKind::Comma) {
            cuts.push(at);
        }
        at += length;
    }
    let several = cuts.iter().any(|at| within(phrase, *at..at + 1).iter().all(is_conjunction));
    if !several && !is_list(phrase, &cuts) {
        return None;
    }
    let mut from = 0;
    let mut all: Vec<&[Token]> = Vec::new();
    for to in cuts.into_iter().chain([phrase.len()]) {
        all.push(within(phrase, from..to));
        from = to + 1;
    }
    all.retain(|member| !member.is_empty());
    (!is_one(&all)).then_some(all)
}

fn is_conjunction(token: &Token) -> bool {
    token.is(Class::CONJUNCTION)
}

/// "Ann Lee, Bob Ray, Cy Fox": three names or more, parted by commas.
fn is_list(phrase: &[Token], cuts: &[usize]) -> bool {
    cuts.len() > 1 && are_names(phrase, cuts, phrase.len())
}

/// Whether what stands between the cuts in front of `end` are names and nothing else.
fn are_names(phrase: &[Token], cuts: &[usize], end: usize) -> bool {
    let mut from = 0;
    cuts.iter().copied().chain([end]).all(|to| {
        let name = within(phrase, from..to);
        from = to + 1;
        // "Came Ann Lee, Bob Ray, …": the capital of the first word may tell nothing.
        let name = match name {
            [first, rest @ ..] if first.is(Class::OPENS) && run(name, 0) == 0 => rest,
            name => name,
        };
        name.len() > 1 && run(name, 0) == name.len()
    })
}

/// "the director and founder of the bank", "chief engineer and writer Ann Lee": roles of one.
fn is_one(members: &[&[Token]]) -> bool {
    let role = |token: &Token| {
        token.is(ROLE) && !token.is(Class::LOOKS_PLURAL | Class::MANY) && !token.is_capital()
    };
    let bare = |member: &[Token]| {
        member.iter().all(|token| !token.is_capital() && !token.is(Class::DETERMINER))
    };
    let [first, rest @ ..] = members else { return true };
    rest.iter().any(|member| member.first().is_some_and(role))
        || bare(first) && first.last().is_some_and(role)
}

impl StatementReader<'_> {
    /// The party that `members` are together.
    pub(super) fn together(&mut self, members: &[&[Token]]) -> Option<u32> {
        let mut names = Vec::new();
        for (number, member) in members.iter().enumerate() {
            let (Some(first), Some(last)) = (member.first(), member.last()) else { continue };
            let span = Span::new(first.span.start, last.core);
            let name = name_in(member, head(member), true).or_else(|| apposed(member));
            // "Juan y Pedro Mora" share the surname: Juan is no other Juan.
            let given =
                |name: &&[Token]| matches!(name, [one] if one.is(Class::HE_NAME | Class::SHE_NAME));
            let name = name.filter(|name| number + 1 == members.len() || !given(name));
            let known = name.and_then(|name| self.names.name(self.text, name, self.sentence));
            let name = known.and_then(|known| self.names.full_name(known));
            names.push(name.unwrap_or_else(|| span.of(self.text).to_owned()));
        }
        let first = members.first().and_then(|member| member.first())?;
        let last = members.last().and_then(|member| member.last())?;
        Some(self.names.together(&names, Span::new(first.span.start, last.core)))
    }
}

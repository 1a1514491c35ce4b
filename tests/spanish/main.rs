//! Statements in Spanish: a set of sentences written and frozen before the rules that read them.
//!
//! `statements.txt` tells its notation. A statement is found where its words are exactly those
//! marked; its speaker where the mention shares a word with the one marked.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its sentences has failed")]

use onrecord::extract::{Context, Language, extract};
use onrecord::model::Document;

/// One sentence, its text without the notation, and what is marked in it.
struct Case {
    line: &'static str,
    text: String,
    said: Vec<String>,
    who: Option<String>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("statements.txt").lines();
    let lines = lines.filter(|line| ["D ", "M ", "I ", "N "].iter().any(|f| line.starts_with(f)));
    lines
        .map(|line| {
            let marked = line.split_at(2).1;
            let said = between(marked, "[[", "]]");
            Case {
                line,
                text: plain(marked),
                said: words(&plain(&said.join(" "))),
                who: between(marked, "{{", "}}").into_iter().next(),
            }
        })
        .collect()
}

fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    let pieces = text.split(open).skip(1);
    pieces.filter_map(|piece| piece.split(close).next().map(str::to_owned)).collect()
}

fn plain(text: &str) -> String {
    let marks = ["[[", "]]", "{{", "}}", "<<", ">>"];
    marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[test]
fn spanish_statements_are_found_with_their_speakers() {
    let about = Context { published: None, language: Some(Language::Spanish) };
    let (mut gold, mut proposed, mut exact, mut given, mut right) = (0, 0, 0, 0, 0);
    let mut missed = Vec::new();
    for case in cases() {
        let found = extract(&Document::new(case.text.as_str()), &about, &[]).statements;
        proposed += found.len();
        gold += usize::from(!case.said.is_empty());
        let hit = found.iter().find(|proposal| {
            let pieces: Vec<_> = proposal.spans.iter().map(|span| span.of(&case.text)).collect();
            !case.said.is_empty() && words(&pieces.join(" ")) == case.said
        });
        let Some(hit) = hit else {
            if !case.said.is_empty() || !found.is_empty() {
                missed.push(case.line);
            }
            continue;
        };
        exact += 1;
        let Some(mention) = hit.mention else { continue };
        given += 1;
        let who = words(&case.who.unwrap_or_default());
        right += usize::from(words(mention.of(&case.text)).iter().any(|word| who.contains(word)));
    }
    println!("{gold} statements, {proposed} proposed, {exact} exact; speakers {right} of {given}");
    println!("{}", missed.join("\n"));
    assert!(exact * 100 >= gold * 95, "{exact} of {gold}");
    assert!(exact * 100 >= proposed * 95, "{exact} of {proposed} proposed");
    assert!(right * 100 >= given * 93, "{right} of {given}");
}

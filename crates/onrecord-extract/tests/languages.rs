//! Statements in German, French, Portuguese and Italian: sentences written for this test.
//!
//! A line is a text: `D`, `M` or `I`, the form of what is said in it, or `N` where nothing is. `[[…]]` are
//! the words said, `{{…}}` those that name the speaker (`{{er=Jan Brose}}`: and who it is). A statement is
//! found where its words are exactly those marked and its form is right; nothing else may be proposed.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    reason = "a test that cannot read its sentences has failed; the figures are read by people"
)]

use onrecord_extract::{Extraction, ExtractionContext, extract};
use onrecord_model::{Document, Form};

/// A text with what is marked in it.
struct Case {
    line: &'static str,
    text: String,
    /// Nothing where nothing is said.
    form: Option<Form>,
    said: Vec<String>,
    who: Option<String>,
}

fn cases(list: &'static str) -> Vec<Case> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (form, marked) = line.split_once(' ').unwrap();
            let who = between(marked, "{{", "}}").pop();
            Case {
                line,
                text: plain(marked),
                form: match form {
                    "D" => Some(Form::Direct),
                    "M" => Some(Form::Mixed),
                    "I" => Some(Form::Indirect),
                    "N" => None,
                    _ => panic!("{line}"),
                },
                said: words(&between(marked, "[[", "]]").join(" ")),
                who: who.map(|who| who.split('=').next_back().unwrap().to_owned()),
            }
        })
        .collect()
}

fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    let pieces = text.split(open).skip(1);
    pieces.filter_map(|piece| piece.split(close).next().map(str::to_owned)).collect()
}

/// The text without the notation.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    for piece in marked.split("{{") {
        let (named, rest) = piece.split_once("}}").unwrap_or(("", piece));
        text += named.split('=').next().unwrap();
        text += rest;
    }
    text.replace("[[", "").replace("]]", "")
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What a set came to.
#[derive(Debug, Default)]
struct Tally {
    marked: usize,
    proposed: usize,
    found: usize,
    /// Of those found: a speaker is given; the right one.
    given: usize,
    right: usize,
    named: usize,
    wrong: Vec<String>,
}

fn measure(list: &'static str) -> Tally {
    let mut tally = Tally::default();
    for case in cases(list) {
        let found = extract(&Document::new(case.text.as_str()), &ExtractionContext::default(), &[]);
        score(&mut tally, &case, &found);
    }
    let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!(
        "{} statements: precision {:.1}, recall {:.1}; speakers {:.1} of those given, {:.1} of those named",
        tally.marked,
        share(tally.found, tally.proposed),
        share(tally.found, tally.marked),
        share(tally.right, tally.given),
        share(tally.right, tally.named),
    );
    println!("{}", tally.wrong.join("\n"));
    tally
}

fn score(tally: &mut Tally, case: &Case, found: &Extraction) {
    let said = |spans: &[onrecord_text::Span]| {
        let all: Vec<_> = spans.iter().map(|span| span.of(&case.text)).collect();
        all.join(" ")
    };
    let hit = found
        .statements
        .iter()
        .find(|one| Some(one.form) == case.form && words(&said(&one.spans)) == case.said);
    tally.marked += usize::from(case.form.is_some());
    tally.proposed += found.statements.len();
    tally.found += usize::from(hit.is_some());
    let speaker = |at: Option<u32>| at.and_then(|at| found.actors.get(at as usize));
    let name = hit.and_then(|hit| speaker(hit.speaker)).map(|actor| words(&actor.name));
    let right = match (&name, &case.who) {
        (Some(name), Some(who)) => {
            let who = words(who);
            name.iter().all(|word| who.contains(word)) && name.last() == who.last()
        }
        _ => false,
    };
    tally.given += usize::from(name.is_some());
    tally.named += usize::from(case.who.is_some());
    tally.right += usize::from(right);
    let silent = case.who.is_none() && name.is_none();
    if hit.is_none() && case.form.is_some()
        || found.statements.len() != usize::from(case.form.is_some())
        || !(right || silent)
    {
        let told = |one: &onrecord_extract::Proposal| {
            let who = speaker(one.speaker).map_or("—", |actor| actor.name.as_str());
            format!("    {:?} {} < {who}", one.form, said(&one.spans))
        };
        let told: Vec<_> = found.statements.iter().map(told).collect();
        tally.wrong.push(format!("{}\n{}", case.line, told.join("\n")));
    }
}

/// In 100: of what is proposed, that is right; of what is said, that is found; of the speakers given, that
/// are right.
fn holds(tally: &Tally) {
    assert!(tally.found * 100 >= tally.proposed * 97, "{tally:?}");
    assert!(tally.found * 100 >= tally.marked * 95, "{tally:?}");
    assert!(tally.right * 100 >= tally.given * 97, "{tally:?}");
}

#[test]
fn german() {
    holds(&measure(include_str!("languages/de.txt")));
}

#[test]
fn french() {
    holds(&measure(include_str!("languages/fr.txt")));
}

#[test]
fn portuguese() {
    holds(&measure(include_str!("languages/pt.txt")));
}

#[test]
fn italian() {
    holds(&measure(include_str!("languages/it.txt")));
}

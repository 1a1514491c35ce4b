//! Every fault has its words. `number` has no wildcard, so that a new variant does not compile until
//! it has one, and then fails until it has a sample.

use super::*;
use onrecord_corpus::fault::{Flaw, KeyFlaw, RowFlaw, Trouble};

fn number(what: &What) -> usize {
    match what {
        What::Json(flaw) => match flaw {
            Flaw::Empty => 0,
            Flaw::NotAnObject => 1,
            Flaw::MissingComma => 2,
            Flaw::ExtraComma => 3,
            Flaw::MissingColon => 4,
            Flaw::MissingValue => 5,
            Flaw::Unclosed { .. } => 6,
            Flaw::Stray(_) => 7,
            Flaw::UnclosedText => 8,
            Flaw::QuoteInside => 9,
            Flaw::BadEscape => 10,
            Flaw::NotAValue(_) => 11,
            Flaw::TooDeep => 12,
        },
        What::Doubt(_) => 13,
        What::Version(_) => 14,
        What::MissingKey { .. } => 15,
        What::UnknownKey { .. } => 16,
        What::KeyTwice(_) => 17,
        What::WrongShape { .. } => 18,
        What::UnknownValue { .. } => 19,
        What::IdTwice { .. } => 20,
        What::BothLists(_) | What::Dangling { .. } => 21,
        What::WhichSource => 22,
        What::OtherSource => 23,
        What::NotFound { .. } => 24,
        What::Ambiguous { .. } => 25,
        What::Moved { .. } => 26,
        What::Nth { .. } => 27,
        What::NoParagraph { .. } => 28,
        What::Overlap(_) => 29,
        What::BadDate { .. } => 30,
        What::ResolvedOutside { .. } => 31,
        What::NoBasis { .. } => 32,
        What::NoText { .. } => 33,
        What::SourceChanged { .. } => 34,
        What::NotRead => 35,
        What::Unreadable(_) => 36,
        What::AndMore(_) => 37,
        What::MentionTwice => 38,
        What::BadRow(_) => 39,
        What::RowKey { .. } => 40,
        What::TwoNames { .. } => 41,
    }
}
const VARIANTS: usize = 42;

#[expect(clippy::too_many_lines, reason = "one sample after the other")]
fn samples() -> Vec<What> {
    let text = || "some text".to_owned();
    let flaws = [
        Flaw::Empty,
        Flaw::NotAnObject,
        Flaw::MissingComma,
        Flaw::ExtraComma,
        Flaw::MissingColon,
        Flaw::MissingValue,
        Flaw::Unclosed { opener: '{', before: 9 },
        Flaw::Unclosed { opener: '[', before: 9 },
        Flaw::Stray('{'),
        Flaw::Stray(']'),
        Flaw::UnclosedText,
        Flaw::QuoteInside,
        Flaw::BadEscape,
        Flaw::NotAValue("Nein".into()),
        Flaw::NotAValue("// why".into()),
        Flaw::NotAValue("‘x’".into()),
        Flaw::TooDeep,
    ];
    let near = |alike| Near { paragraph: 3, words: text(), alike };
    let record = Record::Statement;
    let mut samples: Vec<_> = flaws.into_iter().map(What::Json).collect();
    samples.extend([
        What::Doubt(Doubt::ReadAs("Windows-1252".into())),
        What::Doubt(Doubt::BadCue),
        What::Doubt(Doubt::BadEnd),
        What::Doubt(Doubt::Ragged),
        What::Doubt(Doubt::OpenQuote),
        What::Doubt(Doubt::NoWords),
        What::Doubt(Doubt::Picture(3)),
        What::Doubt(Doubt::CutOff),
        What::Doubt(Doubt::Damaged("a stream has no end".into())),
        What::Version("2".into()),
        What::MissingKey { record, key: "form" },
        What::UnknownKey { record, key: text(), nearest: None },
        What::UnknownKey { record, key: text(), nearest: Some("form") },
        What::KeyTwice(text()),
        What::UnknownValue { key: "form", value: text(), allowed: vec!["direct", "mixed"] },
        What::IdTwice { record, id: text(), first: 4 },
        What::BothLists(text()),
        What::Dangling { record, id: text(), nearest: None },
        What::Dangling { record: Record::Actor, id: text(), nearest: Some("a".into()) },
        What::Dangling { record: Record::Source, id: text(), nearest: None },
        What::Dangling { record: Record::Event, id: text(), nearest: None },
        What::WhichSource,
        What::OtherSource,
        What::NotFound { words: text(), nearest: None },
        What::NotFound { words: text(), nearest: Some(near(true)) },
        What::NotFound { words: text(), nearest: Some(near(false)) },
        What::Ambiguous { words: text(), count: 7, paragraphs: vec![1, 2, 3, 4, 5] },
        What::Ambiguous { words: text(), count: 2, paragraphs: vec![1] },
        What::Moved { words: text(), paragraph: 2 },
        What::NoParagraph { paragraph: 9, paragraphs: 2 },
        What::Overlap(text()),
        What::BadDate { edtf: text(), why: "invalid EDTF at offset 5: no such month".into() },
        What::ResolvedOutside { edtf: text(), resolved: text() },
        What::NoBasis { resolved: text() },
        What::SourceChanged { file: text(), sha256: text(), states: States::default() },
        What::NotRead,
        What::BadRow(RowFlaw::NotText),
        What::BadRow(RowFlaw::NotARow),
        What::BadRow(RowFlaw::NoWords),
        What::BadRow(RowFlaw::TooMuch),
        What::BadRow(RowFlaw::Date),
        What::TwoNames { name: text() },
        What::AndMore(12),
        What::MentionTwice,
    ]);
    let word = || KeyFlaw::Word { value: text(), allowed: vec!["hand", "suggested"] };
    let keys = [
        ("origin", word()),
        ("speaker.by", word()),
        ("form", word()),
        ("via", KeyFlaw::Shape),
        ("spans", KeyFlaw::Pieces),
        ("cue", KeyFlaw::Length),
    ];
    samples.extend(keys.map(|(key, flaw)| What::RowKey { key, flaw }));
    samples.extend([0, 1, 2, 3].map(|count| What::Nth { words: text(), nth: 9, count }));
    samples.extend(
        [
            Shape::Text,
            Shape::Count,
            Shape::YesNo,
            Shape::Object,
            Shape::Words,
            Shape::Date,
            Shape::Sha256,
        ]
        .map(|shape| What::WrongShape { key: "anchor", shape }),
    );
    samples.extend(troubles().map(What::Unreadable));
    samples.extend([0, 1, 2].map(|left_out| What::NoText {
        file: text(),
        why: Trouble::Missing,
        left_out,
    }));
    samples
}

fn troubles() -> [Trouble; 23] {
    [
        Trouble::Missing,
        Trouble::Denied,
        Trouble::Folder,
        Trouble::Special,
        Trouble::TooLarge,
        Trouble::NotText,
        Trouble::Outside,
        Trouble::LeadsOut,
        Trouble::LeadsNowhere,
        Trouble::Reserved,
        Trouble::Foreign,
        Trouble::TooDeep,
        Trouble::WebAddress,
        Trouble::FileAddress,
        Trouble::NotAlone,
        Trouble::NoStatements,
        Trouble::Encrypted,
        Trouble::Pictures,
        Trouble::Unpacked,
        Trouble::Damaged("no end of file".into()),
        Trouble::TooSlow,
        Trouble::Fault,
        Trouble::Other("the disk is on fire".into()),
    ]
}

#[test]
fn every_fault_has_its_words() {
    let samples = samples();
    let mut seen = [false; VARIANTS];
    let mut sentences = Vec::new();
    for what in samples {
        seen[number(&what)] = true;
        let fault = Fault { file: "investigation.json".into(), line: 7, what };
        let sentence = sentence(&fault);
        let said = sentence.strip_prefix("investigation.json:7: ").unwrap();
        // What is wrong and what to do are two parts of one sentence.
        assert!(said.contains([';', ':', '?']) && said.len() > 30, "{sentence}");
        assert!(!said.ends_with('.') && !said.contains("  "), "{sentence}");
        sentences.push(sentence);
    }
    assert!(seen.iter().all(|seen| *seen), "{seen:?}");
    let count = sentences.len();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), count, "two faults say the same");
    insta::assert_snapshot!(sentences.join("\n").replace("investigation.json:7: ", ""));
}

#[test]
fn every_refusal_has_its_words() {
    let troubles = troubles().map(Refusal::Trouble);
    let others = [Refusal::NothingToRead, Refusal::UnknownKind, Refusal::NotEmbedded];
    let sentences: Vec<_> = troubles
        .into_iter()
        .chain(others)
        .map(|why| open_error(&OpenError { place: "some/place".into(), why }))
        .collect();
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn a_long_quote_is_shown_from_where_it_differs() {
    let long = "one two three ".repeat(20);
    for (end, stand, want) in
        [("four", "five", "…two three one two three four”"), ("", "x", "…two three")]
    {
        let near = Near { paragraph: 2, words: format!("{long}{stand}"), alike: false };
        let said = not_found(&format!("{long}{end}"), Some(&near));
        assert!(said.starts_with(&format!("“{want}")), "{said}");
    }
    assert_eq!(difference("é", "e"), 0);
}

#[test]
fn nothing_of_a_file_steers_the_terminal_or_floods_it() {
    let words = format!("\u{1b}[2J\u{202e}{}", "long ".repeat(1000));
    let what = What::NotFound { words, nearest: None };
    let said = sentence(&Fault { file: "\u{7}x\n.json".into(), line: 0, what });
    assert!(said.starts_with("␇x .json: “␛[2J�long "), "{said}");
    assert!(!said.chars().any(clean::is_hostile) && width::of(&said) < 200, "{said}");
}

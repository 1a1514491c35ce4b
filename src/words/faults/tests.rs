//! Every fault has its words. `number` has no wildcard, so that a new variant does not compile until
//! it has one, and then fails until it has a sample.

use super::*;
use onrecord_model::PassedOver;
use onrecord_model::fault::{FileError, JsonFlaw, KeyFlaw, LineFault, RowFlaw};

fn number(what: &FaultKind) -> usize {
    match what {
        FaultKind::Json(flaw) => match flaw {
            JsonFlaw::Empty => 0,
            JsonFlaw::NotAnObject => 1,
            JsonFlaw::MissingComma => 2,
            JsonFlaw::ExtraComma => 3,
            JsonFlaw::MissingColon => 4,
            JsonFlaw::MissingValue => 5,
            JsonFlaw::Unclosed { .. } => 6,
            JsonFlaw::Stray(_) => 7,
            JsonFlaw::UnclosedText => 8,
            JsonFlaw::QuoteInside => 9,
            JsonFlaw::BadEscape => 10,
            JsonFlaw::NotAValue(_) => 11,
            JsonFlaw::TooDeep => 12,
        },
        FaultKind::Doubt(_) => 13,
        FaultKind::Version(_) => 14,
        FaultKind::MissingKey { .. } => 15,
        FaultKind::UnknownKey { .. } => 16,
        FaultKind::KeyTwice(_) => 17,
        FaultKind::WrongShape { .. } => 18,
        FaultKind::UnknownValue { .. } => 19,
        FaultKind::IdTwice { .. } => 20,
        FaultKind::BothLists(_) | FaultKind::Dangling { .. } => 21,
        FaultKind::WhichSource => 22,
        FaultKind::OtherSource => 23,
        FaultKind::NotFound { .. } => 24,
        FaultKind::Ambiguous { .. } => 25,
        FaultKind::Moved { .. } => 26,
        FaultKind::Nth { .. } => 27,
        FaultKind::NoParagraph { .. } => 28,
        FaultKind::Overlap(_) => 29,
        FaultKind::BadDate { .. } => 30,
        FaultKind::ResolvedOutside { .. } => 31,
        FaultKind::NoBasis { .. } => 32,
        FaultKind::NoText { .. } => 33,
        FaultKind::SourceChanged { .. } => 34,
        FaultKind::NotRead => 35,
        FaultKind::Unreadable(_) => 36,
        FaultKind::AndMore(_) => 37,
        FaultKind::MentionTwice => 38,
        FaultKind::BadRow(_) => 39,
        FaultKind::RowKey { .. } => 40,
        FaultKind::TwoNames { .. } => 41,
        FaultKind::JournalLine(_) => 42,
        FaultKind::DecidedNoMore { .. } => 43,
        FaultKind::ApartNoMore { .. } => 44,
    }
}
const VARIANTS: usize = 45;

#[expect(clippy::too_many_lines, reason = "one sample after the other")]
fn samples() -> Vec<FaultKind> {
    let text = || "some text".to_owned();
    let flaws = [
        JsonFlaw::Empty,
        JsonFlaw::NotAnObject,
        JsonFlaw::MissingComma,
        JsonFlaw::ExtraComma,
        JsonFlaw::MissingColon,
        JsonFlaw::MissingValue,
        JsonFlaw::Unclosed { opener: '{', before: 9 },
        JsonFlaw::Unclosed { opener: '[', before: 9 },
        JsonFlaw::Stray('{'),
        JsonFlaw::Stray(']'),
        JsonFlaw::UnclosedText,
        JsonFlaw::QuoteInside,
        JsonFlaw::BadEscape,
        JsonFlaw::NotAValue("Nein".into()),
        JsonFlaw::NotAValue("// why".into()),
        JsonFlaw::NotAValue("‘x’".into()),
        JsonFlaw::TooDeep,
    ];
    let near = |alike| Near { paragraph: 3, words: text(), alike };
    let record = RecordKind::Statement;
    let mut samples: Vec<_> = flaws.into_iter().map(FaultKind::Json).collect();
    samples.extend([
        FaultKind::Doubt(Doubt::ReadAs("Windows-1252".into())),
        FaultKind::Doubt(Doubt::BadCue),
        FaultKind::Doubt(Doubt::BadEnd),
        FaultKind::Doubt(Doubt::MostLeftOut),
        FaultKind::Doubt(Doubt::Ragged),
        FaultKind::Doubt(Doubt::AboveTable("Ledger 2023".into())),
        FaultKind::Doubt(Doubt::Columns(vec!["Notas".into()])),
        FaultKind::Doubt(Doubt::Columns(vec!["a".into(); 12])),
        FaultKind::Doubt(Doubt::OpenQuote),
        FaultKind::Doubt(Doubt::NoWords),
        FaultKind::Doubt(Doubt::Picture(3)),
        FaultKind::Doubt(Doubt::CutOff),
        FaultKind::Doubt(Doubt::NotRead("plan.pdf".into())),
        FaultKind::Doubt(Doubt::Hyphens { words: vec![(2, "land-register".into())], more: 0 }),
        FaultKind::Doubt(Doubt::Hyphens { words: vec![(2, "land-register".into())], more: 5 }),
        FaultKind::Doubt(Doubt::Misheard { count: 2, some: "0:01:05 kerb, 0:02:00 Olin".into() }),
        FaultKind::Doubt(Doubt::Beside { read: "scan.hocr".into(), of: "scan.png".into() }),
        FaultKind::Doubt(Doubt::Misread { count: 2, some: "p. 1 rninister, p. 4 0lin".into() }),
        FaultKind::Doubt(Doubt::PassedOver {
            counts: vec![(PassedOver::Moved, 1), (PassedOver::Picture, 2)],
            answers: vec!["301 https://quay.example".into()],
        }),
        FaultKind::Doubt(Doubt::Damaged("a stream has no end".into())),
        FaultKind::Version("2".into()),
        FaultKind::MissingKey { record, key: "form".into() },
        FaultKind::UnknownKey { record, key: text(), nearest: None },
        FaultKind::UnknownKey { record, key: text(), nearest: Some("form".into()) },
        FaultKind::KeyTwice(text()),
        FaultKind::UnknownValue {
            key: "form".into(),
            value: text(),
            allowed: vec!["direct".into(), "mixed".into()],
        },
        FaultKind::IdTwice { record, id: text(), first: 4 },
        FaultKind::BothLists(text()),
        FaultKind::Dangling { record, id: text(), nearest: None },
        FaultKind::Dangling { record: RecordKind::Actor, id: text(), nearest: Some("a".into()) },
        FaultKind::Dangling { record: RecordKind::Source, id: text(), nearest: None },
        FaultKind::Dangling { record: RecordKind::Event, id: text(), nearest: None },
        FaultKind::WhichSource,
        FaultKind::OtherSource,
        FaultKind::NotFound { words: text(), nearest: None },
        FaultKind::NotFound { words: text(), nearest: Some(near(true)) },
        FaultKind::NotFound { words: text(), nearest: Some(near(false)) },
        FaultKind::Ambiguous { words: text(), count: 7, paragraphs: vec![1, 2, 3, 4, 5] },
        FaultKind::Ambiguous { words: text(), count: 2, paragraphs: vec![1] },
        FaultKind::Moved { words: text(), paragraph: 2 },
        FaultKind::NoParagraph { paragraph: 9, paragraphs: 2 },
        FaultKind::Overlap(text()),
        FaultKind::BadDate { edtf: text(), why: "invalid EDTF at offset 5: no such month".into() },
        FaultKind::ResolvedOutside { edtf: text(), resolved: text() },
        FaultKind::NoBasis { resolved: text() },
        FaultKind::SourceChanged { file: text(), states: States::default() },
        FaultKind::NotRead,
        FaultKind::BadRow(RowFlaw::NotText),
        FaultKind::BadRow(RowFlaw::NotARow),
        FaultKind::BadRow(RowFlaw::NoWords),
        FaultKind::BadRow(RowFlaw::TooMuch),
        FaultKind::BadRow(RowFlaw::Date),
        FaultKind::TwoNames { name: text() },
        FaultKind::JournalLine(LineFault::Torn),
        FaultKind::JournalLine(LineFault::Cut),
        FaultKind::JournalLine(LineFault::Later),
        FaultKind::JournalLine(LineFault::Unknown),
        FaultKind::JournalLine(LineFault::Unreadable),
        FaultKind::JournalLine(LineFault::Elsewhere),
        FaultKind::JournalLine(LineFault::Above),
        FaultKind::JournalLine(LineFault::Below),
        FaultKind::JournalLine(LineFault::Twice),
        FaultKind::DecidedNoMore { about: text(), withheld: false },
        FaultKind::ApartNoMore { name: text(), place: text() },
        FaultKind::AndMore(12),
        FaultKind::MentionTwice,
    ]);
    let word = || KeyFlaw::Word { value: text(), allowed: vec!["hand".into(), "suggested".into()] };
    let keys = [
        ("origin", word()),
        ("speaker.by", word()),
        ("form", word()),
        ("via", KeyFlaw::Shape),
        ("spans", KeyFlaw::Pieces),
        ("cue", KeyFlaw::Length),
    ];
    samples.extend(keys.map(|(key, flaw)| FaultKind::RowKey { key: key.into(), flaw }));
    samples.extend([0, 1, 2, 3].map(|count| FaultKind::Nth { words: text(), nth: 9, count }));
    samples.extend(
        [
            ValueShape::Text,
            ValueShape::Count,
            ValueShape::YesNo,
            ValueShape::Object,
            ValueShape::Words,
            ValueShape::Date,
            ValueShape::Sha256,
        ]
        .map(|shape| FaultKind::WrongShape { key: "anchor".into(), shape }),
    );
    samples.extend(troubles().map(FaultKind::Unreadable));
    samples.extend([0, 1, 2].map(|left_out| FaultKind::NoText {
        file: text(),
        why: FileError::Missing,
        left_out,
    }));
    samples
}

fn troubles() -> [FileError; 22] {
    [
        FileError::Missing,
        FileError::Denied,
        FileError::Folder,
        FileError::Special,
        FileError::TooLarge,
        FileError::NotText,
        FileError::Outside,
        FileError::LeadsOut,
        FileError::LeadsNowhere,
        FileError::Reserved,
        FileError::Foreign,
        FileError::TooDeep,
        FileError::WebAddress,
        FileError::FileAddress,
        FileError::NotAlone,
        FileError::Encrypted,
        FileError::Pictures,
        FileError::Unpacked,
        FileError::Damaged("no end of file".into()),
        FileError::TooSlow,
        FileError::Fault,
        FileError::Other("the disk is on fire".into()),
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
    let troubles = troubles().map(OpenErrorKind::File);
    let others =
        [OpenErrorKind::NothingToRead, OpenErrorKind::UnknownKind, OpenErrorKind::NotEmbedded];
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
    let what = FaultKind::NotFound { words, nearest: None };
    let said = sentence(&Fault { file: "\u{7}x\n.json".into(), line: 0, what });
    assert!(said.starts_with("␇x .json: “␛[2J�long "), "{said}");
    assert!(!said.chars().any(clean::is_hostile) && width::of(&said) < 200, "{said}");
}

//! Turns that a reader found: whose they are, and what they retell.

use super::*;
use onrecord_model::TurnPart;

#[test]
fn answers_are_the_words_of_the_one_who_is_asked() {
    let answered = |text: &str| {
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::at(at, at + words.len())
        };
        let turns = [("Why?", TurnPart::Asks), ("I was late.", TurnPart::Answers)];
        let turns = turns.map(|(words, part)| Turn {
            words: [span(words)].into_iter().collect(),
            part,
            ..Turn::default()
        });
        told(text, &extract(&Document::new(text), &ExtractionContext::default(), &turns))
    };
    assert_eq!(
        answered("An interview with Ann Lee.\n\nQ: Why?\n\nA: I was late."),
        ["Direct: Why? < the interviewer", "Direct: I was late. < Ann Lee"]
    );
    let titled = |title: &str| {
        let text = "Q: Why?\n\nA: I was late.";
        let span = |words: &str| {
            Span::at(text.find(words).unwrap(), text.find(words).unwrap() + words.len())
        };
        let turn = Turn {
            words: [span("I was late.")].into_iter().collect(),
            part: TurnPart::Answers,
            ..Turn::default()
        };
        let about =
            ExtractionContext { title: Some(title.to_owned()), ..ExtractionContext::default() };
        told(text, &extract(&Document::new(text), &about, &[turn]))
    };
    for (title, want) in [
        ("Ruth Adams: “Nobody asked me”", "Direct: I was late. < Ruth Adams"),
        ("Talk With Ruth Adams", "Direct: I was late. < Ruth Adams"),
        ("Ruth Adams and John Quint look back", "Direct: I was late. < the interviewee"),
        ("Nobody asked me", "Direct: I was late. < the interviewee"),
    ] {
        assert_eq!(titled(title), [want], "{title}");
    }
    assert_eq!(
        answered("A talk with Ann Lee\n\nCarlos Ruiz met her in May.\n\nQ: Why?\n\nA: I was late."),
        ["Direct: Why? < the interviewer", "Direct: I was late. < Ann Lee"]
    );
    assert_eq!(
        answered("Q: Why? Did Ann Lee pay?\n\nA: I was late."),
        ["Direct: Why? < the interviewer", "Direct: I was late. < the interviewee"]
    );
    assert_eq!(
        answered("Ann Lee and Carlos Ruiz were there.\n\nQ: Why?\n\nA: I was late."),
        ["Direct: Why? < the interviewer", "Direct: I was late. < the interviewee"]
    );
}

#[test]
fn lines_that_begin_with_dashes_are_a_list_and_no_dialogue() {
    for text in [
        "- The minutes: the clerk\n- Who signs? In May",
        "– The second point\n– The third point\n– The last",
        "- 26 May: the day of the port\n\n- 28 May: the day of the river",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
        assert_eq!(told(text, &spanish(text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn given_turns_are_statements() {
    let text = "THE JUDGE: Please sit.\n\nMaria Ruiz: I saw him on Monday. He said “go”.";
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        Span::at(at, at + words.len())
    };
    let turn = |name: &str, words: &[Span]| Turn {
        speaker: Some(span(name)),
        words: words.iter().copied().collect(),
        ..Turn::default()
    };
    let turns = [
        turn("THE JUDGE", &[span("Please sit.")]),
        turn("Maria Ruiz", &[span("I saw him on Monday. He said “go”.")]),
    ];
    let found = extract(&Document::new(text), &ExtractionContext::default(), &turns);
    let speakers: Vec<_> = found
        .statements
        .iter()
        .map(|proposal| found.actors[proposal.speaker.unwrap() as usize].name.as_str())
        .collect();
    assert_eq!(speakers, ["THE JUDGE", "Maria Ruiz"]);
    assert_eq!(found.dates.len(), 1);
}

#[test]
fn what_a_turn_says_that_others_said_is_theirs_and_came_through_its_speaker() {
    let text = "A. Mayor Ann Lee told me to\n 7  wait. He said it was late. The clerk said it was\n 8  \
                false, I said.";
    let pieces = [
        "Mayor Ann Lee told me to",
        "wait. He said it was late. The clerk said it was",
        "false, I said.",
    ];
    let words = pieces
        .map(|words| Span::at(text.find(words).unwrap(), text.find(words).unwrap() + words.len()));
    let turn =
        Turn { words: words.into_iter().collect(), part: TurnPart::Testifies, ..Turn::default() };
    let about =
        ExtractionContext { published: None, language: Some(Language::English), title: None };
    let found = extract(&Document::new(text), &about, &[turn]);
    assert_eq!(
        told(text, &found),
        [
            "Direct: Mayor Ann Lee told me to … wait. He said it was late. The clerk said it was … false, I said. < the witness",
            "Indirect: to … wait < Ann Lee",
            "Indirect: it was … false < The clerk",
        ]
    );
    let via: Vec<_> = found.statements.iter().map(|one| one.via.len()).collect();
    assert_eq!(via, [0, 1, 1]);
}

//! Tests of the whole: invented papers that print one another's quotes.

use super::*;
use onrecord_corpus::{DiffKind, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Document, Facts, Form, Link, Origin, Polarity, Provenance, Said,
    Source, SourceIx, Stated, Statement, Status,
};

/// A corpus of texts with their dates; `{Ana: words}` is a statement by Ana, `{Ana!: words}` one that she
/// denies, `{: words}` one by nobody who is named.
pub(super) fn press(texts: &[(&str, &str)]) -> Corpus {
    let mut records = Records::default();
    for (at, (date, marked)) in texts.iter().enumerate() {
        let (mut text, mut rest) = (String::new(), *marked);
        while let Some((before, behind)) = rest.split_once('{') {
            let (said, after) = behind.split_once('}').unwrap();
            let (name, words) =
                said.split_once(": ").unwrap_or_else(|| said.split_once(':').unwrap());
            text.push_str(before);
            let span = Span::at(text.len(), text.len() + words.len());
            text.push_str(words);
            let row = (at, span, name.trim_end_matches('!'), name.ends_with('!'));
            add(&mut records, row);
            rest = after;
        }
        text.push_str(rest);
        let date = When::new(date, None).map_or(Stated::Silent, Stated::Is);
        records.sources.push(Source {
            id: format!("p{at}").into(),
            title: format!("Paper {at}"),
            date,
            document: Document::new(text),
            ..Source::default()
        });
    }
    Corpus::new(records)
}

fn add(records: &mut Records, (source, span, name, denies): (usize, Span, &str, bool)) {
    let known = records.actors.iter().position(|actor| actor.name == name);
    let at = known.unwrap_or(records.actors.len());
    if known.is_none() && !name.is_empty() {
        records.actors.push(Actor {
            id: name.to_lowercase().into(),
            name: name.into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        });
    }
    let polarity = Some(if denies { Polarity::Denies } else { Polarity::Affirms });
    let number = records.statements.len();
    records.statements.push(Statement {
        id: format!("s{number}").into(),
        source: SourceIx::from(source),
        spans: [span].into_iter().collect(),
        form: Form::Indirect,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: if name.is_empty() { Stated::Silent } else { Stated::Is(ActorIx::from(at)) },
        provenance: Some(Box::new(Provenance { polarity, ..Provenance::default() })),
    });
}

fn ask(corpus: &Corpus, asked: &AskedWords) -> Everywhere {
    everywhere(corpus, &Index::build(corpus, 1), asked, &|| true).unwrap()
}

/// Each place: `p0 Ana: words (asked, cut, -not)`.
fn told(corpus: &Corpus, found: &Everywhere) -> Vec<String> {
    let each = found.places.iter().map(|place| {
        let source = corpus.source(place.source).unwrap();
        let who = place.speaker.and_then(|ix| corpus.actor(ix)).map_or("—", |actor| &actor.name);
        let differs = &place.differences;
        let notes = [
            (place.asked, "asked"),
            (place.naming == Naming::Another, "another"),
            (place.denial_differs, "denial"),
            (matches!(place.kind, ReprintKind::Linked(_)), "linked"),
            (place.kind == ReprintKind::Reworded, "reworded"),
            (matches!(place.kind, ReprintKind::Translated(_)), "translated"),
        ];
        let notes = notes.into_iter().filter(|(is, _)| *is).map(|(_, note)| note.to_owned());
        let turned = differs.turned.iter().map(|(kind, words)| match kind {
            DiffKind::Removed => format!("-{words}"),
            _ => format!("+{words}"),
        });
        let copies =
            place.copies.iter().map(|copy| format!("={}", corpus.source(copy.source).unwrap().id));
        let edits = differs.edits.iter().map(|edit| format!("{edit:?}").to_lowercase());
        let notes: Vec<_> = notes.chain(edits).chain(turned).chain(copies).collect();
        format!("{} {who}: {} ({})", source.id, place.words, notes.join(", "))
    });
    each.collect()
}

#[test]
fn reprints_are_told_oldest_first_with_what_each_makes_of_the_words() {
    let corpus = press(&[
        ("2021-05", "{Ana: We never paid the miners of the northern valley}, said Ana."),
        ("", "Long ago it read: we never paid the miners of the northern valley, and so on."),
        ("2020", "{Ana: We paid the miners of the northern valley}, she said in another year."),
        (
            "2022",
            "Some day {Bo: We never paid the miners of the northern valley} said Bo, not she.",
        ),
        ("2023", "{Ana!: We never paid 300 miners of the northern valley}, she denied."),
        ("2019", "The valley of miners has a northern slope that nobody paid for."),
    ]);
    let found = ask(&corpus, &AskedWords::Row(StatementIx(0).into()));
    assert_eq!(
        told(&corpus, &found),
        [
            "p2 Ana: We paid the miners of the northern valley (cut, -never)",
            "p0 Ana: We never paid the miners of the northern valley (asked)",
            "p3 Bo: We never paid the miners of the northern valley (another)",
            "p4 Ana: We never paid 300 miners of the northern valley (denial, changed)",
            "p1 —: we never paid the miners of the northern valley ()",
        ]
    );
    assert_eq!((found.undated, found.others(), found.sources(), found.more), (1, 4, 5, false));
}

#[test]
fn what_was_cut_and_what_grew_meet_both_ways() {
    let corpus = press(&[
        (
            "2020",
            "{Ana: The harbour commission burned every ledger of the winter auctions before dawn}",
        ),
        ("2021", "{Ana: The harbour commission burned every ledger}"),
        (
            "2022",
            "In the end, the harbour commission burned every ledger of the winter auctions, as was told.",
        ),
    ]);
    let rows = [0, 1].map(|row| {
        let found = ask(&corpus, &AskedWords::Row(StatementIx(row).into()));
        found.places.iter().map(|place| place.source.0).collect::<Vec<_>>()
    });
    assert_eq!(rows, [vec![0, 1, 2], vec![0, 1, 2]]);
}

#[test]
fn other_forms_of_the_words_and_other_numbers_are_the_same_words_changed() {
    let corpus = press(&[
        ("2020", "{Ana: We never took a single coin from the brothers who own the lighthouse}"),
        ("2021", "{Bo!: they took 300 coins from the brothers who owned the lighthouse}"),
    ]);
    let found = ask(&corpus, &AskedWords::Row(StatementIx(0).into()));
    assert_eq!(
        told(&corpus, &found)[1],
        "p1 Bo: they took 300 coins from the brothers who owned the lighthouse \
         (another, denial, changed, -never)"
    );
}

#[test]
fn few_words_need_their_speaker_or_the_very_words() {
    let corpus = press(&[
        ("2020", "{Ana: We had a deal with them}"),
        ("2021", "{Bo: We had a deal with nobody there}"),
        ("2022", "{Ana: So we had a deal with him}"),
        ("2023", "{Bo: No deal}"),
        ("2024", "{Ana: A deal is a deal}"),
    ]);
    let found = ask(&corpus, &AskedWords::Row(StatementIx(0).into()));
    let sources: Vec<_> = found.places.iter().map(|place| place.source.0).collect();
    assert_eq!(sources, [0, 2]);
}

#[test]
fn copies_of_one_text_are_one_place() {
    let wire = |ending: &str| {
        format!(
            "The council met on a rainy evening in the old customs house beside the fish market. \
             {{Ana: We sold the lighthouse to the brothers for a single coin}}, the treasurer told the \
             few who had come. Two members left the room before the vote, and the chair adjourned the \
             session until the following week without reading the minutes aloud. {ending}"
        )
    };
    let [one, two] = [wire("More tomorrow."), wire("This is a copy.")];
    let own = "Another reporter was there. {Ana: We sold the lighthouse to the brothers for a single coin}";
    let corpus = press(&[("2021", &two), ("2020", &one), ("2022", own)]);
    let found = ask(&corpus, &AskedWords::Row(StatementIx(0).into()));
    let words = "We sold the lighthouse to the brothers for a single coin";
    assert_eq!(
        told(&corpus, &found),
        [format!("p1 Ana: {words} (asked, =p0)"), format!("p2 Ana: {words} ()")]
    );
    assert_eq!((found.others(), found.sources()), (2, 3));
}

#[test]
fn typed_words_are_looked_for_as_well() {
    let corpus = press(&[
        ("2020", "{Ana: No pagamos nunca a los mineros del valle norte}"),
        ("2021", "{Bo: Pagamos a los mineros del valle norte}"),
    ]);
    let found = ask(&corpus, &AskedWords::Text("pagamos a los mineros del valle norte".into()));
    assert_eq!(
        told(&corpus, &found),
        [
            "p0 Ana: No pagamos nunca a los mineros del valle norte (added, +No, +nunca)",
            "p1 Bo: Pagamos a los mineros del valle norte (another)",
        ]
    );
    for nothing in ["", "…", "lighthouse"] {
        assert_eq!(ask(&corpus, &AskedWords::Text(nothing.into())).places.len(), 0, "{nothing}");
    }
}

#[test]
fn of_typed_words_it_is_told_who_denies_them() {
    let corpus = press(&[
        ("2020", "{Ana: We paid the miners of the northern valley}"),
        ("2021", "{Ana!: we paid the miners of the northern valley}, she denied"),
    ]);
    let found = ask(&corpus, &AskedWords::Text("we paid the miners of the northern valley".into()));
    assert_eq!(
        told(&corpus, &found),
        [
            "p0 Ana: We paid the miners of the northern valley ()",
            "p1 Ana: we paid the miners of the northern valley (denial)",
        ]
    );
}

#[test]
fn a_row_that_says_when_it_was_said_stands_in_time_where_its_source_has_no_date() {
    let words = "{Ana: We paid the miners of the northern valley}";
    let mut records = press(&[("", words), ("2021", words), ("", words)]).records().clone();
    let when = When::new("2020-03", None).unwrap();
    let facts = Facts { said: Stated::Is(Said { when, words: None }), ..Facts::NONE };
    records.statements[2].provenance.as_mut().unwrap().known = facts.into();
    let found = ask(&Corpus::new(records), &AskedWords::Row(StatementIx(0).into()));
    let sources: Vec<_> = found.places.iter().map(|place| place.source.0).collect();
    assert_eq!((sources, found.undated), (vec![2, 1, 0], 1));
}

#[test]
fn what_a_person_linked_is_a_place_whatever_its_words() {
    let mut records = press(&[
        ("2020", "{Ana: We sold the lighthouse for a coin}"),
        ("2021", "{Ana: she had parted with the tower}"),
        ("2022", "{Bo: another matter altogether}"),
    ])
    .records()
    .clone();
    let link = Link { kind: LinkKind::ParaphraseOf, to: StatementIx(0) };
    let facts = Facts { links: vec![link], ..Facts::NONE };
    records.statements[1].provenance.as_mut().unwrap().known = facts.into();
    let corpus = Corpus::new(records);
    for asked in [0, 1] {
        let found = ask(&corpus, &AskedWords::Row(StatementIx(asked).into()));
        let linked: Vec<_> =
            found.places.iter().map(|place| (place.source.0, place.asked)).collect();
        assert_eq!(linked, [(0, asked == 0), (1, asked == 1)]);
    }
}

#[test]
#[cfg(feature = "meaning")]
fn what_stands_in_the_other_language_is_told_as_such() {
    let corpus = press(&[
        ("2020", "{Ana: We never paid the miners of the northern valley for their silver}"),
        ("2021", "Ayer dijo: {Ana: Nunca pagamos a los mineros del valle norte por su plata}"),
        ("2022", "{Bo!: Pagamos a los mineros del valle del norte su plata} negó Bo."),
        ("2023", "{Bo: Los mineros del sur no cobraron nunca la plata que esperaban}"),
        ("2024", "{Bo: The silver of the valley is what northern miners are paid for}"),
    ]);
    let found = ask(&corpus, &AskedWords::Row(StatementIx(0).into()));
    assert_eq!(
        told(&corpus, &found)[1..],
        [
            "p1 Ana: Nunca pagamos a los mineros del valle norte por su plata (translated)",
            "p2 Bo: Pagamos a los mineros del valle del norte su plata \
             (another, denial, translated, -never)",
        ]
    );
    let pairs = |at: usize| -> Vec<_> {
        let pairs = found.places[at].stands_for.iter();
        pairs.map(|pair| format!("{} {}", pair.asked, pair.there)).collect()
    };
    assert_eq!(
        pairs(1),
        ["paid pagamos", "miners mineros", "northern norte", "valley valle", "silver plata"]
    );
    // Typed words, and the way back.
    for asked in [
        AskedWords::Text("we paid the miners of the northern valley their silver".into()),
        AskedWords::Row(StatementIx(1).into()),
    ] {
        let found = ask(&corpus, &asked);
        let translated = |place: &&Reprint| matches!(place.kind, ReprintKind::Translated(_));
        assert!(found.places.iter().any(|place| translated(&place)), "{asked:?}");
    }
}

#[test]
fn who_asks_can_have_enough() {
    let corpus = press(&[("2020", "{Ana: We sold the lighthouse for a coin}")]);
    let index = Index::build(&corpus, 1);
    assert!(everywhere(&corpus, &index, &AskedWords::Text("coin".into()), &|| false).is_none());
}

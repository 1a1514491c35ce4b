//! What the nouns say of themselves.

use onrecord_text::Span;

use super::{
    ActorIx, Carried, Dating, Document, Event, Facts, Form, Known, Link, LinkKind, Original,
    Passage, Polarity, Provenance, Said, SourceIx, SpeakerBy, Stated, Statement, StatementIx,
    Status, Step, Turn, When,
};

fn statement(provenance: Option<Provenance>) -> Statement {
    Statement {
        id: "s".into(),
        source: SourceIx(0),
        spans: [Span::at(3, 9), Span::at(20, 26)].into_iter().collect(),
        form: Form::Direct,
        status: Status::Unchecked,
        origin: super::Origin::Hand,
        speaker: Stated::Silent,
        provenance: provenance.map(Box::new),
    }
}

fn with(facts: Facts) -> Statement {
    statement(Some(Provenance { known: facts.into(), ..Provenance::default() }))
}

fn when() -> When {
    When::new("2022-05-17", None).unwrap()
}

#[test]
fn what_was_looked_at_keeps_its_state() {
    for (stated, value, doubled) in [
        (Stated::Unseen, None, Stated::Unseen),
        (Stated::Silent, None, Stated::Silent),
        (Stated::Is(7), Some(&7), Stated::Is(14)),
    ] {
        assert_eq!(stated.value(), value);
        assert_eq!(stated.as_ref().map(|number| number * 2), doubled);
    }
}

#[test]
fn a_statement_reaches_from_its_first_piece_to_its_last() {
    assert_eq!(statement(None).hull(), Span::at(3, 26));
}

#[test]
fn a_speaker_who_is_not_named_is_inferred() {
    for (by, inferred) in [
        (None, false),
        (Some(SpeakerBy::Name), false),
        (Some(SpeakerBy::Role), true),
        (Some(SpeakerBy::QuoteBefore), true),
    ] {
        let statement = statement(Some(Provenance { speaker_by: by, ..Provenance::default() }));
        assert_eq!(statement.has_inferred_speaker(), inferred, "{by:?}");
    }
    assert!(!statement(None).has_inferred_speaker());
}

#[test]
fn words_that_only_say_that_it_was_said_are_left_out_beside_a_direct_quote() {
    let cue = Some(Span::at(10, 14));
    for (form, only_says, shown) in [
        (Form::Direct, true, None),
        (Form::Direct, false, cue),
        (Form::Indirect, true, cue),
        (Form::Indirect, false, cue),
    ] {
        let provenance = Provenance { cue, only_says, ..Provenance::default() };
        let statement = Statement { form, ..statement(Some(provenance)) };
        assert_eq!(statement.shown_cue(), shown, "{form:?} {only_says}");
    }
    assert_eq!(statement(None).shown_cue(), None);
}

#[test]
fn facts_are_read_as_if_they_were_always_there() {
    let mut bare = statement(None);
    assert_eq!(bare.known_mut(), None);
    assert_eq!(bare.known(), &Facts::NONE);
    assert_eq!((bare.audience(), bare.about(), bare.via()), (&[][..], &[][..], &[][..]));
    assert_eq!((bare.said(), bare.original(), bare.polarity()), (None, None, None));
    assert_eq!((bare.events(), bare.links(), bare.paraphrase_of()), (&[][..], &[][..], None));
    assert_eq!(Known::from(Facts::NONE), Known::default(), "nothing takes no room");

    let via = vec![Step { actor: ActorIx(4), did: Some("recorded".into()) }];
    let said = Said { when: when(), words: None };
    let links = [(LinkKind::Repeats, 8), (LinkKind::ParaphraseOf, 9)]
        .map(|(kind, to)| Link { kind, to: StatementIx(to) });
    let original = Original { paragraph: Some(3), ..Original::default() };
    let mut told = with(Facts {
        via: Stated::Is(via.clone()),
        audience: Stated::Is(vec![ActorIx(1)]),
        about: Stated::Is(vec![ActorIx(2), ActorIx(3)]),
        said: Stated::Is(said.clone()),
        events: vec![super::EventIx(5)],
        links: links.to_vec(),
        carried: Some(Box::new(Carried { original: Some(original.clone()), ..Carried::default() })),
        ..Facts::NONE
    });
    assert_eq!(told.audience(), [ActorIx(1)]);
    assert_eq!(told.about(), [ActorIx(2), ActorIx(3)]);
    assert_eq!((told.via(), told.said(), told.original()), (&*via, Some(&said), Some(&original)));
    assert_eq!((told.events(), told.links()), (&[super::EventIx(5)][..], &links[..]));
    assert_eq!(told.paraphrase_of(), Some(StatementIx(9)));
    told.known_mut().unwrap().note = Some("a remark".into());
    assert_eq!(told.known().note.as_deref(), Some("a remark"));
}

#[test]
fn what_attributes_says_how() {
    let provenance = Provenance { polarity: Some(Polarity::Denies), ..Provenance::default() };
    assert_eq!(statement(Some(provenance)).polarity(), Some(Polarity::Denies));
}

#[test]
fn an_event_is_dated_by_its_first_date_and_shown_where_it_is_told() {
    let passage = |at| Passage { source: SourceIx(0), span: Span::at(at, at + 2) };
    let dating = |at| Dating { when: when(), words: passage(at) };
    let event = |dates: &[usize], passages: &[usize]| Event {
        id: "e".into(),
        title: "The sale".into(),
        dates: dates.iter().map(|at| dating(*at)).collect(),
        passages: passages.iter().map(|at| passage(*at)).collect(),
        actors: vec![],
        statements: vec![],
    };
    assert_eq!((event(&[], &[]).when(), event(&[], &[]).passage()), (None, None));
    assert_eq!(event(&[4, 6], &[]).when(), Some(&when()));
    assert_eq!(event(&[4, 6], &[]).passage(), Some(passage(4)));
    assert_eq!(event(&[4], &[8, 10]).passage(), Some(passage(8)));
}

#[test]
fn a_turn_names_its_speaker_as_the_document_does() {
    let document = Document::new("BRANDT: We sign first.");
    let turn = |speaker| Turn {
        speaker,
        words: [Span::at(8, 22)].into_iter().collect(),
        ..Turn::default()
    };
    assert_eq!(turn(Some(Span::at(0, 6))).name(&document), Some("BRANDT"));
    assert_eq!(turn(None).name(&document), None);
}

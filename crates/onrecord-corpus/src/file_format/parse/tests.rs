//! What the keys of a file become; what is wrong with a file is tested in `tests/it/faults`.

use super::*;
use onrecord_model::{
    ActorIx, ActorKind, EventIx, Form, How, LinkKind, Medium, Origin, Polarity, SourceIx,
    SpeakerBy, Stated, Status, Strength,
};
use onrecord_model::{Statement, StatementIx};
use onrecord_text::Span;

mod anchored;

const PAGE: &str = include_str!("../../../docs/format.md");
const TEXT: &str = "She said no. “Never,” she said, “not once.”\n\nAn official denied it in May.";

fn load(wanted: &[WantedText]) -> Vec<Result<LoadedText, FileError>> {
    let text = |source: &WantedText| match source.file.as_str() {
        "a.txt" => Ok(LoadedText { document: Document::new(TEXT), ..LoadedText::default() }),
        _ => Err(FileError::Missing),
    };
    wanted.iter().map(text).collect()
}

fn records(lists: &str) -> Records {
    let text = format!(
        r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }}, {lists} }}"#
    );
    let records = read(&text, "file", &mut load);
    assert_eq!(records.faults, []);
    records
}

/// One statement with these keys beside its form and words, among two actors and an event.
fn statement_with(keys: &str) -> Statement {
    let lists = format!(
        r#""actors": [ {{ "id": "x", "name": "X", "kind": "group" }}, {{ "id": "y", "name": "Y", "kind": "group" }} ],
        "events": {{ "id": "e", "title": "E", "spans": "An official" }},
        "statements": {{ "form": "direct", "anchor": [ "not once.", "Never" ] {keys} }}"#
    );
    records(&lists).statements.remove(0)
}

#[test]
fn a_statement_needs_little() {
    let statement = statement_with("");
    assert_eq!((statement.form, statement.source), (Form::Direct, SourceIx(0)));
    let words: Vec<_> = statement.spans.iter().map(|span| span.of(TEXT)).collect();
    assert_eq!(words, ["Never", "not once."]);
    assert_eq!((statement.status, statement.origin), (Status::Unchecked, Origin::Hand));
    let provenance = statement.provenance.as_deref().unwrap();
    assert_eq!(*provenance, onrecord_model::Provenance::default());
    assert_eq!(statement.speaker, Stated::Unseen);
}

#[test]
fn an_origin_that_is_not_known_is_no_hand() {
    for (origin, want, faults) in [
        (r#""robot""#, Origin::Suggested, 1),
        ("7", Origin::Suggested, 1),
        (r#""hand""#, Origin::Hand, 0),
        (r#""listed""#, Origin::Listed, 0),
    ] {
        let text = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
            "statements": {{ "form": "direct", "anchor": "Never", "origin": {origin} }} }}"#
        );
        let records = read(&text, "file", &mut load);
        let origins: Vec<_> = records.statements.iter().map(|one| one.origin).collect();
        assert_eq!((origins, records.faults.len()), (vec![want], faults), "{origin}");
    }
}

#[test]
fn not_looked_at_is_not_the_same_as_not_stated() {
    let actors = |ids: &[u32]| Stated::Is(ids.iter().map(|ix| ActorIx(*ix)).collect::<Vec<_>>());
    for (value, want) in [
        ("null", Stated::Silent),
        ("[]", Stated::Silent),
        ("\"y\"", actors(&[1])),
        ("[ \"y\", \"x\" ]", actors(&[1, 0])),
    ] {
        let statement = statement_with(&format!(", \"audience\": {value}"));
        assert_eq!(statement.known().audience, want, "{value}");
    }
    let statement =
        statement_with(", \"speaker\": null, \"via\": null, \"said\": null, \"medium\": null");
    assert_eq!(statement.speaker, Stated::Silent);
    let known = statement.known();
    assert_eq!((&known.via, &known.said), (&Stated::Silent, &Stated::Silent));
    assert_eq!(known.medium, Stated::Silent);
}

#[test]
fn a_medium_is_stated_in_words_or_inferred_from_something() {
    let medium = |kind: &str, stated, basis: Option<&str>| {
        Stated::Is(Medium { kind: kind.into(), stated, basis: basis.map(Into::into) })
    };
    for (value, want) in [
        ("{ \"kind\": \"not stated\", \"stated\": false }", Stated::Silent),
        (
            "{ \"kind\": \"report\", \"words\": \"denied it\" }",
            medium("report", true, Some("denied it")),
        ),
        (
            "{ \"kind\": \"report\", \"stated\": false, \"why\": \"w\" }",
            medium("report", false, Some("w")),
        ),
        (
            "{ \"kind\": \"report\", \"stated\": true, \"why\": \"w\" }",
            medium("report", true, Some("w")),
        ),
        ("{ \"kind\": \"report\" }", medium("report", false, None)),
    ] {
        let statement = statement_with(&format!(", \"medium\": {value}"));
        assert_eq!(statement.known().medium, want, "{value}");
    }
}

#[test]
fn words_around_a_statement_are_its_own_paragraphs() {
    let statement = statement_with(
        r#", "cue": { "exact": "said", "nth": 2 }, "mention": "she", "attribution": "she said",
        "via": [ "x", { "actor": "y", "did": "quoted" } ], "events": "e", "note": "n",
        "polarity": "denies", "speaker_by": "dropped subject",
        "said": { "edtf": "XXXX-05", "resolved": "2022-05", "inferred": "year", "basis": "b", "words": "in May" }"#,
    );
    let provenance = statement.provenance.unwrap();
    let words = |span: Option<Span>| span.map(|span| (span.start, span.of(TEXT)));
    assert_eq!(words(provenance.cue), Some((30, "said")));
    assert_eq!(words(provenance.mention), Some((26, "she")));
    assert_eq!(words(provenance.attribution.first().copied()), Some((26, "she said")));
    assert_eq!(provenance.polarity, Some(Polarity::Denies));
    assert_eq!(provenance.speaker_by, Some(SpeakerBy::DroppedSubject));
    let known = &provenance.known;
    let via = known.via.value().unwrap().iter().map(|step| (step.actor, step.did.as_deref()));
    assert_eq!(via.collect::<Vec<_>>(), [(ActorIx(0), None), (ActorIx(1), Some("quoted"))]);
    let said = known.said.value().unwrap();
    assert_eq!((said.words.as_deref(), said.when.resolved.as_str()), (Some("in May"), "2022-05"));
    assert_eq!((said.when.inferred[0].as_str(), said.when.basis.as_deref()), ("year", Some("b")));
    assert_eq!((&known.events[..], known.note.as_deref()), (&[EventIx(0)][..], Some("n")));
}

#[test]
fn only_a_suggestion_is_weak() {
    for (keys, want) in [
        (r#", "origin": "suggested", "strength": "weak""#, Strength::Weak),
        (r#", "origin": "suggested", "strength": "clear""#, Strength::Clear),
        (r#", "origin": "suggested""#, Strength::Clear),
        (r#", "origin": "confirmed", "strength": "weak""#, Strength::Clear),
        (r#", "strength": "weak""#, Strength::Clear),
    ] {
        assert_eq!(statement_with(keys).strength(), want, "{keys}");
    }
    let text = r#"{ "version": 1, "title": "T", "sources": { "id": "a", "file": "a.txt" },
        "statements": { "form": "direct", "anchor": "She said no", "origin": "suggested", "strength": "iron" } }"#;
    let unknown = read(text, "file", &mut load);
    assert!(unknown.statements[0].is_weak() && unknown.faults.len() == 1, "{:?}", unknown.faults);
}

#[test]
fn statements_are_put_in_order_and_links_follow() {
    let records = records(
        r#""statements": [
        { "id": "last", "form": "indirect", "anchor": "denied it in May", "links": { "kind": "contradicts", "statement": "inner" } },
        { "id": "inner", "form": "mixed", "anchor": "She said" },
        { "id": "outer", "form": "mixed", "anchor": "She said no" } ],
        "events": { "title": "E", "spans": "May", "statements": [ "last", "outer" ] }"#,
    );
    let ids: Vec<_> = records.statements.iter().map(|s| &*s.id).collect();
    assert_eq!(ids, ["outer", "inner", "last"]);
    let link = records.statements[2].links()[0];
    assert_eq!((link.kind, link.to), (LinkKind::Contradicts, StatementIx(1)));
    assert_eq!(records.events[0].statements, [StatementIx(2), StatementIx(0)]);
}

#[test]
fn what_refers_to_a_statement_that_is_left_out_lets_go_of_it() {
    let text = r#"{ "version": 1, "title": "T", "sources": { "id": "a", "file": "a.txt" },
        "statements": [ { "id": "lost", "anchor": "once" },
        { "id": "kept", "form": "direct", "anchor": "Never", "links": [
            { "kind": "repeats", "statement": "lost" }, { "kind": "repeats", "statement": "kept" } ] } ],
        "events": { "title": "E", "spans": "May", "statements": [ "lost", "kept" ] } }"#;
    let records = read(text, "file", &mut load);
    assert_eq!((records.statements.len(), records.faults.len()), (1, 1));
    let links = records.statements[0].links().iter().map(|link| link.to).collect::<Vec<_>>();
    assert_eq!(links, [StatementIx(0)]);
    assert_eq!(records.events[0].statements, [StatementIx(0)]);
}

#[test]
fn words_belong_to_the_source_they_name() {
    let text = r#"{ "version": 1, "title": "T",
        "sources": [ { "id": "a", "file": "a.txt" }, { "id": "b", "file": "a.txt" } ],
        "actors": { "name": "A", "kind": "group", "mentions": { "exact": "it", "source": "b" } },
        "statements": [
        { "form": "direct", "source": "b", "anchor": "Never", "cue": { "exact": "no", "source": "a" } },
        { "form": "direct", "anchor": { "exact": "Never", "source": "b" }, "mention": "She" } ] }"#;
    let records = read(text, "file", &mut load);
    let told: Vec<_> = records.faults.iter().map(|f| (f.line, &f.what)).collect();
    assert_eq!(told, [(5, &FaultKind::OtherSource)]);
    let sources: Vec<_> = records.statements.iter().map(|s| s.source).collect();
    assert_eq!(sources, [SourceIx(1), SourceIx(1)]);
    assert_eq!(records.actors[0].mentions[0].source, SourceIx(1));
}

#[test]
fn mentions_say_how_or_follow_from_the_name() {
    let records = records(
        r#""actors": { "name": "official", "kind": "unnamed", "aliases": { "name": "An", "used_by": null },
        "mentions": [ { "exact": "it", "how": "pronoun" }, "official", "An", "An official" ] }"#,
    );
    let actor = &records.actors[0];
    let mentions = actor.mentions.iter().map(|m| (m.span.of(TEXT), m.how)).collect::<Vec<_>>();
    let want = [
        ("An", How::Alias),
        ("An official", How::Description),
        ("official", How::Name),
        ("it", How::Pronoun),
    ];
    assert_eq!((mentions.as_slice(), actor.kind), (&want[..], ActorKind::Unnamed));
}

#[test]
fn ids_are_those_of_the_file_and_made_where_there_is_none() {
    let lists = r#""actors": [ { "id": "x", "name": "X", "kind": "group" },
            { "id": "", "name": "Y", "kind": "group" }, { "name": "Z", "kind": "group" } ],
        "events": [ { "id": "e", "title": "E", "spans": "May",
            "dates": { "exact": "May", "edtf": "XXXX-05", "resolved": "2022-05", "basis": "b" } },
            { "id": "", "title": "F", "spans": "May" } ]"#;
    let records = records(lists);
    let made = |id: &str, kind: char| id.len() > 4 && id.starts_with([kind]) && id.contains('-');
    let ids: Vec<_> = records.actors.iter().map(|actor| &*actor.id).collect();
    assert!(matches!(&ids[..], ["x", y, z] if made(y, 'a') && made(z, 'a')), "{ids:?}");
    let ids: Vec<_> = records.events.iter().map(|event| &*event.id).collect();
    assert!(matches!(&ids[..], ["e", f] if made(f, 'e')), "{ids:?}");
    let dates = records.events[0].dates.iter().map(|date| {
        (date.when.edtf.as_str(), date.when.resolved.as_str(), date.words.span.of(TEXT))
    });
    assert_eq!(dates.collect::<Vec<_>>(), [("XXXX-05", "2022-05", "May")]);
}

#[test]
fn a_resolved_date_says_why_unless_it_is_as_stated() {
    let event = |date: &str| {
        let text = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
                "events": {{ "title": "E", "dates": {{ "exact": "May", {date} }} }} }}"#
        );
        let faults = read(&text, "file", &mut load).faults;
        faults.into_iter().map(|fault| fault.what).collect::<Vec<_>>()
    };
    let outside = FaultKind::ResolvedOutside { edtf: "XXXX-05".into(), resolved: "2022-06".into() };
    for (date, want) in [
        (r#""edtf": "XXXX-05""#, vec![]),
        (r#""edtf": "2022-05", "resolved": "2022-05""#, vec![]),
        (r#""edtf": "XXXX-05", "resolved": "2022-05", "basis": "b""#, vec![]),
        (
            r#""edtf": "XXXX-05", "resolved": "2022-05""#,
            vec![FaultKind::NoBasis { resolved: "2022-05".into() }],
        ),
        (r#""edtf": "XXXX-05", "resolved": "2022-06", "basis": "b""#, vec![outside]),
    ] {
        assert_eq!(event(date), want, "{date}");
    }
}

#[test]
fn a_source_is_dated_by_a_text_or_a_record() {
    for (date, want) in [
        (r#""2022-05-17""#, Stated::Is("2022-05-17")),
        (r#"{ "edtf": "XXXX-05", "resolved": "2022-05", "basis": "b" }"#, Stated::Is("2022-05")),
        ("null", Stated::Silent),
        ("7", Stated::Unseen),
        (r#""2022-13""#, Stated::Unseen),
    ] {
        let text = format!(
            r#"{{ "version": 1, "title": "T",
                "sources": {{ "id": "a", "file": "a.txt", "date": {date} }} }}"#
        );
        let records = read(&text, "file", &mut load);
        let read = records.sources[0].date.as_ref().map(|when| when.resolved.as_str());
        assert_eq!(read, want, "{date}");
        assert_eq!(records.faults.is_empty(), want != Stated::Unseen, "{date}");
    }
}

#[test]
fn a_key_that_is_not_known_is_told_with_the_nearest() {
    let text = r#"{ "version": 1, "title": "T", "sources": { "id": "a", "file": "a.txt" },
        "statements": { "form": "direct", "anchor": { "exact": "Never", "nth": 0 }, "abuot": [],
            "medium": { "kind": "report", "stated": true } } }"#;
    let records = read(text, "file", &mut load);
    let told: Vec<_> = records.faults.iter().map(|fault| format!("{:?}", fault.what)).collect();
    let [nth, about] = &told[..] else { panic!("{told:?}") };
    assert!(about.contains("abuot") && about.contains("Some(\"about\")"), "{about}");
    assert!(nth.starts_with("WrongShape") && nth.contains("Count"), "{nth}");
}

#[test]
fn the_usual_source_is_meant_where_none_is_named() {
    let text = |usual: &str| {
        format!(
            r#"{{ "version": 1, "title": "T", {usual}
            "sources": [ {{ "id": "b", "file": "b.txt" }}, {{ "id": "a", "file": "a.txt" }} ],
            "actors": {{ "id": "x", "name": "X", "kind": "group", "mentions": "An official" }},
            "statements": {{ "form": "direct", "anchor": "Never" }} }}"#
        )
    };
    let load = &mut |wanted: &[WantedText]| {
        let words = |source: &WantedText| if source.file == "a.txt" { TEXT } else { "Other." };
        let text =
            |words| Ok(LoadedText { document: Document::new(words), ..LoadedText::default() });
        wanted.iter().map(words).map(text).collect()
    };
    for (usual, faults, said) in [
        ("", vec!["WhichSource", "WhichSource"], 0),
        (r#""source": "a","#, vec![], 1),
        (r#""source": "c","#, vec!["Dangling", "WhichSource", "WhichSource"], 0),
    ] {
        let records = read(&text(usual), "file", load);
        let told: Vec<_> = records.faults.iter().map(|f| format!("{:?}", f.what)).collect();
        assert_eq!(told.len(), faults.len(), "{told:?}");
        assert!(told.iter().zip(&faults).all(|(told, want)| told.starts_with(want)), "{told:?}");
        assert_eq!(records.statements.len(), said);
        assert!(records.statements.iter().all(|s| s.source == SourceIx(1)));
    }
}

/// Confirmed by one, dismissed by another: neither is taken for the word of both.
#[test]
fn an_id_that_is_confirmed_and_dismissed_is_told() {
    for (origin, told) in [("confirmed", true), ("hand", true), ("suggested", false)] {
        let text = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
                "statements": {{ "id": "q", "form": "direct", "anchor": "Never", "origin": "{origin}" }},
                "dismissed": [ {{ "exact": "An official" }},
                  {{ "id": "q", "exact": "Never" }} ] }}"#
        );
        let found: Vec<_> = read(&text, "file", &mut load).faults;
        let found: Vec<_> = found.into_iter().map(|fault| (fault.line, fault.what)).collect();
        let want = told.then(|| (4, FaultKind::BothLists("q".into())));
        assert_eq!(found, Vec::from_iter(want), "{origin}");
    }
}

#[test]
fn a_dismissal_needs_its_words() {
    let lists = r#""dismissed": [
        { "id": "q-1", "source": "a", "exact": "she said", "note": "n" },
        { "exact": "An official" } ]"#;
    let dismissed = records(lists).dismissed;
    let held: Vec<_> = dismissed.iter().map(|d| (&*d.id, d.source, d.span.of(TEXT))).collect();
    assert_eq!(held, [("q-1", SourceIx(0), "she said"), ("", SourceIx(0), "An official")]);
    for (bad, want) in [
        (r#"{ "id": "q" }"#, "MissingKey"),
        (r#"{ "exact": "he", "sauce": "a" }"#, "UnknownKey"),
        (r#"{ "exact": "nowhere" }"#, "NotFound"),
        ("7", "WrongShape"),
    ] {
        let text = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
                "dismissed": [ {bad}, {{ "exact": "Never" }} ] }}"#
        );
        let records = read(&text, "file", &mut load);
        assert!(format!("{:?}", records.faults).contains(want), "{:?}", records.faults);
        assert_eq!(records.dismissed.len(), 1, "{bad}: the others count");
    }
}

#[test]
fn made_ids_depend_on_what_is_said_and_where() {
    let id = |anchor: &str, before: &str| {
        let lists =
            format!(r#""statements": [ {before} {{ "form": "direct", "anchor": {anchor} }} ]"#);
        records(&lists).statements.iter().map(|s| s.id.to_string()).find(|id| id.starts_with("s-"))
    };
    let other = r#"{ "id": "o", "form": "direct", "anchor": "An official" },"#;
    assert_eq!(id("\"Never\"", ""), id("\"Never\"", other));
    assert_ne!(id("\"Never\"", ""), id("\"Never,\"", ""));
    assert_ne!(
        id("{ \"exact\": \"said\", \"nth\": 1 }", ""),
        id("{ \"exact\": \"said\", \"nth\": 2 }", "")
    );
}

#[test]
fn the_page_for_people_lists_every_key() {
    let table = PAGE.split("## Every key").nth(1).unwrap();
    let all = KEYS.iter().chain(&source::KEYS).chain(&actor::KEYS).chain(&event::KEYS);
    for key in all.chain(&statement::KEYS).chain(&dismissed::KEYS) {
        assert!(table.contains(&format!("`{key}`")), "{key}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_happens_to_a_file_it_is_read(
        cut in 0usize..4000,
        length in 0usize..40,
        put in "[\\[\\]{}\",:\\\\ \n0a]{0,6}",
    ) {
        let block = |kind: &str, nth| PAGE.split(kind).nth(nth).and_then(|b| b.split("```").next());
        let (sound, source) = (block("```json\n", 2).unwrap(), block("```text\n", 1).unwrap());
        let text = || Ok(LoadedText { document: Document::new(source), ..LoadedText::default() });
        let mut load = |wanted: &[WantedText]| wanted.iter().map(|_| text()).collect();
        let from = sound.floor_char_boundary(cut);
        let to = sound.floor_char_boundary(cut + length).max(from);
        let mut text = sound.to_owned();
        text.replace_range(from..to, &put);
        let records = read(&text, "file", &mut load);
        let order = |s: &Statement| (s.source, s.hull().start);
        proptest::prop_assert!(records.statements.is_sorted_by_key(order));
        // A file that is no longer what it was is told, unless only spaces or free text changed.
        let strict = serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(&text).is_ok();
        proptest::prop_assert!(strict || !records.faults.is_empty());
    }
}

//! What is written where, and that it can be taken out again.

use proptest::prelude::*;
use smallvec::smallvec;

use super::*;
use crate::Corpus;
use crate::file_format::{LoadedText, WantedText, read};
use crate::{Fault, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Document, Facts, Form, Known, Origin, Polarity, Provenance, Source,
    SourceIx, SpeakerBy, Stated, Statement, StatementIx, Status, Step,
};

const TEXT: &str = "“No,” said Ana Ruiz. “Never.”\n\nBo Li told Ana Ruiz he knew. “No,” she said.";

fn span(words: &str, nth: usize) -> Span {
    let (at, _) = TEXT.match_indices(words).nth(nth).unwrap();
    Span::at(at, at + words.len())
}

fn statement(id: &str, form: Form, spans: &[Span], speaker: u32, known: Provenance) -> Statement {
    Statement {
        id: id.into(),
        source: SourceIx(0),
        spans: spans.iter().copied().collect(),
        form,
        status: Status::Unchecked,
        origin: Origin::Suggested,
        speaker: Stated::Is(ActorIx(speaker)),
        provenance: Some(Box::new(known)),
    }
}

/// Three suggestions of two speakers in one source.
fn corpus() -> Corpus {
    let actor = |id: &str, name: &str| Actor {
        id: id.into(),
        name: name.into(),
        kind: ActorKind::Person,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits: Vec::new(),
        joined: false,
    };
    let known = |mention, cue| Provenance {
        mention: Some(mention),
        cue: Some(cue),
        attribution: smallvec![Span::new(mention.start.min(cue.start), mention.end.max(cue.end))],
        ..Provenance::default()
    };
    let (said, told) = (span("said", 0), span("told", 0));
    let first = known(span("Ana Ruiz", 0), said);
    let via = Stated::Is(vec![Step { actor: ActorIx(0), did: None }]);
    let via = Facts { via, ..Facts::NONE }.into();
    let second = Provenance { known: via, ..known(span("Bo Li", 0), told) };
    let third = Provenance {
        polarity: Some(Polarity::Affirms),
        speaker_by: Some(SpeakerBy::Pronoun),
        ..known(span("she", 0), span("said", 1))
    };
    Corpus::new(Records {
        title: "A “test”".into(),
        sources: vec![Source {
            id: "a.txt".into(),
            title: "A text".into(),
            file: "a.txt".into(),
            sha256: "ab".repeat(32),
            document: Document::new(TEXT),
            ..Source::default()
        }]
        .into(),
        actors: vec![actor("ana ruiz", "Ana Ruiz"), actor("bo li", "Bo Li")].into(),
        statements: vec![
            statement("q-1", Form::Direct, &[span("No", 0), span("Never.", 0)], 0, first),
            statement("q-2", Form::Indirect, &[span("he knew", 0)], 1, second),
            statement("q-3", Form::Direct, &[span("No", 1)], 0, third),
        ]
        .into(),
        ..Records::default()
    })
}

pub(super) fn judgement(at: u32, verdict: Verdict) -> Judgement {
    Judgement::of(&corpus(), StatementIx(at).into(), verdict).unwrap()
}

fn reopened(text: &str) -> Records {
    let one = || LoadedText {
        document: Document::new(TEXT),
        sha256: "ab".repeat(32),
        doubts: Vec::new(),
    };
    let load = &mut |wanted: &[WantedText]| wanted.iter().map(|_| Ok(one())).collect();
    read(text, "investigation.json", load)
}

const NONE: [Fault; 0] = [];

#[test]
fn a_title_that_could_steer_a_terminal_is_written_escaped() {
    let mut hostile = judgement(0, Verdict::Dismissed);
    hostile.title = "up\u{202e}down\u{9b}".into();
    let (text, _) = insert("", &hostile).unwrap();
    assert!(text.contains(r#""title": "up\u202edown\u009b""#), "{text}");
    assert_eq!(reopened(&text).title, hostile.title);
}

#[test]
fn a_new_file_holds_all_that_the_statement_needs() {
    let (text, _) = insert("", &judgement(0, Verdict::Confirmed)).unwrap();
    let sha = "ab".repeat(32);
    let want = format!(
        r#"{{
  "version": 1,
  "title": "A “test”",
  "sources": [
    {{
      "id": "a.txt",
      "file": "a.txt",
      "sha256": "{sha}",
      "title": "A text"
    }}
  ],
  "actors": [
    {{
      "id": "ana ruiz",
      "name": "Ana Ruiz",
      "kind": "person"
    }}
  ],
  "statements": [
    {{
      "id": "q-1",
      "source": "a.txt",
      "form": "direct",
      "anchor": [ {{ "exact": "No", "prefix": "“", "suffix": ",” said Ana Ruiz. “Never.”" }}, {{ "exact": "Never.", "prefix": "“No,” said Ana Ruiz. “", "suffix": "”" }} ],
      "speaker": "ana ruiz",
      "mention": "Ana Ruiz",
      "cue": "said",
      "attribution": "said Ana Ruiz",
      "origin": "confirmed"
    }}
  ]
}}
"#
    );
    assert_eq!(text, want);
}

#[test]
fn what_was_confirmed_reads_back_as_it_was_suggested() {
    let mut text = String::new();
    for at in [1, 0, 2] {
        text = insert(&text, &judgement(at, Verdict::Confirmed)).unwrap().0;
    }
    let (records, before) = (reopened(&text), corpus());
    assert_eq!(records.faults, NONE);
    assert_eq!(records.sources.len(), 1);
    for (read, suggested) in records.statements.iter().zip(before.statements()) {
        assert_eq!(read.origin, Origin::Confirmed);
        let name = |at: &ActorIx| records.actors[at.at()].name.as_str();
        assert_eq!(read.speaker.value().map(name), before.speaker_name(suggested));
        let (mut known, was) = (read.provenance.clone().unwrap(), suggested.provenance.as_deref());
        let facts = std::mem::take(&mut known.known);
        let mut was = was.unwrap().clone();
        let names =
            |steps: &[Step]| steps.iter().map(|s| name(&s.actor).to_owned()).collect::<Vec<_>>();
        let via: Option<Vec<_>> = facts.via.value().map(|steps| names(steps));
        assert_eq!(via, was.known.via.value().map(|_| vec!["Ana Ruiz".to_owned()]));
        was.known = Known::default();
        assert_eq!(*known, was);
        let same = (&read.id, &read.spans, read.form);
        assert_eq!(same, (&suggested.id, &suggested.spans, suggested.form));
    }
}

#[test]
fn a_dismissal_reads_back() {
    let (text, _) = insert("", &judgement(2, Verdict::Dismissed)).unwrap();
    let records = reopened(&text);
    assert_eq!(records.faults, NONE);
    let read: Vec<_> = records.dismissed.iter().map(|d| (&*d.id, d.source, d.span)).collect();
    assert_eq!(read, [("q-3", SourceIx(0), span("No", 1))]);
    assert!(records.actors.is_empty() && records.statements.is_empty(), "{text}");
}

/// Files as people write them, with what a dismissal makes of them (`@`: its record, on one line).
#[test]
fn the_look_of_the_file_is_kept() {
    let source = r#"{ "id": "x", "file": "a.txt" }"#;
    let tight = r#"{"id":"x","file":"a.txt"}"#;
    for (before, after) in [
        // A list is added, spread like the keys around it, or on the line.
        (
            format!("{{ \"version\": 1,\n  \"title\": \"T\",\n  \"sources\": [ {source} ] }}\n"),
            format!(
                "{{ \"version\": 1,\n  \"title\": \"T\",\n  \"sources\": [ {source} ],\n  \
                 \"dismissed\": [\n    @S4@2\n  ] }}\n"
            ),
        ),
        (
            format!("{{ \"version\": 1, \"title\": \"T\", \"sources\": [ {source} ] }}"),
            format!(
                "{{ \"version\": 1, \"title\": \"T\", \"sources\": [ {source} ], \"dismissed\": [ @L ] }}"
            ),
        ),
        (
            format!("{{\"version\":1,\"title\":\"T\",\"sources\":[{tight}]}}"),
            format!("{{\"version\":1,\"title\":\"T\",\"sources\":[{tight}],\"dismissed\":[@T]}}"),
        ),
        // An empty one is filled, null is one, a single record gets its brackets.
        (
            format!(
                "{{\r\n\t\"sources\": {source},\r\n\t\"dismissed\": [\r\n\t],\r\n\t\"title\": \"T\"\r\n}}\r\n"
            ),
            format!(
                "{{\r\n\t\"sources\": {source},\r\n\t\"dismissed\": [\r\n\t\t@R\r\n\t],\r\n\t\"title\": \"T\"\r\n}}\r\n"
            ),
        ),
        (
            format!("\u{feff}{{ \"sources\": [ {source} ], \"dismissed\": null }}"),
            format!("\u{feff}{{ \"sources\": [ {source} ], \"dismissed\": [ @L ] }}"),
        ),
        (
            format!("{{ \"sources\": {source}, \"dismissed\": {{ \"id\": \"y\" }} }}"),
            format!("{{ \"sources\": {source}, \"dismissed\": [ {{ \"id\": \"y\" }}, @L ] }}"),
        ),
        // Records follow the look of those before them.
        (
            format!(
                "{{ \"sources\": {source},\n \"dismissed\": [\n   {{ \"id\": \"]}}\\\"\" }}\n ]\n}}"
            ),
            format!(
                "{{ \"sources\": {source},\n \"dismissed\": [\n   {{ \"id\": \"]}}\\\"\" }},\n   @L\n ]\n}}"
            ),
        ),
        (
            format!(
                "{{ \"sources\": {source}, \"dismissed\": [{{\"id\":\"y\"}} , {{\"id\":\"z\"}}]}}"
            ),
            format!(
                "{{ \"sources\": {source}, \"dismissed\": [{{\"id\":\"y\"}} , {{\"id\":\"z\"}} , @T]}}"
            ),
        ),
    ] {
        let judgement = judgement(1, Verdict::Dismissed);
        let (text, written) = insert(&before, &judgement).unwrap();
        let keys = [
            ("id", "q-2"),
            ("source", "x"),
            ("exact", "he knew"),
            ("prefix", "Bo Li told Ana Ruiz "),
            ("suffix", ". “No,” she said."),
        ];
        let line = |colon: &str, comma: &str| {
            let keys = keys.map(|(key, value)| format!("\"{key}\":{colon}\"{value}\""));
            keys.join(comma)
        };
        let want = after
            .replace("@L", &format!("{{ {} }}", line(" ", ", ")))
            .replace("@T", &format!("{{{}}}", line("", ",")))
            .replace("@R", &format!("{{\r\n\t\t\t{}\r\n\t\t}}", line(" ", ",\r\n\t\t\t")))
            .replace("@S4@2", &format!("{{\n      {}\n    }}", line(" ", ",\n      ")));
        assert_eq!(text, want);
        assert_eq!(scan::sound(&text), Ok(()));
        assert_eq!(reverse(&text, &written), Some(before));
    }
}

#[test]
fn what_is_there_is_not_written_again() {
    let judgement = judgement(0, Verdict::Confirmed);
    let (once, _) = insert("", &judgement).unwrap();
    let (twice, written) = insert(&once, &judgement).unwrap();
    assert_eq!(twice, once);
    assert_eq!(reverse(&once, &written), None, "somebody else wrote it");
}

#[test]
fn a_suggestion_in_the_file_itself_is_confirmed_there() {
    let file = |origin: &str| {
        format!(r#"{{ "sources": [], "statements": {{ "id": "q-1", "origin": "{origin}" }} }}"#)
    };
    let (text, written) = insert(&file("suggested"), &judgement(0, Verdict::Confirmed)).unwrap();
    assert_eq!(text, file("confirmed"));
    assert_eq!(reverse(&text, &written), Some(file("suggested")));
    let changed = text.replace("[]", "[ ]");
    assert_eq!(reverse(&changed, &written), None, "somebody has changed it since");
    let (lifted, _) = lift(&changed, &judgement(0, Verdict::Confirmed)).unwrap();
    assert_eq!(lifted, file("suggested").replace("[]", "[ ]"), "it was the file's own");
    let (same, _) = insert(&file("hand"), &judgement(0, Verdict::Confirmed)).unwrap();
    assert_eq!(same, file("hand"));
}

#[test]
fn words_without_a_source_keep_theirs_when_another_comes() {
    for (before, after) in [
        (
            r#"{ "sources": { "id": "b", "file": "b.txt" }, "statements": [ { "form": "direct", "anchor": "No" } ] }"#,
            r#"{ "source": "b", "sources": [ { "id": "b", "file": "b.txt" }, { "id": "a.txt","#,
        ),
        (
            r#"{"sources":[{"id":"b","file":"b.txt"}],"events":[{"title":"E","spans":"No"}]}"#,
            r#"{"source":"b","sources":[{"id":"b","file":"b.txt"},{"id":"a.txt","#,
        ),
        // Nothing needs it, or it is there.
        (
            r#"{ "sources": [ { "id": "b", "file": "b.txt" } ], "actors": [] }"#,
            r#"{ "sources": [ { "id": "b", "file": "b.txt" }, { "id": "a.txt","#,
        ),
        (
            r#"{ "source": "b", "sources": [ { "id": "b", "file": "b.txt" } ], "events": [ { } ] }"#,
            r#"{ "source": "b", "sources": [ { "id": "b", "file": "b.txt" }, { "id": "a.txt","#,
        ),
    ] {
        let (text, written) = insert(before, &judgement(1, Verdict::Dismissed)).unwrap();
        assert!(text.starts_with(after), "{text}");
        assert_eq!(reverse(&text, &written).as_deref(), Some(before));
    }
    let unnamed = r#"{ "sources": [ { "file": "b.txt" } ], "events": [ { } ] }"#;
    let refused = insert(unnamed, &judgement(1, Verdict::Dismissed)).map(|_| ());
    assert_eq!(refused, Err(EditError::Other));
}

#[test]
fn an_id_that_means_another_source_is_not_taken() {
    let file = r#"{ "sources": [ { "id": "a.txt", "file": "b.txt" } ] }"#;
    let (text, _) = insert(file, &judgement(0, Verdict::Dismissed)).unwrap();
    assert!(text.contains(r#"{ "id": "a.txt+", "file": "a.txt""#), "{text}");
    assert!(text.contains(r#""source": "a.txt+""#), "{text}");
}

#[test]
fn a_file_that_is_not_sound_is_left_alone() {
    for (text, want) in [
        ("{ \"version\": 1,\n  \"sources\": [ { } ],\n}", EditError::NotJson(3)),
        ("{ \"version\": 1\n  \"sources\": [] }", EditError::NotJson(2)),
        ("{ \"version\": 1, \"sources\": [] } x", EditError::NotJson(1)),
        ("{ \"version\": 1, \"sources\": [", EditError::NotJson(1)),
        ("[]", EditError::Other),
        ("{}", EditError::Other),
        ("{ \"version\": 2, \"sources\": [] }", EditError::Other),
        ("{ \"version\": 1, \"sources\": \"a.txt\" }", EditError::Other),
        ("{ \"version\": 1, \"sources\": [ { \"file\": \"a.txt\" } ] }", EditError::Other),
    ] {
        let refused = insert(text, &judgement(0, Verdict::Confirmed)).map(|_| ());
        assert_eq!(refused, Err(want), "{text}");
    }
}

/// Two people at one table: the second is told, and nothing of the first is overwritten.
#[test]
fn who_decides_the_other_way_is_told() {
    let [yes, no] = [Verdict::Confirmed, Verdict::Dismissed].map(|verdict| judgement(0, verdict));
    let (confirmed, _) = insert("", &yes).unwrap();
    let (dismissed, _) = insert("", &no).unwrap();
    for (text, second, first) in
        [(&confirmed, &no, Verdict::Confirmed), (&dismissed, &yes, Verdict::Dismissed)]
    {
        let told = insert(text, second).map(drop);
        assert_eq!(told, Err(EditError::Contradicted(first)));
    }
    assert_eq!(insert(&confirmed, &yes).unwrap().0, confirmed, "agreement is none");
    assert_eq!(insert(&dismissed, &no).unwrap().0, dismissed);
}

/// What the page for people shows, with a judgement in it, still says all it said.
#[test]
fn a_file_written_by_hand_says_all_it_said() {
    let page = include_str!("../../../docs/format.md");
    let block = |kind: &str, nth| page.split(kind).nth(nth).unwrap().split("```").next().unwrap();
    let (by_hand, interview) = (block("```json\n", 2), block("```text\n", 1));
    let open = |text: &str| {
        let document = |file: &str| Document::new(if file == "a.txt" { TEXT } else { interview });
        let one = |wanted: &WantedText| LoadedText {
            document: document(&wanted.file),
            sha256: "ab".repeat(32),
            doubts: Vec::new(),
        };
        let load = &mut |wanted: &[WantedText]| wanted.iter().map(|w| Ok(one(w))).collect();
        let records = read(text, "investigation.json", load);
        assert_eq!(records.faults, NONE, "{text}");
        records
    };
    let before = open(by_hand);
    let (text, _) = insert(by_hand, &judgement(1, Verdict::Confirmed)).unwrap();
    let (text, _) = insert(&text, &judgement(2, Verdict::Dismissed)).unwrap();
    let after = open(&text);
    let (own, mine) = after.statements.split_at(before.statements.len());
    assert_eq!((own, mine.len()), (before.statements.as_slice(), 1));
    assert_eq!(after.events, before.events);
    assert_eq!((after.sources.len(), after.dismissed.len()), (2, 1));
    assert_eq!(after.actors.get(..3), Some(before.actors.as_slice()));
    // Every line that stood there stands there, in order.
    assert!(text.contains("\n  \"source\": \"interview\",\n  \"sources\": ["), "{text}");
    let mut lines = text.lines();
    for line in by_hand.lines() {
        let line = line.trim_end_matches(',');
        assert!(lines.any(|there| there.trim_end_matches(',') == line), "{line}\n{text}");
    }
}

/// Any JSON, laid out in any of three ways.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a\"\\\\{}\\[\\],:é \n]{0,6}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 20, 4, |inner| {
        let list = proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
        let key = "id|file|[a\"\\\\{}\\[\\],:é]{0,4}";
        let map = proptest::collection::vec((key, inner), 0..4)
            .prop_map(|entries| Value::Object(entries.into_iter().collect()));
        prop_oneof![list, map]
    });
    let key = "sources|actors|statements|dismissed|title|[a\"\\\\{}]{1,4}";
    let root = proptest::collection::vec((key, value), 0..7);
    (root, 0..3u8).prop_map(|(entries, look)| {
        let root = Value::Object(entries.into_iter().collect());
        match look {
            0 => root.to_string(),
            1 => serde_json::to_string_pretty(&root).unwrap(),
            _ => serde_json::to_string_pretty(&root).unwrap().replace('\n', "\r\n \t"),
        }
    })
}

proptest! {
    #[test]
    fn taken_out_again_every_byte_is_as_before(
        before in json(),
        judged in proptest::collection::vec((0..3u32, any::<bool>()), 1..6),
    ) {
        let mut texts = vec![before.clone()];
        let mut all = Vec::new();
        for (at, confirmed) in judged {
            let verdict = if confirmed { Verdict::Confirmed } else { Verdict::Dismissed };
            let Ok((text, written)) = insert(texts.last().unwrap(), &judgement(at, verdict)) else {
                continue;
            };
            prop_assert_eq!(scan::sound(&text), Ok(()), "{}", text);
            prop_assert!(text.len() >= texts.last().unwrap().len() - "null".len());
            texts.push(text);
            all.push(written);
        }
        let mut text = texts.pop().unwrap();
        while let Some(written) = all.pop() {
            let earlier = texts.pop().unwrap();
            let there = (earlier != text).then(|| earlier.clone());
            prop_assert_eq!(reverse(&text, &written), there);
            text = earlier;
        }
        prop_assert_eq!(text, before);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[{}\\[\\]\",:a1é \n\\\\]{0,30}|\\PC{0,30}") {
        let _ = insert(&text, &judgement(0, Verdict::Confirmed));
        let whole = Span::at(0, text.len());
        scan::items(&text, whole);
        scan::entries(&text, whole);
        scan::root(&text);
    }
}

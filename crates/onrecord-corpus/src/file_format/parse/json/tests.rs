//! Files as people leave them: sound, flawed, cut off, hostile.

use super::*;
use proptest::prelude::*;

fn flaws(text: &str) -> Vec<(u32, JsonFlaw)> {
    let lines = Lines::new(text);
    let told = read(text, &lines).1.into_faults().into_iter();
    told.filter_map(|(at, what)| match what {
        FaultKind::Json(flaw) => Some((lines.of(at), flaw)),
        _ => None,
    })
    .collect()
}

/// The tree as compact JSON, `!` for what is broken.
fn tree(text: &str) -> String {
    fn put(node: &JsonNode) -> String {
        match &node.value {
            Value::Null => "null".into(),
            Value::Bool(yes) => yes.to_string(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) => format!("{text:?}"),
            Value::List(items) => {
                format!("[{}]", items.iter().map(put).collect::<Vec<_>>().join(","))
            }
            Value::Object(members) => {
                let put = |e: &Member| format!("{}:{}", e.key, put(&e.node));
                format!("{{{}}}", members.iter().map(put).collect::<Vec<_>>().join(","))
            }
            Value::Broken => "!".into(),
        }
    }
    put(&read(text, &Lines::new(text)).0)
}

#[test]
fn what_is_json_is_read_as_it_stands() {
    for (text, want) in [
        ("{}", "{}"),
        (" \u{feff}", "!"),
        ("\u{feff}{\"a\": 1}", "{a:1}"),
        ("{\r\n\"a\":\r\n[1, -2.5e3, true, null]\r\n}\r\n", "{a:[1,-2.5e3,true,null]}"),
        (r#"{"é\n\u00e9\"": "\\"}"#, "{é\né\":\"\\\\\"}"),
        ("{\"l\":[\n{\"a\":[\n{},\n{}\n]}\n]}", "{l:[{a:[{},{}]}]}"),
    ] {
        assert_eq!(tree(text), want, "{text}");
    }
}

#[test]
fn a_flaw_costs_no_more_than_it_must() {
    use JsonFlaw::*;
    let unclosed = |opener, before| Unclosed { opener, before };
    let word = |word: &str| NotAValue(word.into());
    for (text, want, flaw) in [
        ("", "!", (1, Empty)),
        (" \n ", "!", (1, Empty)),
        ("[1]", "!", (1, NotAnObject)),
        ("\u{0}\u{1}PNG", "!", (1, NotAnObject)),
        ("{\"a\":1\n\"b\":2}", "{a:1,b:2}", (1, MissingComma)),
        ("{\"l\":[{\"a\":1}\n{\"b\":2}]}", "{l:[{a:1},{b:2}]}", (1, MissingComma)),
        ("{\"a\":1,\n}", "{a:1}", (1, ExtraComma)),
        ("{\"a\":[1,,2]}", "{a:[1,2]}", (1, ExtraComma)),
        ("{\n\"a\" 1}", "{a:1}", (2, MissingColon)),
        ("{\n\"a\":,\"b\":2}", "{a:!,b:2}", (2, MissingValue)),
        ("{\"a\":\n\"x,\n\"b\":2}", "{a:!,b:2}", (2, UnclosedText)),
        ("{\"a\":\"x\\q\",\"b\":2}", "{a:!,b:2}", (1, BadEscape)),
        ("{\"a\":\"he said \"no\" to it\",\"b\":2}", "{a:!,b:2}", (1, QuoteInside)),
        ("{\"a\":\"he said \"no\"\",\n\"b\":2}", "{a:!,b:2}", (1, QuoteInside)),
        ("{\"a\":[{\"x\":\"\"no\" to it\"}],\"b\":2}", "{a:[{x:!}],b:2}", (1, QuoteInside)),
        ("{\"a\":Nein,\"b\":2}", "{a:!,b:2}", (1, word("Nein"))),
        ("{\"a\":“x”,\"b\":2}", "{a:!,b:2}", (1, word("“x”"))),
        ("{\"a\":1, // why, {\n\"b\":2}", "{a:1,b:2}", (1, word("// why, {"))),
        ("{\"a\":1", "{a:1}", (1, unclosed('{', 1))),
        ("{\"a\":\"x\"\n// why\n}", "{a:\"x\"}", (2, word("// why"))),
        ("{\"a\":\"x\" \"b\":2}", "{a:\"x\",b:2}", (1, MissingComma)),
        ("{\"l\":[\n1,2\n\"b\":2}", "{l:[1,2],b:2}", (1, unclosed('[', 3))),
        ("{\"l\":[\n1,2\n,\"b\":2}", "{l:[1,2],b:2}", (1, unclosed('[', 3))),
        ("{\"l\":[{\"a\":1]}", "{l:[{a:1}]}", (1, unclosed('{', 1))),
        (
            "{\"l\":[{\"a\":1},\n{\"b\":[2},{\"c\":3}]}",
            "{l:[{a:1},{b:[2]},{c:3}]}",
            (2, unclosed('[', 2)),
        ),
        ("{\"l\":[{\"a\":1}},{\"b\":2}],\"c\":3}", "{l:[{a:1},{b:2}],c:3}", (1, Stray('}'))),
        ("{\"l\":[{\"a\":1}]],\"c\":3}", "{l:[{a:1}],c:3}", (1, Stray(']'))),
        ("{\"l\":[{\"a\":1}],{\"b\":2},\"c\":3}", "{l:[{a:1},{b:2}],c:3}", (1, Stray('{'))),
        ("{\"a\":1}}", "{a:1}", (1, Stray('}'))),
        ("{\"l\":[1}", "{l:[1]}", (1, unclosed('[', 1))),
    ] {
        assert_eq!(tree(text), want, "{text}");
        assert_eq!(flaws(text), [flaw], "{text}");
    }
}

#[test]
fn a_lost_brace_costs_its_record_only() {
    // In the second record a nested object is not closed: without a fence it would swallow
    // the third and fourth as well.
    let text = r#"{
  "statements": [
{ "id": "a" },
{ "id": "b", "anchor": [ { "exact": "x" ],
  "form": "direct" },
{ "id": "c" },
{ "id": "d", "anchor": [ { "exact": "x", "via": [
{ "id": "e" }
  ],
  "events": [ { "id": "f" } ]
}"#;
    let tree = tree(text);
    let want = "{statements:[{id:\"a\"},{id:\"b\",anchor:[{exact:\"x\"}],form:\"direct\"},{id:\"c\"},\
        {id:\"d\",anchor:[{exact:\"x\",via:[]}]},{id:\"e\"}],events:[{id:\"f\"}]}";
    assert_eq!(tree, want);
    let lines: Vec<_> = flaws(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [4, 7]);
}

#[test]
fn brackets_without_end_and_lines_without_end_are_borne() {
    let nested = |depth| format!("{{\"a\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(flaws(&nested(DEEPEST)), []);
    assert_eq!(flaws(&nested(DEEPEST + 1)), [(1, JsonFlaw::TooDeep)]);
    let deep = format!("{{\"a\":{}1{},\"b\":2}}", "[".repeat(500), "]".repeat(500));
    assert_eq!(flaws(&deep), [(1, JsonFlaw::TooDeep)]);
    assert!(tree(&deep).ends_with("b:2}"));
    let open = format!("{{\"a\":{}", "[".repeat(200_000));
    assert!(flaws(&open).contains(&(1, JsonFlaw::TooDeep)));
    let record = "{\"id\":\"a\",\"words\":\"some words of a long line\"},";
    let long = format!("{{\"l\":[{}{{}}]", record.repeat(100_000));
    assert_eq!(flaws(&long), [(1, JsonFlaw::Unclosed { opener: '{', before: 1 })]);
}

proptest! {
    #[test]
    fn anything_is_read_without_a_panic(text in "[\\[\\]{}\",:\\\\ \n1anull“]{0,80}|\\PC{0,40}") {
        let (_, sink) = read(&text, &Lines::new(&text));
        let strict = serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(&text);
        prop_assert_eq!(strict.is_ok(), sink.count() == 0, "{:?} {:?}", strict, sink);
    }

    #[test]
    fn a_cut_anywhere_keeps_the_records_before_it(cut in 10usize..200) {
        let record = "  { \"id\": \"a\", \"anchor\": [ { \"exact\": \"x\" } ] }";
        let text = format!("{{\n\"l\": [\n{}\n]}}", [record; 5].join(",\n"));
        let cut = cut.min(text.len());
        let whole = (cut - 8) / (record.len() + 2);
        let kept = tree(text.get(..cut).unwrap()).matches("{id:\"a\",anchor:[{exact:\"x\"}]}").count();
        prop_assert!(kept >= whole.min(5), "{kept} of {whole}");
    }
}

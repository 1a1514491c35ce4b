//! Lines that are rows, and lines that are none.

use super::*;

fn shown(row: &Row<'_>) -> String {
    let name = |name: &Option<Name<'_>>| name.as_ref().map_or("-".to_owned(), |n| n.0.to_string());
    let speaker = row.speaker.as_ref().map(|speaker| Name(speaker.name.clone()));
    let names = [&row.id, &speaker, &row.source, &row.date, &row.link].map(name);
    format!("{} | {}", row.text, names.join(" "))
}

#[test]
fn lines_become_rows_or_say_why_not() {
    for (line, want) in [
        (
            r#"{"text":"No firmé nada","speaker":"Ana","id":"a1"}"#,
            Ok("No firmé nada | a1 Ana - - -"),
        ),
        (
            r#"{"id":7,"text":"say \"no\"\n","speaker":null,"more":[1]}"#,
            Ok("say \"no\"\n | 7 - - - -"),
        ),
        (
            r#"{"text":"x","speaker":{"id":"m","name":"Marroquín","mention":null},"source":"ic","link":""}"#,
            Ok("x | - Marroquín ic - -"),
        ),
        (r#"{"text":"x","date":{"edtf":"2022","inferred":[]}}"#, Ok("x | - - - 2022 -")),
        (
            r#"{"quoteID":"2019-q1","quotation":"I did not","speaker":"None","qids":["Q1"],"date":"2019-06-24 19:21:00","probas":[["None","0.9"]],"urls":["http://a.org","http://b.org"],"phase":"E"}"#,
            Ok("I did not | 2019-q1 - - 2019-06-24 http://a.org"),
        ),
        (
            r#"{"quote":"other","text":"ours","url":"http://u","urls":[],"link":null,"date":"2019-06"}"#,
            Ok("ours | - - - 2019-06 http://u"),
        ),
        (r#"{"quote":"x","urls":[null],"speaker":["Ana","Luz"]}"#, Ok("x | - Ana - - -")),
        (r#"{"text":7}"#, Err(BadRow::NotARow)),
        (r#"{"text":null}"#, Err(BadRow::NotARow)),
        (r#"{"text":"  "}"#, Err(BadRow::NoWords)),
        (r#"{"speaker":"Ana"}"#, Err(BadRow::NotARow)),
        (r#"["text"]"#, Err(BadRow::NotARow)),
        ("{\"text\":\"x\"", Err(BadRow::NotARow)),
        ("text", Err(BadRow::NotARow)),
    ] {
        let got = row(line.as_bytes()).map(|row| shown(&row.expect("not blank")));
        assert_eq!(got.as_deref(), want.as_ref().copied(), "{line}");
    }
    assert_eq!(row(b" \r\n"), Ok(None));
    assert_eq!(row(b"{\"text\":\"\xff\"}"), Err(BadRow::NotText));
    assert_eq!(row("\u{feff}{\"text\":\"x\"}".as_bytes()).map(|row| row.is_some()), Ok(true));
}

/// A row of a plain list is kept back by the words by which a table keeps one back.
#[test]
fn a_line_that_says_so_is_kept_back() {
    for (keys, held) in [
        (r#""terms":"background""#, true),
        (r#""terms":"off","set":{"terms":"on record"}"#, true),
        (r#""terms":"on record""#, false),
        (r#""terms":"thirty days""#, false),
        (r#""terms":null"#, false),
        (r#""terms":["off"]"#, false),
        (r#""sensitive":true"#, true),
        (r#""sensitive":"yes""#, true),
        (r#""sensitive":false"#, false),
        (r#""sensitive":"skin""#, false),
    ] {
        let line = format!("{{\"text\":\"No\",{keys}}}");
        let row = row(line.as_bytes()).unwrap().unwrap();
        let details = row.details.unwrap_or_default();
        let set = details.annotations.is_some_and(|set| set.is_withheld());
        assert_eq!((set, &details.flaws[..]), (held, &[][..]), "{keys}");
    }
}

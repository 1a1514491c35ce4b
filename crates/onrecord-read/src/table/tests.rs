//! Tables from bytes to rows.

use super::*;
use crate::rows::{Details, SPEAKER_BY_KEY};
use onrecord_model::{Origin, Stated};

/// A table and its rows as "line: text | id speaker source date link".
struct Seen {
    table: Table,
    rows: Vec<String>,
}

fn seen(bytes: &[u8], limits: &Limits) -> Result<Option<Seen>, ReadError> {
    let mut rows = Vec::new();
    let table = read(bytes, limits, |line, row: &Row<'_>| {
        let name = |name: &Option<Name<'_>>| name.as_ref().map_or("-".into(), |n| n.0.to_string());
        let speaker = row.speaker.as_ref().map(|speaker| Name(speaker.name.clone()));
        let names = [&row.id, &speaker, &row.source, &row.date, &row.link].map(name);
        rows.push(format!("{line}: {} | {}", row.text, names.join(" ")));
    })?;
    Ok(table.map(|table| Seen { table, rows }))
}

fn table(text: &str) -> Seen {
    seen(text.as_bytes(), &Limits::default()).unwrap().expect("a list of statements")
}

#[test]
fn columns_are_known_by_their_names() {
    for (head, want) in [
        ("text,speaker", "text=text speaker=speaker"),
        ("\u{feff}Speaker;Quotation;Date", "Speaker=speaker Quotation=text Date=date"),
        (
            "¿Quién?\tDECLARACIÓN\tFecha\tFuente\tEnlace",
            "¿Quién?=speaker DECLARACIÓN=text Fecha=date Fuente=source Enlace=link",
        ),
        ("quote_id|quote|URL|who", "quote_id=id quote=text URL=link who=speaker"),
        ("cita , hablante ,\"archivo\"", "cita=text hablante=speaker archivo=source"),
        ("name,author,statement", "name=speaker statement=text"),
        ("text,quote", "text=text"),
        ("sep=;\r\nquote;who", "quote=text who=speaker"),
        ("Text", "Text=text"),
    ] {
        let table = table(&format!("{head}\r\nx")).table;
        let mapping: Vec<_> =
            table.mapping.iter().map(|m| format!("{}={}", m.column, m.as_)).collect();
        assert_eq!(mapping.join(" "), want, "{head}");
    }
    assert_eq!(table("text,quote,n").table.unused, ["quote", "n"]);
}

/// What the only row of a table says beyond its words.
fn details(text: &str) -> (String, Option<String>, Details) {
    let mut rows = Vec::new();
    read(text.as_bytes(), &Limits::default(), |_, row| {
        let speaker = row.speaker.as_ref().map(|speaker| speaker.name.to_string());
        rows.push((row.text.to_string(), speaker, *row.details.clone().unwrap_or_default()));
    })
    .unwrap();
    assert_eq!(rows.len(), 1, "{text}");
    rows.remove(0)
}

#[test]
fn an_origin_is_never_raised() {
    // Columns that a person has taken away make nothing stronger.
    assert_eq!(details("text,origin\nno,suggested").2.origin, Some(Origin::Suggested));
    // Somebody else's column.
    let (_, _, other) = details("text,origin,form\nno,Vigo,1-B");
    assert_eq!((other.origin, other.flaws), (None, vec![]));
    let (_, _, ours) = details(
        "text,origin,speaker_by,speaker_as_written,said_edtf,speaker\nno,robot,smell,,,Ana",
    );
    assert!(ours.is_flawed("origin") && ours.is_flawed(SPEAKER_BY_KEY));
}

#[test]
fn a_table_of_ours_says_what_it_said() {
    let head = "speaker,speaker_by,speaker_as_written,cue,polarity,to,via,medium,said_edtf,\
                said_words,date_basis,text,start,end";
    let (text, speaker, row) = details(&format!(
        "{head}\n—,,she,denied,denies,—,Ana | '=Eva,note (inferred: she wrote),2021-03,in March,\
         year inferred: it is of 2021,'-5 … b,3 | 9,5 | 10"
    ));
    assert_eq!((text.as_str(), speaker), ("-5 … b", None));
    assert!(!row.no_speaker_sought && row.flaws.is_empty());
    assert_eq!(row.cue.as_ref().map(|cue| cue.text.as_str()), Some("denied"));
    assert_eq!(row.audience, Stated::Silent);
    assert_eq!(row.via.value().map(Vec::len), Some(2));
    let medium = row.medium.value().unwrap();
    assert_eq!((medium.kind.as_str(), medium.stated), ("note", false));
    let when = &row.said.value().unwrap().when;
    assert_eq!((when.edtf.as_str(), when.inferred.len()), ("2021-03", 1));
    let words: Vec<_> = row.words.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(words, ["-5", "b"]);
    // Places that cannot be are told, and the row keeps its words.
    for places in ["9,3", "3,", "1 | 2,3", "x,y", "1 | 5,3 | 6 | 9"] {
        let (_, _, row) = details(&format!("{head}\n,,,,,,,,,,,no,{places}"));
        assert!(row.is_flawed("start") && row.words.is_empty() && row.no_speaker_sought);
    }
}

#[test]
fn what_names_no_words_is_no_list() {
    // A title of one word alone names no column.
    for text in ["", "a,b\n1,2", "speaker,date\nAna,2022", "\n\n", "Ledger\ntext\nno"] {
        assert!(seen(text.as_bytes(), &Limits::default()).unwrap().is_none(), "{text}");
    }
    assert_eq!(seen(b"text\0\xff", &Limits::default()).err(), Some(ReadError::NotText));
}

#[test]
fn rows_keep_their_words_and_lines() {
    for (name, text, rows, warnings) in [
        (
            "quotes and line ends",
            "id,text,speaker\r\n1,\"No, \"\"nunca\"\"\r\nfirmé\", Ana \r\n\r\n2,Sí,None\r\n",
            vec!["2: No, \"nunca\"\r\nfirmé | 1 Ana - - -", "5: Sí | 2 - - - -"],
            vec![],
        ),
        (
            "dates with a time",
            "text\tdate\nx\t2019-06-24 19:21:00\ny\t2019",
            vec!["2: x | - - - 2019-06-24 -", "3: y | - - - 2019 -"],
            vec![],
        ),
        (
            "ragged",
            "text,who,date\nx\n\"y\",Ana,2022,more\n,Luz,2022\n,,\nz,Luz,",
            vec!["2: x | - - - - -", "3: y | - Ana - 2022 -", "6: z | - Luz - - -"],
            vec![(2, Doubt::Ragged), (3, Doubt::Ragged), (4, Doubt::NoWords)],
        ),
        (
            "commas in the last column",
            "who,text\nAna,No, I did not, ever\nLuz,Yes",
            vec!["2: No, I did not, ever | - Ana - - -", "3: Yes | - Luz - - -"],
            vec![(2, Doubt::Ragged)],
        ),
        (
            "one column",
            "text\nNo, I did not; ever\n\"Yes, I did\"",
            vec!["2: No, I did not; ever | - - - - -", "3: Yes, I did | - - - - -"],
            vec![],
        ),
        (
            "an open quote",
            "who,text\nAna,\"No\nLuz,Yes\nEva,\"Why, so\"\nIda,So",
            vec![
                "2: \"No | - Ana - - -",
                "3: Yes | - Luz - - -",
                "4: Why, so | - Eva - - -",
                "5: So | - Ida - - -",
            ],
            vec![(2, Doubt::OpenQuote)],
        ),
        (
            "an open quote at the end",
            "who,text\nAna,Yes\n\nLuz,\"No\nEva,So",
            vec!["2: Yes | - Ana - - -", "4: \"No | - Luz - - -", "5: So | - Eva - - -"],
            vec![(4, Doubt::OpenQuote)],
        ),
        (
            "quotes within words",
            "who,text\nAna,I said \"no\" twice\nLuz,5\" of rain",
            vec!["2: I said \"no\" twice | - Ana - - -", "3: 5\" of rain | - Luz - - -"],
            vec![],
        ),
    ] {
        let table = table(text);
        assert_eq!(table.rows, rows, "{name}");
        let told: Vec<_> = table.table.warnings.into_iter().map(|w| (w.line, w.what)).collect();
        assert_eq!(told, warnings, "{name}");
    }
}

#[test]
fn encodings_and_limits() {
    let latin = seen(b"text;quien\nS\xed;Jos\xe9", &Limits::default()).unwrap().unwrap();
    assert_eq!(latin.rows, ["2: Sí | - José - - -"]);
    assert_eq!(
        latin.table.warnings,
        [Warning { line: 0, what: Doubt::ReadAs("Windows-1252".into()) }]
    );
    let cut =
        seen(b"text\none\ntwo\nthree", &Limits { text: 7, ..Limits::default() }).unwrap().unwrap();
    assert_eq!(cut.rows.len(), 2);
    assert_eq!(cut.table.warnings, [Warning { line: 4, what: Doubt::CutOff }]);
}

#[test]
fn what_only_looks_like_a_table_is_bounded() {
    let wide = table(&("text".to_owned() + &",x".repeat(2 * WIDEST)));
    assert_eq!(wide.table.unused.len(), WIDEST - 1);
    let ragged = table(&("text,id\n".to_owned() + &"a\n".repeat(2 * TOLD)));
    assert_eq!((ragged.rows.len(), ragged.table.warnings.len()), (2 * TOLD, TOLD));
}

#[test]
fn a_file_as_a_desk_keeps_it() {
    let bytes = include_bytes!("../../tests/files/table/citas.csv");
    let table = seen(bytes, &Limits::default()).unwrap().unwrap();
    assert_eq!(
        table.rows,
        [
            "2: “No firmé nada”, dijo. | - Ana Ruiz acta-7.pdf 2022-03-27 https://example.org/acta",
            "3: Eso no es cierto; lo niego. | - El portavoz - 2022-04 -",
            "5: Nadie preguntó. | - - audio.mp3 - -",
        ]
    );
    assert_eq!(table.table.unused, ["Notas"]);
    assert_eq!(table.table.warnings, [Warning { line: 7, what: Doubt::NoWords }]);
}

proptest::proptest! {
    #[test]
    fn any_table_is_read_line_by_line(parts in proptest::collection::vec(
        proptest::sample::select(vec!["\"", ",", "\n", "\r\n", "a", "é", "\"\"", "漢", " ", ";"]), 0..60
    )) {
        let text = format!("who,text\n{}", parts.concat());
        let table = table(&text);
        let lines = text.matches('\n').count() as u32 + 1;
        let mut last = 1;
        for row in &table.rows {
            let (line, words) = row.split_once(": ").unwrap();
            let line: u32 = line.parse().unwrap();
            proptest::prop_assert!(line > last && line <= lines);
            proptest::prop_assert!(!words.starts_with(" |"));
            last = line;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80)) {
        let _ = seen(&bytes, &Limits::default());
        let _ = seen(&[b"text,id\n", bytes.as_slice()].concat(), &Limits::default());
    }
}

/// Whatever stands in these columns, no row is freer than it was; of somebody else's table only our words
/// are read.
#[test]
fn a_cell_that_cannot_be_read_keeps_a_row_back() {
    let ours = "text,speaker_by,speaker_as_written,said_edtf,";
    for (head, column, cell, held, flawed) in [
        (ours, "terms", "off", true, false),
        (ours, "terms", "'-", true, true),
        (ours, "terms", "on record", false, false),
        (ours, "terms", "", false, false),
        (ours, "sensitive", "yes", true, false),
        (ours, "sensitive", "no", false, false),
        (ours, "sensitive", "TRUE", true, true),
        (ours, "sensitive", "—", true, true),
        (ours, "certainty", "perhaps", false, true),
        ("text,", "terms", "background", true, false),
        ("text,", "terms", "thirty days", false, false),
        ("text,", "sensitive", "yes", true, false),
        ("text,", "sensitive", "skin", false, false),
    ] {
        let empty = ",".repeat(head.matches(',').count());
        let (_, _, details) = details(&format!("{head}{column}\nno{empty}{cell}"));
        let set = details.annotations.clone().unwrap_or_default();
        assert_eq!(set.is_withheld(), held, "{head}{column}: {cell}");
        assert_eq!(!details.flaws.is_empty(), flawed, "{head}{column}: {cell}");
    }
}

#[test]
fn a_title_may_stand_above_the_names_of_the_columns() {
    for (text, told) in [
        ("Heard in March\r\n\r\nSpeaker,Quote\r\nAna,No", Some("Heard in March")),
        ("\n\nSpeaker;Quote\nAna;No", None),
        ("sep=;\nHeard\nSpeaker;Quote\nAna;No", Some("Heard")),
    ] {
        let Seen { table, rows } = table(text);
        let line = text.lines().count();
        assert_eq!(rows, [format!("{line}: No | - Ana - - -")], "{text}");
        let warnings: Vec<_> = table.warnings.into_iter().map(|warning| warning.what).collect();
        let above = |words: &str| Doubt::AboveTable(words.to_owned());
        assert_eq!(warnings, told.map(above).into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_table_of_no_statements_is_a_document_of_rows() {
    for (text, want) in [
        (
            "Date,Payee,Amount\r\n2021-03-04,\"Gil, Ana\",\"14,000\"\r\n\r\n,,\r\n5,\"two\nlines\",",
            vec![
                (1, "Date\tPayee\tAmount"),
                (2, "2021-03-04\tGil, Ana\t14,000"),
                (5, "5\ttwo lines"),
            ],
        ),
        ("sep=;\nPagó;Suma\nGil;1,5", vec![(2, "Pagó\tSuma"), (3, "Gil\t1,5")]),
        ("a\tb\n“No,” said Ana.\t2", vec![(1, "a\tb"), (2, "“No,” said Ana.\t2")]),
    ] {
        let document = document(text.as_bytes(), &Limits::default()).unwrap().document;
        let rows = document.blocks().iter().map(|block| {
            let Some(onrecord_model::Place::Line(line)) = document.place_at(block.span.start)
            else {
                panic!("a row has its line")
            };
            (line, document.words(block.span))
        });
        assert_eq!(rows.collect::<Vec<_>>(), want);
    }
    assert_eq!(document(b"\0\xff", &Limits::default()).err(), Some(ReadError::NotText));
}

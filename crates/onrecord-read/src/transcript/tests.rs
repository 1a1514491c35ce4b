//! Turns found in texts, and none found in prose.

use proptest::prelude::*;

use super::*;

mod printed;
mod spoken;
mod written;

/// Turns as "name @ms | words", with `-` for what is not named or not timed.
fn shown(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let turn = |turn: &Turn| {
        let time = turn.time.map_or(String::new(), |time| format!(" @{time}"));
        let words: Vec<_> = turn.words.iter().map(|span| document.words(*span)).collect();
        let words = words.join(" … ").replace('\n', "/");
        let part = match turn.part {
            TurnPart::Asks => "?",
            TurnPart::Answers => "!",
            TurnPart::Examines => "??",
            TurnPart::Testifies => "!!",
            TurnPart::Speaks | TurnPart::Writes => "",
        };
        format!("{}{part}{time} | {words}", turn.name(&document).unwrap_or("-"))
    };
    turns(&document, &[]).iter().map(turn).collect()
}

#[test]
fn names_in_front_make_turns() {
    for (name, text, want) in [
        (
            "one turn a line",
            "Ana: No firmé.\nLuz: ¿Nunca?\nAna: Nunca.",
            vec!["Ana | No firmé.", "Luz | ¿Nunca?", "Ana | Nunca."],
        ),
        (
            "answers of several paragraphs",
            "Interview\n\nANA: No.\n\nIt was late.\n\nLUZ: Why?\nGo on.\n\nANA: It was.\n\nThis is the end of it.",
            vec!["ANA | No.//It was late.", "LUZ | Why?/Go on.", "ANA | It was."],
        ),
        (
            "a headline with a name",
            "Mayor Ruiz: We Go On\n\nANA: Do you?\n\nLUZ: We do.\n\nANA: Why?",
            vec!["ANA | Do you?", "LUZ | We do.", "ANA | Why?"],
        ),
        (
            "a byte order mark and CRLF",
            "\u{feff}El fiscal: ¿Quién?\r\n\r\nAna: Yo.\r\n\r\nEl fiscal: ¿Y?",
            vec!["El fiscal | ¿Quién?", "Ana | Yo.", "El fiscal | ¿Y?"],
        ),
        (
            "brackets",
            "[ANA] No.\n[LUZ] Yes.\n[ANA] No.\n[LUZ] Yes.",
            vec!["ANA | No.", "LUZ | Yes.", "ANA | No.", "LUZ | Yes."],
        ),
        (
            "times in front",
            "[00:12:31] Ana: no firmé\n[00:12:40] Luz: ya",
            vec!["Ana @751000 | no firmé", "Luz @760000 | ya"],
        ),
        (
            "bare times",
            "00:12 Ana: No.\n00:15 - Luz: Ya.\n00:19 Ana: No.",
            vec!["Ana @12000 | No.", "Luz @15000 | Ya.", "Ana @19000 | No."],
        ),
        (
            "times behind, words below",
            "Ana López  0:03  \nno firmé\n\nSpeaker 2 (1:00:04):\nya",
            vec!["Ana López @3000 | no firmé", "Speaker 2 @3604000 | ya"],
        ),
        (
            "times on lines of their own",
            "00:00:03\nAna: No.\n\n00:00:09\nLuz: Ya.\n\n00:00:12\nAna: No.",
            vec!["Ana @3000 | No.", "Luz @9000 | Ya.", "Ana @12000 | No."],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}

#[test]
fn questions_and_answers_make_turns() {
    for (name, text, want) in [
        (
            "Spanish letters",
            "P: ¿Quién firmó?\nR: Nadie.\n\nP.- ¿Nadie?\nR.- Nadie.",
            vec!["-? | ¿Quién firmó?", "-! | Nadie.", "-? | ¿Nadie?", "-! | Nadie."],
        ),
        (
            "Spanish words first",
            "Pregunta. ¿Quién firmó?\n\nRespuesta. Nadie.\n\nEso dije.\n\nP. ¿Nadie?\n\nR. No.",
            vec!["-? | ¿Quién firmó?", "-! | Nadie.//Eso dije.", "-? | ¿Nadie?", "-! | No."],
        ),
        (
            "English letters",
            "Q: Who signed?\nA: Nobody.\nQ: Nobody?",
            vec!["-? | Who signed?", "-! | Nobody.", "-? | Nobody?"],
        ),
        (
            "who asks, on the line",
            "Q. (By Ms. Ruiz) Who signed?\nA. Nobody.\nMR. ORO: Objection.\nTHE WITNESS: Nobody.\nQ. Really?",
            vec![
                "Ms. Ruiz?? | Who signed?",
                "-!! | Nobody.",
                "MR. ORO | Objection.",
                "THE WITNESS!! | Nobody.",
                "Ms. Ruiz?? | Really?",
            ],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}

#[test]
fn a_hearing_with_numbered_lines() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/transcript/hearing.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let want = [
        "MS. VALE?? | Good morning, Ms. Roe.",
        "MS. VALE?? | Who kept the ledger",
        "MARTA ROE!! | I kept it until May. After that … it was kept upstairs.",
        "MR. STONE | Objection. Foundation.",
        "THE COURT | Overruled.",
        "MARTA ROE!! | Upstairs means the treasurer.",
        "MR. STONE?? | You never saw it again?",
        "MARTA ROE!! | I saw it once.",
    ];
    assert_eq!(shown(&text), want);
    let paged = |(at, line): (usize, &str)| {
        format!("00012:{:02} {}", at % 25 + 1, line.get(3..).unwrap_or(""))
    };
    let paged = text.lines().enumerate().map(paged).collect::<Vec<_>>().join("\n");
    assert_eq!(shown(&paged).len(), want.len());
}

#[test]
fn prose_with_colons_has_no_turns() {
    let article = include_str!("../../assets/el-salvador-pact/insight-crime.txt");
    for text in [
        article,
        "",
        "10:30 Meeting: all\n11:30 Lunch: some\n10:30 Meeting: all.",
        "SEE ALSO: One thing.\n\nHe left.\n\nSEE ALSO: Another thing.",
        "Name: Ana\nAge: 30\nName: Luz\nAge: 31",
        "Nombre: Ana.\nEdad: 30.\nNombre: Luz.\nEdad: 31.",
        "From: Ana\nTo: Luz\nSubject: No.\n\nFrom: Luz\nTo: Ana\nSubject: Yes.",
        "He said: no.\nShe said: yes.\nHe said: no.",
        "https: no.\nhttp: yes.\nhttps: no.",
        "A. Introduction\nB. Methods\nC. Results?",
        "Q. Ruiz, 2010\nA. Oro, 2011?\nQ. Vale, 2012\nA. Roe, 2013?",
        "P. Ruiz (2010). Why?\nR. Oro (2011). No.\nQ. Vale (2012). So.",
        "Ana: One thing is sure.\n\nLong.\n\nProse.\n\nMore.\n\nOf it.\n\nAnd.\n\nSo.\n\nOn.\n\nAnd.\n\nOn.\n\nIt.\n\nGoes.\n\nHere.\n\nToo.\n\nLuz: Two.\n\nAna: Three.",
        "Madrid: Alianza, 2010.\n\nParis: Seuil, 2011.\n\nLima: Peisa, 2012.",
        "Ingredients: flour\nMethod: bake\nIngredients: milk\nMethod: boil",
        "Ortega: 1,200.\nVale: 900.\nOrtega: 40.\nVale: 30.",
        "ALBA: Rey 25 points. Paz 17 points.\n\nSUR: Gil 9 points. Mora 4 points.\n\nALBA: Rey 3 steals. Paz 5 fouls.",
        "ALBA: Rey; Paz, Gil, Mora; Sol y Vega.\n\nSUR: Ruiz; Cruz, Luna, Oro; Vale y Roe.\n\nALBA: Rey; Paz, Gil, Mora; Sol y Vega.",
        "王芳指出：“这不是真的。”\n\n李明表示：“我知道。”\n\n王芳指出：“我们走。”",
        "Ortega continued: no.\nVale argued: yes.\nOrtega continued: no.\nVale argued: yes.",
        "The plan had two parts: one and two.\nIt failed: badly.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{}", text.get(..40).unwrap_or(text));
    }
}

proptest! {
    #[test]
    fn turns_ascend_and_fit_the_text(parts in proptest::collection::vec(prop_oneof![
        Just("\n"), Just("\r\n"), Just("\n\n"), Just("Ana: "), Just("LUZ: "), Just("Q. "), Just("A. "), Just("P: "),
        Just("R: "), Just("BY MS. X:"), Just("THE WITNESS: "), Just("ANA ROE, sworn"), Just("(By Mr. Y) "),
        Just("[00:12] "), Just("00:01:02 "), Just(" (0:12)"), Just("¿No? "), Just("Sí. "), Just("palabra "),
        Just("1 "), Just("2 "), Just("3 "), Just("4 "), Just("5 "), Just("(Recess.)"), Just("[ANA] "), Just("漢："),
        Just("e\u{301}"), Just("\u{feff}"), Just("\u{a0}"), Just("\u{202e}"),
    ], 0..60)) {
        let document = Document::new(parts.concat());
        let mut last = 0;
        for turn in turns(&document, &[]) {
            for words in &turn.words {
                prop_assert!(document.text().get(words.range()).is_some_and(|words| !words.trim().is_empty()));
                prop_assert!(words.start >= last);
                last = words.end;
            }
            prop_assert!(!turn.words.is_empty());
            if let Some(name) = turn.speaker {
                prop_assert!(document.text().get(name.range()).is_some_and(|name| !name.is_empty()));
            }
        }
    }

    #[test]
    fn any_text_is_looked_at(text in "\\PC{0,80}") {
        turns(&Document::new(text), &[]);
    }
}

//! Who hears, who poses as another, what is only supposed, and through whom words came, in both languages.

use super::{Language, found};
use onrecord_model::Strength;

/// The statements of `text` as "speaker (via …): words", with an asterisk before the weak ones.
fn lines(text: &str, language: Language) -> Vec<String> {
    let found = found(text, language);
    let name = |at: &u32| found.actors[*at as usize].name.as_str();
    let line = |one: &crate::Proposal| {
        let words: Vec<_> = one.spans.iter().map(|span| span.of(text)).collect();
        let mark = if one.strength == Strength::Weak { "*" } else { "" };
        let via: Vec<_> = one.via.iter().map(name).collect();
        let via = if via.is_empty() { String::new() } else { format!(" via {}", via.join(", ")) };
        let speaker = one.speaker.as_ref().map_or("—", name);
        format!("{mark}{speaker}{via}: {}", words.join(" … "))
    };
    found.statements.iter().map(line).collect()
}

fn check(language: Language, table: &[(&str, &[&str])]) {
    let wrong = table.iter().filter_map(|(text, want)| {
        let lines = lines(text, language);
        (lines != *want).then(|| format!("{text}\n  {lines:?}\n  not {want:?}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Holds that no statement of the texts is clear.
fn nothing_clear(language: Language, texts: &[&str]) {
    for text in texts {
        let lines = lines(text, language);
        assert!(lines.iter().all(|line| line.starts_with('*')), "{text}\n  {lines:?}");
    }
}

#[test]
fn who_hears_or_reads_has_not_said_it() {
    let weak = "*Ann Lee: the mill was sold";
    check(
        Language::English,
        &[
            ("Ann Lee heard that the mill was sold.", &[weak]),
            ("Ann Lee learned that the mill was sold.", &[weak]),
            ("Ann Lee read that the mill was sold.", &[weak]),
            ("Ann Lee learned from Paul Hart that the mill was sold.", &[]),
            ("Ann Lee heard Paul Hart say: “We sold it.”", &["Paul Hart: We sold it."]),
            ("Ann Lee heard Paul Hart say that it was sold.", &["Paul Hart: it was sold"]),
            (
                "Ann Lee heard the words “we have sold the mill to them” and left.",
                &["—: we have sold the mill to them"],
            ),
            ("The letter read: “We have sold the mill.”", &["The letter: We have sold the mill."]),
            (
                "Ann Lee heard that Paul Hart had said the mill was sold.",
                &[
                    "*Ann Lee: Paul Hart had said the mill was sold",
                    "*Paul Hart via Ann Lee: the mill was sold",
                ],
            ),
        ],
    );
    let said = "Luis Paz: el molino se vendió";
    check(
        Language::Spanish,
        &[
            ("Ana Ruiz supo que el molino se vendió.", &["*Ana Ruiz: el molino se vendió"]),
            ("Ana Ruiz se enteró de que el molino se vendió.", &[]),
            ("Ana Ruiz oyó que el molino se vendió.", &[]),
            ("Ana Ruiz escuchó decir que el molino se vendió.", &[]),
            ("Ana Ruiz oyó decir a Luis Paz que el molino se vendió.", &[said]),
            ("Ana Ruiz oyó a Luis Paz decir que el molino se vendió.", &[said]),
            ("Ana Ruiz oyó decir a Luis Paz: «Lo vendí».", &["Luis Paz: Lo vendí"]),
        ],
    );
}

#[test]
fn who_said_nothing_has_left_no_words() {
    check(
        Language::English,
        &[
            ("Ann Lee said nothing about it.", &[]),
            ("Ann Lee said nothing about the mill, which was sold.", &[]),
            ("Ann Lee said little of the sale.", &[]),
            ("Ann Lee said nothing.", &[]),
            ("Ann Lee said nothing was sold.", &["Ann Lee: nothing was sold"]),
            ("Ann Lee said little has changed.", &["Ann Lee: little has changed"]),
        ],
    );
    check(
        Language::Spanish,
        &[
            ("Ana Ruiz no dijo nada sobre el molino.", &[]),
            ("Ana Ruiz dijo poco sobre la venta.", &[]),
            ("Ana Ruiz dijo que nada se vendió.", &["Ana Ruiz: nada se vendió"]),
        ],
    );
}

#[test]
fn who_poses_as_another_does_not_speak_for_him() {
    let man = "A man: the mill was sold";
    check(
        Language::English,
        &[
            ("A man posing as Mark Bell said that the mill was sold.", &[man]),
            ("A man claiming to be Mark Bell said that the mill was sold.", &[man]),
            ("A man pretending to be the late Mark Bell said the mill was sold.", &[man]),
            ("A man who called himself Mark Bell said the mill was sold.", &[man]),
            ("A man impersonating Mark Bell said the mill was sold.", &[man]),
            ("“We sold it,” said a man posing as Mark Bell.", &["a man: We sold it"]),
            ("Mark Bell, who posed as Paul Hart, said it was sold.", &["Mark Bell: it was sold"]),
        ],
    );
    let man = "Un hombre: el molino se vendió";
    check(
        Language::Spanish,
        &[
            ("Un hombre haciéndose pasar por Marco Gil dijo que el molino se vendió.", &[man]),
            ("Un hombre que se hacía pasar por Marco Gil dijo que el molino se vendió.", &[man]),
            ("Un hombre que decía ser Marco Gil dijo que el molino se vendió.", &[man]),
            (
                "«Lo vendí», dijo un hombre que se hacía pasar por Marco Gil.",
                &["un hombre: Lo vendí"],
            ),
        ],
    );
}

#[test]
fn what_is_supposed_tried_or_unproven_is_not_said() {
    nothing_clear(
        Language::English,
        &[
            "Suppose Mark Bell said that the mill was sold.",
            "Suppose that Mark Bell had said the mill was sold.",
            "Let us suppose Mark Bell said the mill was sold.",
            "Imagine Mark Bell said that the mill was sold.",
            "Nothing proves that Mark Bell said the mill was sold.",
            "Nothing shows Mark Bell said the mill was sold.",
            "The files failed to show that Mark Bell said the mill was sold.",
            "It is unclear whether Mark Bell said the mill was sold.",
            "It is uncertain that Mark Bell said the mill was sold.",
            "Mark Bell tried to say that the mill was sold.",
            "Mark Bell promised to say that the mill was sold.",
            "Mark Bell vowed to tell the court that the mill was sold.",
            "Mark Bell wanted to say that the mill was sold.",
            "Mark Bell refused to say that the mill was sold.",
            "Ann Lee thinks Mark Bell said that the mill was sold.",
        ],
    );
    nothing_clear(
        Language::Spanish,
        &[
            "Supongamos que Marco Gil dijo que el molino se vendió.",
            "Imaginemos que Marco Gil dijo que el molino se vendió.",
            "Nada prueba que Marco Gil dijo que el molino se vendió.",
            "Nada prueba que Marco Gil dijera que el molino se vendió.",
            "No consta que Marco Gil haya dicho que el molino se vendió.",
            "Marco Gil intentó decir que el molino se vendió.",
            "Marco Gil prometió decir que el molino se vendió.",
            "Marco Gil quiso decir que el molino se vendió.",
            "Marco Gil se negó a decir que el molino se vendió.",
            "Ana Ruiz cree que Marco Gil dijo que el molino se vendió.",
        ],
    );
}

#[test]
fn who_tells_what_another_said_is_the_way_it_came() {
    let bell = "Mark Bell via Ann Lee: the mill was sold";
    check(
        Language::English,
        &[
            (
                "Pike said Arno had told him that the mill was sold.",
                &[
                    "Pike: Arno had told him that the mill was sold",
                    "Arno via Pike: the mill was sold",
                ],
            ),
            (
                "According to Ann Lee, Mark Bell admitted that the mill was sold.",
                &["Ann Lee: Mark Bell admitted that the mill was sold", bell],
            ),
            (
                "Mark Bell said the mill was sold, according to Ann Lee.",
                &["Ann Lee: Mark Bell said the mill was sold", bell],
            ),
            (
                "Ann Lee recalled that Mark Bell told her: “It is sold.”",
                &["Mark Bell via Ann Lee: It is sold."],
            ),
            ("Arno told Mayor Pike that the mill was sold.", &["Arno: the mill was sold"]),
            ("“Who sold it?” asked Ann Lee.", &["Ann Lee: Who sold it?"]),
            (
                "Pike said the mill was sold, and Arno said it burned.",
                &["Pike: the mill was sold", "Arno: it burned"],
            ),
        ],
    );
    let lobo = "Pedro Lobo via Ana Ruiz: el molino se vendió";
    check(
        Language::Spanish,
        &[
            (
                "Según Ana Ruiz, Pedro Lobo dijo que el molino se vendió.",
                &["Ana Ruiz: Pedro Lobo dijo que el molino se vendió", lobo],
            ),
            (
                "Ana Ruiz contó que Pedro Lobo le dijo que el molino se vendió.",
                &["Ana Ruiz: Pedro Lobo le dijo que el molino se vendió", lobo],
            ),
            (
                "Según Ana Ruiz, Pedro Lobo admitió: «Lo vendí».",
                &["Pedro Lobo via Ana Ruiz: Lo vendí"],
            ),
            (
                "El juez Luis Gil, según denunció Ana Ruiz, dijo: «Lo vendí».",
                &["Luis Gil via Ana Ruiz: Lo vendí"],
            ),
            (
                "Pedro Lobo dijo a La Prensa que se vendió.",
                &["Pedro Lobo via La Prensa: se vendió"],
            ),
            ("Pedro Lobo le dijo a Ana Ruiz que se vendió.", &["Pedro Lobo: se vendió"]),
        ],
    );
}

#[test]
fn whoever_a_clause_beside_the_speaker_is_about_does_not_speak() {
    check(
        Language::English,
        &[
            (
                "Mark Bell, whom Ann Lee accuses of theft, said: “I took nothing.”",
                &["Ann Lee: of theft", "Mark Bell: I took nothing."],
            ),
            (
                "Mark Bell (Ann Lee accuses him of theft) said: “I took nothing.”",
                &["Ann Lee: him of theft", "Mark Bell: I took nothing."],
            ),
            (
                "Mark Bell — Ann Lee accuses him of theft — said: “I took nothing.”",
                &["Ann Lee: him of theft", "Mark Bell: I took nothing."],
            ),
            (
                "Mark Bell, of whom Ann Lee said that he steals, told the court: “I took nothing.”",
                &["Ann Lee: he steals", "Mark Bell: I took nothing."],
            ),
            (
                "Mark Bell, whose lawyer Ann Lee said he was ill, added: “I took nothing.”",
                &["Ann Lee: he was ill", "Mark Bell: I took nothing."],
            ),
        ],
    );
    let lima = "Óscar Lima: No robé";
    check(
        Language::Spanish,
        &[
            (
                "El expresidente Óscar Lima, a quien Luis Gil acusa de robar, dijo: «No robé».",
                &[lima],
            ),
            (
                "El expresidente Óscar Lima, al que Luis Gil acusa de robar, dijo: «No robé».",
                &[lima],
            ),
            (
                "El expresidente Óscar Lima, contra el cual declaró Luis Gil, dijo: «No robé».",
                &[lima],
            ),
            ("El expresidente Óscar Lima —Luis Gil lo acusa de robar— dijo: «No robé».", &[lima]),
            ("El expresidente Óscar Lima (Luis Gil lo acusa de robar) dijo: «No robé».", &[lima]),
            (
                "El juez Óscar Lima, cuya abogada Eva Paz dijo que está mal, dijo: «No robé».",
                &["Eva Paz: está mal", lima],
            ),
        ],
    );
}

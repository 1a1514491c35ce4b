//! Who an inferred speaker cannot be, and whose the lines of a talk are, in both languages.

use super::{Language, found, told};

fn check(language: Language, table: &[(&str, &[&str])]) {
    let wrong = table.iter().filter_map(|(text, want)| {
        let lines = told(text, &found(text, language));
        (lines != *want).then(|| format!("{text}\n  {lines:?}\n  not {want:?}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Holds who speaks last in each text.
fn last(language: Language, table: &[(&str, &str)]) {
    for (text, want) in table {
        let lines = told(text, &found(text, language));
        let speaker = lines.last().and_then(|line| line.rsplit(" < ").next());
        assert_eq!(speaker, Some(*want), "{text}\n  {lines:?}");
    }
}

#[test]
fn who_asks_does_not_answer_himself() {
    last(
        Language::English,
        &[
            ("“Who sold it to them?” asked Ann Lee.\n\n“We sold it in May to a man.”", "—"),
            ("“Who sold it to them?” asked Ann Lee. “I sold it in May to a man.”", "—"),
            ("Ann Lee asked him who sold the mill. “I sold it in May to a man.”", "—"),
            ("Ann Lee asked who sold the mill. She replied that it was late.", "—"),
            ("Mark Bell asked Paul Hart about the mill. “We sold it,” he said.", "—"),
            ("Ann Lee asked Mark Bell about the mill. “We sold it,” she said.", "Ann Lee"),
            ("Ann Lee asked who sold the mill. She added that it was late.", "Ann Lee"),
        ],
    );
    last(
        Language::Spanish,
        &[
            ("Ana Ruiz preguntó quién lo vendió. «Yo lo vendí en mayo a un señor».", "—"),
            ("Ana Ruiz preguntó quién lo vendió. Respondió que era tarde.", "—"),
            ("Ana Ruiz preguntó a Luis Paz por el molino. Dijo que se vendió.", "—"),
            ("Ana Ruiz preguntó quién lo vendió. Añadió que era tarde.", "Ana Ruiz"),
        ],
    );
}

#[test]
fn the_dead_do_not_speak() {
    let said = "Mark Bell said the mill was sold.";
    for (then, want) in [
        ("Mark Bell died in May. He said it was late.", "—"),
        ("Mark Bell, 80, died in May. He said it was late.", "—"),
        ("Mark Bell was killed in May. “It was too late,” he said.", "—"),
        ("Mark Bell said a man died in May. He said it was late.", "Mark Bell"),
        ("Mark Bell did not die. He said it was late.", "Mark Bell"),
        ("Mark Bell died in May. Mark Bell said it was late.", "Mark Bell"),
    ] {
        last(Language::English, &[(&format!("{said} {then}"), want)]);
    }
    let said = "Luis Paz dijo que el molino se vendió.";
    for (then, want) in [
        ("Luis Paz murió en mayo. Añadió que era tarde.", "—"),
        ("Luis Paz, de 80 años, fue asesinado en mayo. Añadió que era tarde.", "—"),
        ("Luis Paz contó que su padre murió. Añadió que era tarde.", "Luis Paz"),
    ] {
        last(Language::Spanish, &[(&format!("{said} {then}"), want)]);
    }
}

#[test]
fn nobody_calls_himself_by_his_name_and_no_one_is_several() {
    last(
        Language::English,
        &[
            ("Mark Bell left the mill. “Mark Bell sold it to us in May,” he said.", "—"),
            ("Mark Bell said no. “Bell was a good man and he sold it,” he added.", "—"),
            ("Mark Bell left the mill. “Paul Hart sold it to us in May,” he said.", "Mark Bell"),
        ],
    );
    last(
        Language::Spanish,
        &[
            ("Luis Paz dijo que no. «Luis Paz vendió el molino», añadió.", "—"),
            ("Luis Paz dijo que no. «Iván Mora vendió el molino», añadió.", "Luis Paz"),
            ("Luis Paz dijo que no. Dijeron que el comprador es otro.", "—"),
            ("Luis Paz dijo que no. «No sabemos quién es», agregaron.", "—"),
        ],
    );
}

#[test]
fn whose_relative_somebody_is_does_not_speak_for_him() {
    last(
        Language::English,
        &[
            ("The sister of Ann Lee came late. She said the mill was sold.", "—"),
            ("Ann Lee’s sister came late. She said the mill was sold.", "—"),
            ("Ann Lee came late. She said the mill was sold.", "Ann Lee"),
        ],
    );
    last(
        Language::Spanish,
        &[
            ("La hermana de Ana Ruiz llegó tarde. Ella dijo que se vendió.", "—"),
            ("La hermana de Ana Ruiz llegó tarde. Añadió que se vendió.", "—"),
            ("Ana Ruiz llegó tarde. Ella dijo que se vendió.", "Ana Ruiz"),
        ],
    );
}

#[test]
fn quotes_in_a_row_are_not_dealt_out() {
    let mill = "Where is the mill, and who runs it?";
    check(
        Language::English,
        &[
            (
                "“Where is the mill, and who runs it?” asked Ann Lee. “It was by the river.” “Who sold it to him?”",
                &[
                    &*format!("Direct: {mill} < Ann Lee"),
                    "Direct: It was by the river. < —",
                    "Direct: Who sold it to him? < —",
                ],
            ),
            (
                "“Is it sold?” asked Ann Lee.\n\n“It is,” said Mark Bell.\n\n“Who sold it to the man?”\n\n“I did it.”",
                &[
                    "Direct: Is it sold? < Ann Lee",
                    "Direct: It is < Mark Bell",
                    "Direct: Who sold it to the man? < —",
                    "Direct: I did it. < —",
                ],
            ),
            (
                "“It is sold,” said Mark Bell. “All of it is.”\n\n“Nobody came to us.”",
                &[
                    "Direct: It is sold … All of it is. < Mark Bell",
                    "Direct: Nobody came to us. < Mark Bell",
                ],
            ),
        ],
    );
    check(
        Language::Spanish,
        &[(
            "«¿Dónde está el molino?», preguntó Ana Ruiz. «Junto al río, como siempre». «¿Y quién lo vendió?».",
            &[
                "Direct: ¿Dónde está el molino? < Ana Ruiz",
                "Direct: Junto al río, como siempre < —",
                "Direct: ¿Y quién lo vendió? < —",
            ],
        )],
    );
}

#[test]
fn lines_of_dialogue_stand_apart_also_without_blank_lines() {
    let two = &["Direct: No lo sé < Ana", "Direct: ¿Y tú? < Luis"][..];
    let three = &["Direct: No lo sé < Ana", "Direct: ¿Y tú? < Luis", "Direct: Tampoco. < Ana"][..];
    check(
        Language::Spanish,
        &[
            ("—No lo sé —dijo Ana—. —¿Y tú? —preguntó Luis.", two),
            ("—No lo sé —dijo Ana—.\n—¿Y tú? —preguntó Luis.", two),
            ("—No lo sé —dijo Ana.\n—¿Y tú? —preguntó Luis.\n—Tampoco.", three),
            ("—No lo sé —dijo Ana.\n—¿Y tú? —preguntó Luis.\n—Tampoco.\nAna salió.", three),
            ("—No lo sé —dijo Ana.\n\n—¿Y tú? —preguntó Luis.\n\n—Tampoco.", three),
            ("Todos salieron.\n—No lo sé —dijo Ana.\n—¿Y tú? —preguntó Luis.", two),
            (
                "—¿Dónde está? —preguntó Ana. —En el río —respondió Luis. —¿Y quién? —insistió Ana.",
                &[
                    "Direct: ¿Dónde está? < Ana",
                    "Direct: En el río < Luis",
                    "Direct: ¿Y quién? < Ana",
                ],
            ),
            // What the narrator tells is nobody's, and no turn of another.
            (
                "—No lo sé. —Luis calló un rato—. Pregunta a otro.",
                &["Direct: No lo sé. … Pregunta a otro. < —"],
            ),
            (
                "—No lo sé —dijo Ana—. Vete. —Se levantó—. Ya es tarde.",
                &["Direct: No lo sé … Vete. … Ya es tarde. < Ana"],
            ),
            ("—No lo sé —dijo Ana—. —Se levantó.", &["Direct: No lo sé < Ana"]),
            ("— El puente.\n— La plaza nueva.\n— El río.", &[]),
        ],
    );
}

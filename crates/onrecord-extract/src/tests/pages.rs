//! What whole pages say in ways of their own: speakers before a colon, openers inside a sentence,
//! words for whom a text has named, what is asked for and not said.

use super::{Language, found};
use onrecord_text::Span;

/// The statements of `text` as "speaker: words".
fn said(text: &str, language: Language) -> Vec<String> {
    let found = found(text, language);
    let line = |one: &crate::Proposal| {
        let actor = one.speaker.and_then(|at| found.actors.get(at as usize));
        let words: Vec<_> = one.spans.iter().map(|span: &Span| span.of(text)).collect();
        format!("{}: {}", actor.map_or("—", |actor| actor.name.as_str()), words.join(" … "))
    };
    found.statements.iter().map(line).collect()
}

fn check(language: Language, cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(said(text, language), *want, "{text}");
    }
}

#[test]
fn a_colon_announces_the_words_of_the_subject_before_it() {
    check(
        Language::Spanish,
        &[
            (
                "La ministra Eva Gil, en diálogo con Radio Alba: «No hay agua en el valle».",
                &["Eva Gil: No hay agua en el valle"],
            ),
            (
                "Luis Paz le quita peso al asunto: «No hay nada que ocultar».",
                &["Luis Paz: No hay nada que ocultar"],
            ),
            (
                "Inés Rey fue tajante: «No habrá otra votación».",
                &["Inés Rey: No habrá otra votación"],
            ),
            // To whom, of whom and by whom it is said is not told.
            (
                "Luis Paz miró a Inés Rey: «No hay nada que ocultar».",
                &["—: No hay nada que ocultar"],
            ),
            (
                "Inés Rey fue recibida a gritos: «No la queremos por aquí».",
                &["—: No la queremos por aquí"],
            ),
            (
                "Luis Paz encontró un papel en la puerta: «Vuelvo a las cinco».",
                &["—: Vuelvo a las cinco"],
            ),
        ],
    );
    check(
        Language::English,
        &[
            (
                "Ruth Adams was blunt: “We lost the vote and know it.”",
                &["Ruth Adams: We lost the vote and know it."],
            ),
            (
                "Ruth Adams was met with boos: “Get out of our town now.”",
                &["—: Get out of our town now."],
            ),
        ],
    );
}

#[test]
fn an_opener_reaches_beyond_a_bracket_and_no_further_than_its_clause() {
    check(
        Language::Spanish,
        &[
            ("Según la Junta de Aguas (JA), el nivel bajó.", &["Junta de Aguas: el nivel bajó"]),
            ("09:40 | Según Inés Rey, el nivel bajó.", &["Inés Rey: el nivel bajó"]),
            (
                "El equipo cavó en la plaza y, según Inés Rey, encontró huesos.",
                &["Inés Rey: encontró huesos"],
            ),
            ("El pan cuesta más o menos, según el día.", &[]),
            ("Conforme a los datos de Inés Rey, el nivel bajó.", &["Inés Rey: el nivel bajó"]),
        ],
    );
}

#[test]
fn what_stands_between_a_verb_and_its_subject_is_neither() {
    check(
        Language::Spanish,
        &[
            (
                "El techo cayó de noche, dijeron el martes vecinos del barrio.",
                &["vecinos del barrio: El techo cayó de noche"],
            ),
            (
                "Vino Luis Paz, tesorero de la peña, quien dijo que era tarde.",
                &["Luis Paz: era tarde"],
            ),
            ("Los obreros denuncian abusos; el taller calla por ahora.", &["Los obreros: abusos"]),
            ("La jueza Inés Rey resolvió que admitirá la queja.", &["Inés Rey: admitirá la queja"]),
            ("Un testigo, llamado en clave «Roble», declaró ayer en la sala.", &[]),
        ],
    );
}

#[test]
fn whoever_asks_not_to_be_named_says_nothing_by_it() {
    check(
        Language::Spanish,
        &[
            ("La vecina Inés Rey pidió reserva de su nombre.", &[]),
            ("El vecino pidió el anonimato.", &[]),
            (
                "La vecina Inés Rey pidió que se cierre el paso.",
                &["Inés Rey: que se cierre el paso"],
            ),
        ],
    );
    check(Language::English, &[("The clerk Ruth Adams requested anonymity.", &[])]);
}

#[test]
fn appeals_and_rare_verbs_report() {
    check(
        Language::Spanish,
        &[
            ("Inés Rey postula que el hielo se fue antes.", &["Inés Rey: el hielo se fue antes"]),
            ("Inés Rey ha echado en cara al juez que no oiga.", &["Inés Rey: no oiga"]),
            (
                "Inés Rey ha hecho un llamamiento a los vecinos para que no salgan.",
                &["Inés Rey: no salgan"],
            ),
            ("El sindicato alertó de fugas en el tanque.", &["El sindicato: fugas en el tanque"]),
            ("El sindicato alertó de inmediato.", &[]),
            ("«Yo no estuve allí», retrucó Luis Paz.", &["Luis Paz: Yo no estuve allí"]),
        ],
    );
}

#[test]
fn a_word_for_a_trade_means_the_one_who_has_it() {
    check(
        Language::Spanish,
        &[
            (
                "El fiscal Luis Paz llegó. El persecutor dijo que era tarde.",
                &["Luis Paz: era tarde"],
            ),
            (
                "La bióloga Inés Rey llegó. La científica dijo que era tarde.",
                &["Inés Rey: era tarde"],
            ),
            // "La fiscal" is another one.
            ("El fiscal Luis Paz llegó. La fiscal dijo que era tarde.", &["La fiscal: era tarde"]),
            (
                "El sargento Luis Paz y el teniente Juan Mora llegaron. El uniformado dijo que era tarde.",
                &["El uniformado: era tarde"],
            ),
        ],
    );
}

#[test]
fn nobody_is_quoted_across_the_cells_of_a_row() {
    check(
        Language::English,
        &[
            ("4 March\tMeridian\t“Cash only,” said Bo Lind.", &["Bo Lind: Cash only"]),
            ("Ana Ruiz said\tthe crane fell", &[]),
            ("On Monday,\t“We rowed all night,” said Ana Ruiz.", &["Ana Ruiz: We rowed all night"]),
        ],
    );
}

#[test]
fn tables_of_points_and_of_things_are_no_turns() {
    let text =
        "Alba Norte: Tolva 25 puntos. Rey 17 puntos.\n\nAlba Sur: Paz 12 puntos. Gil 9 puntos.";
    check(Language::Spanish, &[(text, &[])]);
    let text = "Boxes: 1 Green, 2 Red\n\nPens: 3 Blue, 2 White\n\nCups: 2 Black, 1 Green";
    check(Language::English, &[(text, &[])]);
}

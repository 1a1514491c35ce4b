//! What a text denies, doubts or takes back is affirmed of nobody, in both languages.

use super::{Language, found};
use onrecord_model::Polarity;

/// The affirmed statements of `text` as "speaker: words".
fn affirmed(text: &str, language: Language) -> Vec<String> {
    let found = found(text, language);
    let rows = found.statements.iter().filter(|one| one.polarity == Some(Polarity::Affirms));
    rows.map(|one| {
        let actor = one.speaker.and_then(|at| found.actors.get(at as usize));
        let words: Vec<_> = one.spans.iter().map(|span| span.of(text)).collect();
        format!("{}: {}", actor.map_or("—", |actor| actor.name.as_str()), words.join(" … "))
    })
    .collect()
}

/// Checks that none of `texts` affirms anything.
fn none(texts: &[&str], language: Language) {
    let wrong: Vec<_> = texts.iter().map(|text| (text, affirmed(text, language))).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_stands_inside_a_denial_is_not_affirmed() {
    none(
        &[
            "Ruth Adams denies that Owen Hale told her that the till was empty.",
            "Ruth Adams denied claims that Owen Hale said the till was empty.",
            "Ruth Adams rejected reports that Owen Hale told the clerk he would burn it.",
            "Ruth Adams does not believe that Owen Hale said the till was empty.",
            "Ruth Adams hopes that Owen Hale says the till was empty.",
            "Ruth Adams asked whether Owen Hale said that the till was empty.",
        ],
        Language::English,
    );
    none(
        &[
            "Inés Rey niega que Luis Paz le dijo que la caja estaba vacía.",
            "Inés Rey desmintió que Luis Paz dijo que la caja estaba vacía.",
            "Inés Rey duda que Luis Paz dijo que la caja estaba vacía.",
            "No creo que Luis Paz dijo que la caja estaba vacía.",
        ],
        Language::Spanish,
    );
}

#[test]
fn inside_what_somebody_affirms_it_stands() {
    let text = "Ruth Adams claimed that Owen Hale said the till was empty.";
    assert_eq!(affirmed(text, Language::English).len(), 2);
    let text = "Ruth Adams denied it, but Owen Hale said that the till was empty.";
    assert_eq!(affirmed(text, Language::English), ["Owen Hale: the till was empty"]);
    let text = "The rumour was old, but Owen Hale said that the till was empty.";
    assert_eq!(affirmed(text, Language::English), ["Owen Hale: the till was empty"]);
    let text = "It is not true that the till was empty, Owen Hale said.";
    assert_eq!(affirmed(text, Language::English).len(), 1);
    let text = "Luis Paz dijo que es falso que la caja estaba vacía.";
    assert_eq!(affirmed(text, Language::Spanish).len(), 1);
}

#[test]
fn what_the_sentence_calls_false_is_not_affirmed() {
    none(
        &[
            "It is not true that Owen Hale said the till was empty.",
            "It was false that Owen Hale said the till was empty.",
            "No evidence exists that Owen Hale said the till was empty.",
            "It is impossible that Owen Hale said the till was empty.",
            "Never did Owen Hale say that the till was empty.",
            "No one close to Owen Hale said that the till was empty.",
            "Had Owen Hale said that the till was empty, nobody would have come.",
            "Rumours that Owen Hale said the till was empty are false.",
            "Claims that Owen Hale said the till was empty are false.",
            "A forged letter in which Owen Hale says that the till was empty was found.",
            "The fake video shows Owen Hale saying that the till was empty.",
            "Owen Hale was misquoted as saying that the till was empty.",
            "Owen Hale was wrongly quoted as saying that the till was empty.",
            "Owen Hale was falsely accused of saying that the till was empty.",
        ],
        Language::English,
    );
    none(
        &[
            "No es cierto que Luis Paz dijo que la caja estaba vacía.",
            "Es falso que Luis Paz dijo que la caja estaba vacía.",
            "No hay pruebas de que Luis Paz dijo que la caja estaba vacía.",
            "Es imposible que Luis Paz dijo que la caja estaba vacía.",
            "Ni siquiera Luis Paz dijo que la caja estaba vacía.",
            "En modo alguno dijo Luis Paz que la caja estaba vacía.",
            "De ningún modo dijo Luis Paz que la caja estaba vacía.",
            "En ningún momento dijo Luis Paz que la caja estaba vacía.",
            "Nadie cercano a Luis Paz dijo que la caja estaba vacía.",
            "Se rumorea que Luis Paz dijo que la caja estaba vacía.",
            "Un video falso muestra que Luis Paz dijo que la caja estaba vacía.",
        ],
        Language::Spanish,
    );
}

#[test]
fn hearsay_is_shown_with_the_cue_and_stays_open() {
    for (text, language, want) in [
        ("Ruth Adams allegedly said that it was late.", Language::English, "allegedly said"),
        (
            "Ruth Adams reportedly admitted that it was late.",
            Language::English,
            "reportedly admitted",
        ),
        ("Ruth Adams has reportedly said that it was late.", Language::English, "reportedly said"),
        (
            "Allegedly Ruth Adams said that it was late.",
            Language::English,
            "Allegedly Ruth Adams said",
        ),
        ("Inés Rey supuestamente dijo que era tarde.", Language::Spanish, "supuestamente dijo"),
        ("Inés Rey dijo presuntamente que era tarde.", Language::Spanish, "dijo presuntamente"),
    ] {
        let found = found(text, language);
        let rows: Vec<_> = found
            .statements
            .iter()
            .map(|one| (one.cue.map_or("", |cue| cue.of(text)), one.polarity, one.only_says))
            .collect();
        assert_eq!(rows, [(want, None, false)], "{text}");
    }
}

#[test]
fn hearsay_about_a_deed_is_no_part_of_the_cue() {
    for (text, want) in [
        ("The film allegedly showed two guards asleep, according to court papers.", "according to"),
        ("The firm reportedly sold the mill and moved, Ruth Adams said.", "said"),
        ("They leaked it, apparently to hurt Ruth Adams, who said that it was false.", "said"),
    ] {
        let found = found(text, Language::English);
        let cues: Vec<_> =
            found.statements.iter().filter_map(|one| one.cue).map(|cue| cue.of(text)).collect();
        assert_eq!(cues.last(), Some(&want), "{text}: {cues:?}");
    }
}

#[test]
fn what_was_taken_back_is_not_affirmed() {
    none(
        &[
            "Ruth Adams walked back her remark that the till was empty.",
            "Ruth Adams retracted her statement that the till was empty.",
            "Ruth Adams withdrew her claim that the till was empty.",
            "Ruth Adams corrected her statement that the till was empty.",
            "Ruth Adams lied when she said that the till was empty.",
        ],
        Language::English,
    );
    none(
        &[
            "Inés Rey se retractó de su declaración que la caja estaba vacía.",
            "Inés Rey mintió cuando dijo que la caja estaba vacía.",
        ],
        Language::Spanish,
    );
    let text = "Ruth Adams apologised for saying that the till was empty.";
    let rows = affirmed(text, Language::English);
    assert!(!rows.contains(&"Ruth Adams: the till was empty".to_owned()), "{rows:?}");
}

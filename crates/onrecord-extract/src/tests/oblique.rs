//! Who hears, is told or never said it does not speak, in the languages with a smaller table too.

use super::{Language, english, found, spanish, told};
use onrecord_model::Polarity;

/// Checks the one statement of each text: as "form: words < speaker", and what its cue makes of it.
fn check(language: Language, cases: &[(&str, &str, Option<Polarity>)]) {
    for (text, want, polarity) in cases {
        let found = found(text, language);
        let rows: Vec<_> = told(text, &found);
        assert_eq!(rows, [*want], "{text}");
        let made: Vec<_> = found.statements.iter().map(|one| one.polarity).collect();
        assert_eq!(made, [*polarity], "{text}");
    }
}

const SAID: Option<Polarity> = Some(Polarity::Affirms);

#[test]
fn in_german_a_dative_hears() {
    check(
        Language::German,
        &[
            (
                "Dem Minister Karl Beck sagte Ute Roth: „Wir nehmen das nicht hin.“",
                "Direct: Wir nehmen das nicht hin. < Ute Roth",
                SAID,
            ),
            (
                "Der Ministerin Eva Lang sagte Ute Roth: „Wir nehmen das nicht hin.“",
                "Direct: Wir nehmen das nicht hin. < Ute Roth",
                SAID,
            ),
            (
                "Den Reportern sagte Ute Roth: „Wir nehmen das nicht hin.“",
                "Direct: Wir nehmen das nicht hin. < Ute Roth",
                SAID,
            ),
            (
                "„Das ist falsch“, sagte dem Reporter Paul Kern die Ministerin Eva Lang.",
                "Direct: Das ist falsch < Eva Lang",
                SAID,
            ),
            (
                "„Das ist falsch“, sagte der Ministerin Eva Lang der Trainer Paul Kern.",
                "Direct: Das ist falsch < Paul Kern",
                SAID,
            ),
            (
                "„Alles wurde gut“, sagte Ralf Stein der Reporterin Nina Hoff.",
                "Direct: Alles wurde gut < Ralf Stein",
                SAID,
            ),
            ("„Das war so üblich“, sagte man Anna Weiß.", "Direct: Das war so üblich < —", SAID),
            ("„Wir gehen jetzt“, wurde Jens Holt gesagt.", "Direct: Wir gehen jetzt < —", SAID),
            ("„Ich komme nicht“, hörte Lena Voss sagen.", "Direct: Ich komme nicht < —", SAID),
            (
                "Jens Holt wurde gesagt: „Wir gehen jetzt alle heim.“",
                "Direct: Wir gehen jetzt alle heim. < —",
                None,
            ),
        ],
    );
}

#[test]
fn a_name_ends_where_the_hearer_is_led_to() {
    let text = "“Não vamos pagar a conta”, disse João Silva a Maria Costa.";
    check(Language::Portuguese, &[(text, "Direct: Não vamos pagar a conta < João Silva", SAID)]);
    let text = "“Não vamos pagar a conta”, disse João Silva à ministra Maria Costa.";
    check(Language::Portuguese, &[(text, "Direct: Não vamos pagar a conta < João Silva", SAID)]);
    let text = "«Non pagheremo il conto», disse Anna Neri ad Ugo Riva.";
    check(Language::Italian, &[(text, "Direct: Non pagheremo il conto < Anna Neri", SAID)]);
    let text = "« Nous ne paierons pas la facture », a dit Anne Noir à Hugo Rive.";
    check(Language::French, &[(text, "Direct: Nous ne paierons pas la facture < Anne Noir", SAID)]);
}

#[test]
fn a_mood_of_hearsay_affirms_nothing() {
    for (language, text, want) in [
        (
            Language::German,
            "„Die Kasse ist ganz leer“, soll Peter Brand gesagt haben.",
            "Direct: Die Kasse ist ganz leer < Peter Brand",
        ),
        (
            Language::German,
            "Peter Brand soll gesagt haben: „Die Kasse ist leer.“",
            "Direct: Die Kasse ist leer. < Peter Brand",
        ),
        (
            Language::French,
            "« La caisse est vide maintenant », aurait dit Pierre Lode.",
            "Direct: La caisse est vide maintenant < Pierre Lode",
        ),
        (
            Language::Portuguese,
            "Pedro Lima teria dito: “A caixa está mesmo vazia.”",
            "Direct: A caixa está mesmo vazia. < Pedro Lima",
        ),
        (
            Language::Italian,
            "«La cassa è vuota adesso», avrebbe detto Piero Lodi.",
            "Direct: La cassa è vuota adesso < Piero Lodi",
        ),
    ] {
        check(language, &[(text, want, None)]);
    }
}

#[test]
fn what_somebody_never_said_is_not_his() {
    for text in [
        "Karl Miller never said: “We will pay for all of it.”",
        "Karl Miller did not say: “We will pay for all of it.”",
        "“We will pay for all of it,” Karl Miller never said.",
    ] {
        let rows = told(text, &english(text));
        assert!(rows.iter().all(|row| row.ends_with("< —")), "{text}: {rows:?}");
    }
    for text in [
        "Pedro Lomas nunca dijo: “Vamos a pagar todo lo que se debe.”",
        "Pedro Lomas habría dicho: “Vamos a pagar todo lo que se debe.”",
    ] {
        let rows = told(text, &spanish(text));
        assert!(rows.iter().all(|row| row.ends_with("< —")), "{text}: {rows:?}");
    }
    for text in [
        "„Wir zahlen das auf keinen Fall“, sagte Karl Müller nie.",
        "Karl Müller sagte nie: „Wir zahlen das auf keinen Fall.“",
    ] {
        let rows = told(text, &found(text, Language::German));
        assert!(rows.iter().all(|row| row.ends_with("< —")), "{text}: {rows:?}");
    }
}

#[test]
fn a_sentence_behind_a_quote_tells_whose_words_it_was() {
    for (language, text, want) in [
        (
            Language::English,
            "“We will pay all that is owed.” Those were the words of Ana Ruiz.",
            &["Direct: We will pay all that is owed. < Ana Ruiz"][..],
        ),
        (
            Language::Spanish,
            "“Vamos a pagar todo lo que se debe”. Fueron palabras del alcalde Luis Paz.",
            &["Direct: Vamos a pagar todo lo que se debe < Luis Paz"],
        ),
        (
            Language::German,
            "„Er rief zu laut, und dann ging er.“ Das sagte Ralf Kunz am Abend.",
            &["Direct: Er rief zu laut, und dann ging er. < Ralf Kunz"],
        ),
        (
            Language::English,
            "“The till was empty,” said Bo Hale. “We will pay it.” Those were the words of Ana Ruiz.",
            &["Direct: The till was empty < Bo Hale", "Direct: We will pay it. < Ana Ruiz"],
        ),
        // Whose words are told already, they stay.
        (
            Language::English,
            "“The till was empty,” said Bo Hale. Those were the words of Ana Ruiz.",
            &["Direct: The till was empty < Bo Hale"],
        ),
        (
            Language::English,
            "“The till,” said Bo Hale, “was empty.” Those were the words of Ana Ruiz.",
            &["Direct: The till … was empty. < Bo Hale"],
        ),
        (
            Language::German,
            "„Er rief zu laut, und dann ging er.“ Das sagte Ralf Kunz nie.",
            &["Direct: Er rief zu laut, und dann ging er. < —"],
        ),
    ] {
        assert_eq!(told(text, &found(text, language)), want, "{text}");
    }
}

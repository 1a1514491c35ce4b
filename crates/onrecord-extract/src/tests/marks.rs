//! Quotation marks and who said what stands between them.

use super::{Language, found, said, spanish, told};

#[test]
fn a_mark_that_was_forgotten_joins_nobody_with_his_opponent() {
    for (text, want) in [
        (
            "“Nobody paid, the treasurer said on Friday, and he sat down.\n\nThe board was angry. “He \
             paid it twice,” said Nora Quint.",
            &[
                "Direct: Nobody paid, the treasurer said on Friday, and he sat down. < —",
                "Direct: He paid it twice < Nora Quint",
            ][..],
        ),
        (
            "Ann Lee said: “One thing.\n\nThe mayor left. “Two of them are missing,” said Bo Hale.",
            &["Direct: One thing. < Ann Lee", "Direct: Two of them are missing < Bo Hale"],
        ),
        (
            "“We lost, said Ann Lee. “We won it all,” said Bo Hale.",
            &["Direct: We lost < Ann Lee", "Direct: We won it all < Bo Hale"],
        ),
        (
            "“One thing.\n\n“And another,” said Ann Lee.",
            &["Direct: One thing. … And another < Ann Lee"],
        ),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn a_reference_to_a_note_parts_nobody_from_his_words() {
    for mark in ["³", "3", "[3]", "[b]", "[12][13]", "*", "†", " (3)", "¹²", "(*)"] {
        let text = format!("“The ferry left at noon,”{mark} said Nora Quint. “It was late.”{mark}");
        let want = ["Direct: The ferry left at noon … It was late. < Nora Quint"];
        assert_eq!(said(&text), want, "{text}");
        let text = format!("“The ferry left at noon”,{} said Nora Quint.", mark.trim_start());
        assert_eq!(said(&text), ["Direct: The ferry left at noon < Nora Quint"], "{text}");
    }
    let text = "“The ferry left at noon,” Nora Quint said¹. “It was late.”²";
    assert_eq!(said(text), ["Direct: The ferry left at noon … It was late. < Nora Quint"]);
    let text = "«El barco salió a mediodía»,[4] dijo Inés Rey. «Era tarde.»[5]";
    let want = ["Direct: El barco salió a mediodía … Era tarde. < Inés Rey"];
    assert_eq!(told(text, &spanish(text)), want);
}

#[test]
fn single_marks_are_marks() {
    for (text, want) in [
        (
            "‘We owe them nothing,’ said Ann Lee. ‘They owe us.’",
            &["Direct: We owe them nothing … They owe us. < Ann Lee"][..],
        ),
        (
            "'It’s the farmers’ land,' said Peter O’Dea. 'It's ours.'",
            &["Direct: It’s the farmers’ land … It's ours. < Peter O’Dea"],
        ),
        ("Bo Hale shrugged. ‘Nobody told me.’", &["Direct: Nobody told me. < —"]),
        (
            "‘He said “no” to me twice,’ said Ann Lee.",
            &["Direct: He said “no” to me twice < Ann Lee"],
        ),
        ("The ‘plan for the port’ was the boys’ own.", &[]),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn what_somebody_did_next_is_not_said() {
    for text in [
        "Bo Hale said “we never sold the boat” and walked out.",
        "Bo Hale said “we never sold the boat” and then he left by a door.",
        "Bo Hale said “we never sold the boat” before he left the hall.",
        "Bo Hale said “we never sold the boat” but took the money.",
        "Bo Hale said that “we never sold the boat” while he packed.",
        "BO HALE SAID “WE NEVER SOLD THE BOAT” AND LEFT THE HALL.",
        "Bo Hale said, “We never sold the boat,” and walked out.",
        "Bo Hale told him “we never sold the boat” and hung up the phone.",
        "Bo Hale said “we never sold the boat” then sat down.",
        "Bo Hale wrote “we never sold the boat” on the form and walked away.",
        "Bo Hale said “we never sold the boat” in a letter to the port.",
    ] {
        let found = said(text);
        assert_eq!(found.len(), 1, "{text} {found:?}");
        let words = found[0].to_lowercase();
        assert!(words.contains("we never sold the boat < "), "{text} {found:?}");
    }
    for (text, want) in [
        (
            "The bank dismissed the report as “plainly wrong,” and both the auditor and a court clerk \
             told the paper it was true.",
            "Mixed: the report as “plainly wrong,” < The bank",
        ),
        (
            "She asked the firm to cancel the order and returned the money in May.",
            "Indirect: to cancel the order < —",
        ),
        (
            "The mayor ordered the crews to leave the port and flew home.",
            "Indirect: the crews to leave the port < The mayor",
        ),
        ("Nora Quint told them to leave and locked the door.", "Indirect: to leave < Nora Quint"),
        (
            "Bo Hale said “we never sold the boat” and that nobody asked.",
            "Mixed: “we never sold the boat” and that nobody asked < Bo Hale",
        ),
        (
            "Bo Hale said “rogue traders” and their friends sank it.",
            "Mixed: “rogue traders” and their friends sank it < Bo Hale",
        ),
        (
            "Nora Quint asked the firm to send maps and related papers.",
            "Indirect: to send maps and related papers < Nora Quint",
        ),
    ] {
        assert_eq!(said(text).first().map(String::as_str), Some(want), "{text}");
    }
    for text in [
        "Inés Rey dijo «no vendimos el barco» y colgó.",
        "Inés Rey dijo «no vendimos el barco» y se marchó de la sala.",
        "Inés Rey dijo «no vendimos el barco» mientras salía.",
        "Inés Rey dijo «no vendimos el barco» antes de abandonar la sala.",
        "Inés Rey escribió «no vendimos el barco» en el acta y se marchó.",
        "Inés Rey dijo que «no vendimos el barco» y luego cerró la puerta.",
    ] {
        let found = told(text, &spanish(text));
        assert!(found.len() == 1 && found[0].contains("el barco < Inés Rey"), "{text} {found:?}");
    }
}

#[test]
fn place_and_comma_say_who_spoke_whatever_the_verb() {
    for (text, want) in [
        ("“The sea will take it,” growled Otto, looking up.", "Otto"),
        ("“Is it so late!” sobbed Mira Lund.", "Mira Lund"),
        ("“The sea will take it,” growls Otto.", "Otto"),
        ("“The sea will take it”, croaked Otto van Dyke from the door.", "Otto van Dyke"),
        ("‘The sea will take it,’ rasped Otto.", "Otto"),
        ("“The sea will take it,” wheezed the old fisherman, sitting down.", "the old fisherman"),
    ] {
        let found = said(text);
        assert!(found.len() == 1 && found[0].ends_with(&format!("< {want}")), "{text} {found:?}");
    }
    for text in [
        "His film, “Salt,” won Otto a prize.",
        "“Salt,” Otto.",
        "“The sea will take it,” mayor Otto.",
    ] {
        assert!(said(text).iter().all(|one| one.ends_with("< —")), "{text} {:?}", said(text));
    }
    for (text, want) in [
        ("“El mar se lo llevará”, gruñó Otto.", "Otto"),
        ("«¡Qué tarde es!», farfulla Mira Luna desde la puerta.", "Mira Luna"),
        ("«El mar se lo llevará», tronó Otto de la Vega, y se fue.", "Otto de la Vega"),
    ] {
        let found = told(text, &spanish(text));
        assert!(found.len() == 1 && found[0].ends_with(&format!("< {want}")), "{text} {found:?}");
    }
}

#[test]
fn quotes_that_are_listed_are_each_a_quote() {
    let text = "The nurses chanted, “Pay us now,” and “Open the ward,” as it rained.";
    assert_eq!(said(text), ["Direct: Pay us now … Open the ward < The nurses"]);
}

#[test]
fn a_narrator_between_dashes_parts_a_quote() {
    for (text, want) in [
        (
            "“La barca –dijo Inés Rey– se hundió. No quedó nadie.”",
            &["Direct: La barca … se hundió. No quedó nadie. < Inés Rey"][..],
        ),
        (
            "\"La barca se hundió -relató Inés Rey-. Nadie vino\".",
            &["Direct: La barca se hundió … Nadie vino < Inés Rey"],
        ),
        (
            "“La barca – una de tantas – se hundió”, dijo Inés Rey.",
            &["Direct: La barca – una de tantas – se hundió < Inés Rey"],
        ),
    ] {
        assert_eq!(told(text, &spanish(text)), want, "{text}");
    }
    let text = "“The boat — said Nora Quint — went down. Nobody came.”";
    assert_eq!(said(text), ["Direct: The boat … went down. Nobody came. < Nora Quint"]);
}

#[test]
fn a_quote_that_stands_as_a_heading_is_nobodys_statement() {
    let below = "Nora Quint said the sea \"took the whole harbour from us.\"";
    for heading in [
        "“Took the whole harbour”",
        "2. “The whole harbour from us”",
        "\"The whole harbour from us\"",
    ] {
        let text = format!("{heading}\n\n{below}");
        assert!(said(&text).iter().all(|one| one.contains("Nora Quint")), "{:?}", said(&text));
    }
    let text = format!("“We took the whole harbour ourselves.”\n\n{below}");
    assert_eq!(said(&text).len(), 2, "{:?}", said(&text));
}

#[test]
fn a_name_between_marks_is_nobodys_statement() {
    for text in [
        "A campaign called “a harbour for all of us” began in May.",
        "The programme “open doors for every child” began in May.",
        "They met under the motto of “a harbour for all of us” in May.",
    ] {
        assert!(said(text).is_empty(), "{text} {:?}", said(text));
    }
    for text in [
        "La campaña denominada «un puerto para todos nosotros» empezó en mayo.",
        "El taller «puertas abiertas para cada niño» empezó en mayo.",
        "Marcharon bajo el lema de «un puerto para todos nosotros» en mayo.",
        "- «La feria» de abril: las calles que se cierran hoy en el centro",
    ] {
        assert!(spanish(text).statements.is_empty(), "{text} {:?}", told(text, &spanish(text)));
    }
}

#[test]
fn what_goes_on_beside_a_quote_keeps_its_speaker() {
    for (text, want) in [
        (
            "Inés Rey dijo que «nadie firmó», al tiempo que agregó que «todo es falso», mirándolo.",
            &["Direct: nadie firmó < Inés Rey", "Direct: todo es falso < Inés Rey"][..],
        ),
        (
            "«Nadie firmó nada», dijo Inés Rey. «No hay prisa», zanjaba.",
            &["Direct: Nadie firmó nada < Inés Rey", "Direct: No hay prisa < Inés Rey"],
        ),
        (
            "- «No fui yo quien firmó», dijo Inés Rey.",
            &["Direct: No fui yo quien firmó < Inés Rey"],
        ),
        (
            "Considera que el puerto debe cerrar: «No es justo. Nadie lo pidió».",
            &["Direct: No es justo. Nadie lo pidió < —"],
        ),
    ] {
        assert_eq!(told(text, &spanish(text)), want, "{text}");
    }
    let text =
        "Bo Hale, the host, recalled that his mother, Ann Lee, always said: “Eat what you get.”";
    assert_eq!(said(text), ["Direct: Eat what you get. < Ann Lee"]);
    let text = "The clerk said that the minister told him “pay all of them” and left.";
    assert_eq!(said(text), ["Direct: pay all of them < the minister"]);
}

#[test]
fn in_spanish_marks_stop_outside() {
    for (text, want) in [
        (
            "El banco tachó el informe de «falso», y tanto el perito como la jueza dijeron al diario que \
             era cierto.",
            "Mixed: el informe de «falso» < El banco",
        ),
        (
            "'No vendimos el barco', dijo Inés Rey. 'Es nuestro'.",
            "Direct: No vendimos el barco … Es nuestro < Inés Rey",
        ),
        ("«No vendimos el barco», * dijo Inés Rey.", "Direct: No vendimos el barco < Inés Rey"),
    ] {
        assert_eq!(told(text, &spanish(text)).first().map(String::as_str), Some(want), "{text}");
    }
}

#[test]
fn an_abbreviation_does_not_end_what_was_said() {
    let words = |text: &str, language| {
        let found = found(text, language);
        let spans = found.statements.iter().flat_map(|one| &one.spans);
        spans.map(|span| span.of(text).to_owned()).collect::<Vec<_>>()
    };
    for said in [
        "order No. 14 was late",
        "Art. 12 and Sec. 3 forbid it",
        "the mill was approx. 12 miles away",
        "it opened at 9 a.m. Monday and closed",
        "the I.D. Card was false",
        "the case Bell v. Hart was closed",
        "Supt. Paul Hart left",
        "the U.S. Treasury paid it",
    ] {
        let text = format!("Ann Lee said {said}. Nobody came.");
        assert_eq!(words(&text, Language::English), [said]);
    }
    for said in [
        "la orden No. 14 llegó tarde",
        "el Art. 12 y la fig. 3 faltan",
        "EE. UU. Vendió el molino",
        "la Av. Norte está cerrada",
        "el Lic. Paz y el Ing. Gil llegaron",
        "la Cía. Minera cerró",
        "las FF. AA. Nacionales llegaron",
    ] {
        let text = format!("Ana Ruiz dijo que {said}. Nadie vino.");
        assert_eq!(words(&text, Language::Spanish), [said]);
    }
    assert_eq!(words("Ann Lee said no. Paul Hart left.", Language::English), ["no"]);
    assert_eq!(words("Ana Ruiz dijo que no. 14 vecinos se fueron.", Language::Spanish), ["no"]);
}

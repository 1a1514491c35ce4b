//! From what the speaker of each statement is known, in both languages.

use super::{Language, found};
use crate::{ExtractionContext, extract};
use onrecord_model::{Document, SpeakerBy, Turn};
use onrecord_text::Span;

/// The statements of `text` as "speaker by what".
fn by(text: &str, language: Language) -> Vec<String> {
    told(&found(text, language))
}

fn told(found: &crate::Extraction) -> Vec<String> {
    let line = |proposal: &crate::Proposal| {
        let actor = proposal.speaker.and_then(|at| found.actors.get(at as usize));
        let by = proposal.speaker_by.map_or("nobody".into(), |by| format!("{by:?}"));
        format!("{} by {by}", actor.map_or("—", |actor| actor.name.as_str()))
    };
    found.statements.iter().map(line).collect()
}

#[test]
fn it_is_told_from_what_the_speaker_is_known() {
    for (text, want) in [
        ("Ruth Adams said it was late.", &["Ruth Adams by Name"][..]),
        (
            "Ruth Adams said it was late. Adams said nobody came.",
            &["Ruth Adams by Name", "Ruth Adams by Name"],
        ),
        ("A spokesman for the bank said it was late.", &["A spokesman for the bank by Name"]),
        ("The lawyer Ruth Adams came. The lawyer said it was late.", &["Ruth Adams by Role"]),
        ("Ruth Adams came. She said it was late.", &["Ruth Adams by Pronoun"]),
        ("She said it was late.", &["— by nobody"]),
        // Whom the sentence before is about, not whom it names beside.
        (
            "Owen Hale was the witness who met Ivo Stein. He said it was late.",
            &["Owen Hale by Pronoun"],
        ),
        (
            "Ruth Adams left. Owen Hale was the critic of Ivo Stein. He said it was late.",
            &["Owen Hale by Pronoun"],
        ),
        (
            "“It is late,” Ruth Adams said, adding that nobody came.",
            &["Ruth Adams by Name", "Ruth Adams by Name"],
        ),
        (
            "“It is late,” Ruth Adams said.\n\n“Nobody came to the bank.”",
            &["Ruth Adams by Name", "Ruth Adams by QuoteBefore"],
        ),
        ("Ruth Adams: “It is late for us all.”", &["Ruth Adams by Name"]),
        ("“It is late for all of us” — Ruth Adams", &["Ruth Adams by Name"]),
    ] {
        assert_eq!(by(text, Language::English), want, "{text}");
    }
}

#[test]
fn in_spanish_a_subject_may_be_left_out() {
    for (text, want) in [
        ("Inés Rey dijo que era tarde.", &["Inés Rey by Name"][..]),
        ("La jueza Inés Rey llegó. Dijo que era tarde.", &["Inés Rey by DroppedSubject"]),
        ("La jueza Inés Rey llegó. La jueza dijo que era tarde.", &["Inés Rey by Role"]),
        ("La jueza Inés Rey llegó. «Es tarde», dijo ella.", &["Inés Rey by Pronoun"]),
        // Whom the text is about, not whom it names last.
        (
            "El técnico del Deportivo Alba, Luis Paz, habló ayer. No cree que Marco Soto juegue. \
             Aseguró que era tarde.",
            &["Luis Paz by DroppedSubject"],
        ),
        (
            "Inés Rey presentó el plan ante Luis Paz y otros. También dijo que era tarde.",
            &["Inés Rey by DroppedSubject"],
        ),
        (
            "Unos vecinos dijeron que era tarde. En la misma reunión, Luis Paz llamó a la calma. \
             «Es tarde», repitió.",
            &["Unos vecinos by Name", "Luis Paz by DroppedSubject"],
        ),
        ("Luis Paz llegó. Un vecino lo esperaba. Dijo que era tarde.", &["— by nobody"]),
        // Of two nobody knows which.
        ("Inés Rey y Luis Paz discutieron. Dijo que era tarde.", &["— by nobody"]),
        ("Un vecino del barrio dijo que era tarde.", &["Un vecino del barrio by Name"]),
        (
            "«Es tarde», dijo Inés Rey.\n\n«Nadie vino a la caja.»",
            &["Inés Rey by Name", "Inés Rey by QuoteBefore"],
        ),
    ] {
        assert_eq!(by(text, Language::Spanish), want, "{text}");
    }
}

#[test]
fn a_turn_names_its_speaker_only_by_the_label_in_front_of_it() {
    let text = "BY MS. REY:\n\nQ. Why?\n\nRuth Adams (by phone): Because.";
    let of = |words: &str| {
        let at = text.find(words).unwrap();
        Span::at(at, at + words.len())
    };
    let turn = |speaker, words| Turn {
        speaker: Some(of(speaker)),
        words: [of(words)].into_iter().collect(),
        ..Turn::default()
    };
    let turns = [turn("MS. REY", "Why?"), turn("Ruth Adams", "Because.")];
    let about =
        ExtractionContext { published: None, language: Some(Language::English), title: None };
    let found = extract(&Document::new(text), &about, &turns);
    assert_eq!(
        found.statements.iter().map(|one| one.speaker_by).collect::<Vec<_>>(),
        [Some(SpeakerBy::Turn), Some(SpeakerBy::Name)]
    );
}

#[test]
fn who_is_only_described_by_a_name_is_not_that_name() {
    for text in [
        "“It is late,” said a lawyer representing Ruth Adams.",
        "The woman who accused Ruth Adams said that it was late.",
        "Prosecutors investigating Ruth Adams said it was late.",
        "Witnesses against Ruth Adams said it was late.",
        "Sources close to Ruth Adams said it was late.",
        "The man accused of killing Ruth Adams said it was late.",
        "A driver charged with robbing Ruth Adams said it was late.",
        "People near Ruth Adams said it was late.",
    ] {
        let told = by(text, Language::English);
        assert!(
            !told.is_empty() && told.iter().all(|one| !one.starts_with("Ruth")),
            "{text}: {told:?}"
        );
    }
    for text in [
        "Testigos contra Inés Rey dijeron que era tarde.",
        "Fuentes cercanas a Inés Rey dijeron que era tarde.",
        "El acusado de matar a Inés Rey dijo que era tarde.",
        "La hermana de Inés Rey dijo que era tarde.",
    ] {
        let told = by(text, Language::Spanish);
        assert!(
            !told.is_empty() && told.iter().all(|one| !one.starts_with("Inés")),
            "{text}: {told:?}"
        );
    }
}

#[test]
fn several_who_speak_together_are_one_party() {
    for (text, want) in [
        ("Ruth Adams and Owen Hale said that it was late.", "Ruth Adams, Owen Hale"),
        ("Both Ruth Adams and Owen Hale said that it was late.", "Ruth Adams, Owen Hale"),
        ("The mayor and Owen Hale said that it was late.", "The mayor, Owen Hale"),
        ("“It is late,” said Ruth Adams and Owen Hale.", "Ruth Adams, Owen Hale"),
        ("“It is late,” Owen Hale and his team wrote.", "Owen Hale, his team"),
        (
            "The bank’s head, Ruth Adams, and the mayor, Owen Hale, said that it was late.",
            "Ruth Adams, Owen Hale",
        ),
        ("Ruth Adams, the mayor’s daughter, and her son said it was late.", "Ruth Adams, her son"),
        (
            "Ruth Adams, Owen Hale and Ida Cole said that it was late.",
            "Ruth Adams, Owen Hale, Ida Cole",
        ),
        ("The founder and director of the bank said that it was late.", "The founder"),
        ("“It is late,” said chief engineer and writer Ruth Adams.", "Ruth Adams by"),
    ] {
        let told = by(text, Language::English);
        assert!(matches!(&told[..], [one] if one.starts_with(want)), "{text}: {told:?}");
    }
    for (text, want) in [
        ("Inés Rey y Luis Paz dijeron que era tarde.", "Inés Rey, Luis Paz by Name"),
        (
            "Vinieron Inés Rey, Luis Paz, Eva Gil, que recordaron que era tarde.",
            "Inés Rey, Luis Paz, Eva Gil by Name",
        ),
        ("El alcalde, Luis Paz, que recordó que era tarde, se fue.", "Luis Paz by Name"),
    ] {
        assert_eq!(by(text, Language::Spanish), [want], "{text}");
    }
    // Of two only one is meant.
    for (text, language) in [
        ("Ruth Adams or Owen Hale said that it was late.", Language::English),
        ("Inés Rey o Luis Paz dijeron que era tarde.", Language::Spanish),
    ] {
        assert_eq!(by(text, language), ["— by nobody"], "{text}");
    }
    // What they say after it they say together.
    let text = "Ruth Adams and Owen Hale said it was late. They said nobody came.";
    let want = ["Ruth Adams, Owen Hale by Name", "Ruth Adams, Owen Hale by Pronoun"];
    assert_eq!(by(text, Language::English), want);
}

#[test]
fn what_tells_when_is_no_part_of_who_said_it() {
    for (text, want) in [
        ("In 2018 Ruth Adams said it was late.", "Ruth Adams by Name"),
        ("By March 2019 prosecutors said it was late.", "prosecutors by Name"),
        ("In late 2019 officials said it was late.", "officials by Name"),
        ("In the 1990s officials said it was late.", "officials by Name"),
        ("On the 5th the mayor said it was late.", "the mayor by Name"),
        ("In May 2020 the treasurer said it was late.", "the treasurer by Name"),
        ("One year later the bank said it was late.", "the bank by Name"),
        ("Three days after the vote the bank said it was late.", "the bank by Name"),
        ("The bank’s 2019 report said it was late.", "The bank’s 2019 report by Name"),
        ("The class of 2019 said it was late.", "The class of 2019 by Name"),
        ("Ruth Adams last week said it was late.", "Ruth Adams by Name"),
        ("Ruth Adams (D-N.Y.) said it was late.", "Ruth Adams by Name"),
        ("A clerk, who was not there, said it was late.", "A clerk by Name"),
        (
            "Ruth Adams, head of the Bank of Alder, which lends to farms, said it was late.",
            "Ruth Adams by Name",
        ),
        (
            "After meeting Ruth Adams, residents, all of them old, said it was late.",
            "residents by Name",
        ),
    ] {
        assert_eq!(by(text, Language::English), [want], "{text}");
    }
    for (text, want) in [
        ("El lunes el fiscal dijo que era tarde.", "el fiscal by Name"),
        ("En 2019 el ministerio dijo que era tarde.", "el ministerio by Name"),
        ("El 5 de mayo la jueza Inés Rey aseguró que era tarde.", "Inés Rey by Name"),
        ("Durante la noche del lunes el general declaró que era tarde.", "el general by Name"),
        ("Inés Rey, de 52 años, insistió el pasado martes en que era tarde.", "Inés Rey by Name"),
        ("El alcalde de Robles, Luis Paz, dijo este lunes que era tarde.", "Luis Paz by Name"),
        ("Inés Rey, quien dirige el puerto, afirmó ayer que era tarde.", "Inés Rey by Name"),
        ("«Es tarde», dijo la semana pasada Inés Rey.", "Inés Rey by Name"),
        ("«Es tarde», ha dicho a este diario la jueza Inés Rey.", "Inés Rey by Name"),
        ("«Es tarde», dijo Inés Rey porque la junta insistía.", "Inés Rey by Name"),
        ("«Es tarde», dijo Inés Rey este lunes por la noche.", "Inés Rey by Name"),
    ] {
        assert_eq!(by(text, Language::Spanish), [want], "{text}");
    }
}

#[test]
fn a_subject_in_front_of_marks_or_a_clause_is_one() {
    for (text, want) in [
        ("Luis Paz llegó. Inés Rey (PSR) dijo que era tarde.", "Inés Rey by Name"),
        ("Luis Paz llegó. El Banco del Puerto (BDP) negó la deuda.", "Banco del Puerto by Name"),
        (
            "Luis Paz llegó. La vocera que cuida de Rosa Lima dijo que era tarde.",
            "La vocera que cuida de Rosa Lima by Name",
        ),
        ("Luis Paz llegó. “Sello” (así lo llaman) contestó que era tarde.", "Sello by Name"),
        ("Luis Paz llegó (tarde). Dijo que no vendría.", "Luis Paz by DroppedSubject"),
        ("El exjefe del puerto, Luis Paz (2011-2015), dijo que era tarde.", "Luis Paz by Name"),
    ] {
        assert_eq!(by(text, Language::Spanish), [want], "{text}");
    }
}

#[test]
fn behind_an_opener_the_subject_may_follow_its_verb() {
    for (text, want) in [
        (
            "La calle se cerrará, según explicó a la agencia Sol el comisario Luis Paz.",
            "Luis Paz by Name",
        ),
        ("La calle se cerrará, según ha contado esta mañana Inés Rey.", "Inés Rey by Name"),
        ("La calle se cerrará, según denuncia la junta de vecinos.", "la junta de vecinos by Name"),
        (
            "La calle se cerrará, según denuncias de los vecinos.",
            "denuncias de los vecinos by Name",
        ),
        ("La calle se cerrará, según se anunció desde la alcaldía.", "— by nobody"),
        ("La calle se cerrará, según fuentes de la alcaldía.", "fuentes de la alcaldía by Name"),
        ("Para Inés Rey la calle está cerrada.", "Inés Rey by Name"),
    ] {
        assert_eq!(by(text, Language::Spanish), [want], "{text}");
    }
    // What a paper has found out, nobody has said.
    for text in [
        "La calle se cerrará, según ha podido saber El Sol.",
        "La calle se cerrará, según pudo constatar este diario.",
        "La calle se cerrará, de acuerdo a lo que ha conocido este diario.",
    ] {
        assert_eq!(by(text, Language::Spanish), [""; 0], "{text}");
    }
}

#[test]
fn behind_a_quote_verbs_of_judging_attribute_as_well() {
    for (text, want) in [
        ("«Nadie nos llamó nunca», criticó Inés Rey.", "Inés Rey by Name"),
        ("«Nadie nos llamó nunca», cuestionó ayer la senadora Eva Gil.", "Eva Gil by Name"),
        ("«Nadie nos llamó nunca», planteó la junta.", "la junta by Name"),
        ("Inés Rey llegó. «Nadie nos llamó nunca», lamentó.", "Inés Rey by DroppedSubject"),
    ] {
        assert_eq!(by(text, Language::Spanish), [want], "{text}");
    }
    let text = "“Nobody ever called us,” criticized Ruth Adams.";
    assert_eq!(by(text, Language::English), ["Ruth Adams by Name"]);
}

#[test]
fn who_is_asked_or_told_of_is_not_taken_for_who_speaks() {
    for (text, want) in [
        (
            "Consultado por un vecino, Luis Paz sonrió y dijo: «Es tarde para todos».",
            &["Luis Paz by Name"][..],
        ),
        ("Así lo confirmó la jueza Inés Rey al final del acto de ayer en la plaza.", &[]),
        ("Eva Gil llegó. Lo contó Inés Rey.", &[]),
        (
            "Inés Rey, primera regidora, repasó el plan, que —admitió—, era malo.",
            &["Inés Rey by Name"],
        ),
    ] {
        assert_eq!(by(text, Language::Spanish), want, "{text}");
    }
    for (text, want) in [
        ("Asked by the court, Ruth Adams said it was late.", &["Ruth Adams by Name"][..]),
        (
            "Owen Hale argued Ruth Adams had lost it by saying she knew nobody there.",
            &["Owen Hale by Name", "Ruth Adams by Name"],
        ),
        (
            "Ruth Adams, a lawyer, told the Sun after the vote \"Nobody came to see us.\" Owen Hale, \
             her rival, told reporters he would leave.",
            &["Ruth Adams by Name", "Owen Hale by Name"],
        ),
        ("Ruth Adams told the hearing: “Nobody came to see us.”", &["Ruth Adams by Name"]),
        ("Ruth Adams said at a council hearing on Monday: “Nobody came.”", &["Ruth Adams by Name"]),
        ("Ruth Adams said in her warning to the bank: “Nobody came.”", &["Ruth Adams by Name"]),
        (
            "Ruth Adams said in a statement announcing the sale: “Nobody came to see us.”",
            &["Ruth Adams by Name"],
        ),
    ] {
        assert_eq!(by(text, Language::English), want, "{text}");
    }
}

#[test]
fn what_a_label_is_about_does_not_speak() {
    for (text, want) in [
        ("Luis Paz: «Lo veremos mañana por la tarde».", &["Luis Paz by Name"][..]),
        ("El técnico Luis Paz: «Lo veremos mañana por la tarde».", &["Luis Paz by Name"]),
        ("La situación de Luis Paz: «Lo veremos mañana por la tarde».", &["— by nobody"]),
        ("Qué espera de Luis Paz: «Lo veremos mañana por la tarde».", &["— by nobody"]),
        (
            "La jueza Inés Rey habló ayer en la plaza.\n\nLo que dijo:\n\n\
             El caso de Luis Paz: «Lo veremos mañana por la tarde».",
            &["Inés Rey by DroppedSubject"],
        ),
    ] {
        let told: Vec<_> = by(text, Language::Spanish)
            .into_iter()
            .map(|one| one.replace("QuoteBefore", "DroppedSubject"))
            .collect();
        assert_eq!(told, want, "{text}");
    }
}

#[test]
fn a_quote_set_apart_is_said_by_whoever_says_it_in_the_text() {
    let text =
        "“Nobody came to the bank.”\n\nIt was late.\n\n“Nobody came to the bank,” said Ruth Adams.";
    let want = ["Ruth Adams by QuoteBefore", "Ruth Adams by Name"];
    assert_eq!(by(text, Language::English), want);
    let text = "“Nobody came to the bank.”\n\nIt was late.\n\n“Nobody came to the bank,” said Ruth Adams.\n\n“Nobody came to the bank,” said Owen Hale.";
    assert_eq!(by(text, Language::English).first().map(String::as_str), Some("— by nobody"));
}

#[test]
fn what_a_verb_speaks_of_stands_behind_its_preposition() {
    for (text, want) in [
        ("Inés Rey advirtió sobre los riesgos del pacto.", "los riesgos del pacto"),
        ("Desde la junta insistieron en la urgencia de un pacto.", "la urgencia de un pacto"),
        ("En materia de agua y luz, Inés Rey enfatizó en la urgencia.", "la urgencia"),
    ] {
        let found = found(text, Language::Spanish);
        let words: Vec<_> = found.statements.iter().map(|one| one.spans[0].of(text)).collect();
        assert_eq!(words, [want], "{text}");
    }
    let text = "Desde la junta dijeron que era tarde.";
    assert_eq!(by(text, Language::Spanish), ["la junta by Name"]);
}

#[test]
fn a_quote_below_a_line_that_names_somebody_is_that_persons() {
    let quote = "«Nadie nos llamó nunca para eso».";
    for (line, want) in [
        ("MARTA SOLER: TODO ERA MENTIRA", "MARTA SOLER by QuoteBefore"),
        ("MARTA SOLER: MUY CANSADA", "MARTA SOLER by QuoteBefore"),
        ("TAMBIÉN: TODO ERA MENTIRA", "— by nobody"),
        ("PUEDES LEER: TODO ERA MENTIRA", "— by nobody"),
    ] {
        let told = by(&format!("Era tarde.\n\n{line}\n\n{quote}"), Language::Spanish);
        assert_eq!(told.last().map(String::as_str), Some(want), "{line}: {told:?}");
    }
}

#[test]
fn what_goes_on_is_of_whom_the_sentence_before_reports() {
    for (text, want) in [
        (
            "Ruth Adams said that the bank was late.\n\n“Nobody came to see us at all.”",
            &["Ruth Adams by Name", "Ruth Adams by QuoteBefore"][..],
        ),
        (
            "Ruth Adams said that the bank was late.\n\nIt rained.\n\n“Nobody came to see us.”",
            &["Ruth Adams by Name", "— by nobody"],
        ),
        (
            "Ruth Adams said that after legal advice Owen Hale had concluded that it was late, saying she knew.",
            &["Ruth Adams by Name", "Owen Hale by Name", "Ruth Adams by Name"],
        ),
        (
            "Owen Hale left. His talks with Ivo Stein and the bank failed. He said it was late.",
            &["Owen Hale by Pronoun"],
        ),
    ] {
        assert_eq!(by(text, Language::English), want, "{text}");
    }
    for (text, want) in [
        (
            "La jueza Inés Rey llegó.\n\nY agregó:\n\n«Nadie nos llamó nunca».",
            "Inés Rey by DroppedSubject",
        ),
        (
            "La Junta del Puerto celebró ayer. «Es tarde», dijo Inés Rey, su presidenta. Pidió calma \
             a todos. «Nadie vino», sostuvo.",
            "Inés Rey by DroppedSubject",
        ),
    ] {
        let told = by(text, Language::Spanish);
        assert_eq!(told.last().map(String::as_str), Some(want), "{text}: {told:?}");
    }
}

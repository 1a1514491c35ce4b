//! Roles that stand for somebody, and verbs that speak only with a noun behind them.

use super::{Language, found};
use onrecord_model::ActorKind;
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

#[test]
fn a_word_for_a_role_means_the_one_who_has_it() {
    for (text, want) in [
        ("El presidente Luis Paz llegó. El mandatario dijo que era tarde.", "Luis Paz: era tarde"),
        ("La senadora Eva Gil llegó. La legisladora dijo que era tarde.", "Eva Gil: era tarde"),
        // A woman is not "el mandatario", and of two nobody knows which.
        (
            "La gobernadora Eva Gil llegó. El mandatario dijo que era tarde.",
            "El mandatario: era tarde",
        ),
        (
            "El ministro Luis Paz y el fiscal Juan Mora llegaron. El funcionario dijo que era tarde.",
            "El funcionario: era tarde",
        ),
    ] {
        let told = said(text, Language::Spanish);
        assert_eq!(told.last().map(String::as_str), Some(want), "{text}");
    }
    let text = "Former mayor Ruth Adams left. The former mayor said it was late.";
    assert_eq!(said(text, Language::English), ["Ruth Adams: it was late"]);
    let text = "Senator Ruth Adams left. The lawmaker said it was late.";
    assert_eq!(said(text, Language::English), ["Ruth Adams: it was late"]);
}

/// In filings the parties go by what they are, without an article and with a capital; a document is nobody.
#[test]
fn a_party_to_a_case_and_a_document_are_no_persons() {
    for (text, language, name) in [
        ("Plaintiff said that it was late.", Language::English, "Plaintiff"),
        ("Defendants contend that it was late.", Language::English, "Defendants"),
        ("“It was late,” Respondent said.", Language::English, "Respondent"),
        ("The complaint alleges that it was late.", Language::English, "The complaint"),
        ("It was late, according to the filing.", Language::English, "the filing"),
        ("El demandante dijo que era tarde.", Language::Spanish, "El demandante"),
    ] {
        let found = found(text, language);
        let actor = found.statements[0].speaker.and_then(|at| found.actors.get(at as usize));
        let actor = actor.map(|actor| (&*actor.name, actor.kind));
        assert_eq!(actor, Some((name, ActorKind::Unnamed)), "{text}");
    }
    // Who is named is somebody.
    let named = found("Plaintiff Ruth Adams said that it was late.", Language::English);
    assert_eq!(named.actors[0].kind, ActorKind::Person);
}

#[test]
fn a_verb_may_speak_with_the_noun_behind_it() {
    for (text, want) in [
        (
            "Inés Rey hizo un llamado a los vecinos para que salgan de ahí.",
            &["Inés Rey: salgan de ahí"][..],
        ),
        (
            "La jueza Inés Rey aprovechó el acto para hacer un llamado a la calma.",
            &["Inés Rey: la calma"],
        ),
        ("La junta dio a conocer que no habrá luz.", &["La junta: no habrá luz"]),
        ("Luis Paz llegó. También dejó en claro que era tarde.", &["Luis Paz: era tarde"]),
        ("Inés Rey no hizo un llamado a la calma.", &[]),
        ("Inés Rey hizo una casa.", &[]),
    ] {
        assert_eq!(said(text, Language::Spanish), want, "{text}");
    }
    let text = "Ruth Adams made clear that it was late.";
    assert_eq!(said(text, Language::English), ["Ruth Adams: it was late"]);
}

#[test]
fn a_quote_behind_a_colon_says_it_whatever_it_is_about() {
    let text = "Inés Rey cuestionó la demora: «Llegaron dos horas tarde».";
    assert_eq!(said(text, Language::Spanish), ["Inés Rey: Llegaron dos horas tarde"]);
    let text = "Ruth Adams criticized the delay: “They came two hours late.”";
    assert_eq!(said(text, Language::English), ["Ruth Adams: They came two hours late."]);
}

#[test]
fn what_is_said_ends_with_its_clause_and_goes_on_behind_an_insertion() {
    for (text, want) in [
        (
            "La empresa, dijo el portavoz, cerrará en mayo.",
            "el portavoz: La empresa … cerrará en mayo",
        ),
        ("El plan falla, dijo Inés Rey, jefa del puerto.", "Inés Rey: El plan falla"),
        ("Inés Rey, cuyo abogado dijo que apelarán, no habló.", "abogado: apelarán"),
    ] {
        assert_eq!(said(text, Language::Spanish), [want], "{text}");
    }
    let text = "A man who said he was Owen Hale told the police it was late.";
    let told = said(text, Language::English);
    assert_eq!(told.first().map(String::as_str), Some("A man: he was Owen Hale"));
}

#[test]
fn whoever_is_named_in_what_is_reported_speaks_for_himself() {
    for (text, want) in [
        (
            "Luis Paz dijo que, según la ministra Eva Gil, no habrá cortes.",
            &["Luis Paz: según la ministra Eva Gil, no habrá cortes", "Eva Gil: no habrá cortes"][..],
        ),
        (
            "Luis Paz dijo que el contador le había asegurado que era tarde.",
            &["Luis Paz: el contador le había asegurado que era tarde", "el contador: era tarde"],
        ),
        ("Luis Paz llegó. «Mentira», gritó alguien desde el fondo.", &["alguien: Mentira"]),
        (
            "«Es tarde ya», informaron autoridades del puerto.",
            &["autoridades del puerto: Es tarde ya"],
        ),
        (
            "Luis Paz llegó. El 40 % de los vecinos dijo que era tarde.",
            &["El 40 % de los vecinos: era tarde"],
        ),
        ("«Es tarde ya», dijo Luis Paz al diario El Sol.", &["Luis Paz: Es tarde ya"]),
        ("«Es tarde ya», dijo el también senador Luis Paz.", &["Luis Paz: Es tarde ya"]),
        ("«Es tarde para todos ya»: Luis Paz.", &["Luis Paz: Es tarde para todos ya"]),
        ("Luis Paz, alias “Chino”, declaró que era tarde.", &["Luis Paz: era tarde"]),
        (
            "Juan Roa llegó. Juan y Pedro Mora dijeron que era tarde.",
            &["Juan, Pedro Mora: era tarde"],
        ),
        (
            "Luis Paz llegó. Para Paz, «el plan es malo para todos».",
            &["Luis Paz: el plan es malo para todos"],
        ),
        ("Su defensor, el abogado Luis Paz, dijo que era tarde.", &["Luis Paz: era tarde"]),
        ("En criterio del fiscal Luis Paz, es tarde.", &["Luis Paz: es tarde"]),
        ("Don Julio Rivas, de 80 años, cuenta que era tarde.", &["Julio Rivas: era tarde"]),
        ("«Es tarde ya», dijo el jugador al final del partido.", &["el jugador: Es tarde ya"]),
    ] {
        let told = said(text, Language::Spanish);
        let last = told.len().saturating_sub(want.len());
        let told: Vec<_> = told.iter().skip(last).collect();
        assert_eq!(told, want, "{text}");
    }
}

/// The actors of `text`, named or not.
fn actors(text: &str, language: Language) -> Vec<String> {
    found(text, language).actors.into_iter().map(|actor| actor.name).collect()
}

#[test]
fn words_that_can_be_nobody_are_no_actors() {
    for (text, language) in [
        ("Speaking said that the ferry left at noon.", Language::English),
        ("July said that the ferry left at noon.", Language::English),
        ("LA PLANTILLA del puerto ha menguado desde mayo.", Language::Spanish),
        ("THE BORROWING Back then he wrote that it was late.", Language::English),
    ] {
        let junk = ["Speaking", "July", "PLANTILLA", "BORROWING"];
        let names = actors(text, language);
        assert!(!names.iter().any(|name| junk.contains(&name.as_str())), "{text}: {names:?}");
    }
    for (text, who) in [
        ("The treasurer said that the ferry left at noon.", "The treasurer"),
        ("Experts said that the ferry left at noon.", "Experts"),
        ("Several officials said that the ferry left at noon.", "Several officials"),
        ("Two sailors said that the ferry left at noon.", "Two sailors"),
    ] {
        assert_eq!(actors(text, Language::English), [who], "{text}");
    }
}

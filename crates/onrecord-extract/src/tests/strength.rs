//! What is clear, what is weak, and what is no statement at all.

use super::{Language, found};
use onrecord_model::Strength;

/// The statements of `text`, with an asterisk before the weak ones.
fn told(text: &str, language: Language) -> Vec<String> {
    let found = found(text, language);
    let line = |one: &crate::Proposal| {
        let words: Vec<_> = one.spans.iter().map(|span| span.of(text)).collect();
        let mark = if one.strength == Strength::Weak { "*" } else { "" };
        format!("{mark}{}", words.join(" … "))
    };
    found.statements.iter().map(line).collect()
}

fn check(cases: &[(&str, &[&str])], language: Language) {
    let wrong = cases.iter().filter_map(|(text, want)| {
        let told = told(text, language);
        (told != *want).then(|| format!("{text}\n  {told:?}\n  not {want:?}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn none(texts: &[&str], language: Language) {
    let cases: Vec<_> = texts.iter().map(|text| (*text, &[][..])).collect();
    check(&cases, language);
}

#[test]
fn verbs_of_doing_report_nothing_by_their_object() {
    none(
        &[
            "The Falcons snapped a five-game winning run.",
            "The students observed the comet for six nights.",
            "The crew found a wallet under the seat.",
            "Ann Lee added her name to the list.",
            "The Dorvan index added 31 points on Friday.",
            "The band sang three songs and left the stage.",
            "The pupils read two novels a year.",
            "The bridge supports six lanes.",
            "The flyer drew praise and ridicule across town.",
        ],
        Language::English,
    );
}

#[test]
fn participles_belong_to_the_noun_before_them() {
    none(
        &[
            "Vets warned of a rare beetle called Osmo, which eats pine.",
            "The tower, supporting two bells, fell in March.",
            "The new tram, finding no passengers, stopped in June.",
            "The divers left without finding the wreck.",
            "The opinions expressed in this column are not those of the paper.",
            "The firm bought a plant announced in May.",
            "He bought a house described as haunted.",
            "A fungus usually found in caves killed the bats.",
            "The council owns a hall, a building offered by the Pell family.",
            "The data will be used for further questioning by detectives.",
        ],
        Language::English,
    );
}

#[test]
fn adjectives_and_what_is_counted_say_nothing() {
    none(
        &[
            "The most feared judge in the county is about to retire.",
            "More than 40,000 reported incidents were filed last year.",
            "There were 214 cases reported across the valley, including nine deaths.",
            "The heir and alleged forger Tom Pell left the country on Monday.",
            "The show is challenging at best.",
            "The keynote was promising at first.",
        ],
        Language::English,
    );
}

#[test]
fn what_is_thought_planned_or_done_by_saying_is_weak() {
    check(
        &[
            ("Ann Lee hopes the ferry will return.", &["*the ferry will return"]),
            ("Ann Lee thinks the mayor is wrong.", &["*the mayor is wrong"]),
            ("Ann Lee plans to close the road.", &["*to close the road"]),
            ("Ann Lee wants to sell the mill.", &["*to sell the mill"]),
            ("The firm announced an order of 20 buses.", &["*an order of 20 buses"]),
            ("The bank reported $2.5 million in losses.", &["*$2.5 million in losses"]),
            ("Ann Lee ordered two new lamps.", &["*two new lamps"]),
            ("Ann Lee slammed the gate.", &["*the gate"]),
            ("The press printed his claim that he sold it.", &["*he sold it"]),
            ("The results suggest the drug works.", &["*the drug works"]),
            ("Critics might argue the dam is old.", &["*the dam is old"]),
            ("Riders will tell you the brakes fail.", &["*the brakes fail"]),
            ("The board should have said that it was sold.", &["*it was sold"]),
            ("Ann Lee would later say: “It was sold.”", &["It was sold."]),
        ],
        Language::English,
    );
    check(
        &[
            ("Ana Ruiz cree que el alcalde miente.", &["*el alcalde miente"]),
            ("Ana Ruiz teme que el puente caiga.", &["*el puente caiga"]),
            ("Ana Ruiz espera el tren.", &[]),
            ("Ana Ruiz apoya la reforma.", &["*la reforma"]),
            ("Ana Ruiz recordó el proceso.", &["*el proceso"]),
        ],
        Language::Spanish,
    );
}

#[test]
fn verbs_of_saying_with_a_clause_are_clear() {
    check(
        &[
            ("Ann Lee said the ferry was late.", &["the ferry was late"]),
            ("Ann Lee added the bridge was closed.", &["the bridge was closed"]),
            ("Ann Lee confirmed the mill was sold.", &["the mill was sold"]),
            ("Police found that the door was open.", &["the door was open"]),
            ("The council announced it would close.", &["it would close"]),
            ("Ann Lee denied any role in the sale.", &["any role in the sale"]),
            ("Ann Lee accused the mayor of fraud.", &["the mayor of fraud"]),
            ("Ann Lee called for a new vote.", &["a new vote"]),
            ("Ann Lee promised to resign.", &["to resign"]),
            ("The owners are demanding the keys of the mill.", &["the keys of the mill"]),
            ("The court ruled that the sale was void.", &["the sale was void"]),
            ("The judge ordered an inquiry.", &["an inquiry"]),
            ("Ann Lee disputed the claim.", &["the claim"]),
            ("The mill was sold, Ann Lee said.", &["The mill was sold"]),
            ("Ann Lee thinks the mayor is “a crook.”", &["the mayor is “a crook.”"]),
        ],
        Language::English,
    );
    check(
        &[
            ("Ana Ruiz recordó que la obra era cara.", &["la obra era cara"]),
            ("Ana Ruiz rechazó la reforma.", &["la reforma"]),
            ("Inés Rey acusó al banco de robo.", &["al banco de robo"]),
        ],
        Language::Spanish,
    );
}

#[test]
fn links_to_other_texts_are_not_read() {
    for line in [
        "Councillor Rejects Harbour Plan at Packed Hearing",
        "Read more: Ann Lee denied the sale of the mill",
        "(See also: Ann Lee says the mill is sold)",
        "Related: Ann Lee “will not sell the mill”",
        "Story continues below the map",
        "Photo: Ann Lee denied the sale of the mill",
    ] {
        let text = format!("Rain fell on Monday.\n\n{line}\n\nSnow fell on Friday.");
        let found = found(&text, Language::English);
        let names: Vec<_> = found.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert_eq!((found.statements.len(), names), (0, vec![]), "{line}");
    }
    for line in [
        "Lea también: Ana Ruiz niega la venta del molino",
        "(Puede leer: Ana Ruiz dijo que vendió el molino)",
        "Le puede interesar: “No vendí el molino jamás”, dice Ana Ruiz",
    ] {
        let text = format!("Llovió el lunes.\n\n{line}\n\nNevó el viernes.");
        assert_eq!(told(&text, Language::Spanish), [""; 0], "{line}");
    }
    for (lead, language) in [
        ("Most read", Language::English),
        ("RELATED STORIES", Language::English),
        ("Te recomendamos:", Language::Spanish),
        ("NOTAS RELACIONADAS", Language::Spanish),
        ("LEÉ TAMBIÉN", Language::Spanish),
    ] {
        let text = format!(
            "{lead}\n\n“We were robbed”: boatmen of Alder\n\n“Me engañaron”. La versión del juez\n\n\
             - Ann Lee says the mill is sold\n\nRoss: “I will play in Rome”\n\n\
             Ann Lee said the rain was over."
        );
        let told = told(&text, language);
        assert!(told.iter().all(|words| words.contains("rain")), "{lead}: {told:?}");
    }
    // A speaker's words that only begin so are read.
    let text = "Rain fell.\n\nRelated officials said the mill was sold.";
    assert_eq!(told(text, Language::English), ["the mill was sold"]);
}

#[test]
fn what_a_heading_between_the_text_says_is_weak() {
    let text = |line: &str| format!("Llovió el lunes.\n\n{line}\n\nNevó el viernes.");
    let heading = told(&text("Ana Ruiz pide más jueces"), Language::Spanish);
    assert_eq!(heading, ["*más jueces"]);
    let sentence = told(&text("Ana Ruiz pide más jueces."), Language::Spanish);
    assert_eq!(sentence, ["más jueces"]);
}

#[test]
fn an_object_ends_where_the_text_goes_on() {
    check(
        &[
            ("Ann Lee praised the old mill, which was built in 1820.", &["the old mill"]),
            ("Ann Lee rejected the offer, and the bank left.", &["the offer"]),
            ("Ann Lee called for a new vote, but the council refused it.", &["a new vote"]),
            (
                "Ann Lee accused the mayor, the clerk, and the judge of fraud.",
                &["the mayor, the clerk, and the judge of fraud"],
            ),
            (
                "Ann Lee said the mill was safe, but she did worry about the dam.",
                &["the mill was safe, but she did worry about the dam"],
            ),
            (
                "Ann Lee said the mill was safe and hoped to sell it.",
                &["the mill was safe and hoped to sell it"],
            ),
        ],
        Language::English,
    );
    none(
        &[
            "A crew out of a yard in Alder, has confirmed traces of oil in the bay.",
            "The club marked its sixtieth year with a show and sang songs under the banner “Alder first.”",
        ],
        Language::English,
    );
    check(
        &[(
            "La cámara celebró el lunes sus cien años, con una cena bajo el lema “Hecho en casa”.",
            &["*sus cien años, con una cena bajo el lema “Hecho en casa”"],
        )],
        Language::Spanish,
    );
}

#[test]
fn an_impersonal_verb_is_nobodys() {
    none(
        &[
            "Se informó que la obra cierra en mayo.",
            "Ayer se dijo que el alcalde renunciaba.",
            "Se anunció la apertura del puente.",
            "Se espera que llueva el martes.",
        ],
        Language::Spanish,
    );
    check(&[("Ana Ruiz llegó tarde. Se preguntó si llovía.", &["si llovía"])], Language::Spanish);
}

#[test]
fn what_spanish_verbs_and_participles_do_is_not_said() {
    none(
        &[
            "El parásito llamado Toxo vive en gatos.",
            "El informe publicado en mayo tiene 300 páginas.",
            "El puente muestra grietas.",
            "La feria contó con la presencia de mil personas.",
            "Los casos confirmados suman 300.",
            "El presunto asesino huyó del país.",
            "El precio anunciado por la empresa bajó.",
            "La torre, apoyando dos campanas, cayó en marzo.",
            "El índice agregó 20 puntos el viernes.",
            "El barco terminó su viaje en Lima.",
        ],
        Language::Spanish,
    );
}

#[test]
fn a_heading_between_marks_is_weak_and_a_question_tells_nothing() {
    let text = "Rain fell on Monday.\n\n3. “A very bad day”\n\nSnow fell on Friday.";
    assert_eq!(told(text, Language::English), ["*A very bad day"]);
    let text = "Rain fell on Monday.\n\n“It was a very bad day.”\n\nSnow fell on Friday.";
    assert_eq!(told(text, Language::English), ["It was a very bad day."]);
    none(&["When does the mill open, according to the plan?"], Language::English);
    none(&["¿Cuándo abre el molino, según el plan de obras?"], Language::Spanish);
}

#[test]
fn what_belongs_to_a_clause_stays_in_it() {
    check(
        &[
            (
                "The bank estimated that 900 people over sixty and older, who own a house, reported a loss.",
                &["900 people over sixty and older, who own a house, reported a loss"],
            ),
            (
                "Ann Lee said the call made her see that the bank and the board still believed him.",
                &["the call made her see that the bank and the board still believed him"],
            ),
            (
                "The dam has held since May — the longest spell that anybody recalls, said Ann Lee.",
                &["The dam has held since May — the longest spell that anybody recalls"],
            ),
            (
                "Critics called it the “end of an era,” as the last of the boats was sold.",
                &["it the “end of an era,”"],
            ),
        ],
        Language::English,
    );
}

#[test]
fn from_where_it_is_known_is_not_what_was_said() {
    check(
        &[
            ("Tom Pell said, according to a transcript seen by the Herald.", &[]),
            (
                "Tom Pell said that, according to a letter, the mill was sold.",
                &["according to a letter, the mill was sold"],
            ),
            ("“It was sold,” Tom Pell said, according to a transcript.", &["It was sold"]),
            ("The agency, citing an unnamed clerk, reported that it was sold.", &["it was sold"]),
            ("With the Dunmore protests exploding to new levels, the mayor left town.", &[]),
        ],
        Language::English,
    );
    check(
        &[(
            "Ana Ruiz dijo que, según una carta, la obra se vendió.",
            &["según una carta, la obra se vendió"],
        )],
        Language::Spanish,
    );
}

#[test]
fn determined_words_describe_and_what_shows_may_be_a_study() {
    check(
        &[
            ("The song opens with a whispered warning.", &[]),
            ("The promised bridge was never built.", &[]),
            ("The report found the bridge was unsafe.", &["the bridge was unsafe"]),
            ("The study found no link.", &["*no link"]),
            ("The doctor, recommending rest, left at six.", &["rest"]),
            ("The doctor, praising the nurse, left at six.", &[]),
            ("Ann Lee cited the storm as a reason.", &["the storm as a reason"]),
            ("Ann Lee apologized for the delay.", &["*for the delay"]),
        ],
        Language::English,
    );
}

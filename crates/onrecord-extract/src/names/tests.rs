//! Whom a text names, in small cases: what belongs to a name and what does not.

use crate::Extraction;
use crate::tests::{english, said, spanish};
use onrecord_model::ActorKind;

#[test]
fn a_name_keeps_its_small_words() {
    for (text, want) in [
        (
            "“It is deep,” said Piet van Dyke. “It is not,” Van Dyke said later.",
            &["Direct: It is deep < Piet van Dyke", "Direct: It is not < Piet van Dyke"][..],
        ),
        (
            "Ursula von der Leyen said that it was ready. “It is,” von der Leyen said.",
            &[
                "Indirect: it was ready < Ursula von der Leyen",
                "Direct: It is < Ursula von der Leyen",
            ],
        ),
        ("“No,” said Juan de la Cruz.", &["Direct: No < Juan de la Cruz"]),
        ("“We left,” Charles de Gaulle told them.", &["Direct: We left < Charles de Gaulle"]),
        (
            "Smith said that the van Dyke drove was red.",
            &["Indirect: the van Dyke drove was red < Smith"],
        ),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn a_form_of_address_is_no_role() {
    let text = "Dear Ms Brandt,\n\nSenator Ann Lee said that it was over. Mr. Smith said that it \
                was not. “No,” said Ms Brandt. “Never,” said MR. HALE.";
    let actors = english(text).actors;
    for (name, role) in
        [("Brandt", None), ("Ann Lee", Some("Senator")), ("Smith", None), ("HALE", None)]
    {
        let found = actors.iter().find(|actor| actor.name == name);
        let found =
            found.map(|actor| (actor.kind, actor.traits.roles.first().map(|role| &*role.words)));
        assert_eq!(found, Some((ActorKind::Person, role)), "{name}");
    }
}

#[test]
fn what_notes_begin_with_is_no_name() {
    for (text, want) in [
        ("Met Ruth Adams on Tuesday. Adams claimed that it was over.", "Ruth Adams"),
        ("Rose Ann Adams was there. Adams claimed that it was over.", "Rose Ann Adams"),
    ] {
        assert_eq!(said(text), [format!("Indirect: it was over < {want}")]);
    }
}

/// `role; role @ place 34 He`: what a document tells of somebody besides the name.
fn traits(found: &Extraction, name: &str) -> String {
    let Some(actor) = found.actors.iter().find(|actor| actor.name == name) else {
        let all: Vec<_> = found.actors.iter().map(|actor| &actor.name).collect();
        return format!("nobody: {all:?}");
    };
    let traits = &actor.traits;
    let roles: Vec<_> = traits.roles.iter().map(|role| role.words.as_str()).collect();
    let mut told = vec![roles.join("; ")];
    told.extend(traits.places.iter().map(|place| format!("@ {place}")));
    told.extend(traits.age.map(|age| age.to_string()));
    told.extend(traits.gender.map(|gender| format!("{gender:?}")));
    told.retain(|part| !part.is_empty());
    told.join(" ")
}

#[test]
fn what_stands_beside_a_name_tells_who_it_is() {
    for (text, want) in [
        ("Lee Marsh, the mayor of Alder, said that it was late.", "mayor of Alder @ Alder"),
        ("Lee Marsh, a fisherman from Bray, was there.", "fisherman from Bray @ Bray He"),
        ("Lee Marsh, 34, a fisherman, was there.", "fisherman 34 He"),
        ("Lee Marsh, aged 61, of Alder, was there.", "@ Alder 61"),
        ("Lee Marsh (34) was there with Ann Poole.", "34"),
        ("Lee Marsh, a 34-year-old nurse, was there.", "nurse 34"),
        ("The 34-year-old nurse Lee Marsh was there.", "nurse 34"),
        ("Lee Marsh of Alder was there.", "@ Alder"),
        ("Lee Marsh was the deputy mayor.", "deputy mayor"),
        ("Lee Marsh is a former mayor of Alder.", "former mayor of Alder @ Alder"),
        ("The former mayor Lee Marsh was there.", "former mayor"),
        ("Alder Mayor Lee Marsh was there.", "Alder Mayor"),
        ("The mayor of Alder, Lee Marsh, was there.", "mayor of Alder @ Alder"),
        ("We met the president of the Alder Union, Lee Marsh.", "president of the Alder Union"),
        ("Lee Marsh, attorney general since May, left.", "attorney general"),
        ("Mrs. Lee Marsh was there.", "She"),
        ("Mayor Lee Marsh left. “It was late,” she said.", "Mayor She"),
        // What belongs to somebody else, or to nobody.
        ("Lee Marsh, mayor Ann Poole and the others left.", ""),
        ("Lee Marsh, the mayor said, was there.", ""),
        ("Lee Marsh, police said, was there.", ""),
        ("Lee Marsh was suing doctors in Alder.", ""),
        ("Lee Marsh’s doctor, a man of 40, was there with Ann Poole.", ""),
        ("Lee Marsh, of Harper College, was there.", ""),
        ("Lee Marsh, 3 April 2020, was there.", ""),
        ("Ann Poole met Lee Marsh. “It was late,” she said.", ""),
    ] {
        let text = &format!("{text} Lee Marsh said that it was dark.");
        assert_eq!(traits(&english(text), "Lee Marsh"), want, "{text}");
    }
    // A form of address tells more than a given name, the title of an office less.
    for (text, want) in
        [("Mrs. Peter Marsh was there.", "She"), ("Chairman Janet Marsh was there.", "Chairman")]
    {
        let name = if text.contains("Peter") { "Peter Marsh" } else { "Janet Marsh" };
        assert_eq!(traits(&english(text), name), want, "{text}");
    }
}

#[test]
fn the_same_in_spanish() {
    for (text, want) in [
        ("Ariel Soto, alcalde de Robles, dijo que era tarde.", "alcalde de Robles @ Robles He"),
        (
            "La alcaldesa de Robles, Ariel Soto, dijo que era tarde.",
            "alcaldesa de Robles @ Robles She",
        ),
        ("Ariel Soto, pescador de Brea, estaba allí.", "pescador de Brea @ Brea He"),
        ("Ariel Soto, de 34 años, estaba allí.", "34"),
        ("Ariel Soto, ministra de Salud, estaba allí.", "ministra de Salud She"),
        ("El director ejecutivo Ariel Soto estaba allí.", "director ejecutivo He"),
        ("Ariel Soto, director ejecutivo de la empresa, dijo que no.", "director ejecutivo He"),
        ("La portavoz Ariel Soto dijo que no.", "portavoz She"),
        ("Ariel Soto es pescadora.", "pescadora She"),
        ("El señor Ariel Soto dijo que no.", "He"),
        ("Ariel Soto, dijo el alcalde, estaba allí.", ""),
    ] {
        let text = &format!("{text} Ariel Soto dijo que era de noche.");
        assert_eq!(traits(&spanish(text), "Ariel Soto"), want, "{text}");
    }
}

/// `name (kind)` of every actor, in order of mention.
fn listed(found: &Extraction) -> Vec<String> {
    found.actors.iter().map(|actor| format!("{} ({:?})", actor.name, actor.kind)).collect()
}

#[test]
fn everybody_who_is_named_is_listed_once() {
    for (text, want) in [
        // Nothing glued on.
        ("We met in Ohio Bernie Marsh and his wife.", &["Bernie Marsh (Person)"][..]),
        ("It was sent to then-Secretary Olmedo.", &["Olmedo (Person)"]),
        ("Whatever Netflix pays, the film is worse.", &["Netflix (Institution)"]),
        ("Enrolling Netflix users was easy.", &["Netflix (Institution)"]),
        (
            "The envoy to the European Union Gordon Sand left.",
            &["European Union (Institution)", "Gordon Sand (Person)"],
        ),
        (
            "It was then that Iowa House Speaker Brian Holt left for good.",
            &["Iowa House (Institution)", "Brian Holt (Person)"],
        ),
        // Nothing cut off.
        ("The letter to Theresa May was short.", &["Theresa May (Person)"]),
        ("We saw Piet van ’t Veer there.", &["Piet van ’t Veer (Person)"]),
        ("It was bought by Miller & Sons Ltd then.", &["Miller & Sons Ltd (Institution)"]),
        (
            "He works at the Department of Health and Human Services now.",
            &["Department of Health and Human Services (Institution)"],
        ),
        ("It hurt the reign of Queen Matilda then.", &["Queen Matilda (Person)"]),
        // By what stands beside it.
        ("The rules of carrier Skyhop were new.", &["Skyhop (Institution)"]),
        (
            "It was then that Varnel analyst Ann Lee left for good.",
            &["Varnel (Institution)", "Ann Lee (Person)"],
        ),
        ("A piece in the Lantern newspaper was long.", &["Lantern (Outlet)"]),
        ("It hurt the French foreign ministry then.", &["French foreign ministry (Institution)"]),
        ("They lost the votes of Republicans then.", &["Republicans (Group)"]),
        (
            "They asked the Kenyan interior ministry then.",
            &["Kenyan interior ministry (Institution)"],
        ),
        (
            "He runs the Center for American Farming there.",
            &["Center for American Farming (Institution)"],
        ),
        ("His wife, Heidi, was late again.", &["Heidi (Person)"]),
        ("They were with Will Smith and others.", &["Will Smith (Person)"]),
        (
            "It was then an officer of Immigration and Customs Enforcement who knew.",
            &["Immigration and Customs Enforcement (Institution)"],
        ),
        ("Many read of Mayor Lisa Stone at length.", &["Lisa Stone (Person)"]),
        // Nobody.
        ("They went home late.\n\nRead more\n\nKaren Stone wins again", &[]),
        ("In May Britain voted, and in June Japan did.", &[]),
        ("They knew that the Dallas Mavericks lost again.", &["Dallas Mavericks (Group)"]),
        (
            "The Center for Land Control and the World Farming Organization agree.",
            &["Center for Land Control (Institution)", "World Farming Organization (Institution)"],
        ),
        ("The anti-Castro and Houston-area groups, Cubans and all, were there.", &[]),
        ("They were in Woking by the Hudson River on Christmas Day.", &[]),
        ("The SUV and the TV were sold under the Clean Water Act.", &[]),
        ("American and Dutch tourists saw the Berlin Wall and the World Cup.", &[]),
        ("They flew a 737 Max over the West Bank.", &[]),
    ] {
        assert_eq!(listed(&english(text)), want, "{text}");
    }
}

#[test]
fn the_same_for_spanish_names() {
    for (text, want) in [
        (
            "La carta de Ramón Soto y Daniel Pardo a Julia Ríos y Peña era corta.",
            &["Ramón Soto (Person)", "Daniel Pardo (Person)", "Julia Ríos y Peña (Person)"][..],
        ),
        (
            "La sede de la Fiscalía General de la República estaba cerrada.",
            &["Fiscalía General de la República (Institution)"],
        ),
        (
            "El plan del Ministerio de Justicia y Seguridad era malo para la Policía Nacional y la \
             Guardia Civil.",
            &[
                "Ministerio de Justicia y Seguridad (Institution)",
                "Policía Nacional (Institution)",
                "Guardia Civil (Institution)",
            ],
        ),
        ("El jefe del cártel de Robledo huyó.", &["cártel de Robledo (Group)"]),
        ("Los diputados de Nueva Aurora votaron.", &["Nueva Aurora (Institution)"]),
        (
            "Un catedrático de Ecología de la Universidad de Alba lo vio.",
            &["Universidad de Alba (Institution)"],
        ),
        (
            "El acuerdo entre ambos llegó de la ETA al Gobierno Vasco.",
            &["ETA (Institution)", "Gobierno Vasco (Institution)"],
        ),
        ("El diputado de la UDI Jorge Ruiz lo vio.", &["UDI (Institution)", "Jorge Ruiz (Person)"]),
        (
            "Lionel Pardo convocó a Julián Soto y a Lautaro Ríos.",
            &["Lionel Pardo (Person)", "Julián Soto (Person)", "Lautaro Ríos (Person)"],
        ),
        ("Lo vio la princesa Magdalena de Suecia ayer.", &["Magdalena de Suecia (Person)"]),
        ("El dirigente de la patronal CNTX lo vio.", &["CNTX (Institution)"]),
        ("Una Corte de Madrid lo vio en la Copa del Rey.", &[]),
        ("El partido se jugó en el Ramón Soto de Choloma.", &[]),
        ("El ministro de Ambiente y la Constitución de la República.", &[]),
        ("(Le puede interesar: Ramón Soto vuelve a casa)", &[]),
        ("VEA TAMBIÉN: Ramón Soto vuelve a casa", &[]),
        ("Todo fue en Tegucigalpa, durante la Semana Santa.", &[]),
        (
            "La foto de Joaquín “El Tuerto” Pardo era vieja.",
            &["Joaquín “El Tuerto” Pardo (Person)"],
        ),
    ] {
        assert_eq!(listed(&spanish(text)), want, "{text}");
    }
}

#[test]
fn a_shorter_name_means_the_longer_one() {
    for (text, want) in [
        (
            "Enrique Soto Nieto llegó tarde. Después habló Soto Nieto. Soto se fue.",
            &["Enrique Soto Nieto"][..],
        ),
        ("Soto Nieto se fue. Era Enrique Soto Nieto.", &["Enrique Soto Nieto"]),
        ("Ana Manuela López Prado (AMLP) llegó. Luego AMLP se fue.", &["Ana Manuela López Prado"]),
        (
            "El Ministerio de Sanidad (Minsan) abrió. Hoy el Minsan cierra.",
            &["Ministerio de Sanidad"],
        ),
        // Initials join no person and no body.
        (
            "La carta de Carlos Cano era del Comité Central (CC). Hoy el CC vota.",
            &["Carlos Cano", "Comité Central"],
        ),
        ("Juan Mata llegó. La señora Mata se fue.", &["Juan Mata", "Mata"]),
    ] {
        let names: Vec<_> = spanish(text).actors.into_iter().map(|actor| actor.name).collect();
        assert_eq!(names, want, "{text}");
    }
}

#[test]
fn a_title_is_taken_off_only_where_a_name_is_left() {
    for (text, want) in [
        (
            "“No,” said Al Moss Jr. on Monday.\n\n“Yes,” said Martin King Jr. on Friday.",
            &["Al Moss Jr.", "Martin King Jr."][..],
        ),
        ("“No,” said Steve Pole. “Yes,” said Dean Pole.", &["Steve Pole", "Dean Pole"]),
        ("“No,” said Ann Lee QC on Monday. “Yes,” said Ms Lee.", &["Ann Lee", "Ann Lee"]),
        ("“No,” said Billie Jean King.", &["Billie Jean King"]),
        ("“No,” said King Sorel. “Yes,” said Mr. King.", &["King Sorel", "King"]),
        ("“No,” said April Stone. “Yes,” said Al Stone.", &["April Stone", "Al Stone"]),
        ("“No,” said May Brandt. “Yes,” said June Carver.", &["May Brandt", "June Carver"]),
        ("“No,” said Theresa May. “Yes,” said Ms. May.", &["Theresa May", "Theresa May"]),
        ("“No,” said Will Harker. “Yes,” said João do Carmo.", &["Will Harker", "João do Carmo"]),
        ("“No,” said James Cleverly.", &["James Cleverly"]),
        ("“No,” said José Ortega y Gasset.", &["José Ortega y Gasset"]),
        ("“No,” said 李明.", &["李明"]),
        ("In 2019 the ministry said that it was over.", &["the ministry"]),
        ("By 2021 officials said that it was over.", &["officials"]),
    ] {
        let found = english(text);
        let who = |at: u32| found.actors.get(at as usize).map(|actor| actor.name.as_str());
        let who: Vec<_> = found.statements.iter().filter_map(|one| who(one.speaker?)).collect();
        assert_eq!(who, want, "{text}");
    }
}

#[test]
fn a_name_given_in_scorn_is_no_alias() {
    for (text, want) in [
        ("Ann Lee met Tom Hale, whom Bob Ray called “Old Crook” then.", 0),
        ("Bob Ray had dubbed “Old Crook” the man, and Tom Hale laughed.", 0),
        ("Tom Hale, called “Old Crook” by all, laughed.", 1),
        ("Tom Hale, nicknamed “Old Crook”, laughed.", 1),
    ] {
        let aliases = english(text).actors.into_iter().flat_map(|actor| actor.aliases);
        assert_eq!(aliases.count(), want, "{text}");
    }
}

#[test]
fn an_ordinary_word_in_front_of_a_given_name_is_no_part_of_it() {
    let text = "Miss Universe Alicia Marsh left. “I am free,” said Marsh.";
    assert_eq!(said(text), ["Direct: I am free < Alicia Marsh"]);
    // Who reigns is called by the title.
    assert_eq!(said("“We thank you,” Queen Anne said."), ["Direct: We thank you < Queen Anne"]);
}

#[test]
fn a_surname_of_the_document_is_no_street_and_no_place() {
    for (text, want) in [
        ("Mayor Rita Lane came. “We paid,” Lane said.", "Direct: We paid < Rita Lane"),
        ("Judge Owen Bridge came. “We paid,” Bridge said.", "Direct: We paid < Owen Bridge"),
        ("Owen Hale lives in Pine Lane. “We paid,” Hale said.", "Direct: We paid < Owen Hale"),
    ] {
        assert_eq!(said(text), [want], "{text}");
    }
}

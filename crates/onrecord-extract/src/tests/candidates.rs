//! Who is meant where two people of a text fit: the one it speaks of, or nobody.

use super::{Language, found};

/// Who speaks in each statement of `text`, `a | b` where either may.
fn who(text: &str, language: Language) -> Vec<String> {
    let found = found(text, language);
    let name = |at: &u32| found.actors.get(*at as usize).map_or("?", |actor| &actor.name);
    let told = |one: &crate::Proposal| {
        let sure = one.speaker.as_ref().map(|at| name(at).to_owned());
        sure.unwrap_or_else(|| one.candidates.iter().map(name).collect::<Vec<_>>().join(" | "))
    };
    found.statements.iter().map(told).collect()
}

#[test]
fn a_surname_of_two_names_nobody_where_either_may_be_meant() {
    let two = "Judge Ramon Gil sat. Senator Pedro Gil came.";
    for (more, want) in [
        // Each may be "Mr. Gil", and each may be Gil.
        ("\n\nNobody left. Nobody came.\n\n“We wait,” Mr. Gil said.", "Ramon Gil | Pedro Gil"),
        ("\n\nNobody left. Nobody came.\n\nGil said that they wait.", "Ramon Gil | Pedro Gil"),
        // A title that one of them has.
        ("\n\nNobody left. Nobody came.\n\n“We wait,” Judge Gil said.", "Ramon Gil"),
        ("\n\nNobody left. Nobody came.\n\n“We wait,” Senator Gil said.", "Pedro Gil"),
        // The one whom the sentence before introduces.
        (" Gil said that they wait.", "Pedro Gil"),
        ("\n\nPedro Gil stood up. “We wait,” Gil told Ramon Gil.", "Pedro Gil"),
        // Nobody else of the name for a while.
        (
            "\n\nA. B. C. D.\n\nIt rained. It snowed. It rained. It snowed. It rained. It snowed. \
             Pedro Gil rose. It rained. It snowed. Gil said that they wait.",
            "Pedro Gil",
        ),
    ] {
        assert_eq!(who(&format!("{two}{more}"), Language::English), [want], "{more}");
    }
    // A man and a woman of one name are told apart by the form of address.
    let pair = "Tom Vale sat. Ruth Vale came. Nobody left. Nobody stood.";
    for (title, want) in
        [("Mrs.", "Ruth Vale"), ("Mr.", "Tom Vale"), ("Dr.", "Tom Vale | Ruth Vale")]
    {
        let text = format!("{pair}\n\n“We wait,” {title} Vale said.");
        assert_eq!(who(&text, Language::English), [want]);
    }
    let text = "El juez Ramón Gil entró. El senador Pedro Gil salió. Llovía. Nevaba.\n\n\
                «Esperamos», dijo Gil.";
    assert_eq!(who(text, Language::Spanish), ["Ramón Gil | Pedro Gil"]);
    let text = text.replace("dijo Gil", "dijo el juez Gil");
    assert_eq!(who(&text, Language::Spanish), ["Ramón Gil"]);
}

#[test]
fn a_pronoun_behind_a_surname_of_two_means_neither() {
    let text = "Judge Ramon Gil sat. Senator Pedro Gil came. Nobody left. Nobody stood.\n\n\
                “We wait,” Mr. Gil said. He said that it was late.";
    assert_eq!(who(text, Language::English), ["Ramon Gil | Pedro Gil", ""]);
}

#[test]
fn a_pronoun_that_two_fit_names_both() {
    let text = "Owen Hale met Ivo Stein. Hale sat by Stein. He said it was late.";
    assert_eq!(who(text, Language::English).concat(), "Owen Hale");
    let text = "Nobody saw how Owen Hale met Ivo Stein. He said it was late.";
    assert_eq!(who(text, Language::English).concat(), "Owen Hale | Ivo Stein");
}

#[test]
fn somebody_named_far_oftener_is_meant_by_the_surname() {
    let often = "Ada Vance came. Ada Vance sat. Ada Vance rose. Ada Vance ran. Ada Vance fell. \
                 Ada Vance met Lee Vance. It rained. It snowed. It rained.";
    let text = format!("{often}\n\n“We wait,” Vance said.");
    assert_eq!(who(&text, Language::English), ["Ada Vance"]);
}

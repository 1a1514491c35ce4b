//! Whom a text names, in small cases: what belongs to a name and what does not.

use crate::extract::tests::{english, said};
use crate::model::ActorKind;

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
        let found = found.map(|actor| (actor.kind, actor.role.as_deref()));
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

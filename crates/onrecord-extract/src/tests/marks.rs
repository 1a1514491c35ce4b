//! Quotation marks and who said what stands between them.

use super::{said, spanish, told};

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
    for mark in ["³", "3", "[3]", "[12][13]", "*", "†", " (3)", "¹²", "(*)"] {
        let text = format!("“The ferry left at noon,”{mark} said Nora Quint. “It was late.”{mark}");
        let want = ["Direct: The ferry left at noon … It was late. < Nora Quint"];
        assert_eq!(said(&text), want, "{text}");
        let text = format!("“The ferry left at noon”,{} said Nora Quint.", mark.trim_start());
        assert_eq!(said(&text), ["Direct: The ferry left at noon < Nora Quint"], "{text}");
    }
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

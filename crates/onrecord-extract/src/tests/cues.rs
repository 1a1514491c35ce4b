//! What the attributing words make of what they attribute, in both languages.

use super::{Language, found};
use crate::Cues;
use onrecord_model::{Document, Polarity};
use onrecord_text::Span;

/// The statements of `text` as "cue (polarity): words", with `=` behind a cue that only says.
fn cues(text: &str, language: Language) -> Vec<String> {
    let line = |proposal: &crate::Proposal| {
        let words: Vec<_> = proposal.spans.iter().map(|span| span.of(text)).collect();
        let cue = proposal.cue.map_or("", |cue| cue.of(text));
        let says = if proposal.only_says { "=" } else { "" };
        format!("{cue}{says} ({}): {}", polarity(proposal.polarity), words.join(" … "))
    };
    found(text, language).statements.iter().map(line).collect()
}

fn polarity(polarity: Option<Polarity>) -> String {
    polarity.map_or("open".into(), |polarity| format!("{polarity:?}").to_lowercase())
}

#[test]
fn english_verbs_say_what_they_make_of_the_words() {
    for (text, want) in [
        ("Ruth Adams said that it was late.", &["said= (affirms): it was late"][..]),
        ("“It is late,” said Ruth Adams.", &["said= (affirms): It is late"]),
        ("“It is late,” warned Ruth Adams.", &["warned (affirms): It is late"]),
        ("According to Ruth Adams, it was late.", &["According to= (affirms): it was late"]),
        ("Ruth Adams has always denied that she paid.", &["denied (denies): she paid"]),
        ("Ruth Adams rejected the charge.", &["rejected (denies): the charge"]),
        ("Ruth Adams blamed the bank for it.", &["blamed (affirms): the bank for it"]),
        ("Ruth Adams accused the bank of theft.", &["accused (affirms): the bank of theft"]),
        ("Ruth Adams refused to confirm the sale.", &["refused (refuses): to confirm the sale"]),
        ("Ruth Adams declined to comment.", &["declined (refuses): to comment"]),
        ("Ruth Adams refused to rule out a sale.", &["refused (refuses): to rule out a sale"]),
        ("Ruth Adams asked whether it was late.", &["asked (asks): whether it was late"]),
        ("“Is it late?” asked Ruth Adams.", &["asked (asks): Is it late?"]),
        ("Ruth Adams asked them to leave town.", &["asked (orders): to leave town"]),
        ("Ruth Adams ordered them to leave town.", &["ordered (orders): them to leave town"]),
        ("Ruth Adams told the clerk to leave town.", &["told (orders): to leave town"]),
        ("Ruth Adams told the clerk not to leave.", &["told (orders): not to leave"]),
        ("Ruth Adams told the clerk he would leave.", &["told= (affirms): he would leave"]),
        ("Ruth Adams called for new talks.", &["called for (orders): new talks"]),
        ("Ruth Adams went on to deny the sale.", &["went on to deny (denies): the sale"]),
        ("Ruth Adams might deny that she paid.", &["might deny (open): she paid"]),
        (
            "Ruth Adams is likely to say that it was late.",
            &["is likely to say (open): it was late"],
        ),
        ("Ruth Adams doubted that it was late.", &["doubted (open): it was late"]),
        (
            "Ruth Adams denied taking money but said she knew of it.",
            &["denied (denies): taking money", "said= (affirms): she knew of it"],
        ),
        ("He laughed at Ruth Adams’s denial that it was late.", &["denial (denies): it was late"]),
    ] {
        assert_eq!(cues(text, Language::English), want, "{text}");
    }
}

#[test]
fn spanish_verbs_say_what_they_make_of_the_words() {
    for (text, want) in [
        ("Inés Rey dijo que era tarde.", &["dijo= (affirms): era tarde"][..]),
        ("«Es tarde», señaló Inés Rey.", &["señaló= (affirms): Es tarde"]),
        ("«Es tarde», insistió Inés Rey.", &["insistió (affirms): Es tarde"]),
        ("Según Inés Rey, era tarde.", &["Según= (affirms): era tarde"]),
        ("Inés Rey negó que fuera tarde.", &["negó (denies): fuera tarde"]),
        ("Inés Rey negó haber pagado.", &["negó (denies): haber pagado"]),
        ("Inés Rey desmintió que fuera tarde.", &["desmintió (denies): fuera tarde"]),
        ("Inés Rey se negó a decir quién pagó.", &["se negó (refuses): a decir quién pagó"]),
        ("Inés Rey preguntó si era tarde.", &["preguntó (asks): si era tarde"]),
        ("«¿Es tarde?», preguntó Inés Rey.", &["preguntó (asks): ¿Es tarde?"]),
        ("Inés Rey ordenó que se fueran.", &["ordenó (orders): que se fueran"]),
        ("Inés Rey pidió que se fueran.", &["pidió (orders): que se fueran"]),
        ("Inés Rey acusó al banco de robo.", &["acusó (affirms): al banco de robo"]),
    ] {
        assert_eq!(cues(text, Language::Spanish), want, "{text}");
    }
}

#[test]
fn what_nobody_said_is_no_statement() {
    for text in [
        "Ruth Adams did not say that it was late.",
        "Ruth Adams never said that it was late.",
        "Ruth Adams hardly said that it was late.",
        "Ruth Adams did not deny that it was late.",
        "Ruth Adams neither confirmed nor denied that it was late.",
        "Ruth Adams did not confirm or deny that it was late.",
        "Ruth Adams failed to say that it was late.",
        "Ruth Adams is yet to say that it was late.",
        "Nor did Ruth Adams say that it was late.",
        "Did Ruth Adams say that it was late?",
        "Nobody said that it was late.",
        "No clerk said that it was late.",
        "It goes without saying that it was late.",
        "Ruth Adams was accused of theft.",
        "If Ruth Adams said that it was late, it was.",
        "Ruth Adams stopped short of saying that it was late.",
        "Far from saying that it was late, Ruth Adams left.",
        "Ruth Adams was accused of saying that it was late.",
        "Ruth Adams no longer says that it is late.",
    ] {
        assert!(cues(text, Language::English).is_empty(), "{text}");
    }
    for text in [
        "Inés Rey no dijo que fuera tarde.",
        "Inés Rey nunca aseguró que fuera tarde.",
        "Inés Rey no negó que fuera tarde.",
        "Ni confirmó ni negó que fuera tarde.",
        "Nadie dijo que fuera tarde.",
        "Inés Rey evitó decir que era tarde.",
        "Inés Rey fue acusada de robo.",
    ] {
        assert!(cues(text, Language::Spanish).is_empty(), "{text}");
    }
}

/// What is read of the cue between the brackets of `text`: its words and polarity.
fn marked(text: &str) -> String {
    let (from, to) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
    let plain = text.replace(['[', ']'], "");
    let document = Document::new(plain.as_str());
    let Some(cue) = Cues::of(&document).read(Span::at(from, to)) else { return "unknown".into() };
    let says = if cue.only_says { "=" } else { "" };
    format!("{}{says} ({})", document.words(cue.words), polarity(cue.polarity))
}

#[test]
fn a_cue_that_a_hand_marked_is_read_with_what_stands_before_it() {
    for (text, want) in [
        ("The mayor [said] that it was late.", "said= (affirms)"),
        ("It was late, [according to] the mayor.", "according to= (affirms)"),
        ("The mayor has firmly [denied] any talks.", "denied (denies)"),
        ("The mayor did not [say] that it was late.", "did not say (open)"),
        ("The mayor [did not say] that it was late.", "did not say (open)"),
        ("The mayor did not [deny] that it was late.", "did not deny (open)"),
        ("The mayor refused to [say] whether it was late.", "refused to say (refuses)"),
        ("The mayor [refused to say] whether it was late.", "refused to say (refuses)"),
        ("The mayor did not refuse to [say] whose it was.", "did not refuse to say (open)"),
        ("The mayor would not [say] whether it was late.", "would not say (refuses)"),
        ("The mayor denied [saying] that it was late.", "denied saying (denies)"),
        ("The mayor went so far as to [suggest] that it was late.", "suggest (affirms)"),
        ("The mayor is far from [saying] that it was late.", "far from saying (open)"),
        ("The mayor [continued to deny] it.", "continued to deny (denies)"),
        ("The mayor [asked] them to leave.", "asked (orders)"),
        ("The mayor [asked] whether it was late.", "asked (asks)"),
        ("Her [denial] was brief.", "denial (denies)"),
        ("The clerk was [accused of] theft.", "accused of (affirms)"),
        ("“I did not,” [said] the mayor.", "said= (affirms)"),
        ("The mayor [frobbed] that it was late.", "unknown"),
        ("El alcalde no [dijo] que la caja era de todos.", "no dijo (open)"),
        ("El alcalde no quiso [confirmar] el pago de la caja.", "no quiso confirmar (refuses)"),
        ("El alcalde se negó a [decir] de quién es la caja.", "se negó a decir (refuses)"),
        ("El alcalde no se negó a [decir] de quién es la caja.", "no se negó a decir (open)"),
        ("El alcalde [se negó a] decir de quién es la caja.", "se negó a (refuses)"),
        ("El alcalde [negó] que la caja es de todos.", "negó (denies)"),
        ("La [negativa] de los vecinos y de la alcaldesa.", "negativa (refuses)"),
    ] {
        assert_eq!(marked(text), want, "{text}");
    }
}

//! The words that attribute a statement, as they stand beside the speaker's name: the source's own,
//! on one line, in brackets where after a name they would not read as its verb.

use crate::Corpus;
use onrecord_language::{WordList, ends_in, is_in};
use onrecord_model::{Document, Polarity, Statement};
use onrecord_text::blanks::collapsed;
use onrecord_text::{Span, clean};

/// The attributing words that a row must show; see [`Statement::shown_cue`]. Where the words are not
/// known (a list may say `denies` and no more), what they make of the statement is said instead.
pub fn shown(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let words = statement.shown_cue().and_then(|cue| on_one_line(corpus, statement, cue));
    let words = words.or_else(|| recorded(statement));
    words.or_else(|| made_of(statement).map(str::to_owned))
}

/// What a statement without a cue is, where it does not affirm its words.
fn made_of(statement: &Statement) -> Option<&'static str> {
    statement.polarity().filter(|polarity| *polarity != Polarity::Affirms).map(Polarity::word)
}

/// All there are, also those that only say that it was said.
pub fn any(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let cue = statement.provenance.as_deref()?.cue;
    cue.and_then(|cue| on_one_line(corpus, statement, cue)).or_else(|| recorded(statement))
}

/// The cue as it was put down, where the source does not have it any more.
fn recorded(statement: &Statement) -> Option<String> {
    one_line(statement.recorded()?.cue.as_deref()?)
}

/// What stands behind the speaker: `denied`, `(according to)`; as [`shown`]. Without brackets where no
/// name is there that the words could be read with.
pub fn behind_name(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let cue = shown(corpus, statement)?;
    let document = &corpus.source(statement.source)?.document;
    let own = |words: Span| !is_owned(document, words);
    let known = statement.shown_cue().map_or_else(|| recorded(statement).is_some(), own);
    let verb = reads_as_verb(&cue) && known;
    let alone = corpus.speaker_name(statement).is_none();
    Some(if verb || alone { cue } else { format!("({cue})") })
}

fn on_one_line(corpus: &Corpus, statement: &Statement, cue: Span) -> Option<String> {
    one_line(corpus.source(statement.source)?.document.words(cue))
}

fn one_line(words: &str) -> Option<String> {
    let words = collapsed(&clean::one_line(words));
    (!words.is_empty()).then_some(words)
}

/// Whether a cue can be the verb of the name before it.
fn reads_as_verb(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    let first = cue.split(' ').next().is_some_and(|first| is_in(WordList::Leads, first));
    !first && !ends_in(WordList::HearsayEndings, &cue)
}

/// Whether the cue is somebody's, and so a noun: "Ruiz’s claim", "their denial".
fn is_owned(document: &Document, cue: Span) -> bool {
    /// Bytes before a cue in which the word before it begins.
    const NEAR: usize = 32;
    let text = document.text();
    let from = text.ceil_char_boundary((cue.start as usize).saturating_sub(NEAR));
    let Some(before) = text.get(from..cue.start as usize) else { return false };
    let Some(word) = before.trim_end().rsplit(char::is_whitespace).next() else { return false };
    let word = word.to_lowercase().replace('’', "'");
    ends_in(WordList::OwnerEndings, &word) || is_in(WordList::Owners, &word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Records;
    use onrecord_model::{
        Actor, ActorIx, ActorKind, Form, Origin, Provenance, Source, SourceIx, Stated, Status,
    };

    /// A corpus with one statement in a text, of Ilse Brandt or of nobody.
    fn of(text: &str, form: Form, speaker: Stated<ActorIx>, provenance: Provenance) -> Corpus {
        let statement = Statement {
            id: "s".into(),
            source: SourceIx(0),
            spans: [Span::at(0, text.chars().next().map_or(0, char::len_utf8))]
                .into_iter()
                .collect(),
            form,
            status: Status::default(),
            origin: Origin::default(),
            speaker,
            provenance: Some(Box::new(provenance)),
        };
        let ilse = Actor {
            id: "a".into(),
            name: "Ilse Brandt".into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let document = Document::new(text);
        Corpus::new(Records {
            sources: vec![Source { document, ..Source::default() }].into(),
            actors: vec![ilse].into(),
            statements: vec![statement].into(),
            ..Records::default()
        })
    }

    /// What stands behind the name where `[…]` in a text is the cue of a statement.
    fn cued(marked: &str, form: Form, only_says: bool) -> Option<String> {
        let (before, rest) = marked.split_once('[').unwrap();
        let (cue, after) = rest.split_once(']').unwrap();
        let provenance = Provenance {
            cue: Some(Span::at(before.len(), before.len() + cue.len())),
            only_says,
            ..Provenance::default()
        };
        let speaker =
            if after.contains("nobody") { Stated::Silent } else { Stated::Is(ActorIx(0)) };
        let corpus = of(&format!("{before}{cue}{after}"), form, speaker, provenance);
        behind_name(&corpus, corpus.statements().get(0).unwrap())
    }

    #[test]
    fn a_verb_follows_the_name_and_anything_else_stands_in_brackets() {
        for (text, want) in [
            ("Ilse Brandt [denied] any deal.", "denied"),
            ("[Said] Ilse Brandt: all is well.", "Said"),
            ("Brandt [repeatedly denied] any deal.", "repeatedly denied"),
            ("Brandt [did not\n  say] who.", "did not say"),
            ("Brandt [\u{1b}2Jdenied] it.", "␛2Jdenied"),
            ("Lo [negó] Ilse Brandt.", "negó"),
            ("La [acusó] de mentir.", "acusó"),
            ("Yo lo [comenté] ayer.", "comenté"),
            ("[According to] Brandt, all is well.", "(According to)"),
            ("[Según] Brandt, todo va bien.", "(Según)"),
            ("[A juicio de] Brandt, todo va bien.", "(A juicio de)"),
            ("The deal was [allegedly] made.", "(allegedly)"),
            ("The deal was [allegedly] made, by nobody.", "allegedly"),
            ("El trato [presuntamente] existe.", "(presuntamente)"),
            ("Brandt’s [claim] that all is well", "(claim)"),
            ("He repeated his [claim] that all is well", "(claim)"),
            ("They [claim] that all is well", "claim"),
            ("Hizo una [advertencia]: que no vengan.", "(advertencia)"),
        ] {
            assert_eq!(cued(text, Form::Indirect, true).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn a_direct_quote_goes_without_words_that_only_say() {
        for (form, only_says, want) in [
            (Form::Direct, true, None),
            (Form::Direct, false, Some("asked")),
            (Form::Mixed, true, Some("asked")),
            (Form::Indirect, true, Some("asked")),
        ] {
            assert_eq!(cued("“Why?” [asked] Brandt.", form, only_says).as_deref(), want);
        }
        assert_eq!(cued("“Why?” [ \u{200b}] Brandt.", Form::Indirect, false), None);
    }

    #[test]
    fn a_denial_whose_words_are_not_known_is_told_all_the_same() {
        for (polarity, want) in [
            (Some(Polarity::Denies), Some("(denies)")),
            (Some(Polarity::Refuses), Some("(refuses)")),
            (Some(Polarity::Asks), Some("(asks)")),
            (Some(Polarity::Orders), Some("(orders)")),
            (Some(Polarity::Affirms), None),
            (None, None),
        ] {
            let provenance = Provenance { polarity, ..Provenance::default() };
            let corpus =
                of("Brandt took money.", Form::Unknown, Stated::Is(ActorIx(0)), provenance);
            let row = corpus.statements().get(0).unwrap();
            assert_eq!(behind_name(&corpus, row).as_deref(), want, "{polarity:?}");
        }
    }
}

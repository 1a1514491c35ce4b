//! What the cues of an investigation make of their words, where its file does not say: a person who
//! marks "denied" need not add that it denies.

use onrecord_corpus::Records;
use onrecord_extract::Cues;
use onrecord_model::{Form, Polarity, SourceIx};

/// Reads the cues of all statements of `records`. What the file says of a polarity stands; a cue is
/// widened over the words that it is not true without ("did not say").
pub(super) fn read(records: &mut Records) {
    let mut cues: Option<(SourceIx, Cues<'_>)> = None;
    let sources = &records.sources;
    for statement in &mut records.statements {
        let at = statement.source;
        let Some(how) = statement.provenance.as_deref_mut() else { continue };
        let (Some(cue), Some(source)) = (how.cue, sources.get(at.at())) else { continue };
        if statement.form.is_passage() {
            continue;
        }
        let known = cues.take().filter(|(source, _)| *source == at);
        let (_, own) = cues.insert(known.unwrap_or_else(|| (at, Cues::of(&source.document))));
        if let Some(read) = own.read(cue) {
            how.cue = Some(read.words);
            how.only_says = read.only_says;
            how.polarity = how.polarity.or(read.polarity);
        }
    }
}

/// Which cues of a list's direct quotes only say that they were said: a list carries the words and
/// what they make of it, not this. Nothing else of a row is read anew.
pub(super) fn only_say(records: &mut Records) {
    let mut cues: Option<(SourceIx, Cues<'_>)> = None;
    let sources = &records.sources;
    for statement in records.statements.iter_mut().filter(|one| one.form == Form::Direct) {
        let at = statement.source;
        let Some(how) = statement.provenance.as_deref_mut() else { continue };
        let (Some(cue), Some(source)) = (how.cue, sources.get(at.at())) else { continue };
        if !matches!(how.polarity, None | Some(Polarity::Affirms)) {
            continue;
        }
        let known = cues.take().filter(|(source, _)| *source == at);
        let (_, own) = cues.insert(known.unwrap_or_else(|| (at, Cues::of(&source.document))));
        how.only_says = own.read(cue).is_some_and(|read| read.only_says && read.words == cue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::file_format::{LoadedText, WantedText, read as read_file};
    use onrecord_model::{Document, Statement};

    const TEXT: &str = "Ruth Adams did not say that it was late. She denied that nobody came. \
                        “It is over,” she said. Lee Marsh asked whether it was late.";

    fn statements(lists: &str) -> Vec<(String, Option<Polarity>, bool)> {
        let text = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "a", "file": "a.txt" }},
            "statements": [ {lists} ] }}"#
        );
        let one = || Ok(LoadedText { document: Document::new(TEXT), ..LoadedText::default() });
        let mut load = |wanted: &[WantedText]| wanted.iter().map(|_| one()).collect();
        let mut records = read_file(&text, "file", &mut load);
        assert_eq!(records.faults, []);
        read(&mut records);
        let cue = |one: &Statement| one.provenance.as_deref().and_then(|how| how.cue);
        let words = |one: &Statement| cue(one).map_or("", |cue| cue.of(TEXT)).to_owned();
        let told = |one: &Statement| (words(one), one.polarity(), one.shown_cue().is_some());
        records.statements.iter().map(told).collect()
    }

    #[test]
    fn a_cue_is_read_with_what_stands_before_it_unless_the_file_says() {
        for (keys, want) in [
            (
                r#""form": "indirect", "anchor": { "exact": "it was late", "nth": 1 }, "cue": "say""#,
                ("did not say", None, true),
            ),
            (
                r#""form": "indirect", "anchor": "nobody came", "cue": "denied""#,
                ("denied", Some(Polarity::Denies), true),
            ),
            (
                r#""form": "indirect", "anchor": "nobody came", "cue": "denied", "polarity": "refuses""#,
                ("denied", Some(Polarity::Refuses), true),
            ),
            (
                r#""form": "direct", "anchor": "It is over", "cue": "said""#,
                ("said", Some(Polarity::Affirms), false),
            ),
            (
                r#""form": "indirect", "anchor": "whether it was late", "cue": "asked""#,
                ("asked", Some(Polarity::Asks), true),
            ),
            (r#""form": "direct", "anchor": "It is over""#, ("", None, false)),
        ] {
            let (words, polarity, shown) = want;
            assert_eq!(statements(&format!("{{ {keys} }}")), [(words.into(), polarity, shown)]);
        }
    }

    #[test]
    #[cfg(feature = "embedded")]
    fn the_embedded_article_denies_what_it_denies() {
        use super::super::{OpenOptions, OpenTarget, Silent, open};
        let corpus = open(&OpenTarget::Builtin, &OpenOptions::default(), &mut Silent).unwrap();
        let cue = |one: &Statement| {
            let source = corpus.source(one.source).unwrap();
            source.document.words(one.shown_cue().unwrap_or_default()).to_owned()
        };
        let denied = |one: &&Statement| one.polarity() == Some(Polarity::Denies);
        let all: Vec<_> = corpus.statements().iter().filter(denied).collect();
        let all: Vec<_> =
            all.iter().map(|one| (corpus.speaker_name(one), corpus.words(one), cue(one))).collect();
        let want = "any negotiations between the administration and gangs";
        assert_eq!(all, [(Some("Nayib Bukele"), want.into(), "denied".to_owned())]);
        let blamed = corpus.statements().iter().find(|one| cue(one) == "would blame");
        assert_eq!(blamed.and_then(Statement::polarity), Some(Polarity::Affirms));
    }
}

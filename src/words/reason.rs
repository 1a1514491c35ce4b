//! Why a statement was suggested: the rule that did it, with the words of the source it went by.

use onrecord_corpus::Corpus;
use onrecord_model::{Form, Provenance, Rule, SpeakerBy, Statement};
use onrecord_text::fold::folded;

/// `cue “said” after the quote; “he” is taken for Ana Ruiz`; nothing for what no rule suggested and
/// whose speaker was not inferred.
pub(super) fn of(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let known = statement.provenance.as_deref()?;
    let rule = known.rule.map(|one| rule(corpus, statement, known, one));
    let told = rule.is_some() || statement.has_inferred_speaker();
    let told = told || !known.known.candidates.is_empty();
    let taken = told.then(|| taken_for(corpus, statement, known)).flatten();
    let parts: Vec<_> = rule.into_iter().chain(taken).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn rule(corpus: &Corpus, statement: &Statement, known: &Provenance, rule: Rule) -> String {
    match rule {
        Rule::Verb | Rule::According => cue(corpus, statement, known),
        Rule::Marks => "quotation marks; no words say whose".into(),
        Rule::FollowUp => "quotation marks that go on from the quote before".into(),
        Rule::Colon => "a name and a colon before it".into(),
        Rule::Turn => "a turn of a transcript".into(),
        Rule::Question => "a question, by its place in the talk".into(),
        Rule::Written => "written under the sender's name".into(),
    }
}

/// The word that attributes it, and where that stands.
fn cue(corpus: &Corpus, statement: &Statement, known: &Provenance) -> String {
    let what = if statement.form == Form::Indirect { "words" } else { "quote" };
    let (Some(cue), Some(source)) = (known.cue, corpus.source(statement.source)) else {
        return format!("words that attribute the {what}");
    };
    let hull = statement.hull();
    let side = match () {
        () if cue.end <= hull.start => "before",
        () if cue.start >= hull.end => "after",
        () => "inside",
    };
    format!("cue “{}” {side} the {what}", source.document.words(cue))
}

/// From what the speaker is known, where its name does not stand beside the words.
fn taken_for(corpus: &Corpus, statement: &Statement, known: &Provenance) -> Option<String> {
    let Some(name) = corpus.speaker_name(statement) else {
        return either(corpus, statement, known);
    };
    match known.speaker_by {
        Some(SpeakerBy::DroppedSubject) => Some(format!("no subject: taken for {name}")),
        Some(SpeakerBy::Turn) => Some(format!("no name on this turn: taken for {name}")),
        Some(SpeakerBy::QuoteBefore) => Some(format!("taken for {name}, as the quote before")),
        Some(SpeakerBy::Name | SpeakerBy::Role | SpeakerBy::Pronoun) | None => {
            let mention = corpus.source(statement.source)?.document.words(known.mention?);
            let same = folded(mention).contains(&folded(name));
            (!same).then(|| format!("“{mention}” is taken for {name}"))
        }
    }
}

/// Who may be the speaker, where nothing tells which of them it is.
fn either(corpus: &Corpus, statement: &Statement, known: &Provenance) -> Option<String> {
    let names = known.known.candidates.iter().map(|ix| corpus.shown_name(*ix));
    let mut names: Vec<_> = names.collect();
    names.dedup();
    let (last, others) = names.split_last().filter(|(_, others)| !others.is_empty())?;
    let all = format!("{} or {last}", others.join(", "));
    let document = corpus.source(statement.source).map(|source| &source.document);
    Some(match known.mention.zip(document) {
        Some((mention, document)) => format!("“{}” may be {all}", document.words(mention)),
        None => format!("may be {all}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{
        Actor, ActorIx, ActorKind, Document, Origin, Source, SourceIx, Stated, Status,
    };
    use onrecord_text::Span;

    const TEXT: &str = "Ana Ruiz came. “No,” she said. According to her, all is well.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::at(at, at + words.len())
    }

    fn ana() -> Corpus {
        let ana = Actor {
            id: "ana".into(),
            name: "Ana Ruiz".into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let source = Source { document: Document::new(TEXT), ..Source::default() };
        Corpus::new(Records {
            sources: vec![source].into(),
            actors: vec![ana].into(),
            ..Records::default()
        })
    }

    fn reason(form: Form, words: &str, known: Provenance) -> Option<String> {
        let statement = Statement {
            id: "s".into(),
            source: SourceIx(0),
            spans: [span(words)].into_iter().collect(),
            form,
            status: Status::Unchecked,
            origin: Origin::Suggested,
            speaker: Stated::Is(ActorIx(0)),
            provenance: Some(Box::new(known)),
        };
        of(&ana(), &statement)
    }

    #[test]
    fn who_may_be_meant_is_named() {
        let bo = Actor { id: "bo".into(), name: "Bo Ruiz".into(), ..ana().actors()[0].clone() };
        let mut records = ana().records().clone();
        records.actors.push(bo);
        let corpus = Corpus::new(records);
        for (all, want) in [
            (vec![ActorIx(0), ActorIx(1)], Some("“she” may be Ana Ruiz or Bo Ruiz")),
            (vec![ActorIx(1)], None),
            (Vec::new(), None),
        ] {
            let known = onrecord_model::Facts { candidates: all, ..onrecord_model::Facts::NONE };
            let statement = Statement {
                id: "s".into(),
                source: SourceIx(0),
                spans: [span("No,")].into_iter().collect(),
                form: Form::Direct,
                status: Status::Unchecked,
                origin: Origin::Suggested,
                speaker: Stated::Silent,
                provenance: Some(Box::new(Provenance {
                    mention: Some(span("she")),
                    known: known.into(),
                    ..Provenance::default()
                })),
            };
            assert_eq!(of(&corpus, &statement).as_deref(), want);
        }
    }

    #[test]
    fn every_inferred_speaker_says_from_what() {
        let she = Some("“she” is taken for Ana Ruiz");
        let before = "quotation marks that go on from the quote before; \
                      taken for Ana Ruiz, as the quote before";
        for (rule, by, mention, want) in [
            (None, Some(SpeakerBy::Pronoun), Some("she"), she),
            (None, Some(SpeakerBy::Role), Some("she"), she),
            (None, Some(SpeakerBy::DroppedSubject), None, Some("no subject: taken for Ana Ruiz")),
            (None, Some(SpeakerBy::Turn), None, Some("no name on this turn: taken for Ana Ruiz")),
            (Some(Rule::FollowUp), Some(SpeakerBy::QuoteBefore), Some("she"), Some(before)),
            (None, Some(SpeakerBy::Name), Some("Ana Ruiz"), None),
            (None, Some(SpeakerBy::Name), Some("she"), None),
            (None, None, Some("she"), None),
        ] {
            let mention = mention.map(span);
            let known = Provenance { rule, speaker_by: by, mention, ..Provenance::default() };
            assert_eq!(reason(Form::Direct, "No", known).as_deref(), want, "{by:?}");
        }
    }

    #[test]
    fn every_rule_says_what_it_went_by() {
        for (rule, form, words, cue, mention, want) in [
            (
                Some(Rule::Verb),
                Form::Direct,
                "No",
                "said",
                "she",
                Some("cue “said” after the quote; “she” is taken for Ana Ruiz"),
            ),
            (
                Some(Rule::According),
                Form::Indirect,
                "all is well",
                "According to",
                "Ana Ruiz",
                Some("cue “According to” before the words"),
            ),
            (
                Some(Rule::Verb),
                Form::Mixed,
                "“No,” she said",
                "she",
                "Ana Ruiz",
                Some("cue “she” inside the quote"),
            ),
            (
                Some(Rule::Turn),
                Form::Direct,
                "No",
                "said",
                "Ana Ruiz",
                Some("a turn of a transcript"),
            ),
            (None, Form::Direct, "No", "said", "she", None),
        ] {
            let known = Provenance {
                rule,
                cue: Some(span(cue)),
                mention: Some(span(mention)),
                ..Provenance::default()
            };
            assert_eq!(reason(form, words, known).as_deref(), want);
        }
    }
}

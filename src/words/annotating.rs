//! What is shown of a passage before it becomes a statement.

use super::record::Fact;
use super::{decisions, labels};
use crate::app::annotation::Annotation;
use crate::app::annotation::proposed::SeenByRules;
use onrecord_corpus::Corpus;
use onrecord_text::clean;

/// The passage, and what the rules see in it.
pub fn facts(corpus: &Corpus, picked: &Annotation, seen: &SeenByRules) -> Vec<Fact> {
    const SILENT: &str = "—";
    let Some(source) = corpus.source(picked.source) else { return Vec::new() };
    let document = &source.document;
    let one_line = |words: &str| clean::one_line(words).into_owned();
    let words = |span: onrecord_text::Span| one_line(document.words(span));
    let place = format!("{} ¶{}", source.title, document.paragraph_at(picked.span.start));
    let speaker = match &seen.speaker {
        Some(actor) if seen.inferred => format!("({}), taken for the speaker", actor.name),
        Some(actor) => format!("{}, as the rules read it", actor.name),
        None => SILENT.to_owned(),
    };
    let via = seen.via.as_ref().map_or_else(|| SILENT.to_owned(), decisions::value);
    let verb = seen.cue.map_or_else(|| SILENT.to_owned(), words);
    vec![
        ("words", words(picked.span)),
        ("stands in", one_line(&place)),
        ("form", labels::form(seen.form).to_owned()),
        ("verb", verb),
        ("via", one_line(&via)),
        ("who", one_line(&speaker)),
    ]
}

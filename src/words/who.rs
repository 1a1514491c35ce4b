//! Who said it and by which words: the one way in which rows, cards, citations and exports name a
//! speaker, so that nothing of it is shown stronger than it stands.
//!
//! `Ana Ruiz denied`; `(Ana Ruiz) denied` where she is only taken for the speaker; `— not stated:
//! denied`; `Ana Ruiz (according to)` where the attributing words are no verb.

use onrecord_text::blanks::collapsed;
use std::borrow::Cow;

use crate::app::panes::quote;
use onrecord_corpus::{Corpus, cue};
use onrecord_model::{Event, Form, Polarity, Stated, Statement};
use onrecord_text::width;

/// The speaker of a statement: in brackets where it was inferred, `—` where the source does not say,
/// `·` where nobody has looked; for a passage its source.
pub fn speaker<'c>(corpus: &'c Corpus, statement: &'c Statement) -> Cow<'c, str> {
    if let (true, Some(source)) = (statement.form.is_passage(), corpus.source(statement.source)) {
        return source.title.as_str().into();
    }
    named(corpus, statement).unwrap_or(Cow::Borrowed(match statement.speaker {
        Stated::Unseen => "·",
        Stated::Silent | Stated::Is(_) => "— not stated",
    }))
}

/// The same on a card, where nobody is taken for the speaker of what a reader left out: the title of a document
/// wrote no comment.
pub fn on_card<'c>(corpus: &'c Corpus, statement: &'c Statement) -> Cow<'c, str> {
    match statement.form {
        Form::Note => named(corpus, statement).unwrap_or(Cow::Borrowed("— not stated")),
        _ => speaker(corpus, statement),
    }
}

/// The same for what stands behind a dash already.
pub fn cited<'c>(corpus: &'c Corpus, statement: &'c Statement) -> Cow<'c, str> {
    named(corpus, statement).unwrap_or(Cow::Borrowed("speaker not stated"))
}

fn named<'c>(corpus: &'c Corpus, statement: &Statement) -> Option<Cow<'c, str>> {
    let name = corpus.speaker_name(statement)?;
    Some(bracketed(name, statement.has_inferred_speaker()))
}

/// `name`, in brackets where it was inferred.
pub fn bracketed(name: &str, inferred: bool) -> Cow<'_, str> {
    if inferred { format!("({name})").into() } else { name.into() }
}

/// The speaker as it stands before attributing words, where there are any to show.
pub fn before_cue<'c>(corpus: &'c Corpus, statement: &'c Statement, cue: &str) -> Cow<'c, str> {
    let speaker = speaker(corpus, statement);
    let nobody = corpus.speaker_name(statement).is_none();
    if nobody && !cue.is_empty() { format!("{speaker}:").into() } else { speaker }
}

/// A speaker cut to `columns`; the bracket behind one who was inferred stays.
pub fn cut(speaker: &str, columns: usize) -> Cow<'_, str> {
    let inside = speaker.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match inside.filter(|_| width::of(speaker) > columns) {
        Some(name) if columns > 2 => format!("({})", width::cut(name, columns - 2)).into(),
        _ => width::cut(speaker, columns),
    }
}

/// What happened, as its row says it. Words of the source that somebody says there are that person's claim, and
/// go by the name: `Ana Ruiz denied: he was paid`.
pub fn event_title<'c>(corpus: &'c Corpus, event: &'c Event) -> Cow<'c, str> {
    match claim(corpus, event) {
        Some(statement) => format!("{}: {}", said(corpus, statement), event.title).into(),
        None => event.title.as_str().into(),
    }
}

/// The statement by whose words an event is called; none where somebody called it so in words of their own.
pub fn claim<'c>(corpus: &'c Corpus, event: &Event) -> Option<&'c Statement> {
    let at = event.passage()?;
    let title = collapsed(event.title.trim_end_matches('…'));
    let here = corpus.statements_over(at.source, at.span).filter_map(|ix| corpus.statement(ix));
    let mut said = here.filter(|statement| collapsed(&corpus.words(statement)).contains(&title));
    said.next()
}

/// `Ana Ruiz denied`: the speaker and the attributing words that must be shown.
pub fn said(corpus: &Corpus, statement: &Statement) -> String {
    match cue::behind_name(corpus, statement) {
        Some(cue) => format!("{} {cue}", before_cue(corpus, statement, &cue)),
        None => speaker(corpus, statement).into_owned(),
    }
}

/// `Ana Ruiz denied: any deal with…`: a statement in one short line; its words are cut to `columns`,
/// who said it and how is not.
pub fn brief(corpus: &Corpus, statement: &Statement, columns: usize) -> String {
    let words = quote::text(corpus, statement);
    format!("{}: {}", said(corpus, statement), width::cut(&words, columns))
}

/// Whether the attributing words turn the words round: what is denied, refused, asked or wanted is
/// not said to be so.
pub fn turns(statement: &Statement) -> bool {
    statement.polarity().is_some_and(|polarity| polarity != Polarity::Affirms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{Document, Origin, Source, SourceIx, Status};
    use onrecord_text::Span;

    #[test]
    fn the_title_of_a_document_wrote_no_comment() {
        let (title, document) = ("The lease".to_owned(), Document::new("Ask Bo."));
        let source = Source { title, document, ..Source::default() };
        let corpus = Corpus::new(Records { sources: vec![source].into(), ..Records::default() });
        for (form, want) in [(Form::Note, "— not stated"), (Form::Passage, "The lease")] {
            let statement = Statement {
                id: "s".into(),
                source: SourceIx(0),
                spans: [Span::at(0, 7)].into_iter().collect(),
                form,
                status: Status::Unchecked,
                origin: Origin::Suggested,
                speaker: Stated::Silent,
                provenance: None,
            };
            assert_eq!(on_card(&corpus, &statement), want);
        }
    }

    #[test]
    fn who_was_inferred_stands_in_brackets_however_little_room_there_is() {
        for (speaker, columns, want) in [
            ("(Ana Ruiz)", 10, "(Ana Ruiz)"),
            ("(Ana Ruiz)", 8, "(Ana R…)"),
            ("(Ana Ruiz)", 3, "(…)"),
            ("(Ana Ruiz)", 2, "(…"),
            ("(Ana Ruiz)", 0, ""),
            ("Ana Ruiz", 6, "Ana R…"),
            ("— not stated:", 7, "— not…"),
        ] {
            assert_eq!(cut(speaker, columns), want, "{columns}");
        }
    }
}

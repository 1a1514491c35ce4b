//! Paragraphs of the sources as rows of their own kind, so that words are found even where nobody is
//! quoted.

use smallvec::smallvec;

use super::Records;
use onrecord_model::{
    BlockKind, Form, How, Mention, Origin, Source, SourceIx, Stated, Statement, Status,
};
use onrecord_text::{Part, Span};

/// The longest passage in bytes: of a row, the search reads some thirty thousand words, and a file
/// without blank lines is one paragraph.
const LONGEST: usize = 16 << 10;

/// A row for each paragraph that is not a statement as a whole (the rows of a list and the turns of a
/// transcript are), in the order of sources and places; several for a very long one.
pub(super) fn passages(records: &Records) -> Vec<Statement> {
    let mut passages = Vec::new();
    for (at, source) in records.sources.iter().enumerate() {
        let ix = SourceIx::from(at);
        let from = records.statements.partition_point(|statement| statement.source < ix);
        let said = records.statements.part(from..);
        let mut said = said.iter().take_while(|statement| statement.source == ix).peekable();
        for (number, block) in (1..).zip(source.document.blocks()) {
            while said.next_if(|statement| statement.hull().start < block.span.start).is_some() {}
            let mut here = said.clone().take_while(|said| said.hull().start < block.span.end);
            if here.any(|said| says_all(records, source, said, block.span)) {
                continue;
            }
            for (nth, span) in (1..).zip(stretches(source.document.words(block.span))) {
                let span = span.shifted(block.span.start);
                passages.push(passage(source, ix, (number, nth), (span, form(block.kind))));
            }
        }
    }
    passages
}

/// Whether every word of a paragraph is found by this statement: it stands in its spans, or is the
/// speaker's name in front of them. What a row of a list stands in was put together from its pieces,
/// and is nobody's paragraph.
fn says_all(records: &Records, source: &Source, statement: &Statement, paragraph: Span) -> bool {
    if statement.known().carried.is_some() {
        return true;
    }
    let provenance = statement.provenance.as_deref();
    let name = provenance.and_then(|provenance| provenance.mention);
    let name = name
        .filter(|name| name.start == paragraph.start && is_name(records, source, statement, *name));
    let mut from = name.map_or(paragraph.start, |name| name.end);
    let no_word = |rest: Span| !source.document.words(rest).contains(char::is_alphanumeric);
    for span in &statement.spans {
        if from < span.start && !no_word(Span::new(from, span.start.min(paragraph.end))) {
            return false;
        }
        from = from.max(span.end);
    }
    from >= paragraph.end || no_word(Span::new(from, paragraph.end))
}

/// Whether the statement is found by the words of `mention`, because its speaker goes by them.
fn is_name(records: &Records, source: &Source, statement: &Statement, mention: Span) -> bool {
    let actor = statement.speaker.value().and_then(|actor| records.actors.get(actor.at()));
    let words = source.document.words(mention);
    let place = (statement.source, mention);
    let named = |own: &Mention| matches!(own.how, How::Name | How::Variant | How::Alias);
    actor.is_some_and(|actor| {
        // Somebody may be named in every line of a document: the place is looked up, not walked to.
        let at = actor.mentions.partition_point(|own| (own.source, own.span) < place);
        let there = actor.mentions.part(at..).iter();
        let mut there = there.take_while(|own| (own.source, own.span) == place);
        actor.name == words
            || actor.aliases.iter().any(|alias| alias.name == words)
            || there.any(named)
    })
}

/// Cuts a paragraph into stretches of at most [`LONGEST`] bytes, behind a space where there is one.
fn stretches(words: &str) -> Vec<Span> {
    let (mut spans, mut from) = (Vec::new(), 0);
    while let Some(rest) = words.get(from..).filter(|rest| !rest.is_empty()) {
        let whole = rest.len() <= LONGEST;
        let upto = if whole { rest.len() } else { rest.floor_char_boundary(LONGEST) };
        let head = rest.part(..upto);
        let space = head.rfind(char::is_whitespace).filter(|_| !whole);
        let next = space.map_or(upto, |at| at + head.get(at..).map_or(1, first_length));
        let end = from + space.unwrap_or(upto);
        spans.extend((end > from).then(|| Span::at(from, end)));
        from += next;
    }
    spans
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// What a paragraph is found as.
const fn form(kind: BlockKind) -> Form {
    match kind {
        BlockKind::LeftOut(_) => Form::Note,
        _ => Form::Passage,
    }
}

fn passage(
    source: &Source,
    ix: SourceIx,
    (number, nth): (u32, u32),
    (span, form): (Span, Form),
) -> Statement {
    let stretch = if nth > 1 { format!(".{nth}") } else { String::new() };
    Statement {
        id: format!("{}¶{number}{stretch}", source.id).into(),
        source: ix,
        spans: smallvec![span],
        form,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: Stated::Unseen,
        provenance: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{Actor, ActorIx, ActorKind, Document, Provenance};

    const TEXT: &str = "ANA: We go.\n\nANA said: We stay.\n\nWe left.\n\nNot said.\n\n\
        “We rowed,” she cried, “all night.”\n\n“We swam” – “home.”\n\nMR. RUIZ: We sank.";

    fn place(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::at(at, at + words.len())
    }

    /// The words of the first piece of `pieces` are behind `name`, who is Ana Ruiz.
    fn statement(pieces: &[&str], name: Option<&str>) -> Statement {
        let mention = name.map(|name| Span::new(place(name).start, place(name).start + 3));
        Statement {
            spans: pieces.iter().map(|piece| place(piece)).collect(),
            speaker: Stated::Is(ActorIx(0)),
            provenance: Some(Box::new(Provenance { mention, ..Provenance::default() })),
            ..passage(&Source::default(), SourceIx(0), (0, 1), (Span::default(), Form::Passage))
        }
    }

    #[test]
    fn what_is_a_statement_as_a_whole_is_no_passage() {
        let statements = vec![
            statement(&["We go"], Some("ANA: We")),
            statement(&["We stay"], Some("ANA said")),
            statement(&["We left."], None),
            statement(&["We rowed,", "all night."], None),
            statement(&["We swam", "home."], None),
            statement(&["We sank"], Some("MR. RUIZ")),
        ];
        let ana = Actor {
            id: "ana".into(),
            name: "ANA".into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let source = Source { document: Document::new(TEXT), ..Source::default() };
        let records = Records {
            sources: vec![source].into(),
            actors: vec![ana].into(),
            statements: statements.into(),
            ..Records::default()
        };
        let found = passages(&records);
        let found: Vec<_> = found.iter().map(|passage| passage.hull().of(TEXT)).collect();
        let interrupted = "“We rowed,” she cried, “all night.”";
        let other_name = "MR. RUIZ: We sank.";
        assert_eq!(found, ["ANA said: We stay.", "Not said.", interrupted, other_name]);
    }

    #[test]
    fn a_very_long_paragraph_is_several_rows_between_words() {
        let text = "señal ".repeat(9000) + &"ñ".repeat(LONGEST);
        let source = Source { document: Document::new(text.as_str()), ..Source::default() };
        let records = Records { sources: vec![source].into(), ..Records::default() };
        let found = passages(&records);
        let ids: Vec<_> = found.iter().map(|passage| &*passage.id).collect();
        assert_eq!(ids.get(..3), Some(&["¶1", "¶1.2", "¶1.3"][..]));
        let pieces: Vec<_> = found.iter().map(|passage| passage.hull().of(&text)).collect();
        assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= LONGEST));
        assert!(pieces[..3].iter().all(|p| p.starts_with("señal") && p.ends_with("señal")));
        let letters = |text: &str| text.replace(' ', "");
        assert_eq!(letters(&pieces.concat()), letters(&text));
    }
}

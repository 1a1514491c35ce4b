//! An invented investigation of two sources, in English and Spanish, in which things are denied,
//! blamed, asked, ordered and refused, by somebody named, somebody inferred, and nobody.

use onrecord_corpus::{Corpus, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Block, BlockKind, Document, Form, Mark, Origin, Place, Polarity,
    Provenance, Source, SourceIx, SpeakerBy, Stated, Statement, Status,
};
use onrecord_text::Span;

const ENGLISH: &str = "Ilse Brandt denied any deal with the dredgers.
Several dock workers blamed the harbour master.
“Who signed it?” Ilse Brandt asked.
The harbour master ordered the books burned.
She refused to name the buyer.
According to Ilse Brandt, the quay was sold twice.
The tape allegedly shows a payment.
The harbour master did not, even when he was asked a third time, rule out a sale.
“We sign first,” Ilse Brandt said.";

const SPANISH: &str = "Tomás Iriarte negó haber firmado el contrato.
Los estibadores culparon al práctico.
«¿Quién firmó?», preguntó Tomás Iriarte.
El práctico ordenó que se quemaran los libros.
Desmintió que hubiera pagos.";

/// The cue, the words, the form, what the cue makes of them, whose they are and how that is known.
type Row = (&'static str, &'static str, Form, Option<Polarity>, Option<usize>, Option<SpeakerBy>);

const NAMES: [&str; 4] =
    ["Ilse Brandt", "Several dock workers", "The harbour master", "Tomás Iriarte"];

fn english() -> Vec<Row> {
    use Polarity::{Affirms, Asks, Denies, Orders, Refuses};
    let (name, indirect) = (Some(SpeakerBy::Name), Form::Indirect);
    vec![
        ("denied", "any deal with the dredgers", indirect, Some(Denies), Some(0), name),
        ("blamed", "the harbour master", indirect, Some(Affirms), Some(1), name),
        ("asked", "Who signed it?", Form::Direct, Some(Asks), Some(0), name),
        ("ordered", "the books burned", indirect, Some(Orders), Some(2), name),
        (
            "refused",
            "to name the buyer",
            indirect,
            Some(Refuses),
            Some(0),
            Some(SpeakerBy::Pronoun),
        ),
        ("According to", "the quay was sold twice", indirect, Some(Affirms), Some(0), name),
        ("allegedly", "shows a payment", indirect, None, None, None),
        (
            "did not, even when he was asked a third time, rule out",
            "a sale",
            indirect,
            Some(Denies),
            Some(2),
            name,
        ),
        ("said", "We sign first", Form::Direct, Some(Affirms), Some(0), name),
    ]
}

fn spanish() -> Vec<Row> {
    use Polarity::{Affirms, Asks, Denies, Orders};
    let (name, indirect) = (Some(SpeakerBy::Name), Form::Indirect);
    vec![
        ("negó", "haber firmado el contrato", indirect, Some(Denies), Some(3), name),
        ("culparon", "al práctico", indirect, Some(Affirms), Some(1), Some(SpeakerBy::Role)),
        ("preguntó", "¿Quién firmó?", Form::Direct, Some(Asks), Some(3), name),
        (
            "ordenó",
            "que se quemaran los libros",
            indirect,
            Some(Orders),
            Some(2),
            Some(SpeakerBy::Role),
        ),
        ("Desmintió", "que hubiera pagos", indirect, Some(Denies), None, None),
    ]
}

/// The investigation; all of it suggested, with the first statement of a list.
pub(crate) fn investigation() -> Corpus {
    let page = Mark { at: 0, place: Place::Page(214) };
    let exhibit = source("filings/Exh-C.pdf", "Exh-C.pdf", ENGLISH, Some(page));
    let article =
        source("muelle.html", "El contrato del muelle y quienes nunca lo firmaron", SPANISH, None);
    let mut statements: Vec<_> = [(0, ENGLISH, english()), (1, SPANISH, spanish())]
        .into_iter()
        .flat_map(|(at, text, rows)| {
            rows.into_iter().map(move |row| statement(SourceIx(at), text, row)).collect::<Vec<_>>()
        })
        .collect();
    statements.sort_by_key(|statement| (statement.source, statement.hull()));
    if let Some(first) = statements.first_mut() {
        first.origin = Origin::Listed;
    }
    Corpus::new(Records {
        title: "Harbour".into(),
        sources: vec![exhibit, article].into(),
        actors: NAMES.into_iter().map(actor).collect(),
        statements: statements.into(),
        ..Records::default()
    })
}

fn source(file: &str, title: &str, text: &str, mark: Option<Mark>) -> Source {
    let whole = Block { span: Span::at(0, text.len()), kind: BlockKind::Paragraph };
    let document = Document::of_blocks(text, vec![whole], mark.into_iter().collect());
    Source {
        id: file.into(),
        file: file.into(),
        title: title.into(),
        document,
        ..Source::default()
    }
}

fn actor(name: &str) -> Actor {
    Actor {
        id: name.into(),
        name: name.into(),
        kind: ActorKind::Person,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits: Vec::new(),
        joined: false,
    }
}

fn statement(source: SourceIx, text: &str, row: Row) -> Statement {
    let (cue, words, form, polarity, speaker, speaker_by) = row;
    let cue_at = text.find(cue).expect("the cue stands there");
    let words_at = text.find(words).expect("the words stand there");
    Statement {
        id: format!("{}-{words_at}", source.0).into(),
        source,
        spans: [Span::at(words_at, words_at + words.len())].into_iter().collect(),
        form,
        status: Status::Unchecked,
        origin: Origin::Suggested,
        speaker: speaker.map_or(Stated::Silent, |at| Stated::Is(ActorIx::from(at))),
        provenance: Some(Box::new(Provenance {
            cue: Some(Span::at(cue_at, cue_at + cue.len())),
            only_says: cue == "said",
            polarity,
            speaker_by,
            ..Provenance::default()
        })),
    }
}
